"""Dates as the files write them: ISO days, and windows: a day, month, quarter, year or interval."""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, normalize

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WINDOW = re.compile(r"([0-9]{4})(?:-([0-9]{2})|-Q([1-4]))?")

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_AROUND = r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? |[ t]00:00(?::00)?$"
"""A weekday before a day, and the midnight that a spreadsheet may put behind it."""
_NUMBERS = r"([0-9]{1,4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,4})"
_MONTH_FIRST = r"([a-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?[ ,]+([0-9]{4})"
_WORDS = r"(?:([0-9]{1,2})(?:st|nd|rd|th)?[ -])?([a-z]{3,9})\.?(?:[ ,-]+([0-9]{4}|[0-9]{2}))?"


class Window(NamedTuple):
    """The days that a date may mean: `text` as written, `first` and `last` inclusive.

    A day is itself; a month, quarter or year runs from its first day to its last, an interval from
    the first day of its first part to the last day of its second.
    """

    text: str
    first: date
    last: date

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last


@lru_cache(maxsize=4096)
def parse_day(text: str) -> date:
    """Return the day that an ISO date such as `2025-03-27` names; else ValueError."""
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


@lru_cache(maxsize=4096)
def parse_window(text: str) -> Window:
    """Return the window of `2025-03-27`, `2025-03`, `2025-Q1`, `2025` or two of them with a `/`.

    ValueError for anything else, and for an interval that ends before it begins.
    """
    if "/" in text:
        begins, _, ends = text.partition("/")
        opens, closes = parse_window(begins), parse_window(ends)
        if closes.first < opens.first or closes.last < opens.last:
            raise ValueError(text)
        return Window(text, opens.first, closes.last)
    if _DAY.fullmatch(text):
        day = date.fromisoformat(text)
        return Window(text, day, day)
    match = _WINDOW.fullmatch(text)
    if not match:
        raise ValueError(text)
    year = int(match[1])
    if match[2]:
        start = end = int(match[2])
    elif match[3]:
        end = 3 * int(match[3])
        start = end - 2
    else:
        start, end = 1, 12
    first = date(year, start, 1)
    return Window(text, first, date(year, end, monthrange(year, end)[1]))


def start_of(text: str) -> Window | None:
    """Return the days of a day `2025-03-27`, a month `2025-03` or a quarter `2025-Q1`, as a start.

    None for anything else: a year alone may be the beginning of a commit's id.
    """
    try:
        window = parse_window(text)
    except ValueError:
        return None
    return None if "-" not in text or "/" in text else window


def starts_after(text: str) -> date:
    """Return the day after which a time begins that a person names as its start.

    A day is itself, as it ends; a month and a quarter begin after the day before their first.
    ValueError for anything else.
    """
    window = start_of(text)
    if window is None or (window.first == date.min and not _DAY.fullmatch(text)):
        raise ValueError(text)
    return window.first if _DAY.fullmatch(text) else window.first - timedelta(days=1)


def suggest(text: str) -> str | None:
    """Return the ISO day or month that a person who wrote `text` most likely meant, or None.

    In numbers the day comes first, as in Britain. A month without a year gets 2025, the year of
    the examples.
    """
    named = _named(text)
    if named is None or not _exists(named):
        return None
    year, month, day = named
    return f"{year:04}-{month:02}" + ("" if day is None else f"-{day:02}")


def suggest_day(text: str) -> str | None:
    """Return how the day that a text seems to mean is written; None if it is not a day."""
    meant = suggest(text)
    return meant if meant and len(meant) == len("2025-03-27") else None


def no_such_day(text: str) -> str:
    """Return what a text names that no calendar has, as a clause; nothing if that is not why.

    `2025-02-30` gives "there is no 30 February 2025", `2025-13` "there is no month 13".
    """
    named = _named(text)
    if named is None or _exists(named):
        return ""
    year, month, day = named
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if year == 0:
        return "there is no year 0"
    return f"there is no {day} {_MONTHS[month - 1].capitalize()} {year}"


class _Named(NamedTuple):
    """The numbers that a text names, which need not be a day of the calendar."""

    year: int
    month: int
    day: int | None = None


def _named(text: str) -> _Named | None:
    """Return the day or month that a text names in numbers or words."""
    written = re.sub(_AROUND, "", " ".join(_plain(text).lower().split()))
    if match := re.fullmatch(_NUMBERS, written):
        day, month, year = match.groups()
        if len(day) == 4:
            day, year = year, day
        return _Named(_year(year), int(month), int(day))
    if match := re.fullmatch(_WORDS, written):
        day, name, year = match.groups()
        numbers = [n for n, month in enumerate(_MONTHS, 1) if month.startswith(name)]
        if numbers and (year or not day):
            return _Named(_year(year or "2025"), numbers[0], int(day) if day else None)
    if match := re.fullmatch(_MONTH_FIRST, written):
        name, day, year = match.groups()
        return _named(f"{day} {name} {year}")
    if match := re.fullmatch("([0-9]{4})-([0-9]{2})", written):
        year, month = match.groups()
        if int(month) != (int(year) + 1) % 100:  # that is a financial year
            return _Named(int(year), int(month))
    return None


def _exists(named: _Named) -> bool:
    year, month, day = named
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return False
    return day is None or 1 <= day <= monthrange(year, month)[1]


def _plain(text: str) -> str:
    """Return a text in plain digits, hyphens and spaces, as word processors do not set it."""
    visible = "".join(c for c in normalize("NFKC", text) if category(c) != "Cf")
    return re.sub("[\u2010-\u2015\u2212]", "-", visible)


def _year(digits: str) -> int:
    return int(digits) + 2000 if len(digits) == 2 else int(digits)
