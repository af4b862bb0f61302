"""What all rows of a subquery hold, as one JSON list: a few small rows come with the row they belong to."""

from __future__ import annotations

from typing import Any

from django.db.models import Func, JSONField


class AllOf(Func):
    """``Subquery(rows.values(json=AllOf(JSONArray("nama", "pk"))))``: a list in no order; none, or None, of no rows.

    Of texts and whole numbers: JSON keeps no other exactly. PostgreSQL refuses rows that are ordered (``order_by()``).
    """

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **more)
