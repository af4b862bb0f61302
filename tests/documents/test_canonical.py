"""Canonical JSON: golden, both ways, and what it refuses."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakip.documents.canonical import fingerprint, from_json, to_json
from sakip.documents.model import Cell, Column, Document, Missing, Paragraph, Row, Table, Value, paragraph, row, spans
from tests.documents.sample import sample

GOLDEN = Path(__file__).parent / "golden.json"


def table_of(value: Any) -> Document:
    return Document("Uji", (Table((Column("A", "number"),), (Row((Cell(value),)),)),))


@pytest.mark.parametrize("value", [1.5, object(), datetime(2026, 1, 1, tzinfo=UTC), {1, 2}])
def test_refuses_what_a_document_may_not_hold(value: Any) -> None:
    with pytest.raises(TypeError):
        to_json(table_of(value))


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal("-sNaN")])
def test_refuses_a_number_that_is_none(value: Decimal) -> None:
    with pytest.raises(ValueError, match="finite"):
        to_json(table_of(value))


@pytest.mark.parametrize("text", ['{"$":"Gadget"}', '{"a":1}', "[]", '{"$":"Paragraph","spans":[]}'])
def test_reads_nothing_but_documents(text: str) -> None:
    with pytest.raises(ValueError):
        from_json(text)


def test_golden() -> None:
    """A change of this file changes the hash of every document that is frozen later: never by accident."""
    assert json.loads(to_json(sample())) == json.loads(GOLDEN.read_text("utf-8"))


def test_round_trip_keeps_the_document_and_its_hash() -> None:
    again = from_json(to_json(sample()))
    assert to_json(again) == to_json(sample())
    assert fingerprint(again) == fingerprint(sample())
    assert [type(block) for block in again.blocks] == [type(block) for block in sample().blocks]


@given(
    st.one_of(
        st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9),
        st.integers(),
        st.text(st.characters(exclude_categories=["Cs"])),
        st.dates(),
        st.builds(Missing, st.sampled_from(["belum diisi", "tidak berlaku"]), st.just("alasan")),
        st.none(),
    )
)
def test_every_value_comes_back_equal_and_of_its_type(value: Value) -> None:
    block = from_json(to_json(table_of(value))).blocks[0]
    assert isinstance(block, Table)
    back = block.rows[0].cells[0].value
    assert back == value
    assert type(back) is type(value)


def test_the_same_number_has_one_hash_whatever_database_it_came_from() -> None:
    assert fingerprint(table_of(Decimal("1.50"))) == fingerprint(table_of(Decimal("1.5")))
    assert fingerprint(table_of(Decimal("1E+3"))) == fingerprint(table_of(Decimal("1000.00")))


def test_zero_missing_and_blank_have_three_hashes() -> None:
    values: list[Value] = [0, Decimal(0), None, "", Missing(), Missing("belum diisi")]
    assert len({fingerprint(table_of(value)) for value in values}) == len(values)


def test_defaults_are_left_out_but_nothing_else() -> None:
    document = Document("Uji", (paragraph("a"), Table((Column("A"),), (row(date(2026, 1, 2)),))))
    assert json.loads(to_json(document)) == {
        "$": "Document",
        "title": "Uji",
        "blocks": [
            {"$": "Paragraph", "spans": [{"$": "Span", "text": "a"}]},
            {
                "$": "Table",
                "columns": [{"$": "Column", "title": "A"}],
                "rows": [{"$": "Row", "cells": [{"$": "Cell", "value": {"$date": "2026-01-02"}}]}],
            },
        ],
    }
    assert from_json(to_json(document)) == document
    assert isinstance(document.blocks[0], Paragraph)
    assert document.blocks[0].spans == spans("a")
