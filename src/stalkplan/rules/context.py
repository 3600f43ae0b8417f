"""What a rule looks at, and what it gives back."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from stalkplan.privacy.withheld import holder_of, public_positions, shown
from stalkplan.record.model import (
    Action,
    Deadline,
    Discharge,
    End,
    Extension,
    Plan,
    Recommendation,
    Requirement,
    Response,
    Update,
)
from stalkplan.record.problems import Place
from stalkplan.record.register import Register
from stalkplan.record.yaml import RecordPath
from stalkplan.verdict.flag_words import flag_sentence, said_flags
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.items import Item, assess, names_of
from stalkplan.verdict.state import places_taken_back


class Found(NamedTuple):
    """One thing found: where, what stands there, what to write instead.

    `name` is the id by which people know the record, for lists.
    """

    place: Place
    message: str
    hint: str
    name: str = ""


class ResponseInPlan(NamedTuple):
    """A response in its plan."""

    file: str
    plan: Plan
    path: RecordPath
    response: Response


class ActionInPlan(NamedTuple):
    """An action in its response."""

    answered: ResponseInPlan
    path: RecordPath
    action: Action


class UpdateInPlan(NamedTuple):
    """An update in its response, and in its action if it is an action's."""

    answered: ResponseInPlan
    path: RecordPath
    action: Action | None
    update: Update

    @property
    def name(self) -> str:
        """The id of the action, or the ref of the response."""
        return self.action.id if self.action else self.answered.response.ref

    @property
    def is_marked(self) -> bool:
        """Whether it, or a record around it, has a marking: then no message quotes it."""
        around = (self.update, self.action, self.answered.response)
        return any(record is not None and record.marking is not None for record in around)


class DecisionInFile(NamedTuple):
    """A discharge, an extension or an end, in the recommendation that it is about."""

    path: RecordPath
    recommendation: Recommendation
    entry: Discharge | Extension | End

    @property
    def kind(self) -> str:
        """What a message calls it, with its article."""
        return _KINDS[type(self.entry)]


_KINDS = {Discharge: "a discharge", Extension: "an extension", End: "an end"}


class ListOfUpdates(NamedTuple):
    """The updates of a response, or of an action in it, in the order of the file.

    `milestones` are the names of the deadlines, for a response where there are several.
    """

    answered: ResponseInPlan
    path: RecordPath
    action: Action | None
    milestones: frozenset[str]

    @property
    def updates(self) -> list[UpdateInPlan]:
        """Each update with its path."""
        return [
            UpdateInPlan(self.answered, (*self.path, "updates", number), self.action, update)
            for number, update in enumerate(self._recorded)
        ]

    @property
    def _recorded(self) -> tuple[Update, ...]:
        return (self.action or self.answered.response).updates

    def taken_back_by(self, place: int) -> list[int]:
        """Return the places of the entries that the retraction at a place takes back."""
        return places_taken_back(self._recorded, place, self.milestones)

    def taken_back(self, *, on: date) -> set[int]:
        """Return the places of all entries that were taken back by the day `on`."""
        return {
            gone
            for place, update in enumerate(self._recorded)
            if update.retracts and update.date <= on
            for gone in self.taken_back_by(place)
        }


class Context:
    """One register as at one day, with the walks that rules share."""

    def __init__(
        self,
        register: Register,
        texts: Mapping[str, str],
        is_file: Callable[[str], bool],
        *,
        on: date,
    ) -> None:
        self.register = register
        self.texts = texts
        self.is_file = is_file
        self.on = on
        self._positions: dict[str, Counter[str]] = {}

    def place(self, file: str, path: RecordPath, *, key: bool = False) -> Place:
        """Return the place of a value or of its key."""
        return self.register.places.find(file, path, key=key)

    @cached_property
    def items(self) -> list[Item]:
        """Every item as at the day."""
        return assess(self.register, on=self.on)

    @cached_property
    def flagged(self) -> Mapping[Flag, list[Item]]:
        """The items that a flag is said of, but for what is not in the plan at all."""
        found: dict[Flag, list[Item]] = {}
        for item in self.items:
            for flag in said_flags(item) if item.response else ():
                found.setdefault(flag, []).append(item)
        return found

    def sentence(self, flag: Flag, item: Item) -> str:
        """Return what a flag says of an item; nothing that comes from a marked record."""
        plan = self.register.plans[item.file]
        if plan.organisation.id not in self._positions:
            self._positions[plan.organisation.id] = public_positions(plan, on=self.on)
        public = shown(
            item,
            holder_of(item, plan),
            self._positions[plan.organisation.id],
            on=self.on,
        ).item
        if flag not in public.flags:
            return "the reason is in a record that is marked, so it is not shown here"
        return flag_sentence(flag, public)

    @cached_property
    def requirements(self) -> Mapping[str, tuple[Recommendation, Requirement]]:
        """Every requirement by its ref, with its recommendation; of two the first."""
        found: dict[str, tuple[Recommendation, Requirement]] = {}
        for recommendation in self.register.recommendations:
            for requirement in recommendation.required:
                found.setdefault(requirement.ref, (recommendation, requirement))
        return found

    def is_asked(self, recommendation: Recommendation) -> bool:
        """Whether a recommendation was made by the day."""
        publication = self.register.publication
        return publication is None or publication.asked_on(recommendation) <= self.on

    def recommendations(self) -> Iterator[tuple[RecordPath, Recommendation]]:
        """Yield each recommendation with its path."""
        for number, recommendation in enumerate(self.register.recommendations):
            yield ("recommendations", number), recommendation

    def decisions(self) -> Iterator[DecisionInFile]:
        """Yield each discharge, extension and end of each recommendation."""
        for path, recommendation in self.recommendations():
            for key in ("discharged", "extended", "ended"):
                for number, entry in enumerate(getattr(recommendation, key)):
                    yield DecisionInFile((*path, key, number), recommendation, entry)

    def deadlines(self, ref: str) -> tuple[Deadline, ...]:
        """Return the deadlines of a requirement; none if it is not known."""
        asked = self.requirements.get(ref)
        return asked[0].deadlines if asked else ()

    @cached_property
    def responses(self) -> Sequence[ResponseInPlan]:
        """Each response of each plan."""
        return [
            ResponseInPlan(file, plan, ("responses", number), response)
            for file, plan in self.register.plans.items()
            for number, response in enumerate(plan.responses)
        ]

    @cached_property
    def actions(self) -> Sequence[ActionInPlan]:
        """Each action of each response."""
        return [
            ActionInPlan(answered, (*answered.path, "actions", number), action)
            for answered in self.responses
            for number, action in enumerate(answered.response.actions)
        ]

    @cached_property
    def lists_of_updates(self) -> Sequence[ListOfUpdates]:
        """The updates of each response, then those of each action; none that is empty."""
        return [*self._each_list_of_updates()]

    def _each_list_of_updates(self) -> Iterator[ListOfUpdates]:
        for answered in self.responses:
            if answered.response.updates:
                names = names_of(self.deadlines(answered.response.ref))
                yield ListOfUpdates(answered, answered.path, None, names)
        for answered, path, action in self.actions:
            if action.updates:
                yield ListOfUpdates(answered, path, action, frozenset())

    @cached_property
    def updates(self) -> Sequence[UpdateInPlan]:
        """Each update, of responses and of actions, but for those that were taken back.

        A committed update is fixed by taking it back, so it must not be wrong for ever.
        """
        standing: list[UpdateInPlan] = []
        for entries in self.lists_of_updates:
            gone = entries.taken_back(on=self.on)
            standing += (entry for n, entry in enumerate(entries.updates) if n not in gone)
        return standing
