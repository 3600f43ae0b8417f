"""A plan before and after: people may add answers and actions to it, and rewrite none."""

from collections.abc import Iterator
from typing import NamedTuple

from stalkplan.history.differences.difference import (
    Change,
    Difference,
    Placed,
    Scope,
    Spot,
    addressees,
    paired,
)
from stalkplan.history.differences.updates import updates
from stalkplan.record.choices import Acceptance
from stalkplan.record.model import Plan
from stalkplan.record.register import Register


class _Held(NamedTuple):
    """A plan and its file."""

    file: str
    plan: Plan

    @property
    def id(self) -> str:
        """The organisation's id."""
        return self.plan.organisation.id

    def is_like(self, other: "_Held") -> bool:
        """Whether at least half of another plan's responses stand in this one, word for word."""
        theirs = other.plan.responses
        shared = sum(response in self.plan.responses for response in theirs)
        return 0 < len(theirs) <= 2 * shared


def paired_plans(before: Register, after: Register) -> Iterator[tuple[_Held | None, _Held | None]]:
    """Yield each plan as it was and is; None if it is new, or gone.

    Two plans are one if they have one organisation, else one file, else much the same text. A plan
    whose file cannot be read now is not gone: it is left out.
    """
    old = {plan.organisation.id: _Held(file, plan) for file, plan in before.plans.items()}
    new = [_Held(file, plan) for file, plan in after.plans.items()]
    others = {held.file: held for id_, held in old.items() if id_ not in {n.id for n in new}}
    for held in new:
        was = old.get(held.id) or others.pop(held.file, None)
        if was is None and (like := next(filter(held.is_like, others.values()), None)):
            was = others.pop(like.file)
        yield was, held
    for gone in others.values():
        if gone.file not in after.unread:
            yield gone, None


def plan(old: _Held | None, new: _Held | None) -> Iterator[Difference]:
    """Yield what differs, in the order of the new plan; what is gone comes last."""
    if old and new:
        scope = Scope(new.id, old.file, new.file)
        held = (Placed(p.organisation, ("organisation",), new.id) for p in (old.plan, new.plan))
        yield from addressees(scope, new.id, "answers_for", *held)
        for was, now in paired(_responses(old.plan), _responses(new.plan)):
            yield from _response(scope, was, now)
        for was, now in paired(_actions(old.plan), _actions(new.plan)):
            yield from _action(scope, was, now)
    elif new:
        at = Spot(new.file, ("organisation",))
        yield Difference(
            Change.PLAN_ADDED, new.id, new.id, None, new.plan.organisation.name, None, at
        )
    elif old:
        at = Spot(old.file, ("organisation",))
        yield Difference(
            Change.PLAN_REMOVED, old.id, old.id, old.plan.organisation.name, None, at, None
        )


def _responses(plan: Plan) -> list[Placed]:
    return [
        Placed(response, ("responses", number), response.ref, response.ref)
        for number, response in enumerate(plan.responses)
    ]


def _actions(plan: Plan) -> list[Placed]:
    return [
        Placed(action, (*response.path, "actions", number), action.id, response.ref)
        for response in _responses(plan)
        for number, action in enumerate(response.record.actions)
    ]


def _response(scope: Scope, was: Placed | None, now: Placed | None) -> Iterator[Difference]:
    if was is None and now:
        text = now.record.position or ""
        yield scope.difference(
            Change.RESPONSE_ADDED, now.name, None, text, None, now.path, now.record.added
        )
        yield from updates(scope, None, now)
    elif was and now is None:
        text = was.record.position or ""
        paths = was.path, ("responses",)
        yield scope.difference(Change.RESPONSE_REMOVED, was.name, text, None, *paths)
    elif was and now:
        yield from _answer(scope, was, now)
        yield from updates(scope, was, now)


def _answer(scope: Scope, was: Placed, now: Placed) -> Iterator[Difference]:
    """Yield what differs in an answer. A blank one may be filled, with a day and an acceptance."""
    old, new = was.record, now.record
    at = (*was.path, "position"), (*now.path, "position")
    if new.position and not old.position:
        yield scope.difference(Change.ANSWERED, now.name, None, new.position, *at, new.added)
    elif old.position and not new.position:
        yield scope.difference(Change.POSITION_EMPTIED, now.name, old.position, None, *at)
    else:
        yield from scope.fields(Change.WORDING_CHANGED, was, now, "position")
        yield from scope.fields(Change.ADDED_CHANGED, was, now, "added")
    yield from scope.fields(Change.WORDING_CHANGED, was, now, "stated_deadline")
    if old.acceptance is not Acceptance.NOT_STATED:
        yield from scope.fields(Change.ACCEPTANCE_CHANGED, was, now, "acceptance")


def _action(scope: Scope, was: Placed | None, now: Placed | None) -> Iterator[Difference]:
    if was is None and now:
        text = now.record.summary or ""
        yield scope.difference(
            Change.ACTION_ADDED, now.name, None, text, None, now.path, now.record.added
        )
        yield from updates(scope, None, now)
    elif was and now is None:
        text = was.record.summary or ""
        paths = was.path, ("responses",)
        yield scope.difference(Change.ACTION_REMOVED, was.name, text, None, *paths)
    elif was and now:
        if was.ref != now.ref:
            yield scope.difference(
                Change.ACTION_MOVED, now.name, was.ref, now.ref, was.path, now.path
            )
        yield from scope.fields(Change.WORDING_CHANGED, was, now, "summary")
        yield from scope.fields(Change.OWNER_CHANGED, was, now, "owner")
        yield from scope.fields(Change.PROMISE_CHANGED, was, now, "promise")
        yield from scope.fields(Change.MILESTONE_CHANGED, was, now, "milestone")
        yield from scope.fields(Change.ADDED_CHANGED, was, now, "added")
        yield from updates(scope, was, now)
