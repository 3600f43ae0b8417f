"""What was recorded since a day, a sentence for each entry: for the first page of a brief."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple

from stalkplan.privacy.public_types import (
    PublicItem,
    PublicRecommendation,
    PublicRequirement,
    PublicUpdate,
)
from stalkplan.publish.brief.fit import first_clauses
from stalkplan.record.choices import Status
from stalkplan.verdict.items import Kind
from stalkplan.verdict.words import long_date


class RecordedEntry(NamedTuple):
    """An update that was recorded, or confirmed later by somebody, or taken back and why.

    `about` is the id of its action, or the ref of its answer; `status` what it says, in words.
    """

    about: str
    update: PublicUpdate
    day: date
    status: str
    is_taken_back: bool = False
    is_confirmed: bool = False
    why: str | None = None

    def said(self, longest: int = 1_000_000, *, is_whole: bool = True) -> str:
        """Return what was recorded, without its day and id.

        If it is not to be whole, it says of evidence and of who confirmed only that they are there.
        A text with more than `longest` characters is shortened, or left out and said to be there.
        """
        if self.is_taken_back:
            reason = f": {_at_most(self.why, longest, 'for a longer reason')}" if self.why else ""
            return f"The entry of {long_date(self.update.day)} was taken back{reason}"
        if self.update.is_withheld:
            return "Withheld"
        if self.is_confirmed:
            return f"Confirmed by {self.update.verified_by}"
        note = _at_most(self.update.note, longest, "The plan has a longer note.")
        facts = self._facts(longest, is_whole=is_whole)
        text = ". ".join(filter(None, (facts, note))) or "An entry without a text"
        return f"{text[0].upper()}{text[1:]}"

    def _facts(self, longest: int, *, is_whole: bool) -> str:
        """Return all that an update says beside its note."""
        update = self.update
        verified = ""
        if update.verified_by or update.verified_on:
            verified = f"confirmed by {update.verified_by or 'somebody not named'}"
            verified += f" on {long_date(update.verified_on)}" if update.verified_on else ""
        evidence = ", ".join(filter(None, update.evidence))
        if is_whole and len(evidence) <= longest:
            evidence = f"evidence: {evidence}" if evidence else ""
        else:
            evidence = evidence and "with evidence"
        if not is_whole:
            verified = verified and "confirmed"
        return ", ".join(
            filter(
                None,
                (
                    self.status,
                    update.acceptance.replace("-", " ") if update.acceptance else "",
                    _promised(update),
                    f"owner {update.owner}" if update.owner else "",
                    verified,
                    evidence,
                ),
            )
        )


def entries_since(
    recommendations: Iterable[PublicRecommendation], *, since: date
) -> list[RecordedEntry]:
    """Return the entries after a day: newest first, withheld last.

    An update of an answer belongs to every item of that answer. It is listed once, with who
    confirmed it; that it was confirmed is an entry if it is older itself.
    """
    requirements = [each for made in recommendations for each in made.requirements]
    found = dict.fromkeys(chain.from_iterable(map(_numbered, requirements)))
    newest = [
        entry
        for entry, _ in found
        if entry.day > since and not (entry.is_confirmed and entry.update.day > since)
    ]
    return sorted(newest, key=lambda e: (is_only_a_day(e), -e.day.toordinal()))


def was_done(item: PublicItem, *, on: date) -> bool:
    """Whether the newest status of an item on a day was complete, whatever became of it later."""
    known = [update for update in item.updates if update.day <= on]
    known += [r.update for r in item.retracted if r.update.day <= on < r.on]
    said = [update for update in known if item.status_of(update)]
    newest = max(said, key=lambda update: update.day, default=None)
    return newest is not None and item.status_of(newest) is Status.COMPLETE


def _numbered(requirement: PublicRequirement) -> Iterator[tuple[RecordedEntry, int]]:
    """Yield each entry of a requirement, perhaps again, with how many before it say the same."""
    answer, entries = requirement.answer, list[list[RecordedEntry]]()
    for item in requirement.items:
        about = item.id if item.kind is Kind.ACTION else item.ref
        entries.append(
            [
                RecordedEntry(about, each, each.day, item.status_in_words(each))
                for each in item.updates
            ]
        )
        entries.append(
            [
                RecordedEntry(about, each, each.verified_on, "", is_confirmed=True)
                for each in item.updates
                if each.verified_by and each.verified_on and each.verified_on > each.day
            ]
        )
        entries.append(
            [
                RecordedEntry(about, each.update, each.on, "", is_taken_back=True, why=each.why)
                for each in item.retracted
            ]
        )
    beside = answer.accepted_in if answer else ()
    entries.append(
        [
            RecordedEntry(requirement.ref, each, each.day, (each.status or "").replace("-", " "))
            for each in beside
        ]
    )
    for own in entries:
        repeats: Counter[RecordedEntry] = Counter()
        for entry in own:
            repeats[entry] += 1  # two updates that say the same are two entries
            yield entry, repeats[entry]


def is_only_a_day(entry: RecordedEntry) -> bool:
    """Whether nothing but its day is said of an entry."""
    return entry.update.is_withheld and not entry.is_taken_back


def _at_most(text: str | None, longest: int, instead: str) -> str:
    """Return a text that is shortened, or what to say instead of one that cannot be."""
    return (first_clauses(text, longest) or instead) if text else ""


def _promised(update: PublicUpdate) -> str:
    promise = update.promise
    if promise is None:
        return ""
    if promise.earliest is None:
        return "promised without a date"
    return f"promised {'for ' if promise.is_deadline else ''}{promise.words}"
