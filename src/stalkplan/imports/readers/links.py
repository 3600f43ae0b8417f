"""The addresses of links, in brackets behind their words: they may be a plan's evidence."""

import re
from urllib.parse import quote, urljoin

from stalkplan.imports.phrases.headings import heading_of
from stalkplan.imports.phrases.refs import refs_of_cell
from stalkplan.imports.phrases.text import fold

_LEADS = re.compile(r"(?:https?://|mailto:)[^\s<>]", re.IGNORECASE)
_SIGNS = re.compile(r"[\s()<>\"']")
"""Characters that would end an address in a text, so they are escaped in it."""

_LONGEST = 2_000


def link_target(words: str, target: str, base: str = "") -> str:
    """Return the address of a link, in brackets, to put behind its words; empty if it has no use.

    It has none if the link leads to no address, or if its words are empty, are the address, or are
    a ref or a heading, which link to themselves. An address without a host is one of the page
    `base`, if that is known.
    """
    try:
        address = urljoin(base, target.strip())
    except ValueError:  # a host such as [::
        return ""
    shown = _SIGNS.sub(lambda sign: quote(sign[0], safe=""), address)
    text = fold(words)
    is_address = _LEADS.match(shown) and len(shown) <= _LONGEST
    if not text or not is_address or shown.removeprefix("mailto:") in text:
        return ""
    return "" if refs_of_cell(text) or heading_of(text) else f" ({shown})"
