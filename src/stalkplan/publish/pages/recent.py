"""What is new on the page of an organisation: what was recorded, completed or fell due lately."""

from calendar import monthrange
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicItem, PublicMade, PublicUpdate
from stalkplan.record.choices import Status
from stalkplan.verdict.items import Kind
from stalkplan.verdict.timeliness import Timeliness

MOST_NEWS = 6
"""Entries that stand here; the older ones stand with their items alone."""


class RecentEntry(NamedTuple):
    """An entry of the plan with its item; `taken_back` if that is what became of it, and why.

    `is_confirmed` if the day is the one on which somebody confirmed it, `is_older` if it was
    entered lately and is about an earlier day.
    """

    day: date
    item: PublicItem
    update: PublicUpdate
    taken_back: bool
    why: str | None
    is_confirmed: bool = False
    is_older: bool = False


class DecidedEntry(NamedTuple):
    """A decision of another body, and the items that it is about."""

    made: PublicMade
    items: tuple[PublicItem, ...]


class Recent(NamedTuple):
    """What happened after the day `since`: the newest entries, and how many more there are.

    `completed` are the items that became complete without one of these entries, `overdue` those
    that became overdue. `decided` is what other bodies decided, the newest first.
    """

    since: date
    decided: tuple[DecidedEntry, ...]
    news: tuple[RecentEntry, ...]
    more: int
    completed: tuple[PublicItem, ...]
    overdue: tuple[PublicItem, ...]


def recent_of(items: Sequence[PublicItem], *, on: date) -> Recent:
    """Return what is new in the six months before the day `on`."""
    since = _six_months_before(on)
    news = sorted(_news(items, since=since, on=on), key=_became_known, reverse=True)
    said = {e.item.id for e in news[:MOST_NEWS] if e.update.status is Status.COMPLETE}
    return Recent(
        since,
        tuple(decided_since(items, since=since)),
        tuple(news[:MOST_NEWS]),
        len(news[MOST_NEWS:]),
        tuple(i for i in items if i.completed and i.completed > since and i.id not in said),
        tuple(item for item in items if _is_newly_late(item, since=since)),
    )


def _six_months_before(day: date) -> date:
    """Return the day that has the same number six months earlier, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 7, 12)
    if year < date.min.year:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _is_newly_late(item: PublicItem, *, since: date) -> bool:
    return item.timeliness is Timeliness.OVERDUE and any(
        turn.day > since and turn.due and turn.timeliness is item.timeliness is not turn.before
        for turn in item.turns
    )


def decided_since(items: Iterable[PublicItem], *, since: date) -> list[DecidedEntry]:
    """Return each decision after a day with its items, but for withdrawn ones, newest first."""
    own: dict[PublicMade, list[PublicItem]] = {}
    for item in items:
        for made in item.made if item.timeliness is not Timeliness.WITHDRAWN else ():
            if made.known > since:
                own.setdefault(made, []).append(item)
    newest = sorted(own, key=lambda made: made.known, reverse=True)
    return [DecidedEntry(made, tuple(own[made])) for made in newest]


def _news(items: Iterable[PublicItem], *, since: date, on: date) -> Iterator[RecentEntry]:
    """Yield each entry once: that of an answer belongs to all its items, and is the first one's."""
    told: set[Hashable] = set()
    for item in items:
        record = item.id if item.kind is Kind.ACTION else item.ref
        repeats: Counter[PublicUpdate] = Counter()
        every = [
            RecentEntry(
                update.day,
                item,
                update,
                taken_back=False,
                why=None,
                is_older=_is_older(update, since=since, on=on),
            )
            for update in item.updates
        ]
        every += [
            RecentEntry(day, item, update, taken_back=False, why=None, is_confirmed=True)
            for update in item.updates
            if (day := update.confirmed_later)
        ]
        every += [
            RecentEntry(on, item, update, taken_back=True, why=why)
            for update, on, why in item.retracted
        ]
        for news in every:
            repeats[news.update] += 1  # two updates that say the same are two entries
            became = news.taken_back, news.is_confirmed
            key = (record, news.update, became, repeats[news.update])
            if (news.day > since or news.is_older) and key not in told:
                told.add(key)
                yield news


def _is_older(update: PublicUpdate, *, since: date, on: date) -> bool:
    """Whether an update was entered late, between two days, and is about an earlier one."""
    entered = update.entered if update.is_entered_late else None
    return entered is not None and update.day <= since < entered <= on


def _became_known(entry: RecentEntry) -> date:
    return (entry.is_older and entry.update.entered) or entry.day
