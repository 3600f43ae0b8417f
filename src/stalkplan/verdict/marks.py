"""The marks of states, and the one filter that all text passes on its way to a person."""

import re
from enum import Enum
from typing import NamedTuple
from unicodedata import category


class Style(Enum):
    """How a word or mark is set off; never the only sign of a meaning."""

    LATE = "late"
    DONE = "done"
    QUIET = "quiet"
    HEAD = "head"


class Mark(NamedTuple):
    """One mark for one state; `ascii` where the other cannot be encoded."""

    sign: str
    ascii: str
    style: Style


COMPLETE = Mark("■", "#", Style.DONE)
COMPLETE_LATE = Mark("▪", "+", Style.DONE)
OVERDUE_UPDATED = Mark("○", "o", Style.LATE)
OVERDUE_SILENT = Mark("□", "!", Style.LATE)
NO_ANSWER = Mark("×", "x", Style.LATE)
CANNOT_TELL = Mark("?", "?", Style.QUIET)
NOT_DUE = Mark("·", ".", Style.QUIET)
NO_DATE = Mark("-", "-", Style.QUIET)
MARKS = (
    COMPLETE,
    COMPLETE_LATE,
    OVERDUE_UPDATED,
    OVERDUE_SILENT,
    NO_ANSWER,
    CANNOT_TELL,
    NOT_DUE,
    NO_DATE,
)  # in the order in which bars show them

ELLIPSIS = "…"
"""Where a text is cut; `..` where it cannot be encoded."""

_SEEN = frozenset({"Zs", "Cn"})
"""Categories that Python calls not printable and screens show: spaces, signs newer than it."""


def visible(text: str) -> str:
    """Return text as one line in which every control, escape and bidi character can be seen.

    What a CI runner would obey is broken by a space.
    """
    if "::" in text or "##[" in text:  # commands to GitHub's runner, which reads all output
        text = re.sub(r"(?<!\S)::", ": :", text).replace("##[", "# #[")
    if text.isprintable():
        return text
    if "\n" in text or "\t" in text:
        text = " ".join(text.split())
    return text.translate(_SHOWN)


def _shown(sign: str) -> str:
    """Return a sign, or its escape if nobody could see it."""
    if sign.isprintable():
        return sign
    code = ord(sign)
    is_no_character = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    if category(sign) in _SEEN and not is_no_character:
        return sign
    return sign.encode("unicode_escape").decode("ascii")


class _Shown(dict[int, str]):
    """What is shown for each character, looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = _shown(chr(code))
        return self[code]


_SHOWN = _Shown()
