"""The sheet that owners fill in: its columns, and what each says of an item that is public."""

from enum import StrEnum

from stalkplan.privacy.public_types import PublicItem, PublicPromise
from stalkplan.record.fields import WITHHELD


class SheetColumn(StrEnum):
    """The columns by their headings, in their order."""

    ITEM = "Item"
    ASKED = "Asked"
    PROMISED = "Promised"
    DUE = "Due"
    LAST_UPDATE = "Last update"
    STATUS = "Status"
    NOTE = "Note"
    DATE = "Date"
    EVIDENCE = "Evidence"
    NEW_PROMISE = "New promise"
    OWNER = "Owner"
    ORGANISATION = "Organisation"
    PUBLICATION = "Publication"


FILLED_IN = (
    SheetColumn.STATUS,
    SheetColumn.NOTE,
    SheetColumn.DATE,
    SheetColumn.EVIDENCE,
    SheetColumn.NEW_PROMISE,
)
"""What an owner fills in. The other columns say what the plan says."""


def told(item: PublicItem) -> dict[SheetColumn, str]:
    """Return what a row says of an item, before anybody fills it in."""
    due = item.due_text or (WITHHELD if item.due_from else "")
    return {
        SheetColumn.ITEM: item.id,
        SheetColumn.ASKED: item.summary or "",
        SheetColumn.PROMISED: promise_told(item.promise),
        SheetColumn.DUE: due,
        SheetColumn.LAST_UPDATE: item.last_update.isoformat() if item.last_update else "",
        SheetColumn.OWNER: item.owner or "",
        SheetColumn.ORGANISATION: item.organisation,
        SheetColumn.PUBLICATION: str(item.data["publication"]),
    }


def promise_told(promise: PublicPromise | None) -> str:
    """Return a promise in a cell: its date as files write it, and how the organisation words it."""
    return _worded(promise.text, promise) if promise else ""


def promise_in_words(promise: PublicPromise | None) -> str:
    """Return a promise in a cell of a workbook: its date in words, and how it is worded."""
    return _worded(promise.words, promise) if promise else ""


def _worded(date: str, promise: PublicPromise) -> str:
    return f"{date} ({promise.wording})" if promise.wording else date
