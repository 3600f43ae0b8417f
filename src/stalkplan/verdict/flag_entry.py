"""What there is to say of a flag: the facts that raise it, its rule, and its words."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import NamedTuple

from stalkplan.record.choices import Acceptance
from stalkplan.record.dates import Window
from stalkplan.record.model import Deadline
from stalkplan.verdict.decisions import Decisions
from stalkplan.verdict.state import State
from stalkplan.verdict.timeliness import Completion, Timeliness


class FlagFacts(NamedTuple):
    """What decides the flags of one item, all as known on the day `on`.

    `since` is the day from which there could be news of it. `deadline` is the publication's, whose
    `deadlines` are all those of the recommendation; `extended` are the extensions that bind any of
    them, and `window` is the binding date.
    """

    on: date
    since: date
    decisions: Decisions
    deadline: Deadline | None
    deadlines: tuple[Window, ...]
    extended: tuple[Window, ...]
    stated_deadline: Window | str | None
    is_action: bool
    is_copy: bool
    is_restarted: bool
    state: State
    acceptance: Acceptance
    window: Window | None
    timeliness: Timeliness
    completed: Completion | None


class PointsAt(Enum):
    """Where in the plan `check` points for a flag."""

    RECORD = "the record of the item"
    PROMISE = "its newest promise"
    STATED_DEADLINE = "the deadline in the answer; one answer is reported once"


class Among(Enum):
    """The items that a page counts the flagged ones among."""

    ITEMS = "all"
    ACTIONS = "the actions that are not withheld"
    CLAIMS = "those that are complete according to the plan"


class FlagRule(NamedTuple):
    """The rule of `check`: where it points, what to do, and how many there are, in words.

    `one` and `many` follow the number. The lines with the lowest `on_screen` stand first, among
    those of the other rules in `rules.RULES`.
    """

    points_at: PointsAt
    hint: str
    one: str
    many: str
    on_screen: int


class FlagGap(NamedTuple):
    """What the public page says that the plan leaves out: a title, and a sentence.

    `one` is for one item and `many` for several; `{ids}`, `{refs}`, `{share}` (`2 of 5 actions`),
    `{stated}` (which deadline) and `{lack}` (of news) in them are filled in. The gaps with the
    lowest `place` stand first.
    """

    place: int
    title: str
    one: str
    many: str
    among: Among = Among.ITEMS


class FlagQuestion(NamedTuple):
    """The question in the brief, and its reason.

    `{ids}` (what the items are called), `{number}` and `{body}` (what the organisation is) are
    filled in. After the reason the brief names the items; `has_days` if with the day in what the
    flag says of each. The reason may have a `{lack}` of news. Without one it gives all that the
    flag says of them. One on what is yet to come is put only `of_open` items, one on a claim only
    `of_claims`, which nobody else confirmed. The questions with the lowest `place` stand first.
    """

    place: int
    one: str
    many: str
    because: str = ""
    has_days: bool = False
    of_open: bool = False
    of_claims: bool = False


class FlagEntry(NamedTuple):
    """Everything about one flag.

    `sentence` is what it says of an item, in lower case and without a full stop; the names in
    braces are those of `flag_words`. A rule of None has a function of its own in
    `rules.answers`, a gap of None is no gap or one that `publish` words itself, and a question of
    None likewise.
    """

    applies: Callable[[FlagFacts], bool]
    sentence: str
    rule: FlagRule | None = None
    gap: FlagGap | None = None
    question: FlagQuestion | None = None
