"""Rows of a screen, and the blocks that show lines of a file."""

from collections.abc import Iterable, Iterator

from stalkplan.formats import Screen
from stalkplan.marks import ELLIPSIS, Mark, Style, visible
from stalkplan.report import Diff, Frame, Rewriting
from stalkplan.widths import cells, cut

Span = tuple[str, Style | None]
"""A stretch of text and how it is set off."""

Row = list[Span]


def frame(block: Frame, width: int, screen: Screen) -> Iterator[Row]:
    """Yield a line that tools can jump to, the line of the file, a caret under the value."""
    problem, place = block.problem, block.problem.place
    yield [
        (f"{visible(str(place))}: ", None),
        (f"{problem.severity}:", Style.HEAD),
        (f" {visible(problem.text)}{'' if place.line else f' ({problem.code})'}", None),
    ]
    if not place.line:
        return
    number = f"{place.line:>4} "
    bar = "|" if screen.is_ascii else "│"
    room = width - len(number) - 2
    start = place.column - 1
    first = max(0, min(start - room // 3, len(block.source) - room))
    before, after = block.source[first:start], block.source[start : first + room]
    carets = max(1, min(place.width, len(after)))
    yield [(number, None), (bar, Style.QUIET), (f" {visible(before + after)}", None)]
    yield [
        (" " * len(number), None),
        (bar, Style.QUIET),
        (" " * (1 + cells(visible(before))), None),
        ("^" * carets, Style.LATE),
        (f" ({problem.code})", None),
    ]


def diff(block: Diff, width: int, screen: Screen) -> Iterator[Row]:
    """Yield what changes whole, however long; what stands around it is cut."""
    yield [(visible(block.title), Style.HEAD)]
    yield from _numbered(block.lines, width, screen)


def rewriting(block: Rewriting, width: int, screen: Screen) -> Iterator[Row]:
    """Yield a line that tools can jump to, the lines as they were and are, what to do, by whom."""
    problem = block.problem
    yield [
        (f"{visible(str(problem.place))}: ", None),
        (f"{problem.severity}:", Style.HEAD),
        (f" {visible(problem.message)}", None),
    ]
    yield from _numbered(block.lines, width, screen)
    yield [(f"       {visible(problem.hint)} ({problem.code})", None)]
    yield [(f"       {visible(block.culprit)}", None)]


def _numbered(lines: Iterable[tuple[int, str, str]], width: int, screen: Screen) -> Iterator[Row]:
    styles = {"+": Style.DONE, "-": Style.LATE}
    ellipsis = ".." if screen.is_ascii else ELLIPSIS
    for number, sign, line in lines:
        text = visible(line.rstrip("\r"))
        shown = text if sign in styles else cut(text, width - 7, ellipsis)
        yield [(f"{number:>4} ", None), (sign, styles.get(sign)), (f" {shown}", None)]


def sign_of(mark: Mark, screen: Screen) -> str:
    """Return a mark as the screen can show it."""
    return mark.ascii if screen.is_ascii else mark.sign
