"""For spreadsheets: a progress return as a workbook, a row for each recommendation."""

from stalkplan.publish.return_.content import HEADS, Return
from stalkplan.reports.formats.xlsx import book_of
from stalkplan.reports.sheets import Book, CellValue, Sheet, summary_sheet

_WIDTHS = (18, 33, 45, 34, 35, 21)


def render(made: Return) -> bytes:
    """Return the workbook: what it is, then the table, which fits the width of A4 across."""
    rows: list[tuple[str, CellValue]] = [
        ("What this is", f"{made.title}. {made.subject}"),
        ("As at", made.on),
        ("Verdict", made.verdict),
        ("What was done", made.since),
    ]
    columns = tuple(zip(HEADS, _WIDTHS, strict=True))
    sheets = (
        summary_sheet(rows, [("Recommendations", made.position)]),
        Sheet("Return", columns, made.rows, frozen=1),
    )
    return book_of(Book(made.title, made.on, lambda: sheets))
