"""What a cell looks like whatever its heading says: a ref, a date, a status, an owner, a link."""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache

from stalkplan.imports.phrases.dates import DateKind, dates_in
from stalkplan.imports.phrases.owners import is_like_role
from stalkplan.imports.phrases.refs import refs_of_cell
from stalkplan.imports.phrases.statuses import COLOURS, STATUS_WORDS
from stalkplan.imports.phrases.text import fold, letters_only


class CellLook(StrEnum):
    """What a cell looks like; the value is how a question says it."""

    NOTHING = "nothing"
    REF = "a ref"
    DATE = "a date"
    STATUS = "a status"
    OWNER = "an owner"
    LINK = "a link"
    NUMBER = "a number"
    TEXT = "a text"


NOTHING_WORDS = frozenset(
    ("", "n a", "na", "none", "nil", "not applicable", "tbc", "tba", "tbd", "unknown",
     "to be confirmed", "to be agreed", "no action", "as above", "same as above", "see above",
     "ditto", "vacant", "vacancy", "various", "multiple", "nobody", "unassigned", "not assigned",
     "not yet assigned", "unallocated", "not allocated", "not yet allocated", "to be appointed",
     "to be assigned", "to be allocated", "to be identified", "to be determined", "to be decided",
     "not known", "not yet known")
)  # fmt: skip
"""What stands in a cell of which there is nothing to say yet."""

_LONGEST = 160
"""How many characters a cell has, at most, that is anything but a text."""

_STATUSES = STATUS_WORDS.keys() | COLOURS
_MARKED_LINE = re.compile(r"^[\s\u2022\u25aa\u25e6\u25cf\u2023*-]+")
_NUMBERED_LINE = re.compile(r"(?m)^\s*\(?[0-9]{1,2}[.)]\s")
_SAYS = re.compile(r"\b(?:will|has|have|had|is|are|was|were|we|our)\b", re.IGNORECASE)
_BESIDE_DATE = frozenset(
    ("revised", "original", "target", "due", "date", "by", "end", "of", "the", "and", "to", "on",
     "approx", "approximately", "provisional", "extended", "from", "at",
     "earliest", "latest", "then", "quarterly", "monthly", "review", "was", "now", "or", "in")
)  # fmt: skip


@lru_cache(maxsize=16384)
def look_of(text: str) -> CellLook:
    """Return what a folded cell looks like."""
    if len(text) > _LONGEST:
        return CellLook.TEXT
    return next((kind for kind, is_one in _LOOKS if is_one(text)), CellLook.TEXT)


def is_date(text: str) -> bool:
    """Whether a folded cell is a date and nothing else but words such as `revised`."""
    if len(text) > _LONGEST:
        return False
    dates = dates_in(text)
    if not dates:
        return False
    rest = text
    for written in reversed(dates):
        rest = f"{rest[: written.start]} {rest[written.end :]}"
    words = _NUMBERED_LINE.sub(" ", rest)
    return all(word in _BESIDE_DATE or word.isdigit() for word in letters_only(words).split())


def is_bare_date(text: str) -> bool:
    """Whether a folded cell is one date without a word."""
    dates = dates_in(text) if len(text) <= _LONGEST else []
    return len(dates) == 1 and dates[0].kind is DateKind.BARE and dates[0].text == text


def is_sentence(text: str) -> bool:
    """Whether a folded text is long, or says that somebody does something."""
    words = len(text.split())
    return words > 14 or (
        words > 1 and bool(text[-1:] == "." or (words > 4 and _SAYS.search(text)))
    )


def cell_lines(text: str) -> list[str]:
    """Return the lines of a cell that say something, without their bullets."""
    lines = (_MARKED_LINE.sub("", line) for line in text.split("\n"))
    return [folded for line in lines if (folded := fold(line))]


def _is_ref(text: str) -> bool:
    return any(ref.part for ref in refs_of_cell(text))


_LOOKS: tuple[tuple[CellLook, Callable[[str], object]], ...] = (
    (CellLook.NOTHING, lambda text: letters_only(text) in NOTHING_WORDS),
    (CellLook.REF, _is_ref),
    (CellLook.DATE, is_date),
    (CellLook.STATUS, lambda text: letters_only(text) in _STATUSES),
    (CellLook.LINK, re.compile(r"(?:https?://|www\.)\S+").fullmatch),
    (CellLook.NUMBER, re.compile(r"[\d.,%/ \u00a3$]+").fullmatch),
    (CellLook.OWNER, is_like_role),
)
