"""The verdict on one item: its binding date, its discharge, its timeliness, whether it is silent.

No setting changes a verdict. Its three constants stand here with their reasons.
"""

from collections.abc import Set as AbstractSet
from datetime import date
from enum import StrEnum

from stalkplan.record.choices import Addressee, Status
from stalkplan.record.dates import Window
from stalkplan.record.model import Deadline, Discharge, Recommendation
from stalkplan.verdict.state import State

DUE_SOON_DAYS = 30
"""A month's warning."""

REPORTING_DAYS = 28
"""A report for a deadline is written in its last four weeks; an older one is not about it."""

SILENT_DAYS = 183
"""Six months: the publication itself asked for progress after six months."""


class Timeliness(StrEnum):
    """Where an item stands against its binding date."""

    COMPLETE = "complete"
    COMPLETE_LATE = "complete-late"
    WITHDRAWN = "withdrawn"
    NO_DEADLINE = "no-deadline"
    UNCLEAR = "unclear"
    OVERDUE = "overdue"
    DUE_SOON = "due-soon"
    NOT_YET_DUE = "not-yet-due"


DONE = (Timeliness.COMPLETE, Timeliness.COMPLETE_LATE)
WAITING = (Timeliness.DUE_SOON, Timeliness.NOT_YET_DUE)
UNJUDGED = (Timeliness.UNCLEAR, Timeliness.NO_DEADLINE)
"""States that ask the same of a reader; `overdue` and `withdrawn` stand alone."""


class Assurance(StrEnum):
    """On whose word an item is complete."""

    CLAIMED = "claimed"
    VERIFIED = "verified"
    DISCHARGED = "discharged"


class DueFrom(StrEnum):
    """Who set the binding date."""

    PUBLICATION = "publication"
    PROMISE = "promise"


def binding_date(deadline: Deadline | None, state: State) -> tuple[Window | None, DueFrom | None]:
    """Return the window that binds an item, and who set it.

    The publication's deadline, else the first `by` ever promised. A later promise never moves it:
    else a plan could stay on time by promising again.
    """
    if deadline:
        return Window(deadline.due.isoformat(), deadline.due, deadline.due), DueFrom.PUBLICATION
    for promise in state.promises:
        if promise.by:
            return promise.by, DueFrom.PROMISE
    return None, None


def discharge_for(
    recommendation: Recommendation, asked: AbstractSet[Addressee], deadline: Deadline | None
) -> Discharge | None:
    """Return what discharges a recommendation for everyone `asked` here; it may be yet to come.

    Of two entries for one addressee the earliest, across addressees the latest. An entry without a
    milestone is for all of them.
    """
    milestone = deadline.milestone if deadline else None
    needed: list[Discharge] = []
    for addressee in filter(asked.__contains__, recommendation.addressed_to):
        entries = [
            entry
            for entry in recommendation.discharged
            if entry.for_ is addressee and entry.milestone in (None, milestone)
        ]
        if not entries:
            return None
        needed.append(min(entries, key=_days_of))
    return max(needed, key=_days_of)


def has_happened(discharge: Discharge, *, on: date) -> bool:
    """Whether a discharge counts on a day: of a month, from its last day."""
    return discharge.on.last <= on


def completed_on(state: State, discharge: Discharge | None, *, on: date) -> date | None:
    """Return the day of completion: the plan's or the discharge's, the earlier of the two.

    A month of discharge is taken as its first day, the least that is certain.
    """
    days = [state.completion[0].date] if state.completion else []
    if discharge and has_happened(discharge, on=on):
        days.append(discharge.on.first)
    return min(days, default=None)


def timeliness_of(
    window: Window | None, state: State, discharge: Discharge | None, *, on: date
) -> Timeliness:
    """Return the first row of the design's table that fits. A deadline is met all day."""
    completed = completed_on(state, discharge, on=on)
    if completed:
        late = window is not None and completed > window.last
        return Timeliness.COMPLETE_LATE if late else Timeliness.COMPLETE
    if state.status is Status.WITHDRAWN:
        return Timeliness.WITHDRAWN
    if window is None:
        return Timeliness.NO_DEADLINE
    if window.first <= on <= window.last and not window.is_day:
        return Timeliness.UNCLEAR
    if on > window.last:
        in_its_month = discharge is not None and discharge.on.first <= on
        return Timeliness.UNCLEAR if in_its_month else Timeliness.OVERDUE
    soon = (window.first - on).days <= DUE_SOON_DAYS
    return Timeliness.DUE_SOON if soon else Timeliness.NOT_YET_DUE


def days_late(window: Window | None, until: date | None) -> int | None:
    """Return the whole days from the window's last day to `until`, or None if not past it."""
    if window is None or until is None or until <= window.last:
        return None
    return (until - window.last).days


def assurance_of(state: State, discharge: Discharge | None, *, on: date) -> Assurance:
    """Return on whose word a completed item is complete. A discharge goes before the others."""
    if discharge and has_happened(discharge, on=on):
        return Assurance.DISCHARGED
    for update in state.completion:
        if update.verified and update.verified.on and update.verified.on <= on:
            return Assurance.VERIFIED
    return Assurance.CLAIMED


def is_silent(window: Window, state: State, *, on: date) -> bool:
    """Whether an overdue item's newest update says nothing of its deadline, or nothing of today.

    That is "a deadline passed with no update": one early note does not silence it for ever.
    """
    last = state.last_update
    if last is None:
        return True
    return (window.last - last).days > REPORTING_DAYS or (on - last).days > SILENT_DAYS


def _days_of(discharge: Discharge) -> tuple[date, date]:
    return discharge.on.last, discharge.on.first
