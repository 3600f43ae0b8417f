"""The tables of a workbook as plain values, and the sheet about it that stands before them."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import NamedTuple

CellValue = str | int | bool | date | None


class Sheet(NamedTuple):
    """One table: the heading and width of each column, and the rows.

    `days` are the columns in which a day that is typed is a date. `table` is what programs call the
    table; else it is called as the sheet is. The first `frozen` columns stay in view, and stand
    again where a print of it is more than one page wide: at most `across`, or as many as it takes.
    """

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: Sequence[Sequence[CellValue]]
    days: Collection[str] = ()
    table: str = ""
    frozen: int = 0
    across: int = 1


class Book(NamedTuple):
    """A workbook as at a day; its sheets are made when they are asked for."""

    title: str
    on: date
    sheets: Callable[[], Sequence[Sheet]]


def about(rows: Sequence[tuple[str, CellValue]]) -> Sheet:
    """Return the sheet that says what a workbook is: labels with sentences, and its limits last."""
    limits = (
        "This workbook judges the written plans and nothing else. Work may have been done that a "
        "plan does not show."
    )
    return Sheet("About", (("Label", 22), ("Value", 100)), [*rows, ("Limits", limits)])
