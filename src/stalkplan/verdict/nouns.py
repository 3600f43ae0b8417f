"""What a publication, an organisation and a discharge are called: only what is true of them."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from stalkplan.record.choices import Addressee
from stalkplan.record.forces import forces
from stalkplan.record.model import Discharge, Organisation, Publication
from stalkplan.record.register import Register
from stalkplan.verdict.same_text import letters

REPORT = "report"
FORCE = "force"
MET = "met"
"""What another body did that met what was asked."""

CLOSED = "closed"
"""What the body that asked did itself: it met nothing."""

NATIONALLY, FOR_ALL = "nationally", "for all who were asked"
"""For whom a discharge for many met it."""


class Met(NamedTuple):
    """How another body met what was asked, and `whom` for; in words: `met for ministers`.

    It `is_closed` if the body that asked says so.
    """

    whom: str
    is_closed: bool

    @property
    def verb(self) -> str:
        """What was done."""
        return CLOSED if self.is_closed else MET

    @property
    def is_for_all(self) -> bool:
        """Whether it was met for everybody who was asked."""
        return not self.is_closed and self.whom in (NATIONALLY, FOR_ALL)

    def of(self, what: str) -> str:
        """Return what was done to something: `closed it for ministers`."""
        return " ".join(filter(None, (self.verb, what, self.whom)))

    def __str__(self) -> str:
        """Return it in words."""
        return self.of("")


_MANY = (Addressee.CHIEF_CONSTABLES, Addressee.LOCAL_POLICING_BODIES)
"""The addressees, of those that every publication may name, that are many organisations."""

_NAMES: Mapping[str, str] = {
    Addressee.NPCC: "NPCC",
    Addressee.APCC: "APCC",
    Addressee.COLLEGE_OF_POLICING: "College of Policing",
    Addressee.HOME_OFFICE: "Home Office",
    Addressee.MINISTRY_OF_JUSTICE: "Ministry of Justice",
    Addressee.CPS: "CPS",
}
"""What the addressees are called whose names are more than the words of their ids."""

_CALLED_A_REPORT = re.compile(r"\breport\b", re.IGNORECASE)
_INSPECTORATE = "hmicfrs"

_CHIEF_CONSTABLES_TOGETHER = frozenset({"npcc", "nationalpolicechiefscouncil"})
"""The national bodies of chief constables, in letters alone."""


def publication_noun(register: Register) -> str:
    """Return `report` or `publication`.

    It is a report if it says who made it, its title calls it one or the inspectorate made it, whose
    publications are reports, and nothing was added to it later.
    """
    publication = register.publication
    grows = any(recommendation.made for recommendation in register.recommendations)
    if publication is None or not publication.by or grows:
        return "publication"
    is_told = _CALLED_A_REPORT.search(publication.title) or _INSPECTORATE in _makers(publication)
    return REPORT if is_told else "publication"


def progress_title(subject: str | None, title: str) -> str:
    """Return the title of a page on what became of a publication's recommendations."""
    return f"Progress on the {subject} recommendations" if subject else title


def body_noun(organisations: Iterable[Organisation]) -> str:
    """Return `force` if all of these are of the 43 forces, else `organisation`.

    The plan of a force and its commissioner is of more than a force.
    """
    known = forces()
    are_forces = all(
        each.id in known and Addressee.LOCAL_POLICING_BODIES not in each.answers_for
        for each in organisations
    )
    return FORCE if are_forces else "organisation"


class VerdictUnit(NamedTuple):
    """What a verdict counts: its `unit`.

    `to` stands behind the number of all, `under` behind what is said of some, `lead` before a
    sentence that has neither; all are empty for one organisation.
    """

    unit: str = "item"
    to: str = ""
    under: str = ""
    lead: str = ""


def counted_for(organisations: Collection[Organisation], recommendations: int) -> VerdictUnit:
    """Return how a verdict counts recommendations: `, counted for each of 43 forces,`.

    Several organisations have one recommendation each, and the number must say so. If there is only
    one, who has it is what is counted.
    """
    number = len({each.id for each in organisations})
    noun = body_noun(organisations)
    if number < 2:
        return VerdictUnit("recommendation")
    if recommendations == 1:
        lead = f"The one recommendation, counted once for each {noun}: "
        return VerdictUnit(noun, "", " on the one recommendation", lead)
    lead = f"Counted once for each {noun}, "
    return VerdictUnit("recommendation", f", counted for each of {number:,} {noun}s,", "", lead)


def addressee_name(id_: str, declared: Mapping[str, str]) -> str:
    """Return what an addressee is called: the name that its publication declares comes first."""
    return declared.get(id_) or _NAMES.get(id_) or id_.replace("-", " ")


def is_met_nationally(discharge: Discharge) -> bool:
    """Whether a national body of chief constables has met it for all of them."""
    is_theirs = letters(discharge.by) in _CHIEF_CONSTABLES_TOGETHER
    return is_theirs and discharge.for_ == Addressee.CHIEF_CONSTABLES


def is_for_many(discharge: Discharge) -> bool:
    """Whether a discharge is for an addressee that is many organisations."""
    return discharge.for_ in _MANY


def is_by_who_asked(discharge: Discharge, publication: Publication) -> bool:
    """Whether the body that made the publication, or one of them, is who discharges."""
    return _body(discharge.by) in _makers(publication)


def _makers(publication: Publication) -> set[str]:
    """Return the bodies that made a publication, and all of them together, as they are compared."""
    bodies = [publication.by or "", *re.split(", | and ", publication.by or "")]
    return {*map(_body, filter(None, bodies))}


def _body(name: str) -> str:
    return letters(re.sub("^the ", "", name, flags=re.IGNORECASE))


def how_met(discharge: Discharge, organisation: str, whom: str, *, is_closed: bool) -> Met:
    """Return how a discharge met what was asked of the organisation with this id.

    `whom` names the addressees for which it stands, where the publication has declared them. It
    `is_closed` if the body that asked says so.
    """
    if is_met_nationally(discharge):
        return Met(NATIONALLY, is_closed=False)
    if discharge.for_ == organisation:
        return Met("", is_closed)
    for_many = FOR_ALL if is_for_many(discharge) else ""
    return Met(f"for {whom}" if whom else for_many, is_closed)


def verbs_of(met: Iterable[Met]) -> str:
    """Return what others did, in a verb or two: `met`, `closed`, `met or closed`."""
    said = {how.verb for how in met}
    return " or ".join(verb for verb in (MET, CLOSED) if verb in said)


def with_whose_word(met: Met, by: str, when: str = "") -> str:
    """Return how something was met, and on whose word: `closed by X`, `met, as reported by X`.

    `when` is to follow: a day, a month, or that it was perhaps late.
    """
    if met.is_closed:
        return f"{met} by {by}{when}"
    return f"{met}{when}, as reported by {by}"
