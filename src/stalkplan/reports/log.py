"""`log`: the life of one item: its updates by their days, and every edit with its commit."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from stalkplan.history.differences import Change, Difference
from stalkplan.history.differences.updates import in_one_line
from stalkplan.history.differences.words import JOINED, NOTED, REWRITTEN
from stalkplan.history.log import LifeEvent
from stalkplan.record.choices import Acceptance, Status
from stalkplan.record.register import Register
from stalkplan.reports.blocks import Line, Prose, Report, Section, head_view, missing_here
from stalkplan.reports.blocks_of_records import Facts
from stalkplan.reports.rewritten import in_quotes
from stalkplan.verdict import words
from stalkplan.verdict.items import Item
from stalkplan.verdict.state_words import STATES, standing_of
from stalkplan.verdict.timeliness import Assurance
from stalkplan.verdict.whose_word import on_whose_word

LOG_FIELDS = (
    "organisation", "id", "date", "kind", "before", "after", "commit", "authored", "file",
)  # fmt: skip


class _Entry(NamedTuple):
    """One event in words: its own day, when and by which commit it was written."""

    day: date | None
    text: str
    event: LifeEvent


def log_report(register: Register, item: Item, events: Sequence[LifeEvent], *, on: date) -> Report:
    """Report the life of an item from its first appearance, the oldest first."""
    entries = [_Entry(_day_of(event), _event_in_words(event, item), event) for event in events]
    stands = _stands(item, on=on)
    return Report(
        sections=lambda: _sections(item, stands, entries, on=on),
        lines=lambda: map(_line, entries),
        view=lambda: {
            **head_view("log", register, on=on),
            "id": item.id,
            "events": [_row(item, entry) for entry in entries],
        },
        fields=LOG_FIELDS,
        rows=lambda: (_row(item, entry) for entry in entries),
        verdict=(f"{item.id}: {stands}", *_left_out(events)),
        not_recorded=missing_here(register, on=on),
    )


def _sections(item: Item, stands: str, entries: Sequence[_Entry], *, on: date) -> Iterator[Section]:
    theme = f"  {item.recommendation.theme}" if item.recommendation.theme else ""
    yield (
        Line(f"{item.id}{theme}", f"as at {words.long_date(on)}", is_bold=True),
        Line(item.organisation.name),
    )
    yield (Prose(f"{words.capital(stands)}.", is_bold=True),)
    if entries:
        yield (Facts(tuple(_facts(entries))),)
        yield from ((Prose(said),) for said in _left_out([entry.event for entry in entries]))
    else:
        yield (Prose("git has no record of it."),)


def _stands(item: Item, *, on: date) -> str:
    """Return where an item stands; of one that is complete only to another body, who says so."""
    if item.assurance is not Assurance.DISCHARGED or not item.is_asked:
        return words.outcome(item, on=on)
    days = f" {words.late_by(item)}" if item.days_late else ""
    return f"{STATES[standing_of(item)].phrase.format(days=days)}{on_whose_word(item)}"


def _facts(entries: Sequence[_Entry]) -> Iterator[tuple[str, str]]:
    """Yield the commits by the days on which they were made, each with what it wrote."""
    for commit, written in groupby(entries, key=lambda entry: entry.event.commit):
        if commit:
            yield commit.authored.isoformat(), f"saved in commit {commit.short}"
        else:
            yield "not committed", "in the files now"
        yield from (("", entry.text) for entry in written)


def _left_out(events: Sequence[LifeEvent]) -> Iterator[str]:
    """Yield what is not known of commits whose files could not be read."""
    number = len({event.commit for event in events if event.difference is None})
    if number:
        changed = "it" if number == 1 else "each of them"
        yield (
            f"{words.count(number, 'commit')} cannot be read: what {changed} changed is shown with "
            "the next one that can."
        )


def _day_of(event: LifeEvent) -> date | None:
    """Return the day that it is about: the record's own, else that of the commit."""
    if event.difference and event.difference.day:
        return event.difference.day
    return event.commit.authored if event.commit else None


def _event_in_words(event: LifeEvent, item: Item) -> str:
    """Return what was done, with what it said and says, and whether it counts for the item."""
    difference, commit = event.difference, event.commit
    if difference is None:
        when = commit.short if commit else "HEAD"
        return f"{event.file} is not readable at {when} ({event.unread})"
    change = difference.change
    if change is Change.UPDATE_ADDED:
        return f"added an update of {_update_in_words(difference)}{_aside(difference, item)}"
    if change.is_addition:
        joined = JOINED[change]
        if change is Change.DEADLINE_ADDED and "/" in difference.name:
            joined = f"{joined} for {difference.name.partition('/')[2]}"
        if change is Change.RESPONSE_ADDED and not difference.after:
            joined = "an answer that is blank"
        done = f"{'filled in' if change is Change.FILLED_IN else 'added'} {joined}"
        return f"{done}: {difference.after}" if difference.after else done
    if change.is_noted:
        field = difference.now.path[-1] if difference.now else ""
        return NOTED[change].format(name=difference.name, field=field)
    title = REWRITTEN[change].title
    return f"{title[0].lower()}{title[1:]}{_both(difference)}"


def _update_in_words(update: Difference) -> str:
    """Return an update that was added: its day, its status, and what it says."""
    day = words.long_date(update.day) if update.day else "no day"
    said = (update.after or "").removeprefix(str(update.day)).lstrip(": ")
    status = next((s for s in (*Status, *Acceptance) if said == s or said.startswith(f"{s}:")), "")
    if status:
        return f"{day}, {status.replace('-', ' ')}{said.removeprefix(status)}"
    if said.startswith("takes back "):
        return f"{day}, which {said}"
    return f"{day}: {said}" if said else day


def _aside(difference: Difference, item: Item) -> str:
    """Return that an update was taken back, or for which deadline it counts if not for this one."""
    text, state = difference.after or "", item.state
    by = next((by for update, by in state.retracted if in_one_line(update) == text), None)
    if by:
        return f" (taken back {words.long_date(by.date)})"
    if difference.milestone and difference.milestone != item.milestone:
        return f" (for {difference.milestone})"
    unplaced = (update for update in state.unplaced if update.status)
    if any(in_one_line(update) == text for update in unplaced):
        return " (it names no milestone, so its status does not count)"
    return ""


def _both(difference: Difference) -> str:
    """Return what it said and says, as far as it said and says anything."""
    said = filter(None, (difference.before, difference.after))
    text = " became ".join(in_quotes(each, difference.change) for each in said)
    return f": {text}" if text else ""


def _line(entry: _Entry) -> tuple[str, ...]:
    difference, commit = entry.event.difference, entry.event.commit
    return (
        entry.day.isoformat() if entry.day else "",
        commit.authored.isoformat() if commit else "",
        commit.short if commit else "",
        difference.change if difference else "not-readable",
        (difference.before if difference else "") or "",
        (difference.after if difference else entry.event.unread) or "",
    )


def _row(item: Item, entry: _Entry) -> dict[str, Any]:
    difference, commit = entry.event.difference, entry.event.commit
    return {
        "organisation": item.organisation.id,
        "id": item.id,
        "date": entry.day.isoformat() if entry.day else None,
        "kind": difference.change if difference else "not-readable",
        "before": difference.before if difference else None,
        "after": difference.after if difference else entry.event.unread,
        "commit": commit.id if commit else None,
        "authored": commit.authored.isoformat() if commit else None,
        "file": entry.event.file,
    }
