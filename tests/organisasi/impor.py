"""What the tests of imports share: a file as bytes, its plan, its problems as people read them."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from sakip.kernel.access import SYSTEM, Access
from sakip.kernel.transfer.problems import sentence
from sakip.kernel.transfer.reading import read_workbook
from sakip.organisasi.models import Unit
from sakip.organisasi.transfers.applying import apply_plan, plan_of
from sakip.organisasi.transfers.jenis import JENIS
from sakip.organisasi.transfers.rencana import Rencana
from sakip.organisasi.transfers.sentences import SENTENCES

HARI = date(2026, 7, 1)


def as_csv(*rows: Sequence[object]) -> bytes:
    """A CSV of these rows, the titles first."""
    out = StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def plan(
    jenis: str, root: Unit, content: bytes, *, by: Access = SYSTEM, nama: str = "data.csv", **more: Any
) -> Rencana:
    return plan_of(read_workbook(content, filename=nama), JENIS[jenis], root, on=HARI, by=by, **more)


def done(jenis: str, root: Unit, content: bytes, *, by: Access = SYSTEM, **more: Any) -> Rencana:
    """The plan, applied."""
    found = plan(jenis, root, content, by=by, **more)
    assert problems(found) == []
    apply_plan(found, by=by, sidik=found.sidik)
    return found


def problems(found: Rencana) -> list[str]:
    """What is refused, as people read it."""
    return [sentence(each, SENTENCES) for each in found.ditolak]


def counts(found: Rencana) -> dict[str, int]:
    return {each.value: number for each, number in found.jumlah.items()}


def real_data(name: str) -> bytes:
    """A file of the real data; the test is skipped where they are not at hand."""
    folder = os.environ.get("SAKIP_REAL_DATA", "")
    if not folder:
        pytest.skip("needs SAKIP_REAL_DATA, the folder of real tables")
    return (Path(folder) / name).read_bytes()
