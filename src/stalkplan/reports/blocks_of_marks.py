"""The blocks of a report in which many marks stand side by side, with what they mean."""

from collections.abc import Iterable
from typing import NamedTuple

from stalkplan.verdict.marks import Mark
from stalkplan.verdict.state_words import MEANINGS

BAR = 28
"""Columns of the longest bar on a screen of 80: of more marks it shows the shares."""

TALL = 30
"""Rows above which the headings of a grid are off the screen when its last row is on it."""


class GridSpot(NamedTuple):
    """A mark in a grid; `note` says more where there is room for words."""

    mark: Mark
    note: str = ""


class GridRow(NamedTuple):
    """One row; a spot that is None was not asked for."""

    label: str
    spots: tuple[GridSpot | None, ...]


class Side(NamedTuple):
    """A column beside the marks: a text for each row, and one for the row of totals."""

    name: str
    texts: tuple[str, ...]
    is_wide: bool = False


class Grid(NamedTuple):
    """Rows of marks under narrow headings, and a row of totals.

    `sides` are ways to fill what is left of the screen, the fullest first: the first that fits is
    shown. Where no row fits, the grid is drawn in parts.
    """

    headings: tuple[str, ...]
    rows: tuple[GridRow, ...]
    total: str
    totals: tuple[str, ...]
    sides: tuple[tuple[Side, ...], ...]


class Legend(NamedTuple):
    """What marks mean."""

    entries: tuple[tuple[Mark, str], ...]


def legend_of(marks: Iterable[Mark]) -> Legend:
    """Return the legend of some marks."""
    return Legend(tuple((mark, MEANINGS[mark].legend) for mark in marks))


class Names(NamedTuple):
    """Labels, each with names; the names stand in one column."""

    rows: tuple[tuple[str, tuple[str, ...]], ...]


class PlotRow(NamedTuple):
    """A bar of marks and the numbers beside it."""

    label: str
    marks: tuple[Mark, ...]
    numbers: tuple[int, ...]


class Plot(NamedTuple):
    """Bars on one scale, with numbers under headings."""

    headings: tuple[str, ...]
    rows: tuple[PlotRow, ...]
