"""What was recorded since a day, a sentence for each entry: for the first page of a brief."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicItem, PublicUpdate
from stalkplan.publish.brief.names import SaidOnce
from stalkplan.record.fields import WITHHELD
from stalkplan.verdict.items import Kind
from stalkplan.verdict.words import cut, long_date


class RecordedEntry(NamedTuple):
    """An update that was recorded, or taken back on the day `on` and why, with its item."""

    item: PublicItem
    update: PublicUpdate
    day: date
    is_taken_back: bool = False
    why: str | None = None

    def sentence(self, names: SaidOnce, longest: int) -> str:
        """Return what was recorded, in a line; a note has at most so many characters."""
        return f"{long_date(self.day)}, {names.one(self.item.id)}: {self.said(longest)}"

    def said(self, longest: int = 1_000_000, *, is_whole: bool = True) -> str:
        """Return what was recorded, without its day and id.

        If it is not to be whole, it says of evidence and of who confirmed only that they are there.
        """
        if self.is_taken_back:
            reason = f": {cut(self.why, longest)}" if self.why else ""
            return f"the entry of {long_date(self.update.day)} was taken back{reason}"
        if self.update.is_withheld:
            return WITHHELD
        note = cut(self.update.note, longest) if self.update.note else ""
        return (
            ". ".join(filter(None, (self._facts(is_whole=is_whole), note)))
            or "an entry without a text"
        )

    def _facts(self, *, is_whole: bool) -> str:
        """Return all that an update says beside its note."""
        update = self.update
        verified = ""
        if update.verified_by or update.verified_on:
            verified = f"confirmed by {update.verified_by or 'somebody not named'}"
            verified += f" on {long_date(update.verified_on)}" if update.verified_on else ""
        evidence = ", ".join(filter(None, update.evidence))
        if is_whole:
            evidence = f"evidence: {evidence}" if evidence else ""
        else:
            verified, evidence = verified and "confirmed", evidence and "with evidence"
        return ", ".join(
            filter(
                None,
                (
                    self.item.status_in_words(update),
                    update.acceptance.replace("-", " ") if update.acceptance else "",
                    _promised(update),
                    f"owner {update.owner}" if update.owner else "",
                    verified,
                    evidence,
                ),
            )
        )


def entries_since(items: Sequence[PublicItem], *, since: date) -> list[RecordedEntry]:
    """Return the entries after a day: newest first, withheld last.

    An update of an answer belongs to every item of that answer. It is listed under the first.
    """
    found: dict[Hashable, RecordedEntry] = {}
    for item in items:
        record = item.id if item.kind is Kind.ACTION else item.ref
        repeats: Counter[PublicUpdate] = Counter()
        for update in item.updates:
            repeats[update] += 1  # two updates that say the same are two entries
            if update.day > since:
                entry = RecordedEntry(item, update, update.day)
                found.setdefault((record, update, repeats[update]), entry)
    newest = [*found.values(), *_taken_back(items, since=since)]
    return sorted(newest, key=lambda e: (_is_withheld(e), -e.day.toordinal()))


def _is_withheld(entry: RecordedEntry) -> bool:
    return entry.update.is_withheld and not entry.is_taken_back


def _taken_back(items: Sequence[PublicItem], *, since: date) -> Iterator[RecordedEntry]:
    told = set()
    for item in items:
        for update, on, why in item.retracted:
            record = item.id if item.kind is Kind.ACTION else item.ref
            if on > since and (record, update, on) not in told:
                told.add((record, update, on))
                yield RecordedEntry(item, update, on, is_taken_back=True, why=why)


def _promised(update: PublicUpdate) -> str:
    promise = update.promise
    if promise is None:
        return ""
    if promise.earliest is None:
        return "promised without a date"
    return f"promised {'for ' if promise.is_deadline else ''}{promise.words}"
