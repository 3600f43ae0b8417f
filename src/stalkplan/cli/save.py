"""What the commands that record have in common, from the question to "saved"."""

import shlex
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from textwrap import shorten
from typing import NamedTuple, Protocol, Self, TypeVar

import typer

from stalkplan.cli.ask import Answers, answers_to, can_ask, confirm
from stalkplan.cli.open_folder import Opened, open_to_write, path_from_here
from stalkplan.cli.personal_data import ask_about, new_personal
from stalkplan.cli.shown_edit import diffs_of, size_of
from stalkplan.cli.terminal import next_lines, say, write, write_sections
from stalkplan.edit.several import PlanChange, several
from stalkplan.edit.splice import Edit
from stalkplan.edit.target import Target
from stalkplan.edit.typed_answer import Question
from stalkplan.errors import OutputError, RefusedError, SaveError, WrongCallError
from stalkplan.record.files import top_of_repository
from stalkplan.record.model import Update
from stalkplan.record.problems import Problem, Severity
from stalkplan.record.register import Register, build
from stalkplan.record.saving import is_changed, locked, replace
from stalkplan.reports.blocks import Line, Prose, Section
from stalkplan.reports.blocks_of_records import Facts, Outcome
from stalkplan.rules import check
from stalkplan.rules.context import Context
from stalkplan.rules.evidence import can_be_opened
from stalkplan.verdict import words
from stalkplan.verdict.flag_entry import PointsAt
from stalkplan.verdict.flag_words import flag_sentence, said_flags
from stalkplan.verdict.flags import FLAGS, Flag
from stalkplan.verdict.items import Item, assess
from stalkplan.verdict.visible import visible

_Work = TypeVar("_Work", bound="Work")

_OF_A_NEW_PROMISE = frozenset({Flag.PROMISE_MOVED, Flag.PROMISED_LATE})
"""Flags that repeat in other words what a remark on the promise says."""


class Work(Protocol):
    """What a command writes into a plan; `edit/` has a file for each."""

    def target(self, register: Register, items: Sequence[Item]) -> Target:
        """Return the record to write to."""

    def missing(self, target: Target, can_open: Callable[[str], bool]) -> list[Question]:
        """Return the questions to ask; `can_open` says whether a link or file can be opened."""

    def answered(self, answers: Mapping[str, str]) -> Self:
        """Return a copy with the answers to the questions, by their keys."""

    @property
    def lacks(self) -> str:
        """The options that are still needed, as text for a message; empty if there are enough."""

    def edit(self, text: str, target: Target, *, on: date) -> Edit:
        """Return the change to the text of a plan; the day `on` is today."""

    def item_after(self, items: Sequence[Item], target: Target) -> Item:
        """Return the item whose verdict shows what has changed."""

    def remarks(self, target: Target, after: Item) -> Iterator[str]:
        """Yield sentences on what a person might expect of the change, and what does not happen."""


class Where(NamedTuple):
    """Where a record is written: the folder, publication and organisation that were typed.

    `name` is the id or ref by which a publication is found where there are several.
    """

    data: Path | None
    publication: str | None
    org: str | None
    name: str | None = None

    def opened(self, *, on: date) -> Opened:
        """Return the publication's folder that is meant; raises what `open_to_write` does."""
        return open_to_write(
            self.data, self.org, on=on, publication=self.publication, name=self.name
        )


_DRY_RUN = "not saved: this was a dry run"


def record(
    work: Work,
    where: Where,
    *,
    on: date,
    is_dry_run: bool,
    is_asked: bool = False,
    hides_old: bool = False,
    is_allowed: bool = False,
) -> None:
    """Ask for what is missing, show what changes and what that does to the verdict, and save it.

    The file is read again under the lock. If it has changed since a person looked at the change,
    nothing is saved: what was agreed to was something else. Exits 1 if a person says no.
    A person is asked whether to save where something was missing, and always with `is_asked`. With
    `hides_old` what is saved unasked is shown without the text that goes. What may be about a
    person is asked about first, unless it `is_allowed`; a dry run only tells it.
    """
    opened = where.opened(on=on)
    target = work.target(opened.register, opened.items)
    can_open = partial(can_be_opened, is_file=opened.is_file, record=opened.texts)
    questions = work.missing(target, can_open)
    adds = "" if is_asked else target.item.id  # what takes something out is always asked about
    is_asked = bool(questions) or (is_asked and not is_dry_run)
    was_pasted = False
    if is_asked and can_ask():
        work, was_pasted = _completed(work, target, questions, on=on)
    elif work.lacks:
        raise WrongCallError(f"give {work.lacks}; there is no terminal to ask at")

    def propose(now: Opened) -> tuple[Edit, list[str]]:
        found = target if now is opened else work.target(now.register, now.items)
        is_seen = is_asked and can_ask()
        hides = hides_old and not (is_seen or is_dry_run)
        return _proposed(work, now, found, on=on, has_head=not is_seen, hides_old=hides)

    def is_as_looked_at() -> bool:  # a commit may have it by now
        return work.target(opened.register, opened.items) == target

    read_again = partial(where.opened, on=on)
    way = _Way(opened, target.file, read_again, propose, is_as_looked_at, was_pasted, adds)
    _saved(way, is_dry_run=is_dry_run, is_asked=is_asked, is_allowed=is_allowed)


class Batch(NamedTuple):
    """Changes of one plan, which are shown and saved as one: all of them or none."""

    file: str
    changes: Sequence[PlanChange]


def record_all(
    batch_of: Callable[[Opened], Batch],
    where: Where,
    *,
    on: date,
    is_dry_run: bool,
    is_allowed: bool = False,
    was_pasted: bool = False,
    opened: Opened | None = None,
) -> None:
    """Show what several changes do to a file and to the verdicts, ask once, and save them.

    `batch_of` gives the changes of what is opened; it is asked again if the file has changed
    before anybody looked at the change. What is `opened` already tells its problems no second
    time. Without a terminal it is saved unasked, as `record` does.
    Exits 1 if a person says no.
    """
    opened = opened or where.opened(on=on)
    batch = batch_of(opened)

    def propose(now: Opened) -> tuple[Edit, list[str]]:
        return _proposed_all(batch if now is opened else batch_of(now), now, on=on)

    read_again = partial(where.opened, on=on)
    adds = words.count(len(batch.changes), "item")
    way = _Way(opened, batch.file, read_again, propose, lambda: True, was_pasted, adds)
    _saved(way, is_dry_run=is_dry_run, is_asked=not is_dry_run, is_allowed=is_allowed)


class _Way(NamedTuple):
    """How a change comes about: the plan that was opened, its file, how it is opened again.

    `propose` shows the change of what is opened and returns it, with what may be about a person.
    If a text of it `was_pasted`, Enter does not save it. `adds` names what it adds to; nothing if
    it takes something out.
    """

    opened: Opened
    file: str
    reopened: Callable[[], Opened]
    propose: Callable[[Opened], tuple[Edit, list[str]]]
    is_as_looked_at: Callable[[], bool]
    was_pasted: bool = False
    adds: str = ""


def _saved(way: _Way, *, is_dry_run: bool, is_asked: bool, is_allowed: bool) -> None:
    """Show a change, have it agreed to, and save it, or say that it was a dry run."""
    path = way.opened.path(way.file)
    if is_dry_run:
        _, doubts = way.propose(way.opened)
        say(*doubts, _DRY_RUN)
        return
    if is_asked and can_ask():
        edit, doubts = way.propose(way.opened)
        _go_on(is_allowed or ask_about(doubts))
        _go_on(_may_save(was_pasted=way.was_pasted))
        with locked(path):
            if not way.is_as_looked_at():
                why = "the record changed while you looked at it; run the command again"
                raise SaveError(f"{path} is not changed: {why}")
            replace(path, edit.old.encode(), edit.new.encode())
    else:
        edit = _saved_unasked(way, path, is_allowed=is_allowed)
    try:
        write(f"saved {visible(way.file)}: {size_of(edit)}, nothing else changed\n")
    except OutputError as error:
        raise SaveError(
            f"the change is in {path}; do not run the command again ({error})"
        ) from None
    if way.adds and can_ask() and top_of_repository(path.resolve()):
        commit = shlex.join(("git", "commit", "-m", f"Update {way.adds}", path_from_here(path)))
        say("", *next_lines([(commit, ""), ("stalkplan undo", "takes it back until then")]))


def _may_save(*, was_pasted: bool) -> bool:
    """Ask whether to save. After a paste Enter is no answer: it may come with the text."""
    return confirm("Save? [y/n] ", is_yes=None) if was_pasted else confirm("Save? [Y/n] ")


def _saved_unasked(way: _Way, path: Path, *, is_allowed: bool) -> Edit:
    """Save a change of the file as it is under the lock; what may be personal is asked after it."""
    with locked(path):
        is_old = is_changed(path, way.opened.texts[way.file].encode())
        edit, doubts = way.propose(way.reopened() if is_old else way.opened)
        if is_allowed or not doubts:
            replace(path, edit.old.encode(), edit.new.encode())
    if doubts and not is_allowed:  # nobody holds the lock while a person thinks
        _go_on(ask_about(doubts))
        with locked(path):
            replace(path, edit.old.encode(), edit.new.encode())
    return edit


def _go_on(is_agreed: bool) -> None:  # noqa: FBT001  it reads as a sentence
    """Leave with exit code 1 unless the person agrees."""
    if not is_agreed:
        say("not saved")
        raise typer.Exit(1)


def _completed(
    work: _Work, target: Target, questions: Sequence[Question], *, on: date
) -> tuple[_Work, bool]:
    """Show the item, ask the questions if there are any, and return the work with the answers.

    With it comes whether an answer was pasted. Raises WrongCallError if the answers leave nothing
    to write.
    """
    write_sections(item_head(target.item, on=on))
    answers = answers_to(questions) if questions else Answers({})
    completed = work.answered(answers.values) if questions else work
    if completed.lacks:
        raise WrongCallError("nothing to record; nothing was saved")
    write("\n")
    return completed, answers.was_pasted


def _proposed(
    work: Work,
    opened: Opened,
    target: Target,
    *,
    on: date,
    has_head: bool = True,
    hides_old: bool = False,
) -> tuple[Edit, list[str]]:
    """Show the edit with the verdict before and after it; return it, and what may be personal.

    With `hides_old` no text is shown that goes, nor what else the item says.

    Raises RefusedError, and WrongCallError for what `check` would call an error.
    """
    edit = _made(target.file, lambda old: work.edit(old, target, on=on), opened)
    after, doubts = _checked(opened, target.file, edit, on=on)
    item = work.item_after(assess(after, on=on), target)
    has_head = has_head and not hides_old
    sections: list[Section] = [item_head(target.item, on=on)] if has_head else []
    outcomes = [*_outcomes(target.item, item, work.remarks(target, item), on=on)]
    parts = diffs_of(target.file, edit, hides_old=hides_old)
    write_sections(*sections, *((part,) for part in parts), outcomes)
    write("\n")
    return edit, doubts


def _proposed_all(batch: Batch, opened: Opened, *, on: date) -> tuple[Edit, list[str]]:
    """Show what the changes do to the text and to the verdicts; the rest as `_proposed`."""
    edit = _made(batch.file, lambda old: several(old, batch.changes), opened)
    before = _register(opened, batch.file, edit.old)
    after, doubts = _checked(opened, batch.file, edit, on=on)
    rows = [*_verdicts(assess(before, on=on), assess(after, on=on), on=on)]
    verdicts: list[Section] = [(Facts(tuple(rows), is_snug=True),)] if rows else []
    write_sections(*((part,) for part in diffs_of(batch.file, edit)), *verdicts)
    write("\n")
    return edit, doubts


def _made(file: str, make: Callable[[str], Edit], opened: Opened) -> Edit:
    """Return the edit of a file's text. Raises WrongCallError with what to write by hand."""
    try:
        return make(opened.texts[file])
    except RefusedError as error:
        raise WrongCallError(
            f"{file}:{error.line}: it is not certain that only this would change; "
            "write it by hand, indented like the record:",
            error.by_hand,
        ) from None


def _checked(opened: Opened, file: str, edit: Edit, *, on: date) -> tuple[Register, list[str]]:
    """Return the register after an edit, and what the edit brings that may be about a person.

    Raises WrongCallError for what `check` would call an error.
    """
    before, after = (_register(opened, file, text) for text in (edit.old, edit.new))
    was, now = (
        Context(register, {**opened.texts, file: text}, opened.is_file, on=on)
        for register, text in ((before, edit.old), (after, edit.new))
    )
    refuse_new_errors(was, now)
    return after, new_personal(before, after)


def _register(opened: Opened, file: str, text: str) -> Register:
    """Return a register of the publication and one plan, whose text is given."""
    main = opened.register.recommendations_file
    names = [name for asked in opened.register.recommendations for name in asked.names]
    return build({main: opened.texts[main], file: text}, organisations=names)


def refuse_new_errors(before: Context, after: Context) -> None:
    """Raise WrongCallError if a change brings a problem that `check` calls an error."""
    if found := _errors(after):
        known = Counter((p.code, p.message) for p in _errors(before))
        for problem in found:
            if not known[problem.code, problem.message]:
                raise WrongCallError(f"{problem.text} ({problem.code}); nothing was saved")
            known[problem.code, problem.message] -= 1


def _errors(context: Context) -> list[Problem]:
    found = [*context.register.problems, *check(context, only=Severity.ERROR)]
    return [problem for problem in found if problem.severity is Severity.ERROR]


def item_head(item: Item, *, on: date) -> Section:
    """Return a section on an item: what it is, whose, by when, and when it was last updated."""
    theme = f"  {item.recommendation.theme}" if item.recommendation.theme else ""
    facts = words.what_was_asked(item)
    if item.action and item.summary:
        facts.append(("Will do", item.summary))
    if item.state.updates:
        facts.append(("Last update", _said_in(item.state.updates[-1])))
    return (
        Line(f"{item.id}{theme}", f"as at {words.long_date(on)}", is_bold=True),
        *([Facts(tuple(facts))] if facts else []),
        Prose(_what_holds(item)),
    )


def _what_holds(item: Item) -> str:
    """Return in a line who has an item, by when it is due and promised, and its status."""
    due = f"Due {words.long_window(item.window)}" if item.window else "No date"
    promise = item.state.promise.window if item.state.promise else None
    if promise and promise != item.window:
        due += f", promised for {words.long_window(promise)}"
    status = words.status(item).capitalize() if item.state.status else ""
    said = [words.owner(item), due, status if item.state.updates else "No update recorded"]
    line = ". ".join(filter(None, said))
    return f"{words.capital(line)}."


def _said_in(update: Update) -> str:
    """Return the day of an update and how its note begins: a person is about to add to it."""
    day = words.long_date(update.date)
    return f"{day}: {shorten(update.note, _NOTE, placeholder=' ...')}" if update.note else day


_NOTE = 180
"""Characters of a note that are shown before a question: three lines."""


def _outcomes(before: Item, after: Item, remarks: Iterator[str], *, on: date) -> Iterator[Outcome]:
    """Yield the verdict before and after, what holds now, remarks, and the flags it raises."""
    was, now = (f"{item.id} " if before.id != after.id else "" for item in (before, after))
    yield Outcome("Before", was + words.outcome(before, on=on), words.mark_of(before))
    yield Outcome("After", now + words.outcome(after, on=on), words.mark_of(after))
    held, holds = ((i.state.owner, i.state.promise, i.state.status) for i in (before, after))
    if before.id == after.id and held != holds:
        yield Outcome("", _what_holds(after))
    made = [*remarks]
    for remark in made:
        yield Outcome("", remark)
    for flag, sentence in _raised(before, after):
        if not (made and flag in _OF_A_NEW_PROMISE):
            yield Outcome("", sentence)


def _raised(before: Item | None, after: Item) -> Iterator[tuple[Flag, str]]:
    """Yield the flags that a change raises, each with a sentence on it and what can be done."""
    for flag in said_flags(after):
        if before is None or flag not in before.flags:
            sentence, rule = flag_sentence(flag, after), FLAGS[flag].rule
            hint = f"; {rule.hint}" if rule and rule.points_at is not PointsAt.PROMISE else ""
            yield flag, f"{words.capital(sentence)}{hint} ({flag})."


def _verdicts(
    before: Sequence[Item], after: Sequence[Item], *, on: date
) -> Iterator[tuple[str, str]]:
    """Yield each item whose verdict is another than before, what it is and was, and its flags."""
    was = {item.id: item for item in before}
    for item in after:
        old, now = was.get(item.id), words.outcome(item, on=on)
        then = words.outcome(old, on=on) if old else ""
        said = [] if now == then else [f"{now} (was {then})" if then else f"new: {now}"]
        said += [sentence for _, sentence in _raised(old, item)]
        yield from zip((item.id, *[""] * len(said)), said, strict=False)
