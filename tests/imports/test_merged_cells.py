"""Cells over several rows, and tables in cells: what they say is said of their rows."""

from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document as Paper
from drafts import drafted
from openpyxl import Workbook
from plain_yaml import plain
from written_sources import ods

from stalkplan.imports.readers.archive import pack, unpack
from stalkplan.imports.readers.choose import read_plan
from stalkplan.imports.readers.document import SourceTable

ROWS = [
    ["Ref", "Action", "Owner", "Due", "Status"],
    ["7.1", "Add a flag.", "Head of Data", "31 October 2026", "In progress"],
    ["", "Test the flag.", "", "", ""],
    ["", "Report on it.", "", "31 December 2026", ""],
]
MERGED = {"A": (2, 4), "C": (2, 4), "D": (2, 3), "E": (2, 4)}
"""The first and the last row, from 1, of what is one cell."""


def _html() -> bytes:
    first = {column: last - first + 1 for column, (first, last) in MERGED.items()}
    lines = []
    for number, row in enumerate(ROWS, 1):
        cells = [
            f"<td rowspan={first[name] if number == 2 and name in first else 1}>{cell}</td>"
            for name, cell in zip("ABCDE", row, strict=True)
            if not any(
                name == column and begin < number <= end for column, (begin, end) in MERGED.items()
            )
        ]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(lines)}</table>".encode()


def _xlsx() -> bytes:
    book = Workbook()
    assert book.active
    for row in ROWS:
        book.active.append([cell or None for cell in row])
    for column, (first, last) in MERGED.items():
        book.active.merge_cells(f"{column}{first}:{column}{last}")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _docx() -> bytes:
    paper = Paper()
    table = paper.add_table(len(ROWS), len(ROWS[0]))
    for row, cells in zip(ROWS, table.rows, strict=True):
        for text, cell in zip(row, cells.cells, strict=True):
            cell.text = text
    for column, (first, last) in MERGED.items():
        at = "ABCDE".index(column)
        cell = table.cell(first - 1, at).merge(table.cell(last - 1, at))
        cell.text = ROWS[first - 1][at]
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _ods() -> bytes:
    parts = dict(unpack(ods([SourceTable(1, ROWS)])))
    content = parts["content.xml"].decode()
    for column, (first, last) in MERGED.items():
        text = ROWS[first - 1]["ABCDE".index(column)]
        before, cell, after = content.partition(f"<text:p>{text}</text:p>")
        begin = before.rindex("<table:table-cell") + len("<table:table-cell")
        span = f' table:number-rows-spanned="{last - first + 1}"'
        content = f"{before[:begin]}{span}{before[begin:]}{cell}{after}"
    return pack({**parts, "content.xml": content.encode()})


WRITTEN: dict[str, Callable[[], bytes]] = {
    "html": _html, "xlsx": _xlsx, "docx": _docx, "ods": _ods,
}  # fmt: skip


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_cell_over_rows_gives_each_its_owner_and_date(kind: str) -> None:
    planned = drafted(read_plan(WRITTEN[kind](), f"plan.{kind}"))
    (response,) = plain(planned.text)["responses"]
    found = [(a["owner"], a["promise"]["by"]) for a in response["actions"]]
    assert found == [
        ("Head of Data", "2026-10-31"),
        ("Head of Data", "2026-10-31"),
        ("Head of Data", "2026-12-31"),
    ]


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_status_over_rows_is_that_of_no_action_for_certain(kind: str) -> None:
    planned = drafted(read_plan(WRITTEN[kind](), f"plan.{kind}"))
    asked = [q.name for q in planned.questions if "in-progress" in q.asked]
    assert asked == ["7.1"]


INNER = [
    ["Action", "Owner"],
    ["Add schools.", "Partnerships Manager"],
    ["Add shops.", "Head of Trade"],
]


def _inner_html() -> bytes:
    rows = "".join(f"<tr><td>{action}<td>{owner}</tr>" for action, owner in INNER)
    return (
        "<table><tr><td>Ref<td>Response<td>Actions</tr>"
        f"<tr><td>7.1<td>We record all.<td><table>{rows}</table></tr>"
        "<tr><td>7.2<td>We flag all.<td></tr></table>"
    ).encode()


def _inner_docx() -> bytes:
    paper = Paper()
    table = paper.add_table(3, 3)
    texts = [
        ["Ref", "Response", "Actions"],
        ["7.1", "We record all.", ""],
        ["7.2", "We flag all.", ""],
    ]
    for row, cells in zip(texts, table.rows, strict=True):
        for text, cell in zip(row, cells.cells, strict=True):
            cell.text = text
    inner = table.cell(1, 2).add_table(3, 2)
    for row, cells in zip(INNER, inner.rows, strict=True):
        for text, cell in zip(row, cells.cells, strict=True):
            cell.text = text
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("kind", "source"), [("html", _inner_html()), ("docx", _inner_docx())])
def test_the_actions_of_a_table_in_a_cell_are_those_of_its_row(kind: str, source: bytes) -> None:
    responses = plain(drafted(read_plan(source, f"plan.{kind}")).text)["responses"]
    found = [
        (r["position"], [(a["summary"], a["owner"]) for a in r.get("actions", ())])
        for r in responses
    ]
    assert found == [
        ("We record all.", [*map(tuple, INNER[1:])]),
        ("We flag all.", []),
    ]
