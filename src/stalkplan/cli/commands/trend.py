"""The command `trend`."""

from stalkplan.cli.help import app
from stalkplan.cli.options import (
    AsOf,
    Data,
    Org,
    Output,
    Owner,
    ShowFormat,
    Theme,
    TrendSince,
    TrendUntil,
    today,
)
from stalkplan.cli.terminal import emit


@app.command()
def trend(
    *,
    since: TrendSince,
    until: TrendUntil = None,
    as_of: AsOf = None,
    data: Data = None,
    org: Org = None,
    owner: Owner = None,
    theme: Theme = None,
    format_name: ShowFormat = None,
    output: Output = None,
) -> None:
    """Show month by month how much was complete, overdue and silent.

    \b
    stalkplan trend --since 2024-09-27
    stalkplan trend --since 2025-01-01 --until 2025-12-31 --format csv
    """
    from stalkplan.cli.open_changes import Filters
    from stalkplan.cli.open_many import over_time
    from stalkplan.reports.trend import trend_report

    found = over_time(data, since, until, Filters(org, owner, theme), on=as_of or today())
    emit(trend_report(found), format_name, output, [found.register])
