"""Rows of a screen, and the blocks that show lines of a file."""

import textwrap
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from stalkplan.record.problems import Problem
from stalkplan.reports.blocks import Frame
from stalkplan.reports.blocks_of_records import Diff, Rewriting
from stalkplan.reports.formats import Screen
from stalkplan.verdict.marks import ELLIPSIS, MARKS, Mark, Style
from stalkplan.verdict.visible import visible

DESIGN, WIDEST = 80, 140
"""Columns: the design, the most that is used."""

LABEL = 13
"""Columns of the label of a bar."""

Span = tuple[str, Style | None]
"""A stretch of text and how it is set off."""

ScreenRow = list[Span]


NUMBER = 5
"""Columns of the number of a line and the blank behind it."""


def _said_of(problem: Problem, text: str, width: int) -> Iterator[ScreenRow]:
    """Yield what is said of a problem: its place first, where tools can jump to it."""
    place, severity = f"{visible(str(problem.place))}: ", f"{problem.severity}:"
    head = f"{place}{severity}"
    first, *more = _folded(text, width, cells(head) + 1, NUMBER)
    yield [(place, None), (severity, Style.HEAD), (f" {first}".rstrip(), None)]
    for line in more:
        yield [(" " * NUMBER + line, None)]


def _folded(text: str, width: int, first: int, indent: int) -> list[str]:
    """Return a text in lines, cut between words: the first begins at a column, others at another.

    The first is empty if not even a word has room there.
    """
    room = max(width - indent, 1)
    lead = "\0" * min(max(first - indent - 1, 0), room)
    filled = f"{lead} {visible(text)}" if lead else visible(text)
    lines = textwrap.wrap(filled, room, break_long_words=False, break_on_hyphens=False) or [""]
    return [lines[0].removeprefix(lead).strip(), *lines[1:]]


def frame(block: Frame, width: int, screen: Screen) -> Iterator[ScreenRow]:
    """Yield a line that tools can jump to, the line of the file if it is shown, a caret under."""
    problem, place, source = block.problem, block.problem.place, block.source
    code = f" ({problem.code})" if source is None else ""
    yield from _said_of(problem, f"{problem.text}{code}", width)
    if source is None:
        return
    number = f"{place.line:>4} "
    bar = "|" if screen.is_ascii else "│"
    room = width - len(number) - 2
    start = place.column - 1
    first = max(0, min(start - room // 3, len(source) - room))
    before, after = source[first:start], source[start : first + room]
    behind = f" ({problem.code})"
    carets = max(1, min(place.width, len(after), room - len(before) - len(behind)))
    yield [(number, None), (bar, Style.QUIET), (f" {visible(before + after)}", None)]
    yield [
        (" " * len(number), None),
        (bar, Style.QUIET),
        (" " * (1 + cells(visible(before))), None),
        ("^" * carets, Style.LATE),
        (behind, None),
    ]


def diff(block: Diff, width: int, screen: Screen) -> Iterator[ScreenRow]:
    """Yield what changes in full, however long; what is around it is cut."""
    yield [(visible(block.title), Style.HEAD)]
    yield from _numbered(block.lines, width, screen)


def rewriting(block: Rewriting, width: int, screen: Screen) -> Iterator[ScreenRow]:
    """Yield a line that tools can jump to, the lines as they were and are, what to do, by whom."""
    problem = block.problem
    yield from _said_of(problem, problem.message, width)
    for row in _numbered(block.lines, width, screen):
        yield from _in_rows(row, width)
    for text in (f"{problem.hint} ({problem.code})", block.culprit):
        for line in _folded(text, width, TEXT, TEXT):
            yield [(" " * TEXT + line, None)]


TEXT = 7
"""Columns before a line of a file: its number, what became of it, a blank."""


def _in_rows(row: ScreenRow, width: int) -> Iterator[ScreenRow]:
    """Yield a line of a file in as many rows as it needs, with every character of it."""
    *before, (text, style) = row
    head: ScreenRow = [*before]
    rest, room = text.removeprefix(" "), max(width - TEXT, 2)
    while piece := clip(rest, room, ""):
        yield [*head, (f" {piece}", style)]
        head, rest = [(" " * (TEXT - 1), None)], rest[len(piece) :]


def _numbered(
    lines: Iterable[tuple[int, str, str]], width: int, screen: Screen
) -> Iterator[ScreenRow]:
    styles = {"+": Style.DONE, "-": Style.LATE}
    ellipsis = ".." if screen.is_ascii else ELLIPSIS
    for number, sign, line in lines:
        text = visible(line.rstrip("\r"))
        shown = text if sign in styles else clip(text, width - 7, ellipsis)
        yield [(f"{number:>4} ", None), (sign, styles.get(sign)), (f" {shown}", None)]


def sign_of(mark: Mark, screen: Screen) -> str:
    """Return a mark as the screen can show it."""
    return mark.ascii if screen.is_ascii else mark.sign


def together(parts: Iterable[str], room: int, between: str) -> list[str]:
    """Return parts in lines, as many in each as there is room for."""
    lines = [""]
    for part in map(visible, parts):
        if lines[-1] and cells(lines[-1]) + len(between) + cells(part) > room:
            lines.append(part)
        else:
            lines[-1] = f"{lines[-1]}{between if lines[-1] else ''}{part}"
    return lines


def share(marks: Sequence[Mark], longest: int, space: int) -> list[Mark]:
    """Return marks for a bar too long to count: in proportion, and one of each while they fit."""
    kinds = list(dict.fromkeys(marks))
    shares = {kind: space * marks.count(kind) / longest for kind in kinds}
    lengths = {kind: max(1, int(share)) for kind, share in shares.items()}
    for kind in sorted(kinds, key=lambda kind: lengths[kind] - shares[kind]):
        if sum(lengths.values()) < round(space * len(marks) / longest):
            lengths[kind] += 1
    while sum(lengths.values()) > space and max(lengths.values()):
        lengths[max(lengths, key=lambda kind: lengths[kind])] -= 1
    return [kind for kind in kinds for _ in range(lengths[kind])]


_NARROW = ELLIPSIS + "".join(mark.sign for mark in MARKS)


def cells(text: str) -> int:
    """Return how many columns a text takes on a screen."""
    if text.isascii() or all(sign < "\u0300" or sign in _NARROW for sign in text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def clip(text: str, width: int, ellipsis: str) -> str:
    """Return a text in at most `width` columns, its end marked where it is cut."""
    if (text.isascii() and len(text) <= width) or cells(text) <= width:
        return text
    room = max(0, width - len(ellipsis))
    end = room + 1
    while end < len(text) and cells(text[:end]) <= room:  # signs of no width may be many
        end *= 2
    fitting = bisect_right(range(end + 1), room, key=lambda size: cells(text[:size])) - 1
    return text[:fitting] + ellipsis[:width]


def pad(text: str, width: int, *, right: bool) -> str:
    """Return a text filled up with spaces to `width` columns."""
    if text.isascii():  # nearly all: the columns of a long table are padded by the thousand
        return text.rjust(width) if right else text.ljust(width)
    space = " " * (width - cells(text))
    return space + text if right else text + space
