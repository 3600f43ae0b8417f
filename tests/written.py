"""Blocks of text and tables written out in each source format, by libraries we do not read with."""

import csv
from collections.abc import Sequence
from html import escape
from io import BytesIO, StringIO

from stalkplan.imports.document import Block, Table

Rows = list[list[str]]


def html(blocks: Sequence[Block]) -> bytes:
    """Return a page."""
    parts = ["<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>x</title></head><body>"]
    for block in blocks:
        if isinstance(block, Table):
            rows = ("".join(f"<td>{_broken(cell)}</td>" for cell in row) for row in block.rows)
            parts.append("<table>" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            tag = f"h{block.level}" if block.level else "p"
            parts.append(f"<{tag}>{_broken(block.text)}</{tag}>")
    return "\n".join([*parts, "</body></html>\n"]).encode()


def _broken(cell: str) -> str:
    return escape(cell).replace("\n", "<br>\n")


def text(blocks: Sequence[Block]) -> bytes:
    """Return the flattened text of a page: bars after cells, and no line feed at the end."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            lines += ["".join(f"{cell} | " for cell in row).rstrip() for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines).encode()


def _sheet(blocks: Sequence[Block]) -> Rows:
    rows: Rows = []
    for block in blocks:
        if isinstance(block, Table):
            rows += [[], *(list(row) for row in block.rows)] if rows else map(list, block.rows)
        else:
            rows.append([block.text])
    return rows


def delimited(blocks: Sequence[Block]) -> bytes:
    """Return comma-separated values as Excel writes them."""
    out = StringIO(newline="")
    csv.writer(out).writerows(_sheet(blocks))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def xlsx(blocks: Sequence[Block]) -> bytes:
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


def docx(blocks: Sequence[Block]) -> bytes:
    """Return a Word file."""
    from docx import Document

    paper = Document()
    for block in blocks:
        if isinstance(block, Table):
            table = paper.add_table(len(block.rows), max(map(len, block.rows)))
            for cells, row in zip(table.rows, block.rows, strict=True):
                for cell, content in zip(cells.cells, row, strict=False):
                    cell.text = content
        else:
            paper.add_paragraph(block.text, f"Heading {block.level}" if block.level else None)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()
