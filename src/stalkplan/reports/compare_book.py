"""The workbook of `compare`: each organisation's counts, the marks in words, and totals.

It holds names, counts, words and days, and no text of a plan.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from stalkplan.record.choices import Grouping
from stalkplan.record.register import Register, recorded
from stalkplan.reports.compare_totals import TotalRow
from stalkplan.reports.sheets import Book, CellValue, Sheet, summary_sheet
from stalkplan.verdict.as_data import number_view
from stalkplan.verdict.comparison import Comparison, OrganisationRow, Total
from stalkplan.verdict.recorded_words import recorded_here
from stalkplan.verdict.words import count, long_date

_ORGANISATION = ("Organisation", 32)

TOTALS = (
    ("Recommendations", 21),
    ("Complete", 11),
    ("Overdue", 11),
    ("No update", 11),
    ("No answer", 11),
)
"""Columns of counts of recommendations."""

BELOW = (
    ("Requirements", 17),
    ("Requirements overdue", 17),
    ("Items", 9),
    ("Items overdue", 11),
)
"""Columns of what is under them."""


def counts(total: Total) -> Sequence[int]:
    """Return the counts of a total under TOTALS, then under BELOW."""
    counted: Sequence[int] = total
    return counted


def cover(
    register: Register,
    what: str,
    counted: str,
    verdict: str,
    *,
    on: date,
    rows_of: Sequence[OrganisationRow] = (),
) -> Sheet:
    """Return the sheet that says what a workbook of counts is, and what is `counted`.

    A row for each organisation of `rows_of` follows the verdict: the sheet is handed on alone.
    """
    publication = register.publication
    rows: list[tuple[str, CellValue]] = [
        ("What this is", what),
        *([("Publication", publication.title)] if publication else []),
        ("As at", on),
        ("Verdict", verdict),
        *((row.organisation.name, _where_it_stands(row)) for row in rows_of),
        ("How it counts", counted),
    ]
    return summary_sheet(rows, [("Recommendations", recorded_here(recorded(register, on=on)))])


def _where_it_stands(row: OrganisationRow) -> str:
    """Return how much is overdue with an organisation, and when it was last updated."""
    of_all = count(row.total.recommendations, "recommendation")
    last = f"last updated {long_date(row.last_update)}" if row.last_update else "never updated"
    return f"{row.total.overdue:,} of {of_all} overdue, {last}"


def compare_book(
    register: Register,
    comparison: Comparison,
    groups: Sequence[TotalRow],
    verdict: str,
    *,
    by: Grouping | None,
    on: date,
) -> Book:
    """Return the workbook of some organisations; `groups` are the totals `by` what is named."""
    title = register.publication.title if register.publication else ""

    def sheets() -> list[Sheet]:
        what = "Organisations side by side: what each has done of what it was asked."
        counted = (
            "A recommendation counts once for each organisation, by the worst of its items, "
            "however many items are under it."
        )
        if by is Grouping.DEADLINE:
            counted += " On the sheet By deadline it counts once for each deadline too."
        first = cover(register, what, counted, verdict, on=on, rows_of=comparison.rows)
        made = [first, _organisations(comparison)]
        if by:
            rows: list[Sequence[CellValue]] = [
                (group.label, *counts(group.total)) for group in groups
            ]
            name = f"By {by}"
            made.append(Sheet(name, ((str(by).capitalize(), 30), *TOTALS, *BELOW), rows, frozen=1))
        return [*made, _side_by_side(comparison), _cells(comparison)]

    return Book(title, on, sheets)


def _organisations(comparison: Comparison) -> Sheet:
    rows: list[Sequence[CellValue]] = []
    for row in comparison.rows:
        counted = counts(row.total)[: len(TOTALS)]
        late, last = row.total.items_overdue, row.last_update or "none"
        rows.append((row.organisation.name, *counted, late, last))
    columns = (_ORGANISATION, *TOTALS, BELOW[-1], ("Last update", 14))
    return Sheet("Organisations", columns, rows, frozen=1)


def _side_by_side(comparison: Comparison) -> Sheet:
    """Return the organisations down, the recommendations across, and in each cell a word."""
    numbers = [each.number for each in comparison.recommendations]
    rows: list[Sequence[CellValue]] = [
        (row.organisation.name, *(_word(row, number) for number in numbers))
        for row in comparison.rows
    ]
    columns = (_ORGANISATION, *((f"Rec. {number}", 14) for number in numbers))
    return Sheet("Side by side", columns, rows, frozen=1)


def _word(row: OrganisationRow, number: str) -> str | None:
    return row.cells[number].word if number in row.cells else None


def _cells(comparison: Comparison) -> Sheet:
    columns = (
        _ORGANISATION,
        ("Recommendation", 19),
        ("Theme", 22),
        ("Where it stands", 26),
        ("Items", 9),
        ("Items in this state", 11),
        ("Last update", 14),
    )
    return Sheet("Recommendations", columns, [*_cell_rows(comparison)], frozen=2)


def _cell_rows(comparison: Comparison) -> Iterator[list[CellValue]]:
    for row in comparison.rows:
        for cell in row.cells.values():
            recommendation = cell.recommendation
            yield [
                *(row.organisation.name, number_view(recommendation.number), recommendation.theme),
                *(cell.word, len(cell.items), cell.at_worst, cell.last_update or "none"),
            ]
