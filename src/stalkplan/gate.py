"""When `overdue` says no, exit 1."""

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
