"""``pk__among=ids``: any number of ids as one parameter of a statement.

Django prepares each id of a list by itself, which for the thousands of an instansi took longer than the statement, and
SQLite takes no more than 32,766 parameters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Lookup


class Among(Lookup[Iterable[int]]):
    """Like ``in``: None is no id; where there are no ids nothing is found, and nothing asked. ``apps`` registers it."""

    lookup_name = "among"

    def get_prep_lookup(self) -> list[int]:
        return sorted({each for each in self.rhs if each is not None})

    def process_lhs(self, compiler: Any, connection: Any, lhs: Any = None) -> Any:
        if not self.rhs:
            raise EmptyResultSet
        return super().process_lhs(compiler, connection, lhs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} IN (SELECT value FROM json_each(%s))", (*params, json.dumps(self.rhs))  # noqa: S608

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """An array, which is looked into by a hash; a subquery was read anew for each row: seconds for 3,000 ids."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", (*params, self.rhs)
