"""A table that was copied with each cell on a line of its own, put back into rows."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from stalkplan.errors import SourceError
from stalkplan.imports.phrases.headings import Role, heading_of
from stalkplan.imports.phrases.refs import refs_of_cell
from stalkplan.imports.readers.texts import tidy

_NO_ROWS = (
    "has a cell on each line, and nothing shows where its rows end; "
    "copy the table into a spreadsheet, save that and import it"
)
_ABOVE_REFS = (Role.NUMBER, Role.RECOMMENDATION, Role.REQUIREMENT)
_LEAST_COLUMNS = 3
_MOST_COLUMNS = 12


class CellTable(NamedTuple):
    """A table within some lines: those from `first` to before `last` are its cells."""

    first: int
    last: int
    rows: Sequence[Sequence[str]]


def table_in(cells: Sequence[str]) -> CellTable | None:
    """Return the table in a list of lines, which begins with its headings; None if there is none.

    Its rows are as wide as the row of headings, with the ref in the same column.

    Raises SourceError if there are headings and refs, but no such rows.
    """
    refs = [at for at, cell in enumerate(cells) if any(ref.part for ref in refs_of_cell(cell))]
    first = _first_heading(cells, refs[0]) if refs else None
    if not refs or first is None:
        return None
    gaps = {after - before for before, after in pairwise(refs)}
    most = min(_MOST_COLUMNS, refs[0] - first)
    width = gaps.pop() if len(gaps) == 1 else 0 if gaps else most
    column = refs[0] - first - width
    last = refs[-1] - column + width
    if width < _LEAST_COLUMNS or not 0 <= column < width or last > len(cells):
        raise SourceError(_NO_ROWS)
    heading = heading_of(cells[first + column])
    if heading is None or heading.role not in _ABOVE_REFS:
        raise SourceError(_NO_ROWS)
    rows = [list(cells[at : at + width]) for at in range(first, last, width)]
    return CellTable(first, last, rows)


def _first_heading(cells: Sequence[str], ref: int) -> int | None:
    """Return where the lines of headings above the first ref begin, of at least three in a row.

    The cells between them and the ref stand before it in its row.
    """
    end = ref
    while end and heading_of(cells[end - 1]) is None and ref - end < _MOST_COLUMNS:
        end -= 1
    first = end
    while first and heading_of(cells[first - 1]):
        first -= 1
    is_row = end - first >= _LEAST_COLUMNS and end - first > ref - end
    named = heading_of(cells[first]) if is_row else None
    return first if named and named.role in _ABOVE_REFS else None


def rows_begun_by_bars(lines: Sequence[str]) -> list[list[str]] | None:
    """Return the rows of a table in Markdown whose cells were broken over lines; None if not so.

    A row begins with a line that begins with a bar. Where rows are wider than the headings, the
    heading above the ref is over the text beside it, too.
    """
    begun = [line.strip() for line in lines if line.lstrip().startswith("|")]
    single = sum(line.strip().count("|") == 1 and _ends_cell(line) for line in lines)
    has_rule = any(map(_is_rule, begun))
    first = next((line for line in lines if "|" in line), "")
    if len(begun) < 3 or single < 3 or not has_rule or not first.lstrip().startswith("|"):
        return None
    rows: list[list[str]] = []
    for line in map(str.strip, lines):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|"):
            rows.append([] if _is_rule(line) or not line.strip("| ") else cells)
        elif rows and ("|" in line or not rows[-1]):
            rows[-1] += cells
        elif line and rows:
            rows[-1][-1] += f"\n{line}"
    filled = [[tidy(cell) for cell in row] for row in rows if any(row)]
    return _with_wide_heading(filled)


def _is_rule(line: str) -> bool:
    """Whether a line only rules off the headings of a table in Markdown."""
    return "--" in line and not line.strip("|:- ")


def _ends_cell(line: str) -> bool:
    return line.rstrip().endswith("|") and not line.lstrip().startswith("|")


def _with_wide_heading(rows: list[list[str]]) -> list[list[str]]:
    headings, *others = rows or [[]]
    widest = max(map(len, others), default=0)
    for row in others:
        refs = [at for at, cell in enumerate(row) if any(ref.part for ref in refs_of_cell(cell))]
        if len(row) == widest > len(headings) > (at := refs[0] if refs else widest):
            missing = [""] * (widest - len(headings))
            return [[*headings[: at + 1], *missing, *headings[at + 1 :]], *others]
    return rows
