"""What items went through, as far as that is public: each day is judged as it was known then."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from stalkplan.privacy.public_types import PublicTurn
from stalkplan.privacy.withheld import Shown, is_withheld, shown
from stalkplan.record.choices import Status
from stalkplan.record.model import Action, Discharge, Response
from stalkplan.record.register import Register
from stalkplan.verdict import words
from stalkplan.verdict.decision_words import decisions_on
from stalkplan.verdict.items import Item
from stalkplan.verdict.state import State
from stalkplan.verdict.timeliness import DueFrom, Timeliness
from stalkplan.verdict.turns import Turn, course_of, days_of_time, gone_by, last_news, stand_of

_DAY = timedelta(days=1)
_BEFORE_ALL = date.min + _DAY


class Courses:
    """What the items of one plan went through, from the day after `since` to the day `on`."""

    def __init__(
        self, register: Register, file: str, items: Sequence[Item], *, since: date, on: date
    ) -> None:
        self._register = register
        self._file = file
        self._since = max(since, _BEFORE_ALL)
        self._on = on
        self._answers: dict[str, list[Response]] = {}
        for answer in register.plans[file].responses:
            self._answers.setdefault(answer.ref, []).append(answer)
        self._of: dict[tuple[int, str], list[Item]] = {}
        for item in items:
            self._of.setdefault((id(item.recommendation), item.ref), []).append(item)

    def turns(self, item: Item) -> tuple[PublicTurn, ...]:
        """Return what is public of what an item went through, the oldest first.

        Of one that can only have gone from open to complete, the day on which it was late alone,
        or if it was discharged, each day on which its timeliness changed.
        """
        if _is_plain(item, self._answers.get(item.ref, ())):
            decisions = decisions_on(item, on=date.max)
            if not decisions:
                return tuple(_became_overdue(item, on=self._on))
            if all(isinstance(decision, Discharge) for decision in decisions):
                return tuple(_foreseen(item, since=self._since, on=self._on))
        due = item.window.last if item.window else date.min
        asked, actions = item.recommendation, item.holder.actions if item.holder else ()
        records = (item.holder, *((item.action,) if item.action else actions))
        news = last_news(asked, records, on=self._on)
        if max(due + _DAY if due < self._on else date.min, news) < self._since:
            return ()
        course = course_of(self._register, self._file, item, since=self._since, until=self._on)
        return tuple(map(_public, course.turns))

    def gone(self) -> Iterator[tuple[Shown, date]]:
        """Yield what was an item and is none any more, with its last day."""
        days = {"since": self._since, "until": self._on}
        for (_, ref), items in self._of.items():
            own = self._answers.get(ref, [])
            records: list[Response | Action | None] = [*own]
            records += (action for answer in own for action in answer.actions)
            if last_news(items[0].recommendation, records, on=self._on) < self._since:
                continue
            for course in gone_by(self._register, self._file, items, **days):
                last, on = course.last, course.on
                told = shown(last, last.holder, Counter(), on=on)
                yield told._replace(turns=tuple(map(_public, course.turns))), on


def _is_plain(item: Item, answers: Sequence[Response]) -> bool:
    """Whether an item was open, and may be complete since, and never was anything else.

    The plan never moved its date, and no record of it was taken back or withdrawn. An action may
    have joined the plan later; `answers` are those to its requirement.
    """
    state, action = item.state, item.action
    if state.retracted or state.taken_back or state.unplaced:
        return False
    if action is None and any(answer.added or answer.actions for answer in answers):
        return False
    if item.due_from is DueFrom.PROMISE and not _is_first(item):
        return False
    statuses = [update.status for update in state.updates if update.status]
    are_done = [status is Status.COMPLETE for status in statuses]
    return Status.WITHDRAWN not in statuses and are_done == sorted(are_done)


def _is_first(item: Item) -> bool:
    """Whether an action promised its date from the first, and everybody may know it."""
    action, holder = item.action, item.holder
    if is_withheld(action) or is_withheld(holder) or not (action and action.promise):
        return False
    return action.promise.by == item.window


def _joined(item: Item) -> date:
    """Return the day from which a plain item was one."""
    days = (record.added for record in (item.holder, item.action) if record and record.added)
    return max(days, default=date.min)


def _became_overdue(item: Item, *, on: date) -> Iterator[PublicTurn]:
    """Yield the turn of a plain item that was late: after its deadline, or when it joined."""
    window, done, joined = item.window, item.completed, _joined(item)
    if window is None or window.last >= on:
        return
    day = max(window.last + _DAY, joined)
    if day <= on and (done is None or day < done):
        still = Timeliness.DUE_SOON if window.is_day else Timeliness.UNCLEAR
        yield _turn(item, day, None if day == joined else still, Timeliness.OVERDUE)


def _foreseen(item: Item, *, since: date, on: date) -> Iterator[PublicTurn]:
    """Yield the turns of a plain item that was discharged, which is known beforehand."""
    done = next((update.date for update in item.state.completion), date.max)
    still_open, joined = item._replace(state=State()), _joined(item)

    def timeliness(day: date) -> Timeliness:
        return stand_of(item if done <= day else still_open, on=day).timeliness

    before = None if joined > since else timeliness(since)
    for day in sorted({joined, done, *days_of_time(item)}):
        if max(since + _DAY, joined) <= day <= on and (now := timeliness(day)) is not before:
            yield _turn(item, day, before, now)
            before = now


def _turn(item: Item, day: date, before: Timeliness | None, now: Timeliness) -> PublicTurn:
    window = item.window
    told = words.long_window(window) if window else None
    return PublicTurn(day, before, now, item.due, told, item.due_from)


def _public(turn: Turn) -> PublicTurn:
    """Return what is public of a turn: not a date that a withheld promise set."""
    item, before = shown(turn.item, turn.item.holder, Counter(), on=turn.day).item, turn.before
    return _turn(item, turn.day, before and before.timeliness, turn.now.timeliness)
