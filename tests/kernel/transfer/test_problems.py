"""Each problem is one Indonesian sentence with place, value, rule and next step."""

from __future__ import annotations

from string import Formatter

import pytest

from sakip.kernel.transfer.cells import Cell, CellProblem, Note, UnreadableFile
from sakip.kernel.transfer.problems import (
    FILE_SENTENCES,
    SENTENCES,
    Problem,
    Severity,
    file_sentence,
    of_cell,
    sentence,
)

BAD = Problem("Realisasi", 7, "Target / 2025", "D7", "abc", "angka_tidak_sah")


def test_a_sentence_says_place_value_rule_and_next_step() -> None:
    assert sentence(BAD) == (
        "Lembar “Realisasi”, baris 7, kolom “Target / 2025” (sel D7) berisi “abc” yang bukan angka; "
        "tulis angka dengan koma desimal, misalnya 94,50."
    )


def test_an_unknown_code_is_an_error_and_not_an_empty_sentence() -> None:
    with pytest.raises(KeyError):
        sentence(Problem("A", 1, "", "A1", "", "tak_dikenal"))


def test_a_component_adds_its_own_codes() -> None:
    problem = Problem("A", 2, "", "A2", "Dinas X", "unit_tidak_ada", {"instansi": "Kabupaten Contoh"})
    own = {"unit_tidak_ada": "{tempat} menyebut unit “{nilai}” yang tidak ada di {instansi}; perbaiki namanya."}
    assert sentence(problem, own) == (
        "Lembar “A”, baris 2 (sel A2) menyebut unit “Dinas X” yang tidak ada di Kabupaten Contoh; perbaiki namanya."
    )


def test_what_a_person_typed_is_never_a_template() -> None:
    typed = "{tempat.__class__} {0} {nilai}"
    assert typed in sentence(Problem("L{0}", 1, "{x}", "A1", typed, "angka_tidak_sah"))


def test_long_values_are_cut_and_kept_on_one_line() -> None:
    said = sentence(Problem("A", 1, "", "A1", "baris satu\nbaris dua " + "x" * 500, "angka_tidak_sah"))
    assert "baris satu baris dua xxx" in said
    assert "…" in said
    assert len(said) < 250


def test_an_empty_value_is_named() -> None:
    assert "berisi “(kosong)”" in sentence(Problem("A", 1, "", "A1", "", "angka_tidak_sah"))


@pytest.mark.parametrize("code", SENTENCES)
def test_every_template_is_filled_and_one_sentence(code: str) -> None:
    names = {name for _, name, _, _ in Formatter().parse(SENTENCES[code]) if name}
    said = sentence(Problem("A", 1, "B", "B1", "nilai", code, dict.fromkeys(names, "parameter")))
    assert "{" not in said
    assert said[0].isupper()
    assert said.endswith(".")
    assert said.count(". ") == 0
    assert ";" in said


@pytest.mark.parametrize("code", FILE_SENTENCES)
def test_every_refusal_of_a_file_has_its_sentence(code: str) -> None:
    said = file_sentence(UnreadableFile(code, "5"))
    assert said.endswith(".")
    assert "{" not in said


def test_what_a_cell_can_be_has_its_sentence() -> None:
    told = {Note.NORMALISED, Note.SHOWN_ROUNDED, Note.NUMBER_HIDDEN}
    assert {*CellProblem, *told} <= SENTENCES.keys()


def test_a_problem_of_a_cell_knows_its_place() -> None:
    problem = of_cell(Cell(3, 2, "x"), "pilihan_salah", sheet="A", severity=Severity.TANYA, pilihan="“Ya”")
    assert (problem.row, problem.address, problem.value, problem.severity) == (3, "B3", "x", Severity.TANYA)
    assert problem.params == {"pilihan": "“Ya”"}
