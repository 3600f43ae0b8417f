"""Dates as they are typed, in an option or an answer; what is none is told what to write."""

import re
from collections.abc import Callable
from datetime import date

from stalkplan.record.dates import (
    no_such_day,
    parse_day,
    parse_window,
    starts_after,
    suggest,
    suggest_day,
)


def typed_day(answer: str) -> date:
    """Return a full ISO day. Raises ValueError with what to write."""
    try:
        return parse_day(answer.strip())
    except ValueError:
        raise ValueError(_no_date(answer, "a day such as 2025-03-27")) from None


def typed_start(answer: str) -> date:
    """Return the day after which a time begins: a day itself, or before a month or a quarter.

    Raises ValueError with what to write.
    """
    try:
        return starts_after(answer.strip())
    except ValueError:
        raise ValueError(_no_date(answer, "a day such as 2025-03-27, or 2025-Q1")) from None


def _no_date(answer: str, expected: str) -> str:
    """Return that an answer is no date, why, and what to write."""
    given = answer.strip()
    instead = suggest_day(given) or expected
    why = f", as {no_such_day(given)}" if no_such_day(given) else ""
    return f"'{answer}' is not a date{why}; write {instead}"


def as_day(*, last: date) -> Callable[[str], str]:
    """Return a function that reads a day, at most the day `last`, and gives it as ISO text."""

    def parse(answer: str) -> str:
        day = typed_day(answer)
        if day > last:
            raise ValueError(f"{day} is after {last}; an update is about what has happened")
        return day.isoformat()

    return parse


def as_window(answer: str, year: int = 2027) -> str:
    """Return a day, month, quarter or year as ISO text.

    Raises ValueError with what to write; its examples are of the `year`, one that is still to come.
    """
    given = answer.strip()
    try:
        return parse_window(given).text
    except ValueError:
        meant = _window_meant(given, year) or f"{year}-01-31, {year}-01, {year}-Q1 or {year}"
        why = f", as {no_such_day(given)}" if no_such_day(given) else ""
        raise ValueError(f"'{answer}' is not a date or month{why}; write {meant}") from None


def _window_meant(given: str, year: int) -> str | None:
    """Return the window that a person most likely meant, as ISO text; None if that is not clear.

    What names no year is perhaps of the `year`.
    """
    words = " ".join(given.casefold().replace(",", " ").split())
    words = re.sub(r"^(?:(?:by|in|until|before|the|end of|during) )+", "", words)
    if quarter := re.fullmatch(r"q([1-4])(?: |/|-)?(\d{4})?", words):
        return f"{quarter[2] or year}-Q{quarter[1]}"
    if re.fullmatch("[a-z]+", words):
        words = f"{words} {year}"
    return suggest(words)
