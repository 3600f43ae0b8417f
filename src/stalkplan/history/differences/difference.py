"""One difference between two registers, and what kinds there are."""

from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from stalkplan.record.dates import Window
from stalkplan.record.model import Promise, Verified
from stalkplan.record.yaml import RecordPath


class Change(StrEnum):
    """One kind of difference; its value is the code that people read."""

    PLAN_ADDED = "plan-added"
    RECOMMENDATION_ADDED = "recommendation-added"
    ADDRESSEE_ADDED = "addressee-added"
    DEADLINE_ADDED = "deadline-added"
    REQUIREMENT_ADDED = "requirement-added"
    DISCHARGE_ADDED = "discharge-added"
    RESPONSE_ADDED = "response-added"
    ANSWERED = "answered"
    ACTION_ADDED = "action-added"
    UPDATE_ADDED = "update-added"
    WORDING_CHANGED = "wording-changed"
    PLAN_REMOVED = "plan-removed"
    ADDRESSEE_REMOVED = "addressee-removed"
    RESPONSE_REMOVED = "response-removed"
    POSITION_EMPTIED = "position-emptied"
    ACCEPTANCE_CHANGED = "acceptance-changed"
    ADDED_CHANGED = "added-changed"
    ACTION_REMOVED = "action-removed"
    ACTION_MOVED = "action-moved"
    OWNER_CHANGED = "owner-changed"
    PROMISE_CHANGED = "promise-changed"
    MILESTONE_CHANGED = "milestone-changed"
    UPDATE_CHANGED = "update-changed"
    UPDATE_DELETED = "update-deleted"
    UPDATE_INSERTED = "update-inserted"
    UPDATES_REORDERED = "updates-reordered"
    PUBLICATION_CHANGED = "publication-changed"
    RECOMMENDATION_REMOVED = "recommendation-removed"
    REQUIREMENT_REMOVED = "requirement-removed"
    DEADLINE_MOVED = "deadline-moved"
    DEADLINE_REMOVED = "deadline-removed"
    DISCHARGE_CHANGED = "discharge-changed"
    DISCHARGE_REMOVED = "discharge-removed"

    @property
    def is_addition(self) -> bool:
        """Whether something joined the record, as it should; all else was rewritten."""
        return self in _ADDITIONS


_ADDITIONS = frozenset(
    {
        Change.PLAN_ADDED,
        Change.RECOMMENDATION_ADDED,
        Change.ADDRESSEE_ADDED,
        Change.DEADLINE_ADDED,
        Change.REQUIREMENT_ADDED,
        Change.DISCHARGE_ADDED,
        Change.RESPONSE_ADDED,
        Change.ANSWERED,
        Change.ACTION_ADDED,
        Change.UPDATE_ADDED,
    }
)


class Spot(NamedTuple):
    """Where something stands: a file and the path in it."""

    file: str
    path: RecordPath


class Difference(NamedTuple):
    """One difference. `name` is the id by which people know the record.

    `before` and `after` are what the record said and says, None for nothing; `was` and `now` are
    where. `day` is the day that an added record gives itself, if it gives one.
    """

    change: Change
    organisation: str
    name: str
    before: str | None
    after: str | None
    was: Spot | None
    now: Spot | None
    day: date | None = None

    @property
    def key(self) -> Hashable:
        """Equal for one difference in two comparisons with the same earlier register.

        Where something is gone or changed, what stood there counts, whatever became of it; where
        something was added, all that it says.
        """
        if self.was is None or self.before is None:
            return (self.change, self.organisation, self.name, self.after)
        if self.change in (Change.UPDATE_CHANGED, Change.UPDATE_DELETED):
            return self.was
        return (self.change, self.was, self.before)


class Placed(NamedTuple):
    """A record, the path to it, the name that people know it by, and the ref it stands under."""

    record: Any
    path: RecordPath
    name: str
    ref: str = ""


class Scope(NamedTuple):
    """Whose record it is, and in which file it was and is."""

    organisation: str
    old: str
    new: str

    def difference(
        self,
        change: Change,
        name: str,
        before: object,
        after: object,
        was: RecordPath | None,
        now: RecordPath | None,
        day: date | None = None,
    ) -> Difference:
        """Return a difference between two values, as text, at paths in the two files."""
        return Difference(
            change,
            self.organisation,
            name,
            as_text(before),
            as_text(after),
            None if was is None else Spot(self.old, was),
            None if now is None else Spot(self.new, now),
            day,
        )

    def fields(self, change: Change, was: Placed, now: Placed, *names: str) -> Iterator[Difference]:
        """Yield a difference for each of some fields in which two records differ."""
        for name in names:
            before, after = getattr(was.record, name), getattr(now.record, name)
            if before != after:
                old, new = (*was.path, name), (*now.path, name)
                yield self.difference(change, now.name, before, after, old, new)


def addressees(
    scope: Scope, name: str, field: str, was: Placed, now: Placed
) -> Iterator[Difference]:
    """Yield the addressees that are gone, then the new ones; `name` is the list's owner."""
    old, new = getattr(was.record, field), getattr(now.record, field)
    paths = (*was.path, field), (*now.path, field)
    for gone in old:
        if gone not in new:
            yield scope.difference(Change.ADDRESSEE_REMOVED, name, gone, None, *paths)
    for joined in new:
        if joined not in old:
            yield scope.difference(Change.ADDRESSEE_ADDED, name, None, joined, *paths)


def paired(
    old: Sequence[Placed], new: Sequence[Placed]
) -> Iterator[tuple[Placed | None, Placed | None]]:
    """Yield the old and the new record of one name, in the new order; None if there is only one.

    Where several share a name, the first old one goes with the first new one. Old records without
    a partner come last.
    """
    waiting: dict[str, list[Placed]] = {}
    for placed in old:
        waiting.setdefault(placed.name, []).append(placed)
    for placed in new:
        same = waiting.get(placed.name)
        yield (same.pop(0) if same else None), placed
    for gone in waiting.values():
        yield from ((placed, None) for placed in gone)


def as_text(value: object) -> str | None:
    """Return a value as a person reads it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Window):
        return value.text
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, Promise):
        which = "not before " if value.not_before and not value.by else ""
        window = f"{which}{value.window.text}" if value.window else ""
        return " ".join(filter(None, (window, value.wording)))
    if isinstance(value, Verified):
        return f"{value.by or ''} {value.on or ''}".strip()
    return str(value)
