"""The items of a list by the deadline that binds them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from stalkplan.record.register import Register
from stalkplan.verdict.items import Item
from stalkplan.verdict.timeliness import DueFrom


class Deadline(NamedTuple):
    """One row of the deadlines: a day the publication sets, the plans' own promises, or no date."""

    due: date | None
    due_from: DueFrom | None
    items: Sequence[Item]


def deadlines_of(register: Register, items: Sequence[Item]) -> list[Deadline]:
    """Return a row for each deadline of the publication, then own promises, then no date."""
    days = sorted({d.due for r in register.recommendations for d in r.deadlines})
    rows = [
        Deadline(day, DueFrom.PUBLICATION, [item for item in items if _is_due(item, day)])
        for day in days
    ]
    promised = [item for item in items if item.due_from is DueFrom.PROMISE]
    undated = [item for item in items if item.due_from is None]
    return [*rows, Deadline(None, DueFrom.PROMISE, promised), Deadline(None, None, undated)]


def _is_due(item: Item, day: date) -> bool:
    return (
        item.due_from is DueFrom.PUBLICATION and item.window is not None and item.window.last == day
    )
