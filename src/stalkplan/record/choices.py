"""The words that a file or an option chooses from, as docs/files.md and --help list them.

Apart from the model, so that the help of a command need not wait for it.
"""

from enum import StrEnum

NO_DEADLINE = "none"
"""How a plan's `stated_deadline` says that it states none."""


class Addressee(StrEnum):
    """The addressees that every publication may name."""

    CHIEF_CONSTABLES = "chief-constables"
    LOCAL_POLICING_BODIES = "local-policing-bodies"
    NPCC = "npcc"
    APCC = "apcc"
    COLLEGE_OF_POLICING = "college-of-policing"
    HOME_OFFICE = "home-office"
    MINISTRY_OF_JUSTICE = "ministry-of-justice"
    CPS = "cps"


class Status(StrEnum):
    """What the newest update says. `not-reported` is concluded from silence and never written."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    BLOCKED = "blocked"
    COMPLETE = "complete"
    WITHDRAWN = "withdrawn"


class Acceptance(StrEnum):
    """Whether the organisation accepts what is asked."""

    ACCEPTED = "accepted"
    ACCEPTED_IN_PRINCIPLE = "accepted-in-principle"
    PARTLY_ACCEPTED = "partly-accepted"
    REJECTED = "rejected"
    UNDER_CONSIDERATION = "under-consideration"
    NOT_STATED = "not-stated"


class Certainty(StrEnum):
    """How many independent pages agree on a recommendation: two or more, or one."""

    CONFIRMED = "confirmed"
    SINGLE_SOURCE = "single-source"


class Marking(StrEnum):
    """A record that never leaves the folder in anything published."""

    OFFICIAL_SENSITIVE = "official-sensitive"


class TextField(StrEnum):
    """The texts that `redact` takes out: of an answer, an action or an update."""

    NOTE = "note"
    POSITION = "position"
    SUMMARY = "summary"
    WORDING = "wording"
    OWNER = "owner"
    EVIDENCE = "evidence"
    VERIFIED_BY = "verified-by"
    INTERNAL = "internal"


class SchemaOf(StrEnum):
    """The files that have a schema."""

    RECOMMENDATIONS = "recommendations"
    RESPONSES = "responses"


class Grouping(StrEnum):
    """What `compare` adds up by."""

    THEME = "theme"
    DEADLINE = "deadline"
    ORGANISATION = "organisation"


class RowOrder(StrEnum):
    """In which order `compare` shows the organisations."""

    OVERDUE = "overdue"
    NAME = "name"


class FailOn(StrEnum):
    """Which overdue items make the answer a no."""

    NO_UPDATE = "no-update"
    OVERDUE = "overdue"
    NOTHING = "nothing"
