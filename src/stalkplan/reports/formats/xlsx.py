"""For spreadsheets: what is public as a workbook, a table on each sheet behind a cover.

Nothing is hidden, no text can become a formula or a link, and the same record gives the same bytes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from stalkplan.errors import WrongCallError
from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import (
    PublicAnswer,
    PublicItem,
    PublicPromise,
    PublicRecord,
    PublicUpdate,
)
from stalkplan.record.dates import Window
from stalkplan.reports import item_words
from stalkplan.reports.blocks import Report
from stalkplan.reports.formats import Screen
from stalkplan.reports.sheets import Book, CellValue, Sheet, about
from stalkplan.verdict import words
from stalkplan.verdict.as_data import number_view
from stalkplan.verdict.items import Kind
from stalkplan.verdict.recorded_words import recorded_here
from stalkplan.verdict.state_words import KINDS
from stalkplan.verdict.timeliness import DONE, SET_ASIDE, DueFrom
from stalkplan.verdict.visible import visible

MOST_IN_A_CELL = 32_767
"""UTF-16 units that a cell can hold. The library drops a longer text without a word."""

_FIRST_YEAR = 1901
"""Older dates have no number in a spreadsheet, and are written as text."""

_LINE, _HIGHEST, _HEAD = 13, 405, 36
"""Height of a line, the most that a row may have, and that of the headings, in points."""

_RULE, _SHADE, _TO_FILL = "#CFD3D8", "#E9ECEF", "#FFF8E1"
"""Colours: of lines between rows, of headings, of cells that people fill in."""

_LONGEST_TITLE = 80
"""Characters of the title over a printed sheet, where there is room for 255 UTF-16 units."""


def _stated(stated: Window | str | None) -> date | str | None:
    """Return a restated deadline as a cell: a day as a date, anything longer in words."""
    if isinstance(stated, Window):
        return stated.last if stated.is_day else words.long_window(stated)
    return stated


def _promised(promise: PublicPromise | None, none: str | None = "none") -> date | str | None:
    """Return a promise as a cell: a day as a date, `March 2025`, or `no date` for mere words."""
    if promise is None:
        return none
    is_day = promise.is_deadline and promise.earliest == promise.latest
    return promise.latest if is_day and promise.latest else promise.words


def render(report: Report, screen: Screen) -> bytes:  # noqa: ARG001  every format takes the same
    """Return what is public of the items of a report as a workbook."""
    if report.book:
        return book_of(report.book)
    if not report.judged:
        raise ValueError("this report has no items")
    if len(report.judged) > 1:
        ids = ", ".join(part.publication for part in report.judged)
        raise WrongCallError(f"a workbook is of one publication; name it with --publication: {ids}")
    register, items, on = report.judged[0]
    return workbook(public_record(register, items, on=on))


def workbook(record: PublicRecord) -> bytes:
    """Return a workbook of a public record: a cover, items, answers, updates and notes.

    A text that is too long for a cell stands in parts on a sheet of its own.
    """
    writer = BookWriter(title_of(record), on=record.on)
    for sheet in (_cover(record), *_sheets(record)):
        writer.write(sheet)
    return writer.finished()


def title_of(record: PublicRecord) -> str:
    """Return what a workbook of a record is called: whose plan it is, if it is one, and on what."""
    names = [organisation.name for organisation in record.organisations]
    return ": ".join((*(names if len(names) == 1 else ()), record.publication.title))


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
        self._head: Format = book.add_format(
            {**look, "bold": True, "bottom": 1, "bg_color": _SHADE, "valign": "vcenter"}
        )
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
            page.set_row(row, _height(sheet, values))
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
                    {"header": name, "header_format": self._head} for name, _ in sheet.columns
                ],
            },
        )
        for column, (name, width) in enumerate(sheet.columns):
            look = self._days_below if name in sheet.days else self._below
            page.set_column(column, column, width, look)
        page.set_row(0, _HEAD)
        page.freeze_panes(1, sheet.frozen)
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
        page.set_landscape()
        page.set_paper(9)  # A4
        page.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
        page.fit_to_pages(sheet.across, 0)
        page.repeat_rows(0)
        if sheet.frozen:
            page.repeat_columns(0, sheet.frozen - 1)
        page.set_header(self._over)
        page.set_footer("&L&A&RPage &P of &N")
        return page

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


def _height(sheet: Sheet, values: Sequence[CellValue]) -> int:
    """Return the height of a row in points, as not every program makes room for wrapped text."""
    cells = zip(values, (width for _, width in sheet.columns), strict=True)
    lines = [_lines(value, width) for value, width in cells]
    return min(_LINE * max(lines) + 3, _HIGHEST)


def _lines(value: CellValue, width: int) -> int:
    """Return how many lines the text of a cell takes in a column of so many characters."""
    texts = value if isinstance(value, tuple) else (value,)
    return sum(-(-len(text) // (width - 1)) if isinstance(text, str) else 1 for text in texts)


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _parts(text: str, room: int) -> Iterator[str]:
    """Yield a text in parts that fit into a cell even if each character takes two units."""
    for start in range(0, len(text), room // 2):
        yield text[start : start + room // 2]


def _cover(record: PublicRecord) -> Sheet:
    publication = record.publication
    names = [organisation.name for organisation in record.organisations]
    whose = f"The plan of {names[0]}" if len(names) == 1 else f"{len(names):,} plans"
    whose += f' on the recommendations of "{publication.title}"'
    rows: list[tuple[str, CellValue]] = [
        ("What this is", f"{whose}, item by item, with a verdict on each."),
        ("As at", record.on),
        ("Verdict", " ".join(filter(None, record.verdict))),
        ("Sheets", tuple(f"{name}: {what}" for name, what in _SHEETS.items())),
    ]
    details: list[tuple[str, CellValue]] = [
        ("Recommendations", recorded_here(publication.recorded)),
        *([("Made by", publication.by)] if publication.by else []),
        ("Published", publication.published),
    ]
    if record.withheld:
        are = "is" if record.withheld == 1 else "are"
        withheld = f"{words.count(record.withheld, 'record')} {are} shown without text."
        details.append(("Withheld", withheld))
    for organisation in record.organisations:
        addresses = {
            "Source of the plan": organisation.source,
            "Corrections": organisation.contact,
            "Help": organisation.help,
        }
        known = [(label, text) for label, text in addresses.items() if text]
        if len(names) > 1 and known:
            lines = tuple(f"{label}: {text}" for label, text in known)
            details.append((organisation.name, lines))
        else:
            details += known
    return about(rows, details)


_SHEETS = {
    "To print": "the items in eight columns, for paper",
    "Items": "all that is known of each item, for filters and sums",
    "Answers": "what was asked, and what the plan answers",
    "Updates": "what the plan reported, and when",
    "Take note": "what a reader should know of an item, a line for each point",
}
"""The sheets after the first, and what each has."""

_Column = tuple[str, int, Callable[[PublicItem], CellValue]]

_TO_PRINT: tuple[_Column, ...] = (
    ("Item", 12, lambda item: item.id),
    ("What was to be done", 46, lambda item: item.summary),
    ("Owner", 22, lambda item: item.who),
    ("Due", 14, lambda item: item.due),
    ("Where it stands", 16, item_words.where_it_stands),
    ("Days late", 8, lambda item: item.days_late),
    ("Promised for", 16, lambda item: _promised(item.promise)),
    ("Last update", 14, lambda item: item.last_update),
)
"""Columns that are read on a sheet of A4; of several organisations theirs takes the promise's."""

_ITEMS: tuple[_Column, ...] = (
    ("Item", 12, lambda item: item.id),
    ("Requirement", 14, lambda item: item.ref),
    ("Recommendation", 17, lambda item: number_view(item.recommendation)),
    ("Milestone", 12, lambda item: item.milestone),
    ("Theme", 20, lambda item: item.theme),
    ("What was to be done", 48, lambda item: item.summary),
    ("Owner", 24, lambda item: item.owner),
    ("Due", 14, lambda item: item.due),
    ("Due, first day", 14, lambda item: item.due_earliest),
    ("Where it stands", 18, item_words.where_it_stands),
    ("Days late", 9, lambda item: item.days_late),
    ("Verdict", 32, lambda item: item.outcome),
    ("Status in the plan", 16, item_words.status_in_plan),
    ("On whose word", 22, item_words.whose_word),
    ("Accepted?", 16, lambda item: item_words.spaced(item.acceptance)),
    ("Promised for", 16, lambda item: _promised(item.promise)),
    ("Promise, wording", 28, lambda item: item.promise.wording if item.promise else None),
    ("Promise, last day", 14, lambda item: item.promise.latest if item.promise else None),
    ("Met or closed by", 16, lambda item: item.discharged.by if item.discharged else None),
    ("Updates", 10, lambda item: len(item.updates)),
    ("Last update", 14, lambda item: item.last_update),
    ("Take note", 48, lambda item: tuple(text for _, text in _notes_of(item))),
)

_ANSWERS: tuple[tuple[str, int, Callable[[PublicAnswer], CellValue]], ...] = (
    ("Answer", 80, lambda answer: answer.position),
    ("Accepted?", 16, lambda answer: item_words.spaced(answer.acceptance)),
    ("Deadline as stated", 14, lambda answer: _stated(answer.stated_deadline)),
)

_UPDATES: tuple[tuple[str, int, Callable[[PublicUpdate], CellValue]], ...] = (
    ("Date", 14, lambda update: update.day),
    ("Status", 14, lambda update: item_words.spaced(update.status)),
    ("Note", 60, lambda update: update.note),
    ("Evidence", 40, lambda update: tuple(filter(None, update.evidence))),
    ("Promised for", 16, lambda update: _promised(update.promise, none=None)),
    ("Promise, wording", 28, lambda update: update.promise.wording if update.promise else None),
    ("Owner", 24, lambda update: update.owner),
    ("Confirmed by", 24, lambda update: update.verified_by),
    ("Confirmed on", 14, lambda update: update.verified_on),
    ("Withheld", 10, lambda update: update.is_withheld),
)

_TAKEN_BACK = (("Taken back", 14), ("Why", 40))

_WHOSE = ("Organisation", 24)

_ITEM = ("Item", 12)

_SET_BY = ("Due date set by", 16)


def _sheets(record: PublicRecord) -> Iterator[Sheet]:
    names = {organisation.id: organisation.name for organisation in record.organisations}
    yield _to_print(record, names)
    items = [
        [names[item.organisation], *_cells_of(item, _ITEMS), _set_by(item, record)]
        for item in record.items
    ]
    columns = (_WHOSE, *_headings(_ITEMS), _SET_BY)
    yield Sheet("Items", columns, items, frozen=2, across=3)
    asked = (_WHOSE, ("Requirement", 14), ("Asked", 48))
    yield Sheet("Answers", (*asked, *_headings(_ANSWERS)), [*_answer_rows(record)], frozen=2)
    updates = [
        [names[item.organisation], item.id, *(value(update) for _, _, value in _UPDATES), on, why]
        for item in record.items
        for update, on, why in (*((u, None, None) for u in item.updates), *item.retracted)
    ]
    columns = (_WHOSE, _ITEM, *_headings(_UPDATES), *_TAKEN_BACK)
    yield Sheet("Updates", columns, updates, frozen=2, across=2)
    notes = [
        (names[item.organisation], item.id, point, text)
        for item in record.items
        for point, text in _notes_of(item)
    ]
    columns = (_WHOSE, _ITEM, ("Point", 20), ("What it says", 80))
    yield Sheet("Take note", columns, notes, frozen=2)


def _notes_of(item: PublicItem) -> Iterator[tuple[str, str]]:
    """Yield what a reader should know of an item: what an open one lacks, then its flags."""
    if item.kind is not Kind.ACTION and item.timeliness not in (*DONE, *SET_ASIDE):
        lacks = KINDS[item.kind].lacks
        yield lacks, f"{lacks} in the plan"
    for flag, text in item.flags:
        yield item_words.spaced(flag), text


def _to_print(record: PublicRecord, names: Mapping[str, str]) -> Sheet:
    """Return the items in eight columns, which a sheet of A4 has room for."""
    if len(names) == 1:
        rows = [_cells_of(item, _TO_PRINT) for item in record.items]
        return Sheet("To print", _headings(_TO_PRINT), rows, frozen=1)
    columns = tuple(column for column in _TO_PRINT if column[0] != "Promised for")
    rows = [[names[item.organisation], *_cells_of(item, columns)] for item in record.items]
    return Sheet("To print", (_WHOSE, *_headings(columns)), rows, frozen=2)


def _cells_of(item: PublicItem, columns: Sequence[_Column]) -> list[CellValue]:
    return [value(item) for _, _, value in columns]


def _set_by(item: PublicItem, record: PublicRecord) -> str:
    """Return who set the date that binds an item."""
    words_of = {
        DueFrom.PUBLICATION: f"the {record.publication.noun}",
        DueFrom.EXTENSION: "an extension",
        DueFrom.PROMISE: "a promise in the plan",
    }
    return words_of[item.due_from] if item.due_from else ""


def _headings(columns: Sequence[tuple[str, int, Any]]) -> tuple[tuple[str, int], ...]:
    return tuple((name, width) for name, width, _ in columns)


def _answer_rows(record: PublicRecord) -> Iterator[Sequence[CellValue]]:
    for organisation in record.organisations:
        for recommendation in organisation.recommendations:
            for requirement in recommendation.requirements:
                answer = requirement.answer
                values = [value(answer) if answer else None for _, _, value in _ANSWERS]
                yield [organisation.name, requirement.ref, requirement.asked, *values]
