"""The words of docs/files.md as frozen types: what the files may say.

What stalkplan concludes from them on a date (timeliness, silent, flags) stands in `verdict/`.
"""

import os
import re
from collections.abc import Callable, Container
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import (
    no_info_plain_validator_function,
    with_info_plain_validator_function,
)

from stalkplan.record.choices import NO_DEADLINE, Acceptance, Addressee, Certainty, Marking, Status
from stalkplan.record.dates import Window, no_such_day, parse_day, parse_window, suggest
from stalkplan.record.forces import known_forces

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
"""To look for plugins, which we never have, would take longer at start than all models below."""


NOBODY = ""
"""For whom a decision is that does not say for whom."""

NEVER = Window("", date.max, date.max)
"""When a decision counts that does not say when."""


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


def _stated_deadline(value: Any) -> Window | str | None:
    if value is None:
        return None
    if value == NO_DEADLINE:
        return NO_DEADLINE
    return _parsed(parse_window, value, "a date or none", "2025-03-27")


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
        told = f"{quoted(value)} is not {what}"
        if why := no_such_day(value):
            told, write = f"{told}, as {why}", "write the one that is meant"
        raise _bad("bad-date", told, write, meant) from None


def _number(value: Any) -> int:
    text = value.strip() if isinstance(value, str) else ""
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and int(text)):
        message = f"{quoted(text)} is not a number" if text else "expected a number"
        raise _bad("bad-number", message, "write a whole number such as 12")
    return int(text)


def _printed_number(value: Any) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not _PRINTED_NUMBER.fullmatch(text):
        told = f"{quoted(text)} is not a number" if text else "expected a number"
        raise _bad("bad-number", told, "write it as printed, such as 12, 4a or AFI 2")
    return text


_PRINTED_NUMBER = re.compile(r"(?=.{1,20}$)[^\W_]+(?:[ .-][^\W_]+)*")


def _addressee(value: Any, info: ValidationInfo) -> str:
    """Return a built-in addressee, or a name that the context of the validation knows."""
    if isinstance(value, str) and _knows(name := value.strip(), info.context or ()):
        return name
    expected = ", ".join(f"'{name}'" for name in (*Addressee, *(info.context or ())))
    raise PydanticCustomError("enum", "not an addressee", {"expected": expected})


def _knows(name: str, others: Container[str]) -> bool:
    return name in _BUILT_IN or name in others or name in known_forces()


_BUILT_IN = frozenset(Addressee)


def _stated(value: Any) -> Any:
    return Acceptance.NOT_STATED if value is None else value


def _listed(value: Any) -> Any:
    return () if value is None else value


def _or_never(parse: Callable[[Any], _T], never: _T) -> Callable[[Any], _T]:
    """Return a function that takes an empty value for a day that does not come."""
    return lambda value: never if value is None else parse(value)


def _or_nobody(value: Any, info: ValidationInfo) -> str:
    return NOBODY if value is None else _addressee(value, info)


def _unless_empty_list(value: Any) -> Any:
    return value or None


def _named(value: Any) -> Any:
    return {} if value is None else value


def _bad(code: str, message: str, hint: str, meant: str | None = None) -> PydanticCustomError:
    context = {"message": message, "hint": hint, "meant": meant}
    return PydanticCustomError(code, "{message}", context)


def quoted(value: str) -> str:
    """Return a value as a message shows it: in quotes, cut where it is long."""
    return f"'{value if len(value) <= 60 else value[:57] + '...'}'"


class _Read:
    """How a value is read, and in the words of JSON Schema what may be written.

    PlainValidator and WithJsonSchema say as much, and take a seventh of what the models take at
    start: pydantic works out what it would do with the type, and does not use it.
    """

    def __init__(
        self, read: Callable[..., Any], schema: dict[str, Any], *, takes_context: bool = False
    ) -> None:
        self._read = read
        self._schema = schema
        self._takes_context = takes_context

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        if self._takes_context:
            return with_info_plain_validator_function(self._read)
        return no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {**self._schema}


def _as_text(pattern: str, *types: str) -> dict[str, Any]:
    return {"type": ["string", *types], "pattern": f"^({pattern})$"}


_ISO_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ISO_PART = "[0-9]{4}(-([0-9]{2}(-[0-9]{2})?|Q[1-4]))?"
_ISO_WINDOW = f"{_ISO_PART}(/{_ISO_PART})?"

Day = Annotated[date, _Read(_day, _as_text(_ISO_DAY))]
AnyWindow = Annotated[Window, _Read(_window, _as_text(_ISO_WINDOW, "integer"))]
StatedDeadline = Annotated[
    Window | str | None,
    _Read(_stated_deadline, _as_text(f"{_ISO_WINDOW}|none", "integer", "null")),
]
Count = Annotated[int, _Read(_number, _as_text("[1-9][0-9]{0,3}", "integer"))]
PrintedNumber = Annotated[str, _Read(_printed_number, {"type": ["string", "integer"]})]
AddresseeId = Annotated[
    str,
    _Read(
        _addressee,
        {"anyOf": [{"enum": [*Addressee]}, {"type": "string"}]},
        takes_context=True,
    ),
]
"""A built-in addressee, one that the publication declares, or the id of an organisation."""

MaybeAddresseeId = Annotated[
    str, _Read(_or_nobody, {"type": ["string", "null"]}, takes_context=True)
]
MaybeDay = Annotated[date, _Read(_or_never(_day, date.max), _as_text(_ISO_DAY, "null"))]
MaybeDayOrMonth = Annotated[
    Window,
    _Read(_or_never(_day_or_month, NEVER), _as_text("[0-9]{4}-[0-9]{2}(-[0-9]{2})?", "null")),
]
MaybeWindow = Annotated[
    Window, _Read(_or_never(_window, NEVER), _as_text(_ISO_WINDOW, "integer", "null"))
]


class Record(BaseModel):
    """A frozen record that knows its keys; messages never carry its values."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        str_strip_whitespace=True,
        defer_build=True,  # of all models only the two that stand for a file are asked to validate
    )


class Publication(Record):
    """The report that makes the recommendations; `count` is how many it makes in all.

    `subject` is what it is about, for titles; `by` who made it. `addressees` are those that it
    declares beside the built-in ones, ids to names. `contact` is where to send the wording of the
    recommendations that could not be found, `source` the page on which it came out, `help` where
    people affected by its subject find help, `licence` that of the data recorded here.
    """

    id: str
    title: str
    subject: str | None = None
    by: str | None = None
    source: str | None = None
    contact: str | None = None
    help: str | None = None
    licence: str | None = None
    published: Day
    addressees: Annotated[dict[str, str], BeforeValidator(_named)] = Field(default_factory=dict)
    count: Count | None = None

    def asked_on(self, recommendation: "Recommendation | None") -> date:
        """Return the day from which a recommendation counts: when it was made, else published."""
        return (recommendation and recommendation.made) or self.published


class Deadline(Record):
    """The day or window, last day inclusive, that the publication sets for one milestone.

    `wording` is how the publication says it; `within` how it counts it, an ISO 8601 duration such
    as P56D.
    """

    due: AnyWindow
    milestone: str | None = None
    within: str | None = None
    wording: str | None = None

    @property
    def name(self) -> str:
        """What an update calls it by: its milestone, else its date as written."""
        return self.milestone or self.due.text


Addressees = Annotated[tuple[AddresseeId, ...], Field(min_length=1)]


class Requirement(Record):
    """What has to be shown under a recommendation: `7.1`.

    `addressed_to`, where it is narrower than the recommendation's, replaces it.
    """

    ref: str
    summary: str | None = None
    addressed_to: Annotated[Addressees | None, BeforeValidator(_unless_empty_list)] = None


class Decision(Record):
    """What another body decided: `for_` is an addressee or the id of an organisation.

    Without a milestone it is for all of them. Where `for_` or a date is missing it counts for
    nobody, and never.
    """

    for_: MaybeAddresseeId = Field(NOBODY, alias="for")
    by: str
    milestone: str | None = None
    how: str | None = None
    evidence: str | None = None


class Discharge(Decision):
    """Met once for all by somebody else, or closed; `on` is a day or a month."""

    on: MaybeDayOrMonth = NEVER


class Extension(Decision):
    """A later date, `to`, that the body that asked has granted."""

    to: MaybeWindow = NEVER
    on: MaybeDay = date.max


class End(Decision):
    """The body that asked asks no longer from the day `on`."""

    on: MaybeDay = date.max


Deadlines = Annotated[tuple[Deadline, ...], BeforeValidator(_listed)]
Requirements = Annotated[tuple[Requirement, ...], BeforeValidator(_listed)]
Discharges = Annotated[tuple[Discharge, ...], BeforeValidator(_listed)]
Extensions = Annotated[tuple[Extension, ...], BeforeValidator(_listed)]
Ends = Annotated[tuple[End, ...], BeforeValidator(_listed)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Recommendation(Record):
    """One recommendation; without requirements it is its own, under its number."""

    number: PrintedNumber
    theme: str | None = None
    summary: str | None = None
    addressed_to: Addressees
    deadlines: Deadlines = ()
    requirements: Requirements = ()
    made: Day | None = None
    discharged: Discharges = ()
    extended: Extensions = ()
    ended: Ends = ()
    certainty: Certainty | None = None
    sources: Texts = ()

    @property
    def required(self) -> tuple[Requirement, ...]:
        """The requirements, or the recommendation itself as its only one."""
        return self.requirements or (Requirement(ref=self.number, summary=self.summary),)

    def addressees_of(self, requirement: Requirement) -> Addressees:
        """Return those to whom a requirement is made: its own addressees, else those of all."""
        return requirement.addressed_to or self.addressed_to

    @property
    def names(self) -> tuple[str, ...]:
        """Of whom it is asked and for whom it was decided: addressees and organisations."""
        asked = (name for each in self.requirements for name in each.addressed_to or ())
        decided = (*self.discharged, *self.extended, *self.ended)
        return (*self.addressed_to, *asked, *(entry.for_ for entry in decided))


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


def _unless_by_nobody(verified: Verified | None) -> Verified | None:
    return verified if verified and (verified.by or verified.on) else None


MaybePromise = Annotated[Promise | None, AfterValidator(_unless_empty)]
MaybeVerified = Annotated[Verified | None, AfterValidator(_unless_by_nobody)]


class Update(Record):
    """A dated entry: what was known from its date on.

    With `retracts` it takes back the entries of that day above it in the same list.
    """

    date: Day
    status: Status | None = None
    note: str | None = None
    evidence: Texts = ()
    promise: MaybePromise = None
    owner: str | None = None
    verified: MaybeVerified = None
    acceptance: Acceptance | None = None
    retracts: Day | None = None
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
    answers_for: Addressees
    contact: str | None = None
    help: str | None = None


class Plan(Record):
    """One organisation's file of responses."""

    organisation: Organisation
    source: str | None = None
    responses: Annotated[tuple[Response, ...], BeforeValidator(_listed)] = ()
