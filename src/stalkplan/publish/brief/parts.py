"""The parts of a brief: two pages on one organisation, as plain values for every format."""

from typing import NamedTuple

from stalkplan.publish.brief.board_questions import ToPut

LIMITS = (
    "Overdue: the deadline's day has ended and the plan records no completion. Work may have been "
    "done that the plan does not show. Every line can be checked with stalkplan show."
)


class BriefDeadline(NamedTuple):
    """How many items one deadline has, and how they stand; `days` since it, in words."""

    label: str
    items: int
    complete: int
    overdue: int
    days: str


class LateItem(NamedTuple):
    """One overdue item: what was to be done, for when it was promised, how late it is."""

    id: str
    task: str
    promised: str
    late_by: str


class LateGroup(NamedTuple):
    """The overdue items of one owner, or of nobody."""

    owner: str
    late: tuple[LateItem, ...]


class Brief(NamedTuple):
    """The two pages, part by part. A format leaves out a part that is empty."""

    audience: str
    title: str
    as_at: str
    verdict: str
    position: str
    recorded: tuple[str, ...]
    rewritten: tuple[str, ...]
    deadlines: tuple[BriefDeadline, ...]
    questions: tuple[ToPut, ...]
    complete: str
    cannot_tell: str
    late: str
    groups: tuple[LateGroup, ...]
    more_late: str
