"""`check`: every problem in the files, and every rewriting of the record."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from stalkplan.cli.help import app
from stalkplan.cli.options import (
    CHECKED,
    AllowWording,
    AsOf,
    CheckAgainst,
    CheckFormat,
    Data,
    Excel,
    Output,
    Quiet,
    StatusPublication,
    Strict,
    today,
)
from stalkplan.cli.terminal import emit, watch_history
from stalkplan.errors import NothingToJudgeError

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
) -> None:
    """Find every problem in the files; with --against, every rewriting of the record too.

    \b
    stalkplan check
    stalkplan check --strict --format github
    stalkplan check --against origin/main
    """
    from stalkplan.cli.open_folder import folders_of
    from stalkplan.reports.check import check_report
    from stalkplan.reports.joined import Named, joined

    on = as_of or today()
    parts = []
    unread: list[str] = []
    for id_, folder in folders_of(data, publication):
        checked = _read(folder, on=on)
        if against is None:
            report = check_report(*checked, strict=strict, quiet=quiet, on=on)
        else:
            from stalkplan.history.against import compared
            from stalkplan.reports.check_against import against_report

            found = compared(folder.path, against, checked[0], watch_history)
            report = against_report(
                *checked, found, strict=strict, quiet=quiet, allow_wording=allow_wording, on=on
            )
            unread += [f"{file} at {against}" for file in found.unread]
        parts.append(Named(id_, report))
    emit(joined(parts), format_name, output, data=data, excel=excel, uses=CHECKED, unread=unread)


def _read(
    folder: "PublicationFolder", *, on: date
) -> tuple["Register", Mapping[str, str], list["Problem"]]:
    """Return the register of a data folder, its texts, and every problem of reader and rules.

    It reads faulty files as if they were mended, so that one run shows every fault of every file.
    Raises NothingToJudgeError where there is no plan.
    """
    from stalkplan.record.files import is_file_of, read_folder
    from stalkplan.record.register import build
    from stalkplan.rules import check as problems_of
    from stalkplan.rules.context import Context

    contents = read_folder(folder.path, folder.label)
    register = build(contents.texts, contents.problems, partial=True)
    if not contents.texts.keys() - {register.recommendations_file} and not register.unread:
        raise NothingToJudgeError(f"nothing to check: there is no plan in {folder.path}")
    context = Context(register, contents.texts, partial(is_file_of, folder.top), on=on)
    return register, contents.texts, [*register.problems, *problems_of(context)]
