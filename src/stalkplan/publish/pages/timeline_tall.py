"""The time line for a phone: time runs from top to bottom, with squares beside their deadline."""

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicItem
from stalkplan.publish.pages.timeline import Timeline
from stalkplan.publish.pages.timeline_broad import promises_text, sampled, steps, unit_of
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
from stalkplan.verdict.nouns import REPORT

TALL_WIDTH = 288
MOST_PROMISED_SQUARES = 32
"""Squares that one own promise shows."""
MOST_PROMISES_DRAWN = 3
"""Own promises that are drawn one by one; if there are more, one text counts them all."""

_LONG = 560
"""Length of the axis; it is longer if the events need more."""
_TOP = 8
_BAND = 14
_PROGRESS = (20, 26)
"""Left edge and width of the band of completions."""
_AXIS = 58
_TEXT = 76
_LINE = 18
_IN_A_ROW = (TALL_WIDTH - _TEXT) // PITCH


class _Event(NamedTuple):
    """What stands beside the axis: a head, squares for its items, and their counts below.

    `share` is its place on the axis, from 0 to 1.
    """

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
        """The counts, in as many lines as they need."""
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


class _Axis(NamedTuple):
    """The axis, from the day of publication at `_TOP` to the last day, `length` pixels below."""

    timeline: Timeline
    length: float

    @property
    def now(self) -> float:
        """How far down the day of the page is."""
        return self.timeline.share(self.timeline.on) * self.length

    @property
    def bottom(self) -> float:
        return _TOP + self.length

    def y(self, share: float) -> float:
        return _TOP + share * self.length


def tall(timeline: Timeline) -> Drawing:
    """Draw the time line, TALL_WIDTH pixels wide."""
    events = [*_events(timeline)]
    tops = [*_tops(events)]
    placed = [*zip(events, tops, strict=True)]
    axis = _Axis(timeline, max(_LONG, tops[-1] + 4 - _TOP))
    foot = max(axis.bottom, tops[-1] + events[-1].height) + 26
    y_now = _TOP + axis.now
    return Drawing(
        "tall",
        TALL_WIDTH,
        foot + 30,
        "Deadlines on a time line",
        timeline.description,
        (
            *_bands(axis),
            Area(0, foot - 11, _BAND, SIZE, "band"),
            Area(0, foot + 11, _BAND, SIZE, "done"),
        ),
        strokes(
            [
                Segment(_AXIS, _TOP, _AXIS, axis.bottom, "axis"),
                *_updates(axis),
                *_brackets(axis),
                *(line for event, top in placed for line in _leads(event, top, axis)),
                Segment(0, y_now, _AXIS + 7, y_now, "now"),
            ]
        ),
        tuple(square for event, top in placed for square in _squares(event, top)),
        (
            *(label for event, top in placed for label in _labels(event, top)),
            Label(_BAND + 8, foot, timeline.updates_text.partition(", ")[0], "head"),
            Label(_BAND + 8, foot + 22, timeline.completed_text, "head"),
        ),
    )


def _bands(axis: _Axis) -> Iterator[Area]:
    """Yield the bands of updates and of completions, up to the day of the page."""
    left, width = _PROGRESS
    yield Area(0, _TOP, _BAND, axis.now, "band")
    yield Area(left, _TOP, width, axis.now, "band")
    for step in steps(axis.timeline, 0, 0, axis.now, width):  # turned by a quarter
        yield Area(left, _TOP + step.x, step.height, step.width, "done")


def _updates(axis: _Axis) -> Iterator[Segment]:
    """Yield a stroke in the band of updates for each day that has one."""
    for day in sorted(set(axis.timeline.updates)):
        y = axis.y(axis.timeline.share(day))
        yield Segment(0, y, _BAND, y, "update")


def _brackets(axis: _Axis) -> Iterator[Segment]:
    """Yield a bracket on the axis for each own promise; for a single day, a stroke."""
    for group in axis.timeline.promises:
        y1, y2 = (axis.y(axis.timeline.share(day)) for day in (group.first, group.last))
        look = "promise-late" if "overdue" in group.counts else "promise"
        yield Segment(_AXIS - 8, y1, _AXIS, y1, look)
        if y2 > y1:
            yield Segment(_AXIS - 7, y1, _AXIS - 7, y2, look)
            yield Segment(_AXIS - 8, y2, _AXIS, y2, look)


def _leads(event: _Event, top: float, axis: _Axis) -> Iterator[Segment]:
    """Yield the tick of an event on the axis, and the line from it to its text."""
    y = axis.y(event.share)
    yield Segment(_AXIS, y, _AXIS + 7, y, "tick")
    yield Segment(_AXIS + 7, y, _TEXT - 4, top + 8, "tick")


def _squares(event: _Event, top: float) -> Iterator[Square]:
    """Yield the squares of an event, in rows below its head."""
    for number, item in enumerate(event.items):
        x = _TEXT + SIZE / 2 + PITCH * (number % _IN_A_ROW)
        y = top + _LINE + 2 + SIZE / 2 + PITCH * (number // _IN_A_ROW)
        yield Square(x, y, kind_of(item.mark))


def _labels(event: _Event, top: float) -> Iterator[Label]:
    """Yield the head of an event, and the text below its squares."""
    yield Label(_TEXT, top + 13, event.head, event.look)
    below = top + _LINE + 2 + event.rows * PITCH
    for number, line in enumerate(event.lines):
        yield Label(_TEXT, below + 13 + _LINE * number, line)


def _events(timeline: Timeline) -> Iterator[_Event]:
    """Yield what stands beside the axis, the earliest first."""
    unit = unit_of(timeline.deadlines)
    events = [
        _Event(timeline.share(g.last), g.label, "head", sampled(g.items, unit), g.counts)
        for g in timeline.deadlines
    ]
    if 0 < len(timeline.promises) <= MOST_PROMISES_DRAWN:
        events += (
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
        head, _, counts = promises_text(timeline).partition(": ")
        events.append(_Event(timeline.share(timeline.promises[0].first), head, "", (), counts))
    issued = REPORT if timeline.noun == REPORT else "issued"  # as short
    start = _Event(0, f"{words.long_date(timeline.published)}: {issued}", "soft", (), "")
    page = f"{words.long_date(timeline.on)}: page"
    end = _Event(timeline.share(timeline.on), page, "soft", (), "")
    return iter(sorted([start, *events, end], key=lambda event: event.share))


def _tops(events: list[_Event]) -> Iterator[float]:
    """Yield the top of each event: at its place on the axis, or below the event before it."""
    free = 0.0
    for event in events:
        top = max(_TOP + event.share * _LONG - 8, free)
        yield top
        free = top + event.height
