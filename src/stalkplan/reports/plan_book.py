"""The workbook of plans: a summary to hand round, then items, answers, updates and notes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from stalkplan.privacy.public_types import PublicItem, PublicPromise, PublicRecord
from stalkplan.record.dates import Window
from stalkplan.record.fields import WITHHELD
from stalkplan.reports import item_words
from stalkplan.reports.sheets import Book, CellValue, Sheet, summary_sheet
from stalkplan.verdict import words
from stalkplan.verdict.as_data import number_view
from stalkplan.verdict.groups import by_deadline, by_owner
from stalkplan.verdict.items import Kind
from stalkplan.verdict.recorded_words import recorded_here
from stalkplan.verdict.state_words import KINDS, counted_as
from stalkplan.verdict.timeliness import SETTLED, DueFrom, Timeliness

_MOST_LINES = 12
"""Lines of a list on the summary, which is to stay on one page."""

_LONGEST_LINE = 94
"""Characters of such a line, as its cell is so broad."""


def plan_book(record: PublicRecord) -> Book:
    """Return the workbook of a public record."""
    return Book(title_of_book(record), record.on, lambda: _sheets(record))


def title_of_book(record: PublicRecord) -> str:
    """Return what a workbook of a record is called: whose plan it is, if it is one, and on what."""
    names = [organisation.name for organisation in record.organisations]
    return ": ".join((*(names if len(names) == 1 else ()), record.publication.title))


class _Column(NamedTuple):
    """A column: what it is called, how wide it is, and what it has of a value."""

    name: str
    width: int
    cell: Callable[[Any], CellValue]


def _sheets(record: PublicRecord) -> list[Sheet]:
    tables = [*_tables(record)]
    return [_summary(record, [table.name for table in tables]), *tables]


def _summary(record: PublicRecord, names: Sequence[str]) -> Sheet:
    publication, is_one = record.publication, len(record.organisations) == 1
    rows: list[tuple[str, CellValue]] = [
        ("What this is", _what_this_is(record)),
        ("As at", record.on),
        ("Verdict", " ".join(filter(None, record.verdict))),
        ("By deadline", _shortened(_deadlines(record.items), "deadline")),
    ]
    if is_one:
        rows.append(("Overdue, by owner", _shortened(_late(record.items), "owner")))
        rows.append(("Days to come", _shortened(_to_come(record), "day")))
    details: list[tuple[str, CellValue]] = [
        ("Sheets", tuple(f"{name}: {what}" for name, what in _SHEETS.items() if name in names)),
        ("Recommendations", recorded_here(publication.recorded)),
        *([("Made by", publication.by)] if publication.by else []),
        ("Published", publication.published),
    ]
    if record.withheld:
        are = "is" if record.withheld == 1 else "are"
        withheld = f"{words.count(record.withheld, 'record')} {are} shown without text."
        details.append(("Withheld", withheld))
    for organisation in record.organisations:
        addresses = {
            "Source of the plan": organisation.source,
            "Corrections": organisation.contact,
            "Help": organisation.help,
        }
        known = [(label, text) for label, text in addresses.items() if text]
        if is_one:
            details += known
        else:
            told = (organisation.verdict[0], *(f"{label}: {text}" for label, text in known))
            details.append((organisation.name, " ".join(told)))
    return summary_sheet([row for row in rows if row[1]], details)


def _what_this_is(record: PublicRecord) -> str:
    number = len(record.organisations)
    whose = f"the plan of {record.whose}" if number == 1 else f"{number:,} plans"
    on = f'on the recommendations of "{record.publication.title}"'
    if record.left_out:
        chosen, every = len(record.items), len(record.items) + record.left_out
        some = f"A selection: {chosen:,} of {words.count(every, 'item')}"
        return f"{some} in {whose} {on}, with a verdict on each."
    return f"{words.capital(whose)} {on}, item by item, with a verdict on each."


def _deadlines(items: Sequence[PublicItem]) -> Iterator[str]:
    """Yield of each deadline how many items it has, and where they stand."""
    for group in by_deadline(items):
        if not group.items:
            continue
        day = words.long_date(group.due) if group.due else ""
        label = day or ("Promised, where no deadline is set" if group.due_from else "No date")
        stand = words.tally(map(counted_as, group.items))
        yield f"{label}: {', '.join((words.count(len(group.items), 'item'), *stand))}"


def _late(items: Sequence[PublicItem]) -> Iterator[str]:
    """Yield of each owner how many items are overdue, and which as far as a line has room."""
    late = [item for item in items if item.timeliness is Timeliness.OVERDUE]
    for owner, own in by_owner(late):
        whose = "Owner withheld" if owner == WITHHELD else owner
        named = [*map(item_words.called, own)]
        lines = (_of_owner(whose, named, shown) for shown in range(len(named), 0, -1))
        short = f"{whose}: {len(own):,}"
        yield next((line for line in lines if len(line) <= _LONGEST_LINE), short)


def _of_owner(whose: str, named: Sequence[str], shown: int) -> str:
    """Return the line of an owner, which names so many of the items and counts the others."""
    more = len(named) - shown
    which = [*named[:shown], f"{more:,} more"] if more else named
    return f"{whose}: {len(named):,} ({words.listed(which)})"


def _to_come(record: PublicRecord) -> Iterator[str]:
    """Yield each day that is still to come, with what is due or promised by it, and for when."""
    days: dict[tuple[date, str], list[str]] = {}
    for item in record.items:
        for what, day, of in item_words.days_of(item):
            if day >= record.on:
                for_ = f" for {of}" if of else ""
                days.setdefault((day, f"{what}{for_}"), []).append(item_words.called(item))
    for day, what in sorted(days):
        named = words.listed(words.few(days[day, what], "item"))
        yield f"{words.long_date(day)}, {what}: {named}"


def _shortened(lines: Iterator[str], what: str) -> tuple[str, ...]:
    """Return lines for one cell of the summary; of many the first, and how many others."""
    every = tuple(lines)
    more = len(every) - _MOST_LINES
    if more <= 0:
        return every
    return (*every[:_MOST_LINES], f"and {words.count(more, f'more {what}')}")


_SHEETS = {
    "Items": "all that is known of each item, for filters and sums; a print has the first columns",
    "Answers": "what was asked, and what the plan answers",
    "Updates": "what the plan reported, and when; a print has the first columns",
    "Take note": "what a reader should know of an item, a line for each point, and whom to ask",
}
"""The sheets after the first, and what each has."""


def _promised(promise: PublicPromise | None, none: str | None = "none") -> date | str | None:
    """Return a promise as a cell: a day as a date, `March 2025`, or `no date` for mere words."""
    if promise is None:
        return none
    is_day = promise.is_deadline and promise.earliest == promise.latest
    return promise.latest if is_day and promise.latest else promise.words


def _due(item: PublicItem) -> date | str | None:
    """Return a binding date as a cell: a day as a date, anything longer in words."""
    return item.due if item.due == item.due_earliest else item.due_words


def _stated(stated: Window | str | None) -> date | str | None:
    """Return a restated deadline as a cell: a day as a date, anything longer in words."""
    if isinstance(stated, Window):
        return stated.last if stated.is_day else words.long_window(stated)
    return stated


_PRINTED_ITEMS: tuple[_Column, ...] = (
    _Column("Item", 13, lambda item: item.id),
    _Column("What was to be done", 50, lambda item: item.summary),
    _Column("Owner", 24, lambda item: item.who),
    _Column("Due", 13, _due),
    _Column("Where it stands", 26, item_words.where_it_stands),
    _Column("Days late", 8, lambda item: item.days_late),
    _Column("Promised for", 16, lambda item: _promised(item.promise)),
    _Column("Last update", 13, lambda item: item.last_update or "none"),
)
"""What a person reads of an item on a sheet of A4."""

_MORE_OF_ITEMS: tuple[_Column, ...] = (
    _Column("Requirement", 14, lambda item: item.ref),
    _Column("Recommendation", 19, lambda item: number_view(item.recommendation)),
    _Column("Milestone", 12, lambda item: item.milestone),
    _Column("Theme", 20, lambda item: item.theme),
    _Column("Due, first day", 14, lambda item: item.due_earliest),
    _Column("Due, last day", 14, lambda item: item.due),
    _Column("Verdict", 80, lambda item: item.outcome),
    _Column("Status in the plan", 16, item_words.status_in_plan),
    _Column("On whose word", 80, item_words.whose_word),
    _Column("Accepted?", 16, lambda item: words.acceptance_word(item.acceptance)),
    _Column("Promise, wording", 50, lambda item: item.promise.wording if item.promise else None),
    _Column("Promise, last day", 14, lambda item: item.promise.latest if item.promise else None),
    _Column("Met or closed by", 16, lambda item: item.discharged.by if item.discharged else None),
    _Column("Updates", 10, lambda item: len(item.updates)),
    _Column("Take note", 140, lambda item: "; ".join(text for _, text in _notes_of(item))),
)

_ASKED: tuple[_Column, ...] = (
    _Column("Requirement", 14, lambda requirement: requirement.ref),
    _Column("Asked", 50, lambda requirement: requirement.asked),
)

_NO_ANSWER = KINDS[Kind.NO_RESPONSE].lacks

_ANSWERS: tuple[_Column, ...] = (
    _Column("Answer", 62, lambda answer: answer.position or _NO_ANSWER),
    _Column("Accepted?", 16, lambda answer: words.acceptance_word(answer.acceptance)),
    _Column("Deadline as stated", 14, lambda answer: _stated(answer.stated_deadline)),
)

_PRINTED_UPDATES: tuple[_Column, ...] = (
    _Column("Date", 13, lambda update: update.day),
    _Column("Status", 13, lambda update: item_words.spaced(update.status)),
    _Column("Note", 50, lambda update: update.note),
    _Column("Evidence", 30, lambda update: tuple(filter(None, update.evidence))),
    _Column("Promised for", 16, lambda update: _promised(update.promise, none=None)),
    _Column("Confirmed by", 20, lambda update: update.verified_by),
)
"""What a person reads of an update on a sheet of A4, and on which day it was taken back."""

_MORE_OF_UPDATES: tuple[_Column, ...] = (
    _Column("Confirmed on", 14, lambda update: update.verified_on),
    _Column("Owner", 24, lambda update: update.owner),
    _Column("Promise, wording", 36, lambda update: update.promise and update.promise.wording),
    _Column("Withheld", 10, lambda update: update.is_withheld),
)

_Row = tuple[str, Sequence[CellValue]]
"""Whose a row is, and its cells."""


def _tables(record: PublicRecord) -> Iterator[Sheet]:
    names = {organisation.id: organisation.name for organisation in record.organisations}
    columns = (*_PRINTED_ITEMS, *_MORE_OF_ITEMS)
    items: list[_Row] = [
        (names[item.organisation], [*_cells_of(item, columns), _set_by(item, record)])
        for item in record.items
    ]
    headings = (*_headings(columns), ("Due date set by", 16))
    yield _table(record, "Items", headings, items, len(_PRINTED_ITEMS))
    yield _table(record, "Answers", _headings((*_ASKED, *_ANSWERS)), [*_answer_rows(record)])
    updates = [*_update_rows(record, names)]
    headings = (
        ("Item", 12), *_headings(_PRINTED_UPDATES), ("Taken back", 13), ("Why", 40),
        *_headings(_MORE_OF_UPDATES),
    )  # fmt: skip
    if updates:
        yield _table(record, "Updates", headings, updates, len(_PRINTED_UPDATES) + 2)
    notes: list[_Row] = [
        (names[item.organisation], (item.id, item.theme, text, point, item.who))
        for item in record.items
        for point, text in _notes_of(item)
    ]
    headings = (("Item", 12), ("Theme", 21), ("What it says", 66), ("Point", 19), ("Owner", 30))
    yield _table(record, "Take note", headings, notes, 5)


def _table(
    record: PublicRecord,
    name: str,
    columns: tuple[tuple[str, int], ...],
    rows: Iterable[_Row],
    printed: int = 0,
) -> Sheet:
    """Return a sheet; whose each row is stands first, but last and not in print for one plan."""
    printed, whose = printed or len(columns), ("Organisation", 22)
    if len(record.organisations) == 1:
        cells = [(*cells, who) for who, cells in rows]
        return Sheet(name, (*columns, whose), cells, frozen=1, printed=printed)
    cells = [(who, *cells) for who, cells in rows]
    return Sheet(name, (whose, *columns), cells, frozen=2, printed=printed + 1)


def _cells_of(value: object, columns: Sequence[_Column]) -> list[CellValue]:
    return [column.cell(value) for column in columns]


def _headings(columns: Sequence[_Column]) -> tuple[tuple[str, int], ...]:
    return tuple((column.name, column.width) for column in columns)


def _set_by(item: PublicItem, record: PublicRecord) -> str:
    """Return who set the date that binds an item."""
    words_of = {
        DueFrom.PUBLICATION: f"the {record.publication.noun}",
        DueFrom.EXTENSION: "an extension",
        DueFrom.PROMISE: "a promise in the plan",
    }
    return words_of[item.due_from] if item.due_from else ""


def _notes_of(item: PublicItem) -> Iterator[tuple[str, str]]:
    """Yield what a reader should know of an item: what an open one lacks, then its flags."""
    if item.kind is not Kind.ACTION and item.timeliness not in SETTLED:
        lacks = KINDS[item.kind].lacks
        yield lacks, f"{lacks} in the plan"
    for flag, text in item.flags:
        yield item_words.spaced(flag), text


def _answer_rows(record: PublicRecord) -> Iterator[_Row]:
    for organisation in record.organisations:
        for recommendation in organisation.recommendations:
            for requirement in recommendation.requirements:
                answer = requirement.answer
                said = _cells_of(answer, _ANSWERS) if answer else [_NO_ANSWER, None, None]
                yield organisation.name, [*_cells_of(requirement, _ASKED), *said]


def _update_rows(record: PublicRecord, names: Mapping[str, str]) -> Iterator[_Row]:
    """Yield the updates of each item, and what was taken back, with its day and why."""
    for item in record.items:
        for update, on, why in (*((u, None, None) for u in item.updates), *item.retracted):
            printed = _cells_of(update, _PRINTED_UPDATES)
            more = _cells_of(update, _MORE_OF_UPDATES)
            yield names[item.organisation], [item.id, *printed, on, why, *more]
