"""`trend`: how the counts went, at the end of each month."""

from datetime import date
from typing import TYPE_CHECKING

from stalkplan.cli.clock import today
from stalkplan.cli.help import app
from stalkplan.cli.options.common import (
    COUNTED,
    AsOf,
    Data,
    Excel,
    NoPager,
    Org,
    Output,
    Owner,
    Theme,
    UpdatePublication,
)
from stalkplan.cli.options.reading import CompareFormat, TrendSince, TrendUntil
from stalkplan.cli.terminal import emit, watched
from stalkplan.errors import WrongCallError

if TYPE_CHECKING:
    from stalkplan.record.register import Register
    from stalkplan.verdict.items import Item


@app.command()
def trend(
    *,
    since: TrendSince = None,
    until: TrendUntil = None,
    as_of: AsOf = None,
    data: Data = None,
    publication: UpdatePublication = None,
    org: Org = None,
    owner: Owner = None,
    theme: Theme = None,
    format_name: CompareFormat = None,
    excel: Excel = False,
    output: Output = None,
    no_pager: NoPager = False,
) -> None:
    """Show month by month how much was complete, overdue and without an update.

    \b
    stalkplan trend
    stalkplan trend --since 2025-01-01 --until 2025-12-31 --format csv
    """
    from stalkplan.cli.open_folder import (
        Filters,
        filtered,
        one_folder,
        opened_register,
        since_published,
    )
    from stalkplan.reports.trend import Trend, month_ends, trend_points, trend_report

    whole = opened_register(one_folder(data, publication))
    since = since or since_published(whole)
    first, last = _bounds(since, until, whole, on=as_of or today())
    [(register, items, _)] = filtered([whole], Filters(org, owner, theme), on=last)
    owners = {item.state.owner for item in items} if owner else None
    themes = {item.recommendation.theme for item in items} if theme else None

    def keep(item: "Item") -> bool:
        return (owners is None or item.state.owner in owners) and (
            themes is None or item.recommendation.theme in themes
        )

    days = watched([*month_ends(first, last)], "counting")
    points = tuple(trend_points(register, days, keep))
    emit(
        trend_report(Trend(register, items, points)),
        format_name,
        output,
        [register],
        data=data,
        excel=excel,
        uses=COUNTED,
        is_paged=not no_pager,
    )


def _bounds(
    since: date, until: date | None, register: "Register", *, on: date
) -> tuple[date, date]:
    """Return the first and the last day to count, both inclusive; before them nothing was asked.

    Raises WrongCallError if no day is left, or if the last one is after the day `on`.
    """
    from stalkplan.record.register import begun
    from stalkplan.verdict.recorded_words import begun_in_words

    last = until or on
    begins = begun(register)
    first = max(since, begins or since)
    if last > on:
        raise WrongCallError(f"{last} is still to come: nothing is known of it on {on}")
    if last < first:
        why = f", {begun_in_words(register)}" if first == begins else ""
        raise WrongCallError(f"nothing to count: {last} is before {first}{why}")
    return first, last
