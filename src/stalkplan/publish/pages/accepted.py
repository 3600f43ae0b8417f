"""Which answers accept what was asked: what the plan says of each requirement, refusals first."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicOrganisation, PublicRequirement
from stalkplan.record.choices import Acceptance
from stalkplan.record.fields import WITHHELD
from stalkplan.verdict.groups import no_owner_heading
from stalkplan.verdict.items import Kind

_TITLES: Mapping[str, str] = {
    Acceptance.REJECTED: "Rejected",
    Acceptance.PARTLY_ACCEPTED: "Partly accepted",
    Acceptance.UNDER_CONSIDERATION: "Under consideration",
    Acceptance.ACCEPTED_IN_PRINCIPLE: "Accepted in principle",
    Acceptance.ACCEPTED: "Accepted",
    Acceptance.NOT_STATED: "Not recorded",
    WITHHELD: "Withheld",
    "": no_owner_heading(Kind.NO_RESPONSE),
}
"""Every acceptance, in the order of the page; nothing where there is no answer."""


class Accepted(NamedTuple):
    """The requirements whose answers say the same of what was asked."""

    acceptance: str
    title: str
    requirements: tuple[PublicRequirement, ...]


def accepted_of(organisation: PublicOrganisation) -> tuple[Accepted, ...]:
    """Return the requirements of an organisation by what their answers accept."""
    return tuple(_groups(asked_of_it(organisation)))


def asked_of_it(organisation: PublicOrganisation) -> Sequence[PublicRequirement]:
    """Return the requirements of an organisation that were asked by the day judged."""
    every = chain.from_iterable(each.requirements for each in organisation.recommendations)
    return [requirement for requirement in every if requirement.is_asked]


def _groups(every: Sequence[PublicRequirement]) -> Iterator[Accepted]:
    for acceptance, title in _TITLES.items():
        own = tuple(each for each in every if _of(each) == acceptance)
        if own:
            yield Accepted(acceptance, title, own)


def _of(requirement: PublicRequirement) -> str:
    answer = requirement.answer
    is_said = answer and answer.acceptance != Acceptance.NOT_STATED
    if answer is None or not (is_said or answer.position):
        return ""
    return answer.acceptance


def unrecorded(organisation: PublicOrganisation) -> tuple[str, ...]:
    """Return the refs whose answers do not say whether they accept what was asked."""
    asked = asked_of_it(organisation)
    return tuple(each.ref for each in asked if _of(each) == Acceptance.NOT_STATED)


def declined_in_words(groups: Sequence[Accepted]) -> tuple[int, str, str]:
    """Return how many answers do not accept all that was asked, what that counts, and its style.

    A nought beside answers of which nothing is recorded would read as good news: those are counted.
    """
    numbers = {group.acceptance: len(group.requirements) for group in groups}
    rejected = numbers.get(Acceptance.REJECTED, 0)
    partly = numbers.get(Acceptance.PARTLY_ACCEPTED, 0)
    unsaid = numbers.get(Acceptance.NOT_STATED, 0)
    if unsaid and not rejected + partly:
        answer = "answer" if unsaid == 1 else "answers"
        return unsaid, f"{answer} not recorded as accepted or rejected", "wait"
    answer = "answer" if rejected + partly == 1 else "answers"
    which = "rejected or partly accepted"
    if rejected and partly:
        which = f"rejected ({rejected:,}) or partly accepted ({partly:,})"
    elif rejected or partly:
        which = "rejected" if rejected else "partly accepted"
    open_ = f"; for {unsaid:,} it is not recorded" if unsaid else ""
    return rejected + partly, f"{answer} {which}{open_}", "late"
