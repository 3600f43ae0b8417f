"""`overdue`: what is late, and the gate that fails a CI."""

from stalkplan.cli.clock import same_day, today
from stalkplan.cli.help import app
from stalkplan.cli.options.common import (
    GATED,
    Allow,
    AsOf,
    Excel,
    NoPager,
    Org,
    Output,
    Owner,
    StatusData,
    StatusPublication,
    Theme,
)
from stalkplan.cli.options.reading import OverdueBy, OverdueFailOn, OverdueFormat, OverdueSince
from stalkplan.cli.terminal import emit
from stalkplan.errors import WrongCallError
from stalkplan.record.choices import FailOn


@app.command()
def overdue(
    *,
    by: OverdueBy = None,
    since: OverdueSince = None,
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
    no_pager: NoPager = False,
    allow: Allow = None,
) -> None:
    """Show what is late, and who is responsible.

    The exit code is 1 if a deadline passed with no update: what a reminder or CI needs.

    \b
    stalkplan overdue
    stalkplan overdue --owner "Crime registrar"  # what to ask one owner
    stalkplan overdue --by 2027-03-31            # and what falls due by then
    stalkplan overdue --since 2026-11-01         # only what is newly late
    stalkplan overdue --format github            # annotations, in CI
    stalkplan overdue --output deadlines.ics     # for a calendar
    """
    from stalkplan.cli.open_folder import Filters, open_items
    from stalkplan.reports.gate import Gate
    from stalkplan.reports.overdue import overdue_report

    on = as_of or today()
    if since and since > on:
        raise WrongCallError(f"nothing can have been overdue on {since} already: it is after {on}")
    filters = Filters(org, owner, theme, publication)
    opened = open_items(data, filters, on=on, may_use_bundled=False)
    report = overdue_report(
        opened.parts,
        by=by or on,
        gate=Gate(fail_on, since, opened.parts),
        on=on,
        unread=opened.unread,
        without_plan=opened.without_plan,
    )
    emit(
        report,
        format_name,
        output,
        opened.registers,
        data=data,
        is_paged=not no_pager,
        excel=excel,
        uses=GATED,
        allowed=allow,
        typed={
            "--publication": publication or opened.chosen,
            "--org": org,
            "--as-of": same_day(as_of),
        },
    )
