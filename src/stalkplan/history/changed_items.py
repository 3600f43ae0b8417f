"""What changed between two looks at the record: what people recorded, and what time brought.

A look is a register and a day. Two looks at one register show what became known between the two
days; looks at the registers of two revisions also show what was written.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from stalkplan.history.differences import Change
from stalkplan.history.since import Since
from stalkplan.history.trail import Traced
from stalkplan.record.model import Update
from stalkplan.record.register import Register
from stalkplan.verdict.as_data import item_facts
from stalkplan.verdict.items import Item, assess
from stalkplan.verdict.timeliness import SET_BY_OTHERS, Timeliness, is_silent, timeliness_of

ITEM, UPDATE, RETRACTED = "item", "update", "retracted"
"""Kinds of a change that are no field.

An item came or went, an update became known, an update was taken back.
"""

COMPARED_FIELDS = (
    "theme", "summary", "owner", "kind", "due", "due_earliest", "due_from", "discharged", "promise",
    "timeliness", "status", "assurance", "acceptance", "silent", "flags",
)  # fmt: skip
"""The fields of an item that are compared; the others only count days, or say where it stands."""


class Look(NamedTuple):
    """A register as at a day, and its items on it."""

    register: Register
    on: date
    items: Sequence[Item]


def look_at(register: Register, *, on: date) -> Look:
    """Return a look at a register as at the day `on`."""
    return Look(register, on, assess(register, on=on))


class ItemChange(NamedTuple):
    """One change of one item. `kind` is one of COMPARED_FIELDS, or ITEM, UPDATE or RETRACTED.

    `before` and `after` are values as JSON shows them, None for nothing. `day` is the day on which
    time brought the change, with `is_by_time`; else the day of the update that says it. It is None
    if there is no such day.
    """

    item: Item
    kind: str
    day: date | None
    before: Any
    after: Any
    is_by_time: bool = False


def changes(before: Look, after: Look) -> list[ItemChange]:
    """Return what differs between two looks, item by item in the order of the later look.

    Items that are gone come last.
    """
    old, new = _by_key(before.items), _by_key(after.items)
    every: list[ItemChange] = []
    for key, item in new.items():
        if key in old:
            every += _changes_of(old[key], item, before.on, after.on)
        else:
            every.append(ItemChange(item, ITEM, _joined(item), None, item.id))
            every += (ItemChange(item, UPDATE, u.date, None, u) for u in item.state.updates)
    every += (ItemChange(old[key], ITEM, None, old[key].id, None) for key in old if key not in new)
    return every


def without_rewritten(found: Sequence[ItemChange], texts: Sequence[Traced]) -> list[ItemChange]:
    """Return changes without those that a rewritten update brought: it is no progress.

    Of such an item what updates say counts only if a new one says it, and what follows from them
    only if there is a new one.
    """
    of_updates = [t for t in texts if t.difference.change in _OF_UPDATES]
    rewritten = [update for t in of_updates if (update := _update_now(t)) is not None]
    touched = {(t.difference.organisation, t.difference.name) for t in of_updates}
    kept = [c for c in found if c.kind != UPDATE or not any(c.after is u for u in rewritten)]
    new: dict[tuple[str, str], list[Update]] = defaultdict(list)
    for change in kept:
        if change.kind == UPDATE:
            new[_name_of(change)].append(change.after)

    def counts(change: ItemChange) -> bool:
        own = change.item.organisation.id
        if change.is_by_time or not touched & {(own, change.item.id), (own, change.item.ref)}:
            return True
        joined = new[_name_of(change)]
        if change.kind in _SAID_BY_UPDATES:
            return any(getattr(update, change.kind) for update in joined)
        return change.kind not in _FOLLOWING or bool(joined)

    return [change for change in kept if counts(change)]


_SAID_BY_UPDATES = ("status", "promise", "owner", "acceptance")
_FOLLOWING = ("timeliness", "assurance", "silent", "flags")
"""The fields that updates say, and those that follow from what they say."""

_OF_UPDATES = (
    Change.UPDATE_CHANGED,
    Change.UPDATE_DELETED,
    Change.UPDATE_INSERTED,
    Change.UPDATES_REORDERED,
    Change.REDACTED,
)


def _name_of(change: ItemChange) -> tuple[str, str]:
    return change.item.organisation.id, change.item.id


def _update_now(traced: Traced) -> Update | None:
    """Return the update that an update became; None for all else."""
    now = traced.difference.now
    if traced.difference.change is Change.UPDATE_INSERTED or now is None:
        return None
    value: Any = traced.pair.after.plans.get(now.file)
    for step in now.path:
        if isinstance(step, int) and isinstance(value, tuple) and step < len(value):
            value = value[step]
        else:
            value = getattr(value, str(step), None)
    return value if isinstance(value, Update) else None


_Key = tuple[str, str, int]


def _by_key(items: Sequence[Item]) -> Mapping[_Key, Item]:
    """Return items by organisation and id. Those that share an id are told apart by a number."""
    numbered: dict[_Key, Item] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for item in items:
        name = (item.organisation.id, item.id)
        counts[name] += 1
        numbered[*name, counts[name]] = item
    return numbered


def _changes_of(old: Item, new: Item, since: date, until: date) -> Iterator[ItemChange]:
    """Yield what differs in one item between two days: its new updates first."""
    known = list(old.state.updates)
    for update in new.state.updates:
        if update in known:
            known.remove(update)
        else:
            yield ItemChange(new, UPDATE, update.date, None, update)
    taken_back = list(old.state.retracted)
    for retracted in new.state.retracted:
        if retracted in taken_back:
            taken_back.remove(retracted)
        else:
            update, by = retracted
            yield ItemChange(new, RETRACTED, by.date, update, by)
    was, now = item_facts(old, on=since), item_facts(new, on=until)
    for name in COMPARED_FIELDS:
        if was[name] == now[name]:
            continue
        is_by_time = _is_by_time(name, old, new, on=until)
        if is_by_time:
            day = _day_it_came(name, new, since, until)
        else:
            day = _day_recorded(name, new, since, until)
        yield ItemChange(new, name, day, was[name], now[name], is_by_time=is_by_time)


def _is_by_time(name: str, old: Item, new: Item, *, on: date) -> bool:
    """Whether the days that passed would have brought this although nobody recorded anything."""
    if name == "acceptance":  # of an action it is its answer's updates that say it
        return False
    written = (old.question, old.response, old.action)
    is_same_text = written == (new.question, new.response, new.action)
    if is_same_text and old.state == new.state:
        return True
    if old.question.decisions != new.question.decisions or old.window != new.window:
        return False
    would_be = _timeliness(old, on=on)
    if name == "timeliness":
        return would_be is new.timeliness
    if name == "silent":
        silent = old.window is not None and is_silent(old.window, old.state, on=on)
        return would_be is Timeliness.OVERDUE and silent == new.silent
    return name == "discharged"


def _day_it_came(name: str, item: Item, since: date, until: date) -> date | None:
    """Return the day on which time brought what a field says now; a missed deadline has its own.

    It is after `since`, and not after `until`. None for a field that has no such day.
    """
    if item.discharge and name in ("timeliness", "discharged", "assurance"):
        return item.discharge.on.last
    if name == "timeliness" and item.window and item.timeliness is Timeliness.OVERDUE:
        return item.window.last
    if name not in ("timeliness", "silent") or item.window is None:
        return None
    not_yet, already = since, until  # halve the days between them until there are none
    while (already - not_yet).days > 1:
        middle = not_yet + (already - not_yet) // 2
        if _is_so(name, item, on=middle):
            already = middle
        else:
            not_yet = middle
    return already


def _is_so(name: str, item: Item, *, on: date) -> bool:
    """Whether an item's record of today would say the same on another day."""
    timeliness = _timeliness(item, on=on)
    if name == "timeliness":
        return timeliness is item.timeliness
    if timeliness is not Timeliness.OVERDUE or item.window is None:
        return not item.silent
    return is_silent(item.window, item.state, on=on) == item.silent


def _timeliness(item: Item, *, on: date) -> Timeliness:
    """Return the timeliness of an item's record of one day on another."""
    is_action = item.action is not None
    decisions = item.question.decisions
    return timeliness_of(item.window, item.state, decisions, is_action=is_action, on=on)


def _day_recorded(name: str, item: Item, since: date, until: date) -> date | None:
    """Return the day of the newest update after `since` that says a field, else of the newest.

    The day on which an update was taken back counts as one. Where no update can say it, the day
    on which the record joined the plan, if that is after
    `since` and not after `until`; else None.
    """
    is_set = name.startswith("due") and item.due_from in SET_BY_OTHERS
    if not is_set and name not in _NOT_OF_UPDATES:
        new = [update for update in item.state.updates if update.date > since]
        saying = [update for update in new if getattr(update, name, None)]
        taken_back = [each.by for each in item.state.retracted if each.by.date > since]
        if found := saying or [*new, *taken_back]:
            return max(update.date for update in found)
    if name == "acceptance" and item.response:
        said = [update.date for update in item.response.updates if update.acceptance]
        if days := [day for day in said if since < day <= until]:
            return max(days)
    joined = _joined(item)
    return joined if joined and since < joined <= until else None


_NOT_OF_UPDATES = ("theme", "summary", "kind", "acceptance", "discharged")
"""The fields that no update of the item itself says anything about."""


def _joined(item: Item) -> date | None:
    """Return the day on which an item's record joined the plan; None if it does not say."""
    if item.action:
        return item.action.added
    return item.response.added if item.response else None


class Looked(NamedTuple):
    """What differs between two looks. `since` says in words what the earlier one was a look at.

    `texts` are those that were rewritten between them. If both looks were at one text, `history` is
    what git knows of it since the day of the earlier look, `texts` are those of it, and `revision`
    is a name of the text at that day, if git knows one.
    """

    before: Look
    after: Look
    changes: Sequence[ItemChange]
    texts: Sequence[Traced]
    since: str
    revision: str = ""
    history: Since | None = None
