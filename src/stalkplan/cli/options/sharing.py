"""Options of the commands that share: brief, return, publish and schema."""

from datetime import date
from pathlib import Path
from typing import Annotated

from stalkplan.cli.option_values import site_address
from stalkplan.cli.options.kinds import argument, format_option, option, since_option, typed_as
from stalkplan.cli.options.texts import text_option
from stalkplan.record.choices import SchemaOf
from stalkplan.reports.formats import Format, Use

_PAPER = "markdown; a terminal shows it as a screen"
"""In which format a paper is written where none is given."""

_site = typed_as(site_address)
BriefFormat = Annotated[
    Format | None, format_option(Use.BRIEF, help_="How to write it", blank=_PAPER)
]
ReturnFormat = Annotated[
    Format | None, format_option(Use.RETURN, help_="How to write it", blank=_PAPER)
]
BriefSince = Annotated[
    date | None,
    since_option(
        "--since", "Date of the last brief; anything later is shown as new [publication]."
    ),
]
ReturnSince = Annotated[
    date | None, since_option("--since", "Only what was done after this day [publication].")
]
For = Annotated[str | None, text_option("--for", "The audience, as named on the brief.", "BODY")]
SchemaFile = Annotated[SchemaOf, argument("FILE", "Which of the two files.")]
PublishDir = Annotated[
    Path, argument("DIR", "The folder to write: new, or written by publish before.")
]
Publisher = Annotated[
    str | None,
    text_option("--publisher", "Who publishes the pages and answers for them.", "NAME"),
]
Open = Annotated[bool, option("--open", "Show the first page in the browser.")]
NoHistory = Annotated[bool, option("--no-history", "Leave out what git knows of the record.")]
Address = Annotated[
    str | None,
    option(
        "--address",
        "Where the folder will be on the web, such as https://example.org/stalking/.",
        "URL",
        parser=_site,
    ),
]
