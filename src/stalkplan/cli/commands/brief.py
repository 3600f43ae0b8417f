"""The command `brief`."""

from stalkplan.cli.help import app
from stalkplan.cli.options import AsOf, BriefFormat, BriefSince, Data, For, Output, UpdateOrg, today
from stalkplan.cli.terminal import stop_above_official, write
from stalkplan.errors import WrongCallError, module_of
from stalkplan.reports.formats import Format


@app.command()
def brief(
    *,
    since: BriefSince,
    audience: For = None,
    as_of: AsOf = None,
    data: Data = None,
    org: UpdateOrg = None,
    format_name: BriefFormat = Format.MARKDOWN,
    output: Output = None,
) -> None:
    """Write two pages for a board, a scrutiny meeting or the NPCC.

    \b
    stalkplan brief --since 2026-08-24
    stalkplan brief --since 2026-08-24 --format docx --output brief.docx
    """
    from stalkplan.cli.open import open_public
    from stalkplan.publish.brief.content import brief_of

    on = as_of or today()
    if since > on:
        raise WrongCallError(f"nothing can be new since {since}: it is after {on}")
    record, register = open_public(data, org, on=on)
    stop_above_official([register])
    paper = module_of(f"stalkplan.publish.brief.{format_name}")
    write(paper.render(brief_of(record, since=since, audience=audience)), output)
