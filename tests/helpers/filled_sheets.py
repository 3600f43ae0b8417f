"""A sheet of `ask`, filled in as an owner would: as CSV, or as a workbook in another program."""

import csv
import re
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
from written_sources import ods_of

from stalkplan.privacy.owners_sheet import SheetColumn

Entries = Mapping[str, Mapping[str, object]]
"""What is written into which row: by an item's id, then by the column's heading."""


def fill(sheet: Path, entries: Entries) -> None:
    """Write entries into the cells of a sheet, CSV or workbook, as its kind stores them."""
    if sheet.suffix == ".csv":
        _fill_csv(sheet, entries)
    else:
        _fill_workbook(sheet, entries)


def _fill_csv(sheet: Path, entries: Entries) -> None:
    heads, *rows = csv.reader(StringIO(sheet.read_text("utf-8-sig")))
    for row in rows:
        for column, value in entries.get(row[0], {}).items():
            row[heads.index(column)] = str(value)
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([heads, *rows])


def as_ods(sheet: Path) -> Path:
    """Return an OpenDocument spreadsheet with what a CSV says; its ISO days are dates there."""
    rows = csv.reader(StringIO(sheet.read_text("utf-8-sig")))
    lines = "".join(
        f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows
    )
    columns = f"<table:table-column table:number-columns-repeated='{len(SheetColumn)}'/>"
    made = sheet.with_suffix(".ods")
    made.write_bytes(ods_of(f"<table:table table:name='Open items'>{columns}{lines}</table:table>"))
    return made


def _cell(text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", text)
    kind = f"'date' office:date-value='{text}'" if is_day else "'string'"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell office:value-type={kind}>{lines}</table:table-cell>"


def _fill_workbook(sheet: Path, entries: Entries) -> None:
    book = openpyxl.load_workbook(sheet)
    columns = {column: at for at, column in enumerate(SheetColumn, start=1)}
    for page in book:
        for row in range(2, page.max_row + 1):
            for column, value in entries.get(str(page.cell(row, 1).value), {}).items():
                cell = page.cell(row, columns[SheetColumn(column)])
                cell.value = value  # type: ignore[assignment]  # a day, or a text
                if isinstance(value, str):
                    cell.data_type = "s"  # the cells are of the format "text": no formula
    book.save(sheet)
