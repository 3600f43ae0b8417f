"""Flattened text and separated values, and what holds of every source format of `import`."""

import re
from collections.abc import Callable, Mapping, Sequence

import pytest
from examples import how_many
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_layouts import LAYOUTS, sources
from source_blocks import shown, words
from written_sources import delimited, docx, html, text, xlsx

from stalkplan.imports.readers import delimited as values
from stalkplan.imports.readers import plain_text
from stalkplan.imports.readers.choose import read_plan
from stalkplan.imports.readers.document import Document, Paragraph, SourceBlock, SourceTable

FLATTENED: Mapping[str, tuple[str, list[object]]] = {
    # what is shown: the text, its blocks
    "rows that end with a bar": ("A | B |\n1 | 2 |", [[["A", "B"], ["1", "2"]]]),
    "cells over lines": ("A | B |\n1 | one\ntwo |", [[["A", "B"], ["1", "one\ntwo"]]]),
    "headings over lines": ("A | B\nb | C |\n1 | 2 | 3 |", [[["A", "B\nb", "C"], ["1", "2", "3"]]]),
    "an empty line in a cell": ("A | B |\n1 | one\n\ntwo |", [[["A", "B"], ["1", "one\ntwo"]]]),
    "a row cut off": ("A | B |\n1 | 2 |\n28.1 | so", [[["A", "B"], ["1", "2"], ["28.1", "so"]]]),
    "a ref on the next line": ("A | B |\nx |\n7.1 | 2 |", [[["A", "B"], ["x"], ["7.1", "2"]]]),
    "empty cells": ("A | B | C |\n1 | ||", [[["A", "B", "C"], ["1", "", ""]]]),
    "text around": ("Top\nA | B |\n1 | 2 |\nEnd", ["Top", [["A", "B"], ["1", "2"]], "End"]),
    "a first cell over lines": ("A | B |\nx\ny | 2 |", [[["A", "B"], ["x\ny", "2"]]]),
    "headings once more": (
        "A | B |\n1 | 2 |\nNext\nA | B |\n3 | 4 |",
        [[["A", "B"], ["1", "2"]], "Next", [["A", "B"], ["3", "4"]]],
    ),
    "text after an empty line": (
        "A | B |\n1 | 2 |\n\nNext\nC | D |",
        [[["A", "B"], ["1", "2"]], "Next", [["C", "D"]]],
    ),
    "rows apart": ("A | B |\n\n1 | 2 |\n\n", [[["A", "B"], ["1", "2"]]]),
    "headings in lower case go on": (
        "Top\nRef\nno. | B |\n1 | 2 |",
        ["Top", [["Ref\nno.", "B"], ["1", "2"]]],
    ),
    "bars between": (
        "A | B\n1 | 2\n3 | 4\n5 | 6",
        [[["A", "B"], ["1", "2"], ["3", "4"], ["5", "6"]]],
    ),
    "bars between, last cell over lines": (
        "A | B\n1 | x\ny\n2 | z\n\nEnd",
        [[["A", "B"], ["1", "x\ny"], ["2", "z"]], "End"],
    ),
    "Markdown": ("| A | B |\n|---|---|\n| 1 | 2 |", [[["A", "B"], ["1", "2"]]]),
    "tabs": ("A\tB\t\n1\t2\t3", [[["A", "B", ""], ["1", "2", "3"]]]),
    "a browser's copy, with paragraphs in cells": (
        "Top\n\nA\tB\tC\t\n\n\nx\n\n\n\t\n\n7.1\n\n\t\n\none\n\ntwo\n\n\td\ne\ny\t7.2\t\t\n\nEnd",
        [
            "Top",
            [["A", "B", "C", ""], ["x", "7.1", "one\ntwo", "d\ne"], ["y", "7.2", "", ""]],
            "End",
        ],
    ),
    "a browser's copy, where paragraphs cost the tabs": (
        "A\tB\t\nx\n\n7.1\n\none",
        [[["A", "B", ""]], "x", "7.1", "one"],
    ),
    "no table": ("One.\n\nStatus: Complete\n7.1 - x", ["One.", "Status: Complete", "7.1 - x"]),
    "broken lines": ("Forces will\nrenew it.\nNow.", ["Forces will renew it.", "Now."]),
    "line ends of Windows and of old": ("A\r\nB\rC\x0bD", ["A", "B", "C", "D"]),
    "blanks": ("a\u00a0 b\u200b\t c\u00ad\ufeff", [[["a b", "c"]]]),
}


@pytest.mark.parametrize("name", FLATTENED)
def test_flattened_text(name: str) -> None:
    given_text, blocks = FLATTENED[name]
    assert shown(plain_text.read(given_text.encode())) == blocks


READ_AS = "read as Windows-1252: look at quotes, dashes and pounds"
POUND = f"is not UTF-8 (byte 0xa3 on line 1); {READ_AS}"
ENCODED: Mapping[str, tuple[bytes, str, list[str]]] = {
    # what is shown: the bytes, what is read, what is said
    "UTF-8": ("£ \u2013 \u2019".encode(), "£ \u2013 \u2019", []),
    "UTF-8 with a mark": ("\ufeff£".encode(), "£", []),
    "UTF-16 as Excel's Unicode text": ("\ufeff£".encode("utf-16-le"), "£", []),
    "UTF-16, the other way": ("\ufeff£".encode("utf-16-be"), "£", []),
    "Windows": ("£ \u2013 \u2019".encode("cp1252"), "£ \u2013 \u2019", [POUND]),
    "none": (
        b"\xa3\x81",
        "£\ufffd",
        [POUND, "some characters could not be read and are shown as \ufffd"],
    ),
}


@pytest.mark.parametrize("name", ENCODED)
@pytest.mark.parametrize("suffix", ["txt", "csv", "html"])
def test_encodings(name: str, suffix: str) -> None:
    data, content, warnings = ENCODED[name]
    document = read_plan(data, f"plan.{suffix}")
    assert (words(document), document.warnings) == (sorted(content.split()), warnings)


DELIMITED: Mapping[str, tuple[str, list[list[str]]]] = {
    # what is shown: the file, its rows
    "commas": ('a,"b, c"\n1,2\n', [["a", "b, c"], ["1", "2"]]),
    "semicolons": ("a;b,c\n1;2\n", [["a", "b,c"], ["1", "2"]]),
    "tabs": ("a\tb\n1\t2,3\n", [["a", "b"], ["1", "2,3"]]),
    "a first line that names them": ("sep=;\na,b;c\nd,1;2\n", [["a,b", "c"], ["d,1", "2"]]),
    "the same in quotes": ('\ufeff"SEP=,"\r\na,b\r\n', [["a", "b"]]),
    "bars": ("a|b\n1|2\n", [["a", "b"], ["1", "2"]]),
    "lines in a cell": ('a,b\r\n1,"x\r\ny"\r\n', [["a", "b"], ["1", "x\ny"]]),
    "line ends that no spreadsheet puts in quotes": (
        "a,b\n1,x\u2028y\x0bz\x85\r2,\x0c3\r\n",
        [["a", "b"], ["1", "x\ny\nz"], ["2", "3"]],
    ),
    "quotation marks": ('a,"say ""b"""\n', [["a", 'say "b"']]),
    "a title and an empty row": ("T\n\na,b\n1,2\n", [["T"], [], ["a", "b"], ["1", "2"]]),
    "one column": ("a\nb\n", [["a"], ["b"]]),
    "a quotation mark left open": ('a,b\n1,"2\n3,4', [["a", "b"], ["1", "2\n3,4"]]),
    "a ref is text": ("10.10,x\n", [["10.10", "x"]]),
}


@pytest.mark.parametrize("name", DELIMITED)
def test_separated_values(name: str) -> None:
    given_text, rows = DELIMITED[name]
    assert shown(values.read(given_text.encode())) == [rows]


PADDED = ["csv", "xlsx"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_format_gives_the_blocks_it_was_made_of(layout: str) -> None:
    """Text tells no level of a heading and no two tables without words between; sheets are one."""
    for suffix, data in sources(layout).items():
        document = read_plan(data, f"plan.{suffix}")
        assert not document.warnings
        if suffix == "html":
            assert list(document.blocks) == list(LAYOUTS[layout])
        elif suffix == "docx":
            assert [*map(_trimmed, document.blocks)] == [*map(_trimmed, LAYOUTS[layout])]
        else:
            assert _rows(document.blocks) == _rows(LAYOUTS[layout]), suffix


def _trimmed(block: SourceBlock) -> SourceBlock:
    """Return a table without the empty cells at the end of its rows, which Word fills up."""
    if isinstance(block, Paragraph):
        return block
    return block._replace(rows=[_row(row) for row in block.rows])


def _row(row: Sequence[str]) -> list[str]:
    cells = list(row)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _rows(blocks: Sequence[SourceBlock]) -> list[list[str]]:
    """Return all that is said as rows, in its order."""
    found = ([[b.text]] if isinstance(b, Paragraph) else b.rows for b in blocks)
    return [_row(row) for rows in found for row in rows if any(row)]


_WORD = re.compile(r"[A-Za-z0-9.]+")
CELLS = st.text("ab1. \n", max_size=12).map(lambda c: "\n".join(_WORD.findall(c)))
TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5)
BLOCKS = st.lists(
    st.one_of(CELLS.filter(bool).map(Paragraph), TABLES.map(lambda rows: SourceTable(1, rows))),
    min_size=1,
    max_size=5,
)


_LETTERS = st.text("ab \n", max_size=12).map(lambda c: "\n".join(c.split()))
_LETTERED = st.lists(st.lists(_LETTERS, min_size=1, max_size=4), min_size=1, max_size=5)


@settings(max_examples=how_many(20))
@pytest.mark.parametrize("write", [html, delimited, xlsx, docx], ids=lambda w: w.__name__)
@given(
    paragraph=_LETTERS.filter(bool).map(Paragraph),
    table=_LETTERED.map(lambda rows: SourceTable(1, rows)),
)
def test_every_word_that_is_written_is_read(
    write: Callable[[Sequence[SourceBlock]], bytes], paragraph: Paragraph, table: SourceTable
) -> None:
    suffix = "csv" if write is delimited else "x"
    document = read_plan(write([paragraph, table]), f"plan.{suffix}")
    title = ["Plan"] if write is xlsx else []
    assert words(document) == sorted([*title, *words(Document([paragraph, table]))])


@given(BLOCKS)
def test_every_word_of_flattened_text_is_in_its_document(blocks: list[SourceBlock]) -> None:
    data = text(blocks)
    assert words(plain_text.read(data)) == sorted(re.findall(r"[^\s|]+", data.decode()))


@given(st.text("ab\n|\t -:", max_size=60))
def test_every_word_of_any_text_is_in_its_document(content: str) -> None:
    found = "".join(words(plain_text.read(content.encode())))
    assert found.count("a") + found.count("b") == content.count("a") + content.count("b")
