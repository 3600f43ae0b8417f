"""The parts of a brief: two pages on one organisation, as plain values for every format."""

from datetime import date
from typing import NamedTuple

OVERDUE_IN_BRIEF = (
    "Item: an action of the plan, or what was asked where the plan has no action for it. Overdue: "
    "the deadline's day has ended and the plan does not say that the work is done. Work may have "
    "been done that the plan does not show."
)


class PutQuestion(NamedTuple):
    """A question for the meeting, and what follows it: why it is put, and of what."""

    question: str
    because: str


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


class RecordedRow(NamedTuple):
    """An entry of the plan, or a decision of others: its day, what it is about, what it says."""

    day: str
    about: str
    entry: str


class LateItem(NamedTuple):
    """One overdue item: what was to be done, for when it was promised, how late it is."""

    task: str
    promised: str
    last_update: str
    late_by: str


class LateGroup(NamedTuple):
    """The overdue items of one owner, or of nobody."""

    owner: str
    late: tuple[LateItem, ...]


class OtherItems(NamedTuple):
    """The items that stand alike and are not overdue: how many, and what they are called."""

    stands: str
    number: str
    names: str


class Brief(NamedTuple):
    """The two pages, part by part. A format leaves out a part that is empty.

    `sheet` stands on every sheet beside its number: whose brief it is, and as at when. `on` is that
    day, which the properties of a file have too. `other` says what the deadlines' other items are,
    `since` the day after which all is new; `late` is empty if nothing is overdue. `is_apart` is
    whether the tables of items begin on the second sheet; else they follow the first page.
    """

    on: date
    title: str
    subject: str
    sheet: str
    verdict: str
    questions: tuple[PutQuestion, ...]
    position: str
    deadlines: tuple[BriefDeadline, ...]
    other: str
    limits: str
    late: str
    since: str = ""
    news: str = ""
    recorded: tuple[RecordedRow, ...] = ()
    more_recorded: str = ""
    rewritten: tuple[str, ...] = ()
    groups: tuple[LateGroup, ...] = ()
    more_late: str = ""
    others: tuple[OtherItems, ...] = ()
    is_apart: bool = True


DEADLINE_HEADS = ("Deadline", "Items", "Complete", "Overdue", "Other", "Days since")

RECORDED_HEADS = ("Date", "Item", "What was recorded")

LATE_HEADS = ("What was to be done", "Promised for", "Last update", "Overdue by")

OTHER_HEADS = ("Where it stands", "Items", "What they are")
