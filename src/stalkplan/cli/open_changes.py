"""Two looks at the record: at two days, or at two revisions of git."""

import re
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from stalkplan.cli.open import open_folder, open_to_write
from stalkplan.cli.terminal import watched
from stalkplan.errors import HistoryError, WrongCallError
from stalkplan.history.changes import Look, Looked, changes, look_at
from stalkplan.history.culprits import Traced, texts_at, traced
from stalkplan.history.git import Commit, History
from stalkplan.history.life import LifeEvent, is_about, life_of
from stalkplan.record.dates import parse_day
from stalkplan.record.register import Register, build
from stalkplan.verdict import words
from stalkplan.verdict.find import matching, of_organisations, one_of
from stalkplan.verdict.items import Item

_watch = partial(watched, label="reading history")


class Filters(NamedTuple):
    """Whose items, by organisation, owner and theme; None for all."""

    orgs: Sequence[str] | None = None
    owners: Sequence[str] | None = None
    themes: Sequence[str] | None = None


def look(data: Path | None, since: str, until: str | None, filters: Filters, *, on: date) -> Looked:
    """Return what changed since a day or revision, up to another one or to the day `on`.

    A whole ISO day is a day; all else is a revision, judged as at the day of its commit. Raises
    WrongCallError if the second is the earlier, HistoryError, NoDataError, UnknownNameError.
    """
    folder, present = open_folder(data)
    start, end = _day(since), _day(until) if until else on
    told = words.long_date(start) if start else ""
    before = after = present
    texts: Sequence[Traced] | None = None
    if start is None or end is None:
        with History(folder) as history:
            head = _commit(history, until if until and end is None else "HEAD")
            if not end:
                before = after = build(texts_at(history, head))
                end = head.authored
            if start is None:
                base = _commit(history, since)
                before = build(texts_at(history, base))
                start = base.authored
                told = f"{since}, {words.long_date(start)}"
                found = traced(history, (base, before), (head, after), _watch)
                texts = [t for t in found if not t.difference.change.is_addition]
    if end < start:
        raise WrongCallError(f"nothing to compare: {start} is after {end}")
    looks = look_at(before, on=start), look_at(after, on=end)
    looked = _looked(*looks, texts, filters, told)
    return looked._replace(revision=_revision_on(folder, start)) if texts is None else looked


def life(
    data: Path | None, org: str | None, ref: str, *, on: date
) -> tuple[Register, Item, list[LifeEvent]]:
    """Return an item as at the day `on` and what git knows of its record, the oldest first.

    Raises WrongCallError where `ref` is not one item's, UnknownNameError, HistoryError.
    """
    opened = open_to_write(data, org, on=on)
    item = one_of(opened.items, ref)
    with History(opened.folder) as history:
        return opened.register, item, [*life_of(history, opened.register, item, _watch)]


def _looked(
    before: Look, after: Look, texts: Sequence[Traced] | None, filters: Filters, since: str
) -> Looked:
    """Return what differs, of what the filters let through."""
    chosen = of_organisations(after.register, filters.orgs)
    ids = {plan.organisation.id for plan in chosen.plans.values()}
    items = [item for look in (after, before) for item in look.items if item.organisation.id in ids]
    kept = matching(items, filters.owners, filters.themes)
    names = {(item.organisation.id, item.id) for item in kept}
    own = [item for item in after.items if item.organisation.id in ids]
    if texts and (filters.owners or filters.themes):
        texts = [t for t in texts if any(is_about(t.difference, item) for item in kept)]
    return Looked(
        before,
        Look(chosen, after.on, own),
        [c for c in changes(before, after) if (c.item.organisation.id, c.item.id) in names],
        texts and [t for t in texts if t.difference.organisation in ("", *ids)],
        since,
    )


def _revision_on(folder: Path, day: date) -> str:
    """Return a name of the text as it was on a day; nothing where git cannot tell."""
    try:
        with History(folder) as history:
            return history.known_on(day)
    except HistoryError:
        return ""


_LIKE_A_DAY = re.compile(r"\d{1,4}([-/.]\d{1,4}){1,2}", re.ASCII)


def _commit(history: History, revision: str) -> Commit:
    """Return the commit that a revision names; who seems to mean a day is told how to write it."""
    try:
        return history.commit(revision)
    except HistoryError as fault:
        if _LIKE_A_DAY.fullmatch(revision):
            raise HistoryError(f"{fault}; a day is written as 2025-03-27") from None
        raise


def _day(text: str) -> date | None:
    """Return the day that a text is, None if it is not a whole ISO day."""
    try:
        return parse_day(text)
    except ValueError:
        return None
