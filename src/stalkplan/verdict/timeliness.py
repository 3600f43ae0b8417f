"""The verdict on one item: its binding date, its discharge, its timeliness, whether it is silent.

No setting changes a verdict. Its three constants stand here with their reasons.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from stalkplan.record.choices import Status
from stalkplan.record.dates import Window
from stalkplan.record.model import Deadline, Update
from stalkplan.verdict.decisions import Decisions, Discharged
from stalkplan.verdict.state import State, confirmed_in, says_something

DUE_SOON_DAYS = 30
"""A month's warning."""

REPORTING_DAYS = 28
"""A report on a deadline is written in the four weeks on either side of it."""

SILENT_DAYS = 183
"""Six months: the publication itself asked for progress after six months."""

LONG_WINDOW_DAYS = 366
"""A window that is longer leaves open for over a year whether a promise was kept."""


class Timeliness(StrEnum):
    """Where an item stands against its binding date."""

    COMPLETE = "complete"
    COMPLETE_LATE = "complete-late"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    NO_DEADLINE = "no-deadline"
    UNCLEAR = "unclear"
    OVERDUE = "overdue"
    DUE_SOON = "due-soon"
    NOT_YET_DUE = "not-yet-due"


DONE = (Timeliness.COMPLETE, Timeliness.COMPLETE_LATE)
WAITING = (Timeliness.DUE_SOON, Timeliness.NOT_YET_DUE)
UNJUDGED = (Timeliness.UNCLEAR, Timeliness.NO_DEADLINE)
"""States that ask the same of a reader; `overdue` stands alone."""

SET_ASIDE = (Timeliness.WITHDRAWN, Timeliness.ENDED)
"""Given up, or no longer asked for: listed, and never counted as complete."""

SETTLED = (*DONE, *SET_ASIDE)
"""Of what is in these states nobody has to do anything more."""


class Assurance(StrEnum):
    """On whose word an item is complete."""

    CLAIMED = "claimed"
    VERIFIED = "verified"
    DISCHARGED = "discharged"


class DueFrom(StrEnum):
    """Who set the binding date."""

    PUBLICATION = "publication"
    EXTENSION = "extension"
    PROMISE = "promise"


SET_BY_OTHERS = (DueFrom.PUBLICATION, DueFrom.EXTENSION)


def binding_date(
    deadline: Deadline | None, decisions: Decisions, state: State
) -> tuple[Window | None, DueFrom | None]:
    """Return the window that binds an item, and who set it.

    An extension, else the publication's deadline, else the earliest `by` that was promised. A later
    promise never moves it: else a plan could stay on time by promising again.
    """
    if decisions.extended:
        return decisions.extended.to, DueFrom.EXTENSION
    if deadline:
        return deadline.due, DueFrom.PUBLICATION
    promised = state.first_by
    return promised, DueFrom.PROMISE if promised else None


class Completion(NamedTuple):
    """The day of completion, and on whose word."""

    day: date
    assurance: Assurance


def completion_of(state: State, decisions: Decisions, *, on: date) -> Completion | None:
    """Return the completion that counts: the plan's own or the discharge, the earlier of the two.

    Of one day the discharge's. So a discharge makes nothing later, and lends an earlier claim no
    proof.
    """
    discharged = decisions.discharged
    own = state.completion[0].date if state.completion else None
    if discharged and has_happened(discharged, on=on) and (own is None or discharged.day <= own):
        return Completion(discharged.day, Assurance.DISCHARGED)
    if own is None:
        return None
    is_verified = any(_verifies(update, own, on=on) for update in state.completion)
    return Completion(own, Assurance.VERIFIED if is_verified else Assurance.CLAIMED)


def _verifies(update: Update, completed: date, *, on: date) -> bool:
    """Whether an update names who confirmed a completion, and a known day not before it."""
    verified = confirmed_in(update, on=on)
    if verified is None or not verified.by or verified.on is None:
        return False
    return completed <= verified.on


def has_happened(discharged: Discharged, *, on: date) -> bool:
    """Whether a discharge counts on a day: of a month, from its last day."""
    return discharged.counts_from <= on


def timeliness_of(
    window: Window | None,
    state: State,
    decisions: Decisions,
    *,
    is_action: bool,
    on: date,
) -> Timeliness:
    """Return the first row of the design's table that fits. A deadline is met all day.

    Only an action can be withdrawn: giving up the means does not take away the task.
    """
    if is_action and state.status is Status.WITHDRAWN:
        return Timeliness.WITHDRAWN
    if completed := completion_of(state, decisions, on=on):
        late = window is not None and completed.day > window.last
        return Timeliness.COMPLETE_LATE if late else Timeliness.COMPLETE
    if decisions.ended:
        return Timeliness.ENDED
    if window is None:
        return Timeliness.NO_DEADLINE
    return _against(window, decisions, on=on)


def _against(window: Window, decisions: Decisions, *, on: date) -> Timeliness:
    """Return where an item that is open stands against its binding date."""
    if on > window.last:
        may_have = decisions.discharged is not None and decisions.discharged.day <= on
        return Timeliness.UNCLEAR if may_have else Timeliness.OVERDUE
    if window.first <= on and not window.is_day:
        return Timeliness.UNCLEAR
    soon = (window.first - on).days <= DUE_SOON_DAYS
    return Timeliness.DUE_SOON if soon else Timeliness.NOT_YET_DUE


def next_due(items: Iterable[tuple[Timeliness, date | None]], *, on: date) -> date | None:
    """Return the earliest day from `on` by which something has to be done; None if there is none.

    An item is where it stands with the last day of its binding date.
    """
    days = (due for timeliness, due in items if timeliness not in SETTLED)
    return min((due for due in days if due and due >= on), default=None)


def is_long_and_open(window: Window | None, *, on: date) -> bool:
    """Whether the day `on` is in a window of over a year, its first and last day included."""
    if window is None or not window.first <= on <= window.last:
        return False
    return (window.last - window.first).days >= LONG_WINDOW_DAYS


def days_late(window: Window | None, until: date | None) -> int | None:
    """Return the whole days from the window's last day to `until`, or None if not past it."""
    if window is None or until is None or until <= window.last:
        return None
    return (until - window.last).days


def is_silent(window: Window, state: State, *, on: date) -> bool:
    """Whether no news of an overdue item counts: "a deadline passed with no update".

    News after the deadline counts for six months. News of its last day and the four weeks before
    it counts for four weeks after it: a note from before the deadline is no report on it. Older
    news does not count.
    """
    return not any(_counts(u.date, window.last, on) for u in state.updates if says_something(u))


def _counts(said: date, last_day: date, on: date) -> bool:
    """Whether news of the day `said` still counts on the day `on`."""
    if said > last_day:
        return (on - said).days <= SILENT_DAYS
    is_near = (last_day - said).days <= REPORTING_DAYS
    return is_near and (on - last_day).days <= REPORTING_DAYS
