"""`changes`: what people recorded, and what time alone brought; never mixed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from stalkplan.history.changed_items import UPDATE, ItemChange, Looked
from stalkplan.history.differences import Change
from stalkplan.history.differences.words import NOTED, REWRITTEN
from stalkplan.history.trail import Traced
from stalkplan.record.model import Update
from stalkplan.reports import changes_words
from stalkplan.reports.blocks import Event, Facts, Line, Prose, Report, Section, head_view
from stalkplan.verdict import marks, words
from stalkplan.verdict.as_data import update_view
from stalkplan.verdict.marks import Mark
from stalkplan.verdict.timeliness import Timeliness

CHANGE_FIELDS = ("date", "organisation", "id", "kind", "before", "after", "by_time")

_NOTHING = "no update, no new promise, no action or answer"


class _Entry(NamedTuple):
    """A line on what was recorded."""

    day: date | None
    organisation: str
    id: str
    text: str


def changes_report(looked: Looked) -> Report:
    """Report what changed between two looks."""
    before, after, found, texts = looked.before, looked.after, looked.changes, looked.texts
    recorded, rewritten = [*_entries(looked)], [*map(_text_entry, texts or ())]
    by_time = [change for change in found if change.is_by_time]
    verdict = _verdict(recorded, rewritten, by_time)
    return Report(
        sections=lambda: _sections(looked, verdict, (recorded, rewritten), by_time),
        lines=lambda: (_line(row) for row in _rows(found, texts or ())),
        view=lambda: {
            **head_view("changes", after.register, on=after.on),
            "since": before.on.isoformat(),
            "until": after.on.isoformat(),
            "changes": [*_rows(found, texts or ())],
        },
        fields=CHANGE_FIELDS,
        rows=lambda: map(_flat_row, _rows(found, texts or ())),
        verdict=(verdict,),
        next_steps=_next_steps(looked),
    )


def _verdict(
    recorded: Sequence[_Entry], rewritten: Sequence[_Entry], by_time: Sequence[ItemChange]
) -> str:
    late = sum(_is_now(change, Timeliness.OVERDUE) for change in by_time)
    items = len({(entry.organisation, entry.id) for entry in recorded})
    if recorded:
        changes = words.count(len(recorded), "change")
        text = f"{changes} recorded, on {words.count(items, 'item')}."
    else:
        text = "Nothing was recorded."
    if rewritten:
        text += f" The record was rewritten in {words.count(len(rewritten), 'place')}."
    return f"{text} Meanwhile {words.count(late, 'item')} became overdue." if late else text


def _next_steps(looked: Looked) -> str:
    if not looked.revision:
        return ""
    typed = f"stalkplan changes --since {looked.revision}"
    return f"Next: {typed}    compares the text with that revision"


def _is_now(change: ItemChange, timeliness: Timeliness) -> bool:
    return change.kind == "timeliness" and change.after == timeliness


def _sections(
    looked: Looked,
    verdict: str,
    written: tuple[Sequence[_Entry], Sequence[_Entry]],
    by_time: Sequence[ItemChange],
) -> Iterator[Section]:
    """Yield what people recorded, then what was written otherwise, then what time brought."""
    recorded, rewritten = written
    after = looked.after
    plans = list(after.register.plans.values())
    name = plans[0].organisation.name if len(plans) == 1 else f"{len(plans)} organisations"
    what = "Changes" if looked.texts is None else "Changes in the text"
    yield (
        Line(name, f"as at {words.long_date(after.on)}", is_bold=True),
        Line(f"{what} since {looked.since}", words.newest_update(after.items)),
    )
    yield (Prose(verdict, is_bold=True),)
    mark = marks.OVERDUE_UPDATED if recorded else marks.NOT_DUE
    title = f"Recorded in the plan: {len(recorded):,}"
    several = len(plans) > 1
    if recorded:
        yield (_listing(title, mark, recorded, several=several),)
    else:
        yield (Line(title, is_bold=True, mark=mark), Prose(_NOTHING))
    if rewritten:
        title = f"Rewritten in the record: {len(rewritten):,}"
        yield (_listing(title, marks.CANNOT_TELL, rewritten, several=several),)
    if events := [*_events(by_time, several=several)]:
        items = sum(len(event.names) for event in events)
        title = f"Brought by time alone: {items:,}"
        yield (Line(title, is_bold=True, mark=marks.OVERDUE_SILENT), *events)


def _listing(title: str, mark: Mark, entries: Sequence[_Entry], *, several: bool) -> Facts:
    """Return entries by their days, whole."""
    entries = sorted(entries, key=lambda entry: entry.day or date.min)
    names = [_name(entry.organisation, entry.id, several=several) for entry in entries]
    longest = max(map(len, names))
    rows = tuple(
        (f"{entry.day or 'no date'!s:10}  {name:{longest}}", entry.text)
        for entry, name in zip(entries, names, strict=True)
    )
    return Facts(rows, title, mark, is_snug=True)


def _name(organisation: str, id_: str, *, several: bool) -> str:
    """Return an id, after whose it is where there are several."""
    return f"{organisation if several else ''} {id_}".strip()


def _entries(looked: Looked) -> Iterator[_Entry]:
    """Yield a line for each day on which something of an item was recorded, in words."""
    groups: dict[tuple[str, str, date | None], list[ItemChange]] = defaultdict(list)
    for change in looked.changes:
        if not change.is_by_time:
            groups[change.item.organisation.id, change.item.id, change.day].append(change)
    stated_by_update = {id(c.item) for c in looked.changes if c.kind == UPDATE and c.after.status}
    for (organisation, id_, day), changes in groups.items():
        beside = {change.kind for change in changes}
        phrases = (
            changes_words.change_in_words(change, looked.before, looked.after, beside)
            for change in changes
            if not (
                change.kind in ("promise", "owner") and change.day is None
            )  # the text says so already
            and not (change.kind == "status" and id(change.item) in stated_by_update)
        )
        if sentences := "; ".join(filter(None, phrases)) or ("updated" if UPDATE in beside else ""):
            yield _Entry(day, organisation, id_, sentences)


def _text_entry(traced: Traced) -> _Entry:
    """Return what was written otherwise, by the day of the commit that did it."""
    difference, commit, _ = traced
    before, after = difference.before or "", difference.after or ""
    is_wording = difference.change is Change.WORDING_CHANGED
    if difference.change.is_noted:
        told = NOTED[difference.change].format(name=difference.name, field="")
        day = commit.authored if commit else difference.day
        return _Entry(day, difference.organisation, difference.name, told)
    title = REWRITTEN[difference.change].title
    text = f"{title[0].lower()}{title[1:]}"
    if is_wording and difference.now and difference.now.path[-1] == "position":
        text = "answer rewritten"
    if before and after:
        is_long = is_wording or len(before) + len(after) > 60
        sizes = f", {len(before):,} to {len(after):,} characters"
        text += sizes if is_long else f": {_quoted(before)} became {_quoted(after)}"
    day = commit.authored if commit else difference.day
    return _Entry(day, difference.organisation, difference.name, text)


def _quoted(text: str) -> str:
    """Return a value within a sentence: what has a space in quotes, a date or a word as it is."""
    return f'"{text}"' if " " in text else text


def _events(by_time: Sequence[ItemChange], *, several: bool) -> Iterator[Event]:
    """Yield what time brought, by day, those of one kind and state together."""
    groups: dict[tuple[date | None, str, Mark], list[ItemChange]] = defaultdict(list)
    for change in by_time:
        if what := changes_words.event_in_words(change):
            groups[change.day, what, words.mark_of(change.item)].append(change)
    for (day, what, mark), changes in sorted(
        groups.items(), key=lambda g: (g[0][0] or date.max, g[0][1])
    ):
        names = tuple(_name(c.item.organisation.id, c.item.id, several=several) for c in changes)
        its = "its" if len(names) == 1 else "their"
        text = f"{words.count(len(names), 'item')} {what.format(its=its)}"
        yield Event(day.isoformat() if day else "", mark, text, names)


def _rows(found: Sequence[ItemChange], texts: Sequence[Traced]) -> Iterator[dict[str, Any]]:
    for change in found:
        before, after = (
            update_view(value) if isinstance(value, Update) else value
            for value in (change.before, change.after)
        )
        yield {
            "date": change.day.isoformat() if change.day else None,
            "organisation": change.item.organisation.id,
            "id": change.item.id,
            "kind": change.kind,
            "before": before,
            "after": after,
            "by_time": change.is_by_time,
        }
    for difference, commit, _ in texts:
        day = commit.authored if commit else difference.day
        yield {
            "date": day.isoformat() if day else None,
            "organisation": difference.organisation or None,
            "id": difference.name,
            "kind": difference.change,
            "before": difference.before,
            "after": difference.after,
            "by_time": False,
        }


def _flat_row(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"before": _flat(row["before"]), "after": _flat(row["after"])}


def _line(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(
        str(_flat(row[name]) or "")
        for name in ("date", "organisation", "id", "kind", "before", "after")
    )


def _flat(value: Any) -> Any:
    """Return a value as one cell: a list or record as words."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return ", ".join(f"{key} {_flat(part)}" for key, part in value.items() if part)
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    return value
