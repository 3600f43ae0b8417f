"""Drawings of a plan on a true time axis, as shapes that a template writes out as SVG.

The time line says the same in words. Lengths are in pixels.
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
    """Lines or rectangles of one look, as the path of SVG that draws them all."""

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
    """One picture; `look` is its class."""

    look: str
    width: float
    height: float
    fills: tuple[Stroke, ...]
    strokes: tuple[Stroke, ...]
    squares: tuple[Square, ...]
    labels: tuple[Label, ...]


def strokes(lines: Iterable[Segment]) -> tuple[Stroke, ...]:
    """Return lines as a stroke for each look, in the order in which the looks first stand."""
    return _joined((line.look, _path(*line[:4])) for line in lines)


def fills(areas: Iterable[Area]) -> tuple[Stroke, ...]:
    """Return rectangles as a path for each look, in the order in which the looks first stand."""
    return _joined((area.look, _rectangle(*area[:4])) for area in areas)


def _rectangle(x: float, y: float, width: float, height: float) -> str:
    return f"M{_short(x, y)}h{_short(width)}v{_short(height)}H{_short(x)}z"


def _joined(paths: Iterable[tuple[str, str]]) -> tuple[Stroke, ...]:
    found: dict[str, list[str]] = {}
    for look, path in paths:
        found.setdefault(look, []).append(path)
    return tuple(Stroke(look, "".join(own)) for look, own in found.items())


def _short(*lengths: float) -> str:
    """Return lengths to a tenth of a pixel, as short as can be."""
    return " ".join(f"{round(length, 1):g}" for length in lengths)


def _path(x1: float, y1: float, x2: float, y2: float) -> str:
    """Return a straight line as SVG writes it shortest, to a tenth of a pixel."""
    across, down = x2 - x1, y2 - y1
    to = f"h{_short(across)}" if not down else f"v{_short(down)}" if not across else ""
    return f"M{_short(x1, y1)}{to or f'l{_short(across, down)}'}"


def kind_of(mark: Mark) -> str:
    """Return the kind of square for a mark."""
    return _KINDS[mark]


def width_of(text: str, *, is_bold: bool = False) -> float:
    """Return how wide a text is at most, in a wide font of 14 pixels."""
    return len(text) * (9.2 if is_bold else 8.2)
