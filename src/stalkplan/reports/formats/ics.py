"""For calendars: the deadline and the promise of every open item, each a whole day.

An event keeps its UID as long as the item keeps its id. The same record gives the same bytes.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import PublicItem, PublicRecord
from stalkplan.reports.blocks import Report
from stalkplan.reports.formats import Screen
from stalkplan.verdict.timeliness import DONE, SET_ASIDE, SET_BY_OTHERS
from stalkplan.verdict.visible import visible


def render(report: Report, screen: Screen) -> str:  # noqa: ARG001  every format takes the same
    """Return what is public of the items of a report as a calendar."""
    if not report.judged:
        raise ValueError("this report has no items")
    return calendar(*(public_record(*part[:2], on=part.on) for part in report.judged))


def calendar(*records: PublicRecord) -> str:
    """Return RFC 5545 for a record of each publication: lines end in CRLF, folded at 75 octets.

    Events, not tasks, which Outlook leaves out. A promise for a month stands on its last day.
    """
    titles = ", ".join(visible(record.publication.title) for record in records)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//stalkplan//deadlines//EN",
        f"X-WR-CALNAME:{_text(titles)}",
    ]
    given: Counter[str] = Counter()
    for record in records:
        for item in record.items:
            for what, day in _days(item):
                lines += _event(record, item, what, day, given)
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _event(
    record: PublicRecord, item: PublicItem, what: str, day: date, given: Counter[str]
) -> tuple[str, ...]:
    """Return the lines of one event; `given` counts how often a UID was wanted."""
    names = {organisation.id: organisation.name for organisation in record.organisations}
    uid = visible(f"{item.data['publication']}/{item.organisation}/{item.id}/{what}")
    given[uid] += 1
    again = f"/{given[uid]}" if given[uid] > 1 else ""
    summary = visible(f"{item.id} {item.theme or ''}: {what}")
    return (
        "BEGIN:VEVENT",
        f"SUMMARY:{_text(summary)}",
        f"DTSTART;VALUE=DATE:{_date(day)}",
        f"DTSTAMP:{_date(record.on)}T000000Z",
        f"UID:{_text(uid)}{again}@stalkplan",
        f"DESCRIPTION:{_text(_description(item, names[item.organisation]))}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


def _date(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(value: str) -> str:
    """Return a value of the type TEXT, in which only a line feed ends a line."""
    return re.sub(r"[\\;,]", r"\\\g<0>", value).replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line in parts of at most 75 octets, no sign torn apart; a blank begins the next."""
    if line.isascii():
        return "\r\n ".join([line[:75], *(line[at : at + 74] for at in range(75, len(line), 74))])
    parts, room = [""], 75
    for sign in line:
        room -= len(sign.encode())
        if room < 0:
            parts.append("")
            room = 74 - len(sign.encode())
        parts[-1] += sign
    return "\r\n ".join(parts)


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


def _description(item: PublicItem, organisation: str) -> str:
    lines = (organisation, item.summary, item.who, item.outcome)
    return "\n".join(visible(line) for line in lines if line)
