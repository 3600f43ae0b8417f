"""Sources of published plans in our own words, `cases/imports/*.yaml`, and what is true of each.

A file is a shape, its cases are sources of it. A case holds its source: as text under `csv`, `html`
or `txt`; under `docx` paragraphs, `[level, heading]` and tables; under `xlsx` the rows of each
sheet, with `merge` and `hide`. A cell may be `{struck: text}`, `{formula: =A1}`,
`{error: #N/A}` or `{date: 2026-03-31}`.

What is true was written before the source was ever imported:

- `facts`: by ref what the draft should say, in the words of the plan's files. A fact that is not
  here is false if it is live; a text that is a list may be any of its texts.
- `ask`: what is not certain, as `12.1: what a question on 12.1 quotes`, one of several with a bar.
- `fine_to_ask`: facts by their names, or `*` for all, of which a question is as good.
- `told`, `not_told`: what must and must not stand on standard error; `not_asked`: in no question.
- `may_have`: what a draft may say besides; `refused`, `may_be_refused`: import gives no draft.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

from plain_yaml import plain

from conftest import ROOT

Case = Mapping[str, Any]

SHAPES = sorted((ROOT / "tests" / "cases" / "imports").glob("*.yaml"))
KEYS = {
    "csv", "html", "txt", "docx", "xlsx", "merge", "hide", "facts", "ask", "fine_to_ask",
    "told", "not_told", "not_asked", "may_have", "refused", "may_be_refused",
}  # fmt: skip


@cache
def cases() -> Mapping[str, Case]:
    """Return every case by its shape and name; ValueError for a key that is not known here."""
    found: dict[str, Case] = {}
    for path in SHAPES:
        for name, case in plain(path.read_text("utf-8")).items():
            if unknown := case.keys() - KEYS:
                raise ValueError(name, unknown)
            found[f"{path.stem}, {name}"] = case
    return found


def source_of(case: Case) -> tuple[str, bytes]:
    """Return the suffix and the content of the source."""
    (suffix,) = [suffix for suffix in ("csv", "html", "txt", "docx", "xlsx") if suffix in case]
    if suffix == "docx":
        return suffix, _paper(case["docx"])
    if suffix == "xlsx":
        return suffix, _workbook(case)
    return suffix, case[suffix].encode()


def _workbook(case: Case) -> bytes:
    """Return a workbook as a person types it: a ref is a number, a date is not always one."""
    from openpyxl import Workbook

    book = Workbook()
    assert book.active
    book.remove(book.active)
    for title, rows in case["xlsx"].items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row, 1):
                _fill(sheet.cell(number, column), cell)
    for title, cells in _places(case, "merge"):
        book[title].merge_cells(cells)
    for title, row in _places(case, "hide"):
        book[title].row_dimensions[int(row)].hidden = True
    return _bytes(book.save)


def _fill(cell: Any, content: Any) -> None:
    from openpyxl.styles import Font

    if isinstance(content, str):
        is_number = content.replace(".", "", 1).isdigit()
        cell.value = float(content) if is_number else content or None
        return
    ((kind, text),) = content.items()
    cell.value = date.fromisoformat(text) if kind == "date" else text
    if kind == "struck":
        cell.font = Font(strike=True)
    elif kind != "date":
        cell.data_type = {"formula": "f", "error": "e"}[kind]


def _places(case: Case, key: str) -> Iterator[tuple[str, str]]:
    for place in case.get(key, ()):
        title, _, cells = place.partition("!")
        yield title, cells


def _paper(blocks: Sequence[Any]) -> bytes:
    from docx import Document

    paper = Document()
    for block in blocks:
        if isinstance(block, str):
            paper.add_paragraph(block)
        elif isinstance(block, list):
            paper.add_heading(block[1], int(block[0]))
        else:
            rows = block["table"]
            table = paper.add_table(len(rows), max(map(len, rows)))
            for cells, row in zip(table.rows, rows, strict=True):
                for cell, content in zip(cells.cells, row, strict=True):
                    run = cell.paragraphs[0].add_run(_text(content))
                    run.font.strike = isinstance(content, dict) or None
    return _bytes(paper.save)


def _text(content: Any) -> str:
    return content if isinstance(content, str) else str(content["struck"])


def _bytes(save: Callable[[BytesIO], object]) -> bytes:
    out = BytesIO()
    save(out)
    return out.getvalue()
