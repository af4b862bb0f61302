"""Our template: what is written comes back the same, and what was changed wrongly is told cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sakip.arithmetic.values import Keadaan
from sakip.kernel.transfer.columns import Column, ColumnKind, Row, SheetSpec, Value
from sakip.kernel.transfer.problems import Problem, Severity, sentence
from sakip.kernel.transfer.reading import read_workbook
from sakip.kernel.transfer.workbook import Parsed, parse_workbook, read_meta, write_workbook

SPEC = SheetSpec(
    "realisasi",
    "Realisasi",
    (
        Column("kode", "Kode", kind=ColumnKind.IDENTITY, width=12),
        Column("indikator", "Indikator", kind=ColumnKind.IDENTITY, width=40),
        Column("unit", "Unit", locked=True),
        Column(
            "satuan", "Satuan", "Satuan ukur.", ColumnKind.CHOICE, ("Persen", "Indeks", "Rupiah, juta"), required=True
        ),
        Column("target", "Target", "Target tahun berjalan.", ColumnKind.NUMBER, example="94,50"),
        Column("nilai", "Realisasi", kind=ColumnKind.ISIAN),
        Column("tanggal", "Tanggal rilis", kind=ColumnKind.DATE),
        Column("catatan", "Catatan"),
    ),
    help="Satu baris untuk satu indikator.",
)


def row(**values: Value) -> Row:
    return {column.key: None for column in SPEC.columns} | {"satuan": "Indeks"} | values


ROWS = [
    row(kode="1.1", indikator="IPM", unit="Dinas A", target=Decimal(72), nilai=Decimal("71.46"), catatan="baik"),
    row(kode="1.2", indikator="Gini", target=Decimal(0), nilai=None, tanggal=date(2026, 1, 31)),
    row(kode="-3", indikator="Opini BPK", satuan="Rupiah, juta", target=Keadaan.BELUM_TERSEDIA, nilai="BB (79,39)"),
    row(kode="007", indikator="=1+1", nilai=Keadaan.TIDAK_BERLAKU, catatan="@panggil"),
]
META = {"instansi": "Kabupaten Contoh", "tahun": "2026"}


def template(rows: list[Row] | None = None, spec: SheetSpec = SPEC) -> bytes:
    return write_workbook([(spec, ROWS if rows is None else rows)], meta=META)


def returned(change: Callable[[Any], None], spec: SheetSpec = SPEC) -> Parsed:
    """The template after a person changed its data sheet."""
    book = openpyxl.load_workbook(BytesIO(template(spec=spec)))
    change(book[spec.title])
    output = BytesIO()
    book.save(output)
    return parse_workbook(read_workbook(output.getvalue(), filename="b.xlsx"), [spec])


def set_cells(**cells: object) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        for name, value in cells.items():
            sheet[name] = value

    return change


def told(parsed: Parsed) -> list[tuple[str, str, Severity]]:
    for problem in parsed.problems:
        assert sentence(problem)
    return [(problem.code, problem.address, problem.severity) for problem in parsed.problems]


# --- refused ----------------------------------------------------------------------------------------------------------

CHANGES = [
    (set_cells(B3="9.9"), "identitas_diubah", "B3"),
    (set_cells(C3=None), "identitas_diubah", "C3"),
    (set_cells(D3="Dinas B"), "terkunci_diubah", "D3"),
    (set_cells(E3="Orang"), "pilihan_salah", "E3"),
    (set_cells(E4=None), "wajib_diisi", "E4"),
    (set_cells(F3="banyak"), "angka_tidak_sah", "F3"),
    (set_cells(F3="**)"), "tanda_tanpa_nilai", "F3"),
    (set_cells(F3="1234567890123456"), "terlalu_banyak_angka", "F3"),
    (set_cells(F3=1234567890123456789), "terlalu_banyak_angka", "F3"),
    (set_cells(F3="=A1"), "rumus_tanpa_nilai", "F3"),
    (set_cells(F3=date(2026, 1, 1)), "angka_tidak_sah", "F3"),
    (set_cells(H3="31/02/2026"), "tanggal_tidak_sah", "H3"),
    (set_cells(H4="7"), "tanggal_tidak_sah", "H4"),
    (set_cells(K2="Kolom saya", K4="isi"), "kolom_tidak_dikenal", "K2"),
    (set_cells(K4="isi tanpa judul"), "kolom_tidak_dikenal", "K4"),
    (set_cells(J2="Target"), "kolom_ganda", "J2"),
]


@pytest.mark.parametrize(("change", "code", "address"), CHANGES)
def test_a_wrong_change_is_told_where_it_stands(change: Callable[[Any], None], code: str, address: str) -> None:
    assert told(returned(change)) == [(code, address, Severity.TOLAK)]


def test_an_ambiguous_number_is_asked_about_and_not_guessed() -> None:
    parsed = returned(set_cells(F3="1.234"))
    assert told(parsed) == [("angka_rancu", "F3", Severity.TANYA)]
    assert parsed.rows["realisasi"][0].values["target"] is None


def test_two_rows_of_the_same_identity_are_told() -> None:
    parsed = returned(set_cells(B4="1.1", C4="IPM"))
    assert [code for code, _, _ in told(parsed)] == ["identitas_diubah", "identitas_diubah", "identitas_ganda"]


def test_an_added_row_is_refused_unless_rows_were_prepared() -> None:
    added = set_cells(B7="5", C7="Baru", E7="Indeks", F7=5)
    assert told(returned(added)) == [("baris_baru", "B7", Severity.TOLAK)]
    prepared = returned(added, SheetSpec(SPEC.key, SPEC.title, SPEC.columns, blank_rows=3))
    assert told(prepared) == []
    assert [(r.values["kode"], r.is_new) for r in prepared.rows["realisasi"]][-1] == ("5", True)


def test_a_missing_column_sheet_or_template_is_told() -> None:
    assert told(returned(lambda sheet: sheet.delete_cols(2)))[0] == ("kolom_wajib_hilang", "", Severity.TOLAK)
    other = SheetSpec("unit", "Unit", SPEC.columns)
    missing = parse_workbook(read_workbook(template(), filename="b.xlsx"), [SPEC, other])
    assert told(missing) == [("lembar_hilang", "", Severity.TOLAK)]
    assert "realisasi" in missing.rows
    foreign = read_workbook(b"a,b\n1,2", filename="b.csv")
    assert told(parse_workbook(foreign, [SPEC])) == [("bukan_templat", "", Severity.TOLAK)]
    assert read_meta(foreign) is None


def test_a_missing_column_that_is_not_required_says_nothing_about_its_values() -> None:
    parsed = returned(lambda sheet: sheet.delete_cols(9))
    assert told(parsed) == []
    assert "catatan" not in parsed.rows["realisasi"][0].values


def test_another_version_of_the_template_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = template()
    monkeypatch.setattr("sakip.kernel.transfer.workbook.layout.TEMPLATE_VERSION", "2")
    parsed = parse_workbook(read_workbook(content, filename="b.xlsx"), [SPEC])
    assert told(parsed) == [("versi_templat", "", Severity.TOLAK)]


def test_a_copied_sheet_is_told() -> None:
    parsed = returned(lambda sheet: sheet.parent.copy_worksheet(sheet))
    assert [code for code, _, _ in told(parsed)] == ["lembar_ganda"]


UNWRITABLE = [
    ("target", 0.5, TypeError),
    ("target", Decimal("0.1234567890123456"), ValueError),
    ("target", Decimal("NaN"), ValueError),
    ("target", Keadaan.NILAI, ValueError),
    ("catatan", Keadaan.BELUM_TERSEDIA, ValueError),
    ("catatan", "", ValueError),
    ("catatan", " x", ValueError),
    ("catatan", "x" * 32_768, ValueError),
    ("satuan", "Orang", ValueError),
    ("tak_ada", "x", ValueError),
]


@pytest.mark.parametrize(("key", "value", "error"), UNWRITABLE)
def test_what_would_not_come_back_is_not_written(key: str, value: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        template([row() | {key: value}])


# --- and back ---------------------------------------------------------------------------------------------------------


def test_the_template_comes_back_as_it_was_written() -> None:
    workbook = read_workbook(template(), filename="b.xlsx")
    parsed = parse_workbook(workbook, [SPEC])
    assert parsed.problems == ()
    assert [r.values for r in parsed.rows["realisasi"]] == ROWS
    assert parsed.rows["realisasi"][0].addresses["target"] == "F3"
    assert not any(r.is_new for r in parsed.rows["realisasi"])
    assert parsed.meta == {"versi_templat": "1", **META}


def test_what_a_person_fills_in_is_read() -> None:
    parsed = returned(
        set_cells(
            F3="94,50", F4="Belum Tersedia", F5=5.25, G3="A (80,50)", H3="23 November 2026", E3=" indeks ", I3=None
        )
    )
    assert told(parsed) == []
    first, second, third, _ = (r.values for r in parsed.rows["realisasi"])
    assert (first["target"], second["target"], third["target"]) == (
        Decimal("94.50"),
        Keadaan.BELUM_TERSEDIA,
        Decimal("5.25"),
    )
    assert (first["nilai"], first["tanggal"], first["satuan"]) == ("A (80,50)", date(2026, 11, 23), "Indeks")
    assert first["catatan"] is None


def test_what_was_understood_beside_a_number_is_told() -> None:
    def percent(sheet: Any) -> None:
        sheet["F3"], sheet["F4"], sheet["F5"] = 0.9925, 0.7999999999999998, "72 indeks"
        sheet["F3"].number_format = "0%"

    parsed = returned(percent)
    assert told(parsed) == [
        ("tampil_dibulatkan", "F3", Severity.CATATAN),
        ("dinormalkan_15_angka", "F4", Severity.CATATAN),
        ("angka_dibaca", "F5", Severity.CATATAN),
    ]
    assert [r.values["target"] for r in parsed.rows["realisasi"]][:3] == [Decimal("99.25"), Decimal("0.8"), Decimal(72)]


def test_a_column_whose_hidden_key_was_lost_is_found_by_its_title() -> None:
    parsed = returned(set_cells(F1=None))
    assert told(parsed) == []
    assert parsed.rows["realisasi"][0].values["target"] == 72


TEXTS = (
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
    .map(str.strip)
    .filter(lambda text: text and text not in {"belum tersedia", "tidak berlaku"})
)
NUMBERS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 15)
)
STATES = st.sampled_from([Keadaan.BELUM_TERSEDIA, Keadaan.TIDAK_BERLAKU])
FREE = SheetSpec(
    "bebas",
    "Bebas",
    (
        Column("kode", "Kode", kind=ColumnKind.IDENTITY),
        Column("teks", "Teks"),
        Column("angka", "Angka", kind=ColumnKind.NUMBER),
        Column("hari", "Hari", kind=ColumnKind.DATE),
    ),
)
FREE_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "teks": st.none() | TEXTS | st.sampled_from(["=1+1", "+1", "-1", "@x", "0", "_x0041_", "a\r\nb", "TRUE"]),
            "angka": st.none() | st.just(Decimal(0)) | NUMBERS | STATES,
            "hari": st.none() | st.dates(date(1900, 3, 1), date(9999, 12, 30)),
        }
    ),
    max_size=6,
).map(lambda rows: [{"kode": str(number), **values} for number, values in enumerate(rows)])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FREE_ROWS)
def test_any_rows_come_back_exactly(rows: list[Row]) -> None:
    content = write_workbook([(FREE, rows)], meta={})
    parsed = parse_workbook(read_workbook(content, filename="b.xlsx"), [FREE])
    assert parsed.problems == ()
    assert [r.values for r in parsed.rows["bebas"]] == rows


# --- what the person sees ---------------------------------------------------------------------------------------------


@pytest.fixture
def sheet() -> Any:
    return openpyxl.load_workbook(BytesIO(template()))["Realisasi"]


def test_empty_is_empty_zero_is_zero_and_states_are_words(sheet: Any) -> None:
    assert (sheet["G4"].value, sheet["F4"].value, sheet["F5"].value) == (None, 0, "belum tersedia")
    assert any("G3:G6" in str(area.sqref) for area in sheet.conditional_formatting)  # the hatch of empty cells


def test_users_text_is_never_a_formula(sheet: Any) -> None:
    for name in ("C6", "I6", "B5"):
        assert sheet[name].data_type == "s"
        assert sheet[name].quotePrefix
    assert not sheet["C3"].quotePrefix


def test_identities_are_locked_without_a_password_and_the_rest_is_open(sheet: Any) -> None:
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert [sheet.cell(3, at).protection.locked for at in range(2, 10)] == [True] * 3 + [False] * 5
    assert sheet.freeze_panes == "D3"
    assert sheet.row_dimensions[1].hidden
    assert sheet.column_dimensions["A"].hidden


def test_drop_downs_stand_on_a_hidden_sheet_and_may_hold_commas(sheet: Any) -> None:
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert rules["E3:E6"].formula1 == "'_pilihan'!$A$1:$A$3"
    choices = sheet.parent["_pilihan"]
    assert [cell.value for cell in choices["A"]] == ["Persen", "Indeks", "Rupiah, juta"]
    assert choices.sheet_state == "veryHidden"
    assert rules["F3:F6"].type == "custom"
    assert rules["H3:H6"].type == "date"


def test_titles_carry_their_help_and_the_first_sheet_explains(sheet: Any) -> None:
    assert sheet["E2"].value == "Satuan *"
    assert "Contoh: 94,50" in sheet["F2"].comment.text
    guide = [cell.value for line in sheet.parent["Petunjuk"] for cell in line if cell.value]
    assert {"Petunjuk pengisian", "Kabupaten Contoh", "Target tahun berjalan.", "94,50"} <= set(guide)
    assert sheet.parent.sheetnames[0] == "Petunjuk"


def test_no_problem_is_lost_between_parsing_and_telling() -> None:
    problem = returned(set_cells(E3="Orang")).problems[0]
    assert isinstance(problem, Problem)
    assert sentence(problem) == (
        "Lembar “Realisasi”, baris 3, kolom “Satuan” (sel E3) berisi “Orang” yang tidak ada dalam daftar pilihan; "
        "pilih salah satu dari: “Persen”, “Indeks”, “Rupiah, juta”."
    )
