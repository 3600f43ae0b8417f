"""`status`: the verdict, the deadlines, every item; of several organisations totals and rows."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from stalkplan.record.register import Register, recorded
from stalkplan.reports.blocks import (
    IN_COMPARE,
    Bar,
    Bars,
    Column,
    Fit,
    Judged,
    Line,
    NextStep,
    Prose,
    Report,
    Section,
    Table,
    head_view,
)
from stalkplan.verdict import marks, words
from stalkplan.verdict.as_data import LISTED_FIELDS, item_line, item_row, item_view
from stalkplan.verdict.comparison import (
    OrganisationRow,
    compare,
    is_claimed_in_part,
    least_proved,
    recommendations_of,
    requirements_of,
    worst_items,
)
from stalkplan.verdict.groups import DeadlineGroup, by_deadline
from stalkplan.verdict.items import Item, Kind, is_overdue, last_day
from stalkplan.verdict.nouns import VerdictUnit, body_noun, counted_for
from stalkplan.verdict.recorded_words import recorded_sentence
from stalkplan.verdict.state_words import KINDS, NOT_ASKED_FOR, Standing, counted_as, stands_in
from stalkplan.verdict.timeliness import DONE, SET_ASIDE, UNJUDGED, WAITING, Timeliness
from stalkplan.verdict.whose_word import claimed_sentence


def status_report(register: Register, items: Sequence[Item], *, on: date) -> Report:
    """Report where every item stands on the day `on`."""
    counted, rows = counted_of([register], items), _organisation_rows(register, items)
    return Report(
        sections=lambda: _sections(register, items, counted, rows, on=on),
        lines=lambda: map(item_line, items),
        view=lambda: _view(register, items, on=on),
        fields=LISTED_FIELDS,
        rows=lambda: (item_row(register, item, on=on) for item in items),
        verdict=(counted.verdict,),
        not_recorded=(recorded_sentence(recorded(register, on=on)),),
        next_steps=_next_steps(rows, items),
        judged=[Judged(register, items, on)],
    )


def head(registers: Sequence[Register], items: Sequence[Item], line: str, *, on: date) -> Section:
    """Return the two lines that say what is judged, and as at when."""
    plans = [plan for register in registers for plan in register.plans.values()]
    names = {plan.organisation.id: plan.organisation.name for plan in plans}
    several = words.count(len(names), body_noun(plan.organisation for plan in plans))
    name = next(iter(names.values())) if len(names) == 1 else several
    return (
        Line(name, f"as at {words.long_date(on)}", is_bold=True),
        Line(line, words.newest_update(items)),
    )


class Headline(NamedTuple):
    """What a verdict counts: the items of one organisation; of several the recommendations.

    Each recommendation stands there as its worst item with each organisation; `what` says so.
    """

    items: Sequence[Item]
    what: VerdictUnit

    @property
    def verdict(self) -> str:
        """How many are overdue, and how many of them are silent, in sentences."""
        late = [*filter(is_overdue, self.items)]
        silent = sum(item.silent for item in late)
        if self.what.lead and silent:
            lack = words.silence_of_parts(len(late), silent, self.what.unit)
        else:
            lack = words.silence(late)
        return f"{words.overdue_sentence(self.items, self.what)} {lack}".strip()

    @property
    def others(self) -> str:
        """How many are in each other state, in a sentence; nothing if there are none."""
        return words.others_sentence(self.items, self.what)


def counted_of(registers: Iterable[Register], items: Sequence[Item]) -> Headline:
    """Return what a verdict on the items of some registers counts."""
    plans = [plan for register in registers for plan in register.plans.values()]
    what = counted_for([plan.organisation for plan in plans], recommendations_of(items))
    return Headline(worst_items(items), what) if what.lead else Headline(items, VerdictUnit())


def _sections(
    register: Register,
    items: Sequence[Item],
    counted: Headline,
    rows: Sequence[OrganisationRow],
    *,
    on: date,
) -> Iterator[Section]:
    title = register.publication.title if register.publication else ""
    yield head([register], items, title, on=on)
    several = len(register.plans) > 1
    claimed = (
        claimed_sentence(least_proved(items), in_part=is_claimed_in_part(items))
        if several
        else claimed_sentence(items)
    )
    said = [" ".join(filter(None, (counted.others, claimed)))]
    if not several:
        said.append(words.acceptance_sentence(items))
    yield (Prose(counted.verdict, is_bold=True), *map(Prose, filter(None, said)))
    deadlines = [row for row in by_deadline(items) if row.items]
    if several:
        yield (_deadlines(deadlines, on=on), Prose(_others_in_words(items), is_quiet=True))
        yield (_organisations(rows), Prose(_once_for_each(register), is_quiet=True))
        return
    yield (Bars(tuple(_bar(row, on=on) for row in deadlines)),)
    yield from _groups(items, on=on)


_OTHERS = (*UNJUDGED, *SET_ASIDE, Standing.NOT_ASKED)


def _others_in_words(items: Iterable[Item]) -> str:
    """Return which states are counted as others."""
    are_waited_for = any(stands_in(item, (Standing.NOT_ASKED,)) for item in items)
    asked = "not yet or no longer asked for" if are_waited_for else "no longer asked for"
    return f"Other: still unclear, without a date, withdrawn or {asked}."


def _once_for_each(register: Register) -> str:
    """Return how several plans are counted."""
    noun = body_noun(plan.organisation for plan in register.plans.values())
    return (
        f"A recommendation counts once for each {noun}, as its worst item stands, and by deadline "
        "once for each of its deadlines."
    )


def _bar(row: DeadlineGroup[Item], *, on: date) -> Bar:
    signs = sorted((words.mark_of(item) for item in row.items), key=marks.MARKS.index)
    tally = words.tally(map(counted_as, row.items))
    return Bar(row.label, tuple(signs), tally, _when(row, on=on))


def _when(row: DeadlineGroup[Item], *, on: date) -> str:
    """Return how far a deadline is; of promises their date, or how many dates there are."""
    if row.due:
        at = row.window
        return words.distance_of_end(at, on=on) if at else words.distance(row.due, on=on)
    windows = {words.long_window(item.window) for item in row.items if item.window}
    return f"{len(windows)} dates" if len(windows) > 1 else "".join(windows)


def _deadlines(deadlines: Sequence[DeadlineGroup[Item]], *, on: date) -> Table:
    """Return a row for each deadline of many plans, in numbers: a mark an item has no room."""
    rows = [(group, worst_items(group.items)) for group in deadlines]

    def counted(states: Collection[str]) -> Callable[[_Row], str]:
        return lambda row: f"{sum(stands_in(item, states) for item in row[1]):,}"

    columns = (
        Column("deadline", 12, lambda row: row[0].label, has_heading=False),
        Column("total", 5, lambda row: f"{len(row[1]):,}", is_number=True),
        Column("overdue", 7, counted({Timeliness.OVERDUE}), is_number=True),
        Column("no update", 9, lambda row: f"{sum(i.silent for i in row[1]):,}", is_number=True),
        Column("done", 4, counted(DONE), is_number=True),
        Column("not due", 7, counted(WAITING), is_number=True),
        Column("other", 5, counted({*_OTHERS}), is_number=True),
        Column("", 16, lambda row: _when(row[0], on=on), Fit.GROWS),
    )
    return Table(columns, rows, "By deadline")


_Row = tuple[DeadlineGroup[Item], list[Item]]
"""A deadline of many plans, and the worst item of each recommendation that has it."""


def _groups(items: Sequence[Item], *, on: date) -> Iterator[Section]:
    """Yield the items by what they ask of the reader; the longest overdue stand last."""
    state = partial(words.state, on=on)
    widths = widths_of(items, state, 9)

    def group(title: str, mark: marks.Mark, chosen: list[Item], heading: str) -> Iterator[Section]:
        if chosen:
            columns = _columns(heading, widths, state)
            yield (Table(columns, chosen, f"{title}: {len(chosen):,}", mark),)

    done = [item for item in items if item.timeliness in DONE]
    waiting = [item for item in items if stands_in(item, WAITING)]
    unjudged = [item for item in items if stands_in(item, UNJUDGED)]
    unasked = [item for item in items if stands_in(item, (Standing.NOT_ASKED,))]
    withdrawn = [i for i in items if i.timeliness is Timeliness.WITHDRAWN]
    ended = [i for i in items if i.timeliness is Timeliness.ENDED]
    late = sorted(filter(is_overdue, items), key=last_day, reverse=True)
    silent = [item for item in late if item.silent]
    harmless = "Done, or not due yet" if done and waiting else "Done" if done else "Not due yet"
    mark = marks.COMPLETE if done else marks.NOT_DUE
    harmless_items = sorted(done, key=last_day) + sorted(waiting, key=last_day)
    yield from group(harmless, mark, harmless_items, "state")
    yield from group(NOT_ASKED_FOR, marks.NO_DATE, sorted(unasked, key=last_day), "state")
    yield from group("No longer asked for", marks.NO_DATE, ended, "state")
    yield from group("Withdrawn", marks.NO_DATE, withdrawn, "state")
    judged = sorted(unjudged, key=last_day)
    yield from group("Cannot be judged", marks.CANNOT_TELL, judged, "state")
    updated = [item for item in late if not item.silent]
    yield from group("Overdue, with an update", marks.OVERDUE_UPDATED, updated, "late by")
    yield from group(f"Overdue, {words.lack_of(silent)}", marks.OVERDUE_SILENT, silent, "late by")


class Widths(NamedTuple):
    """How wide the columns are in all tables of a screen, so that they stand below each other."""

    id: int
    due: int
    promised: int
    state: int


def widths_of(items: Iterable[Item], state: Callable[[Item], str], least: int) -> Widths:
    """Return the widths for some items; a text that is longer still widens its own table alone.

    `state` is how each stands, in a column of at `least` so many.
    """
    id_, due, promised, longest = 12, 10, 10, least
    for item in items:
        id_ = max(id_, len(item.id))
        due = max(due, len(words.due(item)))
        promised = max(promised, len(words.promised(item)))
        longest = max(longest, len(state(item)))
    return Widths(*(min(width, _WIDEST) for width in (id_, due, promised, longest)))


_WIDEST = 24
"""Columns of an id or a date, of which there are several beside each other."""


def theme_column() -> Column:
    """Return the column of the theme, which says what an id is about and weighs less than it."""
    theme = Column("theme", 19, lambda item: item.recommendation.theme or "", Fit.CUT)
    return theme._replace(has_heading=False, is_quiet=True)


def _columns(heading: str, widths: Widths, state: Callable[[Item], str]) -> tuple[Column, ...]:
    return (
        Column("item", widths.id, lambda item: item.id, has_heading=False),
        theme_column(),
        Column("owner", 21, words.owner, Fit.GROWS, has_heading=False, is_quiet=True),
        Column("due", widths.due, words.due),
        Column(heading, widths.state, state),
        Column("status", 11, words.status, is_wide=True),
        Column("promised", widths.promised, words.promised, is_wide=True),
        Column("updated", 10, words.updated, is_wide=True),
    )


def _organisation_rows(register: Register, items: Sequence[Item]) -> Sequence[OrganisationRow]:
    """Return a row for each of several organisations, in the order and the unit of `compare`."""
    plans = register.plans.values()
    return compare([plan.organisation for plan in plans], items).rows if len(plans) > 1 else ()


def _organisations(rows: Sequence[OrganisationRow]) -> Table:
    names = words.short_names_of(row.organisation for row in rows)
    columns = (
        Column("", 18, lambda row: names[row.organisation.id], Fit.NAMED),
        Column("overdue", 8, _overdue_of, is_number=True),
        Column(
            KINDS[Kind.NO_RESPONSE].lacks, 9, lambda row: str(row.lacking_answer), is_number=True
        ),
        Column("no update", 9, lambda row: str(row.total.silent), is_number=True),
        Column("updated", 10, _newest, is_number=True),
    )
    return Table(columns, rows, "Most recommendations overdue first", rest=IN_COMPARE)


def _overdue_of(row: OrganisationRow) -> str:
    return f"{row.total.overdue} of {row.total.recommendations}"


def _newest(row: OrganisationRow) -> str:
    return row.last_update.isoformat() if row.last_update else "none"


def _view(register: Register, items: Sequence[Item], *, on: date) -> dict[str, Any]:
    return {
        **head_view("status", register, on=on),
        "deadlines": deadline_rows(register, items),
        "items": [item_view(register, item, on=on) for item in items],
    }


def deadline_rows(register: Register, items: Sequence[Item]) -> list[dict[str, Any]]:
    """Return a row for each deadline of a publication, for own promises and for no date."""
    deadlines = (deadline for each in register.recommendations for deadline in each.deadlines)
    return [
        {
            "due": row.due.isoformat() if row.due else None,
            "from": row.due_from,
            "total": len(row.items),
            "requirements": requirements_of(row.items),
            **{t: sum(item.timeliness is t for item in row.items) for t in Timeliness},
        }
        for row in by_deadline(items, (deadline.due.last for deadline in deadlines))
    ]


def _next_steps(rows: Sequence[OrganisationRow], items: Sequence[Item]) -> tuple[NextStep, ...]:
    """Return what to type next: about the longest overdue, which stands just above."""
    late = sorted(filter(is_overdue, items), key=last_day, reverse=True)
    if not late:
        return ()
    if rows:
        return (NextStep(("status", "--org", rows[0].organisation.id)), NextStep(("overdue",)))
    promised = (item for item in items if is_overdue(item) and item.state.owner and item.action)
    owned = next((item for item in promised if item.state.promise), None)
    return (
        NextStep(("show", late[-1].id)),
        NextStep(("update", owned.id) if owned else ("overdue",)),
    )
