"""Turns: the days on which items came to stand otherwise, as was known on each of them.

Between two days on which something was recorded or decided only time passes, and what it brings is
known beforehand: so an item is judged on these few days, and not on each.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from stalkplan.record.choices import Status
from stalkplan.record.model import Action, Recommendation, Response
from stalkplan.record.register import Register
from stalkplan.verdict.flags import Flag, flags_of
from stalkplan.verdict.items import Item, assess, deadline_of
from stalkplan.verdict.timeliness import (
    DONE,
    DUE_SOON_DAYS,
    REPORTING_DAYS,
    SILENT_DAYS,
    Timeliness,
    completion_of,
    is_silent,
    timeliness_of,
)

_DAY = timedelta(days=1)


class Stand(NamedTuple):
    """Where an item stands on a day. Its `flags` are there only where they were asked for."""

    timeliness: Timeliness
    silent: bool
    flags: tuple[Flag, ...] = ()


class _See(Protocol):
    """What is looked at on a day: `stand_of`, or `flagged_stand_of`."""

    def __call__(self, item: Item, *, on: date) -> Stand: ...


class Turn(NamedTuple):
    """One day on which an item came to stand otherwise than on the day before.

    `item` is judged with what was known on the day, but its flags and days may be of an earlier
    one. It stood as `before`; None if it was no item. `is_by_time` is whether nothing that was
    recorded or decided on the day brought it.
    """

    day: date
    item: Item
    before: Stand | None
    now: Stand
    is_by_time: bool


class Course(NamedTuple):
    """What an item went through: its turns, the oldest first, and how it was judged last.

    That is on the last of the days, or if it was no item any more then, the day before it was none.
    """

    last: Item
    on: date
    turns: tuple[Turn, ...]


def stand_of(item: Item, *, on: date) -> Stand:
    """Return where an item stands on a day if nothing is recorded or decided after it was judged.

    A discharge in a month that has not begun to count yet is foreseen.
    """
    decisions = item.question.decisions
    timeliness = timeliness_of(
        item.window, item.state, decisions, is_action=item.action is not None, on=on
    )
    if timeliness is not Timeliness.OVERDUE or item.window is None:
        return Stand(timeliness, silent=False)
    return Stand(timeliness, is_silent(item.window, item.state, on=on))


def flagged_stand_of(item: Item, *, on: date) -> Stand:
    """Return the same with the flags that the item then has."""
    stand, decisions = stand_of(item, on=on), item.question.decisions
    is_done = stand.timeliness in DONE
    facts = item.facts._replace(
        on=on,
        decisions=decisions,
        timeliness=stand.timeliness,
        completed=completion_of(item.state, decisions, on=on) if is_done else None,
    )
    return stand._replace(flags=flags_of(facts))


def turns_by_time(item: Item, *, since: date, until: date, see: _See = stand_of) -> Iterator[Turn]:
    """Yield the turns of an item from the day after `since` to `until` if only time passes."""
    now = see(item, on=since)
    days = {*days_of_time(item), *(() if see is stand_of else _days_of_flags(item))}
    for day in sorted(day for day in days if since < day <= until):
        then = see(item, on=day)
        if then != now:
            yield Turn(day, item, now, then, is_by_time=True)
            now = then


def course_of(
    register: Register, file: str, item: Item, *, since: date, until: date, see: _See = stand_of
) -> Course:
    """Return the course of an item of the plan in `file`, from the day after `since` to `until`.

    An action stands where it stands whatever others are beside it; a flag may be about these.
    """
    answers = _answers(register, file, item)
    if item.action and item.holder and see is stand_of:
        answers = (item.holder.model_copy(update={"actions": (item.action,)}),)
    return _walked(register, file, item, answers, since, until, see)[key_of(item)]


def gone_by(
    register: Register, file: str, items: Sequence[Item], *, since: date, until: date
) -> Iterator[Course]:
    """Yield the courses of what was an item of a requirement, and is none on the last day.

    `items` are those of the requirement on that day. One is gone where the requirement's own item
    gave way to an action that joined or was taken up again.
    """
    answers, asked = _answers(register, file, items[0]), items[0].recommendation
    has_own: dict[str | None, bool] = {}
    for answer in answers:
        for action in answer.actions:
            deadline = deadline_of(action, asked)
            name = deadline.name if deadline else None
            is_always_open = not (answer.added or action.added or _was_withdrawn(action))
            has_own[name] = has_own.get(name, True) and not is_always_open
    if any(has_own.values()):
        now = {key_of(item) for item in items}
        walked = _walked(register, file, items[0], answers, since, until)
        yield from (course for key, course in walked.items() if key not in now)


def last_news(
    asked: Recommendation, records: Iterable[Response | Action | None], *, on: date
) -> date:
    """Return the last day up to `on` with something recorded in some records, or decided."""
    days = [*_days_in(filter(None, records)), *_days_decided(asked)]
    return max(day for day in (date.min, *days) if day <= on)


def _answers(register: Register, file: str, item: Item) -> tuple[Response, ...]:
    return tuple(each for each in register.plans[file].responses if each.ref == item.ref)


def _was_withdrawn(action: Action) -> bool:
    return any(update.status is Status.WITHDRAWN for update in action.updates)


_Key = tuple[int | None, str | None]


def key_of(item: Item) -> _Key:
    """Return what makes an item another than the others of its requirement, on whatever day."""
    deadline = item.question.deadline
    return id(item.action) if item.action else None, deadline.name if deadline else None


def _walked(
    register: Register,
    file: str,
    item: Item,
    answers: tuple[Response, ...],
    since: date,
    until: date,
    see: _See = stand_of,
) -> Mapping[_Key, Course]:
    """Return the courses of the items of a requirement that is answered so, by their keys."""
    walk = _Walk(_part(register, file, item, answers), see)
    actions = (action for answer in answers for action in answer.actions)
    recorded, decided = _days_in((*answers, *actions)), _days_decided(item.recommendation)
    days = sorted({*recorded, *decided})
    starts = [since, *(day for day in days if since < day <= until)]
    ends = [*(day - _DAY for day in starts[1:]), until]
    for start, end in zip(starts, ends, strict=True):
        walk.go(start, end)
    return walk.courses()


def _part(register: Register, file: str, item: Item, answers: tuple[Response, ...]) -> Register:
    """Return a register that asks one requirement of one plan, which answers it so."""
    plan = register.plans[file].model_copy(update={"responses": answers})
    asked = item.recommendation
    if asked.requirements:
        asked = asked.model_copy(update={"requirements": (item.question.requirement,)})
    return replace(register, plans={file: plan}, recommendations=(asked,))


class _Walk:
    """Judges one requirement from one day with news to the next."""

    def __init__(self, part: Register, see: _See) -> None:
        self._part = part
        self._see = see
        self._last: dict[_Key, tuple[Item, date]] = {}
        self._standing: Mapping[_Key, Item] | None = None
        self._turns: dict[_Key, list[Turn]] = {}

    def go(self, start: date, end: date) -> None:
        """Go from a day with news to the last before the next, both inclusive."""
        judged = {key_of(item): item for item in assess(self._part, on=start)}
        for key, item in judged.items():
            turns = self._turns.setdefault(key, [])
            if self._standing is not None:
                turns += _turned(self._standing.get(key), item, start, self._see)
            turns += turns_by_time(item, since=start, until=end, see=self._see)
            self._last[key] = item, end
        self._standing = judged

    def courses(self) -> Mapping[_Key, Course]:
        """Return the courses of all that was an item on the way."""
        return {key: Course(*last, tuple(self._turns[key])) for key, last in self._last.items()}


def _turned(was: Item | None, item: Item, day: date, see: _See) -> Iterator[Turn]:
    """Yield the turn of an item on a day with news, if it is one. It was judged before that day."""
    before, now = was and see(was, on=day - _DAY), see(item, on=day)
    if before != now:
        is_by_time = was is not None and see(_undischarged(was, day), on=day) == now
        yield Turn(day, item, before, now, is_by_time)


def _undischarged(item: Item, day: date) -> Item:
    """Return an item without a discharge that begins to count on a day."""
    decisions = item.question.decisions
    discharged = decisions.discharged
    if discharged is None or discharged.counts_from != day:
        return item
    question = item.question._replace(decisions=decisions._replace(discharged=None))
    return item._replace(question=question)


def _days_in(records: Iterable[Response | Action]) -> Iterator[date]:
    """Yield the days on which something was recorded in some records."""
    for record in records:
        if record.added:
            yield record.added
        yield from (update.date for update in record.updates)


def _days_decided(asked: Recommendation) -> Iterator[date]:
    """Yield the days of what others decided; of a discharge in a month its first and last."""
    for entry in asked.discharged:
        yield from (entry.on.first, entry.on.last)
    yield from (entry.on for entry in asked.extended)
    yield from (entry.on for entry in asked.ended)


def days_of_time(item: Item) -> Iterator[date]:
    """Yield the days on which time alone may let an item stand otherwise."""
    window, discharged = item.window, item.question.decisions.discharged
    if discharged:
        yield from (discharged.day, discharged.counts_from)
    if window is None or window.last >= date.max - timedelta(SILENT_DAYS + 1):
        return
    if window.first > date.min + timedelta(DUE_SOON_DAYS):
        yield window.first - timedelta(DUE_SOON_DAYS)
    yield window.first
    yield window.last + _DAY
    yield window.last + timedelta(REPORTING_DAYS + 1)
    for update in item.state.updates:
        if update.date < date.max - timedelta(SILENT_DAYS + 1):
            yield update.date + timedelta(SILENT_DAYS + 1)


def _days_of_flags(item: Item) -> Iterator[date]:
    """Yield the days on which time alone may give an item another flag than its standing does."""
    facts, state = item.facts, item.state
    for promise in state.promises:
        if promise.by and promise.by.last < date.max:
            yield promise.by.last + _DAY
    for day in (facts.since, *(update.date for update in state.updates)):
        if day < date.max - timedelta(SILENT_DAYS + 1):
            yield day + timedelta(SILENT_DAYS + 1)
