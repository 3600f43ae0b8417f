"""Hostile sources of `import`: each ends in one message, in bounded processor time and memory."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from plan_layouts import sources
from written_sources import ods_of, pack, word_of

from stalkplan.errors import SourceError
from stalkplan.imports.readers.bounds import MAX_CELLS, MAX_ROWS, MAX_SOURCE_BYTES
from stalkplan.imports.readers.choose import read_plan

DAMAGED = "is damaged; open it in the program that made it, save it again and import that"
BILLION = (
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
)
NO_DTD = "declares an XML document type, which no office program writes"
DEEP_PAGE = "has elements nested too deep, or too long a text, to be read"
DEEP = "has elements nested too deep to be read"
SMALLER = "copy the table alone into a new file and import that"


def _zip(content: bytes, compression: int = ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", compression) as archive:
        archive.writestr("word/document.xml", content)
    return out.getvalue()


def _encrypted() -> bytes:
    data = bytearray(_zip(b"<a/>"))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _sheet(content: str) -> bytes:
    """Return a workbook with one sheet of this content."""
    book = "<sheets><sheet name='A' sheetId='1' r:id='r1'/></sheets>"
    parts = {
        "xl/workbook.xml": f"<workbook xmlns:r='r'>{book}</workbook>",
        "xl/_rels/workbook.xml.rels": "<a><a Id='r1' Target='worksheets/s.xml'/></a>",
        "xl/worksheets/s.xml": f"<worksheet><sheetData>{content}</sheetData></worksheet>",
    }
    return pack({name: text.encode() for name, text in parts.items()})


def _over(what: str, limit: int) -> str:
    return f"has over {limit:,} {what}, the limit; {SMALLER}"


def _spread(rows: str, columns: str) -> str:
    area = f"has a sheet of {rows} rows and {columns} columns"
    return f"{area}, past the limit of {MAX_CELLS:,} cells; {SMALLER}"


HOSTILE: Mapping[str, tuple[Callable[[], bytes], str]] = {
    # what makes the bytes, what is said
    "too large": (
        lambda: b"a\n" * (MAX_SOURCE_BYTES // 2 + 1),
        f"is over the limit of 20 MB; {SMALLER}",
    ),
    "a zip bomb": (
        lambda: _zip(bytes(30_000_000)),
        "has a part that unpacks to over 250 times its size, the limit; open it and save it again",
    ),
    "a zip bomb in steps": (
        lambda: _zip(bytes(90_000_000)),
        "unpacks to 85.8 MB, over the limit of 64 MB",
    ),
    "many parts": (
        lambda: pack({f"word/{n}.xml": b"" for n in range(5001)}),
        "has over 5,000 parts, the limit",
    ),
    "a truncated zip": (lambda: sources("wide")["docx"][:-200], DAMAGED),
    "a zip's head alone": (lambda: b"PK\x03\x04", DAMAGED),
    "a zip of another kind": (lambda: _zip(b"<a/>", ZIP_BZIP2), DAMAGED),
    "an encrypted zip": (
        _encrypted,
        "is protected by a password; save it without one and import that",
    ),
    "not XML": (lambda: _zip(b"<a>"), DAMAGED),
    "entities": (lambda: _zip(BILLION.encode()), NO_DTD),
    "entities in UTF-16": (lambda: _zip(BILLION.encode("utf-16")), NO_DTD),
    "entities in EBCDIC": (
        lambda: _zip(b"<?xml version='1.0' encoding='cp037'?>" + BILLION.encode("cp037")),
        DAMAGED,
    ),
    "deep XML": (lambda: word_of("<w:a>" * 10_000 + "</w:a>" * 10_000), DEEP),
    "a deep page": (lambda: b"<div>" * 100_000 + b"a", DEEP_PAGE),
    "tables in tables": (lambda: b"<table><tr><td>" * 10_000 + b"a", DEEP_PAGE),
    "a page of tags": (lambda: b"<p>a" * 700_001, "has over 700,000 tags, the limit"),
    "a page of paragraphs": (lambda: b"<p>a" * 20_001, _over("rows or paragraphs", MAX_ROWS)),
    "many elements": (
        lambda: _zip(b"<a>" + b"<b/>" * 700_000 + b"</a>", ZIP_STORED),
        "has over 700,000 elements, the limit",
    ),
    "a million cells on a page": (
        lambda: b"<table>" + (b"<tr>" + b"<td>a" * 1000) * 690,
        _over("cells", MAX_CELLS),
    ),
    "spans": (
        lambda: b"<table>" + (b"<tr>" + b"<td colspan=1000 rowspan=60000>a" * 50) * 50,
        _over("cells", MAX_CELLS),
    ),
    "a million rows of text": (
        lambda: b"a|b|\n" * 1_000_000,
        _over("rows or paragraphs", MAX_ROWS),
    ),
    "a million cells of text": (lambda: b"a|" * 1_000_000, _over("cells", MAX_CELLS)),
    "a million values": (
        lambda: (b"1,2,3,4\n" + b"," * 999 + b"\n") * 1000,
        _over("cells", MAX_CELLS),
    ),
    "values of 200,000 characters": (
        lambda: b'a,"' + b"b" * 200_000,
        "has a cell of over 131,072 characters, the limit; is a quotation mark left open in it",
    ),
    "a far cell in a workbook": (
        lambda: _sheet("<row r='1'><c r='A1'><v>1</v></c><c r='XFD1048576'><v>1</v></c></row>"),
        _spread("1,048,576", "16,384"),
    ),
    "a cell past all sheets": (
        lambda: _sheet("<row r='1'><c r='A1'><v>1</v></c><c r='ZZZ9999999'><v>1</v></c></row>"),
        _spread("9,999,999", "18,278"),
    ),
    "repeated for ever": (
        lambda: ods_of(
            "<table:table table:name='A'><table:table-row table:number-rows-repeated='1000000000'>"
            "<table:table-cell table:number-columns-repeated='999' office:value-type='string'>"
            "<text:p>a</text:p></table:table-cell></table:table-row></table:table>"
        ),
        _spread("100,000,000", "999"),
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_source_ends_in_one_message(name: str) -> None:
    made, told = HOSTILE[name]
    with pytest.raises(SourceError) as error:
        read_plan(made(), "plan.csv" if "values" in name else "plan")
    assert str(error.value).partition(": ")[2] == told


LARGEST: Mapping[str, Callable[[], bytes]] = {
    # as large as is read
    "lines that go on": lambda: b"a line\n" * (MAX_SOURCE_BYTES // 7),
    "one line": lambda: b"a " * (MAX_SOURCE_BYTES // 2),
    "a cell over lines": lambda: b"A|B|\n1|" + b"a\n" * (MAX_SOURCE_BYTES // 2 - 10),
    "a list": lambda: b"<ol>" + b"<li>a" * 19_000,
    "comments in a sheet": lambda: b"<style>" + b"/*{" * 3_000_000 + b"</style><p>a",
    "hidden in hidden": lambda: (b"<p hidden>" + b"<i hidden>a</i>" * 30) * 10_000,
    "open comments": lambda: b"<p>a" + b"<!--" * 690_000,
    "cells": lambda: b"<table>" + (b"<tr>" + b"<td>a" * 10) * 19_000,
}
"""Each once made a reader slow, or could have: patterns that look back, text joined again."""

CHILD = """
import resource, sys
from pathlib import Path
from stalkplan.imports.readers.choose import read_plan
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
assert read_plan(Path(sys.argv[1]).read_bytes(), "plan.txt").blocks
"""


@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_sources_are_read_in_a_gigabyte_and_a_minute(name: str, tmp_path: Path) -> None:
    path = tmp_path / "plan"
    path.write_bytes(LARGEST[name]())
    subprocess.run([sys.executable, "-c", CHILD, path], check=True)
