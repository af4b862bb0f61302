"""Buku Kerja: it comes back as it went out, what was changed is told cell by cell, and all is written or nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.triwulan import Tipologi
from sakip.arithmetic.values import Isian, JenisNilai, Keadaan, Nilai, Tiada
from sakip.datakinerja.models import SeriesValue
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.models import HistoryEntry
from sakip.kernel.refusals import Refused, Stale
from sakip.kernel.transfer.annotate import annotated
from sakip.kernel.transfer.reading import read_workbook
from sakip.organisasi import actions as organisasi
from sakip.organisasi.models import Unit
from sakip.perencanaan import actions
from sakip.perencanaan.models import Dasar, Indikator, KartuIndikator, Target
from sakip.perencanaan.transfers.buku_kerja import Lingkup, Pratinjau, apply_preview, export, preview
from sakip.perencanaan.transfers.buku_kerja.report import as_json, said
from sakip.perencanaan.transfers.buku_kerja.sentences import SENTENCES
from tests import builders
from tests.builders import World, angka
from tests.copies import copied
from tests.people import person
from tests.perencanaan.buku import Buku, changes, codes, resaved

TAHUN = 2025
T, TW1, TW2 = Periode(TAHUN, "T"), Periode(TAHUN, "TW1"), Periode(TAHUN, "TW2")
NOT_YET = Tiada(Keadaan.BELUM_TERSEDIA, "rilis BPS bulan Maret")


def rentang(lower: str, upper: str) -> Nilai:
    return Nilai(JenisNilai.RENTANG, angka=Decimal(lower), angka_atas=Decimal(upper))


def predikat(kode: str, score: str | None = None) -> Nilai:
    return Nilai(JenisNilai.PREDIKAT, angka=Decimal(score) if score else None, kode=kode)


@pytest.fixture
def isi(dunia: World) -> dict[str, Indikator]:
    return copied(filled_in, dunia)


def filled_in(dunia: World) -> dict[str, Indikator]:
    """Indikator of every kind in the Dinas Kesehatan and its puskesmas, with values, zeros, gaps and states."""
    rows = {
        "ahh": builders.indikator(dunia.dinkes, "Angka Harapan Hidup", tipologi=Tipologi.POSISI_AKHIR),
        "gini": builders.indikator(
            dunia.dinkes, "Gini", polaritas=Polaritas.RENTANG, definisi="baris satu\r\nbaris dua "
        ),
        "sakip": builders.indikator(
            dunia.dinkes, "Nilai SAKIP", jenis=JenisNilai.PREDIKAT, skala_predikat="sakip", satuan="Predikat"
        ),
        "akreditasi": builders.indikator(dunia.puskesmas, "=Terakreditasi", jenis=JenisNilai.YA_TIDAK, satuan="-"),
        "lapor": builders.indikator(dunia.puskesmas, "@Laporan terkirim", jenis=JenisNilai.TANGGAL, satuan="Tanggal"),
        "waktu": builders.indikator(dunia.puskesmas, "+Waktu tunggu", jenis=JenisNilai.DURASI, satuan="Jam"),
    }
    builders.target(rows["ahh"], T, angka("72.5"))
    builders.target(rows["gini"], T, rentang("0.30", "0.35"))
    builders.target(rows["gini"], Periode(2024, "T"), rentang("-0.5", "0.5"))
    builders.target(rows["sakip"], T, predikat("BB"))
    builders.realisasi(rows["ahh"], TW1, angka(0))
    builders.realisasi(rows["ahh"], TW2, angka("71.19"))
    builders.realisasi(rows["ahh"], T, NOT_YET)
    builders.realisasi(rows["gini"], Periode(2024, "T"), angka("0.123456789"))
    builders.realisasi(rows["sakip"], T, predikat("BB", "79.39"))
    builders.realisasi(rows["akreditasi"], T, Nilai(JenisNilai.YA_TIDAK, angka=Decimal(1)))
    builders.realisasi(rows["lapor"], T, Nilai(JenisNilai.TANGGAL, tanggal=date(2025, 12, 31)))
    builders.realisasi(
        rows["waktu"], T, Nilai(JenisNilai.DURASI, angka=Decimal("1.12722222222222").quantize(Decimal("1e-10")))
    )
    return rows


def lingkup(unit: Unit) -> Lingkup:
    return Lingkup.around(unit, TAHUN)


def value(subject: Indikator, periode: Periode) -> Isian:
    row = SeriesValue.related.filter(series=subject.series, tahun=periode.tahun, periode=periode.kode, pengganti=None)
    found = row.first()
    return found.isian if found else None


def target(subject: Indikator, periode: Periode = T) -> Target | None:
    found: Target | None = Target.related.filter(
        penempatan__indikator=subject, tahun=periode.tahun, periode=periode.kode, pengganti=None
    ).first()
    return found


def applied(hasil: Pratinjau) -> None:
    assert codes(hasil) == [], [said(each) for each in hasil.ditolak]
    apply_preview(hasil, by=SYSTEM, sidik=hasil.sidik)


# --- it comes back as it went out ------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["kabupaten", "dinkes", "puskesmas", "disdik"])
def test_an_untouched_workbook_changes_nothing(dunia: World, isi: dict[str, Indikator], where: str) -> None:
    unit = getattr(dunia, where)
    hasil = preview(export(lingkup(unit), seen_by=SYSTEM), "buku.xlsx", by=SYSTEM)
    assert (codes(hasil), hasil.perubahan, hasil.catatan) == ([], [], [])
    before = HistoryEntry.objects.unscoped("integrity check reads everything").count()
    apply_preview(hasil, by=SYSTEM, sidik=hasil.sidik)
    assert HistoryEntry.objects.unscoped("integrity check reads everything").count() == before


def test_saved_again_by_openpyxl_it_changes_nothing(dunia: World, isi: dict[str, Indikator]) -> None:
    hasil = Buku(lingkup(dunia.kabupaten)).returned()
    assert (codes(hasil), hasil.perubahan) == ([], [])


def test_saved_again_by_libreoffice_it_changes_nothing(dunia: World, isi: dict[str, Indikator], tmp_path: Path) -> None:
    content = resaved(export(lingkup(dunia.kabupaten), seen_by=SYSTEM), tmp_path)
    if content is None:
        pytest.skip("LibreOffice tidak ada")
    hasil = preview(content, "buku.xlsx", by=SYSTEM)
    assert (codes(hasil), hasil.perubahan) == ([], [])


def test_two_exports_of_the_same_state_hold_the_same_cells(dunia: World, isi: dict[str, Indikator]) -> None:
    one, other = (read_workbook(export(lingkup(dunia.dinkes), seen_by=SYSTEM), filename="a") for _ in range(2))
    assert one == other


def test_what_is_written_is_zero_empty_state_number_or_text(dunia: World, isi: dict[str, Indikator]) -> None:
    book = Buku(lingkup(dunia.dinkes))
    cells = {
        ("realisasi", "Angka Harapan Hidup", "2025-TW1"): 0,
        ("realisasi", "Angka Harapan Hidup", "2025-TW2"): 71.19,
        ("realisasi", "Angka Harapan Hidup", "2025-TW3"): None,
        ("realisasi", "Angka Harapan Hidup", "2025-T"): "belum tersedia: rilis BPS bulan Maret",
        ("realisasi", "Nilai SAKIP", "2025-T"): "BB (79,39)",
        ("realisasi", "=Terakreditasi", "2025-T"): "ya",
        ("target", "Gini", "2025-T"): "0,3–0,35",
        ("target", "Gini", "2024-T"): "-0,5 s.d. 0,5",
    }
    assert {key: book.cell(*key).value for key in cells} == cells


def test_text_that_looks_like_a_formula_stays_text(dunia: World, isi: dict[str, Indikator]) -> None:
    cell = Buku(lingkup(dunia.dinkes)).cell("indikator", "=Terakreditasi", "nama")
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_identities_are_locked_and_what_the_system_needs_is_out_of_sight(
    dunia: World, isi: dict[str, Indikator]
) -> None:
    book = Buku(lingkup(dunia.dinkes))
    assert book.book.sheetnames[:5] == ["Petunjuk", "Unit", "Indikator", "Target", "Realisasi"]
    assert book.cell("target", "Gini", "indikator").protection.locked
    assert not book.cell("target", "Gini", "2025-T").protection.locked
    sheet = book.sheet("target")
    for key in ("id", "dilihat"):
        at = book.column("target", key)
        assert [each.hidden for each in sheet.column_dimensions.values() if each.min <= at <= each.max] == [True]
    lists = [rule for rule in book.sheet("realisasi").data_validations.dataValidation if rule.type == "list"]
    assert lists, "the codes of a predicate are offered"


# --- changes ---------------------------------------------------------------------------------------------------------


def test_changed_cells_are_shown_old_and_new_and_written_on_applying_only(
    dunia: World, isi: dict[str, Indikator]
) -> None:
    book = Buku(lingkup(dunia.dinkes))
    book.set("realisasi", "Angka Harapan Hidup", "2025-TW2", 70)
    book.set("realisasi", "Angka Harapan Hidup", "2025-TW3", "71,5")
    book.set("realisasi", "Angka Harapan Hidup", "2025-TW1", None)
    book.set("realisasi", "Nilai SAKIP", "2025-T", 81)
    hasil = book.returned()
    assert changes(hasil) == [
        ("0", "belum diisi", "dikosongkan"),
        ("71,19", "70", "berubah"),
        ("belum diisi", "71,5", "baru"),
        ("BB (79,39)", "A (81)", "berubah"),
    ]
    assert value(isi["ahh"], TW2) == angka("71.19")
    applied(hasil)
    assert value(isi["ahh"], TW1) is None
    assert value(isi["ahh"], TW2) == angka(70)
    assert value(isi["ahh"], Periode(TAHUN, "TW3")) == angka("71.5")
    assert value(isi["sakip"], T) == predikat("A", "81")


@pytest.mark.parametrize(
    ("key", "typed", "isian"),
    [
        ("ahh", "belum tersedia: menunggu SKI", Tiada(Keadaan.BELUM_TERSEDIA, "menunggu SKI")),
        ("ahh", "Tidak berlaku: tidak disurvei", Tiada(Keadaan.TIDAK_BERLAKU, "tidak disurvei")),
        ("ahh", 0, angka(0)),
        ("lapor", date(2026, 1, 2), Nilai(JenisNilai.TANGGAL, tanggal=date(2026, 1, 2))),
        ("lapor", "2 Januari 2026", Nilai(JenisNilai.TANGGAL, tanggal=date(2026, 1, 2))),
        ("akreditasi", "tidak", Nilai(JenisNilai.YA_TIDAK, angka=Decimal(0))),
    ],
)
def test_a_cell_is_read_by_the_kind_of_its_indicator(
    dunia: World, isi: dict[str, Indikator], key: str, typed: object, isian: Isian
) -> None:
    book = Buku(lingkup(dunia.dinkes))
    book.set("realisasi", isi[key].nama, "2025-T", typed)
    applied(book.returned())
    assert value(isi[key], T) == isian


@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [
        ("ahh", "1.234", "rancu"),
        ("ahh", "belum tersedia", "tanpa_alasan"),
        ("ahh", "-", "tanda_tak_jelas"),
        ("ahh", "tinggi", "angka_tidak_sah"),
        ("ahh", "=1+", "rumus_tanpa_nilai"),
        ("ahh", "0,12345678901", "terlalu_banyak_desimal"),
        ("sakip", "WTP", "predikat_tidak_dikenal"),
        ("lapor", "31 Februari 2025", "tanggal_salah"),
        ("akreditasi", "mungkin", "bukan_ya_tidak"),
        ("ahh", "belum tersedia: " + "x" * 501, "alasan_terlalu_panjang"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_cell(
    dunia: World, isi: dict[str, Indikator], key: str, typed: object, code: str
) -> None:
    book = Buku(lingkup(dunia.dinkes))
    address = book.set("realisasi", isi[key].nama, "2025-TW4", typed)
    book.set("realisasi", "Gini", "2025-T", 1)
    hasil = book.returned()
    assert codes(hasil) == [(code, address)]
    with pytest.raises(Refused, match="1 masalah"):
        apply_preview(hasil, by=SYSTEM)
    assert value(isi["gini"], T) is None


def test_every_sentence_can_be_said(dunia: World, isi: dict[str, Indikator]) -> None:
    for code, template in SENTENCES.items():
        assert template.rstrip().endswith((".", "?")), code
    book = Buku(lingkup(dunia.dinkes))
    book.set("realisasi", "Gini", "2025-T", "1.234")
    (problem,) = book.returned().ditolak
    assert said(problem) == (
        "Lembar “Realisasi”, baris 4, kolom “Realisasi 2025” (sel O4) berisi “1.234” yang dapat berarti "
        "1.234 atau 1,234; tulis angkanya dengan koma desimal dan tanpa titik."
    )


# --- targets ---------------------------------------------------------------------------------------------------------


def test_a_target_is_changed_or_emptied_with_a_reason_only(dunia: World, isi: dict[str, Indikator]) -> None:
    book = Buku(lingkup(dunia.dinkes))
    book.set("target", "Angka Harapan Hidup", "2025-T", None)
    book.set("target", "Angka Harapan Hidup", "2026-T", 73)
    reason = book.cell("target", "Angka Harapan Hidup", "alasan").coordinate
    assert codes(book.returned()) == [("alasan_perubahan_wajib", reason)]
    book.set("target", "Angka Harapan Hidup", "alasan", "Anggaran dialihkan")
    applied(book.returned())
    emptied, added = target(isi["ahh"]), target(isi["ahh"], Periode(2026, "T"))
    assert emptied is not None
    assert (emptied.isian, emptied.alasan_perubahan) == (None, "Anggaran dialihkan")
    assert added is not None
    assert (added.isian, added.alasan_perubahan, added.dasar) == (angka(73), "", Dasar.RENSTRA)


def test_targets_of_the_chosen_dasar_are_shown_and_set(dunia: World, isi: dict[str, Indikator]) -> None:
    book = Buku(Lingkup(dunia.dinkes, TAHUN, 2025, 2025, Dasar.PK))
    assert book.cell("target", "Angka Harapan Hidup", "2025-T").value is None
    book.set("target", "Angka Harapan Hidup", "2025-T", "72,1 s.d. 72,9")
    applied(book.returned())
    assert Target.related.get(penempatan__indikator=isi["ahh"], dasar=Dasar.PK).isian == rentang("72.1", "72.9")


# --- stale, foreign, tampered ----------------------------------------------------------------------------------------


def test_a_cell_changed_since_is_refused_with_both_values(dunia: World, isi: dict[str, Indikator]) -> None:
    book = Buku(lingkup(dunia.dinkes))
    standing = SeriesValue.related.get(series=isi["ahh"].series, periode="TW2")
    sari = person("Sari", dunia.dinkes, Role.PELAPOR)
    builders.realisasi(isi["ahh"], TW2, angka("71.5"), seen=standing.pk, by=sari.access)
    untouched = book.returned()
    assert (codes(untouched), untouched.perubahan) == ([], []), "what the person did not touch is left as it is"
    address = book.set("realisasi", "Angka Harapan Hidup", "2025-TW2", 70)
    hasil = book.returned()
    assert codes(hasil) == [("sudah_berubah", address)]
    assert "diubah Sari sejak Buku Kerja diunduh: yang tersimpan 71,5, di berkas 70" in said(hasil.ditolak[0])
    book.set("realisasi", "Angka Harapan Hidup", "2025-TW2", 71.5)
    assert codes(book.returned()) == [], "both typed the same"


def test_a_value_typed_into_a_cell_that_was_filled_meanwhile_is_refused(
    dunia: World, isi: dict[str, Indikator]
) -> None:
    book = Buku(lingkup(dunia.dinkes))
    builders.target(isi["ahh"], Periode(2026, "T"), angka(73))
    address = book.set("target", "Angka Harapan Hidup", "2026-T", 74)
    assert codes(book.returned()) == [("sudah_berubah", address)]


def test_a_record_changed_since_is_refused_at_the_cell_that_differs(dunia: World, isi: dict[str, Indikator]) -> None:
    book = Buku(lingkup(dunia.dinkes))
    actions.edit_indikator(isi["ahh"], seen=1, nama="AHH", by=SYSTEM)
    book.set("indikator", "Angka Harapan Hidup", "kode", "1.1")
    applied(book.returned())
    assert Indikator.related.get(pk=isi["ahh"].pk).nama == "AHH", "the other cell was nobody else's"
    address = book.set("indikator", "Angka Harapan Hidup", "nama", "Usia Harapan Hidup")
    assert codes(book.returned()) == [("sudah_berubah", address)]


def test_nobody_writes_between_preview_and_applying(dunia: World, isi: dict[str, Indikator]) -> None:
    book = Buku(lingkup(dunia.dinkes))
    book.set("realisasi", "Gini", "2025-T", 1)
    book.set("realisasi", "Gini", "2025-TW1", 1)
    hasil = book.returned()
    builders.realisasi(isi["gini"], T, angka(2))
    with pytest.raises(Stale):
        apply_preview(hasil, by=SYSTEM, sidik=hasil.sidik)
    assert value(isi["gini"], TW1) is None, "all or nothing"
    again = book.returned()
    with pytest.raises(Refused):
        apply_preview(again, by=SYSTEM, sidik=hasil.sidik)


@pytest.mark.parametrize("lembar", ["unit", "indikator", "target", "realisasi"])
def test_ids_of_another_instansi_are_unknown(dunia: World, isi: dict[str, Indikator], lembar: str) -> None:
    foreign = builders.indikator(dunia.lain, "Rahasia")
    book = Buku(lingkup(dunia.dinkes))
    sheet = book.sheet(lembar)
    pk = str(dunia.lain.pk if lembar == "unit" else foreign.pk)
    cell = sheet.cell(3, book.column(lembar, "id"))
    cell.value = pk
    assert codes(book.returned())[0] == ("identitas_diubah", cell.coordinate)
    sheet["A3"] = sheet["A3"].value.replace('"id": "', f'"id": "{pk}", "_": "')
    hasil = book.returned()
    assert codes(hasil) == [("baris_tidak_dikenal", cell.coordinate)]
    assert "Rahasia" not in said(hasil.ditolak[0])


def test_a_workbook_of_another_instansi_is_unknown(dunia: World, isi: dict[str, Indikator]) -> None:
    content = export(lingkup(dunia.dinkes), seen_by=SYSTEM)
    stranger = person("Orang Asing", dunia.lain, Role.PENGELOLA).access
    assert codes(preview(content, "b.xlsx", by=stranger)) == [("unit_buku_tidak_dikenal", "")]
    assert codes(preview(content, "b.xlsx", by=SYSTEM, unit=dunia.disdik)) == [("unit_buku_lain", "")]


def test_the_workbook_of_a_year_in_which_a_closed_unit_still_worked(dunia: World) -> None:
    builders.indikator(dunia.puskesmas, "Cakupan puskesmas")
    organisasi.close_unit(dunia.puskesmas, seen=1, sampai=date(2026, 6, 30), alasan="digabung", by=SYSTEM)
    buku = Buku(lingkup(dunia.kabupaten))
    assert not any(cell.value == "Cakupan puskesmas" for row in buku.sheet("indikator").rows for cell in row)
    assert changes(preview(buku.bytes(), "buku.xlsx", by=SYSTEM)) == []


def test_a_file_of_something_else_is_no_workbook(dunia: World) -> None:
    assert codes(preview(b"a,b\n1,2\n", "a.csv", by=SYSTEM)) == [("bukan_templat", "")]


def test_importing_and_what_it_changes_need_their_permissions(dunia: World, isi: dict[str, Indikator]) -> None:
    book = Buku(lingkup(dunia.dinkes))
    for role in (Role.PELAPOR, Role.PEMBACA, Role.ADMINISTRATOR):
        with pytest.raises(PermissionDenied):
            book.returned(by=person(role.value.title(), dunia.dinkes, role).access)
    address = book.set("unit", "Dinas Kesehatan", "singkatan", "Dinkes Uji")
    perencana = person("Rina", dunia.dinkes, Role.PERENCANA).access
    hasil = book.returned(by=perencana)
    assert codes(hasil) == [("tidak_berwenang", address)]
    book.set("unit", "Dinas Kesehatan", "singkatan", "Dinkes")
    book.set("realisasi", "Gini", "2025-T", 1)
    apply_preview(book.returned(by=perencana), by=perencana)
    assert value(isi["gini"], T) == angka(1)


def test_a_damaged_mark_is_refused(dunia: World, isi: dict[str, Indikator]) -> None:
    book = Buku(lingkup(dunia.dinkes))
    sheet = book.sheet("realisasi")
    sheet.cell(3, book.column("realisasi", "dilihat")).value = "x"
    sheet["A3"] = "{}"
    assert [code for code, _ in codes(book.returned())] == ["jejak_rusak"]


# --- units and indikator ---------------------------------------------------------------------------------------------


def test_units_are_renamed_and_added_below_existing_ones(dunia: World, isi: dict[str, Indikator]) -> None:
    book = Buku(lingkup(dunia.kabupaten))
    book.set("unit", "Dinas Pendidikan", "sebutan_kepala", "Kepala Dinas Pendidikan")
    book.set("unit", "Dinas Pendidikan", "bidang_urusan", "1.01; 2.22")
    row = book.add("unit", nama="UPTD Laboratorium", induk="Dinas Kesehatan", jenis="UPTD", singkatan="Labkes")
    assert row == 7
    applied(book.returned())
    new = Unit.related.get(nama="UPTD Laboratorium")
    assert (new.induk, new.jenis, new.singkatan) == (dunia.dinkes, "uptd", "Labkes")
    edited = Unit.related.get(pk=dunia.disdik.pk)
    assert (edited.sebutan_kepala, edited.bidang_urusan) == ("Kepala Dinas Pendidikan", "1.01, 2.22")


@pytest.mark.parametrize(
    ("values", "code", "key"),
    [
        ({"nama": "UPTD", "jenis": "UPTD"}, "unit_belum_dipilih", "induk"),
        ({"nama": "UPTD", "jenis": "UPTD", "induk": "Kota Seberang"}, "unit_pilihan_salah", "induk"),
        ({"nama": "UPTD", "jenis": "Toko", "induk": "Dinas Kesehatan"}, "pilihan_salah", "jenis"),
        ({"nama": "puskesmas ujibaru", "jenis": "Puskesmas", "induk": "Dinas Kesehatan"}, "nama_ganda", "nama"),
        ({"nama": "x" * 201, "jenis": "UPTD", "induk": "Dinas Kesehatan"}, "teks_terlalu_panjang", "nama"),
        (
            {"nama": "UPTD", "jenis": "UPTD", "induk": "Dinas Kesehatan", "bidang_urusan": "1.02, gizi"},
            "bidang_salah",
            "bidang_urusan",
        ),
    ],
)
def test_a_new_unit_that_cannot_be_is_refused(dunia: World, values: dict[str, object], code: str, key: str) -> None:
    book = Buku(lingkup(dunia.kabupaten))
    row = book.add("unit", **values)
    address = book.sheet("unit").cell(row, book.column("unit", key)).coordinate
    assert codes(book.returned()) == [(code, address)]


NEW = {
    "nama": "Stunting",
    "unit": "Puskesmas Ujibaru",
    "iku": "Ya",
    "jenis": "Angka",
    "polaritas": "menurun",
    "tipologi": "Tahunan",
    "cara_isi": "Triwulan itu saja",
}


def test_a_realisasi_of_a_year_before_an_indicator_began_lets_it_begin_then(
    dunia: World, isi: dict[str, Indikator]
) -> None:
    row = actions.edit_indikator(isi["lapor"], seen=isi["lapor"].versi, dimulai_tahun=TAHUN + 1, by=SYSTEM)
    book = Buku(lingkup(dunia.dinkes))
    book.set("realisasi", row.nama, f"{TAHUN}-T", None)
    applied(book.returned())
    assert Indikator.related.get(pk=row.pk).dimulai_tahun == TAHUN + 1  # nothing is known of that year now
    book = Buku(lingkup(dunia.dinkes))
    book.set("realisasi", row.nama, f"{TAHUN}-T", date(TAHUN, 12, 30))
    applied(book.returned())
    assert Indikator.related.get(pk=row.pk).dimulai_tahun == TAHUN


def test_an_indicator_is_added_and_then_filled_in(dunia: World, isi: dict[str, Indikator]) -> None:
    book = Buku(lingkup(dunia.dinkes))
    book.add("indikator", **NEW, satuan="persen balita", kode="1.9", mulai_tahun=2024)
    applied(book.returned())
    new = Indikator.related.get(nama="Stunting")
    assert new.dimulai_tahun == 2024  # in no report before its first card
    card = KartuIndikator.related.get(indikator=new)
    assert (new.unit, new.kode, card.polaritas, card.satuan, card.mulai_tahun) == (
        dunia.puskesmas,
        "1.9",
        "menurun",
        "persen balita",
        2024,
    )
    again = Buku(lingkup(dunia.dinkes))
    again.set("realisasi", "Stunting", "2025-T", 14)
    applied(again.returned())
    assert value(new, T) == angka(14)


@pytest.mark.parametrize(
    ("values", "code", "key"),
    [
        ({"unit": None}, "wajib_diisi", "unit"),
        ({"polaritas": None}, "wajib_diisi", "polaritas"),
        ({"jenis": "Predikat"}, "skala_belum_dipilih", "skala_predikat"),
        ({"skala_predikat": "Predikat AKIP"}, "skala_tanpa_predikat", "skala_predikat"),
        ({"mulai_tahun": 25}, "tahun_kartu_salah", "mulai_tahun"),
        ({"unit": "Dinas Kesehatan", "nama": "GINI"}, "nama_ganda", "nama"),
    ],
)
def test_a_new_indicator_that_cannot_be_is_refused(
    dunia: World, isi: dict[str, Indikator], values: dict[str, object], code: str, key: str
) -> None:
    book = Buku(lingkup(dunia.dinkes))
    row = book.add("indikator", **(NEW | values))
    address = book.sheet("indikator").cell(row, book.column("indikator", key)).coordinate
    assert codes(book.returned()) == [(code, address)]


def test_a_card_is_mended_in_place_or_begins_anew_in_a_later_year(dunia: World, isi: dict[str, Indikator]) -> None:
    book = Buku(lingkup(dunia.dinkes))
    book.set("indikator", "Angka Harapan Hidup", "satuan", "tahun")
    book.set("indikator", "Gini", "polaritas", "Menurun")
    book.set("indikator", "Gini", "mulai_tahun", 2025)
    book.set("indikator", "Gini", "putus", "Metode survei berganti")
    applied(book.returned())
    rows = KartuIndikator.related.order_by("indikator", "mulai_tahun")
    cards = {(row.indikator_id, row.mulai_tahun): row for row in rows}
    assert cards[(isi["ahh"].pk, 2020)].satuan == "tahun"
    assert cards[(isi["gini"].pk, 2020)].polaritas == "rentang"
    later = cards[(isi["gini"].pk, 2025)]
    assert (later.polaritas, later.terputus, later.catatan_putus) == ("menurun", True, "Metode survei berganti")


def test_names_cannot_be_exchanged_or_taken(dunia: World, isi: dict[str, Indikator]) -> None:
    book = Buku(lingkup(dunia.dinkes))
    first = book.set("indikator", "Gini", "nama", "angka harapan hidup")
    assert codes(book.returned()) == [("nama_ganda", first)]


def test_a_required_cell_that_was_emptied_is_refused(dunia: World, isi: dict[str, Indikator]) -> None:
    book = Buku(lingkup(dunia.dinkes))
    address = book.set("indikator", "Gini", "polaritas", None)
    assert codes(book.returned()) == [("wajib_diisi", address)]


def test_deleted_rows_and_columns_say_nothing(dunia: World, isi: dict[str, Indikator]) -> None:
    book = Buku(lingkup(dunia.dinkes))
    book.sheet("realisasi").delete_rows(3)
    book.sheet("indikator").delete_cols(book.column("indikator", "definisi"))
    hasil = book.returned()
    assert (codes(hasil), hasil.perubahan) == ([], [])


# --- the rest --------------------------------------------------------------------------------------------------------


def test_the_refused_file_comes_back_with_its_problems_in_it(dunia: World, isi: dict[str, Indikator]) -> None:
    book = Buku(lingkup(dunia.dinkes))
    address = book.set("realisasi", "Gini", "2025-T", "tinggi")
    hasil = book.returned()
    marked = read_workbook(annotated(book.bytes(), "b.xlsx", hasil.masalah, SENTENCES), filename="b.xlsx")
    listed = marked.sheet("Masalah")
    assert listed is not None
    assert (listed.at(2, 4).text, listed.at(2, 6).text) == (address, "tinggi")


def test_the_report_counts_and_names_every_cell(dunia: World, isi: dict[str, Indikator]) -> None:
    book = Buku(lingkup(dunia.dinkes))
    book.set("realisasi", "Gini", "2025-T", 1)
    book.set("realisasi", "Gini", "2025-TW1", "x")
    report = as_json(book.returned(), diterapkan=False)
    assert report["hitungan"]["realisasi"] == {"baru": 1, "ditolak": 1, "sama": 40}
    assert [each["tindakan"] for each in report["perubahan"]] == ["baru"]
    assert [(each["kode"], each["kolom"]) for each in report["masalah"]] == [("angka_tidak_sah", "Realisasi TW I 2025")]


@pytest.mark.parametrize("years", [(2025, 2026, 2027), (2025, 2020, 2024), (2025, 2010, 2026), (1980, 1980, 1980)])
def test_years_that_cannot_be_are_refused(dunia: World, years: tuple[int, int, int]) -> None:
    with pytest.raises(Refused, match="tidak dapat dipakai"):
        Lingkup(dunia.dinkes, *years)


def test_export_and_preview_ask_the_same_number_of_queries_for_one_and_many(
    dunia: World, django_assert_num_queries: object
) -> None:
    builders.indikator(dunia.dinkes)
    with django_assert_num_queries(10):  # type: ignore[operator]
        content = export(lingkup(dunia.dinkes), seen_by=SYSTEM)
    for number in range(3):
        builders.realisasi(builders.indikator(dunia.puskesmas, f"Indikator {number}"), T, angka(number))
    with django_assert_num_queries(10):  # type: ignore[operator]
        export(lingkup(dunia.dinkes), seen_by=SYSTEM)
    with django_assert_num_queries(11):  # type: ignore[operator]
        preview(content, "b.xlsx", by=SYSTEM)


def test_one_import_is_one_link_of_the_history(dunia: World, isi: dict[str, Indikator]) -> None:
    book = Buku(lingkup(dunia.kabupaten))
    book.set("realisasi", "Gini", "2025-T", 1)
    book.set("indikator", "Gini", "kode", "9")
    organisasi.edit_unit(dunia.disdik, seen=1, singkatan="Disdik", by=SYSTEM)
    applied(book.returned())
    entries = HistoryEntry.objects.unscoped("integrity check reads everything").order_by("-id")[:2]
    assert len({entry.link for entry in entries}) == 1
    assert {entry.object_type for entry in entries} == {"perencanaan.Indikator", "datakinerja.SeriesValue"}
