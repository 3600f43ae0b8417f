"""`return`: the progress return, a row for each recommendation."""

from stalkplan.cli.clock import today
from stalkplan.cli.help import app
from stalkplan.cli.options.common import (
    Allow,
    AsOf,
    Data,
    NoPager,
    Output,
    UpdateOrg,
    UpdatePublication,
)
from stalkplan.cli.options.sharing import ReturnFormat, ReturnSince
from stalkplan.errors import WrongCallError
from stalkplan.reports.formats import Use


@app.command("return")
def return_(
    *,
    since: ReturnSince = None,
    as_of: AsOf = None,
    data: Data = None,
    publication: UpdatePublication = None,
    org: UpdateOrg = None,
    format_name: ReturnFormat = None,
    output: Output = None,
    no_pager: NoPager = False,
    allow: Allow = None,
) -> None:
    """Write the progress return: where each recommendation stands, and what was done.

    \b
    stalkplan return --output return.docx
    stalkplan return --since 2026-Q3 --output return.xlsx
    """
    from stalkplan.cli.open_paper import Wanted, format_of_paper, open_paper, write_paper
    from stalkplan.publish.return_.content import return_of

    on = as_of or today()
    if since and since > on:
        raise WrongCallError(f"nothing can be done since {since}: it is after {on}")
    format_ = format_of_paper(Use.RETURN, format_name, output)
    _, record, since = open_paper(Wanted(data, publication, org, since, allow), on=on)
    write_paper(
        "return_", return_of(record, since=since), format_, output, data, is_paged=not no_pager
    )
