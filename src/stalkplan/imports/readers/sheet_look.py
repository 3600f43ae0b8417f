"""How a sheet looks beyond its values: what is hidden or struck out, numbers as displayed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from stalkplan.errors import SourceError
from stalkplan.imports.readers.bounds import MAX_CELLS, SMALLER

CellPlace = tuple[int, int]
"""A row and a column, counted from 0."""


class StruckText(NamedTuple):
    """A text with a line through a part of it: what stays, and what is struck."""

    kept: str
    struck: str


class Run(NamedTuple):
    """Rows or columns from `first` to `last`, inclusive, counted from 0."""

    first: int
    last: int


@dataclass(slots=True)
class SheetLook:
    """How a sheet looks. It displays values in all other places as they are.

    `formulas` are those that were saved without a value, `drawn` the texts in drawings that a
    spreadsheet keeps in its sheets.
    """

    hidden_rows: list[Run] = field(default_factory=list)
    hidden_columns: list[Run] = field(default_factory=list)
    decimals: dict[CellPlace, int] = field(default_factory=dict)
    percents: dict[CellPlace, int] = field(default_factory=dict)
    months: set[CellPlace] = field(default_factory=set)
    shown: dict[CellPlace, str] = field(default_factory=dict)
    own_format: set[CellPlace] = field(default_factory=set)
    struck: set[CellPlace] = field(default_factory=set)
    partly_struck: dict[CellPlace, StruckText] = field(default_factory=dict)
    formulas: dict[CellPlace, str] = field(default_factory=dict)
    spans: list[tuple[CellPlace, int]] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    rows: Run | None = None
    columns: Run | None = None

    def hold(self, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        """Note that these places are filled. Raises SourceError if all lie over too many cells."""
        self.rows = _with(self.rows, row, row + rows - 1)
        self.columns = _with(self.columns, column, column + columns - 1)
        down = self.rows.last - self.rows.first + 1
        across = self.columns.last - self.columns.first + 1
        if down * across > MAX_CELLS:
            raise SourceError(
                f"has a sheet of {down:,} rows and {across:,} columns, "
                f"past the limit of {MAX_CELLS:,} cells; {SMALLER}"
            )


def _with(run: Run | None, first: int, last: int) -> Run:
    if run is None:
        return Run(first, last)
    if run.first <= first and last <= run.last:
        return run
    return Run(min(run.first, first), max(run.last, last))


def merged(runs: Iterable[Run]) -> list[Run]:
    """Return the same rows or columns in order, in runs that neither overlap nor touch."""
    apart: list[Run] = []
    for run in sorted(runs):
        if apart and run.first <= apart[-1].last + 1:
            apart[-1] = Run(apart[-1].first, max(apart[-1].last, run.last))
        else:
            apart.append(run)
    return apart
