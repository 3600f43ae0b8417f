"""News: what happened to the items of an organisation, and on which day, for feeds.

An item of news says what was so on its day, and the same for ever, whatever becomes of it later:
only an update that was taken back says so, from that day on.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple
from uuid import UUID, uuid5

from stalkplan.privacy.public_types import (
    PublicItem,
    PublicMade,
    PublicOrganisation,
    PublicPromise,
    PublicTurn,
    PublicUpdate,
)
from stalkplan.publish.pages.entries import item_anchors, requirement_anchors
from stalkplan.record.choices import Status
from stalkplan.record.fields import SENSITIVE, WITHHELD
from stalkplan.verdict import words
from stalkplan.verdict.items import Kind
from stalkplan.verdict.timeliness import DONE, DueFrom, Timeliness

_SPACE = UUID("6f0c8a52-3d1e-5b7a-9c44-2e8f5a7d1b60")
"""Ours for ever: another one would make all old news new again."""


class News(NamedTuple):
    """One thing that happened.

    `id` is a URN of the publication, the organisation, the item and what happened. `kind` is
    update, overdue, complete, or that of a decision. `changed` is `day`, or the day on which an
    update was taken back. `lines` are paragraphs, `links` the evidence, as they are in the record.
    """

    id: str
    kind: str
    day: date
    changed: date
    anchor: str
    title: str
    lines: tuple[str, ...]
    links: tuple[str, ...] = ()


class _Event(NamedTuple):
    """When something happened and was changed last; what is said of it is made on demand."""

    changed: date
    day: date
    told: Callable[[], News]


def news_of(organisation: PublicOrganisation, most: int) -> list[News]:
    """Return what happened to the items of an organisation, the newest first, so much at most."""
    anchors = requirement_anchors(organisation) if organisation.gone else {}
    gone = ((item, anchors[item.ref]) for item in organisation.gone if item.ref in anchors)
    events = (
        event
        for item, anchor in (*item_anchors(organisation), *gone)
        for event in (*_updates(item, anchor), *_overdue(item, anchor), *_made(item, anchor))
    )
    newest = (event.told() for event in sorted(events, key=newest_first)[:most])
    return [news._replace(title=f"{organisation.name}: {news.title}") for news in newest]


def newest_first(news: News | _Event) -> tuple[int, int]:
    """Return by what news are sorted; of one day they stay in the order of the files."""
    return -news.changed.toordinal(), -news.day.toordinal()


def urn(*names: str) -> str:
    """Return an id that stays as long as the names do, and says nothing of any address."""
    return uuid5(_SPACE, "/".join(name.replace("/", "//") for name in names)).urn


def _urn(item: PublicItem, *event: str) -> str:
    return urn(str(item.data["publication"]), item.organisation, item.id, *event)


def _title(item: PublicItem, what: str) -> str:
    return f"{item.id}{f' {item.theme}' if item.theme else ''}: {what}"


def _updates(item: PublicItem, anchor: str) -> Iterator[_Event]:
    """Yield each update; those of one day are counted, those that were taken back first."""
    counted: Counter[date] = Counter()
    for update, on, why in reversed(item.retracted):
        counted[update.day] += 1
        back = f"Taken back on {words.long_date(on)}{f': {why}' if why else ''}"
        told = partial(_update, item, anchor, update, counted[update.day], on, back)
        yield _Event(on, update.day, told)
    for update in reversed(item.updates):
        counted[update.day] += 1
        told = partial(_update, item, anchor, update, counted[update.day])
        yield _Event(update.day, update.day, told)


def _update(
    item: PublicItem,
    anchor: str,
    update: PublicUpdate,
    number: int,
    taken_back: date | None = None,
    back: str = "",
) -> News:
    """Return what is said of an update, by its number on its day, and that it was taken back."""
    what, status = _what(item, update), item.status_of(update)
    unplaced = f"Status: {item.status_in_words(update)}" if update.status and not status else ""
    return News(
        _urn(item, "update", update.day.isoformat(), str(number)),
        "complete" if status is Status.COMPLETE and not back else "update",
        update.day,
        taken_back or update.day,
        anchor,
        _title(item, f"taken back: {what}" if back else what),
        tuple(filter(None, (back, unplaced, *_lines(update), _asked(item)))),
        update.evidence,
    )


def _what(item: PublicItem, update: PublicUpdate) -> str:
    """Return an update in a few words, with its day: `in progress on 1 October 2026`."""
    on = f"on {words.long_date(update.day)}"
    if update.is_withheld:
        return f"an update {on}, {WITHHELD}"
    said = (item.status_of(update) or update.acceptance or "an update").replace("-", " ")
    promise = update.promise
    is_dated = promise and promise.is_deadline and promise.latest
    return f"{said} {on}{f', promised for {promise.words}' if promise and is_dated else ''}"


def _asked(item: PublicItem) -> str | None:
    """Return what an item is; of a withheld one why it is not said."""
    return SENSITIVE if item.summary == WITHHELD else item.summary


def _lines(update: PublicUpdate) -> Iterator[str]:
    """Yield what an update says."""
    yield update.note or ""
    if update.milestone:
        yield f"For: {update.milestone}"
    if update.status and update.acceptance:
        yield f"Acceptance: {update.acceptance.replace('-', ' ')}"
    if update.owner:
        yield f"New owner: {update.owner}"
    if update.promise:
        yield f"New promise: {_promise(update.promise)}"
    if update.verified_by:
        on = f", {words.long_date(update.verified_on)}" if update.verified_on else ""
        yield f"Confirmed by {update.verified_by}{on}"


def _promise(promise: PublicPromise) -> str:
    quoted = f"“{promise.wording}”, " if promise.wording else ""
    return f"{quoted}{promise.words}"


def _overdue(item: PublicItem, anchor: str) -> Iterator[_Event]:
    """Yield each first day on which an item was late, where the public may know its deadline."""
    for turn in item.turns:
        if turn.timeliness is Timeliness.OVERDUE is not turn.before and turn.due:
            told = partial(_became_late, item, anchor, turn, turn.due)
            yield _Event(turn.day, turn.day, told)


def _late(turn: PublicTurn) -> str:
    """Return what an item became, with the date that it missed."""
    again = " again" if turn.before in DONE else ""
    due = "promised for" if turn.due_from is DueFrom.PROMISE else "due"
    return f"overdue{again}, {due} {turn.due_words}"


def _passed(turn: PublicTurn, due: date) -> str:
    """Return what made an item late: that its deadline passed, or what came after that."""
    promised = "date that the plan promised"
    what = f"The {promised if turn.due_from is DueFrom.PROMISE else 'deadline'}, {turn.due_words},"
    if turn.before in DONE:
        return f"{what} had passed, and the completion was taken back."
    had = "" if turn.day == due + timedelta(days=1) else "had "
    return f"{what} {had}passed with no completion in the plan."


def _made(item: PublicItem, anchor: str) -> Iterator[_Event]:
    """Yield each decision of another body, on the first day on which it was known of the item."""
    numbers: Counter[tuple[str, str]] = Counter()
    first = item.turns[0].day if item.turns and item.turns[0].before is None else date.min
    for made in item.made:
        numbers[made.kind, made.on] += 1
        day = max(made.known, first)
        if item.kind is Kind.ACTION and item.status_known(day) is Status.WITHDRAWN:
            continue  # another item then says what was asked
        names = (made.kind, made.on, str(numbers[made.kind, made.on]))
        yield _Event(day, day, partial(_decided, item, anchor, made, day, names))


def _decided(
    item: PublicItem, anchor: str, made: PublicMade, day: date, names: tuple[str, ...]
) -> News:
    """Return what is said of a decision; if it completed the item, it is news of that kind."""
    is_completing = any(turn.day == day and turn.timeliness in DONE for turn in item.turns)
    how = f": {made.how}" if made.how else ""
    line = f"{words.capital(made.said)}, {made.on}{how}"
    title = made.title if made.kind == "extension" else f"{made.title}, {made.on}"
    return News(
        _urn(item, *names),
        "complete" if is_completing and made.kind == "discharge" else made.kind,
        day,
        day,
        anchor,
        _title(item, title),
        tuple(filter(None, (line, _asked(item)))),
        (made.evidence,) if made.evidence else (),
    )


def _became_late(item: PublicItem, anchor: str, turn: PublicTurn, due: date) -> News:
    return News(
        _urn(item, "overdue", turn.day.isoformat()),
        "overdue",
        turn.day,
        turn.day,
        anchor,
        _title(item, _late(turn)),
        tuple(filter(None, (_passed(turn, due), _asked(item)))),
    )
