"""Workbooks (XLSX) and OpenDocument spreadsheets (ODS): every sheet a table."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from stalkplan.errors import SourceError
from stalkplan.imports.readers import excel, opendocument
from stalkplan.imports.readers.archive import DAMAGED, pack, unpack
from stalkplan.imports.readers.bounds import SourceSize
from stalkplan.imports.readers.document import Document, SourceTable
from stalkplan.imports.readers.sheet_look import CellPlace, Run, SheetLook, merged
from stalkplan.imports.readers.texts import kept, tidy

CellValue = int | float | str | bool | time | date | datetime | timedelta


def read(data: bytes) -> Document:
    """Return the sheets that are not empty. Raises SourceError past the bounds, or if it is none.

    Dates are ISO, a month where only that is displayed; numbers are as displayed where the format
    tells it. What is hidden is kept, with a warning; comments are left out, with one.
    """
    parts = unpack(data)
    looks = excel.looks(parts) if "xl/workbook.xml" in parts else opendocument.looks(parts)
    try:
        found = _document(CalamineWorkbook.from_filelike(BytesIO(pack(parts))), looks)
    except CalamineError:
        raise SourceError(DAMAGED) from None
    is_annotated = b":annotation" in parts.get("content.xml", b"")
    if is_annotated or any(name.startswith("xl/comments") for name in parts):
        return found._replace(warnings=[*found.warnings, "comments are left out"])
    return found


def _document(book: CalamineWorkbook, looks: Mapping[str, SheetLook]) -> Document:
    tally = SourceSize()
    tables: list[SourceTable] = []
    hidden: list[str] = []
    unsure: list[str] = []
    for known in book.sheets_metadata:
        if known.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(known.name)
        look = looks.get(known.name, SheetLook())
        table = _table(sheet, look, len(tables) + 1, tally)
        if not any(map(any, table.rows)):
            continue
        tables.append(table)
        first = sheet.start or (0, 0)
        if known.visible is not SheetVisibleEnum.Visible:
            hidden.append(f"{known.name}: {_words(table.rows)}")
        else:
            hidden += _hidden(table.rows, look, first)
        unsure += (
            table.rows[row - first[0]][column - first[1]] for row, column in sorted(look.own_format)
        )
    return Document(
        tables,
        [
            *kept("a hidden sheet, row or column is kept", hidden),
            *kept("a number that may be displayed otherwise", unsure),
        ],
    )


def _table(sheet: CalamineSheet, look: SheetLook, number: int, tally: SourceSize) -> SourceTable:
    first_row, first_column = sheet.start or (0, 0)
    rows: list[list[str]] = []
    for down, values in enumerate(sheet.to_python()):
        tally.add(len(values))
        places = ((first_row + down, first_column + across) for across in range(len(values)))
        rows.append([_shown(v, place, look) for v, place in zip(values, places, strict=True)])
    return SourceTable(number, rows, tidy(sheet.name), first_row + 1)


def _shown(value: CellValue, place: CellPlace, look: SheetLook) -> str:
    """Return a value as it is displayed, as far as that can be told."""
    if isinstance(value, str):
        return tidy(value)
    if place in look.shown:
        return tidy(look.shown[place])
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, place, look)
    if isinstance(value, date):
        return _date(value, place, look)
    return str(value)


def _date(value: date, place: CellPlace, look: SheetLook) -> str:
    if isinstance(value, datetime) and value.time() != time():
        return value.isoformat(" ", "minutes")
    return value.isoformat()[: 7 if place in look.months else 10]


def _number(value: float, place: CellPlace, look: SheetLook) -> str:
    if place in look.percents:
        return f"{value:.{look.percents[place]}%}"
    if place in look.decimals:
        return f"{value:.{look.decimals[place]}f}"
    return f"{value:.15g}"


def _hidden(rows: Sequence[Sequence[str]], look: SheetLook, first: CellPlace) -> Iterator[str]:
    """Give the words of hidden rows and columns; those that touch together."""
    for run in merged(look.hidden_rows):
        yield _words(rows[_part(run, first[0])])
    for run in merged(look.hidden_columns):
        yield _words([row[_part(run, first[1])] for row in rows])


def _part(run: Run, first: int) -> slice:
    return slice(max(run.first - first, 0), max(run.last - first + 1, 0))


def _words(rows: Sequence[Sequence[str]]) -> str:
    return " ".join(cell for row in rows for cell in row if cell)
