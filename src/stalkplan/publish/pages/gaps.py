"""What a plan does not tell: what its public record leaves open, in sentences."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stalkplan.privacy.marked import WITHHELD
from stalkplan.privacy.public_record import PublicItem, PublicOrganisation, PublicPublication
from stalkplan.publish.pages.timeline import DONE
from stalkplan.verdict import words
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.items import Kind, letters
from stalkplan.verdict.timeliness import Assurance


class Gap(NamedTuple):
    """One thing that cannot be told, and where."""

    what: str
    told: str


def gaps_of(organisation: PublicOrganisation, publication: PublicPublication) -> list[Gap]:
    """Return everything that the plan of an organisation leaves open, the most basic first."""
    return [
        *_owners(organisation.items),
        *_days(organisation.items),
        *_answers(organisation),
        *_copies(organisation),
        *_progress(organisation.items),
        *_restated(organisation.items),
        *_kept(organisation, publication),
    ]


def _owners(items: Sequence[PublicItem]) -> Iterator[Gap]:
    actions = [i for i in items if i.kind is Kind.ACTION and not i.is_withheld]
    unowned = [item for item in actions if has(item, Flag.NO_OWNER)]
    if unowned:
        name = "names" if len(unowned) == 1 else "name"
        yield Gap("Who is responsible", f"{_of(unowned, actions, 'action')} {name} nobody.")


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
    open_ = [requirement.ref for requirement in blank if requirement.ref not in met]
    if missing:
        are = "it is" if len(missing) == 1 else "they are"
        yield Gap(f"What it answers to {words.listed(missing)}", f"{are} not in the plan.")
    for refs, though in ((open_, ""), (met, ", though met for all by somebody else")):
        if refs:
            are = "it is" if len(refs) == 1 else "they are"
            yield Gap(f"What it answers to {words.listed(refs)}", f"{are} blank{though}.")


def _copies(organisation: PublicOrganisation) -> Iterator[Gap]:
    groups: dict[str, list[str]] = {}
    for recommendation in organisation.recommendations:
        for requirement in recommendation.requirements:
            if any(has(item, Flag.COPIED) for item in requirement.items) and requirement.answer:
                key = letters(requirement.answer.position)
                groups.setdefault(key, []).append(requirement.ref)
    same = [words.listed(refs) for refs in groups.values() if len(refs) > 1]
    if same:
        first, *others = same
        more = f", and so have {', and '.join(others)}" if others else ""
        yield Gap("An answer of its own", f"{first} have the same text{more}.")


def _progress(items: Sequence[PublicItem]) -> Iterator[Gap]:
    asked = [item for item in items if not item.discharged]
    without = [item for item in asked if not item.updates]
    if without:
        have = "has" if len(without) == 1 else "have"
        told = f"{_of(without, asked, 'item')} {have} no update in the published record."
        yield Gap("What has been done", told)
    claimed = [i for i in items if i.timeliness in DONE and i.assurance is Assurance.CLAIMED]
    bare = [item for item in claimed if has(item, Flag.NO_EVIDENCE)]
    if bare:
        give = "gives" if len(bare) == 1 else "give"
        told = f"{_of(bare, claimed, 'item')} complete on the plan's own word {give} no evidence."
        yield Gap("What shows it", told)
    dropped = [item.id for item in items if has(item, Flag.DROPPED)]
    if dropped:
        yield Gap("Why it was withdrawn", f"{words.listed(dropped)}, with nothing to show for it.")
    dormant = [item.id for item in items if has(item, Flag.DORMANT)]
    if dormant:
        have = "has" if len(dormant) == 1 else "have"
        told = f"{words.listed(dormant)} {have} no date, and no update for six months."
        yield Gap("Whether it goes on", told)


def _restated(items: Sequence[PublicItem]) -> Iterator[Gap]:
    refs = list(dict.fromkeys(i.ref for i in items if has(i, Flag.DEADLINE_RESTATED)))
    if refs:
        told = f"for {words.listed(refs)} the plan states another day than the report, or none."
        yield Gap("Which deadline it keeps", told)


def _kept(organisation: PublicOrganisation, publication: PublicPublication) -> Iterator[Gap]:
    if organisation.withheld:
        are = "is" if organisation.withheld == 1 else "are"
        told = f"{words.count(organisation.withheld, 'record')} {are} counted here and not shown."
        yield Gap("What is withheld", told)
    if publication.missing:
        missing = words.numbers(publication.missing)
        gap = "that is a gap of this record, not of the plan"
        yield Gap("The rest", f"recommendations {missing} are not recorded here; {gap}.")


def has(item: PublicItem, flag: Flag) -> bool:
    """Whether an item has a flag."""
    return any(own is flag for own, _ in item.flags)


def _of(some: Sequence[PublicItem], whole: Sequence[PublicItem], noun: str) -> str:
    """Return `8 of 15 actions`."""
    return f"{len(some):,} of {words.count(len(whole), noun)}"
