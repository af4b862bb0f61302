"""A table's cells, rows and columns: what is refused, what is asked, what is read. No database but for the plan."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.values import JenisNilai
from sakip.kernel.access import SYSTEM
from sakip.kernel.refusals import Refused
from sakip.kernel.transfer.headers import header_labels
from sakip.kernel.transfer.problems import Severity, sentence
from sakip.kernel.transfer.reading import Sheet, read_workbook
from sakip.perencanaan.transfers.fields import Isi, Kolom, as_json, check_peta, from_json, parse_peta, propose
from sakip.perencanaan.transfers.plan import Pilihan, Rencana, Tindakan, make_plan
from sakip.perencanaan.transfers.sentences import SENTENCES
from sakip.perencanaan.transfers.table import Susunan, read_table

HEADER = ("nama", "target", "realisasi", "capaian", "tahun")


def sheet_of(rows: Sequence[Sequence[object]], header: Sequence[str] = HEADER) -> Sheet:
    text = "\n".join(",".join(f'"{cell}"' if cell != "" else "" for cell in row) for row in [header, *rows])
    return read_workbook(text.encode(), filename="uji.csv").sheets[0]


def plan_of(rows: Sequence[Sequence[object]], header: Sequence[str] = HEADER, **choices: object) -> Rencana:
    """The plan of a table against an empty world; directions are taken as proposed unless told otherwise."""
    return planned(sheet_of(rows, header), **choices)


def planned(sheet: Sheet, **choices: object) -> Rencana:
    peta = propose(header_labels(sheet, (1,)))
    table = read_table(sheet, Susunan((1,), peta))
    pilihan = Pilihan(**{"terima_usulan": True, **choices})  # type: ignore[arg-type]
    return make_plan(table, unit=None, pilihan=pilihan, by=SYSTEM)


def codes(plan: Rencana, severity: Severity = Severity.TOLAK) -> list[tuple[str, str]]:
    return [(each.address, each.code) for each in plan.masalah if each.severity is severity]


GOOD = ("Indeks uji", "80", "79", "98,75", "2024")

# --- refused ---------------------------------------------------------------------------------------------------------

REFUSED = [
    pytest.param([("", "80", "79", "", "2024")], [("A2", "nama_kosong")], id="nameless row"),
    pytest.param([("x" * 401, "80", "79", "", "2024")], [("A2", "nama_terlalu_panjang")], id="endless name"),
    pytest.param([("Indeks uji", "80", "79", "", "")], [("E2", "tahun_kosong")], id="no year"),
    pytest.param([("Indeks uji", "80", "79", "", "2021-2025")], [("E2", "tahun_tidak_terbaca")], id="two years"),
    pytest.param([("Indeks uji", "80", "79", "", "3024")], [("E2", "tahun_di_luar_rentang")], id="year out of range"),
    pytest.param([GOOD, GOOD], [("A3", "baris_ganda")], id="same row twice"),
    pytest.param(
        [GOOD, ("INDEKS  UJI", "81", "", "", "2024")], [("A3", "baris_ganda")], id="same name, other spelling"
    ),
    pytest.param([("Indeks uji", "#REF!", "79", "", "2024")], [("B2", "galat_rumus")], id="formula error"),
    pytest.param([("Predikat", "ZZ (80,5)", "A (81)", "", "2024")], [("B2", "predikat_tidak_dikenal")], id="predicate"),
    pytest.param([GOOD, ("Indeks uji", "WTP", "78", "", "2023")], [("B3", "jenis_berbeda")], id="two kinds"),
    pytest.param(
        [("Opini", "WTP", "WTP", "", "2024"), ("Opini", "WTP", "95", "", "2023")],
        [("C3", "jenis_berbeda")],
        id="number among predicates",
    ),
    pytest.param([("Indeks uji", "1.2.3", "79", "", "2024")], [("B2", "pemisah_salah")], id="points in no order"),
    pytest.param([("Indeks uji", "baik sekali", "79", "", "2024")], [("B2", "angka_tidak_sah")], id="words"),
    pytest.param(
        [("Indeks uji", "0,12345678901", "79", "", "2024")], [("B2", "terlalu_banyak_desimal")], id="decimals"
    ),
    pytest.param([("Indeks uji", "1234567890123456", "79", "", "2024")], [("B2", "terlalu_banyak_angka")], id="digits"),
]


@pytest.mark.parametrize(("rows", "expected"), REFUSED)
def test_what_is_refused_names_its_cell_and_stops_the_import(
    rows: list[tuple[str, ...]], expected: list[tuple[str, str]]
) -> None:
    plan = plan_of(rows)
    assert codes(plan) == expected
    assert not plan.dapat_diterapkan
    for each in plan.masalah:
        said = sentence(each, SENTENCES)
        assert each.address in said
        assert said.endswith(".")


def workbook(rows: Sequence[Sequence[object]]) -> Sheet:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    return read_workbook(content.getvalue(), filename="uji.xlsx").sheets[0]


def test_a_formula_without_a_stored_value_is_refused_and_not_empty() -> None:
    plan = planned(workbook([HEADER, ("Indeks uji", "=B1*2", 79, 98.75, 2024)]))
    assert codes(plan) == [("B2", "rumus_tanpa_nilai")]


def test_a_numeric_cell_is_exact_whatever_its_print_could_mean() -> None:
    plan = planned(workbook([HEADER, ("Indeks uji", 1234, 1.234, None, 2024)]))
    assert [str(getattr(row.baru, "angka", None)) for row in plan.nilai] == ["1234", "1.234"]
    assert not codes(plan, Severity.TANYA)


def test_a_title_merged_over_the_table_is_passed_over() -> None:
    book = openpyxl.Workbook()
    for row in [HEADER, ("Sasaran 1",), ("Indeks uji", 80, 79, None, 2024)]:
        book.active.append(row)
    book.active.merge_cells("A2:E2")
    content = BytesIO()
    book.save(content)
    plan = planned(read_workbook(content.getvalue(), filename="uji.xlsx").sheets[0])
    assert codes(plan, Severity.CATATAN) == [("A2", "baris_bagian")]
    assert [row.nama for row in plan.indikator.values()] == ["Indeks uji"]


# --- asked -----------------------------------------------------------------------------------------------------------

ASKED = [
    ("1.234", "titik_ambigu", {"1234", "1,234"}),
    ("1,234,567", "penulisan_asing", {"1234567"}),
    ("(5,2)", "tanda_kurung", {"-5,2", "5,2"}),
    ("1,5 juta", "besaran_kata", {"1500000", "1,5"}),
    ("nihil", "nihil", {"0", "belum tersedia"}),
]


@pytest.mark.parametrize(("text", "code", "choices"), ASKED)
def test_two_readings_are_a_question_whatever_stands_around(text: str, code: str, choices: set[str]) -> None:
    rows = [("Indeks uji", "1,2", text, "", "2024"), ("Indeks uji", "1,3", "1,1", "", "2023")]
    plan = plan_of(rows)
    assert codes(plan, Severity.TANYA) == [("C2", code)]
    assert not plan.dapat_diterapkan
    assert {value for value, _ in plan.pertanyaan[0].pilihan} == choices
    for answer in choices:
        answered = plan_of(rows, jawaban={"C2": answer})
        assert answered.dapat_diterapkan, [sentence(each, SENTENCES) for each in answered.masalah]
        assert answered.nilai[1].tindakan is Tindakan.BARU


def test_an_answer_that_is_no_reading_is_refused() -> None:
    plan = plan_of([("Indeks uji", "1,2", "1.234", "", "2024")], jawaban={"C2": "99"})
    assert codes(plan) == [("C2", "jawaban_salah")]


def test_a_predicate_that_several_scales_know_asks_for_the_scale() -> None:
    rows = [("Predikat", "B", "B", "", "2024")]
    plan = plan_of(rows)
    assert codes(plan, Severity.TANYA) == [("B2", "skala_tidak_jelas")]
    key = plan.pertanyaan[0].kunci
    answered = plan_of(rows, jawaban={key: "sakip"})
    assert answered.dapat_diterapkan
    assert next(iter(answered.indikator.values())).skala == "sakip"


# --- read ------------------------------------------------------------------------------------------------------------

KINDS = [
    (("WTP", "WDP"), JenisNilai.PREDIKAT, "opini-bpk"),
    (("A (80,50)", "BB (79,39)"), JenisNilai.PREDIKAT, "sakip"),
    (("BB(78,84)", "**)"), JenisNilai.PREDIKAT, "sakip"),
    (("94,50", "100"), JenisNilai.ANGKA, ""),
    (("4,98–5,23", "5,1"), JenisNilai.ANGKA, ""),
    (("ya", "tidak"), JenisNilai.YA_TIDAK, ""),
    (("31/12/2025", "30/11/2025"), JenisNilai.TANGGAL, ""),
    (("1:30:00", "1:07:38"), JenisNilai.DURASI, ""),
]


@pytest.mark.parametrize(("cells", "jenis", "skala"), KINDS)
def test_the_kind_is_seen_over_all_cells(cells: tuple[str, str], jenis: JenisNilai, skala: str) -> None:
    plan = plan_of([("Sesuatu", *cells, "", "2024")], polaritas={"sesuatu": Polaritas.MENINGKAT})
    row = next(iter(plan.indikator.values()))
    assert (row.jenis, row.skala) == (jenis, skala)
    assert plan.dapat_diterapkan, plan.masalah


def test_marks_are_not_available_and_blanks_are_not_filled_in() -> None:
    plan = plan_of(
        [("Indeks uji", "80", mark, "", str(2020 + at)) for at, mark in enumerate(["**)", "-", "n/a", "", "0"])]
    )
    said = [row for row in plan.nilai if row.isi is Isi.REALISASI]
    assert [row.belum_tersedia for row in said] == [True, True, True, False, False]
    assert getattr(said[0].baru, "alasan", "") == "tercetak '**)' dalam tabel"
    assert said[3].tindakan is Tindakan.BELUM_DIISI
    assert str(getattr(said[4].baru, "angka", None)) == "0"
    assert plan.dapat_diterapkan


def test_years_and_quarters_may_stand_in_columns() -> None:
    header = ("Indikator", "Target 2023", "Realisasi 2023", "Target TW I 2024", "Realisasi TW 1 2024")
    plan = plan_of([("Indeks uji", "80", "79", "20", "18")], header)
    assert [(row.isi.value, str(row.periode)) for row in plan.nilai] == [
        ("target", "2023-T"),
        ("realisasi", "2023-T"),
        ("target", "2024-TW1"),
        ("realisasi", "2024-TW1"),
    ]
    assert [each.kode for each in plan.peringatan] == ["tipologi"]


# --- the mapping -----------------------------------------------------------------------------------------------------

LABELS = ("No", "Nama, satuan", "Target 2023", "Target 2024")


def test_a_mapping_is_typed_by_titles_or_letters() -> None:
    peta = parse_peta("indikator=Nama, satuan,target@2023=Target 2023,realisasi@2024-TW2=kolom:D", LABELS)
    assert peta == (Kolom(Isi.INDIKATOR, 2), Kolom(Isi.TARGET, 3, 2023), Kolom(Isi.REALISASI, 4, 2024, "TW2"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("indikator=Tidak ada", "kolom-tidak-ditemukan"),
        ("entah=Nama", "peta-tidak-terbaca"),
        ("indikator", "peta-tidak-terbaca"),
        ("target@TW9=Target 2023", "peta-tidak-terbaca"),
        ("indikator@2023=No", "peta-tidak-terbaca"),
    ],
)
def test_a_mapping_that_cannot_be_read_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_peta(text, LABELS)
    assert caught.value.refusal.code == code


@pytest.mark.parametrize(
    ("peta", "tahun", "code"),
    [
        ((Kolom(Isi.TARGET, 1, 2023),), None, "kolom-indikator-belum-dipilih"),
        ((Kolom(Isi.INDIKATOR, 1),), None, "kolom-nilai-belum-dipilih"),
        ((Kolom(Isi.INDIKATOR, 1), Kolom(Isi.TARGET, 2)), None, "tahun-belum-dipilih"),
        ((Kolom(Isi.INDIKATOR, 1), Kolom(Isi.TARGET, 2)), 99, "tahun-di-luar-rentang"),
        ((Kolom(Isi.INDIKATOR, 1), Kolom(Isi.TARGET, 2), Kolom(Isi.TARGET, 3)), 2024, "kolom-dipetakan-dua-kali"),
    ],
)
def test_a_mapping_that_says_too_little_is_refused(peta: tuple[Kolom, ...], tahun: int | None, code: str) -> None:
    with pytest.raises(Refused) as caught:
        check_peta(peta, tahun)
    assert caught.value.refusal.code == code


@given(
    st.lists(
        st.builds(
            Kolom,
            st.sampled_from(list(Isi)),
            st.integers(1, 500),
            st.none() | st.integers(1990, 2100),
            st.sampled_from(["T", "TW1", "S2"]),
        )
    )
)
def test_a_remembered_mapping_comes_back_as_it_was(peta: list[Kolom]) -> None:
    assert from_json(as_json(tuple(peta))) == tuple(peta)
