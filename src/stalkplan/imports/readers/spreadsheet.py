"""Workbooks (XLSX) and OpenDocument spreadsheets (ODS): every sheet a table."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from stalkplan.errors import SourceError
from stalkplan.imports.readers.archive import DAMAGED, pack, unpack
from stalkplan.imports.readers.bounds import MAX_CELLS, SourceSize
from stalkplan.imports.readers.document import DRAWN, NOT_READ, Document, SourceTable
from stalkplan.imports.readers.excel_looks import excel_looks
from stalkplan.imports.readers.opendocument_looks import opendocument_looks
from stalkplan.imports.readers.sheet_look import CellPlace, Run, SheetLook, StruckText, merged
from stalkplan.imports.readers.texts import STRUCK, tidy, warnings_on
from stalkplan.imports.readers.xmltext import paragraphs_of
from stalkplan.record.numbers import to_letters

SheetValue = int | float | str | bool | time | date | datetime | timedelta


def read(data: bytes) -> Document:
    """Return the sheets that are not empty.

    Dates are ISO, or a month where the sheet displays one. Numbers are as displayed, if their
    format is a known one. A formula without a saved value stands as its text. Hidden cells are
    kept, comments, struck-out text and text boxes left out, all with a warning.

    Raises SourceError past the bounds, or if it is no workbook.
    """
    parts = unpack(data)
    is_excel = "xl/workbook.xml" in parts
    looks = excel_looks(parts) if is_excel else opendocument_looks(parts)
    try:
        document = _document(CalamineWorkbook.from_filelike(BytesIO(pack(parts))), looks)
    except CalamineError:
        raise SourceError(DAMAGED) from None
    texts = paragraphs_of(parts, r"xl/drawings/drawing\d*\.xml")
    texts += (text for look in looks.values() for text in look.drawn)
    drawn = warnings_on(DRAWN, texts)
    document = document._replace(warnings=[*document.warnings, *drawn])
    is_annotated = b":annotation" in parts.get("content.xml", b"")
    if is_annotated or any(name.startswith("xl/comments") for name in parts):
        return document._replace(warnings=[*document.warnings, NOT_READ])
    return document


def not_of_one_row(data: bytes) -> str:
    """Return what in a workbook is no value of one row, in words; nothing if all cells are.

    Of merged cells only the first has a value, and a formula has none until a program has
    calculated it.
    """
    parts = unpack(data).values()
    if any(map(_MERGED.search, parts)):
        return "has merged cells; take them apart, a row is about one item"
    cells = [cell.decode() for part in parts for cell in _FORMULA.findall(part)]
    if cells or any(b" table:formula=" in part for part in parts):
        where = f" in {', '.join(cells[:5])}" if cells else ""
        return f"has a formula{where}; write what it comes to"
    return ""


_MERGED = re.compile(rb"<mergeCell |number-(?:rows|columns)-spanned=\"(?!1\")")
_FORMULA = re.compile(rb"<c\b[^>]*\br=\"([A-Z]+[0-9]+)\"[^>]*>\s*<f\b")


def _document(book: CalamineWorkbook, looks: Mapping[str, SheetLook]) -> Document:
    tally = SourceSize()
    tables: list[SourceTable] = []
    hidden: list[str] = []
    unsure: list[str] = []
    struck: list[str] = []
    formulas: list[str] = []
    for known in book.sheets_metadata:
        if known.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(known.name)
        look = looks.get(known.name, SheetLook())
        table = _table(sheet, look, len(tables) + 1, tally, struck)
        formulas += (f"{_name(place)} {look.formulas[place]}" for place in sorted(look.formulas))
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
            *warnings_on("a hidden sheet, row or column is kept", hidden),
            *warnings_on("a number that may be displayed otherwise", unsure),
            *warnings_on(STRUCK, struck),
            *warnings_on("a formula has no saved value; open the file and save it again", formulas),
        ],
    )


def _table(
    sheet: CalamineSheet, look: SheetLook, number: int, tally: SourceSize, struck: list[str]
) -> SourceTable:
    """Return the cells of a sheet; the texts that are struck out go to `struck`."""
    first_row, first_column = sheet.start or (0, 0)
    rows: list[list[str]] = []
    for down, values in enumerate(sheet.to_python()):
        tally.add(len(values))
        places = ((first_row + down, first_column + across) for across in range(len(values)))
        rows.append([_shown(v, place, look) for v, place in zip(values, places, strict=True)])
    for row, column in sorted(look.formulas):
        _put_formula(rows, (row - first_row, column - first_column), look.formulas[row, column])
    for row, column in sorted({*look.struck, *look.partly_struck}):
        down, across = row - first_row, column - first_column
        if 0 <= down < len(rows) and 0 <= across < len(rows[down]):
            known = look.partly_struck.get((row, column))
            if known is None or (row, column) in look.struck:
                known = StruckText("", rows[down][across])
            struck.append(known.struck)
            rows[down][across] = tidy(known.kept)
    covered = dict(islice(_covered(look, len(rows), first_row, first_column), MAX_CELLS))
    return SourceTable(number, rows, tidy(sheet.name), first_row + 1, covered)


def _covered(
    look: SheetLook, rows: int, first_row: int, first_column: int
) -> Iterator[tuple[CellPlace, int]]:
    """Yield the places in these rows that a cell above covers, with the row where it begins."""
    for (row, column), last in look.spans:
        begin = row - first_row
        if begin >= 0 and column >= first_column:
            for below in range(begin + 1, min(last - first_row + 1, rows)):
                yield (below, column - first_column), begin


def _put_formula(rows: list[list[str]], place: CellPlace, text: str) -> None:
    """Put the text of a formula without a value where it stands, also past the last filled cell."""
    row, column = place
    if row < 0 or column < 0:
        return  # above or left of all values there is no plan
    rows += ([] for _ in range(row + 1 - len(rows)))
    rows[row] += [""] * (column + 1 - len(rows[row]))
    rows[row][column] = rows[row][column] or text


def _name(place: CellPlace) -> str:
    """Return a place as a sheet names it, such as B2."""
    return f"{to_letters(place[1] + 1).upper()}{place[0] + 1}"


def _shown(value: SheetValue, place: CellPlace, look: SheetLook) -> str:
    """Return a value as the sheet displays it, as far as we know its format."""
    is_text = isinstance(value, str) and value != ""
    if place in look.shown and not is_text:  # an error has no value
        return tidy(look.shown[place])
    if isinstance(value, str):
        return tidy(value)
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
    """Yield the words of hidden rows and columns, of neighbours together."""
    for run in merged(look.hidden_rows):
        yield _words(rows[_part(run, first[0])])
    for run in merged(look.hidden_columns):
        yield _words([row[_part(run, first[1])] for row in rows])


def _part(run: Run, first: int) -> slice:
    return slice(max(run.first - first, 0), max(run.last - first + 1, 0))


def _words(rows: Sequence[Sequence[str]]) -> str:
    return " ".join(cell for row in rows for cell in row if cell)
