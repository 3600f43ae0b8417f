"""What a plan does not tell: what its public record leaves open, in sentences."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicItem, PublicOrganisation, PublicPublication
from stalkplan.record.fields import WITHHELD
from stalkplan.verdict import words
from stalkplan.verdict.flag_entry import Among, FlagGap
from stalkplan.verdict.flags import FLAGS, Flag
from stalkplan.verdict.items import Kind
from stalkplan.verdict.nouns import MET_FOR_ALL
from stalkplan.verdict.same_text import comparable
from stalkplan.verdict.timeliness import DONE, Assurance


class Gap(NamedTuple):
    """One thing that the plan leaves open, and where."""

    what: str
    text: str


def gaps_of(organisation: PublicOrganisation, publication: PublicPublication) -> list[Gap]:
    """Return everything that the plan of an organisation leaves open, the most basic first.

    The numbers are places, as those of the gaps in FLAGS.
    """
    items = organisation.items
    gaps: list[tuple[int, Iterable[Gap]]] = [
        (20, _days(items)),
        (30, _answers(organisation)),
        (40, _copies(organisation)),
        (50, _without_update(items)),
        (1000, _kept(organisation, publication)),
    ]
    for flag, entry in FLAGS.items():
        if entry.gap:
            found = _flagged(items, flag, entry.gap, publication.noun)
            gaps.append((entry.gap.place, found))
    return [gap for _, own in sorted(gaps, key=lambda placed: placed[0]) for gap in own]


def _flagged(
    items: Sequence[PublicItem], flag: Flag, gap: FlagGap, publication: str
) -> Iterator[Gap]:
    """Yield the gap that a flag is, in the words of its row."""
    noun, belongs = _AMONG[gap.among]
    among = [item for item in items if belongs(item)]
    flagged = [item for item in among if has(item, flag)]
    if flagged:
        sentence = gap.one if len(flagged) == 1 else gap.many
        text = sentence.format(
            ids=words.listed([item.id for item in flagged]),
            refs=words.listed(list(dict.fromkeys(item.ref for item in flagged))),
            share=_of(flagged, among, noun),
            noun=publication,
        )
        yield Gap(gap.title, text)


_AMONG: Mapping[Among, tuple[str, Callable[[PublicItem], bool]]] = {
    Among.ITEMS: ("item", lambda _: True),
    Among.ACTIONS: ("action", lambda item: item.kind is Kind.ACTION and not item.is_withheld),
    Among.CLAIMS: (
        "item",
        lambda item: item.timeliness in DONE and item.assurance is Assurance.CLAIMED,
    ),
}
"""What each kind of item is called, and which ones belong to it."""


def _days(items: Sequence[PublicItem]) -> Iterator[Gap]:
    promised = [item for item in items if item.promise and item.promise.text != WITHHELD]
    spans = [i for i in promised if i.promise and i.promise.earliest != i.promise.latest]
    vague = [i for i in promised if i.promise and i.promise.earliest is None]
    if not (spans or vague):
        return
    whole = _of([*spans, *vague], promised, "promise")
    parts = [f"{len(spans):,} a month or more"] if spans else []
    parts += [f"{len(vague):,} no date at all"] if vague else []
    verb = "names" if len(spans) + len(vague) == 1 else "name"
    yield Gap("By what day", f"{whole} {verb} no day: {words.listed(parts)}.")


def _answers(organisation: PublicOrganisation) -> Iterator[Gap]:
    requirements = [r for each in organisation.recommendations for r in each.requirements]
    missing = [requirement.ref for requirement in requirements if requirement.answer is None]
    blank = [r for r in requirements if r.answer and r.answer.position is None]
    met = [r.ref for r in blank if all(item.discharged for item in r.items)]
    is_for_all = all(item.met in MET_FOR_ALL for r in blank if r.ref in met for item in r.items)
    though = f", though met {'for all ' if is_for_all else ''}by somebody else"
    open_ = [requirement.ref for requirement in blank if requirement.ref not in met]
    if missing:
        are = "it is" if len(missing) == 1 else "they are"
        yield Gap(f"What it answers to {words.listed(missing)}", f"{are} not in the plan.")
    for refs, more in ((open_, ""), (met, though)):
        if refs:
            are = "it is" if len(refs) == 1 else "they are"
            yield Gap(f"What it answers to {words.listed(refs)}", f"{are} blank{more}.")


def _copies(organisation: PublicOrganisation) -> Iterator[Gap]:
    groups: dict[str, list[str]] = {}
    for recommendation in organisation.recommendations:
        for requirement in recommendation.requirements:
            if any(has(item, Flag.COPIED) for item in requirement.items) and requirement.answer:
                key = comparable(requirement.answer.position)
                groups.setdefault(key, []).append(requirement.ref)
    same = [words.listed(refs) for refs in groups.values() if len(refs) > 1]
    if same:
        first, *others = same
        more = f", and so have {', and '.join(others)}" if others else ""
        yield Gap("An answer of its own", f"{first} have the same text{more}.")


def _without_update(items: Sequence[PublicItem]) -> Iterator[Gap]:
    asked = [item for item in items if not item.discharged]
    without = [item for item in asked if not item.updates]
    if without:
        have = "has" if len(without) == 1 else "have"
        text = f"{_of(without, asked, 'item')} {have} no update in the published record."
        yield Gap("What has been done", text)


def _kept(organisation: PublicOrganisation, publication: PublicPublication) -> Iterator[Gap]:
    if organisation.withheld:
        are = "is" if organisation.withheld == 1 else "are"
        text = f"{words.count(organisation.withheld, 'record')} {are} counted here and not shown."
        yield Gap("What is withheld", text)
    if publication.recorded.missing:
        missing = words.numbers(publication.recorded.missing)
        gap = "that is a gap of this record, not of the plan"
        yield Gap("The rest", f"recommendations {missing} are not recorded here; {gap}.")


def has(item: PublicItem, flag: Flag) -> bool:
    """Whether an item has a flag."""
    return any(own is flag for own, _ in item.flags)


def _of(some: Sequence[PublicItem], whole: Sequence[PublicItem], noun: str) -> str:
    """Return `8 of 15 actions`."""
    return f"{len(some):,} of {words.count(len(whole), noun)}"
