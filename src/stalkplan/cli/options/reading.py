"""Options of one command that reads: status, overdue, changes, trend, compare or check."""

from datetime import date
from typing import Annotated

from stalkplan.cli.completion import revisions
from stalkplan.cli.options.common import CHECKED, COUNTED, GATED, LISTED
from stalkplan.cli.options.kinds import day_option, format_option, option, since_option
from stalkplan.record.choices import FailOn, Grouping, RowOrder
from stalkplan.reports.formats import Format

StatusFormat = Annotated[Format | None, format_option(*LISTED)]
CompareFormat = Annotated[Format | None, format_option(*COUNTED)]
OverdueFormat = Annotated[Format | None, format_option(*GATED)]
CheckFormat = Annotated[Format | None, format_option(*CHECKED)]
OverdueBy = Annotated[date | None, day_option("--by", "Only what was due by this date [today].")]
OverdueSince = Annotated[
    date | None,
    since_option("--since", "Fail only for what slipped after this day."),
]
OverdueFailOn = Annotated[
    FailOn,
    option("--fail-on", "What makes it exit 1: no-update, overdue (all that is), nothing.", "WORD"),
]
ChangesSince = Annotated[
    str | None,
    option(
        "--since",
        "After this day, or since this git revision [publication].",
        "DATE|REV",
        revisions,
    ),
]
ChangesUntil = Annotated[
    str | None, option("--until", "Up to this day or revision [today].", "DATE|REV", revisions)
]
CompareBy = Annotated[
    Grouping | None,
    option("--by", f"Totals in place of the marks, by: {', '.join(Grouping)}.", "WORD"),
]
CompareSort = Annotated[
    RowOrder, option("--sort", f"The order of the rows: {', '.join(RowOrder)}.", "WORD")
]
TrendSince = Annotated[
    date | None, since_option("--since", "From the end of this day's month [publication].")
]
TrendUntil = Annotated[date | None, day_option("--until", "Up to this day [today].")]
Strict = Annotated[bool, option("--strict", "Let warnings fail the check too.")]
CheckAgainst = Annotated[
    str | None,
    option(
        "--against",
        "Compare the record with this revision of git, or the last before this day.",
        "REV|DATE",
        revisions,
    ),
]
Quiet = Annotated[bool, option("--quiet", "Show only what fails the check, and the verdict.")]
AllowWording = Annotated[bool, option("--allow-wording", "Allow texts to be reworded.")]
