"""Labels of the squares on a broad time line: each in a free place, and no line through a text."""

from collections.abc import Iterator, Sequence
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


class Placed(NamedTuple):
    """The label of a stack: two lines of text, their space, and the line down to the squares."""

    lines: tuple[Label, ...]
    box: Box
    lead: Box | None


MOST_ORDERS = 8
"""Orders that are tried, so that many deadlines do not take long."""


def place_labels(stacks: Sequence[Stack], width: float, now: float) -> tuple[Placed, ...]:
    """Return the labels for which there is room, on a drawing so wide, none across `now`.

    Which label is placed first decides whether a line must pass through another; so several
    orders are tried. A deadline without a label has its place in the table below.
    """
    best: tuple[Placed, ...] = ()
    for order in _orders(len(stacks)):
        placed = tuple(_placed(stacks, order, width, now))
        if len(placed) > len(best):
            best = placed
        if len(best) == len(stacks):
            break
    return best


def _orders(many: int) -> Iterator[list[int]]:
    """Yield from right to left, from left to right, then from each stack to both sides."""
    yield [*range(many)][::-1]
    yield [*range(many)]
    for middle in range(min(many, MOST_ORDERS)):
        yield sorted(range(many), key=lambda number: abs(number - middle))


def _placed(
    stacks: Sequence[Stack], order: Sequence[int], width: float, now: float
) -> Iterator[Placed]:
    texts: list[Box] = []
    leads = [Box(now - 4, now + 4, 0, float("inf"))]
    for number in order:
        stack = stacks[number]
        others = [other.box for other in stacks if other is not stack]
        beyond = stacks[number + 1].box.left - 8 if number + 1 < len(stacks) else width
        top = max(each.high for each in (*(s.box for s in stacks), *texts)) + LINE
        for found in _places(stack, width, beyond, top):
            if any(found.box.meets(each) for each in (stack.box, *others, *texts, *leads)):
                continue
            if found.lead and any(found.lead.meets(each) for each in (*others, *texts)):
                continue
            texts.append(found.box)
            if found.lead:
                leads.append(found.lead)
            yield found
            break


def _places(stack: Stack, width: float, beyond: float, top: float) -> Iterator[Placed]:
    """Yield places for a label: beside a high stack, then above it, ever higher up to `top`."""
    head, counts = stack.group.label, stack.group.counts
    wide = max(width_of(head, is_bold=True), width_of(counts))
    high, own = 2 * LINE + 2, stack.box
    if own.high > high and own.right + 8 + wide <= width:
        yield _label(stack, Box(own.right + 8, own.right + 8 + wide, own.high - high, own.high))
    low = own.high
    while low <= top:
        if own.left + wide <= width:
            yield _label(stack, Box(own.left + 2, own.left + 2 + wide, low, low + high))
        if own.right >= wide:
            yield _label(stack, Box(own.right - wide, own.right, low, low + high), "end")
        if wide <= beyond and beyond - wide <= stack.x <= beyond:
            yield _label(stack, Box(beyond - wide, beyond, low, low + high))
        low += LINE / 2


def _label(stack: Stack, box: Box, anchor: str = "start") -> Placed:
    x = box.left if anchor == "start" else box.right
    lines = (
        Label(x, box.low + LINE + 6, stack.group.label, "head", anchor),
        Label(x, box.low + 6, stack.group.counts, "", anchor),
    )
    is_apart = box.low > stack.box.high and box.left <= stack.x <= box.right
    lead = Box(stack.x - 4, stack.x + 4, stack.box.high, box.low + 2) if is_apart else None
    return Placed(lines, box, lead)
