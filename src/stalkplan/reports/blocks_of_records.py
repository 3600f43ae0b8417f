"""The blocks of a report on one record, on a file, or on what changed in it."""

from typing import NamedTuple

from stalkplan.record.problems import Problem
from stalkplan.verdict.marks import Mark


class Facts(NamedTuple):
    """Labels and texts, wrapped; an empty label goes on with the one above.

    The labels take a column of one width, or, if they are snug, as much as the longest.
    """

    rows: tuple[tuple[str, str], ...]
    title: str = ""
    mark: Mark | None = None
    is_snug: bool = False


class Diff(NamedTuple):
    """Lines of a file: their numbers, a blank, `+` or `-`, and what stands in them."""

    title: str
    lines: tuple[tuple[int, str, str], ...]


class Rewriting(NamedTuple):
    """A part of the record that was rewritten: what it said and says, and by which commit."""

    problem: Problem
    lines: tuple[tuple[int, str, str], ...]
    culprit: str


class Outcome(NamedTuple):
    """A state in words; without a label it goes on with the one above."""

    label: str
    text: str
    mark: Mark | None = None


class Event(NamedTuple):
    """What happened to some items on one day."""

    day: str
    mark: Mark
    text: str
    names: tuple[str, ...]
