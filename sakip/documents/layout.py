"""How wide the columns of a table are on paper. PDF and DOCX ask here, so that both look the same."""

import re
from dataclasses import dataclass
from typing import Final

from sakip.documents.model import Cell, PageSize, Row, SectionBreak, Table
from sakip.documents.text import write_cell

# Millimetres, portrait. F4 is the Indonesian folio.
PAGES: Final[dict[PageSize, tuple[int, int]]] = {"A4": (210, 297), "A3": (297, 420), "F4": (215, 330)}
# Top, right, bottom, left: wide at the left, where reports are bound.
MARGINS: Final = (30, 20, 25, 30)
FONT_SIZES: Final = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
_SHORT_ROWS, _SHORT_CHARACTERS = 16, 1600
_COMFORTABLE = 7.5  # points; below that only the numbers and words must fit
_MM_PER_POINT = 0.3528
_SLACK_MM = 0.6
_LONGEST_WORD = 9.5  # em, about 18 letters; a longer word may be broken
_NATURAL = 24.0  # em, about 46 letters: a text column need not be wider
_CODE, _CODE_PIECE = re.compile(r"[0-9A-Z]{1,4}(?:\.[0-9A-Z]{1,4}){3,}"), 9
_NARROW = frozenset(" .,:;'|!()-ijltfrI")


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Widths in millimetres (their sum is the width given), the font size in points, the room beside a cell's words.

    ``tight``: not even the smallest letters fit; codes are broken after their points.
    """

    widths: tuple[float, ...]
    font_size: float
    tight: bool = False

    @property
    def padding(self) -> float:
        """Millimetres at each side of a cell: small letters in many columns need less."""
        return _padding(self.font_size)


def _padding(size: float) -> float:  # float: millimetres on paper
    return 2.0 if size >= _COMFORTABLE else 1.2


def page_size(page: SectionBreak) -> tuple[int, int]:
    """Width and height in millimetres."""
    width, height = PAGES[page.size]
    return (height, width) if page.orientation == "landscape" else (width, height)


def text_width(page: SectionBreak) -> int:
    """Millimetres between the margins."""
    return page_size(page)[0] - MARGINS[1] - MARGINS[3]


def table_layout(table: Table, width: float) -> TableLayout:
    """The largest font at which no number and no ordinary word is broken, and the widths for it.

    Where every column says its `width`, these are the shares; otherwise a column's `width` is its wish in characters.
    """
    needs, wishes = _measures(table)
    shared = all(column.width for column in table.columns)
    # Words for what is missing may be wrapped where the columns say how wide they are.
    least_words = _measures(table, wrapped=True)[0] if shared else needs
    # A column of long text is not read in a strip of single words: rather a smaller letter.
    comfort = [max(need, min(wish, _NATURAL) / 2) for need, wish in zip(least_words, wishes, strict=True)]
    size, tight = FONT_SIZES[-1], False
    for size in FONT_SIZES:
        least = _in_mm(comfort if size >= _COMFORTABLE else least_words, size)
        if sum(least) <= width:
            break
    else:
        tight, least = True, _in_mm(_measures(table, wrapped=True, broken=True)[0], size)
    spare = width - sum(least)
    if spare <= 0:
        return TableLayout(tuple(part * width / sum(least) for part in least), size, tight)
    if shared:
        floor = least if tight else _in_mm(least_words, size)
        shares = [float(column.width or 1) for column in table.columns]  # float: shares of millimetres
        return TableLayout(_by_shares(shares, floor, width), size, tight)
    extra = [
        max(column.width / 2 - need, 0) if column.width else wish - need
        for column, need, wish in zip(table.columns, needs, wishes, strict=True)
    ]
    if not sum(extra):
        extra = [1.0 if column.kind == "text" else 0.25 for column in table.columns]
    widths = tuple(a + spare * b / sum(extra) for a, b in zip(least, extra, strict=True))
    return TableLayout(widths, size, tight)


def _in_mm(ems: list[float], size: float) -> list[float]:  # float: millimetres on paper
    return [need * size * _MM_PER_POINT + 2 * _padding(size) + _SLACK_MM for need in ems]


def is_short(table: Table) -> bool:
    """Whether a page's end should not divide the table: few rows and few words, so that it fits on any page."""
    rows = (*table.header, *table.rows, *table.totals)
    words = sum(len(write_cell(cell).whole) for row in rows for cell in row.cells)
    return len(rows) <= _SHORT_ROWS and words <= _SHORT_CHARACTERS


def held_rows(table: Table) -> int:
    """How many rows at the end of a table stay with the signatures below it: the sums and the last row before them.

    None where these are the whole table, are long, or where a cell from above reaches into them.
    """
    rows = (*table.rows, *table.totals)
    held = len(table.totals) + 1
    while held < len(rows) and rows[-held - 1].kind == "group":
        held += 1
    tail = rows[len(rows) - held :]
    words = sum(len(write_cell(cell).whole) for row in tail for cell in row.cells)
    covered = any(cell.rowspan > 1 for row in rows for cell in row.cells)
    return 0 if held >= len(rows) or covered or words > _SHORT_CHARACTERS else held


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


def _measures(table: Table, *, wrapped: bool = False, broken: bool = False) -> tuple[list[float], list[float]]:
    """Per column, in em: its longest word or number, and the width that it would like.

    ``wrapped``: short words for what is missing may take several lines. ``broken``: codes may be broken after a point.
    """
    needs, wishes = [1.2] * len(table.columns), [1.2] * len(table.columns)
    for placed in positions((*table.rows, *table.totals)):
        for index, cell in placed:
            if cell.colspan == 1:
                need, wish = _cell_measures(table, index, cell, wrapped=wrapped, broken=broken)
                needs[index] = max(needs[index], need)
                wishes[index] = max(wishes[index], need, wish)
    for placed in positions(table.header):
        for index, cell in placed:
            if cell.colspan == 1:
                title = str(cell.value or "")
                parts = [title] if len(title) <= 8 else title.split()
                need = max((_extent(part) * 1.08 for part in parts), default=0.0)  # headers are bold
                needs[index] = max(needs[index], min(need, _LONGEST_WORD))
                wishes[index] = max(wishes[index], needs[index])
    return needs, wishes


def _cell_measures(
    table: Table, index: int, cell: Cell, *, wrapped: bool, broken: bool
) -> tuple[float, float]:  # float: em
    written = write_cell(cell, table.columns[index])
    whole_number = not isinstance(cell.value, str) and not written.missing
    missing = 0 if wrapped else 16
    in_one_line = len(written.text) <= (
        missing if written.missing else 12 if table.columns[index].kind != "text" else 0
    )
    parts = [written.text] if whole_number or in_one_line else written.text.split()
    if broken and not whole_number:
        parts = [piece for part in parts for piece in code_parts(part)]
    need = max((_extent(part) for part in [*parts, *written.reason.split()]), default=0.0)
    status_parts = [written.status] if len(written.status) <= 16 else written.status.split()
    status = max((_extent(part) * 1.08 for part in status_parts), default=0.0)
    need = max(need, status) + cell.indent * 1.0
    # The reason of a missing value wraps; it does not widen a column of numbers.
    wish = need if written.missing else min(_extent(written.whole), _NATURAL)
    return min(need, 20.0 if whole_number else _LONGEST_WORD), wish


def code_parts(word: str) -> list[str]:
    """A code in pieces of at most nine characters that end after a point; any other word whole."""
    if not _CODE.fullmatch(word):
        return [word]
    pieces = [""]
    for part in re.findall(r"[^.]+\.?", word):
        if pieces[-1] and len(pieces[-1] + part) > _CODE_PIECE:
            pieces.append("")
        pieces[-1] += part
    return pieces


def letterhead_points(line: str, width: float, *, last: bool) -> int:
    """The size of a line of a letterhead in points: the largest of its sizes in which it stands in one line.

    ``width`` in mm. By the width of bold capitals, about 0.7 em; the largest where none fits.
    """
    sizes = (15, 14, 13, 12, 11) if last else (12, 11, 10)
    return next((size for size in sizes if len(line) * 0.7 * size * _MM_PER_POINT <= width), sizes[0])


def lines_of(text: str, width: float) -> int:
    """About how many lines the text takes in a column so many em wide, broken between words; a long word is cut."""
    lines = 0
    for paragraph in text.split("\n"):
        lines, used = lines + 1, 0.0
        for word in paragraph.split(" "):
            extent = _extent(word)
            if used and used + _extent(" ") + extent > width:
                lines, used = lines + 1, 0.0
            used += extent + (_extent(" ") if used else 0.0)
            lines, used = lines + int(max(used - 1e-9, 0) // width), used % width if used > width else used
    return lines


def _extent(text: str) -> float:
    """About how wide the text is in Liberation Sans, in em."""
    return sum(0.31 if c in _NARROW else 0.74 if c.isupper() else 0.56 for c in text)


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
