"""What an author took back or a program could not work out is out of the text, and listed."""

from collections.abc import Callable
from io import BytesIO

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from source_blocks import shown
from written_sources import ods_of, word_of

from stalkplan.imports.readers import html, spreadsheet, word
from stalkplan.imports.readers.document import Document

TOLD = ["struck-out text is left out: 'x'"]
PAGES = {
    # a page: its blocks
    "<p>a <s>x</s> b</p>": ["a b"],
    "<p>a <del>x</del> b</p>": ["a b"],
    "<p>a <strike>x</strike> b</p>": ["a b"],
    "<p>a <span style='text-decoration: line-through red'>x</span> b</p>": ["a b"],
    "<p>a <span style='Text-Decoration-Line:line-through'>x</span> b</p>": ["a b"],
    "<style>.g {text-decoration:underline line-through}</style><p>a <i class=g>x</i> b": ["a b"],
    "<table><tr><td style='text-decoration:line-through'>x</td><td>b</table>": [[["", "b"]]],
    "<ol><li><s>x</s></li><li>b</li></ol>": ["2. b"],
    "<p>a <s><b>x</b></s> b</p>": ["a b"],
}


@pytest.mark.parametrize("page", PAGES)
def test_struck_out_text_of_a_page_is_out_and_told(page: str) -> None:
    document = html.read(page.encode())
    assert (shown(document), document.warnings) == (PAGES[page], TOLD)


def test_text_that_is_not_struck_out_stays() -> None:
    document = html.read(b"<p style='text-decoration:none'>a</p><ins>b</ins>")
    assert (shown(document), document.warnings) == (["a", "b"], [])


STYLES = '<w:style w:styleId="gone"><w:rPr><w:strike/></w:rPr></w:style>'
RUNS = {
    # the properties of a run: whether it is struck out
    "<w:strike/>": True,
    "<w:dstrike/>": True,
    "<w:strike w:val='1'/>": True,
    "<w:rStyle w:val='gone'/>": True,
    "<w:strike w:val='0'/>": False,
    "<w:rStyle w:val='gone'/><w:strike w:val='false'/>": False,
    "<w:rStyle w:val='other'/>": False,
}


@pytest.mark.parametrize("properties", RUNS)
def test_struck_out_runs_of_a_word_file_are_out_and_told(properties: str) -> None:
    runs = f"<w:r><w:t>a</w:t></w:r><w:r><w:rPr>{properties}</w:rPr><w:t>x</w:t></w:r>"
    document = word.read(word_of(f"<w:p>{runs}</w:p>", styles=STYLES))
    is_struck = RUNS[properties]
    assert shown(document) == ["a" if is_struck else "ax"]
    assert document.warnings == (TOLD if is_struck else [])


def _saved(fill: Callable[[Worksheet], object]) -> Document:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet["A1"] = "a"
    fill(sheet)
    out = BytesIO()
    book.save(out)
    return spreadsheet.read(out.getvalue())


def test_struck_out_cells_of_a_workbook_are_out_and_told() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B1"] = "x"
        sheet["B1"].font = Font(strike=True)
        sheet["C1"] = "b"

    document = _saved(fill)
    assert (shown(document), document.warnings) == ([[["a", "", "b"]]], TOLD)


def _inline() -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet["A1"] = CellRichText("by ", TextBlock(InlineFont(strike=True), "x"), " June")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _shared() -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        line = book.add_format({"font_strikeout": True})
        book.add_worksheet().write_rich_string("A1", "by ", line, "x", " June")
    return out.getvalue()


@pytest.mark.parametrize("made", [_inline, _shared])
def test_a_struck_out_part_of_a_cell_is_out_and_told(made: Callable[[], bytes]) -> None:
    document = spreadsheet.read(made())
    assert (shown(document), document.warnings) == ([[["by June"]]], TOLD)


LINE = (
    "<office:automatic-styles><style:style style:name='T1'><style:text-properties "
    "style:text-line-through-style='solid'/></style:style></office:automatic-styles>"
)
CELLS = {
    # the cell of an OpenDocument spreadsheet: what stays of it
    "<table:table-cell table:style-name='T1' office:value-type='string'><text:p>x</text:p>": "",
    "<table:table-cell office:value-type='string'><text:p>by <text:span text:style-name='T1'>x"
    "</text:span> June</text:p>": "by June",
}


@pytest.mark.parametrize("cell", CELLS)
def test_struck_out_text_of_an_opendocument_sheet_is_out_and_told(cell: str) -> None:
    whole = "<table:table-cell office:value-type='string'><text:p>a</text:p></table:table-cell>"
    rows = f"<table:table-row>{whole}{cell}</table:table-cell></table:table-row>"
    document = spreadsheet.read(ods_of(f"<table:table table:name='A'>{rows}</table:table>", LINE))
    assert (shown(document), document.warnings) == ([[["a", CELLS[cell]]]], TOLD)


NO_VALUE = "a formula has no saved value; open the file and save it again: "


def test_a_formula_without_a_value_stands_as_its_text_and_is_told() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A2"], sheet["B2"] = "=A1", "b"
        sheet["D3"] = "=SUM(A1:A2)"

    document = _saved(fill)
    assert shown(document) == [[["a", ""], ["=A1", "b"], ["", "", "", "=SUM(A1:A2)"]]]
    assert document.warnings == [f"{NO_VALUE}'A2 =A1'", f"{NO_VALUE}'D3 =SUM(A1:A2)'"]
