"""Updates before and after: people may only add new ones at the end."""

from collections.abc import Iterator, Sequence

from stalkplan.history.differences.difference import Change, Difference, Placed, Scope, as_text
from stalkplan.record.fields import PRIVATE
from stalkplan.record.model import Update


def updates(scope: Scope, was: Placed | None, now: Placed) -> Iterator[Difference]:
    """Yield what became of the updates of a record."""
    old = [_public(update) for update in was.record.updates] if was else []
    new = [_public(update) for update in now.record.updates]
    kept, gone, added = _matched(old, new)
    last = max((there for _, there in kept), default=-1)
    for number in gone:
        changed = next((n for n in added if _is_same_entry(old[number], new[n])), None)
        path = (*was.path, "updates", number) if was else None
        if changed is None:
            text, there = in_one_line(old[number]), (*now.path, "updates")
            change = Change.UPDATE_DELETED
            yield scope.difference(change, now.name, text, None, path, there, old[number].date)
            continue
        added.remove(changed)
        last = max(last, changed)
        before, after = _changed_fields(old[number], new[changed])
        there = (*now.path, "updates", changed)
        change = Change.UPDATE_CHANGED
        yield scope.difference(change, now.name, before, after, path, there, old[number].date)
    for number in added:
        change = Change.UPDATE_ADDED if number > last else Change.UPDATE_INSERTED
        text, path = in_one_line(new[number]), (*now.path, "updates", number)
        yield scope.difference(change, now.name, None, text, None, path, new[number].date)
    read_before = sorted(kept, key=lambda pair: (old[pair[0]].date, pair[0]))
    read_now = sorted(kept, key=lambda pair: (new[pair[1]].date, pair[1]))
    if was and read_before != read_now:
        paths = (*was.path, "updates"), (*now.path, "updates")
        before, after = (
            "; ".join(in_one_line(old[n]) for n, _ in r) for r in (read_before, read_now)
        )
        yield scope.difference(Change.UPDATES_REORDERED, now.name, before, after, *paths)


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
    """Return an update without what may be changed: its private fields."""
    private = dict.fromkeys(PRIVATE[Update])
    is_bare = all(getattr(update, name) is None for name in private)
    return update if is_bare else update.model_copy(update=private)


def _changed_fields(old: Update, new: Update) -> tuple[str, str]:
    """Return the fields in which two updates differ, as text: before, and after."""
    names = [name for name in Update.model_fields if getattr(old, name) != getattr(new, name)]
    parts = [
        ", ".join(f"{name}: {as_text(getattr(update, name)) or 'none'}" for name in names)
        for update in (old, new)
    ]
    return parts[0], parts[1]


def in_one_line(update: Update) -> str:
    """Return an update in one line: its day, its status or what it takes back, its note."""
    taken = f"takes back {update.retracts}" if update.retracts else ""
    head = f"{update.date} {taken or update.status or ''}".strip()
    content = update.note or as_text(update.promise) or as_text(update.evidence)
    content = content or update.acceptance
    return f"{head}: {content}" if content else head
