"""`ask`: a sheet of the open items, for their owners to fill in."""

from pathlib import Path

from stalkplan.cli.clock import today
from stalkplan.cli.help import app
from stalkplan.cli.options.common import (
    Allow,
    AsOf,
    Data,
    Output,
    Owner,
    UpdateOrg,
    UpdatePublication,
)
from stalkplan.cli.options.recording import AskFormat
from stalkplan.cli.terminal import say, stop_above_official, write
from stalkplan.errors import NothingToJudgeError, OutputError, WrongCallError
from stalkplan.reports.formats import Format


@app.command()
def ask(
    *,
    owner: Owner = None,
    as_of: AsOf = None,
    data: Data = None,
    publication: UpdatePublication = None,
    org: UpdateOrg = None,
    format_name: AskFormat = None,
    output: Output = None,
    allow: Allow = None,
) -> None:
    """Write a sheet of the open items, which their owners fill in.

    \b
    stalkplan ask --output answers.xlsx   # a sheet for each owner
    stalkplan ask --owner "Crime registrar" --output registrar.xlsx
    stalkplan ask --output answers.csv    # for a spreadsheet or by mail
    stalkplan update --from answers.xlsx  # takes the answers back
    """
    import shlex
    import sys

    from stalkplan.cli.open_folder import NO_ITEM, one_plan, open_to_write
    from stalkplan.cli.personal_data import stop_personal
    from stalkplan.privacy.public_record import public_record
    from stalkplan.publish.ask_sheet import as_csv, as_workbook, owners_sheets, withheld_in
    from stalkplan.record.problems import BOM
    from stalkplan.verdict.find_by_name import owners_named
    from stalkplan.verdict.words import count, listed

    if output is None and sys.stdout.isatty():
        raise WrongCallError(
            "a sheet is written to a file; give --output answers.xlsx or answers.csv"
        )
    if output is not None and output.exists():
        raise OutputError(f"{output} is there, and may have answers in it; give another name")
    on = as_of or today()
    opened = open_to_write(data, org, on=on, publication=publication)
    one_plan(opened.register)
    if not opened.items:
        raise NothingToJudgeError(NO_ITEM)
    owners = owners_named(opened.items, owner)
    asked = [item for item in opened.items if item.action or item.response]
    record = public_record(opened.register, asked, on=on)
    stop_above_official([opened.register])
    stop_personal([opened.register], allow or ())
    sheets = owners_sheets(record, owners)
    folder = [*(("--data", str(data)) if data else ())]
    folder += ("--publication", publication) if publication else ()
    number = sum(len(sheet.items) for sheet in sheets)
    if not number:
        raise NothingToJudgeError("nothing to ask: no item is open")
    chosen = format_name or _format_of(output)
    made = as_workbook(sheets, record) if chosen is Format.XLSX else f"{BOM}{as_csv(sheets)}"
    write(made, output, data)
    if output:
        back = shlex.join(("stalkplan", "update", "--from", str(output), *folder))
        say(f"{count(number, 'open item')} in {output}; to take it back: {back}")
    for sheet in sheets:
        if not sheet.items:
            say(f"{sheet.name}: no item is open")
    blank = [item.id for item in opened.items if not (item.action or item.response)]
    if blank and not owners:
        whose = () if org is None else ("--org", org)
        answer = shlex.join(("stalkplan", "respond", blank[0], *whose, *folder))
        say(f"{listed(blank)}: no answer is in the plan; to give one: {answer}")
    if withheld := withheld_in(record):
        where = "so they are on no owner's sheet, or without text" if owners else "so without text"
        say(f"{listed(withheld)}: marked, {where}")


def _format_of(output: Path | None) -> Format:
    """Return what the name of a file says; CSV for a pipe."""
    ending = output.suffix.lower() if output else ".csv"
    if ending not in (".csv", ".xlsx"):
        raise WrongCallError(f"a sheet ends in .xlsx or .csv, not {ending or 'in nothing'}")
    return Format(ending.removeprefix("."))
