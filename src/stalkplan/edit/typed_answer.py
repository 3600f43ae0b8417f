"""What a command asks if an option is missing, and what an answer may be."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Self

from stalkplan.errors import WrongCallError
from stalkplan.record.choices import Status
from stalkplan.record.dates import (
    no_such_day,
    parse_day,
    parse_window,
    starts_after,
    suggest,
    suggest_day,
)


def always_asked(status: str) -> bool:
    """Whether a question is asked after a status: it is."""
    del status
    return True


class Question(NamedTuple):
    """One question. `key` is the field that the answer fills.

    `parse` returns the value of an answer, or raises ValueError with the help to show. After a
    blank answer the field stays empty, and `blank` says what that means; with `is_needed` the
    question is asked again. `choices` are listed above it with their numbers. An answer that may be
    long `is_long`: an editor can be opened for it. `is_for` is whether it is asked after a status,
    which is empty if none was given.
    """

    key: str
    label: str
    parse: Callable[[str], str] = str
    blank: str = "none"
    is_needed: bool = False
    choices: Sequence[str] = ()
    is_long: bool = False
    is_for: Callable[[str], bool] = always_asked


class NothingToAsk:
    """What a command that writes says where nothing is asked, and no option is lacking."""

    def missing(self, target: object, can_open: Callable[[str], bool]) -> list[Question]:
        """Return nothing: there is nothing to ask."""
        del target, can_open
        return []

    def answered(self, answers: Mapping[str, str]) -> Self:
        """Return itself: there are no answers."""
        del answers
        return self

    @property
    def lacks(self) -> str:
        """Nothing is lacking."""
        return ""


def as_one_of(choices: type[StrEnum]) -> Callable[[str], str]:
    """Return a function that reads one of some words, or its number from 1."""
    words = list(choices)

    def parse(answer: str) -> str:
        given = answer.strip().casefold().replace(" ", "-")
        for number, word in enumerate(words, start=1):
            if given in (word, str(number)):
                return word
        instead = f"type a number from 1 to {len(words)}"
        if meant := _meant(given, words):
            instead = f"write {meant}, or {instead}"
        raise ValueError(f"'{answer}' is not one of the choices; {instead}")

    return parse


def as_status(answer: str) -> Status:
    """Return the status that a word is, case aside. Raises ValueError with what to write."""
    given = answer.strip().casefold().replace(" ", "-")
    if given in [*Status]:
        return Status(given)
    instead = meant = _meant(given, [*Status])
    if not meant:
        instead = words_or([*Status])
    elif given in _MEANT:  # another word, and not a slip: what it is read as may be wrong
        instead = f"{meant}, or one of: {', '.join(word for word in Status if word != meant)}"
    raise ValueError(f"'{answer}' is not a status; write {instead}")


def _meant(given: str, words: Sequence[str]) -> str | None:
    """Return which of some words an answer perhaps means; None if that is not clear."""
    bare = re.sub("[^a-z]+", "-", given).strip("-")
    return next((word for word in words if word in (bare, _MEANT.get(bare))), None)


def words_or(words: Sequence[str]) -> str:
    """Return words to choose from: `a, b or c`."""
    *more, last = words
    return f"{', '.join(more)} or {last}" if more else last


_MEANT = {
    **dict.fromkeys(("done", "completed", "finished", "achieved", "closed"), Status.COMPLETE),
    **dict.fromkeys(("begun", "ongoing", "started", "underway"), Status.IN_PROGRESS),
    **dict.fromkeys(("on-hold", "stuck", "stopped"), Status.BLOCKED),
    **dict.fromkeys(("cancelled", "dropped"), Status.WITHDRAWN),
}
"""Words that are no status, and what to write instead: we ask, and never take one for the other."""


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


FROM_THE_FIRST = date.min
"""The day on which a record joined that always stood in the plan."""


def joined_on(added: date | None, *, on: date) -> date | None:
    """Return what a new record says of the day on which it joined: `on` if none is given.

    None if it always stood in the plan. Raises WrongCallError for a day after `on`.
    """
    if added and added > on:
        raise WrongCallError(f"it cannot have joined on {added}, after {on}")
    return None if added == FROM_THE_FIRST else added or on
