"""For spreadsheets: a progress return as a workbook, a row for each recommendation."""

from collections.abc import Sequence

from stalkplan.publish.return_.content import HEADS, Return, joined_cell
from stalkplan.reports.formats.xlsx import book_of
from stalkplan.reports.sheets import Book, CellValue, Sheet

_WIDTHS = (18, 34, 34, 44, 26, 24)


def render(made: Return) -> bytes:
    """Return the workbook: what it is, then the table, which fits the width of A4 across."""
    about: list[tuple[str, CellValue]] = [
        ("What", made.title),
        ("On", made.subject),
        ("As at", made.on),
        ("What was done", made.since),
        ("Verdict", made.verdict),
        ("Recommendations", made.position),
        ("Limits", made.limits),
    ]
    rows: list[Sequence[CellValue]] = [[joined_cell(cell) for cell in row] for row in made.rows]
    columns = tuple(zip(HEADS, _WIDTHS, strict=True))
    sheets = (
        Sheet("About", (("Label", 22), ("Value", 100)), about),
        Sheet("Return", columns, rows, frozen=1),
    )
    return book_of(Book(made.title, made.on, lambda: sheets))
