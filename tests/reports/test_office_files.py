"""Spreadsheets, calendars and papers: inert and whole, whatever is in the record."""

import re
from collections.abc import Callable, Iterator, Mapping
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
from hostile_texts import PLACES, TEXTS, Kind, kind_of, spoilt
from icalendar import Calendar, Component
from inert_output import JUDGES, said
from lost_plans import lost, not_looked

from conftest import DATA, Result
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
from stalkplan.record.register import Register, build
from stalkplan.reports.formats.ics import calendar
from stalkplan.reports.formats.xlsx import MOST_IN_A_CELL, workbook
from stalkplan.reports.rewritten import since_in_words
from stalkplan.verdict.items import assess
from stalkplan.verdict.visible import visible

Run = Callable[..., Result]

ON = date(2026, 11, 23)
_TABLE, _ROW = qn("w:tbl"), qn("w:tr")
LONG = "å" * 39_990 + " the end."
HOSTILE = {
    **TEXTS,
    "long": LONG,
    "long beyond one plane": "\U0001f6a8" * 20_000 + " the end.",
    "script link alone": "javascript:alert(1)",
    "link alone": "https://example.org/a",
    "escape of a spreadsheet": "_x000D_=1",
    "format of a date": "2025-03-27",
    "number": "10.10",
    "template": "{{ 7 * 7 }}{% raw %}",
    "attribute": '" onmouseover="alert(1)',
    "style": "</style><style>*{display:none}",
}
FREE = tuple(at for at in PLACES if kind_of(at[1]) is Kind.FREE)

every_text = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())


def _record(text: str | None = None, on: date = ON) -> PublicRecord:
    """Return what is public of the bundled plan, or of one with a text in every free field."""
    register = _register(text)
    assert register.problems == ()
    return public_record(register, assess(register, on=on), on=on)


def _register(text: str | None) -> Register:
    texts = (
        read_folder(DATA).texts
        if text is None
        else spoilt(text, FREE, escaped=max(text or "a") <= "\uffff")
    )
    texts = {name: said.replace("official-sensitive", "") for name, said in texts.items()}
    return build(texts)


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
    cells = [*_cells(workbook(_record(text)))]
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
    book = openpyxl.load_workbook(BytesIO(workbook(_record())))
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
    assert book["Items"]["C7"].number_format == "@"
    assert {name: max(1, len([*book[name].rows]) - 1) for name in book.sheetnames[1:]} == {
        "To print": 19, "Items": 19, "Answers": 17, "Updates": 1, "Take note": 25,
    }  # fmt: skip


def test_a_missing_answer_is_noted_beside_the_flags() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(_record())))
    notes = [row[1:] for row in book["Take note"].iter_rows(min_row=2, values_only=True)]
    assert [row for row in notes if row[0] in {"7.2", "27.1"}] == [
        ("7.2", "no answer", "no answer in the plan")
    ]  # 27.1 has no action, and is complete
    (found,) = (row for row in book["Items"].iter_rows(values_only=True) if row[1] == "7.2")
    assert "no answer in the plan" in found


def test_a_spreadsheet_says_what_it_is() -> None:
    cover = openpyxl.load_workbook(BytesIO(workbook(_record())))["About"]
    told = {str(label): value for label, value in cover.iter_rows(min_row=2, values_only=True)}
    assert str(told["As at"]) == f"{ON} 00:00:00"
    assert "Withheld" not in told
    assert str(told["Source of the plan"]).startswith("https://www.cityoflondon.police.uk/")
    assert told["Recommendations"] == (
        "17 of 29 recommendations are covered here, not 1-6, 8, 9, 19, 24, 26 and 29. "
        "What they ask is not known."
    )


def test_the_first_sheet_names_the_others() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(_record())))
    told = {str(row[0]): row[1] for row in book["About"].iter_rows(min_row=2, values_only=True)}
    named = [line.partition(":")[0] for line in str(told["Sheets"]).split("\n")]
    assert named == book.sheetnames[1:]
    assert str(told["What this is"]).startswith("The plan of City of London Police on the ")
    assert [*told][:5] == ["What this is", "As at", "Verdict", "Sheets", "How to read it"]


def test_a_printed_sheet_says_whose_it_is_as_at_when_and_its_number() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(_record("a & b && 27"))))
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
    book = openpyxl.load_workbook(BytesIO(workbook(_record())))
    dates = 0
    for sheet in book:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                is_date = isinstance(cell.value, datetime)
                dates += is_date
                assert cell.number_format == "d mmm yyyy" if is_date else True, cell
                assert not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", str(cell.value)), cell
    assert dates > 60


def test_every_sheet_keeps_its_headings_and_one_is_for_paper() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(_record())))
    for sheet in book:
        assert str(sheet.freeze_panes).endswith("2")
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.row_dimensions[1].height == 36
    heads = [cell.value for cell in book["To print"][1]]
    assert len(heads) == 8
    assert book["To print"].page_setup.fitToWidth in (None, 1)


@pytest.mark.parametrize(
    ("typed", "sheets", "cell"),
    [
        (
            "compare --by theme",
            ["About", "Organisations", "By theme", "Side by side"],
            "Kent Police",
        ),
        ("trend --since 2025-01-01", ["About", "By month"], datetime(2025, 1, 31)),  # noqa: DTZ001
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
        *(workbook(_record()), papers_docx.render(_brief(_record()))),
        *(return_docx.render(_return(_record())), return_xlsx.render(_return(_record()))),
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
    assert MAKERS[name](_record()) == MAKERS[name](_record())


def _events(made: str) -> list[Component]:
    return Calendar.from_ical(made).walk("VEVENT")


@every_text
def test_a_calendar_is_read_whole(text: str) -> None:
    record = _record(text, on=date(2024, 10, 1))
    made = calendar(record)
    assert max(len(line.encode()) for line in made.split("\r\n")) <= 75
    assert "\n" not in made.replace("\r\n", "")
    events = _events(made)
    assert len(events) >= 2
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert {name for event in events for name in event} <= {
        *("UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "TRANSP", "URL"),
    }
    assert any(visible(text.strip()) in str(event["DESCRIPTION"]) for event in events)
    for event in events:
        said(str(event["SUMMARY"]))


def test_a_calendar_has_every_open_deadline_and_promise() -> None:
    days = {
        (
            str(event["UID"])
            .removeprefix("stalking-super-complaint/city-of-london/")
            .removesuffix("@stalkplan"),
            when,
        )
        for event in Calendar.from_ical(calendar(_record())).walk("VEVENT")
        for when in [event.decoded("DTSTART")]
    }
    assert len(days) == 15 + 4
    assert ("12.1a/deadline", date(2025, 3, 27)) in days
    assert ("12.2a/promise", date(2025, 3, 31)) in days
    assert ("14.1a/first promise", date(2025, 3, 31)) in days
    assert not [name for name, _ in days if name.startswith(("27", "28", "18"))]


def test_an_event_says_as_at_which_day_an_item_stood_and_that_it_is_withheld_once() -> None:
    told = _descriptions(calendar(_record()))
    assert told["12.1a"].split("\n") == [
        "Explore a stalking screening tool and decide how to bring it in.",
        "Owner: Head of Public Protection",
        "As at 23 November 2026: overdue by 606 days, no update since the deadline",
    ]
    assert "\nNo answer in the plan\n" in told["7.2"]
    marked = f"{ACTION}\n        marking: official-sensitive"
    texts = {n: text.replace(ACTION, marked) for n, text in read_folder(DATA).texts.items()}
    register = build(texts)
    record = public_record(register, assess(register, on=ON), on=ON)
    kept = _descriptions(calendar(record))["12.1a"]
    assert kept.startswith("The plan marks this as sensitive, so it is withheld\nAs at ")


def _descriptions(made: str) -> dict[str, str]:
    """Return what the last event of each item says, by its id."""
    return {str(e["UID"]).split("/")[2]: str(e["DESCRIPTION"]) for e in _events(made)}


ACTION = "- id: 12.1a"


def _seen(made: str) -> list[list[str]]:
    """Return the lines of each event, read without the library that wrote them."""
    lines = made.replace("\r\n ", "").split("\r\n")
    starts = [number for number, line in enumerate(lines) if line == "BEGIN:VEVENT"]
    return [lines[start : lines.index("END:VEVENT", start)] for start in starts]


def test_a_calendar_says_whose_it_is_where_to_look_and_what_is_late() -> None:
    for on in (date(2025, 3, 26), date(2025, 3, 27), ON):
        record = _record(on=on)
        made = calendar(record, address_of=lambda item: f"https://example.org/index.html#{item.id}")
        assert "\r\nX-WR-CALNAME:City of London Police: The police response to stalking\r\n" in made
        events = _seen(made)
        assert len(events) == 15 + 4 + (on < ON)  # 18.1a ends
        for event in events:
            fields = dict(line.split(":", 1) for line in reversed(event))
            day = fields["DTSTART;VALUE=DATE"]
            what, whose = fields["SUMMARY"].split()[0], "\\, City of London Police"
            assert fields["SUMMARY"].endswith(whose)
            said_of_it = fields["SUMMARY"].removesuffix(whose)
            assert said_of_it.endswith("\\, overdue") is (day < f"{on:%Y%m%d}")
            assert ("TRIGGER:-P14D" in event) is (day > f"{on:%Y%m%d}")
            assert fields["URL"] == f"https://example.org/index.html#{what}"
            assert fields["DTSTAMP"] == f"{on:%Y%m%d}T000000Z"


@every_text
def test_papers_are_inert(text: str) -> None:
    record = _record(text)
    history = lost(_register(text), date(2024, 1, 1), on=ON)
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
    document = docx.Document(BytesIO(papers_docx.render(_brief(_record()))))
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
        events = Calendar.from_ical(output.read_bytes()).walk("VEVENT")
        assert [str(event["SUMMARY"]).split()[0] for event in events] == ["7.1a", "23.1a"]
    else:
        sheet = openpyxl.load_workbook(output)["Items"]
        assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["7.1a", "23.1a"]
