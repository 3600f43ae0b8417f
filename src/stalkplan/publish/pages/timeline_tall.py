"""The time line for a phone: time runs from top to bottom, squares stand beside their deadline."""

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from stalkplan.privacy.public_record import PublicItem
from stalkplan.publish.pages.timeline import Timeline
from stalkplan.publish.pages.timeline_broad import promises_told, sampled, steps, unit_of
from stalkplan.publish.pages.timeline_shapes import (
    PITCH,
    SIZE,
    Area,
    Drawing,
    Label,
    Segment,
    Square,
    kind_of,
    strokes,
    width_of,
)
from stalkplan.verdict import words

TALL_WIDTH = 288
MOST_PROMISED_SQUARES = 32
"""Squares of one own promise."""
MOST_PROMISES_DRAWN = 3
"""Shown one by one; more are told together."""

_LONG = 560
"""Of the axis, and more where the events need it."""
_TOP = 8
_BAND = 14
_PROGRESS = (20, 26)
"""Left edge and width of the band of completions."""
_AXIS = 58
_TEXT = 76
_LINE = 18
_IN_A_ROW = (TALL_WIDTH - _TEXT) // PITCH


class _Event(NamedTuple):
    """What stands beside the axis: where on it, from 0 to 1, a head, squares, text below them."""

    share: float
    head: str
    look: str
    items: tuple[PublicItem, ...]
    counts: str

    @property
    def rows(self) -> int:
        return ceil(len(self.items) / _IN_A_ROW)

    @property
    def lines(self) -> tuple[str, ...]:
        """The text below or beside the squares, as many lines as it needs."""
        lines: list[str] = []
        for part in self.counts.split(", ") if self.counts else []:
            if lines and width_of(f"{lines[-1]}, {part}") < TALL_WIDTH - _TEXT:
                lines[-1] += f", {part}"
            else:
                lines.append(part)
        return tuple(lines)

    @property
    def height(self) -> float:
        return _LINE + self.rows * PITCH + len(self.lines) * _LINE + 10


def tall(timeline: Timeline) -> Drawing:
    """Draw the time line TALL_WIDTH pixels wide."""
    events = [*_events(timeline)]
    tops = [*_tops(events)]
    bottom = max(_TOP + _LONG, tops[-1] + 4)
    long = bottom - _TOP
    now = timeline.share(timeline.on) * long
    areas = [
        Area(0, _TOP, _BAND, now, "band"),
        Area(_PROGRESS[0], _TOP, _PROGRESS[1], now, "band"),
    ]
    areas += (
        Area(_PROGRESS[0], _TOP + step.x, step.height, step.width, "done")
        for step in steps(timeline, 0, 0, now, _PROGRESS[1])  # turned by a quarter
    )
    lines = [Segment(_AXIS, _TOP, _AXIS, bottom, "axis")]
    for day in sorted(set(timeline.updates)):
        y = _TOP + timeline.share(day) * long
        lines.append(Segment(0, y, _BAND, y, "update"))
    for group in timeline.promises:
        y1, y2 = (_TOP + timeline.share(day) * long for day in (group.first, group.last))
        look = "promise-late" if "overdue" in group.counts else "promise"
        lines.append(Segment(_AXIS - 8, y1, _AXIS, y1, look))
        if y2 > y1:
            lines.append(Segment(_AXIS - 7, y1, _AXIS - 7, y2, look))
            lines.append(Segment(_AXIS - 8, y2, _AXIS, y2, look))
    squares: list[Square] = []
    labels: list[Label] = []
    for event, top in zip(events, tops, strict=True):
        y = _TOP + event.share * long
        lines.append(Segment(_AXIS, y, _AXIS + 7, y, "tick"))
        lines.append(Segment(_AXIS + 7, y, _TEXT - 4, top + 8, "tick"))
        labels.append(Label(_TEXT, top + 13, event.head, event.look))
        squares += (
            Square(
                _TEXT + SIZE / 2 + PITCH * (number % _IN_A_ROW),
                top + _LINE + 2 + SIZE / 2 + PITCH * (number // _IN_A_ROW),
                kind_of(item.mark),
            )
            for number, item in enumerate(event.items)
        )
        below = top + _LINE + 2 + event.rows * PITCH
        labels += (
            Label(_TEXT, below + 13 + _LINE * number, line)
            for number, line in enumerate(event.lines)
        )
    lines.append(Segment(0, _TOP + now, _AXIS + 7, _TOP + now, "now"))
    foot = max(bottom, tops[-1] + events[-1].height) + 26
    labels += [
        Label(_BAND + 8, foot, timeline.updates_told.partition(", ")[0], "head"),
        Label(_BAND + 8, foot + 22, timeline.completed_told, "head"),
    ]
    areas += [
        Area(0, foot - 11, _BAND, SIZE, "band"),
        Area(0, foot + 11, _BAND, SIZE, "done"),
    ]
    return Drawing(
        "tall",
        TALL_WIDTH,
        foot + 30,
        "Deadlines on a time line",
        timeline.description,
        tuple(areas),
        strokes(lines),
        tuple(squares),
        tuple(labels),
    )


def _events(timeline: Timeline) -> Iterator[_Event]:
    """Yield what stands beside the axis, the earliest first."""
    unit = unit_of(timeline.deadlines)
    found = [
        _Event(timeline.share(g.last), g.label, "head", sampled(g.items, unit), g.counts)
        for g in timeline.deadlines
    ]
    if 0 < len(timeline.promises) <= MOST_PROMISES_DRAWN:
        found += (
            _Event(
                timeline.share(g.first),
                "Own promise",
                "",
                g.items[:MOST_PROMISED_SQUARES],
                f"{g.label}, {g.counts}",
            )
            for g in timeline.promises
        )
    elif timeline.promises:
        head, _, counts = promises_told(timeline).partition(": ")
        found.append(_Event(timeline.share(timeline.promises[0].first), head, "", (), counts))
    start = _Event(0, f"{words.long_date(timeline.published)}: report", "soft", (), "")
    page = f"{words.long_date(timeline.on)}: page"
    end = _Event(timeline.share(timeline.on), page, "soft", (), "")
    return iter(sorted([start, *found, end], key=lambda event: event.share))


def _tops(events: list[_Event]) -> Iterator[float]:
    """Yield where each event begins: at its place on the axis, or below what stands before it."""
    free = 0.0
    for event in events:
        top = max(_TOP + event.share * _LONG - 8, free)
        yield top
        free = top + event.height
