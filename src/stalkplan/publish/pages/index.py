"""What stands on the page of several organisations: the verdict, then the worst of them first."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicPublication, PublicRecord
from stalkplan.publish.pages.counted import Counted, counted
from stalkplan.publish.pages.organisation import anchor_of
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
    of their marks.
    """

    on: date
    publication: PublicPublication
    noun: str
    counted: Counted
    columns: tuple[RecommendationView, ...]
    lines: tuple[MatrixLine, ...]
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
    cells = [cell for row in comparison.rows for cell in row.cells.values()]
    return Overview(
        record.on,
        record.publication,
        body_noun(row.organisation.id for row in comparison.rows),
        counted(cells),
        tuple(recommendations),
        lines,
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
    for row in reversed(comparison.rows):
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


def _cell(row: OrganisationRow, number: str, page: str) -> MatrixCell | None:
    cell = row.cells.get(number)
    return MatrixCell(cell.mark, cell.word, f"{page}#{anchor_of(number)}") if cell else None
