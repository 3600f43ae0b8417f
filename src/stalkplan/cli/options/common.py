"""Options of almost every command, and those that choose items."""

from datetime import date
from pathlib import Path
from typing import Annotated

from stalkplan.cli.completion import offer
from stalkplan.cli.options.kinds import argument, day_option, format_option, option
from stalkplan.record.files import DATA
from stalkplan.reports.formats import Format, Use

_organisations = offer(r"organisation:\s*\{?\s*id")
_owners = offer("owner")
_themes = offer("theme", in_publication=True)
_publications = offer(r"publication:\s*\{?\s*id", in_publication=True)
item_ids = offer(r"- +\{?ref", r"- +\{?id")


Data = Annotated[
    Path | None,
    option("--data", "The folder with the two files [found from here up].", "DIR", envvar=DATA),
]
StatusData = Annotated[
    list[Path] | None,
    option(
        "--data",
        "The folder with the plans [found from here up]; may be repeated.",
        "DIR",
    ),
]
"""It is read from the environment in `open_folder`: a path may hold what parts a list there."""

AsOf = Annotated[
    date | None, day_option("--as-of", "Judge as at this date [today].", is_eager=True)
]
ShowFormat = Annotated[Format | None, format_option(Use.REPORT)]
LISTED, COUNTED, GATED, CHECKED = (
    (Use.REPORT, Use.OFFICE),
    (Use.REPORT, Use.TOTALS),
    (Use.REPORT, Use.OFFICE, Use.CI),
    (Use.REPORT, Use.CI),
)
"""For what the formats of `status`, `compare`, `overdue` and `check` are; `emit` gets them too."""

Excel = Annotated[bool, option("--excel", "Add the marker Excel needs to read the CSV as UTF-8.")]
Output = Annotated[
    Path | None, option("--output", "Write there; its ending chooses the format.", "FILE")
]
NoPager = Annotated[bool, option("--no-pager", "Write a long screen straight to the terminal.")]
Allow = Annotated[
    list[str] | None,
    option(
        "--allow",
        "Include this record though it may be about a person; may be repeated.",
        "ID",
    ),
]


# Options that choose items


Org = Annotated[
    list[str] | None,
    option("--org", "Only this organisation; may be repeated.", "ID", _organisations),
]
Owner = Annotated[
    list[str] | None,
    option("--owner", "Show only this owner's actions; may be repeated.", "NAME", _owners),
]
Theme = Annotated[
    list[str] | None,
    option("--theme", "Only this theme; may be repeated.", "NAME", _themes),
]
StatusPublication = Annotated[
    list[str] | None,
    option("--publication", "Only this publication; may be repeated.", "ID", _publications),
]
ShowRef = Annotated[
    str, argument("REF", "A requirement such as 12.2, or an action such as 12.2a.", item_ids)
]
UpdateOrg = Annotated[
    str | None,
    option("--org", "Whose plan, where there are several.", "ID", _organisations),
]
UpdatePublication = Annotated[
    str | None,
    option("--publication", "Which publication, where there are several.", "ID", _publications),
]
