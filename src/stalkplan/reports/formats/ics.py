"""For calendars: each deadline and promise that is still to come, and today what is overdue.

An event keeps its UID as long as the item keeps its id. The same record gives the same bytes.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import vDate, vDatetime, vDuration, vText

from stalkplan.privacy.public_types import PublicItem, PublicRecord
from stalkplan.record.fields import SENSITIVE, WITHHELD
from stalkplan.reports.blocks import Report
from stalkplan.reports.formats import Screen
from stalkplan.reports.item_words import DEADLINE, FIRST_PROMISE, PROMISE, called, days_of
from stalkplan.reports.selection import public_selection
from stalkplan.verdict.groups import no_owner_heading
from stalkplan.verdict.timeliness import SET_BY_OTHERS, Timeliness
from stalkplan.verdict.visible import visible
from stalkplan.verdict.words import count, cut, long_date

ALARM = timedelta(days=14) - timedelta(hours=9)
"""How long before a day begins the calendar reminds of it: two weeks, at nine in the morning."""

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
    the one event of the day on which the record is judged. The library writes each value; the lines
    stand here in its order, for its components would sort them again.
    """
    name = _text(_name(records))
    about = _text(*(line for record in records for line in _stands(record)))
    again = _value(vDuration(_AGAIN))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//stalkplan//deadlines//EN"]
    lines += [f"DESCRIPTION:{about}", f"X-WR-CALDESC:{about}"]
    lines += [f"NAME:{name}", f"X-WR-CALNAME:{name}"]
    lines += [f"REFRESH-INTERVAL;VALUE=DURATION:{again}", f"X-PUBLISHED-TTL:{again}"]
    given: Counter[str] = Counter()
    for record in records:
        lines += _today(record, address_of(None))
        lines += _events(record, address_of, given)
    return "".join([f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR")])


def _value(value: vText | vDate | vDatetime | vDuration) -> str:
    return value.to_ical().decode()


def _text(*lines: str) -> str:
    """Return lines as one value, in which nothing is unseen."""
    return _value(vText("\n".join(map(visible, lines))))


def _folded(line: str) -> str:
    """Return a line in parts of at most 75 octets, of which a blank begins all but the first.

    The library does so sign by sign, which takes half of all its time: here each octet stands for a
    sign while the parts are found. None ends within a sign, nor within an escape, which some
    programs would read as two signs.
    """
    parts = _PART.findall(line.encode().decode("latin-1"))
    return "\r\n ".join(parts).encode("latin-1").decode()


_PART = re.compile(r"(?s:.{1,73}[^\\]|.{1,74})(?![\x80-\xbf])")


def _today(record: PublicRecord, address: str | None) -> Iterator[str]:
    """Yield the event of the day on which a record is judged: how all stands, and what is late."""
    if not record.items:
        return
    ids = [organisation.id for organisation in record.organisations]
    whose = ids[0] if len(ids) == 1 else "all"
    uid = f"{record.items[0].data['publication']}/{whose}/as-at"
    stands = f"{'Selection: ' if record.left_out else ''}{record.verdict[0].removesuffix('.')}"
    summary = _text(f"{stands}, {record.whose}")
    about = _text(*_stands(record), *_late(record))
    yield from _event(summary, record.on, _stamp(record), uid, about, address)


def _event(
    summary: str, day: date, stamp: str, uid: str, about: str, address: str | None, *alarm: str
) -> Iterator[str]:
    """Yield the lines of an event."""
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{summary}"
    yield f"DTSTART;VALUE=DATE:{_value(vDate(day))}"
    yield stamp
    yield f"UID:{_text(uid)}@stalkplan"
    yield f"DESCRIPTION:{about}"
    yield "TRANSP:TRANSPARENT"
    if address:
        yield f"URL:{address}"
    yield from alarm
    yield "END:VEVENT"


def _stands(record: PublicRecord) -> Iterator[str]:
    """Yield how a record stands on its day, and which day comes next."""
    verdict = " ".join(filter(None, record.verdict))
    yield f"{record.publication.title}, as at {long_date(record.on)}: {verdict}"
    if record.left_out:
        yield f"This is a selection, without {count(record.left_out, 'other item')}."
    ahead = [
        (day, f"{_SAYS[what]}: {_named(item)}, {organisation.name}")
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
    """Yield what is overdue the longest in a plan, and which promises have passed.

    Of several plans it says of each how many items are overdue.
    """
    if len(record.organisations) > 1:
        yield from (f"{own.name}: {own.verdict[0]}" for own in record.organisations)
        return
    late = [item for item in record.items if item.timeliness is Timeliness.OVERDUE]
    others = [item for item in record.items if item.timeliness is not Timeliness.OVERDUE]
    late.sort(key=lambda item: -(item.days_late or 0))
    yield from (f"{_named(item)}: {item.outcome}" for item in late[:_MOST_LATE])
    if more := late[_MOST_LATE:]:
        yield f"And {len(more):,} more, which are overdue for as long or less."
    for item in others:
        for what, day, of in days_of(item):
            if what == PROMISE and day < record.on:
                yield f"{_named(item)}: the promise has passed, {of or long_date(day)}"


_MOST_LATE = 20
"""Items in the event of a day: nobody reads on in a calendar, and the page has all of them."""


def _stamp(record: PublicRecord) -> str:
    return f"DTSTAMP:{_value(vDatetime(datetime.combine(record.on, time(), UTC)))}"


def _events(record: PublicRecord, address_of: AddressOf, given: Counter[str]) -> Iterator[str]:
    """Yield the lines of each event to come; `given` counts how often a UID was wanted.

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
                again = f"/{given[uid]}" if given[uid] > 1 else ""
                says, whose = _SAYS[what].capitalize(), organisation.name
                by = "" if what == DEADLINE else " by this day"
                summary = _text(f"{says}{by}: {_named(item)}, {whose}")
                last = f"This is the last day of {of}" if of else ""
                about = _text(*_description(item, last, on=record.on))
                ahead = _text(f"{says} by {long_date(day)}: {_named(item)}, {whose}")
                alarm = _alarm(ahead) if day > record.on else ()
                yield from _event(summary, day, stamp, f"{uid}{again}", about, address, *alarm)


def _named(item: PublicItem) -> str:
    """Return an item by its id and its first words, or its theme if they are withheld."""
    what = " ".join((item.summary or "").split()).rstrip(".")
    return called(item) if what in ("", WITHHELD) else f"{item.id} {cut(what, _LONGEST)}"


_LONGEST = 60
"""Characters of what an item is in a title: of a longer one most calendars show the first line."""


_SAYS = {DEADLINE: "due", FIRST_PROMISE: "promised", PROMISE: "promised"}
"""What the title of an event says of an item, by what its day is called."""


def _alarm(about: str) -> Iterator[str]:
    """Yield a reminder: it is read weeks before the event, so it names the day."""
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{about}"
    yield f"TRIGGER:{_value(vDuration(-ALARM))}"
    yield "END:VALARM"


def _name(records: tuple[PublicRecord, ...]) -> str:
    """Return what the calendar is called: whose it is, where that is one, and the publications."""
    names = {organisation.name for record in records for organisation in record.organisations}
    titles = ", ".join(record.publication.title for record in records)
    return f"{names.pop()}: {titles}" if len(names) == 1 else titles


def _description(item: PublicItem, last: str, *, on: date) -> Iterator[str]:
    """Return in lines what an item is, whose, and how it stood: a calendar is read later."""
    lines = []
    if WITHHELD in (item.summary, item.owner):
        lines.append(SENSITIVE)
    if item.summary != WITHHELD:
        lines.append(item.summary or "")
    if item.owner and item.owner != WITHHELD:
        lines.append(f"Owner: {item.owner}")
    elif item.is_asked and not item.owner:
        lines.append(no_owner_heading(item.kind))
    if item.due_words and item.due_from in SET_BY_OTHERS:
        lines.append(f"Deadline: {item.due_words}")
    if item.promise and item.promise.latest:
        lines.append(f"Promised for: {item.promise.words}")
    lines += [last, f"As at {long_date(on)}: {item.outcome}"]
    return filter(None, lines)
