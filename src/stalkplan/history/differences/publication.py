"""The publication before and after: nobody who answers it may change what it asks."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from stalkplan.history.differences.difference import (
    Change,
    Difference,
    Placed,
    Scope,
    addressees,
    as_read,
    as_text,
    paired,
)
from stalkplan.record.dates import Window
from stalkplan.record.model import Deadline, Decision, Extension
from stalkplan.record.register import Register


def publication(before: Register, after: Register) -> Iterator[Difference]:
    """Yield what differs in what the publication asks."""
    scope = Scope("", before.recommendations_file, after.recommendations_file)
    old, new = (_whole(register) for register in (before, after))
    if new is None or (old is None and before.recommendations_file in before.unread):
        if old and after.recommendations_file not in after.unread:
            name, title = old.record.id, old.record.title
            change = Change.PUBLICATION_REMOVED
            yield scope.difference(change, name, title, None, old.path, None)
        return
    if old:
        for field in ("id", "title", "published", "count", "subject", "by"):
            for found in scope.texts(Change.PUBLICATION_CHANGED, old, new, field):
                yield found._replace(name=field)
        particulars = ("source", "contact", "help", "licence")
        yield from scope.fields(Change.PARTICULARS_CHANGED, old, new, *particulars)
        yield from _declared(scope, old, new)
    for was, now in paired(_recommendations(before), _recommendations(after)):
        if was and now:
            yield from _recommendation(scope, was, now)
        elif now:
            change = Change.RECOMMENDATION_ADDED
            yield scope.difference(change, now.name, None, _text(now), None, now.path)
        elif was:
            change = Change.RECOMMENDATION_REMOVED
            yield scope.difference(change, was.name, _text(was), None, was.path, None)


def _whole(register: Register) -> Placed | None:
    of = register.publication
    return Placed(of, ("publication",), of.id) if of else None


def _recommendations(register: Register) -> list[Placed]:
    return [
        Placed(recommendation, ("recommendations", number), str(recommendation.number))
        for number, recommendation in enumerate(register.recommendations)
    ]


def _text(of: Placed) -> str:
    return of.record.theme or of.record.summary or ""


def _declared(scope: Scope, was: Placed, now: Placed) -> Iterator[Difference]:
    """Yield the addressees whose declaration is another, or gone, then the new ones."""
    old, new = was.record.addressees, now.record.addressees
    path = ("publication", "addressees")
    for id_, name in old.items():
        if id_ not in new:
            yield scope.difference(Change.ADDRESSEE_REMOVED, "addressees", id_, None, path, path)
        elif as_read(new[id_]) != as_read(name):
            change = Change.PUBLICATION_CHANGED
            yield scope.difference(change, id_, name, new[id_], (*path, id_), (*path, id_))
    for id_ in new:
        if id_ not in old:
            yield scope.difference(Change.ADDRESSEE_ADDED, "addressees", None, id_, path, path)


def _recommendation(scope: Scope, was: Placed, now: Placed) -> Iterator[Difference]:
    yield from scope.texts(Change.WORDING_CHANGED, was, now, "theme", "summary")
    yield from scope.texts(Change.RECOMMENDATION_CHANGED, was, now, "made", "certainty")
    yield from scope.fields(Change.PARTICULARS_CHANGED, was, now, "sources")
    yield from addressees(scope, now.name, "addressed_to", was, now)
    yield from _required(scope, was, now)
    for listed in _LISTS:
        kept, *others = _without_equals(listed.entries(was), listed.entries(now))
        yield from _reordered(scope, listed, kept, now.name)
        for old, new in paired(*others):
            yield from _listed(scope, listed, now, old, new)


def joined_with(after: Register, joined: Difference) -> Iterator[Difference]:
    """Yield the decisions that a recommendation had when it joined; it tells of itself alone."""
    if joined.change is not Change.RECOMMENDATION_ADDED or joined.now is None:
        return
    scope = Scope("", after.recommendations_file, after.recommendations_file)
    now = next(each for each in _recommendations(after) if each.path == joined.now.path)
    for listed in _LISTS:
        for new in listed.entries(now):
            if isinstance(new.record, Decision):
                yield from _listed(scope, listed, now, None, new)


def _listed(
    scope: Scope, listed: "_List", now: Placed, old: Placed | None, new: Placed | None
) -> Iterator[Difference]:
    """Yield what differs in an entry of a list of `now`, with its deadline and for whom it is."""
    record = (new or old or now).record
    for_, milestone = "", record.name if isinstance(record, Deadline) else None
    if isinstance(record, Decision):
        for_, milestone = record.for_, record.milestone
    for found in _in_entry(scope, listed, now, old, new):
        yield found._replace(for_=for_, milestone=milestone)


def _in_entry(
    scope: Scope, listed: "_List", now: Placed, old: Placed | None, new: Placed | None
) -> Iterator[Difference]:
    if old and new:
        yield from scope.fields(listed.changed, old, new, *listed.held)
        yield from scope.texts(listed.changed, old, new, *listed.filled)
        yield from scope.texts(Change.WORDING_CHANGED, old, new, *listed.worded)
        yield from scope.fields(Change.PARTICULARS_CHANGED, old, new, *listed.free)
    elif new:
        value, when = _value(new, listed), getattr(new.record, listed.held[0])
        found = scope.difference(listed.added, new.name, None, value, None, new.path, _day(when))
        yield found._replace(window=when if isinstance(when, Window) else None)
    elif old:
        path, value = now.path, _value(old, listed)
        yield scope.difference(listed.removed, old.name, value, None, old.path, path)


def _without_equals(
    old: Sequence[Placed], new: Sequence[Placed]
) -> tuple[list[tuple[Placed, Placed]], list[Placed], list[Placed]]:
    """Return the entries that are the same before and after, in pairs, then what is left of both.

    So one that joins before another of its name does not stand for it.
    """
    gone, added, kept = list[Placed](), [*new], list[tuple[Placed, Placed]]()
    for each in old:
        same = next((n for n in added if (n.name, n.record) == (each.name, each.record)), None)
        if same is None:
            gone.append(each)
        else:
            added.remove(same)
            kept.append((each, same))
    return kept, gone, added


def _reordered(
    scope: Scope, listed: "_List", kept: Sequence[tuple[Placed, Placed]], name: str
) -> Iterator[Difference]:
    """Yield that decisions of one day changed places: of them the place in the file decides."""
    if listed.changed is Change.DEADLINE_MOVED:
        return
    sides = [sorted(kept, key=lambda pair: (pair[0].record.on, pair[n].path)) for n in (0, 1)]
    if sides[0] != sides[1]:
        before, after = ("; ".join(each.name for each, _ in side) for side in sides)
        was, now = ((*placed.path[:-1], "order") for placed in kept[0])
        yield scope.difference(listed.changed, name, before, after, was, now)


def _value(of: Placed, listed: "_List") -> object:
    """Return what an entry says in one line: of a decision also who made it, how, and where."""
    value = as_text(getattr(of.record, listed.held[0])) or of.name
    if not isinstance(of.record, Decision):
        return value
    to = f", to {of.record.to.text}" if isinstance(of.record, Extension) else ""
    how = ", ".join(filter(None, (of.record.how, of.record.evidence)))
    return f"{value}{to}, by {of.record.by}{f': {how}' if how else ''}"


def _day(value: Window | date) -> date | None:
    """Return the last day that a date names; None for one that is missing."""
    last = value.last if isinstance(value, Window) else value
    return None if last == date.max else last


def _required(scope: Scope, was: Placed, now: Placed) -> Iterator[Difference]:
    """Yield what differs in what has to be shown; a recommendation without a list is its own."""
    for old, new in paired(_requirements(was), _requirements(now)):
        if old and new:
            if _IMPLIED not in (old.ref, new.ref):
                yield from scope.texts(Change.WORDING_CHANGED, old, new, "summary")
            yield from _asked(scope, (was, old), (now, new))
        elif new:
            change, text = Change.REQUIREMENT_ADDED, new.record.summary or new.name
            yield scope.difference(change, new.name, None, text, None, new.path)
        elif old:
            change, text = Change.REQUIREMENT_REMOVED, old.record.summary or old.name
            yield scope.difference(change, old.name, text, None, old.path, now.path)


_IMPLIED = "implied"
"""The place of a requirement that is the recommendation itself."""


def _requirements(of: Placed) -> list[Placed]:
    if not of.record.requirements:
        return [Placed(of.record.required[0], of.path, of.name, _IMPLIED)]
    return [
        Placed(requirement, (*of.path, "requirements", number), requirement.ref)
        for number, requirement in enumerate(of.record.requirements)
    ]


def _asked(
    scope: Scope, was: tuple[Placed, Placed], now: tuple[Placed, Placed]
) -> Iterator[Difference]:
    """Yield what differs in of whom a requirement is asked; without a list, of all.

    A recommendation comes before its requirement. A list that is gone is listed even where it said
    the same.
    """
    has_list = was[1].record.addressed_to, now[1].record.addressed_to
    if not any(has_list):
        return
    name = now[1].name
    sides = [
        own if own.record.addressed_to else own._replace(record=above.record, path=above.path)
        for above, own in (was, now)
    ]
    found = [*addressees(scope, name, "addressed_to", *sides)]
    if not all(has_list) and not any(each.change.is_removal for each in found):
        yield from scope.fields(Change.RECOMMENDATION_CHANGED, was[1], now[1], "addressed_to")
    yield from found


def _deadlines(of: Placed) -> list[Placed]:
    return [
        Placed(
            deadline,
            (*of.path, "deadlines", number),
            "/".join(filter(None, (of.name, deadline.milestone))),
        )
        for number, deadline in enumerate(of.record.deadlines)
    ]


def _decisions(field: str) -> Callable[[Placed], list[Placed]]:
    """Return what yields the entries of a list of decisions, by whom they are for."""

    def entries(of: Placed) -> list[Placed]:
        return [
            Placed(
                entry,
                (*of.path, field, number),
                " ".join(filter(None, (of.name, entry.for_, entry.milestone))),
            )
            for number, entry in enumerate(getattr(of.record, field))
        ]

    return entries


class _List(NamedTuple):
    """What a recommendation lists: its entries, what to call one that joins, differs or is gone.

    The fields that are `held` may not change, those `filled` only from nothing; those `worded` are
    texts, and those `free` decide nothing.
    """

    entries: Callable[[Placed], list[Placed]]
    added: Change
    changed: Change
    removed: Change
    held: tuple[str, ...]
    filled: tuple[str, ...] = ()
    worded: tuple[str, ...] = ()
    free: tuple[str, ...] = ()


_LISTS = (
    _List(
        _deadlines,
        Change.DEADLINE_ADDED,
        Change.DEADLINE_MOVED,
        Change.DEADLINE_REMOVED,
        ("due",),
        worded=("wording",),
        free=("within",),
    ),
    _List(
        _decisions("discharged"),
        Change.DISCHARGE_ADDED,
        Change.DISCHARGE_CHANGED,
        Change.DISCHARGE_REMOVED,
        ("on", "by"),
        filled=("how", "evidence"),
    ),
    _List(
        _decisions("extended"),
        Change.EXTENSION_ADDED,
        Change.EXTENSION_CHANGED,
        Change.EXTENSION_REMOVED,
        ("on", "to", "by"),
        filled=("how", "evidence"),
    ),
    _List(
        _decisions("ended"),
        Change.END_ADDED,
        Change.END_CHANGED,
        Change.END_REMOVED,
        ("on", "by"),
        filled=("how", "evidence"),
    ),
)
