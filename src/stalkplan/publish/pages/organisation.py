"""What stands on the page of an organisation, in the order in which it stands there."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from stalkplan.privacy.public_types import (
    PublicItem,
    PublicOrganisation,
    PublicPublication,
    PublicRecommendation,
    PublicRequirement,
)
from stalkplan.publish.pages.gaps import Gap, gaps_of, has
from stalkplan.publish.pages.timeline import Timeline, timeline_of
from stalkplan.publish.pages.timeline_broad import broad, middle, unit_of
from stalkplan.publish.pages.timeline_legend import Key, keys_of
from stalkplan.publish.pages.timeline_shapes import Drawing
from stalkplan.publish.pages.timeline_strip import Strip, strip
from stalkplan.publish.pages.timeline_tall import tall
from stalkplan.verdict import words
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.groups import by_deadline
from stalkplan.verdict.timeliness import (
    DONE,
    UNJUDGED,
    WAITING,
    Assurance,
    DueFrom,
    Timeliness,
)


class Figure(NamedTuple):
    """A number with what it counts; `style` is late, done or wait."""

    number: int
    label: str
    style: str


class DeadlineCounts(NamedTuple):
    """A deadline in numbers."""

    label: str
    items: int
    complete: int
    overdue: int
    other: int


class ItemEntry(NamedTuple):
    """An item, its anchor, where it stands in words, its own time line, and what its flags say.

    `extension` says who has granted a later date, and is empty if nobody has.
    """

    item: PublicItem
    anchor: str
    standing: str
    strip: Strip | None
    extension: str
    notes: tuple[str, ...]


class ItemGroup(NamedTuple):
    """Items that ask the same of the reader."""

    title: str
    entries: tuple[ItemEntry, ...]


class RequirementEntry(NamedTuple):
    """A requirement with its items, and whether the answer states another deadline."""

    requirement: PublicRequirement
    anchor: str
    entries: tuple[ItemEntry, ...]
    is_restated: bool


class RecommendationEntry(NamedTuple):
    """A recommendation with its requirements; without an anchor if its only requirement has it."""

    recommendation: PublicRecommendation
    anchor: str | None
    answers: tuple[RequirementEntry, ...]


class OrganisationView(NamedTuple):
    """A page of one organisation."""

    on: date
    organisation: PublicOrganisation
    publication: PublicPublication
    figures: tuple[Figure, ...]
    timeline: Timeline
    unit: int
    drawings: tuple[Drawing, ...]
    legend: tuple[Key, ...]
    rows: tuple[DeadlineCounts, ...]
    overdue: tuple[ItemEntry, ...]
    others: tuple[ItemGroup, ...]
    gaps: tuple[Gap, ...]
    parts: tuple[RecommendationEntry, ...]


def organisation_view(
    organisation: PublicOrganisation, publication: PublicPublication, *, on: date
) -> OrganisationView:
    """Return what stands on the page of an organisation on the day `on`."""
    timeline = timeline_of(organisation, publication, on=on)
    parts = tuple(_parts(organisation, timeline))
    entries = [entry for part in parts for answered in part.answers for entry in answered.entries]
    late = [entry for entry in entries if entry.item.timeliness is Timeliness.OVERDUE]
    return OrganisationView(
        on,
        organisation,
        publication,
        tuple(figures_of(organisation.items)),
        timeline,
        unit_of(timeline.deadlines),
        (broad(timeline), middle(timeline), tall(timeline)),
        keys_of(timeline),
        tuple(_rows(timeline, organisation.items)),
        tuple(sorted(late, key=_last_day)),
        tuple(_others(entries)),
        tuple(gaps_of(organisation, publication)),
        parts,
    )


def figures_of(items: Sequence[PublicItem]) -> Iterable[Figure]:
    """Return four figures: overdue, those of them without an update, complete, all others."""
    late = [item for item in items if item.timeliness is Timeliness.OVERDUE]
    silent = sum(item.silent for item in late)
    done = [item for item in items if item.timeliness in DONE]
    met = [item.met for item in done if item.assurance is Assurance.DISCHARGED]
    others = [i for i in items if i.timeliness not in (*DONE, Timeliness.OVERDUE)]
    yield Figure(len(late), "overdue", "late")
    recent = any(i.silent and i.due and (i.last_update or date.min) > i.due for i in late)
    lack = "no recent update" if recent else "no update since the deadline"
    yield Figure(silent, f"of those with {lack}", "late")
    yield Figure(len(done), f"complete{_by_others(met, len(done))}", "done")
    only_undated = all(item.timeliness is Timeliness.NO_DEADLINE for item in others)
    counts = words.listed(words.tally(item.timeliness for item in others))
    label = "with no date, so never late" if only_undated else f"others: {counts}"
    yield Figure(len(others), label if others else "others", "wait")


def _by_others(met: Sequence[str], done: int) -> str:
    """Return how many of what is complete were met by others, and how; nothing for none."""
    if not met:
        return ""
    how = met[0] if len(set(met)) == 1 else "met by others"
    return f", {'' if len(met) == done else f'{len(met):,} of them '}{how}"


def anchor_of(text: str) -> str:
    """Return the anchor of a recommendation, or of any record whose anchor no other has taken."""
    plain = re.sub(r"[^0-9A-Za-z._/-]+", "-", text)[:80]
    return plain if plain[:1].isdigit() else f"item-{plain}"


class _Anchors:
    """Gives every record an anchor of its own: its id, as far as an address can hold it.

    It begins with a digit or `item-`, as no anchor of the page's own parts does.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, text: str) -> str:
        plain = anchor_of(text)
        anchor, number = plain, 1
        while anchor in self._taken:
            number += 1
            anchor = f"{plain}_{number}"
        self._taken.add(anchor)
        return anchor


def item_anchors(organisation: PublicOrganisation) -> Iterable[tuple[PublicItem, str]]:
    """Yield every item with its anchor on the page, in the order of the files."""
    anchors = _Anchors()
    for recommendation in organisation.recommendations:
        if any(r.ref != recommendation.number for r in recommendation.requirements):
            anchors.of(recommendation.number)
        for requirement in recommendation.requirements:
            own = anchors.of(requirement.ref)
            for item in requirement.items:
                yield item, own if item.id == requirement.ref else anchors.of(item.id)


def _parts(organisation: PublicOrganisation, timeline: Timeline) -> Iterable[RecommendationEntry]:
    anchors = _Anchors()
    numbers = [each.number for each in organisation.recommendations]
    taken = {number: anchors.of(number) for number in numbers}  # first, as other pages link to them
    for recommendation in organisation.recommendations:
        number = recommendation.number
        is_own = all(requirement.ref == number for requirement in recommendation.requirements)
        answers = tuple(
            _answered(r, taken[number] if is_own else anchors.of(r.ref), anchors, timeline)
            for r in recommendation.requirements
        )
        yield RecommendationEntry(recommendation, None if is_own else taken[number], answers)


def _answered(
    requirement: PublicRequirement, anchor: str, anchors: _Anchors, timeline: Timeline
) -> RequirementEntry:
    return RequirementEntry(
        requirement,
        anchor,
        tuple(
            ItemEntry(
                item,
                anchor if item.id == requirement.ref else anchors.of(item.id),
                _standing(item),
                strip(item, timeline),
                next((said for flag, said in item.flags if flag is Flag.EXTENDED), ""),
                tuple(said for flag, said in item.flags if flag is not Flag.EXTENDED),
            )
            for item in requirement.items
        ),
        any(has(item, Flag.DEADLINE_RESTATED) for item in requirement.items),
    )


def _standing(item: PublicItem) -> str:
    """Return where an item stands, for a label: `Overdue, 606 days`."""
    if item.timeliness is Timeliness.OVERDUE:
        return f"Overdue, {item.state}" if item.days_late else "Overdue"
    if item.timeliness is Timeliness.COMPLETE_LATE and item.days_late:
        return f"Complete, {words.count(item.days_late, 'day')} late"
    standing = f"due {item.state}" if item.state.startswith(("in ", "today")) else item.state
    return standing[:1].upper() + standing[1:]


def _others(entries: Sequence[ItemEntry]) -> Iterable[ItemGroup]:
    """Yield what is not overdue, by what it asks of the reader."""
    groups = {
        "Cannot be judged": UNJUDGED,
        "Not due yet": WAITING,
        "Withdrawn, not counted as complete": (Timeliness.WITHDRAWN,),
        "No longer asked for, not counted as complete": (Timeliness.ENDED,),
        "Complete": DONE,
    }
    for title, states in groups.items():
        own = sorted((e for e in entries if e.item.timeliness in states), key=_last_day)
        if own:
            yield ItemGroup(title, tuple(own))


def _last_day(entry: ItemEntry) -> date:
    return entry.item.due or date.max


def _rows(timeline: Timeline, items: Sequence[PublicItem]) -> Iterable[DeadlineCounts]:
    promises = [group.label for group in timeline.promises]
    for group in by_deadline(items):
        if group.items:
            is_one_promise = group.due_from is DueFrom.PROMISE and len(promises) == 1
            label = f"{group.label}, {promises[0]}" if is_one_promise else group.label
            yield _row(label, group.items)


def _row(label: str, items: Sequence[PublicItem]) -> DeadlineCounts:
    done = sum(item.timeliness in DONE for item in items)
    late = sum(item.timeliness is Timeliness.OVERDUE for item in items)
    return DeadlineCounts(label, len(items), done, late, len(items) - done - late)
