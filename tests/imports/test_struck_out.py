"""What is struck out in a source is left out and told, and cells of formulas hold no value."""

from collections.abc import Callable, Mapping
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from source_blocks import shown
from written_sources import ods_of, word_of

from stalkplan.imports.readers.choose import read_plan

OUT = "text that is struck out is left out: "


def _book(fill: Callable[[Worksheet], object]) -> bytes:
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    fill(book.active)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _struck_cell(sheet: Worksheet) -> None:
    sheet.append(["a", "b"])
    sheet["B1"].font = Font(strike=True)


def _struck_part(sheet: Worksheet) -> None:
    text = CellRichText("a ", TextBlock(InlineFont(strike=True), "b"))
    sheet.append([text, "c"])


def _formulas(sheet: Worksheet) -> None:
    sheet.append(["a", "=Far!B2"])


def _ods(cells: str) -> bytes:
    style = '<style:style style:name="S"><style:text-properties {}/></style:style>'.format(
        'style:text-line-through-style="solid"'
    )
    table = (
        f'<table:table table:name="Sheet"><table:table-row>{cells}</table:table-row></table:table>'
    )
    return ods_of(table, f"<office:automatic-styles>{style}</office:automatic-styles>")


def _ods_cell(text: str, more: str = "") -> str:
    kind = 'office:value-type="string"'
    return f"<table:table-cell {kind} {more}><text:p>{text}</text:p></table:table-cell>"


SOURCES: Mapping[str, tuple[str, bytes, list[object], list[str]]] = {
    # what is shown: the suffix, the source, its blocks, what is told
    "an element": ("html", b"<p>a <s>b</s> c</p>", ["a c"], [f"{OUT}'b'"]),
    "a deletion": ("html", b"<p>a <del>b <b>c</b></del></p>", ["a"], [f"{OUT}'b c'"]),
    "a style": (
        "html",
        b"<p style='text-decoration: underline line-through'>a</p><p>b",
        ["b"],
        [f"{OUT}'a'"],
    ),
    "a rule": (
        "html",
        b"<style>.old {text-decoration-line:line-through}</style><p>a <i class='x old'>b</i>",
        ["a"],
        [f"{OUT}'b'"],
    ),
    "a cell, whose place stays": (
        "html",
        b"<table><tr><td>a<td style='text-decoration:line-through'>b<td>c</table>",
        [[["a", "", "c"]]],
        [f"{OUT}'b'"],
    ),
    "an entry of a list, whose number counts": (
        "html",
        b"<ol><li>a<li><s>b</s><li>c</ol><p>d",
        ["1. a", "3. c", "d"],
        [f"{OUT}'b'"],
    ),
    "a link": ("html", b"<p>a <s><a href='https://x.example'>b</a></s>", ["a"], [f"{OUT}'b'"]),
    "an underline is none": ("html", b"<p style='text-decoration:underline'>a", ["a"], []),
    "a run": (
        "docx",
        word_of(
            "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>b</w:t></w:r>"
            '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>c</w:t></w:r></w:p>'
        ),
        ["ac"],
        [f"{OUT}'b'"],
    ),
    "a cell of a workbook": ("xlsx", _book(_struck_cell), [[["a", ""]]], [f"{OUT}'b'"]),
    "a part of a cell": ("xlsx", _book(_struck_part), [[["a", "c"]]], [f"{OUT}'b'"]),
    "a formula without a value": (
        "xlsx",
        _book(_formulas),
        [[["a", "=Far!B2"]]],
        ["a formula without a value: open and save the workbook: 'Sheet!B1 =Far!B2'"],
    ),
    "a cell of OpenDocument": (
        "ods",
        _ods(_ods_cell("a") + _ods_cell("b", 'table:style-name="S"')),
        [[["a", ""]]],
        [f"{OUT}'b'"],
    ),
    "a part of a cell of OpenDocument": (
        "ods",
        _ods(_ods_cell('a <text:span text:style-name="S">b</text:span>') + _ods_cell("c")),
        [[["a", "c"]]],
        [f"{OUT}'b'"],
    ),
}


@pytest.mark.parametrize("name", SOURCES)
def test_what_is_struck_out_is_left_out_and_told(name: str) -> None:
    suffix, source, blocks, told = SOURCES[name]
    document = read_plan(source, f"plan.{suffix}")
    assert (shown(document), list(document.warnings)) == (blocks, told)
