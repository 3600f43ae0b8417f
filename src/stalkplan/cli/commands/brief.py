"""`brief`: two pages for a board or a scrutiny meeting."""

from datetime import date
from typing import TYPE_CHECKING

from stalkplan.cli.help import app
from stalkplan.cli.options import (
    Allow,
    AsOf,
    BriefFormat,
    BriefSince,
    Data,
    For,
    Output,
    UpdateOrg,
    UpdatePublication,
    today,
)
from stalkplan.cli.terminal import stop_above_official, watch_history, write
from stalkplan.errors import NothingToJudgeError, WrongCallError, module_of
from stalkplan.reports.formats import Format, Use, format_of_file, formats_for

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
    allow: Allow = None,
) -> None:
    """Write a two-page brief for a board, a scrutiny meeting or the NPCC.

    \b
    stalkplan brief --since 2026-Q3
    stalkplan brief --since 2026-08-24 --output brief.docx
    """
    from stalkplan.cli.open_folder import NO_ITEM, one_plan, open_to_write, since_published
    from stalkplan.cli.personal_data import stop_personal
    from stalkplan.privacy.public_record import public_record
    from stalkplan.publish.brief.content import brief_of
    from stalkplan.publish.brief.fit import LONGEST_REWRITTEN
    from stalkplan.reports.rewritten import since_in_words

    on = as_of or today()
    if since and since > on:
        raise WrongCallError(f"nothing can be new since {since}: it is after {on}")
    if output:
        format_name = format_of_file(output.name, formats_for(Use.BRIEF), format_name)
    opened = open_to_write(data, org, on=on, publication=publication)
    one_plan(opened.register)
    if not opened.items:
        raise NothingToJudgeError(NO_ITEM)
    since = since or since_published(opened.register)
    record = public_record(opened.register, opened.items, on=on)
    stop_above_official([opened.register])
    stop_personal([opened.register], allow or ())
    paper = module_of(f"stalkplan.publish.brief.{format_name or Format.MARKDOWN}")
    history = _history(opened, since, on=on)
    in_words = since_in_words(history, LONGEST_REWRITTEN)
    write(paper.render(brief_of(record, history=in_words, audience=audience)), output, data)


def _history(opened: "Opened", day: date, *, on: date) -> "Since":
    """Return what git knows of an organisation's record since a day, and of what it is asked."""
    from stalkplan.history.since import since_day
    from stalkplan.record.register import build

    whole = build(opened.texts)  # all plans: else those of others would be gone
    own = ["", *(plan.organisation.id for plan in opened.register.plans.values())]
    found = since_day(opened.folder.path, day, whole, watch_history, on=on)
    return found.where(lambda difference: difference.organisation in own, own)
