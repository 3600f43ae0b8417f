"""`compare`: organisations by recommendations, or totals by theme, deadline or organisation."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from stalkplan.record.choices import Grouping, RowOrder
from stalkplan.record.files import RESPONSES_FOLDER
from stalkplan.record.forces import area_code, forces
from stalkplan.record.register import Register
from stalkplan.reports import compare_totals
from stalkplan.reports.blocks import (
    Line,
    NextStep,
    Prose,
    Report,
    Section,
    head_view,
    missing_here,
)
from stalkplan.reports.blocks_of_marks import Grid, GridRow, GridSpot, Names, Side, legend_of
from stalkplan.reports.compare_book import compare_book
from stalkplan.verdict import marks, words
from stalkplan.verdict.as_data import number_view
from stalkplan.verdict.comparison import RARE, Cell, Comparison, OrganisationRow, Total
from stalkplan.verdict.copies import Copies
from stalkplan.verdict.items import Item, Kind
from stalkplan.verdict.nouns import body_noun, counted_for
from stalkplan.verdict.state_words import KINDS, MEANINGS, no_recent

CELL_FIELDS = (
    "organisation", "name", "recommendation", "theme", "state", "items", "at_worst", "unanswered",
    "last_update", "area_code",
)  # fmt: skip
"""The fields of a cell in a spreadsheet."""

MOST_LISTED = 8
"""Sets of copies, and forces, that are listed below the marks; more are only counted there.

`--by organisation` lists all.
"""

_VIEWED = (Grouping.THEME, Grouping.DEADLINE)


class Compared(NamedTuple):
    """What is compared: a register and its items as at the day `on`, perhaps filtered.

    `is_part` if owners or themes were left out: who answered nothing of the rest may have answered.
    `absent` are the names, by their ids, of those of the `asked` forces that have no plan at all,
    `others_absent` those of the other addressees for which no plan answers.
    """

    register: Register
    items: Sequence[Item]
    comparison: Comparison
    copies: Copies
    absent: Mapping[str, str]
    asked: int
    others_absent: Mapping[str, str]
    on: date
    is_part: bool


def compare_report(compared: Compared, *, by: Grouping | None) -> Report:
    """Report how organisations stand beside each other, or the totals by what is named."""
    verdict = _verdict(compared.comparison, is_part=compared.is_part)
    return Report(
        sections=lambda: _sections(compared, verdict, by),
        lines=lambda: (
            map(compare_totals.total_line, _groups(compared, by)) if by else _cell_lines(compared)
        ),
        view=lambda: _view(compared),
        fields=(str(by), *Total._fields) if by else CELL_FIELDS,
        rows=lambda: (
            compare_totals.total_views(by, _groups(compared, by)) if by else _cell_rows(compared)
        ),
        verdict=(verdict,),
        not_recorded=missing_here(compared.register, on=compared.on),
        book=compare_book(
            compared.register,
            compared.comparison,
            _groups(compared, by) if by else (),
            verdict,
            by=by,
            on=compared.on,
        ),
        next_steps=() if by else _next_steps(compared),
    )


def _next_steps(compared: Compared) -> tuple[NextStep, ...]:
    """Return how to open a cell, the first that is overdue, and where lists are in full."""
    late = (
        NextStep(("show", cell.worst.id, "--org", row.organisation.id), "one mark in full")
        for row in compared.comparison.rows
        for cell in row.cells.values()
        if cell.is_overdue
    )
    steps = [*islice(late, 1)]
    if max(len(_copied(compared)), len(_absent_here(compared))) > MOST_LISTED:
        steps.append(
            NextStep(("compare", "--by", "organisation"), "every list in full", is_whole=True)
        )
    return tuple(steps)


def _noun(rows: Sequence[OrganisationRow]) -> str:
    return body_noun(row.organisation for row in rows)


def _verdict(comparison: Comparison, *, is_part: bool) -> str:
    """Return what is overdue, and who says nothing of it."""
    total, noun = comparison.total, _noun(comparison.rows)
    rows = comparison.rows
    what = counted_for([row.organisation for row in rows], len(comparison.recommendations))
    late = f"{words.late_of(total.overdue, total.recommendations, what)}."
    never, silent = len(comparison.never_answered), len(comparison.gone_silent)
    yet = "" if total.overdue else " yet"
    none = "answered none of these" if is_part else "answered nothing"
    parts = []
    if never:
        parts = [f"{words.count(never, noun)} {'has' if never == 1 else 'have'} {none}{yet}"]
    if silent:
        among = " of them" if is_part and never else " of these" if is_part else ""
        who = f"{silent:,}" if never else words.count(silent, noun)
        has = "has" if silent == 1 else "have"
        parts.append(f"{who} {has} no recent update on anything overdue{among}")
    more = f" {'; '.join(parts)}." if parts else ""
    return f"{late if total.overdue else 'Nothing is overdue.'}{more}"


def _sections(compared: Compared, verdict: str, by: Grouping | None) -> Iterator[Section]:
    comparison, register = compared.comparison, compared.register
    across = words.count(len(comparison.recommendations), "recommendation")
    down = words.count(len(comparison.rows), _noun(comparison.rows))
    title = register.publication.title if register.publication else ""
    yield (
        Line(f"{down}, {across}", f"as at {words.long_date(compared.on)}", is_bold=True),
        Line(title, words.newest_update(compared.items)),
    )
    yield (Prose(verdict, is_bold=True),)
    if by is None:
        yield from _matrix(comparison)
        yield from _copies(compared, MOST_LISTED)
        yield from _absent(compared, MOST_LISTED)
        return
    if by is Grouping.ORGANISATION:
        yield from _copies(compared, len(compared.copies.numbers))
        yield from _absent(compared, compared.asked)
        yield from _unanswered(comparison)
    if by is Grouping.DEADLINE:
        yield from _restated(comparison)
    yield (compare_totals.totals_table(by, _groups(compared, by)),)
    total = comparison.total
    and_deadline = " and deadline" if by is Grouping.DEADLINE else ""
    yield (
        Prose(
            f"A recommendation counts once for each organisation{and_deadline}, however many items "
            "are under it. "
            f"Overdue under them: {total.requirements_overdue:,} of "
            f"{words.count(total.requirements, 'requirement')}, "
            f"{total.items_overdue:,} of {words.count(total.items, 'item')}."
        ),
    )


def _names(comparison: Comparison) -> Mapping[str, str]:
    return words.short_names_of(row.organisation for row in comparison.rows)


def _copied(compared: Compared) -> list[tuple[str, tuple[str, ...]]]:
    """Return whose answers are copies, and which they are."""
    names, copies = _names(compared.comparison), compared.copies
    return [
        *((" = ".join(names[o.id] for o in one.organisations), one.refs) for one in copies.between),
        *(
            (f"within {names[w.organisation.id]}", tuple(map(" = ".join, w.sets)))
            for w in copies.within
        ),
    ]


def _copies(compared: Compared, most: int) -> Iterator[Section]:
    rows = _copied(compared)
    if not rows:
        return
    numbers = compared.copies.numbers
    title = f"Answers that are copies: {words.count(sum(numbers), 'set')}"
    listed = [Names(tuple(rows))]
    if len(rows) > most:
        listed = []
        if between := sum(numbers[: len(compared.copies.between)]):
            title += f", {between:,} between {_noun(compared.comparison.rows)}s"
    yield (Line(title, is_bold=True, mark=marks.NOT_DUE), *listed)


def _absent_here(compared: Compared) -> Sequence[str]:
    """Return the forces without a plan, unless none of the forces has one here.

    A folder of one plan was never meant for the others.
    """
    if not _is_for_many(compared) or len(compared.absent) == compared.asked:
        return ()
    return words.short_names(compared.absent.values())


def _is_for_many(compared: Compared) -> bool:
    plans = compared.register.plans
    return len(plans) > 1 or any(f"/{RESPONSES_FOLDER}/" in file for file in plans)


def _absent(compared: Compared, most: int) -> Iterator[Section]:
    if listed := _absent_here(compared):
        absent = len(listed)
        which = "" if compared.asked == len(forces()) else " that are asked"
        title = f"No plan here: {absent} of the {compared.asked} forces{which}"
        names = Names((("", tuple(listed)),))
        yield (Line(title, is_bold=True, mark=marks.NOT_DUE), *([names] if absent <= most else []))
    others = tuple(sorted(compared.others_absent.values(), key=str.casefold))
    if others and _is_for_many(compared):
        title = f"No plan here: {words.count(len(others), 'other addressee')}"
        yield (Line(title, is_bold=True, mark=marks.NOT_DUE), Names((("", others),)))


def _unanswered(comparison: Comparison) -> Iterator[Section]:
    found = comparison.unanswered()
    if found:
        title = f"Never answered: {words.count(len(found), 'requirement')}"
        names = _names(comparison)
        never = {row.organisation.id for row in comparison.never_answered}
        rows = (
            [("all of them", tuple(names[id_] for id_ in names if id_ in never))] if never else []
        )
        for ref, who in found.items():
            if others := tuple(names[one.id] for one in who if one.id not in never):
                rows.append((ref, others))
        yield (Line(title, is_bold=True, mark=marks.NO_ANSWER), Names(tuple(rows)))


def _restated(comparison: Comparison) -> Iterator[Section]:
    names = _names(comparison)
    rows = [
        (
            names[row.organisation.id],
            tuple(f"{r.ref} {r.stated.text if r.stated else 'none'}" for r in row.restated),
        )
        for row in comparison.rows
        if row.restated
    ]
    if rows:
        number = sum(len(refs) for _, refs in rows)
        title = f"Deadlines that plans restate, or lose (none): {number:,}"
        yield (Line(title, is_bold=True, mark=marks.NOT_DUE), Names(tuple(rows)))


def _matrix(comparison: Comparison) -> Iterator[Section]:
    rows, numbers = comparison.rows, [r.number for r in comparison.recommendations]
    shown = {cell.mark for row in rows for cell in row.cells.values()}
    names = _names(comparison)
    yield (legend_of(mark for mark in MEANINGS if mark in shown or mark not in RARE),)
    yield (
        Grid(
            headings=tuple(map(str, numbers)),
            rows=tuple(
                GridRow(
                    names[row.organisation.id],
                    tuple(_spot(row.cells.get(number)) for number in numbers),
                )
                for row in rows
            ),
            total="overdue",
            totals=tuple(f"{comparison.overdue(number):,}" for number in numbers),
            sides=_sides(comparison),
        ),
    )
    aside = f"{_partly_done(comparison)}{no_recent(shown)}"
    if len(rows) == 1:
        yield (Prose(f"A mark is one recommendation, as its worst item stands.{aside}"),)
        return
    order = "" if comparison.order is RowOrder.NAME else " Most recommendations overdue first."
    what = f"A mark is one recommendation to one {_noun(rows)}, as its worst item stands."
    yield (Prose(f"{what}{order}{aside}"),)


def _partly_done(comparison: Comparison) -> str:
    """Return where a mark of no date, or of what is set aside, hides items that are complete."""
    found = [
        str(cell.recommendation.number)
        for row in comparison.rows
        for cell in row.cells.values()
        if cell.mark is marks.NO_DATE and cell.is_partly_complete
    ]
    if not found:
        return ""
    if len(comparison.rows) > 1:
        are = "1 recommendation has" if len(found) == 1 else f"{len(found):,} recommendations have"
        return f" Under a mark of no date or set aside {are} items that are complete."
    told = "are complete, though another is set aside or has no date"
    return f" Some items of {words.listed(found)} {told}."


def _spot(cell: Cell | None) -> GridSpot | None:
    return GridSpot(cell.mark, cell.share if cell.differs else "") if cell else None


def _sides(comparison: Comparison) -> tuple[tuple[Side, ...], ...]:
    rows, total = comparison.rows, comparison.total
    days = [row.last_update.isoformat() if row.last_update else "none" for row in rows]
    overdue = Side("overdue", (*(f"{r.total.overdue:,}" for r in rows), f"{total.overdue:,}"))

    def counted(name: str, field: str, in_all: str = "") -> Side:
        """Return a column; the last row is of what is overdue, and has what is counted of that."""
        texts = (f"{getattr(row.total, field):,}" for row in rows)
        return Side(name, (*texts, in_all), is_wide=True)

    lacks = KINDS[Kind.NO_RESPONSE].lacks
    fullest = (
        counted("complete", "complete"),
        overdue,
        counted("no update", "silent", f"{total.silent:,}"),
        Side(lacks, (*(f"{row.lacking_answer:,}" for row in rows), ""), is_wide=True),
        Side("last update", (*days, "")),
    )
    month = len("2025-03")
    return fullest, (overdue, Side("updated", (*(d[:month] for d in days), ""))), (overdue,)


def _groups(compared: Compared, by: Grouping) -> list[compare_totals.TotalRow]:
    rows = compared.comparison.rows
    return compare_totals.total_rows(compared.items, rows, by)


def _cell_lines(compared: Compared) -> Iterator[tuple[str, ...]]:
    for row in compared.comparison.rows:
        for number, cell in row.cells.items():
            answered = "no-answer" if cell.is_unanswered else ""
            yield row.organisation.id, str(number), cell.standing, cell.share, answered


def _cell_rows(compared: Compared) -> Iterator[dict[str, Any]]:
    for row in compared.comparison.rows:
        for cell in row.cells.values():
            view = _cell_view(row, cell)
            theme = cell.recommendation.theme
            code = area_code(row.organisation.id)
            yield view | {"name": row.organisation.name, "theme": theme, "area_code": code}


def _cell_view(row: OrganisationRow, cell: Cell) -> dict[str, Any]:
    last = cell.last_update
    return {
        "organisation": row.organisation.id,
        "recommendation": number_view(cell.recommendation.number),
        "state": cell.standing,
        "items": len(cell.items),
        "at_worst": cell.at_worst,
        "unanswered": cell.is_unanswered,
        "last_update": last.isoformat() if last else None,
    }


def _row_view(comparison: Comparison, row: OrganisationRow) -> dict[str, Any]:
    return {
        "organisation": row.organisation.id,
        "name": row.organisation.name,
        "area_code": area_code(row.organisation.id),
        **row.total._asdict(),
        "last_update": row.last_update.isoformat() if row.last_update else None,
        "never_answered": row in comparison.never_answered,
        "gone_silent": row.has_gone_silent,
        "not_answered": list(row.unanswered),
        "restated": [
            {
                "ref": restated.ref,
                "stated": restated.stated.text if restated.stated else None,
                "due": [due.text for due in restated.due],
            }
            for restated in row.restated
        ],
    }


def _view(compared: Compared) -> dict[str, Any]:
    comparison, copies = compared.comparison, compared.copies
    return {
        **head_view("compare", compared.register, on=compared.on),
        "total": comparison.total._asdict(),
        "rows": [_row_view(comparison, row) for row in comparison.rows],
        "cells": [
            _cell_view(row, cell)
            for row in comparison.rows
            for asked in comparison.recommendations
            if (cell := row.cells.get(asked.number))
        ],
        **{f"{by}s": [*compare_totals.total_views(by, _groups(compared, by))] for by in _VIEWED},
        "not_answered": [
            {"ref": ref, "organisations": [organisation.id for organisation in who]}
            for ref, who in comparison.unanswered().items()
        ],
        "copies": [
            *(
                {
                    "organisations": [organisation.id for organisation in one.organisations],
                    "refs": [[ref] for ref in one.refs],
                    "similarity": round(one.similarity / 100, 3),
                }
                for one in copies.between
            ),
            *(
                {
                    "organisations": [one.organisation.id],
                    "refs": [list(refs) for refs in one.sets],
                    "similarity": round(one.similarity / 100, 3),
                }
                for one in copies.within
            ),
        ],
        "without_plan": list(compared.absent),
        "addressees_without_plan": list(compared.others_absent),
    }
