"""The gate: which overdue items make the answer of `overdue` a no, and exit 1."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from stalkplan.record.choices import FailOn, Status
from stalkplan.reports.blocks import Judged
from stalkplan.verdict import words
from stalkplan.verdict.items import Item, Kind, assess, is_overdue
from stalkplan.verdict.state import says_something

_ENDS = (Status.COMPLETE, Status.WITHDRAWN)
"""An item that one of these was said of was not overdue then."""


class _Stand(NamedTuple):
    """Where an item stands: an action at its place in a file, else what is asked and by when."""

    publication: str
    organisation: str
    ref: str
    milestone: str | None
    place: object


class Gate:
    """Which items make the answer a no: those that `fail_on` means, but for older ones.

    With a day `since`, an item that was so on that day already, and without a break until now, does
    not count: who adopts the gate late hears of the next slip, not of the old ones for ever.
    `parts` are what is judged, before any item was left out.
    """

    def __init__(
        self, fail_on: FailOn, since: date | None = None, parts: Sequence[Judged] = ()
    ) -> None:
        self.since = since
        self._fail_on = fail_on
        self._parts = parts

    @property
    def measure(self) -> str:
        """What an item is that fails, in words; of a gate that nothing fails, what it would be."""
        return "overdue" if self._fail_on is FailOn.OVERDUE else "overdue without an update"

    def is_so(self, item: Item) -> bool:
        """Whether an item is what fails, however old that is."""
        return is_overdue(item) if self._fail_on is FailOn.OVERDUE else item.silent

    def was_so_already(self, item: Item) -> bool:
        """Whether an item is so, and was on the day `since` and ever after."""
        if self.since is None or not self.is_so(item):
            return False
        then = self._then.get(_stand(item)) or self._then.get(_stand(item)._replace(place=None))
        return then is not None and self.is_so(then) and not self._broken(item, self.since)

    def fails(self, item: Item) -> bool:
        """Whether an item makes the answer a no."""
        is_meant = self._fail_on is not FailOn.NOTHING and self.is_so(item)
        return is_meant and not self.was_so_already(item)

    def reason(self, overdue: Sequence[Item]) -> str:
        """Return why the answer is no, or nothing."""
        failing = [item for item in overdue if self.fails(item)]
        if not failing:
            return ""
        number, has = words.count(len(failing), "item"), "has" if len(failing) == 1 else "have"
        if self._fail_on is FailOn.OVERDUE:
            return f"{number} {'is' if len(failing) == 1 else 'are'} overdue"
        return f"{number} {has} had {words.lack_of(failing)}"

    def sentence(self, overdue: Sequence[Item]) -> str:
        """Return how many of the overdue items do not count, being so already; without any none."""
        so = [item for item in overdue if self.is_so(item)]
        if self.since is None or not so:
            return ""
        old = sum(map(self.was_so_already, so))
        was, does = ("was", "does") if old == 1 else ("were", "do")
        then = f"already {self.measure} on {words.long_date(self.since)}"
        return f"{old:,} {was} {then}, and {does} not count." if old else f"None was {then}."

    @cached_property
    def _then(self) -> dict[_Stand, Item]:
        """Every item as at the day `since`."""
        if self.since is None:
            return {}
        every = (item for part in self._parts for item in assess(part.register, on=self.since))
        return {_stand(item): item for item in every}

    def _broken(self, item: Item, since: date) -> bool:
        """Whether an item was not so for a time after that day.

        It was put off, or there was news that ended the silence, or it was done or given up.
        """
        later = [update for update in item.state.updates if update.date > since]
        if item.window is None or item.window.last >= since:
            return True
        if self._fail_on is FailOn.OVERDUE:
            return any(update.status in _ENDS for update in later)
        return any(map(says_something, later))


def _stand(item: Item) -> _Stand:
    """Return where an item stands, however it is called."""
    place = (item.file, item.path) if item.kind is Kind.ACTION else None
    return _Stand(item.publication, item.organisation.id, item.ref, item.milestone, place)
