"""Spreadsheets, calendars and papers: inert and complete, whatever is in the record."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from examples import IS_LONG
from icalendar import Calendar
from inert_output import JUDGES, said
from lost_plans import lost, not_looked
from spoilt_records import ON, every_text, record_of, register_of

from conftest import Result
from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import PublicRecord
from stalkplan.publish.brief import docx as papers_docx
from stalkplan.publish.brief import html, markdown
from stalkplan.publish.brief.content import brief_of
from stalkplan.publish.brief.parts import Brief
from stalkplan.publish.return_ import docx as return_docx
from stalkplan.publish.return_ import html as return_html
from stalkplan.publish.return_ import markdown as return_markdown
from stalkplan.publish.return_ import xlsx as return_xlsx
from stalkplan.publish.return_.content import Return, return_of
from stalkplan.record.files import read_folder
from stalkplan.record.register import build
from stalkplan.reports.formats.ics import calendar
from stalkplan.reports.formats.xlsx import MOST_IN_A_CELL, book_of, workbook
from stalkplan.reports.rewritten import since_in_words
from stalkplan.reports.sheets import Book, CellValue, Sheet
from stalkplan.verdict.items import assess
from stalkplan.verdict.visible import visible

Run = Callable[..., Result]

SEVERAL = Path("tests/cases/folders/several")
_TABLE, _ROW = qn("w:tbl"), qn("w:tr")


def _cells(made: bytes) -> Iterator[tuple[str, object]]:
    book = openpyxl.load_workbook(BytesIO(made))
    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == []
    for sheet in book:
        assert not [d for d in sheet.column_dimensions.values() if d.hidden]
        assert not [d for d in sheet.row_dimensions.values() if d.hidden]
        assert len(sheet.tables) == 1
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell
                assert cell.hyperlink is None
                assert cell.comment is None
                yield sheet.title, cell.value


@every_text
def test_a_spreadsheet_holds_a_text_as_text_and_whole(text: str) -> None:
    cells = [*_cells(workbook(record_of(text)))]
    shown = visible(text.strip())
    values = [str(value) for _, value in cells if value is not None]
    whole = "".join(str(v) for sheet, v in cells if sheet == "Long texts" and isinstance(v, str))
    assert max(map(_units, values)) <= MOST_IN_A_CELL
    assert shown in values or shown in re.sub(r"[A-Z][a-z ]+, row \d+, [A-Za-z ,]+", "", whole)
    for value in values:
        if not value.startswith("_x"):
            said(value.replace("\n", " "))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_what_is_in_a_spreadsheet_has_its_type() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(record_of())))
    heading, first, *_ = book["Items"].iter_rows(values_only=True)
    row = dict(zip(heading, first, strict=True))
    assert (row["Organisation"], row["Owner"]) == ("City of London Police", "Crime registrar")
    assert (row["Where it stands"], row["Status in the plan"]) == (
        "overdue, no recent update",
        "no update",
    )
    assert row["Take note"] == "the answer repeats another in this plan word for word"
    assert (row["Item"], row["Requirement"], row["Recommendation"]) == ("7.1a", "7.1", 7)
    assert str(row["Due"]) == "2025-03-27 00:00:00"
    assert row["Days late"] == 606
    assert book["Items"]["A7"].number_format == "@"
    assert {name: max(1, len([*book[name].rows]) - 1) for name in book.sheetnames[1:]} == {
        "Items": 19, "Answers": 17, "Take note": 25,
    }  # fmt: skip


def test_a_missing_answer_is_noted_beside_the_flags() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(record_of())))
    notes = [row[:4] for row in book["Take note"].iter_rows(min_row=2, values_only=True)]
    assert [row for row in notes if row[0] in {"7.2", "27.1"}] == [
        ("7.2", "Crime recording", "no answer in the plan", "no answer")
    ]  # 27.1 has no action, and is complete
    (found,) = (row for row in book["Items"].iter_rows(values_only=True) if row[0] == "7.2")
    assert "no answer in the plan" in found


def test_a_spreadsheet_says_what_it_is() -> None:
    cover = openpyxl.load_workbook(BytesIO(workbook(record_of())))["Summary"]
    told = {str(label): value for label, value in cover.iter_rows(min_row=2, values_only=True)}
    assert str(told["As at"]) == f"{ON} 00:00:00"
    assert "Withheld" not in told
    assert str(told["Source of the plan"]).startswith("https://www.cityoflondon.police.uk/")
    assert told["Recommendations"] == (
        "17 of 29 recommendations are on record, not 1-6, 8, 9, 19, 24, 26 and 29. "
        "Their wording was not found; send it to whoever keeps the record."
    )


def test_the_first_sheet_names_the_others() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(record_of())))
    told = {str(row[0]): row[1] for row in book["Summary"].iter_rows(min_row=2, values_only=True)}
    named = [line.partition(":")[0] for line in str(told["Sheets"]).split("\n")]
    assert named == book.sheetnames[1:]
    assert str(told["What this is"]).startswith("The plan of City of London Police on the ")
    assert [*told][:5] == ["What this is", "As at", "Verdict", "By deadline", "Overdue, by owner"]


def test_the_first_sheet_is_a_page_to_hand_round() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(record_of())))
    told = {str(row[0]): row[1] for row in book["Summary"].iter_rows(min_row=2, values_only=True)}
    assert str(told["By deadline"]).split("\n") == [
        "22 November 2024: 2 items, 2 complete",
        "27 March 2025: 14 items, 1 complete, 13 overdue",
        "27 September 2025: 1 item, 1 overdue",
        "Promised, where no deadline is set: 1 item, 1 overdue",
        "No date: 1 item, 1 without a date",
    ]
    assert "Days to come" not in told, "all have passed"
    late = str(told["Overdue, by owner"]).split("\n")
    assert late[0] == "Crime registrar: 2 (7.1a Crime recording and 23.1a Early screening)"
    assert late[-1] == "No answer in the plan: 1 (7.2 Crime recording)"
    assert sum(int(line.split(": ")[1].split()[0]) for line in late) == 15
    assert (
        "No owner named: 7 (10.2b Training and policy, 11.1a Scale of stalking and 5 more)" in late
    )
    heights = [book["Summary"].row_dimensions[n + 1].height or 0 for n in range(len(told) + 1)]
    assert sum(heights) < 480, "points of A4 across, less its margins"


def test_the_first_sheet_says_what_comes_next() -> None:
    on = date(2025, 3, 28)
    book = openpyxl.load_workbook(BytesIO(workbook(record_of(on=on))))
    told = {str(row[0]): row[1] for row in book["Summary"].iter_rows(min_row=2, values_only=True)}
    assert str(told["Days to come"]).split("\n") == [
        "31 March 2025, first promise for March 2025: 14.1a Victims' rights",
        (
            "31 March 2025, promise for March 2025: 12.2a Risk management, "
            "13.1a Protection orders, 16.1a Victim services and 17.1a Case allocation"
        ),
        "27 September 2025, deadline: 22.1a Specialist teams",
    ]


def test_a_printed_sheet_says_whose_it_is_as_at_when_and_its_number() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(record_of("a & b && 27"))))
    for sheet in book:
        head, foot = sheet.oddHeader, sheet.oddFooter
        assert head is not None
        assert head.left is not None
        assert head.right is not None
        assert foot is not None
        assert foot.left is not None
        assert foot.right is not None
        assert "a && b &&&& 27" in str(head.left.text)
        assert head.right.text == "As at 23 November 2026"
        assert (foot.left.text, foot.right.text) == ("&A", "Page &P of &N")


def test_every_date_is_a_date_and_looks_alike() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(record_of())))
    dates = 0
    for sheet in book:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                is_date = isinstance(cell.value, datetime)
                dates += is_date
                assert cell.number_format == "d mmm yyyy" if is_date else True, cell
                assert not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", str(cell.value)), cell
    assert dates > 60


def test_every_sheet_keeps_its_headings_and_prints_one_page_wide() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(record_of())))
    names = book.sheetnames[1:]
    for sheet in book:
        assert str(sheet.freeze_panes).endswith("2")
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        fitted = sheet.sheet_properties.pageSetUpPr
        assert fitted
        assert fitted.fitToPage
        assert sheet.row_dimensions[1].height == 36
        assert sheet.page_setup.fitToWidth in (None, 1), sheet.title
    columns = {name: book[name].print_area.rpartition("$")[0].rpartition("!")[2] for name in names}
    assert columns == {"Items": "$A$1:$H", "Answers": "$A$1:$E", "Take note": "$A$1:$E"}


@dataclass(frozen=True)
class Printed:
    """A table of so many rows of a line each, and how it is printed: which way, and its pages."""

    widths: tuple[int, ...]
    rows: int
    orientation: str
    across: int
    down: int


@pytest.mark.parametrize(
    "case",
    [
        Printed((60, 60), 10, "landscape", 1, 1),
        Printed((60, 60), 33, "landscape", 1, 1),
        Printed((60, 60), 45, "portrait", 1, 1),
        Printed((60, 60), 70, "landscape", 1, 2),
        Printed((60, 60), 130, "portrait", 1, 3),
        Printed((60, 60), 645, "portrait", 1, 0),
        Printed((80, 80), 20, "landscape", 1, 1),
        Printed((30, *[14] * 17), 20, "landscape", 2, 1),
    ],
)
def test_a_table_takes_as_few_pages_as_are_easy_to_read(case: Printed) -> None:
    columns = tuple((f"Column {number}", width) for number, width in enumerate(case.widths))
    table = Sheet("Few", columns, [["a"] * len(columns)] * case.rows, frozen=1)
    made = book_of(Book("A plan", ON, lambda: [table]))
    (sheet,) = openpyxl.load_workbook(BytesIO(made))
    setup = sheet.page_setup
    pages = [1 if n is None else int(n) for n in (setup.fitToWidth, setup.fitToHeight)]
    assert (setup.orientation, pages) == (case.orientation, [case.across, case.down])


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Head of Digital", 24, 1),
        ("Learning and Organisational Development Team", 24, 3),
        (("https://northshire.example/team", "https://www.northshire.example/minutes-9"), 30, 4),
        ("https://northshire.example/investigations-committee/recommendations-considered", 24, 5),
        ("", 24, 1),
        (None, 24, 1),
    ],
)
def test_a_row_has_room_for_every_line_of_its_texts(
    text: CellValue, width: int, lines: int
) -> None:
    """A row that is too low cuts the end of a name on paper, and nothing shows that it did."""
    table = Sheet("One", (("One", width),), [(text,)])
    (sheet,) = openpyxl.load_workbook(BytesIO(book_of(Book("A plan", ON, lambda: [table]))))
    assert sheet.row_dimensions[2].height == pytest.approx(13 * lines + 4, abs=0.5)


def test_what_is_overdue_or_complete_is_seen_at_a_glance() -> None:
    """A colour is behind its word, and behind no other column that has the same word."""
    table = Sheet("One", (("Status", 9), ("State", 9)), [("overdue", "overdue")], states=["State"])
    (sheet,) = openpyxl.load_workbook(BytesIO(book_of(Book("A plan", ON, lambda: [table]))))
    found = {
        (str(rules.sqref), rule.operator, rule.text, rule.dxf.fill.bgColor.rgb)
        for rules in sheet.conditional_formatting
        for rule in rules.rules
    }
    assert found == {
        ("B2", "beginsWith", "overdue", "FFFBE3E4"),
        ("B2", "beginsWith", "complete", "FFE2F1E5"),
    }


def test_a_heading_shows_what_is_unseen_in_it() -> None:
    """A theme of the publication is a heading, and may have any text."""
    table = Sheet("One", (("7 \x1b[31mred\u202e", 9),), [("a",)])
    (sheet,) = openpyxl.load_workbook(BytesIO(book_of(Book("A plan", ON, lambda: [table]))))
    assert sheet["A1"].value == visible("7 \x1b[31mred\u202e")
    assert next(iter(sheet.tables.values())).column_names == [sheet["A1"].value]


def test_a_heading_is_above_its_numbers() -> None:
    table = Sheet("One", (("Words", 9), ("Numbers", 9)), [("a", 1), ("b", None)])
    (sheet,) = openpyxl.load_workbook(BytesIO(book_of(Book("A plan", ON, lambda: [table]))))
    looks = [(c.alignment.horizontal, c.alignment.indent) for c in (sheet["B1"], sheet["B2"])]
    assert looks == [("right", 2)] * 2
    assert sheet["A1"].alignment.horizontal == "left"


def test_of_several_plans_a_print_says_whose_each_row_is() -> None:
    several = build(read_folder(SEVERAL).texts)
    record = public_record(several, assess(several, on=ON), on=ON)
    book = openpyxl.load_workbook(BytesIO(workbook(record)))
    assert book.sheetnames == ["Summary", "Items", "Answers", "Updates", "Take note"]
    for name in book.sheetnames[1:]:
        assert book[name]["A1"].value == "Organisation"
        assert str(book[name].freeze_panes) == "C2"
    printed = book["Updates"].print_area.partition(":")[2].replace("$", "")
    heads = [cell.value for cell in book["Updates"]["A1" : f"{printed[0]}1"][0]]
    assert heads[-2:] == ["Confirmed by", "Taken back"]


def test_the_summary_of_a_comparison_says_of_each_what_is_overdue(
    stalkplan: Run, tmp_path: Path
) -> None:
    """Who is handed the first sheet alone reads which organisations it is about."""
    output = tmp_path / "counts.xlsx"
    where = ("--data", "tests/cases/folders/several", "--as-of", "2025-06-30")
    assert stalkplan("compare", *where, "--output", output).code == 0
    book = openpyxl.load_workbook(output)
    told = {str(row[0]): row[1] for row in book["Summary"].iter_rows(min_row=2, values_only=True)}
    names = [row[0] for row in book["Organisations"].iter_rows(min_row=2, values_only=True)]
    assert [name for name in told if name in names] == names
    for row in book["Organisations"].iter_rows(min_row=2, values_only=True):
        assert str(told[str(row[0])]).startswith(f"{row[3]} of {row[1]} recommendation")
        last = row[-1]
        since = "never updated" if last == "none" else f"{last.day} {last:%B %Y}"  # type: ignore[union-attr]
        assert str(told[str(row[0])]).endswith(since)


@pytest.mark.parametrize(
    ("typed", "sheets", "cell"),
    [
        (
            "compare --by theme",
            ["Summary", "Organisations", "By theme", "Side by side"],
            "Kent Police",
        ),
        ("trend --since 2025-01-01", ["Summary", "By month"], datetime(2025, 1, 31)),  # noqa: DTZ001
    ],
)
def test_counts_of_many_are_a_workbook(
    typed: str, sheets: list[str], cell: object, stalkplan: Run, tmp_path: Path
) -> None:
    output = tmp_path / "counts.xlsx"
    where = ("--data", "tests/cases/folders/several", "--as-of", "2025-06-30")
    assert stalkplan(*typed.split(), *where, "--output", output).code == 0
    book = openpyxl.load_workbook(output)
    assert book.sheetnames[: len(sheets)] == sheets
    assert cell in [row[0].value for row in book[sheets[1]].iter_rows(min_row=2)]
    assert [*_cells(output.read_bytes())]


def test_files_of_an_office_hold_nothing_of_who_made_them_or_when() -> None:
    made = [
        *(workbook(record_of()), papers_docx.render(_brief(record_of()))),
        *(return_docx.render(_return(record_of())), return_xlsx.render(_return(record_of()))),
    ]
    for file in map(BytesIO, made):
        with ZipFile(file) as parts:
            properties = parts.read("docProps/core.xml").decode()
            assert {info.date_time[0] for info in parts.infolist()} == {1980}
            assert not [name for name in parts.namelist() if "thumbnail" in name]
        for tag in ("creator", "lastModifiedBy", "description", "keywords", "subject"):
            assert not re.search(rf"<\w+:{tag}[^>/]*>[^<]", properties), (tag, properties)
        assert set(re.findall(r"\d{4}-\d\d-\d\d", properties)) == {f"{ON}"}


def _brief(record: PublicRecord) -> Brief:
    return brief_of(
        record,
        history=partial(since_in_words, not_looked(date(2024, 12, 1))),
        audience="the board",
    )


def _return(record: PublicRecord) -> Return:
    return return_of(record, since=date(2024, 9, 27))


MAKERS: Mapping[str, Callable[[PublicRecord], str | bytes]] = {
    "xlsx": workbook,
    "ics": calendar,
    "docx": lambda record: papers_docx.render(_brief(record)),
    "html": lambda record: html.render(_brief(record)),
    "markdown": lambda record: markdown.render(_brief(record)),
    "return docx": lambda record: return_docx.render(_return(record)),
    "return xlsx": lambda record: return_xlsx.render(_return(record)),
}


@pytest.mark.parametrize("name", MAKERS)
def test_the_same_record_gives_the_same_bytes(name: str) -> None:
    assert MAKERS[name](record_of()) == MAKERS[name](record_of())


@every_text
def test_papers_are_inert(text: str) -> None:
    record = record_of(text)
    history = lost(register_of(text), date(2024, 1, 1), on=ON)
    brief = brief_of(record, history=partial(since_in_words, history), audience=text)
    JUDGES["markdown"](markdown.render(brief))
    JUDGES["markdown"](return_markdown.render(_return(record)))
    for page in (html.render(brief), return_html.render(_return(record))):
        said(page)
        _Page().feed(page)
    if IS_LONG or len(text) % 2:  # a document takes a tenth of a second
        document = docx.Document(BytesIO(papers_docx.render(brief)))
        assert "hyperlink" not in document.element.xml
        made = docx.Document(BytesIO(return_docx.render(_return(record))))
        assert "hyperlink" not in made.element.xml
        assert document.paragraphs[0].text == visible(brief.title)


class _Page(HTMLParser):
    """Reads a page; nothing in it may act."""

    _OURS = frozenset(
        {
            *("html", "head", "meta", "title", "style", "body", "main", "p", "h1", "h2", "h3"),
            *("ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "strong"),
            "div",
        }
    )
    _ATTRIBUTES = frozenset(
        {
            *("lang", "charset", "http-equiv", "content", "name", "class", "scope", "colspan"),
            *("role", "aria-label", "tabindex"),
        }
    )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self._OURS, tag
        assert {name for name, _ in attrs} <= self._ATTRIBUTES, attrs


def test_a_table_of_a_document_has_a_head_that_is_read_out() -> None:
    document = docx.Document(BytesIO(papers_docx.render(_brief(record_of()))))
    assert len(document.tables) == 4
    rows = [row.xml for table in document.element.body.iter(_TABLE) for row in table.iter(_ROW)]
    assert sum("w:tblHeader" in row for row in rows) == len(document.tables)
    styles = [p.style.name for p in document.paragraphs if p.style]
    assert (styles.count("Title"), styles.count("Heading 1")) == (1, 6)
    assert 'w:lang w:val="en-GB"' in document.styles.element.xml
    assert "en-US" not in document.styles.element.xml.replace('w:eastAsia="en-US"', "")


@pytest.mark.parametrize("name", ["xlsx", "ics"])
def test_an_owner_gets_their_own(name: str, stalkplan: Run, tmp_path: Path) -> None:
    output = tmp_path / f"own.{name}"
    typed = ("status", "--owner", "Crime registrar", "--format", name, "--output", output)
    assert stalkplan(*typed, "--as-of", "2026-11-23").code == 0
    if name == "ics":
        today, *events = Calendar.from_ical(output.read_bytes()).walk("VEVENT")
        told = "Selection: 2 of 2 items are overdue, City of London Police"
        assert str(today["SUMMARY"]) == told
        assert "This is a selection, without 17 other items." in str(today["DESCRIPTION"])
        lines = str(today["DESCRIPTION"]).split("\n")
        assert [line.split()[0] for line in lines[-2:]] == ["7.1a", "23.1a"]
        assert events == []
    else:
        told = str(openpyxl.load_workbook(output)["Summary"]["B2"].value)
        assert told.startswith("A selection: 2 of 19 items in the plan of City of London Police on")
        sheet = openpyxl.load_workbook(output)["Items"]
        assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["7.1a", "23.1a"]


@pytest.mark.parametrize("typed", ["status", "status --org kent"])
def test_a_whole_plan_is_no_selection(typed: str, stalkplan: Run, tmp_path: Path) -> None:
    output = tmp_path / "whole.xlsx"
    assert stalkplan(*typed.split(), "--data", SEVERAL, "--output", output).code == 0
    told = str(openpyxl.load_workbook(output)["Summary"]["B2"].value)
    assert told.startswith(("3 plans on", "The plan of Kent Police on"))
