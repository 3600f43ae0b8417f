"""The publication before and after: nobody who answers it may change what it asks."""

from collections.abc import Callable, Iterator

from stalkplan.history.differences.difference import (
    Change,
    Difference,
    Placed,
    Scope,
    addressees,
    paired,
)
from stalkplan.record.register import Register


def publication(before: Register, after: Register) -> Iterator[Difference]:
    """Yield what differs in what the publication asks."""
    if after.publication is None:  # a fault of its file, and no verdict
        return
    scope = Scope("", before.recommendations_file, after.recommendations_file)
    for name in ("id", "title", "published", "count"):
        was, now = (getattr(r.publication, name, None) for r in (before, after))
        if was is not None and was != now:
            path = ("publication", name)
            yield scope.difference(Change.PUBLICATION_CHANGED, name, was, now, path, path)
    old, new = (
        [
            Placed(recommendation, ("recommendations", number), str(recommendation.number))
            for number, recommendation in enumerate(register.recommendations)
        ]
        for register in (before, after)
    )
    for was, now in paired(old, new):
        if was and now:
            yield from _recommendation(scope, was, now)
        elif now:
            text = now.record.theme or now.record.summary or ""
            change = Change.RECOMMENDATION_ADDED
            yield scope.difference(change, now.name, None, text, None, now.path)
        elif was:
            text = was.record.theme or was.record.summary or ""
            change = Change.RECOMMENDATION_REMOVED
            yield scope.difference(change, was.name, text, None, was.path, None)


def _recommendation(scope: Scope, was: Placed, now: Placed) -> Iterator[Difference]:
    yield from scope.fields(Change.WORDING_CHANGED, was, now, "theme", "summary")
    yield from addressees(scope, now.name, "addressed_to", was, now)
    for listed, added, changed, removed, names in _LISTS:
        for old, new in paired(listed(was), listed(now)):
            if old and new:
                yield from scope.fields(changed, old, new, *names)
            elif new:
                yield scope.difference(added, new.name, None, _value(new, names), None, new.path)
            elif old:
                path = now.path
                yield scope.difference(removed, old.name, _value(old, names), None, old.path, path)


def _value(of: Placed, names: tuple[str, ...]) -> object:
    return getattr(of.record, names[0]) or of.name


def _deadlines(of: Placed) -> list[Placed]:
    return [
        Placed(
            deadline,
            (*of.path, "deadlines", number),
            "/".join(filter(None, (of.name, deadline.milestone))),
        )
        for number, deadline in enumerate(of.record.deadlines)
    ]


def _requirements(of: Placed) -> list[Placed]:
    return [
        Placed(requirement, (*of.path, "requirements", number), requirement.ref)
        for number, requirement in enumerate(of.record.requirements)
    ]


def _discharges(of: Placed) -> list[Placed]:
    return [
        Placed(
            entry,
            (*of.path, "discharged", number),
            f"{of.name} {entry.for_} {entry.milestone or ''}".strip(),
        )
        for number, entry in enumerate(of.record.discharged)
    ]


_LISTS: tuple[
    tuple[Callable[[Placed], list[Placed]], Change, Change, Change, tuple[str, ...]], ...
] = (
    (
        _deadlines,
        Change.DEADLINE_ADDED,
        Change.DEADLINE_MOVED,
        Change.DEADLINE_REMOVED,
        ("due",),
    ),
    (
        _requirements,
        Change.REQUIREMENT_ADDED,
        Change.WORDING_CHANGED,
        Change.REQUIREMENT_REMOVED,
        ("summary",),
    ),
    (
        _discharges,
        Change.DISCHARGE_ADDED,
        Change.DISCHARGE_CHANGED,
        Change.DISCHARGE_REMOVED,
        ("on", "by", "how", "evidence"),
    ),
)
"""What a recommendation lists: its entries, what to call one that joins, differs or is gone."""
