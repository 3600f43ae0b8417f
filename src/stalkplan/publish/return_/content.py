"""What a progress return says: for each recommendation what was asked, done and confirmed.

It says only what is in the public record, on one organisation.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from stalkplan.privacy.public_types import (
    PublicItem,
    PublicOrganisation,
    PublicRecommendation,
    PublicRecord,
)
from stalkplan.publish.brief.recorded import RecordedEntry, entries_since
from stalkplan.record.fields import WITHHELD
from stalkplan.reports.item_words import where_it_stands, whose_word, with_answer
from stalkplan.verdict.items import Kind
from stalkplan.verdict.recorded_words import recorded_here
from stalkplan.verdict.state_words import NO_RECENT, no_answer
from stalkplan.verdict.timeliness import DONE, SET_ASIDE
from stalkplan.verdict.words import count, listed, long_date

HEADS = (
    "Recommendation",
    "What is asked",
    "Where it stands",
    "What was done",
    "Evidence",
    "Who confirmed it",
)


class ReturnRow(NamedTuple):
    """One recommendation under HEADS; every cell is one text or several, or empty."""

    recommendation: tuple[str, ...]
    asked: tuple[str, ...]
    stands: tuple[str, ...]
    done: tuple[str, ...]
    evidence: tuple[str, ...]
    confirmed: tuple[str, ...]


def joined_cell(cell: Sequence[str]) -> str:
    """Return the texts of a cell after each other, where it has no room for lines."""
    *first, last = cell or ("",)
    return "; ".join((*(text.rstrip(".") for text in first), last))


class Return(NamedTuple):
    """A progress return as plain values for every format.

    `sheet` stands on every sheet beside its number. `on` is the day it speaks of.
    """

    on: date
    title: str
    subject: str
    sheet: str
    since: str
    verdict: str
    position: str
    limits: str
    rows: tuple[ReturnRow, ...]


def return_of(record: PublicRecord, *, since: date) -> Return:
    """Return the progress return of the one organisation of a record, with what was done since.

    What is dated on the day `since` or before is left out. Raises ValueError if the record has
    several organisations.
    """
    (organisation,) = record.organisations
    publication, name, day = record.publication, organisation.name, long_date(record.on)
    return Return(
        on=record.on,
        title=f"Progress return: {name}",
        subject=f"On the recommendations of {publication.title_and_day}.",
        sheet=f"Progress return: {name}, as at {day}",
        since=f"As at {day}. What was done is what the plan records after {long_date(since)}.",
        verdict=" ".join(filter(None, organisation.verdict)),
        position=" ".join(_position(record, organisation)),
        limits=" ".join(_limits(organisation)),
        rows=tuple(_row(each, since) for each in organisation.recommendations),
    )


def _position(record: PublicRecord, organisation: PublicOrganisation) -> Iterator[str]:
    yield recorded_here(record.publication.recorded)
    if organisation.withheld:
        are = "is" if organisation.withheld == 1 else "are"
        yield f"{count(organisation.withheld, 'record')} {are} shown without text."
    if organisation.source:
        yield f"The plan is published at {organisation.source}"


def _limits(organisation: PublicOrganisation) -> Iterator[str]:
    if any(item.silent and not no_answer(item) for item in organisation.items):
        yield NO_RECENT
    yield "This return says what the plan records, and what was reported by those who asked for it"
    yield "or met it. Work may have been done that neither shows."


def _row(recommendation: PublicRecommendation, since: date) -> ReturnRow:
    items = [*chain.from_iterable(each.items for each in recommendation.requirements)]
    entries = entries_since([recommendation], since=since)
    return ReturnRow(
        tuple(filter(None, (recommendation.number, recommendation.theme))),
        tuple(_asked(recommendation)),
        tuple(map(_stands, items)),
        tuple(map(_done, entries)) or (f"No update after {long_date(since)}.",),
        tuple(_evidence(items, entries)),
        tuple(_confirmed(items)) or (_UNCONFIRMED[any(i.timeliness in DONE for i in items)],),
    )


_UNCONFIRMED = {True: "No completion is confirmed.", False: "Nothing counts as complete."}
"""What is said where nobody confirms anything, by whether there is a completion to confirm."""


def _asked(recommendation: PublicRecommendation) -> Iterator[str]:
    """Yield what the recommendation says, then each requirement that says more."""
    if recommendation.summary:
        yield recommendation.summary
    elif not any(requirement.asked for requirement in recommendation.requirements):
        yield "Not recorded here."
    for requirement in recommendation.requirements:
        if requirement.asked and requirement.asked != recommendation.summary:
            yield f"{requirement.ref}: {requirement.asked}"


def _stands(item: PublicItem) -> str:
    """Return what an item is, where it stands, and what of its answer a reader must know."""
    verb = "was due" if item.timeliness in SET_ASIDE else "due"
    due = f"{verb} {item.due_words}" if item.due_words else ""
    stands = ", ".join(filter(None, (where_it_stands(item), whose_word(item))))
    task = item.summary if item.kind is Kind.ACTION and item.summary != WITHHELD else ""
    what = f', "{task.rstrip(".")}"' if task else ""
    return f"{item.id}{what}: {', '.join(filter(None, (with_answer(stands, item), due)))}"


def _done(entry: RecordedEntry) -> str:
    return f"{long_date(entry.day)}, {entry.about}: {entry.said(is_whole=False)}"


def _evidence(items: Sequence[PublicItem], entries: Sequence[RecordedEntry]) -> Iterator[str]:
    """Yield the evidence in what was done, and that of a discharge, each once with its ids."""
    given = (
        (each, entry.about)
        for entry in entries
        if not (entry.is_taken_back or entry.is_confirmed)
        for each in entry.update.evidence
        if each
    )
    met = (
        (item.discharged.evidence, item.id)
        for item in items
        if item.discharged and item.discharged.evidence
    )
    yield from _with_ids(chain(given, met))


def _confirmed(items: Sequence[PublicItem]) -> Iterator[str]:
    """Yield who confirmed what and when, or met it for all; nothing that was not said."""
    yield from _with_ids((text, item.id) for item in items for text in _confirmations(item))


def _confirmations(item: PublicItem) -> Iterator[str]:
    for update in item.updates if item.timeliness in DONE else ():  # what was reopened is not
        if update.verified_by:
            on = f", {long_date(update.verified_on)}" if update.verified_on else ""
            yield f"{update.verified_by}{on}"
    if item.discharged and item.met:
        did = item.met.of("it") if item.met.is_closed else f"reported it {item.met}"
        yield f"{item.discharged.by}, which {did}"


def _with_ids(texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield each text once, after the ids that it is about."""
    ids: dict[str, dict[str, None]] = {}
    for text, id_ in texts:
        ids.setdefault(text, {})[id_] = None
    yield from (f"{listed([*own])}: {text}" for text, own in ids.items())
