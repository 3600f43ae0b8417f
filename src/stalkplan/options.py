"""The options of the commands, declared once, and the only reader of the clock."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from stalkplan.completion import offer
from stalkplan.dates import parse_day, suggest
from stalkplan.formats import Format, GateFormat, SchemaOf
from stalkplan.gate import FailOn


def day(text: str) -> date:
    """Parse a date given on the command line: a whole ISO day."""
    try:
        return parse_day(text.strip())
    except ValueError:
        meant = suggest(text)
        write = meant if meant and len(meant) == len("2025-03-27") else "a day such as 2025-03-27"
        raise typer.BadParameter(f"'{text}' is not a date; write {write}") from None


Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        envvar="STALKPLAN_DATA",
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
FormatName = Annotated[
    Format | None,
    typer.Option("--format", help="How to show it [table; in a pipe, plain].", show_choices=True),
]
GateFormatName = Annotated[
    GateFormat | None,
    typer.Option("--format", help="How to show it [table; in a pipe, plain].", show_choices=True),
]
Strict = Annotated[bool, typer.Option("--strict", help="Let warnings fail the check too.")]
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


def today() -> date:
    """Return the day it is in London."""
    from zoneinfo import ZoneInfo  # not needed with --as-of

    return datetime.now(ZoneInfo("Europe/London")).date()
