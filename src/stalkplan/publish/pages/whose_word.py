"""On whose word pages stand: of one plan by its items, of many by their recommendations."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from stalkplan.privacy.public_types import PublicItem, PublicOrganisation, PublicRecommendation
from stalkplan.verdict import words
from stalkplan.verdict.timeliness import DONE, Assurance


def word_of_plan(organisation: PublicOrganisation) -> str:
    """Return in sentences on whose word the plan stands, if it says anything."""
    body = organisation.noun
    done = [item for item in organisation.items if item.timeliness in DONE]
    by = Counter(item.assurance for item in done if not item.met_later)
    counts = [
        (by[Assurance.CLAIMED], f"on the word of the {body} alone"),
        (by[Assurance.VERIFIED], f"confirmed by {_confirmer(done)}"),
        *((number, how) for how, number in Counter(_met_later(done, body)).items()),
        *((number, how) for how, number in Counter(_met_by(done)).items()),
    ]
    are = f"{words.count(len(done), 'item')} {'is' if len(done) == 1 else 'are'} complete"
    complete = f"{are}{_in_ways(counts)}. " if done else ""
    if not says_anything(organisation):
        return f"{complete}There is no answer in the plan."
    everything = f"Everything {'else ' if done else ''}in the plan"
    is_reopened = any(u.verified_by for i in organisation.items if i not in done for u in i.updates)
    unconfirmed = "" if is_reopened else "; nobody else has confirmed it"
    return f"{complete}{everything} is what the {body} says{unconfirmed}."


def says_anything(organisation: PublicOrganisation) -> bool:
    """Return whether a plan has an answer or an update."""
    requirements = (r for each in organisation.recommendations for r in each.requirements)
    has_answer = any(r.answer and r.answer.position for r in requirements)
    return has_answer or any(item.updates for item in organisation.items)


def _in_ways(counts: Iterable[tuple[int, str]]) -> str:
    """Return how many are complete in which way, to follow how many there are in all."""
    found = [(number, how) for number, how in counts if number]
    if len(found) == 1:
        return f", {found[0][1]}"
    return f": {words.listed([f'{number:,} {how}' for number, how in found])}"


def _confirmer(done: Iterable[PublicItem]) -> str:
    """Return who has confirmed what is complete, if the record names one and no other."""
    confirmed = (item for item in done if item.assurance is Assurance.VERIFIED)
    updates = chain.from_iterable(item.updates for item in confirmed)
    names = {update.verified_by for update in updates if update.verified_by}
    return names.pop() if len(names) == 1 else "somebody else"


def _met_later(done: Iterable[PublicItem], body: str) -> Iterator[str]:
    """Yield what another body did of an item that the plan had called complete, for each such."""
    for item in done:
        if item.met_later and item.discharged and item.met:
            closed = item.met.is_closed and f"{item.met} by {item.discharged.by}"
            yield f"reported by the {body} and later {closed or 'met by another body'}"


def _met_by(done: Iterable[PublicItem]) -> Iterator[str]:
    """Yield who reports that another body met an item, and how, for each that was met so."""
    for item in done:
        met, by = item.met, item.discharged and item.discharged.by
        if item.assurance is Assurance.DISCHARGED and met and not item.met_later:
            yield f"{met} by {by}" if met.is_closed else f"reported by {by} as {met}"


def word_of_plans(organisations: Iterable[PublicOrganisation], noun: str) -> str:
    """Return in sentences on whose word several plans stand; `noun` is what has one.

    Nothing but what is complete if no plan says anything.
    """
    plans = [*organisations]
    made = [each for organisation in plans for each in organisation.recommendations]
    total, said = _complete(made, noun)
    are = f"{words.count(total, 'recommendation')} {'is' if total == 1 else 'are'} complete"
    complete = f"{are}{said}. " if total else ""
    if not any(map(says_anything, plans)):
        return f"{complete}There is no answer in any plan."
    everything = f"Everything {'else ' if total else ''}in the plans is what each {noun} says"
    return f"{complete}{everything}, unless its page names who confirmed it."


def word_of_one(made: Sequence[PublicRecommendation], noun: str) -> str:
    """Return in sentences on whose word one recommendation is complete, made to each of several."""
    total, said = _complete(made, noun)
    complete = f"It is complete with {words.count(total, noun)}{said}. " if total else ""
    everything = f"Everything {'else ' if total else ''}is what the plan of each {noun} says"
    return f"{complete}{everything}, unless its page names who confirmed it."


def _complete(made: Iterable[PublicRecommendation], noun: str) -> tuple[int, str]:
    """Return how many are complete, and on whose word: the weakest of those of its items."""
    weakest = Counter(
        _weakest([*map(_strength, items)])
        for items in map(_items, made)
        if all(item.timeliness in DONE for item in items)
    )
    ways = (
        f"on the word of the {noun} alone",
        f"in part on the word of the {noun} alone",
        "confirmed by somebody else",
        "reported by another body",
    )
    return weakest.total(), _in_ways((weakest[n], way) for n, way in enumerate(ways))


def _strength(item: PublicItem) -> int:
    """Return whose word it is complete on: 0 its own, 2 that of who checked, 3 another body's."""
    if item.assurance is Assurance.CLAIMED and not item.met_later:
        return 0
    return 2 if item.assurance is Assurance.VERIFIED else 3


def _weakest(strengths: Sequence[int]) -> int:
    """Return the weakest of the words on which items are complete: 1 if only some are its own."""
    return min(strengths) or int(max(strengths) > 0)


def _items(recommendation: PublicRecommendation) -> Sequence[PublicItem]:
    return [item for requirement in recommendation.requirements for item in requirement.items]
