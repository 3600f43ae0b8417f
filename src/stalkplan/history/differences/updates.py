"""Updates before and after: people may only add new ones at the end."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stalkplan.history.differences.difference import (
    NAMES,
    Change,
    Difference,
    Placed,
    Scope,
    as_read,
    as_text,
    is_redacted,
    redacts,
    texts_out_of,
)
from stalkplan.record.fields import PRIVATE, PUBLIC, WITHHELD
from stalkplan.record.model import Update
from stalkplan.verdict.state import places_taken_back


def updates(scope: Scope, was: Placed | None, now: Placed) -> Iterator[Difference]:
    """Yield what became of the updates of a record."""
    listed = _Listed(scope, was, now)
    old, new = ([_public(p.record) for p in placed] for placed in (listed.old, listed.new))
    kept, gone, added = _matched(old, new)
    last = max((there for _, there in kept), default=-1)
    for before, after in kept:
        yield from kept_private(scope, listed.old[before], listed.new[after])
    for number in gone:
        changed = next((n for n in added if _is_same_entry(old[number], new[n])), None)
        if changed is None:
            yield listed.deleted(number)
        else:
            added.remove(changed)
            last = max(last, changed)
            yield listed.changed(number, changed)
    for number in added:
        yield listed.joined(number, is_last=number > last)
    yield from listed.reordered(kept)


def kept_private(scope: Scope, was: Placed, now: Placed) -> Iterator[Difference]:
    """Yield that a marking or a private note of a record is another."""
    hidden = was._replace(is_private=True)
    yield from scope.fields(Change.MARKING_CHANGED, hidden, now, "marking")
    for found in scope.fields(Change.PRIVATE_NOTE_CHANGED, hidden, now, "internal"):
        yield found._replace(change=Change.PRIVATE_NOTE_CHANGED)


class _Listed:
    """The updates of one record, before and after."""

    def __init__(self, scope: Scope, was: Placed | None, now: Placed) -> None:
        self._scope = scope
        self._was = was
        self._now = now
        self.old = _placed(was) if was else []
        self.new = _placed(now)

    def deleted(self, number: int) -> Difference:
        """Return that an old update is gone."""
        return self._difference(Change.UPDATE_DELETED, self.old[number], None)

    def joined(self, number: int, *, is_last: bool) -> Difference:
        """Return that a new update joined, behind the last old one or before it."""
        change = Change.UPDATE_ADDED if is_last else Change.UPDATE_INSERTED
        return self._difference(change, None, self.new[number])

    def changed(self, number: int, there: int) -> Difference:
        """Return that an old update says something else now, or that texts were taken out of it."""
        old, new = self.old[number], self.new[there]
        fields = _changed_fields(old.record, new.record)
        change = Change.REDACTED if fields.is_redaction else Change.UPDATE_CHANGED
        found = self._scope.difference(
            change,
            self._now.name,
            fields.before,
            fields.after,
            old.path,
            new.path,
            old.record.date,
            is_private=old.is_private or new.is_private,
        )
        return _named(found._replace(taken_out=fields.taken_out), old, new)

    def _difference(self, change: Change, old: Placed | None, new: Placed | None) -> Difference:
        placed = old or new
        assert placed  # noqa: S101  one of the two is there
        before, after = (p and in_one_line(p.record) for p in (old, new))
        path = new.path if new else (*self._now.path, "updates")
        day = placed.record.date
        found = self._scope.difference(
            change, self._now.name, before, after, old and old.path, path, day
        )
        if placed.is_private:
            shown = f"{day}: {WITHHELD}"
            found = found._replace(before=before and shown, after=after and shown)
        return _named(found, placed)

    def reordered(self, kept: Sequence[tuple[int, int]]) -> Iterator[Difference]:
        """Yield that those that stay read in another order, if they do.

        They are read by their days, of one day as they are listed; what a retraction takes back has
        to stand above it, whatever its own day.
        """
        old, new = self.old, self.new
        listed_now = sorted(kept, key=lambda pair: pair[1])
        is_one_order = _read(old, [n for n, _ in kept]) == _read(old, [n for n, _ in listed_now])
        if self._was is None or is_one_order:
            return
        paths = (*self._was.path, "updates"), (*self._now.path, "updates")
        before, after = (
            "; ".join(in_one_line(old[n].record) for n, _ in r) for r in (kept, listed_now)
        )
        is_private = any(placed.is_private for placed in (*old, *new))
        change, name = Change.UPDATES_REORDERED, self._now.name
        yield self._scope.difference(change, name, before, after, *paths, is_private=is_private)


def _read(
    updates: Sequence[Placed], order: Sequence[int]
) -> tuple[list[int], set[tuple[int, int]]]:
    """Return the numbers of updates, listed in an order, as they are read.

    With each retraction come the numbers of the entries of its day that are above it.
    """
    records = [updates[number].record for number in order]
    by_day = sorted(range(len(order)), key=lambda place: records[place].date)
    taken_back = {
        (order[place], order[above])
        for place, record in enumerate(records)
        if record.retracts
        for above in places_taken_back(records, place, frozenset())
    }
    return [order[place] for place in by_day], taken_back


def _named(found: Difference, *updates: Placed) -> Difference:
    """Return a difference of an update with the one milestone that it names, and if it accepts."""
    records = [update.record for update in updates]
    milestones = {record.milestone for record in records}
    milestone = milestones.pop() if len(milestones) == 1 else None
    accepts = any(record.acceptance for record in records)
    return found._replace(milestone=milestone, accepts=accepts)


def _placed(of: Placed) -> list[Placed]:
    return [
        Placed(
            update,
            (*of.path, "updates", number),
            of.name,
            of.ref,
            of.is_private or update.marking is not None,
        )
        for number, update in enumerate(of.record.updates)
    ]


def _matched(
    old: Sequence[Update], new: Sequence[Update]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Return the numbers of updates: in pairs those that stay, then those gone, those added."""
    rest = list(range(len(new)))
    kept: list[tuple[int, int]] = []
    gone: list[int] = []
    for number, update in enumerate(old):
        same = next((there for there in rest if new[there] == update), None)
        if same is None:
            gone.append(number)
        else:
            rest.remove(same)
            kept.append((number, same))
    return kept, gone, rest


def _is_same_entry(old: Update, new: Update) -> bool:
    """Whether one update may be the other after a change: one day, or all the same but the day."""
    return old.date == new.date or old.model_copy(update={"date": new.date}) == new


def _public(update: Update) -> Update:
    """Return an update as it is read, without what may be changed: its private fields."""
    told = dict.fromkeys(PRIVATE[Update]) | {
        name: as_read(getattr(update, name)) for name in PUBLIC[Update] if name not in NAMES
    }
    is_same = all(getattr(update, name) == value for name, value in told.items())
    return update if is_same else update.model_copy(update=told)


class _Fields(NamedTuple):
    """The fields in which two updates differ, as text, and the texts that were taken out."""

    before: str
    after: str
    taken_out: tuple[str, ...]
    is_redaction: bool


def _changed_fields(old: Update, new: Update) -> _Fields:
    """Return the public fields in which two updates differ; what was taken out is not repeated."""
    was, now = _public(old), _public(new)
    names = [n for n in PUBLIC[Update] if getattr(was, n) != getattr(now, n)]
    pairs = {name: (getattr(old, name), getattr(new, name)) for name in names}
    taken_out = {n: (*texts_out_of(*pair),) for n, pair in pairs.items() if n not in NAMES}
    hidden = {n for n, (was, _) in pairs.items() if taken_out.get(n) or is_redacted(was)}
    is_redaction = all(n in taken_out and redacts(*pair) for n, pair in pairs.items())
    parts = [
        ", ".join(
            f"{name}: {WITHHELD if name in hidden else as_text(pair[side]) or 'none'}"
            for name, pair in pairs.items()
        )
        for side in (0, 1)
    ]
    texts = tuple(text for each in taken_out.values() for text in each)
    return _Fields(parts[0], parts[1], texts, is_redaction)


def in_one_line(update: Update) -> str:
    """Return an update in one line: its day, its status or what it takes back, its note.

    Without a status it is the acceptance that it gives.
    """
    taken = f"takes back {update.retracts}" if update.retracts else ""
    head = f"{update.date} {taken or update.status or update.acceptance or ''}".strip()
    content = update.note or as_text(update.promise) or as_text(update.evidence)
    return f"{head}: {content}" if content else head
