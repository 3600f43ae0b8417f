"""The command `init`."""

from stalkplan.cli.help import app
from stalkplan.cli.options import InitDir, InitOrg


@app.command()
def init(folder: InitDir, *, org: InitOrg) -> None:
    """Start a plan: a folder with every recommendation and a blank answer to each requirement.

    \b
    stalkplan init data --org kent
    """
    from stalkplan.cli.init import begin

    begin(folder, org)
