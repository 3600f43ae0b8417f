"""The marks of states, and the one filter that all text passes on its way to a person."""

import re
from enum import Enum
from typing import NamedTuple


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
CANNOT_TELL = Mark("?", "?", Style.QUIET)
NOT_DUE = Mark("·", ".", Style.QUIET)
NO_DATE = Mark("-", "-", Style.QUIET)
MARKS = (
    COMPLETE,
    COMPLETE_LATE,
    OVERDUE_UPDATED,
    OVERDUE_SILENT,
    CANNOT_TELL,
    NOT_DUE,
    NO_DATE,
)  # in the order in which bars show them

ELLIPSIS = "…"
"""Where a text is cut; `..` where it cannot be encoded."""

_UNSAFE = (
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Return text as one line in which every control, escape and bidi character can be seen.

    What a CI runner would obey is broken by a space.
    """
    if "::" in text or "##[" in text:  # commands to GitHub's runner, which reads all output
        text = re.sub(r"(?<!\S)::", ": :", text).replace("##[", "# #[")
    if text.isprintable():
        return text
    return re.sub(_UNSAFE, _shown, " ".join(text.split()) if "\n" in text or "\t" in text else text)


def _shown(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")
