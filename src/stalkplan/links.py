"""Links: what of a record may be followed from a page."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"`\\^{|}]+", re.IGNORECASE)
_LONGEST = 60
"""Of the text of a link, in characters; a longer address is told by its site."""


class Link(NamedTuple):
    """Where a link leads, what stands in its place, and the site that it is on."""

    href: str
    text: str
    site: str


def link_of(text: str) -> Link | None:
    """Return a text as a link, if all of it is one: http, https or mailto, and nothing unseen."""
    if not (_LINK.fullmatch(text) and text.isprintable()):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme.lower() == "mailto":
        return Link(text, parts.path, parts.path) if "@" in parts.path else None
    if not parts.hostname:
        return None
    short = text.partition("://")[2].rstrip("/")
    site = parts.hostname.removeprefix("www.")
    return Link(text, short if len(short) <= _LONGEST else f"{site}/…", site)
