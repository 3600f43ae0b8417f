"""What becomes of verdicts by what is added to the record: items that stand otherwise."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from stalkplan.history.differences import Difference
from stalkplan.history.differences.taken_out import without_additions
from stalkplan.history.trail import Pair
from stalkplan.record.model import Plan, Response
from stalkplan.record.register import Register
from stalkplan.verdict.items import Item, assess, names_of
from stalkplan.verdict.state_words import STATES, Standing, standing_of

_Key = tuple[str, str]


class Effects:
    """The items of two registers as at one day, and what became of them by what was added.

    Each is said once, of the addition that brings it: of several the last, in the order of their
    days, without which the item would stand otherwise.
    """

    def __init__(self, pair: Pair, additions: Sequence[Difference], *, on: date) -> None:
        organisations = {each.organisation for each in additions}
        refs = _refs_that_differ(pair, organisations)
        before, after = (_items(register, organisations, refs, on=on) for register in pair)
        self._after = pair.after
        self._on = on
        self._told: dict[int, list[str]] = defaultdict(list)
        if pair.before.publication is None:
            return
        for key in {**before, **after}:
            was, now = before.get(key), after.get(key)
            one = now or was
            if one and _standing(was) is not _standing(now):
                about = [each for each in additions if is_about(each, one)]
                if brings := self._bringing(about, one):
                    is_of_all = not brings.organisation and len(pair.after.plans) > 1
                    whose = f"{one.organisation.id}/" if is_of_all else ""
                    self._told[id(brings)].append(f"{whose}{_in_words(was, now, one)}")

    def of(self, difference: Difference) -> Sequence[str]:
        """Return what became of each item that an addition brought, in words."""
        return self._told.get(id(difference), ())

    def _bringing(self, about: Sequence[Difference], item: Item) -> Difference | None:
        """Return the addition that brings where an item stands; None if none of them does."""
        if len(about) < 2:
            return next(iter(about), None)
        ordered = sorted(about, key=lambda each: each.day or date.min)
        now = self._standing_without([], item)
        for place in reversed(range(len(ordered))):
            if self._standing_without(ordered[place:], item) is not now:
                return ordered[place]
        return None

    def _standing_without(self, additions: Sequence[Difference], item: Item) -> Standing | None:
        register, organisation = without_additions(self._after, additions), item.organisation.id
        refs = {organisation: frozenset([item.ref])}
        items = _items(register, {organisation}, refs, on=self._on)
        return _standing(items.get((organisation, item.id)))


def _standing(item: Item | None) -> Standing | None:
    return standing_of(item) if item else None


def _in_words(was: Item | None, now: Item | None, one: Item) -> str:
    state = STATES[standing_of(now)].cell if now else ""
    if now is None:
        return f"{one.id} is no longer an item"
    if was is None:
        return f"{one.id} is new: {state}"
    return f"{one.id} becomes {state}, was {STATES[standing_of(was)].cell}"


def _refs_that_differ(pair: Pair, organisations: set[str]) -> Mapping[str, frozenset[str]]:
    """Return the refs under which plans differ, by organisation; none where all of it does.

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
    asked = (*item.question.asked, item.organisation.id)
    if difference.for_ and difference.for_ not in asked:
        return False
    names = (item.id, item.ref, item.recommendation.number, item.organisation.id)
    name = f"{difference.name} "
    is_named = any(name.startswith((f"{own} ", f"{own}/")) for own in names)
    return is_named and not _is_of_another_milestone(difference, item)


def _is_of_another_milestone(difference: Difference, item: Item) -> bool:
    """Whether a difference names another deadline than the item's; the updates of an action none.

    An update that says whether the answer is accepted is about all of them.
    """
    deadline, is_own = item.question.deadline, item.action and difference.name == item.id
    if deadline is None or is_own or difference.accepts:
        return False
    others = names_of(item.recommendation.deadlines) - {deadline.name}
    return difference.milestone in others
