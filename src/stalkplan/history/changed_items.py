"""What changed between two looks at the record: what people recorded, and what time brought.

A look is a register and a day. Two looks at one register show what became known between the two
days; looks at the registers of two revisions also show what was written.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from stalkplan.history.differences import Change
from stalkplan.history.since import Since
from stalkplan.history.trail import Traced
from stalkplan.record.model import Decision, Discharge, Extension, Update
from stalkplan.record.register import Register
from stalkplan.verdict.as_data import item_facts
from stalkplan.verdict.decision_words import DECISION_KINDS, decisions_on, kind_of_decision
from stalkplan.verdict.decisions import known_from
from stalkplan.verdict.items import Item, assess
from stalkplan.verdict.state import confirmed_in
from stalkplan.verdict.timeliness import SET_BY_OTHERS, Assurance, DueFrom, Timeliness
from stalkplan.verdict.turns import (
    Stand,
    Turn,
    course_of,
    flagged_stand_of,
    gone_by,
    key_of,
    stand_of,
    turns_by_time,
)

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
    """One change of one item.

    `kind` is one of COMPARED_FIELDS, one of DECISION_KINDS, or ITEM, UPDATE or RETRACTED.
    `before` and `after` are values as JSON shows them, None for nothing; of an update, and of what
    another body decided, the records. `day` is the day on which time brought the change, with
    `is_by_time`, or another body's decision, with `is_decided`; else the day of the update that
    says it. It is None if there is no such day. Of an item that came, `late` is the day on which
    time alone made it overdue since or, with `is_taken_back`, an update that took the work back.
    """

    item: Item
    kind: str
    day: date | None
    before: Any
    after: Any
    is_by_time: bool = False
    is_decided: bool = False
    late: date | None = None
    is_taken_back: bool = False


def changes(before: Look, after: Look) -> list[ItemChange]:
    """Return what differs between two looks, item by item in the order of the later look.

    Items that are gone come last.
    """
    old, new = _by_key(before.items), _by_key(after.items)
    decided, turned = _decided(before, after), _Turned(before, after)
    every: list[ItemChange] = []
    for key, item in new.items():
        made = decided(item)
        if key in old:
            every += _changes_of(old[key], item, [each.after for each in made], turned)
        else:
            every.append(_came(item, turned))
            every += (ItemChange(item, UPDATE, u.date, None, u) for u in item.state.updates)
        every += made
    gone = (item for key, item in old.items() if key not in new)
    every += (ItemChange(item, ITEM, turned.gave_way(item, after), item.id, None) for item in gone)
    return every


def _came(item: Item, turned: "_Turned") -> ItemChange:
    """Return that an item came, and since when it is overdue if it fell late after that."""
    turn = None
    if item.timeliness is Timeliness.OVERDUE:
        turn = turned.last(item, "timeliness", by_time=False)
    is_taken_back = bool(turn and turn.before and not turn.is_by_time)
    late = turn.day if turn and (turn.is_by_time or is_taken_back) else None
    day = _joined(item) if item.action else turned.came_back(item)
    return ItemChange(item, ITEM, day, None, item.id, late=late, is_taken_back=is_taken_back)


def _decided(before: Look, after: Look) -> Callable[[Item], list[ItemChange]]:
    """Return what yields the decisions on an item that the earlier look did not know.

    One is known by all that it decides: how, and where one reads it, may be filled in later.
    """
    known = {_question(item): decisions_on(item, on=before.on) for item in before.items}

    def decided(item: Item) -> list[ItemChange]:
        told = [_decision(each) for each in known.get(_question(item), ())]
        found = []
        for each in decisions_on(item, on=after.on):
            if _decision(each) in told:
                told.remove(_decision(each))
            else:
                kind, day = kind_of_decision(each), known_from(each)
                found.append(ItemChange(item, kind, day, None, each, is_decided=True))
        return found

    return decided


def _question(item: Item) -> Hashable:
    deadline = item.question.deadline
    return item.organisation.id, item.ref, deadline.name if deadline else None


def _decision(decision: Decision) -> Decision:
    return decision.model_copy(update={"how": None, "evidence": None})


def without_rewritten(found: Sequence[ItemChange], texts: Sequence[Traced]) -> list[ItemChange]:
    """Return changes without those that a rewritten record brought: it is no progress.

    Of such an item what updates say counts only if a new one says it, and what follows from them
    only if there is a new one. A decision that reads otherwise is no new one.
    """
    of_updates = [t for t in texts if t.difference.change in _OF_UPDATES]
    rewritten = [record for t in texts if (record := _record_now(t)) is not None]
    touched = {(t.difference.organisation, t.difference.name) for t in of_updates}
    recorded = (UPDATE, *DECISION_KINDS)
    kept = [c for c in found if c.kind not in recorded or not _is_one_of(c.after, rewritten)]
    new: dict[tuple[str, str], list[Update]] = defaultdict(list)
    for change in kept:
        if change.kind == UPDATE:
            new[_name_of(change)].append(change.after)

    def counts(change: ItemChange) -> bool:
        own = change.item.organisation.id
        if change.is_by_time or change.is_decided:
            return True
        if not touched & {(own, change.item.id), (own, change.item.ref)}:
            return True
        joined = new[_name_of(change)]
        if change.kind in _SAID_BY_UPDATES:
            return any(getattr(update, change.kind) for update in joined)
        return change.kind not in _FOLLOWING or bool(joined)

    return [change for change in kept if counts(change)]


def _is_one_of(record: object, rewritten: Sequence[object]) -> bool:
    return any(record is each for each in rewritten)


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


def _record_now(traced: Traced) -> Update | Decision | None:
    """Return the update or decision that one became; None for all else, and for what joined."""
    now = traced.difference.now
    if traced.difference.change is Change.UPDATE_INSERTED or now is None:
        return None
    after = traced.pair.after
    value: Any = after if now.file == after.recommendations_file else after.plans.get(now.file)
    for step in now.path:
        if isinstance(step, int) and isinstance(value, tuple) and step < len(value):
            value = value[step]
        else:
            value = getattr(value, str(step), None)
        if isinstance(value, Update | Decision):
            return value
    return None


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


class _Turned:
    """Between two looks, the last turn of an item of the later one."""

    def __init__(self, before: Look, after: Look) -> None:
        self.since, self.until = before.on, after.on
        self.is_one_text = before.register is after.register
        self._register = after.register
        self._files = {p.organisation.id: file for file, p in after.register.plans.items()}

    def last(self, item: Item, field: str, *, by_time: bool) -> Turn | None:
        """Return the last turn in which a field became what it is; None if there was none.

        With `by_time`, nothing was recorded or decided.
        """
        see = _seen(field)
        if by_time:
            turns = tuple(turns_by_time(item, since=self.since, until=self.until, see=see))
        else:
            turns = self._turns(item, see)
        return next((t for t in reversed(turns) if _is_of(t, field)), None)

    def came_back(self, item: Item) -> date | None:
        """Return the day on which a requirement was asked itself; None if no day is known."""
        if not self.is_one_text:
            return _joined(item)
        turns = self._turns(item, stand_of)
        return next((turn.day for turn in reversed(turns) if turn.before is None), None)

    def _turns(self, item: Item, see: Callable[..., Stand]) -> tuple[Turn, ...]:
        file, days = self._files[item.organisation.id], {"since": self.since, "until": self.until}
        return course_of(self._register, file, item, **days, see=see).turns

    def gave_way(self, item: Item, after: Look) -> date | None:
        """Return the day on which an item gave way to an action; None if no day is known."""
        now = [each for each in after.items if _requirement(each) == _requirement(item)]
        if not now or not self.is_one_text:
            return None
        file, days = self._files[item.organisation.id], {"since": self.since, "until": self.until}
        for course in gone_by(self._register, file, now, **days):
            if key_of(course.last) == key_of(item):
                return course.on + timedelta(days=1)
        return None


def _requirement(item: Item) -> Hashable:
    return item.organisation.id, id(item.recommendation), item.ref


def _seen(field: str) -> Callable[..., Stand]:
    """Return what is looked at on each day for a field of a stand."""
    return flagged_stand_of if field == "flags" else stand_of


def _is_of(turn: Turn, field: str) -> bool:
    return turn.before is None or getattr(turn.before, field) != getattr(turn.now, field)


def _changes_of(
    old: Item, new: Item, decided: Sequence[Decision], turned: _Turned
) -> Iterator[ItemChange]:
    """Yield what differs in one item between two days: its new updates first.

    `decided` is what other bodies decided in between.
    """
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
    was, now = item_facts(old, on=turned.since), item_facts(new, on=turned.until)
    for name in COMPARED_FIELDS:
        if was[name] == now[name]:
            continue
        change = ItemChange(new, name, None, was[name], now[name])
        yield _brought(change, old, decided, turned)


def _brought(
    change: ItemChange, old: Item, decided: Sequence[Decision], turned: _Turned
) -> ItemChange:
    """Return a change of a field, with its day and with what brought it."""
    new, name = change.item, change.kind
    if name in Stand._fields:
        return _turn_of(change, old, decided, turned)
    if name == "assurance" and (day := _day_confirmed(new, turned.since, turned.until)):
        return change._replace(day=day)
    if _is_untouched(old, new) and name != "acceptance" and not decided:
        return change._replace(is_by_time=True)
    if day := _day_decided(name, new, decided, turned):
        return change._replace(day=day, is_decided=True)
    return change._replace(day=_day_recorded(name, new, turned.since, turned.until))


def _turn_of(
    change: ItemChange, old: Item, decided: Sequence[Decision], turned: _Turned
) -> ItemChange:
    """Return a change of where an item stands, with its day and with what brought it.

    Of two texts, what time brought it would have brought to the earlier one too.
    """
    new, name, until = change.item, change.kind, turned.until
    turn = turned.last(new, name, by_time=_is_untouched(old, new) and not decided)
    if turn is None:
        return change._replace(day=_day_recorded(name, new, turned.since, until))
    would_be = getattr(_seen(name)(old, on=until), name) == getattr(new, name)
    if turn.is_by_time and (turned.is_one_text or would_be):
        return change._replace(day=turn.day, is_by_time=True)
    is_decided = any(known_from(each) == turn.day for each in decided)
    return change._replace(day=turn.day, is_decided=is_decided)


def _is_untouched(old: Item, new: Item) -> bool:
    """Whether an item says what it said, and nothing was recorded of it."""
    is_same_text = old.response == new.response and old.action == new.action
    return is_same_text and old.question == new.question and old.state == new.state


def _day_decided(
    name: str, item: Item, decided: Sequence[Decision], turned: _Turned
) -> date | None:
    """Return the day of the decision that brought what a field says; None if none did.

    What decisions and updates may bring, an update of the time between brought.
    """
    is_proof = name == "assurance" and item.assurance is Assurance.DISCHARGED
    is_met = name == "discharged" or is_proof
    if is_met or (name.startswith("due") and item.due_from is DueFrom.EXTENSION):
        kind = Discharge if is_met else Extension
        return max((known_from(each) for each in decided if isinstance(each, kind)), default=None)
    if name not in _FOLLOWING or any(u.date > turned.since for u in item.state.updates):
        return None
    return max(map(known_from, decided), default=None)


def _day_confirmed(item: Item, since: date, until: date) -> date | None:
    """Return the day on which a completion that was known before was confirmed; None for none."""
    known = [update for update in item.state.completion if update.date <= since]
    confirmed = [confirmed_in(update, on=until) for update in known]
    days = [each.on for each in confirmed if each and each.by and each.on and each.on > since]
    return min(days, default=None) if item.assurance is Assurance.VERIFIED else None


def _day_recorded(name: str, item: Item, since: date, until: date) -> date | None:
    """Return the day of the newest update after `since` that says a field, else of the newest.

    The day on which an update was taken back counts as one. Where no update can say it, the day
    on which the record joined the plan, if that is after
    `since` and not after `until`; else None.
    """
    is_set = name.startswith("due") and item.due_from in SET_BY_OTHERS
    if not is_set and name not in _NOT_OF_UPDATES:
        if name == "assurance" and item.assurance is Assurance.CLAIMED:
            first = item.state.completion[0].date  # later ones only say it again
            if first > since:
                return first
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
    records = (item.holder, item.action) if item.action else (item.response,)
    return max((each.added for each in records if each and each.added), default=None)


class Looked(NamedTuple):
    """What differs between two looks. `since` says in words what the earlier one was a look at.

    `texts` are those that were rewritten between them. If both looks were at one text, `history` is
    what git knows of it since the day of the earlier look, `texts` are those of it, and `revision`
    is a name of the text at that day, if git knows one. `unread` are the files that could not be
    read, with the reason: nothing is said of their plans.
    """

    before: Look
    after: Look
    changes: Sequence[ItemChange]
    texts: Sequence[Traced]
    since: str
    revision: str = ""
    history: Since | None = None
    unread: Sequence[str] = ()
