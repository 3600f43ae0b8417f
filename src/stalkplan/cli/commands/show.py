"""`show`: one requirement or action, in full."""

from stalkplan.cli.clock import same_day, today
from stalkplan.cli.help import app
from stalkplan.cli.options.common import (
    AsOf,
    Data,
    NoPager,
    Org,
    Output,
    Owner,
    ShowFormat,
    ShowRef,
    Theme,
    UpdatePublication,
)
from stalkplan.cli.terminal import emit


@app.command()
def show(
    ref: ShowRef,
    *,
    as_of: AsOf = None,
    data: Data = None,
    publication: UpdatePublication = None,
    org: Org = None,
    owner: Owner = None,
    theme: Theme = None,
    format_name: ShowFormat = None,
    output: Output = None,
    no_pager: NoPager = False,
) -> None:
    """Show one requirement or action in full: what was asked, answered, promised and done.

    \b
    stalkplan show 12.2                    # a requirement, and all its actions
    stalkplan show 12.2a                   # one action
    stalkplan show 12.2 --format markdown  # for a paper
    """
    from stalkplan.cli.open_folder import Filters, open_items, the_part
    from stalkplan.reports.show import show_report
    from stalkplan.verdict.find_by_name import only_requirement, pages_for

    on = as_of or today()
    filters = Filters(org, owner, theme, None if publication is None else [publication])
    opened = open_items(data, filters, on=on, may_use_bundled=True)
    ref = only_requirement([item for part in opened.parts for item in part.items], ref)
    register, items, _ = the_part(opened.parts, ref)
    report = show_report(register, pages_for(items, ref, [register]), on=on)
    if opened.is_bundled:  # in which nobody records
        report = report._replace(next_steps=())
    typed = {
        "--publication": None if publication is None else [publication],
        "--org": org,
        "--as-of": same_day(as_of),
    }
    emit(
        report,
        format_name,
        output,
        opened.registers,
        data=data,
        is_paged=not no_pager,
        typed=typed,
    )
