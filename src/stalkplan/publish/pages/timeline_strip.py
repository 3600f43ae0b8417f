"""One item on its own time line: its deadline, its promise, its updates, up to the day of the page.

Places are shares of the width, so that one drawing fits every page.
"""

from datetime import date
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicItem
from stalkplan.publish.pages.timeline import Timeline
from stalkplan.publish.pages.timeline_shapes import kind_of
from stalkplan.verdict import words


class Strip(NamedTuple):
    """What is drawn, each place in per cent of the width, and a title that says it in words.

    `promise` is where its bracket begins and ends; there is none of a promise beyond the axis.
    """

    title: str
    now: str
    due: str | None
    kind: str
    promise: tuple[str, str] | None
    updates: tuple[str, ...]


def strip(item: PublicItem, timeline: Timeline) -> Strip | None:
    """Return the drawing of one item on the axis of a time line; None if it has no date at all."""

    def at(day: date) -> str:
        return f"{2 + 96 * timeline.share(day):.2f}%"

    phrases: list[str] = []
    due = promise = None
    if item.due:
        due = at(item.due)
        phrases.append(f"due {words.long_date(item.due)}")
    if item.promise and item.promise.earliest and item.promise.latest:
        first, last = item.promise.earliest, item.promise.latest
        if first <= timeline.end:
            promise = at(first), at(last)
        phrases.append(f"promised for {_days(first, last)}")
    days = sorted({update.day for update in item.updates})
    if not (phrases or days):
        return None
    phrases.append(
        f"updated {words.listed([*map(words.long_date, days)])}" if days else "no update"
    )
    title = f"{item.id} on the time line: {'; '.join(phrases)}"
    updates = tuple(map(at, days))
    return Strip(title, at(timeline.on), due, kind_of(item.mark), promise, updates)


def _days(first: date, last: date) -> str:
    if first == last:
        return words.long_date(first)
    return f"{words.long_date(first)} to {words.long_date(last)}"
