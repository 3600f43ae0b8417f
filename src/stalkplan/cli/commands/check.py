"""The command `check`."""

from collections.abc import Sequence

from stalkplan.cli.help import app
from stalkplan.cli.options import (
    AllowWording,
    AsOf,
    CheckAgainst,
    CheckFormat,
    Data,
    Excel,
    Output,
    Strict,
    today,
)
from stalkplan.cli.terminal import emit


@app.command()
def check(
    *,
    against: CheckAgainst = None,
    allow_wording: AllowWording = False,
    strict: Strict = False,
    as_of: AsOf = None,
    data: Data = None,
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
    from stalkplan.cli.open import open_against, open_for_check
    from stalkplan.reports.check import check_report

    on = as_of or today()
    opened = open_for_check(data, on=on)
    unread: Sequence[str] = ()
    if against is None:
        report = check_report(*opened, strict=strict, on=on)
    else:
        from stalkplan.reports.check_against import against_report

        found = open_against(data, against, opened[0])
        report = against_report(*opened, found, strict=strict, allow_wording=allow_wording, on=on)
        unread = [f"{file} at {against}" for file in found.unread]
    emit(report, format_name, output, excel=excel, unread=unread)
