"""Which fields of the model are public, and which never leave the folder in anything published.

A field stands on one of the two lists; a test fails until a new one does.
"""

from collections.abc import Mapping

from stalkplan.record.model import (
    Action,
    Deadline,
    Discharge,
    End,
    Extension,
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

PUBLIC: Mapping[type[Record], tuple[str, ...]] = {
    Recommendations: ("publication", "recommendations"),
    Publication: (
        "id", "title", "subject", "by", "source", "contact", "help", "licence", "published",
        "count",
    ),
    Recommendation: (
        "number", "theme", "summary", "deadlines", "requirements", "made", "discharged", "extended",
        "ended", "certainty", "sources",
    ),
    Deadline: ("due", "milestone", "wording"),
    Requirement: ("ref", "summary"),
    Discharge: ("for_", "by", "on", "milestone", "how", "evidence"),
    Extension: ("for_", "by", "on", "to", "milestone", "how", "evidence"),
    End: ("for_", "by", "on", "milestone", "how", "evidence"),
    Plan: ("organisation", "source", "responses"),
    Organisation: ("id", "name", "contact", "help"),
    Response: ("ref", "position", "acceptance", "stated_deadline", "updates", "actions"),
    Action: ("id", "summary", "owner", "promise", "milestone", "updates"),
    Update: (
        "date", "status", "note", "evidence", "promise", "owner", "verified", "acceptance",
        "retracts", "milestone",
    ),
    Promise: ("by", "not_before", "wording"),
    Verified: ("by", "on"),
}  # fmt: skip
"""What is shown, unless a record is marked."""

PRIVATE: Mapping[type[Record], tuple[str, ...]] = {
    Publication: ("addressees",),
    Recommendation: ("addressed_to",),
    Deadline: ("within",),
    Requirement: ("addressed_to",),
    Organisation: ("answers_for",),
    Response: ("added", "marking", "internal"),
    Action: ("added", "marking", "internal"),
    Update: ("marking", "internal"),
}
"""What is not: private notes, and what decides without being shown."""

PRIVATE_NOTES = frozenset(
    name
    for record in (Response, Action, Update)
    for name in PRIVATE[record]
    if record.model_fields[name].annotation == str | None
)
"""The private fields of a plan that hold any text."""

WITHHELD = "withheld"
"""What stands in place of a text that is kept back."""

SENSITIVE = "The plan marks this as sensitive, so it is withheld"
"""Why that is so, where there is room to say it."""
