"""Signs: words without which a costly pattern cannot match, so that few are tried on a text."""

import re
from collections.abc import Iterator
from functools import cached_property


def folded(text: str) -> str:
    """Return a text in small letters, as patterns take it that ignore case.

    To them an i may lack its dot or have one as a capital, and the long s is an s.
    """
    if text.isascii():
        return text.lower()
    return text.replace("\u0130", "i").lower().replace("\u0131", "i").replace("\u017f", "s")


_LETTERS = bytes(sign if chr(sign).islower() else ord(" ") for sign in range(128)) + b" " * 128
"""What becomes of each byte: all but small letters end a word."""


class SearchedText:
    """A text, and its words in small letters. A digit ends a word: PC1234 has the word pc.

    A part of a text has the words of the `whole`, for which nobody looks twice.
    """

    def __init__(self, text: str, whole: "SearchedText | None" = None) -> None:
        self.text = text
        self._whole = whole

    @cached_property
    def words(self) -> frozenset[bytes]:
        """Every word once; any letter that is not of English ends a word."""
        if self._whole:
            return self._whole.words
        return frozenset(folded(self.text).encode("ascii", "replace").translate(_LETTERS).split())

    @cached_property
    def has_long_number(self) -> bool:
        """Whether eight digits stand close to one another."""
        return _LONG_NUMBER.search(self.text) is not None


_LONG_NUMBER = re.compile(r"\d(?:\D{0,4}\d){7}")


class Pattern:
    """A pattern beside its signs: words in small letters. Whatever it finds has one of them.

    What is a long number has eight digits close to one another. It is tried on every text if it
    has no signs, and compiled when it is first tried.
    """

    def __init__(self, pattern: str, *, signs: str = "", is_long_number: bool = False) -> None:
        self.pattern = pattern
        self._is_long_number = is_long_number
        self._signs = frozenset(signs.encode().split())

    def found(self, prose: SearchedText) -> Iterator[re.Match[str]]:
        """Yield every match in a text."""
        if self._signs and self._signs.isdisjoint(prose.words):
            return iter(())
        if self._is_long_number and not prose.has_long_number:
            return iter(())
        return self._compiled.finditer(prose.text)

    def is_in(self, prose: SearchedText) -> bool:
        """Whether a text has a match."""
        return next(self.found(prose), None) is not None

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)
