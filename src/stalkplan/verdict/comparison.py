"""Organisations side by side: the worst item of each recommendation, and what was left out.

Nothing is counted twice for being split: a promise in five actions is one recommendation. So
wherever organisations are ranked it is by recommendations, in the order of `rank`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from stalkplan.record.choices import Addressee, RowOrder
from stalkplan.record.dates import Window
from stalkplan.record.forces import forces
from stalkplan.record.model import Organisation, Recommendation
from stalkplan.record.register import Register
from stalkplan.verdict import marks, words
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.groups import by_organisation
from stalkplan.verdict.items import Item, Kind, is_overdue
from stalkplan.verdict.nouns import addressee_name
from stalkplan.verdict.state_words import MEANINGS, STATES, Standing, standing_of
from stalkplan.verdict.timeliness import SETTLED, Timeliness
from stalkplan.verdict.whose_word import is_claimed_alone

_FROM_THE_WORST = {standing: rank for rank, standing in enumerate(Standing)}

_LATE = (Standing.SILENT, Standing.OVERDUE)
_OPEN = (*_LATE, Standing.NO_DEADLINE)
_DONE = (Standing.COMPLETE, Standing.COMPLETE_LATE)
_WAITS_FOR_NOBODY = (*SETTLED, Standing.NOT_ASKED)

RARE = (marks.CANNOT_TELL, marks.NOT_DUE, marks.NO_DATE_NO_ANSWER)
"""Marks that a legend has only where they are shown."""


class Cell(NamedTuple):
    """One recommendation with one organisation.

    `items` are never empty; `worst` is the one that stands worst, the first of several.
    """

    recommendation: Recommendation
    items: tuple[Item, ...]
    worst: Item

    @property
    def standing(self) -> Standing:
        """Where the worst of the items stands."""
        return standing_of(self.worst)

    @property
    def at_worst(self) -> int:
        """How many of the items stand where the worst does."""
        worst = self.standing
        return sum(standing_of(item) is worst for item in self.items)

    @property
    def differs(self) -> bool:
        """Whether some items stand better than the worst."""
        return self.at_worst < len(self.items)

    @property
    def share(self) -> str:
        """How many items there are, `3`; where they differ how many stand worst, `2 of 3`."""
        total = len(self.items)
        return f"{self.at_worst} of {total}" if self.differs else str(total)

    @property
    def last_update(self) -> date | None:
        """The day of the newest update of any item."""
        return newest(self.items)

    @property
    def is_overdue(self) -> bool:
        """Whether an item is overdue, silent or not."""
        return self.standing in _LATE

    @property
    def is_complete(self) -> bool:
        """Whether every item is complete, late or not."""
        return self.standing in _DONE

    @property
    def is_partly_complete(self) -> bool:
        """Whether some items are complete, and another stands worse."""
        return not self.is_complete and any(standing_of(item) in _DONE for item in self.items)

    @property
    def is_silent(self) -> bool:
        """Whether an item is overdue and has had no update that counts."""
        return self.standing is Standing.SILENT

    @property
    def lacks_answer(self) -> bool:
        """Whether it is asked for, not done, and the plan answers nothing under it."""
        return self.standing not in _WAITS_FOR_NOBODY and not any(map(has_answer, self.items))

    @property
    def is_unanswered(self) -> bool:
        """Whether it is overdue or has no date, and the plan answers nothing under it."""
        return self.standing in _OPEN and self.lacks_answer

    @property
    def mark(self) -> marks.Mark:
        """The mark for people; its word is `word`."""
        if not self.is_unanswered:
            return words.mark_of(self.worst)
        return marks.NO_ANSWER if self.is_overdue else marks.NO_DATE_NO_ANSWER

    @property
    def word(self) -> str:
        """What the mark means."""
        return MEANINGS[self.mark].legend if self.is_unanswered else STATES[self.standing].cell


class Total(NamedTuple):
    """Counts of recommendations, one for each organisation, and of what stands under them.

    `silent` are among the `overdue`; `unanswered` are overdue or have no date.
    """

    recommendations: int
    complete: int
    overdue: int
    silent: int
    unanswered: int
    requirements: int
    requirements_overdue: int
    items: int
    items_overdue: int


class Restated(NamedTuple):
    """A requirement whose deadline the plan states otherwise; `stated` None: it states none."""

    ref: str
    stated: Window | None
    due: tuple[Window, ...]


class OrganisationRow(NamedTuple):
    """One organisation. `cells` are by the number of the recommendation; none: not asked of it."""

    organisation: Organisation
    cells: Mapping[str, Cell]
    items: tuple[Item, ...]
    total: Total

    @property
    def last_update(self) -> date | None:
        """The day of the newest update of any item."""
        return newest(self.items)

    @property
    def lacking_answer(self) -> int:
        """How many recommendations the plan answers nothing under, due or not."""
        return sum(cell.lacks_answer for cell in self.cells.values())

    @property
    def has_answered(self) -> bool:
        """Whether the plan answers anything at all that was asked."""
        return any(map(has_answer, self.items))

    @property
    def has_gone_silent(self) -> bool:
        """Whether it answered, and nothing that is overdue has had an update that counts."""
        late = [item for item in self.items if item.timeliness is Timeliness.OVERDUE]
        return bool(late) and self.has_answered and all(item.silent for item in late)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The requirements that nobody answers or has met for it, overdue or not, as asked."""
        answered = {item.ref for item in self.items if has_answer(item) or item.discharge}
        return tuple(dict.fromkeys(i.ref for i in self.items if i.ref not in answered))

    @property
    def restated(self) -> tuple[Restated, ...]:
        """The requirements whose deadline the plan restates as another day, or loses."""
        found = {item.ref: item for item in self.items if Flag.DEADLINE_RESTATED in item.flags}
        return tuple(_restated(item) for item in found.values())


class Comparison(NamedTuple):
    """Organisations down, recommendations across, in the order the publication lists them.

    In the `order` of what is overdue the most overdue stands first, by `rank`.
    """

    recommendations: tuple[Recommendation, ...]
    rows: tuple[OrganisationRow, ...]
    total: Total
    order: RowOrder

    @property
    def never_answered(self) -> tuple[OrganisationRow, ...]:
        """The organisations that were asked by the day judged, and answered nothing."""
        asked = (row for row in self.rows if not words.is_nothing_asked(row.items))
        return tuple(row for row in asked if not row.has_answered)

    @property
    def gone_silent(self) -> tuple[OrganisationRow, ...]:
        """The organisations that answered, and of what is overdue updated nothing."""
        return tuple(row for row in self.rows if row.has_gone_silent)

    def overdue(self, number: str) -> int:
        """Return with how many organisations a recommendation is overdue."""
        return sum(row.cells[number].is_overdue for row in self.rows if number in row.cells)

    def unanswered(self) -> Mapping[str, tuple[Organisation, ...]]:
        """Return who never answered a requirement, by its ref, most unanswered first."""
        found: dict[str, list[Organisation]] = {}
        for row in sorted(self.rows, key=lambda row: row.organisation.id):
            for ref in row.unanswered:
                found.setdefault(ref, []).append(row.organisation)
        ordered = sorted(found.items(), key=lambda entry: -len(entry[1]))
        return {ref: tuple(organisations) for ref, organisations in ordered}


def forces_asked(register: Register) -> Mapping[str, str]:
    """Return the names, by their ids, of those of the 43 forces that the publication asks."""
    asked, known = _asked(register), forces()
    if Addressee.CHIEF_CONSTABLES in asked:
        return known
    return {id_: name for id_, name in known.items() if id_ in asked}


def forces_without_plan(register: Register) -> Mapping[str, str]:
    """Return those of the forces that are asked of which the register has no plan.

    A plan that nobody can read is known by the name of its file.
    """
    here = _with_plan(register)
    return {id_: name for id_, name in forces_asked(register).items() if id_ not in here}


def others_without_plan(register: Register) -> Mapping[str, str]:
    """Return the names of other addressees for which no plan here answers, by their ids."""
    plans = register.plans.values()
    here = _with_plan(register).union(*(plan.organisation.answers_for for plan in plans))
    declared = register.publication.addressees if register.publication else {}
    absent = [id_ for id_ in _asked(register) if id_ not in here and id_ not in forces()]
    return {id_: addressee_name(id_, declared) for id_ in absent}


def _asked(register: Register) -> Iterable[str]:
    """Return the ids of all addressees of a publication, each once."""
    return dict.fromkeys(
        name
        for recommendation in register.recommendations
        for requirement in recommendation.required
        for name in recommendation.addressees_of(requirement)
    )


def _with_plan(register: Register) -> set[str]:
    """Return the ids of the organisations that have a plan here."""
    here = {plan.organisation.id for plan in register.plans.values()}
    return here | {PurePosixPath(file).stem for file in register.unread}


def compare(
    organisations: Iterable[Organisation],
    items: Sequence[Item],
    *,
    order: RowOrder = RowOrder.OVERDUE,
) -> Comparison:
    """Compare what each of these organisations has done about each recommendation.

    `items` are those of `assess` on one day, perhaps filtered; an organisation without any has an
    empty row, a recommendation without any no column.
    """
    own = by_organisation(items)
    recommendations: dict[str, Recommendation] = {}
    for item in sorted(items, key=lambda item: item.question.path[1:2]):
        recommendations.setdefault(item.recommendation.number, item.recommendation)
    rows = [_row(organisation, own.get(organisation.id, ())) for organisation in organisations]
    return Comparison(
        tuple(recommendations.values()),
        tuple(sorted(rows, key=_by_name if order is RowOrder.NAME else _by_rank)),
        total_of(items),
        order,
    )


def rank(items: Iterable[Item]) -> tuple[int, ...]:
    """Return the sort key of an organisation among others, by its items: the most overdue first.

    Of equals, the one with more unanswered, more silent, fewer complete in time. Those that are
    equal in all this stand by name.
    """
    cells = cells_in(items)
    return (
        -sum(cell.is_overdue for cell in cells),
        -sum(cell.is_unanswered for cell in cells),
        -sum(cell.is_silent for cell in cells),
        sum(cell.standing is Standing.COMPLETE for cell in cells) - len(cells),
    )


def cells_in(items: Iterable[Item]) -> tuple[Cell, ...]:
    """Return a cell for each recommendation of each organisation, as their first items stand."""
    found: dict[tuple[str, str, str], list[Item]] = {}
    for item in items:
        key = (item.publication, item.organisation.id, item.recommendation.number)
        found.setdefault(key, []).append(item)
    return tuple(
        Cell(own[0].recommendation, tuple(own), min(own, key=_from_the_worst))
        for own in found.values()
    )


def _from_the_worst(item: Item) -> int:
    return _FROM_THE_WORST[standing_of(item)]


def worst_items(items: Iterable[Item]) -> list[Item]:
    """Return the worst item of each recommendation of each organisation.

    It is what a verdict on several organisations counts.
    """
    return [cell.worst for cell in cells_in(items)]


def least_proved(items: Iterable[Item]) -> list[Item]:
    """Return of each recommendation that is complete with an organisation an item that shows it.

    It is one that the plan alone calls complete, if there is one.
    """
    complete = (cell for cell in cells_in(items) if cell.is_complete)
    return [next(filter(is_claimed_alone, cell.items), cell.worst) for cell in complete]


def requirements_of(items: Iterable[Item]) -> int:
    """Return how many requirements the items stand for; each organisation counts its own."""
    return len({(item.publication, item.organisation.id, item.ref) for item in items})


def recommendations_of(items: Iterable[Item]) -> int:
    """Return how many recommendations the items stand for, whoever has them."""
    return len({(item.publication, item.recommendation.number) for item in items})


def is_claimed_in_part(items: Iterable[Item]) -> bool:
    """Whether a recommendation is complete on the plan's word and, for a part, on another's."""
    claimed = ({*map(is_claimed_alone, cell.items)} for cell in cells_in(items) if cell.is_complete)
    return any(len(words_of_both) > 1 for words_of_both in claimed)


def total_of(items: Sequence[Item]) -> Total:
    """Return the counts of some items: all, or those of an organisation, a theme or a deadline."""
    cells = cells_in(items)
    late = [*filter(is_overdue, items)]
    return Total(
        recommendations=len(cells),
        complete=sum(cell.is_complete for cell in cells),
        overdue=sum(cell.is_overdue for cell in cells),
        silent=sum(cell.is_silent for cell in cells),
        unanswered=sum(cell.is_unanswered for cell in cells),
        requirements=requirements_of(items),
        requirements_overdue=requirements_of(late),
        items=len(items),
        items_overdue=len(late),
    )


def marks_of(items: Iterable[Item]) -> tuple[marks.Mark, ...]:
    """Return a mark for each recommendation of each organisation, the best first."""
    shown = (cell.mark for cell in cells_in(items))
    return tuple(sorted(shown, key=marks.MARKS.index))


def newest(items: Iterable[Item]) -> date | None:
    """Return the day of the newest update of any of the items."""
    return max((i.state.last_update for i in items if i.state.last_update), default=None)


def has_answer(item: Item) -> bool:
    """Whether the plan says anything to the requirement of an item: answer, action or update."""
    return item.kind is not Kind.NO_RESPONSE or bool(item.state.updates)


def _row(organisation: Organisation, items: Sequence[Item]) -> OrganisationRow:
    cells = {cell.recommendation.number: cell for cell in cells_in(items)}
    return OrganisationRow(organisation, cells, tuple(items), total_of(items))


def _by_name(row: OrganisationRow) -> str:
    return row.organisation.name.casefold()


def _by_rank(row: OrganisationRow) -> tuple[tuple[int, ...], str]:
    return rank(row.items), _by_name(row)


def _restated(item: Item) -> Restated:
    stated = item.response.stated_deadline if item.response else None
    due = tuple(deadline.due for deadline in item.recommendation.deadlines)
    return Restated(item.ref, stated if isinstance(stated, Window) else None, due)
