"""What stands on the page of several organisations: the verdict, then the worst of them first."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicPublication, PublicRecord
from stalkplan.publish.pages.organisation import Figure, figures_of
from stalkplan.verdict.comparison import Comparison, OrganisationRow
from stalkplan.verdict.marks import Mark


class MatrixColumn(NamedTuple):
    """A recommendation, and with how many organisations it is overdue."""

    number: str
    theme: str | None
    overdue: int


class MatrixCell(NamedTuple):
    """Where a recommendation stands with an organisation: as a mark, and in words."""

    mark: Mark
    word: str


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
    """A page of several organisations, those with most overdue first."""

    on: date
    publication: PublicPublication
    verdict: tuple[str, str, str]
    figures: tuple[Figure, ...]
    columns: tuple[MatrixColumn, ...]
    lines: tuple[MatrixLine, ...]
    overdue: int
    never_answered: tuple[str, ...]
    gone_silent: int
    withheld: int


def overview_of(
    record: PublicRecord, comparison: Comparison, folders: Mapping[str, str]
) -> Overview:
    """Return what stands on the page; `folders` are those of the organisations' own, by their ids.

    The comparison gives marks, words, counts and days, and no text of a plan.
    """
    withheld = {organisation.id: organisation.withheld for organisation in record.organisations}
    return Overview(
        record.on,
        record.publication,
        record.verdict,
        tuple(figures_of(record.items)),
        tuple(
            MatrixColumn(each.number, each.theme, comparison.overdue(each.number))
            for each in comparison.recommendations
        ),
        tuple(_lines(comparison, folders, withheld)),
        comparison.total.overdue,
        tuple(row.organisation.name for row in comparison.never_answered),
        len(comparison.gone_silent),
        record.withheld,
    )


def _lines(
    comparison: Comparison, folders: Mapping[str, str], withheld: Mapping[str, int]
) -> Iterator[MatrixLine]:
    numbers = [each.number for each in comparison.recommendations]
    for row in reversed(comparison.rows):
        identifier = row.organisation.id
        yield MatrixLine(
            row.organisation.name,
            f"{folders[identifier]}/index.html" if row.items else None,
            tuple(_cell(row, number) for number in numbers),
            row.total.overdue,
            row.total.recommendations,
            row.last_update,
            withheld.get(identifier, 0),
        )


def _cell(row: OrganisationRow, number: str) -> MatrixCell | None:
    cell = row.cells.get(number)
    return MatrixCell(cell.mark, cell.word) if cell else None
