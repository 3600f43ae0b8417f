"""One item on its own time line: its deadline, its promises, its updates, up to the last day.

Places are shares of the width, so that one drawing fits every page.
"""

from datetime import date
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicItem, PublicPromise
from stalkplan.publish.pages.timeline import Timeline
from stalkplan.publish.pages.timeline_shapes import kind_of
from stalkplan.verdict import words


class Bracket(NamedTuple):
    """A promise: where it begins and ends, and whether a newer one took its place."""

    first: str
    last: str
    is_first: bool


class Strip(NamedTuple):
    """What is drawn, each place in per cent of the width, and a title that says it in words.

    `later` is the text on a promise for after the day of the page, and where it ends; a plan that
    promises none has none.
    """

    title: str
    now: str
    due: str | None
    kind: str
    promises: tuple[Bracket, ...]
    later: tuple[str, str] | None
    updates: tuple[str, ...]


def strip(item: PublicItem, timeline: Timeline) -> Strip | None:
    """Return the drawing of one item on the axis of a time line; None if it has no date at all."""

    def at(day: date) -> str:
        return f"{2 + 96 * timeline.share(day):.2f}%"

    phrases: list[str] = []
    due = later = None
    promises: list[Bracket] = []
    if item.due:
        due = at(item.due)
        phrases.append(f"due {words.long_date(item.due)}")
    for promise, said in ((item.first_promise, "first promised"), (item.promise, "promised")):
        days = _days(promise)
        if promise is None or days is None:
            continue
        first, last = days
        phrases.append(f"{said} for {_in_words(first, last)}")
        if first <= timeline.end:
            is_first = promise is not item.promise
            promises.append(Bracket(at(first), at(last), is_first))
            if last > timeline.on and not is_first:
                later = f"promised {promise.words}", at(min(last, timeline.end))
    updated = sorted({update.day for update in item.updates})
    if not (phrases or updated):
        return None
    phrases.append(
        f"updated {words.listed([*map(words.long_date, updated)])}" if updated else "no update"
    )
    return Strip(
        f"{item.id} on the time line: {'; '.join(phrases)}",
        at(timeline.on),
        due,
        kind_of(item.mark),
        tuple(promises),
        later,
        tuple(map(at, updated)),
    )


def _days(promise: PublicPromise | None) -> tuple[date, date] | None:
    """Return the first and last day of a promise, if it names any in public."""
    if promise is None or promise.earliest is None or promise.latest is None:
        return None
    return promise.earliest, promise.latest


def _in_words(first: date, last: date) -> str:
    if first == last:
        return words.long_date(first)
    return f"{words.long_date(first)} to {words.long_date(last)}"
