"""`overdue`: what is late, and whose it is; what falls due by a date to come stands apart."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from typing import Any, NamedTuple

from stalkplan.privacy.withheld import holder_of, shown
from stalkplan.record.fields import WITHHELD
from stalkplan.record.problems import Problem, Severity
from stalkplan.record.register import Register
from stalkplan.reports.blocks import (
    IN_COMPARE,
    NOT_LISTED,
    Column,
    Fit,
    Headings,
    Judged,
    NextStep,
    Prose,
    Report,
    Section,
    Table,
    head_view,
)
from stalkplan.reports.gate import Gate
from stalkplan.reports.publications import line_of_several, recorded_sentences, registers_of
from stalkplan.reports.status import Widths, head, theme_column, widths_of
from stalkplan.verdict import marks, words
from stalkplan.verdict.as_data import LISTED_FIELDS, item_line, item_row, item_view
from stalkplan.verdict.comparison import Total, cells_in, rank, recommendations_of, total_of
from stalkplan.verdict.groups import by_organisation, by_owner
from stalkplan.verdict.items import Item, Kind, is_overdue, last_day
from stalkplan.verdict.nouns import counted_for
from stalkplan.verdict.state_words import KINDS
from stalkplan.verdict.timeliness import WAITING, DueFrom, Timeliness

NO_UPDATE = "overdue-no-update"
"""The code of an overdue item that is silent; `overdue` is that of one with an update."""

ALREADY = "already"
"""The field of an item that was so already on the day that the gate starts from."""


class Due(NamedTuple):
    """The items around a date. Each list is sorted by due date, then as in the files.

    `overdue` are due on or before it, `falling_due` will be by then; `overdue_later` are late too
    and due after it; `unclear` are due by it, or in a window that has begun and not ended.
    """

    by: date
    overdue: list[Item]
    falling_due: list[Item]
    overdue_later: list[Item]
    unclear: list[Item]


class _OverdueReport(Report):
    """A report that finds its problems only when a format of CI asks: their places cost time."""

    look: Callable[[], Iterator[Problem]]

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every overdue item, those that make the answer a no as errors."""
        return tuple(self.look())


def due_by(items: Sequence[Item], by: date, *, on: date) -> Due:
    """Sort out what is due on or before `by`, as at the day `on`, both inclusive."""
    dated = sorted((item for item in items if item.window), key=last_day)
    late = [item for item in dated if is_overdue(item)]
    return Due(
        by,
        [item for item in late if last_day(item) <= by],
        [item for item in dated if item.timeliness in WAITING and on < by and last_day(item) <= by],
        [item for item in late if last_day(item) > by],
        [i for i in dated if i.timeliness is Timeliness.UNCLEAR and _first_day(i) <= by],
    )


def overdue_report(
    parts: Sequence[Judged],
    *,
    by: date,
    gate: Gate,
    on: date,
    unread: Sequence[str] | None = None,
    without_plan: Sequence[str] = (),
) -> Report:
    """Report what is overdue on the day `on` of what was due on or before `by`.

    Of several publications it is one list, and one exit code, by the `gate`. `unread` names the
    files that could not be read, of others than the parts too; None stands for those of the parts.
    `without_plan` are the publications of which nothing is judged.
    """
    files = _Files(registers_of(parts))
    items = [item for part in parts for item in part.items]
    due = due_by(items, by, on=on)
    reason = gate.reason(due.overdue)
    shown = [*due.overdue, *due.falling_due]
    late = _most_overdue_first(items, due)
    verdict = tuple(_verdict(due, gate, on=on))
    report = _OverdueReport(
        sections=lambda: _sections(files, items, due, late, gate, verdict, on=on),
        lines=lambda: map(line_of_several if len(parts) > 1 else item_line, shown),
        view=lambda: {
            **_view(files, due, gate, on=on),
            **({} if unread is None else {"not_judged": unread}),
            "publications_without_plan": without_plan,
        },
        fields=(*LISTED_FIELDS, ALREADY) if gate.since else LISTED_FIELDS,
        rows=lambda: (
            item_row(files.of(item), item, on=on) | _already(gate, item) for item in shown
        ),
        verdict=verdict,
        not_recorded=tuple(recorded_sentences(parts)),
        exit_code=1 if reason else 0,
        exit_reason=reason,
        next_steps=_next_steps(due, late, gate, files),
        passed=tuple(_name(files, item) for item in items if not is_overdue(item)),
        judged=[
            part._replace(items=[i for i in shown if i.publication == part.publication])
            for part in parts
        ],
    )
    report.look = lambda: _problems(files, due, gate, on=on)
    return report


class _Files(NamedTuple):
    """The register of each publication, by id."""

    registers: Mapping[str, Register]

    def of(self, item: Item) -> Register:
        """Return the register that an item comes from."""
        return self.registers[item.publication]

    @property
    def has_several(self) -> bool:
        """Whether there are several publications."""
        return len(self.registers) > 1

    @property
    def has_several_plans(self) -> bool:
        """Whether there are plans of several organisations."""
        plans = [plan for each in self.registers.values() for plan in each.plans.values()]
        return len({plan.organisation.id for plan in plans}) > 1

    def id(self, item: Item) -> str:
        """Return the id of an item, behind its publication where there are several."""
        return f"{item.publication} {item.id}" if self.has_several else item.id


def _first_day(item: Item) -> date:
    return item.window.first if item.window else date.max


def _problems(files: _Files, due: Due, gate: Gate, *, on: date) -> Iterator[Problem]:
    """Yield a problem for each overdue item: an error if it is why the answer is no."""
    for item in due.overdue:
        severity = Severity.ERROR if gate.fails(item) else Severity.WARNING
        problem = _problem(files, item, severity, on=on)
        if gate.was_so_already(item):
            problem = problem._replace(message=f"{problem.message}; already so on {gate.since}")
        yield problem
    for item in due.overdue_later:
        yield _problem(files, item, Severity.WARNING, on=on)


def _problem(files: _Files, item: Item, severity: Severity, *, on: date) -> Problem:
    """Return an overdue item as a problem: its id, theme and dates, for all who see a CI.

    A date that only a marked record promised is none of them.
    """
    register = files.of(item)
    name, last = _name(files, item), item.state.last_update
    if item.silent:
        lacks = "no update since" if item.kind is Kind.ACTION else KINDS[item.kind].lacks
        last_word = f"no update since {last}" if last else lacks
    else:
        last_word = f"updated {last}"
    when = f"due {words.due(item)}, {words.late_by(item)} ago"
    if _is_due_withheld(register, item, on=on):
        when = f"overdue, its date is {WITHHELD}"
    message = f"{name}: {when}, {last_word}"
    place = register.places.find(item.file, item.path)
    return Problem(place, NO_UPDATE if item.silent else "overdue", message, "", severity, name)


def _is_due_withheld(register: Register, item: Item, *, on: date) -> bool:
    if item.due_from is not DueFrom.PROMISE:
        return False
    holder = holder_of(item, register.plans[item.file])
    return shown(item, holder, Counter(), on=on).hides_due


def _name(files: _Files, item: Item) -> str:
    """Return an item's id and theme, after publication and organisation where there are several."""
    organisation = item.organisation.id if files.has_several_plans else ""
    publication = item.publication if files.has_several else ""
    parts = (publication, organisation, item.id, item.recommendation.theme)
    return " ".join(filter(None, parts))


def _verdict(due: Due, gate: Gate, *, on: date) -> Iterator[str]:
    """Yield what is overdue, and what of it does not count; then what falls due by a later day."""
    number = len(due.overdue)
    if number:
        are = "is" if number == 1 else "are"
        organisations = [item.organisation for item in due.overdue]
        whose = counted_for(organisations, recommendations_of(due.overdue))
        counted = words.count(len(cells_in(due.overdue)), whose.unit)
        number_under = (
            f"one recommendation to {counted}" if whose.under else counted + whose.to[:-1]
        )
        under = f", under {number_under}" if whose.lead else ""
        yield f"{words.count(number, 'item')} {are} overdue{under}. {words.silence(due.overdue)}"
        if old := gate.sentence(due.overdue):
            yield old
    elif due.overdue_later:
        yield f"Nothing that was due by {words.long_date(due.by)} is overdue."
    else:
        yield words.overdue_sentence(())
    if on < due.by:
        coming = len(due.falling_due)
        what = words.count(coming, "item") if coming else "Nothing more"
        windows = [item.window for item in due.unclear if item.window]
        is_open = any(window.first <= due.by and window.last >= on for window in windows)
        besides = ", besides what is still unclear" if is_open else ""
        day = words.long_date(due.by)
        yield f"{what} {'fall' if coming > 1 else 'falls'} due by {day}{besides}."


def _sections(
    files: _Files,
    items: Sequence[Item],
    due: Due,
    late: Sequence[list[Item]],
    gate: Gate,
    verdict: Sequence[str],
    *,
    on: date,
) -> Iterator[Section]:
    title = "Not reported as done, by whom to ask"
    if due.by != on:
        title = f"Not reported as done, and due by {words.long_date(due.by)}"
    yield head([*files.registers.values()], items, title, on=on)
    sentence, *more = verdict
    yield (Prose(sentence, is_bold=True), *map(Prose, more))
    several = files.has_several_plans
    if several and late:
        yield (_summary(late), Prose(_UNITS, is_quiet=True))
    if _is_cut(files, due):
        number = words.count(len(due.overdue), "item")
        yield [Prose(NOT_LISTED.format(number))]
        late = ()
    widths = widths_of([*due.falling_due, *due.overdue], partial(_distance, on=on), 8)
    columns = partial(_columns, files, widths, on=on)
    headings: Section = (Table(columns("due in"), ()),)
    for own in by_organisation(due.falling_due).values():
        title = f"Falling due by {words.long_date(due.by)}"
        title = f"{_whose(own)}, falling due" if several else title
        yield (*headings, _table(columns("due in"), title, marks.NOT_DUE, own))
        headings = ()
    for own in late:
        title = f"{_whose(own)}: {words.count(len(own), 'item')}" if several else ""
        headings = (Table(columns("late by"), (), title),)
        for table in _by_owner(columns("late by"), own):
            yield (*headings, table)
            headings = ()
    rest = [
        Prose(f"{label}{of}: {', '.join(map(files.id, own))}")
        for label, found in (
            ("What counts", filter(gate.fails, due.overdue if gate.since else ())),
            ("Still unclear", due.unclear),
            ("Due later and overdue too", due.overdue_later),
        )
        for own in by_organisation(found).values()
        for of in (f", {_whose(own)}" if several else "",)
    ]
    if rest:
        yield rest


def _is_cut(files: _Files, due: Due) -> bool:
    """Whether a screen has a line for each organisation, and none for each item."""
    return files.has_several_plans and len(due.overdue) > _LISTED


_LISTED = 100
"""How many overdue items of several plans are listed for people: of 43 forces it was 1,950 lines.

The formats for data have all of them.
"""


def _most_overdue_first(items: Sequence[Item], due: Due) -> list[list[Item]]:
    """Return the overdue items of each organisation, in the order in which `compare` has them.

    What is overdue and was due later than the day that is asked for ranks nobody.
    """
    judged = by_organisation(i for i in items if not is_overdue(i) or last_day(i) <= due.by)
    own = by_organisation(due.overdue)
    ranks = {id_: (rank(judged[id_]), _whose(late).casefold()) for id_, late in own.items()}
    return [own[id_] for id_ in sorted(own, key=ranks.__getitem__)]


def _summary(late: Sequence[Sequence[Item]]) -> Table:
    """Return a row for each organisation: how many are overdue, how long, and what is not known."""
    names = words.short_names_of(own[0].organisation for own in late)
    rows = [(own, total_of(own)) for own in late]

    def without_owner(row: tuple[Sequence[Item], Total]) -> str:
        return f"{sum(not item.owner for item in row[0]):,}"

    def longest(row: tuple[Sequence[Item], Total]) -> str:
        return words.late_by(max(row[0], key=_days))

    columns = (
        Column("", 18, lambda row: names[row[0][0].organisation.id], Fit.NAMED),
        Column("overdue", 7, lambda row: f"{row[1].overdue:,}", is_number=True),
        Column("no update", 9, lambda row: f"{row[1].silent:,}", is_number=True),
        Column("items", 5, lambda row: f"{len(row[0]):,}", is_number=True),
        Column(KINDS[Kind.ACTION].lacks, 8, without_owner, is_number=True),
        Column("longest", 8, longest, is_number=True),
    )
    return Table(columns, rows, "Most recommendations overdue first", rest=IN_COMPARE)


_UNITS = "Overdue and no update count recommendations; no owner counts items."


def _whose(items: Sequence[Item]) -> str:
    return items[0].organisation.name


def _days(item: Item) -> int:
    return item.days_late or 0


def _by_owner(columns: tuple[Column, ...], items: Sequence[Item]) -> Iterator[Table]:
    """Yield a table for everybody to be asked."""
    for title, own in by_owner(items):
        silent = any(item.silent for item in own)
        mark = marks.OVERDUE_SILENT if silent else marks.OVERDUE_UPDATED
        yield _table(columns, title, mark, own)


def _table(
    columns: tuple[Column, ...], title: str, mark: marks.Mark, items: Sequence[Item]
) -> Table:
    return Table(columns, items, f"{title}: {len(items):,}", mark, Headings.NONE)


def _columns(files: _Files, widths: Widths, heading: str, *, on: date) -> tuple[Column, ...]:
    theme = theme_column()._replace(is_wide=sum(widths) > _CRAMPED)
    publication = Column("publication", 19, lambda item: item.publication, Fit.CUT)
    return (
        Column("item", widths.id, lambda item: item.id, has_heading=False),
        *([publication, theme._replace(is_wide=True)] if files.has_several else [theme]),
        Column("due", widths.due, words.due),
        Column(heading, widths.state, partial(_distance, on=on)),
        Column("promised", widths.promised, words.promised),
        Column("last update", 11, words.updated),
        Column("what it is", 60, _what_it_is, Fit.GROWS, is_wide=True, goes_below=True),
    )


def _distance(item: Item, *, on: date) -> str:
    """Return by how much an item is late, or how far its day is."""
    return words.state(item, on=on).removeprefix("in ")


def _what_it_is(item: Item) -> str:
    """Return what will be done in one line; of a requirement's own item, what was asked."""
    return " ".join((item.summary or "").split())


_CRAMPED = 44
"""Columns of ids and dates beside which a theme has no room on a screen of 80."""


def _already(gate: Gate, item: Item) -> dict[str, Any]:
    """Return the field that an item has with a day `since`."""
    return {ALREADY: gate.was_so_already(item)} if gate.since else {}


def _next_steps(
    due: Due, late: Sequence[list[Item]], gate: Gate, files: _Files
) -> tuple[NextStep, ...]:
    """Return what to type next: the longest overdue in full, and a sheet that asks the owners.

    What makes the answer a no goes before the rest. Of several plans it is the worst one's list.
    """
    first = next(filter(gate.fails, due.overdue), None) or next(iter(due.overdue), None)
    if first is None:
        return ()
    if files.has_several_plans:
        worst = late[0][0].organisation
        one = NextStep(("overdue", "--org", worst.id))
        all_of_them = NextStep(("overdue", "--output", "overdue.csv"), is_whole=True)
        return (one, all_of_them) if _is_cut(files, due) else (one,)
    if files.has_several:
        return ()
    return (NextStep(("show", first.id)), NextStep(("ask", "--output", "answers.csv")))


def _view(files: _Files, due: Due, gate: Gate, *, on: date) -> dict[str, Any]:
    lists = {
        "items": due.overdue,
        "falling_due": due.falling_due,
        "overdue_later": due.overdue_later,
        "unclear": due.unclear,
    }
    return {
        **head_view("overdue", *files.registers.values(), on=on),
        "by": due.by.isoformat(),
        **({"since": gate.since.isoformat()} if gate.since else {}),
        **{
            name: [item_view(files.of(i), i, on=on) | _already(gate, i) for i in found]
            for name, found in lists.items()
        },
    }
