"""For people at a terminal: 80 columns is the design, 140 adds columns and nothing else."""

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from stalkplan.reports.blocks import (
    Bar,
    Bars,
    Block,
    Column,
    Fit,
    Frame,
    Headings,
    Line,
    Prose,
    Report,
    Section,
    Table,
    Tally,
)
from stalkplan.reports.blocks_of_marks import BAR, Grid, Legend, Names, Plot
from stalkplan.reports.blocks_of_records import Diff, Event, Facts, Outcome, Rewriting
from stalkplan.reports.formats import Screen
from stalkplan.reports.formats.screen.lines import (
    DESIGN,
    LABEL,
    WIDEST,
    ScreenRow,
    Span,
    cells,
    clip,
    diff,
    frame,
    pad,
    rewriting,
    share,
    sign_of,
    together,
)
from stalkplan.reports.formats.screen.marks import grid, legend, names, plot
from stalkplan.verdict.marks import ELLIPSIS, Mark, Style
from stalkplan.verdict.visible import visible

NARROWEST, PROSE = 20, 100
"""Columns: what is never undercut, the longest sentence."""

GAP = "  "
STUMP = 5
"""Columns in which a text that is cut still says something; with fewer its column is left out."""

_MANY, _FIRST = 20, 10
"""Rows that are all shown; and of more, where the table may be cut, those that are."""

FACT = 15
OUTCOME = 8
EVENT = 12
TALLY = 5


def render(report: Report, screen: Screen) -> str:
    """Return the report for a screen, styled where the screen can show it."""
    return drawn(report.for_people(), screen)


def drawn(sections: Iterable[Section], screen: Screen) -> str:
    """Return sections for a screen, a blank line between them."""
    width = max(NARROWEST, min(screen.width, WIDEST))
    rows: list[ScreenRow] = []
    for section in sections:
        rows += (
            [[], *_section(section, width, screen)] if rows else _section(section, width, screen)
        )
    return _styled(rows, screen) if screen.is_styled else "".join(f"{_text(row)}\n" for row in rows)


def _section(section: Section, width: int, screen: Screen) -> list[ScreenRow]:
    return [row for block in section for row in _DRAWN[type(block)](block, width, screen)]


def _prose(prose: Prose, width: int, screen: Screen) -> Iterator[ScreenRow]:  # noqa: ARG001
    style = Style.HEAD if prose.is_bold else Style.QUIET if prose.is_quiet else None
    yield from ([(line, style)] for line in _wrapped(prose.text, min(width, PROSE)))


def _line(line: Line, width: int, screen: Screen) -> Iterator[ScreenRow]:
    style = Style.HEAD if line.is_bold else None
    left = clip(visible(line.left), width, "")
    row: ScreenRow = (
        [(sign_of(line.mark, screen), line.mark.style), (" ", None)] if line.mark else []
    )
    row += [(left, style), (visible(line.tail), None)]
    right = visible(line.right)
    room = width - cells(left) - cells(right)
    if right and room < 2:
        yield row
        yield [(right, None)]
    else:
        yield [*row, (" " * room + right if right else "", None)]


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(visible(text), width, break_long_words=False, break_on_hyphens=False)


def _bars(bars: Bars, width: int, screen: Screen) -> Iterator[ScreenRow]:
    """Yield a row a bar: a square an item while they fit, else a share of the longest bar."""
    longest = max((len(bar.marks) for bar in bars.bars), default=0)
    room = max(0, min(BAR, BAR + width - DESIGN))
    labels = max([LABEL, *(len(bar.label) + 1 for bar in bars.bars)])
    for bar in bars.bars:
        yield from _bar(bar, longest, room, (labels, width), screen)


def _bar(
    bar: Bar, longest: int, space: int, widths: tuple[int, int], screen: Screen
) -> Iterator[ScreenRow]:
    labels, width = widths
    marks = list(bar.marks) if longest <= space else share(bar.marks, longest, space)
    between = " " if 2 * longest <= space else ""
    row: ScreenRow = [(bar.label.ljust(labels), None)]
    for mark in marks:
        row += [(sign_of(mark, screen), mark.style), (between, None)]
    used = labels + len(marks) * (1 + len(between))
    text_at = labels + space + bool(space)
    room = width - text_at - len(bar.right) - 1
    commas = [*("," for _ in bar.counts[1:]), ""]
    texts = together(map("".join, zip(bar.counts, commas, strict=False)), room, " ")
    row.append((" " * (text_at - used) + texts[0], None))
    if bar.right:
        row.append(
            (" " * max(1, width - text_at - len(texts[0]) - len(bar.right)) + bar.right, None)
        )
    yield row
    for text in texts[1:]:
        yield [(" " * text_at + text, None)]


def _table(table: Table, width: int, screen: Screen) -> Iterator[ScreenRow]:
    columns = [column for column in table.columns if width >= WIDEST or not column.is_wide]
    rows = table.rows[:_FIRST] if table.rest and len(table.rows) > _MANY else table.rows
    texts = [[visible(column.value(row)) for column in columns] for row in rows]
    widths = _widths(columns, texts, width)
    if table.headings is Headings.BESIDE_TITLE:
        yield from _heading(table, columns, widths, width, screen)
    else:
        yield from _title(table.title, table.mark, width, screen)
    ellipsis = ".." if screen.is_ascii else ELLIPSIS
    below = [column for column in table.columns if column.goes_below and column not in columns]
    indent = min(max(LABEL, widths[0] + 1), width // 4)
    for record, row in zip(rows, texts, strict=True):
        cells_of_row = [
            pad(clip(text, room, ellipsis), room, right=column.is_number)
            for text, room, column in zip(row, widths, columns, strict=True)
            if room
        ]
        shown = [column for column, room in zip(columns, widths, strict=True) if room]
        yield _weighed(cells_of_row, widths, shown)
        for text in (visible(column.value(record)) for column in below):
            if text:
                yield [(" " * indent + clip(text, width - indent, ellipsis), None)]
    if left := len(table.rows) - len(rows):
        yield from _prose(Prose(table.rest.format(f"{left:,}"), is_quiet=True), width, screen)


def _joined(texts: Sequence[str], widths: Sequence[int]) -> str:
    """Join the cells of a row; after the first, which is 12 wide, one space is gap enough."""
    if not texts:
        return ""
    first = next(filter(None, widths))
    return (texts[0] + " " * max(1, LABEL - first) + GAP.join(texts[1:])).rstrip()


def _weighed(texts: Sequence[str], widths: Sequence[int], columns: Sequence[Column]) -> ScreenRow:
    """Return the cells of a row joined, in spans: those of quiet columns are set off."""
    first, *rest = texts or [""]
    gap = " " * max(1, LABEL - next(filter(None, widths), 0))
    spans = [first + gap, *(f"{text}{GAP}" for text in rest[:-1]), *rest[-1:]]
    return [
        (span, Style.QUIET if column.is_quiet else None)
        for span, column in zip(spans, columns, strict=False)
    ]


def _widths(columns: Sequence[Column], texts: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the width of each column; 0 is a column that is left out."""
    widths = [
        max(column.width, *(cells(row[at]) for row in texts), 0)
        if column.fit in (Fit.FIXED, Fit.NAMED)
        else column.width
        for at, column in enumerate(columns)
    ]

    def spare() -> int:
        shown = [w for w in widths if w]
        first = max(LABEL, shown[0] + 1)
        return width - first - sum(shown[1:]) - len(GAP) * (len(shown) - 2)

    for at, column in enumerate(columns):
        if column.fit is Fit.GROWS:
            if width < DESIGN:
                widths[at] = 0
            else:
                widths[at] = max(0, widths[at] + spare())
    for at, column in enumerate(columns):
        if column.fit in (Fit.CUT, Fit.NAMED) and spare() < 0:
            left = widths[at] + spare()
            widths[at] = left if left >= STUMP else 0
    return widths


def _heading(
    table: Table, columns: Sequence[Column], widths: Sequence[int], width: int, screen: Screen
) -> Iterator[ScreenRow]:
    """Yield the title with the headings in its line, each over its column; below it if too long."""
    *above, row = _title(table.title, table.mark, width, screen)
    yield from above
    names = [
        pad(column.name if column.has_heading else "", room, right=column.is_number)
        for column, room in zip(columns, widths, strict=True)
        if room
    ]
    headings = _joined(names, widths)
    used = cells(_text(row))
    first = len(headings) - len(headings.lstrip())
    if not headings:
        yield row
    elif used >= first:
        yield row
        yield [(headings, None)]
    else:
        yield [*row, (headings[used:], None)]


def _title(title: str, mark: Mark | None, width: int, screen: Screen) -> Sequence[ScreenRow]:
    """Return a title in as many rows as it needs, at least one."""
    sign: ScreenRow = [(sign_of(mark, screen), mark.style), (" ", None)] if mark else []
    indent: ScreenRow = [(GAP, None)] if mark else []
    first, *more = _wrapped(title, width - len(GAP)) or [""]
    rest = [[*indent, (line, Style.HEAD)] for line in more]
    return [[*sign, (first, Style.HEAD)], *rest]


def _facts(facts: Facts, width: int, screen: Screen) -> Iterator[ScreenRow]:
    if facts.title:
        yield from _title(facts.title, facts.mark, width, screen)
    labels = [visible(label) for label, _ in facts.rows]
    longest = max(map(len, labels), default=0) + len(GAP)
    column = min(longest, width // 2) if facts.is_snug else FACT
    for label, (_, text) in zip(labels, facts.rows, strict=True):
        lines = _wrapped(text, max(min(width, PROSE) - column, NARROWEST)) or [""]
        if len(label) >= column:
            yield [(label, None)]
        else:
            yield [(f"{label.ljust(column)}{lines.pop(0)}", None)]
        for line in lines:
            yield [(" " * column + line, None)]


def _tally(tally: Tally, width: int, screen: Screen) -> Iterator[ScreenRow]:  # noqa: ARG001
    yield [(f"{tally.number:>3}  {visible(tally.text)}", None)]
    for line in together(tally.names, width - TALLY, GAP) if tally.names else ():
        yield [(f"{' ' * TALLY}{line}", None)]


def _outcome(outcome: Outcome, width: int, screen: Screen) -> Iterator[ScreenRow]:
    sign: ScreenRow = []
    if outcome.mark:
        sign = [(sign_of(outcome.mark, screen), outcome.mark.style), (" ", None)]
    room = min(width, PROSE) - OUTCOME - len(sign)
    first, *more = _wrapped(outcome.text, max(room, NARROWEST)) or [""]
    yield [(outcome.label.ljust(OUTCOME), None), *sign, (first, None)]
    for line in more:
        yield [(" " * OUTCOME + line, None)]


def _event(event: Event, width: int, screen: Screen) -> Iterator[ScreenRow]:
    row: ScreenRow = [
        (event.day.ljust(EVENT), None),
        (sign_of(event.mark, screen), event.mark.style),
    ]
    first, *more = _wrapped(event.text, max(min(width, PROSE) - EVENT - len(GAP), NARROWEST))
    yield [*row, (f" {first}", None)]
    for line in more:
        yield [(f"{' ' * EVENT}{GAP}{line}", None)]
    for line in together(event.names, width - EVENT - len(GAP), GAP):
        yield [(f"{' ' * EVENT}{GAP}{line}", None)]


_DRAWN: Mapping[type[Block], Callable[[Any, int, Screen], Iterator[ScreenRow]]] = {
    Line: _line,
    Prose: _prose,
    Bars: _bars,
    Table: _table,
    Facts: _facts,
    Tally: _tally,
    Frame: frame,
    Diff: diff,
    Rewriting: rewriting,
    Outcome: _outcome,
    Event: _event,
    Grid: grid,
    Legend: legend,
    Names: names,
    Plot: plot,
}
"""What draws each kind of block."""


def _text(row: ScreenRow) -> str:
    return "".join(text for text, _ in row).rstrip()


_ADDRESS = re.compile(r"https://[^\s\"'<>]*[\w/=#-](?![^\s\"'<>]*(?:…|\.\.))")
"""A complete address: not one that was cut, and without the full stop behind it."""


def _parts(span: Span, screen: Screen) -> Iterator[tuple[Span, str]]:
    """Yield a stretch of text in parts, each with the address that it leads to, if it is one."""
    text, style = span
    done = 0
    for found in _ADDRESS.finditer(text) if screen.has_links else ():
        yield (text[done : found.start()], style), ""
        yield (found[0], style), found[0]
        done = found.end()
    yield (text[done:], style), ""


def _styled(rows: Iterable[ScreenRow], screen: Screen) -> str:
    """Return the rows with colour and bold as this terminal has them.

    Segments go through the console as they are: laying out each row as text took half of the time.
    """
    from io import StringIO

    from rich.console import Console
    from rich.segment import Segment, Segments
    from rich.style import Style as Look

    looks = {
        None: None,
        Style.LATE: Look.parse("color(167)"),
        Style.DONE: Look.parse("color(29)"),
        Style.QUIET: Look.parse("color(243)"),
        Style.HEAD: Look.parse("bold"),
    }
    file = StringIO()
    console = Console(file=file, force_terminal=True, highlight=False, legacy_windows=False)
    line_end = Segment.line()
    segments: list[Segment] = []
    for row in rows:
        for span in _trimmed(row):
            for (text, style), link in _parts(span, screen):
                look = looks[style]
                segments.append(Segment(text, Look(link=link) + look if link else look))
        segments.append(line_end)
    console.print(Segments(segments), soft_wrap=True, end="")
    return file.getvalue()


def _trimmed(row: ScreenRow) -> ScreenRow:
    """Return a row without the blanks at its end."""
    kept = list(row)
    while kept:
        text, style = kept.pop()
        if text := text.rstrip():
            return [*kept, (text, style)]
    return kept
