"""For calendars: the deadline and the promise of every open item, each a whole day.

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

from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import PublicItem, PublicOrganisation, PublicRecord
from stalkplan.record.fields import WITHHELD
from stalkplan.reports.blocks import Report
from stalkplan.reports.formats import Screen
from stalkplan.verdict.groups import no_owner_heading
from stalkplan.verdict.timeliness import DONE, SET_ASIDE, SET_BY_OTHERS, Timeliness
from stalkplan.verdict.visible import visible
from stalkplan.verdict.words import long_date

ALARM = timedelta(days=14)
"""How long before a day that is still to come the calendar reminds of it: two weeks of work."""

_BEFORE = vDuration(-ALARM)

AddressOf = Callable[[PublicItem], str | None]
"""Returns the address of an item on its page; None if that is not known."""


def render(report: Report, screen: Screen) -> str:  # noqa: ARG001  every format takes the same
    """Return what is public of the items of a report as a calendar."""
    if not report.judged:
        raise ValueError("this report has no items")
    return calendar(*(public_record(*part[:2], on=part.on) for part in report.judged))


def calendar(*records: PublicRecord, address_of: AddressOf = lambda _: None) -> str:
    """Return RFC 5545 for a record of each publication: lines end in CRLF, folded at 75 octets.

    Events, not tasks, which Outlook leaves out. A promise for a month is on its last day. What has
    passed says so, and reminds nobody.
    """
    name = vText(visible(_name(records)))
    made = Calendar({"VERSION": "2.0", "PRODID": "-//stalkplan//deadlines//EN"})
    made.update({"NAME": name, "X-WR-CALNAME": name})
    given: Counter[str] = Counter()
    for record in records:
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


def _events(record: PublicRecord, address_of: AddressOf, given: Counter[str]) -> Iterator[Event]:
    """Yield the events of a record; `given` counts how often a UID was wanted."""
    stamp = vDatetime(datetime.combine(record.on, time(), UTC))
    for organisation in record.organisations:
        for item in organisation.items:
            address = address_of(item)
            for what, day in _days(item):
                event = _event(organisation, item, what, day, on=record.on)
                uid = visible(f"{item.data['publication']}/{item.organisation}/{item.id}/{what}")
                given[uid] += 1
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
    organisation: PublicOrganisation, item: PublicItem, what: str, day: date, *, on: date
) -> Event:
    """Return what an event says, with its alarm."""
    passed = "" if day >= on else f", {_passed(item)}"
    theme = f" {item.theme}" if item.theme else ""
    summary = vText(visible(f"{item.id}{theme}: {what}{passed}, {organisation.name}"))
    event = Event()
    event["SUMMARY"] = summary
    event["DTSTART"] = _day(day)
    event["DESCRIPTION"] = vText(_description(item, on=on))
    event["TRANSP"] = "TRANSPARENT"
    if day > on:
        alarm = Alarm()
        alarm["ACTION"] = "DISPLAY"
        alarm["DESCRIPTION"] = summary
        alarm["TRIGGER"] = _BEFORE
        event.subcomponents.append(alarm)
    return event


def _passed(item: PublicItem) -> str:
    """Return what to say of a day that has passed."""
    return "overdue" if item.timeliness is Timeliness.OVERDUE else "passed"


def _days(item: PublicItem) -> Iterator[tuple[str, date]]:
    """Yield the days an open item has: what the report sets, and what is promised by a date."""
    if item.timeliness in (*DONE, *SET_ASIDE):
        return
    if item.due and item.due_from in SET_BY_OTHERS:
        yield "deadline", item.due
    elif item.due:
        yield "first promise", item.due
    promise = item.promise
    if promise and promise.is_deadline and promise.latest and promise.latest != item.due:
        yield "promise", promise.latest


def _description(item: PublicItem, *, on: date) -> str:
    """Return what an item is, whose, and where it stood on the day: a calendar is read later."""
    lines = []
    if WITHHELD in (item.summary, item.owner):
        lines.append("The plan marks this as sensitive, so it is withheld")
    if item.summary != WITHHELD:
        lines.append(item.summary or "")
    if item.owner != WITHHELD:
        lines.append(f"Owner: {item.owner}" if item.owner else no_owner_heading(item.kind))
    lines.append(f"As at {long_date(on)}: {item.outcome}")
    return "\n".join(visible(line) for line in lines if line)
