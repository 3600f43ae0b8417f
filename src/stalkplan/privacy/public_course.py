"""What items went through, as far as that is public: each day judged with what was known on it."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from datetime import date, timedelta

from stalkplan.privacy.public_types import PublicTurn
from stalkplan.privacy.withheld import Shown, shown
from stalkplan.record.register import Register
from stalkplan.verdict import words
from stalkplan.verdict.items import Item
from stalkplan.verdict.turns import Course, Turn, courses_of, key_of

_BEFORE_ALL = date.min + timedelta(days=1)


class Courses:
    """The courses of the items of one plan, up to a day."""

    def __init__(self, register: Register, file: str, items: Sequence[Item], *, on: date) -> None:
        self._of: dict[Hashable, Course] = {}
        questions = {(id(item.recommendation), item.ref): item.recommendation for item in items}
        for (number, ref), asked in questions.items():
            for course in courses_of(register, file, asked, ref, since=_BEFORE_ALL, until=on):
                self._of[number, ref, key_of(course.last)] = course
        self._now = {_key(item) for item in items}

    def turns(self, item: Item) -> tuple[PublicTurn, ...]:
        """Return what is public of what an item went through, the oldest first."""
        return tuple(map(_public, self._of[_key(item)].turns))

    def gone(self) -> Iterator[tuple[Shown, date]]:
        """Yield what was an item and is none any more, with its last day."""
        for key, course in self._of.items():
            if key not in self._now:
                last, on = course.last, course.on
                told = shown(last, last.holder, Counter(), on=on)
                yield told._replace(turns=tuple(map(_public, course.turns))), on


def _key(item: Item) -> Hashable:
    return id(item.recommendation), item.ref, key_of(item)


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
