"""The marks of states: a sign, its sign in ASCII, and how it is set off."""

from enum import Enum
from typing import NamedTuple


class Style(Enum):
    """How a word or mark is set off; never the only sign of a meaning."""

    LATE = "late"
    DONE = "done"
    QUIET = "quiet"
    HEAD = "head"


class Mark(NamedTuple):
    """One mark for one state; `ascii` where the other cannot be encoded.

    Its style is LATE if what it marks is counted as overdue, and only then.
    """

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
NO_DATE_NO_ANSWER = Mark("◊", "~", Style.QUIET)
MARKS = (
    COMPLETE,
    COMPLETE_LATE,
    OVERDUE_UPDATED,
    OVERDUE_SILENT,
    NO_ANSWER,
    CANNOT_TELL,
    NOT_DUE,
    NO_DATE,
    NO_DATE_NO_ANSWER,
)  # in the order in which bars show them

ELLIPSIS = "…"
"""Where a text is cut; `..` where it cannot be encoded."""
