"""The time line of a plan: what stands when, from the publication to the last day that binds."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicItem, PublicOrganisation, PublicPublication
from stalkplan.record.dates import parse_window
from stalkplan.verdict import words
from stalkplan.verdict.marks import MARKS
from stalkplan.verdict.nouns import REPORT
from stalkplan.verdict.state_words import counted_as
from stalkplan.verdict.timeliness import DONE, SET_BY_OTHERS, SETTLED, DueFrom


class DateGroup(NamedTuple):
    """Items with one binding date, whose first and last day are inclusive, as the marks order them.

    `label` is that date in words, `counts` how the items stand.
    """

    first: date
    last: date
    label: str
    counts: str
    items: tuple[PublicItem, ...]


class Timeline(NamedTuple):
    """What is drawn: deadlines that the publication sets, promises, updates, completions.

    The axis runs from `begin`, the day of publication or the first that is drawn, to `end`: the day
    of the page, or the last date that binds or is promised. `made` are the days on which other
    recommendations were made, where the publication grows. `later` are the newest
    promises for after the day of the page, where they bind nothing. `unseen` are the items without
    a deadline on it. `noun` is what the publication is called.
    """

    noun: str
    published: date
    begin: date
    on: date
    end: date
    made: tuple[date, ...]
    deadlines: tuple[DateGroup, ...]
    promises: tuple[DateGroup, ...]
    later: tuple[DateGroup, ...]
    updates: tuple[date, ...]
    completed: tuple[date, ...]
    total: int
    unseen: int

    def share(self, day: date) -> float:
        """Return where a day stands on the axis, from 0 to 1."""
        whole = max((self.end - self.begin).days, 1)
        return min(max((day - self.begin).days / whole, 0.0), 1.0)

    @property
    def begin_text(self) -> str:
        """What happened on the first day of the axis, in words."""
        if self.begin == self.published:
            return f"{self.noun if self.noun == REPORT else ''} published".strip()
        return "first one made" if self.begin in self.made else "first date"

    @property
    def updates_text(self) -> str:
        """What the band of updates shows, in words."""
        if not self.updates:
            return "Updates recorded: none"
        newest = words.long_date(max(self.updates))
        return f"Updates recorded: {len(self.updates):,}, the newest {newest}"

    @property
    def completed_text(self) -> str:
        """What the band of completions shows, in words."""
        return f"Complete: {len(self.completed):,} of {words.count(self.total, 'item')}"

    @property
    def description(self) -> str:
        """All of it in sentences."""
        groups = [f"{group.label}: {group.counts}." for group in self.deadlines]
        groups += [f"Promised for {group.label}: {group.counts}." for group in self.promises]
        groups += [f"Still promised, {group.label}: {group.counts}." for group in self.later]
        if self.unseen:
            groups.append(f"Without a date to draw: {self.unseen:,}.")
        return " ".join((*groups, f"{self.updates_text}.", f"{self.completed_text}."))


def timeline_of(
    organisation: PublicOrganisation, publication: PublicPublication, *, on: date
) -> Timeline:
    """Return the time line of one organisation's plan as at the day `on`."""
    items = organisation.items
    dated = [item for item in items if item.due and item.due_earliest and item.due_text]
    set_days = [item for item in dated if item.due_from in SET_BY_OTHERS]
    own_days = [item for item in dated if item.due_from is DueFrom.PROMISE]
    later = _later(items, on)
    done = sorted(item.completed or on for item in items if item.timeliness in DONE)
    updates = sorted(update.day for item in items for update in item.updates)
    made = sorted({each.made for each in organisation.recommendations if each.made})
    set_first = [item.due_earliest for item in dated if item.due_earliest]
    return Timeline(
        noun=publication.noun,
        published=publication.published,
        begin=min([publication.published, *updates[:1], *made[:1], *done[:1], *set_first]),
        on=on,
        end=max([on, *(item.due for item in dated if item.due), *(group.last for group in later)]),
        made=tuple(made),
        deadlines=_groups(set_days),
        promises=_groups(own_days),
        later=later,
        updates=tuple(updates),
        completed=tuple(done),
        total=len(items),
        unseen=len(items) - len(dated),
    )


def _later(items: Iterable[PublicItem], on: date) -> tuple[DateGroup, ...]:
    """Return what is open and promised for after a day, where that is no deadline of its own."""
    found: dict[tuple[date, date, str], list[PublicItem]] = {}
    for item in items:
        promise = item.promise
        if promise is None or item.timeliness in SETTLED:
            continue
        is_binding = item.due_from is DueFrom.PROMISE and item.due == promise.latest
        if promise.earliest and promise.latest and promise.latest > on and not is_binding:
            key = promise.earliest, promise.latest, promise.words
            found.setdefault(key, []).append(item)
    return tuple(
        DateGroup(first, last, label, words.count(len(own), "item"), tuple(own))
        for (first, last, label), own in sorted(found.items())
    )


def counts_of(items: Iterable[PublicItem]) -> str:
    """Return how items stand: `1 complete, 13 overdue`."""
    return ", ".join(words.tally(map(counted_as, items)))


def _groups(items: Sequence[PublicItem]) -> tuple[DateGroup, ...]:
    found: dict[tuple[date, date, str], list[PublicItem]] = {}
    for item in items:
        if item.due and item.due_earliest and item.due_text:
            found.setdefault((item.due_earliest, item.due, item.due_text), []).append(item)
    return tuple(
        DateGroup(
            first,
            last,
            words.long_window(parse_window(text)),
            counts_of(own),
            tuple(sorted(own, key=lambda item: MARKS.index(item.mark))),
        )
        for (first, last, text), own in sorted(found.items())
    )
