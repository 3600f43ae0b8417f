"""What stands on the page of an organisation, in the order in which it stands there."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from stalkplan.privacy.public_types import (
    PublicItem,
    PublicOrganisation,
    PublicPublication,
    PublicRecommendation,
    PublicRequirement,
)
from stalkplan.publish.pages.accepted import Accepted, accepted_of, declined_in_words
from stalkplan.publish.pages.gaps import Gap, gaps_of, has, same_answers
from stalkplan.publish.pages.recent import Recent, recent_of
from stalkplan.publish.pages.timeline import Timeline, timeline_of
from stalkplan.publish.pages.timeline_broad import broad, unit_of
from stalkplan.publish.pages.timeline_shapes import Drawing
from stalkplan.publish.pages.timeline_strip import Strip, strip
from stalkplan.publish.pages.timeline_tall import tall
from stalkplan.record.fields import WITHHELD
from stalkplan.verdict import words
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.groups import by_deadline
from stalkplan.verdict.items import Kind
from stalkplan.verdict.state_words import KINDS
from stalkplan.verdict.timeliness import (
    DONE,
    UNJUDGED,
    WAITING,
    Assurance,
    DueFrom,
    Timeliness,
)


class Figure(NamedTuple):
    """A number with what it counts; `style` is late, done or wait, `anchor` that of its list."""

    number: int
    label: str
    style: str
    anchor: str = ""


class DeadlineCounts(NamedTuple):
    """A deadline in numbers."""

    label: str
    items: int
    complete: int
    overdue: int
    other: int


class ItemEntry(NamedTuple):
    """An item, its anchor, where it stands in words, its own time line, and what its flags say.

    `label` is its id as people read it, `what` the text of what is promised or asked, behind what
    the plan `lacks`; `owner` is None where nobody is one, and `no_owner` says why. `extension` says
    who has granted a later date, and is empty if nobody has.
    """

    item: PublicItem
    label: str
    anchor: str
    lacks: str
    what: str
    owner: str | None
    no_owner: str
    standing: str
    strip: Strip | None
    extension: str
    notes: tuple[str, ...]


class ItemGroup(NamedTuple):
    """Items that stand together under a title, with an anchor of their own or none."""

    title: str
    anchor: str
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
    """A page of one organisation.

    `word` says on whose word it stands, `drawn` whether an item has a line of its own; `owners` are
    the items of each owner. `sources` are where the wording was read, each with the numbers of its
    recommendations. `labels` and `anchors` are those of items and requirements, by their ids.
    """

    on: date
    organisation: PublicOrganisation
    publication: PublicPublication
    figures: tuple[Figure, ...]
    timeline: Timeline
    unit: int
    drawings: tuple[Drawing, ...]
    rows: tuple[DeadlineCounts, ...]
    word: str
    drawn: bool
    overdue: tuple[ItemGroup, ...]
    recent: Recent
    others: tuple[ItemGroup, ...]
    accepted: tuple[Accepted, ...]
    gaps: tuple[Gap, ...]
    owners: tuple[ItemGroup, ...]
    parts: tuple[RecommendationEntry, ...]
    sources: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]
    anchors: Mapping[str, str]


def organisation_view(
    organisation: PublicOrganisation, publication: PublicPublication, *, on: date
) -> OrganisationView:
    """Return what stands on the page of an organisation on the day `on`."""
    timeline = timeline_of(organisation, publication, on=on)
    parts = tuple(_parts(organisation, timeline))
    entries = [entry for part in parts for answered in part.answers for entry in answered.entries]
    late = [entry for entry in entries if entry.item.timeliness is Timeliness.OVERDUE]
    accepted = accepted_of(organisation)
    return OrganisationView(
        on,
        organisation,
        publication,
        tuple(_figures(organisation.items, accepted)),
        timeline,
        unit_of(timeline.deadlines),
        (broad(timeline), tall(timeline)),
        tuple(_rows(timeline, organisation.items)),
        _word(organisation.items),
        any(entry.strip for entry in entries),
        tuple(_overdue(late)),
        recent_of(organisation.items, on=on),
        tuple(_others(entries)),
        accepted,
        tuple(gaps_of(organisation, publication)),
        tuple(_owners(entries)),
        parts,
        _sources(organisation),
        {entry.item.id: entry.label for entry in entries},
        {a.requirement.ref: a.anchor for part in parts for a in part.answers}
        | {entry.item.id: entry.anchor for entry in entries},
    )


def _figures(items: Sequence[PublicItem], accepted: Sequence[Accepted]) -> Iterable[Figure]:
    """Return the figures, each with the anchor of its list, and how many answers decline."""
    late, silent, done, others = figures_of(items)
    number, label = declined_in_words(accepted)
    yield late._replace(anchor="overdue")
    yield silent._replace(anchor="silent" if silent.number < late.number else "overdue")
    yield Figure(number, label, "late", "accepted")
    yield done._replace(anchor="complete")
    yield others._replace(anchor="others")


def _word(items: Sequence[PublicItem]) -> str:
    """Return in sentences on whose word the plan stands."""
    done = [item for item in items if item.timeliness in DONE]
    counts = [
        (sum(item.assurance is assurance for item in done), said)
        for assurance, said in (
            (Assurance.CLAIMED, "on the word of the plan alone"),
            (Assurance.VERIFIED, "confirmed by somebody else"),
            (Assurance.DISCHARGED, "met by another body"),
        )
    ]
    told = words.listed([f"{number:,} {said}" for number, said in counts if number])
    complete = f"What is complete: {told}. " if told else ""
    rest = "All else that the plan" if told else "All that the plan"
    return f"{complete}{rest} says of its progress is its own word."


def _sources(organisation: PublicOrganisation) -> Mapping[str, tuple[str, ...]]:
    """Return where the wording was read, each with the numbers of its recommendations."""
    found: dict[str, list[str]] = {}
    for recommendation in organisation.recommendations:
        for source in dict.fromkeys(recommendation.sources):
            found.setdefault(source, []).append(str(recommendation.number))
    return {source: tuple(numbers) for source, numbers in found.items()}


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


class _Anchors:
    """Gives every record an anchor of its own: its id, as far as an address can hold it.

    It begins with a digit or `item-`, as no anchor of the page's own parts does.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, text: str) -> str:
        plain = re.sub(r"[^0-9A-Za-z._/-]+", "-", text)[:80]
        if not plain[:1].isdigit():
            plain = f"item-{plain}"
        anchor, number = plain, 1
        while anchor in self._taken:
            number += 1
            anchor = f"{plain}_{number}"
        self._taken.add(anchor)
        return anchor


def _parts(organisation: PublicOrganisation, timeline: Timeline) -> Iterable[RecommendationEntry]:
    anchors = _Anchors()
    copies = {ref: refs for refs in same_answers(organisation) for ref in refs}
    for recommendation in organisation.recommendations:
        number = str(recommendation.number)
        is_own = all(requirement.ref == number for requirement in recommendation.requirements)
        anchor = None if is_own else anchors.of(number)
        answers = tuple(
            _answered(r, anchors, timeline, copies.get(r.ref, ()))
            for r in recommendation.requirements
        )
        yield RecommendationEntry(recommendation, anchor, answers)


def _answered(
    requirement: PublicRequirement, anchors: _Anchors, timeline: Timeline, copies: Sequence[str]
) -> RequirementEntry:
    anchor = anchors.of(requirement.ref)
    return RequirementEntry(
        requirement,
        anchor,
        tuple(
            _entry(
                item,
                requirement,
                anchor if item.id == requirement.ref else anchors.of(item.id),
                timeline,
                [ref for ref in copies if ref != requirement.ref],
            )
            for item in requirement.items
        ),
        any(has(item, Flag.DEADLINE_RESTATED) for item in requirement.items),
    )


def _entry(
    item: PublicItem,
    requirement: PublicRequirement,
    anchor: str,
    timeline: Timeline,
    copies: Sequence[str],
) -> ItemEntry:
    lacks, what = _what(item, requirement)
    owner = None if item.discharged or item.owner == WITHHELD else item.owner
    no_owner = "withheld" if item.owner == WITHHELD else "none named"
    same = f"the answer has the same words as that of {words.listed(copies)}" if copies else ""
    return ItemEntry(
        item,
        item_label(item),
        anchor,
        lacks,
        what,
        owner,
        no_owner if item.kind is Kind.ACTION or item.owner else "",
        _standing(item),
        strip(item, timeline) if item.updates or item.first_promise else None,
        next((said for flag, said in item.flags if flag is Flag.EXTENDED), ""),
        tuple(
            same if same and flag is Flag.COPIED else said
            for flag, said in item.flags
            if flag is not Flag.EXTENDED
        ),
    )


def item_label(item: PublicItem) -> str:
    """Return the id of an item as people read it: `28.1 (publish)` and not `28.1/publish`."""
    ref, _, name = item.id.partition("/")
    if item.kind is Kind.ACTION or not name or ref != item.ref:
        return item.id
    window = item.due_text == name and item.due_words
    return f"{ref} ({window or name})"


def _what(item: PublicItem, requirement: PublicRequirement) -> tuple[str, str]:
    """Return what the plan lacks for an item, and what it promises or is asked to do."""
    asked = requirement.asked or "We do not have the wording of what was asked."
    if item.discharged:
        return f"{item.met[:1].upper()}{item.met[1:]} by {item.discharged.by}.", asked
    if item.is_withheld:
        return "Withheld.", ""
    if item.kind is Kind.ACTION:
        return ("", item.summary) if item.summary else ("The plan does not say what.", "")
    return "" if item.timeliness in DONE else f"{KINDS[item.kind].heading}.", asked


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
            yield ItemGroup(title, "complete" if states is DONE else "", tuple(own))


def _overdue(late: Sequence[ItemEntry]) -> Iterable[ItemGroup]:
    """Yield what is overdue, the longest first: without an update, then with one."""
    late = sorted(late, key=_last_day)
    silent = tuple(entry for entry in late if entry.item.silent)
    updated = tuple(entry for entry in late if not entry.item.silent)
    if silent:
        yield ItemGroup("No update since the deadline, or none in six months", "silent", silent)
    if updated:
        yield ItemGroup("Overdue, with an update", "", updated)


def _owners(entries: Sequence[ItemEntry]) -> Iterable[ItemGroup]:
    """Yield the items of each owner by name, then those that nobody owns."""
    groups: dict[tuple[bool, str], list[ItemEntry]] = {}
    for entry in entries:
        nobody = entry.item.who if entry.item.discharged else KINDS[entry.item.kind].heading
        nobody = "Withheld" if entry.item.owner == WITHHELD else nobody
        key = (entry.owner is None, entry.owner or nobody)
        groups.setdefault(key, []).append(entry)
    for key in sorted(groups, key=lambda key: (key[0], key[1].casefold())):
        yield ItemGroup(key[1], "", tuple(groups[key]))


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
