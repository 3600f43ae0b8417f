"""The parts of a brief: two pages on one organisation, as plain values for every format."""

from datetime import date
from typing import NamedTuple

from stalkplan.publish.brief.board_questions import ToPut

LIMITS = (
    "Overdue: the deadline's day has ended and the plan records no completion. Work may have been "
    "done that the plan does not show."
)


class BriefDeadline(NamedTuple):
    """How many items one deadline has, and how they stand; `days` since it, in words.

    `items` are those complete, those overdue and all `other`.
    """

    label: str
    items: int
    complete: int
    overdue: int
    other: int
    days: str


class LateItem(NamedTuple):
    """One overdue item: what was to be done, for when it was promised, how late it is."""

    id: str
    task: str
    promised: str
    last_update: str
    late_by: str


class LateGroup(NamedTuple):
    """The overdue items of one owner, or of nobody."""

    owner: str
    late: tuple[LateItem, ...]


class Brief(NamedTuple):
    """The two pages, part by part. A format leaves out a part that is empty.

    `sheet` stands on every sheet beside its number: whose brief it is, and as at when. `on` is that
    day, which the properties of a file have too. `other` says what the deadlines' other items are.
    """

    on: date
    title: str
    subject: str
    sheet: str
    verdict: str
    deadlines: tuple[BriefDeadline, ...]
    other: str
    limits: str
    as_at: str = ""
    position: str = ""
    since: str = ""
    recorded: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()
    questions: tuple[ToPut, ...] = ()
    late: str = ""
    groups: tuple[LateGroup, ...] = ()
    more_late: str = ""
    complete: str = ""
    cannot_tell: str = ""


DEADLINE_HEADS = ("Deadline", "Items", "Complete", "Overdue", "Other", "Days since")

LATE_HEADS = ("Item", "What was to be done", "Promised for", "Last update", "Overdue by")
