"""Options of the commands that keep the record: init, import, update and those like it."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from stalkplan.cli.clock import today
from stalkplan.cli.completion import offer
from stalkplan.cli.option_values import day_of_joining, folder_named, stated_deadline, web_link
from stalkplan.cli.options.common import item_ids
from stalkplan.cli.options.kinds import argument, day_option, format_option, option, typed_as
from stalkplan.cli.options.texts import long_text_option, text_option
from stalkplan.edit.typed_answer import as_status
from stalkplan.edit.typed_dates import as_window
from stalkplan.record.choices import Acceptance, Marking, Status, TextField
from stalkplan.record.forces import known_forces
from stalkplan.reports.formats import Format, Use


def _window_option(name: str, help_: str) -> Any:
    """Return an option that takes a day, month, quarter or year, and gives it as ISO text.

    What to write instead is shown for the year after the one that is judged.
    """

    def parse_typed(context: typer.Context, value: str | None) -> str | None:
        on = context.params.get("as_of") or today()  # an eager option, which is read before
        parse = typed_as(partial(as_window, year=on.year + 1))
        return None if value is None else cast("str", parse(value))

    return option(name, help_, "DATE", callback=parse_typed)


def _acceptance(help_: str) -> Any:
    """Return the option that says whether what is asked is accepted; help lists its words."""
    return option("--acceptance", f"{help_}: {', '.join(Acceptance)}.", "WORD")


_added = typed_as(day_of_joining)
_stated = typed_as(stated_deadline)
_folder = typed_as(folder_named)
_link = typed_as(web_link)


def _forces(incomplete: str) -> list[str]:
    return [force for force in known_forces() if force.startswith(incomplete)]


_requirements = offer(r"- +\{?ref", in_publication=True)


AskFormat = Annotated[
    Format | None, format_option(Use.SHEET, help_="How to write it", blank="as the file ends")
]
UpdateId = Annotated[
    str | None,
    argument(
        "ID",
        "An action such as 12.2a, or an answer such as 12.2 [each that is open].",
        item_ids,
    ),
]
From = Annotated[
    Path | None, option("--from", "Read the answers from a sheet that `ask` wrote.", "FILE")
]
AddRef = Annotated[str, argument("REF", "A requirement such as 12.2.", _requirements)]
DryRun = Annotated[bool, option("--dry-run", "Show it all, and change nothing.")]
UpdateStatus = Annotated[
    Status | None,
    option("--status", f"How far it is: {', '.join(Status)}.", "WORD", parser=typed_as(as_status)),
]
Note = Annotated[str | None, long_text_option("--note", "What was done")]
Date = Annotated[date | None, day_option("--date", "The day of the work or the news [today].")]
Evidence = Annotated[
    list[str] | None,
    text_option("--evidence", "A link, or a file of the repository; may be repeated.", "LINK"),
]
UpdatePromise = Annotated[
    str | None, _window_option("--promise", "Promised by this day, month, quarter or year.")
]
NotBefore = Annotated[
    str | None, _window_option("--not-before", "Promised for no earlier than this.")
]
Wording = Annotated[
    str | None, text_option("--wording", "The promise as the organisation words it.", "TEXT")
]
UpdateOwner = Annotated[
    str | None, text_option("--owner", "Who is responsible; a role, not a name.", "ROLE")
]
VerifiedBy = Annotated[str | None, text_option("--verified-by", "Who confirmed it.", "BODY")]
VerifiedOn = Annotated[date | None, day_option("--verified-on", "The day they did.")]
Milestone = Annotated[
    str | None,
    text_option("--milestone", "For which deadline, where a recommendation has several.", "NAME"),
]
UpdateMarking = Annotated[
    Marking | None,
    option("--marking", f"{Marking.OFFICIAL_SENSITIVE}: is never published.", "WORD"),
]
UpdateAcceptance = Annotated[Acceptance | None, _acceptance("The answer now")]
Retracts = Annotated[date | None, day_option("--retracts", "Take back the entries of this day.")]
Added = Annotated[
    date | None,
    option(
        "--added",
        "The day it joined the plan, or published if it was always there [today].",
        "DATE|published",
        parser=_added,
    ),
]
RedactId = Annotated[
    str, argument("ID", "An action such as 12.2a, or the ref of an answer.", item_ids)
]
RedactDate = Annotated[
    date | None, day_option("--date", "In its updates of this day, not in the record itself.")
]
RedactField = Annotated[
    list[TextField] | None,
    option(
        "--field",
        f"Which text [its only one]: {', '.join(TextField)}; may be repeated.",
        "FIELD",
    ),
]
UpdateAllow = Annotated[bool, option("--allow", "Save it though it may be about a person.")]
Summary = Annotated[str | None, long_text_option("--summary", "What will be done")]
AddEvidence = Annotated[
    list[str] | None,
    text_option(
        "--evidence", "A link or file that shows it, as its first update; may be repeated.", "LINK"
    ),
]
RespondStatedDeadline = Annotated[
    str | None,
    option(
        "--stated-deadline",
        "The deadline as the plan gives it, or none where it gives none.",
        "DATE|none",
        parser=_stated,
    ),
]
Position = Annotated[
    str | None, long_text_option("--position", "What the organisation says it does today")
]
RespondAcceptance = Annotated[
    Acceptance | None, _acceptance("Whether what is asked is accepted [not-stated]")
]


# Options of `init` and `import`


InitDir = Annotated[
    Path,
    argument("DIR", "The folder to write; nothing in it is overwritten.", parser=_folder),
]
ImportOrg = Annotated[
    str | None, option("--org", "The force's id on data.police.uk, such as kent.", "ID", _forces)
]
InitOrg = Annotated[
    str | None,
    option(
        "--org",
        "Whose plan: a force's id on data.police.uk, or any with --name.",
        "ID",
        _forces,
    ),
]
InitPublication = Annotated[
    Path | None,
    option("--publication", "Use this recommendations.yaml, not the bundled one.", "FILE"),
]
Name = Annotated[str | None, text_option("--name", "Its name, if it is not a force.", "NAME")]
AnswersFor = Annotated[
    list[str] | None,
    text_option("--answers-for", "Who it answers for; may be repeated [itself].", "ADDRESSEE"),
]
Refresh = Annotated[
    bool, option("--refresh", "Update recommendations.yaml beside an existing plan.")
]
ImportFile = Annotated[
    Path,
    argument("FILE", "The published plan: a page, its text, a table, a spreadsheet, a Word file."),
]
ImportMap = Annotated[
    list[str] | None,
    text_option(
        "--map", "What a word of the plan means, as Green=complete; may be repeated.", "WORD=STATUS"
    ),
]
ImportOutput = Annotated[
    Path | None, option("--output", "Write a new file instead of the screen.", "FILE")
]
Into = Annotated[
    Path | None,
    option("--into", "The plan that gets what a newer edition of the page says.", "PLAN"),
]
Source = Annotated[
    str | None,
    option(
        "--source",
        "The address of the page, recorded as evidence.",
        "URL",
        parser=_link,
    ),
]
