"""A cell of dated lines, as trackers keep their progress: `12/01/25 - Agreed.` and so on."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stalkplan.imports.phrases.dates import DateKind, TextDate, dates_in
from stalkplan.imports.phrases.text import fold
from stalkplan.record.dates import Window


class DatedLine(NamedTuple):
    """A text, the date before it, and that date as it is written; a text before the first has none.

    `window` is None also of a date that is no certain one, such as `12 Jan`.
    """

    text: str
    window: Window | None = None
    written: str = ""


_OPENS = re.compile(
    r"[\s\u2022\u25aa\u25cf*\[(-]*(?:(?:update|progress|position|status|as)\b\s*"
    r"(?:on|at|as at|of|from)?\s*[:(\[]?\s*)?",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"\s*[\])]?\s*(?:[:;\u2013\u2014|-]+(?=\s|$)|(?<=[\])])|$)\s*")
_SAYS = re.compile(r"(?<=[0-9]{2})\s+(?=[A-Z])")
"""A date in figures needs no sign behind it: `12/01/25 Agreed.`"""

_IN_FIGURES = re.compile(r"[0-9./-]+")
_NEXT_IN_LINE = re.compile(r"(?<=[.;!?])\s+(?=[\[(]?[0-9A-Z])")
_LETTER = re.compile(r"\w")
_LONGEST_OPENING = 80

_LONGEST_CELL = 40_000
"""How many characters a cell of progress has at most; a cell of a workbook holds 32,767."""


def dated_lines(text: str) -> list[DatedLine]:
    """Return the lines of a cell, each with its date; none if no line begins with one.

    A line without a date goes on with the one above it. A longer cell than any workbook holds is
    not looked through.
    """
    if len(text) > _LONGEST_CELL:
        return []
    lines: list[tuple[DatedLine, list[str]]] = []
    for part in _parts(text):
        opened = _opening(part)
        if opened or not lines:
            line = opened or DatedLine(part)
            lines.append((line, [line.text]))
        else:
            lines[-1][1].append(part)
    if not any(line.written for line, _ in lines):
        return []
    return [line._replace(text=" ".join(filter(None, texts))) for line, texts in lines]


def _parts(text: str) -> Iterator[str]:
    """Yield each line, and each sentence in it that begins with a date."""
    for line in text.split("\n"):
        gathered: list[str] = []
        for sentence in _NEXT_IN_LINE.split(fold(line)):
            if gathered and _opening(sentence):
                yield " ".join(gathered)
                gathered = []
            gathered.append(sentence)
        if any(gathered):
            yield " ".join(gathered)


def _opening(part: str) -> DatedLine | None:
    """Return a line parted from the date with which it begins, if a sign stands behind the date."""
    head = part[:_LONGEST_OPENING]
    opens = _OPENS.match(head)
    start = opens.end() if opens else 0
    dates = dates_in(head)
    if not dates or dates[0].kind not in (DateKind.BARE, DateKind.AT):
        return None
    first = dates[0]
    if not _begins(first, head, start):
        return None
    closes = _CLOSES.match(part, first.end) or (
        _SAYS.match(part, first.end) if _IN_FIGURES.fullmatch(first.text) else None
    )
    if closes is None:
        return None
    rest = part[closes.end() :].strip()
    until = dates_in(rest[:_LONGEST_OPENING])
    is_span = bool(until) and until[0].start == 0  # "1 May 2025 - 3 June 2025: ..."
    window = None if is_span else first.window
    return DatedLine(rest, window, part[: closes.end()].strip(" :;|\u2013\u2014-"))


def _begins(written: TextDate, head: str, start: int) -> bool:
    """Whether a date is the first of a line; `as at` before it belongs to it."""
    return written.start <= start and not _LETTER.search(head, start, written.start)
