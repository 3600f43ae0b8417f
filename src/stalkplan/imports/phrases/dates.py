"""Dates as published plans write them, the day before the month, each with its precision."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from stalkplan.record.dates import Window, parse_window


class DateKind(Enum):
    """How a text puts a date: by it, not before it, from it on, at it, or without a word."""

    BY = auto()
    NOT_BEFORE = auto()
    FROM = auto()
    AT = auto()
    BARE = auto()


class TextDate(NamedTuple):
    """A date in a text, with its preposition: it is `text[start:end]`.

    `window` is None for a season, an `early 2025`, a day without a year or one that no month has:
    these are no certain dates. `is_no_day` says that it is the last of these. `is_guess` says that
    `March 26` was taken for the month of a year, not for a day.
    """

    text: str
    start: int
    end: int
    window: Window | None
    kind: DateKind
    is_guess: bool = False
    is_no_day: bool = False


_MONTHS = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?",
    "aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)  # fmt: skip
_MONTH = f"(?:(?=[adfjmnos])(?:{'|'.join(_MONTHS)}))"
_YEAR = "20[0-9]{2}"
_PART = (
    r"(?:(?=[bceflmstv])(?:the\s+)?(?:early|mid|late|(?:very\s+)?end(?:\s+of)?"
    r"|(?:beginning|start|middle|close|first\s+half|second\s+half)\s+of)[\s-]+(?:in\s+)?)"
)

_DATE = re.compile(
    rf"""(?<![\w.])(?:(?=[0-9])(?:
      (?P<iso>{_YEAR}-[0-9]{{2}}-[0-9]{{2}})
    | (?P<day>[0-9]{{1,2}})[./-](?P<month>[0-9]{{1,2}})[./-](?P<year>{_YEAR}|[0-9]{{2}})
    | (?P<day_1>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?[\s-]*(?P<month_1>{_MONTH})\.?
      (?:,?[\s-]+'?(?P<year_1>{_YEAR}|[0-9]{{2}}))?
    | (?<=[A-Za-z]\s)(?P<year_5>{_YEAR})(?!/?[0-9])
    ) | (?=[a-z])(?:
      (?P<month_2>{_MONTH})\s+(?P<day_2>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year_2>{_YEAR})
    | (?P<part>{_PART})?(?P<month_3>{_MONTH})\.?(?:,?\s+of\s+|[\s,-]+)'?
      (?P<year_3>{_YEAR}|[0-9]{{2}})(?![/-][0-9])
    | (?P<vague>(?:{_PART}|(?:{_PART})?(?:(?:spring|summer|autumn|winter)\s+(?:of\s+)?
      |(?:Q[1-4]|quarter\s+[1-4]|(?:first|second|third|fourth|last)\s+quarter)\s*(?:of\s+)?
      ))(?P<year_4>{_YEAR})(?:/[0-9]{{2,4}})?)
    ))(?![\w])""",
    re.IGNORECASE | re.VERBOSE,
)
"""It looks at a sign first, as every place in a text is tried."""

_BEFORE = re.compile(
    r"""(?<!\w)(?:
      (?P<not_before>(?:no|not)\s+(?:earlier|sooner)\s+than|not\s+before)
    | (?P<by>(?:no|not)\s+later\s+than|on\s+or\s+before|at\s+the\s+latest\s+by|by)
    | (?P<before>before|prior\s+to|ahead\s+of)
    | (?P<from>from|since|starting(?:\s+in)?|commencing|beginning|after|until|till|between)
    | (?P<at>in|on|during|within|for|throughout|at)
    | (?P<week>w/?c|wk\.?\s+(?:commencing|of)|week\s+(?:commencing|beginning|of))
    ):?\s+(?:the\s+)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_AFTER = re.compile(
    r"\s*[,(]?\s*(?:at\s+the\s+)?(?:(?P<not_before>earliest)|(?P<by>latest)|(?P<from>onwards?))\b",
    re.IGNORECASE,
)
_END_OF_YEAR = re.compile(
    rf"(?:the\s+)?(?:very\s+)?(?:end|close)(?:\s+of)?[\s-]+(?:in\s+)?{_YEAR}", re.IGNORECASE
)
_DIGIT = re.compile(r"[0-9]")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")
_KINDS = {
    "not_before": DateKind.NOT_BEFORE,
    "by": DateKind.BY,
    "before": DateKind.BY,
    "from": DateKind.FROM,
    "at": DateKind.AT,
    "week": DateKind.BY,
}

_SHORT = 1_000
"""Characters of a text whose dates are remembered."""

_NEAR = 40
"""How many characters before a date are searched for its preposition."""


def dates_in(text: str) -> list[TextDate]:
    """Return the dates in a folded text, in order. A date in a web address does not count."""
    return list(_remembered(text) if len(text) <= _SHORT else _dates_in(text))


@lru_cache(maxsize=16384)
def _remembered(text: str) -> Sequence[TextDate]:
    """Return the dates of a text that is short; it is looked at from several sides."""
    return _dates_in(text)


def _dates_in(text: str) -> Sequence[TextDate]:
    if not _DIGIT.search(text):
        return []  # most texts have none
    plain = text
    if "://" in text or "www." in text.lower():
        plain = _ADDRESS.sub(lambda address: " " * len(address[0]), text)
    readings = [(match, _read(match)) for match in _DATE.finditer(plain)]
    return [_in_place(text, match, reading) for match, reading in readings if reading]


class _Reading(NamedTuple):
    window: Window | None
    is_guess: bool = False
    is_no_day: bool = False


def _read(match: re.Match[str]) -> _Reading | None:
    """Return how a date is read; None if it is no date after all, such as 31.06.2025."""
    part = match.groupdict()
    if part["vague"]:
        is_end = _END_OF_YEAR.fullmatch(part["vague"])
        return _Reading(_window(part["year_4"]) if is_end else None)
    if part["year_5"]:
        return _Reading(_window(part["year_5"]))
    if part["iso"]:
        window = _window(part["iso"])
        return _Reading(window) if window else None
    if part["month_3"]:
        return _read_month(match)
    return _read_day(match)


def _read_day(match: re.Match[str]) -> _Reading | None:
    """Return a day with its month, of which the year may be left out."""
    part = match.groupdict()
    day = part["day"] or part["day_1"] or part["day_2"]
    month = part["month"] or str(_number_of_month(part["month_1"] or part["month_2"]))
    year = part["year"] or part["year_1"] or part["year_2"]
    if year is None:
        is_date = 1 <= int(day) <= 31 and part["month_1"].istitle()
        return _Reading(None) if is_date else None
    window = _window(f"{_full_year(year)}-{month:0>2}-{day:0>2}")
    if window is None and part["month"] is None and 1 <= int(day) <= 31:
        return _Reading(None, is_no_day=True)
    return _Reading(window) if window else None


def _read_month(match: re.Match[str]) -> _Reading | None:
    name, year = match["month_3"], match["year_3"]
    is_short = len(year) == 2
    if is_short and not name[0].isupper():  # "may 25 officers" is none
        return None
    if is_short and not 20 <= int(year) <= 40:
        return None
    is_guess = is_short and bool(re.search(rf"{name}\.?\s+{year}$", match[0]))
    return _Reading(_window(f"{_full_year(year)}-{_number_of_month(name):02}"), is_guess)


def _in_place(text: str, match: re.Match[str], reading: _Reading) -> TextDate:
    """Return a date with the words before and after it that say how it is meant."""
    start, end = match.span()
    kind, window = DateKind.BARE, reading.window
    if preposition := _BEFORE.search(text, max(0, start - _NEAR), start):
        start = preposition.start()
        kind = _KINDS[preposition.lastgroup or ""]
        is_end = re.match(r"(?:the\s+)?end\b", match[0], re.IGNORECASE)
        is_before = preposition.lastgroup == "before" and not is_end
        if is_before or preposition.lastgroup == "week":
            window = None  # another day is meant, and nobody wrote that one
    if after := _AFTER.match(text, end):
        end = after.end()
        kind = _KINDS[after.lastgroup or ""]
    return TextDate(text[start:end], start, end, window, kind, reading.is_guess, reading.is_no_day)


def _window(text: str) -> Window | None:
    try:
        return parse_window(text)
    except ValueError:
        return None


def _number_of_month(name: str) -> int:
    return 1 + next(n for n, form in enumerate(_MONTHS) if form.startswith(name[:3].lower()))


def _full_year(digits: str) -> str:
    return f"20{digits}" if len(digits) == 2 else digits
