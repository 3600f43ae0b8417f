"""A plan before and after: people may add answers and actions to it, and rewrite none."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from stalkplan.history.differences.difference import (
    Change,
    Difference,
    Placed,
    Scope,
    addressees,
    paired,
)
from stalkplan.history.differences.updates import kept_private, updates
from stalkplan.record.choices import Acceptance
from stalkplan.record.model import Plan
from stalkplan.record.register import Register
from stalkplan.verdict.same_text import letters


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


def paired_plans(
    before: Register, after: Register, known: Collection[str]
) -> Iterator[tuple[_Held | None, _Held | None]]:
    """Yield each plan as it was and is; None if it is new, or gone.

    Two plans are one if they have one organisation, else one file, else much the same text; but
    none became that of an organisation that was `known` beside it. A plan whose file cannot be read
    now is not gone, and one whose file could not be read before is not new: both are left out.
    """
    old = {plan.organisation.id: _Held(file, plan) for file, plan in before.plans.items()}
    new = [_Held(file, plan) for file, plan in after.plans.items()]
    others = {held.file: held for id_, held in old.items() if id_ not in {n.id for n in new}}
    for held in new:
        was = old.get(held.id)
        if was is None and held.id not in known:
            like = next(filter(held.is_like, others.values()), None)
            was = others.get(held.file, like)
            others.pop(was.file if was else "", None)
        if was or held.file not in before.unread:
            yield was, held
    for gone in others.values():
        if gone.file not in after.unread:
            yield gone, None


def plan(old: _Held | None, new: _Held | None) -> Iterator[Difference]:
    """Yield what differs, in the order of the new plan; what is gone comes last."""
    if old and new:
        scope = Scope(new.id, old.file, new.file)
        was, now = (
            Placed(held.plan.organisation, ("organisation",), new.id) for held in (old, new)
        )
        yield from scope.fields(Change.ORGANISATION_CHANGED, was, now, "id")
        yield from scope.fields(Change.PARTICULARS_CHANGED, was, now, "name", "contact", "help")
        whole = Placed(old.plan, (), new.id), Placed(new.plan, (), new.id)
        yield from scope.fields(Change.PARTICULARS_CHANGED, *whole, "source")
        yield from addressees(scope, new.id, "answers_for", was, now)
        before, after = _responses(old.plan, new.plan), _responses(new.plan, old.plan)
        for was_answered, is_answered in paired(before, after):
            yield from _response(scope, was_answered, is_answered)
        for was_action, is_action in paired(_actions(before), _actions(after)):
            yield from _action(scope, was_action, is_action)
    elif new:
        scope, path = Scope(new.id, "", new.file), ("organisation",)
        name = new.plan.organisation.name
        yield scope.difference(Change.PLAN_ADDED, new.id, None, name, None, path)
    elif old:
        scope, path = Scope(old.id, old.file, ""), ("organisation",)
        name = old.plan.organisation.name
        yield scope.difference(Change.PLAN_REMOVED, old.id, name, None, path, None)


def _responses(plan: Plan, beside: Plan) -> list[Placed]:
    """Return the answers of a plan but for those that are in their place in the other one too.

    Of a text that was read before its answer is the same object, which tells it at once.
    """
    others = (*beside.responses, *(None for _ in plan.responses))
    return [
        Placed(
            response,
            ("responses", number),
            response.ref,
            response.ref,
            response.marking is not None,
        )
        for number, (response, other) in enumerate(zip(plan.responses, others, strict=False))
        if response is not other
    ]


def _actions(responses: Iterable[Placed]) -> list[Placed]:
    return [
        Placed(
            action,
            (*response.path, "actions", number),
            action.id,
            response.ref,
            response.is_private or action.marking is not None,
        )
        for response in responses
        for number, action in enumerate(response.record.actions)
    ]


def _joined(scope: Scope, change: Change, now: Placed, text: str) -> Iterator[Difference]:
    """Yield that a record joined, with its updates."""
    day, is_private = now.record.added, now.is_private
    yield scope.difference(change, now.name, None, text, None, now.path, day, is_private=is_private)
    yield from updates(scope, None, now)


def _gone(scope: Scope, change: Change, was: Placed, text: str) -> Difference:
    paths = was.path, ("responses",)
    return scope.difference(change, was.name, text, None, *paths, is_private=was.is_private)


def _response(scope: Scope, was: Placed | None, now: Placed | None) -> Iterator[Difference]:
    if was is None and now:
        yield from _joined(scope, Change.RESPONSE_ADDED, now, now.record.position or "")
    elif was and now is None:
        yield _gone(scope, Change.RESPONSE_REMOVED, was, was.record.position or "")
    elif was and now and was.record != now.record:
        yield from _answer(scope, was, now)
        yield from kept_private(scope, was, now)
        yield from updates(scope, was, now)


def _answer(scope: Scope, was: Placed, now: Placed) -> Iterator[Difference]:
    """Yield what differs in an answer. A blank one may be filled, with a day and an acceptance.

    But no day that hides what stands under it already. One without a letter or digit is blank.
    """
    old, new = was.record, now.record
    at = (*was.path, "position"), (*now.path, "position")
    is_private = was.is_private or now.is_private
    says, said = letters(new.position), letters(old.position)
    if says and not said:
        change, day = Change.ANSWERED, new.added
        yield scope.difference(
            change, now.name, None, new.position, *at, day, is_private=is_private
        )
        if old.added or old.actions or old.updates:
            yield from scope.fields(Change.ADDED_CHANGED, was, now, "added")
    elif said and not says:
        change, both = Change.POSITION_EMPTIED, (old.position, new.position)
        yield scope.difference(change, now.name, *both, *at, is_private=is_private)
        yield from scope.fields(Change.ADDED_CHANGED, was, now, "added")
    else:
        yield from scope.texts(Change.WORDING_CHANGED, was, now, "position")
        yield from scope.fields(Change.ADDED_CHANGED, was, now, "added")
    yield from scope.texts(Change.WORDING_CHANGED, was, now, "stated_deadline")
    is_blank = old.acceptance is Acceptance.NOT_STATED
    change = Change.FILLED_IN if is_blank else Change.ACCEPTANCE_CHANGED
    yield from scope.fields(change, was, now, "acceptance")


def _action(scope: Scope, was: Placed | None, now: Placed | None) -> Iterator[Difference]:
    if was is None and now:
        yield from _joined(scope, Change.ACTION_ADDED, now, now.record.summary or "")
    elif was and now is None:
        yield _gone(scope, Change.ACTION_REMOVED, was, was.record.summary or "")
    elif was and now:
        if was.ref != now.ref:
            yield scope.difference(
                Change.ACTION_MOVED, now.name, was.ref, now.ref, was.path, now.path
            )
        if was.record == now.record:
            return  # as nearly all are: no field is worth a look
        yield from scope.texts(Change.WORDING_CHANGED, was, now, "summary")
        yield from scope.fields(Change.OWNER_CHANGED, was, now, "owner")
        yield from scope.fields(Change.PROMISE_CHANGED, was, now, "promise")
        yield from scope.fields(Change.MILESTONE_CHANGED, was, now, "milestone")
        yield from scope.fields(Change.ADDED_CHANGED, was, now, "added")
        yield from kept_private(scope, was, now)
        yield from updates(scope, was, now)
