"""`ask`: the open items of a plan as a sheet that owners fill in, as a workbook or as CSV.

It goes out of the house, so it says what is public. Nothing in it is hidden, and no cell can become
a formula.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from stalkplan.errors import module_of
from stalkplan.privacy.owners_sheet import FILLED_IN, SheetColumn, promise_in_words, told
from stalkplan.privacy.public_types import PublicItem, PublicRecord
from stalkplan.record.choices import Status
from stalkplan.record.fields import WITHHELD
from stalkplan.reports.formats import csv
from stalkplan.reports.plan_book import title_of_book
from stalkplan.reports.sheets import CellValue, Sheet
from stalkplan.verdict.timeliness import SETTLED

_WIDTHS = {
    SheetColumn.ITEM: 12,
    SheetColumn.ASKED: 44,
    SheetColumn.PROMISED: 22,
    SheetColumn.DUE: 14,
    SheetColumn.LAST_UPDATE: 14,
    SheetColumn.STATUS: 14,
    SheetColumn.NOTE: 44,
    SheetColumn.DATE: 14,
    SheetColumn.EVIDENCE: 30,
    SheetColumn.NEW_PROMISE: 14,
    SheetColumn.OWNER: 24,
    SheetColumn.ORGANISATION: 16,
    SheetColumn.PUBLICATION: 24,
}

_HELP = {
    SheetColumn.STATUS: "How far it is. Leave the row blank if there is nothing new.",
    SheetColumn.NOTE: "What was done. Name roles, not people.",
    SheetColumn.DATE: "The day it is about, such as 2026-11-23. Blank: the day it is recorded.",
    SheetColumn.EVIDENCE: "A link that shows it, such as https://...",
    SheetColumn.NEW_PROMISE: "If there is a new date: such as 2027-01-31, 2027-01, 2027-Q1.",
}

_LONGEST_NAME = 31
"""Characters that the name of a sheet may have in a workbook."""


class OwnersSheet(NamedTuple):
    """The items on one sheet."""

    name: str
    items: Sequence[PublicItem]


def owners_sheets(record: PublicRecord, owners: Sequence[str] | None) -> list[OwnersSheet]:
    """Return the open items on one sheet, or on a sheet for each owner.

    Whose a marked action is stays withheld: it is on the one sheet of all, and on no owner's.
    """
    items = _open(record)
    if not owners:
        return [OwnersSheet("Open items", items)]
    sheets: list[OwnersSheet] = []
    for owner in owners:
        own = [item for item in items if (item.owner or "").casefold() == owner.casefold()]
        sheets.append(OwnersSheet(_name(owner, [sheet.name for sheet in sheets]), own))
    return sheets


def _open(record: PublicRecord) -> list[PublicItem]:
    return [item for item in record.items if item.timeliness not in SETTLED]


def withheld_in(record: PublicRecord) -> list[str]:
    """Return the ids of the open items of which a sheet may not say all, as they are marked."""
    return [item.id for item in _open(record) if WITHHELD in told(item).values()]


def as_csv(sheets: Sequence[OwnersSheet]) -> str:
    """Return the rows of all sheets as one table."""
    items = (item for sheet in sheets for item in sheet.items)
    rows = ({str(column): text for column, text in told(item).items()} for item in items)
    return csv.body([*map(str, SheetColumn)], rows, heading=True)


def as_workbook(sheets: Sequence[OwnersSheet], record: PublicRecord) -> bytes:
    """Return a workbook with a drop-down for the status in each row.

    Raises MissingExtraError where the library for it is not installed.
    """
    xlsx = module_of("stalkplan.reports.formats.xlsx")
    writer = xlsx.BookWriter(f"{title_of_book(record)}: updates to fill in", on=record.on)
    columns = tuple((str(column), _WIDTHS[column]) for column in SheetColumn)
    for number, sheet in enumerate(sheets, start=1):
        rows = [_row(item) for item in sheet.items]
        page = writer.write(
            Sheet(
                sheet.name,
                columns,
                rows,
                to_fill=FILLED_IN,
                days={SheetColumn.DATE},
                table=f"Sheet_{number}",
                frozen=1,
            )
        )
        for column in FILLED_IN:
            at = [*SheetColumn].index(column)
            page.data_validation(1, at, max(1, len(rows)), at, _validation(column))
    made: bytes = writer.finished()
    return made


def _row(item: PublicItem) -> list[CellValue]:
    """Return the cells of an item: a day as a date, and any other date in words."""
    texts = told(item) | {SheetColumn.PROMISED: promise_in_words(item.promise)}
    if item.due_words and item.due != item.due_earliest:
        texts[SheetColumn.DUE] = item.due_words
    return [_cell(texts.get(column)) for column in SheetColumn]


def _cell(text: str | None) -> CellValue:
    if text and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    return text


def _validation(column: SheetColumn) -> dict[str, object]:
    """Return what a program says at a cell of a column, and what it lets a person choose."""
    said: dict[str, object] = {
        "validate": "any",
        "input_title": str(column),
        "input_message": _HELP[column],
    }
    if column is SheetColumn.STATUS:
        said |= {
            "validate": "list",
            "source": [*map(str, Status)],
            "error_title": str(column),
            "error_message": "Choose one of the list, or leave it blank.",
        }
    return said


def _name(owner: str, taken: Sequence[str]) -> str:
    """Return a name that a sheet may have, and that no other has."""
    plain = " ".join(re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", owner).split()).strip("'") or "Owner"
    return next(name for name in _names(plain) if name.casefold() not in map(str.casefold, taken))


def _names(plain: str) -> Iterator[str]:
    yield plain[:_LONGEST_NAME].strip(" '")
    for number in range(2, 10_000):
        tail = f" {number}"
        yield f"{plain[: _LONGEST_NAME - len(tail)].strip()}{tail}"
