"""The rows of a sheet as updates: what each says, and every row that cannot be taken."""

import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from stalkplan.edit.as_yaml import scalar
from stalkplan.edit.several import Appended
from stalkplan.edit.target import Target, to_update
from stalkplan.edit.typed_answer import as_status
from stalkplan.edit.typed_dates import as_window
from stalkplan.edit.update import NewUpdate, as_day_of
from stalkplan.errors import StalkplanError, UnwritableError
from stalkplan.imports.phrases.dates import DateKind, dates_in
from stalkplan.imports.round.rows import FilledRow
from stalkplan.privacy.owners_sheet import (
    FILLED_IN,
    SheetColumn,
    promise_in_words,
    promise_told,
    told,
)
from stalkplan.privacy.personal import is_above_official
from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import PublicItem
from stalkplan.record.dates import suggest
from stalkplan.record.model import Update
from stalkplan.record.register import Register
from stalkplan.verdict.items import Item, names_of
from stalkplan.verdict.same_text import letters
from stalkplan.verdict.state import Known, known_updates
from stalkplan.verdict.visible import visible
from stalkplan.verdict.words import long_date

CanOpen = Callable[[str], bool]


class RoundUpdates(NamedTuple):
    """What a sheet says: the changes of the file of a plan, and what it says that is known already.

    `repeated`, `taken_back` and `wrong` are lines for people, each with its place: on what the plan
    says, what it said once, and what cannot be taken.
    """

    file: str
    changes: Sequence[Appended]
    repeated: Sequence[str]
    taken_back: Sequence[str]
    wrong: Sequence[str]


def updates_of(
    rows: Sequence[FilledRow],
    register: Register,
    items: Sequence[Item],
    can_open: CanOpen,
    *,
    on: date,
) -> RoundUpdates:
    """Return the updates that the rows of a sheet are, each at most of the day `on`.

    `items` are those of one plan. `can_open` says whether a link or file can be opened.
    """
    known = _Known(register, items, can_open, on)
    changes: list[Appended] = []
    repeated: list[str] = []
    taken_back: list[str] = []
    wrong: list[str] = []
    taken: dict[tuple[str, date], FilledRow] = {}
    for row in rows:
        faults = [*known.faults_of_told(row)]
        if faults or not row.is_filled_in:
            wrong += faults
            continue
        update, faults = known.update_of(row)
        target = known.target_of(row, update, faults)
        if target is None:
            wrong += faults
            continue
        key = (target.item.id, update.day or on)
        if key in taken:
            before = taken[key].at(SheetColumn.ITEM)
            wrong.append(f"{row.at(SheetColumn.ITEM)}: an entry of that day is there: {before}")
            continue
        place, known_of_it = f"{row.at(SheetColumn.ITEM)}: {target.item.id}", _known_of(target)
        if _repeated(update, target, known_of_it.updates, on=on):
            repeated.append(f"{place} already says so")
        elif old := _repeated(update, target, [r.update for r in known_of_it.retracted], on=on):
            by = next(pair.by for pair in known_of_it.retracted if pair.update is old)
            taken_back.append(
                f"{place} said so, and that was taken back on {long_date(by.date)}; "
                f"to say it again: stalkplan update {shlex.quote(target.item.id)}"
            )
        else:
            taken[key] = row
            changes.append(update.change(target, on=on))
    return RoundUpdates(items[0].file if items else "", changes, repeated, taken_back, wrong)


class _Known:
    """A plan as a sheet is held against it: its items by their ids, as a row tells them."""

    def __init__(
        self, register: Register, items: Sequence[Item], can_open: CanOpen, on: date
    ) -> None:
        self._register, self._can_open, self._on = register, can_open, on
        self._items: dict[str, list[Item]] = {}
        self._of_ref: dict[str, list[Item]] = {}
        for item in items:
            self._items.setdefault(item.id.casefold(), []).append(item)
            self._of_ref.setdefault(item.ref, []).append(item)
        public = public_record(register, items, on=on).items if items else ()
        self._public: dict[str, PublicItem] = {item.id.casefold(): item for item in public}

    def faults_of_told(self, row: FilledRow) -> Iterator[str]:
        """Yield what a row no longer says as the plan does: it is about something else, or is lost.

        A blank cell says nothing, but for those by which the item is known.
        """
        name = _bare(row.cells.get(SheetColumn.ITEM, ""))
        public = self._public.get(name.casefold())
        if not name:
            yield f"{row.at(SheetColumn.ITEM)}: it names no item, and what is in it would be lost"
            return
        if public is None:
            yield f"{row.at(SheetColumn.ITEM)}: the plan has no item '{name}'"
            return
        own = told(public)
        for column in (SheetColumn.PUBLICATION, SheetColumn.ORGANISATION):
            given = _bare(row.cells.get(column, ""))
            if given.casefold() != own[column].casefold():
                yield f"{row.at(column)}: '{given}' differs from {own[column]}, where it goes"
                return
        if letters(row.cells.get(SheetColumn.ASKED)) != letters(visible(own[SheetColumn.ASKED])):
            yield (
                f"{row.at(SheetColumn.ASKED)}: it is not what {public.id} is about; "
                "was the id changed, as spreadsheets make 10.1 of 10.10"
            )
            return
        may_say = _may_say(self._items[name.casefold()][0], public)
        for column, texts in may_say.items():
            text = row.cells.get(column)
            if text and not _is_one_of(text, texts):
                yield f"{row.at(column)}: '{text}' is not what the plan says; {_INSTEAD[column]}"

    def update_of(self, row: FilledRow) -> tuple[NewUpdate, list[str]]:
        """Return what a row says, and what in it cannot be taken."""
        cells = row.cells
        faults: list[str] = []
        given = NewUpdate(_bare(cells[SheetColumn.ITEM]), self._on)
        readers: Mapping[SheetColumn, Callable[[NewUpdate, str], NewUpdate]] = {
            SheetColumn.STATUS: lambda u, text: replace(u, status=as_status(text)),
            SheetColumn.NOTE: lambda u, text: replace(u, note=text),
            SheetColumn.DATE: lambda u, text: replace(u, day=self._day(text, row)),
            SheetColumn.EVIDENCE: lambda u, text: replace(u, evidence=self._evidence(text)),
            SheetColumn.NEW_PROMISE: lambda u, text: replace(u, by=as_window(_no_serial(text))),
        }
        for column in FILLED_IN:
            text = cells.get(column, "")
            if not text:
                continue
            if is_above_official(text):
                faults.append(f"{row.at(column)}: it is marked above OFFICIAL; keep it out of here")
                continue
            try:
                scalar(text)
                given = readers[column](given, text)
            except (ValueError, UnwritableError) as error:
                faults.append(f"{row.at(column)}: {error}")
        if not faults and given.lacks:
            faults.append(f"{row.at(SheetColumn.DATE)}: a date alone says nothing; add what it is")
        return given, faults

    def target_of(self, row: FilledRow, update: NewUpdate, faults: list[str]) -> Target | None:
        """Return the record that gets an update; None, with one more fault, if none can."""
        if faults:
            return None
        item = self._items[update.name.casefold()][0]
        try:
            return to_update(self._register, self._of_ref[item.ref], update.name, None)
        except StalkplanError as error:
            faults.append(f"{row.at(SheetColumn.ITEM)}: {error}")
            return None

    def _day(self, text: str, row: FilledRow) -> date:
        found = dates_in(text)
        is_words = len(found) == 1 and found[0].text == text and found[0].kind is DateKind.BARE
        if is_words and found[0].window and re.search("[A-Za-z]", text):
            text = found[0].window.text
        item = self._items[_bare(row.cells[SheetColumn.ITEM]).casefold()][0]
        day = as_day_of(self._register, item, last=self._on)
        return date.fromisoformat(day(_no_serial(text)))

    def _evidence(self, text: str) -> tuple[str, ...]:
        links = text.split() if re.match("https?://", text) else text.split("\n")
        for link in links:
            if not self._can_open(link):
                raise ValueError(f"'{link}' is neither a link nor a file here; write https://...")
        return tuple(links)


def _no_serial(text: str) -> str:
    """Return a text. Raises ValueError if it is a day as spreadsheets count them, from 1900 on."""
    if re.fullmatch("[3-6][0-9]{4}", text):
        day = date(1899, 12, 30) + timedelta(days=int(text))
        raise ValueError(
            f"'{text}' is not a date; if it is the spreadsheet's number for {day}, write {day}"
        )
    return text


_INSTEAD = {
    SheetColumn.PROMISED: "write a new one into New promise",
    SheetColumn.DUE: "a deadline stays; write a new promise into New promise",
    SheetColumn.LAST_UPDATE: "write the day into Date",
    SheetColumn.OWNER: "record a new owner with stalkplan update ID --owner",
}
"""Where else to write what was written into a column that says what the plan says."""


def _may_say(item: Item, public: PublicItem) -> Mapping[SheetColumn, set[str]]:
    """Return what a row may say of an item: what a sheet says today, or said at some time."""
    own = told(public)
    updates: list[Update] = [*item.state.updates, *(pair.update for pair in item.state.retracted)]
    every = (*public.updates, *(pair.update for pair in public.retracted))
    promises = [public.promise, public.first_promise, *(update.promise for update in every)]
    return {
        SheetColumn.PROMISED: {
            own[SheetColumn.PROMISED],
            *map(promise_told, promises),
            *map(promise_in_words, promises),
        },
        SheetColumn.DUE: {
            own[SheetColumn.DUE],
            *(deadline.due.text for deadline in item.recommendation.deadlines),
            *(promise.text for promise in promises if promise),
        },
        SheetColumn.LAST_UPDATE: {update.date.isoformat() for update in updates},
        SheetColumn.OWNER: {
            own[SheetColumn.OWNER],
            *(update.owner or "" for update in updates),
            (item.action.owner if item.action else None) or "",
        },
    }


def _is_one_of(text: str, texts: set[str]) -> bool:
    """Whether a cell says one of some texts, or a day of them as a spreadsheet writes it again."""
    return not {*map(letters, _readings(text))}.isdisjoint(letters(visible(t)) for t in texts)


def _readings(text: str) -> Iterator[str]:
    yield text
    yield suggest(text) or text
    yield from (found.window.text for found in dates_in(text) if found.window)
    if numbers := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):  # the month first
        month, day, year = numbers.groups()
        yield f"{year}-{month:0>2}-{day:0>2}"


def _bare(text: str) -> str:
    """Return a name without the mark that keeps a cell from becoming a formula."""
    return re.sub(r"^'(?=[=+\-@])", "", text)


def _known_of(target: Target) -> Known:
    """Return all that was ever said in the record that a row is about, and what was taken back."""
    deadlines = () if target.is_action else target.item.recommendation.deadlines
    return known_updates(target.updates, on=date.max, milestones=names_of(deadlines))


def _repeated(
    update: NewUpdate, target: Target, updates: Sequence[Update], *, on: date
) -> Update | None:
    """Return the update that says the same already, on the day that is given; None if none does.

    Where none is given, any day will do, but for a bare status: that it goes on is news.
    """
    is_bare = not (update.note or update.by or update.evidence)
    days = None if update.day is None and not is_bare else update.day or on
    same = (known for known in updates if days in (None, known.date))
    return next((known for known in same if _says_the_same(update, target, known)), None)


def _says_the_same(update: NewUpdate, target: Target, known: Update) -> bool:
    promised = known.promise.by.text if known.promise and known.promise.by else None
    return (
        _is_for_the_same(update, target, known)
        and update.status == known.status
        and letters(update.note) == letters(known.note)
        and tuple(update.evidence) == known.evidence
        and update.by == promised
    )


def _is_for_the_same(update: NewUpdate, target: Target, known: Update) -> bool:
    """Whether a known update is about the deadline of a row: of one without its status is not."""
    if not target.milestone or known.milestone == target.milestone:
        return True
    return known.milestone is None and not update.status
