"""What stands on the page of an organisation, in the order in which it stands there."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from stalkplan.privacy.public_types import (
    PublicItem,
    PublicOrganisation,
    PublicPublication,
)
from stalkplan.publish.pages.accepted import Accepted, accepted_of, declined_in_words
from stalkplan.publish.pages.entries import ItemEntry, RecommendationEntry, entries_of
from stalkplan.publish.pages.gaps import Gap, gaps_of, has, not_shown
from stalkplan.publish.pages.recent import Recent, recent_of
from stalkplan.publish.pages.timeline import Timeline, timeline_of
from stalkplan.publish.pages.timeline_broad import broad, unit_of
from stalkplan.publish.pages.timeline_legend import Key, keys_of
from stalkplan.publish.pages.timeline_shapes import Drawing
from stalkplan.publish.pages.timeline_tall import tall
from stalkplan.publish.pages.whose_word import says_anything, word_of_plan
from stalkplan.record.fields import WITHHELD
from stalkplan.verdict import words
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.groups import by_deadline, no_owner_heading
from stalkplan.verdict.items import Kind
from stalkplan.verdict.nouns import Met, verbs_of
from stalkplan.verdict.recorded_words import made_later
from stalkplan.verdict.state_words import NOT_ASKED_FOR, Standing, counted_as, stands_in
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


class ItemGroup(NamedTuple):
    """Items that stand together under a title, with an anchor of their own or none."""

    title: str
    anchor: str
    entries: tuple[ItemEntry, ...]


class OrganisationView(NamedTuple):
    """A page of one organisation.

    `made_to` says how many recommendations are made to the organisation, `made_later` which of them
    after the day of the page, and `word` on whose word the plan stands. The plan has as many
    `actions`. It `is_asked` for something by that day, and `plan_is_out` if it answered by then.
    `owners` are the items of each owner. `sources` are where the wording was read, each with the
    numbers of its recommendations. `labels`, `anchors` and `themes` are those of items and
    requirements, by their ids.
    """

    on: date
    organisation: PublicOrganisation
    publication: PublicPublication
    figures: tuple[Figure, ...]
    timeline: Timeline
    unit: int
    drawings: tuple[Drawing, ...]
    legend: tuple[Key, ...]
    rows: tuple[DeadlineCounts, ...]
    made_to: str
    made_later: str
    actions: int
    is_asked: bool
    plan_is_out: bool
    word: str
    overdue: tuple[ItemGroup, ...]
    recent: Recent
    others: tuple[ItemGroup, ...]
    accepted: tuple[Accepted, ...]
    gaps: tuple[Gap, ...]
    not_shown: tuple[Gap, ...]
    owners: tuple[ItemGroup, ...]
    parts: tuple[RecommendationEntry, ...]
    sources: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]
    anchors: Mapping[str, str]
    themes: Mapping[str, str]


def organisation_view(
    organisation: PublicOrganisation, publication: PublicPublication, *, on: date
) -> OrganisationView:
    """Return what stands on the page of an organisation on the day `on`."""
    timeline = timeline_of(organisation, publication, on=on)
    parts = tuple(entries_of(organisation))
    entries = [entry for part in parts for answered in part.answers for entry in answered.entries]
    late = [entry for entry in entries if entry.item.timeliness is Timeliness.OVERDUE]
    accepted = accepted_of(organisation)
    is_asked = any(item.is_asked for item in organisation.items)
    return OrganisationView(
        on,
        organisation,
        publication,
        tuple(_figures(organisation.items, accepted)),
        timeline,
        unit_of(timeline.deadlines),
        (broad(timeline), tall(timeline)),
        keys_of(timeline),
        tuple(_rows(timeline, organisation.items)),
        _made_to(organisation, publication),
        _made_later(organisation, publication),
        sum(item.kind is Kind.ACTION for item in organisation.items),
        is_asked,
        is_asked and organisation.source is not None and says_anything(organisation),
        word_of_plan(organisation),
        tuple(_overdue(late)),
        recent_of(organisation.items, on=on),
        tuple(_others(entries)),
        accepted,
        tuple(gaps_of(organisation, publication)),
        tuple(not_shown(organisation, publication)),
        tuple(_owners(entries)),
        parts,
        _sources(organisation),
        {entry.item.id: entry.label for entry in entries},
        {a.requirement.ref: a.anchor for part in parts for a in part.answers}
        | {entry.item.id: entry.anchor for entry in entries},
        dict(_themes(parts)),
    )


def _themes(parts: Iterable[RecommendationEntry]) -> Iterable[tuple[str, str]]:
    """Yield the theme of every requirement and item, by id: of a long one as much as is read."""
    for part in parts:
        theme = words.cut(part.recommendation.theme or "", 40)
        for answered in part.answers:
            yield answered.requirement.ref, theme
            yield from ((entry.item.id, theme) for entry in answered.entries)


def _figures(items: Sequence[PublicItem], accepted: Sequence[Accepted]) -> Iterable[Figure]:
    """Return what the headline does not say in figures, each with the anchor of its list."""
    late = [item.days_late or 0 for item in items if item.timeliness is Timeliness.OVERDUE]
    if longest := max(late, default=0):
        label = f"{'day' if longest == 1 else 'days'} overdue{', the longest' if late[1:] else ''}"
        yield Figure(longest, label, "late", "overdue")
    unowned = sum(has(item, Flag.NO_OWNER) and not item.is_withheld for item in items)
    actions = "action" if unowned == 1 else "actions"
    yield Figure(unowned, f"{actions} with no owner named", "late", "gaps")
    yield Figure(*declined_in_words(accepted), "accepted")
    done = [item for item in items if item.timeliness in DONE]
    met = [i.met for i in done if i.assurance is Assurance.DISCHARGED and i.met]
    yield Figure(len(done), f"complete{_by_others(met, len(done))}", "done", "complete")
    others = [i for i in items if i.timeliness not in (*DONE, Timeliness.OVERDUE)]
    only_undated = all(counted_as(item) is Standing.NO_DEADLINE for item in others)
    counts = words.listed(words.tally(map(counted_as, others)))
    label = "with no date on record" if only_undated else f"others: {counts}"
    yield Figure(len(others), label if others else "others", "wait", "others")


def _made_to(organisation: PublicOrganisation, publication: PublicPublication) -> str:
    """Return how many recommendations are on record, and made to an organisation, in sentences.

    The last one goes on in what follows, and has no full stop.
    """
    own, held = len(organisation.recommendations), publication.recommendations
    of = publication.recorded.of
    if publication.recorded.missing:
        what = "what one of them asks for" if held == 1 else f"what {held:,} of them ask for"
        on_record = f"We have found {what}. "
    else:
        on_record = "" if of else f"We have {held:,} on record. "
    whole = "them" if held == of else f"the {held:,}"
    share = _ALL.get(own, f"All {own:,}") if own == held else f"{own:,} of {whole}"
    return f"{on_record}{share} {'is' if own == 1 else 'are'} made to this {organisation.noun}"


_ALL = {1: "It", 2: "Both"}


def _made_later(organisation: PublicOrganisation, publication: PublicPublication) -> str:
    """Return which recommendations were made to it after the day of the page; nothing for none."""
    own = {str(recommendation.number) for recommendation in organisation.recommendations}
    recorded = publication.recorded
    later = tuple(number for number in recorded.later if number in own)
    return made_later(recorded._replace(later=later), "the day of this page").strip()


def _sources(organisation: PublicOrganisation) -> Mapping[str, tuple[str, ...]]:
    """Return where the wording was read, each with the numbers of its recommendations."""
    found: dict[str, list[str]] = {}
    for recommendation in organisation.recommendations:
        for source in dict.fromkeys(recommendation.sources):
            found.setdefault(source, []).append(str(recommendation.number))
    return {source: tuple(numbers) for source, numbers in found.items()}


def _by_others(met: Sequence[Met], done: int) -> str:
    """Return how many of what is complete were met by others, and how; nothing for none."""
    if not met:
        return ""
    verbs = verbs_of(met)
    is_one_way = len(set(met)) == 1 and met[0].whom
    how = f"{met[0]}" if is_one_way else f"{verbs} by others"
    return f", {'' if len(met) == done else f'{len(met):,} of them '}{how}"


def _others(entries: Sequence[ItemEntry]) -> Iterable[ItemGroup]:
    """Yield what is not overdue, by what it asks of the reader."""
    groups = {
        "Cannot be judged": UNJUDGED,
        "Not due yet": WAITING,
        NOT_ASKED_FOR: (Standing.NOT_ASKED,),
        "Withdrawn, not counted as complete": (Timeliness.WITHDRAWN,),
        "No longer asked for, not counted as complete": (Timeliness.ENDED,),
        "Complete": DONE,
    }
    for title, states in groups.items():
        own = sorted((e for e in entries if stands_in(e.item, states)), key=_last_day)
        if own:
            yield ItemGroup(title, "complete" if states is DONE else "", tuple(own))


def _overdue(late: Iterable[ItemEntry]) -> Iterable[ItemGroup]:
    """Yield what is overdue by its deadline, the longest overdue first."""
    groups: dict[str, list[ItemEntry]] = {}
    for entry in sorted(late, key=_last_day):
        item = entry.item
        due = f"Due {item.due_words}, {item.state} overdue" if item.due_words else "Date withheld"
        groups.setdefault(due, []).append(entry)
    for due, own in groups.items():
        yield ItemGroup(f"{due}: {words.count(len(own), 'item')}", "", tuple(own))


def _owners(entries: Sequence[ItemEntry]) -> Iterable[ItemGroup]:
    """Yield the items of each owner by name, then those that nobody owns, and why that is."""
    groups: dict[tuple[bool, str], list[ItemEntry]] = {}
    for entry in entries:
        key = (entry.owner is None, entry.owner or _without_owner(entry.item))
        groups.setdefault(key, []).append(entry)
    for key in sorted(groups, key=lambda key: (key[0], key[1].casefold())):
        yield ItemGroup(key[1], "", tuple(groups[key]))


def _without_owner(item: PublicItem) -> str:
    if item.owner == WITHHELD:
        return "Withheld"
    if item.kind is not Kind.ACTION and not item.is_asked:
        return NOT_ASKED_FOR
    if item.discharged:
        return f"No owner named, {item.met} by {item.discharged.by}"
    return no_owner_heading(item.kind)


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
