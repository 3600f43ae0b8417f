"""What a publication, an organisation and a discharge are called: only what is true of them."""

from collections.abc import Iterable

from stalkplan.record.choices import Addressee
from stalkplan.record.forces import forces
from stalkplan.record.model import Discharge, Organisation
from stalkplan.record.register import Register
from stalkplan.verdict.same_text import letters

REPORT = "report"
FORCE = "force"
MET = "met"
"""How a discharge for one organisation met what was asked of it."""

MET_FOR_ALL = ("met nationally", "met for all who were asked")
"""How a discharge for many met it."""

_MANY = (Addressee.CHIEF_CONSTABLES, Addressee.LOCAL_POLICING_BODIES)
"""The addressees, of those that every publication may name, that are many organisations."""

_CHIEF_CONSTABLES_TOGETHER = frozenset({"npcc", "nationalpolicechiefscouncil"})
"""The national bodies of chief constables, in letters alone."""


def publication_noun(register: Register) -> str:
    """Return `report` or `publication`.

    It is a report if it says what it is about and who made it, and nothing was added to it later.
    """
    publication = register.publication
    is_told = bool(publication and publication.subject and publication.by)
    grows = any(recommendation.made for recommendation in register.recommendations)
    return REPORT if is_told and not grows else "publication"


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


def is_met_nationally(discharge: Discharge) -> bool:
    """Whether a national body of chief constables has met it for all of them."""
    is_theirs = letters(discharge.by) in _CHIEF_CONSTABLES_TOGETHER
    return is_theirs and discharge.for_ == Addressee.CHIEF_CONSTABLES


def is_for_many(discharge: Discharge) -> bool:
    """Whether a discharge is for an addressee that is many organisations."""
    return discharge.for_ in _MANY


def how_met(discharge: Discharge, organisation: str, whom: str) -> str:
    """Return how a discharge met what was asked of the organisation with this id, in words.

    `whom` names the addressees for which it stands, where the publication has declared them.
    """
    nationally, for_all = MET_FOR_ALL
    if is_met_nationally(discharge):
        return nationally
    if discharge.for_ == organisation:
        return MET
    return f"met for {whom}" if whom else for_all if is_for_many(discharge) else MET
