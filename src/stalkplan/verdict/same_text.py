"""When two texts are the same: letters and digits alone are compared, case aside."""

import re
from functools import lru_cache
from unicodedata import normalize

_NEITHER = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def letters(text: str | None) -> str:
    """Return the letters and digits of a text, in small letters; nothing if it has none."""
    return _NEITHER.sub("", composed(text).casefold()) if text else ""


def composed(text: str) -> str:
    """Return a text with each letter and its accents as one sign (NFC)."""
    return text if text.isascii() else normalize("NFC", text)


REDACTED = "[redacted]"
"""What stands in place of a text that was taken out."""


def comparable(text: str | None) -> str:
    """Return what an answer is compared by; nothing for one that has no text, or no longer."""
    return "" if text and text.strip() == REDACTED else letters(text)
