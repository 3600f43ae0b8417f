"""What changed between two looks at the record: what people recorded, and what time brought.

A look is a register and a day. Two looks at one register show what became known between two dates;
looks at the registers of two revisions show what was written too.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from stalkplan.history.culprits import Traced
from stalkplan.record.register import Register
from stalkplan.verdict.as_data import item_facts
from stalkplan.verdict.items import Item, assess
from stalkplan.verdict.timeliness import DueFrom, Timeliness, is_silent, timeliness_of

ITEM, UPDATE = "item", "update"
"""Kinds of a change that are no field: an item that came or went, an update that became known."""

COMPARED_FIELDS = (
    "theme", "summary", "owner", "kind", "due", "due_earliest", "due_from", "discharged", "promise",
    "timeliness", "status", "assurance", "acceptance", "silent", "flags",
)  # fmt: skip
"""Fields of an item that are compared; the others only count days, or say where it stands."""


class Look(NamedTuple):
    """A register as at a day, and its items on it."""

    register: Register
    on: date
    items: Sequence[Item]


def look_at(register: Register, *, on: date) -> Look:
    """Return a look at a register as at the day `on`."""
    return Look(register, on, assess(register, on=on))


class ItemChange(NamedTuple):
    """One change of one item. `kind` is a field of its view, `item` or `update`.

    `before` and `after` are as the view has them, None for nothing. `day` is when: of what was
    recorded the update's, of what time brought the day it came; None if it has no day of its own.
    """

    item: Item
    kind: str
    day: date | None
    before: Any
    after: Any
    is_by_time: bool = False


def changes(before: Look, after: Look) -> list[ItemChange]:
    """Return what differs between two looks, item by item in the order of the later one."""
    old, new = _items(before), _items(after)
    found: list[ItemChange] = []
    for key, item in new.items():
        if key in old:
            found += _changes_of(old[key], item, before, after)
        else:
            found.append(ItemChange(item, ITEM, _joined(item), None, item.id))
            found += (ItemChange(item, UPDATE, u.date, None, u) for u in item.state.updates)
    found += (ItemChange(old[key], ITEM, None, old[key].id, None) for key in old if key not in new)
    return found


_Key = tuple[str, str, int]


def _items(look: Look) -> Mapping[_Key, Item]:
    """Return the items by organisation and id; of several with one id, each by its number."""
    found: dict[_Key, Item] = {}
    seen: dict[tuple[str, str], int] = {}
    for item in look.items:
        name = (item.organisation.id, item.id)
        seen[name] = seen.get(name, 0) + 1
        found[(*name, seen[name])] = item
    return found


def _changes_of(old: Item, new: Item, before: Look, after: Look) -> Iterator[ItemChange]:
    """Yield what differs in one item: its new updates first."""
    known = list(old.state.updates)
    for update in new.state.updates:
        if update in known:
            known.remove(update)
        else:
            yield ItemChange(new, UPDATE, update.date, None, update)
    was, now = item_facts(old, on=before.on), item_facts(new, on=after.on)
    for name in COMPARED_FIELDS:
        if was[name] != now[name]:
            is_by_time = _is_by_time(name, old, new, on=after.on)
            day = (_came if is_by_time else _recorded)(name, new, before.on, after.on)
            yield ItemChange(new, name, day, was[name], now[name], is_by_time)


def _is_by_time(name: str, old: Item, new: Item, *, on: date) -> bool:
    """Whether the days that passed would have brought this without anything being recorded."""
    if (old.question, old.response, old.action) != (new.question, new.response, new.action):
        same_record = False  # the text is another, not only what is known of it
    else:
        same_record = old.state == new.state
    if same_record:
        return True
    if old.question.discharge != new.question.discharge or old.window != new.window:
        return False
    would_be = timeliness_of(old.window, old.state, old.question.discharge, on=on)
    if name == "timeliness":
        return would_be is new.timeliness
    if name == "silent":
        silent = old.window is not None and is_silent(old.window, old.state, on=on)
        return would_be is Timeliness.OVERDUE and silent == new.silent
    return name == "discharged"


def _came(name: str, item: Item, since: date, until: date) -> date | None:
    """Return the day on which time brought the present state: a deadline is said by its own day."""
    if item.discharge and name in ("timeliness", "discharged", "assurance"):
        return item.discharge.on.last
    if name == "timeliness" and item.window and item.timeliness is Timeliness.OVERDUE:
        return item.window.last
    if name not in ("timeliness", "silent") or item.window is None:
        return None
    low, high = since, until
    while (high - low).days > 1:
        middle = low + (high - low) // 2
        low, high = (low, middle) if _is_so(name, item, on=middle) else (middle, high)
    return high


def _is_so(name: str, item: Item, *, on: date) -> bool:
    """Whether the item's record of today gives on another day what it gives today."""
    timeliness = timeliness_of(item.window, item.state, item.question.discharge, on=on)
    if name == "timeliness":
        return timeliness is item.timeliness
    is_late = timeliness is Timeliness.OVERDUE and item.window is not None
    return (is_late and is_silent(item.window, item.state, on=on)) == item.silent  # type: ignore[arg-type]


def _recorded(name: str, item: Item, since: date, until: date) -> date | None:
    """Return the day of the newest update that says it, of those since then; else of the newest.

    What no update can say came on the day on which the record joined, if that is since then.
    """
    is_set = name.startswith("due") and item.due_from is DueFrom.PUBLICATION
    new = [] if is_set or name in _NOT_OF_UPDATES else item.state.updates
    new = [update for update in new if update.date > since]
    saying = [update for update in new if getattr(update, name, None)]
    joined = _joined(item)
    is_new = joined is not None and since < joined <= until
    return max((u.date for u in saying or new), default=joined if is_new else None)


_NOT_OF_UPDATES = ("theme", "summary", "kind", "acceptance", "discharged")
"""Fields of which an update says nothing."""


def _joined(item: Item) -> date | None:
    """Return the day on which an item's record joined the plan, if it says."""
    if item.action:
        return item.action.added
    return item.response.added if item.response else None


class Looked(NamedTuple):
    """What differs between two looks; `since` says in words what the earlier one was at.

    `texts` is what was written otherwise; None where both looks were at one text, and `revision` is
    a name of what the text was at the earlier one, if git knows it.
    """

    before: Look
    after: Look
    found: Sequence[ItemChange]
    texts: Sequence[Traced] | None
    since: str
    revision: str = ""
