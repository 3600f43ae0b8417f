"""What fits on the two pages of a brief: texts are as long as there is room.

Nothing is measured on paper: lines are counted from the widths of letters, with room to spare.
"""

from collections.abc import Sequence
from typing import NamedTuple

from stalkplan.publish.brief.parts import Brief, LateGroup

MOST_PROMISE_ROWS = 3
"""Rows for own promises. If there are more dates, one row counts them all."""

_FIRST_PAGE, _SECOND_PAGE = 53.0, 57.0
"""Lines of text that fit on the pages beside their headings."""

_ACROSS, _TITLE_ACROSS, _VERDICT_ACROSS, _TASK_ACROSS = 49.0, 27.0, 36.0, 28.0
"""The width of a line of text, and of a task in its column, each in ems of its own size."""

_ROW, _OWNER = 0.45, 0.9
"""Lines that a row and an owner's row take beside their text."""

_ALL = 1_000_000
"""Characters that no text has."""


class Length(NamedTuple):
    """How much the first page may say: how many updates, and how long some texts may be.

    All but `recorded` are in characters: `note` limits what an update says, `names` the words that
    say what an id is, `because` the reason for a question, `rewritten` a text before it was
    rewritten and as many after, `line` the one on what it was compared with.
    """

    recorded: int
    note: int
    names: int
    because: int
    rewritten: int
    line: int = 240


LENGTHS = (
    Length(24, _ALL, _ALL, _ALL, 400, _ALL),
    Length(16, 900, 160, 1_600, 240),
    Length(14, 700, 130, 1_600, 200),
    Length(12, 500, 110, 1_400, 160),
    Length(10, 500, 95, 1_200, 140),
    Length(8, 400, 80, 900, 110),
    Length(6, 300, 60, 800, 80),
    Length(4, 240, 45, 700, 60),
    Length(4, 160, 35, 600, 60),
    Length(4, 110, 26, 500, 60),
    Length(4, 110, 0, 240, 60),
    Length(3, 110, 0, 200, 60),
    Length(2, 110, 0, 110, 60),
    Length(1, 110, 0, 50, 60),
)
"""From the longest to the shortest."""


class SecondLength(NamedTuple):
    """How long texts of the second page may be, in characters: a task, an id's words, a part."""

    task: int
    names: int
    part: int


SECOND_LENGTHS = (
    SecondLength(_ALL, _ALL, _ALL),
    SecondLength(600, 160, 2_000),
    SecondLength(400, 110, 1_200),
    SecondLength(240, 60, 900),
    SecondLength(160, 45, 700),
    SecondLength(160, 26, 600),
    SecondLength(140, 0, 500),
    SecondLength(110, 0, 500),
    SecondLength(110, 0, 400),
    SecondLength(95, 0, 330),
    SecondLength(95, 0, 220),
)
"""From the longest to the shortest. What is then too much is named by its ids."""


def fits_first_page(brief: Brief) -> bool:
    """Whether the first page of a brief fits on a sheet.

    The title and the verdict are set larger; each text has some space below it.
    """
    texts = [
        *(brief.subject, brief.as_at, brief.position, *brief.recorded, *brief.rewritten),
        *(f"{put.question} {put.because}" for put in brief.questions),
    ]
    large: float = 2 * printed_lines(brief.title, _TITLE_ACROSS)
    large += 1.3 * printed_lines(brief.verdict, _VERDICT_ACROSS)
    return large + _text_lines(texts) + 1.4 * len(brief.deadlines) <= _FIRST_PAGE


def fits_second_page(brief: Brief) -> bool:
    """Whether the second page of a brief fits on a sheet."""
    texts = (brief.more_late, brief.complete, brief.cannot_tell, brief.limits)
    return _table_lines(brief.groups) + _text_lines(texts) <= _SECOND_PAGE


def _table_lines(groups: Sequence[LateGroup]) -> float:
    rows = [late for group in groups for late in group.late]
    tasks = sum(printed_lines(row.task, _TASK_ACROSS) + _ROW for row in rows)
    return tasks + sum(_OWNER + printed_lines(group.owner, _ACROSS) for group in groups)


def _text_lines(texts: Sequence[str]) -> float:
    return sum(printed_lines(text, _ACROSS) + 0.15 for text in texts)


def printed_lines(text: str, across: float) -> int:
    """Return how many lines of a width in ems a text takes, as a word processor breaks it."""
    lines, used = 0, across
    for word in text.split():
        width = sum(map(_width, word))
        if used + width > across:
            full = int(width // across)  # a word that is longer than a line is broken
            lines, used = lines + 1 + full, width - full * across
        else:
            used += width
        used += _width(" ")
    return lines


def _width(letter: str) -> float:
    """Return the width of a letter in ems, as in Arial or a little more."""
    if letter > _LAST_LATIN:
        return 1.0
    return next((width for letters, width in _WIDTHS if letter in letters), 0.56)


_LAST_LATIN = "\u2e7f"

_WIDTHS = (
    ("ijl'|", 0.23),
    (" .,:;!/It()f[]", 0.29),
    ("r-", 0.34),
    ("csvxyzJk", 0.5),
    ("mMW%@\u2026", 0.95),
    ("ABCDEGHKNOPQRSTUVwXYZ&", 0.73),
)
"""Letters, and their width in ems."""
