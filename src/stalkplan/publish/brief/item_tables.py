"""The items in a brief: the overdue ones by whom to ask, then the others by where they stand."""

from collections.abc import Iterable, Sequence

from stalkplan.privacy.public_types import PublicItem
from stalkplan.publish.brief.fit import first_clauses
from stalkplan.publish.brief.names import BriefNames
from stalkplan.publish.brief.parts import LateGroup, LateItem, OtherItems
from stalkplan.publish.pages.gaps import has
from stalkplan.record.fields import WITHHELD
from stalkplan.reports.item_words import not_accepted, where_it_stands, whose_word
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.groups import by_owner
from stalkplan.verdict.items import Kind
from stalkplan.verdict.state_words import KINDS
from stalkplan.verdict.timeliness import WAITING, Assurance, Timeliness
from stalkplan.verdict.words import count, cut, listed, short_date

_ORDER = (
    *(Timeliness.DUE_SOON, Timeliness.UNCLEAR, Timeliness.NO_DEADLINE, Timeliness.WITHDRAWN),
    *(Timeliness.ENDED, Timeliness.COMPLETE_LATE, Timeliness.COMPLETE, Timeliness.NOT_YET_DUE),
)
"""Where an item stands that is not overdue: first what a board can still act on or ask about."""

_LACKING = {
    Flag.NO_EVIDENCE: "without evidence",
    Flag.DROPPED: "without evidence of why",
    Flag.DORMANT: "no update for six months",
}
"""What a flag adds to where an item stands."""

_LONGEST_OWNER = 110
"""Characters of an owner, which is a role."""

_DATED = (*WAITING, Timeliness.UNCLEAR)
_MOST_DAYS = 5
"""Days to come on which items fall due that are named."""

_MOST_OWNERS = 6
"""Owners of overdue items without room that are named."""


def late_groups(late: Sequence[PublicItem], longest: int) -> tuple[LateGroup, ...]:
    """Return overdue items under their owners; no task and no owner has more characters."""
    return tuple(
        LateGroup(_owner(owner, longest), tuple(_late(item, longest) for item in own))
        for owner, own in by_owner(late)
    )


def _owner(owner: str, longest: int) -> str:
    return "Owner withheld" if owner == WITHHELD else cut(owner, min(longest, _LONGEST_OWNER))


def _late(item: PublicItem, longest: int) -> LateItem:
    """Return the row of an item; a text without room gives way to the theme."""
    task = first_clauses(item.summary or "", longest) or item.theme or _without_words(item)
    if item.kind is not Kind.ACTION:
        task = f"Asked: {task}"
    late_by = count(item.days_late, "day") if item.days_late else WITHHELD
    updated = short_date(item.last_update) if item.last_update else "none"
    task = f"{task[0].upper()}{task[1:].rstrip('.')} ({item.id})"
    if refused := not_accepted(item):
        task += f". Answer: {refused}"
    return LateItem(task, _promised(item), updated, late_by)


def _without_words(item: PublicItem) -> str:
    return "a longer text in the plan" if item.summary else "not recorded here"


def _promised(item: PublicItem) -> str:
    """Return what was promised: a day in short, else the promise in words."""
    promise = item.promise
    if promise is None:
        return "none"
    if promise.earliest and promise.earliest == promise.latest and promise.is_deadline:
        return short_date(promise.earliest)
    return promise.words


def more_late(items: Sequence[PublicItem]) -> str:
    """Return how many overdue items there was no room for, and whose they are."""
    if not items:
        return ""
    owners = by_owner(items)
    are = "is" if len(items) == 1 else "are"
    text = f"{len(items):,} more {are} overdue"
    if len(owners) <= _MOST_OWNERS:
        text += f": {listed([f'{_owner(owner, 60)} ({len(own):,})' for owner, own in owners])}"
    return f"{text}."


def other_items(
    items: Iterable[PublicItem], names: BriefNames, most: int
) -> tuple[OtherItems, ...]:
    """Return the items that are not overdue by where they stand; so many at most are named."""
    groups: dict[tuple[int, str], list[PublicItem]] = {}
    words, every = list(Assurance), list(items)
    has_days = len({item.due_words for item in every if item.timeliness in _DATED}) <= _MOST_DAYS
    for item in every:
        place = _ORDER.index(item.timeliness) * len(words)
        place += words.index(item.assurance) if item.assurance else 0
        groups.setdefault((place, _stands(item, has_day=has_days)), []).append(item)
    return tuple(
        OtherItems(stands, str(len(own)), _named(own, names, most))
        for (_, stands), own in sorted(groups.items(), key=lambda group: group[0][0])
    )


def _named(items: Sequence[PublicItem], names: BriefNames, most: int) -> str:
    """Return what the first items are called, and how many others there are."""
    shown, others = names.of(items[:most]), len(items) - most
    return f"{shown}; {others:,} more" if others > 0 and most else shown


def _stands(item: PublicItem, *, has_day: bool) -> str:
    """Return where an item stands, on whose word, what that lacks, and when it is due."""
    is_open = not (item.kind is Kind.ACTION or item.assurance or item.ended)
    text = where_it_stands(item)
    if has_day and item.timeliness in _DATED and item.due_words:
        text += f" ({item.due_words})"
    parts = (
        text,
        whose_word(item),
        KINDS[item.kind].lacks if is_open else "",
        not_accepted(item),
        *(words for flag, words in _LACKING.items() if has(item, flag)),
    )
    text = ", ".join(filter(None, parts))
    return f"{text[0].upper()}{text[1:]}"
