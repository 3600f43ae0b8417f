"""Which one is meant: names, ids and refs as people type them, with what they perhaps meant."""

import shlex
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from stalkplan.errors import UnknownNameError, WrongCallError
from stalkplan.record.register import Register, recorded
from stalkplan.verdict import words
from stalkplan.verdict.groups import by_organisation
from stalkplan.verdict.items import Item, asked_of
from stalkplan.verdict.nouns import addressee_name
from stalkplan.verdict.recorded_words import where_it_goes


def only_organisations(register: Register, ids: AbstractSet[str]) -> Register:
    """Return the register with the plans of some organisations."""
    plans = {file: p for file, p in register.plans.items() if p.organisation.id in ids}
    return replace(register, plans=plans)


def of_organisations(register: Register, names: Sequence[str] | None) -> Register:
    """Return the register with the plans of the organisations that are named; all if none are."""
    if not names:
        return register
    ids = [plan.organisation.id for plan in register.plans.values()]
    return only_organisations(register, {match(name, ids, "organisation") for name in names})


def matching(
    items: Sequence[Item], owners: Sequence[str] | None, themes: Sequence[str] | None
) -> list[Item]:
    """Return the items of these owners and themes; all if none are named.

    Raises UnknownNameError for a name that no item has.
    """
    found = list(items)
    for wanted, what, value in ((owners, "owner", _owner_of), (themes, "theme", _theme_of)):
        if wanted:
            chosen = _named(found, wanted, what, value)
            found = [item for item in found if value(item) in chosen]
    return found


def owners_named(items: Sequence[Item], names: Sequence[str] | None) -> list[str]:
    """Return the owners that are named, as the plan writes them, each once; none if none are.

    Raises UnknownNameError for a name that no item has.
    """
    return [*_named(items, names or (), "owner", _owner_of)]


def _named(
    items: Sequence[Item], names: Sequence[str], what: str, value: Callable[[Item], str | None]
) -> dict[str, None]:
    known = list(dict.fromkeys(filter(None, map(value, items))))
    return dict.fromkeys(match(name, known, what) for name in names)


def _owner_of(item: Item) -> str | None:
    return item.state.owner


def _theme_of(item: Item) -> str | None:
    return item.recommendation.theme


def match(name: str, known: Sequence[str], what: str) -> str:
    """Return the one of `known` that `name` is, case aside; UnknownNameError if it is none."""
    for candidate in known:
        if candidate.casefold() == name.strip().casefold():
            return candidate
    folded = {candidate.casefold(): candidate for candidate in known}
    typed = name.strip().casefold()
    held = sorted((each for each in folded if typed and typed in each), key=len)
    near = held or get_close_matches(typed, folded, 1, 0.5)
    listed = ", ".join(dict.fromkeys(known)) or "none"
    meant = words.either(f"'{folded[each]}'" for each in near[:_MOST_MEANT])
    hint = f"did you mean {meant}?" if near else f"known here: {listed}"
    raise UnknownNameError(f"no {what} '{name}'; {hint}")


_MOST_MEANT = 3
"""How many names are offered that hold what was typed."""


class Page(NamedTuple):
    """The items of one requirement of one organisation, or one of them; never empty."""

    items: Sequence[Item]

    @property
    def first(self) -> Item:
        """The item that speaks for what all share: the requirement, the answer."""
        return self.items[0]


def pages_for(items: Sequence[Item], ref: str, registers: Sequence[Register] = ()) -> list[Page]:
    """Return a page for every organisation that has `ref`, a requirement, an action or an item id.

    Raises UnknownNameError, with what was perhaps meant, or with what `registers` know of it.
    """
    wanted = ref.strip().casefold()
    found = [i for i in items if wanted in (i.ref.casefold(), i.id.casefold())]
    if not found:
        known = (why(register, ref) for register in registers for why in (_not_asked_here, _joined))
        raise UnknownNameError(next(filter(None, known), "") or _unknown(items, ref))
    return [Page(own) for own in by_organisation(found).values()]


def only_requirement(items: Sequence[Item], name: str) -> str:
    """Return the ref that a recommendation's number stands for, if it has only one requirement.

    Else the name as it was typed.
    """
    wanted = name.strip().casefold()
    if any(wanted in (item.ref.casefold(), item.id.casefold()) for item in items):
        return name
    refs = {i.ref for i in items if i.recommendation.number.casefold() == wanted}
    return refs.pop() if len(refs) == 1 else name


def _unknown(items: Sequence[Item], ref: str) -> str:
    known = list(dict.fromkeys(name for item in items for name in (item.ref, item.id)))
    under = {i.ref: i.question.path for i in items if is_same_name(i.recommendation.number, ref)}
    if under:
        refs = words.listed(sorted(under, key=lambda name: under[name][1:]))
        return f"'{ref}' is a recommendation; name one of its requirements: {refs}"
    for item in items:
        for what, option, *names in _filters(item):
            if any(is_same_name(name, ref) for name in names):
                command = shlex.join(("stalkplan", "status", option, names[0]))
                what_not = "not a requirement or action; for all its items"
                return f"'{ref}' is {what}, {what_not}: {command}"
    near = get_close_matches(ref, known, 3, 0.6)
    hint = f"did you mean {words.either(near)}?" if near else _where_ids_are(items)
    return f"no requirement or action '{ref}'; {hint}"


def _not_asked_here(register: Register, ref: str) -> str:
    """Return why a recommendation or requirement of a publication is asked of nobody here.

    Nothing where it is none, or is asked of somebody.
    """
    declared = register.publication.addressees if register.publication else {}
    meant = [
        (each, asked)
        for each in register.recommendations
        for asked in each.required
        if is_same_name(each.number, ref) or is_same_name(asked.ref, ref)
    ]
    if meant:
        plans = register.plans.values()
        if any(asked_of(plan.organisation, *one) for one in meant for plan in plans):
            return ""
        whom = dict.fromkeys(who for each, one in meant for who in each.addressees_of(one))
        named = words.listed([addressee_name(who, declared) for who in whom])
        return f"no plan that is looked at here answers for '{ref}'; asked of: {named}"
    found = recorded(register, on=date.max)
    if ref.strip() in map(str, found.missing):
        return f"the wording of recommendation {ref} was not found; {where_it_goes(found)}"
    return ""


def _joined(register: Register, ref: str) -> str:
    """Return when an action joined its plan, for a day before that; nothing if none has the id."""
    for plan in register.plans.values():
        for action in (each for response in plan.responses for each in response.actions):
            if action.added and is_same_name(action.id, ref):
                day = words.long_date(action.added)
                return f"{action.id} joined the plan of {plan.organisation.id} on {day}"
    return ""


def _where_ids_are(items: Sequence[Item]) -> str:
    """Return what lists all ids; of several plans, which each have a line, those of the first."""
    command = ["stalkplan", "status"]
    if len({item.publication for item in items}) > 1:
        command += ["--publication", items[0].publication]
    if len({item.organisation.id for item in items}) > 1:
        command += ["--org", items[0].organisation.id]
    which = "all ids" if len(command) == 2 else "the ids of one plan"
    return f"{shlex.join(command)} lists {which}"


def _filters(item: Item) -> Iterator[tuple[str, ...]]:
    """Yield by what else items are listed: what it is, its option, and its names."""
    yield "an organisation", "--org", item.organisation.id, item.organisation.name
    yield "an owner", "--owner", _owner_of(item) or ""
    yield "a theme", "--theme", _theme_of(item) or ""


def one_of(register: Register, items: Sequence[Item], name: str) -> Item:
    """Return the item of a register that an id or a ref means: of a ref its own, or only action.

    Raises WrongCallError if there are several, UnknownNameError for a name nobody has.
    """
    found = of_one_organisation(register, items, name)
    exact = [item for item in found if is_same_name(item.id, name)] or found
    if len(exact) > 1:
        ids = words.either(item.id for item in exact)
        raise WrongCallError(f"{name} could be several items; write {ids}")
    return exact[0]


def of_one_organisation(register: Register, items: Sequence[Item], name: str) -> Sequence[Item]:
    """Return the items that a name means; WrongCallError if several organisations have it."""
    pages = pages_for(items, name, [register])
    if len(pages) > 1:
        more = [f"{len(pages) - 5} more"] if len(pages) > 5 else []
        ids = words.listed([*(page.first.organisation.id for page in pages[:5]), *more])
        raise WrongCallError(f"{name} is in the plans of {ids}; say which with --org")
    return pages[0].items


def is_same_name(known: str, given: str) -> bool:
    """Whether a name that was typed is one that is known, case and spaces around it aside."""
    return known.casefold() == given.strip().casefold()
