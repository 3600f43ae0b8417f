"""Blocks of text and tables written out in each source format, by libraries we do not read with."""

import csv
from collections.abc import Mapping, Sequence
from html import escape
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

from stalkplan.imports.readers.document import SourceBlock, SourceTable

Rows = list[list[str]]


def html(blocks: Sequence[SourceBlock]) -> bytes:
    """Return a page."""
    parts = ["<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>x</title></head><body>"]
    for block in blocks:
        if isinstance(block, SourceTable):
            rows = ("".join(f"<td>{_broken(cell)}</td>" for cell in row) for row in block.rows)
            parts.append("<table>" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            tag = f"h{block.level}" if block.level else "p"
            parts.append(f"<{tag}>{_broken(block.text)}</{tag}>")
    return "\n".join([*parts, "</body></html>\n"]).encode()


def _broken(cell: str) -> str:
    return escape(cell).replace("\n", "<br>\n")


def text(blocks: Sequence[SourceBlock]) -> bytes:
    """Return the flattened text of a page: bars after cells, and no line feed at the end."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, SourceTable):
            lines += ["".join(f"{cell} | " for cell in row).rstrip() for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines).encode()


def _sheet(blocks: Sequence[SourceBlock]) -> Rows:
    rows: Rows = []
    for block in blocks:
        if isinstance(block, SourceTable):
            rows += [[], *(list(row) for row in block.rows)] if rows else map(list, block.rows)
        else:
            rows.append([block.text])
    return rows


def delimited(blocks: Sequence[SourceBlock]) -> bytes:
    """Return comma-separated values as Excel writes them."""
    out = StringIO(newline="")
    csv.writer(out).writerows(_sheet(blocks))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def xlsx(blocks: Sequence[SourceBlock]) -> bytes:
    """Return a workbook in which refs are numbers, as a person's typing makes them."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Plan"
    for number, row in enumerate(_sheet(blocks), 1):
        for column, cell in enumerate(row, 1):
            is_number = cell.replace(".", "", 1).isdigit()
            sheet.cell(number, column, float(cell) if is_number else cell)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def docx(blocks: Sequence[SourceBlock]) -> bytes:
    """Return a Word file."""
    from docx import Document

    paper = Document()
    for block in blocks:
        if isinstance(block, SourceTable):
            table = paper.add_table(len(block.rows), max(map(len, block.rows)))
            for cells, row in zip(table.rows, block.rows, strict=True):
                for cell, content in zip(cells.cells, row, strict=False):
                    cell.text = content
        else:
            paper.add_paragraph(block.text, f"Heading {block.level}" if block.level else None)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def word_of(body: str, **parts: str) -> bytes:
    """Return a Word file with this body; `parts` are others by name, their content alone."""
    whole = {"document": f"<w:body>{body}</w:body>", **parts}
    return pack(
        {f"word/{n}.xml": f'<w:{n} xmlns:w="{_W}">{x}</w:{n}>'.encode() for n, x in whole.items()}
    )


def ods_of(tables: str, styles: str = "") -> bytes:
    """Return an OpenDocument spreadsheet with these tables and automatic styles."""
    spaces = " ".join(
        f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "table", "text", "style")
    )
    spaces += f' xmlns:draw="{_ODF}:drawing:1.0"'
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"<office:document-content {spaces}>{styles}{body}</office:document-content>"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return pack(
        {
            "mimetype": _ODS.encode(),
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": content.encode(),
        }
    )


def ods(blocks: Sequence[SourceBlock]) -> bytes:
    """Return an OpenDocument spreadsheet, a paragraph for each line of a cell."""
    rows = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"
        for row in _sheet(blocks)
    )
    return ods_of(f'<table:table table:name="Plan">{rows}</table:table>')


def _ods_cell(cell: str) -> str:
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.split("\n") if cell)
    kind = ' office:value-type="string"' if cell else ""
    return f"<table:table-cell{kind}>{lines}</table:table-cell>"


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of these parts."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()
