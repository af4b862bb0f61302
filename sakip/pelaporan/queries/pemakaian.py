"""What reporting tells of an indicator: the frozen report in which it stands."""

from __future__ import annotations

import json
from typing import Any

from sakip.kernel.access import Access
from sakip.kernel.offers import Guna, alamat
from sakip.pelaporan.queries import frozen_versions


def reports_with(seen_by: Access, row: Any, tahun: int) -> list[Guna]:
    """The latest frozen report of the year of the indicator's unit that names it."""
    named = json.dumps(row.nama, ensure_ascii=False)[1:-1]
    found = frozen_versions(row.unit, tahun, seen_by=seen_by).filter(content__contains=named).first()
    if found is None:
        return []
    where = alamat("pelaporan:pratinjau", row.unit_id, tahun)
    return [Guna("pelaporan", f"{found.title}, versi {found.version}", where)]
