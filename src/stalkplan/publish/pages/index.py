"""What stands on the page of several organisations: the verdict, then the worst of them first."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicPublication, PublicRecord
from stalkplan.publish.pages.counted import Counted, counted
from stalkplan.publish.pages.entries import anchor_of
from stalkplan.publish.pages.recommendation import FROM_THE_WORST, RecommendationView
from stalkplan.verdict.comparison import Comparison, OrganisationRow
from stalkplan.verdict.marks import Mark
from stalkplan.verdict.nouns import body_noun


class MatrixCell(NamedTuple):
    """Where a recommendation stands with an organisation, and the address of it on its page."""

    mark: Mark
    word: str
    address: str


class MatrixLine(NamedTuple):
    """An organisation; it has no page, and a cell is None, where nothing is asked of it."""

    name: str
    page: str | None
    cells: tuple[MatrixCell | None, ...]
    overdue: int
    recommendations: int
    last_update: date | None
    withheld: int


class Overview(NamedTuple):
    """A page of several organisations, those with most overdue first; `names` are from A to Z.

    Every count is of recommendations, each once for each organisation it was made to. `noun` is
    what an organisation is called, `columns` are the recommendations, `words` what the cells say
    of their marks. `sheets` are the lines, as many as one page has room for; the first stand on the
    page itself, and `files` are the names of all.
    """

    on: date
    publication: PublicPublication
    noun: str
    counted: Counted
    columns: tuple[RecommendationView, ...]
    lines: tuple[MatrixLine, ...]
    sheets: tuple[tuple[MatrixLine, ...], ...]
    files: tuple[str, ...]
    names: tuple[MatrixLine, ...]
    words: tuple[tuple[Mark, str], ...]
    never_answered: tuple[str, ...]
    gone_silent: int
    withheld: int


def overview_of(
    record: PublicRecord,
    comparison: Comparison,
    folders: Mapping[str, str],
    recommendations: Sequence[RecommendationView],
) -> Overview:
    """Return what stands on the page; `folders` are those of the organisations' own, by their ids.

    The comparison gives marks, words, counts and days, and no text of a plan; `recommendations` are
    the views of those that it compares.
    """
    withheld = {organisation.id: organisation.withheld for organisation in record.organisations}
    lines = tuple(_lines(comparison, folders, withheld))
    sheets = tuple(_sheets(lines))
    cells = [cell for row in comparison.rows for cell in row.cells.values()]
    return Overview(
        record.on,
        record.publication,
        body_noun(row.organisation.id for row in comparison.rows),
        counted(cells),
        tuple(recommendations),
        lines,
        sheets,
        ("index.html", *(f"index_{n}.html" for n in range(2, len(sheets) + 1))),
        tuple(sorted(lines, key=lambda line: line.name.casefold())),
        tuple(sorted({(cell.mark, cell.word) for cell in cells}, key=_from_the_worst)),
        tuple(row.organisation.name for row in comparison.never_answered),
        len(comparison.gone_silent),
        record.withheld,
    )


def _from_the_worst(told: tuple[Mark, str]) -> tuple[int, str]:
    mark, word = told
    return FROM_THE_WORST.index(mark), word


def _lines(
    comparison: Comparison, folders: Mapping[str, str], withheld: Mapping[str, int]
) -> Iterator[MatrixLine]:
    numbers = [each.number for each in comparison.recommendations]
    for row in comparison.rows:
        identifier = row.organisation.id
        page = f"{folders[identifier]}/index.html"
        yield MatrixLine(
            row.organisation.name,
            page if row.items else None,
            tuple(_cell(row, number, page) for number in numbers),
            row.total.overdue,
            row.total.recommendations,
            row.last_update,
            withheld.get(identifier, 0),
        )


ROOM_FOR_MARKS = 800
"""Marks on one sheet, at 80 bytes or so each; they leave a third of a page of 100 KB."""


def _sheets(lines: Sequence[MatrixLine]) -> Iterator[tuple[MatrixLine, ...]]:
    """Yield the lines of each sheet, about as many on every one."""
    marks = sum(len(line.cells) for line in lines)
    number = min(-(-marks // ROOM_FOR_MARKS), len(lines)) or 1
    size = -(-len(lines) // number)
    for start in range(0, len(lines), size):
        yield tuple(lines[start : start + size])


def _cell(row: OrganisationRow, number: str, page: str) -> MatrixCell | None:
    cell = row.cells.get(number)
    return MatrixCell(cell.mark, cell.word, f"{page}#{anchor_of(number)}") if cell else None
