"""The commands that hand something on."""

from stalkplan.app import app
from stalkplan.console import show_page, stop_above_official, write
from stalkplan.errors import WrongCallError, module_of
from stalkplan.options import (
    Allowed,
    AsOf,
    Audience,
    BriefFormatName,
    Data,
    Opens,
    Orgs,
    Output,
    Plan,
    SchemaFile,
    SinceDay,
    SiteFolder,
    today,
)
from stalkplan.reports.formats import BriefFormat


@app.command()
def brief(
    *,
    since: SinceDay,
    audience: Audience = None,
    as_of: AsOf = None,
    data: Data = None,
    org: Plan = None,
    format_name: BriefFormatName = BriefFormat.MARKDOWN,
    output: Output = None,
) -> None:
    """Write two pages for a board, a scrutiny meeting or the NPCC.

    \b
    stalkplan brief --since 2026-08-24
    stalkplan brief --since 2026-08-24 --format docx --output brief.docx
    """
    from stalkplan.opening import open_public
    from stalkplan.publish.brief.content import brief_of

    on = as_of or today()
    if since > on:
        raise WrongCallError(f"nothing can be new since {since}: it is after {on}")
    record, register = open_public(data, org, on=on)
    stop_above_official([register])
    paper = module_of(f"stalkplan.publish.brief.{format_name}")
    write(paper.render(brief_of(record, since=since, audience=audience)), output)


@app.command()
def publish(
    folder: SiteFolder,
    *,
    org: Orgs = None,
    allow: Allowed = None,
    open_it: Opens = False,
    as_of: AsOf = None,
    data: Data = None,
) -> None:
    """Write the public pages and their data into a folder that can go on a site as it is.

    \b
    stalkplan publish public --open
    stalkplan publish public --org kent --as-of 2026-11-23
    """
    from stalkplan.publish_command import publish as written

    page = written(folder, data, org, allow, on=as_of or today())
    if open_it:
        show_page(page)


@app.command()
def schema(file: SchemaFile, *, output: Output = None) -> None:
    """Print the JSON Schema of a file, draft 7, for editors.

    \b
    stalkplan schema responses --output schemas/responses.schema.json
    """
    from stalkplan.record.schema import schema_of

    write(schema_of(file), output)
