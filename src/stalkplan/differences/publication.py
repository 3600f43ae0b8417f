"""The publication before and after: nobody who answers it may change what it asks."""

from collections.abc import Iterator

from stalkplan.differences.difference import Change, Difference
from stalkplan.differences.scope import Placed, Scope, paired
from stalkplan.register import Register


def publication(before: Register, after: Register) -> Iterator[Difference]:
    """Yield what differs in what is asked: nobody who answers it may change it."""
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
            told = now.record.theme or now.record.summary or ""
            change = Change.RECOMMENDATION_ADDED
            yield scope.difference(change, now.name, None, told, None, now.path)
        elif was:
            told = was.record.theme or was.record.summary or ""
            change = Change.RECOMMENDATION_REMOVED
            yield scope.difference(change, was.name, told, None, was.path, None)


def _recommendation(scope: Scope, was: Placed, now: Placed) -> Iterator[Difference]:
    yield from scope.fields(Change.WORDING_CHANGED, was, now, "theme", "summary")
    for addressee in was.record.addressed_to:
        if addressee not in now.record.addressed_to:
            paths = (*was.path, "addressed_to"), (*now.path, "addressed_to")
            yield scope.difference(Change.ADDRESSEE_REMOVED, now.name, addressee, None, *paths)
    moved, removed = Change.DEADLINE_MOVED, Change.DEADLINE_REMOVED
    yield from _listed(scope, now, _deadlines(was), _deadlines(now), moved, removed, "due")
    worded, dropped = Change.WORDING_CHANGED, Change.REQUIREMENT_REMOVED
    yield from _listed(
        scope, now, _requirements(was), _requirements(now), worded, dropped, "summary"
    )
    changed, undone = Change.DISCHARGE_CHANGED, Change.DISCHARGE_REMOVED
    yield from _listed(scope, now, _discharges(was), _discharges(now), changed, undone, "by", "on")


def _listed(
    scope: Scope,
    of: Placed,
    was: list[Placed],
    now: list[Placed],
    changed: Change,
    removed: Change,
    *names: str,
) -> Iterator[Difference]:
    """Yield what differs in a list of a recommendation: facts may join it, and none may go."""
    for old, new in paired(was, now):
        if old and new:
            yield from scope.fields(changed, old, new, *names)
        elif old:
            value = getattr(old.record, names[-1]) or old.name
            yield scope.difference(removed, old.name, value, None, old.path, of.path)


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
