"""Totals by theme, deadline or organisation: counts of recommendations, requirements and items."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from stalkplan.record.choices import Grouping
from stalkplan.reports.blocks import Column, Fit, Table
from stalkplan.verdict import words
from stalkplan.verdict.comparison import OrganisationRow, Total, total_of
from stalkplan.verdict.groups import by_deadline
from stalkplan.verdict.items import Item


class TotalRow(NamedTuple):
    """One line of totals: `key` is its name for programs, `label` for people."""

    key: str
    label: str
    total: Total


def total_rows(
    items: Sequence[Item], rows: Sequence[OrganisationRow], by: Grouping
) -> list[TotalRow]:
    """Return the totals: of themes as they come first, of deadlines by day, or of `rows`."""
    if by is Grouping.ORGANISATION:
        labels = words.short_names(row.organisation.name for row in rows)
        return [
            TotalRow(row.organisation.id, label, row.total)
            for row, label in zip(rows, labels, strict=True)
        ]
    if by is Grouping.DEADLINE:
        return [
            TotalRow(str(row.due or row.due_from or "none"), row.label, total_of(row.items))
            for row in by_deadline(items)
            if row.items
        ]
    themes: dict[str, list[Item]] = {}
    for item in items:
        themes.setdefault(item.recommendation.theme or "", []).append(item)
    return [TotalRow(t, t or "no theme", total_of(items)) for t, items in themes.items()]


def totals_table(by: Grouping, found: Sequence[TotalRow]) -> Table:
    """Return the totals for people; requirements and items are counted beside recommendations."""
    columns = (
        Column(by, 19, lambda g: g.label, Fit.NAMED, has_heading=False),
        Column("all", 3, lambda g: f"{g.total.recommendations:,}", is_number=True),
        Column("complete", 8, lambda g: f"{g.total.complete:,}", is_number=True),
        Column("overdue", 7, lambda g: f"{g.total.overdue:,}", is_number=True),
        Column("no update", 9, lambda g: f"{g.total.silent:,}", is_number=True),
        Column("requirements", 12, _requirements, is_number=True),
        Column("items", 8, _items, is_number=True),
    )
    return Table(columns, found, f"By {by}")


def _requirements(group: TotalRow) -> str:
    return f"{group.total.requirements_overdue:,} of {group.total.requirements:,}"


def _items(group: TotalRow) -> str:
    return f"{group.total.items_overdue:,} of {group.total.items:,}"


def total_line(group: TotalRow) -> tuple[str, ...]:
    """Return a line of totals as a pipe has it."""
    return (group.key, *map(str, group.total))


def total_views(by: Grouping, found: Sequence[TotalRow]) -> Iterator[dict[str, Any]]:
    """Yield lines of totals as a view has them; their key is under the name of what they are by."""
    return ({str(by): group.key, **group.total._asdict()} for group in found)
