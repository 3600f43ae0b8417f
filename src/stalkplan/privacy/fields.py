"""Which fields of the model are public, and which never leave the folder in anything published.

A field stands on one of the two lists; a test fails until a new one does. `disclosure` takes what
is public, `sensitive` looks through it.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from stalkplan.record.model import (
    Action,
    Deadline,
    Discharge,
    Organisation,
    Plan,
    Promise,
    Publication,
    Recommendation,
    Recommendations,
    Record,
    Requirement,
    Response,
    Update,
    Verified,
)
from stalkplan.record.yaml import RecordPath

PUBLIC: Mapping[type[Record], tuple[str, ...]] = {
    Recommendations: ("publication", "recommendations"),
    Publication: ("title", "published", "count"),
    Recommendation: (
        "number", "theme", "summary", "deadlines", "requirements", "discharged", "certainty",
        "sources",
    ),
    Deadline: ("due", "milestone"),
    Requirement: ("ref", "summary"),
    Discharge: ("for_", "by", "on", "milestone", "how", "evidence"),
    Plan: ("organisation", "source", "responses"),
    Organisation: ("id", "name", "contact", "help"),
    Response: ("ref", "position", "acceptance", "stated_deadline", "updates", "actions"),
    Action: ("id", "summary", "owner", "promise", "milestone", "updates"),
    Update: ("date", "status", "note", "evidence", "promise", "owner", "verified", "milestone"),
    Promise: ("by", "not_before", "wording"),
    Verified: ("by", "on"),
}  # fmt: skip
"""What is shown, unless a record is marked."""

PRIVATE: Mapping[type[Record], tuple[str, ...]] = {
    Publication: ("id",),
    Recommendation: ("addressed_to",),
    Deadline: ("within",),
    Organisation: ("answers_for",),
    Response: ("added", "marking", "internal"),
    Action: ("added", "marking", "internal"),
    Update: ("marking", "internal"),
}
"""What is not: private notes, and what decides without being shown."""


class PublicText(NamedTuple):
    """A text that would be public: its path in its file, and the id of its record."""

    path: RecordPath
    name: str
    text: str

    @property
    def field(self) -> str:
        """The key under which it stands."""
        return next(step for step in reversed(self.path) if isinstance(step, str))


def public_texts(record: Record, path: RecordPath = (), name: str = "") -> Iterator[PublicText]:
    """Yield every text of a record that would be public, with those of the records in it.

    `name` is the id of the record around it, for one that has none.
    """
    if getattr(record, "marking", None) is not None:
        return
    name = next((str(getattr(record, k)) for k in _NAMES if getattr(record, k, None)), name)
    for field, key in _KEYS[type(record)]:
        value = getattr(record, field)
        if type(value) is not tuple:
            yield from _texts_in(value, (*path, key), name)
            continue
        for number, part in enumerate(value):
            yield from _texts_in(part, (*path, key, number), name)


def _texts_in(value: object, path: RecordPath, name: str) -> Iterator[PublicText]:
    if type(value) is str:
        yield PublicText(path, name, value)
    elif isinstance(value, Record):
        yield from public_texts(value, path, name)


_KEYS = {
    record: [(field, record.model_fields[field].alias or field) for field in fields]
    for record, fields in PUBLIC.items()
}
"""Each public field, and the key under which it stands in a file."""

_NAMES = ("id", "ref", "number")
