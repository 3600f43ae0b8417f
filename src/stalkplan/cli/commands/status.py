"""`status`: the verdict, the deadlines and every item."""

from stalkplan.cli.clock import same_day, today
from stalkplan.cli.help import app
from stalkplan.cli.options.common import (
    LISTED,
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
from stalkplan.cli.options.reading import StatusFormat
from stalkplan.cli.terminal import emit


@app.command()
def status(
    *,
    as_of: AsOf = None,
    data: StatusData = None,
    publication: StatusPublication = None,
    org: Org = None,
    owner: Owner = None,
    theme: Theme = None,
    format_name: StatusFormat = None,
    excel: Excel = False,
    output: Output = None,
    no_pager: NoPager = False,
    allow: Allow = None,
) -> None:
    """Show where everything stands: the verdict, the deadlines, every item.

    \b
    stalkplan status                     # today
    stalkplan status --as-of 2025-03-28  # as on that day
    stalkplan status --org kent          # one of many forces
    stalkplan status --publication peel  # one of several reports
    stalkplan status --output plan.xlsx  # a workbook of every item
    """
    from stalkplan.cli.open_folder import Filters, open_items
    from stalkplan.reports.blocks import NextStep
    from stalkplan.reports.publications import publications_report
    from stalkplan.reports.status import status_report

    on = as_of or today()
    filters = Filters(org, owner, theme, publication)
    opened = open_items(data, filters, on=on, may_use_bundled=True)
    if len(opened.registers) > 1 or opened.without_plan:
        report = publications_report(opened.parts, opened.unread, opened.without_plan, on=on)
    else:
        report = status_report(*opened.parts[0][:2], on=on)
    if opened.is_bundled:
        steps = (
            *report.next_steps[:1],
            NextStep(("init", "data", "--org", "kent"), "begins a plan of your own"),
        )
        report = report._replace(next_steps=steps)
    emit(
        report,
        format_name,
        output,
        opened.registers,
        data=data,
        is_paged=not no_pager,
        excel=excel,
        uses=LISTED,
        allowed=allow,
        typed={
            "--publication": publication or opened.chosen,
            "--org": org,
            "--as-of": same_day(as_of),
        },
    )
