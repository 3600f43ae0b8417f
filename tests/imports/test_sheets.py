"""Workbooks and OpenDocument spreadsheets as sources of `import`."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from source_blocks import shown, words
from written_sources import ods_of, pack

from stalkplan.errors import SourceError
from stalkplan.imports.readers import spreadsheet
from stalkplan.imports.readers.archive import unpack
from stalkplan.imports.readers.document import Document, SourceTable


def _book(fill: Callable[[Worksheet], object]) -> Document:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    out = BytesIO()
    book.save(out)
    return spreadsheet.read(out.getvalue())


UNSURE = "a number that may be displayed otherwise: "
SHOWN: Mapping[str, tuple[float | str | date, str, str, list[str]]] = {
    # what is shown: the value, its format, the text, what is said
    "text": ("10.10", "General", "10.10", []),
    "a whole number": (7, "General", "7", []),
    "a number": (7.1, "General", "7.1", []),
    "a number that is not exact": (0.1 + 0.2, "General", "0.3", []),
    "decimals": (10.1, "0.00", "10.10", []),
    "decimals and thousands": (1234.5, "#,##0.00", "1234.50", []),
    "percent": (0.5, "0%", "50%", []),
    "an own format": (7.1, '"Rec "0.0', "7.1", [UNSURE + "'7.1'"]),
    "a day": (date(2025, 3, 27), "dd/mm/yyyy", "2025-03-27", []),
    "a month": (date(2024, 11, 1), "mmm-yy", "2024-11", []),
    "a month, spelled out": (date(2024, 11, 1), 'mmmm "of the year" yyyy', "2024-11", []),
    "a time of day": (datetime(2025, 3, 27, 10, 5), "dd/mm/yyyy hh:mm", "2025-03-27 10:05", []),  # noqa: DTZ001
    "yes": (True, "General", "TRUE", []),
    "lines": (" a\nb ", "General", "a\nb", []),
}


@pytest.mark.parametrize("name", SHOWN)
def test_cells_are_read_as_they_are_displayed(name: str) -> None:
    value, number_format, text, warnings = SHOWN[name]

    def fill(sheet: Worksheet) -> None:
        cell = sheet.cell(2, 3)
        cell.value = value
        cell.number_format = number_format

    assert _book(fill) == Document([SourceTable(1, [[text]], "Sheet", 2)], warnings)


def _merged(sheet: Worksheet) -> None:
    sheet["A1"], sheet["A3"], sheet["C3"] = "a", "b", "c"
    sheet.merge_cells("A1:C2")


def test_merged_cells_stand_where_they_begin() -> None:
    assert shown(_book(_merged)) == [[["a", "", ""], ["", "", ""], ["b", "", "c"]]]


def _hide(what: str) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        sheet["B2"], sheet["C2"], sheet["B3"], sheet["C3"] = "a", "b", "c", "d"
        if what == "row":
            sheet.row_dimensions[3].hidden = True
        elif what == "column":
            sheet.column_dimensions["C"].hidden = True
        elif what == "empty":
            sheet.row_dimensions[9].hidden = sheet.column_dimensions["A"].hidden = True
        else:
            assert sheet.parent
            sheet.parent.create_sheet("Shown")["A1"] = "e"
            sheet.sheet_state = "hidden" if what == "hidden" else "veryHidden"

    return fill


HIDDEN = {"row": "c d", "column": "b d", "hidden": "Sheet: a b c d", "veryHidden": "Sheet: a b c d"}


@pytest.mark.parametrize("what", HIDDEN)
def test_what_is_hidden_in_a_workbook_is_kept_and_told(what: str) -> None:
    document = _book(_hide(what))
    assert {"a", "b", "c", "d"} <= set(words(document))
    assert document.warnings == [f"a hidden sheet, row or column is kept: '{HIDDEN[what]}'"]


def test_comments_in_a_workbook_are_told_of() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "a"
        sheet["A1"].comment = Comment("b", "c")

    assert _book(fill).warnings == ["comments are left out"]


def test_text_boxes_on_a_sheet_are_told_of() -> None:
    out = BytesIO()
    book = Workbook()
    book["Sheet"]["A1"] = "a"
    book.save(out)
    box = {"xl/drawings/drawing1.xml": b"<x><p><r><t>Ask </t></r><r><t>us.</t></r></p></x>"}
    document = spreadsheet.read(pack({**unpack(out.getvalue()), **box}))
    assert document.warnings == ["text in a drawing is left out: 'Ask us.'"]


def test_text_boxes_in_an_opendocument_spreadsheet_are_told_of() -> None:
    """Of two in cells one is read with the text of its cell; the other is in one with a number."""
    lines = "<text:p>{}</text:p><text:p>us.</text:p>"
    box = f"<draw:frame><draw:text-box>{lines}</draw:text-box></draw:frame>"
    shape = "<draw:custom-shape><text:p>Draft</text:p></draw:custom-shape>"
    shapes = f"<table:shapes>{box.format('Ask')}{shape}</table:shapes>"
    texts = cell("string", "a").replace("<text:p>", f"{box.format('Show')}<text:p>", 1)
    number = cell("float", "7.10", "office:value='7.1'")
    number = number.replace("<text:p>", f"{box.format('Tell')}<text:p>", 1)
    document = ods(row(texts + number), f"{shapes}<table:table-column/>")
    assert shown(document) == [[["Show\nus.\na", "7.10"]]]
    told = "text in a drawing is left out"
    assert document.warnings == [f"{told}: '{text}'" for text in ("Ask us.", "Draft", "Tell us.")]


def test_comments_in_an_opendocument_spreadsheet_are_told_of() -> None:
    note = "<office:annotation><text:p>b</text:p></office:annotation>"
    document = ods(row(cell("string", "a").replace("<text:p>", f"{note}<text:p>")))
    assert (shown(document), document.warnings) == ([[["a"]]], ["comments are left out"])


def test_of_hidden_places_without_text_nothing_is_told() -> None:
    assert _book(_hide("empty")).warnings == []


def cell(kind: str, text: str, more: str = "") -> str:
    value = f"office:value-type='{kind}' {more}" if kind else more
    return f"<table:table-cell {value}><text:p>{text}</text:p></table:table-cell>"


def row(cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{cells}</table:table-row>"


def ods(rows: str, columns: str = "<table:table-column/>") -> Document:
    return spreadsheet.read(ods_of(f"<table:table table:name='A'>{columns}{rows}</table:table>"))


ODS: Mapping[str, tuple[str, list[list[str]]]] = {
    # what is shown: rows, what is read
    "a number as displayed": (row(cell("float", "10.10", "office:value='10.1'")), [["10.10"]]),
    "percent": (row(cell("percentage", "50%", "office:value='0.5'")), [["50%"]]),
    "a day": (row(cell("date", "27/03/25", "office:date-value='2025-03-27'")), [["2025-03-27"]]),
    "a month": (row(cell("date", "Nov-24", "office:date-value='2024-11-01'")), [["Nov-24"]]),
    "text": (row(cell("string", "a") + cell("string", "b")), [["a", "b"]]),
    "repeated": (row(cell("string", "a", "table:number-columns-repeated='2'")), [["a", "a"]]),
    "far empty places": (
        row(cell("string", "a") + "<table:table-cell table:number-columns-repeated='16383'/>")
        + row("<table:table-cell/>", "table:number-rows-repeated='1048575'"),
        [["a"]],
    ),
}


@pytest.mark.parametrize("name", ODS)
def test_opendocument_spreadsheets(name: str) -> None:
    rows, read = ODS[name]
    assert shown(ods(rows)) == [read]


def test_what_is_hidden_in_an_opendocument_spreadsheet_is_told() -> None:
    hidden = "table:visibility='collapse'"
    document = ods(
        row(cell("string", "a") + cell("string", "b"), hidden) + row(cell("string", "c")),
        f"<table:table-column/><table:table-column {hidden}/>",
    )
    told = "a hidden sheet, row or column is kept: "
    assert document.warnings == [f"{told}'a b'", f"{told}'b'"]


def test_a_chart_is_no_sheet_and_an_empty_sheet_no_table() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "a"
        assert sheet.parent
        sheet.parent.create_sheet("Empty")
        sheet.parent.create_chartsheet("Chart")

    assert shown(_book(fill)) == [[["a"]]]


def test_a_workbook_without_its_book_is_damaged() -> None:
    with pytest.raises(SourceError, match="is damaged"):
        spreadsheet.read(pack({"xl/workbook.xml": b"<workbook/>"}))
