"""For spreadsheets: what is public as a workbook, a table on each sheet behind a summary.

Nothing is hidden, no text can become a formula or a link, and the same record gives the same bytes.
"""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from stalkplan.errors import WrongCallError
from stalkplan.privacy.public_types import PublicRecord
from stalkplan.reports.blocks import Report
from stalkplan.reports.formats import Screen
from stalkplan.reports.formats.on_paper import HEAD, layout_of, row_height
from stalkplan.reports.plan_book import plan_book
from stalkplan.reports.selection import public_selection
from stalkplan.reports.sheets import Book, CellValue, Sheet
from stalkplan.verdict import words
from stalkplan.verdict.visible import visible

MOST_IN_A_CELL = 32_767
"""UTF-16 units that a cell can hold. The library drops a longer text without a word."""

_FIRST_YEAR = 1901
"""Older dates have no number in a spreadsheet, and are written as text."""

_RULE, _SHADE, _TO_FILL = "#CFD3D8", "#E9ECEF", "#FFF8E1"
"""Colours: of lines between rows, of headings, of cells that people fill in."""

_LONGEST_TITLE = 80
"""Characters of the title over a printed sheet, where there is room for 255 UTF-16 units."""


def render(report: Report, screen: Screen) -> bytes:  # noqa: ARG001  every format takes the same
    """Return what is public of the items of a report as a workbook."""
    if report.book:
        return book_of(report.book)
    if not report.judged:
        raise ValueError("this report has no items")
    if len(report.judged) > 1:
        ids = ", ".join(part.publication for part in report.judged)
        raise WrongCallError(f"a workbook is of one publication; name it with --publication: {ids}")
    return workbook(public_selection(report.judged[0]))


def workbook(record: PublicRecord) -> bytes:
    """Return a workbook of a public record.

    A text that is too long for a cell stands in parts on a sheet of its own.
    """
    return book_of(plan_book(record))


def book_of(book: Book) -> bytes:
    """Return a workbook of tables that are made."""
    writer = BookWriter(book.title, on=book.on)
    for sheet in book.sheets():
        writer.write(sheet)
    return writer.finished()


class BookWriter:
    """Writes sheets into one workbook, and keeps the texts that are too long for a cell.

    `title` and the day stand over every sheet that is printed.
    """

    def __init__(self, title: str, *, on: date) -> None:
        self._file = BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": "Arial", "font_size": 10},
        }
        self._book = book = Workbook(self._file, options)
        made = datetime(max(on.year, 1980), on.month, on.day)  # noqa: DTZ001
        book.set_properties({"title": visible(title), "created": made})
        heading = words.cut(visible(title), _LONGEST_TITLE).replace("&", "&&")
        self._over = f'&L&"Arial,Bold"{heading}&R&"Arial,Regular"As at {words.long_date(on)}'
        look = {"valign": "top", "align": "left", "text_wrap": True, "indent": 1}
        lined = {"bottom": 1, "bottom_color": _RULE}
        day = {"num_format": "d mmm yyyy"}
        shade = {"bg_color": _TO_FILL}
        self._number: Format = book.add_format(
            {**look, **lined, "num_format": "0", "align": "right", "indent": 2}
        )
        head = {**look, "bold": True, "bottom": 1, "bg_color": _SHADE, "valign": "vcenter"}
        self._head: Format = book.add_format(head)
        self._head_of_numbers: Format = book.add_format({**head, "align": "right", "indent": 2})
        self._cells: dict[tuple[bool, bool], Format] = {
            (is_day, is_to_fill): book.add_format(
                {
                    **look,
                    **lined,
                    **(day if is_day else {"num_format": "@"}),
                    **(shade if is_to_fill else {}),
                }
            )
            for is_day in (False, True)
            for is_to_fill in (False, True)
        }
        self._below: Format = book.add_format({**look, "num_format": "@"})
        self._days_below: Format = book.add_format({**look, **day})
        self._long: list[tuple[str, str, int, str]] = []

    def write(self, sheet: Sheet) -> Worksheet:
        """Add a sheet with its table, even if there is nothing in it, and return it."""
        page = self._book.add_worksheet(sheet.name)
        last = max(1, len(sheet.rows))
        for row, values in enumerate(sheet.rows, start=1):
            for column, value in enumerate(values):
                self._cell(page, sheet, row, column, value)
            page.set_row(row, row_height(sheet, values))
        page.add_table(
            0,
            0,
            last,
            len(sheet.columns) - 1,
            {
                "name": sheet.table or sheet.name.replace(" ", "_"),
                "style": "Table Style Light 1",
                "banded_rows": False,
                "columns": [
                    {"header": name, "header_format": self._head_of(sheet, column)}
                    for column, (name, _) in enumerate(sheet.columns)
                ],
            },
        )
        for column, (name, width) in enumerate(sheet.columns):
            look = self._days_below if name in sheet.days else self._below
            page.set_column(column, column, width, look)
        page.set_row(0, HEAD)
        page.freeze_panes(1, sheet.frozen)
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
        layout = layout_of(sheet)
        if not layout.is_upright:
            page.set_landscape()
        page.set_paper(9)  # A4
        page.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
        page.fit_to_pages(layout.across, layout.down)
        if sheet.printed:
            page.print_area(0, 0, last, sheet.printed - 1)
        page.repeat_rows(0)
        if sheet.frozen:
            page.repeat_columns(0, sheet.frozen - 1)
        page.set_header(self._over)
        page.set_footer("&L&A&RPage &P of &N")
        return page

    def _head_of(self, sheet: Sheet, column: int) -> Format:
        """Return the look of a heading, which is above its numbers where there are any."""
        values = (row[column] for row in sheet.rows)
        has_numbers = any(isinstance(v, int) and not isinstance(v, bool) for v in values)
        return self._head_of_numbers if has_numbers else self._head

    def _cell(self, page: Worksheet, sheet: Sheet, row: int, column: int, value: CellValue) -> None:
        name = sheet.columns[column][0]
        look = self._cells[name in sheet.days, name in sheet.to_fill]
        if value is None or value in ("", ()):
            page.write_blank(row, column, None, look)
        elif isinstance(value, bool):
            page.write_string(row, column, "yes" if value else "no", look)
        elif isinstance(value, int):
            page.write_number(row, column, value, self._number)
        elif isinstance(value, date) and value.year >= _FIRST_YEAR:
            page.write_datetime(row, column, value, self._cells[True, name in sheet.to_fill])
        else:
            page.write_string(row, column, self._whole(sheet, row, name, _text(value)), look)

    def _whole(self, sheet: Sheet, row: int, column: str, text: str) -> str:
        """Return a text for a cell: one that is too long goes on on a sheet of its own."""
        if _units(text) <= MOST_IN_A_CELL:
            return text
        where = f"{sheet.name}, row {row + 1}, {column}"
        parts = list(_parts(text, MOST_IN_A_CELL - 100))
        self._long += ((where, column, n, part) for n, part in enumerate(parts, start=1))
        return f"{parts[0]} [continued in full on the sheet Long texts: {where}]"

    def finished(self) -> bytes:
        """Return the workbook; the texts in parts, if there are any, stand on its last sheet."""
        if self._long:
            columns = (("Cell", 32), ("Column", 16), ("Part", 8), ("Text", 120))
            self.write(Sheet("Long texts", columns, self._long))
        self._book.close()
        return self._file.getvalue()


def _text(value: CellValue) -> str:
    """Return the text of a cell; several texts are a list, one a line."""
    if isinstance(value, tuple):
        return "\n".join(map(visible, value))
    return visible(str(value))


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _parts(text: str, room: int) -> Iterator[str]:
    """Yield a text in parts that fit into a cell even if each character takes two units."""
    for start in range(0, len(text), room // 2):
        yield text[start : start + room // 2]
