"""The command `changes`."""

from stalkplan.cli.help import app
from stalkplan.cli.options import (
    AsOf,
    ChangesSince,
    ChangesUntil,
    Data,
    Excel,
    Org,
    Output,
    Owner,
    ShowFormat,
    Theme,
    today,
)
from stalkplan.cli.terminal import emit


@app.command()
def changes(
    *,
    since: ChangesSince,
    until: ChangesUntil = None,
    as_of: AsOf = None,
    data: Data = None,
    org: Org = None,
    owner: Owner = None,
    theme: Theme = None,
    format_name: ShowFormat = None,
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
