"""The command `respond`."""

from stalkplan.cli.help import app
from stalkplan.cli.options import (
    Accepted,
    Asked,
    AsOf,
    Data,
    DryRun,
    Plan,
    Position,
    today,
)


@app.command()
def respond(
    ref: Asked,
    *,
    position: Position = None,
    acceptance: Accepted = None,
    org: Plan = None,
    dry_run: DryRun = False,
    as_of: AsOf = None,
    data: Data = None,
) -> None:
    """Fill in the answer to a requirement that the plan leaves blank or leaves out.

    \b
    stalkplan respond 7.2
    stalkplan respond 7.2 --position "Reports stay searchable." --acceptance accepted
    """
    from stalkplan.cli.record import record
    from stalkplan.edit.respond import NewAnswer

    given = NewAnswer(ref, position, acceptance)
    record(given, data, org, on=as_of or today(), is_dry_run=dry_run)
