"""Columns of a text that stand side by side, with blanks between, as a PDF gives them."""

import re
from collections.abc import Sequence
from itertools import islice

from stalkplan.errors import SourceError
from stalkplan.imports.phrases.headings import heading_of
from stalkplan.imports.readers.cell_lines import CellTable

_CELL = re.compile(r"\S+(?: \S+)*")
_LEAST_GAPS = 2
_MOST_COLUMNS = 12
_MOST_TRIED = 500
"""Lines with gaps that are looked at for headings."""

_NOT_TOLD = (
    "has columns of text side by side that cannot be separated; save the page itself as HTML, or "
    "put the table into a workbook or a CSV file"
)


def columns_in(lines: Sequence[str]) -> CellTable | None:
    """Return the first table of a text whose columns stand below their headings.

    A line without a text in its first column goes on with the row above.

    Raises SourceError if there are such headings, and a text below stands between two of them.
    """
    parted = (at for at, line in enumerate(lines) if line.strip().count("  ") >= _LEAST_GAPS)
    for at in islice(parted, _MOST_TRIED):
        cells = list(islice(_CELL.finditer(lines[at]), _MOST_COLUMNS))
        known = sum(heading_of(cell[0]) is not None for cell in cells)
        if len(cells) > _LEAST_GAPS and known >= 2 and known * 2 >= len(cells):
            return _table(lines, at, cells)
    return None


def _table(lines: Sequence[str], first: int, headings: Sequence[re.Match[str]]) -> CellTable:
    starts = [heading.start() for heading in headings]
    rows = [[heading[0] for heading in headings]]
    last = first + 1
    for at, line in enumerate(lines[last:], last):
        cells = list(_CELL.finditer(line))
        if not cells:
            continue
        is_prose = len(cells) == 1 and cells[0].start() <= 1 and cells[0].end() > starts[1]
        if is_prose:
            break
        if not _is_below(cells, starts):
            raise SourceError(_NOT_TOLD)
        if cells[0].start() <= starts[0] + 1:
            rows.append([""] * len(starts))
        for cell in cells:
            column = _column_of(cell, starts)
            rows[-1][column] = f"{rows[-1][column]}\n{cell[0]}".strip()
        last = at + 1
    return CellTable(first, last, rows)


def _is_below(cells: Sequence[re.Match[str]], starts: Sequence[int]) -> bool:
    """Whether each cell begins where a heading does, and ends before the next."""
    columns = [_column_of(cell, starts) for cell in cells]
    return all(
        abs(cell.start() - starts[column]) <= 1 and cell.end() <= [*starts, 10**6][column + 1]
        for cell, column in zip(cells, columns, strict=True)
    )


def _column_of(cell: re.Match[str], starts: Sequence[int]) -> int:
    return max((i for i, start in enumerate(starts) if start <= cell.start() + 1), default=0)
