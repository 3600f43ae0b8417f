"""`brief`: two pages for a board or a scrutiny meeting."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from stalkplan.cli.clock import today
from stalkplan.cli.help import app
from stalkplan.cli.options.common import (
    Allow,
    AsOf,
    Data,
    NoPager,
    Output,
    UpdateOrg,
    UpdatePublication,
)
from stalkplan.cli.options.sharing import BriefFormat, BriefSince, For
from stalkplan.cli.terminal import say, watch_history
from stalkplan.errors import WrongCallError
from stalkplan.reports.formats import Use

if TYPE_CHECKING:
    from stalkplan.cli.open_folder import Opened
    from stalkplan.history.since import Since


@app.command()
def brief(
    *,
    since: BriefSince = None,
    audience: For = None,
    as_of: AsOf = None,
    data: Data = None,
    publication: UpdatePublication = None,
    org: UpdateOrg = None,
    format_name: BriefFormat = None,
    output: Output = None,
    no_pager: NoPager = False,
    allow: Allow = None,
) -> None:
    """Write a two-page brief for a board, a scrutiny meeting or the NPCC.

    \b
    stalkplan brief --since 2026-Q3  # on the screen; Markdown in a pipe
    stalkplan brief --since 2026-08-24 --output brief.docx
    """
    from stalkplan.cli.open_paper import Wanted, format_of_paper, open_paper, write_paper
    from stalkplan.publish.brief.content import brief_of
    from stalkplan.reports.rewritten import since_in_words

    on = as_of or today()
    if since and since > on:
        raise WrongCallError(f"nothing can be new since {since}: it is after {on}")
    format_ = format_of_paper(Use.BRIEF, format_name, output)
    opened, record, since = open_paper(Wanted(data, publication, org, since, allow), on=on)
    history = _history(opened, since, on=on)
    in_words = partial(since_in_words, history)
    made = brief_of(record, history=in_words, audience=audience)
    write_paper("brief", made, format_, output, data, is_paged=not no_pager)


def _history(opened: "Opened", day: date, *, on: date) -> "Since":
    """Return what git knows of an organisation's record since a day, and of what it is asked."""
    from stalkplan.history.since import since_day
    from stalkplan.record.register import build
    from stalkplan.verdict.words import long_date

    whole = build(opened.texts)  # all plans: else those of others would be gone
    own = ["", *(plan.organisation.id for plan in opened.register.plans.values())]
    found = since_day(opened.folder.path, day, whole, watch_history, on=on)
    found = found.where(lambda difference: difference.organisation in own, own)
    if found.why_not:
        since = long_date(day)
        say(f"what was rewritten since {since} is not known, or not all of it: {found.why_not}")
    return found
