"""The public record: all that may leave the folder in anything published, field by field.

What writes a page, a brief or a file of data takes these values and nothing else; `public_record`
makes them. A field that is not here stays private, and what a marked record says is `withheld`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from stalkplan.record.choices import Acceptance, Certainty, Status
from stalkplan.record.dates import Window
from stalkplan.record.register import Recorded
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.items import Kind
from stalkplan.verdict.marks import Mark
from stalkplan.verdict.nouns import Met, progress_title
from stalkplan.verdict.state_words import FOR_NO_DEADLINE
from stalkplan.verdict.timeliness import Assurance, DueFrom, Timeliness
from stalkplan.verdict.words import count, long_date


class PublicPromise(NamedTuple):
    """A promise. `text` is its date with its precision: `2025-03`, `from 2025-03`, `no date`.

    `earliest` and `latest` are the first and last day it names, if it names any; `is_deadline` is
    whether it is promised by then, and not from then. `words` is the date as prose writes it:
    `March 2025`. If it is withheld, only `text` and `words` are there.
    """

    text: str
    wording: str | None
    earliest: date | None
    latest: date | None
    is_deadline: bool
    words: str


class PublicUpdate(NamedTuple):
    """A dated entry. If it is withheld, only its day is there.

    `entered` is the day on which git first had it, where that is known; `is_entered_late` is
    whether that was so long after its own day that a page says it.
    """

    day: date
    status: Status | None
    note: str | None
    evidence: tuple[str, ...]
    promise: PublicPromise | None
    owner: str | None
    acceptance: Acceptance | None
    verified_by: str | None
    verified_on: date | None
    milestone: str | None
    is_withheld: bool
    entered: date | None = None
    is_entered_late: bool = False

    @property
    def confirmed_later(self) -> date | None:
        """The day after its own on which somebody confirmed it; None if nobody did, or no day."""
        is_later = self.verified_by and self.verified_on and self.verified_on > self.day
        return self.verified_on if is_later else None


class PublicDecision(NamedTuple):
    """What another body decided: met once for all, or ended. `on` is a day or month as written."""

    by: str
    on: str
    how: str | None
    evidence: str | None


class PublicMade(NamedTuple):
    """What another body decided of an item, as it was decided, whatever counts now.

    `kind` is discharge, extension or end, `known` the day from which it is known, `on` that day or
    the month in words. `title` says it in a word or two, `said` with by whom: `by`.
    """

    kind: str
    known: date
    on: str
    title: str
    said: str
    by: str
    how: str | None
    evidence: str | None


class PublicTurn(NamedTuple):
    """A day on which an item came to stand otherwise, as was known then.

    It stood as `before`; None if it was no item. `due` is the last day of what was its binding date
    then, `due_words` that date as prose writes it; they are None where the date is withheld.
    """

    day: date
    before: Timeliness | None
    timeliness: Timeliness
    due: date | None
    due_words: str | None
    due_from: DueFrom | None


class PublicRetracted(NamedTuple):
    """An update that was taken back and counts no longer: on which day, and why if that is said."""

    update: PublicUpdate
    on: date
    why: str | None


class PublicItem(NamedTuple):
    """One thing that is judged, with the verdict on it.

    `due` is the last day of its binding date, `due_earliest` the first, `due_text` as it is set:
    `2025-03`, `due_words` as prose writes it: `March 2025`; they are None where the date is a
    withheld promise. `late_by` is `days_late` in words, empty where there are none. `summary`,
    `owner`, `status` and the promise's text are `withheld` where a withheld record is what says
    them; `is_withheld` is of the whole answer or action. `who` is the owner, or what the plan lacks
    in place of one. `mark`, `state` and `outcome` are the verdict as a sign, for a column and as a
    phrase. `promise` is the newest, `first_promise` the one whose place it took. `completed` is the
    day of completion, where what is public says it; `met_later` is what another body did after it,
    in words, and `perhaps_late` that it may have been late. `unclear_in` says in which days nobody
    can tell where it stands: empty where one can. It `is_asked` if its recommendation was made by
    the day judged. The updates known on the day stand newest first; so do those that were taken
    back, apart. `made` are the decisions of other bodies
    that are known, `turns` what it went through, the oldest first: empty where nobody asked. `data`
    is all of it as docs/formats.md lists it for programs.
    """

    organisation: str
    recommendation: str
    ref: str
    id: str
    kind: Kind
    milestone: str | None
    theme: str | None
    summary: str | None
    owner: str | None
    who: str
    due: date | None
    due_earliest: date | None
    due_text: str | None
    due_words: str | None
    due_from: DueFrom | None
    mark: Mark
    state: str
    outcome: str
    timeliness: Timeliness
    days_late: int | None
    late_by: str
    status: str
    assurance: Assurance | None
    acceptance: str
    silent: bool
    is_asked: bool
    flags: tuple[tuple[Flag, str], ...]
    promise: PublicPromise | None
    first_promise: PublicPromise | None
    discharged: PublicDecision | None
    met: Met | None
    met_later: str
    perhaps_late: str
    unclear_in: str
    ended: PublicDecision | None
    completed: date | None
    updates: tuple[PublicUpdate, ...]
    retracted: tuple[PublicRetracted, ...]
    is_withheld: bool
    made: tuple[PublicMade, ...]
    turns: tuple[PublicTurn, ...]
    data: Mapping[str, Any]

    def status_of(self, update: PublicUpdate) -> Status | None:
        """Return what an update says of the item; nothing if it names none of several deadlines."""
        has_several = self.kind is not Kind.ACTION and self.id != self.ref
        is_placed = not has_several or update.milestone == self.milestone
        return update.status if is_placed else None

    def status_in_words(self, update: PublicUpdate) -> str:
        """Return the status of an update, with what makes it count for nothing; empty for none."""
        said = update.status.replace("-", " ") if update.status else ""
        return said if not said or self.status_of(update) else f"{said}, {FOR_NO_DEADLINE}"

    def status_known(self, on: date) -> Status | None:
        """Return the status that was known on a day: what was taken back later counted then."""
        back = (each.update for each in self.retracted if each.on > on)
        known = [each for each in (*self.updates, *back) if each.day <= on and self.status_of(each)]
        newest = max(known, key=lambda each: each.day, default=None)
        return newest and self.status_of(newest)

    @property
    def last_update(self) -> date | None:
        """The date of the newest update."""
        return self.updates[0].day if self.updates else None


class PublicAnswer(NamedTuple):
    """The answer to a requirement; its position is None if it is blank.

    `stated_deadline` is the day that the plan restates, the word `none`, or None if it states
    nothing. If it is withheld, the position and the acceptance are the word `withheld`.
    `accepted_in` are the updates that say whether it is accepted and stand under no item, the
    newest first.
    """

    position: str | None
    acceptance: str
    accepted_in: tuple[PublicUpdate, ...]
    stated_deadline: Window | str | None
    is_withheld: bool


class PublicRequirement(NamedTuple):
    """What has to be shown, and the answer; None if the plan leaves it out. `asked` may be unknown.

    `items` is never empty.
    """

    ref: str
    asked: str | None
    answer: PublicAnswer | None
    items: tuple[PublicItem, ...]

    @property
    def is_asked(self) -> bool:
        """Whether its recommendation was made by the day judged."""
        return any(item.is_asked for item in self.items)


class PublicDeadline(NamedTuple):
    """What the publication sets for one milestone, as it is written: `2025-03-27`, `2025-03`.

    `wording` is how it says it.
    """

    due: str
    milestone: str | None
    wording: str | None


class PublicRecommendation(NamedTuple):
    """A recommendation that is made to an organisation, and what it answers.

    `made` is its own day, if it joined the publication later than the rest.
    """

    number: str
    theme: str | None
    summary: str | None
    made: date | None
    deadlines: tuple[PublicDeadline, ...]
    certainty: Certainty | None
    sources: tuple[str, ...]
    requirements: tuple[PublicRequirement, ...]


class PublicOrganisation(NamedTuple):
    """An organisation and its plan. `withheld` is how many of its records are kept back.

    `noun` is what it is called beside its name: force or organisation.

    `verdict` is three sentences: how many items are overdue, what of their updates, where the
    others stand; the second and third may be empty. `contact` is how to ask for a correction,
    `help` where people affected find help, `source` the page on which the plan stands. `gone` are
    what was an item and is none any more, as it was on its last day; empty where nobody asked.
    """

    id: str
    name: str
    noun: str
    contact: str | None
    help: str | None
    source: str | None
    withheld: int
    verdict: tuple[str, str, str]
    recommendations: tuple[PublicRecommendation, ...]
    gone: tuple[PublicItem, ...] = ()

    @property
    def items(self) -> tuple[PublicItem, ...]:
        """Every item, in the order of the files."""
        return tuple(
            item
            for recommendation in self.recommendations
            for requirement in recommendation.requirements
            for item in requirement.items
        )


class PublicPublication(NamedTuple):
    """The report that makes the recommendations, and how much of it is recorded here.

    `subject` is what it is about, `by` who made it, `source` its own page, `contact` where to send
    what could not be found, `help` where people affected by its subject find help, `licence` that
    of the data; `noun` is what it is called, `recommendations` how many are recorded here.
    """

    title: str
    subject: str | None
    by: str | None
    source: str | None
    contact: str | None
    help: str | None
    licence: str | None
    noun: str
    published: date
    recommendations: int
    recorded: Recorded

    @property
    def progress_title(self) -> str:
        """The title of a page on what became of its recommendations."""
        return progress_title(self.subject, self.title)

    @property
    def title_and_day(self) -> str:
        """Its title in quotation marks, and the day it came out if the title does not end in it."""
        day = long_date(self.published)
        return f'"{self.title}"' if self.title.endswith(day) else f'"{self.title}" of {day}'


class PublicRecord(NamedTuple):
    """All that is public, as at a day; `verdict` is of all organisations together.

    `left_out` is how many items of the same plans are not in it, as somebody chose some of them.
    """

    on: date
    publication: PublicPublication
    verdict: tuple[str, str, str]
    organisations: tuple[PublicOrganisation, ...]
    left_out: int = 0

    @property
    def items(self) -> tuple[PublicItem, ...]:
        """Every item of every organisation, in the order of the files."""
        return tuple(item for organisation in self.organisations for item in organisation.items)

    @property
    def whose(self) -> str:
        """The name of the organisation; of several how many they are: `43 forces`."""
        names = [organisation.name for organisation in self.organisations]
        nouns = {organisation.noun for organisation in self.organisations}
        noun = nouns.pop() if len(nouns) == 1 else "organisation"
        return names[0] if len(names) == 1 else count(len(names), noun)

    @property
    def withheld(self) -> int:
        """How many records are kept back."""
        return sum(organisation.withheld for organisation in self.organisations)
