"""Items: what is to be judged in every plan, each with its verdict as at a date.

docs/verdicts.md is what it follows. Pure functions of the register and the date; nothing reads the
clock.
"""

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
    Publication,
    Recommendation,
    Requirement,
    Response,
    Update,
)
from stalkplan.record.register import Register
from stalkplan.record.yaml import RecordPath
from stalkplan.verdict.decisions import Decisions, decisions_for
from stalkplan.verdict.flag_entry import FlagFacts
from stalkplan.verdict.flags import Flag, flags_of
from stalkplan.verdict.nouns import publication_noun
from stalkplan.verdict.same_text import comparable, letters
from stalkplan.verdict.state import NOTHING, Known, State, known_updates, state_of
from stalkplan.verdict.timeliness import (
    DONE,
    Assurance,
    DueFrom,
    Timeliness,
    binding_date,
    completion_of,
    days_late,
    has_happened,
    is_silent,
    timeliness_of,
)


class Kind(StrEnum):
    """What an item is: an action, or a requirement that has none."""

    ACTION = "action"
    NO_ACTION = "no-action"
    NO_RESPONSE = "no-response"


class RequirementAsked(NamedTuple):
    """One requirement, asked for one deadline or none.

    `path` leads to it in the publication's file. `asked` are the addressees that the organisation
    answers for.
    """

    recommendation: Recommendation
    requirement: Requirement
    path: RecordPath
    asked: tuple[str, ...]
    deadline: Deadline | None
    decisions: Decisions


class Item(NamedTuple):
    """One thing to be judged, and the verdict on it.

    `response` speaks for the requirement, `holder` is the one in which the item stands. `window` is
    its binding date. `path` leads to its record in `file`. `completed` is when it was completed, in
    time or late. `noun` is what its publication is called. `accepted_in` are the updates that say
    whether the answer accepts it, the oldest first. `facts` decide its flags, of which those that
    are `unsaid` are left out.
    """

    publication: str
    noun: str
    organisation: Organisation
    question: RequirementAsked
    response: Response | None
    holder: Response | None
    action: Action | None
    kind: Kind
    file: str
    path: RecordPath
    state: State
    acceptance: Acceptance
    accepted_in: tuple[Update, ...]
    window: Window | None
    due_from: DueFrom | None
    discharge: Discharge | None
    completed: date | None
    timeliness: Timeliness
    assurance: Assurance | None
    days_late: int | None
    silent: bool
    facts: FlagFacts
    unsaid: frozenset[Flag] = frozenset()

    @property
    def flags(self) -> tuple[Flag, ...]:
        """Its flags, sorted by their words; looked for each time, as few commands ask."""
        found = flags_of(self.facts)
        return tuple([flag for flag in found if flag not in self.unsaid]) if self.unsaid else found

    @property
    def id(self) -> str:
        """The action's id; else the ref, with the milestone where there are several."""
        if self.action:
            return self.action.id
        deadline = self.question.deadline
        if deadline and len(self.recommendation.deadlines) > 1:
            return f"{self.ref}/{deadline.name}"
        return self.ref

    @property
    def recommendation(self) -> Recommendation:
        """The recommendation it answers."""
        return self.question.recommendation

    @property
    def is_asked(self) -> bool:
        """Whether its recommendation was made by the day judged."""
        return self.facts.since <= self.facts.on

    @property
    def ref(self) -> str:
        """The requirement it answers."""
        return self.question.requirement.ref

    @property
    def milestone(self) -> str | None:
        """The milestone of its deadline; one without a name among several is called by its date."""
        deadline = self.question.deadline
        if deadline and len(self.recommendation.deadlines) > 1:
            return deadline.name
        return deadline.milestone if deadline else None

    @property
    def due(self) -> date | None:
        """The last day of its binding date."""
        return self.window.last if self.window else None

    @property
    def due_text(self) -> str | None:
        """Its binding date as it is written."""
        return self.window.text if self.window else None

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


def assess(register: Register, *, on: date) -> list[Item]:
    """Return every item as at the day `on`, inclusive: what is dated that day is known.

    Order: organisation, recommendation, requirement, milestone, action as the files list them; a
    requirement's own item stands after its withdrawn actions. No publication, no items.
    """
    if register.publication is None:
        return []
    return [
        item
        for file, plan in register.plans.items()
        for item in _PlanJudge(register, file, plan, register.publication, on).items()
    ]


class _Answer(NamedTuple):
    """A known response, its place in the plan, and what is known of its own updates."""

    number: int
    response: Response
    known: Known


class _Joined(NamedTuple):
    """A known action, the answer it stands under, and what is known of its updates."""

    path: RecordPath
    action: Action
    answer: _Answer
    known: Known


class _Heard(NamedTuple):
    """What is asked for one deadline, and what the answer that speaks for it says, if there is one.

    `said` are its updates that say whether it is accepted. `extended` are the extensions that bind
    any of the `deadlines` of the recommendation, which was made on the day `since`.
    """

    question: RequirementAsked
    response: Response | None
    path: RecordPath
    kind: Kind
    said: tuple[Update, ...]
    acceptance: Acceptance
    is_copy: bool
    extended: tuple[Window, ...]
    deadlines: tuple[Window, ...]
    since: date


class _PlanJudge:
    """Judges one plan on one day."""

    def __init__(
        self, register: Register, file: str, plan: Plan, publication: Publication, on: date
    ) -> None:
        self._register = register
        self._file = file
        self._organisation = plan.organisation
        self._publication = publication
        self._noun = publication_noun(register)
        self._on = on
        self._responses: dict[str, list[tuple[int, Response]]] = defaultdict(list)
        for index, response in enumerate(plan.responses):
            if self._is_known(response):
                self._responses[response.ref].append((index, response))
        said = {
            index: comparable(response.position)
            for responses in self._responses.values()
            for index, response in responses
        }
        times = Counter(said.values())
        self._copies = {index for index, text in said.items() if text and times[text] > 1}

    def items(self) -> Iterator[Item]:
        """Yield the items of everything that is asked of this organisation."""
        for questions in self._asked():
            answers = self._answers(questions[0])
            actions = self._actions(answers)
            extended = tuple([q.decisions.extended.to for q in questions if q.decisions.extended])
            for question in questions:
                yield from self._items_of(question, answers, actions, extended)

    def _asked(self) -> Iterator[list[RequirementAsked]]:
        """Yield what is asked under each requirement: one for each deadline, or one without."""
        own, on, publication = self._organisation, self._on, self._publication
        for place, recommendation in enumerate(self._register.recommendations):
            for number, requirement in enumerate(recommendation.required):
                asked = asked_of(own, recommendation, requirement)
                if not asked:
                    continue
                path: RecordPath = ("recommendations", place)
                if recommendation.requirements:
                    path += ("requirements", number)
                yield [
                    RequirementAsked(
                        recommendation,
                        requirement,
                        path,
                        asked,
                        deadline,
                        decisions_for(
                            recommendation, asked, deadline, own, publication=publication, on=on
                        ),
                    )
                    for deadline in recommendation.deadlines or (None,)
                ]

    def _answers(self, question: RequirementAsked) -> list[_Answer]:
        """Return the known responses to a requirement, the one that speaks for it first."""
        names = names_of(question.recommendation.deadlines)
        answers = [
            _Answer(index, each, known_updates(each.updates, on=self._on, milestones=names))
            for index, each in self._responses.get(question.requirement.ref, ())
        ]
        return sorted(answers, key=lambda answer: not letters(answer.response.position))

    def _actions(self, answers: Sequence[_Answer]) -> list[_Joined]:
        """Return the known actions of these responses, in the order of the file."""
        return [
            _Joined(
                ("responses", answer.number, "actions", number),
                action,
                answer,
                known_updates(action.updates, on=self._on),
            )
            for answer in sorted(answers, key=lambda answer: answer.number)
            for number, action in enumerate(answer.response.actions)
            if self._is_known(action)
        ]

    def _items_of(
        self,
        question: RequirementAsked,
        answers: Sequence[_Answer],
        actions: Sequence[_Joined],
        extended: tuple[Window, ...],
    ) -> Iterator[Item]:
        """Yield the items of one deadline: its actions, then the requirement if none stands."""
        speaker = answers[0] if answers else None
        heard = self._heard(question, speaker, extended)
        known = {answer.number: _for_deadline(answer.known, question) for answer in answers}
        given_up = [joined for joined in actions if _was_withdrawn(joined.known)]
        withdrawn = date.min
        is_open = False
        for joined in actions:
            if deadline_of(joined.action, question.recommendation) is not question.deadline:
                continue
            own, _ = known[joined.answer.number]
            state = state_of(joined.action, joined.known, answer=own)
            is_open = is_open or state.status is not Status.WITHDRAWN
            withdrawn = max(withdrawn, _withdrawn_on(state))
            yield self._item(heard, joined, state, is_restarted=_is_restarted(joined, given_up))
        if is_open:
            return
        state = State()
        if speaker:
            own, unplaced = known[speaker.number]
            state = state_of(None, own, unplaced=unplaced, since=withdrawn)
        yield self._item(heard, None, state)

    def _heard(
        self, question: RequirementAsked, speaker: _Answer | None, extended: tuple[Window, ...]
    ) -> _Heard:
        response, known = (speaker.response, speaker.known) if speaker else (None, NOTHING)
        said = tuple([update for update in known.updates if update.acceptance])
        accepting = said[-1] if said else response
        is_answered = known.updates or (response and letters(response.position))
        return _Heard(
            question,
            response,
            path=("responses", speaker.number) if speaker else question.path,
            kind=Kind.NO_ACTION if is_answered else Kind.NO_RESPONSE,
            said=said,
            acceptance=(accepting and accepting.acceptance) or Acceptance.NOT_STATED,
            is_copy=speaker is not None and speaker.number in self._copies,
            extended=extended,
            deadlines=tuple([deadline.due for deadline in question.recommendation.deadlines]),
            since=self._publication.asked_on(question.recommendation),
        )

    def _item(
        self, heard: _Heard, joined: _Joined | None, state: State, *, is_restarted: bool = False
    ) -> Item:
        """Return the item of an action, or without one that of what is asked."""
        on, question, response = self._on, heard.question, heard.response
        action, holder = (joined.action, joined.answer.response) if joined else (None, response)
        decisions, discharged = question.decisions, question.decisions.discharged
        window, due_from = binding_date(question.deadline, decisions, state)
        timeliness = timeliness_of(window, state, decisions, is_action=action is not None, on=on)
        done = completion_of(state, decisions, on=on) if timeliness in DONE else None
        is_overdue = timeliness is Timeliness.OVERDUE
        facts = FlagFacts(
            on=on,
            since=_since(heard.since, holder, action),
            decisions=decisions,
            deadline=question.deadline,
            deadlines=heard.deadlines,
            extended=heard.extended,
            stated_deadline=response.stated_deadline if response else None,
            is_action=action is not None,
            is_copy=heard.is_copy,
            is_restarted=is_restarted,
            state=state,
            acceptance=heard.acceptance,
            window=window,
            timeliness=timeliness,
            completed=done,
        )
        return Item(
            publication=self._publication.id,
            noun=self._noun,
            organisation=self._organisation,
            question=question,
            response=response,
            holder=holder,
            action=action,
            kind=Kind.ACTION if action else heard.kind,
            file=self._file if holder else self._register.recommendations_file,
            path=joined.path if joined else heard.path,
            state=state,
            acceptance=heard.acceptance,
            accepted_in=heard.said,
            window=window,
            due_from=due_from,
            discharge=discharged.entry if discharged and has_happened(discharged, on=on) else None,
            completed=done.day if done else None,
            timeliness=timeliness,
            assurance=done.assurance if done else None,
            days_late=days_late(window, on if is_overdue else done and done.day),
            silent=is_overdue and window is not None and is_silent(window, state, on=on),
            facts=facts,
        )

    def _is_known(self, record: Response | Action) -> bool:
        return record.added is None or record.added <= self._on


def asked_of(
    organisation: Organisation, recommendation: Recommendation, requirement: Requirement
) -> tuple[str, ...]:
    """Return the addressees of a requirement that an organisation answers for; itself always."""
    own = (*organisation.answers_for, organisation.id)
    return tuple([name for name in recommendation.addressees_of(requirement) if name in own])


def names_of(deadlines: Sequence[Deadline]) -> frozenset[str]:
    """Return the names of the deadlines where there are several: else no record names one."""
    return frozenset([d.name for d in deadlines]) if len(deadlines) > 1 else frozenset()


def _for_deadline(known: Known, question: RequirementAsked) -> tuple[Known, tuple[Update, ...]]:
    """Return what of a response's updates is about a deadline, and whose status is not taken.

    What names the deadline is about it, and what names none that there is. Of the latter it cannot
    be told which one is meant, so its status is not taken.
    """
    deadline, names = question.deadline, names_of(question.recommendation.deadlines)
    if deadline is None or not names or known is NOTHING:
        return known, ()

    def about(updates: tuple[Update, ...]) -> tuple[Update, ...]:
        others = names - {deadline.name}
        return tuple([update for update in updates if update.milestone not in others])

    updates = about(known.updates)
    unplaced = tuple([update for update in updates if update.milestone not in names])
    retracted = [each for each in known.retracted if each.update in about((each.update,))]
    stands = about(known.promised_by), about(known.taken_back)
    return Known(updates, *stands, tuple(retracted)), unplaced


def _withdrawn_on(state: State) -> date:
    """Return the day from which an action has been withdrawn without a break."""
    day = date.min
    for update in reversed(state.updates):
        if update.status is Status.WITHDRAWN:
            day = update.date
        elif update.status:
            break
    return day


def _since(made: date, holder: Response | None, action: Action | None) -> date:
    """Return the day from which there could be news: made, or added to the plan, the later."""
    for record in (holder, action):
        if record and record.added and record.added > made:
            made = record.added
    return made


def _was_withdrawn(known: Known) -> bool:
    """Whether any update said that it is withdrawn."""
    return any(update.status is Status.WITHDRAWN for update in known.updates)


def _is_restarted(joined: _Joined, given_up: Sequence[_Joined]) -> bool:
    """Whether another action was withdrawn by the day on which this one was added."""
    day = joined.action.added
    return day is not None and any(
        other.path != joined.path
        and (other.action.added or day) <= day
        and (other.answer.response.added or day) <= day
        and status_by(other.known, day) is Status.WITHDRAWN
        for other in given_up
    )


def status_by(known: Known, day: date) -> Status | None:
    """Return the newest status of updates up to a day, inclusive; None if none says one."""
    updates = (update for update in reversed(known.updates) if update.date <= day)
    return next((update.status for update in updates if update.status), None)


def deadline_of(action: Action, recommendation: Recommendation) -> Deadline | None:
    """Return the deadline of an action: its milestone's, else the latest, else none."""
    deadlines = recommendation.deadlines
    if len(deadlines) < 2:
        return deadlines[0] if deadlines else None
    named = (deadline for deadline in deadlines if deadline.name == action.milestone)
    return next(named, max(deadlines, key=lambda deadline: deadline.due.last))


def is_overdue(item: Item) -> bool:
    """Whether an item is overdue."""
    return item.timeliness is Timeliness.OVERDUE


def last_day(item: Item) -> date:
    """Sort key: the last day of the binding date; items without one come last."""
    return item.window.last if item.window else date.max
