"""The options of the commands, declared once, and the only reader of the clock."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from stalkplan.cli.complete import offer
from stalkplan.edit.questions import window as parse_answer
from stalkplan.record.choices import Acceptance, Marking, SchemaOf, Status
from stalkplan.record.dates import parse_day, suggest
from stalkplan.record.files import DATA
from stalkplan.record.forces import forces
from stalkplan.reports.choices import FailOn, Grouping
from stalkplan.reports.formats import Format, Use, formats_for


def said(text: str) -> str:
    """Return a text given on the command line exactly as it was typed; a blank one is refused."""
    if not text or text.isspace():
        raise typer.BadParameter("it is blank; say something, or leave the option out")
    return text


def window(text: str) -> str:
    """Return a day, month, quarter or year given on the command line, as ISO text."""
    try:
        return parse_answer(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def day(text: str) -> date:
    """Parse a date given on the command line: a whole ISO day."""
    try:
        return parse_day(text.strip())
    except ValueError:
        meant = suggest(text)
        write = meant if meant and len(meant) == len("2025-03-27") else "a day such as 2025-03-27"
        raise typer.BadParameter(f"'{text}' is not a date; write {write}") from None


def new_folder(text: str) -> Path:
    """Return the folder named on the command line; a blank name would mean this one, unasked."""
    if not text or text.isspace():
        raise typer.BadParameter("it is blank; name a folder, or write . for this one")
    return Path(text)


def link(text: str) -> str:
    """Return an address given on the command line: http or https."""
    if not re.fullmatch(r"https?://[^\s/]\S*", text.strip()):
        raise typer.BadParameter(f"'{text}' is no link; write https://...")
    return text.strip()


def _format(*uses: Use, help_: str = "How to show it [table; in a pipe, plain].") -> Any:
    """Return the option `--format` of commands that offer the formats for these uses."""
    offered = formats_for(*uses)

    def parse(text: str) -> Format:
        if text not in offered:
            choices = ", ".join(map(repr, map(str, offered)))
            raise ValueError(f"{text!r} is not one of {choices}.")
        return Format(text)

    return typer.Option(
        "--format",
        parser=parse,
        metavar=f"<{'|'.join(offered)}>",
        help=help_,
        autocompletion=lambda incomplete: [n for n in offered if n.startswith(incomplete)],
    )


Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        envvar=DATA,
        metavar="DIR",
        help="The folder with the two files [found from here up].",
        show_envvar=False,
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option("--as-of", parser=day, metavar="DATE", help="Judge as at this date [today]."),
]
Orgs = Annotated[
    list[str] | None,
    typer.Option(
        "--org",
        metavar="ID",
        help="Only this organisation; may be repeated.",
        autocompletion=offer(r"organisation:\s*\{?\s*id"),
    ),
]
Owners = Annotated[
    list[str] | None,
    typer.Option(
        "--owner",
        metavar="NAME",
        help="Only this owner's; may be repeated.",
        autocompletion=offer("owner"),
    ),
]
Themes = Annotated[
    list[str] | None,
    typer.Option(
        "--theme",
        metavar="NAME",
        help="Only this theme; may be repeated.",
        autocompletion=offer("theme", in_publication=True),
    ),
]
FormatName = Annotated[Format | None, _format(Use.REPORT)]
GateFormatName = Annotated[Format | None, _format(Use.REPORT, Use.CI)]
ItemFormatName = Annotated[Format | None, _format(Use.REPORT, Use.OFFICE)]
AnyFormatName = Annotated[Format | None, _format(Use.REPORT, Use.OFFICE, Use.CI)]
Excel = Annotated[
    bool, typer.Option("--excel", help="Write csv with the mark by which Excel knows UTF-8.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Let warnings fail the check too.")]
Revision = Annotated[
    str | None,
    typer.Option("--against", metavar="REV", help="Compare the record with this revision of git."),
]
Since = Annotated[
    str,
    typer.Option(
        "--since",
        metavar="DATE|REV",
        help="Since this day, as known then; or since this revision of git, as written there.",
    ),
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE|REV", help="Up to this day or revision [today]."),
]
Counted = Annotated[
    Grouping | None,
    typer.Option("--by", help="Totals by this, in place of the marks.", show_choices=True),
]
FromDay = Annotated[
    date,
    typer.Option("--since", parser=day, metavar="DATE", help="From the end of this day's month."),
]
ToDay = Annotated[
    date | None,
    typer.Option("--until", parser=day, metavar="DATE", help="Up to this day [today]."),
]
SinceDay = Annotated[
    date,
    typer.Option(
        "--since", parser=day, metavar="DATE", help="The day of the last one: what is new since."
    ),
]
Audience = Annotated[
    str | None,
    typer.Option("--for", parser=said, metavar="BODY", help="For whom it is, as it shall say."),
]
BriefFormatName = Annotated[Format, _format(Use.BRIEF, help_="How to write it.")]
AllowWording = Annotated[
    bool, typer.Option("--allow-wording", help="Let a new wording of a text pass.")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", metavar="FILE", help="Write there instead of the screen."),
]


By = Annotated[
    date | None,
    typer.Option(
        "--by", parser=day, metavar="DATE", help="Only what was due by this date [today]."
    ),
]
Fail = Annotated[
    FailOn,
    typer.Option("--fail-on", help="What makes it exit 1: a deadline passed with no update, any."),
]
SchemaFile = Annotated[SchemaOf, typer.Argument(metavar="FILE", help="Which of the two files.")]
Ref = Annotated[
    str,
    typer.Argument(
        metavar="REF",
        help="A requirement such as 12.2, or an action such as 12.2a.",
        autocompletion=offer(r"- +\{?ref", r"- +\{?id"),
    ),
]

Plan = Annotated[
    str | None,
    typer.Option(
        "--org",
        metavar="ID",
        help="In the plan of this organisation, where there are several.",
        autocompletion=offer(r"organisation:\s*\{?\s*id"),
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show it all, and change nothing.")]
Id = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="An action such as 12.2a, or the ref of an answer that has none.",
        autocompletion=offer(r"- +\{?ref", r"- +\{?id"),
    ),
]
Asked = Annotated[
    str,
    typer.Argument(
        metavar="REF",
        help="A requirement such as 12.2.",
        autocompletion=offer(r"- +\{?ref", in_publication=True),
    ),
]
Stated = Annotated[
    Status | None, typer.Option("--status", help="How far it is.", show_choices=True)
]
Note = Annotated[
    str | None, typer.Option("--note", parser=said, metavar="TEXT", help="What was done.")
]
On = Annotated[
    date | None,
    typer.Option("--date", parser=day, metavar="DATE", help="The day it is about [today]."),
]
Evidence = Annotated[
    list[str] | None,
    typer.Option(
        "--evidence",
        parser=said,
        metavar="LINK",
        help="A link, or a file of the repository; may be repeated.",
    ),
]
Promised = Annotated[
    str | None,
    typer.Option(
        "--promise",
        parser=window,
        metavar="DATE",
        help="Promised by this day, month, quarter or year.",
    ),
]
NotBefore = Annotated[
    str | None,
    typer.Option(
        "--not-before", parser=window, metavar="DATE", help="Promised for no earlier than this."
    ),
]
Wording = Annotated[
    str | None,
    typer.Option(
        "--wording", parser=said, metavar="TEXT", help="The promise as the force words it."
    ),
]
Owner = Annotated[
    str | None,
    typer.Option("--owner", parser=said, metavar="ROLE", help="Whose it is; a role, not a name."),
]
VerifiedBy = Annotated[
    str | None,
    typer.Option("--verified-by", parser=said, metavar="BODY", help="Who confirmed it."),
]
VerifiedOn = Annotated[
    date | None,
    typer.Option("--verified-on", parser=day, metavar="DATE", help="The day they did."),
]
Milestone = Annotated[
    str | None,
    typer.Option(
        "--milestone",
        parser=said,
        metavar="NAME",
        help="For which deadline, where a recommendation has several.",
    ),
]
Marked = Annotated[
    Marking | None,
    typer.Option("--marking", help="Keep it out of all that is published.", show_choices=True),
]
Summary = Annotated[
    str | None,
    typer.Option("--summary", parser=said, metavar="TEXT", help="What will be done."),
]
Position = Annotated[
    str | None,
    typer.Option(
        "--position", parser=said, metavar="TEXT", help="What the force says it does today."
    ),
]
Accepted = Annotated[
    Acceptance | None,
    typer.Option(
        "--acceptance", help="Whether what is asked is accepted [not-stated].", show_choices=True
    ),
]
NewFolder = Annotated[
    Path,
    typer.Argument(
        parser=new_folder,
        metavar="DIR",
        help="The folder to write; nothing in it is overwritten.",
    ),
]
SiteFolder = Annotated[
    Path,
    typer.Argument(
        metavar="DIR", help="The folder to write: new, or one that was written so before."
    ),
]
Allowed = Annotated[
    list[str] | None,
    typer.Option(
        "--allow",
        metavar="ID",
        help="Publish this record though it may be about a person; may be repeated.",
    ),
]
Opens = Annotated[bool, typer.Option("--open", help="Show the first page in the browser.")]
Force = Annotated[
    str,
    typer.Option(
        "--org",
        metavar="ID",
        help="The force's id on data.police.uk, such as kent.",
        autocompletion=lambda incomplete: [i for i in forces() if i.startswith(incomplete)],
    ),
]
Published = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="The published plan: a page, its text, a table, a spreadsheet, a Word file.",
    ),
]
Draft = Annotated[
    Path | None,
    typer.Option("--output", metavar="FILE", help="Write a new file instead of the screen."),
]
Source = Annotated[
    str | None,
    typer.Option(
        "--source",
        parser=link,
        metavar="URL",
        help="The address of the page, which is the evidence of what it says.",
    ),
]


def today() -> date:
    """Return the day it is in London."""
    from zoneinfo import ZoneInfo  # not needed with --as-of

    return datetime.now(ZoneInfo("Europe/London")).date()
