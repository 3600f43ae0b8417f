"""What is wrong in the user's files, as values with a place."""

import re
from bisect import bisect_right
from enum import StrEnum
from typing import NamedTuple

BOM = "\ufeff"
"""The byte order mark before a text; Excel knows a CSV as UTF-8 by it."""


def body_of(text: str) -> str:
    """Return a text without its byte order mark: what offsets, lines and columns count in."""
    return text.removeprefix(BOM)


class Severity(StrEnum):
    """Whether a problem fails a check: always, if it is strict, or never."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Place(NamedTuple):
    """A place in a file. Lines and columns count from 1; line 0 is the file as a whole.

    `width` is how many characters of that line the value takes.
    """

    file: str
    line: int = 0
    column: int = 0
    width: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Problem(NamedTuple):
    """One fault: its place, a message (what stands there, what was expected), a hint what to write.

    Messages and hints begin in lower case and have no full stop. `name` is the id by which people
    know the record, if it has one.
    """

    place: Place
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    name: str = ""

    @property
    def text(self) -> str:
        """The message, and what to write instead."""
        return f"{self.message}; {self.hint}" if self.hint else self.message

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.text} ({self.code})"


class Lines:
    """Turns offsets in a text into lines and columns, both from 1.

    Lines end at a line feed alone, as editors and git count them; the parsers also count U+2028,
    U+0085 and a lone carriage return, so their own lines are not used.
    """

    def __init__(self, text: str) -> None:
        self._starts = [0, *(m.end() for m in re.finditer("\n", text))]
        self._end = len(text)

    def place(self, file: str, start: int, end: int = 0) -> Place:
        """Return the place of the characters from `start` up to `end`, of the first without one.

        It goes no further than the line.
        """
        line = bisect_right(self._starts, start)
        begin = self._starts[line - 1]
        stop = self._starts[line] - 1 if line < len(self._starts) else self._end
        return Place(file, line, start - begin + 1, max(1, min(end, stop) - start))
