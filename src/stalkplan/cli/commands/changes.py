"""`changes`: two looks at the record, at two days or at two revisions of git."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from stalkplan.cli.clock import same_day, today
from stalkplan.cli.help import app
from stalkplan.cli.options.common import (
    AsOf,
    Data,
    Excel,
    NoPager,
    Org,
    Output,
    Owner,
    ShowFormat,
    StatusPublication,
    Theme,
)
from stalkplan.cli.options.reading import ChangesSince, ChangesUntil
from stalkplan.cli.terminal import emit, say, watch_history
from stalkplan.errors import HistoryError, NoPlanError, UnknownNameError, WrongCallError
from stalkplan.record.dates import start_of, starts_after, suggest_day

if TYPE_CHECKING:
    from stalkplan.cli.open_folder import Filters
    from stalkplan.history.changed_items import Look, Looked
    from stalkplan.history.differences import Difference
    from stalkplan.history.git import Commit, Repository
    from stalkplan.history.since import Since
    from stalkplan.history.trail import Traced
    from stalkplan.record.files import PublicationFolder
    from stalkplan.record.register import Register


@app.command()
def changes(
    *,
    since: ChangesSince = None,
    until: ChangesUntil = None,
    as_of: AsOf = None,
    data: Data = None,
    publication: StatusPublication = None,
    org: Org = None,
    owner: Owner = None,
    theme: Theme = None,
    format_name: ShowFormat = None,
    excel: Excel = False,
    output: Output = None,
    no_pager: NoPager = False,
) -> None:
    """Show what changed since a date or a revision: what people recorded, what time brought.

    \b
    stalkplan changes --since 2025-01-01   # since the last meeting
    stalkplan changes --since 2025-01-01 --until 2025-06-30
    stalkplan changes --since origin/main  # since a commit
    """
    from stalkplan.cli.open_folder import Filters, folders_of, say_without_plan
    from stalkplan.reports.changes import changes_report
    from stalkplan.reports.joined import Named, joined

    filters, on = Filters(org, owner, theme), as_of or today()
    folders = folders_of(data, publication)
    parts: list[Named] = []
    registers: list[Register] = []
    unread: list[str] = []
    for id_, folder in folders:
        try:
            looked = _look(folder, id_, since, until, filters, on=on)
        except (UnknownNameError, NoPlanError) as error:
            if not parts and folder is folders[-1][1]:  # none knows the name, or has a plan
                raise
            if isinstance(error, NoPlanError):
                say_without_plan(folder)
            continue
        except WrongCallError as error:
            if since or len(folders) == 1:
                raise
            if not parts and folder is folders[-1][1]:
                raise WrongCallError(f"{id_}: {error}") from None
            say(f"{id_}: {error}")  # published after the last day; others were before
            continue
        parts.append(Named(id_, changes_report(looked)))
        unread += looked.unread
        both = looked.before.register, looked.after.register
        registers += [replace(register, unread=()) for register in both]
    typed = {"--publication": publication, "--org": org, "--as-of": same_day(as_of)}
    emit(
        joined(parts),
        format_name,
        output,
        registers,
        data=data,
        is_paged=not no_pager,
        excel=excel,
        unread=unread,
        typed=typed,
    )


def _look(
    place: "PublicationFolder",
    name: str,
    since: str | None,
    until: str | None,
    filters: "Filters",
    *,
    on: date,
) -> "Looked":
    """Return what changed since a day or revision, up to another one or to the day `on`.

    Without a day it is that of the publication, which is said, with its name if it has one.
    A date is a date; all else is a revision, judged as at the day of its commit. Raises
    WrongCallError if the second is the earlier, HistoryError, NoDataError, UnknownNameError.
    """
    from stalkplan.cli.open_folder import opened_register, since_published
    from stalkplan.history.changed_items import look_at
    from stalkplan.history.data_folders import DataFolders, folder_label
    from stalkplan.history.git import Repository
    from stalkplan.history.since import since_day
    from stalkplan.history.trail import Lineage, Pair, traced
    from stalkplan.verdict.recorded_words import begun_in_words
    from stalkplan.verdict.words import long_date

    folder, present = place.path, opened_register(place)
    why = "" if since else f", {begun_in_words(present)}"
    since = since or since_published(present, name).isoformat()
    start, end = _day(since), _last_day(until) if until else on
    last = until if until and end is None else "HEAD"
    before = after = present
    unread: list[str] = []
    texts: Sequence[Traced] | None = None
    if start is None or end is None:
        with Repository(folder) as repository:
            folders = DataFolders(repository, folder, folder_label(present))
            ids = [present.publication.id] if present.publication else []
            lineage = Lineage(folders, frozenset(ids))
            head = _commit(repository, last)
            if not end:
                before = after = lineage.register(head, present)
                unread += _unread_at(last, after)
                end = head.authored
            if start is None:
                base = _commit(repository, since)
                before = lineage.register(base, present)
                unread += _unread_at(since, before)
                start = base.authored
                texts = traced(lineage, base, head, Pair(before, after), watch_history)
    if end < start:
        raise WrongCallError(f"nothing to compare: {end} is before {start}{why}")
    typed = ("--since", since, *(("--until", until) if until else ()))
    looks = look_at(before, on=start), look_at(after, on=end)
    if texts is not None:
        looked = _looked(*looks, texts, None, filters)
        unread += present.unread if after is present else ()
        return looked._replace(since=f"{since}, {long_date(start)}", unread=unread, typed=typed)
    unread += before.unread
    history = since_day(folder, start, after, watch_history, on=end, until=last)
    looked = _looked(*looks, history.rewritten, history, filters)
    revision = _revision_on(folder, start)
    return looked._replace(since=long_date(start), revision=revision, unread=unread, typed=typed)


def _looked(
    before: "Look",
    after: "Look",
    texts: Sequence["Traced"],
    history: "Since | None",
    filters: "Filters",
) -> "Looked":
    """Return what differs between two looks, for the items that the filters let through."""
    from itertools import chain

    from stalkplan.history.changed_items import Look, Looked, without_rewritten
    from stalkplan.history.changed_items import changes as all_changes
    from stalkplan.history.effects import is_about
    from stalkplan.history.since import is_told
    from stalkplan.verdict.find_by_name import matching, of_organisations

    chosen = of_organisations(after.register, filters.orgs)
    unread = {*before.register.unread, *after.register.unread}
    held = chain.from_iterable(look.register.plans.items() for look in (before, after))
    unknown = {plan.organisation.id for file, plan in held if file in unread}
    ids = {plan.organisation.id for plan in chosen.plans.values()} - unknown
    items = [item for look in (after, before) for item in look.items if item.organisation.id in ids]
    kept = matching(items, filters.owners, filters.themes)
    names = {(item.organisation.id, item.id) for item in kept}
    own = [item for item in after.items if item.organisation.id in ids]

    def is_meant(difference: "Difference") -> bool:
        is_any = not (filters.owners or filters.themes)
        is_own = difference.organisation in ("", *ids)
        return is_own and (is_any or any(is_about(difference, item) for item in kept))

    told = [t for t in texts if is_told(t.difference.change) and is_meant(t.difference)]
    return Looked(
        before,
        Look(chosen, after.on, own),
        [
            change
            for change in without_rewritten(all_changes(before, after), told)
            if (change.item.organisation.id, change.item.id) in names
        ],
        told,
        "",
        history=history and history.where(is_meant, ids),
    )


def _unread_at(revision: str, register: "Register") -> list[str]:
    """Return the files that could not be read at a revision, each with that and the reason.

    Raises HistoryError if nothing else is there to compare with.
    """
    from stalkplan.record.register import why_unread

    told = [f"{file} at {revision} ({why})" for file, why in why_unread(register).items()]
    if told and not register.plans:
        raise HistoryError(f"nothing to compare: {', '.join(told)} cannot be read")
    return told


def _revision_on(folder: Path, day: date) -> str:
    """Return git's name for the text as it was on a day; empty if git does not know one."""
    from stalkplan.history.git import Repository

    try:
        with Repository(folder) as repository:
            return repository.known_on(day)
    except HistoryError:
        return ""


def _commit(repository: "Repository", revision: str) -> "Commit":
    """Return the commit that a revision names.

    Raises HistoryError; if git does not know it, it says how a day is written.
    """
    try:
        return repository.commit(revision)
    except HistoryError as fault:
        if str(fault).startswith("git has no commit"):
            day = suggest_day(revision) or "2025-03-27"
            raise HistoryError(f"{fault}; a day is written as {day}") from None
        raise


def _day(text: str) -> date | None:
    """Return the day after which it begins, or None if the text is no day, month or quarter."""
    try:
        return starts_after(text)
    except ValueError:
        return None


def _last_day(text: str) -> date | None:
    """Return the last day of a day, month or quarter, or None if the text is none."""
    window = start_of(text)
    return window.last if window else None
