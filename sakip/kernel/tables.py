"""Lists of pages as data: a page declares its columns once and gets header, order, choice of columns, pages and files.

The rows of a list keep their markup in the page's template; ``<c-table :of="table">`` draws the header. How a page uses
it stands in docs/ui.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, Model, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.functions import Lower
from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify

from sakip.kernel.transfer.sheet import Value, csv_lines, xlsx
from sakip.kernel.web import Request, attachment, download

PER_PAGE = 50
ASIDE = ("halaman", "ekspor", "kolom")
"""What a link to another order or another page of a list does not keep."""

Keys = Callable[[list[Any]], list[Any]]
Sort = bool | str | tuple[str, ...] | Keys


@dataclass(frozen=True)
class Column:
    """One column of a list.

    ``value`` is what a row holds there, for files; None for what stands on the page alone, such as links. ``sort`` says
    how the list is put in this order: by the fields named (of a queryset the database does it), by ``value`` (True), or
    by a function from all rows to their keys; what has no value comes last both ways. ``css`` holds the classes of the
    header cell. ``hidden``: shown only to who asks for it. ``fixed``: cannot be hidden, for it names the row.
    ``on_page`` False: stands in files alone, as where the page tells it beside something else.
    """

    key: str
    title: str
    value: Callable[[Any], Value] | None = None
    sort: Sort = False
    css: str = ""
    hidden: bool = False
    fixed: bool = False
    on_page: bool = True


@dataclass(frozen=True)
class Head:
    """A header cell, ready to draw. ``url`` leads to the next order: upward, downward, then as it was."""

    column: Column
    url: str
    aria: str


class Table:
    """A list as somebody asked for it by the address: in this order, this page of it, or all of it as a file.

    ``show`` turns rows into what the template and ``Column.value`` read; it is called once for the rows of a page, and
    for all rows in a file. ``per_page`` None: one page for all.
    """

    def __init__(
        self,
        request: Request,
        name: str,
        columns: Sequence[Column],
        rows: QuerySet[Any] | Iterable[Any],
        *,
        per_page: int | None = PER_PAGE,
        show: Callable[[list[Any]], Iterable[Any]] = iter,
    ) -> None:
        self.name = name
        self.columns = tuple(each for each in columns if each.on_page)
        self._in_files = tuple(each for each in columns if each.value)
        self.urut = request.GET.get("urut", "")
        self._asked = request.GET
        self._rows = rows
        self._per_page = per_page
        self._show = show
        self._column = next((each for each in columns if each.sort and each.key == self.urut.removeprefix("-")), None)
        if self._column is None:
            self.urut = ""

    # --- what the template reads -------------------------------------------------------------------------------------

    @property
    def heads(self) -> Iterator[Head]:
        for column in self.columns:
            place = ("", column.key, f"-{column.key}").index(self.urut) if column is self._column else 0
            onward = (column.key, f"-{column.key}", "")[place]
            yield Head(
                column,
                self._address(urut=onward) if column.sort else "",
                ("", "ascending", "descending")[place],
            )

    @property
    def hidden_css(self) -> str:
        """Classes that hide, where JavaScript could show them again, the columns that are hidden at first."""
        return " ".join(f"sk-hide-{number}" for number, each in enumerate(self.columns, start=1) if each.hidden)

    @cached_property
    def page(self) -> Page[Any]:
        rows = self._in_order()
        return Paginator(rows, self._per_page or max(len(rows), 1)).get_page(self._asked.get("halaman"))

    @cached_property
    def shown(self) -> list[Any]:
        """The rows of this page, ready to draw."""
        return list(self._show(list(self.page)))

    @property
    def keep(self) -> str:
        """The other parameters of the address, for links to other pages."""
        return self._address().removeprefix("?")

    @property
    def as_it_was(self) -> str:
        """Back to the order that the page gives by itself."""
        return self._address(urut="")

    @property
    def as_xlsx(self) -> str:
        return self._address(ekspor="xlsx")

    @property
    def as_csv(self) -> str:
        return self._address(ekspor="csv")

    def _address(self, **changed: str) -> str:
        query: QueryDict = self._asked.copy()
        for name in (*ASIDE, *changed):
            query.pop(name, None)
        query.update({name: value for name, value in changed.items() if value})
        return f"?{query.urlencode()}"

    # --- order -------------------------------------------------------------------------------------------------------

    def _in_order(self) -> Any:
        """All rows in the order that was asked for: a queryset as long as the database can do it."""
        if self._column is None:
            return self._rows if isinstance(self._rows, QuerySet) else list(self._rows)
        down, sort, value = self.urut.startswith("-"), self._column.sort, self._column.value
        if isinstance(sort, str | tuple):
            names = (sort,) if isinstance(sort, str) else sort
            if isinstance(self._rows, QuerySet):
                return self._rows.order_by(*(_way(self._rows.model, name, down=down) for name in names), "pk")
            get = attrgetter(names[0].replace("__", "."))
            return _sorted(list(self._rows), get, down=down)
        rows = list(self._rows)
        keys = iter(sort(rows) if callable(sort) else map(value, self._show(rows)) if value else ())
        return _sorted(rows, lambda _row: next(keys), down=down)

    # --- files -------------------------------------------------------------------------------------------------------

    def export(self, title: str) -> HttpResponse | StreamingHttpResponse | None:
        """The whole list as a file if the address asks for one: the columns it names, the rows its filters leave."""
        kind = self._asked.get("ekspor")
        if kind not in {"xlsx", "csv"}:
            return None
        wanted = {key for key in self._asked.get("kolom", "").split(",") if key}
        columns = [each for each in self._in_files if not (wanted and each.on_page) or each.key in wanted]
        values = [each.value for each in columns if each.value]
        rows = ([_plain(value(row)) for value in values] for row in self._show(list(self._in_order())))
        titles = [each.title for each in columns]
        name = f"{slugify(title)}.{kind}"
        if kind == "xlsx":
            return download(xlsx(title, titles, rows), name)
        return StreamingHttpResponse(csv_lines(titles, rows), "text/csv; charset=utf-8", headers=attachment(name))


def _way(model: type[Model], name: str, *, down: bool) -> OrderBy:
    """A column up or down, empty ones last; texts without regard to letter case."""
    by: F | Lower = F(name)
    if name in {field.name for field in model._meta.get_fields() if isinstance(field, CharField)}:
        by = Lower(name)
    return by.desc(nulls_last=True) if down else by.asc(nulls_last=True)


def _sorted(rows: list[Any], key_of: Callable[[Any], Any], *, down: bool) -> list[Any]:
    """By key, stable, what has none last both ways; texts without regard to letter case."""
    keyed = [(key.casefold() if isinstance(key, str) else key, row) for row in rows for key in (key_of(row),)]
    known = [pair for pair in keyed if pair[0] is not None and pair[0] != ""]
    known.sort(key=itemgetter(0), reverse=down)
    return [row for _key, row in known] + [row for key, row in keyed if key is None or key == ""]


def _plain(value: Any) -> Value:
    """A value as a cell holds it: times of the installation without their zone, yes and no in words."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value).replace(tzinfo=None)
    found: Value = value
    return found
