"""The tables of a workbook as plain values, and the summary that stands before them."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import NamedTuple

CellValue = str | int | bool | date | tuple[str, ...] | None
"""What a cell holds; several texts stand in it as a list, one a line."""

HOW_TO_READ = (
    "An item is an action of a plan, or what was asked where the plan has no action for it.",
    "Overdue means that the deadline has passed and the plan does not say that the work is done.",
    "Only the written plan is judged: work may have been done that it does not show.",
)


class Sheet(NamedTuple):
    """One table: the heading and width of each column, and the rows.

    `to_fill` are the columns that people fill in, `days` those of them in which they type a day.
    `table` is what programs call the table; else it is called as the sheet is. The first `frozen`
    columns stay in view, and stand again where a print of it is more than one page wide. A print
    has the first `printed` columns; all if that is 0.
    """

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: Sequence[Sequence[CellValue]]
    to_fill: Collection[str] = ()
    days: Collection[str] = ()
    table: str = ""
    frozen: int = 0
    printed: int = 0


class Book(NamedTuple):
    """A workbook as at a day; its sheets are made when they are asked for."""

    title: str
    on: date
    sheets: Callable[[], Sequence[Sheet]]


def summary_sheet(
    rows: Sequence[tuple[str, CellValue]], details: Sequence[tuple[str, CellValue]] = ()
) -> Sheet:
    """Return the first sheet: a page to hand round, with how to read it before the details."""
    columns = (("Summary", 30), ("What to know", 96))
    return Sheet("Summary", columns, [*rows, ("How to read it", HOW_TO_READ), *details])
