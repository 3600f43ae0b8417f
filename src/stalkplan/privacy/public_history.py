"""The public history of a record: when its updates were entered, what was rewritten, its editions.

Like the public record it holds all that may leave the folder, and nothing that is kept back.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from stalkplan.privacy.public_types import (
    PublicItem,
    PublicOrganisation,
    PublicRequirement,
    PublicUpdate,
)


class Entered(NamedTuple):
    """The day on which an update was entered, and whether that was late."""

    day: date
    is_late: bool


class PublicEdition(NamedTuple):
    """A commit that wrote the plan, as people write its id, and its day."""

    commit: str
    day: date


class PublicRewriting(NamedTuple):
    """What was written otherwise than before: which record, what was done, what it said and says.

    Day and commit are those that did it; while it is not committed they are None and empty. Before
    and after are None for nothing, and both where `is_withheld`.
    """

    name: str
    what: str
    day: date | None
    commit: str
    before: str | None
    after: str | None
    is_withheld: bool


class PublicHistory(NamedTuple):
    """What git knows of the plan of an organisation.

    Editions and rewritings stand newest first; `unread` says which files could not be read at which
    commit. `why_not` says in one line why nobody could look; then the rest is empty. `entered` is
    by the name of the record that an update stands in.
    """

    editions: tuple[PublicEdition, ...]
    rewritten: tuple[PublicRewriting, ...]
    unread: tuple[str, ...]
    why_not: str
    entered: Mapping[tuple[str, PublicUpdate], Entered]


def with_days_of_entry(
    organisation: PublicOrganisation, history: PublicHistory
) -> PublicOrganisation:
    """Return what is public of an organisation, its updates with the day they were entered on."""
    if not history.entered:
        return organisation
    return organisation._replace(
        recommendations=tuple(
            recommendation._replace(
                requirements=tuple(_requirement(r, history) for r in recommendation.requirements)
            )
            for recommendation in organisation.recommendations
        )
    )


def _requirement(requirement: PublicRequirement, history: PublicHistory) -> PublicRequirement:
    answer = requirement.answer
    if answer and answer.accepted_in:
        said = tuple(_update(each, history, requirement.ref) for each in answer.accepted_in)
        answer = answer._replace(accepted_in=said)
    items = tuple(_item(item, history) for item in requirement.items)
    return requirement._replace(answer=answer, items=items)


def _item(item: PublicItem, history: PublicHistory) -> PublicItem:
    if not (item.updates or item.retracted):
        return item
    names = item.id, item.ref
    return item._replace(
        updates=tuple(_update(update, history, *names) for update in item.updates),
        retracted=tuple(
            each._replace(update=_update(each.update, history, *names)) for each in item.retracted
        ),
    )


def _update(update: PublicUpdate, history: PublicHistory, *names: str) -> PublicUpdate:
    for name in names:
        if found := history.entered.get((name, update)):
            return update._replace(entered=found.day, is_entered_late=found.is_late)
    return update
