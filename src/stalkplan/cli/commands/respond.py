"""`respond`: fill in the answer to a requirement."""

from stalkplan.cli.clock import today
from stalkplan.cli.help import app
from stalkplan.cli.options.common import AsOf, Data, UpdateOrg, UpdatePublication
from stalkplan.cli.options.recording import (
    Added,
    AddRef,
    DryRun,
    Position,
    RespondAcceptance,
    RespondStatedDeadline,
    UpdateAllow,
)


@app.command()
def respond(
    ref: AddRef,
    *,
    position: Position = None,
    acceptance: RespondAcceptance = None,
    stated_deadline: RespondStatedDeadline = None,
    added: Added = None,
    org: UpdateOrg = None,
    allow: UpdateAllow = False,
    dry_run: DryRun = False,
    as_of: AsOf = None,
    data: Data = None,
    publication: UpdatePublication = None,
) -> None:
    """Fill in the answer to a requirement that the plan leaves blank or leaves out.

    \b
    stalkplan respond 7.2  # asks what it needs to know
    stalkplan respond 7.2 --position "We keep them." --acceptance accepted
    stalkplan respond 7.2 --position "We keep them." --added 2025-01-14
    stalkplan respond 7.2 --position "We keep them." --stated-deadline none
    """
    from stalkplan.cli.save import Where, record
    from stalkplan.edit.respond import NewAnswer

    given = NewAnswer(ref, position, acceptance, added, stated_deadline)
    record(
        given,
        Where(data, publication, org, ref),
        on=as_of or today(),
        is_dry_run=dry_run,
        is_allowed=allow,
    )
