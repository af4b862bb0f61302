"""Cells gathered into the rows of a sheet, within the limits, merged ranges repeated."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sakip.kernel.transfer.cells import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Cell, Sheet, UnreadableFile, address


@dataclass(slots=True)
class Budget:
    """How many cells the whole workbook may still take."""

    left: int = MAX_CELLS

    def take(self, cells: int) -> None:
        self.left -= cells
        if self.left < 0:
            raise UnreadableFile("terlalu_banyak_sel")


@dataclass(slots=True)
class Grid:
    """One sheet being read. Empty cells are never put: a sheet may format a million of them."""

    name: str
    budget: Budget
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    def put(self, cell: Cell) -> None:
        """Keep a filled cell. UnreadableFile where it stands beyond the limits."""
        if cell.row > MAX_ROWS:
            raise UnreadableFile("terlalu_banyak_baris", self.name)
        if cell.column > MAX_COLUMNS:
            raise UnreadableFile("terlalu_banyak_kolom", self.name)
        self.budget.take(1)
        self.rows.setdefault(cell.row, {})[cell.column] = cell

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Remember a merged range; its first cell's value is repeated in `sheet`."""
        self.merges.append((first_row, first_column, last_row, last_column))

    def sheet(self, *, hidden: bool) -> Sheet:
        """The finished sheet: merged cells repeated within the used area, gaps filled with empty cells."""
        height = max(self.rows, default=0)
        width = max((max(row) for row in self.rows.values()), default=0)
        for first_row, first_column, last_row, last_column in self.merges:
            self._repeat(first_row, first_column, min(last_row, height), min(last_column, width))
        self.budget.take(sum(max(row) - len(row) for row in self.rows.values()))  # the gaps, before any is made
        return Sheet(self.name, tuple(self._row(number) for number in range(1, height + 1)), hidden)

    def _repeat(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        source = self.rows.get(first_row, {}).get(first_column)
        if source is None or source.merged_from is not None:
            return
        self.budget.take((last_row - first_row + 1) * (last_column - first_column + 1))
        origin = address(first_row, first_column)
        for row in range(first_row, last_row + 1):
            cells = self.rows.setdefault(row, {})
            for column in range(first_column, last_column + 1):
                if (row, column) != (first_row, first_column):
                    cells[column] = replace(source, row=row, column=column, merged_from=origin)

    def _row(self, number: int) -> tuple[Cell, ...]:
        cells = self.rows.get(number)
        if not cells:
            return ()
        last = max(cells)
        return tuple(cells.get(column) or Cell(number, column) for column in range(1, last + 1))
