"""`overdue`: what is late, and the gate that fails a CI."""

from stalkplan.cli.help import app
from stalkplan.cli.options import (
    Allow,
    AsOf,
    Excel,
    Org,
    Output,
    OverdueBy,
    OverdueFailOn,
    OverdueFormat,
    Owner,
    StatusData,
    StatusPublication,
    Theme,
    today,
)
from stalkplan.cli.terminal import emit
from stalkplan.record.choices import FailOn


@app.command()
def overdue(
    *,
    by: OverdueBy = None,
    fail_on: OverdueFailOn = FailOn.NO_UPDATE,
    as_of: AsOf = None,
    data: StatusData = None,
    publication: StatusPublication = None,
    org: Org = None,
    owner: Owner = None,
    theme: Theme = None,
    format_name: OverdueFormat = None,
    excel: Excel = False,
    output: Output = None,
    allow: Allow = None,
) -> None:
    """Show what is late and whose it is; exit 1 if a deadline passed with no update.

    \b
    stalkplan overdue --by 2025-03-27
    stalkplan overdue --owner "Crime registrar"
    stalkplan overdue --fail-on overdue --format json
    stalkplan overdue --format github
    stalkplan overdue --owner "Crime registrar" --format ics --output deadlines.ics
    """
    from stalkplan.cli.open_folder import Filters, open_items
    from stalkplan.reports.overdue import overdue_report

    on = as_of or today()
    filters = Filters(org, owner, theme, publication)
    opened = open_items(data, filters, on=on, may_use_bundled=False)
    report = overdue_report(
        opened.parts,
        by=by or on,
        fail_on=fail_on,
        on=on,
        unread=opened.unread,
        without_plan=opened.without_plan,
    )
    emit(report, format_name, output, opened.registers, data=data, excel=excel, allowed=allow)
