"""``pk__in=among(ids)``: any number of ids as one parameter of a statement.

Django prepares each id of a list by itself, which for the thousands of an instansi took longer than the statement, and
SQLite takes no more than 32,766 parameters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import BigIntegerField, Expression


class among(Expression):  # noqa: N801 - reads as a function
    """The ids as a column that ``__in`` looks into; where there are none nothing is found."""

    def __init__(self, ids: Iterable[int]) -> None:
        super().__init__(output_field=BigIntegerField())
        self.ids = sorted(set(ids))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002 - as Django calls it
        return "(SELECT value FROM json_each(%s))", (json.dumps(self.ids),)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002 - likewise
        return "(SELECT unnest(%s::bigint[]))", (self.ids,)
