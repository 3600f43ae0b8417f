"""The words of published plans that are a status here. docs/importing.md lists them, too."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias
from unicodedata import category

from stalkplan.errors import WrongCallError
from stalkplan.imports.phrases.dates import dates_in
from stalkplan.imports.phrases.text import fold, letters_only
from stalkplan.record.choices import Status

StatusWords: TypeAlias = Mapping[str, Status]

STATUS_WORDS: StatusWords = {
    "complete": Status.COMPLETE,
    "completed": Status.COMPLETE,
    "action complete": Status.COMPLETE,
    "action completed": Status.COMPLETE,
    "fully complete": Status.COMPLETE,
    "fully completed": Status.COMPLETE,
    "achieved": Status.COMPLETE,
    "closed": Status.COMPLETE,
    "in progress": Status.IN_PROGRESS,
    "ongoing": Status.IN_PROGRESS,
    "on going": Status.IN_PROGRESS,
    "on track": Status.IN_PROGRESS,
    "underway": Status.IN_PROGRESS,
    "under way": Status.IN_PROGRESS,
    "partially complete": Status.IN_PROGRESS,
    "partly complete": Status.IN_PROGRESS,
    "not started": Status.NOT_STARTED,
    "not yet started": Status.NOT_STARTED,
    "blocked": Status.BLOCKED,
    "on hold": Status.BLOCKED,
    "withdrawn": Status.WITHDRAWN,
}
"""All other words become a question, as `business as usual` does."""

COLOURS = frozenset(("green", "amber", "red", "blue", "grey", "gray", "yellow", "black", "purple"))
"""A colour alone is a question: of `Green` some plans say complete, others on track.

The words beside it decide, as in `Green - on track`.
"""

_COLOUR = re.compile(rf"(?:{'|'.join(sorted(COLOURS))})\b[\s:;,(/\u2013\u2014-]+", re.IGNORECASE)
_HEAD = re.compile(r"[^.:;,()\u2013\u2014]+?(?=\s*(?:[.:;,()\u2013\u2014]|\s-\s|$))")
_LONGEST_HEAD = 200


class TextStatus(NamedTuple):
    """A status, and the `rest` of the text that names it."""

    status: Status
    rest: str


def status_of(text: str, words: StatusWords = STATUS_WORDS) -> TextStatus | None:
    """Return the status that a text is, or that it names before a stop, a dash or a bracket.

    A colour before the status says nothing, unless it is itself one of the words.
    """
    shown = fold(text)
    return _at_start(shown, words) or _behind_colour(shown, words)


def has_sign(text: str) -> bool:
    """Whether a text has a tick, a coloured circle or another sign, which may mean a status."""
    return any(category(sign) == "So" for sign in text)


def words_with(pairs: Iterable[str]) -> StatusWords:
    """Return the words that are a status, with those of `--map`, such as `Green=complete`.

    Raises WrongCallError on a pair that is none, a target that is no status, and a word with two.
    """
    mapped: dict[str, Status] = {}
    for pair in pairs:
        word, sign, target = pair.partition("=")
        known = letters_only(word)
        if not sign or not known:
            raise WrongCallError(f"--map '{pair}': write a word and its status, as Green=complete")
        try:
            status = Status(target.strip().casefold())
        except ValueError:
            listed = ", ".join(Status)
            raise WrongCallError(
                f"--map '{pair}': '{target.strip()}' is not a status; write one of {listed}"
            ) from None
        if mapped.setdefault(known, status) is not status:
            raise WrongCallError(f"--map gives '{word.strip()}' two statuses; keep one of them")
    return {**STATUS_WORDS, **mapped}


def _at_start(shown: str, words: StatusWords) -> TextStatus | None:
    head = _HEAD.match(shown[:_LONGEST_HEAD])
    if head is None:
        return None
    status, end = words.get(letters_only(head[0])), head.end()
    if status is None and (dates := dates_in(shown[:_LONGEST_HEAD])) and dates[0].start:
        end = dates[0].start
        status = words.get(letters_only(shown[:end]))
    if status is None:
        return None
    rest = shown[end:].strip(" .:;,\u2013\u2014-")
    other = _HEAD.match(rest.lstrip("( ")[:_LONGEST_HEAD])
    is_two = other and words.get(letters_only(other[0]), status) is not status
    return None if is_two else TextStatus(status, rest)  # "Closed - not started" is no status


def _behind_colour(shown: str, words: StatusWords) -> TextStatus | None:
    colour = _COLOUR.match(shown)
    return _at_start(shown[colour.end() :].rstrip(")"), words) if colour else None
