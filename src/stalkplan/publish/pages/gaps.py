"""What a plan leaves out: what its public record does not say, in sentences, and of what."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from string import Formatter
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicItem, PublicOrganisation, PublicPublication
from stalkplan.publish.pages.accepted import asked_of_it, unrecorded
from stalkplan.record.dates import Window
from stalkplan.record.fields import WITHHELD
from stalkplan.verdict import words
from stalkplan.verdict.flag_entry import Among, FlagGap
from stalkplan.verdict.flags import FLAGS, Flag
from stalkplan.verdict.items import Kind
from stalkplan.verdict.nouns import verbs_of
from stalkplan.verdict.same_text import comparable
from stalkplan.verdict.timeliness import DONE, Assurance, Timeliness


class Gap(NamedTuple):
    """One thing that the plan leaves out: what it is, and a sentence in parts.

    A part is a text, or the ids of the items or requirements that stand there.
    """

    what: str
    parts: tuple[str | tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """The sentence."""
        return "".join(p if isinstance(p, str) else words.listed(p) for p in self.parts)


def gaps_of(organisation: PublicOrganisation, publication: PublicPublication) -> list[Gap]:
    """Return everything that the plan of an organisation leaves open, the most basic first.

    What is not in the plan at all is a gap of its own, and no other: as `check` has it.
    Nor is there a gap in what is not asked yet. The numbers are places, as those of the gaps in
    FLAGS.
    """
    items = [item for item in organisation.items if item.is_asked]
    answered = [
        item
        for each in organisation.recommendations
        for requirement in each.requirements
        if requirement.answer
        for item in requirement.items
        if item.is_asked
    ]
    stated = {
        requirement.ref: requirement.answer.stated_deadline
        for each in organisation.recommendations
        for requirement in each.requirements
        if requirement.answer
    }
    gaps: list[tuple[int, Iterable[Gap]]] = [
        (20, _days(items)),
        (30, _answers(organisation)),
        (35, _unrecorded(organisation)),
        (40, _copies(organisation)),
        (45, _unjudged(items)),
        (50, _without_update(organisation.items)),
    ]
    flagged: dict[Flag, list[PublicItem]] = defaultdict(list)
    for item in answered:
        for flag, _ in item.flags:
            flagged[flag].append(item)
    for flag, entry in FLAGS.items():
        if gap := entry.gap:
            found = _flagged(flagged[flag], answered, gap, publication.noun, stated)
            gaps.append((gap.place, found))
    return [gap for _, own in sorted(gaps, key=lambda placed: placed[0]) for gap in own]


def _flagged(
    items: Sequence[PublicItem],
    answered: Sequence[PublicItem],
    gap: FlagGap,
    publication: str,
    stated: Mapping[str, Window | str | None],
) -> Iterator[Gap]:
    """Yield the gap that a flag of some of what is answered is, in the words of its row.

    `stated` are deadlines by ref.
    """
    noun, belongs = _AMONG[gap.among]
    if flagged := [item for item in items if belongs(item)]:
        among = [item for item in answered if belongs(item)]
        sentence = gap.one if len(flagged) == 1 else gap.many
        names = {"ids": _ids(flagged), "refs": tuple(dict.fromkeys(i.ref for i in flagged))}
        days = {stated.get(item.ref) == "none" for item in flagged}
        values = {
            "share": _of(flagged, among, noun),
            "lack": words.long_silence(bool(item.updates) for item in flagged),
            "stated": _STATED[len(days) > 1, any(days)].format(noun=publication),
        }
        parts: list[str | tuple[str, ...]] = [
            names.get(field) or f"{text}{values.get(field, '')}"
            for literal, name, *_ in Formatter().parse(sentence)
            for text, field in ((literal, ""), ("", name or ""))
        ]
        yield Gap(gap.title, tuple(filter(None, parts)))


_STATED: Mapping[tuple[bool, bool], str] = {
    (False, False): "gives a deadline that the {noun} does not set",
    (False, True): "does not repeat the deadline of the {noun}",
    (True, True): "gives a deadline that the {noun} does not set, or none",
}
"""What an answer does, by whether not all of it is alike, and whether any is `none`."""


def is_claim(item: PublicItem) -> bool:
    """Whether an item is complete on the word of the organisation alone."""
    is_claimed = item.timeliness in DONE and item.assurance is Assurance.CLAIMED
    return is_claimed and not item.met_later


_AMONG: Mapping[Among, tuple[str, Callable[[PublicItem], bool]]] = {
    Among.ITEMS: ("item", lambda _: True),
    Among.ACTIONS: ("action", lambda item: item.kind is Kind.ACTION and not item.is_withheld),
    Among.CLAIMS: ("item", is_claim),
}
"""What each kind of item is called, and which ones belong to it."""


def _days(items: Sequence[PublicItem]) -> Iterator[Gap]:
    promised = [item for item in items if item.promise and item.promise.text != WITHHELD]
    spans = [i for i in promised if i.promise and i.promise.earliest != i.promise.latest]
    vague = [i for i in promised if i.promise and i.promise.earliest is None]
    if not (spans or vague):
        return
    without = [*spans, *vague]
    verb = "names" if len(without) == 1 else "name"
    told = f"{_of(without, promised, 'promise')} {verb} no day"
    parts: list[str | tuple[str, ...]] = [
        "no promise names a day" if len(without) == len(promised) else told
    ]
    for some, what in ((spans, "a month or longer"), (vague, "no date at all")):
        if some:
            names = f"{len(some):,} {'names' if len(some) == 1 else 'name'} {what}"
            parts += [f"{': ' if len(parts) == 1 else '; '}{names} (", _ids(some), ")"]
    yield Gap("By what day", (*parts, "."))


def _answers(organisation: PublicOrganisation) -> Iterator[Gap]:
    requirements = [
        requirement
        for requirement in asked_of_it(organisation)
        if any(item.timeliness is not Timeliness.ENDED for item in requirement.items)
    ]
    missing = tuple(requirement.ref for requirement in requirements if requirement.answer is None)
    blank = [r for r in requirements if r.answer and r.answer.position is None]
    met = tuple(r.ref for r in blank if all(item.discharged for item in r.items))
    ways = [item.met for r in blank if r.ref in met for item in r.items if item.met]
    for_all = " for all" if all(way.is_for_all for way in ways) else ""
    though = f", though {verbs_of(ways)}{for_all} by somebody else"
    open_ = tuple(requirement.ref for requirement in blank if requirement.ref not in met)
    parts: list[str | tuple[str, ...]] = []
    for refs, how in ((missing, "not in the plan"), (open_, "blank"), (met, f"blank{though}")):
        if refs:
            joint = ["; "] if parts else []
            parts += [*joint, refs, f" {'is' if len(refs) == 1 else 'are'} {how}"]
    if parts:
        yield Gap("No answer", (*parts, "."))


def _unrecorded(organisation: PublicOrganisation) -> Iterator[Gap]:
    if refs := unrecorded(organisation):
        answers, accept = ("answer", "accepts") if len(refs) == 1 else ("answers", "accept")
        told = f"the record does not say whether the {answers} to "
        yield Gap("What is accepted", (told, refs, f" {accept} what was asked."))


def _copies(organisation: PublicOrganisation) -> Iterator[Gap]:
    same = same_answers(organisation)
    if same:
        parts: list[str | tuple[str, ...]] = [same[0], " have the same text"]
        for refs in same[1:]:
            parts += [", and so do ", refs]
        yield Gap("Answers used more than once", (*parts, "."))


def same_answers(organisation: PublicOrganisation) -> list[tuple[str, ...]]:
    """Return the refs of the requirements whose answers have the same text, for each such text.

    An answer to what is not asked yet does not count.
    """
    groups: dict[str, list[str]] = {}
    asked = (r for each in organisation.recommendations for r in each.requirements if r.is_asked)
    for requirement in asked:
        if any(has(item, Flag.COPIED) for item in requirement.items) and requirement.answer:
            key = comparable(requirement.answer.position)
            groups.setdefault(key, []).append(requirement.ref)
    return [tuple(refs) for refs in groups.values() if len(refs) > 1]


def _unjudged(asked: Sequence[PublicItem]) -> Iterator[Gap]:
    undated = [item for item in asked if item.timeliness is Timeliness.NO_DEADLINE]
    open_ = [item for item in asked if item.timeliness is Timeliness.UNCLEAR]
    parts: list[str | tuple[str, ...]] = []
    for items, one, many in (
        (undated, "has no date on record", "have no date on record"),
        (open_, "falls in a period that is not over", "fall in a period that is not over"),
    ):
        if items:
            parts += ["; "] if parts else []
            parts += [_ids(items), f" {one if len(items) == 1 else many}"]
    if parts:
        yield Gap("Whether it is late", (*parts, "."))


def unreported(asked: Sequence[PublicItem]) -> list[PublicItem]:
    """Return the items still asked for that have no update, and that no other body has met."""
    items = [item for item in asked if item.timeliness is not Timeliness.ENDED]
    return [item for item in items if not (item.updates or item.discharged)]


def _without_update(listed: Sequence[PublicItem]) -> Iterator[Gap]:
    asked = [item for item in listed if item.is_asked]
    items = [item for item in asked if item.timeliness is not Timeliness.ENDED]
    so_far = "" if len(asked) == len(listed) else " asked for so far"
    still = so_far if len(items) == len(asked) else " still asked for"
    if without := unreported(asked):
        is_one = len(without) == 1
        has = "has" if is_one else "have"
        what = f"{_of(without, items, 'item')}{still} {has} no update published"
        if any(item.discharged for item in items):
            what += f", and no other body has met {'it' if is_one else 'them'}"
        every = len(without) == len(items)
        names = () if every else (": ", _ids(without))
        yield Gap("What has been done", (what, *names, "."))


def not_shown(organisation: PublicOrganisation, publication: PublicPublication) -> Iterator[Gap]:
    """Yield what a page leaves out of itself: what is withheld, and what nobody has found."""
    if organisation.withheld:
        are = "is" if organisation.withheld == 1 else "are"
        text = f"{words.count(organisation.withheld, 'record')} {are} counted here and not shown."
        yield Gap("What is withheld", (text,))
    if publication.recorded.missing:
        missing = words.numbers(publication.recorded.missing)
        is_one = len(publication.recorded.missing) == 1
        noun, they = ("recommendation", "It is") if is_one else ("recommendations", "They are")
        asks = "asks" if is_one else "ask"
        told = f"we have not found what {noun} {missing} {asks} for. {they} missing from our record"
        yield Gap("The other recommendations", (f"{told}, whatever the plan says.",))


def has(item: PublicItem, flag: Flag) -> bool:
    """Whether an item has a flag."""
    return any(own is flag for own, _ in item.flags)


def _ids(items: Sequence[PublicItem]) -> tuple[str, ...]:
    return tuple(item.id for item in items)


def _of(some: Sequence[PublicItem], whole: Sequence[PublicItem], noun: str) -> str:
    """Return `8 of 15 actions`, `all 15 actions`, `both actions` or `the one action`."""
    if len(some) < len(whole):
        return f"{len(some):,} of {words.count(len(whole), noun)}"
    return f"the one {noun}" if len(whole) == 1 else words.all_of(len(whole), noun)
