"""Formulir E.81: its header found, rows with their level, figures with the dust of a spreadsheet, the real file."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sakip.anggaran.models import Pagu
from sakip.arithmetic.triwulan import Tipologi
from sakip.arithmetic.values import JenisNilai, Nilai
from sakip.datakinerja.models import Series, SeriesValue
from sakip.kernel.access import INSTALLATION, SYSTEM
from sakip.perencanaan.models import Baseline, DokumenRencana, KartuIndikator, Penempatan
from sakip.perencanaan.transfers.luar import renja
from sakip.perencanaan.transfers.luar.evaluasi import read_evaluation
from sakip.referensi.actions import load_nomenclature
from sakip.referensi.models import GenerasiNomenklatur
from sakip.referensi.queries import jenis_pemda
from sakip.referensi.transfers import read_nomenclature
from tests.builders import World

pytestmark = pytest.mark.django_db
REAL = Path(os.environ["SAKIP_REAL_DATA"]) if os.environ.get("SAKIP_REAL_DATA") else None

QUARTERS = "K,%,Rp."
HEADER = (
    "No,Program/Kegiatan,Indikator Kinerja,Satuan,Target Renstra,,Target Renja,,Triwulan,,,,,,,,,,,,Jumlah,\n"
    ",,,,,,,,I,,,II,,,III,,,IV,,,,\n"
    "1,2,3,4,5,,6,,7,,,8,,,9,,,10,,,11,\n"
    f",,,,K,Rp.,K,Rp.,{QUARTERS},{QUARTERS},{QUARTERS},{QUARTERS},K,Rp.\n"
)
ROWS = (
    "1,PERENCANAAN,,,,,,300,,,,,,,,,,,,,,\n"
    "2,Program Penunjang,Nilai AKIP,Nilai,90,300,80,300,,,,,,,,,,80,1,300,80,300\n"
    "3,Perencanaan,Persentase tertib,%,100,300,100,300,25,,,25,,,25,,,25,,,100,300\n"
    "4,Dokumen Renja,Jumlah dokumen,Dok,3,100,4,100,2,0.5,1,0.7999999999999998,0.7,1,abc,1,1,0,1,1,4,100\n"
    "5,Dokumen RKA,Jumlah dokumen,Dok,1,200,1,200,0,0,0,0,0,0,0,0,0,1,1,1,1,200\n"
    ",,Jumlah laporan,Lap,,,2,,1,,,,,,,,,1,,,2,\n"
)
FORM = (HEADER + ROWS).encode()


def test_a_table_without_the_header_is_refused(dunia: World) -> None:
    found = read_evaluation("e81.csv", b"No,Program/Kegiatan\n1,Program A\n")
    assert found.ditolak
    assert "Judul Formulir E.81 tidak ditemukan" in str(found.masalah[0])


def test_levels_come_from_names_and_money(dunia: World) -> None:
    found = read_evaluation("e81.csv", FORM)
    assert [(row.tingkat, row.uraian, row.induk) for row in found.baris] == [
        ("program", "Program Penunjang", None),
        ("kegiatan", "Perencanaan", 0),
        ("sub-kegiatan", "Dokumen Renja", 1),
        ("sub-kegiatan", "Dokumen RKA", 1),
    ]
    assert found.jumlah["indikator"] == 5
    assert not found.ditolak


def test_dust_is_rounded_away_and_what_is_no_number_is_told_by_cell(dunia: World) -> None:
    found = read_evaluation("e81.csv", FORM)
    assert found.baris[2].ukuran[0].triwulan == (Decimal(2), Decimal("0.8"), None, Decimal(0))
    told = [str(each) for each in found.masalah]
    assert "e81, baris 8, kolom L8: “0.7999999999999998” hasil hitungan lembar kerja; dicatat 0,8." in told
    assert any("kolom O8: “abc” bukan angka" in each for each in told)


def test_the_form_says_whether_quarters_add_up(dunia: World) -> None:
    found = read_evaluation("e81.csv", FORM)
    assert found.baris[1].ukuran[0].tipologi is Tipologi.AKUMULATIF
    last = FORM.replace(b"25,,,25,,,25,,,25,,,100,300", b"25,,,50,,,75,,,100,,,100,300")
    assert read_evaluation("e81.csv", last).baris[1].ukuran[0].tipologi is Tipologi.POSISI_AKHIR


def test_it_becomes_a_renja(dunia: World) -> None:
    found = read_evaluation("e81.csv", FORM)
    made = renja.apply(dunia.dinkes, found, tahun=2025, nama="Renja", dokumen="", by=SYSTEM)
    assert (made.simpul, made.indikator, made.target, made.pagu, made.rupiah) == (4, 5, 5, 0, 300)
    placed = Penempatan.related.filter(dokumen=made.versi.dokumen).select_related("indikator")
    assert {each.indikator.nama for each in placed} >= {"Jumlah dokumen", "Jumlah dokumen (Dokumen RKA)"}
    assert SeriesValue.related.filter(series__unit=dunia.dinkes, tahun=2025).count() == made.realisasi == 14


def with_the_year_before() -> bytes:
    """The same form with two columns more, as the official one has them."""
    title = "Realisasi Capaian Kinerja Renstra sampai dengan Renja Tahun 2023"
    rows = list(csv.reader(FORM.decode().splitlines()))
    more = {0: [title, ""], 3: ["K", "Rp."], 5: ["77,5", "1000"], 7: ["NaN", "2"]}
    return "\n".join(
        ",".join(f'"{cell}"' for cell in [*cells[:6], *more.get(number, ["", ""]), *cells[6:]])
        for number, cells in enumerate(rows)
    ).encode()


def test_what_was_reached_before_stands_as_baseline_with_its_source(dunia: World) -> None:
    found = read_evaluation("e81.csv", with_the_year_before())
    assert found.tahun_sebelumnya == 2023
    assert [row.ukuran[0].sebelumnya for row in found.baris] == [Decimal("77.5"), None, None, None]
    assert any("“NaN” bukan angka" in str(each) for each in found.masalah)
    assert found.baris[2].ukuran[0].target == Decimal(4)  # the other columns are still found
    made = renja.apply(dunia.dinkes, found, tahun=2025, nama="Renja", dokumen="", by=SYSTEM)
    baseline = Baseline.related.get()
    assert (made.baseline, baseline.tahun, baseline.isian) == (1, 2023, Nilai(JenisNilai.ANGKA, Decimal("77.5")))
    assert baseline.sumber == "Formulir E.81 Renja tahun 2025, realisasi sampai dengan tahun 2023"
    assert read_evaluation("e81.csv", FORM).tahun_sebelumnya is None


def test_the_direction_is_read_from_words_and_told(dunia: World) -> None:
    form = FORM.replace(b"Persentase tertib", b"Angka kematian ibu")
    found = read_evaluation("e81.csv", form)
    told = [str(each) for each in found.masalah]
    assert any("“Angka kematian ibu” dicatat berpolaritas menurun: namanya memuat" in each for each in told)
    assert any("indikator tidak terbaca dari namanya (baris 8, 9); dicatat meningkat" in each for each in told)
    renja.apply(dunia.dinkes, found, tahun=2025, nama="Renja", dokumen="", by=SYSTEM)
    cards = dict(KartuIndikator.related.values_list("indikator__nama", "polaritas"))
    assert (cards["Angka kematian ibu"], cards["Jumlah dokumen"]) == ("menurun", "meningkat")


def test_the_money_of_quarters_becomes_data_series(dunia: World) -> None:
    found = read_evaluation("e81.csv", FORM)
    assert [row.serapan for row in found.baris[2:]] == [(1, 1, 1, 1), (0, 0, 0, 1)]
    found.baris[2] = replace(found.baris[2], kode="5.01.01.2.01.0001")
    found.baris[3] = replace(found.baris[3], kode="5.01.01.2.01.0001")  # the same code twice is added up
    made = renja.apply(dunia.dinkes, found, tahun=2025, nama="Renja", dokumen="", by=SYSTEM)
    series = Series.related.get(nama__startswith="Realisasi anggaran")
    assert (series.satuan, made.serapan) == ("Rp", 4)
    assert sorted(row.angka for row in series.nilai.all()) == [1, 1, 1, 2]


@pytest.mark.parametrize(
    ("typed", "told", "rupiah"),
    [
        ("Infinity", "bukan rupiah;", None),
        ("NaN", "bukan rupiah;", None),
        ("abc", "bukan rupiah;", None),
        ("0.75", "bukan rupiah bulat; dicatat Rp1", 1),
        ("14.723.660", "", 14_723_660),
    ],
)
def test_money_that_is_none_is_told(dunia: World, typed: str, told: str, rupiah: int | None) -> None:
    found = read_evaluation("e81.csv", FORM.replace(b"Dok,1,200,1,200", f"Dok,1,200,1,{typed}".encode()))
    assert found.baris[3].pagu == rupiah
    assert any(f"“{typed}” {told}" in str(each) for each in found.masalah) is bool(told)


def test_the_command_is_dry_unless_told(dunia: World, tmp_path: Path) -> None:
    path = tmp_path / "e81.csv"
    path.write_bytes(FORM)
    out = StringIO()
    facts = {"instansi": "Kabupaten Uji", "unit": "Dinas Kesehatan", "tahun": 2025, "stdout": out}
    call_command("impor-evaluasi-renja", path, **facts)
    assert "1 program, 1 kegiatan, 2 sub-kegiatan, 5 indikator" in out.getvalue()
    assert not DokumenRencana.related.exists()
    call_command("impor-evaluasi-renja", path, **facts, terapkan=True)
    assert "4 pernyataan, 5 indikator, 5 target" in out.getvalue()
    with pytest.raises(CommandError, match="belum dimuat"):
        call_command("impor-evaluasi-renja", path, **facts, generasi="lain")


@pytest.mark.skipif(REAL is None, reason="SAKIP_REAL_DATA is not set")
def test_the_real_form_of_a_badan(dunia: World) -> None:
    assert REAL is not None
    national = REAL / "nomenklatur-subkegiatan-lengkap.csv.gz"
    read = read_nomenclature(national.read_bytes(), national.name)
    load_nomenclature(INSTALLATION, kode="uji", sumber="", baris=read.baris, sidik=read.sidik, by=SYSTEM)
    content = (REAL / "deliserdang-evaluasi-renja-bappedalitbang-2025-tw4.csv").read_bytes()
    facts = {"jenis_pemda": jenis_pemda("kabupaten"), "bidang": "5.01, 5.05"}
    bare = read_evaluation("e81.csv", content)
    found = read_evaluation("e81.csv", content, generasi=GenerasiNomenklatur.objects.get(kode="uji"), **facts)
    assert bare.jumlah == {"program": 6, "kegiatan": 18, "sub-kegiatan": 73, "indikator": 98}
    # Only the names know that a row whose money of the year was left empty is a kegiatan.
    assert found.jumlah == {"program": 6, "kegiatan": 19, "sub-kegiatan": 72, "indikator": 98}
    assert sum(one.tingkat != two.tingkat for one, two in zip(bare.baris, found.baris, strict=True)) == 1
    coded = [row for row in found.baris if row.kode]
    assert len(coded) >= 72
    made = renja.apply(dunia.dinkes, found, tahun=2025, nama="Renja", dokumen="", by=SYSTEM)
    assert (made.simpul, made.indikator, made.target, made.realisasi) == (97, 98, 93, 368)
    assert made.rupiah == 14_723_660_349  # what the form itself prints below its last row
    assert (
        made.pagu
        == Pagu.related.filter(versi_pagu__unit=dunia.dinkes).count()
        == len({row.kode for row in coded if row.pagu is not None})
    )
    paid = sum(Pagu.related.filter(tingkat="sub-kegiatan").values_list("rupiah", flat=True))
    assert paid == sum(row.pagu or 0 for row in coded if row.tingkat == "sub-kegiatan")
