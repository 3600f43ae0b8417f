"""Turns: the days on which items came to stand otherwise, as was known on each of them.

Between two days on which something was recorded or decided only time passes, and what it brings is
known beforehand: so an item is judged on these few days, and not on each.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from stalkplan.record.model import Action, Recommendation, Response
from stalkplan.record.register import Register
from stalkplan.verdict.items import Item, assess
from stalkplan.verdict.timeliness import (
    DUE_SOON_DAYS,
    REPORTING_DAYS,
    SILENT_DAYS,
    Timeliness,
    is_silent,
    timeliness_of,
)

_DAY = timedelta(days=1)


class Stand(NamedTuple):
    """Where an item stands on a day."""

    timeliness: Timeliness
    silent: bool


class Turn(NamedTuple):
    """One day on which an item came to stand otherwise than on the day before.

    `item` is judged with what was known on the day, of which its flags are not made anew. It stood
    as `before`; None if it was no item. `is_by_time` is whether nothing that was recorded or
    decided on the day brought it.
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

    A discharge that was not known when it was judged may have happened, and counts for nothing.
    """
    decisions = item.question.decisions
    timeliness = timeliness_of(
        item.window, item.state, decisions, is_action=item.action is not None, on=on
    )
    if timeliness is not Timeliness.OVERDUE or item.window is None:
        return Stand(timeliness, silent=False)
    return Stand(timeliness, is_silent(item.window, item.state, on=on))


def courses_of(
    register: Register, file: str, asked: Recommendation, ref: str, *, since: date, until: date
) -> list[Course]:
    """Return the course of every item of a requirement in one plan, of the days after `since`.

    The last of them is `until`. The plan is that in `file`. Those that are no item on the last day
    are there too, if they were on another.
    """
    walk = _Walk(register, file, asked, ref)
    starts = [since, *(day for day in walk.days if since < day <= until)]
    ends = [*(day - _DAY for day in starts[1:]), until]
    for start, end in zip(starts, ends, strict=True):
        walk.go(start, end, is_first=start == since)
    return [walk.course(key) for key in walk.last]


_Key = tuple[int | None, str | None]


class _Walk:
    """Judges one requirement from one day with news to the next."""

    def __init__(self, register: Register, file: str, asked: Recommendation, ref: str) -> None:
        plan = register.plans[file]
        answers = tuple(answer for answer in plan.responses if answer.ref == ref)
        self._part = replace(
            register,
            plans={file: plan.model_copy(update={"responses": answers})},
            recommendations=(asked,),
        )
        self._ref = ref
        self.days = sorted({*_days_of(answers), *_days_decided(asked)})
        self.last: dict[_Key, tuple[Item, date]] = {}
        self._standing: Mapping[_Key, Item] = {}
        self._turns: dict[_Key, list[Turn]] = {}

    def go(self, start: date, end: date, *, is_first: bool) -> None:
        """Go from a day with news to the last before the next, both inclusive."""
        judged = self._judged(start)
        for key, item in judged.items():
            was, turns = self._standing.get(key), self._turns.setdefault(key, [])
            now = stand_of(item, on=start)
            before = stand_of(was, on=start - _DAY) if was else None
            if not is_first and before != now:
                is_by_time = was is not None and stand_of(_as_known(was, start), on=start) == now
                turns.append(Turn(start, item, before, now, is_by_time))
            turns += self._by_time(key, item, now, start, end)
            self.last[key] = item, end
        self._standing = judged

    def _by_time(self, key: _Key, item: Item, now: Stand, start: date, end: date) -> Iterator[Turn]:
        for day in sorted({day for day in _days_of_time(item) if start < day <= end}):
            then = stand_of(item, on=day)
            if then != now:
                yield Turn(day, self._judged(day)[key], now, then, is_by_time=True)
                now = then

    def course(self, key: _Key) -> Course:
        """Return the course of an item; how it was judged last, if it is one still, on that day."""
        item, on = self.last[key]
        return Course(item, on, tuple(self._turns[key]))

    def _judged(self, day: date) -> Mapping[_Key, Item]:
        items = (item for item in assess(self._part, on=day) if item.ref == self._ref)
        return {key_of(item): item for item in items}


def key_of(item: Item) -> _Key:
    """Return what makes an item another than the others of its requirement, on whatever day."""
    deadline = item.question.deadline
    return id(item.action) if item.action else None, deadline.name if deadline else None


def _as_known(item: Item, day: date) -> Item:
    """Return an item with the decisions that were known before a day; no discharge is foreseen."""
    decisions = item.question.decisions
    discharged = decisions.discharged
    if discharged is None or discharged.counts_from < day:
        return item
    question = item.question._replace(decisions=decisions._replace(discharged=None))
    return item._replace(question=question)


def _days_of(answers: Sequence[Response]) -> Iterator[date]:
    """Yield the days on which something was recorded."""
    records: list[Response | Action] = [*answers, *(a for each in answers for a in each.actions)]
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


def _days_of_time(item: Item) -> Iterator[date]:
    """Yield the days on which time alone may let an item stand otherwise."""
    window = item.window
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
