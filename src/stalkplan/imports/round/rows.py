"""A sheet of `ask` that comes back: its rows by their columns, and every place not understood."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from stalkplan.imports.readers.document import DRAWN, NOT_READ, Document, SourceTable
from stalkplan.privacy.owners_sheet import FILLED_IN, SheetColumn
from stalkplan.verdict.same_text import letters
from stalkplan.verdict.words import count

_NEEDED = (
    SheetColumn.ITEM,
    SheetColumn.ASKED,
    SheetColumn.ORGANISATION,
    SheetColumn.PUBLICATION,
)
"""Without these a row could go under another item than was meant."""

_KNOWN = {letters(column): column for column in SheetColumn}
_NEW_SHEET = "write it into the columns of the sheet that stalkplan ask wrote"


class FilledRow(NamedTuple):
    """One row of a sheet: the texts in its columns, without the blank ones."""

    sheet: str
    number: int
    cells: Mapping[SheetColumn, str]

    @property
    def is_filled_in(self) -> bool:
        """Whether somebody has filled in anything."""
        return any(column in self.cells for column in FILLED_IN)

    def at(self, column: SheetColumn) -> str:
        """Return the place of a cell, for people."""
        return _place(self.sheet, self.number, column)


class SheetRows(NamedTuple):
    """The rows of all sheets of a file, and what in it is wrong: a line each, with its place."""

    rows: Sequence[FilledRow]
    wrong: Sequence[str]


def sheet_rows(document: Document, file: str) -> SheetRows:
    """Return the rows of what was read from a file.

    Nothing that somebody wrote is passed over: a text outside the columns is wrong, and so is a
    comment, which is not read.
    """
    rows: list[FilledRow] = []
    unread = [text for text in document.warnings if text.startswith((NOT_READ, DRAWN))]
    wrong = [f"{file}: {text}; {_NEW_SHEET}" for text in unread]
    for block in document.blocks:
        if isinstance(block, SourceTable):
            sheet = f"{file}, sheet {block.title}" if block.title else file
            found = _table(block, sheet)
            rows += found.rows
            wrong += found.wrong
    if not rows and not wrong:
        wrong.append(f"{file}: no row is there")
    return SheetRows(rows, wrong)


def _table(table: SourceTable, sheet: str) -> SheetRows:
    above = next((at for at, row in enumerate(table.rows) if any(row)), 0)
    heads, *below = table.rows[above:]
    columns = [_KNOWN.get(letters(head)) for head in heads]
    first = table.first_row + above
    wrong = [*_wrong_headings(columns, sheet, first)]
    rows: list[FilledRow] = []
    if wrong:
        return SheetRows(rows, wrong)
    strange: dict[int, list[str]] = {}
    for number, cells in enumerate(below, start=first + 1):
        found: dict[SheetColumn, str] = {}
        for at, text in enumerate(cells):
            column = columns[at] if at < len(columns) else None
            if column and text:
                found[column] = text
            elif text:
                head = heads[at] if at < len(heads) and heads[at] else f"column {at + 1}"
                place = _place(sheet, number, head)
                told = f"{place}: no column is called so, and '{text}' would be lost"
                strange.setdefault(at, []).append(told)
        if found:
            rows.append(FilledRow(sheet, number, found))
    return SheetRows(rows, [*map(_told_once, strange.values())])


def _told_once(told: Sequence[str]) -> str:
    """Return what is said of the texts of one column that no sheet has: the first, and how many."""
    first, *more = told
    others = f", as in {count(len(more), 'more row')}" if more else ""
    return f"{first}{others}; move it to Note, or take it out"


def _wrong_headings(
    columns: Sequence[SheetColumn | None], sheet: str, number: int
) -> Iterator[str]:
    """Yield what is wrong with the first row of a table."""
    if lacking := [column for column in _NEEDED if column not in columns]:
        names = ", ".join(lacking)
        yield f"{sheet}, row {number}: the headings lack {names}; {_NEW_SHEET}"
    for at, column in enumerate(columns):
        if column and column in columns[:at]:
            yield f"{_place(sheet, number, column)}: two columns are called so; take one out"


def _place(sheet: str, row: int, column: str) -> str:
    return f"{sheet}, row {row}, {column}"
