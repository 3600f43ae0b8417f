"""What other bodies decided for an item: discharged, extended, ended.

An entry is for an addressee or for one organisation, which stands for all it answers for. It counts
only where each addressee that is asked has one, and never if the organisation wrote it for itself.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from stalkplan.record.model import (
    NEVER,
    Deadline,
    Decision,
    Discharge,
    End,
    Extension,
    Organisation,
    Publication,
    Recommendation,
)
from stalkplan.verdict.nouns import is_by_who_asked
from stalkplan.verdict.same_text import letters


class Discharged(NamedTuple):
    """A discharge for everybody who is asked. It counts from the last day of each entry's `on`.

    `day` is the day it happened on, the least that is certain: the latest of their first days.
    `whom` names those for which its body made it, where the publication has declared them. It
    `is_closed` if the body that asked says so.
    """

    entry: Discharge
    day: date
    counts_from: date
    whom: str
    is_closed: bool


class Decisions(NamedTuple):
    """What was decided for one item; the discharge may be yet to come."""

    discharged: Discharged | None = None
    extended: Extension | None = None
    ended: End | None = None


NONE_MADE = Decisions()

_Entry = TypeVar("_Entry", bound=Decision)
_Dated = TypeVar("_Dated", Extension, End)


def decisions_for(
    recommendation: Recommendation,
    asked: Sequence[str],
    deadline: Deadline | None,
    organisation: Organisation,
    *,
    publication: Publication,
    on: date,
) -> Decisions:
    """Return what was decided for the addressees `asked` that an organisation answers for."""
    if not (recommendation.discharged or recommendation.extended or recommendation.ended):
        return NONE_MADE
    made = Made(recommendation, asked, deadline, organisation)
    discharges = _one_each(made.discharged, asked, organisation, _earliest)
    extended = [entry for entry in made.extended if entry.on <= on]
    extensions = _one_each(extended, asked, organisation, _newest)
    ended = [entry for entry in made.ended if entry.on <= on]
    ends = _one_each(ended, asked, organisation, _newest)
    return Decisions(
        _discharged(discharges, publication) if discharges else None,
        min(extensions, key=lambda entry: (entry.to.last, entry.to.first), default=None),
        max(ends, key=lambda entry: entry.on, default=None),
    )


class Made:
    """The decisions of others on one deadline of an organisation, on whatever day.

    Each is for one of the addressees `asked`, or for the organisation.
    """

    def __init__(
        self,
        recommendation: Recommendation,
        asked: Sequence[str],
        deadline: Deadline | None,
        organisation: Organisation,
    ) -> None:
        def counting(entries: Sequence[_Entry]) -> list[_Entry]:
            return [
                entry
                for entry in entries
                if entry.for_ in (*asked, organisation.id)
                and has_a_day(entry)
                and not is_by_itself(entry, organisation)
                and is_for_deadline(entry, deadline, recommendation.deadlines)
            ]

        self.discharged = counting(recommendation.discharged)
        extended = counting(recommendation.extended)
        self.extended = [entry for entry in extended if moves_on(entry, deadline)]
        self.ended = counting(recommendation.ended)

    def known(self, *, on: date) -> list[Decision]:
        """Return those known on the day `on`, in the order of their days.

        A discharge is known from the last day of the month that it names.
        """
        every: list[Decision] = [*self.discharged, *self.extended, *self.ended]
        return sorted((each for each in every if known_from(each) <= on), key=known_from)


def known_from(decision: Decision) -> date:
    """Return the day from which a decision is known; of a month the last."""
    match decision:
        case Discharge():
            return decision.on.last
        case Extension() | End():
            return decision.on
    raise TypeError(decision)


def _one_each(
    entries: Sequence[_Entry],
    asked: Sequence[str],
    organisation: Organisation,
    choose: Callable[[Sequence[_Entry]], _Entry],
) -> list[_Entry]:
    """Return the entry that is chosen for each addressee; nothing if one of them has none."""
    chosen = []
    for addressee in asked:
        own = [entry for entry in entries if entry.for_ in (addressee, organisation.id)]
        if not own:
            return []
        chosen.append(choose(own))
    return chosen


def _discharged(entries: Sequence[Discharge], publication: Publication) -> Discharged:
    names = publication.addressees
    last = max(entries, key=lambda entry: (entry.on.last, entry.on.first))
    own = [entry for entry in entries if letters(entry.by) == letters(last.by)]
    declared = dict.fromkeys(names[entry.for_] for entry in own if entry.for_ in names)
    whom = " and ".join(declared) if last.for_ in names else ""
    day = max(entry.on.first for entry in entries)
    return Discharged(last, day, last.on.last, whom, is_by_who_asked(last, publication))


def _earliest(entries: Sequence[Discharge]) -> Discharge:
    return min(entries, key=lambda entry: (entry.on.last, entry.on.first))


def _newest(entries: Sequence[_Dated]) -> _Dated:
    """Return the entry with the newest `on`; of one day the later in the file."""
    return max(enumerate(entries), key=lambda placed: (placed[1].on, placed[0]))[1]


def has_a_day(entry: Decision) -> bool:
    """Whether an entry says when it was decided."""
    return isinstance(entry, Discharge | Extension | End) and entry.on not in (NEVER, date.max)


def is_by_itself(entry: Decision, organisation: Organisation) -> bool:
    """Whether an organisation decided for itself, by its id or its name."""
    return letters(entry.by) in (letters(organisation.id), letters(organisation.name))


def moves_on(extension: Extension, deadline: Deadline | None) -> bool:
    """Whether an extension names a day, later than the publication's deadline if it set one."""
    if extension.to is NEVER:
        return False
    return deadline is None or extension.to.last > deadline.due.last


def is_for_deadline(
    entry: Decision, deadline: Deadline | None, deadlines: Collection[Deadline]
) -> bool:
    """Whether an entry is for one of the deadlines of its recommendation.

    Its milestone is read only where there are several.
    """
    if deadline is None or len(deadlines) < 2 or entry.milestone is None:
        return True
    return entry.milestone == deadline.name
