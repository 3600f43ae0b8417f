"""The options of the commands, declared once, and the only reader of the clock.

Each is named after the option, `--as-of` is `AsOf`. Where a command gives the name another meaning,
or the package has that name already, a command that takes it stands in front: `TrendSince`.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from stalkplan.cli.completion import offer, revisions
from stalkplan.cli.option_values import (
    day_of_joining,
    folder_named,
    long_text,
    not_blank,
    site_address,
    stated_deadline,
    web_link,
)
from stalkplan.edit.typed_answer import as_status, as_window, typed_day, typed_start
from stalkplan.record.choices import (
    Acceptance,
    FailOn,
    Grouping,
    Marking,
    RowOrder,
    SchemaOf,
    Status,
    TextField,
)
from stalkplan.record.files import DATA
from stalkplan.record.forces import known_forces
from stalkplan.reports.formats import Format, Use, formats_for


def today() -> date:
    """Return the day it is in London."""
    from zoneinfo import ZoneInfo  # not needed with --as-of

    return datetime.now(ZoneInfo("Europe/London")).date()


def same_day(day: date | None) -> Sequence[str]:
    """Return a day as it is typed again in a next step; nothing if none was typed."""
    return [day.isoformat()] if day else []


_Completer = Callable[..., list[str]] | None
_Parser = Callable[[str], Any]


def _option(
    name: str, help_: str, metavar: str | None = None, complete: _Completer = None, **more: Any
) -> Any:
    """Return an option; help does not name its environment variable, and words take any case."""
    return typer.Option(
        name,
        help=help_,
        metavar=metavar,
        autocompletion=complete,
        show_envvar=False,
        case_sensitive=False,
        **more,
    )


def _argument(metavar: str, help_: str, complete: _Completer = None, **more: Any) -> Any:
    """Return an argument, which is typed without a name."""
    return typer.Argument(metavar=metavar, help=help_, autocompletion=complete, **more)


def _parser(parse: _Parser) -> _Parser:
    """Return the parser; its ValueError, which says what to write, becomes a wrong call."""

    def parse_typed(text: str) -> Any:
        try:
            return parse(text)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None

    return parse_typed


_SHOWN = "table; in a pipe, plain"
"""In which format a report is shown where none is given."""

_PAPER = "markdown; a terminal shows it as a screen"
"""In which format a paper is written where none is given."""


def _format_option(*uses: Use, help_: str = "How to show it", blank: str = _SHOWN) -> Any:
    """Return the option `--format` of a command that offers the formats for these uses."""
    offered = formats_for(*uses)

    def parse(text: str) -> Format:
        if text not in offered:
            choices = ", ".join(map(repr, map(str, offered)))
            raise ValueError(f"{text!r} is not one of {choices}.")
        return Format(text)

    def complete(incomplete: str) -> list[str]:
        return [name for name in offered if name.startswith(incomplete)]

    words = f"{help_}: {', '.join(offered)} [{blank}]."
    return _option("--format", words, "NAME", complete, parser=_parser(parse))


def _day_option(name: str, help_: str, **more: Any) -> Any:
    """Return an option that takes a full ISO day."""
    return _option(name, help_, "DATE", parser=_day, **more)


def _since_option(name: str, help_: str) -> Any:
    """Return an option that takes the day, the month or the quarter with which a time begins."""
    return _option(name, help_, "DATE", parser=_start)


def _window_option(name: str, help_: str) -> Any:
    """Return an option that takes a day, month, quarter or year, and gives it as ISO text.

    What to write instead is shown for the year after the one that is judged.
    """

    def parse_typed(context: typer.Context, value: str | None) -> str | None:
        on = context.params.get("as_of") or today()  # an eager option, which is read before
        parse = _parser(partial(as_window, year=on.year + 1))
        return None if value is None else cast("str", parse(value))

    return _option(name, help_, "DATE", callback=parse_typed)


def _text_option(name: str, help_: str, metavar: str) -> Any:
    """Return an option that takes a text exactly as it is typed; a blank one is refused."""
    return _option(name, help_, metavar, parser=_text)


def _acceptance(help_: str) -> Any:
    """Return the option that says whether what is asked is accepted; help lists its words."""
    return _option("--acceptance", f"{help_}: {', '.join(Acceptance)}.", "WORD")


def _long_text_option(name: str, help_: str) -> Any:
    """Return an option that takes a text; with `-` all that comes from standard input."""
    return _option(name, f"{help_}; - reads it from a pipe.", "TEXT", parser=_long_text)


_day = _parser(typed_day)
_start = _parser(typed_start)


_added = _parser(day_of_joining)
_stated = _parser(stated_deadline)
_text = _parser(not_blank)
_long_text = _parser(long_text)
_folder = _parser(folder_named)
_link = _parser(web_link)
_site = _parser(site_address)


def _forces(incomplete: str) -> list[str]:
    return [force for force in known_forces() if force.startswith(incomplete)]


_organisations = offer(r"organisation:\s*\{?\s*id")
_owners = offer("owner")
_themes = offer("theme", in_publication=True)
_publications = offer(r"publication:\s*\{?\s*id", in_publication=True)
_items = offer(r"- +\{?ref", r"- +\{?id")
_requirements = offer(r"- +\{?ref", in_publication=True)


# Options of almost every command

Data = Annotated[
    Path | None,
    _option("--data", "The folder with the two files [found from here up].", "DIR", envvar=DATA),
]
StatusData = Annotated[
    list[Path] | None,
    _option(
        "--data",
        "The folder with the plans [found from here up]; may be repeated.",
        "DIR",
    ),
]
"""It is read from the environment in `open_folder`: a path may hold what parts a list there."""

AsOf = Annotated[
    date | None, _day_option("--as-of", "Judge as at this date [today].", is_eager=True)
]
ShowFormat = Annotated[Format | None, _format_option(Use.REPORT)]
LISTED, COUNTED, GATED, CHECKED = (
    (Use.REPORT, Use.OFFICE),
    (Use.REPORT, Use.TOTALS),
    (Use.REPORT, Use.OFFICE, Use.CI),
    (Use.REPORT, Use.CI),
)
"""For what the formats of `status`, `compare`, `overdue` and `check` are; `emit` gets them too."""

StatusFormat = Annotated[Format | None, _format_option(*LISTED)]
CompareFormat = Annotated[Format | None, _format_option(*COUNTED)]
OverdueFormat = Annotated[Format | None, _format_option(*GATED)]
CheckFormat = Annotated[Format | None, _format_option(*CHECKED)]
BriefFormat = Annotated[
    Format | None, _format_option(Use.BRIEF, help_="How to write it", blank=_PAPER)
]
ReturnFormat = Annotated[
    Format | None, _format_option(Use.RETURN, help_="How to write it", blank=_PAPER)
]
AskFormat = Annotated[
    Format | None, _format_option(Use.SHEET, help_="How to write it", blank="as the file ends")
]
Excel = Annotated[bool, _option("--excel", "Add the marker Excel needs to read the CSV as UTF-8.")]
Output = Annotated[
    Path | None, _option("--output", "Write there; its ending chooses the format.", "FILE")
]
NoPager = Annotated[bool, _option("--no-pager", "Write a long screen straight to the terminal.")]

Allow = Annotated[
    list[str] | None,
    _option(
        "--allow",
        "Include this record though it may be about a person; may be repeated.",
        "ID",
    ),
]

# Options that choose items

Org = Annotated[
    list[str] | None,
    _option("--org", "Only this organisation; may be repeated.", "ID", _organisations),
]
Owner = Annotated[
    list[str] | None,
    _option("--owner", "Show only this owner's actions; may be repeated.", "NAME", _owners),
]
Theme = Annotated[
    list[str] | None,
    _option("--theme", "Only this theme; may be repeated.", "NAME", _themes),
]
StatusPublication = Annotated[
    list[str] | None,
    _option("--publication", "Only this publication; may be repeated.", "ID", _publications),
]
ShowRef = Annotated[
    str, _argument("REF", "A requirement such as 12.2, or an action such as 12.2a.", _items)
]

# Options of one command that reads

OverdueBy = Annotated[date | None, _day_option("--by", "Only what was due by this date [today].")]
OverdueSince = Annotated[
    date | None,
    _since_option("--since", "Fail only for what slipped after this day."),
]
OverdueFailOn = Annotated[
    FailOn,
    _option(
        "--fail-on", "What makes it exit 1: no-update, overdue (all that is), nothing.", "WORD"
    ),
]
ChangesSince = Annotated[
    str | None,
    _option(
        "--since",
        "After this day, or since this git revision [publication].",
        "DATE|REV",
        revisions,
    ),
]
ChangesUntil = Annotated[
    str | None, _option("--until", "Up to this day or revision [today].", "DATE|REV", revisions)
]
CompareBy = Annotated[
    Grouping | None,
    _option("--by", f"Totals in place of the marks, by: {', '.join(Grouping)}.", "WORD"),
]
CompareSort = Annotated[
    RowOrder, _option("--sort", f"The order of the rows: {', '.join(RowOrder)}.", "WORD")
]
TrendSince = Annotated[
    date | None, _since_option("--since", "From the end of this day's month [publication].")
]
TrendUntil = Annotated[date | None, _day_option("--until", "Up to this day [today].")]
BriefSince = Annotated[
    date | None,
    _since_option(
        "--since", "Date of the last brief; anything later is shown as new [publication]."
    ),
]
ReturnSince = Annotated[
    date | None, _since_option("--since", "Only what was done after this day [publication].")
]
For = Annotated[str | None, _text_option("--for", "The audience, as named on the brief.", "BODY")]
Strict = Annotated[bool, _option("--strict", "Let warnings fail the check too.")]
CheckAgainst = Annotated[
    str | None,
    _option(
        "--against",
        "Compare the record with this revision of git, or the last before this day.",
        "REV|DATE",
        revisions,
    ),
]
Quiet = Annotated[bool, _option("--quiet", "Show only what fails the check, and the verdict.")]
AllowWording = Annotated[bool, _option("--allow-wording", "Allow texts to be reworded.")]
SchemaFile = Annotated[SchemaOf, _argument("FILE", "Which of the two files.")]

# Options of commands that record

UpdateId = Annotated[
    str | None,
    _argument(
        "ID",
        "An action such as 12.2a, or an answer such as 12.2 [each that is open].",
        _items,
    ),
]
From = Annotated[
    Path | None, _option("--from", "Read the answers from a sheet that `ask` wrote.", "FILE")
]
AddRef = Annotated[str, _argument("REF", "A requirement such as 12.2.", _requirements)]
UpdateOrg = Annotated[
    str | None,
    _option("--org", "Whose plan, where there are several.", "ID", _organisations),
]
UpdatePublication = Annotated[
    str | None,
    _option("--publication", "Which publication, where there are several.", "ID", _publications),
]
DryRun = Annotated[bool, _option("--dry-run", "Show it all, and change nothing.")]
UpdateStatus = Annotated[
    Status | None,
    _option("--status", f"How far it is: {', '.join(Status)}.", "WORD", parser=_parser(as_status)),
]
Note = Annotated[str | None, _long_text_option("--note", "What was done")]
Date = Annotated[date | None, _day_option("--date", "The day of the work or the news [today].")]
Evidence = Annotated[
    list[str] | None,
    _text_option("--evidence", "A link, or a file of the repository; may be repeated.", "LINK"),
]
UpdatePromise = Annotated[
    str | None, _window_option("--promise", "Promised by this day, month, quarter or year.")
]
NotBefore = Annotated[
    str | None, _window_option("--not-before", "Promised for no earlier than this.")
]
Wording = Annotated[
    str | None, _text_option("--wording", "The promise as the organisation words it.", "TEXT")
]
UpdateOwner = Annotated[
    str | None, _text_option("--owner", "Who is responsible; a role, not a name.", "ROLE")
]
VerifiedBy = Annotated[str | None, _text_option("--verified-by", "Who confirmed it.", "BODY")]
VerifiedOn = Annotated[date | None, _day_option("--verified-on", "The day they did.")]
Milestone = Annotated[
    str | None,
    _text_option("--milestone", "For which deadline, where a recommendation has several.", "NAME"),
]
UpdateMarking = Annotated[
    Marking | None,
    _option("--marking", f"{Marking.OFFICIAL_SENSITIVE}: is never published.", "WORD"),
]
UpdateAcceptance = Annotated[Acceptance | None, _acceptance("The answer now")]
Retracts = Annotated[date | None, _day_option("--retracts", "Take back the entries of this day.")]
Added = Annotated[
    date | None,
    _option(
        "--added",
        "The day it joined the plan, or published if it was always there [today].",
        "DATE|published",
        parser=_added,
    ),
]
RedactId = Annotated[
    str, _argument("ID", "An action such as 12.2a, or the ref of an answer.", _items)
]
RedactDate = Annotated[
    date | None, _day_option("--date", "In its updates of this day, not in the record itself.")
]
RedactField = Annotated[
    list[TextField] | None,
    _option(
        "--field",
        f"Which text [its only one]: {', '.join(TextField)}; may be repeated.",
        "FIELD",
    ),
]
UpdateAllow = Annotated[bool, _option("--allow", "Save it though it may be about a person.")]
Summary = Annotated[str | None, _long_text_option("--summary", "What will be done")]
AddEvidence = Annotated[
    list[str] | None,
    _text_option(
        "--evidence", "A link or file that shows it, as its first update; may be repeated.", "LINK"
    ),
]
RespondStatedDeadline = Annotated[
    str | None,
    _option(
        "--stated-deadline",
        "The deadline as the plan gives it, or none where it gives none.",
        "DATE|none",
        parser=_stated,
    ),
]
Position = Annotated[
    str | None, _long_text_option("--position", "What the organisation says it does today")
]
RespondAcceptance = Annotated[
    Acceptance | None, _acceptance("Whether what is asked is accepted [not-stated]")
]

# Options of `init`, `import` and `publish`

InitDir = Annotated[
    Path,
    _argument("DIR", "The folder to write; nothing in it is overwritten.", parser=_folder),
]
ImportOrg = Annotated[
    str | None, _option("--org", "The force's id on data.police.uk, such as kent.", "ID", _forces)
]
InitOrg = Annotated[
    str | None,
    _option(
        "--org",
        "Whose plan: a force's id on data.police.uk, or any with --name.",
        "ID",
        _forces,
    ),
]
InitPublication = Annotated[
    Path | None,
    _option("--publication", "Use this recommendations.yaml, not the bundled one.", "FILE"),
]
Name = Annotated[str | None, _text_option("--name", "Its name, if it is not a force.", "NAME")]
AnswersFor = Annotated[
    list[str] | None,
    _text_option("--answers-for", "Who it answers for; may be repeated [itself].", "ADDRESSEE"),
]
Refresh = Annotated[
    bool, _option("--refresh", "Update recommendations.yaml beside an existing plan.")
]
ImportFile = Annotated[
    Path,
    _argument("FILE", "The published plan: a page, its text, a table, a spreadsheet, a Word file."),
]
ImportMap = Annotated[
    list[str] | None,
    _text_option(
        "--map", "What a word of the plan means, as Green=complete; may be repeated.", "WORD=STATUS"
    ),
]
ImportOutput = Annotated[
    Path | None, _option("--output", "Write a new file instead of the screen.", "FILE")
]
Into = Annotated[
    Path | None,
    _option("--into", "The plan that gets what a newer edition of the page says.", "PLAN"),
]
Source = Annotated[
    str | None,
    _option(
        "--source",
        "The address of the page, recorded as evidence.",
        "URL",
        parser=_link,
    ),
]
PublishDir = Annotated[
    Path, _argument("DIR", "The folder to write: new, or written by publish before.")
]
Publisher = Annotated[
    str | None,
    _text_option("--publisher", "Who publishes the pages and answers for them.", "NAME"),
]
Open = Annotated[bool, _option("--open", "Show the first page in the browser.")]
NoHistory = Annotated[bool, _option("--no-history", "Leave out what git knows of the record.")]
Address = Annotated[
    str | None,
    _option(
        "--address",
        "Where the folder will be on the web, such as https://example.org/stalking/.",
        "URL",
        parser=_site,
    ),
]
