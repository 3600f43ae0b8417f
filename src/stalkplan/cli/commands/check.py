"""`check`: every problem in the files, and every rewriting of the record."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from stalkplan.cli.clock import same_day, today
from stalkplan.cli.help import app
from stalkplan.cli.options.common import (
    CHECKED,
    AsOf,
    Data,
    Excel,
    NoPager,
    Output,
    StatusPublication,
)
from stalkplan.cli.options.reading import AllowWording, CheckAgainst, CheckFormat, Quiet, Strict
from stalkplan.cli.terminal import emit, watch_history
from stalkplan.errors import NoPlanError
from stalkplan.record.problems import Severity

if TYPE_CHECKING:
    from stalkplan.record.files import PublicationFolder
    from stalkplan.record.problems import Problem
    from stalkplan.record.register import Register


@app.command()
def check(
    *,
    against: CheckAgainst = None,
    allow_wording: AllowWording = False,
    strict: Strict = False,
    quiet: Quiet = False,
    as_of: AsOf = None,
    data: Data = None,
    publication: StatusPublication = None,
    format_name: CheckFormat = None,
    excel: Excel = False,
    output: Output = None,
    no_pager: NoPager = False,
) -> None:
    """Find every problem in the files; with --against, also anything that was rewritten.

    \b
    stalkplan check
    stalkplan check --strict --format github  # in CI; warnings fail too
    stalkplan check --against origin/main     # was the record rewritten?
    """
    from stalkplan.cli.open_folder import folders_of
    from stalkplan.reports.check import check_report
    from stalkplan.reports.joined import Named, joined

    on = as_of or today()
    parts = []
    unread: list[str] = []
    folders = folders_of(data, publication)
    only = None if against is None else Severity.ERROR
    read = [_read(folder, only=only, on=on) for _, folder in folders]
    _say_without_plan(
        [
            folder
            for (_, folder), (_, _, has_plan) in zip(folders, read, strict=True)
            if not has_plan
        ],
        of=len(folders),
    )
    for (id_, folder), (register, problems, _) in zip(folders, read, strict=True):
        if against is None:
            report = check_report(register, problems, strict=strict, quiet=quiet, on=on)
        else:
            from stalkplan.history.against import compared
            from stalkplan.reports.check_against import against_report

            found = compared(folder.path, against, register, watch_history)
            report = against_report(
                register,
                problems,
                found,
                strict=strict,
                quiet=quiet,
                allow_wording=allow_wording,
                on=on,
            )
            unread += [f"{file} at {against} ({why})" for file, why in found.unread.items()]
        parts.append(Named(id_, report))
    emit(
        joined(parts),
        format_name,
        output,
        data=data,
        is_paged=not no_pager,
        excel=excel,
        uses=CHECKED,
        unread=unread,
        typed={"--publication": publication, "--as-of": same_day(as_of)},
    )


def _say_without_plan(without: "list[PublicationFolder]", *, of: int) -> None:
    """Name the publications without a plan. Raises NoPlanError if that is all of them."""
    from stalkplan.cli.open_folder import say_without_plan

    if len(without) == of:
        raise NoPlanError(f"nothing to check: there is no plan in {without[0].path}")
    for folder in without:
        say_without_plan(folder)


def _read(
    folder: "PublicationFolder", *, only: Severity | None, on: date
) -> tuple["Register", list["Problem"], bool]:
    """Return the register of a data folder, every problem of it, and whether it has a plan.

    With `only`, what rules of one severity find: a comparison shows no warnings of the rules.

    It reads faulty files as if they were fixed, so that one run shows every fault of every file.
    """
    from stalkplan.record.files import is_file_of, read_folder
    from stalkplan.record.register import build
    from stalkplan.rules import check as problems_of
    from stalkplan.rules.context import Context

    contents = read_folder(folder.path, folder.label)
    register = build(contents.texts, contents.problems, partial=True)
    context = Context(register, contents.texts, partial(is_file_of, folder.top), on=on)
    has_plan = bool(contents.texts.keys() - {register.recommendations_file} or register.unread)
    return register, [*register.problems, *problems_of(context, only=only)], has_plan
