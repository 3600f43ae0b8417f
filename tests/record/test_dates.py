"""Dates: what is one, which days it may mean, and which one a person meant who wrote another."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkplan.record.dates import (
    no_such_day,
    parse_day,
    parse_window,
    starts_after,
    suggest,
)

DAYS = ["2025-03-27", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"]


@pytest.mark.parametrize("text", DAYS)
def test_a_day(text: str) -> None:
    assert str(parse_day(text)) == text


NO_DATES = [
    "",
    "march",
    "early 2025",
    "none",
    "27/03/2025",
    "27-03-2025",
    "2025/03/27",
    "2025.03.27",
    "2025-3-7",
    "2025-03-7",
    "25-03-27",
    "02025-03-27",
    "20250327",
    "2025-W13",
    "2025-W13-4",
    "2025-086",
    "2025-03-27T00:00",
    "2025-03-27Z",
    "2025-03-27 ",
    " 2025-03-27",
    "2025-03-27\n",
    "+2025-03-27",
    "2025-02-30",
    "2025-02-29",
    "1900-02-29",
    "2025-00-10",
    "2025-13-01",
    "2025-03-00",
    "2025-03-32",
    "0000-01-01",
    "0",
    "86400",
    "202\u0665-03-27",
    "\uff12025-03-27",
    "2025\u201303\u201327",  # as word processors set it
]
NO_WINDOWS = [
    "2025-3",
    "2025-00",
    "2025-13",
    "2025-Q0",
    "2025-Q5",
    "2025-q1",
    "2025Q1",
    "Q1 2025",
    "2025-Q1-01",
    "2025-",
    "0000",
    "0000-01",
    "0000-Q1",
    "25",
    "20250",
    "2025/26",
    "2025-26",
    "\uff12025",
    "2025 ",
    "2025\n",
]
WINDOWS = {
    # as written: its first and last day
    "2025-03-27": ("2025-03-27", "2025-03-27"),
    "2024-02-29": ("2024-02-29", "2024-02-29"),
    "2025-03": ("2025-03-01", "2025-03-31"),
    "2025-04": ("2025-04-01", "2025-04-30"),
    "2025-02": ("2025-02-01", "2025-02-28"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "1900-02": ("1900-02-01", "1900-02-28"),
    "2025-12": ("2025-12-01", "2025-12-31"),
    "2025-Q1": ("2025-01-01", "2025-03-31"),
    "2025-Q2": ("2025-04-01", "2025-06-30"),
    "2025-Q3": ("2025-07-01", "2025-09-30"),
    "2025-Q4": ("2025-10-01", "2025-12-31"),
    "2025": ("2025-01-01", "2025-12-31"),
    "9999": ("9999-01-01", "9999-12-31"),
    "0001-Q1": ("0001-01-01", "0001-03-31"),
}


def _refused(parse: Callable[[str], object], text: str) -> bool:
    """Whether a text is refused with ValueError, the one that callers expect."""
    try:
        parse(text)
    except ValueError:
        return True
    return False


@pytest.mark.parametrize("text", [*NO_DATES, *NO_WINDOWS, *(w for w in WINDOWS if len(w) < 10)])
def test_no_day(text: str) -> None:
    assert _refused(parse_day, text)


@pytest.mark.parametrize("text", [*NO_DATES, *NO_WINDOWS])
def test_no_window(text: str) -> None:
    assert _refused(parse_window, text)


@pytest.mark.parametrize("text", WINDOWS)
def test_a_window(text: str) -> None:
    window = parse_window(text)
    assert (str(window.first), str(window.last)) == WINDOWS[text]
    assert window.text == text
    assert window.is_day == (len(text) == 10)


@given(day=st.dates())
def test_every_day_is_one_and_lies_in_its_month_quarter_and_year(day: date) -> None:
    text = day.isoformat()
    assert parse_day(text) == day
    windows = [text, text[:7], f"{text[:4]}-Q{(day.month + 2) // 3}", text[:4]]
    parsed = [parse_window(window) for window in windows]
    assert [window.is_day for window in parsed] == [True, False, False, False]
    for inner, outer in pairwise(parsed):
        assert outer.first <= inner.first <= day <= inner.last <= outer.last


@given(text=st.text(max_size=12) | st.from_regex(r"[0-9]{1,5}(-[0-9Q]{1,3}){0,3}", fullmatch=True))
def test_what_is_a_day_is_so_in_one_way_only(text: str) -> None:
    """Nothing but a ValueError is raised, and a day is one only as Python writes it."""
    if _refused(parse_window, text):
        assert _refused(parse_day, text)
        return
    window = parse_window(text)
    assert str(window.first).startswith(text[:4])
    assert window.is_day == (not _refused(parse_day, text)) == (text == str(window.first))


SUGGESTED = {
    # as people write: what they most likely mean, or None
    "27/03/2025": "2025-03-27",
    "27/3/25": "2025-03-27",
    "27.03.2025": "2025-03-27",
    "27-03-2025": "2025-03-27",
    "27 03 2025": "2025-03-27",
    "7/3/2025": "2025-03-07",
    "2025-3-7": "2025-03-07",
    "2025/03/27": "2025-03-27",
    "27 March 2025": "2025-03-27",
    "27th March 2025": "2025-03-27",
    "1st april 2025": "2025-04-01",
    "2ND MAY 2025": "2025-05-02",
    "3rd June, 2025": "2025-06-03",
    "27 Mar 2025": "2025-03-27",
    "27 Mar. 2025": "2025-03-27",
    "27-Mar-25": "2025-03-27",
    "27-Sept-2025": "2025-09-27",
    "  27   March\t2025 ": "2025-03-27",
    "march": "2025-03",
    "March 2025": "2025-03",
    "Mar 25": "2025-03",
    "Sept. 2026": "2026-09",
    "may": "2025-05",
    "2025\u201101\u201110": "2025-01-10",  # as word processors set it
    "2025\u201301\u201310": "2025-01-10",
    "2025\u221201\u221210": "2025-01-10",
    "\uff12\uff10\uff12\uff15-01-10": "2025-01-10",
    "2025-01\u200b-10": "2025-01-10",
    "27\u00a0March\u00a02025": "2025-03-27",
    "04/05/2025": "2025-05-04",  # day first, as in Britain
    "03/27/2025": None,  # no month 27
    "30/02/2025": None,
    "2025-13-01": None,
    "31 June 2025": None,
    "early 2025": None,
    "spring 2025": None,
    "27 March": None,  # of which year?
    "ma 2025": None,
    "Thursday": None,
    "tbc": None,
    "2025": None,
    "12": None,
    "": None,
}


NO_SUCH_DAY = {
    # as written: what there is not, or nothing where the text is wrong for another reason
    "2025-02-30": "there is no 30 February 2025",
    "2025-02-29": "there is no 29 February 2025",
    "1900-02-29": "there is no 29 February 1900",
    "2025-03-00": "there is no 0 March 2025",
    "2025-13-01": "there is no month 13",
    "2025-00-10": "there is no month 0",
    "0000-01-01": "there is no year 0",
    "2025-13": "there is no month 13",
    "2025-26": "",  # a financial year
    "30/02/2025": "there is no 30 February 2025",
    "03/27/2025": "there is no month 27",
    "31 June 2025": "there is no 31 June 2025",
    "31st Sept 2025": "there is no 31 September 2025",
    "2024-02-29": "",
    "27/03/2025": "",
    "March": "",
    "27 March": "",
    "soon": "",
    "": "",
}


STARTS = {
    "2025-03-27": "2025-03-27",
    "2025-03": "2025-02-28",
    "2024-03": "2024-02-29",
    "2025-Q1": "2024-12-31",
    "2025-Q3": "2025-06-30",
    "0001-01-01": "0001-01-01",
    "0001-02": "0001-01-31",
    "0001-01": "",  # no day is before it
    "0001-Q1": "",
    "2025": "",
    "2025-03/2025-06": "",
    "2025-03-27/2025-04-27": "",
    "2025-13": "",
    "march": "",
}
"""What a person names as a start, and the day after which it begins."""


@pytest.mark.parametrize("text", STARTS)
def test_a_start_begins_after_a_day(text: str) -> None:
    if STARTS[text]:
        assert str(starts_after(text)) == STARTS[text]
    else:
        with pytest.raises(ValueError, match=text):
            starts_after(text)


@pytest.mark.parametrize("text", NO_SUCH_DAY)
def test_a_day_that_does_not_exist(text: str) -> None:
    assert no_such_day(text) == NO_SUCH_DAY[text]


@pytest.mark.parametrize("text", SUGGESTED)
def test_suggestion(text: str) -> None:
    assert suggest(text) == SUGGESTED[text]


ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
STYLES = [
    "{day}/{month}/{year}",
    "{day:02}/{month:02}/{year}",
    "{day}/{month}/{short}",
    "{day}.{month}.{year}",
    "{day:02}-{month:02}-{year}",
    "{day} {month} {year}",
    "{year}-{month}-{day}",
    "{year}/{month:02}/{day:02}",
    "{day} {name} {year}",
    "{day}{th} {name} {year}",
    "{day}{th} {name}, {year}",
    "{day} {name:.3} {short}",
    "{day}-{name:.3}-{year}",
    "{day}{th} {name:.3}. {year}",
    "  {day:02}  {name}  {year} ",
    "{weekday} {day} {name} {year}",
    "{weekday:.3}, {day} {name} {year}",
    "{name} {day}{th}, {year}",
    "{year}-{month:02}-{day:02} 00:00:00",
    "{year}-{month:02}-{day:02}T00:00",
]


@given(
    day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    style=st.sampled_from(STYLES),
    case=st.sampled_from([str.lower, str.upper, str.title]),
)
def test_a_day_in_any_british_way_is_understood(
    day: date, style: str, case: Callable[[str], str]
) -> None:
    written = style.format(
        day=day.day,
        th=ORDINALS.get(day.day, "th"),
        month=day.month,
        name=f"{day:%B}",
        weekday=f"{day:%A}",
        year=day.year,
        short=f"{day:%y}",
    )
    assert suggest(case(written)) == day.isoformat()


@given(text=st.text(max_size=20) | st.from_regex(r"[0-9]{1,4}[-./ ][a-z0-9]{1,9}[-./ ][0-9]{1,4}"))
def test_a_suggestion_is_always_a_date(text: str) -> None:
    suggested = suggest(text)
    assert suggested is None or parse_window(suggested).text == suggested
