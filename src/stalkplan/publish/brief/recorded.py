"""What was recorded since a day, a sentence for each entry: for the first page of a brief."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple

from stalkplan.privacy.public_types import (
    PublicItem,
    PublicMade,
    PublicOrganisation,
    PublicRecommendation,
    PublicRequirement,
    PublicUpdate,
)
from stalkplan.publish.brief.fit import first_clauses
from stalkplan.publish.pages.recent import decided_since
from stalkplan.verdict.items import Kind
from stalkplan.verdict.words import capital, long_date, short_date


class NewsEntry(NamedTuple):
    """An entry of the plan, or what another body decided: its day in words, and its items.

    `said` is what it says, with texts of at most so many characters.
    """

    day: str
    about: tuple[str, ...]
    said: Callable[[int], str]


def news_since(organisation: PublicOrganisation, *, since: date) -> list[NewsEntry]:
    """Return what was recorded or decided after a day: newest first, withheld last."""
    told = [
        (
            _is_withheld(entry),
            entry.day,
            NewsEntry(short_date(entry.day), (entry.about,), entry.said),
        )
        for entry in entries_since(organisation.recommendations, since=since)
    ]
    told += [
        (False, made.known, _decided(made, items))
        for made, items in decided_since(organisation.items, since=since)
    ]
    return [entry for _, _, entry in sorted(told, key=lambda t: (t[0], -t[1].toordinal()))]


def _decided(made: PublicMade, items: Iterable[PublicItem]) -> NewsEntry:
    """Return an entry on a decision; of one in a month, that month is its day."""
    day = short_date(made.known) if made.on == long_date(made.known) else made.on

    def said(longest: int) -> str:
        how = f": {_at_most(made.how, longest, 'for a longer reason')}" if made.how else ""
        evidence = f", {_evidence((made.evidence,), longest)}" if made.evidence else ""
        return f"{capital(made.said)}{how.removesuffix('.')}{evidence}"

    return NewsEntry(day, tuple(item.id for item in items), said)


class RecordedEntry(NamedTuple):
    """An update that was recorded, or confirmed later by somebody, or taken back and why.

    `about` is the id of its action, or the ref of its answer, with the milestone if it is for one
    of several deadlines; `status` what it says, in words.
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

        If it is to be shorter, it says of evidence and of who confirmed only that they are there.
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
        return capital(text)

    def _facts(self, longest: int, *, is_whole: bool) -> str:
        """Return all that an update says beside its note."""
        update = self.update
        verified = ""
        if update.verified_by or update.verified_on:
            verified = f"confirmed by {update.verified_by or 'somebody not named'}"
            verified += f" on {long_date(update.verified_on)}" if update.verified_on else ""
        evidence = _evidence(update.evidence, longest if is_whole else 0)
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
    return sorted(newest, key=lambda e: (_is_withheld(e), -e.day.toordinal()))


def _numbered(requirement: PublicRequirement) -> Iterator[tuple[RecordedEntry, int]]:
    """Yield each entry of a requirement, perhaps again, with how many before it say the same."""
    answer, entries = requirement.answer, list[list[RecordedEntry]]()
    for item in requirement.items:
        entries.append(
            [
                RecordedEntry(_about(item, each), each, each.day, item.status_in_words(each))
                for each in item.updates
            ]
        )
        entries.append(
            [
                RecordedEntry(_about(item, each), each, day, "", is_confirmed=True)
                for each in item.updates
                if (day := each.confirmed_later)
            ]
        )
        entries.append(
            [
                RecordedEntry(
                    _about(item, back), back, each.on, "", is_taken_back=True, why=each.why
                )
                for each in item.retracted
                for back in (each.update,)
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


def _about(item: PublicItem, update: PublicUpdate) -> str:
    """Return what an update is about: of an answer, the item only if it is for its deadline."""
    is_for_it = update.milestone is not None and update.milestone == item.milestone
    return item.id if item.kind is Kind.ACTION or is_for_it else item.ref


def _evidence(given: Iterable[str | None], longest: int) -> str:
    """Return pieces of evidence in words; of too long ones that there is evidence."""
    evidence = ", ".join(filter(None, given))
    if len(evidence) <= longest:
        return f"evidence: {evidence}" if evidence else ""
    return "with evidence"


def _is_withheld(entry: RecordedEntry) -> bool:
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
