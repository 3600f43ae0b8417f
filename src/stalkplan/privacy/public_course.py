"""What items went through, as far as that is public: each day is judged as it was known then."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from stalkplan.privacy.public_types import PublicTurn
from stalkplan.privacy.withheld import Shown, shown
from stalkplan.record.choices import Status
from stalkplan.record.dates import Window
from stalkplan.record.model import Action, Response
from stalkplan.record.register import Register
from stalkplan.verdict import words
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
        self._of: dict[tuple[int, str], list[Item]] = {}
        for item in items:
            self._of.setdefault((id(item.recommendation), item.ref), []).append(item)

    def turns(self, item: Item) -> tuple[PublicTurn, ...]:
        """Return what is public of what an item went through, the oldest first.

        Of one that can only have gone from open to complete, the day on which it was late alone.
        """
        due = item.window.last if item.window else date.min
        if item.window and _is_plain(item):
            done = item.completed
            is_late = due < self._on and (done is None or due + _DAY < done)
            return (_became_overdue(item, item.window),) if is_late else ()
        asked, actions = item.recommendation, item.holder.actions if item.holder else ()
        records = (item.holder, *((item.action,) if item.action else actions))
        news = last_news(asked, records, on=self._on)
        if max(due + _DAY if due < self._on else date.min, news) < self._since:
            return ()
        course = course_of(self._register, self._file, item, since=self._since, until=self._on)
        return tuple(map(_public, course.turns))

    def gone(self) -> Iterator[tuple[Shown, date]]:
        """Yield what was an item and is none any more, with its last day."""
        answers: dict[str, list[Response]] = {}
        for answer in self._register.plans[self._file].responses:
            answers.setdefault(answer.ref, []).append(answer)
        days = {"since": self._since, "until": self._on}
        for (_, ref), items in self._of.items():
            own = answers.get(ref, [])
            records: list[Response | Action | None] = [*own]
            records += (action for answer in own for action in answer.actions)
            if last_news(items[0].recommendation, records, on=self._on) < self._since:
                continue
            for course in gone_by(self._register, self._file, items, **days):
                last, on = course.last, course.on
                told = shown(last, last.holder, Counter(), on=on)
                yield told._replace(turns=tuple(map(_public, course.turns))), on


def _is_plain(item: Item) -> bool:
    """Whether an item was open, and may be complete since, and never was anything else.

    Its date is the publication's, nobody decided anything else, and no record of it joined later,
    was taken back or withdrawn.
    """
    asked, state, holder = item.recommendation, item.state, item.holder
    if (
        item.due_from is not DueFrom.PUBLICATION
        or asked.discharged
        or asked.extended
        or asked.ended
    ):
        return False
    if any(record and record.added for record in (item.response, holder, item.action)):
        return False
    has_others = item.action is None and holder and holder.actions
    if has_others or state.retracted or state.unplaced:
        return False
    statuses = [update.status for update in state.updates if update.status]
    are_done = [status is Status.COMPLETE for status in statuses]
    return Status.WITHDRAWN not in statuses and are_done == sorted(are_done)


def _became_overdue(item: Item, window: Window) -> PublicTurn:
    """Return the turn of a plain item on the day after its deadline."""
    return PublicTurn(
        window.last + _DAY,
        Timeliness.DUE_SOON if window.is_day else Timeliness.UNCLEAR,
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
