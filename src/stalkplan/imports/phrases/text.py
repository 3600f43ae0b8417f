"""The text of a published plan: put on one line, cut into sentences, never reworded."""

import re
from collections.abc import Sequence
from functools import lru_cache

from stalkplan.record.yaml import CONTROL

BULLET = re.compile(r"(?m)^[ \t]*[\u2022\u25aa\u25e6\u25cf\u2023][ \t]+")
"""A mark at the beginning of a line that says no more than that an entry of a list begins."""

_CONTROL = re.compile(CONTROL)
_SENTENCE_END = re.compile(r" (?:(?<=[.!?;] )(?=[^a-z])|(?=[•▪◦●‣]))")
_WORD = re.compile(r"[^\W_]+")
_BETWEEN_WORDS = str.maketrans({
    code: " " for code in range(128) if not chr(code).isalnum()
})  # fmt: skip


@lru_cache(maxsize=8192)  # each cell is folded whenever it is looked at
def fold(text: str) -> str:
    """Return a text on one line, with one blank for any white space or control characters."""
    return single_blanks(text if text.isprintable() else _CONTROL.sub(" ", text))


def single_blanks(text: str) -> str:
    """Return a text with one blank for any white space, and none at its ends."""
    is_so = text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]
    return text if is_so else " ".join(text.split())  # most are so


@lru_cache(maxsize=64)  # several questions are put to a text, one after the other
def sentences(text: str) -> Sequence[str]:
    """Return the sentences of a folded text; a bullet begins one, too."""
    return tuple(filter(None, _SENTENCE_END.split(text)))


def shortened(text: str, length: int = 100) -> str:
    """Return a text for a question, cut after a word where it is longer than `length`."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0] + "..."


def letters_only(text: str) -> str:
    """Return the words of a text in small letters, with one blank between them."""
    return " ".join(words_of(text.casefold()))


def words_of(text: str) -> list[str]:
    """Return the words of a text, which are letters and digits."""
    if text.isascii():  # four times as fast
        return text.translate(_BETWEEN_WORDS).split()
    return _WORD.findall(text)
