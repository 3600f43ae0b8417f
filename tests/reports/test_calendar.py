"""A calendar: whole days, read whole, and what it says on the day as at which it was made."""

from datetime import date

import pytest
from icalendar import Calendar, Component
from inert_output import said
from rule_cases import PLAN_FILE, PLAN_HEADER, PUBLICATION, PUBLICATION_FILE
from spoilt_records import ON, every_text, record_of

from conftest import DATA
from stalkplan.privacy.public_record import public_record
from stalkplan.record.files import read_folder
from stalkplan.record.register import build
from stalkplan.reports.formats.ics import calendar
from stalkplan.verdict.items import assess
from stalkplan.verdict.timeliness import Timeliness
from stalkplan.verdict.visible import visible
from stalkplan.verdict.words import long_date


def _events(made: str) -> list[Component]:
    return Calendar.from_ical(made).walk("VEVENT")


@every_text
def test_a_calendar_is_read_whole(text: str) -> None:
    record = record_of(text, on=date(2024, 10, 1))
    made = calendar(record)
    assert max(len(line.encode()) for line in made.split("\r\n")) <= 75
    assert "\n" not in made.replace("\r\n", "")
    events = _events(made)
    assert len(events) >= 2
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert {name for event in events for name in event} <= {
        *("UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "TRANSP", "URL"),
    }
    assert any(visible(text.strip()) in str(event["DESCRIPTION"]) for event in events)
    for event in events:
        said(str(event["SUMMARY"]))


def test_a_calendar_has_every_open_deadline_and_promise() -> None:
    days = {
        (
            str(event["UID"])
            .removeprefix("stalking-super-complaint/city-of-london/")
            .removesuffix("@stalkplan"),
            when,
        )
        for event in Calendar.from_ical(calendar(record_of(on=EARLY))).walk("VEVENT")
        for when in [event.decoded("DTSTART")]
    }
    assert len(days) == 16 + 4 + 1
    assert ("as-at", EARLY) in days
    assert ("28.1/report/deadline", date(2025, 3, 27)) in days
    assert ("12.1a/deadline", date(2025, 3, 27)) in days
    assert ("12.2a/promise", date(2025, 3, 31)) in days
    assert ("14.1a/first promise", date(2025, 3, 31)) in days
    assert not [name for name, _ in days if name.startswith(("27", "28.1/publish", "18"))]


EARLY = date(2025, 1, 10)
"""Two of the deadlines have passed, and were met by another body."""

PROMISED = """
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - ref: 1
    position: We do.
    actions:
      - {id: 1.1, promise: {by: 2025-02-01}}
      - {id: 1.1, promise: {by: 2025-04-30}}
"""
ASKED = """
publication: {id: p, title: Invented, published: 2024-09-27}
recommendations:
  - {number: 1, addressed_to: [chief-constables], deadlines: [{due: 2025-03-27}]}
"""


def _of(on: date) -> tuple[dict[str, date], list[str]]:
    """Return the day of each event by its UID, and the lines of that of the day."""
    register = build({"data/recommendations.yaml": ASKED, "data/responses.yaml": PROMISED})
    events = _events(calendar(public_record(register, assess(register, on=on), on=on)))
    days = {str(e["UID"]).removesuffix("@stalkplan"): e.decoded("DTSTART") for e in events}
    return days, str(events[0]["DESCRIPTION"]).split("\n")


def test_what_has_passed_is_in_the_event_of_the_day_alone() -> None:
    """Who subscribes gets no event for each of hundreds of days; a UID stays as it was."""
    due = date(2025, 3, 27)
    early, _ = _of(date(2025, 1, 10))
    assert early == {
        "p/kent/as-at": date(2025, 1, 10),
        "p/kent/1.1/deadline": due,
        "p/kent/1.1/promise": date(2025, 2, 1),
        "p/kent/1.1/deadline/2": due,
        "p/kent/1.1/promise/2": date(2025, 4, 30),
    }
    between, lines = _of(due)
    assert between == {
        "p/kent/as-at": due,
        **{uid: day for uid, day in early.items() if day >= due},
    }
    assert lines[-1] == "1.1: the promise has passed, 1 February 2025"
    after, lines = _of(date(2025, 3, 28))
    assert after == {
        "p/kent/as-at": date(2025, 3, 28),
        "p/kent/1.1/promise/2": date(2025, 4, 30),
    }
    assert [line.partition(":")[0] for line in lines[-2:]] == ["1.1", "1.1"]
    assert "overdue by 1 day" in lines[-1]
    assert [*_of(date(2026, 11, 23))[0]] == ["p/kent/as-at"]


def test_an_event_says_as_at_which_day_an_item_stood_and_that_it_is_withheld_once() -> None:
    told = _descriptions(calendar(record_of(on=EARLY)))
    assert told["12.1a"].split("\n") == [
        "Explore a stalking screening tool and decide how to bring it in.",
        "Owner: Head of Public Protection",
        "Deadline: 27 March 2025",
        "Promised for: 27 March 2025",
        "As at 10 January 2025: due in 76 days, no update",
    ]
    assert "\nNo answer in the plan\n" in told["7.2"]
    assert "\nThis is the last day of March 2025\n" in told["12.2a"]
    assert "\nThis is the last day of March 2025\n" in told["14.1a"]
    texts = {n: text.replace(ACTION, MARKED) for n, text in read_folder(DATA).texts.items()}
    register = build(texts)
    record = public_record(register, assess(register, on=EARLY), on=EARLY)
    kept = _descriptions(calendar(record))["12.1a"]
    assert kept.split("\n")[:2] == [
        "The plan marks this as sensitive, so it is withheld",
        "Deadline: 27 March 2025",
    ]
    assert "Promised" not in kept


_NEXT_DUE = (
    "27 March 2025, due: 7.1a Reality-test recording compliance and whether the data can…, "
    "City of London Police, and 13 more."
)
_NEXT_PROMISED = (
    "31 March 2025, promised: 12.2a Develop these processes and single out stalking and…, "
    "City of London Police, and 4 more."
)


@pytest.mark.parametrize(
    ("on", "next_day"),
    [
        (
            date(2024, 11, 25),
            _NEXT_DUE,
        ),
        (
            date(2025, 3, 30),
            _NEXT_PROMISED,
        ),
        (ON, ""),
    ],
)
def test_a_calendar_says_on_its_day_how_all_stands_and_what_comes_next(
    on: date, next_day: str
) -> None:
    record = record_of(on=on)
    made = Calendar.from_ical(calendar(record))
    (today,) = (
        event for event in made.walk("VEVENT") if str(event["UID"]).endswith("/as-at@stalkplan")
    )
    assert today.decoded("DTSTART") == on
    assert f"{today['SUMMARY']}." == f"{record.verdict[0]}, City of London Police.".replace(
        "., ", ", "
    )
    first, following, *late = str(today["DESCRIPTION"]).split("\n")
    assert first.startswith(f"The police response to stalking, as at {long_date(on)}: ")
    assert first.endswith(" ".join(filter(None, record.verdict)))
    none = "This calendar has no day that is still to come."
    assert following == (f"Next: {next_day}" if next_day else none)
    overdue = [item for item in record.items if item.timeliness is Timeliness.OVERDUE]
    overdue.sort(key=lambda item: -(item.days_late or 0))
    assert [line.split()[0] for line in late] == [item.id for item in overdue]
    assert str(made["DESCRIPTION"]).split("\n") == [first, following]
    assert "\r\nREFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in calendar(record)


def test_of_many_items_that_are_overdue_the_longest_are_named() -> None:
    """A calendar shows the first lines of an event: the others are on the page."""
    actions = ", ".join(f"{{id: a{n}, promise: {{by: 2025-01-{n:02}}}}}" for n in range(25, 0, -1))
    plan = f"{PLAN_HEADER}responses: [{{ref: 9.1, position: p, actions: [{actions}]}}]\n"
    register = build({PUBLICATION_FILE: PUBLICATION, PLAN_FILE: plan})
    record = public_record(register, assess(register, on=ON), on=ON)
    (event,) = (e for e in _events(calendar(record)) if "as-at" in str(e["UID"]))
    *lines, rest = str(event["DESCRIPTION"]).split("\n")[2:]
    named = [line.split()[0].rstrip(":") for line in lines]
    assert named == ["28.1/publish", *(f"a{n}" for n in range(1, 20))]
    assert rest == "And 9 more, which are overdue for as long or less."


def test_a_title_says_what_is_today_and_a_reminder_which_day_comes() -> None:
    """A reminder is read two weeks before: there `today` would be wrong."""
    told = {
        str(event["UID"]).split("/", 2)[2].removesuffix("@stalkplan"): (
            str(event["SUMMARY"]),
            *(str(alarm["DESCRIPTION"]) for alarm in event.walk("VALARM")),
        )
        for event in _events(calendar(record_of(on=EARLY)))
    }
    whose = "City of London Police"
    what = "12.1a Explore a stalking screening tool and decide how to bring…"
    assert told["12.1a/deadline"] == (
        f"Due: {what}, {whose}",
        f"Due by 27 March 2025: {what}, {whose}",
    )
    what = "12.2a Develop these processes and single out stalking and…"
    assert told["12.2a/promise"] == (
        f"Promised by this day: {what}, {whose}",
        f"Promised by 31 March 2025: {what}, {whose}",
    )
    what = "14.1a Keep up reality checks and quality control; have all…"
    assert told["14.1a/first promise"] == (
        f"Promised by this day: {what}, {whose}",
        f"Promised by 31 March 2025: {what}, {whose}",
    )
    on_the_day = _events(calendar(record_of(on=date(2025, 3, 27))))
    assert any(str(event["SUMMARY"]).startswith("Due: ") for event in on_the_day)


def test_a_title_says_what_that_day_is_and_no_text_that_is_withheld() -> None:
    """How an item stood is in the event, not in a title that is read on a day to come."""
    late = _events(calendar(record_of(on=date(2025, 3, 28))))
    (title,) = (str(e["SUMMARY"]) for e in late if "/12.2a/" in str(e["UID"]))
    assert title.startswith("Promised by this day: 12.2a ")
    assert "overdue" not in title
    assert ": overdue by 1 day" in _descriptions(calendar(record_of(on=date(2025, 3, 28))))["12.2a"]
    texts = {name: text.replace(ACTION, MARKED) for name, text in read_folder(DATA).texts.items()}
    register = build(texts)
    kept = _events(calendar(public_record(register, assess(register, on=EARLY), on=EARLY)))
    (title,) = (str(e["SUMMARY"]) for e in kept if "/12.1a/" in str(e["UID"]))
    assert title == "Due: 12.1a Risk management, City of London Police"


def _descriptions(made: str) -> dict[str, str]:
    """Return what the last event of each item says, by its id."""
    return {str(e["UID"]).split("/")[2]: str(e["DESCRIPTION"]) for e in _events(made)}


ACTION = "- id: 12.1a"
MARKED = f"{ACTION}\n        marking: official-sensitive"


def _seen(made: str) -> list[list[str]]:
    """Return the lines of each event, read without the library that wrote them."""
    lines = made.replace("\r\n ", "").split("\r\n")
    starts = [number for number, line in enumerate(lines) if line == "BEGIN:VEVENT"]
    return [lines[start : lines.index("END:VEVENT", start)] for start in starts]


def test_a_calendar_says_whose_it_is_where_to_look_and_what_is_late() -> None:
    for on in (date(2025, 3, 26), date(2025, 3, 27), ON):
        record = record_of(on=on)
        made = calendar(
            record,
            address_of=lambda item: f"https://example.org/index.html#{item.id if item else ''}",
        )
        assert "\r\nX-WR-CALNAME:City of London Police: The police response to stalking\r\n" in made
        _, *events = _seen(made)
        days = [dict(line.split(":", 1) for line in e)["DTSTART;VALUE=DATE"] for e in events]
        assert all(day >= f"{on:%Y%m%d}" for day in days)
        assert len(events) == (0 if on == ON else 15 + 4 + 1)
        for event in events:
            fields = dict(line.split(":", 1) for line in reversed(event))
            day = fields["DTSTART;VALUE=DATE"]
            what = fields["SUMMARY"].partition(": ")[2].split()[0]
            whose = "\\, City of London Police"
            assert fields["SUMMARY"].endswith(whose)
            assert ("TRIGGER:-P13DT15H" in event) is (day > f"{on:%Y%m%d}")
            assert fields["URL"] == f"https://example.org/index.html#{what}"
            assert fields["DTSTAMP"] == f"{on:%Y%m%d}T000000Z"
