"""The items in a brief: the overdue ones by whom to ask, then the others by where they stand."""

from collections.abc import Callable, Iterable, Sequence

from stalkplan.privacy.public_types import PublicItem
from stalkplan.publish.brief.fit import SecondLength, first_clauses
from stalkplan.publish.brief.names import BriefNames
from stalkplan.publish.brief.parts import LateGroup, LateItem, OtherItems
from stalkplan.publish.pages.gaps import has
from stalkplan.record.fields import WITHHELD
from stalkplan.reports.item_words import (
    not_accepted,
    state_in_short,
    where_it_stands,
    whose_word,
    with_answer,
)
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.groups import by_owner
from stalkplan.verdict.items import Kind
from stalkplan.verdict.state_words import ASSURANCES, KINDS, Standing, counted_as
from stalkplan.verdict.timeliness import WAITING, Assurance, Timeliness
from stalkplan.verdict.words import capital, count, cut, listed, long_silence, short_date

_ORDER = (
    *(Timeliness.DUE_SOON, Timeliness.UNCLEAR, Timeliness.NO_DEADLINE, Timeliness.WITHDRAWN),
    *(Timeliness.ENDED, Timeliness.COMPLETE_LATE, Timeliness.COMPLETE, Timeliness.NOT_YET_DUE),
    Standing.NOT_ASKED,
)
"""Where an item stands that is not overdue: first what a board can still act on or ask about."""

_LACKING = {
    Flag.NO_EVIDENCE: "without evidence",
    Flag.DROPPED: "without evidence of why",
    Flag.DORMANT: "{lack}",
}
"""What a flag adds to where an item stands."""

_LONGEST_OWNER = 240
"""Characters of an owner, which is a role."""

_DATED = (*WAITING, Timeliness.UNCLEAR)
"""Where an item stands whose date is still to come or not over."""

_MOST_ROWS = 10
"""Rows of items that are not overdue, with all that there is to say of where they stand."""

_IN_SHORT = {
    Assurance.CLAIMED: ASSURANCES[Assurance.CLAIMED].in_brief,
    Assurance.VERIFIED: "confirmed",
    Assurance.DISCHARGED: "as reported by another body",
}

_MOST_OWNERS = 6
"""Owners of overdue items without room that are named."""


def late_groups(late: Sequence[PublicItem], longest: int) -> tuple[LateGroup, ...]:
    """Return overdue items under their owners; no task and no owner has more characters.

    The longest overdue comes first, of owners and of each owner's items. Whose date is withheld is
    last, so that its place does not tell it.
    """
    groups = [(owner, sorted(own, key=_from_the_latest)) for owner, own in by_owner(late)]
    return tuple(
        LateGroup(_owner(owner, longest), tuple(_late(item, longest) for item in own))
        for owner, own in sorted(groups, key=lambda group: _from_the_latest(group[1][0]))
    )


def _from_the_latest(item: PublicItem) -> int:
    return -(item.days_late or 0)


def _owner(owner: str, longest: int) -> str:
    return "Owner withheld" if owner == WITHHELD else cut(owner, min(longest, _LONGEST_OWNER))


def _late(item: PublicItem, longest: int) -> LateItem:
    """Return the row of an item; a text without room gives way to the theme."""
    task = first_clauses(item.summary or "", longest) or item.theme or _without_words(item)
    if item.kind is not Kind.ACTION:
        task = f"Asked: {task}"
    late_by = count(item.days_late, "day") if item.days_late else WITHHELD
    updated = short_date(item.last_update) if item.last_update else "none"
    task = f"{capital(task).rstrip('.')} ({item.id})"
    if item.acceptance != WITHHELD and (answer := not_accepted(item)):
        task += f". {answer.capitalize()}"
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
    items: Iterable[PublicItem], names: BriefNames, length: SecondLength
) -> tuple[OtherItems, ...]:
    """Return the items that are not overdue by where they stand, at a length.

    In short, or where they stand in many ways, only their state, their answer and whether others
    confirm it are said.
    """
    every = list(items)
    groups = _groups(every, _stands)
    if length.in_short or len(groups) > _MOST_ROWS:
        groups = _groups(every, _stands_in_short)
    return tuple(
        OtherItems(stands, str(len(own)), _named(own, names, length.names))
        for stands, own in groups
    )


def _groups(
    items: Sequence[PublicItem], stands: Callable[[PublicItem], str]
) -> list[tuple[str, list[PublicItem]]]:
    """Return items that stand alike together, what a board can still act on first."""
    groups: dict[tuple[int, str], list[PublicItem]] = {}
    words = list(Assurance)
    for item in items:
        place = _ORDER.index(counted_as(item)) * len(words)
        place += words.index(item.assurance) if item.assurance else 0
        text = stands(item)
        groups.setdefault((place, capital(text)), []).append(item)
    ordered = sorted(groups.items(), key=lambda group: group[0][0])
    return [(text, own) for (_, text), own in ordered]


def _named(items: Sequence[PublicItem], names: BriefNames, most: int) -> str:
    """Return what the first items are called, and how many others there are."""
    shown, others = names.of(items[:most]), len(items) - most
    return f"{shown}; {others:,} more" if others > 0 else shown


def _stands(item: PublicItem) -> str:
    """Return where an item stands, when it is due, on whose word it is, and what that lacks."""
    is_open = item.is_asked and not (item.assurance or item.ended)
    has_no_action = item.kind is Kind.NO_ACTION and is_open
    is_dated = item.timeliness in _DATED and item.due_words
    parts = (
        f"{where_it_stands(item)} ({item.due_words})" if is_dated else where_it_stands(item),
        whose_word(item),
        KINDS[item.kind].lacks if has_no_action else "",
        *(
            words.format(lack=long_silence([bool(item.updates)]))
            for flag, words in _LACKING.items()
            if has(item, flag)
        ),
    )
    return with_answer(", ".join(filter(None, parts)), item)


def _stands_in_short(item: PublicItem) -> str:
    state = state_in_short(item)
    said = f"{state}, {_IN_SHORT[item.assurance]}" if item.assurance else state
    return with_answer(said, item)
