"""What a command found, ready for any format. The builders stand in `status`, `overdue`, `show`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from stalkplan.assess import Item
from stalkplan.grids import Grid, Legend, Names, Plot
from stalkplan.marks import Mark
from stalkplan.record.model import Update
from stalkplan.record.problems import Problem
from stalkplan.record.register import Register, recorded


class Fit(Enum):
    """What a column does when the screen is not 80 columns wide."""

    FIXED = "keeps its width, or that of its longest text"
    GROWS = "takes what is left, and goes first when there is too little"
    CUT = "is cut when there is too little"


class Column(NamedTuple):
    """One column of a table for people; `width` is that of its text at 80 columns."""

    name: str
    width: int
    value: Callable[[Any], str]
    fit: Fit = Fit.FIXED
    has_heading: bool = True
    is_wide: bool = False
    is_number: bool = False


class Line(NamedTuple):
    """One line, its head perhaps bold, with a word at its right end."""

    left: str
    right: str = ""
    is_bold: bool = False
    tail: str = ""
    mark: Mark | None = None


class Prose(NamedTuple):
    """A sentence or more, wrapped."""

    text: str
    is_bold: bool = False


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
    """Where the headings of a table stand on a screen."""

    BESIDE_TITLE = "in the line of the title"
    NONE = "in another table above"


class Table(NamedTuple):
    """A titled table."""

    columns: tuple[Column, ...]
    rows: Sequence[Any]
    title: str = ""
    mark: Mark | None = None
    headings: Headings = Headings.BESIDE_TITLE


class Facts(NamedTuple):
    """Labels and texts, wrapped; an empty label goes on with the one above.

    The labels take a column of one width, or, if they are snug, as much as the longest.
    """

    rows: tuple[tuple[str, str], ...]
    title: str = ""
    mark: Mark | None = None
    is_snug: bool = False


class Tally(NamedTuple):
    """How many there are of one kind, and their names."""

    number: int
    text: str
    names: tuple[str, ...]


class Frame(NamedTuple):
    """A problem with the line of the file that it is about."""

    problem: Problem
    source: str


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


_Told = Line | Prose | Bars | Table | Facts | Tally | Frame | Diff | Rewriting | Outcome | Event
Block = _Told | Grid | Legend | Names | Plot
Section = Sequence[Block]
"""Blocks without a blank line between them."""


class Judged(NamedTuple):
    """The items of a list, and what they come from; a format of an office shows what is public."""

    register: Register
    items: Sequence[Item]
    on: date


class Report(NamedTuple):
    """One report. What costs time to make is made when a format asks for it.

    `sections` are for people, `lines` for pipes, `rows` (under `fields`) for spreadsheets, `view`
    for programs. `verdict`, in sentences, is said on stderr beside the lines of a pipe,
    `next_steps` below a screen, `exit_reason` always. `problems`, and the names of what `passed`,
    are for the formats of CI; what was `judged` is for those of an office, if they make sense.
    """

    sections: Callable[[], Iterable[Section]]
    lines: Callable[[], Iterable[tuple[str, ...]]]
    view: Callable[[], dict[str, Any]]
    fields: tuple[str, ...]
    rows: Callable[[], Iterable[dict[str, Any]]]
    verdict: tuple[str, ...]
    next_steps: str = ""
    exit_code: int = 0
    exit_reason: str = ""
    problems: tuple[Problem, ...] = ()
    passed: tuple[str, ...] = ()
    judged: Judged | None = None


ITEM_FIELDS = (
    "organisation", "id", "ref", "recommendation", "milestone", "theme", "summary", "owner", "kind",
    "due", "due_earliest", "due_from",
    "discharged_by", "discharged_on", "discharged_how", "discharged_evidence",
    "promise_by", "promise_not_before", "promise_wording", "promise_earliest", "promise_latest",
    "timeliness", "days_late", "status", "assurance", "acceptance", "silent",
    "updates", "last_update", "days_since_update", "flags", "place_file", "place_line",
)  # fmt: skip
"""The fields of an item in a spreadsheet: those of its view, nested ones joined by `_`."""


def item_view(register: Register, item: Item, *, on: date) -> dict[str, Any]:
    """Return an item as section 9 of the design has it. Fields may be added, never renamed."""
    place = register.places.find(item.file, item.path)
    return item_facts(item, on=on) | {"place": {"file": place.file, "line": place.line}}


def item_facts(item: Item, *, on: date) -> dict[str, Any]:
    """Return what a view says of an item, but for its place."""
    last = item.state.last_update
    return {
        "organisation": item.organisation.id,
        "id": item.id,
        "ref": item.ref,
        "recommendation": item.recommendation.number,
        "milestone": item.milestone,
        "theme": item.recommendation.theme,
        "summary": item.summary,
        "owner": item.state.owner,
        "kind": item.kind,
        "due": _iso(item.window.last) if item.window else None,
        "due_earliest": _iso(item.window.first) if item.window else None,
        "due_from": item.due_from,
        "discharged": _discharged(item),
        "promise": _promise(item),
        "timeliness": item.timeliness,
        "days_late": item.days_late,
        "status": item.state.status or "not-reported",
        "assurance": item.assurance,
        "acceptance": item.acceptance,
        "silent": item.silent,
        "updates": len(item.state.updates),
        "last_update": _iso(last),
        "days_since_update": (on - last).days if last else None,
        "flags": list(item.flags),
    }


def item_row(register: Register, item: Item, *, on: date) -> dict[str, Any]:
    """Return an item under ITEM_FIELDS."""
    return flat(item_view(register, item, on=on))


def flat(view: Mapping[str, Any]) -> dict[str, Any]:
    """Return a view as a row: what is nested under names joined by `_`, lists as words."""
    row: dict[str, Any] = {}
    for name, value in view.items():
        if isinstance(value, dict):
            row |= {f"{name}_{inner}": part for inner, part in value.items()}
        else:
            row[name] = " ".join(value) if isinstance(value, list) else value
    return row


def item_line(item: Item) -> tuple[str, ...]:
    """Return an item as a pipe has it, in the words of the machine, empty for nothing."""
    promise = item.state.promise
    window = promise.window if promise else None
    return (
        item.organisation.id,
        item.id,
        item.timeliness,
        "silent" if item.silent else "",
        item.window.last.isoformat() if item.window else "",
        "" if item.days_late is None else str(item.days_late),
        item.state.status or "not-reported",
        window.text if window else "",
        _iso(item.state.last_update) or "",
        item.state.owner or "",
        item.recommendation.theme or "",
    )


def update_view(update: Update) -> dict[str, Any]:
    """Return an update as a view has it, without its private note."""
    promise, verified = update.promise, update.verified
    return {
        "date": _iso(update.date),
        "status": update.status,
        "note": update.note,
        "evidence": list(update.evidence),
        "promise": promise
        and {
            "by": promise.by.text if promise.by else None,
            "not_before": promise.not_before.text if promise.not_before else None,
            "wording": promise.wording,
        },
        "owner": update.owner,
        "verified": verified
        and {"by": verified.by, "on": verified.on.isoformat() if verified.on else None},
        "milestone": update.milestone,
        "marking": update.marking,
    }


def head_view(command: str, register: Register, *, on: date) -> dict[str, Any]:
    """Return what every view begins with. `not_judged` names files that could not be read."""
    return {
        "schema": f"stalkplan.{command}/1",
        "as_of": on.isoformat(),
        "organisations": [plan.organisation.id for plan in register.plans.values()],
        "not_judged": list(register.unread),
    }


def recorded_view(register: Register) -> dict[str, Any]:
    """Return `recorded` as a view has it."""
    held, of, missing = recorded(register)
    return {"count": len(held), "of": of, "missing": missing}


def _discharged(item: Item) -> dict[str, Any] | None:
    if item.discharge is None:
        return None
    discharge = item.discharge
    return {
        "by": discharge.by,
        "on": discharge.on.text,
        "how": discharge.how,
        "evidence": discharge.evidence,
    }


def _promise(item: Item) -> dict[str, Any] | None:
    promise = item.state.promise
    if promise is None:
        return None
    window = promise.window
    which = "by" if promise.by else "not_before"
    return {
        **({which: window.text} if window else {}),
        "wording": promise.wording,
        "earliest": _iso(window.first) if window else None,
        "latest": _iso(window.last) if window else None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
