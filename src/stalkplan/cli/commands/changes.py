"""The command `changes`."""

from stalkplan.cli.help import app
from stalkplan.cli.options import (
    AsOf,
    Data,
    Excel,
    FormatName,
    Orgs,
    Output,
    Owners,
    Since,
    Themes,
    Until,
    today,
)
from stalkplan.cli.terminal import emit


@app.command()
def changes(
    *,
    since: Since,
    until: Until = None,
    as_of: AsOf = None,
    data: Data = None,
    org: Orgs = None,
    owner: Owners = None,
    theme: Themes = None,
    format_name: FormatName = None,
    excel: Excel = False,
    output: Output = None,
) -> None:
    """Show what changed since a date or a revision: what people recorded, what time brought.

    \b
    stalkplan changes --since 2025-01-01
    stalkplan changes --since 2025-01-01 --until 2025-06-30 --format markdown
    stalkplan changes --since origin/main
    """
    from stalkplan.cli.open_changes import Filters, look
    from stalkplan.reports.changes import changes_report

    looked = look(data, since, until, Filters(org, owner, theme), on=as_of or today())
    registers = [looked.before.register, looked.after.register]
    emit(changes_report(looked), format_name, output, registers, excel=excel)
