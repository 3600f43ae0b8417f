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
from stalkplan.privacy.public_types import PublicAnswer, PublicItem, PublicRecord, PublicUpdate
from stalkplan.record.dates import Window
from stalkplan.reports import item_words
from stalkplan.reports.blocks import Report
from stalkplan.reports.formats import Screen
from stalkplan.reports.sheets import Book, CellValue, Sheet, about
from stalkplan.verdict import words
from stalkplan.verdict.as_data import number_view
from stalkplan.verdict.timeliness import DueFrom
from stalkplan.verdict.visible import visible

MOST_IN_A_CELL = 32_767
"""UTF-16 units that a cell can hold. The library drops a longer text without a word."""

_FIRST_YEAR = 1901
"""Older dates have no number in a spreadsheet, and are written as text."""

_LINE, _HIGHEST, _HEAD = 15, 405, 36
"""Height of a line, the most that a row may have, and that of the headings, in points."""


def _stated(stated: Window | str | None) -> date | str | None:
    """Return a restated deadline as a cell: a day as a date, anything longer as it is written."""
    if isinstance(stated, Window):
        return stated.last if stated.is_day else stated.text
    return stated


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
    writer = BookWriter(record.publication.title, on=record.on)
    for sheet in (_cover(record), *_sheets(record)):
        writer.write(sheet)
    return writer.finished()


def book_of(book: Book) -> bytes:
    """Return a workbook of tables that are made."""
    writer = BookWriter(book.title, on=book.on)
    for sheet in book.sheets():
        writer.write(sheet)
    return writer.finished()


class BookWriter:
    """Writes sheets into one workbook, and keeps the texts that are too long for a cell."""

    def __init__(self, title: str, *, on: date) -> None:
        self._file = BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = book = Workbook(self._file, options)
        made = datetime(max(on.year, 1980), on.month, on.day)  # noqa: DTZ001
        book.set_properties({"title": visible(title), "created": made})
        look = {"valign": "top", "text_wrap": True}
        self._text: Format = book.add_format({**look, "num_format": "@"})
        apart = {"align": "right", "indent": 1}  # from the text of the next column
        self._number: Format = book.add_format({**look, **apart, "num_format": "0"})
        self._day: Format = book.add_format({**look, "num_format": "yyyy-mm-dd", "align": "left"})
        self._head: Format = book.add_format(
            {**look, "bold": True, "bottom": 1, "valign": "vcenter"}
        )
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
                "columns": [
                    {"header": name, "header_format": self._head} for name, _ in sheet.columns
                ],
            },
        )
        for column, (name, width) in enumerate(sheet.columns):
            look = self._day if name in sheet.days else self._text
            page.set_column(column, column, width, look)
        page.set_row(0, _HEAD)
        page.freeze_panes(1, sheet.frozen)
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
        page.set_landscape()
        page.set_paper(9)  # A4
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.fit_to_pages(sheet.across, 0)
        page.repeat_rows(0)
        if sheet.frozen:
            page.repeat_columns(0, sheet.frozen - 1)
        page.set_footer("&L&A&R&P / &N")
        return page

    def _cell(self, page: Worksheet, sheet: Sheet, row: int, column: int, value: CellValue) -> None:
        if value is None or value == "":
            return
        if isinstance(value, bool):
            page.write_string(row, column, "yes" if value else "no", self._text)
        elif isinstance(value, int):
            page.write_number(row, column, value, self._number)
        elif isinstance(value, date) and value.year >= _FIRST_YEAR:
            page.write_datetime(row, column, value, self._day)
        else:
            text = visible(str(value))
            if _units(text) > MOST_IN_A_CELL:
                name = sheet.columns[column][0]
                where = f"{sheet.name}, row {row + 1}, {name}"
                parts = list(_parts(text, MOST_IN_A_CELL - 100))
                self._long += ((where, name, n, part) for n, part in enumerate(parts, start=1))
                text = f"{parts[0]} [continued in full on the sheet Long texts: {where}]"
            page.write_string(row, column, text, self._text)

    def finished(self) -> bytes:
        """Return the workbook; the texts in parts, if there are any, stand on its last sheet."""
        if self._long:
            columns = (("Cell", 32), ("Column", 16), ("Part", 8), ("Text", 120))
            self.write(Sheet("Long texts", columns, self._long))
        self._book.close()
        return self._file.getvalue()


def _height(sheet: Sheet, values: Sequence[CellValue]) -> int:
    """Return the height of a row in points, as not every program makes room for wrapped text."""
    widths = (width for _, width in sheet.columns)
    lines = [
        -(-len(value) // (width - 2))
        for value, width in zip(values, widths, strict=True)
        if isinstance(value, str)
    ]
    return min(_LINE * max(lines, default=1), _HIGHEST)


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _parts(text: str, room: int) -> Iterator[str]:
    """Yield a text in parts that fit into a cell even if each character takes two units."""
    for start in range(0, len(text), room // 2):
        yield text[start : start + room // 2]


def _cover(record: PublicRecord) -> Sheet:
    publication = record.publication
    are = "is" if record.withheld == 1 else "are"
    rows: list[tuple[str, CellValue]] = [
        (
            "What",
            "This workbook says what the plans say of each item, and gives the verdict on it.",
        ),
        ("Publication", publication.title),
        *([("By", publication.by)] if publication.by else []),
        ("Published", publication.published),
        ("As at", record.on),
        ("Verdict", " ".join(filter(None, record.verdict))),
        ("Recommendations", words.recorded_sentence(publication.recorded)),
        ("Withheld", f"{words.count(record.withheld, 'record')} {are} shown without text."),
    ]
    for organisation in record.organisations:
        rows.append(("Organisation", organisation.name))
        rows += [
            (label, text)
            for label, text in (
                ("Source", organisation.source),
                ("Corrections", organisation.contact),
                ("Help", organisation.help),
            )
            if text
        ]
    return about(rows)


_Column = tuple[str, int, Callable[[PublicItem], CellValue]]

_TO_PRINT: tuple[_Column, ...] = (
    ("Item", 12, lambda item: item.id),
    ("What was to be done", 46, lambda item: item.summary),
    ("Owner", 24, lambda item: item.who),
    ("Due", 12, lambda item: item.due),
    ("Where it stands", 16, item_words.where_it_stands),
    ("Days late", 9, lambda item: item.days_late),
    ("Promised for", 16, item_words.promise_of),
    ("Last update", 12, lambda item: item.last_update),
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
    ("Due", 12, lambda item: item.due),
    ("Due, first day", 12, lambda item: item.due_earliest),
    ("Where it stands", 18, item_words.where_it_stands),
    ("Days late", 9, lambda item: item.days_late),
    ("Verdict", 32, lambda item: item.outcome),
    ("Status in the plan", 16, item_words.status_in_plan),
    ("On whose word", 22, item_words.whose_word),
    ("Is it accepted", 16, lambda item: item_words.spaced(item.acceptance)),
    ("Promised for", 16, item_words.promise_of),
    ("Promise, wording", 28, lambda item: item.promise.wording if item.promise else None),
    ("Promise, last day", 12, lambda item: item.promise.latest if item.promise else None),
    ("Met by", 14, lambda item: item.discharged.by if item.discharged else None),
    ("Updates", 10, lambda item: len(item.updates)),
    ("Last update", 12, lambda item: item.last_update),
    ("Take note", 48, lambda item: "; ".join(text for _, text in item.flags)),
)

_ANSWERS: tuple[tuple[str, int, Callable[[PublicAnswer], CellValue]], ...] = (
    ("Answer", 80, lambda answer: answer.position),
    ("Is it accepted", 16, lambda answer: item_words.spaced(answer.acceptance)),
    ("Deadline as stated", 14, lambda answer: _stated(answer.stated_deadline)),
)

_UPDATES: tuple[tuple[str, int, Callable[[PublicUpdate], CellValue]], ...] = (
    ("Date", 12, lambda update: update.day),
    ("Status", 14, lambda update: item_words.spaced(update.status)),
    ("Note", 60, lambda update: update.note),
    ("Evidence", 40, lambda update: "; ".join(update.evidence)),
    ("Promised for", 16, lambda update: update.promise.words if update.promise else None),
    ("Promise, wording", 28, lambda update: update.promise.wording if update.promise else None),
    ("Owner", 24, lambda update: update.owner),
    ("Confirmed by", 24, lambda update: update.verified_by),
    ("Confirmed on", 12, lambda update: update.verified_on),
    ("Withheld", 10, lambda update: update.is_withheld),
)

_TAKEN_BACK = (("Taken back", 12), ("Why", 40))

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
        (names[i.organisation], i.id, item_words.spaced(flag), text)
        for i in record.items
        for flag, text in i.flags
    ]
    columns = (_WHOSE, _ITEM, ("Flag", 20), ("What it says", 80))
    yield Sheet("Take note", columns, notes, frozen=2)


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
        DueFrom.PROMISE: "an own promise",
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
