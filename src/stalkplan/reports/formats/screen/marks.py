"""How grids, plots, legends and lists of names stand on a screen."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from stalkplan.reports.blocks_of_marks import (
    BAR,
    TALL,
    Grid,
    GridRow,
    Legend,
    Names,
    Plot,
    PlotRow,
    Side,
)
from stalkplan.reports.formats import Screen
from stalkplan.reports.formats.screen.lines import (
    DESIGN,
    LABEL,
    WIDEST,
    ScreenRow,
    Span,
    cells,
    clip,
    pad,
    share,
    sign_of,
    together,
)
from stalkplan.verdict.marks import ELLIPSIS, Style
from stalkplan.verdict.visible import visible

NAME = 17
"""Columns of the longest name beside a grid; longer ones are cut."""

WIDE_NAME = 40
"""The same where there is room for it."""

ENTRY = 28
"""Columns of an entry in a legend: three to a line of 80."""

LONGEST_LABEL = 40
"""Columns of the longest label beside its names; a longer one stands above them."""


class _Frame(NamedTuple):
    """Where the parts of a grid stand: columns of a name, of a mark, and between the sides."""

    name: int
    indent: int
    mark: int
    sides: tuple[Side, ...]
    gap: int

    def width(self, marks: int) -> int:
        """Return the columns that a row with so many marks takes."""
        beside = sum(self.gap + _side_width(side) for side in self.sides)
        return self.name + self.indent + self.mark * marks + beside


def grid(block: Grid, width: int, screen: Screen) -> Iterator[ScreenRow]:
    """Yield the grid; of more columns than fit each part with its headings and totals."""
    frame = _frame(block, width)
    total = len(block.headings)
    evenly = (-(-total // parts) for parts in range(1, total + 1))
    each = next((marks for marks in evenly if frame.width(marks) <= width), 0)
    if not each:
        frame = frame._replace(sides=())
        each = max(1, (width - frame.name) // frame.mark)
    for first in range(0, total, each):
        if first:
            yield []
        last = min(first + each, total)
        yield from _part(block, frame, (first, last), screen, has_sides=last == total)


def _frame(block: Grid, width: int) -> _Frame:
    """Return the fullest frame in which the whole grid fits, else the smallest there is."""
    labels = [visible(row.label) for row in block.rows]
    longest = max(map(cells, (*labels, block.total)))
    mark = 1 + max((len(heading) for heading in block.headings), default=1)
    frame = _Frame(min(NAME, longest), 0, mark, (), 2)
    for sides in block.sides:
        shown = tuple(side for side in sides if width >= WIDEST or not side.is_wide)
        for name, gap, indent in ((WIDE_NAME, 3, 1), (NAME, 3, 1), (NAME, 2, 0)):
            frame = _Frame(min(name, longest), indent, mark, shown, gap)
            if frame.width(len(block.headings)) <= width:
                return frame
    return frame


def _part(
    block: Grid, frame: _Frame, span: tuple[int, int], screen: Screen, *, has_sides: bool
) -> Iterator[ScreenRow]:
    """Yield some of the columns of a grid: headings, rows, totals; of many rows headings again."""
    first, last = span
    sides = frame.sides if has_sides else ()
    indent = " " * (frame.name + frame.indent)
    headings = indent + "".join(h.rjust(frame.mark) for h in block.headings[first:last])
    head: ScreenRow = [
        (headings, None),
        *_beside([side.name for side in sides], sides, frame, None),
    ]
    yield head
    for number, row in enumerate(block.rows):
        texts = [side.texts[number] for side in sides]
        yield [*_marks(row, frame, span, screen), *_beside(texts, sides, frame, None)]
    counts = "".join(count.rjust(frame.mark) for count in block.totals[first:last])
    total = block.total.ljust(frame.name + frame.indent) + counts
    texts = [side.texts[-1] for side in sides]
    yield [(total, Style.HEAD), *_beside(texts, sides, frame, Style.HEAD)]
    if len(block.rows) > TALL:
        yield head


def _marks(row: GridRow, frame: _Frame, span: tuple[int, int], screen: Screen) -> Iterator[Span]:
    ellipsis = ".." if screen.is_ascii else ELLIPSIS
    blanks = frame.mark - 1
    room = frame.name + frame.indent + blanks
    label = clip(visible(row.label), room - 1, ellipsis)  # a longer name uses the blanks, but one
    for number, spot in enumerate(row.spots[slice(*span)]):
        yield (" " * blanks if number else pad(label, room, right=False), None)
        yield (sign_of(spot.mark, screen), spot.mark.style) if spot else (" ", None)


def _beside(
    texts: Sequence[str], sides: Sequence[Side], frame: _Frame, style: Style | None
) -> Iterator[Span]:
    for text, side in zip(texts, sides, strict=True):
        yield (" " * frame.gap + text.rjust(_side_width(side)), style)


def _side_width(side: Side) -> int:
    return max(map(len, (side.name, *side.texts)))


def legend(block: Legend, width: int, screen: Screen) -> Iterator[ScreenRow]:
    """Yield marks with their meanings, three in a line or as many as there is room for."""
    each = min(3, (width + 4) // ENTRY)
    while each > 1 and any(
        ENTRY * (each - 1) + 2 + cells(text) > width for _, text in block.entries[each - 1 :: each]
    ):
        each -= 1
    each = max(1, each)
    for start in range(0, len(block.entries), each):
        row: ScreenRow = []
        for mark, text in block.entries[start : start + each]:
            row += [(sign_of(mark, screen), mark.style), (f" {text}".ljust(ENTRY - 1), None)]
        yield row


def names(block: Names, width: int, screen: Screen) -> Iterator[ScreenRow]:  # noqa: ARG001
    """Yield labels with their names; a label too long to stand beside them stands above."""
    labels = [visible(label) for label, _ in block.rows]
    longest = min(LONGEST_LABEL, width // 2)
    room = max((cells(label) for label in labels if cells(label) <= longest), default=0)
    room += 4 if any(labels) else 0
    for label, (_, listed) in zip(labels, block.rows, strict=True):
        is_above = cells(label) > longest
        if is_above:
            for line in together(label.split(" "), width, " "):
                yield [(line, None)]
        start = "" if is_above else label
        for line in together(listed, width - room, "  "):
            for part in together(line.split(" "), width - room, " "):
                yield [(pad(start, room, right=False) + part, None)]
                start = ""


def plot(block: Plot, width: int, screen: Screen) -> Iterator[ScreenRow]:
    """Yield a bar a row, counted or in proportion, with its numbers right of it.

    Rows that say what the one above says stand in one line.
    """
    space = max(0, min(BAR, BAR + width - DESIGN))
    longest = max((len(row.marks) for row in block.rows), default=0)
    columns = [
        max(len(heading), *(len(f"{row.numbers[at]:,}") for row in block.rows))
        for at, heading in enumerate(block.headings)
    ]

    def numbers(texts: Sequence[str]) -> str:
        shown = zip(texts, columns, strict=True)
        return "".join(f"  {text.rjust(column)}" for text, column in shown)

    yield [(" " * (LABEL + space) + numbers(block.headings), None)]
    between = " " if 2 * longest <= space else ""
    for row in _changed(block.rows):
        if isinstance(row, str):
            yield [(clip(row, width, ""), Style.QUIET)]
            continue
        shown = row.marks if longest <= space else share(row.marks, longest, space)
        drawn: ScreenRow = [(row.label.ljust(LABEL), None)]
        for mark in shown:
            drawn += [(sign_of(mark, screen), mark.style), (between, None)]
        left = space - len(shown) * (1 + len(between))
        texts = [f"{number:,}" for number in row.numbers]
        yield [*drawn, (" " * left + numbers(texts), None)]


def _changed(rows: Sequence[PlotRow]) -> Iterator[PlotRow | str]:
    """Yield the rows, and for several that repeat the one above a line that says so."""
    for _, equal in groupby(rows, lambda row: (row.marks, row.numbers)):
        row, *same = equal
        yield row
        if len(same) > 1:
            yield f"{same[0].label} to {same[-1].label}: the same"
        else:
            yield from same
