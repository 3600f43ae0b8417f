"""Text as a published plan has it: folded, cut into sentences, never reworded."""

import re

from stalkplan.record.yaml import CONTROL

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[^a-z])|\s+(?=[•▪◦●‣])")


def fold(text: str) -> str:
    """Return a text on one line: white space folded, control characters as if they were some."""
    return " ".join(re.sub(CONTROL, " ", text).split())


def sentences(text: str) -> list[str]:
    """Return the sentences of a folded text; an entry with a bullet is one."""
    return [part for part in _SENTENCE_END.split(text) if part]


def shortened(text: str, length: int = 100) -> str:
    """Return a text for a question: its beginning, cut at a word where it is long."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0] + "..."


def letters_only(text: str) -> str:
    """Return the words of a text in small letters, all other signs as one space."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
