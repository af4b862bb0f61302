"""The command that writes the LKjIP; on real data, the numbers a regency printed itself."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from sakip.kernel.access import Role
from tests.builders import World
from tests.copies import copied
from tests.documents.reading import bare, docx_text, pdf_text
from tests.pelaporan.worlds import Dinas, dinas
from tests.people import person


@pytest.fixture
def dinkes(dunia: World) -> Dinas:
    return copied(dinas, dunia)


def laporan(folder: Path, **options: Any) -> str:
    said = io.StringIO()
    given = {"instansi": "Kabupaten Uji", "tahun": 2023, "keluar": folder} | options
    call_command("laporan", stdout=said, **given)
    return said.getvalue()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"instansi": "Kabupaten Tiada"}, "Instansi “Kabupaten Tiada” tidak ada"),
        ({"unit": "Dinas Tiada"}, "Unit “Dinas Tiada” tidak ada di Kabupaten Uji"),
        ({"unit": "Dinas Pendidikan"}, "Dinas Pendidikan belum memiliki indikator untuk tahun 2023"),
        ({"tahun": 23}, "Tahun 23 di luar 1990 sampai 2100"),
        ({"sebagai": "tiada@contoh.go.id"}, "Akun tiada@contoh.go.id tidak ditemukan"),
    ],
)
def test_what_is_wrong_is_one_sentence(dinkes: Dinas, tmp_path: Path, options: dict[str, Any], sentence: str) -> None:
    with pytest.raises(CommandError) as wrong:
        laporan(tmp_path, **options)
    assert str(wrong.value).startswith(sentence)
    assert list(tmp_path.iterdir()) == []


def test_an_account_writes_only_what_it_sees(dunia: World, dinkes: Dinas, tmp_path: Path) -> None:
    stranger = person("Orang Asing", dunia.lain, Role.PENGELOLA)
    with pytest.raises(CommandError, match="tidak dapat melihat Dinas Kesehatan"):
        laporan(tmp_path, unit="Dinkes", sebagai=stranger.akun.email)


def test_a_file_in_the_way_is_said(dinkes: Dinas, tmp_path: Path) -> None:
    (tmp_path / "penuh").write_text("")
    with pytest.raises(CommandError, match="tidak dapat ditulis"):
        laporan(tmp_path / "penuh", unit="Dinkes")


def test_one_pdf_and_one_docx(dinkes: Dinas, tmp_path: Path) -> None:
    folder = tmp_path / "baru"
    names = laporan(folder, unit="Dinkes").split()
    assert [Path(name).name for name in names] == [
        "laporan-kinerja-dinas-kesehatan-tahun-2023.pdf",
        "laporan-kinerja-dinas-kesehatan-tahun-2023.docx",
    ]
    assert sorted(folder.iterdir()) == sorted(Path(name) for name in names)
    assert "AngkaHarapanHidup" in bare(pdf_text(Path(names[0]).read_bytes()))
    assert "Angka Harapan Hidup" in docx_text(Path(names[1]).read_bytes())


def test_names_as_json(dinkes: Dinas, tmp_path: Path) -> None:
    reader = person("Pembaca", dinkes.unit, Role.PEMBACA)
    said = json.loads(laporan(tmp_path, unit="dinkes", json=True, sebagai=reader.akun.email))
    assert said["unit"] == "Dinas Kesehatan"
    assert all(Path(name).exists() for name in said["berkas"])


@pytest.mark.real_data
def test_the_lkjip_of_gunungkidul_prints_what_the_regency_printed(db: None, real_data: Path, tmp_path: Path) -> None:
    call_command(
        "impor",
        str(real_data / "kinerja-gunungkidul-iku-2023.csv"),
        instansi="Kabupaten Gunungkidul",
        buat_instansi="kabupaten",
        peta=["indikator=nama_indikator,target=target,realisasi=realisasi,tercetak=capaian,tahun=tahun"],
        terima_usulan=True,
        terapkan=True,
        stdout=io.StringIO(),
    )
    names = laporan(tmp_path, instansi="Kabupaten Gunungkidul").split()
    for words in (bare(pdf_text(Path(names[0]).read_bytes())), bare(docx_text(Path(names[1]).read_bytes()))):
        for printed in ("99,25%", "93,15%", "94,44%", "98,62%"):  # IPM, Gini, pengangguran, AKIP
            assert printed in words
