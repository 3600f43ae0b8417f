"""The words of published plans that are a status here. docs/importing.md lists them, too."""

import re
from typing import NamedTuple

from stalkplan.imports.phrases.dates import dates_in
from stalkplan.imports.phrases.text import fold, letters_only
from stalkplan.record.choices import Status

STATUS_WORDS = {
    "complete": Status.COMPLETE,
    "completed": Status.COMPLETE,
    "achieved": Status.COMPLETE,
    "in progress": Status.IN_PROGRESS,
    "ongoing": Status.IN_PROGRESS,
    "on going": Status.IN_PROGRESS,
    "underway": Status.IN_PROGRESS,
    "under way": Status.IN_PROGRESS,
    "partially complete": Status.IN_PROGRESS,
    "partly complete": Status.IN_PROGRESS,
    "not started": Status.NOT_STARTED,
    "not yet started": Status.NOT_STARTED,
    "blocked": Status.BLOCKED,
    "on hold": Status.BLOCKED,
    "withdrawn": Status.WITHDRAWN,
}
"""All other words become a question: a colour, `closed`, `on track`, `business as usual`."""


class TextStatus(NamedTuple):
    """A status, and the `rest` of the text that names it."""

    status: Status
    rest: str


def status_of(text: str) -> TextStatus | None:
    """Return the status that a text is, or that it names before a stop, a dash or a bracket."""
    shown = fold(text)
    head = re.match(r"[^.:;,()\u2013\u2014]+?(?=\s*(?:[.:;,()\u2013\u2014]|\s-\s|$))", shown)
    if head is None:
        return None
    status = STATUS_WORDS.get(letters_only(head[0]))
    if status is None and (dates := dates_in(shown)) and dates[0].start:
        status = STATUS_WORDS.get(letters_only(shown[: dates[0].start]))
        return TextStatus(status, shown[dates[0].start :]) if status else None
    return TextStatus(status, shown[head.end() :].strip(" .:;,\u2013\u2014-")) if status else None
