"""The commands that keep the record: they add to it, check it, begin it."""

from collections.abc import Sequence

from stalkplan.app import app
from stalkplan.console import emit
from stalkplan.options import (
    Accepted,
    AllowWording,
    Asked,
    AsOf,
    Data,
    Draft,
    DryRun,
    Evidence,
    Excel,
    Force,
    GateFormatName,
    Id,
    Marked,
    Milestone,
    NewFolder,
    NotBefore,
    Note,
    On,
    Output,
    Owner,
    Plan,
    Position,
    Promised,
    Published,
    Revision,
    Source,
    Stated,
    Strict,
    Summary,
    VerifiedBy,
    VerifiedOn,
    Wording,
    today,
)


@app.command()
def update(
    name: Id,
    *,
    status: Stated = None,
    note: Note = None,
    day: On = None,
    evidence: Evidence = None,
    promise: Promised = None,
    not_before: NotBefore = None,
    wording: Wording = None,
    owner: Owner = None,
    verified_by: VerifiedBy = None,
    verified_on: VerifiedOn = None,
    milestone: Milestone = None,
    marking: Marked = None,
    org: Plan = None,
    dry_run: DryRun = False,
    as_of: AsOf = None,
    data: Data = None,
) -> None:
    """Record progress: add a dated update to an action, or to an answer that has none.

    \b
    stalkplan update 12.1a
    stalkplan update 12.1a --status in-progress --note "Tool chosen after a trial."
    stalkplan update 12.1a --status complete --evidence https://example.org/minutes
    """
    from stalkplan.edit.update import NewUpdate
    from stalkplan.recording import record

    on = as_of or today()
    given = NewUpdate(
        name,
        day or on,
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
    )
    record(given, data, org, on=on, is_dry_run=dry_run)


@app.command()
def add(
    ref: Asked,
    *,
    summary: Summary = None,
    owner: Owner = None,
    promise: Promised = None,
    milestone: Milestone = None,
    org: Plan = None,
    dry_run: DryRun = False,
    as_of: AsOf = None,
    data: Data = None,
) -> None:
    """Add an action to the answer to a requirement: what will be done, by whom, by when.

    \b
    stalkplan add 7.2
    stalkplan add 7.2 --summary "Flag stalking in the crime system." --promise 2027-03
    """
    from stalkplan.edit.add import NewAction
    from stalkplan.recording import record

    given = NewAction(ref, summary, owner, promise, milestone)
    record(given, data, org, on=as_of or today(), is_dry_run=dry_run)


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
    from stalkplan.edit.respond import NewAnswer
    from stalkplan.recording import record

    given = NewAnswer(ref, position, acceptance)
    record(given, data, org, on=as_of or today(), is_dry_run=dry_run)


@app.command()
def check(
    *,
    against: Revision = None,
    allow_wording: AllowWording = False,
    strict: Strict = False,
    as_of: AsOf = None,
    data: Data = None,
    format_name: GateFormatName = None,
    excel: Excel = False,
    output: Output = None,
) -> None:
    """Find every problem in the files; with --against, every rewriting of the record too.

    \b
    stalkplan check
    stalkplan check --strict --format github
    stalkplan check --against origin/main
    """
    from stalkplan.opening import open_against, open_for_check
    from stalkplan.reports.check import check_report

    on = as_of or today()
    opened = open_for_check(data, on=on)
    unread: Sequence[str] = ()
    if against is None:
        report = check_report(*opened, strict=strict, on=on)
    else:
        from stalkplan.reports.check_against import against_report

        found = open_against(data, against, opened[0])
        report = against_report(*opened, found, strict=strict, allow_wording=allow_wording, on=on)
        unread = [f"{file} at {against}" for file in found.unread]
    emit(report, format_name, output, excel=excel, unread=unread)


@app.command()
def init(folder: NewFolder, *, org: Force) -> None:
    """Start a plan: a folder with every recommendation and a blank answer to each requirement.

    \b
    stalkplan init data --org kent
    """
    from stalkplan.beginning import begin

    begin(folder, org)


@app.command("import")
def import_(
    file: Published,
    *,
    org: Force,
    output: Draft = None,
    source: Source = None,
    as_of: AsOf = None,
    data: Data = None,
) -> None:
    """Turn a published plan into a draft, in its own words, and say what could not be told.

    \b
    stalkplan import plan.html --org kent
    stalkplan import plan.docx --org kent --output draft.yaml --source https://www.kent.police.uk/
    """
    from stalkplan.importing import import_plan

    import_plan(file, org, output, data, source, on=as_of or today())
