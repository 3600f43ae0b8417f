"""`changes`: what people recorded, and what time alone brought; never mixed."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple, TypeVar

from stalkplan.history.changed_items import ITEM, UPDATE, ItemChange, Looked
from stalkplan.history.since import Late, Since
from stalkplan.history.trail import Traced
from stalkplan.record.model import Decision, Plan, Publication, Update
from stalkplan.record.register import Register
from stalkplan.reports import changes_words
from stalkplan.reports.blocks import (
    NOT_LISTED,
    OTHERS,
    Column,
    Fit,
    Line,
    NextStep,
    Prose,
    Report,
    Section,
    Table,
    head_view,
    missing_here,
)
from stalkplan.reports.blocks_of_records import Event, Facts
from stalkplan.reports.rewritten import (
    LATE,
    after_this_day,
    both,
    compared_in_words,
    is_clean,
    late_in_words,
    rewritten_in_words,
)
from stalkplan.verdict import marks, words
from stalkplan.verdict.as_data import update_view
from stalkplan.verdict.decision_words import (
    DECISION_KINDS,
    day_of_decision,
    decision_view,
    who_decided,
)
from stalkplan.verdict.items import Item
from stalkplan.verdict.marks import Mark
from stalkplan.verdict.nouns import body_noun
from stalkplan.verdict.timeliness import Timeliness

CHANGE_FIELDS = (
    "date", "organisation", "id", "kind", "before", "after", "by_time", "commit", "recorded",
    "by_decision",
)  # fmt: skip

NOT_LOOKED = "not-looked"
"""The kind of a row that says why nobody could look for what was rewritten."""

_LONGEST = 200
"""Characters of a text that was rewritten, before and after; a program gets all of it."""

_LISTED, _FEW = 50, 10
"""Of several plans, lines that are all listed for people; and of more, how long a list may be.

Of 43 forces two months were 308 lines. The formats for data have all of them.
"""

_NOTHING = "no update, no new promise, no action or answer"


class _Entry(NamedTuple):
    """A line on what was recorded."""

    day: date | None
    organisation: str
    id: str
    text: str


_Any = TypeVar("_Any")


class _Written(NamedTuple):
    """What people wrote, in lines: recorded, written otherwise, recorded late.

    `decided` is what other bodies decided of each item, `by_time` what time alone brought.
    """

    recorded: Sequence[_Entry]
    decided: Sequence[ItemChange]
    rewritten: Sequence[_Entry]
    late: Sequence[_Entry]
    by_time: Sequence[ItemChange]
    has_several_plans: bool

    @property
    def is_long(self) -> bool:
        """Whether nobody would read all of it: then the lists are left out that are not short."""
        return self.has_several_plans and sum(map(len, self[:5])) > _LISTED

    def listed(self, lines: Sequence[_Any]) -> Sequence[_Any]:
        """Return the lines of a list that people are shown: none if it is left out."""
        return () if self.is_long and len(lines) > _FEW else lines


def changes_report(looked: Looked) -> Report:
    """Report what changed between two looks."""
    before, after, history = looked.before, looked.after, looked.history
    recorded_late = history.late if history else ()
    asked = (change for change in looked.changes if _is_asked(change, after.register))
    by_time = [change for change in asked if change.is_by_time]
    late = [
        change._replace(kind="timeliness", day=change.late, after=change.item.timeliness)
        for change in looked.changes
        if change.kind == ITEM and change.late
    ]
    by_time += (change for change in late if not change.is_taken_back)
    taken_back = (change for change in late if change.is_taken_back)
    became_late = [
        change
        for change in (*by_time, *taken_back, *(c for c in looked.changes if not c.is_by_time))
        if change.kind == "timeliness" and change.after == Timeliness.OVERDUE
    ]
    became_late += [change for change in looked.changes if _came_late(change, since=before.on)]
    written = _Written(
        [*_entries(looked)],
        [c for c in looked.changes if c.kind in DECISION_KINDS and not _is_given_up(c.item)],
        [_text_entry(traced, history) for traced in looked.texts],
        [*map(_late_entry, recorded_late)],
        [change for change in by_time if changes_words.event_in_words(change)],
        has_several_plans=len(after.register.plans) > 1,
    )
    verdict = _verdict(written, looked, len(became_late))
    return Report(
        sections=lambda: _sections(looked, verdict, written, became_late),
        lines=lambda: (_line(row) for row in (*_rows(looked), *_not_looked(history))),
        view=lambda: {
            **head_view("changes", after.register, on=after.on),
            "since": before.on.isoformat(),
            "until": after.on.isoformat(),
            "changes": [*_rows(looked)],
            "history": history and _history_view(history),
        },
        fields=CHANGE_FIELDS,
        rows=lambda: map(_flat_row, (*_rows(looked), *_not_looked(history))),
        verdict=(verdict, compared_in_words(history)) if history else (verdict,),
        not_recorded=missing_here(after.register, on=after.on),
        next_steps=_next_steps(looked, written),
    )


def _verdict(written: _Written, looked: Looked, overdue: int) -> str:
    """Return in sentences what there is; of what nobody looked for it says nothing."""
    recorded, late, history = written.recorded, written.late, looked.history
    items = len({(entry.organisation, entry.id) for entry in recorded})
    decided = len({(c.item.organisation.id, c.item.id) for c in written.decided})
    changes = words.count(len(recorded), "change")
    where = f" in the {_plans(looked)}" if decided else ""
    parts = [f"Nothing {'of these days ' if late else ''}was recorded{where}."]
    if recorded:
        parts = [f"{changes} recorded, on {words.count(items, 'item')}."]
    if decided:
        parts.append(who_decided((c.after.by for c in written.decided), decided))
    if rewritten := [t for t in looked.texts if t.difference.change.is_rewriting]:
        places = words.count(len(rewritten), "place")
        parts.append(f"The record was rewritten in {places}{_later(history, rewritten)}.")
    if redacted := [t for t in looked.texts if not t.difference.change.is_rewriting]:
        texts = "text was" if len(redacted) == 1 else "texts were"
        parts.append(f"{len(redacted):,} {texts} redacted{_later(history, redacted)}.")
    if late:
        entries = "entry was" if len(late) == 1 else "entries were"
        after = _later(history, history.late if history else ())
        parts.append(f"{len(late):,} {entries} recorded late{after}.")
    if overdue:
        parts.append(f"Meanwhile {words.count(overdue, 'item')} became overdue.")
    return " ".join(parts)


def _later(history: Since | None, written: Sequence[Traced | Late]) -> str:
    """Return how much of it came after the last day: no day is asked where two commits are."""
    return after_this_day(history, written) if history else ""


def _plans(looked: Looked) -> str:
    """Return `plan`, or `plans` where there are several."""
    return "plan" if len(looked.after.register.plans) == 1 else "plans"


def _next_steps(looked: Looked, written: _Written) -> tuple[NextStep, ...]:
    """Return what to type next: the text at that day, or, if lists are left out, where they are."""
    if written.is_long:
        most = Counter(entry.organisation for entry in written.recorded).most_common(1)
        one = [NextStep(("changes", *looked.typed, "--org", id_)) for id_, _ in most]
        whole = ("changes", *looked.typed, "--output", "changes.csv")
        return (*one, NextStep(whole, is_whole=True))
    if not looked.revision:
        return ()
    typed = ("changes", "--since", looked.revision)
    return (NextStep(typed, "compares the text with that revision"),)


def _sections(
    looked: Looked,
    verdict: str,
    written: _Written,
    became_late: Sequence[ItemChange],
) -> Iterator[Section]:
    """Yield what people recorded, then what was written otherwise, then what time brought."""
    recorded, decided, rewritten, late, by_time, several = written
    after, history = looked.after, looked.history
    plans = list(after.register.plans.values())
    noun = body_noun(plan.organisation for plan in plans)
    name = plans[0].organisation.name if len(plans) == 1 else words.count(len(plans), noun)
    what = "Changes" if history else "Changes in the text"
    yield (
        Line(name, f"as at {words.long_date(after.on)}", is_bold=True),
        Line(f"{what} since {looked.since}", words.newest_update(after.items)),
    )
    yield (Prose(verdict, is_bold=True),)
    mark = marks.OVERDUE_UPDATED if recorded else marks.NOT_DUE
    title = f"Recorded in the {_plans(looked)}: {len(recorded):,}"
    if several:
        yield (_by_organisation(plans, written, became_late),)
    if written.is_long:
        yield (Prose(NOT_LISTED.format("The changes")),)
    if recorded and several:
        yield (Line(title, is_bold=True, mark=mark),)
        yield from _under_their_organisations(plans, written.listed(recorded))
    elif recorded:
        yield (_listing(title, mark, recorded, several=False),)
    else:
        yield (Line(title, is_bold=True, mark=mark), Prose(_NOTHING))
    if decided and (publication := after.register.publication):
        title = f"Decided by other bodies: {len(decided):,}"
        events = _decisions(written.listed(decided), publication, several=several)
        yield (Line(title, is_bold=True, mark=marks.NO_DATE), *events)
    if rewritten:
        title = f"Rewritten in the record: {len(rewritten):,}"
        shown = written.listed(rewritten)
        yield (_listing(title, marks.CANNOT_TELL, shown, several=several),)
    if late:
        title = f"Recorded late: {len(late):,}"
        shown = written.listed(late)
        yield (_listing(title, marks.CANNOT_TELL, shown, several=several),)
    if history:
        clean = ("Nothing was rewritten or recorded late.",) if is_clean(history) else ()
        yield (Prose(" ".join((*clean, compared_in_words(history)))),)
    if by_time:
        title = f"Brought by time alone: {len(by_time):,}"
        events = _events(written.listed(by_time), several=several)
        yield (Line(title, is_bold=True, mark=marks.OVERDUE_SILENT), *events)


def _by_organisation(
    plans: Sequence[Plan], written: _Written, became_late: Sequence[ItemChange]
) -> Table:
    """Return a row for each organisation: how much of what there is, the most recorded first."""
    organisations = [plan.organisation for plan in plans]
    names = words.short_names_of(organisations)
    counted = {
        "recorded": Counter(entry.organisation for entry in written.recorded),
        "rewritten": Counter(entry.organisation for entry in written.rewritten),
        "late": Counter(entry.organisation for entry in written.late),
        "newly overdue": Counter(change.item.organisation.id for change in became_late),
    }
    columns = [Column("", 18, lambda id_: names[id_], Fit.NAMED)]
    for name, numbers in counted.items():
        if numbers or name in ("recorded", "newly overdue"):
            value = partial(_number, numbers)
            columns.append(Column(name, len(name), value, is_number=True))
    recorded = counted["recorded"]
    rows = sorted(names, key=lambda id_: (-recorded[id_], names[id_].casefold()))
    return Table(tuple(columns), rows, "Most recorded first", rest=OTHERS)


def _number(numbers: Mapping[str, int], key: str) -> str:
    return f"{numbers[key]:,}"


def _under_their_organisations(
    plans: Sequence[Plan], entries: Sequence[_Entry]
) -> Iterator[Section]:
    """Yield the entries of each organisation, in the order of the names."""
    for plan in sorted(plans, key=lambda plan: plan.organisation.name.casefold()):
        own = [entry for entry in entries if entry.organisation == plan.organisation.id]
        if own:
            title = f"{plan.organisation.name}: {len(own):,}"
            yield (_listing(title, None, own, several=False),)


def _listing(title: str, mark: Mark | None, entries: Sequence[_Entry], *, several: bool) -> Facts:
    """Return entries by their days, in full."""
    entries = sorted(entries, key=lambda entry: entry.day or date.min)
    names = [_name(entry.organisation, entry.id, several=several) for entry in entries]
    longest = max(map(len, names), default=0)
    rows = tuple(
        (f"{entry.day or 'undated'!s:10}  {name:{longest}}", entry.text)
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
        if not (change.is_by_time or change.kind in DECISION_KINDS):
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
        if sentences := changes_words.clauses(phrases) or ("updated" if UPDATE in beside else ""):
            theme = changes[0].item.recommendation.theme
            said = ": ".join(filter(None, (theme, sentences)))
            yield _Entry(day, organisation, id_, said)


def _came_late(change: ItemChange, *, since: date) -> bool:
    """Whether an item came that was not due on the day `since`, and what was recorded made it late.

    One that time alone made late is among what time brought.
    """
    item = change.item
    is_late = change.after is not None and item.timeliness is Timeliness.OVERDUE
    return change.kind == ITEM and is_late and not change.late and (item.due or since) >= since


def _is_asked(change: ItemChange, register: Register) -> bool:
    """Whether a change came after its recommendation was made; before that time brings nothing."""
    publication = register.publication
    asked = publication.asked_on(change.item.recommendation) if publication else date.min
    return change.day is None or change.day > asked


def _is_given_up(item: Item) -> bool:
    """Whether an action is withdrawn: another item then says what was asked."""
    return item.timeliness is Timeliness.WITHDRAWN


def _text_entry(traced: Traced, history: Since | None) -> _Entry:
    """Return what was written otherwise, by the day of the commit that did it."""
    difference = traced.difference
    day = _day_of(traced, history) or difference.day
    told = rewritten_in_words(traced, _LONGEST)
    if traced.commit is None:
        told = f"{told}; not committed yet"
    return _Entry(day, difference.organisation, difference.name, told)


def _day_of(traced: Traced, history: Since | None) -> date | None:
    """Return the committer's day of a difference; None if it is not committed."""
    if history:
        return history.day_of(traced)
    return traced.commit.committed if traced.commit else None


def _late_entry(late: Late) -> _Entry:
    """Return what was recorded late, by the day that it is about."""
    difference = late.traced.difference
    return _Entry(late.day, difference.organisation, difference.name, late_in_words(late))


def _decisions(
    decided: Sequence[ItemChange], publication: Publication, *, several: bool
) -> Iterator[Event]:
    """Yield what other bodies decided, by day or month, the items of one decision together."""
    groups: dict[tuple[str, str, Mark], list[ItemChange]] = defaultdict(list)
    for change in decided:
        what = changes_words.decision_in_words(change, publication)
        day = day_of_decision(change.after)
        groups[day, what, words.mark_of(change.item)].append(change)
    for (day, what, mark), changes in sorted(groups.items(), key=lambda g: g[1][0].day or date.max):
        ids = tuple(_name(c.item.organisation.id, c.item.id, several=several) for c in changes)
        yield Event(day, mark, f"{words.count(len(ids), 'item')} {what}", ids)


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


def _rows(looked: Looked) -> Iterator[dict[str, Any]]:
    for change in looked.changes:
        row = _row(change.day, change.item.organisation.id, change.item.id, change.kind)
        if isinstance(change.after, Decision):
            row["date"] = day_of_decision(change.after)
        before, after = (
            _view(each, on=change.item.facts.on) for each in (change.before, change.after)
        )
        yield row | {
            "before": before,
            "after": after,
            "by_time": change.is_by_time,
            "by_decision": change.is_decided,
        }
    for traced in looked.texts:
        recorded, kind = _day_of(traced, looked.history), traced.difference.change
        yield _text_row(traced, recorded or traced.difference.day, kind, recorded)
    for late in looked.history.late if looked.history else ():
        yield _text_row(late.traced, late.day, LATE, late.recorded)


def _view(value: Any, *, on: date) -> Any:
    """Return a value as a view has it; an update and a decision are records."""
    if isinstance(value, Update):
        return update_view(value, on=on)
    return decision_view(value) if isinstance(value, Decision) else value


def _text_row(traced: Traced, day: date | None, kind: str, recorded: date | None) -> dict[str, Any]:
    """Return a row on a text, with the commit that wrote it, and when."""
    difference, commit = traced.difference, traced.commit
    before, after = both(traced.difference)
    return _row(day, difference.organisation or None, difference.name, kind) | {
        "before": before,
        "after": after,
        "commit": commit.id if commit else None,
        "recorded": recorded.isoformat() if recorded else None,
    }


def _row(day: date | None, organisation: str | None, id_: str, kind: str) -> dict[str, Any]:
    return dict.fromkeys(CHANGE_FIELDS) | {
        "date": day.isoformat() if day else None,
        "organisation": organisation,
        "id": id_,
        "kind": kind,
        "by_time": False,
        "by_decision": False,
    }


def _not_looked(history: Since | None) -> Iterator[dict[str, Any]]:
    """Yield a row that says why nobody could look; a list without it would say that all is well."""
    if history and history.why_not:
        yield _row(None, None, "", NOT_LOOKED) | {"after": history.why_not}


def _history_view(history: Since) -> dict[str, Any]:
    return {
        "since": history.day.isoformat(),
        "compared": [
            {"commit": base.id, "committed": history.days[base.id].isoformat()}
            for base in history.bases
        ],
        "why_not": history.why_not or None,
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
