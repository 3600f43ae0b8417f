"""The command `init`."""

from stalkplan.cli.help import app
from stalkplan.cli.options import (
    Force,
    NewFolder,
)


@app.command()
def init(folder: NewFolder, *, org: Force) -> None:
    """Start a plan: a folder with every recommendation and a blank answer to each requirement.

    \b
    stalkplan init data --org kent
    """
    from stalkplan.cli.init import begin

    begin(folder, org)
