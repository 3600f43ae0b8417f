"""The commands that show where things stand."""

from stalkplan.app import app
from stalkplan.console import emit
from stalkplan.options import (
    AnyFormatName,
    AsOf,
    By,
    Counted,
    Data,
    Excel,
    Fail,
    FormatName,
    FromDay,
    ItemFormatName,
    Orgs,
    Output,
    Owners,
    Plan,
    Ref,
    Since,
    Themes,
    ToDay,
    Until,
    today,
)
from stalkplan.reports.choices import FailOn


@app.command()
def status(
    *,
    as_of: AsOf = None,
    data: Data = None,
    org: Orgs = None,
    owner: Owners = None,
    theme: Themes = None,
    format_name: ItemFormatName = None,
    excel: Excel = False,
    output: Output = None,
) -> None:
    """Show on one screen the verdict, the deadlines and every item.

    \b
    stalkplan status
    stalkplan status --as-of 2025-03-28
    stalkplan status --org kent --format csv --output kent.csv
    stalkplan status --format xlsx --output plan.xlsx
    """
    from stalkplan.opening import open_items
    from stalkplan.reports.status import status_report

    on = as_of or today()
    register, items = open_items(data, org, owner, theme, on=on, may_use_bundled=True)
    emit(status_report(register, items, on=on), format_name, output, [register], excel=excel)


@app.command()
def overdue(
    *,
    by: By = None,
    fail_on: Fail = FailOn.NO_UPDATE,
    as_of: AsOf = None,
    data: Data = None,
    org: Orgs = None,
    owner: Owners = None,
    theme: Themes = None,
    format_name: AnyFormatName = None,
    excel: Excel = False,
    output: Output = None,
) -> None:
    """Show what is late and whose it is; exit 1 if a deadline passed with no update.

    \b
    stalkplan overdue --by 2025-03-27
    stalkplan overdue --owner "Crime registrar"
    stalkplan overdue --fail-on overdue --format json
    stalkplan overdue --format github
    stalkplan overdue --owner "Crime registrar" --format ics --output deadlines.ics
    """
    from stalkplan.opening import open_items
    from stalkplan.reports.overdue import overdue_report

    on = as_of or today()
    register, items = open_items(data, org, owner, theme, on=on, may_use_bundled=False)
    report = overdue_report(register, items, by=by or on, fail_on=fail_on, on=on)
    emit(report, format_name, output, [register], excel=excel)


@app.command()
def show(
    ref: Ref,
    *,
    as_of: AsOf = None,
    data: Data = None,
    org: Orgs = None,
    owner: Owners = None,
    theme: Themes = None,
    format_name: FormatName = None,
    output: Output = None,
) -> None:
    """Show one requirement or action whole: what was asked, answered, promised and done.

    \b
    stalkplan show 12.2
    stalkplan show 12.2a --format markdown
    """
    from stalkplan.opening import open_items
    from stalkplan.reports.show import show_report
    from stalkplan.verdict.find import pages_for

    on = as_of or today()
    register, items = open_items(data, org, owner, theme, on=on, may_use_bundled=True)
    emit(show_report(register, pages_for(items, ref), on=on), format_name, output, [register])


@app.command()
def log(
    ref: Ref,
    *,
    as_of: AsOf = None,
    data: Data = None,
    org: Plan = None,
    format_name: FormatName = None,
    output: Output = None,
) -> None:
    """Show the life of one item: its updates, and every edit that git knows.

    \b
    stalkplan log 12.1a
    """
    from stalkplan.looking import life
    from stalkplan.reports.log import log_report

    on = as_of or today()
    register, item, events = life(data, org, ref, on=on)
    emit(log_report(register, item, events, on=on), format_name, output, [register])


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
    from stalkplan.looking import Filters, look
    from stalkplan.reports.changes import changes_report

    looked = look(data, since, until, Filters(org, owner, theme), on=as_of or today())
    registers = [looked.before.register, looked.after.register]
    emit(changes_report(looked), format_name, output, registers, excel=excel)


@app.command()
def compare(
    *,
    by: Counted = None,
    as_of: AsOf = None,
    data: Data = None,
    org: Orgs = None,
    owner: Owners = None,
    theme: Themes = None,
    format_name: FormatName = None,
    output: Output = None,
) -> None:
    """Show many forces side by side: who answered, who went silent, who copied.

    \b
    stalkplan compare
    stalkplan compare --by theme
    stalkplan compare --format csv --output cells.csv
    """
    from stalkplan.comparing import side_by_side
    from stalkplan.looking import Filters
    from stalkplan.reports.compare import compare_report

    compared = side_by_side(data, Filters(org, owner, theme), on=as_of or today())
    emit(compare_report(compared, by=by), format_name, output, [compared.register])


@app.command()
def trend(
    *,
    since: FromDay,
    until: ToDay = None,
    as_of: AsOf = None,
    data: Data = None,
    org: Orgs = None,
    owner: Owners = None,
    theme: Themes = None,
    format_name: FormatName = None,
    output: Output = None,
) -> None:
    """Show month by month how much was complete, overdue and silent.

    \b
    stalkplan trend --since 2024-09-27
    stalkplan trend --since 2025-01-01 --until 2025-12-31 --format csv
    """
    from stalkplan.comparing import over_time
    from stalkplan.looking import Filters
    from stalkplan.reports.trend import trend_report

    found = over_time(data, since, until, Filters(org, owner, theme), on=as_of or today())
    emit(trend_report(found), format_name, output, [found.register])
