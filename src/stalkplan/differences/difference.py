"""One difference between two registers, and what kinds there are."""

from collections.abc import Hashable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from stalkplan.verdict.items import Path


class Change(StrEnum):
    """One kind of difference; its value is the code under which people read of it."""

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
        """Whether something joined the record, which is what a record is for."""
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
    path: Path


class Difference(NamedTuple):
    """One difference. `name` is the id by which people know the record.

    `before` and `after` are what it said and says, None for nothing; `was` and `now` are where.
    `day` is the day that an added record gives itself, if it gives one.
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
        """What makes it the same difference in another comparison with the same earlier register.

        What stood there and no longer does, whatever became of it; of what came, all that it says.
        """
        if self.was is None or self.before is None:
            return (self.change, self.organisation, self.name, self.after)
        if self.change in (Change.UPDATE_CHANGED, Change.UPDATE_DELETED):
            return self.was
        return (self.change, self.was, self.before)
