"""State: what is known of an action, or of a response that has none, on a day."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from stalkplan.record.choices import Status
from stalkplan.record.model import Action, Promise, Update


class State(NamedTuple):
    """What was known on the day. Updates and promises oldest first; no status is no report."""

    updates: tuple[Update, ...] = ()
    status: Status | None = None
    promises: tuple[Promise, ...] = ()
    owner: str | None = None

    @property
    def last_update(self) -> date | None:
        """The date of the newest update."""
        return self.updates[-1].date if self.updates else None

    @property
    def promise(self) -> Promise | None:
        """The newest promise."""
        return self.promises[-1] if self.promises else None

    @property
    def completion(self) -> tuple[Update, ...]:
        """The updates from the first of the present run of `complete` on; empty if not complete.

        Updates without a status do not break the run; another status before it ends it.
        """
        if self.status is not Status.COMPLETE:
            return ()
        start = 0
        for index in reversed(range(len(self.updates))):
            status = self.updates[index].status
            if status is Status.COMPLETE:
                start = index
            elif status:
                break
        return self.updates[start:]


def state_of(action: Action | None, recorded: Sequence[Update], *, on: date) -> State:
    """Return what the updates `recorded` and the action itself say on the day `on`, inclusive.

    Of two updates of one day the later in the file is newer.
    """
    updates = tuple(sorted((u for u in recorded if u.date <= on), key=_date_of)) if recorded else ()
    said: tuple[Action | Update, ...] = (action, *updates) if action else updates
    return State(
        updates,
        next((update.status for update in reversed(updates) if update.status), None),
        tuple([record.promise for record in said if record.promise]),
        next((record.owner for record in reversed(said) if record.owner), None),
    )


def _date_of(update: Update) -> date:
    return update.date
