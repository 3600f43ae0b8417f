"""Flags: what a reader should take note of, whatever the timeliness. One function each."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from stalkplan.record.choices import Status
from stalkplan.record.model import NO_DEADLINE, Deadline, Recommendation
from stalkplan.verdict.state import State
from stalkplan.verdict.timeliness import SILENT_DAYS, Timeliness


class Flag(StrEnum):
    """The words of the flags."""

    PROMISED_LATE = "promised-late"
    PROMISE_MOVED = "promise-moved"
    PROMISE_BROKEN = "promise-broken"
    VAGUE_PROMISE = "vague-promise"
    NO_OWNER = "no-owner"
    NO_EVIDENCE = "no-evidence"
    DROPPED = "dropped"
    DORMANT = "dormant"
    DEADLINE_RESTATED = "deadline-restated"
    COPIED = "copied"


class Facts(NamedTuple):
    """What the flags of one item are read from, all as known on the day `on`."""

    on: date
    published: date
    recommendation: Recommendation
    deadline: Deadline | None
    stated_deadline: date | str | None
    is_action: bool
    is_copy: bool
    is_discharged: bool
    state: State
    timeliness: Timeliness


def flags_of(facts: Facts) -> tuple[Flag, ...]:
    """Return the flags that apply, sorted by their words."""
    return tuple([flag for flag, applies in FLAGS.items() if applies(facts)])


def promised_late(facts: Facts) -> bool:
    """The newest promise begins after the publication's deadline."""
    promise = facts.state.promise
    if promise is None or promise.window is None or facts.deadline is None:
        return False
    return promise.window.first > facts.deadline.due


def promise_moved(facts: Facts) -> bool:
    """After a first `by`, the newest promise has one that ends later, or none."""
    promises = facts.state.promises
    first = next((promise.by for promise in promises if promise.by), None)
    if first is None:
        return False
    newest = promises[-1].by
    return newest is None or newest.last > first.last


def promise_broken(facts: Facts) -> bool:
    """The newest `by` has passed, even if a later promise drops it, and the item is still open."""
    if facts.timeliness in (Timeliness.COMPLETE, Timeliness.COMPLETE_LATE, Timeliness.WITHDRAWN):
        return False
    newest = next((p.by for p in reversed(facts.state.promises) if p.by), None)
    return newest is not None and newest.last < facts.on


def vague_promise(facts: Facts) -> bool:
    """The newest promise is only a wording."""
    promise = facts.state.promise
    return promise is not None and promise.window is None


def no_owner(facts: Facts) -> bool:
    """An action names nobody."""
    return facts.is_action and facts.state.owner is None


def no_evidence(facts: Facts) -> bool:
    """Complete on the plan's word alone: no evidence since the completion."""
    completion = facts.state.completion
    if not completion or facts.is_discharged:
        return False
    return not any(update.evidence for update in completion)


def dropped(facts: Facts) -> bool:
    """Withdrawn, and nothing shows why."""
    state = facts.state
    if state.status is not Status.WITHDRAWN:
        return False
    said = next(update for update in reversed(state.updates) if update.status)
    return not said.evidence


def dormant(facts: Facts) -> bool:
    """No date, and no word for six months: no date must not mean no questions."""
    if facts.timeliness is not Timeliness.NO_DEADLINE:
        return False
    last = facts.state.last_update or facts.published
    return (facts.on - last).days > SILENT_DAYS


def deadline_restated(facts: Facts) -> bool:
    """The plan restates a deadline as a day that is none of them, or leaves them out."""
    stated = facts.stated_deadline
    deadlines = facts.recommendation.deadlines
    if stated is None:
        return False
    if stated == NO_DEADLINE:
        return bool(deadlines)
    return all(stated != deadline.due for deadline in deadlines)


def copied(facts: Facts) -> bool:
    """The answer equals another's in the same plan."""
    return facts.is_copy


FLAGS: Mapping[Flag, Callable[[Facts], bool]] = {
    Flag.COPIED: copied,
    Flag.DEADLINE_RESTATED: deadline_restated,
    Flag.DORMANT: dormant,
    Flag.DROPPED: dropped,
    Flag.NO_EVIDENCE: no_evidence,
    Flag.NO_OWNER: no_owner,
    Flag.PROMISE_BROKEN: promise_broken,
    Flag.PROMISE_MOVED: promise_moved,
    Flag.PROMISED_LATE: promised_late,
    Flag.VAGUE_PROMISE: vague_promise,
}
"""When each flag applies, sorted by their words: in this order they are shown."""
