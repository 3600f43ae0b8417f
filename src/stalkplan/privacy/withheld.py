"""What a record with a marking keeps to itself: its text, and all that would be derived from it.

Its id, ref and date stay, and the verdict on its item: that something is withheld is no secret.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from stalkplan.record.fields import WITHHELD
from stalkplan.record.model import Action, Plan, Response, Update
from stalkplan.verdict.flags import Flag, flags_of
from stalkplan.verdict.items import Item
from stalkplan.verdict.same_text import comparable
from stalkplan.verdict.state import Retracted, State, without
from stalkplan.verdict.timeliness import Assurance, binding_date, completion_of

if TYPE_CHECKING:
    from stalkplan.privacy.public_types import PublicTurn


class Shown(NamedTuple):
    """What may be shown of an item.

    `item` says nothing that comes from a withheld record: make every sentence from it.
    `is_withheld` means that its answer or its action is, with all that stands in there. `turns` are
    what it went through.
    """

    item: Item
    is_withheld: bool = False
    hides_promise: bool = False
    hides_status: bool = False
    hides_due: bool = False
    hides_acceptance: bool = False
    turns: "tuple[PublicTurn, ...]" = ()


def is_withheld(record: Response | Action | Update | None) -> bool:
    """Whether a record is marked."""
    return record is not None and record.marking is not None


def holder_of(item: Item, plan: Plan) -> Response | None:
    """Return the response in which an item stands; of an action not always the one that speaks."""
    if item.path[0] != "responses":
        return None
    return plan.responses[int(item.path[1])]


def kept_back(item: Item, holder: Response | None) -> Iterator[Response | Action | Update]:
    """Yield the withheld records that an item is made of, with all that stand in them."""
    hides_all = is_withheld(holder) or is_withheld(item.action)
    if item.response is not None and is_withheld(item.response):
        yield item.response
    if holder is not None and is_withheld(holder):
        yield holder
    if item.action is not None and hides_all:
        yield item.action
    retracted = (update for pair in item.state.retracted for update in pair)
    updates = (*item.state.updates, *retracted)
    yield from (u for u in updates if hides_all or is_withheld(u))
    beside = (*item.accepted_in, *item.state.promised_by, *item.state.taken_back)
    yield from (record for record in beside if is_withheld(record))


def evidence_kept_back(plan: Plan) -> Iterator[str]:
    """Yield what withheld records name as evidence, and those that stand in withheld ones."""
    for response in plan.responses:
        holders: list[Response | Action] = [response, *response.actions]
        for holder in holders:
            hides_all = is_withheld(response) or is_withheld(holder)
            for update in holder.updates:
                if hides_all or is_withheld(update):
                    yield from update.evidence


def public_positions(plan: Plan, *, on: date) -> Counter[str]:
    """Return how often a position stands in a plan, of those known on a day and not withheld."""
    known = (r for r in plan.responses if r.added is None or r.added <= on)
    return Counter(comparable(response.position) for response in known if not is_withheld(response))


def shown(item: Item, holder: Response | None, positions: Counter[str], *, on: date) -> Shown:
    """Return what may be shown of an item that was judged on the day `on`.

    `holder` is the response in which it stands, `positions` are those of `public_positions`. The
    verdict is not made again: what is withheld still counts, it is only not said.
    """
    if not item.facts.is_copy and next(kept_back(item, holder), None) is None:
        return Shown(item)  # nearly all: there is nothing to hide
    hides_all = is_withheld(holder) or is_withheld(item.action)
    known = _state_shown(item, hides_all=hides_all)
    window, due_from = binding_date(item.question.deadline, item.question.decisions, known)
    completed = completion_of(known, item.question.decisions, on=on)
    hides_due = window != item.window
    hides_action = hides_all and item.action is not None
    hides_owner = hides_action or known.owner != item.state.owner
    public = item._replace(
        response=_response(item.response),
        action=_action(item.action, hides_all=hides_all),
        state=known._replace(
            updates=tuple(_update(u, hides_all=hides_all) for u in item.state.updates),
            retracted=tuple(
                Retracted(*(_update(u, hides_all=hides_all) for u in pair))
                for pair in item.state.retracted
            ),
            owner=WITHHELD if hides_owner else known.owner,
        ),
        window=None if hides_due else window,
        due_from=item.due_from if hides_due else due_from,
        days_late=None if hides_due else item.days_late,
        completed=item.completed and (completed.day if completed else None),
        assurance=item.assurance and (completed.assurance if completed else Assurance.CLAIMED),
        unsaid=_unsaid(item, known, positions, hides_all=hides_all),
    )
    return Shown(
        public,
        is_withheld=hides_all,
        hides_promise=hides_action or known.promise != item.state.promise,
        hides_status=known.status is not item.state.status,
        hides_due=hides_due,
        hides_acceptance=is_withheld(item.response) or any(map(is_withheld, item.accepted_in[-1:])),
    )


def _state_shown(item: Item, *, hides_all: bool) -> State:
    """Return what the records that are not withheld say."""

    def is_hidden(record: object) -> bool:
        return hides_all or (isinstance(record, Action | Update) and is_withheld(record))

    return without(item.state, None if hides_all else item.action, is_hidden)


def _unsaid(
    item: Item, known: State, positions: Counter[str], *, hides_all: bool
) -> frozenset[Flag]:
    """Return the flags that do not hold for what is shown: what is said is true of both."""
    answer = None if is_withheld(item.response) else item.response
    facts = item.facts._replace(
        stated_deadline=answer.stated_deadline if answer else None,
        is_action=item.action is not None and not hides_all,
        is_copy=_is_copy(answer, positions),
        state=known,
    )
    return frozenset(item.flags).difference(flags_of(facts))


def _is_copy(answer: Response | None, positions: Counter[str]) -> bool:
    said = comparable(answer.position) if answer else ""
    return bool(said) and positions[said] > 1


def _response(response: Response | None) -> Response | None:
    if response is None or not is_withheld(response):
        return response
    position = WITHHELD if response.position else None
    return Response.model_construct(ref=response.ref, position=position, marking=response.marking)


def _action(action: Action | None, *, hides_all: bool) -> Action | None:
    if action is None or not hides_all:
        return action
    return Action.model_construct(id=action.id, milestone=action.milestone, summary=WITHHELD)


def _update(update: Update, *, hides_all: bool) -> Update:
    if not (hides_all or is_withheld(update)):
        return update
    return Update.model_construct(date=update.date, marking=update.marking)
