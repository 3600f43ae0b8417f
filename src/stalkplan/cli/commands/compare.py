"""`compare`: the organisations of a folder side by side."""

from pathlib import PurePosixPath

from stalkplan.cli.help import app
from stalkplan.cli.options import (
    COUNTED,
    AsOf,
    CompareBy,
    CompareFormat,
    Excel,
    NoPager,
    Org,
    Output,
    Owner,
    StatusData,
    Theme,
    UpdatePublication,
    today,
)
from stalkplan.cli.terminal import emit


@app.command()
def compare(
    *,
    by: CompareBy = None,
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
    stalkplan compare
    stalkplan compare --by theme
    stalkplan compare --output cells.csv
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
    here = {plan.organisation.id for plan in whole.plans.values()}
    here |= {
        PurePosixPath(file).stem for file in whole.unread
    }  # it has a file, even if nobody can read it
    asked = comparison.forces_asked(whole)
    compared = Compared(
        register,
        items,
        comparison.compare(organisations, items),
        copies_of(items),
        {id_: name for id_, name in asked.items() if id_ not in here},
        len(asked),
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
        typed={"--publication": only},
    )
