"""What a person reads of a public item in a table: its state, on whose word, its days and name."""

from collections.abc import Iterator
from datetime import date

from stalkplan.privacy.public_types import PublicItem
from stalkplan.record.choices import Acceptance
from stalkplan.record.dates import parse_window
from stalkplan.verdict.as_data import NOT_REPORTED
from stalkplan.verdict.nouns import with_whose_word
from stalkplan.verdict.state_words import (
    ASSURANCES,
    CLAIMED_FIRST,
    STATES,
    Standing,
    counted_as,
    no_answer,
)
from stalkplan.verdict.timeliness import (
    SET_BY_OTHERS,
    SETTLED,
    Assurance,
    Timeliness,
)
from stalkplan.verdict.words import long_date, long_window, said_status


def where_it_stands(item: PublicItem) -> str:
    """Return where an item stands: `overdue, no recent update`; of what was ended, by whom.

    Of what the plan does not answer it says so in place of its updates: `overdue, no answer`.
    """
    if item.ended and item.timeliness is Timeliness.ENDED:
        how = f": {item.ended.how}" if item.ended.how else ""
        return f"ended by {item.ended.by}, {long_window(parse_window(item.ended.on))}{how}"
    state = STATES[Standing.SILENT if item.silent else counted_as(item)]
    if lacks := no_answer(item):
        return f"{_may(item)}{state.column}, {lacks}"
    return f"{_may(item)}{state.cell}"


def state_in_short(item: PublicItem) -> str:
    """Return no more than the state of an item: `overdue, with an update`, `may fall due soon`."""
    return f"{_may(item)}{STATES[counted_as(item)].cell}"


def _may(item: PublicItem) -> str:
    """Return `may fall` of what is due in a month or longer that begins soon."""
    is_soon = counted_as(item) is Standing.DUE_SOON
    return "may fall " if is_soon and item.due_earliest != item.due else ""


def status_in_plan(item: PublicItem) -> str:
    """Return the status that the plan reports: `in progress`, `no update`, or `not said`."""
    reported = None if item.status == NOT_REPORTED else item.status
    return said_status(reported, is_updated=bool(item.updates))


def whose_word(item: PublicItem) -> str:
    """Return on whose word an item is complete; nothing for others."""
    if item.assurance is None:
        return ""
    met = item.discharged if item.assurance is Assurance.DISCHARGED else None
    told = with_whose_word(item.met, met.by) if met and item.met else ""
    said = ASSURANCES[item.assurance].in_brief.format(by=verified_by(item), met=told)
    if item.met_later and item.completed and item.assurance is Assurance.CLAIMED:
        said = CLAIMED_FIRST.format(day=long_date(item.completed))
    more = (item.met_later and f"and {item.met_later}", item.perhaps_late)
    return ", ".join(filter(None, (said, *more)))


def verified_by(item: PublicItem) -> str:
    """Return who confirmed that an item is complete."""
    named = (u.verified_by for u in item.updates if u.verified_by and u.verified_on)
    return next(named, "somebody not named")


def not_accepted(item: PublicItem) -> str:
    """Return what the answer says where it does not accept what was asked: `answer: rejected`."""
    return "" if item.acceptance in _AS_ASKED else f"answer: {spaced(item.acceptance)}"


def with_answer(text: str, item: PublicItem) -> str:
    """Return a text on an item, and behind it in brackets what its answer does not accept."""
    answer = not_accepted(item)
    return f"{text} ({answer})" if answer else text


_AS_ASKED = (Acceptance.ACCEPTED, Acceptance.NOT_STATED)


def called(item: PublicItem) -> str:
    """Return an item by its id and its theme."""
    return f"{item.id} {item.theme}" if item.theme else item.id


DEADLINE = "deadline"
"""What a day is called that the publication sets."""

FIRST_PROMISE = "first promise"
"""What a promised day is called that binds, as the publication sets none."""

PROMISE = "promise"
"""What a promised day is called that binds nothing."""


def days_of(item: PublicItem) -> Iterator[tuple[str, date, str]]:
    """Yield the days an open item has: what the report sets, and what is promised by a date.

    With each is what it is the last day of, such as `March 2025`; nothing if it is a day.
    """
    if item.timeliness in SETTLED:
        return
    if item.due:
        of = item.due_words or "" if item.due_earliest != item.due else ""
        yield DEADLINE if item.due_from in SET_BY_OTHERS else FIRST_PROMISE, item.due, of
    promise = item.promise
    if promise and promise.is_deadline and promise.latest and promise.latest != item.due:
        of = promise.words if promise.earliest != promise.latest else ""
        yield PROMISE, promise.latest, of


def spaced(word: str | None) -> str:
    """Return a word of the files as people write it: `partly accepted`."""
    return word.replace("-", " ") if word else ""
