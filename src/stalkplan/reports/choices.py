"""What one chooses in a report: when `overdue` says no, what `compare` adds up by.

Apart from the reports, so that the help of a command need not wait for them.
"""

from enum import StrEnum


class FailOn(StrEnum):
    """What makes the answer a no. Only what is overdue counts."""

    NO_UPDATE = "no-update"
    OVERDUE = "overdue"
    NOTHING = "nothing"


def fails(fail_on: FailOn, *, overdue: int, silent: int) -> bool:
    """Whether so many overdue items, so many of them silent, make the answer a no."""
    if fail_on is FailOn.OVERDUE:
        return overdue > 0
    return fail_on is FailOn.NO_UPDATE and silent > 0


class Grouping(StrEnum):
    """What `compare` adds up by."""

    THEME = "theme"
    DEADLINE = "deadline"
    ORGANISATION = "organisation"
