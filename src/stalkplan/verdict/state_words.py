"""The states of items, and every word and mark that a person reads for them, in one table each.

A state that is added needs a row here; tests fail until it has one.
"""

from collections.abc import Collection, Container, Mapping
from enum import StrEnum
from typing import NamedTuple, Protocol

from stalkplan.verdict import marks
from stalkplan.verdict.items import Item, Kind
from stalkplan.verdict.marks import Mark
from stalkplan.verdict.timeliness import SETTLED, UNJUDGED, WAITING, Assurance, Timeliness


class Standing(StrEnum):
    """Where an item stands, worst first: its timeliness, but for two.

    What is overdue and silent is `silent`, and what waits for a recommendation that was made only
    after the day judged is `not-asked`.
    """

    SILENT = "silent"
    OVERDUE = "overdue"
    UNCLEAR = "unclear"
    NO_DEADLINE = "no-deadline"
    DUE_SOON = "due-soon"
    NOT_YET_DUE = "not-yet-due"
    NOT_ASKED = "not-asked"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    COMPLETE_LATE = "complete-late"
    COMPLETE = "complete"


class Judgeable(Protocol):
    """What has a verdict, and was asked by the day judged or not: an item, whole or public."""

    @property
    def timeliness(self) -> Timeliness:
        """Its verdict."""

    @property
    def kind(self) -> Kind:
        """What it is: an action, or what has no action or no answer."""

    @property
    def is_asked(self) -> bool:
        """Whether its recommendation was made by the day judged."""


def standing_of(item: Item) -> Standing:
    """Return where one item stands."""
    return Standing.SILENT if item.silent else counted_as(item)


def counted_as(item: Judgeable) -> Standing:
    """Return where one item stands in a count, which has no `silent`: that is overdue too."""
    if not item.is_asked and item.timeliness in (*WAITING, *UNJUDGED):
        return Standing.NOT_ASKED
    return _STANDINGS[item.timeliness]


_STANDINGS = {timeliness: Standing(timeliness) for timeliness in Timeliness}


def stands_in(item: Judgeable, states: Collection[str]) -> bool:
    """Whether an item is counted in one of some states."""
    return counted_as(item) in states


class StateWords(NamedTuple):
    """The words for one state.

    `cell` reads out its mark where a cell is several items, `column` stands in a narrow
    column, `counted` and the verbs `one` and `many` follow a number. `phrase` and `sentence` are
    the verdict on one item; `{due}`, `{distance}`, `{days}`, `{whose}`, `{body}`, `{ended_by}` and
    `{falls}` are filled in. `by_time` is what an item did when time alone brought it here, if that
    is worth a line.
    """

    mark: Mark
    cell: str
    column: str
    counted: str
    one: str
    many: str
    phrase: str
    sentence: str
    by_time: str = ""


_OVERDUE = StateWords(
    mark=marks.OVERDUE_UPDATED,
    cell="overdue, with an update",
    column="overdue",
    counted="overdue",
    one="is overdue",
    many="are overdue",
    phrase="overdue by{days}",
    sentence="Overdue by{days}.",
)

STATES: Mapping[Standing, StateWords] = {
    Standing.COMPLETE: StateWords(
        mark=marks.COMPLETE,
        cell="complete",
        column="complete",
        counted="complete",
        one="is complete",
        many="are complete",
        phrase="complete",
        sentence="Complete{whose}.",
    ),
    Standing.COMPLETE_LATE: StateWords(
        mark=marks.COMPLETE_LATE,
        cell="completed late",
        column="completed late",
        counted="completed late",
        one="was completed late",
        many="were completed late",
        phrase="complete,{days} late",
        sentence="Complete,{days} late{whose}.",
    ),
    Standing.OVERDUE: _OVERDUE,
    Standing.SILENT: _OVERDUE._replace(mark=marks.OVERDUE_SILENT, cell="overdue, no recent update"),
    Standing.UNCLEAR: StateWords(
        mark=marks.CANNOT_TELL,
        cell="unclear",
        column="unclear",
        counted="unclear",
        one="is still unclear",
        many="are still unclear",
        phrase="still unclear",
        sentence="Still unclear: {due}, which is not over.",
    ),
    Standing.DUE_SOON: StateWords(
        mark=marks.NOT_DUE,
        cell="due soon",
        column="due soon",
        counted="due soon",
        one="falls due within 30 days",
        many="fall due within 30 days",
        phrase="due {distance}",
        sentence="{falls} due within 30 days: {due}.",
        by_time="came within 30 days of {its} {date}",
    ),
    Standing.NOT_YET_DUE: StateWords(
        mark=marks.NOT_DUE,
        cell="not due yet",
        column="not due yet",
        counted="not due yet",
        one="is not due yet",
        many="are not due yet",
        phrase="due {distance}",
        sentence="Not due yet: {due}.",
    ),
    Standing.NO_DEADLINE: StateWords(
        mark=marks.NO_DATE,
        cell="no date",
        column="no date",
        counted="without a date",
        one="has no date",
        many="have no date",
        phrase="no date on record",
        sentence="It has no date on record, so we cannot call it late.",
    ),
    Standing.WITHDRAWN: StateWords(
        mark=marks.NO_DATE,
        cell="withdrawn",
        column="withdrawn",
        counted="withdrawn",
        one="is withdrawn",
        many="are withdrawn",
        phrase="withdrawn, not counted as complete",
        sentence="Withdrawn by the {body}; not counted as complete.",
    ),
    Standing.ENDED: StateWords(
        mark=marks.NO_DATE,
        cell="ended",
        column="ended",
        counted="ended",
        one="is no longer asked for",
        many="are no longer asked for",
        phrase="no longer asked for, not counted as complete",
        sentence="Ended by {ended_by}; not counted as complete.",
    ),
    Standing.NOT_ASKED: StateWords(
        mark=marks.NO_DATE,
        cell="not asked yet",
        column="not asked yet",
        counted="not asked yet",
        one="is not asked for yet",
        many="are not asked for yet",
        phrase="not asked yet",
        sentence="Not asked for yet.",
    ),
}
"""Every state, in the order in which a row of counts has them."""


FOR_NO_DEADLINE = "for no deadline that it names"
"""What is said of a status where there are several deadlines and it names none: it is not taken."""


class MarkWords(NamedTuple):
    """What a mark means: in a few words for a legend, and in a sentence."""

    legend: str
    meaning: str


MEANINGS: Mapping[Mark, MarkWords] = {
    marks.COMPLETE: MarkWords(
        STATES[Standing.COMPLETE].cell,
        "The plan says it is done, or another body says so.",
    ),
    marks.COMPLETE_LATE: MarkWords(
        STATES[Standing.COMPLETE_LATE].cell,
        "Complete, after its deadline.",
    ),
    marks.NO_DATE: MarkWords(
        "no date, or set aside",
        "With no date on record, we cannot call an action late. What was withdrawn, was ended by "
        "the body that asked, or is not asked yet, is set aside: it is never counted as complete.",
    ),
    marks.OVERDUE_UPDATED: MarkWords(
        STATES[Standing.OVERDUE].cell,
        "The deadline has passed, and the plan has reported on it.",
    ),
    marks.OVERDUE_SILENT: MarkWords(
        STATES[Standing.SILENT].cell,
        "The deadline has passed, with no update since, or none in the last six months. One from "
        "the four weeks before the deadline counts for four weeks after it.",
    ),
    marks.NO_ANSWER: MarkWords(
        "overdue, no answer",
        "The deadline has passed, and the plan answers no part of it.",
    ),
    marks.CANNOT_TELL: MarkWords(
        STATES[Standing.UNCLEAR].cell,
        "It is due, promised or met in a month or longer that is not over yet.",
    ),
    marks.NOT_DUE: MarkWords(
        STATES[Standing.NOT_YET_DUE].cell,
        "The deadline is still to come.",
    ),
    marks.NO_DATE_NO_ANSWER: MarkWords(
        "no date, no answer",
        "The plan answers no part of it. With no date, it cannot be overdue.",
    ),
}
"""Every mark, in the order in which a legend of a screen has them."""


NO_RECENT = "No recent update: none since the deadline, or none in six months."
"""What no recent update is, to stand below what says it."""


def no_recent(shown: Container[Mark]) -> str:
    """Return NO_RECENT, to go on below marks; nothing if none shown says it."""
    return f" {NO_RECENT}" if marks.OVERDUE_SILENT in shown else ""


def cells_of(mark: Mark) -> str:
    """Return every word that a table may have for a mark, as the key of a page names it."""
    cells = [state.cell for state in STATES.values() if state.mark == mark]
    return ", ".join(cells) or MEANINGS[mark].legend


class KindWords(NamedTuple):
    """What is said where an item of a kind has no owner.

    `lacks` is what the plan lacks, for a column; `heading` stands over several such items; `title`
    is that of one item with its `{id}`.
    """

    lacks: str
    heading: str
    title: str


KINDS: Mapping[Kind, KindWords] = {
    Kind.ACTION: KindWords("no owner", "No owner named", "Action {id}"),
    Kind.NO_ACTION: KindWords("no action", "No action in the plan", "No action for {id}"),
    Kind.NO_RESPONSE: KindWords("no answer", "No answer in the plan", "No answer for {id}"),
}
"""Every kind, in the order in which groups of items without an owner stand."""


def no_answer(item: Judgeable) -> str:
    """Return `no answer` of an open item that the plan does not answer; nothing of others."""
    is_open = item.timeliness not in SETTLED and item.is_asked
    return KINDS[item.kind].lacks if item.kind is Kind.NO_RESPONSE and is_open else ""


NONE_YET, NOT_ASKED_FOR = "none yet", "Not asked for yet"
"""What a column says in place of what a plan lacks where nothing is asked yet, and the heading."""


class AssuranceWords(NamedTuple):
    """On whose word an item is complete: at a terminal, and in what is published.

    `{by}` is who confirmed it, `{met}` how and on whose word it was met.
    """

    sentence: str
    in_brief: str


ASSURANCES: Mapping[Assurance, AssuranceWords] = {
    Assurance.CLAIMED: AssuranceWords(
        ", according to the plan",
        "according to the plan, not confirmed by others",
    ),
    Assurance.VERIFIED: AssuranceWords(", confirmed", "confirmed by {by}"),
    Assurance.DISCHARGED: AssuranceWords(", {met}", "{met}"),
}

CLAIMED_FIRST = "according to the plan on {day}"
"""What stands in place of the words of a claim, where another body met it later."""
