"""One item on its own time line: its deadline, its promises, its updates, up to the last day.

The text beside it says the same. Places are shares of the width, so that one drawing fits every
page.
"""

from datetime import date
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicItem, PublicPromise
from stalkplan.publish.pages.timeline import Timeline
from stalkplan.publish.pages.timeline_shapes import kind_of


class Bracket(NamedTuple):
    """A promise: where it begins and ends, and whether a newer one took its place."""

    first: str
    last: str
    is_first: bool


class Strip(NamedTuple):
    """What is drawn on the axis that all items share, each place in per cent of the width.

    `later` is the text on a promise for after the day of the page, and where it ends; a plan that
    promises none has none.
    """

    due: str | None
    kind: str
    promises: tuple[Bracket, ...]
    later: tuple[str, str] | None
    updates: tuple[str, ...]


def place_of(day: date, timeline: Timeline) -> str:
    """Return where a day is on the axis of an item, in per cent of its width."""
    return f"{round(2 + 96 * timeline.share(day), 1):g}%"


def strip(item: PublicItem, timeline: Timeline) -> Strip | None:
    """Return the drawing of one item on the axis of a time line; None if it has no date at all."""
    later = None
    promises: list[Bracket] = []
    for promise in (item.first_promise, item.promise):
        days = _days(promise)
        if promise is None or days is None:
            continue
        first, last = (place_of(day, timeline) for day in days)
        if days[0] <= timeline.end:
            is_first = promise is not item.promise
            promises.append(Bracket(first, last, is_first))
            if days[1] > timeline.on and not is_first:
                later = f"promised {promise.words}", last
    updated = sorted({update.day for update in item.updates})
    if not (item.due or promises or updated):
        return None
    return Strip(
        place_of(item.due, timeline) if item.due else None,
        kind_of(item.mark),
        tuple(promises),
        later,
        tuple(place_of(day, timeline) for day in updated),
    )


def _days(promise: PublicPromise | None) -> tuple[date, date] | None:
    """Return the first and last day of a promise, if it names any in public."""
    if promise is None or promise.earliest is None or promise.latest is None:
        return None
    return promise.earliest, promise.latest
