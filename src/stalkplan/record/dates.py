"""Dates as the files write them: ISO days, and windows: a day, month, quarter, year or interval."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WINDOW = re.compile(r"([0-9]{4})(?:-([0-9]{2})|-Q([1-4]))?")

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NUMBERS = r"([0-9]{1,4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,4})"
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


def suggest(text: str) -> str | None:
    """Return the ISO day or month that a person who wrote `text` most likely meant, or None.

    In numbers the day comes first, as in Britain. A month without a year gets 2025, the year of
    the examples.
    """
    written = " ".join(text.lower().split())
    try:
        if match := re.fullmatch(_NUMBERS, written):
            day, month, year = match.groups()
            if len(day) == 4:
                day, year = year, day
            return date(_year(year), int(month), int(day)).isoformat()
        if match := re.fullmatch(_WORDS, written):
            day, name, year = match.groups()
            month_number = 1 + next(n for n, month in enumerate(_MONTHS) if month.startswith(name))
            if day and year:
                return date(_year(year), month_number, int(day)).isoformat()
            if not day:
                return f"{_year(year or '2025')}-{month_number:02}"
    except (ValueError, StopIteration):
        pass
    return None


def _year(digits: str) -> int:
    return int(digits) + 2000 if len(digits) == 2 else int(digits)
