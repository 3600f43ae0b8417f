"""What a command asks if an option is missing, and what an answer may be."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Self

from stalkplan.errors import WrongCallError
from stalkplan.record.dates import no_such_day, parse_window, suggest


class Question(NamedTuple):
    """One question. `key` is the field that the answer fills.

    `parse` returns the value of an answer, or raises ValueError with the help to show. After a
    blank answer the field stays empty; with `is_needed` the question is asked again. `choices` are
    listed above it with their numbers.
    """

    key: str
    label: str
    parse: Callable[[str], str] = str
    is_needed: bool = False
    choices: Sequence[str] = ()


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
        raise ValueError(f"'{answer}' is none of them; type a number from 1 to {len(words)}")

    return parse


def as_window(answer: str) -> str:
    """Return a day, month, quarter or year as ISO text. Raises ValueError with what to write."""
    given = answer.strip()
    try:
        return parse_window(given).text
    except ValueError:
        meant = suggest(given) or "2027-01-31, 2027-01, 2027-Q1 or 2027"
        why = f", as {no_such_day(given)}" if no_such_day(given) else ""
        raise ValueError(f"'{answer}' is not a date or month{why}; write {meant}") from None


FROM_THE_FIRST = date.min
"""The day on which a record joined that always stood in the plan."""


def joined_on(added: date | None, *, on: date) -> date | None:
    """Return what a new record says of the day on which it joined: `on` if none is given.

    None if it always stood in the plan. Raises WrongCallError for a day after `on`.
    """
    if added and added > on:
        raise WrongCallError(f"it cannot have joined on {added}, after {on}")
    return None if added == FROM_THE_FIRST else added or on
