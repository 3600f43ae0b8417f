"""The words of docs/files.md as frozen types: what the files may say.

What stalkplan concludes from them on a date (timeliness, silent, flags) stands in `verdict/`.
"""

import os
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from stalkplan.record.choices import Acceptance, Addressee, Certainty, Marking, Status
from stalkplan.record.dates import Window, parse_day, parse_window, suggest

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
"""To look for plugins, which we never have, would take longer at start than all models below."""


NO_DEADLINE = "none"
"""How a plan's `stated_deadline` says that it states none."""


_T = TypeVar("_T")
_MONTH_TOO = "a date or month"


def _day(value: Any) -> date:
    return _parsed(parse_day, value, "a date", "2025-03-27")


def _window(value: Any) -> Window:
    return _parsed(parse_window, value, _MONTH_TOO, "2025-03")


def _day_or_month(value: Any) -> Window:
    window = _window(value)
    if len(window.text) < len("2025-03") or "Q" in window.text:
        raise _bad("bad-date", f"'{window.text}' is not a day or month", "write 2025-03")
    return window


def _stated_deadline(value: Any) -> date | str | None:
    if value is None:
        return None
    if value == NO_DEADLINE:
        return NO_DEADLINE
    return _parsed(parse_day, value, "a date or none", "2025-03-27")


def _parsed(parse: Callable[[str], _T], value: Any, what: str, example: str) -> _T:
    if not isinstance(value, str):
        raise _bad("bad-date", f"expected {what}", f"write it as {example}")
    try:
        return parse(value.strip())
    except ValueError:
        meant = suggest(value)
        if meant and len(meant) == len("2025-03-27"):
            what = "a date"
        elif meant and what != _MONTH_TOO:
            meant = None  # a month is not the day that is wanted
        write = f"write {meant}" if meant else f"write it as {example}"
        raise _bad("bad-date", f"{quoted(value)} is not {what}", write, meant) from None


def _number(value: Any) -> int:
    text = value.strip() if isinstance(value, str) else ""
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and int(text)):
        message = f"{quoted(text)} is not a number" if text else "expected a number"
        raise _bad("bad-number", message, "write a whole number such as 12")
    return int(text)


def _stated(value: Any) -> Any:
    return Acceptance.NOT_STATED if value is None else value


def _listed(value: Any) -> Any:
    return () if value is None else value


def _bad(code: str, message: str, hint: str, meant: str | None = None) -> PydanticCustomError:
    context = {"message": message, "hint": hint, "meant": meant}
    return PydanticCustomError(code, "{message}", context)


def quoted(value: str) -> str:
    """Return a value as a message shows it: in quotes, cut where it is long."""
    return f"'{value if len(value) <= 60 else value[:57] + '...'}'"


def _as_text(pattern: str, *types: str) -> WithJsonSchema:
    return WithJsonSchema({"type": ["string", *types], "pattern": f"^({pattern})$"})


_ISO_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ISO_WINDOW = "[0-9]{4}(-([0-9]{2}(-[0-9]{2})?|Q[1-4]))?"

Day = Annotated[date, PlainValidator(_day), _as_text(_ISO_DAY)]
DayOrMonth = Annotated[
    Window, PlainValidator(_day_or_month), _as_text("[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
]
AnyWindow = Annotated[Window, PlainValidator(_window), _as_text(_ISO_WINDOW, "integer")]
StatedDeadline = Annotated[
    date | str | None, PlainValidator(_stated_deadline), _as_text(f"{_ISO_DAY}|none", "null")
]
Number = Annotated[int, PlainValidator(_number), _as_text("[1-9][0-9]{0,3}", "integer")]


class Record(BaseModel):
    """A frozen record that knows its keys; messages never carry its values."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, hide_input_in_errors=True, str_strip_whitespace=True
    )


class Publication(Record):
    """The report that makes the recommendations; `count` is how many it makes in all."""

    id: str
    title: str
    published: Day
    count: Number | None = None


class Deadline(Record):
    """The last day, inclusive, that the publication sets for one milestone.

    `within` is the publication's own reckoning of it, an ISO 8601 duration such as P56D.
    """

    due: Day
    milestone: str | None = None
    within: str | None = None


class Requirement(Record):
    """What has to be shown under a recommendation: `7.1`."""

    ref: str
    summary: str | None = None


class Discharge(Record):
    """Met once for all by somebody else, for one addressee; `on` is a day or a month."""

    for_: Addressee = Field(alias="for")
    by: str
    on: DayOrMonth
    milestone: str | None = None
    how: str | None = None
    evidence: str | None = None


Deadlines = Annotated[tuple[Deadline, ...], BeforeValidator(_listed)]
Requirements = Annotated[tuple[Requirement, ...], BeforeValidator(_listed)]
Discharges = Annotated[tuple[Discharge, ...], BeforeValidator(_listed)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Recommendation(Record):
    """One recommendation; without requirements it is its own, under its number."""

    number: Number
    theme: str | None = None
    summary: str | None = None
    addressed_to: Annotated[tuple[Addressee, ...], Field(min_length=1)]
    deadlines: Deadlines = ()
    requirements: Requirements = ()
    discharged: Discharges = ()
    certainty: Certainty | None = None
    sources: Texts = ()

    @property
    def required(self) -> tuple[Requirement, ...]:
        """The requirements, or the recommendation itself as its only one."""
        return self.requirements or (Requirement(ref=str(self.number), summary=self.summary),)


class Recommendations(Record):
    """The file `recommendations.yaml`."""

    publication: Publication
    recommendations: Annotated[tuple[Recommendation, ...], BeforeValidator(_listed)] = ()


class Promise(Record):
    """The organisation's own date, with its wording; if both dates are given `by` is the one."""

    by: AnyWindow | None = None
    not_before: AnyWindow | None = None
    wording: str | None = None

    @property
    def window(self) -> Window | None:
        """The days that it names; None if it names no date."""
        return self.by or self.not_before


class Verified(Record):
    """Who confirmed a completion, and on which day."""

    by: str | None = None
    on: Day | None = None


def _unless_empty(promise: Promise | None) -> Promise | None:
    return promise if promise and (promise.window or promise.wording) else None


MaybePromise = Annotated[Promise | None, AfterValidator(_unless_empty)]


class Update(Record):
    """A dated entry: what was known from its date on."""

    date: Day
    status: Status | None = None
    note: str | None = None
    evidence: Texts = ()
    promise: MaybePromise = None
    owner: str | None = None
    verified: Verified | None = None
    milestone: str | None = None
    marking: Marking | None = None
    internal: str | None = None


Updates = Annotated[tuple[Update, ...], BeforeValidator(_listed)]


class Action(Record):
    """What the organisation says it will do; known from the day it was `added`, if given."""

    id: str
    added: Day | None = None
    summary: str | None = None
    owner: str | None = None
    promise: MaybePromise = None
    milestone: str | None = None
    updates: Updates = ()
    marking: Marking | None = None
    internal: str | None = None


class Response(Record):
    """The plan's answer to one requirement; without a position it is blank."""

    ref: str
    added: Day | None = None
    position: str | None = None
    acceptance: Annotated[Acceptance, BeforeValidator(_stated)] = Acceptance.NOT_STATED
    stated_deadline: StatedDeadline = None
    updates: Updates = ()
    actions: Annotated[tuple[Action, ...], BeforeValidator(_listed)] = ()
    marking: Marking | None = None
    internal: str | None = None


class Organisation(Record):
    """Whose plan it is, and for which addressees it answers."""

    id: str
    name: str
    answers_for: Annotated[tuple[Addressee, ...], Field(min_length=1)]
    contact: str | None = None
    help: str | None = None


class Plan(Record):
    """One organisation's file of responses."""

    organisation: Organisation
    source: str | None = None
    responses: Annotated[tuple[Response, ...], BeforeValidator(_listed)] = ()
