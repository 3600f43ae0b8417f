"""Answers that are copies: from one plan to another, or within one plan."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz

from stalkplan.record.model import Organisation
from stalkplan.verdict.items import Item
from stalkplan.verdict.same_text import comparable

NEAR = 90
"""Per cent of two answers' letters that must agree. In the one plan that was read the answers
that repeat another agree in 97.3 or more, and no other two in over 50.4; what is put together from
the same stock of phrases reaches 84."""

SHORTEST = 60
"""Letters in an answer, ten words or so: in fewer two people may well say the same."""


class Between(NamedTuple):
    """Organisations that give one answer, by the refs of the requirements; in per cent how alike.

    `similarity` is how alike the two least alike of these copies are.
    """

    organisations: tuple[Organisation, ...]
    refs: tuple[str, ...]
    similarity: float


class Within(NamedTuple):
    """One organisation that gives one answer to several requirements: each set of them."""

    organisation: Organisation
    sets: tuple[tuple[str, ...], ...]
    similarity: float


class Copies(NamedTuple):
    """What was copied between plans, the most answers first, and within plans."""

    between: tuple[Between, ...]
    within: tuple[Within, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """How many sets of answers with one text there are in each, in this order."""
        return tuple(map(len, (*(b.refs for b in self.between), *(w.sets for w in self.within))))


def copies_of(items: Iterable[Item]) -> Copies:
    """Return the answers that are copies, of those that speak for the requirements of these items.

    Letters and digits alone are compared, case aside. What resembles a copy belongs to its set.
    """
    organisations: dict[str, Organisation] = {}
    by_plan: dict[str, dict[str, str]] = defaultdict(dict)
    by_ref: dict[str, dict[str, str]] = defaultdict(dict)
    for item in items:
        said = comparable(item.response.position) if item.response else ""
        if len(said) >= SHORTEST:
            organisations[item.organisation.id] = item.organisation
            by_plan[item.organisation.id][item.ref] = said
            by_ref[item.ref][item.organisation.id] = said
    return Copies(tuple(_between(by_ref, organisations)), tuple(_within(by_plan, organisations)))


def alike(answers: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], float]]:
    """Yield the names whose answers hang together as copies, and how alike the least alike are."""
    set_of = {name: {name} for name in answers}
    least: dict[str, float] = {}
    for one, other in combinations(answers, 2):
        similarity = fuzz.ratio(answers[one], answers[other], score_cutoff=NEAR)
        if similarity:
            joined = set_of[one] | set_of[other]
            lowest = min(similarity, *(least.get(name, similarity) for name in joined))
            for name in joined:
                set_of[name], least[name] = joined, lowest
    seen: set[str] = set()
    for name, joined in set_of.items():
        if len(joined) > 1 and name not in seen:
            seen |= joined
            yield tuple(n for n in answers if n in joined), least[name]


def _between(
    by_ref: Mapping[str, Mapping[str, str]], organisations: Mapping[str, Organisation]
) -> list[Between]:
    found: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
    for ref, answers in by_ref.items():
        for ids, similarity in alike(answers):
            found[ids][ref] = similarity
    sets = [
        Between(tuple(organisations[id_] for id_ in ids), tuple(refs), min(refs.values()))
        for ids, refs in found.items()
    ]
    return sorted(sets, key=lambda one: -len(one.refs) * (len(one.organisations) - 1))


def _within(
    by_plan: Mapping[str, Mapping[str, str]], organisations: Mapping[str, Organisation]
) -> Iterator[Within]:
    for id_, answers in by_plan.items():
        found = list(alike(answers))
        if found:
            least = min(similarity for _, similarity in found)
            yield Within(organisations[id_], tuple(refs for refs, _ in found), least)
