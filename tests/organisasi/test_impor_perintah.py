"""``impor-organisasi``: tries first, names what is wrong, writes all or nothing."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from sakip.kernel.access import INSTALLATION, SYSTEM, Role
from sakip.organisasi import actions
from sakip.organisasi.models import Unit
from tests.builders import World
from tests.organisasi.impor import as_csv, real_data
from tests.people import person


def run(file: Path, *more: str, **options: Any) -> str:
    out = StringIO()
    call_command("impor-organisasi", str(file), *more, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "unit.csv"
    path.write_bytes(as_csv(("kode", "nama"), ("1", "Dinas Baru")))
    return path


def count() -> int:
    return Unit.objects.visible_to(SYSTEM).count()


def test_what_is_wrong_is_said_and_ends_in_one(dunia: World, tmp_path: Path) -> None:
    path = tmp_path / "unit.csv"
    path.write_bytes(as_csv(("nama", "induk"), ("Dinas Baru", ""), ("Bidang X", "Entah")))
    out, before = StringIO(), count()
    with pytest.raises(SystemExit) as end:
        call_command(
            "impor-organisasi", str(path), "--jenis=unit", "--instansi=Kabupaten Uji", "--terapkan", stdout=out
        )
    assert end.value.code == 1
    assert "Ditolak: Lembar “unit”, baris 3, kolom “Unit induk” (sel B3)" in out.getvalue()
    assert count() == before


def test_a_file_that_is_none_and_one_without_the_right_are_refused(dunia: World, table: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        run(tmp_path / "tidak-ada.csv", "--jenis=unit", "--instansi=Kabupaten Uji")
    who = person("Pembaca", dunia.kabupaten, Role.PEMBACA)
    with pytest.raises(CommandError, match="tidak berwenang"):
        run(table, "--jenis=unit", "--instansi=Kabupaten Uji", f"--sebagai={who.akun.email}")
    with pytest.raises(CommandError, match="bukan tanggal"):
        run(table, "--jenis=unit", "--instansi=Kabupaten Uji", "--sejak=kemarin")


def test_it_tries_first_and_writes_when_told(dunia: World, table: Path) -> None:
    before = count()
    said = run(table, "--jenis=unit", "--instansi=Kabupaten Uji")
    assert "Baru: baris 2, Dinas Baru" in said
    assert "Uji coba saja" in said
    assert count() == before
    assert "Diterapkan." in run(table, "--jenis=unit", "--instansi=Kabupaten Uji", "--terapkan", "--sejak=2025-01-02")
    assert str(Unit.objects.visible_to(SYSTEM).get(nama="Dinas Baru").berlaku_mulai) == "2025-01-02"
    assert "Tidak ada yang perlu ditulis" in run(table, "--jenis=unit", "--instansi=Kabupaten Uji", "--terapkan")


@pytest.mark.real_data
@pytest.mark.django_db
def test_both_real_files_go_in_by_the_command(tmp_path: Path) -> None:
    actions.create_instansi(INSTALLATION, nama="Kabupaten Banjarnegara", jenis="kabupaten", by=SYSTEM)
    for name in ("opd-banjarnegara.csv", "opd-unit-banjarnegara.csv"):
        (tmp_path / name).write_bytes(real_data(name))
        assert "Diterapkan." in run(tmp_path / name, "--jenis=unit", "--instansi=Kabupaten Banjarnegara", "--terapkan")
    assert count() == 195
