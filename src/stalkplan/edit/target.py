"""What the commands that record write to: the record that an id or a ref names."""

from collections.abc import Sequence
from typing import NamedTuple

from stalkplan.errors import WrongCallError
from stalkplan.record.model import Plan, Recommendation, Response, Update
from stalkplan.record.register import Register
from stalkplan.record.yaml import RecordPath
from stalkplan.verdict import words
from stalkplan.verdict.find_by_name import is_same_name, of_one_organisation
from stalkplan.verdict.items import Item


class Target(NamedTuple):
    """An item, and the record in a plan's file that it is about; `path` leads to that record.

    `response` is the answer that stands there already, if there is one. `milestone` is the one
    that the new record has to name, None if it need not name one.
    """

    item: Item
    file: str
    plan: Plan
    path: RecordPath
    response: Response | None
    milestone: str | None = None

    @property
    def is_action(self) -> bool:
        """Whether it is the record of an action."""
        return "actions" in self.path

    @property
    def updates(self) -> Sequence[Update]:
        """The updates of the record, as the file lists them."""
        record = self.item.action if self.is_action else self.response
        return record.updates if record else ()


def to_update(
    register: Register, items: Sequence[Item], name: str, milestone: str | None
) -> Target:
    """Return the action `name`, or the response to the requirement `name` if it has no action.

    Raises WrongCallError with what to type instead, UnknownNameError if nothing has that name.
    """
    named = of_one_organisation(register, items, name)
    action = _action(named, name, milestone)
    if action is None:
        return _response_to_update(register, named, name, milestone)
    return _at_record(register, action)


def to_correct(
    register: Register, items: Sequence[Item], name: str, milestone: str | None = None
) -> Target:
    """Return the action `name`, or the response to the requirement `name` though it has actions.

    Where there are several deadlines no milestone has to be named. Raises WrongCallError,
    UnknownNameError as `to_update` does.
    """
    named = of_one_organisation(register, items, name)
    action = _action(named, name, milestone)
    if action:
        return _at_record(register, action)
    if not is_same_name(named[0].ref, name):
        milestone = milestone or named[0].milestone  # in the id: 28.1/report
    milestone = _milestone(named[0].recommendation, milestone) if milestone else None
    item = next((i for i in named if milestone in (None, i.milestone)), named[0])
    target = _at_response(register, item)
    if target.response is None:
        raise WrongCallError(f"{item.ref} has no answer in the plan")
    return target._replace(milestone=milestone)


def _action(named: Sequence[Item], name: str, milestone: str | None) -> Item | None:
    """Return the action among some items that has a name; None if none has it."""
    actions = [item for item in named if item.action and is_same_name(item.id, name)]
    if len(actions) > 1:
        raise WrongCallError(
            f"{len(actions)} actions have the id {actions[0].id}; stalkplan check shows where"
        )
    if actions and milestone:
        raise WrongCallError(
            f"{actions[0].id} is an action and has its own milestone; leave --milestone out"
        )
    return actions[0] if actions else None


def _response_to_update(
    register: Register, named: Sequence[Item], name: str, milestone: str | None
) -> Target:
    """Return the response to the requirement that `name` names; `named` are the items under it."""
    own = [item for item in named if item.action is None]
    ref = named[0].ref
    if not own:
        ids = words.either(item.id for item in named)
        raise WrongCallError(f"{ref} has actions; update {ids}")
    if not own[0].response:
        body = words.body_word(named[0])
        raise WrongCallError(
            f"{ref} has no answer in the plan yet; first type: "
            f'stalkplan respond {ref} --position "what the {body} says it does"'
        )
    if len(own) == 1 and is_same_name(own[0].id, name) and own[0].id != ref:
        own_milestone = own[0].milestone  # in the id: 28.1/report
        if milestone and own_milestone and not is_same_name(own_milestone, milestone):
            raise WrongCallError(f"{own[0].id} is for {own_milestone}; leave --milestone out")
        milestone = own_milestone
    actions = [item for item in named if item.action]
    if actions and milestone is None:
        open_ = words.either(item.milestone for item in own if item.milestone)
        ids = words.either(item.id for item in actions)
        raise WrongCallError(f"{ref} has actions; add --milestone {open_}, or update {ids}")
    milestone = _milestone(own[0].recommendation, milestone)
    chosen = [item for item in own if milestone in (None, item.milestone)]
    if not chosen:
        ids = words.either(item.id for item in actions if item.milestone == milestone)
        raise WrongCallError(f"{ref} has actions for {milestone}; update {ids}")
    return _at_record(register, chosen[0])._replace(milestone=milestone)


def to_answer(register: Register, items: Sequence[Item], ref: str) -> Target:
    """Return the response to a requirement; where there is none, its plan and the place for it.

    Raises WrongCallError with what to type instead, UnknownNameError if nothing has that ref.
    """
    first, *others = of_one_organisation(register, items, ref)
    if not any(is_same_name(item.ref, ref) for item in (first, *others)):
        raise WrongCallError(f"{first.id} is not a requirement; write {first.ref}")
    return _at_response(register, first)


def for_milestone(target: Target, items: Sequence[Item], given: str | None) -> Target:
    """Return the answer as the place of an action for one milestone, if there has to be one.

    Raises WrongCallError if none is given where there are several deadlines, or an unknown one.
    """
    milestone = _milestone(target.item.recommendation, given)
    same = (
        item
        for item in items
        if (item.file, item.ref, item.milestone) == (target.item.file, target.item.ref, milestone)
    )
    return target._replace(milestone=milestone, item=next(same, target.item))


def _milestone(recommendation: Recommendation, given: str | None) -> str | None:
    """Return the milestone as the publication writes it; else raise WrongCallError."""
    known = [deadline.milestone for deadline in recommendation.deadlines if deadline.milestone]
    choices = words.either(known)
    number = recommendation.number
    if given is None:
        if len(recommendation.deadlines) > 1:
            raise WrongCallError(
                f"recommendation {number} has {len(recommendation.deadlines)} deadlines; "
                f"add --milestone {choices}"
            )
        return None
    for name in known:
        if is_same_name(name, given):
            return name
    hint = f"write {choices}" if known else "leave --milestone out"
    raise WrongCallError(f"'{given}' is not a milestone of recommendation {number}; {hint}")


def _at_record(register: Register, item: Item) -> Target:
    if item.action:
        plan = register.plans[item.file]
        return Target(item, item.file, plan, item.path, item.response)
    return _at_response(register, item)


def _at_response(register: Register, item: Item) -> Target:
    """Return the response to an item's requirement, even one that joined after the item's day."""
    file, plan = next(
        (file, plan)
        for file, plan in register.plans.items()
        if plan.organisation.id == item.organisation.id
    )
    index = _response_to(plan, item.ref)
    if index is None:
        return Target(item, file, plan, (), None)
    return Target(item, file, plan, ("responses", index), plan.responses[index])


def _response_to(plan: Plan, ref: str) -> int | None:
    """Return which response answers a requirement: the first with a position, else the first."""
    places = [index for index, response in enumerate(plan.responses) if response.ref == ref]
    answered = (index for index in places if plan.responses[index].position)
    return next(answered, places[0] if places else None)
