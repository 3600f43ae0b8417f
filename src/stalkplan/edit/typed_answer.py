"""What a command asks if an option is missing, and what an answer may be."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Self

from stalkplan.errors import WrongCallError
from stalkplan.record.choices import Status


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


FROM_THE_FIRST = date.min
"""The day on which a record joined that always stood in the plan."""


def joined_on(added: date | None, *, on: date) -> date | None:
    """Return what a new record says of the day on which it joined: `on` if none is given.

    None if it always stood in the plan. Raises WrongCallError for a day after `on`.
    """
    if added and added > on:
        raise WrongCallError(f"it cannot have joined on {added}, after {on}")
    return None if added == FROM_THE_FIRST else added or on
