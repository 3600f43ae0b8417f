"""What a person reads of a public item in a table: its state, status, promise, on whose word."""

from stalkplan.privacy.public_types import PublicItem
from stalkplan.verdict.as_data import NOT_REPORTED
from stalkplan.verdict.state_words import ASSURANCES, CLAIMED_FIRST, STATES, Standing
from stalkplan.verdict.timeliness import Assurance
from stalkplan.verdict.words import long_date


def where_it_stands(item: PublicItem) -> str:
    """Return where an item stands: `overdue, no recent update`."""
    return STATES[Standing.SILENT if item.silent else Standing(item.timeliness)].cell


def status_in_plan(item: PublicItem) -> str:
    """Return the status that the plan reports: `in progress`, or `no update`."""
    return "no update" if item.status == NOT_REPORTED else spaced(item.status)


def whose_word(item: PublicItem) -> str:
    """Return on whose word an item is complete; nothing for others."""
    if item.assurance is None:
        return ""
    met = item.discharged if item.assurance is Assurance.DISCHARGED else None
    by = met.by if met else verified_by(item)
    said = ASSURANCES[item.assurance].in_brief.format(by=by, met=item.met)
    if item.met_later and item.completed and item.assurance is Assurance.CLAIMED:
        said = CLAIMED_FIRST.format(whose="plan", day=long_date(item.completed))
    return f"{said}, and {item.met_later}" if item.met_later else said


def verified_by(item: PublicItem) -> str:
    """Return who confirmed that an item is complete."""
    named = (u.verified_by for u in item.updates if u.verified_by and u.verified_on)
    return next(named, "somebody not named")


def promise_of(item: PublicItem) -> str:
    """Return what was promised: `March 2025`, `no date` where it is only words, or `none`."""
    return item.promise.words if item.promise else "none"


def spaced(word: str | None) -> str:
    """Return a word of the files as people write it: `partly accepted`."""
    return word.replace("-", " ") if word else ""
