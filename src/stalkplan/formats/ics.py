"""For calendars: the deadline and the promise of every open item, each a whole day.

An event keeps its UID as long as the item keeps its id. The same record gives the same bytes.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from icalendar import Calendar, Event

from stalkplan.disclosure import public_record
from stalkplan.formats import Screen
from stalkplan.marks import visible
from stalkplan.public import PublicItem, PublicRecord
from stalkplan.report import Report
from stalkplan.verdict import DueFrom, Timeliness

_CLOSED = (Timeliness.COMPLETE, Timeliness.COMPLETE_LATE, Timeliness.WITHDRAWN)


def render(report: Report, screen: Screen) -> str:  # noqa: ARG001  every format takes the same
    """Return what is public of the items of a report as a calendar."""
    if report.judged is None:
        raise ValueError("this report has no items")
    register, items, on = report.judged
    return calendar(public_record(register, items, on=on))


def calendar(record: PublicRecord) -> str:
    """Return RFC 5545: lines end in CRLF and are folded at 75 octets.

    Events, not tasks, which Outlook leaves out. A promise for a month stands on its last day.
    """
    names = {organisation.id: organisation.name for organisation in record.organisations}
    book = Calendar()
    book.add("prodid", "-//stalkplan//deadlines//EN")
    book.add("version", "2.0")
    book.add("x-wr-calname", visible(record.publication.title))
    stamp = datetime.combine(record.on, time(), UTC)
    given: Counter[str] = Counter()
    for item in record.items:
        for what, day in _days(item):
            uid = visible(f"{item.organisation}/{item.id}/{what}")
            given[uid] += 1
            event = Event()
            event.add("uid", f"{uid}{f'/{given[uid]}' if given[uid] > 1 else ''}@stalkplan")
            event.add("dtstamp", stamp)
            event.add("dtstart", day)
            event.add("summary", visible(f"{item.id} {item.theme or ''}: {what}"))
            event.add("description", _description(item, names[item.organisation]))
            event.add("transp", "TRANSPARENT")
            book.add_component(event)
    written: bytes = book.to_ical()
    return written.decode()


def _days(item: PublicItem) -> Iterator[tuple[str, date]]:
    """Yield the days an open item has: what the report sets, and what is promised by a date."""
    if item.timeliness in _CLOSED:
        return
    if item.due and item.due_from is DueFrom.PUBLICATION:
        yield "deadline", item.due
    elif item.due:
        yield "first promise", item.due
    promise = item.promise
    if promise and promise.is_deadline and promise.latest and promise.latest != item.due:
        yield "promise", promise.latest


def _description(item: PublicItem, organisation: str) -> str:
    lines = (organisation, item.summary, item.who, item.outcome)
    return "\n".join(visible(line) for line in lines if line)
