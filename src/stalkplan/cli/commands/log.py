"""The command `log`."""

from stalkplan.cli.help import app
from stalkplan.cli.options import AsOf, Data, Output, ShowFormat, ShowRef, UpdateOrg, today
from stalkplan.cli.terminal import emit


@app.command()
def log(
    ref: ShowRef,
    *,
    as_of: AsOf = None,
    data: Data = None,
    org: UpdateOrg = None,
    format_name: ShowFormat = None,
    output: Output = None,
) -> None:
    """Show the life of one item: its updates, and every edit that git knows.

    \b
    stalkplan log 12.1a
    """
    from stalkplan.cli.open_changes import life
    from stalkplan.reports.log import log_report

    on = as_of or today()
    register, item, events = life(data, org, ref, on=on)
    emit(log_report(register, item, events, on=on), format_name, output, [register])
