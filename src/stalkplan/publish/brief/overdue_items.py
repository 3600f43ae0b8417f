"""The overdue items of a brief by whom to ask: what was to be done, promised and last recorded."""

from collections.abc import Sequence
from functools import partial

from stalkplan.privacy.public_types import PublicItem
from stalkplan.publish.brief.parts import LateGroup, LateItem
from stalkplan.record.fields import WITHHELD
from stalkplan.verdict.groups import by_owner
from stalkplan.verdict.items import Kind
from stalkplan.verdict.state_words import KINDS
from stalkplan.verdict.words import count, cut, short_date


def late_groups(late: Sequence[PublicItem], longest: int) -> tuple[LateGroup, ...]:
    """Return overdue items under their owners; no task and no owner has more characters."""
    return tuple(
        LateGroup(_owner(owner, longest), tuple(map(partial(_late, longest=longest), own)))
        for owner, own in by_owner(late)
    )


def _owner(owner: str, longest: int) -> str:
    return "Owner withheld" if owner == WITHHELD else cut(owner, longest)


def _late(item: PublicItem, *, longest: int) -> LateItem:
    task = cut(item.summary or "not said", longest)
    if item.kind is not Kind.ACTION:
        task = f"{KINDS[item.kind].lacks.capitalize()}. Asked: {task}"
    late_by = count(item.days_late, "day") if item.days_late else WITHHELD
    updated = short_date(item.last_update) if item.last_update else "none"
    return LateItem(item.id, task, _promised(item), updated, late_by)


def _promised(item: PublicItem) -> str:
    """Return what was promised: a day in short, else the promise in words."""
    promise = item.promise
    if promise is None:
        return "none"
    if promise.earliest and promise.earliest == promise.latest and promise.is_deadline:
        return short_date(promise.earliest)
    return promise.words
