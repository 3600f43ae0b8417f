"""The time line for a phone: time runs from top to bottom, with squares beside their deadline."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil
from operator import itemgetter
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicItem
from stalkplan.publish.pages.timeline import Timeline
from stalkplan.publish.pages.timeline_broad import (
    later_text,
    promises_text,
    sampled,
    steps,
    unit_of,
)
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

TALL_WIDTH = 288
MOST_PROMISED_SQUARES = 32
"""Squares that one promise shows."""
MOST_PROMISES_DRAWN = 3
"""Promises that are drawn one by one; if there are more, one text counts them all."""

_LONG = 440
"""Length of the axis if nothing is left out; it is longer if the events need more."""
QUIET = 200
"""Days in which nothing happened, of which the axis leaves out all but `_FOLD` pixels."""
_FOLD = 44
_TOP = 8
_BAND = 14
_PROGRESS = (20, 26)
"""Left edge and width of the band of completions."""
_AXIS = 58
_TEXT = 76
_IN_A_ROW = (TALL_WIDTH - _TEXT) // PITCH


class _Event(NamedTuple):
    """What stands beside the axis: a head, squares for its items, and their counts below.

    `day` is its place on the axis. `is_fold` is whether it stands for days that are left out.
    """

    day: date
    head: str
    look: str
    items: tuple[PublicItem, ...]
    counts: str
    is_fold: bool = False

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
        return LINE + self.rows * PITCH + len(self.lines) * LINE + 10


class _Axis(NamedTuple):
    """The axis: where days stand on it, by days with something on them and their places.

    Between two such days the scale is the same, but where nothing happened for long, in `folds`.
    """

    timeline: Timeline
    places: tuple[tuple[date, float], ...]
    folds: tuple[tuple[date, date], ...]

    @property
    def bottom(self) -> float:
        return self.places[-1][1]

    @property
    def now(self) -> float:
        """How far below the beginning the day of the page is."""
        return self.y(self.timeline.on) - _TOP

    def y(self, day: date) -> float:
        """Return the place of a day; days before the first and after the last stand there."""
        number = bisect_left(self.places, day, lo=1, key=itemgetter(0))
        if number == len(self.places):
            return self.bottom
        (start, above), (end, below) = self.places[number - 1 : number + 1]
        share = max((day - start).days, 0) / (end - start).days
        return above + share * (below - above)

    def stretched(self, least: float) -> "_Axis":
        """Return it with all places farther down, so that it ends at least so far down."""
        by = max((least - _TOP) / (self.bottom - _TOP), 1)
        return self._replace(places=tuple((d, _TOP + (y - _TOP) * by) for d, y in self.places))


def _axis(timeline: Timeline) -> _Axis:
    first, last = timeline.begin, timeline.end
    brackets = (*timeline.promises, *timeline.later)
    days = {day for group in brackets for day in (group.first, group.last)}
    days |= {group.last for group in timeline.deadlines}
    days |= {last, timeline.published, timeline.on, *timeline.made}
    days |= {*timeline.updates, *timeline.completed}
    places, folds = [(first, float(_TOP))], []
    scale = _LONG / max((last - first).days, 1)
    for day in sorted(day for day in days if first < day <= last):
        before, y = places[-1]
        length = (day - before).days * scale
        if (day - before).days > QUIET and length > _FOLD:
            folds.append((before, day))
            length = _FOLD
        places.append((day, y + length))
    if len(places) == 1:  # the page is of the day of the publication
        places.append((first + timedelta(1), float(_TOP + _LONG)))
    return _Axis(timeline, tuple(places), tuple(folds))


def tall(timeline: Timeline) -> Drawing:
    """Draw the time line, TALL_WIDTH pixels wide."""
    axis = _axis(timeline)
    events = [*_events(timeline, axis)]
    tops = [*_tops(events, axis)]
    placed = [*zip(events, tops, strict=True)]
    axis = axis.stretched(tops[-1] + 4)
    foot = max(axis.bottom, tops[-1] + events[-1].height) + 26
    below = [*_foot(timeline, foot)]
    y_now = _TOP + axis.now
    return Drawing(
        "tall",
        TALL_WIDTH,
        below[-1].y + 12,
        fills(
            [
                *_bands(axis),
                Area(0, foot - 11, _BAND, SIZE, "band"),
                Area(0, below[-1].y - 11, _BAND, SIZE, "done"),
            ]
        ),
        strokes(
            [
                *_pieces(axis),
                *_updates(axis),
                *_brackets(axis),
                *(line for event, top in placed for line in _leads(event, top, axis)),
                Segment(0, y_now, _AXIS + 7, y_now, "now"),
            ]
        ),
        tuple(square for event, top in placed for square in _squares(event, top)),
        (*(label for event, top in placed for label in _labels(event, top)), *below),
    )


def _foot(timeline: Timeline, y: float) -> Iterator[Label]:
    """Yield what the two bands show, in words, below the axis."""
    for text in (*timeline.updates_text.split(", "), timeline.completed_text):
        yield Label(_BAND + 8, y, text, "" if text.startswith("the newest") else "head")
        y += LINE + (0 if text.startswith("Updates") and "," in timeline.updates_text else 4)


def _pieces(axis: _Axis) -> Iterator[Segment]:
    """Yield the axis: dashed where it leaves out that nothing happened."""
    folds = [(axis.y(start), axis.y(end)) for start, end in axis.folds]
    y = float(_TOP)
    for above, below in folds:
        yield Segment(_AXIS, y, _AXIS, above, "axis")
        yield Segment(_AXIS, above, _AXIS, below, "fold")
        y = below
    yield Segment(_AXIS, y, _AXIS, axis.bottom, "axis")


def _bands(axis: _Axis) -> Iterator[Area]:
    """Yield the bands of updates and of completions, up to the day of the page."""
    left, width = _PROGRESS
    yield Area(0, _TOP, _BAND, axis.now, "band")
    yield Area(left, _TOP, width, axis.now, "band")
    for day, following, share in steps(axis.timeline):
        y, end = axis.y(day), axis.y(following)
        yield Area(left, y, max(share * width, 1), max(end - y, 1), "done")


def _updates(axis: _Axis) -> Iterator[Segment]:
    """Yield a stroke in the band of updates for all days that stand as close as it is wide."""
    for y in sorted({2 * round(axis.y(day) / 2) for day in axis.timeline.updates}):
        yield Segment(0, y, _BAND, y, "update")


def _brackets(axis: _Axis) -> Iterator[Segment]:
    """Yield a bracket on the axis for each promise; for a single day, a stroke."""
    for group in (*axis.timeline.promises, *axis.timeline.later):
        y1, y2 = axis.y(group.first), axis.y(group.last)
        look = "promise-late" if "overdue" in group.counts else "promise"
        yield Segment(_AXIS - 8, y1, _AXIS, y1, look)
        if y2 > y1:
            yield Segment(_AXIS - 7, y1, _AXIS - 7, y2, look)
            yield Segment(_AXIS - 8, y2, _AXIS, y2, look)


def _leads(event: _Event, top: float, axis: _Axis) -> Iterator[Segment]:
    """Yield the tick of an event on the axis, and the line from it to its text."""
    if event.is_fold:
        return
    y = axis.y(event.day)
    yield Segment(_AXIS, y, _AXIS + 7, y, "tick")
    yield Segment(_AXIS + 7, y, _TEXT - 4, top + 8, "tick")


def _squares(event: _Event, top: float) -> Iterator[Square]:
    """Yield the squares of an event, in rows below its head."""
    for number, item in enumerate(event.items):
        x = _TEXT + SIZE / 2 + PITCH * (number % _IN_A_ROW)
        y = top + LINE + 2 + SIZE / 2 + PITCH * (number // _IN_A_ROW)
        yield Square(x, y, kind_of(item.mark))


def _labels(event: _Event, top: float) -> Iterator[Label]:
    """Yield the head of an event, and the text below its squares."""
    yield Label(_TEXT, top + 13, event.head, event.look)
    below = top + LINE + 2 + event.rows * PITCH
    for number, line in enumerate(event.lines):
        yield Label(_TEXT, below + 13 + LINE * number, line)


def _events(timeline: Timeline, axis: _Axis) -> Iterator[_Event]:
    """Yield what stands beside the axis, the earliest first."""
    unit = unit_of(timeline.deadlines)
    events = [
        _Event(group.last, group.label, "head", sampled(group.items, unit), group.counts)
        for group in timeline.deadlines
    ]
    if 0 < len(timeline.promises) <= MOST_PROMISES_DRAWN:
        for group in timeline.promises:
            head, counts = f"Promised for {group.label}", group.counts
            if width_of(head) > TALL_WIDTH - _TEXT:
                head, counts = "Promised for", f"{group.label}, {group.counts}"
            items = group.items[:MOST_PROMISED_SQUARES]
            events.append(_Event(group.first, head, "", items, counts))
    elif timeline.promises:
        head, _, counts = promises_text(timeline).partition(": ")
        events.append(_Event(timeline.promises[0].first, head, "", (), counts))
    if timeline.later:
        head, _, dates = later_text(timeline).partition(": ")
        events.append(_Event(timeline.later[0].last, head, "", (), dates.replace(" and ", ", ")))
    events += _folds(timeline, axis)
    start_text = f"{words.short_date(timeline.published)}: published"  # the long day has no room
    events.append(_Event(timeline.on, f"{words.long_date(timeline.on)}: page", "soft", (), ""))
    events.append(_Event(timeline.published, start_text, "soft", (), ""))
    if timeline.begin < timeline.published:
        text = f"{words.long_date(timeline.begin)}: {timeline.begin_text.removesuffix(' one made')}"
        events.append(_Event(timeline.begin, text, "soft", (), ""))
    return iter(sorted(events, key=lambda event: event.day))


def _folds(timeline: Timeline, axis: _Axis) -> Iterator[_Event]:
    """Yield what is said of the days that are left out.

    Where the plan has updates it is how long it had none, which may be for longer: so it is said
    once of all that is left out between two of them.
    """
    told: set[tuple[date, date]] = set()
    for start, end in axis.folds:
        said, quiet = " to come" if end > timeline.on else ", nothing due", (start, end)
        if end <= timeline.on and timeline.updates:
            said = " with no update"
            before = (day for day in timeline.updates if day <= start)
            after = (day for day in timeline.updates if day >= end)
            quiet = max(before, default=timeline.begin), min(after, default=timeline.on)
        if quiet not in told:
            told.add(quiet)
            text = f"{words.count(_months(*quiet), 'month')}{said}"
            middle = start + (end - start) / 2
            yield _Event(middle, text, "soft", (), "", is_fold=True)


def _months(start: date, end: date) -> int:
    """Return how many whole months lie between two days: of what is said none is made up."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def _tops(events: list[_Event], axis: _Axis) -> Iterator[float]:
    """Yield the top of each event: at its place on the axis, or below the event before it."""
    free = 0.0
    for event in events:
        top = max(axis.y(event.day) - 8, free)
        yield top
        free = top + event.height
