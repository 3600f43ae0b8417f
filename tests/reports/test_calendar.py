"""A calendar: whole days, read whole, and what it says on the day as at which it was made."""

from datetime import date

import pytest
from icalendar import Calendar, Component
from inert_output import said
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
        for event in Calendar.from_ical(calendar(record_of())).walk("VEVENT")
        for when in [event.decoded("DTSTART")]
    }
    assert len(days) == 15 + 4 + 1
    assert ("as-at", ON) in days
    assert ("12.1a/deadline", date(2025, 3, 27)) in days
    assert ("12.2a/promise", date(2025, 3, 31)) in days
    assert ("14.1a/first promise", date(2025, 3, 31)) in days
    assert not [name for name, _ in days if name.startswith(("27", "28", "18"))]


def test_an_event_says_as_at_which_day_an_item_stood_and_that_it_is_withheld_once() -> None:
    told = _descriptions(calendar(record_of()))
    assert told["12.1a"].split("\n") == [
        "Explore a stalking screening tool and decide how to bring it in.",
        "Owner: Head of Public Protection",
        "Deadline: 27 March 2025",
        "Promised for: 27 March 2025",
        "As at 23 November 2026: overdue by 606 days, no update since the deadline",
    ]
    assert "\nNo answer in the plan\n" in told["7.2"]
    assert "\nThe promise is March 2025: this is its last day\n" in told["12.2a"]
    assert "\nThe first promise is March 2025: this is its last day\n" in told["14.1a"]
    marked = f"{ACTION}\n        marking: official-sensitive"
    texts = {n: text.replace(ACTION, marked) for n, text in read_folder(DATA).texts.items()}
    register = build(texts)
    record = public_record(register, assess(register, on=ON), on=ON)
    kept = _descriptions(calendar(record))["12.1a"]
    assert kept.split("\n")[:2] == [
        "The plan marks this as sensitive, so it is withheld",
        "Deadline: 27 March 2025",
    ]
    assert "Promised" not in kept


@pytest.mark.parametrize(
    ("on", "next_day"),
    [
        (
            date(2024, 11, 25),
            "27 March 2025, 7.1a Crime recording: deadline, City of London Police, and 13 more.",
        ),
        (
            date(2025, 3, 30),
            "31 March 2025, 12.2a Risk management: promise, City of London Police, and 4 more.",
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
    assert [line.split()[0] for line in late] == [item.id for item in overdue]
    assert str(made["DESCRIPTION"]).split("\n") == [first, following]
    assert "\r\nREFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in calendar(record)


def _descriptions(made: str) -> dict[str, str]:
    """Return what the last event of each item says, by its id."""
    return {str(e["UID"]).split("/")[2]: str(e["DESCRIPTION"]) for e in _events(made)}


ACTION = "- id: 12.1a"


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
        assert len(events) == 15 + 4 + (on < ON)  # 18.1a ends
        for event in events:
            fields = dict(line.split(":", 1) for line in reversed(event))
            day = fields["DTSTART;VALUE=DATE"]
            what, whose = fields["SUMMARY"].split()[0], "\\, City of London Police"
            assert fields["SUMMARY"].endswith(whose)
            said_of_it = fields["SUMMARY"].removesuffix(whose)
            assert said_of_it.endswith("\\, overdue") is (day < f"{on:%Y%m%d}")
            assert ("TRIGGER:-P14D" in event) is (day > f"{on:%Y%m%d}")
            assert fields["URL"] == f"https://example.org/index.html#{what}"
            assert fields["DTSTAMP"] == f"{on:%Y%m%d}T000000Z"
