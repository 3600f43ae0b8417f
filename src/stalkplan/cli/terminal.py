"""Where reports and messages go: the terminal, a pipe, a file."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, NoReturn, TypeVar

import typer

from stalkplan.errors import AboveOfficialError, OutputError, WrongCallError, reason_of
from stalkplan.record.problems import BOM
from stalkplan.reports.formats import (
    Format,
    Screen,
    Use,
    format_of_file,
    formats_for,
    render_as,
)
from stalkplan.verdict.marks import ELLIPSIS, MARKS
from stalkplan.verdict.visible import visible

if TYPE_CHECKING:  # the help of a command must not wait for the model
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from stalkplan.record.register import Register
    from stalkplan.reports.blocks import Report, Section

_T = TypeVar("_T")


PATIENCE = 1.0
"""Seconds that a person waits before wanting to see progress."""


def emit(
    report: Report,
    format_name: Format | None,
    output: Path | None,
    registers: Sequence[Register] = (),
    *,
    data: Path | Sequence[Path] | None,
    excel: bool = False,
    uses: Sequence[Use] = (Use.REPORT,),
    unread: Iterable[str] = (),
    allowed: Sequence[str] | None = None,
    typed: Mapping[str, Sequence[str] | None] | None = None,
    is_paged: bool = True,
) -> NoReturn:
    """Write a report, then leave with its exit code; with 2 if files could not be judged.

    The report was made from the `registers` of the folders `data`, as they were given; `unread`
    names further files that could not be read. `typed` are options that a next step needs as well.
    `uses` are those for which the command has formats.
    A text for a terminal that is shorter goes through the pager if it `is_paged`.
    With `excel` it becomes a CSV that Excel reads as UTF-8. Raises AboveOfficialError before
    anything goes to a file; PersonalDataError before a workbook or calendar is made of records that
    may be about a person and are not `allowed`; and WrongCallError if `excel` meets another format
    than csv, `allowed` another than these two, or the name of the output another than it ends in.
    """
    is_terminal = output is None and sys.stdout.isatty()
    chosen = _chosen(format_name, output, uses, is_terminal=is_terminal, excel=excel)
    if output or excel or Use.OFFICE in chosen.uses:
        stop_above_official(registers)
    if Use.OFFICE in chosen.uses and Use.OFFICE in uses:
        from stalkplan.cli.personal_data import stop_personal

        stop_personal(registers, allowed or ())
    elif allowed:
        raise WrongCallError(f"--allow is for xlsx and ics, not for {chosen}; leave it out")
    made = render_as(chosen, report, _screen(is_terminal=is_terminal))
    if not (is_terminal and is_paged and _paged(made)):
        write(f"{BOM}{made!s}".encode() if excel else made, output, data)
    if chosen is Format.PLAIN:
        say(*report.verdict, *report.not_recorded)
    if chosen is Format.GITHUB:
        _summarise(report)
    code, reason = _exit(report, {*unread, *(name for each in registers for name in each.unread)})
    if reason:
        say("", f"exit {code}: {reason}")
    if chosen is Format.TABLE and (steps := _next_steps(report, data, typed or {})):
        say("", *steps)
    raise typer.Exit(code)


def _exit(report: Report, not_judged: Collection[str]) -> tuple[int, str]:
    """Return the exit code and its reason; files that could not be judged leave no answer."""
    if not_judged:
        names = ", ".join(sorted(not_judged))
        return 2, f"not judged, because it cannot be read: {names}"
    return report.exit_code, report.exit_reason


def _paged(made: str | bytes) -> bool:
    """Show a text in the pager if it is too long for the terminal; return whether that was done."""
    from stalkplan.cli.pager import page

    return isinstance(made, str) and page(made)


def _next_steps(
    report: Report,
    data: Path | Sequence[Path] | None,
    typed: Mapping[str, Sequence[str] | None],
) -> Sequence[str]:
    """Return the lines with what to type next.

    What was typed to find the plan is typed again, unless a step says it itself.
    """
    folders = [data] if isinstance(data, Path) else data or ()
    again = {"--data": [*map(str, folders)], **typed}
    steps = []
    for step in report.next_steps:
        if len(folders) > 1 and step.typed[0] not in _OF_SEVERAL_FOLDERS:
            continue
        more = [
            word
            for option, values in again.items()
            if option not in step.typed and not (option == "--as-of" and step.typed[0] in _OF_TODAY)
            for value in values or ()
            for word in (option, value)
        ]
        command = shlex.join(("stalkplan", *step.typed, *more))
        steps.append((command, step.purpose))
    if not steps:
        return ()
    return next_lines(steps)


def next_lines(steps: Sequence[tuple[str, str]]) -> Sequence[str]:
    """Return commands to type next: in one line, or a line each where that is too long.

    The purpose of a command is a comment behind it, or below, so that a line can be copied.
    """
    below = " " * len(NEXT)
    line = f"{NEXT}{'    '.join(command for command, _ in steps)}"
    if len(line) <= _LONGEST_LINE and not any(purpose for _, purpose in steps):
        return (line,)
    lines: list[str] = []
    for command, purpose in steps:
        comment = f"# {purpose}" if purpose else ""
        line = f"{below}{command}  {comment}".rstrip()
        lines += (
            [line] if len(line) <= _LONGEST_LINE else [f"{below}{command}", f"{below}{comment}"]
        )
    return (f"{NEXT}{lines[0].removeprefix(below)}", *filter(str.strip, lines[1:]))


_OF_TODAY = ("add", "init", "respond", "update")
"""Commands that write of today, whatever day a report was asked for."""

_OF_SEVERAL_FOLDERS = ("status", "overdue")

_LONGEST_LINE = 80
"""Columns of what stands below a screen: those of the design."""


def _chosen(
    named: Format | None,
    output: Path | None,
    uses: Sequence[Use],
    *,
    is_terminal: bool,
    excel: bool,
) -> Format:
    if excel and named not in (None, Format.CSV):
        raise WrongCallError(f"--excel writes csv, not {named}; leave one of the two out")
    named = Format.CSV if excel else named
    if output:
        named = format_of_file(output.name, formats_for(*uses), named)
    return named or (Format.TABLE if is_terminal else Format.PLAIN)


def stop_above_official(registers: Sequence[Register]) -> None:
    """Raise AboveOfficialError, with every place, if a text is marked SECRET or TOP SECRET."""
    from stalkplan.privacy.personal import texts_above_official

    found = [str(problem) for register in registers for problem in texts_above_official(register)]
    if found:
        told = "nothing is written: a text is marked above OFFICIAL"
        raise AboveOfficialError(told, list(dict.fromkeys(found)))


def write_sections(*sections: Section, is_paged: bool = False) -> None:
    """Write sections to stdout as they stand on a screen, even if stdout is a pipe.

    Those that are longer than the terminal go through the pager if they are `is_paged`.
    """
    from stalkplan.reports.formats.screen.table import drawn

    made = drawn(sections, _screen(is_terminal=sys.stdout.isatty()))
    if not (is_paged and _paged(made)):
        write(made)


def _summarise(report: Report) -> None:
    """Add the report to the summary of a step of GitHub Actions, if there is one."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        from stalkplan.reports.formats.github import summary

        text = summary(report)
        try:
            with Path(path).open("a", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            raise OutputError(f"cannot write the summary: {reason_of(error)}") from None


def watched(steps: Sequence[_T], label: str) -> Iterator[_T]:
    """Yield steps; on a terminal a bar shows how many are done once they take over a second."""
    if not sys.stderr.isatty():
        yield from steps
        return
    start = monotonic()
    for number, step in enumerate(steps):
        if monotonic() - start > PATIENCE:
            yield from _with_bar(steps, number, label)
            return
        yield step


def watch_history(steps: Sequence[_T]) -> Iterator[_T]:
    """Yield steps through the history of the record, with the bar of `watched`."""
    return watched(steps, "reading history")


def _with_bar(steps: Sequence[_T], done: int, label: str) -> Iterator[_T]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=len(steps), completed=done)
        for step in steps[done:]:
            yield step
            progress.advance(task)


NEXT = "Next: "
"""What stands before the commands to type next."""


def say(*lines: str) -> None:
    """Write lines to stderr, for the person and not for the pipe, without characters that act.

    A line that is too long for the terminal breaks between words, unless it is there to be copied:
    one that begins with a blank or with NEXT. Where nobody can be told, the answer stands all the
    same.
    """
    with suppress(OSError):
        for line in lines:
            sys.stderr.write("".join(f"{row}\n" for row in _rows(visible(line))))


def _rows(line: str) -> Sequence[str]:
    if line.startswith((" ", NEXT)) or not sys.stderr.isatty():
        return (line,)
    width = shutil.get_terminal_size((80, 40)).columns
    if len(line) <= width:
        return (line,)
    from textwrap import wrap

    return wrap(line, width, break_long_words=False, break_on_hyphens=False)


def _screen(*, is_terminal: bool) -> Screen:
    """Return what the output can show; where no width is known, the 80 columns of the design."""
    styled = is_terminal or bool(os.environ.get("FORCE_COLOR"))
    try:
        "".join((ELLIPSIS, *(mark.sign for mark in MARKS))).encode(sys.stdout.encoding or "ascii")
        is_ascii = False
    except (UnicodeEncodeError, LookupError):
        is_ascii = True
    is_known = sys.stdout.isatty() or "COLUMNS" in os.environ
    width = shutil.get_terminal_size((80, 40)).columns if is_known else 80
    styled = styled and os.environ.get("TERM") != "dumb"
    has_links = styled and is_terminal and not os.environ.get("NO_COLOR")
    return Screen(width, is_ascii, styled, has_links)


def write(
    made: str | bytes, output: Path | None = None, data: Path | Sequence[Path] | None = None
) -> None:
    """Write text or bytes to a file, or to stdout if there is none.

    `data` are the data folders as they were given; nothing in them is written over by another name.
    Raises OutputError if that fails, or if bytes, which are for a program, would go to a terminal.
    """
    if output:
        from stalkplan.cli.output_file import write_file

        write_file(output, made.encode() if isinstance(made, str) else made, data)
        return
    try:
        if isinstance(made, str):
            sys.stdout.write(made)
        elif sys.stdout.isatty():
            raise OutputError("this is for a program to open, not for a screen; give --output FILE")
        else:
            sys.stdout.buffer.write(made)
        sys.stdout.flush()
    except BrokenPipeError:
        _abandon_stdout()  # the reader has seen enough; the answer stands
    except OSError as error:
        _abandon_stdout()
        raise OutputError(f"cannot write the report: {reason_of(error)}") from None


def _abandon_stdout() -> None:
    """Lead stdout nowhere, so that the interpreter's last flush does not fail a second time."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
