"""Loading a generation of the nomenclature: every doubt by row and column, whole or not at all, once."""

from __future__ import annotations

import gzip
import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from sakip.kernel.access import INSTALLATION, SYSTEM, Access
from sakip.kernel.refusals import Refused
from sakip.kernel.transfer.cells import UnreadableFile
from sakip.kernel.transfer.problems import sentence
from sakip.referensi.actions import load_nomenclature
from sakip.referensi.models import GenerasiNomenklatur, Nomenklatur
from sakip.referensi.rules import pemakai
from sakip.referensi.transfers import SENTENCES, read_nomenclature
from tests.builders import World
from tests.people import cast_of
from tests.referensi.tables import DESA, DOKUMEN, IBU, IMUNISASI, LAYANAN, ROWS, TITLES, Row, loaded, row, table


def said(*rows: Row, titles: Row = TITLES) -> list[str]:
    return [sentence(each, SENTENCES) for each in read_nomenclature(table(*rows, titles=titles), "uji.csv").masalah]


def changed(base: Row, title: str, text: str) -> Row:
    at = TITLES.index(title)
    return (*base[:at], text, *base[at + 1 :])


# --- refused ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "text", "place", "word"),
    [
        ("JENIS PEMDA", "", "sel A2", "wajib diisi"),
        ("JENIS PEMDA", "DESA", "sel A2", "tulis PROV atau KABKOT"),
        ("BIDANG", "URUSAN KESEHATAN", "sel B2", "tidak diawali kode bidang"),
        ("PROGRAM", "1.02 PROGRAM", "sel C2", "tidak diawali kode program"),
        ("PROGRAM", "1.03.02 PROGRAM", "sel C2", "tidak di bawah 1.02"),
        ("KEGIATAN", "1.02.02.2.02", "sel D2", "tidak diawali kode kegiatan"),
        ("SUBKEGIATAN", "", "sel E2", "wajib diisi"),
        ("SUBKEGIATAN", "1.02.02.2.03.0001 Lain", "sel E2", "tidak di bawah 1.02.02.2.02"),
        ("SUBKEGIATAN", "1.02.02.2.02.0001 " + "x" * 501, "sel E2", "paling panjang 500 huruf, sekarang 501"),
        ("SATUAN", "x" * 151, "sel H2", "paling panjang 150 huruf"),
        ("SPM", "mungkin", "sel J2", "tulis SPM atau NON-SPM"),
        ("SUBKEGIATAN SEBELUMNYA", "yang dulu", "sel K2", "tidak diawali kode sub kegiatan"),
    ],
)
def test_a_wrong_cell_is_named_with_its_place(title: str, text: str, place: str, word: str) -> None:
    (found,) = said(changed(IBU, title, text))
    assert place in found
    assert f"kolom “{title}”" in found
    assert word in found


def test_the_same_code_under_two_names_is_told_with_both_rows() -> None:
    other = changed(IMUNISASI, "KEGIATAN", "1.02.02.2.02 Layanan Lain")
    (found,) = said(IBU, other)
    assert "sel D3" in found
    assert "baris 2 menamainya “Penyediaan Layanan Kesehatan”" in found


def test_provinsi_and_kabupaten_may_name_a_code_differently() -> None:
    assert said(IBU, changed(IBU, "JENIS PEMDA", "PROV")) == []


def test_a_sub_kegiatan_stands_once() -> None:
    (found,) = said(IBU, DESA, IBU)
    assert "sel E4" in found
    assert "baris 2" in found


def test_a_missing_column_is_named_and_the_urusan_needs_none() -> None:
    (found,) = said(titles=("PEMDA", *TITLES[1:]))
    assert "JENIS_PEMDA" not in found
    assert "tidak memuat kolom" in found


def test_several_problems_are_told_at_once() -> None:
    assert len(said(changed(IBU, "SPM", "?"), changed(DESA, "BIDANG", "x"))) == 2


@pytest.mark.parametrize("content", [b"\x1f\x8brusak", gzip.compress(table())[:-20]])
def test_a_broken_gzip_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_nomenclature(content, "uji.csv.gz")


def test_a_gzip_that_swells_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="terlalu_besar_terurai"):
        read_nomenclature(gzip.compress(b"a" * 30_000_000), "uji.csv.gz")


def test_nobody_but_the_command_line_loads(dunia: World) -> None:
    read = read_nomenclature(table(), "uji.csv")
    people = cast_of(dunia)
    access: Access
    for access in (people["administrator"].access, people["pengelola"].access):
        with pytest.raises(PermissionDenied):
            load_nomenclature(INSTALLATION, kode="G1", baris=read.baris, sidik=read.sidik, by=access)
    assert not GenerasiNomenklatur.objects.exists()


@pytest.mark.parametrize(("kode", "code"), [(" ", "generasi-tanpa-kode"), ("G1", "nomenklatur-kosong")])
def test_a_generation_needs_a_code_and_rows(db: None, kode: str, code: str) -> None:
    with pytest.raises(Refused) as no:
        load_nomenclature(INSTALLATION, kode=kode, baris=(), sidik="x", by=SYSTEM)
    assert no.value.refusal.code == code


def test_other_content_under_the_same_code_is_refused(db: None) -> None:
    before = loaded("G1")
    with pytest.raises(Refused) as no:
        loaded("G1", IBU)
    assert no.value.refusal.code == "generasi-berbeda"
    assert "6 sub kegiatan" in no.value.refusal.sentence
    before.refresh_from_db()
    assert before.nomenklatur.filter(tingkat="sub-kegiatan").count() == before.jumlah == 6


def test_what_is_used_is_not_replaced(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded("G1")
    monkeypatch.setattr(pemakai, "_functions", {"x": lambda _by, kode: [f"2 dokumen rencana ({kode})"]})
    with pytest.raises(Refused, match="2 dokumen rencana"):
        loaded("G1", IBU, ganti=True)


# --- what works ------------------------------------------------------------------------------------------------------


def test_every_level_is_derived_with_its_parent(db: None) -> None:
    made = loaded("G1")
    rows = {(each.jenis_pemda, each.kode): each for each in made.nomenklatur.all()}
    chain = ["1", "1.02", "1.02.02", "1.02.02.2.02", "1.02.02.2.02.0001"]
    assert [rows["kab", kode].tingkat for kode in chain] == ["urusan", "bidang", "program", "kegiatan", "sub-kegiatan"]
    assert [rows["kab", kode].induk for kode in chain] == ["", *chain[:-1]]
    assert rows["kab", "1"].nama == "Urusan pemerintahan wajib yang berkaitan dengan pelayanan dasar"
    assert rows["kab", "X"].nama == "Penunjang urusan pada setiap perangkat daerah"
    assert ("prov", "1.02.02.2.02") not in rows
    ibu, imunisasi = rows["kab", chain[-1]], rows["kab", "1.02.02.2.02.0048"]
    assert (ibu.spm, imunisasi.spm) == (True, False)
    assert (ibu.satuan, ibu.definisi) == ("Dokumen", "")  # dots alone say nothing
    assert imunisasi.nama == "Pengelolaan Layanan Imunisasi"
    assert imunisasi.cari == "1.02.02.2.02.0048 pengelolaan layanan imunisasi"


def test_a_cell_may_name_several_predecessors(db: None) -> None:
    before = "1.02.02.2.02.0027 Satu; lalu dua\n1.02.02.2.02.0028 Dua"
    made = loaded("G2", row("KABKOT", *LAYANAN, "1.02.02.2.02.0059 Baru", before=before))
    assert made.nomenklatur.get(tingkat="sub-kegiatan").pendahulu == "1.02.02.2.02.0027 1.02.02.2.02.0028"


def test_the_same_content_changes_nothing_whatever_its_file(db: None) -> None:
    made = loaded("G1")
    book = openpyxl.Workbook()
    for each in (TITLES, *reversed(ROWS)):
        book.active.append(each)
    content = BytesIO()
    book.save(content)
    for file in (content.getvalue(), gzip.compress(table())):
        read = read_nomenclature(file, "lain")
        again = load_nomenclature(INSTALLATION, kode="G1", baris=read.baris, sidik=read.sidik, by=SYSTEM)
        assert (again.pk, again.dimuat) == (made.pk, made.dimuat)
    assert Nomenklatur.objects.count() == len(read.baris)


def test_unused_content_may_be_replaced_and_generations_stand_side_by_side(db: None) -> None:
    loaded("G1")
    loaded("G2", DOKUMEN)
    made = loaded("G1", IBU, ganti=True)
    assert [each.kode for each in made.nomenklatur.filter(tingkat="sub-kegiatan")] == ["1.02.02.2.02.0001"]
    assert GenerasiNomenklatur.objects.count() == 2


# --- the command -----------------------------------------------------------------------------------------------------


def run(path: Path, *more: str) -> str:
    out = StringIO()
    call_command("impor-nomenklatur", str(path), "--generasi", "G1", *more, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "nomenklatur.csv"
    path.write_bytes(table())
    return path


def test_the_command_lists_what_is_wrong_and_loads_nothing(db: None, file: Path) -> None:
    file.write_bytes(table(IBU, changed(DESA, "SPM", "?")))
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("impor-nomenklatur", str(file), "--generasi", "G1", "--json", stdout=out)
    told: dict[str, Any] = json.loads(out.getvalue())
    assert end.value.code == 1
    assert told["hasil"] == "ditolak"
    assert ["sel J3" in each for each in told["masalah"]] == [True]
    assert not Nomenklatur.objects.exists()


def test_the_command_tries_loads_and_says_what_it_did(db: None, file: Path) -> None:
    assert "Uji coba saja" in run(file, "--uji-coba")
    assert not Nomenklatur.objects.exists()
    told = run(file, "--sumber", "Kepmendagri")
    assert "Kabupaten/kota: 3 urusan, 3 bidang urusan, 3 program, 3 kegiatan, 5 sub kegiatan." in told
    assert "Generasi dimuat." in told
    made = GenerasiNomenklatur.objects.get()
    assert (made.kode, made.sumber, made.oleh) == ("G1", "Kepmendagri", "Baris perintah")
    assert "tidak ada yang diubah" in run(file)
    file.write_bytes(table(IBU))
    with pytest.raises(CommandError, match="--ganti"):
        run(file, "--uji-coba")
    assert "Isi generasi diganti." in run(file, "--ganti")


def test_the_command_refuses_what_it_cannot_read(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        run(tmp_path / "tidak-ada.csv")


@pytest.mark.real_data
def test_the_real_table_is_loaded_whole(db: None, real_data: Path) -> None:
    told = run(real_data / "nomenklatur-subkegiatan-lengkap.csv.gz")
    assert "Provinsi: 10 urusan, 50 bidang urusan, 217 program, 973 kegiatan, 4207 sub kegiatan." in told
    assert "Kabupaten/kota: 10 urusan, 45 bidang urusan, 189 program, 715 kegiatan, 3558 sub kegiatan." in told
    rows = Nomenklatur.objects.filter(tingkat="sub-kegiatan")
    assert rows.count() == 7765
    assert rows.exclude(pendahulu="").count() == 346
    assert rows.filter(kode__startswith="X.XX").count() == 226
    assert rows.filter(spm=True).count() == 614
