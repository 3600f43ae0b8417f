"""What stands on the page of several publications: a line for each."""

from datetime import date
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicPublication, PublicRecord
from stalkplan.verdict.timeliness import DONE, Timeliness, next_due


class PublicationLine(NamedTuple):
    """A publication, the address of its page, and how many of its items stand where.

    `whose` is the organisation whose plan answers it; of several how many they are. `next_due` is
    the earliest day on which an item falls due, `last_update` the newest update of what is public;
    each is None if there is none.
    """

    publication: PublicPublication
    page: str
    whose: str
    items: int
    overdue: int
    silent: int
    complete: int
    next_due: date | None
    last_update: date | None


def publication_line(record: PublicRecord, page: str) -> PublicationLine:
    """Return the line of one publication."""
    items = record.items
    late = [item for item in items if item.timeliness is Timeliness.OVERDUE]
    updates = (update.day for item in items for update in item.updates)
    return PublicationLine(
        record.publication,
        page,
        record.whose,
        len(items),
        len(late),
        sum(item.silent for item in late),
        sum(item.timeliness in DONE for item in items),
        next_due(((item.timeliness, item.due) for item in items), on=record.on),
        max(updates, default=None),
    )
