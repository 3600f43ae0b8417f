"""`redact`: take a text out for good, and leave that one stood there."""

from stalkplan.cli.clock import today
from stalkplan.cli.help import app
from stalkplan.cli.options.common import AsOf, Data, UpdateOrg, UpdatePublication
from stalkplan.cli.options.recording import DryRun, RedactDate, RedactField, RedactId


@app.command()
def redact(
    name: RedactId,
    *,
    day: RedactDate = None,
    fields: RedactField = None,
    org: UpdateOrg = None,
    dry_run: DryRun = False,
    as_of: AsOf = None,
    data: Data = None,
    publication: UpdatePublication = None,
) -> None:
    """Replace a text by [redacted]: personal data goes, the record stays.

    \b
    stalkplan redact 12.1a --field owner
    stalkplan redact 12.1a --date 2025-03-20 --field note
    """
    from stalkplan.cli.save import Where, record
    from stalkplan.edit.redact import Redaction

    given = Redaction(name, day, tuple(fields or ()))
    on = as_of or today()
    record(
        given,
        Where(data, publication, org, name),
        on=on,
        is_dry_run=dry_run,
        is_asked=True,
        hides_old=True,
    )
