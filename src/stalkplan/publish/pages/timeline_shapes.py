"""Drawings of a plan on a true time axis, as shapes that a template writes out as SVG.

Each has a title and a description that say the same in words. Lengths are in pixels.
"""

from collections.abc import Iterable
from typing import NamedTuple

from stalkplan.verdict import marks
from stalkplan.verdict.marks import Mark

SIZE = 12
"""Width and height of a square, its outline included."""

PITCH = SIZE + 3
"""From one square to the next."""

LINE = 18
"""From one line of text to the next."""

_KINDS = {
    marks.COMPLETE: "complete",
    marks.COMPLETE_LATE: "complete-late",
    marks.OVERDUE_UPDATED: "updated",
    marks.OVERDUE_SILENT: "silent",
    marks.CANNOT_TELL: "unclear",
    marks.NOT_DUE: "waiting",
    marks.NO_DATE: "undated",
}


class Square(NamedTuple):
    """An item, or several of a kind, by its middle."""

    x: float
    y: float
    kind: str


class Segment(NamedTuple):
    """A straight line; `look` is its class."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: str


class Stroke(NamedTuple):
    """Lines of one look, as the path of SVG that draws them all."""

    look: str
    path: str


class Area(NamedTuple):
    """A rectangle; `look` is its class."""

    x: float
    y: float
    width: float
    height: float
    look: str


class Label(NamedTuple):
    """A line of text; `y` is its base line, `anchor` start, middle or end."""

    x: float
    y: float
    text: str
    look: str = ""
    anchor: str = "start"


class Drawing(NamedTuple):
    """One picture, with what it says in words; `look` is its class and begins its ids."""

    look: str
    width: float
    height: float
    title: str
    description: str
    areas: tuple[Area, ...]
    strokes: tuple[Stroke, ...]
    squares: tuple[Square, ...]
    labels: tuple[Label, ...]


def strokes(lines: Iterable[Segment]) -> tuple[Stroke, ...]:
    """Return lines as a stroke for each look, in the order in which the looks first stand."""
    found: dict[str, list[str]] = {}
    for line in lines:
        path = f"M{line.x1:.1f} {line.y1:.1f}L{line.x2:.1f} {line.y2:.1f}"
        found.setdefault(line.look, []).append(path)
    return tuple(Stroke(look, "".join(paths)) for look, paths in found.items())


def kind_of(mark: Mark) -> str:
    """Return the kind of square that stands for a mark."""
    return _KINDS[mark]


def width_of(text: str, *, is_bold: bool = False) -> float:
    """Return how wide a text is at most, in a wide font of 14 pixels."""
    return len(text) * (9.2 if is_bold else 8.2)
