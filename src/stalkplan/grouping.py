"""What `compare` adds up by; apart from its report, so that the help need not wait for it."""

from enum import StrEnum


class Grouping(StrEnum):
    """What `compare` adds up by."""

    THEME = "theme"
    DEADLINE = "deadline"
    ORGANISATION = "organisation"
