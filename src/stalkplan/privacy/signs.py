"""Signs: words without which a costly pattern cannot match, so that few are tried on a text."""

import re
from collections.abc import Iterator, Sequence
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


_GAP = "\0"
"""What no text holds, to every pattern no letter and no blank. Being ASCII it keeps ASCII so."""

APART = f", {_GAP}{_GAP} "
"""What stands between texts that are looked at together: no name, number or address goes over it.

To every pattern it is the end of a text. A comma comes first, as one or a stop may end an address;
it is long, so that numbers on either side are not close to one another.
"""

_Words = frozenset[bytes]


class SearchedText:
    """Texts that are looked at together, each with its words in small letters.

    A digit ends a word: PC1234 has the word pc.
    """

    def __init__(self, *parts: str) -> None:
        self.parts: Sequence[tuple[str, _Words]] = [(part, _words(part)) for part in parts]

    def around(self, sign: re.Pattern[str], width: int) -> "SearchedText":
        """Return what stands so near to a sign, with all the words of the texts it is from.

        A sign in a group is passed over.
        """
        parts = ((_near(sign, part, width), words) for part, words in self.parts)
        found = SearchedText()
        found.parts = [part for part in parts if part[0]]
        return found

    @cached_property
    def text(self) -> str:
        """All of it."""
        return APART.join([part for part, _ in self.parts])

    def with_words(self, words: _Words) -> str:
        """Return the texts that have one of some words."""
        if words.isdisjoint(self._words):
            return ""
        return APART.join([part for part, own in self.parts if not words.isdisjoint(own)])

    @cached_property
    def with_long_numbers(self) -> str:
        """The texts in which eight digits stand close to one another."""
        if not _LONG_NUMBER.search(self.text):
            return ""
        return APART.join([part for part, _ in self.parts if _LONG_NUMBER.search(part)])

    @cached_property
    def _words(self) -> _Words:
        return frozenset().union(*[own for _, own in self.parts])


def _words(text: str) -> _Words:
    """Return every word of a text once; any letter that is not of English ends a word."""
    return frozenset(folded(text).encode("ascii", "replace").translate(_LETTERS).split())


def _near(sign: re.Pattern[str], text: str, width: int) -> str:
    """Return what stands around the signs in a text, so that little is looked at closely."""
    pieces: list[str] = []
    begin = end = 0
    for found in sign.finditer(text):
        if found.lastgroup:
            continue
        if found.start() - width > end:
            pieces.append(text[begin:end])
            begin = found.start() - width
        end = found.end() + width
        if end >= len(text):
            break
    if not end:
        return ""
    pieces += [text[begin:end], ""] if end < len(text) else [text[begin:]]
    return f" {_GAP} ".join(pieces)


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
        if self._signs:
            text = prose.with_words(self._signs)
        else:
            text = prose.with_long_numbers if self._is_long_number else prose.text
        return self._compiled.finditer(text) if text else iter(())

    def is_in(self, prose: SearchedText) -> bool:
        """Whether a text has a match."""
        return next(self.found(prose), None) is not None

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)
