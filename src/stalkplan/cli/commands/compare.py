"""The command `compare`."""

from stalkplan.cli.help import app
from stalkplan.cli.options import (
    AsOf,
    CompareBy,
    Data,
    Org,
    Output,
    Owner,
    ShowFormat,
    Theme,
    today,
)
from stalkplan.cli.terminal import emit


@app.command()
def compare(
    *,
    by: CompareBy = None,
    as_of: AsOf = None,
    data: Data = None,
    org: Org = None,
    owner: Owner = None,
    theme: Theme = None,
    format_name: ShowFormat = None,
    output: Output = None,
) -> None:
    """Show many forces side by side: who answered, who went silent, who copied.

    \b
    stalkplan compare
    stalkplan compare --by theme
    stalkplan compare --format csv --output cells.csv
    """
    from stalkplan.cli.open_changes import Filters
    from stalkplan.cli.open_many import side_by_side
    from stalkplan.reports.compare import compare_report

    compared = side_by_side(data, Filters(org, owner, theme), on=as_of or today())
    emit(compare_report(compared, by=by), format_name, output, [compared.register])
