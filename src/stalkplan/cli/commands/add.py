"""`add`: put an action under the answer to a requirement."""

from stalkplan.cli.clock import today
from stalkplan.cli.help import app
from stalkplan.cli.options.common import AsOf, Data, UpdateOrg, UpdatePublication
from stalkplan.cli.options.recording import (
    Added,
    AddEvidence,
    AddRef,
    DryRun,
    Milestone,
    Summary,
    UpdateAllow,
    UpdateOwner,
    UpdatePromise,
    Wording,
)


@app.command()
def add(
    ref: AddRef,
    *,
    summary: Summary = None,
    owner: UpdateOwner = None,
    promise: UpdatePromise = None,
    wording: Wording = None,
    evidence: AddEvidence = None,
    milestone: Milestone = None,
    added: Added = None,
    org: UpdateOrg = None,
    allow: UpdateAllow = False,
    dry_run: DryRun = False,
    as_of: AsOf = None,
    data: Data = None,
    publication: UpdatePublication = None,
) -> None:
    """Add an action to the answer to a requirement: what will be done, by whom, by when.

    \b
    stalkplan add 7.2  # asks what it needs to know
    stalkplan add 7.2 --summary "Flag stalking in the system." --promise 2027-03
    stalkplan add 7.2 --summary "Train call takers." --added published
    """
    from stalkplan.cli.save import Where, record
    from stalkplan.edit.add import NewAction

    given = NewAction(
        ref, summary, owner, promise, milestone, added, wording=wording, evidence=evidence or ()
    )
    record(
        given,
        Where(data, publication, org, ref),
        on=as_of or today(),
        is_dry_run=dry_run,
        is_allowed=allow,
    )
