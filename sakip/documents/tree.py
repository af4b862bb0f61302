"""A tree of conditions laid out to be read: the tops side by side, everything below as a hanging indented list.

Pure geometry in pixels of the drawing; `tree_svg` draws it. Three hundred open boxes from left to right are a ribbon
that nobody reads; so a top stands over the columns of its children, and what lies below a child hangs under it,
indented. A node is drawn once; where it serves another parent too, a short reference stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Final

from PIL import ImageFont

from sakip.documents.glyphs import FONTS, spell_out
from sakip.documents.text import clean

COLUMN_LEAST: Final = 224  # a column narrower than this breaks every second word
COLUMN_ON_PAPER: Final = 208  # six stand beside each other on A3
COLUMN_MOST: Final = 330
SINGLE_MOST: Final = 460  # where a top has one child alone
TOP_MOST: Final = 560
GAP: Final = 16
INDENT: Final = 18
DEEPEST_INDENT: Final = 5  # below that the list goes on without moving right: the boxes would become strips
BAND_GAP: Final = 14
BUS: Final = 18  # between a top and the columns below it
STEP: Final = 7  # between two boxes of a list
PAD: Final = 12  # from the edge to the letters; the bar of the tone stands in it
SIGN: Final = 34  # kept free at the right of a box's first line for its sign
SIZE, SMALL = 12.0, 10.5  # letters of statements, and of what stands beside them
LINE, SMALL_LINE = 15, 13
BOLD: Final = frozenset({"outcome", "csf"})


@dataclass(frozen=True, slots=True)
class Partner:
    """A contribution across units, drawn dashed: "Dinas Sosial: data keluarga", with its state as a word."""

    text: str
    word: str = ""
    tone: str = "netral"
    href: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One condition. ``kind`` chooses the look (outcome, csf, antara, operasional), ``kind_word`` says it.

    ``word`` tells what ``tone`` shows in colour; ``notes`` are small lines such as its indicators. ``href`` leads to it
    and ``toggle`` opens or closes what is below, on a page only.
    """

    key: str
    kind: str
    kind_word: str
    text: str
    code: str = ""
    word: str = ""
    tone: str = "netral"
    notes: tuple[str, ...] = ()
    partners: tuple[Partner, ...] = ()
    children: tuple[str, ...] = ()
    href: str = ""
    toggle: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """Nodes by key, the tops in their order, and of which nodes the children are shown."""

    nodes: Mapping[str, Node]
    tops: tuple[str, ...]
    open: Collection[str]

    def shown_children(self, key: str) -> tuple[str, ...]:
        return self.nodes[key].children if key in self.open else ()

    def below(self, key: str) -> int:
        """How many conditions stand below a node, each counted once."""
        found: set[str] = set()
        waiting = [key]
        while waiting:
            for child in self.nodes[waiting.pop()].children:
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return len(found)


Lines = tuple[str, ...]
Points = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Wrapped:
    """Lines of one size with the place of the first line's top inside its box."""

    lines: Lines
    top: int


@dataclass(slots=True)
class Box:
    """A node where it stands. ``reference``: it is drawn elsewhere. ``hidden`` counts what it keeps shut."""

    node: Node
    x: int
    y: int
    width: int
    height: int
    head: Wrapped
    statement: Wrapped
    notes: Wrapped
    word: Wrapped
    own: int
    """Its height without the dashed partners below it."""
    partners: tuple[tuple[Partner, Wrapped], ...] = ()
    reference: bool = False
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawing: its size, its boxes in reading order, and the lines between them as points."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Points, ...]


@dataclass
class _Piece:
    """A column, or what of it fits on one sheet; places are relative to its corner."""

    boxes: list[Box] = field(default_factory=list)
    lines: list[Points] = field(default_factory=list)
    height: int = 0
    continued: bool = False

    def add(self, box: Box) -> None:
        box.y = self.height + STEP if self.boxes else 0
        self.boxes.append(box)
        self.height = box.y + box.height


def sheets(tree: Tree, *, width: int, height: int | None = None) -> list[Sheet]:
    """The tree as drawings this wide; with a height as many as are needed, without one a single drawing."""
    return _Sheets(tree, width, height).made()


def subtrees(tree: Tree) -> Iterator[Tree]:
    """Of every child of a top its own tree with everything open; a top without children is its own."""
    opened = frozenset(tree.nodes)
    for top in tree.tops:
        for child in tree.nodes[top].children or (top,):
            yield replace(tree, tops=(child,), open=opened)


class _Sheets:
    def __init__(self, tree: Tree, width: int, height: int | None) -> None:
        self.tree, self.width, self.limit = tree, width, height
        self.drawn: set[str] = set()
        self.done: list[Sheet] = []
        self.boxes: list[Box] = []
        self.lines: list[Points] = []
        self.y = 0
        self.spine = 0

    def made(self) -> list[Sheet]:
        for top in self.tree.tops:
            self._band(top)
        self._finish()
        return self.done

    def _band(self, top: str) -> None:
        """A top over the columns of its children; it stands again on the next sheet where it goes on there."""
        before = set(self.drawn)
        self.drawn.add(top)
        children = self.tree.shown_children(top)
        head = self._box(top, 0, min(self.width, TOP_MOST))
        count = self._side_by_side(len(children))
        column, pieces = self._pieces(children, count, head)
        most = self._most()
        if len(pieces) > count < most:  # cut columns stand beside each other too: as many as fit
            count, self.drawn = most, before | {top}
            column, pieces = self._pieces(children, count, head)
        if self.y and self._beyond(head.height + BUS + _tallest(pieces[:count])):
            self._finish()
        self._head(head)
        for start in range(0, len(pieces), count):
            row = pieces[start : start + count]
            if start and self._beyond(_tallest(row)):
                self._finish()
                self._head(replace(head))
            self._row(row, column)
        self.y += BAND_GAP

    def _pieces(self, children: Lines, count: int, head: Box) -> tuple[int, list[_Piece]]:
        """The width of a column and the columns, cut where a sheet ends."""
        widest = COLUMN_MOST if count > 1 else SINGLE_MOST
        column = min((self.width - 2 - count * GAP) // count, widest)
        room = None if self.limit is None else self.limit - head.height - BUS - 2
        return column, [piece for child in children for piece in self._column(child, column, room)]

    def _beyond(self, more: int) -> bool:
        return self.limit is not None and self.y + more > self.limit

    def _most(self) -> int:
        least = COLUMN_LEAST if self.limit is None else COLUMN_ON_PAPER
        return max(self.width // (least + GAP), 1)

    def _side_by_side(self, children: int) -> int:
        """How many columns stand beside each other: rows of equal length rather than one that is nearly empty."""
        rows = -(-children // self._most())
        return -(-children // rows) if rows else 1

    def _head(self, head: Box) -> None:
        head.y = self.y
        self.boxes.append(head)
        self.spine = self.y + head.own
        self.y += head.height + BUS

    def _row(self, row: list[_Piece], column: int) -> None:
        bus = self.y - BUS // 2
        self.lines.append(((GAP // 2, self.spine), (GAP // 2, bus)))
        self.spine = bus
        for place, piece in enumerate(row):
            x = GAP + place * (column + GAP)
            if not piece.continued:
                centre = x + column // 2
                self.lines.append(((GAP // 2, bus), (centre, bus), (centre, self.y)))
            for box in piece.boxes:
                box.x += x
                box.y += self.y
            self.boxes += piece.boxes
            self.lines += [tuple((a + x, b + self.y) for a, b in line) for line in piece.lines]
        self.y += _tallest(row) + BUS

    def _finish(self) -> None:
        if self.boxes:
            bottom = max(box.y + box.height for box in self.boxes)
            self.done.append(Sheet(self.width, bottom + 2, tuple(self.boxes), tuple(self.lines)))
        self.boxes, self.lines, self.y = [], [], 0

    # --- one column -------------------------------------------------------------------------------------------------

    def _column(self, top: str, width: int, room: int | None) -> list[_Piece]:
        """A child of a top and the list that hangs under it, cut where a sheet ends."""
        pieces = [_Piece()]
        standing: list[tuple[int, int, Box]] = []  # depth, number of the piece, box: the way from the column's top down
        for key, depth, reference in self._listed(top):
            while standing and standing[-1][0] >= depth:
                standing.pop()
            indent = min(depth, DEEPEST_INDENT) * INDENT
            box = self._refer(key, indent, width) if reference else self._box(key, indent, width - indent)
            piece = pieces[-1]
            if room is not None and piece.boxes and piece.height + STEP + box.height > room:
                piece = _Piece(continued=True)
                pieces.append(piece)
                if standing:
                    piece.add(self._refer(standing[-1][2].node.key, 0, width, "Lanjutan dari"))
            piece.add(box)
            if standing:
                _depth, number, parent = standing[-1]
                piece.lines.append(_branch(parent if number == len(pieces) - 1 else None, box, depth))
            standing.append((depth, len(pieces) - 1, box))
        return pieces

    def _listed(self, top: str) -> Iterator[tuple[str, int, bool]]:
        """What hangs under a child of a top, in reading order, with its depth and whether it was drawn before."""
        waiting = [(top, 0)]
        while waiting:
            key, depth = waiting.pop()
            if key in self.drawn:
                yield key, depth, True
                continue
            self.drawn.add(key)
            yield key, depth, False
            waiting += [(child, depth + 1) for child in reversed(self.tree.shown_children(key))]

    def _refer(self, key: str, x: int, width: int, before: str = "Juga ditopang") -> Box:
        """A few words that name a node which is drawn elsewhere."""
        node, nothing = self.tree.nodes[key], Wrapped((), 0)
        words = f"{before}: {node.code} {node.text}" if node.code else f"{before}: {node.text}"
        lines = _wrap(words, width - x - 2 * PAD, small=True)
        if len(lines) > 2:
            lines = (lines[0], f"{lines[1].rpartition(' ')[0] or lines[1]} …")
        height = 9 + len(lines) * SMALL_LINE
        return Box(node, x, 0, width - x, height, nothing, Wrapped(lines, 4), nothing, nothing, height, reference=True)

    def _box(self, key: str, x: int, width: int) -> Box:
        node = self.tree.nodes[key]
        inside = width - 2 * PAD
        first = f"{node.code} · {node.kind_word}" if node.code else node.kind_word
        head = Wrapped(_wrap(first, inside - (SIGN if node.children else 0), small=True), 5)
        top = 6 + len(head.lines) * SMALL_LINE
        statement = Wrapped(_wrap(node.text, inside, bold=node.kind in BOLD), top)
        top += len(statement.lines) * LINE + 1
        notes = Wrapped(tuple(line for note in node.notes for line in _wrap(note, inside, small=True)), top)
        top += len(notes.lines) * SMALL_LINE
        word = Wrapped(_wrap(node.word, inside, small=True, bold=True) if node.word else (), top)
        own = height = top + len(word.lines) * SMALL_LINE + 7
        partners = []
        for partner in node.partners:
            said = f"{partner.text} · {partner.word}" if partner.word else partner.text
            lines = Wrapped(_wrap(said, inside - INDENT // 2, small=True), height + 6)
            partners.append((partner, lines))
            height += 12 + len(lines.lines) * SMALL_LINE
        hidden = self.tree.below(key) if node.children and key not in self.tree.open else 0
        return Box(node, x, 0, width, height, head, statement, notes, word, own, tuple(partners), hidden=hidden)


def _branch(parent: Box | None, box: Box, depth: int) -> Points:
    """From a parent to one of its children; the parent may stand in the column before (None)."""
    if depth > DEEPEST_INDENT:  # it does not move right any more
        return ((box.x + INDENT // 2, box.y - STEP), (box.x + INDENT // 2, box.y))
    x = box.x - INDENT // 2
    start = parent.y + parent.height if parent else STEP
    middle = box.y + min(16, box.own // 2)
    return ((x, start), (x, middle), (box.x, middle))


def _tallest(pieces: list[_Piece]) -> int:
    return max((piece.height for piece in pieces), default=0)


# --- text ------------------------------------------------------------------------------------------------------------


@cache
def _face(bold: bool) -> ImageFont.FreeTypeFont:  # noqa: FBT001 - a key of the cache
    name = "LiberationSans-Bold.ttf" if bold else "LiberationSans-Regular.ttf"
    return ImageFont.truetype(str(FONTS / name), 100)


@cache
def _advance(character: str, bold: bool) -> float:  # noqa: FBT001 - a key of the cache
    """How far one character goes, in em."""
    return float(_face(bold).getlength(character)) / 100


@lru_cache(maxsize=16_384)
def _extent(word: str, bold: bool) -> float:  # noqa: FBT001 - a key of the cache
    return sum(_advance(character, bold) for character in word)


def extent(line: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of this size is, in pixels."""
    return _extent(line, bold) * size


@lru_cache(maxsize=16_384)
def _wrap(text: str, width: int, *, small: bool = False, bold: bool = False) -> Lines:
    """The text in lines this wide; a word that is longer than a line is cut."""
    em = width / (SMALL if small else SIZE)
    space, lines, line, used = _advance(" ", bold), [], "", 0.0
    for word in spell_out(clean(text)).split():
        rest, long = word, _extent(word, bold)
        while long > em and len(rest) > 1:
            if line:
                lines.append(line)
            fits = max(int(len(rest) * em / long) - 1, 1)
            lines.append(rest[:fits])
            rest, line, used = rest[fits:], "", 0.0
            long = _extent(rest, bold)
        if line and used + space + long > em:
            lines.append(line)
            line, used = "", 0.0
        line, used = (f"{line} {rest}", used + space + long) if line else (rest, long)
    return (*lines, line) if line else tuple(lines)
