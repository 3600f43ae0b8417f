"""A table that is being read, whose cells may span columns and rows."""

from collections.abc import Iterable

from stalkplan.imports.readers.bounds import SourceSize
from stalkplan.imports.readers.document import Paragraph, SourceBlock, SourceTable


class SpannedCells:
    """Collects rows of cells. A cell is where it begins; the other places it covers are empty."""

    def __init__(self, tally: SourceSize, around: "SpannedCells | None" = None) -> None:
        """Begin; `around` is the table in whose last row this one is."""
        self.tally = tally
        self.inside = (around, len(around.rows) - 1) if around else None
        self.title = ""
        self.rows: list[list[str]] = []
        self.covered: dict[tuple[int, int], int] = {}
        self._left: dict[int, int] = {}  # how many rows below are covered in a column
        self._from: dict[int, int] = {}  # the row of the cell that covers them and begins in it
        self._at: tuple[int, int] | None = None  # the cell that is being read

    @property
    def is_in_cell(self) -> bool:
        """Whether a cell is being read."""
        return self._at is not None

    def begin_row(self) -> None:
        """Begin a row. Raises SourceError past the bounds, as a cell does."""
        self.rows.append([])
        self.tally.add(0)

    def begin_cell(self, columns: int, rows: int) -> None:
        """Begin a cell in the next place that is not covered."""
        if not self.rows:
            self.begin_row()
        row = self.rows[-1]
        self._cover(row)
        self._at = (len(self.rows) - 1, len(row))
        self.tally.add(columns, rows=0)
        if rows > 1:
            self._left.update(dict.fromkeys(range(len(row), len(row) + columns), rows - 1))
            self._from[len(row)] = len(self.rows) - 1
        row += [""] * columns

    def go_on_from_above(self) -> None:
        """Say that the cell which is being read is the one above it, going on."""
        if self._at and self._at[0]:
            row, column = self._at
            self.covered[row, column] = self.covered.get((row - 1, column), row - 1)

    def end_cell(self, text: str) -> None:
        """End the cell; `text` is all that is in it."""
        if self._at:
            row, column = self._at
            self.rows[row][column] = text
            self._at = None

    def end_row(self) -> None:
        """End the row; cells from above may reach past its last one."""
        row = self.rows[-1]
        self._cover(row)
        for column, left in self._left.items():
            if column >= len(row) and left:
                self._left[column] = left - 1

    def _cover(self, row: list[str]) -> None:
        while self._left.get(len(row)):
            self._left[len(row)] -= 1
            if len(row) in self._from:
                self.covered[len(self.rows) - 1, len(row)] = self._from[len(row)]
            if not self._left[len(row)]:
                self._from.pop(len(row), None)
            row.append("")
            self.tally.add(1, rows=0)


def with_numbers(collected: Iterable[Paragraph | SpannedCells]) -> list[SourceBlock]:
    """Return blocks with their tables numbered from 1, without tables that are empty."""
    blocks: list[SourceBlock] = []
    numbers: dict[SpannedCells | None, int] = {}
    for block in collected:
        if isinstance(block, Paragraph):
            blocks.append(block)
        elif any(map(any, block.rows)):
            around, row = block.inside or (None, 0)
            inside = (numbers[around], row) if around in numbers else None
            number = numbers[block] = len(numbers) + 1
            table = SourceTable(number, block.rows, block.title)
            blocks.append(table._replace(covered=block.covered, inside=inside))
    return blocks
