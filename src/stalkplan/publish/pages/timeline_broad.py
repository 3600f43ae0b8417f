"""The time line for a broad page: time runs from left to right, with squares on their deadline."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from math import ceil
from textwrap import wrap
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicItem
from stalkplan.publish.pages.timeline import DateGroup, Timeline
from stalkplan.publish.pages.timeline_labels import Box, Stack, gaps_in, place_labels
from stalkplan.publish.pages.timeline_shapes import (
    LINE,
    PITCH,
    SIZE,
    Area,
    Drawing,
    Label,
    Segment,
    Square,
    fills,
    kind_of,
    strokes,
    width_of,
)
from stalkplan.verdict import words
from stalkplan.verdict.state_words import counted_as

BROAD_WIDTH = 700
"""As wide as a sheet of paper between its margins, and as a tablet."""
ROWS = 8
"""Rows of squares in a stack, at most."""
MOST_STACKED = 64
"""Squares in a stack. If there are more items, one square shows several of them."""

_HEAD = 44
"""Height of the two lines of text on the beginning of the axis and on the day of the page."""
_BAND = 18
_PROGRESS = 30


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
    width = BROAD_WIDTH
    now = timeline.share(timeline.on) * width
    stacks = [_stack(timeline, group, width) for group in timeline.deadlines]
    placed = place_labels(stacks, width, now)
    boxes = [*(stack.box for stack in stacks), *(each.box for each in placed)]
    axis = _HEAD + max((box.high for box in boxes), default=0.0) + 6
    brackets = [*_brackets(timeline, axis + LINE + 10, width)]
    lowest = max((each.y for each in brackets if isinstance(each, Label)), default=axis + LINE)
    updates = lowest + 10 + LINE
    completed = updates + _BAND + LINE + 10
    height = completed + _PROGRESS + 1
    lines = (
        *_ticks(timeline, axis, width),
        *(Segment(stack.x, axis, stack.x, axis + 7, "tick") for stack in stacks),
        *(
            Segment(lead.left + 4, axis - lead.high, lead.left + 4, axis - lead.low, "lead")
            for *_, lead in placed
            if lead
        ),
        Segment(0, 4, 0, height, "edge"),
        Segment(0, axis, width, axis, "axis"),
        *(line for line in brackets if isinstance(line, Segment)),
        *_updates(timeline, updates, width),
        *(
            Segment(now, axis - high, now, axis - low, "now")
            for low, high in gaps_in(now, placed, axis - 4)
        ),
        Segment(now, axis + LINE + 6, now, height, "now"),  # no year is struck through
    )
    return Drawing(
        "broad",
        width,
        round(height, 1),
        fills(
            [
                Area(0, updates, now, _BAND, "band"),
                Area(0, completed, now, _PROGRESS, "band"),
                *_completions(timeline, completed, width),
            ]
        ),
        strokes(lines),
        tuple(s._replace(y=axis - s.y) for stack in stacks for s in stack.squares),
        (
            *_ends(timeline, width),
            *(label._replace(y=axis - label.y) for each in placed for label in each.lines),
            *_years(timeline, axis, width),
            *(label for label in brackets if isinstance(label, Label)),
            _band_label(timeline.updates_text, updates, now),
            _band_label(timeline.completed_text, completed, now),
        ),
    )


def _band_label(text: str, top: float, now: float) -> Label:
    """Return the text above a band, left of the day of the page where it has room there."""
    is_left = 6 + width_of(text, is_bold=True) < now
    return Label(6 if is_left else now + 8, top - 6, text, "head")


def _updates(timeline: Timeline, top: float, width: float) -> Iterator[Segment]:
    """Yield a stroke in the band of updates for all days that stand as close as it is wide."""
    for x in sorted({2 * round(timeline.share(day) * width / 2) for day in timeline.updates}):
        yield Segment(x, top, x, top + _BAND, "update")


def _completions(timeline: Timeline, top: float, width: float) -> Iterator[Area]:
    """Yield a column for each time in which as many items were complete; all fill the height."""
    for day, following, share in steps(timeline):
        start, end = (timeline.share(each) * width for each in (day, following))
        rise = max(share * _PROGRESS, 1)
        yield Area(start, top + _PROGRESS - rise, max(end - start, 1), rise, "done")


def steps(timeline: Timeline) -> Iterator[tuple[date, date, float]]:
    """Yield from which day to which how large a share of all items was complete."""
    completed = Counter(timeline.completed)
    done = 0
    for day, following in pairwise([*sorted(completed), timeline.on]):
        done += completed[day]
        yield day, following, done / max(timeline.total, 1)


def _stack(timeline: Timeline, group: DateGroup, width: float) -> Stack:
    """Return the squares of a deadline, with their height above the axis as `y`."""
    items = sampled(group.items, unit_of(timeline.deadlines))
    columns = ceil(len(items) / ROWS)
    rows = ceil(len(items) / columns)
    x = timeline.share(group.last) * width
    wide = columns * PITCH
    left = min(max(x - SIZE / 2, 0), width - wide)
    squares = tuple(
        Square(
            left + SIZE / 2 + PITCH * (number // rows),
            3 + SIZE / 2 + PITCH * (number % rows),
            kind_of(item.mark),
        )
        for number, item in enumerate(items)
    )
    return Stack(group, x, squares, Box(left - 2, left + wide, 0, 6 + rows * PITCH))


def _ends(timeline: Timeline, width: float) -> tuple[Label, ...]:
    """Return the texts at the top, on the beginning of the axis and on the day of the page."""
    now = timeline.share(timeline.on) * width
    is_left = now < width / 2
    x, anchor = (now + 8, "start") if is_left else (now - 8, "end")
    start = 0 if is_left and now < 190 else 8
    return (
        *(
            ()
            if start == 0
            else (
                Label(8, 16, words.long_date(timeline.begin), "soft"),
                Label(8, 16 + LINE, timeline.begin_text, "soft"),
            )
        ),
        Label(x, 16, words.long_date(timeline.on), "soft", anchor),
        Label(x, 16 + LINE, "this page", "soft", anchor),
    )


def _ticks(timeline: Timeline, axis: float, width: float) -> Iterator[Segment]:
    """Yield a tick for each month, a longer one for each year; over many years only the latter."""
    many = (timeline.end - timeline.begin).days > 6 * 365
    for day in _firsts(timeline):
        if day.month == 1 or not many:
            x = timeline.share(day) * width
            yield Segment(x, axis, x, axis + (12 if day.month == 1 else 4), "tick")


def _years(timeline: Timeline, axis: float, width: float) -> Iterator[Label]:
    years = [day for day in _firsts(timeline) if day.month == 1]
    for day in years[:: ceil(len(years) / 12) or 1]:
        x = timeline.share(day) * width
        if x < width - 50:
            yield Label(x + 5, axis + LINE, str(day.year), "soft")


def _firsts(timeline: Timeline) -> Iterator[date]:
    """Return the first day of each month on the axis."""
    months = range(
        timeline.begin.year * 12 + timeline.begin.month,
        timeline.end.year * 12 + timeline.end.month,
    )
    return (date(month // 12, month % 12 + 1, 1) for month in months)


class _Note(NamedTuple):
    """Lines of text on the brackets."""

    labels: tuple[Label, ...]
    bottom: float


def _brackets(timeline: Timeline, top: float, width: float) -> Iterator[Segment | Label]:
    """Yield a bracket for each promise, for a single day a stroke, and what they say."""
    now = timeline.share(timeline.on) * width
    ends = [0.0]
    for group in timeline.promises:
        look = "promise-late" if "overdue" in group.counts else "promise"
        x1, x2 = (timeline.share(day) * width for day in (group.first, group.last))
        yield from _bracket(x1, x2, top, look)
        ends.append(x2)
    starts = [now]
    for group in timeline.later:
        x1, x2 = (timeline.share(day) * width for day in (group.first, group.last))
        yield from _bracket(x1, x2, top, "promise")
        starts.append(x1)
    base, left = top + 11, min(starts) - 8
    own, later = promises_text(timeline), later_text(timeline)
    if own:
        room = min(starts) if timeline.later else width
        note = _beside(own, max(ends) + 8, base, room, now) or _below(own, base, width, now)
        yield from note.labels
        base = note.bottom
    if later:
        is_free = base == top + 11 and max(ends) + 16 + width_of(later) <= left
        wide = max(ends) + 16 + (width_of(own) if own else 0) + width_of(later)
        if is_free and wide <= left:
            yield Label(left, base, later, "", "end")
        else:
            yield from _below(later, base, width, now).labels


def _bracket(x1: float, x2: float, top: float, look: str) -> Iterator[Segment]:
    yield Segment(x1, top, x1, top + 8, look)
    if x2 > x1:
        yield Segment(x1, top + 7, x2, top + 7, look)
        yield Segment(x2, top, x2, top + 8, look)


def _beside(text: str, x: float, y: float, room: float, now: float) -> _Note | None:
    """Return a text right of its brackets, if it ends before `room` and `now` does not cross it."""
    right = x + width_of(text)
    if right > room or x - 4 < now < right + 4:
        return None
    return _Note((Label(x, y, text),), y)


def _below(text: str, y: float, width: float, now: float) -> _Note:
    """Return a text in as many lines as it needs below its brackets, on one side of `now`."""
    x, room = (6.0, now - 14) if now > width / 2 else (now + 8, width - now - 8)
    lines = wrap(text, int(room / width_of("x")))
    labels = tuple(Label(x, y + LINE * n, line) for n, line in enumerate(lines, start=1))
    return _Note(labels, y + LINE * len(lines))


def promises_text(timeline: Timeline) -> str:
    """Return the text on the brackets: the only promise, or the counts of them all."""
    if not timeline.promises:
        return ""
    if len(timeline.promises) == 1:
        (group,) = timeline.promises
        return f"Promised for {group.label}: {group.counts}"
    counts = words.tally(counted_as(item) for g in timeline.promises for item in g.items)
    return f"Promised for {len(timeline.promises)} dates: {', '.join(counts)}"


MOST_LATER = 3
"""Promises after the day of the page that are named; if there are more, the first of them."""


def later_text(timeline: Timeline) -> str:
    """Return what is promised for after the day of the page, and for when."""
    if not timeline.later:
        return ""
    named = [f"{g.label} ({g.counts})" for g in timeline.later[:MOST_LATER]]
    more = len(timeline.later) - MOST_LATER
    rest = [words.count(more, "later date")] if more > 0 else []
    return f"Still promised: {words.listed([*named, *rest])}"
