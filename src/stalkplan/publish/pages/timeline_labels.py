"""Labels of the squares on a broad time line: each in a free place, and no line through a text."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import inf
from typing import NamedTuple

from stalkplan.publish.pages.timeline import DateGroup
from stalkplan.publish.pages.timeline_shapes import LINE, Label, Square, width_of


class Box(NamedTuple):
    """A space that is taken; `low` and `high` are its edges above the axis."""

    left: float
    right: float
    low: float
    high: float

    def meets(self, other: "Box") -> bool:
        """Return whether two spaces have a part in common."""
        beside = self.left < other.right and other.left < self.right
        return beside and self.low < other.high and other.low < self.high


class Stack(NamedTuple):
    """The squares of a deadline at `x`, in their space."""

    group: DateGroup
    x: float
    squares: tuple[Square, ...]
    box: Box


class PlacedLabel(NamedTuple):
    """The label of a stack: two lines of text, their space, and the line down to the squares."""

    lines: tuple[Label, ...]
    box: Box
    lead: Box | None


MOST_MOVED = 8
"""Deadlines whose labels are placed in more than one order, so that more do not take long."""


def place_labels(stacks: Sequence[Stack], width: float, now: float) -> tuple[PlacedLabel, ...]:
    """Return the labels for which there is room on a drawing so wide.

    Which label is placed first decides whether a line must pass through another; so several
    orders and sides are tried, first those that leave `now` free. A deadline without a label has
    its place in the table below.
    """
    best: tuple[PlacedLabel, ...] = ()
    tries = product(([_upright(now)], []), (0, 1, 2), _orders(len(stacks)))
    for taken, prefer, order in tries:
        placed = tuple(_placed(stacks, order, width, taken, prefer))
        if len(placed) > len(best):
            best = placed
        if len(best) == len(stacks):
            break
    return best


def _upright(x: float) -> Box:
    return Box(x - 4, x + 4, 0, inf)


def gaps_in(x: float, placed: Sequence[PlacedLabel], top: float) -> Iterator[tuple[float, float]]:
    """Yield from where to where an upright line at `x` is free of texts, from the axis to `top`."""
    low = 0.0
    for box in sorted((each.box for each in placed), key=lambda box: box.low):
        if box.meets(_upright(x)):
            if box.low > low:
                yield low, box.low
            low = box.high
    yield low, top


def _orders(many: int) -> Iterator[list[int]]:
    """Yield from right to left, from left to right, then from each stack to both sides."""
    yield [*range(many)][::-1]
    if many > MOST_MOVED:
        return
    yield [*range(many)]
    for middle in range(many):
        yield sorted(range(many), key=lambda number: abs(number - middle))


def _placed(
    stacks: Sequence[Stack], order: Sequence[int], width: float, taken: Sequence[Box], prefer: int
) -> Iterator[PlacedLabel]:
    texts: list[Box] = []
    leads = [*taken]
    for number in order:
        stack = stacks[number]
        others = [other.box for other in stacks if other is not stack]
        beyond = stacks[number + 1].box.left - 8 if number + 1 < len(stacks) else width
        top = max(each.high for each in (*(s.box for s in stacks), *texts)) + LINE
        for found in _places(stack, (beyond, width), top, prefer):
            if any(found.box.meets(each) for each in (stack.box, *others, *texts, *leads)):
                continue
            if found.lead and any(found.lead.meets(each) for each in (*others, *texts)):
                continue
            texts.append(found.box)
            if found.lead:
                leads.append(found.lead)
            yield found
            break


def _places(
    stack: Stack, ends: tuple[float, float], top: float, prefer: int
) -> Iterator[PlacedLabel]:
    """Yield places for a label: beside a high stack, then above it, ever higher up to `top`.

    `ends` are where a label may end so that it is left of the next stack, and on the drawing;
    `prefer` is which of three sides comes first.
    """
    head, counts = stack.group.label, stack.group.counts
    wide = max(width_of(head, is_bold=True), width_of(counts))
    high, own = 2 * LINE + 2, stack.box
    beyond, width = ends
    if not prefer and own.high > high and own.right + 8 + wide <= width:
        yield _label(stack, Box(own.right + 8, own.right + 8 + wide, own.high - high, own.high))
    sides = (
        (own.left + 2, "start", own.left + 2 + wide <= width),
        (own.right - wide, "end", own.right >= wide),
        (beyond - wide, "start", wide <= beyond and beyond - wide <= stack.x <= beyond),
    )
    low = own.high
    while low <= top:
        for left, anchor, is_inside in (*sides[prefer:], *sides[:prefer]):
            if is_inside:
                yield _label(stack, Box(left, left + wide, low, low + high), anchor)
        low += LINE / 2


def _label(stack: Stack, box: Box, anchor: str = "start") -> PlacedLabel:
    x = box.left if anchor == "start" else box.right
    lines = (
        Label(x, box.low + LINE + 6, stack.group.label, "head", anchor),
        Label(x, box.low + 6, stack.group.counts, "", anchor),
    )
    is_apart = box.low > stack.box.high and box.left <= stack.x <= box.right
    lead = Box(stack.x - 4, stack.x + 4, stack.box.high, box.low + 2) if is_apart else None
    return PlacedLabel(lines, box, lead)
