"""What becomes of verdicts by what is added to the record: items that stand otherwise."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from stalkplan.history.differences import Difference
from stalkplan.history.trail import Pair
from stalkplan.record.model import Plan, Response
from stalkplan.record.register import Register
from stalkplan.verdict.items import Item, assess
from stalkplan.verdict.state_words import STATES, standing_of

_Key = tuple[str, str]


class Effects:
    """The items of two registers as at one day, and what became of them.

    Only the plans of some organisations are judged, all if one of them is empty: the publication's.
    """

    def __init__(self, pair: Pair, organisations: set[str], *, on: date) -> None:
        refs = _refs_that_differ(pair, organisations)
        self._before, self._after = (
            _items(register, organisations, refs, on=on) for register in pair
        )
        self._has_before = pair.before.publication is not None
        self._keys: dict[str, list[_Key]] = defaultdict(list)
        for key in {**self._before, **self._after}:
            self._keys[key[0]].append(key)

    def of(self, difference: Difference) -> Sequence[str]:
        """Return what became of each item that an addition is about, in words."""
        return [*self._told(difference)] if self._has_before else []

    def _told(self, difference: Difference) -> Iterator[str]:
        owner = difference.organisation
        is_of_several = not owner and len(self._keys) > 1
        for key in self._keys[owner] if owner else {**self._before, **self._after}:
            was, now = self._before.get(key), self._after.get(key)
            if was and now and standing_of(was) is standing_of(now):
                continue
            if (one := now or was) is None or not is_about(difference, one):
                continue
            state = STATES[standing_of(now)].cell if now else ""
            name = f"{key[0]}/{one.id}" if is_of_several else one.id
            if now is None:
                yield f"{name} is no item any more"
            elif was is None:
                yield f"{name} is new: {state}"
            else:
                yield f"{name} becomes {state}, was {STATES[standing_of(was)].cell}"


def _refs_that_differ(pair: Pair, organisations: set[str]) -> Mapping[str, frozenset[str]]:
    """Return the refs under which plans differ, by organisation; none for one that differs whole.

    The answers under one ref decide how its items stand, so under all other refs they stand as
    they stood.
    """
    before, after = pair
    if (before.publication, before.recommendations) != (after.publication, after.recommendations):
        return {}
    plans = {plan.organisation.id: plan for plan in before.plans.values()}
    found: dict[str, frozenset[str]] = {}
    for plan in after.plans.values():
        was = plans.get(plan.organisation.id)
        if _is_judged(plan, organisations) and was and was.organisation == plan.organisation:
            found[plan.organisation.id] = _refs_between(was, plan)
    return found


def _refs_between(was: Plan, now: Plan) -> frozenset[str]:
    """Return the refs under which two plans differ, with those where the same names stand."""
    old, new = _by_ref(was), _by_ref(now)
    refs = {ref for ref in {**old, **new} if old.get(ref) != new.get(ref)}
    answers = [*was.responses, *now.responses]
    names = refs | {action.id for each in answers if each.ref in refs for action in each.actions}
    return frozenset(
        each.ref
        for each in answers
        if each.ref in names or any(action.id in names for action in each.actions)
    )


def _by_ref(plan: Plan) -> Mapping[str, Sequence[Response]]:
    answers: dict[str, list[Response]] = defaultdict(list)
    for answer in plan.responses:
        answers[answer.ref].append(answer)
    return answers


def _items(
    register: Register, organisations: set[str], refs: Mapping[str, frozenset[str]], *, on: date
) -> Mapping[_Key, Item]:
    plans = {file: plan for file, plan in register.plans.items() if _is_judged(plan, organisations)}
    parts = (_part(register, file, plan, refs) for file, plan in plans.items())
    return {(item.organisation.id, item.id): item for part in parts for item in assess(part, on=on)}


def _part(
    register: Register, file: str, plan: Plan, refs: Mapping[str, frozenset[str]]
) -> Register:
    """Return a register with one plan, of which it has what stands under its refs."""
    asked = register.recommendations
    if (own := refs.get(plan.organisation.id)) is not None:
        answers = tuple(answer for answer in plan.responses if answer.ref in own)
        plan = plan.model_copy(update={"responses": answers})
        asked = tuple(r for r in asked if any(each.ref in own for each in r.required))
    return replace(register, plans={file: plan}, recommendations=asked)


def _is_judged(plan: Plan, organisations: set[str]) -> bool:
    return "" in organisations or plan.organisation.id in organisations


def is_about(difference: Difference, item: Item) -> bool:
    """Whether a difference is in an item's record, in its answer, or in what is asked."""
    if difference.organisation not in ("", item.organisation.id):
        return False
    names = (item.id, item.ref, item.recommendation.number, item.organisation.id)
    name = f"{difference.name} "
    return any(name.startswith((f"{own} ", f"{own}/")) for own in names)
