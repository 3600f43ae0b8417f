"""`compare`: the organisations of a folder side by side."""

from stalkplan.cli.clock import same_day, today
from stalkplan.cli.help import app
from stalkplan.cli.options.common import (
    COUNTED,
    AsOf,
    Excel,
    NoPager,
    Org,
    Output,
    Owner,
    StatusData,
    Theme,
    UpdatePublication,
)
from stalkplan.cli.options.reading import CompareBy, CompareFormat, CompareSort
from stalkplan.cli.terminal import emit
from stalkplan.record.choices import RowOrder


@app.command()
def compare(
    *,
    by: CompareBy = None,
    sort: CompareSort = RowOrder.OVERDUE,
    as_of: AsOf = None,
    data: StatusData = None,
    publication: UpdatePublication = None,
    org: Org = None,
    owner: Owner = None,
    theme: Theme = None,
    format_name: CompareFormat = None,
    excel: Excel = False,
    output: Output = None,
    no_pager: NoPager = False,
) -> None:
    """Show many organisations side by side: who answered, who stopped updating, who copied.

    \b
    stalkplan compare                     # a row for each force
    stalkplan compare --sort name         # from A to Z
    stalkplan compare --by theme          # totals of each theme
    stalkplan compare --output cells.csv  # for a spreadsheet
    """
    from stalkplan.cli.open_folder import Filters, filtered, only_part, open_items
    from stalkplan.reports.compare import Compared, compare_report
    from stalkplan.verdict import comparison
    from stalkplan.verdict.copies import copies_of

    on = as_of or today()
    only = None if publication is None else [publication]
    every = Filters(publications=only)
    parts, registers, *_ = open_items(data, every, on=on, may_use_bundled=False)
    whole = only_part(parts).register
    [(register, items, _)] = filtered([whole], Filters(org, owner, theme), on=on)
    organisations = [plan.organisation for plan in register.plans.values()]
    compared = Compared(
        register,
        items,
        comparison.compare(organisations, items, order=sort),
        copies_of(items),
        comparison.forces_without_plan(whole),
        len(comparison.forces_asked(whole)),
        comparison.others_without_plan(whole),
        on,
        is_part=bool(owner or theme),
    )
    emit(
        compare_report(compared, by=by),
        format_name,
        output,
        registers,
        data=data,
        excel=excel,
        uses=COUNTED,
        is_paged=not no_pager,
        typed={"--publication": only, "--as-of": same_day(as_of)},
    )
