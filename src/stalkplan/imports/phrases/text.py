"""The text of a published plan: put on one line, cut into sentences, never reworded."""

import re
from functools import lru_cache

from stalkplan.record.yaml import CONTROL

BULLET = re.compile(r"(?m)^[ \t]*[\u2022\u25aa\u25e6\u25cf\u2023][ \t]+")
"""A mark at the beginning of a line that says no more than that an entry of a list begins."""

_CONTROL = re.compile(CONTROL)
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[^a-z])|\s+(?=[•▪◦●‣])")


@lru_cache(maxsize=8192)  # each cell is folded whenever it is looked at
def fold(text: str) -> str:
    """Return a text on one line, with one blank for any white space or control characters."""
    if not text.isprintable():
        text = _CONTROL.sub(" ", text)
    return " ".join(text.split())


def sentences(text: str) -> list[str]:
    """Return the sentences of a folded text; a bullet begins one, too."""
    return [part for part in _SENTENCE_END.split(text) if part]


def shortened(text: str, length: int = 100) -> str:
    """Return a text for a question, cut after a word where it is longer than `length`."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0] + "..."


def letters_only(text: str) -> str:
    """Return the words of a text in small letters, with one blank between them."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
