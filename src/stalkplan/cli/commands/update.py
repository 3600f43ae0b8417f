"""`update`: record progress as a dated update."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from stalkplan.cli.clock import today
from stalkplan.cli.help import app
from stalkplan.cli.options.common import AsOf, Data, UpdateOrg, UpdatePublication
from stalkplan.cli.options.recording import (
    Date,
    DryRun,
    Evidence,
    From,
    Milestone,
    NotBefore,
    Note,
    Retracts,
    UpdateAcceptance,
    UpdateAllow,
    UpdateId,
    UpdateMarking,
    UpdateOwner,
    UpdatePromise,
    UpdateStatus,
    VerifiedBy,
    VerifiedOn,
    Wording,
)
from stalkplan.errors import WrongCallError

if TYPE_CHECKING:
    from stalkplan.cli.save import Where


@app.command()
def update(
    name: UpdateId = None,
    *,
    from_file: From = None,
    status: UpdateStatus = None,
    note: Note = None,
    day: Date = None,
    evidence: Evidence = None,
    promise: UpdatePromise = None,
    not_before: NotBefore = None,
    wording: Wording = None,
    owner: UpdateOwner = None,
    verified_by: VerifiedBy = None,
    verified_on: VerifiedOn = None,
    milestone: Milestone = None,
    acceptance: UpdateAcceptance = None,
    retracts: Retracts = None,
    marking: UpdateMarking = None,
    org: UpdateOrg = None,
    allow: UpdateAllow = False,
    dry_run: DryRun = False,
    as_of: AsOf = None,
    data: Data = None,
    publication: UpdatePublication = None,
) -> None:
    """Record progress: add a dated update to an action or an answer.

    \b
    stalkplan update                              # asks about each open item
    stalkplan update 12.1a                        # asks about one
    stalkplan update 12.1a --status in-progress --note "Tool chosen."
    stalkplan update 12.1a --status complete --evidence minutes.pdf
    stalkplan update --from answers.xlsx          # reads a sheet that ask wrote
    stalkplan update 12.1a --retracts 2025-03-20  # takes a mistake back
    """
    from stalkplan.cli.save import Where, record
    from stalkplan.edit.retract import Retraction
    from stalkplan.edit.update import NewUpdate

    on = as_of or today()
    where = Where(data, publication, org, name)
    others = {
        "--status": status, "--evidence": evidence, "--promise": promise,
        "--not-before": not_before, "--wording": wording, "--owner": owner,
        "--verified-by": verified_by, "--verified-on": verified_on, "--acceptance": acceptance,
    }  # fmt: skip
    if from_file or not name:
        named = {"ID": name, "--note": note, "--date": day, **others, "--milestone": milestone,
                 "--retracts": retracts, "--marking": marking}  # fmt: skip
        given_too = [option for option, value in named.items() if value]
        _many(from_file, where, given_too, on, dry_run=dry_run, allow=allow)
        return
    if retracts:
        beside = tuple(option for option, value in others.items() if value)
        taken = Retraction(name, day or on, retracts, note, milestone, marking, beside)
        record(taken, where, on=on, is_dry_run=dry_run, is_allowed=allow)
        return
    given = NewUpdate(
        name,
        on,
        day,
        status=status,
        note=note,
        evidence=tuple(evidence or ()),
        by=promise,
        not_before=not_before,
        wording=wording,
        owner=owner,
        verified_by=verified_by,
        verified_on=verified_on,
        milestone=milestone,
        marking=marking,
        acceptance=acceptance,
    )
    record(given, where, on=on, is_dry_run=dry_run, is_allowed=allow)


def _many(
    from_file: Path | None,
    where: "Where",
    given: list[str],
    on: date,
    *,
    dry_run: bool,
    allow: bool,
) -> None:
    """Record a sheet, or what is typed on a walk through the open items."""
    from stalkplan.cli.round import record_sheet, walk_open_items
    from stalkplan.verdict.words import listed

    if given and from_file:
        raise WrongCallError(f"--from takes everything from the sheet; leave {listed(given)} out")
    if given:
        raise WrongCallError(f"{listed(given)}: say for which item, such as 12.1a")
    if from_file:
        record_sheet(from_file, where, on=on, is_dry_run=dry_run, is_allowed=allow)
    else:
        walk_open_items(where, on=on, is_dry_run=dry_run, is_allowed=allow)
