"""What fits on the two pages of a brief: texts are as long as there is room.

Nothing is measured on paper: lines are counted from the widths of letters, with room to spare.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from stalkplan.publish.brief.parts import Brief
from stalkplan.reports.formats.on_paper import printed_lines

MOST_PROMISE_ROWS = 3
"""Rows for own promises. If there are more dates, one row counts them all."""

MOST_DEADLINE_ROWS = 12
"""Rows for deadlines. If there are more, those of a year are counted together."""

_PAGE, _LOST = 61.5, 4.5
"""Lines of text that a sheet has room for, and that may be lost where one table is on two."""

_ACROSS, _BOLD_ACROSS, _TITLE_ACROSS, _VERDICT_ACROSS = 47.5, 42.0, 27.0, 36.0
"""The width of a line of text, each in ems of its own size."""

DEADLINE_WIDTHS = (6.2, 2.0, 2.4, 2.2, 2.0, 2.6)
RECORDED_WIDTHS = (2.4, 4.6, 10.4)
LATE_WIDTHS = (9.9, 2.8, 2.3, 2.4)
OTHER_WIDTHS = (6.6, 1.8, 9.0)
"""The widths of the columns of each table, in centimetres."""

_HEADING, _HEAD, _ROW, _GROUP = 2.3, 1.4, 0.45, 0.8
"""Lines that a heading takes, and the head of a table; a row and a group beside their text."""

_ALL = 1_000_000
"""Characters that no text has."""


class Length(NamedTuple):
    """How much the first page may say: how many entries, and how long some texts may be.

    All but `recorded` are in characters: `note` limits what an entry says, `rewritten` a text
    before it was rewritten and as many after, `line` the one on what it was compared with.
    """

    recorded: int
    note: int
    rewritten: int
    line: int = 240


LENGTHS = (
    Length(24, _ALL, 400, _ALL),
    Length(16, 900, 240),
    Length(14, 700, 200),
    Length(12, 500, 160),
    Length(10, 500, 140),
    Length(8, 400, 110),
    Length(6, 300, 80),
    Length(4, 240, 60),
    Length(4, 160, 60),
    Length(4, 110, 60),
    Length(3, 110, 60),
    Length(2, 110, 60),
    Length(1, 110, 60),
    Length(0, 110, 60),
)
"""From the longest to the shortest."""


class SecondLength(NamedTuple):
    """How long a task on the second page may be, and how many of the other items are named.

    `in_short` is whether less is said of where these stand.
    """

    task: int
    names: int
    in_short: bool = False


SECOND_LENGTHS = (
    SecondLength(_ALL, _ALL),
    *(SecondLength(task, 12) for task in (_ALL, 600, 400, 300)),
    *(SecondLength(task, 8) for task in (240, 200, 180, 160)),
    *(SecondLength(task, 6) for task in (140, 120)),
    *(SecondLength(task, 6, in_short=True) for task in (160, 140, 120)),
    *(SecondLength(95, 4, in_short=True), SecondLength(95, 2, in_short=True)),
)
"""From the longest to the shortest. If it is then too long, some overdue items are only counted."""


def fits_first_page(brief: Brief) -> bool:
    """Whether the first page of a brief fits on a sheet."""
    return _first_page(brief) <= _PAGE


def fits_one_sheet(brief: Brief) -> bool:
    """Whether all of a brief fits on one sheet."""
    return _first_page(brief) + _second_page(brief) <= _PAGE


def fits(brief: Brief) -> bool:
    """Whether a brief fits on two sheets, with its overdue items on one of their own or not."""
    second = _second_page(brief)
    if brief.is_apart:
        return second <= _PAGE
    return _first_page(brief) + second <= 2 * _PAGE - _LOST


def _first_page(brief: Brief) -> float:
    """Return the lines of the first page: the title and the verdict are set larger."""
    texts = (brief.subject, brief.position, brief.other, brief.news, brief.more_recorded)
    questions = [f"{put.question} {put.because}" for put in brief.questions]
    parts = (
        2 * printed_lines(brief.title, _TITLE_ACROSS),
        1.3 * printed_lines(brief.verdict, _VERDICT_ACROSS) + 0.5,
        _HEADING * (4 if questions else 3),
        _text_lines((*texts, *questions, *brief.rewritten)),
        _table(brief.deadlines, DEADLINE_WIDTHS),
        _table(brief.recorded, RECORDED_WIDTHS),
    )
    return sum(parts)


def _second_page(brief: Brief) -> float:
    """Return the lines of the second page: items in tables, and what is true of all."""
    late = [row for group in brief.groups for row in group.late]
    owners = sum(_GROUP + printed_lines(group.owner, _BOLD_ACROSS) for group in brief.groups)
    parts = (
        _HEADING * (bool(late) + bool(brief.others)),
        _table(late, LATE_WIDTHS) + owners,
        _table(brief.others, OTHER_WIDTHS),
        _text_lines((brief.late, brief.more_late, brief.limits)),
    )
    return sum(parts)


def _table(rows: Sequence[Sequence[object]], widths: Sequence[float]) -> float:
    """Return the lines of a table: a row has as many as its longest cell."""
    across = [2.9 * width - 0.6 for width in widths]
    longest = (max(map(printed_lines, map(str, row), across)) for row in rows)
    return sum(0.95 * lines + _ROW for lines in longest) + (_HEAD if rows else 0)


def _text_lines(texts: Sequence[str]) -> float:
    return sum(printed_lines(text, _ACROSS) + 0.25 for text in texts if text)


def first_clauses(text: str, longest: int) -> str:
    """Return a text of at most so many characters, or its first sentences or clauses that fit.

    It never ends within a clause, and says that there is more. Nothing if no clause is so short.
    """
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    room = longest - len(_MORE)
    for pattern, least in ((_ENDS, 0), (_COMMA, longest // 2)):
        if ends := [e.start() for e in pattern.finditer(text) if least <= e.start() <= room]:
            return f"{text[: ends[-1]].rstrip(',;')}{_MORE}"
    return ""


_ENDS = re.compile(r"(?:(?<=\w{3}[.!?])|(?<=\w{2}[)\"'][.!?])|(?<=;))(?= )")
"""Where a sentence or a clause ends: after a full stop that no abbreviation has, or a semicolon."""

_COMMA = re.compile(r"(?<=,)(?= )")
"""Where a part of a clause ends, for want of a better place."""

_MORE = " [and more]"
