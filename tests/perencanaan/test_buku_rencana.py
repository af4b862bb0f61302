"""Buku Kerja, sheets Kartu Indikator, Rencana and Anggaran: round trip, one cell one difference, set ones closed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from time import perf_counter
from types import SimpleNamespace
from typing import Any

import pytest

from sakip.anggaran import actions as anggaran
from sakip.anggaran.actions import PaguBaru
from sakip.anggaran.models import JenisPagu, Pagu, PaguVersi
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.values import JenisNilai, Nilai
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.models import HistoryEntry
from sakip.kernel.refusals import Refused, Stale
from sakip.perencanaan import actions
from sakip.perencanaan.actions import KartuBaru, KartuLengkap
from sakip.perencanaan.models import Baseline, Dasar, KartuIndikator, Penempatan, SimpulRencana
from sakip.perencanaan.transfers.buku_kerja import Lingkup, Pratinjau, apply_preview, export, preview
from sakip.perencanaan.transfers.buku_kerja.report import said
from tests import builders
from tests.builders import World, angka
from tests.copies import copied
from tests.people import person
from tests.perencanaan.buku import Buku, changes, codes
from tests.perencanaan.rencana import draft, filled, now, set_whole

TAHUN = 2025
AHH, SASARAN, PROGRAM = "Angka Harapan Hidup", "Ibu dan anak selamat", "Program pemenuhan upaya kesehatan"


@pytest.fixture
def isi(dunia: World) -> SimpleNamespace:
    return copied(filled_in, dunia)


def filled_in(dunia: World) -> SimpleNamespace:
    """A Renstra in work and a set Renja, money in both states, a whole card with its baseline."""
    ahh = builders.indikator(dunia.dinkes, AHH)
    gini = builders.indikator(dunia.dinkes, "Gini")
    kepala = builders.jabatan(dunia.dinkes)
    kartu = KartuIndikator.related.get(indikator=ahh)
    lengkap = KartuLengkap(
        hasil="outcome",
        alasan_pemilihan="Menggambarkan derajat kesehatan",
        frekuensi="tahunan",
        kategori_sumber=["rpjm", "tugas-fungsi"],
        penyedia_data="BPS",
        penanggung_jawab=kepala,
        keterbatasan="Rilis sesudah tahun berjalan",
    )
    new = KartuBaru(
        mulai_tahun=kartu.mulai_tahun, polaritas=Polaritas(kartu.polaritas), satuan=kartu.satuan, lengkap=lengkap
    )
    actions.set_card(ahh, kartu=new, seen=kartu.versi, by=SYSTEM)
    actions.set_baseline(
        ahh, periode=Periode.tahunan(2024), isian=angka("71.19"), sumber="BPS 2024", seen=None, by=SYSTEM
    )
    renstra = draft(dunia.dinkes)
    simpul = filled(renstra)
    actions.place(ahh, simpul=simpul[1], by=SYSTEM)
    renja = draft(dunia.dinkes, jenis="renja", tahun_awal=2025, tahun_akhir=2025)
    beku = filled(renja)
    renja = set_whole(renja)
    buka = anggaran.open_pagu(dunia.dinkes, tahun=2026, jenis=JenisPagu.RENJA, by=SYSTEM)
    rows = [PaguBaru("1.02.02", PROGRAM, 10**12, "DAU"), PaguBaru("1.02.02.2.01", "Kegiatan", 0)]
    anggaran.set_lines(buka, baris=rows, seen=buka.versi, by=SYSTEM)
    tetap = anggaran.open_pagu(dunia.dinkes, tahun=2025, jenis=JenisPagu.DPA, by=SYSTEM)
    anggaran.set_lines(tetap, baris=[PaguBaru("1.02.02", "Program ditetapkan", 5)], seen=tetap.versi, by=SYSTEM)
    tetap = PaguVersi.related.get(pk=tetap.pk)
    anggaran.set_pagu(tetap, ditetapkan=date(2025, 1, 2), dokumen="DPA 1", seen=tetap.versi, by=SYSTEM)
    return SimpleNamespace(ahh=ahh, gini=gini, kepala=kepala, renstra=renstra, simpul=simpul, beku=beku, buka=buka)


def buku(world: World) -> Buku:
    return Buku(Lingkup.around(world.dinkes, TAHUN))


def applied(hasil: Pratinjau) -> None:
    assert codes(hasil) == [], [said(each) for each in hasil.ditolak]
    apply_preview(hasil, by=SYSTEM, sidik=hasil.sidik)


def links() -> int:
    found: int = HistoryEntry.objects.unscoped("integrity check reads everything").count()
    return found


def cell_at(book: Buku, lembar: str, row: int, key: str) -> Any:
    return book.sheet(lembar).cell(row, book.column(lembar, key))


# --- round trip ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["kabupaten", "dinkes", "puskesmas"])
def test_an_untouched_workbook_changes_nothing(dunia: World, isi: SimpleNamespace, where: str) -> None:
    content = export(Lingkup.around(getattr(dunia, where), TAHUN), seen_by=SYSTEM)
    hasil = preview(content, "buku.xlsx", by=SYSTEM)
    assert (codes(hasil), hasil.perubahan, hasil.catatan) == ([], [], [])
    before = links()
    apply_preview(hasil, by=SYSTEM, sidik=hasil.sidik)
    assert links() == before


def test_what_is_written_and_what_is_grey(dunia: World, isi: SimpleNamespace) -> None:
    book = buku(dunia)
    assert book.book.sheetnames[5:8] == ["Kartu Indikator", "Rencana", "Anggaran"]
    card = [book.cell("kartu", AHH, key).value for key in ("hasil", "kategori_sumber", "baseline_tahun", "baseline")]
    assert card == ["Hasil (outcome)", "RPJMN atau RPJMD; Kewenangan, tugas, dan fungsi", "2024", 71.19]
    row = [book.cell("rencana", SASARAN, key).value for key in ("dokumen", "versi", "tingkat", "induk", "indikator")]
    assert row == ["renstra Dinas Kesehatan", "1, draf", "Sasaran", f"R{isi.simpul[0].pk}", AHH]
    money = [
        book.cell("anggaran", PROGRAM, key).value for key in ("tahun", "jenis", "tingkat", "sumber_dana", "rupiah")
    ]
    assert money == ["2026", "Renja", "Program", "DAU", 10**12]
    assert not book.cell("rencana", SASARAN, "pernyataan").protection.locked
    sheet, at = book.sheet("rencana"), book.column("rencana", "id")
    closed = next(row for row in range(3, sheet.max_row) if sheet.cell(row, at).value == str(isi.beku[0].pk))
    assert cell_at(book, "rencana", closed, "pernyataan").protection.locked
    assert book.cell("anggaran", "Program ditetapkan", "rupiah").protection.locked
    assert not book.cell("anggaran", PROGRAM, "rupiah").protection.locked


CASES = [
    ("kartu", AHH, "penyedia_data", "Dinas", ("“BPS”", "“Dinas”", "berubah")),
    ("kartu", AHH, "keterbatasan", None, ("“Rilis sesudah tahun berjalan”", "belum diisi", "dikosongkan")),
    ("kartu", "Gini", "hasil", "Hasil (outcome)", ("belum diisi", "“Hasil (outcome)”", "baru")),
    ("rencana", SASARAN, "pernyataan", "Ibu selamat", (f"“{SASARAN}”", "“Ibu selamat”", "berubah")),
    ("rencana", SASARAN, "kode", "1.1", ("belum diisi", "“1.1”", "baru")),
    ("rencana", SASARAN, "pelaksana", "Puskesmas Ujibaru", ("belum diisi", "“Puskesmas Ujibaru”", "baru")),
    ("rencana", SASARAN, "nspk", "Permenkes 6/2024", ("belum diisi", "“Permenkes 6/2024”", "baru")),
    ("rencana", PROGRAM, "lokasi", "Semua kecamatan", ("belum diisi", "“Semua kecamatan”", "baru")),
    ("rencana", SASARAN, "indikator", "gini", (f"“{AHH}”", "“gini”", "berubah")),
    ("anggaran", PROGRAM, "rupiah", 7, ("“1000000000000”", "“7”", "berubah")),
    ("anggaran", PROGRAM, "rupiah", "1.500.000", ("“1000000000000”", "“1500000”", "berubah")),
    ("anggaran", "Kegiatan", "uraian", "Kegiatan lain", ("“Kegiatan”", "“Kegiatan lain”", "berubah")),
]


@pytest.mark.parametrize(("lembar", "nama", "key", "typed", "difference"), CASES)
def test_one_changed_cell_is_one_difference_and_then_none(
    dunia: World, isi: SimpleNamespace, lembar: str, nama: str, key: str, typed: object, difference: tuple[str, ...]
) -> None:
    book = buku(dunia)
    address = book.set(lembar, nama, key, typed)
    hasil = book.returned()
    assert changes(hasil) == [difference]
    assert hasil.perubahan[0].sel == address
    applied(hasil)
    assert changes(buku(dunia).returned()) == []


def test_the_card_keeps_what_was_not_changed_and_meets_the_other_sheet(dunia: World, isi: SimpleNamespace) -> None:
    book = buku(dunia)
    book.set("kartu", AHH, "disagregasi", "Jenis kelamin")
    book.set("indikator", AHH, "satuan", "tahun")
    applied(book.returned())
    card = KartuIndikator.related.get(indikator=isi.ahh)
    assert (card.satuan, card.disagregasi, card.penyedia_data) == ("tahun", "Jenis kelamin", "BPS")
    assert card.penanggung_jawab == isi.kepala


# --- baseline --------------------------------------------------------------------------------------------------------


def test_a_baseline_is_replaced_with_a_reason_and_another_year_is_another(dunia: World, isi: SimpleNamespace) -> None:
    book = buku(dunia)
    book.set("kartu", AHH, "baseline", "71,2")
    reason = book.cell("kartu", AHH, "alasan").coordinate
    assert codes(book.returned()) == [("alasan_baseline_wajib", reason)]
    book.set("kartu", AHH, "alasan", "Rilis diperbaiki")
    applied(book.returned())
    later = buku(dunia)
    later.set("kartu", AHH, "baseline_tahun", 2025)
    later.set("kartu", AHH, "baseline", 0.7999999999999998)
    hasil = later.returned()
    assert [each.code for each in hasil.catatan] == ["dinormalkan_15_angka"]
    applied(hasil)
    rows = Baseline.related.filter(pengganti=None).order_by("tahun")
    assert [(row.tahun, row.isian) for row in rows] == [(2024, angka("71.2")), (2025, angka("0.8"))]


@pytest.mark.parametrize(
    ("key", "typed", "code", "at"),
    [
        ("baseline_tahun", "dua ribu", "tahun_baseline_salah", "baseline_tahun"),
        ("baseline", "NaN", "angka_tidak_sah", "baseline"),
        ("baseline", "1234567890123456", "terlalu_banyak_angka", "baseline"),
        ("baseline", "1.234", "rancu", "baseline"),
        ("baseline_sumber", None, "sumber_baseline_kosong", "baseline_sumber"),
        ("hasil", "Masukan", "tingkat_iku", "hasil"),
        ("hasil", "Entah", "pilihan_salah", "hasil"),
        ("kategori_sumber", "RPJM; ilham", "bahan_tidak_dikenal", "kategori_sumber"),
        ("penanggung_jawab", "Camat", "jabatan_tidak_dikenal", "penanggung_jawab"),
        ("penyedia_data", "x" * 201, "teks_terlalu_panjang", "penyedia_data"),
    ],
)
def test_a_card_that_cannot_be_is_refused_at_its_cell(
    dunia: World, isi: SimpleNamespace, key: str, typed: object, code: str, at: str
) -> None:
    book = buku(dunia)
    book.set("kartu", AHH, "alasan", "Uji")
    book.set("kartu", AHH, key, typed)
    assert codes(book.returned()) == [(code, book.cell("kartu", AHH, at).coordinate)]


# --- plans -----------------------------------------------------------------------------------------------------------


def test_statements_are_added_below_each_other_and_others_move_below_them(dunia: World, isi: SimpleNamespace) -> None:
    book = buku(dunia)
    new = {"dokumen": "renstra Dinas Kesehatan"}
    row = book.add("rencana", **new, tingkat="program", pernyataan="Program baru", induk="B1", kode="1.02.03")
    book.add("rencana", **new, tingkat="Sasaran", pernyataan="Sasaran baru", nomor="B1", induk="B0", indikator="Gini")
    book.add("rencana", **new, tingkat="Tujuan", pernyataan="<p>Tujuan &amp; baru</p>", nomor="B0")
    book.add("rencana", **new, tingkat="Kegiatan", pernyataan="Kegiatan baru", induk=f"baris {row}")
    book.add("rencana", **new, tingkat="Kegiatan", pernyataan="Kegiatan lain", induk="1.02.02", lokasi="Hulu")
    book.set("rencana", "Penyakit menular turun", "induk", "B0")
    hasil = book.returned()
    assert [each.code for each in hasil.catatan] == ["html_dibuang"]
    applied(hasil)
    rows = {row.pernyataan: row for row in SimpulRencana.related.filter(dokumen_versi=isi.renstra)}
    parents = {name: row.induk.pernyataan if row.induk else None for name, row in rows.items()}
    assert parents["Program baru"] == "Sasaran baru"
    assert parents["Sasaran baru"] == parents["Penyakit menular turun"] == "Tujuan & baru"
    assert (parents["Kegiatan baru"], parents["Kegiatan lain"]) == ("Program baru", PROGRAM)
    assert (rows["Kegiatan lain"].lokasi, rows["Kegiatan baru"].lokasi) == ("Hulu", "")
    assert Penempatan.related.filter(indikator=isi.gini, kunci=rows["Sasaran baru"].kunci).exists()
    assert changes(buku(dunia).returned()) == []


@pytest.mark.parametrize(
    ("values", "code", "key"),
    [
        ({"dokumen": "Renstra lain"}, "dokumen_tidak_dikenal", "dokumen"),
        ({"dokumen": "renja Dinas Kesehatan"}, "rencana_terkunci", "dokumen"),
        ({"tingkat": "Bab"}, "tingkat_rencana_salah", "tingkat"),
        ({"induk": "R999999"}, "induk_tidak_dikenal", "induk"),
        ({"induk": "1.02.02"}, "urutan_tingkat", "induk"),
        ({"indikator": "Entah"}, "indikator_tidak_dikenal", "indikator"),
        ({"pelaksana": "Kota Seberang"}, "unit_pilihan_salah", "pelaksana"),
        ({"pernyataan": "<p></p>"}, "wajib_diisi", "pernyataan"),
        ({"pernyataan": "x" * 1001}, "teks_terlalu_panjang", "pernyataan"),
        ({"lokasi": "x" * 301}, "teks_terlalu_panjang", "lokasi"),
        ({"tingkat": "Visi", "indikator": "Gini"}, "tingkat_tanpa_indikator", "indikator"),
    ],
)
def test_a_statement_that_cannot_be_is_refused_at_its_cell(
    dunia: World, isi: SimpleNamespace, values: dict[str, str], code: str, key: str
) -> None:
    book = buku(dunia)
    facts = {"dokumen": "renstra Dinas Kesehatan", "tingkat": "Sasaran", "pernyataan": "Baru"} | values
    row = book.add("rencana", **facts)
    assert codes(book.returned()) == [(code, cell_at(book, "rencana", row, key).coordinate)]


def test_a_statement_cannot_stand_below_itself_or_its_child(dunia: World, isi: SimpleNamespace) -> None:
    book = buku(dunia)
    address = book.set("rencana", SASARAN, "induk", f"R{isi.simpul[3].pk}")
    assert codes(book.returned()) == [("urutan_tingkat", address)]
    address = book.set("rencana", SASARAN, "induk", f"R{isi.simpul[1].pk}")
    assert codes(book.returned()) == [("urutan_tingkat", address)]


def test_a_placement_with_targets_stays(dunia: World, isi: SimpleNamespace) -> None:
    placed = Penempatan.related.get(indikator=isi.ahh, kunci=isi.simpul[1].kunci)
    new = actions.TargetBaru(placed, Periode.tahunan(2025), angka(72), None, "72")
    actions.set_targets(dunia.dinkes, targets=[new], dasar=Dasar.RENSTRA, alasan="", by=SYSTEM)
    book = buku(dunia)
    address = book.set("rencana", SASARAN, "indikator", None)
    assert codes(book.returned()) == [("penempatan_bertarget", address)]


def test_set_versions_are_refused_by_cell_with_the_way_out(dunia: World, isi: SimpleNamespace) -> None:
    book = buku(dunia)
    sheet, at = book.sheet("rencana"), book.column("rencana", "id")
    row = next(row for row in range(3, sheet.max_row) if sheet.cell(row, at).value == str(isi.beku[1].pk))
    cell = cell_at(book, "rencana", row, "pernyataan")
    cell.value = "Diam-diam lain"
    money = book.set("anggaran", "Program ditetapkan", "rupiah", 6)
    hasil = book.returned()
    assert codes(hasil) == [("rencana_terkunci", cell.coordinate), ("pagu_terkunci", money)]
    assert "buka versi perubahan" in said(hasil.ditolak[0])
    with pytest.raises(Refused):
        apply_preview(hasil, by=SYSTEM)


def test_a_plan_that_somebody_looks_at_is_closed_meanwhile(dunia: World, isi: SimpleNamespace) -> None:
    book = buku(dunia)
    actions.propose_plan(isi.renstra, seen=now(isi.renstra).versi, by=SYSTEM)
    assert codes(book.returned()) == []
    address = book.set("rencana", SASARAN, "pernyataan", "Lain")
    assert codes(book.returned()) == [("rencana_diperiksa", address)]


# --- stale, all or nothing, permissions ------------------------------------------------------------------------------


def test_what_was_changed_since_is_refused_where_both_wrote(dunia: World, isi: SimpleNamespace) -> None:
    book = buku(dunia)
    actions.edit_node(now(isi.simpul[1]), seen=1, pernyataan="Sudah lain", by=SYSTEM)
    lines = [PaguBaru("1.02.02", PROGRAM, 3, "DAU"), PaguBaru("1.02.02.2.01", "Kegiatan", 0)]
    anggaran.set_lines(now(isi.buka), baris=lines, seen=now(isi.buka).versi, by=SYSTEM)
    actions.remove_node(now(isi.simpul[2]), seen=1, by=SYSTEM)
    assert (codes(book.returned()), changes(book.returned())) == ([], [])
    text = book.set("rencana", SASARAN, "pernyataan", "Lain lagi")
    lost = book.set("rencana", "Penyakit menular turun", "kode", "9")
    money = book.set("anggaran", PROGRAM, "rupiah", 4)
    assert codes(book.returned()) == [("sudah_berubah", text), ("baris_lama", lost), ("sudah_berubah", money)]


def test_rows_of_a_version_that_was_replaced_are_left_alone(dunia: World, isi: SimpleNamespace) -> None:
    book = buku(dunia)
    set_whole(isi.renstra)
    actions.open_version(isi.renstra.dokumen, alasan="Perubahan RPJMD", by=SYSTEM)
    assert (codes(book.returned()), changes(book.returned())) == ([], [])
    address = book.set("rencana", SASARAN, "kode", "9")
    assert codes(book.returned()) == [("baris_lama", address)]


def test_nobody_writes_between_preview_and_applying(dunia: World, isi: SimpleNamespace) -> None:
    book = buku(dunia)
    book.set("kartu", AHH, "penyedia_data", "Dinas")
    book.set("rencana", SASARAN, "kode", "1.1")
    hasil = book.returned()
    actions.edit_node(now(isi.simpul[1]), seen=1, pelaksana=dunia.puskesmas, by=SYSTEM)
    with pytest.raises(Stale):
        apply_preview(hasil, by=SYSTEM, sidik=hasil.sidik)
    assert KartuIndikator.related.get(indikator=isi.ahh).penyedia_data == "BPS", "all or nothing"


def test_who_may_not_plan_there_is_told_by_cell(dunia: World, isi: SimpleNamespace) -> None:
    book = Buku(Lingkup.around(dunia.kabupaten, TAHUN))
    rows = filled(draft(dunia.kabupaten, jenis="rpjmd", nama="RPJMD Uji"))
    book = Buku(Lingkup.around(dunia.dinkes, TAHUN))
    assert str(rows[0].pk) not in {cell.value for cell in book.sheet("rencana")["B"]}, "plans above are not in it"
    perencana = person("Rina", dunia.dinkes, Role.PERENCANA).access
    book.set("anggaran", PROGRAM, "rupiah", 9)
    hasil = book.returned(by=perencana)
    assert codes(hasil) == []
    apply_preview(hasil, by=perencana, sidik=hasil.sidik)
    assert Pagu.related.get(versi_pagu=isi.buka, kode="1.02.02").rupiah == 9


# --- money -----------------------------------------------------------------------------------------------------------


def test_lines_of_money_are_added_and_a_first_version_is_opened(dunia: World, isi: SimpleNamespace) -> None:
    book = buku(dunia)
    new = {"unit": "Dinas Kesehatan", "jenis": "Renja", "kode": "1.02.03", "uraian": "Program lain"}
    book.add("anggaran", **new, tahun=2026, rupiah=8, sumber_dana="DAK")
    book.add("anggaran", **new, tahun="2027", rupiah="Rp 9")
    applied(book.returned())
    rows = Pagu.related.order_by("versi_pagu__tahun", "kode").exclude(versi_pagu__jenis="dpa")
    assert [(row.versi_pagu.tahun, row.kode, row.sumber_dana, row.rupiah) for row in rows] == [
        (2026, "1.02.02", "DAU", 10**12),
        (2026, "1.02.02.2.01", "", 0),
        (2026, "1.02.03", "DAK", 8),
        (2027, "1.02.03", "", 9),
    ]


@pytest.mark.parametrize(
    ("values", "code", "key"),
    [
        ({"rupiah": Decimal("1.5")}, "rupiah_salah", "rupiah"),
        ({"rupiah": -1}, "rupiah_salah", "rupiah"),
        ({"rupiah": "NaN"}, "angka_tidak_sah", "rupiah"),
        ({"rupiah": "1234567890123456"}, "terlalu_banyak_angka", "rupiah"),
        ({"rupiah": "tidak berlaku"}, "rupiah_salah", "rupiah"),
        ({"rupiah": None}, "wajib_diisi", "rupiah"),
        ({"tahun": "26"}, "tahun_pagu_salah", "tahun"),
        ({"unit": "Kota Seberang"}, "unit_pilihan_salah", "unit"),
        ({"jenis": "APBN"}, "pilihan_salah", "jenis"),
        ({"kode": "1.02.02", "sumber_dana": "DAU"}, "pagu_ganda", "kode"),
        ({"jenis": "DPA/DIPA", "tahun": 2025}, "pagu_terkunci", "kode"),
    ],
)
def test_money_that_cannot_be_is_refused_at_its_cell(
    dunia: World, isi: SimpleNamespace, values: dict[str, object], code: str, key: str
) -> None:
    book = buku(dunia)
    facts = {"unit": "Dinas Kesehatan", "tahun": 2026, "jenis": "Renja", "kode": "9", "uraian": "Baru", "rupiah": 1}
    row = book.add("anggaran", **(facts | values))
    assert codes(book.returned()) == [(code, cell_at(book, "anggaran", row, key).coordinate)]


# --- the file as a whole ---------------------------------------------------------------------------------------------


def test_a_workbook_without_the_new_sheets_is_read_as_before(dunia: World, isi: SimpleNamespace) -> None:
    book = buku(dunia)
    for name in ("Kartu Indikator", "Rencana", "Anggaran"):
        del book.book[name]
    assert (codes(book.returned()), changes(book.returned())) == ([], [])


def test_a_workbook_of_another_installation_or_year_is_told_so(dunia: World, isi: SimpleNamespace) -> None:
    book = buku(dunia)
    hasil = preview(book.bytes(), "b.xlsx", by=SYSTEM, tahun=2026)
    assert ([each.code for each in hasil.catatan], codes(hasil)) == (["tahun_buku_lain"], [])
    sheet = book.book["_sakip"]
    cell = next(row[1] for row in sheet.iter_rows() if row[0].value == "instansi")
    cell.value = "Kabupaten Lain"
    (problem,) = book.returned().ditolak
    assert (problem.code, "Kabupaten Lain" in said(problem)) == ("instansi_buku_lain", True)


def test_a_unit_of_sixty_indicators_is_quick(dunia: World, django_assert_num_queries: Any) -> None:
    rows = filled(draft(dunia.dinkes))
    for number in range(60):
        subject = builders.indikator(dunia.dinkes, f"Indikator {number:02}")
        value = Nilai(JenisNilai.ANGKA, angka=Decimal(number))
        actions.set_baseline(subject, periode=Periode.tahunan(2024), isian=value, sumber="BPS", seen=None, by=SYSTEM)
        actions.place(subject, simpul=rows[1], by=SYSTEM)
    start = perf_counter()
    with django_assert_num_queries(12):
        content = export(Lingkup.around(dunia.dinkes, TAHUN), seen_by=SYSTEM)
    middle = perf_counter()
    with django_assert_num_queries(13):
        hasil = preview(content, "b.xlsx", by=SYSTEM)
    end = perf_counter()
    assert changes(hasil) == []
    assert (middle - start < 5, end - middle < 5) == (True, True), "in seconds; measured 0.15 out and 0.10 in"
