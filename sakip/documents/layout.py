"""How wide the columns of a table are on paper. PDF and DOCX ask here, so that both look the same."""

from dataclasses import dataclass
from typing import Final

from sakip.documents.model import Cell, PageSize, Row, SectionBreak, Table
from sakip.documents.text import write_cell

# Millimetres, portrait. F4 is the Indonesian folio.
PAGES: Final[dict[PageSize, tuple[int, int]]] = {"A4": (210, 297), "A3": (297, 420), "F4": (215, 330)}
# Top, right, bottom, left: wide at the left, where reports are bound.
MARGINS: Final = (30, 20, 25, 30)
FONT_SIZES: Final = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
_MM_PER_CHARACTER = 0.19  # of one point of Liberation Sans, generous
_PADDING_MM = 4.0
_LONGEST_WORD = 16  # a longer word may be broken
_NATURAL = 44  # a text column need not be wider than this many characters


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Widths in millimetres (their sum is the width given) and the font size in points."""

    widths: tuple[float, ...]
    font_size: float


def page_size(page: SectionBreak) -> tuple[int, int]:
    """Width and height in millimetres."""
    width, height = PAGES[page.size]
    return (height, width) if page.orientation == "landscape" else (width, height)


def text_width(page: SectionBreak) -> int:
    """Millimetres between the margins."""
    return page_size(page)[0] - MARGINS[1] - MARGINS[3]


def table_layout(table: Table, width: float) -> TableLayout:
    """The largest font at which no number and no ordinary word is broken, and the widths for it.

    A column that says its `width` gets that share of what the columns at least need; the others share by content.
    """
    needs, wishes = _measures(table)
    for size in FONT_SIZES:
        per_character = size * _MM_PER_CHARACTER
        least = [need * per_character + _PADDING_MM for need in needs]
        if sum(least) <= width:
            break
    spare = width - sum(least)
    if spare <= 0:
        return TableLayout(tuple(part * width / sum(least) for part in least), size)
    if all(column.width for column in table.columns):
        return TableLayout(_by_shares([float(column.width or 1) for column in table.columns], least, width), size)
    extra = [
        float(max(column.width - need, 0)) if column.width else float(wish - need)
        for column, need, wish in zip(table.columns, needs, wishes, strict=True)
    ]
    if not sum(extra):
        extra = [1.0 if column.kind == "text" else 0.25 for column in table.columns]
    return TableLayout(tuple(a + spare * b / sum(extra) for a, b in zip(least, extra, strict=True)), size)


def _by_shares(shares: list[float], least: list[float], width: float) -> tuple[float, ...]:
    """Widths by the given shares, but none below what its content at least needs."""
    held: set[int] = set()
    while True:
        free = width - sum(least[i] for i in held)
        total = sum(share for i, share in enumerate(shares) if i not in held)
        widths = [least[i] if i in held else free * share / total for i, share in enumerate(shares)]
        short = {i for i, (a, b) in enumerate(zip(widths, least, strict=True)) if a < b - 1e-9} - held
        if not short or len(held | short) == len(shares):
            return tuple(widths)
        held |= short


def _measures(table: Table) -> tuple[list[int], list[int]]:
    """Per column: characters of its longest word or number, and characters that it would like."""
    needs, wishes = [2] * len(table.columns), [2] * len(table.columns)
    for placed in positions((*table.rows, *table.totals)):
        for index, cell in placed:
            _measure(table, index, cell, needs, wishes)
    for placed in positions(table.header):
        for index, cell in placed:
            if cell.colspan == 1:
                words = max((len(word) for word in str(cell.value or "").split()), default=0)
                needs[index] = max(needs[index], min(words + 1, _LONGEST_WORD))
                wishes[index] = max(wishes[index], needs[index])
    return needs, wishes


def _measure(table: Table, index: int, cell: Cell, needs: list[int], wishes: list[int]) -> None:
    if cell.colspan > 1:
        return
    written = write_cell(cell, table.columns[index])
    numeric = not isinstance(cell.value, str) and not written.missing
    parts = [written.text] if numeric else written.text.split()
    parts += [*written.status.split(), *written.reason.split()]
    need = max((len(part) for part in parts), default=0) + cell.indent * 2
    needs[index] = max(needs[index], min(need, 40 if numeric else _LONGEST_WORD))
    wishes[index] = max(wishes[index], needs[index], min(len(written.whole), _NATURAL))


def positions(rows: tuple[Row, ...]) -> list[list[tuple[int, Cell]]]:
    """The column in which each cell begins, with the places below a rowspan and beside a colspan left free."""
    taken: dict[int, int] = {}  # column -> rows still covered from above
    placed: list[list[tuple[int, Cell]]] = []
    for row in rows:
        column, line = 0, []
        covered = {key: left - 1 for key, left in taken.items() if left > 1}
        for cell in row.cells:
            while taken.get(column, 0) > 0:
                column += 1
            line.append((column, cell))
            if cell.rowspan > 1:
                covered.update(dict.fromkeys(range(column, column + cell.colspan), cell.rowspan - 1))
            column += cell.colspan
        taken = covered
        placed.append(line)
    return placed

