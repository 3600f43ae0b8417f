"""`status` of several publications: a row for each, and what each view of several has in common."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from stalkplan.record.register import Register, recorded
from stalkplan.reports.blocks import (
    Column,
    Fit,
    Judged,
    NextStep,
    Prose,
    Report,
    Section,
    Table,
    head_view,
    missing_here,
)
from stalkplan.reports.status import Headline, counted_of, deadline_rows, head
from stalkplan.verdict import words
from stalkplan.verdict.as_data import LISTED_FIELDS, item_line, item_row, item_view
from stalkplan.verdict.comparison import newest, worst_items
from stalkplan.verdict.items import Item, is_overdue
from stalkplan.verdict.recorded_words import recorded_sentence
from stalkplan.verdict.timeliness import DONE, next_due


def publications_report(
    parts: Sequence[Judged], unread: Sequence[str], without_plan: Sequence[str], *, on: date
) -> Report:
    """Report where every item of several publications stands on the day `on`.

    `unread` names the files that could not be read, `without_plan` the publications of which
    nothing is judged.
    """
    registers = registers_of(parts)
    items = [item for part in parts for item in part.items]
    counted = counted_of(registers.values(), items)
    return Report(
        sections=lambda: _sections(parts, items, counted, on=on),
        lines=lambda: (line_of_several(item) for item in items),
        view=lambda: {
            **head_view("status", *registers.values(), on=on),
            "not_judged": unread,
            "recorded": None,
            "publications_without_plan": without_plan,
            "by_publication": [_row_view(part) for part in parts],
            "deadlines": [
                {"publication": part.publication, **row}
                for part in parts
                for row in deadline_rows(part.register, part.items)
            ],
            "items": [item_view(registers[item.publication], item, on=on) for item in items],
        },
        fields=LISTED_FIELDS,
        rows=lambda: (item_row(registers[item.publication], item, on=on) for item in items),
        verdict=(counted.verdict,),
        not_recorded=tuple(recorded_sentences(parts)),
        next_steps=_next_steps(parts),
        judged=parts,
    )


def registers_of(parts: Sequence[Judged]) -> Mapping[str, Register]:
    """Return the register of each publication by its id."""
    return {part.publication: part.register for part in parts}


def line_of_several(item: Item) -> tuple[str, ...]:
    """Return an item as a pipe has it, with its publication behind."""
    return (*item_line(item), item.publication)


def recorded_sentences(parts: Sequence[Judged]) -> Iterator[str]:
    """Yield what of a publication is recorded here; of several only what is missing or unknown."""
    if len(parts) == 1:
        yield recorded_sentence(recorded(parts[0].register, on=parts[0].on))
        return
    for part in parts:
        told = missing_here(part.register, on=part.on)
        yield from (f"{part.publication}: {sentence}" for sentence in told)
    if unknown := [p.publication for p in parts if recorded(p.register, on=p.on).of is None]:
        make = f"{words.listed(unknown)} {'make' if len(unknown) > 1 else 'makes'}"
        yield f"How many recommendations {make} is not recorded here."


def _sections(
    parts: Sequence[Judged], items: Sequence[Item], counted: Headline, *, on: date
) -> Iterator[Section]:
    registers = [part.register for part in parts]
    yield head(registers, items, words.count(len(parts), "publication"), on=on)
    others = counted.others
    yield (Prose(counted.verdict, is_bold=True), *([Prose(others)] if others else []))
    whole = {part.publication: part for part in parts}
    columns = (
        Column("publication", 24, lambda p: p.publication, Fit.NAMED, has_heading=False),
        Column("overdue", 9, lambda p: f"{len(_late(p)):,} of {len(p.items):,}", is_number=True),
        Column("no update", 9, lambda p: f"{_silent(p):,}", is_number=True),
        Column("complete", 8, lambda p: f"{_complete(p):,}", is_number=True),
        Column("next due", 10, lambda p: _iso(_next_due(whole[p.publication])) or "none"),
        Column("last update", 11, lambda p: _iso(newest(whole[p.publication].items)) or "none"),
    )
    title = f"Most {counted.what.unit}s overdue first"
    yield (Table(columns, _by_overdue(parts), title),)


def _by_overdue(parts: Sequence[Judged]) -> list[Judged]:
    """Return the publications with what a verdict on all counts, the most overdue first."""
    organisations = {item.organisation.id for part in parts for item in part.items}
    if len(organisations) > 1:
        parts = [part._replace(items=worst_items(part.items)) for part in parts]
    return sorted(parts, key=lambda part: -len(_late(part)))


def _late(part: Judged) -> list[Item]:
    return [item for item in part.items if is_overdue(item)]


def _silent(part: Judged) -> int:
    return sum(item.silent for item in _late(part))


def _complete(part: Judged) -> int:
    return sum(item.timeliness in DONE for item in part.items)


def _next_due(part: Judged) -> date | None:
    items = ((item.timeliness, item.window.last if item.window else None) for item in part.items)
    return next_due(items, on=part.on)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _row_view(part: Judged) -> dict[str, Any]:
    publication = part.register.publication
    return {
        "publication": part.publication,
        "title": publication.title if publication else None,
        "organisations": [plan.organisation.id for plan in part.register.plans.values()],
        "items": len(part.items),
        "overdue": len(_late(part)),
        "silent": _silent(part),
        "complete": _complete(part),
        "next_due": _iso(_next_due(part)),
        "last_update": _iso(newest(part.items)),
        "recorded": recorded(part.register, on=part.on).view(),
    }


def _next_steps(parts: Sequence[Judged]) -> tuple[NextStep, ...]:
    worst = _by_overdue(parts)[0]
    gate = [NextStep(("overdue",))] if _late(worst) else []
    return (NextStep(("status", "--publication", worst.publication)), *gate)
