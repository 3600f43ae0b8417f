"""What a report is made of: blocks that every format knows how to show."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from stalkplan.record.problems import Problem
from stalkplan.record.register import Register, recorded
from stalkplan.verdict.items import Item
from stalkplan.verdict.marks import Mark
from stalkplan.verdict.recorded_words import recorded_in_full, recorded_sentence

if TYPE_CHECKING:  # not every command has them, and each class takes time to load
    from stalkplan.reports.blocks_of_marks import Grid, Legend, Names, Plot
    from stalkplan.reports.blocks_of_records import Diff, Event, Facts, Outcome, Rewriting
    from stalkplan.reports.sheets import Book


class Fit(Enum):
    """What a column does when the screen is not 80 columns wide."""

    FIXED = "keeps its width, or that of its longest text"
    GROWS = "takes what is left, and goes first when there is too little"
    CUT = "is cut when there is too little"
    NAMED = "is as wide as its longest text, and is cut when there is too little"


class Column(NamedTuple):
    """One column of a table for people; `width` is that of its text at 80 columns.

    One that is wide is shown where there are 140; with `goes_below`, elsewhere in a line of its own
    under the row. One that is quiet weighs less than the others.
    """

    name: str
    width: int
    value: Callable[[Any], str]
    fit: Fit = Fit.FIXED
    has_heading: bool = True
    is_wide: bool = False
    is_number: bool = False
    goes_below: bool = False
    is_quiet: bool = False


class Line(NamedTuple):
    """One line, its head perhaps bold, with a word at its right end."""

    left: str
    right: str = ""
    is_bold: bool = False
    tail: str = ""
    mark: Mark | None = None


class Prose(NamedTuple):
    """A sentence or more, wrapped. One that is quiet weighs less than the others."""

    text: str
    is_bold: bool = False
    is_quiet: bool = False


class Bar(NamedTuple):
    """A row of marks, one an item, between a label and words; `counts` are those words."""

    label: str
    marks: tuple[Mark, ...]
    counts: tuple[str, ...]
    right: str


class Bars(NamedTuple):
    """Bars on one scale."""

    bars: tuple[Bar, ...]


class Headings(Enum):
    """Where the headings of a table are on a screen."""

    BESIDE_TITLE = "in the line of the title"
    NONE = "in another table above"


OTHERS = "and {} others"
IN_COMPARE = f"{OTHERS}, which stalkplan compare lists"
"""What a screen says for the rows that it leaves out of a long table."""


NOT_LISTED = "{} are too many to list here: name whose with --org, or take --format csv."


class Table(NamedTuple):
    """A titled table.

    Of one that has `rest`, a sentence with their number, a screen shows the first of many rows.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Any]
    title: str = ""
    mark: Mark | None = None
    headings: Headings = Headings.BESIDE_TITLE
    rest: str = ""


class Tally(NamedTuple):
    """A number, the words that follow it, and the names of what it counts."""

    number: int
    text: str
    names: tuple[str, ...]


class Frame(NamedTuple):
    """A problem with the line of the file that it is about; None if that is kept back."""

    problem: Problem
    source: str | None


_Plain = Line | Prose | Bars | Table | Tally | Frame
_OfRecords: TypeAlias = "Facts | Diff | Rewriting | Outcome | Event"
Block: TypeAlias = "_Plain | _OfRecords | Grid | Legend | Names | Plot"
Section = Sequence["Block"]
"""Blocks without a blank line between them."""


class Judged(NamedTuple):
    """Items of one publication as at a day, and what they come from."""

    register: Register
    items: Sequence[Item]
    on: date

    @property
    def publication(self) -> str:
        """The id of the publication."""
        return self.register.publication.id if self.register.publication else ""


class NextStep(NamedTuple):
    """A command that goes on from here: what follows `stalkplan`, and what it is for.

    `is_whole` if it shows in full what this report shortens: then it stands in Markdown too.
    """

    typed: tuple[str, ...]
    purpose: str = ""
    is_whole: bool = False


class Report(NamedTuple):
    """One report. What costs time to make is made when a format asks for it.

    `sections` are for people, `lines` for pipes, `rows` (under `fields`) for spreadsheets, `view`
    for programs. `not_recorded`, which recommendations are missing, ends the sections in grey. It
    and the `verdict`, in sentences, are said on stderr beside the lines of a pipe, `next_steps`
    below a screen, `exit_reason` always. `problems`, and the names of what `passed`, are for the
    formats of CI; what was `judged`, a part for each publication, is for those of an office, which
    show what is public of it. A report of counts has a `book` in its place, without texts of plans.
    """

    sections: Callable[[], Iterable[Section]]
    lines: Callable[[], Iterable[tuple[str, ...]]]
    view: Callable[[], dict[str, Any]]
    fields: tuple[str, ...]
    rows: Callable[[], Iterable[dict[str, Any]]]
    verdict: tuple[str, ...]
    not_recorded: tuple[str, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    exit_code: int = 0
    exit_reason: str = ""
    problems: tuple[Problem, ...] = ()
    passed: tuple[str, ...] = ()
    judged: Sequence[Judged] = ()
    book: "Book | None" = None

    def for_people(self) -> Iterator[Section]:
        """Yield the sections, and last what is not recorded."""
        yield from self.sections()
        if self.not_recorded:
            yield [Prose(sentence, is_quiet=True) for sentence in self.not_recorded]


def head_view(command: str, *registers: Register, on: date) -> dict[str, Any]:
    """Return what every view begins with. `not_judged` names files that could not be read.

    `recorded` is of one publication; of several it is null.
    """
    plans = [plan for register in registers for plan in register.plans.values()]
    return {
        "schema": f"stalkplan.{command}/1",
        "as_of": on.isoformat(),
        "publications": [r.publication.id for r in registers if r.publication],
        "organisations": list(dict.fromkeys(plan.organisation.id for plan in plans)),
        "not_judged": [name for register in registers for name in register.unread],
        "recorded": recorded(*registers, on=on).view() if len(registers) == 1 else None,
    }


def missing_here(register: Register, *, on: date, in_full: bool = False) -> tuple[str, ...]:
    """Return which recommendations are not recorded here, or not made yet on a day.

    It is one line; `in_full` also why, and where they go. Nothing if all are recorded.
    """
    found = recorded(register, on=on)
    if not (found.missing or found.later):
        return ()
    return ((recorded_in_full if in_full else recorded_sentence)(found),)
