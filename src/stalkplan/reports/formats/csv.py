"""For spreadsheets: RFC 4180, a heading, one item a line; no cell can become a formula."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import Any

from stalkplan.reports.blocks import Report
from stalkplan.reports.formats import Screen
from stalkplan.verdict.visible import all_visible

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(report: Report, screen: Screen) -> str:  # noqa: ARG001  every format takes the same
    """Return the rows under their fields. True and false are words, nothing is empty."""
    return body(report.fields, report.rows(), heading=True)


def body(fields: Sequence[str], rows: Iterable[Mapping[str, Any]], *, heading: bool = False) -> str:
    """Return rows, each cell inert, perhaps under a heading of their fields."""
    text = StringIO()
    writer = csv.writer(text)
    if heading:
        writer.writerow(fields)
    writer.writerows(_cells(map(row.get, fields)) for row in rows)
    return text.getvalue()


def _cells(values: Iterable[Any]) -> Iterable[str]:
    shown = all_visible([value if type(value) is str else _shown(value) for value in values])
    return [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in shown]


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
