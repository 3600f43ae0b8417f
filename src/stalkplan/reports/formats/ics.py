"""For calendars: each deadline and promise that is still to come, and today what is overdue.

An event keeps its UID as long as the item keeps its id. The same record gives the same bytes.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from icalendar import Alarm, Calendar, Event, vDatetime, vDDDTypes, vDuration, vText, vUri
from icalendar.parser import Contentline, Parameters

from stalkplan.privacy.public_types import PublicItem, PublicOrganisation, PublicRecord
from stalkplan.record.fields import SENSITIVE, WITHHELD
from stalkplan.reports.blocks import Report
from stalkplan.reports.formats import Screen
from stalkplan.reports.item_words import PROMISE, called, days_of
from stalkplan.reports.selection import public_selection
from stalkplan.verdict.groups import no_owner_heading
from stalkplan.verdict.timeliness import SET_BY_OTHERS, Timeliness
from stalkplan.verdict.visible import visible
from stalkplan.verdict.words import count, long_date

ALARM = timedelta(days=14)
"""How long before a day that is still to come the calendar reminds of it: two weeks of work."""

_BEFORE = vDuration(-ALARM)

_AGAIN = timedelta(days=1)
"""How long after it was read a calendar that is subscribed to is to be read again."""

AddressOf = Callable[[PublicItem | None], str | None]
"""Returns the address of an item on its page, or of the page; None if that is not known."""


def render(report: Report, screen: Screen) -> str:  # noqa: ARG001  every format takes the same
    """Return what is public of the items of a report as a calendar."""
    if not report.judged:
        raise ValueError("this report has no items")
    return calendar(*map(public_selection, report.judged))


def calendar(*records: PublicRecord, address_of: AddressOf = lambda _: None) -> str:
    """Return RFC 5545 for a record of each publication: lines end in CRLF, folded at 75 octets.

    Events, not tasks, which Outlook leaves out. A promise for a month is on its last day. A day
    that has passed has no event: who subscribes would get hundreds of them. What is overdue is in
    the one event of the day on which the record is judged.
    """
    name = vText(visible(_name(records)))
    about = vText("\n".join(visible(line) for record in records for line in _stands(record)))
    made = Calendar({"VERSION": "2.0", "PRODID": "-//stalkplan//deadlines//EN"})
    made.update({"NAME": name, "X-WR-CALNAME": name, "DESCRIPTION": about, "X-WR-CALDESC": about})
    made.add("REFRESH-INTERVAL", _AGAIN, parameters={"VALUE": "DURATION"})
    made["X-PUBLISHED-TTL"] = vDuration(_AGAIN)
    given: Counter[str] = Counter()
    for record in records:
        made.subcomponents += _today(record, address_of(None))
        made.subcomponents += _events(record, address_of, given)
    return "".join([_line(name, value) for name, value in made.property_items()])


def _line(name: str, value: Any) -> str:
    """Return a property as a line. What stands in many events is written once: it is no text."""
    return _written(name, value) if isinstance(value, vText | vUri) else _written_once(name, value)


def _written(name: str, value: Any) -> str:
    parameters = getattr(value, "params", _NONE)
    return f"{_folded(Contentline.from_parts(name, parameters, value))}\r\n"


_NONE: Any = Parameters()

_written_once = lru_cache(maxsize=1024)(_written)

_day = lru_cache(maxsize=1024)(vDDDTypes)


def _folded(line: Contentline) -> str:
    """Return a line in parts of at most 75 octets, of which a blank begins all but the first.

    The library does so sign by sign, which takes half of all its time; in ASCII a sign is an octet.
    No part ends within an escape: some programs would read it as two signs.
    """
    if line.isascii():
        return "\r\n ".join(_PART.findall(line))
    folded: bytes = line.to_ical()  # type: ignore[no-untyped-call]
    return folded.decode()


_PART = re.compile(r".{1,73}[^\\]|.{1,74}")


def _today(record: PublicRecord, address: str | None) -> Iterator[Event]:
    """Yield the event of the day on which a record is judged: how all stands, and what is late."""
    if not record.items:
        return
    ids = [organisation.id for organisation in record.organisations]
    whose = ids[0] if len(ids) == 1 else "all"
    made = Event()
    publication = record.items[0].data["publication"]
    made["UID"] = vText(visible(f"{publication}/{whose}/as-at@stalkplan"))
    made["DTSTAMP"] = _stamp(record)
    stands = f"{'Selection: ' if record.left_out else ''}{record.verdict[0].removesuffix('.')}"
    made["SUMMARY"] = vText(visible(f"{stands}, {record.whose}"))
    made["DTSTART"] = vDDDTypes(record.on)
    lines = [*_stands(record), *_late(record)]
    made["DESCRIPTION"] = vText("\n".join(map(visible, lines)))
    made["TRANSP"] = "TRANSPARENT"
    if address:
        made["URL"] = vUri(address)
    yield made


def _stands(record: PublicRecord) -> Iterator[str]:
    """Yield how a record stands on its day, and which day comes next."""
    verdict = " ".join(filter(None, record.verdict))
    yield f"{record.publication.title}, as at {long_date(record.on)}: {verdict}"
    if record.left_out:
        yield f"This is a selection, without {count(record.left_out, 'other item')}."
    ahead = [
        (day, f"{called(item)}: {what}, {organisation.name}")
        for organisation in record.organisations
        for item in organisation.items
        for what, day, _ in days_of(item)
        if day >= record.on
    ]
    if not ahead:
        yield "This calendar has no day that is still to come."
        return
    day, first = min(ahead, key=lambda each: each[0])
    more = sum(each == day for each, _ in ahead) - 1
    yield f"Next: {long_date(day)}, {first}{f', and {more:,} more' if more else ''}."


def _late(record: PublicRecord) -> Iterator[str]:
    """Yield what is overdue in a plan, and which promises have passed; of several how many."""
    if len(record.organisations) > 1:
        yield from (f"{own.name}: {own.verdict[0]}" for own in record.organisations)
        return
    for item in record.items:
        if item.timeliness is Timeliness.OVERDUE:
            yield f"{called(item)}: {item.outcome}"
            continue
        for what, day, of in days_of(item):
            if what == PROMISE and day < record.on:
                yield f"{called(item)}: the promise has passed, {of or long_date(day)}"


def _stamp(record: PublicRecord) -> vDatetime:
    return vDatetime(datetime.combine(record.on, time(), UTC))


def _events(record: PublicRecord, address_of: AddressOf, given: Counter[str]) -> Iterator[Event]:
    """Yield the events of the days to come; `given` counts how often a UID was wanted.

    A day that has passed counts too, so that another keeps its UID.
    """
    stamp = _stamp(record)
    for organisation in record.organisations:
        for item in organisation.items:
            address = address_of(item)
            for what, day, of in days_of(item):
                uid = visible(f"{item.data['publication']}/{item.organisation}/{item.id}/{what}")
                given[uid] += 1
                if day < record.on:
                    continue
                event = _event(organisation, item, what, day, of, on=record.on)
                again = f"/{given[uid]}" if given[uid] > 1 else ""
                event["UID"] = vText(f"{uid}{again}@stalkplan")
                event["DTSTAMP"] = stamp
                if address:
                    event["URL"] = vUri(address)
                yield event


def _name(records: tuple[PublicRecord, ...]) -> str:
    """Return what the calendar is called: whose it is, where that is one, and the publications."""
    names = {organisation.name for record in records for organisation in record.organisations}
    titles = ", ".join(record.publication.title for record in records)
    return f"{names.pop()}: {titles}" if len(names) == 1 else titles


def _event(
    organisation: PublicOrganisation, item: PublicItem, what: str, day: date, of: str, *, on: date
) -> Event:
    """Return what an event says, with its alarm; `of` what it is the last day, if of more."""
    summary = vText(visible(f"{called(item)}: {what}, {organisation.name}"))
    event = Event()
    event["SUMMARY"] = summary
    event["DTSTART"] = _day(day)
    last = f"This day is the last of the {what}, {of}" if of else ""
    event["DESCRIPTION"] = vText(_description(item, last, on=on))
    event["TRANSP"] = "TRANSPARENT"
    if day > on:
        alarm = Alarm()
        alarm["ACTION"] = "DISPLAY"
        alarm["DESCRIPTION"] = summary
        alarm["TRIGGER"] = _BEFORE
        event.subcomponents.append(alarm)
    return event


def _description(item: PublicItem, last: str, *, on: date) -> str:
    """Return what an item is, whose, and where it stood on the day: a calendar is read later."""
    lines = []
    if WITHHELD in (item.summary, item.owner):
        lines.append(SENSITIVE)
    if item.summary != WITHHELD:
        lines.append(item.summary or "")
    if item.owner != WITHHELD:
        lines.append(f"Owner: {item.owner}" if item.owner else no_owner_heading(item.kind))
    if item.due_words and item.due_from in SET_BY_OTHERS:
        lines.append(f"Deadline: {item.due_words}")
    if item.promise and item.promise.latest:
        lines.append(f"Promised for: {item.promise.words}")
    lines += [last, f"As at {long_date(on)}: {item.outcome}"]
    return "\n".join(visible(line) for line in lines if line)
