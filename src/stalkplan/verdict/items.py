"""Items: what is to be judged in every plan, each with its verdict as at a date.

docs/verdicts.md is what it follows. Pure functions of the register and the date; nothing reads the
clock.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from stalkplan.record.choices import Acceptance, Status
from stalkplan.record.dates import Window
from stalkplan.record.model import (
    Action,
    Deadline,
    Discharge,
    Organisation,
    Plan,
    Recommendation,
    Requirement,
    Response,
)
from stalkplan.record.register import Register
from stalkplan.record.yaml import RecordPath
from stalkplan.verdict.flags import Flag, FlagFacts, flags_of
from stalkplan.verdict.state import State, state_of
from stalkplan.verdict.timeliness import (
    Assurance,
    DueFrom,
    Timeliness,
    assurance_of,
    binding_date,
    completed_on,
    days_late,
    discharge_for,
    has_happened,
    is_silent,
    timeliness_of,
)


class Kind(StrEnum):
    """What an item stands for: an action, or a requirement for want of one."""

    ACTION = "action"
    NO_ACTION = "no-action"
    NO_RESPONSE = "no-response"


class RequirementAsked(NamedTuple):
    """One requirement, asked for one deadline or none.

    `path` leads to it in the publication's file; the discharge may be yet to come.
    """

    recommendation: Recommendation
    requirement: Requirement
    path: RecordPath
    deadline: Deadline | None
    discharge: Discharge | None


class Item(NamedTuple):
    """One thing to be judged, and the verdict on it.

    `window` is its binding date. `path` leads to its record in `file`. `discharge` is None until
    it has happened.
    """

    organisation: Organisation
    question: RequirementAsked
    response: Response | None
    action: Action | None
    file: str
    path: RecordPath
    state: State
    window: Window | None
    due_from: DueFrom | None
    discharge: Discharge | None
    completed: date | None
    timeliness: Timeliness
    assurance: Assurance | None
    days_late: int | None
    silent: bool
    flags: tuple[Flag, ...]

    @property
    def id(self) -> str:
        """The action's id; else the ref, with the milestone where there are several."""
        if self.action:
            return self.action.id
        deadline = self.question.deadline
        if deadline and len(self.recommendation.deadlines) > 1:
            return f"{self.ref}/{deadline.milestone or deadline.due}"
        return self.ref

    @property
    def kind(self) -> Kind:
        """What the item stands for."""
        if self.action:
            return Kind.ACTION
        return Kind.NO_ACTION if self.response and self.response.position else Kind.NO_RESPONSE

    @property
    def recommendation(self) -> Recommendation:
        """The recommendation it answers."""
        return self.question.recommendation

    @property
    def ref(self) -> str:
        """The requirement it answers."""
        return self.question.requirement.ref

    @property
    def milestone(self) -> str | None:
        """The milestone of its deadline, if the publication names one."""
        return self.question.deadline.milestone if self.question.deadline else None

    @property
    def due(self) -> date | None:
        """The last day of its binding date."""
        return self.window.last if self.window else None

    @property
    def owner(self) -> str | None:
        """Who has it, as the plan says."""
        return self.state.owner

    @property
    def summary(self) -> str | None:
        """What will be done; of a requirement's own item, what was asked."""
        if self.action:
            return self.action.summary
        return self.question.requirement.summary or self.recommendation.summary

    @property
    def acceptance(self) -> Acceptance:
        """What the response that speaks for the requirement says; not stated if there is none."""
        return self.response.acceptance if self.response else Acceptance.NOT_STATED


def assess(register: Register, *, on: date) -> list[Item]:
    """Return every item as at the day `on`, inclusive: what is dated that day is known.

    Order: organisation, recommendation, requirement, milestone, action as the files list them; a
    requirement's own item stands after its withdrawn actions. No publication, no items.
    """
    if register.publication is None:
        return []
    published = register.publication.published
    return [
        item
        for file, plan in register.plans.items()
        for item in _PlanJudge(register, file, plan, published, on).items()
    ]


class _PlanJudge:
    """Judges one plan on one day."""

    def __init__(
        self, register: Register, file: str, plan: Plan, published: date, on: date
    ) -> None:
        self._register = register
        self._file = file
        self._organisation = plan.organisation
        self._published = published
        self._on = on
        self._responses: dict[str, list[tuple[int, Response]]] = defaultdict(list)
        for index, response in enumerate(plan.responses):
            if self._is_known(response):
                self._responses[response.ref].append((index, response))
        said = {
            index: letters(response.position)
            for responses in self._responses.values()
            for index, response in responses
        }
        times = Counter(said.values())
        self._copies = {index for index, text in said.items() if text and times[text] > 1}

    def items(self) -> Iterator[Item]:
        """Yield the items of everything that is asked of this organisation."""
        for question in self._questions():
            responses = self._responses.get(question.requirement.ref, [])
            index, response = _speaker(responses)
            is_copy = index in self._copies
            open_actions = 0
            for path, action in self._actions(question, responses):
                state = state_of(action, action.updates, on=self._on)
                open_actions += state.status is not Status.WITHDRAWN
                yield self._item(
                    question, response, action, state, self._file, path, is_copy=is_copy
                )
            if open_actions:
                continue
            if response is None:
                file = self._register.recommendations_file
                yield self._item(question, None, None, State(), file, question.path, is_copy=False)
                continue
            milestone = question.deadline.milestone if question.deadline else None
            updates = [u for u in response.updates if u.milestone in (None, milestone)]
            state = state_of(None, updates, on=self._on)
            path = ("responses", index)
            yield self._item(question, response, None, state, self._file, path, is_copy=is_copy)

    def _questions(self) -> Iterator[RequirementAsked]:
        answers_for = frozenset(self._organisation.answers_for)
        for place, recommendation in enumerate(self._register.recommendations):
            asked = answers_for.intersection(recommendation.addressed_to)
            if not asked:
                continue
            for number, requirement in enumerate(recommendation.required):
                path: RecordPath = ("recommendations", place)
                if recommendation.requirements:
                    path += ("requirements", number)
                for deadline in recommendation.deadlines or (None,):
                    discharge = discharge_for(recommendation, asked, deadline)
                    yield RequirementAsked(recommendation, requirement, path, deadline, discharge)

    def _actions(
        self, question: RequirementAsked, responses: Sequence[tuple[int, Response]]
    ) -> Iterator[tuple[RecordPath, Action]]:
        """Yield the known actions, of every response to the requirement, that stand for it."""
        for index, response in responses:
            for number, action in enumerate(response.actions):
                stands_for = _deadline_of(action, question.recommendation)
                if self._is_known(action) and stands_for is question.deadline:
                    yield ("responses", index, "actions", number), action

    def _item(
        self,
        question: RequirementAsked,
        response: Response | None,
        action: Action | None,
        state: State,
        file: str,
        path: RecordPath,
        *,
        is_copy: bool,
    ) -> Item:
        on = self._on
        window, due_from = binding_date(question.deadline, state)
        timeliness = timeliness_of(window, state, question.discharge, on=on)
        completed = completed_on(state, question.discharge, on=on)
        discharge = question.discharge
        if discharge and not has_happened(discharge, on=on):
            discharge = None
        is_overdue = timeliness is Timeliness.OVERDUE
        facts = FlagFacts(
            on=on,
            published=self._published,
            recommendation=question.recommendation,
            deadline=question.deadline,
            stated_deadline=response.stated_deadline if response else None,
            is_action=action is not None,
            is_copy=is_copy,
            is_discharged=discharge is not None,
            state=state,
            timeliness=timeliness,
        )
        return Item(
            organisation=self._organisation,
            question=question,
            response=response,
            action=action,
            file=file,
            path=path,
            state=state,
            window=window,
            due_from=due_from,
            discharge=discharge,
            completed=completed,
            timeliness=timeliness,
            assurance=assurance_of(state, discharge, on=on) if completed else None,
            days_late=days_late(window, on if is_overdue else completed),
            silent=is_overdue and window is not None and is_silent(window, state, on=on),
            flags=flags_of(facts),
        )

    def _is_known(self, record: Response | Action) -> bool:
        return record.added is None or record.added <= self._on


def _speaker(responses: Sequence[tuple[int, Response]]) -> tuple[int, Response | None]:
    """Return the response that speaks for a requirement: the first that has a position."""
    answered = (entry for entry in responses if entry[1].position)
    return next(answered, responses[0] if responses else (-1, None))


def _deadline_of(action: Action, recommendation: Recommendation) -> Deadline | None:
    """Return the deadline an action stands for: its milestone's, else the latest, else none."""
    deadlines = recommendation.deadlines
    if not deadlines:
        return None
    named = (d for d in deadlines if action.milestone and d.milestone == action.milestone)
    return next(named, max(deadlines, key=lambda deadline: deadline.due))


def letters(text: str | None) -> str:
    """Return the letters and digits of a text, case aside: what copies are compared by."""
    return _NEITHER.sub("", text.casefold()) if text else ""


_NEITHER = re.compile(r"[\W_]+")


def requirements_of(items: Sequence[Item]) -> int:
    """Return how many requirements the items stand for, each organisation's counted apart."""
    return len({(item.organisation.id, item.ref) for item in items})


def is_overdue(item: Item) -> bool:
    """Whether an item is overdue."""
    return item.timeliness is Timeliness.OVERDUE


def last_day(item: Item) -> date:
    """Sort key: the last day of the binding date; items without one come last."""
    return item.window.last if item.window else date.max
