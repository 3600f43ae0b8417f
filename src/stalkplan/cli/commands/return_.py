"""`return`: the progress return, a row for each recommendation."""

from stalkplan.cli.help import app
from stalkplan.cli.options import (
    Allow,
    AsOf,
    Data,
    Output,
    ReturnFormat,
    ReturnSince,
    UpdateOrg,
    UpdatePublication,
    today,
)
from stalkplan.cli.terminal import stop_above_official, write
from stalkplan.errors import NothingToJudgeError, WrongCallError, module_of
from stalkplan.reports.formats import Format, Use, format_of_file, formats_for


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
    allow: Allow = None,
) -> None:
    """Write the progress return: where each recommendation stands, and what was done.

    \b
    stalkplan return --output return.docx
    stalkplan return --since 2026-Q3 --output return.xlsx
    """
    from stalkplan.cli.open_folder import NO_ITEM, one_plan, open_to_write, since_published
    from stalkplan.cli.personal_data import stop_personal
    from stalkplan.privacy.public_record import public_record
    from stalkplan.publish.return_.content import return_of

    on = as_of or today()
    if since and since > on:
        raise WrongCallError(f"nothing can be done since {since}: it is after {on}")
    if output:
        format_name = format_of_file(output.name, formats_for(Use.RETURN), format_name)
    opened = open_to_write(data, org, on=on, publication=publication)
    one_plan(opened.register)
    if not opened.items:
        raise NothingToJudgeError(NO_ITEM)
    since = since or since_published(opened.register)
    stop_above_official([opened.register])
    stop_personal([opened.register], allow or ())
    paper = module_of(f"stalkplan.publish.return_.{format_name or Format.MARKDOWN}")
    record = public_record(opened.register, opened.items, on=on)
    write(paper.render(return_of(record, since=since)), output, data)
