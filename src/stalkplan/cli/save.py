"""What the commands that record have in common, from the question to "saved"."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol, Self, TypeVar

import typer

from stalkplan.cli.ask import Answers, ask, can_ask, confirm
from stalkplan.cli.open_folder import Opened, open_to_write
from stalkplan.cli.personal_data import ask_about, new_personal
from stalkplan.cli.terminal import say, write, write_sections
from stalkplan.edit.splice import Edit
from stalkplan.edit.target import Target
from stalkplan.edit.typed_answer import Question
from stalkplan.errors import OutputError, RefusedError, SaveError, WrongCallError
from stalkplan.record.problems import Problem, Severity, body_of
from stalkplan.record.register import Register, build
from stalkplan.record.saving import is_changed, locked, replace
from stalkplan.reports.blocks import Diff, Facts, Line, Outcome, Prose, Section
from stalkplan.rules import check
from stalkplan.rules.context import Context
from stalkplan.rules.evidence import can_be_opened
from stalkplan.verdict import words
from stalkplan.verdict.flags import Flag
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
    path = opened.path(target.file)
    if (questions or (is_asked and not is_dry_run)) and can_ask():
        work, was_pasted = _completed(work, target, questions, on=on)
        edit, doubts = _proposed(work, opened, target, on=on, has_head=False)
        if is_dry_run:
            say(*doubts, _DRY_RUN)
            return
        _go_on(is_allowed or ask_about(doubts))
        _go_on(may_save(was_pasted=was_pasted))
        with locked(path):
            if work.target(opened.register, opened.items) != target:  # a commit has it by now
                raise SaveError(f"{path} is not changed: what was looked at is no longer so")
            replace(path, edit.old.encode(), edit.new.encode())
    elif work.lacks:
        raise WrongCallError(f"give {work.lacks}; there is no terminal to ask at")
    elif is_dry_run:
        _, doubts = _proposed(work, opened, target, on=on)
        say(*doubts, _DRY_RUN)
        return
    else:
        with locked(path):
            if is_changed(path, opened.texts[target.file].encode()):
                opened = where.opened(on=on)
                target = work.target(opened.register, opened.items)
            edit, doubts = _proposed(work, opened, target, on=on, hides_old=hides_old)
            if is_allowed or not doubts:
                replace(path, edit.old.encode(), edit.new.encode())
        if doubts and not is_allowed:  # nobody holds the lock while a person thinks
            _go_on(ask_about(doubts))
            with locked(path):
                replace(path, edit.old.encode(), edit.new.encode())
    try:
        write(f"saved {visible(target.file)}: {_size(edit)}, nothing else changed\n")
    except OutputError as error:
        raise SaveError(f"the change is in {path}; do not repeat it ({error})") from None


def may_save(*, was_pasted: bool) -> bool:
    """Ask whether to save. After a paste Enter is no answer: it may come with the text."""
    return confirm("Save? [y/n] ", is_yes=None) if was_pasted else confirm("Save? [Y/n] ")


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
    write_sections(_head(target.item, on=on))
    answers = ask(questions) if questions else Answers({})
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
    old = opened.texts[target.file]
    try:
        edit = work.edit(old, target, on=on)
    except RefusedError as error:
        raise WrongCallError(
            f"{target.file}:{error.line}: it is not certain that only this would change; "
            "write it by hand, in the record's own indentation:",
            error.by_hand,
        ) from None
    before, after = (_register(opened, target, text) for text in (old, edit.new))
    was, now = (
        Context(register, {**opened.texts, target.file: text}, opened.is_file, on=on)
        for register, text in ((before, old), (after, edit.new))
    )
    refuse_new_errors(was, now)
    item = work.item_after(assess(after, on=on), target)
    has_head = has_head and not hides_old
    sections: list[Section] = [_head(target.item, on=on)] if has_head else []
    outcomes = [*_outcomes(target.item, item, work.remarks(target, item), on=on)]
    write_sections(*sections, (_diff(target.file, edit, hides_old=hides_old),), outcomes)
    write("\n")
    return edit, new_personal(before, after)


def _register(opened: Opened, target: Target, text: str) -> Register:
    """Return a register of the publication and one plan, whose text is given."""
    main = opened.register.recommendations_file
    return build({main: opened.texts[main], target.file: text})


def refuse_new_errors(before: Context, after: Context) -> None:
    """Raise WrongCallError if a change brings a problem that `check` calls an error."""
    if found := _errors(after):
        known = Counter((p.code, p.message) for p in _errors(before))
        for problem in found:
            if not known[problem.code, problem.message]:
                raise WrongCallError(f"{problem.text} ({problem.code}); nothing was saved")
            known[problem.code, problem.message] -= 1


def _errors(context: Context) -> list[Problem]:
    found = [*context.register.problems, *check(context)]
    return [problem for problem in found if problem.severity is Severity.ERROR]


def _head(item: Item, *, on: date) -> Section:
    """Return a section on an item: what it is, whose, by when, and when it was last updated."""
    last = item.state.last_update
    updated = f"Last update {words.long_date(last)}" if last else "No update recorded"
    status = f"{words.status(item)}. " if item.state.status else ""
    due = f"Due {words.long_window(item.window)}" if item.window else "No date"
    theme = f"  {item.recommendation.theme}" if item.recommendation.theme else ""
    line = f"{words.owner(item)}. {due}. {status.capitalize()}{updated}."
    asked = tuple(row for row in words.what_was_asked(item) if row[1] != item.summary)
    return (
        Line(f"{item.id}{theme}", f"as at {words.long_date(on)}", is_bold=True),
        *([Prose(item.summary)] if item.summary else []),
        *([Facts(asked)] if asked else []),
        Prose(line[0].upper() + line[1:]),
    )


def _outcomes(before: Item, after: Item, remarks: Iterator[str], *, on: date) -> Iterator[Outcome]:
    """Yield the verdict before and after, then remarks, then the flags that the change raises."""
    was, now = (f"{item.id} " if before.id != after.id else "" for item in (before, after))
    yield Outcome("Before", was + words.outcome(before, on=on), words.mark_of(before))
    yield Outcome("After", now + words.outcome(after, on=on), words.mark_of(after))
    made = [*remarks]
    for remark in made:
        yield Outcome("", remark)
    for flag in after.flags:
        if flag not in before.flags and not (made and flag in _OF_A_NEW_PROMISE):
            sentence = words.flag_sentence(flag, after)
            yield Outcome("", f"{sentence[0].upper()}{sentence[1:]} ({flag}).")


class _Step(NamedTuple):
    """Lines that stay, go or come; `old` and `new` number the first of them, from 0."""

    kind: str
    old: int
    new: int
    taken: Sequence[str]
    given: Sequence[str]


def _steps(edit: Edit) -> list[_Step]:
    """Return the steps from the first line that changes to the last."""
    old, new = (body_of(text).split("\n") for text in (edit.old, edit.new))
    first = edit.old.count("\n", 0, edit.splices[0].start)
    behind = len(old) - 1 - edit.old.count("\n", 0, edit.splices[-1].end)
    taken, given = old[first : len(old) - behind], new[first : len(new) - behind]
    was, now = ([line.rstrip("\r") for line in lines] for lines in (taken, given))
    codes = SequenceMatcher(a=was, b=now, autojunk=False).get_opcodes()
    while codes and codes[0][0] == "equal":
        del codes[0]
    return [_Step(kind, first + i, first + k, taken[i:j], given[k:m]) for kind, i, j, k, m in codes]


_HIDDEN = "(the text that goes)"


def _diff(file: str, edit: Edit, *, hides_old: bool) -> Diff:
    """Return the change with the two lines above it; with `hides_old` no text that goes."""
    steps = _steps(edit)
    first = steps[0].old
    old = body_of(edit.old).split("\n")
    above = range(max(1, first - 1), first + 1)
    rows = [] if hides_old else [(number, " ", old[number - 1]) for number in above]
    for step in steps:
        if step.kind == "equal":
            rows += [(number, " ", line) for number, line in enumerate(step.given, step.new + 1)]
        else:
            taken = [_HIDDEN] * len(step.taken) if hides_old else step.taken
            rows += [(number, "-", line) for number, line in enumerate(taken, step.old + 1)]
            rows += [(number, "+", line) for number, line in enumerate(step.given, step.new + 1)]
    title = f"{file}, line {first + 1}" if steps[0].taken else f"{file}, after line {first}"
    return Diff(title, tuple(rows))


def _size(edit: Edit) -> str:
    """Return how much changes: `5 lines added`, `1 line changed, 1 line added`."""
    steps = [step for step in _steps(edit) if step.kind != "equal"]
    changed = sum(min(len(step.taken), len(step.given)) for step in steps)
    added = sum(len(step.given) - len(step.taken) for step in steps)
    counts = ((changed, "changed"), (added, "added"), (-added, "taken out"))
    return ", ".join(f"{words.count(n, 'line')} {what}" for n, what in counts if n > 0)
