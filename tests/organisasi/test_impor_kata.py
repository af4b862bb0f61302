"""What an import says of a cell, in the language of the page."""

from __future__ import annotations

from django.utils import translation

from sakip.kernel.composed import said
from sakip.kernel.refusals import Refusal
from sakip.kernel.transfer.cells import Cell
from sakip.kernel.transfer.problems import sentence
from sakip.organisasi.transfers.sentences import SENTENCES, of_refusal, told


def test_what_a_use_case_refuses_is_told_at_its_cell_in_the_language_of_the_page() -> None:
    cell = Cell(row=4, column=3, text="x")
    problem = of_refusal(cell, Refusal("nama-kosong"), sheet="Unit", column_label="Nama")
    assert told(problem) == sentence(problem, SENTENCES)
    assert told(problem).startswith("Lembar “Unit”, baris 4, kolom “Nama” (sel C4): ")
    with translation.override("en"):
        page = said(told(problem))
        assert page.startswith("Sheet “Unit”, row 4, column “Nama” (cell C4): ")
        assert page.endswith(Refusal("nama-kosong").sentence)
        assert "Nama" not in page.partition("): ")[2]
