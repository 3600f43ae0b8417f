"""What is wrong in the user's files, as values with a place."""

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """Whether a problem fails a check."""

    ERROR = "error"
    WARNING = "warning"


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
    """One fault: where, what stands there and what was expected, and what to write instead.

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
