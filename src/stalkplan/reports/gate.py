"""The gate: which overdue items make the answer of `overdue` a no, and exit 1."""

from enum import StrEnum


class FailOn(StrEnum):
    """Which overdue items make the answer a no."""

    NO_UPDATE = "no-update"
    OVERDUE = "overdue"
    NOTHING = "nothing"


def fails(fail_on: FailOn, *, overdue: int, silent: int) -> bool:
    """Whether the answer is a no; `silent` counts those of the overdue items that are silent."""
    if fail_on is FailOn.OVERDUE:
        return overdue > 0
    return fail_on is FailOn.NO_UPDATE and silent > 0
