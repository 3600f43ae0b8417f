"""What the comparisons share: records with their places, in pairs, and values told as text."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from stalkplan.differences.difference import Change, Difference, Spot
from stalkplan.record.dates import Window
from stalkplan.record.model import Promise, Verified
from stalkplan.verdict.items import Path


class Placed(NamedTuple):
    """A record, the path to it, the name it is known by, and the ref it stands under."""

    record: Any
    path: Path
    name: str
    ref: str = ""


class Scope(NamedTuple):
    """Whose record it is, and in which file it was and is."""

    organisation: str
    old: str
    new: str

    def difference(
        self,
        change: Change,
        name: str,
        before: object,
        after: object,
        was: Path | None,
        now: Path | None,
        day: date | None = None,
    ) -> Difference:
        """Return a difference between values, told as text, at paths of the two files."""
        return Difference(
            change,
            self.organisation,
            name,
            as_text(before),
            as_text(after),
            None if was is None else Spot(self.old, was),
            None if now is None else Spot(self.new, now),
            day,
        )

    def fields(self, change: Change, was: Placed, now: Placed, *names: str) -> Iterator[Difference]:
        """Yield a difference for each field of two records that says something else."""
        for name in names:
            before, after = getattr(was.record, name), getattr(now.record, name)
            if before != after:
                old, new = (*was.path, name), (*now.path, name)
                yield self.difference(change, now.name, before, after, old, new)


def addressees(
    scope: Scope, name: str, field: str, was: Placed, now: Placed
) -> Iterator[Difference]:
    """Yield who is addressed no longer, and who is now; `name` is whose list it is."""
    old, new = getattr(was.record, field), getattr(now.record, field)
    paths = (*was.path, field), (*now.path, field)
    for gone in old:
        if gone not in new:
            yield scope.difference(Change.ADDRESSEE_REMOVED, name, gone, None, *paths)
    for joined in new:
        if joined not in old:
            yield scope.difference(Change.ADDRESSEE_ADDED, name, None, joined, *paths)


def paired(
    old: Sequence[Placed], new: Sequence[Placed]
) -> Iterator[tuple[Placed | None, Placed | None]]:
    """Yield records of one name together, in the new order; of several the first with the first."""
    waiting: dict[str, list[Placed]] = {}
    for placed in old:
        waiting.setdefault(placed.name, []).append(placed)
    for placed in new:
        same = waiting.get(placed.name)
        yield (same.pop(0) if same else None), placed
    for gone in waiting.values():
        yield from ((placed, None) for placed in gone)


def as_text(value: object) -> str | None:
    """Return a value as a person reads it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Window):
        return value.text
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, Promise):
        which = "not before " if value.not_before and not value.by else ""
        window = f"{which}{value.window.text}" if value.window else ""
        return " ".join(filter(None, (window, value.wording)))
    if isinstance(value, Verified):
        return f"{value.by or ''} {value.on or ''}".strip()
    return str(value)
