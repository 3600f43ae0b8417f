"""The options of the commands, declared once; the only reader of the clock; where reports go."""

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from stalkplan.assess import Item, assess
from stalkplan.dates import parse_day, suggest
from stalkplan.errors import NoDataError, NothingToJudgeError, OutputError, UnknownNameError
from stalkplan.files import bundled_folder, find_folder, read_folder
from stalkplan.formats import Format, Screen, render
from stalkplan.register import Register, build
from stalkplan.report import Report
from stalkplan.words import ELLIPSIS, MARKS, visible


def day(text: str) -> date:
    """Parse a date given on the command line: a whole ISO day."""
    try:
        return parse_day(text.strip())
    except ValueError:
        meant = suggest(text)
        write = meant if meant and len(meant) == len("2025-03-27") else "a day such as 2025-03-27"
        raise typer.BadParameter(f"{visible(text)!r} is not a date; write {write}") from None


Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        envvar="STALKPLAN_DATA",
        metavar="DIR",
        help="The folder with the two files [found from here up].",
        show_envvar=False,
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option("--as-of", parser=day, metavar="DATE", help="Judge as at this date [today]."),
]
Orgs = Annotated[
    list[str] | None,
    typer.Option("--org", metavar="ID", help="Only this organisation; may be repeated."),
]
Owners = Annotated[
    list[str] | None,
    typer.Option("--owner", metavar="NAME", help="Only this owner's; may be repeated."),
]
Themes = Annotated[
    list[str] | None,
    typer.Option("--theme", metavar="NAME", help="Only this theme; may be repeated."),
]
FormatName = Annotated[
    Format | None,
    typer.Option("--format", help="How to show it [table; in a pipe, plain].", show_choices=True),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", metavar="FILE", help="Write there instead of the screen."),
]


def today() -> date:
    """Return the day it is in London."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415  not needed with --as-of

    return datetime.now(ZoneInfo("Europe/London")).date()


def open_register(
    data: Path | None, orgs: Sequence[str] | None, *, may_use_bundled: bool
) -> Register:
    """Read the data folder and return its register, with only the organisations asked for.

    Problems go to stderr, each with its place. Raises NoDataError where there is no folder, and
    NothingToJudgeError where there is no publication or no plan.
    """
    folder = find_folder(data, Path.cwd())
    if folder is None:
        if not may_use_bundled:
            looked = "looked for data/recommendations.yaml from here up"
            raise NoDataError(f"no data folder here: {looked}; give one with --data DIR")
        say("no data folder here; this is the plan that comes with stalkplan")
        folder = bundled_folder()
    contents = read_folder(folder)
    register = build(contents.texts, contents.problems)
    for problem in register.problems:
        say(str(problem))
    if register.publication is None:
        raise NothingToJudgeError(f"{register.recommendations_file} cannot be read")
    if not register.plans:
        why = "no plan can be read" if register.unread else "there is no plan"
        raise NothingToJudgeError(f"nothing to judge: {why} in {folder}")
    if orgs:
        ids = [plan.organisation.id for plan in register.plans.values()]
        chosen = {match(name, ids, "organisation") for name in orgs}
        plans = {f: p for f, p in register.plans.items() if p.organisation.id in chosen}
        register = replace(register, plans=plans)
    return register


def judge(
    register: Register, owners: Sequence[str] | None, themes: Sequence[str] | None, *, on: date
) -> list[Item]:
    """Return the items as at the day `on` that every filter lets through.

    A filter that matches nothing raises UnknownNameError, and no item at all NothingToJudgeError:
    an empty answer must not look like a good one.
    """
    items = assess(register, on=on)
    for wanted, what, value in (
        (owners, "owner", _owner_of),
        (themes, "theme", _theme_of),
    ):
        if wanted:
            known = list(dict.fromkeys(filter(None, map(value, items))))
            chosen = {match(name, known, what) for name in wanted}
            items = [item for item in items if value(item) in chosen]
    if not items:
        raise NothingToJudgeError("nothing to judge: no item is left")
    return items


def _owner_of(item: Item) -> str | None:
    return item.state.owner


def _theme_of(item: Item) -> str | None:
    return item.recommendation.theme


def match(name: str, known: Sequence[str], what: str) -> str:
    """Return the one of `known` that `name` is, case aside; UnknownNameError if it is none."""
    for candidate in known:
        if candidate.casefold() == name.strip().casefold():
            return candidate
    near = get_close_matches(name, known, 1, 0.5)
    listed = ", ".join(visible(candidate) for candidate in known) or "none"
    hint = f"did you mean {visible(near[0])!r}" if near else f"known here: {listed}"
    raise UnknownNameError(f"no {what} {visible(name)!r}; {hint}")


def emit(
    report: Report, register: Register, format_name: Format | None, output: Path | None
) -> NoReturn:
    """Write a report, then leave with its exit code; with 2 if some file could not be judged."""
    is_terminal = output is None and sys.stdout.isatty()
    chosen = format_name or (Format.TABLE if is_terminal else Format.PLAIN)
    text = render(report, chosen, _screen(is_terminal=is_terminal))
    if output:
        _write_file(output, text)
    else:
        _write(text)
    if chosen is Format.PLAIN:
        say(*report.verdict)
    if chosen is Format.TABLE and report.next_steps:
        say("", report.next_steps)
    code, reason = report.exit_code, report.exit_reason
    if register.unread:
        names = ", ".join(sorted(set(register.unread)))
        code, reason = 2, f"not judged, because it cannot be read: {names}"
    if reason:
        say("", f"exit {code}: {reason}")
    raise typer.Exit(code)


def say(*lines: str) -> None:
    """Say something to the person, not to the pipe: each line made safe, on stderr."""
    for line in lines:
        sys.stderr.write(f"{visible(line)}\n")


def _screen(*, is_terminal: bool) -> Screen:
    """Return what the terminal can show; of a pipe or file, what the design is drawn for."""
    styled = is_terminal or bool(os.environ.get("FORCE_COLOR"))
    try:
        "".join((ELLIPSIS, *(mark.sign for mark in MARKS))).encode(sys.stdout.encoding or "ascii")
        is_ascii = False
    except (UnicodeEncodeError, LookupError):
        is_ascii = True
    width = shutil.get_terminal_size((80, 40)).columns
    return Screen(width, is_ascii, styled and os.environ.get("TERM") != "dumb")


def _write(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _abandon_stdout()  # the reader has seen enough; the answer stands
    except OSError as error:
        _abandon_stdout()
        raise OutputError(f"cannot write the report: {_reason(error)}") from None


def _abandon_stdout() -> None:
    """Let the interpreter's last flush go nowhere, instead of failing a second time."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_file(path: Path, text: str) -> None:
    if path.suffix.lower() in (".yaml", ".yml"):
        raise OutputError(f"{path} would be taken for a plan; name the report otherwise")
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise OutputError(f"cannot write {path}: {_reason(error)}") from None


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
