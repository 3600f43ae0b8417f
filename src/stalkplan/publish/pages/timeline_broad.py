"""The time line for a broad page: time runs from left to right, with squares on their deadline."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicItem
from stalkplan.publish.pages.timeline import DateGroup, Timeline
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

BROAD_WIDTH = 1000
ROWS = 8
"""Rows of squares in a stack, at most."""
MOST_STACKED = 64
"""Squares in a stack. If there are more items, one square shows several of them."""

_LINE = 18
_HEAD = 44
"""Height of the two lines of text on the beginning of the axis and on the day of the page."""
_BAND = 18
_PROGRESS = 30


class _Box(NamedTuple):
    """A space that is taken; `low` and `high` are its edges above the axis."""

    left: float
    right: float
    low: float
    high: float

    def meets(self, other: "_Box") -> bool:
        beside = self.left < other.right and other.left < self.right
        return beside and self.low < other.high and other.low < self.high


class _Stack(NamedTuple):
    group: DateGroup
    x: float
    squares: tuple[Square, ...]
    box: _Box


def unit_of(groups: tuple[DateGroup, ...]) -> int:
    """Return how many items one square shows, so that no stack is too wide."""
    largest = max((len(group.items) for group in groups), default=0)
    return max(1, ceil(largest / MOST_STACKED))


def sampled(items: tuple[PublicItem, ...], unit: int) -> tuple[PublicItem, ...]:
    """Return every `unit`th item of each kind, beginning with its first."""
    kinds: dict[str, int] = {}
    kept: list[PublicItem] = []
    for item in items:
        kind = kind_of(item.mark)
        if kinds.setdefault(kind, 0) % unit == 0:
            kept.append(item)
        kinds[kind] += 1
    return tuple(kept)


def broad(timeline: Timeline) -> Drawing:
    """Draw the time line, BROAD_WIDTH pixels wide."""
    stacks = [_stack(timeline, group) for group in timeline.deadlines]
    placed = [*_labels(stacks)]
    boxes = [box for _, box in placed]
    highest = max((box.high for box in (*(s.box for s in stacks), *boxes)), default=0.0)
    axis = _HEAD + highest + 6
    brackets = [*_brackets(timeline, axis + _LINE + 10)]
    lowest = max((each.y for each in brackets if isinstance(each, Label)), default=axis + _LINE)
    updates = lowest + 10 + _LINE
    completed = updates + _BAND + _LINE + 10
    height = completed + _PROGRESS + 1
    now = timeline.share(timeline.on) * BROAD_WIDTH
    lines = (
        *_ticks(timeline, axis),
        *(Segment(stack.x, axis, stack.x, axis + 7, "tick") for stack in stacks),
        *_leads(stacks, boxes, axis),
        Segment(0, 4, 0, height, "edge"),
        Segment(0, axis, BROAD_WIDTH, axis, "axis"),
        *(line for line in brackets if isinstance(line, Segment)),
        *_updates(timeline, updates),
        Segment(now, 4, now, height, "now"),
    )
    return Drawing(
        "broad",
        BROAD_WIDTH,
        round(height, 1),
        "Deadlines on a time line",
        timeline.description,
        (
            Area(0, updates, now, _BAND, "band"),
            Area(0, completed, now, _PROGRESS, "band"),
            *steps(timeline, 0, completed, now, _PROGRESS),
        ),
        strokes(lines),
        tuple(s._replace(y=axis - s.y) for stack in stacks for s in stack.squares),
        (
            *_ends(timeline),
            *(label._replace(y=axis - label.y) for labels, _ in placed for label in labels),
            *_years(timeline, axis),
            *(label for label in brackets if isinstance(label, Label)),
            Label(6, updates - 6, timeline.updates_text, "head"),
            Label(6, completed - 6, timeline.completed_text, "head"),
        ),
    )


def _updates(timeline: Timeline, top: float) -> Iterator[Segment]:
    """Yield a stroke in the band of updates for each day that has one."""
    for day in sorted(set(timeline.updates)):
        x = timeline.share(day) * BROAD_WIDTH
        yield Segment(x, top, x, top + _BAND, "update")


def steps(
    timeline: Timeline, left: float, top: float, width: float, height: float
) -> Iterator[Area]:
    """Yield how many items were complete on each day, as columns; all items fill the height."""
    days = sorted(set(timeline.completed))
    now = timeline.share(timeline.on) or 1
    for day, following in pairwise([*days, timeline.on]):
        start, end = (timeline.share(each) / now * width for each in (day, following))
        share = sum(done <= day for done in timeline.completed) / max(timeline.total, 1)
        rise = max(share * height, 1)
        yield Area(left + start, top + height - rise, max(end - start, 1), rise, "done")


def _stack(timeline: Timeline, group: DateGroup) -> _Stack:
    """Return the squares of a deadline, with their height above the axis as `y`."""
    items = sampled(group.items, unit_of(timeline.deadlines))
    columns = ceil(len(items) / ROWS)
    rows = ceil(len(items) / columns)
    x = timeline.share(group.last) * BROAD_WIDTH
    wide = columns * PITCH
    left = min(max(x - SIZE / 2, 0), BROAD_WIDTH - wide)
    squares = tuple(
        Square(
            left + SIZE / 2 + PITCH * (number // rows),
            3 + SIZE / 2 + PITCH * (number % rows),
            kind_of(item.mark),
        )
        for number, item in enumerate(items)
    )
    return _Stack(group, x, squares, _Box(left - 2, left + wide, 0, 6 + rows * PITCH))


def _labels(stacks: list[_Stack]) -> Iterator[tuple[tuple[Label, ...], _Box]]:
    """Yield two lines of text for each stack, in a free place, and the box they take."""
    taken = [stack.box for stack in stacks]
    for stack in stacks:
        head, counts = stack.group.label, stack.group.counts
        wide = max(width_of(head, is_bold=True), width_of(counts))
        box, anchor = next(
            (box, anchor)
            for box, anchor in _places(stack.box, wide)
            if not any(box.meets(other) for other in taken)
        )
        taken.append(box)
        x = box.left if anchor == "start" else box.right
        lines = (
            Label(x, box.low + _LINE + 6, head, "head", anchor),
            Label(x, box.low + 6, counts, "", anchor),
        )
        yield lines, box


def _leads(stacks: list[_Stack], boxes: list[_Box], axis: float) -> Iterator[Segment]:
    """Yield a line down to its stack from each label that is too far above it."""
    for stack, box in zip(stacks, boxes, strict=True):
        if box.low > stack.box.high and box.left <= stack.x <= box.right:
            yield Segment(stack.x, axis - box.low - 2, stack.x, axis - stack.box.high, "tick")


def _places(stack: _Box, wide: float) -> Iterator[tuple[_Box, str]]:
    """Yield places for the label of a stack: beside a high one, then above it, ever higher."""
    high = 2 * _LINE + 2
    beside = _Box(stack.right + 8, stack.right + 8 + wide, stack.high - high, stack.high)
    if stack.high > high and beside.right <= BROAD_WIDTH:
        yield beside, "start"
    low = stack.high
    while True:
        if stack.left + wide <= BROAD_WIDTH:
            yield _Box(stack.left + 2, stack.left + 2 + wide, low, low + high), "start"
        if stack.right >= wide:
            yield _Box(stack.right - wide, stack.right, low, low + high), "end"
        low += _LINE / 2


def _ends(timeline: Timeline) -> tuple[Label, ...]:
    """Return the texts at the top, on the beginning of the axis and on the day of the page."""
    now = timeline.share(timeline.on) * BROAD_WIDTH
    is_left = now < BROAD_WIDTH / 2
    x, anchor = (now + 8, "start") if is_left else (now - 8, "end")
    start = 0 if is_left and now < 190 else 8
    is_report = timeline.noun == REPORT
    return (
        *(
            ()
            if start == 0
            else (
                Label(8, 16, words.long_date(timeline.published), "soft"),
                Label(8, 16 + _LINE, "report published" if is_report else "published", "soft"),
            )
        ),
        Label(x, 16, words.long_date(timeline.on), "soft", anchor),
        Label(x, 16 + _LINE, "this page", "soft", anchor),
    )


def _ticks(timeline: Timeline, axis: float) -> Iterator[Segment]:
    """Yield a tick for each month, a longer one for each year; over many years only the latter."""
    many = (timeline.end - timeline.published).days > 6 * 365
    for day in _firsts(timeline):
        if day.month == 1 or not many:
            x = timeline.share(day) * BROAD_WIDTH
            yield Segment(x, axis, x, axis + (12 if day.month == 1 else 4), "tick")


def _years(timeline: Timeline, axis: float) -> Iterator[Label]:
    years = [day for day in _firsts(timeline) if day.month == 1]
    for day in years[:: ceil(len(years) / 12) or 1]:
        x = timeline.share(day) * BROAD_WIDTH
        if x < BROAD_WIDTH - 50:
            yield Label(x + 5, axis + _LINE, str(day.year), "soft")


def _firsts(timeline: Timeline) -> Iterator[date]:
    """Return the first day of each month on the axis."""
    months = range(
        timeline.published.year * 12 + timeline.published.month,
        timeline.end.year * 12 + timeline.end.month,
    )
    return (date(month // 12, month % 12 + 1, 1) for month in months)


def _brackets(timeline: Timeline, top: float) -> Iterator[Segment | Label]:
    """Yield a bracket for each own promise, for a single day a stroke, and a text beside them."""
    right = 0.0
    for group in timeline.promises:
        look = "promise-late" if "overdue" in group.counts else "promise"
        x1, x2 = (timeline.share(day) * BROAD_WIDTH for day in (group.first, group.last))
        yield Segment(x1, top, x1, top + 8, look)
        if x2 > x1:
            yield Segment(x1, top + 7, x2, top + 7, look)
            yield Segment(x2, top, x2, top + 8, look)
        right = max(right, x2)
    if timeline.promises:
        text = promises_text(timeline)
        if right + 8 + width_of(text) <= BROAD_WIDTH:
            yield Label(right + 8, top + 11, text)
        else:
            yield Label(6, top + 11 + _LINE, text)


def promises_text(timeline: Timeline) -> str:
    """Return the text on the brackets: the only promise, or the counts of them all."""
    if len(timeline.promises) == 1:
        (group,) = timeline.promises
        return f"Own promise, {group.label}: {group.counts}"
    counts = words.tally(item.timeliness for g in timeline.promises for item in g.items)
    return f"Own promises, {len(timeline.promises)} dates: {', '.join(counts)}"
