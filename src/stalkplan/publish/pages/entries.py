"""Every item of a page: its anchor, what it is in words, whose it is and where it stands."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from stalkplan.privacy.public_types import (
    PublicItem,
    PublicOrganisation,
    PublicRecommendation,
    PublicRequirement,
)
from stalkplan.publish.pages.gaps import has, same_answers
from stalkplan.record.dates import parse_window
from stalkplan.record.fields import WITHHELD
from stalkplan.reports.item_words import whose_word
from stalkplan.verdict import words
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.groups import no_owner_heading
from stalkplan.verdict.items import Kind
from stalkplan.verdict.state_words import KINDS, NONE_YET, Standing, counted_as
from stalkplan.verdict.timeliness import DONE, SET_ASIDE, WAITING, Assurance, Timeliness


class ItemEntry(NamedTuple):
    """An item, its anchor, where it stands in words, and what its flags say.

    `label` is its id as people read it, `what` the text of what is promised or asked, behind what
    the plan `lacks`; `owner` is None where nobody is one, and `no_owner` says why. `promised` is
    the date promised and `when` that on which it was done or is due, in words. `extension` says who
    has granted a later date, `whose` on whose word it is complete, `untold` that the plan does not
    show what another body reports; each may be empty.
    """

    item: PublicItem
    label: str
    anchor: str
    lacks: str
    what: str
    owner: str | None
    no_owner: str
    promised: str
    standing: str
    when: str
    whose: str
    untold: str
    extension: str
    notes: tuple[str, ...]


class RequirementEntry(NamedTuple):
    """A requirement with its items, and whether the answer states another deadline.

    `copied` says of which answers its own is a copy, and is empty for none.
    """

    requirement: PublicRequirement
    anchor: str
    entries: tuple[ItemEntry, ...]
    is_restated: bool
    copied: str


class RecommendationEntry(NamedTuple):
    """A recommendation with its requirements; without an anchor if its only requirement has it.

    `standing` says how many of its items are in each state, and it `is_late` if one of them is
    overdue; `undivided` are the refs of
    requirements for which one text is all that is known.
    """

    recommendation: PublicRecommendation
    anchor: str | None
    standing: str
    is_late: bool
    answers: tuple[RequirementEntry, ...]
    undivided: tuple[tuple[str, ...], ...]


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
    for _, _, requirements in _anchored(organisation):
        for _, _, items in requirements:
            yield from items


def requirement_anchors(organisation: PublicOrganisation) -> Mapping[str, str]:
    """Return the anchor of each requirement, by its ref."""
    return {
        requirement.ref: anchor
        for _, _, requirements in _anchored(organisation)
        for requirement, anchor, _ in requirements
    }


def entries_of(organisation: PublicOrganisation) -> Iterable[RecommendationEntry]:
    """Yield every recommendation of an organisation with its requirements and their items."""
    copies = {ref: refs for refs in same_answers(organisation) for ref in refs}
    for recommendation, anchor, requirements in _anchored(organisation):
        answers = tuple(
            _answered(r, own, items, copies.get(r.ref, ())) for r, own, items in requirements
        )
        same = undivided((r.ref, r.asked) for r in recommendation.requirements)
        states = [counted_as(item) for each in requirements for item, _ in each.items]
        standing, is_late = words.listed(words.tally(states)), Standing.OVERDUE in states
        yield RecommendationEntry(recommendation, anchor, standing, is_late, answers, same)


def undivided(asked: Iterable[tuple[str, str | None]]) -> tuple[tuple[str, ...], ...]:
    """Return the refs of requirements that ask for the same, for each text that several share."""
    refs: dict[str | None, list[str]] = {}
    for ref, text in asked:
        refs.setdefault(text, []).append(ref)
    return tuple(tuple(own) for text, own in refs.items() if text and len(own) > 1)


class _Anchored(NamedTuple):
    """A requirement with its anchor, and its items with theirs."""

    requirement: PublicRequirement
    anchor: str
    items: tuple[tuple[PublicItem, str], ...]


def _anchored(
    organisation: PublicOrganisation,
) -> Iterable[tuple[PublicRecommendation, str | None, tuple[_Anchored, ...]]]:
    """Yield every recommendation with its anchor, if it has one of its own, and its requirements.

    Recommendations take theirs first: other pages link to them.
    """
    anchors = _Anchors()
    taken = {each.number: anchors.of(each.number) for each in organisation.recommendations}
    for recommendation in organisation.recommendations:
        number = recommendation.number
        is_own = all(requirement.ref == number for requirement in recommendation.requirements)
        requirements = []
        for requirement in recommendation.requirements:
            own = taken[number] if is_own else anchors.of(requirement.ref)
            items = tuple(
                (item, own if item.id == requirement.ref else anchors.of(item.id))
                for item in requirement.items
            )
            requirements.append(_Anchored(requirement, own, items))
        yield recommendation, None if is_own else taken[number], tuple(requirements)


def _answered(
    requirement: PublicRequirement,
    anchor: str,
    items: Iterable[tuple[PublicItem, str]],
    copies: Sequence[str],
) -> RequirementEntry:
    others = [ref for ref in copies if ref != requirement.ref]
    same = f"the answer has the same words as that of {words.listed(others)}" if others else ""
    return RequirementEntry(
        requirement,
        anchor,
        tuple(_entry(item, requirement, own) for item, own in items),
        any(has(item, Flag.DEADLINE_RESTATED) for item in requirement.items),
        next(
            (same or said for i in requirement.items for f, said in i.flags if f is Flag.COPIED), ""
        ),
    )


_SAID_ELSEWHERE = (
    *(Flag.COPIED, Flag.DEADLINE_RESTATED, Flag.EXTENDED, Flag.NO_OWNER),
    *(Flag.VAGUE_PROMISE, Flag.PROMISED_LATE, Flag.PROMISE_MOVED),
)
"""Flags whose sentence stands with the answer, or is in the deadline, the owner or the promise."""


def _entry(
    item: PublicItem,
    requirement: PublicRequirement,
    anchor: str,
) -> ItemEntry:
    lacks, what = _what(item, requirement)
    owner = None if item.owner == WITHHELD else item.owner
    no_owner = "withheld" if item.owner == WITHHELD else "none named"
    no_action = KINDS[Kind.NO_ACTION].lacks if item.is_asked else NONE_YET
    return ItemEntry(
        item,
        item_label(item),
        anchor,
        lacks,
        what,
        owner,
        no_owner if item.kind is Kind.ACTION or item.owner else no_action,
        _promised(item),
        _standing(item),
        _when(item),
        "" if item.assurance is Assurance.DISCHARGED else whose_word(item),
        _untold(item),
        next((said for flag, said in item.flags if flag is Flag.EXTENDED), ""),
        tuple(said for flag, said in item.flags if flag not in _SAID_ELSEWHERE),
    )


def _untold(item: PublicItem) -> str:
    """Return what the plan has of an item that another body met: nothing, or no update."""
    if item.discharged is None or item.updates:
        return ""
    if item.kind is Kind.NO_RESPONSE:
        return "The plan does not say so: it has no answer and no update."
    return "The plan has no update on it."


def item_label(item: PublicItem) -> str:
    """Return the id of an item as people read it: `28.1 (publish)` and not `28.1/publish`."""
    ref, _, name = item.id.partition("/")
    if item.kind is Kind.ACTION or not name or ref != item.ref:
        return item.id
    window = item.due_text == name and item.due_words
    return f"{ref} ({window or name})"


def _what(item: PublicItem, requirement: PublicRequirement) -> tuple[str, str]:
    """Return what the plan lacks for an item, and what it promises or is asked to do."""
    asked = requirement.asked or "We have no summary of what was asked."
    if item.discharged:
        met = f"{words.capital(str(item.met))} by {item.discharged.by}"
        if item.met_later:  # the day beside it is the plan's
            met = f"{met}, {words.short_window(parse_window(item.discharged.on))}"
        return f"{met}.", asked if item.is_withheld else item.summary or asked
    if item.is_withheld:
        return "Withheld.", ""
    if item.kind is Kind.ACTION:
        return ("", item.summary) if item.summary else ("The plan does not say what.", "")
    lacks = item.is_asked and item.timeliness not in DONE
    return f"{no_owner_heading(item.kind)}." if lacks else "", asked


def _promised(item: PublicItem) -> str:
    """Return the date promised, and the first one if it has moved; nothing without a promise."""
    if item.promise is None:
        return ""
    first = item.first_promise.words if item.first_promise else item.promise.words
    moved = f"; at first, {first}" if first != item.promise.words else ""
    return f"{item.promise.words}{moved}"


def _standing(item: PublicItem) -> str:
    """Return where an item stands, for a label: `Overdue by 606 days`."""
    if item.timeliness is Timeliness.OVERDUE:
        return f"Overdue by {item.state}" if item.days_late else "Overdue"
    if item.timeliness is Timeliness.COMPLETE_LATE and item.days_late:
        return f"Complete, {item.late_by} late"
    if item.unclear_in:
        return f"Unclear: {item.unclear_in}, which is not over"
    standing = f"due {item.state}" if item.state.startswith(("in ", "today")) else item.state
    return words.capital(standing)


def _when(item: PublicItem) -> str:
    """Return when an item was done and how late, or when it is due: `8 Jun 2025, 76 days late`."""
    if item.timeliness in DONE:
        met = item.discharged if item.assurance is Assurance.DISCHARGED else None
        day = words.short_date(item.completed) if item.completed else ""
        day = words.short_window(parse_window(met.on)) if met else day
        return ", ".join(filter(None, (day, item.late_by and f"{item.late_by} late"))) or WITHHELD
    due = words.short_window(parse_window(item.due_text)) if item.due_text else ""
    if item.timeliness in SET_ASIDE:
        return f"was due {due}" if due else "no date"
    if counted_as(item) is Standing.NOT_ASKED:
        return f"due {due}, {item.state}" if due else item.state
    if item.timeliness in WAITING:
        return f"due {due}, {item.state}" if due else "date withheld"
    return f"due {due}" if due else item.state
