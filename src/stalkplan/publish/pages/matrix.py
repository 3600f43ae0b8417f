"""The matrix of many organisations: a line for each, a cell for each recommendation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from stalkplan.publish.pages.entries import anchor_of
from stalkplan.publish.pages.recommendation import FROM_THE_WORST
from stalkplan.verdict.comparison import Cell, Comparison, OrganisationRow
from stalkplan.verdict.marks import Mark
from stalkplan.verdict.state_words import STATES


class MatrixCell(NamedTuple):
    """Where a recommendation stands with an organisation, and the address of it on its page."""

    mark: Mark
    word: str
    address: str


class MatrixLine(NamedTuple):
    """An organisation; it has no page, and a cell is None, where nothing is asked of it."""

    id: str
    name: str
    page: str | None
    cells: tuple[MatrixCell | None, ...]
    overdue: int
    complete: int
    recommendations: int
    last_update: date | None


def matrix_lines(comparison: Comparison, folders: Mapping[str, str]) -> Iterator[MatrixLine]:
    """Yield the line of each organisation; `folders` are those of their pages, by their ids."""
    numbers = [each.number for each in comparison.recommendations]
    for row in comparison.rows:
        page = f"{folders[row.organisation.id]}/index.html"
        yield MatrixLine(
            row.organisation.id,
            row.organisation.name,
            page if row.items else None,
            tuple(_cell(row, number, page) for number in numbers),
            row.total.overdue,
            row.total.complete,
            row.total.recommendations,
            row.last_update,
        )


def _cell(row: OrganisationRow, number: str, page: str) -> MatrixCell | None:
    cell = row.cells.get(number)
    return MatrixCell(cell.mark, cell.word, f"{page}#{anchor_of(number)}") if cell else None


ROOM_FOR_MARKS = 800
"""Marks on one sheet, at 80 bytes or so each; they leave a third of a page of 100 KB."""


def matrix_sheets(lines: Sequence[MatrixLine]) -> Iterator[tuple[MatrixLine, ...]]:
    """Yield the lines of each sheet, about as many on every one."""
    marks = sum(len(line.cells) for line in lines)
    number = min(-(-marks // ROOM_FOR_MARKS), len(lines)) or 1
    size = -(-len(lines) // number)
    for start in range(0, len(lines), size):
        yield tuple(lines[start : start + size])


def matrix_legend(cells: Iterable[Cell]) -> Iterator[tuple[Mark, tuple[str, ...]]]:
    """Yield each mark of some cells with the words that they say of it, the worst first."""
    told = {(cell.mark, cell.word) for cell in cells}
    for mark in FROM_THE_WORST:
        if own := sorted((word for of, word in told if of == mark), key=_place):
            yield mark, tuple(own)


def _place(word: str) -> int:
    """Return where the word of a cell stands among those of the states; -1 if it is none."""
    cells = [state.cell for state in STATES.values()]
    return cells.index(word) if word in cells else -1
