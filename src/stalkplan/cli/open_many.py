"""Opening a folder to see organisations side by side, or month by month."""

from datetime import date
from pathlib import Path, PurePosixPath

from stalkplan.cli.open import open_folder
from stalkplan.cli.open_changes import Filters
from stalkplan.cli.terminal import watched
from stalkplan.errors import NothingToJudgeError, WrongCallError
from stalkplan.record.forces import forces
from stalkplan.record.register import Register
from stalkplan.reports.compare import Compared
from stalkplan.reports.trend import Trend, month_ends, trend_points
from stalkplan.verdict.copies import copies_of
from stalkplan.verdict.find import matching, of_organisations
from stalkplan.verdict.items import Item, assess
from stalkplan.verdict.standing import compare


def side_by_side(data: Path | None, filters: Filters, *, on: date) -> Compared:
    """Return what the folder says of its organisations as at the day `on`, filtered.

    Raises NoDataError, NothingToJudgeError, UnknownNameError as `open_items` does.
    """
    _, folder = open_folder(data)
    register, items = _chosen(folder, filters, on=on)
    organisations = [plan.organisation for plan in register.plans.values()]
    here = {plan.organisation.id for plan in folder.plans.values()}
    here |= {PurePosixPath(file).stem for file in folder.unread}  # there, though not readable
    known = forces()
    return Compared(
        register,
        items,
        compare(organisations, items),
        copies_of(items),
        {id_: name for id_, name in known.items() if id_ not in here},
        len(known),
        on,
        is_part=bool(filters.owners or filters.themes),
    )


def over_time(
    data: Path | None, since: date, until: date | None, filters: Filters, *, on: date
) -> Trend:
    """Return the counts at the end of each month from `since` to `until`, both inclusive.

    Nothing is told of days before the publication, or after `on`. Raises WrongCallError where no
    day is left, and what `side_by_side` raises.
    """
    _, folder = open_folder(data)
    last = until or on
    publication = folder.publication
    first = max(since, publication.published) if publication else since
    if last > on:
        raise WrongCallError(f"{last} is yet to come: nothing can be known of it on {on}")
    if last < first:
        why = ", when the report was published" if first > since else ""
        raise WrongCallError(f"nothing to count: {last} is before {first}{why}")
    register, items = _chosen(folder, filters, on=last)
    owners = {item.state.owner for item in items} if filters.owners else None
    themes = {item.recommendation.theme for item in items} if filters.themes else None

    def keep(item: Item) -> bool:
        return (owners is None or item.state.owner in owners) and (
            themes is None or item.recommendation.theme in themes
        )

    days = watched([*month_ends(first, last)], "reckoning")
    return Trend(register, items, tuple(trend_points(register, days, keep)))


def _chosen(folder: Register, filters: Filters, *, on: date) -> tuple[Register, list[Item]]:
    """Return the register and its items as at the day `on`, of what the filters let through."""
    register = of_organisations(folder, filters.orgs)
    items = matching(assess(register, on=on), filters.owners, filters.themes)
    if not items:
        raise NothingToJudgeError("nothing to judge: no item is left")
    if filters.owners or filters.themes:
        register = of_organisations(register, [*{item.organisation.id for item in items}])
    return register, items
