"""A round: many updates at once, from a sheet that was filled in or typed item by item."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path

import typer

from stalkplan.cli.ask import answer_to, can_ask
from stalkplan.cli.open_folder import Opened, folders_given, one_plan
from stalkplan.cli.save import Batch, Where, item_head, record_all
from stalkplan.cli.terminal import say, write, write_sections
from stalkplan.edit.several import Appended
from stalkplan.edit.target import Target, to_update
from stalkplan.edit.typed_answer import Question, as_one_of
from stalkplan.edit.update import NewUpdate, as_day_of
from stalkplan.errors import StalkplanError, WrongCallError
from stalkplan.imports.readers.document import DRAWN, NOT_READ
from stalkplan.imports.round.rows import FilledRow, SheetRows, sheet_rows
from stalkplan.imports.round.updates import RoundUpdates, updates_of
from stalkplan.privacy.owners_sheet import SheetColumn
from stalkplan.record.choices import Status
from stalkplan.record.files import read_source
from stalkplan.rules.evidence import can_be_opened
from stalkplan.verdict.items import Item, is_overdue
from stalkplan.verdict.timeliness import SETTLED
from stalkplan.verdict.words import count


def record_sheet(
    file: Path, where: Where, *, on: date, is_dry_run: bool, is_allowed: bool = False
) -> None:
    """Record what a sheet of `ask` says that was filled in: all of it or nothing.

    Raises SourceError for a file that is no sheet, and WrongCallError with every row that cannot be
    taken. Exits 0 where the plan says all of it already.
    """
    found = _read(file)
    if not found.rows:
        _refuse(found.wrong)
    if not found.wrong and not any(row.is_filled_in for row in found.rows):
        raise WrongCallError(f"nothing to record: no row of {file} is filled in")
    where = _where_it_goes(where, found.rows, on=on)
    made: dict[int, RoundUpdates] = {}

    def batch_of(opened: Opened) -> Batch:
        updates = made.get(id(opened.texts)) or _updates(opened, found, on=on)
        made[id(opened.texts)] = updates
        return Batch(updates.file, updates.changes)

    record_all(batch_of, where, on=on, is_dry_run=is_dry_run, is_allowed=is_allowed)


def _read(file: Path) -> SheetRows:
    from stalkplan.imports.readers.bounds import MAX_SOURCE_BYTES
    from stalkplan.imports.readers.choose import read_sheets

    document = read_sheets(read_source(file, MAX_SOURCE_BYTES), file.name)
    kept = (text for text in document.warnings if not text.startswith((NOT_READ, DRAWN)))
    say(*(f"{file.name}: {text}" for text in kept))
    return sheet_rows(document, file.name)


def _refuse(wrong: Sequence[str]) -> None:
    if wrong:
        told = f"{count(len(wrong), 'place')} of the sheet cannot be used; nothing was saved"
        raise WrongCallError(told, wrong)


def _where_it_goes(where: Where, rows: Sequence[FilledRow], *, on: date) -> Where:
    """Return where a sheet goes that names its publication and organisation, if there are several.

    What was typed comes first.
    """
    if where.publication is None and len(folders_given(where.data)) > 1:
        where = where._replace(publication=_only(rows, SheetColumn.PUBLICATION))
    if where.org is None and len(where.opened(on=on).register.plans) > 1:
        where = where._replace(org=_only(rows, SheetColumn.ORGANISATION))
    return where


def _only(rows: Sequence[FilledRow], column: SheetColumn) -> str | None:
    """Return what all rows say in a column; None if they differ."""
    texts = {row.cells.get(column, "") for row in rows}
    return texts.pop() or None if len(texts) == 1 else None


def _updates(opened: Opened, found: SheetRows, *, on: date) -> RoundUpdates:
    """Return the updates of a sheet; what the plan already says is reported.

    Raises WrongCallError with every row that is wrong. Exits 0 if there is nothing new.
    """
    one_plan(opened.register)
    can_open = _can_open(opened)
    updates = updates_of(found.rows, opened.register, opened.items, can_open, on=on)
    _refuse([*found.wrong, *updates.wrong])
    say(*updates.repeated, *updates.taken_back)
    if not updates.changes:
        why = "" if updates.taken_back else ": the plan says it all already"
        say(f"nothing new to record{why}")
        raise typer.Exit(0)
    return updates


def _can_open(opened: Opened) -> Callable[[str], bool]:
    return partial(can_be_opened, is_file=opened.is_file, record=opened.texts)


class _Step(StrEnum):
    """What the first question at an item of a walk takes: a status, or that it stays."""

    NOT_STARTED = Status.NOT_STARTED
    IN_PROGRESS = Status.IN_PROGRESS
    BLOCKED = Status.BLOCKED
    COMPLETE = Status.COMPLETE
    WITHDRAWN = Status.WITHDRAWN
    AS_IT_IS = "as-it-is"


_STOP = "q"


def walk_open_items(where: Where, *, on: date, is_dry_run: bool, is_allowed: bool = False) -> None:
    """Ask about each open item of a plan, overdue ones first, and save all answers at once.

    Raises WrongCallError where nobody can be asked, or nothing was said.
    """
    if not can_ask():
        raise WrongCallError(
            "there is no terminal to ask at; name an item, such as stalkplan update 12.1a "
            '--note "...", or give --from FILE'
        )
    opened = where.opened(on=on)
    one_plan(opened.register)
    targets = _targets(opened)
    how_many = count(len(targets), "open item")
    say(f"{how_many}, the longest overdue first; nothing is saved before the end", "")
    said: list[NewUpdate] = []
    was_pasted = False
    for number, target in enumerate(targets, start=1):
        say(f"{number} of {len(targets)}")
        write_sections(item_head(target.item, on=on))
        update, pasted, is_end = _asked(target, opened, on=on)
        was_pasted = was_pasted or pasted
        if update and not update.lacks:
            said.append(update)
        write("\n")
        if is_end:
            break
    if not said:
        raise WrongCallError("nothing to record; nothing was saved")

    def batch_of(now: Opened) -> Batch:
        return Batch(targets[0].file, [_change(now, update, on=on) for update in said])

    record_all(
        batch_of, where, on=on, is_dry_run=is_dry_run, is_allowed=is_allowed, was_pasted=was_pasted
    )


def _targets(opened: Opened) -> list[Target]:
    """Return the records of the open items, overdue ones first, the longest overdue before all.

    What has no answer to put an update under is named, with what to type.
    """
    open_ = [item for item in opened.items if item.timeliness not in SETTLED]
    found: list[Target] = []
    for item in sorted(open_, key=_urgency):
        try:
            found.append(_target(opened, item.id, item.ref))
        except StalkplanError as error:
            say(str(error))
    if not found:
        raise WrongCallError("nothing to ask: no item is open")
    return found


def _urgency(item: Item) -> tuple[bool, date]:
    return not is_overdue(item), item.due or date.max


def _target(opened: Opened, name: str, ref: str) -> Target:
    same = [item for item in opened.items if item.ref == ref]
    return to_update(opened.register, same, name, None)


def _change(opened: Opened, update: NewUpdate, *, on: date) -> Appended:
    return update.change(to_update(opened.register, opened.items, update.name, None), on=on)


def _asked(target: Target, opened: Opened, *, on: date) -> tuple[NewUpdate | None, bool, bool]:
    """Return what a person says of an item, if a text was pasted, and if it is the end."""

    def step(answer: str) -> str:
        return _STOP if answer.strip().casefold() == _STOP else as_one_of(_Step)(answer)

    say("")
    question = Question("status", "Status", step, f"next, {_STOP}: stop", choices=tuple(_Step))
    answer, was_pasted = answer_to(question)
    if answer in ("", _STOP):
        return None, was_pasted, answer == _STOP
    status = None if answer == _Step.AS_IT_IS else Status(answer)
    update = NewUpdate(target.item.id, on, status=status)
    answers: dict[str, str] = {}
    for each in update.missing(target, _can_open(opened)):
        if each.key == "status" or not each.is_for(""):
            continue
        day = as_day_of(opened.register, target.item, last=on)
        question = each._replace(parse=day) if each.key == "day" else each
        answers[each.key], pasted = answer_to(question)
        was_pasted = was_pasted or pasted
    return update.answered(answers), was_pasted, False
