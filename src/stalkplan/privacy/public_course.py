"""What items went through, as far as that is public: each day is judged as it was known then."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from stalkplan.privacy.public_types import PublicTurn
from stalkplan.privacy.withheld import Shown, is_withheld, shown
from stalkplan.record.choices import Status
from stalkplan.record.model import Action, Response
from stalkplan.record.register import Register
from stalkplan.verdict import words
from stalkplan.verdict.decision_words import decisions_on
from stalkplan.verdict.items import Item
from stalkplan.verdict.timeliness import DueFrom, Timeliness
from stalkplan.verdict.turns import Turn, course_of, gone_by, last_news

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

        Of one that can only have gone from open to complete, the day on which it was late alone.
        """
        if _is_plain(item, self._answers.get(item.ref, ())):
            return tuple(_became_overdue(item, on=self._on))
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

    Nobody decided anything for it, its date never moved, and no record of it was taken back or
    withdrawn. An action may have joined the plan later; `answers` are those to its requirement.
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
    if Status.WITHDRAWN in statuses or are_done != sorted(are_done):
        return False
    return not decisions_on(item, on=date.max)


def _is_first(item: Item) -> bool:
    """Whether an action promised its date from the first, and everybody may know it."""
    action, holder = item.action, item.holder
    if is_withheld(action) or is_withheld(holder) or not (action and action.promise):
        return False
    return action.promise.by == item.window


def _became_overdue(item: Item, *, on: date) -> Iterator[PublicTurn]:
    """Yield the turn of a plain item that was late: after its deadline, or when it joined."""
    window, done = item.window, item.completed
    if window is None or window.last >= on:
        return
    days = (record.added for record in (item.holder, item.action) if record and record.added)
    joined = max(days, default=date.min)
    day = max(window.last + _DAY, joined)
    if day <= on and (done is None or day < done):
        open_then = Timeliness.DUE_SOON if window.is_day else Timeliness.UNCLEAR
        yield PublicTurn(
            day,
            None if day == joined else open_then,
            Timeliness.OVERDUE,
            window.last,
            words.long_window(window),
            item.due_from,
        )


def _public(turn: Turn) -> PublicTurn:
    """Return what is public of a turn: not a date that a withheld promise set."""
    item = shown(turn.item, turn.item.holder, Counter(), on=turn.day).item
    return PublicTurn(
        turn.day,
        turn.before.timeliness if turn.before else None,
        turn.now.timeliness,
        item.due,
        words.long_window(item.window) if item.window else None,
        item.due_from,
    )
