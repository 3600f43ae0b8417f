"""The command `publish`."""

from stalkplan.cli.help import app
from stalkplan.cli.options import Allow, AsOf, Data, Open, Org, PublishDir, today
from stalkplan.cli.terminal import show_page


@app.command()
def publish(
    folder: PublishDir,
    *,
    org: Org = None,
    allow: Allow = None,
    open_it: Open = False,
    as_of: AsOf = None,
    data: Data = None,
) -> None:
    """Write the public pages and their data into a folder that can go on a site as it is.

    \b
    stalkplan publish public --open
    stalkplan publish public --org kent --as-of 2026-11-23
    """
    from stalkplan.cli.publish import publish as written

    page = written(folder, data, org, allow, on=as_of or today())
    if open_it:
        show_page(page)
