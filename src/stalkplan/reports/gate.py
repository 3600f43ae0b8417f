"""The gate: which overdue items make the answer of `overdue` a no, and exit 1."""

from collections.abc import Sequence

from stalkplan.record.choices import FailOn
from stalkplan.verdict import words
from stalkplan.verdict.items import Item


def fails(fail_on: FailOn, *, overdue: int, silent: int) -> bool:
    """Whether the answer is a no; `silent` counts those of the overdue items that are silent."""
    if fail_on is FailOn.OVERDUE:
        return overdue > 0
    return fail_on is FailOn.NO_UPDATE and silent > 0


def exit_reason(overdue: Sequence[Item], fail_on: FailOn) -> str:
    """Return why the answer is no, or nothing."""
    silent = [item for item in overdue if item.silent]
    if not fails(fail_on, overdue=len(overdue), silent=len(silent)):
        return ""
    if fail_on is FailOn.OVERDUE:
        return f"{words.count(len(overdue), 'item')} {'is' if len(overdue) == 1 else 'are'} overdue"
    has = "has" if len(silent) == 1 else "have"
    recent = words.lack_only_a_recent(silent)
    lack = "no recent update" if recent else "had no update since the deadline"
    return f"{words.count(len(silent), 'item')} {has} {lack}"
