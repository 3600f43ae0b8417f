"""What the files say, as text: records, dates, and the days that a date may mean."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

import yaml

if TYPE_CHECKING:
    from pathlib import Path

Record = dict[str, Any]
LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)


class Window(NamedTuple):
    """The days a date may mean: one day, or a month, a quarter, a year, an interval."""

    first: date
    last: date


def read(path: Path) -> Record:
    """Read one file; only text, lists and mappings come of it."""
    content: Record = yaml.load(path.read_bytes(), Loader=LOADER)
    return content


def rows(record: Record, key: str) -> list[Any]:
    """Return a list of the record; an empty value is an empty list."""
    return record.get(key) or []


def text(record: Record, key: str) -> str | None:
    """Return a text of the record; an empty value is nothing."""
    return record.get(key) or None


def part(record: Record, key: str) -> Record:
    """Return a mapping of the record; one with empty values alone is nothing."""
    inner: Record = record.get(key) or {}
    return inner if any(inner.values()) else {}


def bare(words: str | None) -> str:
    """Keep letters and digits alone, case aside."""
    return "".join(filter(str.isalnum, normalize("NFC", words or "").casefold()))


@cache
def day(written: str) -> date:
    """Read a day."""
    return date.fromisoformat(written)


@cache
def window(written: str) -> Window:
    """Read a day, a month, a quarter, a year or an interval of these: first to last day."""
    if "/" in written:
        start, _, end = written.partition("/")
        return Window(window(start).first, window(end).last)
    if DAY.fullmatch(written):
        return Window(day(written), day(written))
    year, _, rest = written.partition("-")
    first = 3 * int(rest[1:]) - 2 if "Q" in rest else int(rest or 1)
    last = first + 2 if "Q" in rest else int(rest or 12)
    final = calendar.monthrange(int(year), last)[1]
    return Window(date(int(year), first, 1), date(int(year), last, final))


def ends(days: Window) -> tuple[date, date]:
    """Order windows by their last day, then by their first."""
    return days.last, days.first


def readable(written: str | None, *, month: bool) -> bool:
    """Tell whether it is a day (or a month, where that will do)."""
    if not written or not (DAY.fullmatch(written) or (month and MONTH.fullmatch(written))):
        return False
    try:
        window(written)
    except ValueError:
        return False
    return True


def joined(record: Record, on: date) -> bool:
    """Neither a response nor an action is known before the day it was `added`."""
    added = text(record, "added")
    return added is None or day(added) <= on
