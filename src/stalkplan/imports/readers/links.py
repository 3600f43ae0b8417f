"""Where links lead: it stands in brackets behind their words, for a page's evidence is there."""

import re
from urllib.parse import quote, urljoin

from stalkplan.imports.phrases.headings import heading_of
from stalkplan.imports.phrases.refs import refs_of_cell
from stalkplan.imports.phrases.text import fold

_LEADS = re.compile(r"(?:https?://|mailto:)[^\s<>]", re.IGNORECASE)
_SIGNS = re.compile(r"[\s()<>\"']")
"""What ends an address in a text, and is written as its number in it."""

_LONGEST = 2_000


def behind(words: str, target: str, base: str = "") -> str:
    """Return what is to stand behind the words of a link: its target, if it is an address.

    Nothing where the words are none, are the address already, or are a ref or a heading, which
    link to themselves. A target without a host is one of the page `base`, if that is known.
    """
    try:
        whole = urljoin(base, target.strip())
    except ValueError:  # a host that is none, such as [::
        return ""
    shown = _SIGNS.sub(lambda sign: quote(sign[0], safe=""), whole)
    text = fold(words)
    is_address = _LEADS.match(shown) and len(shown) <= _LONGEST
    if not text or not is_address or shown.removeprefix("mailto:") in text:
        return ""
    return "" if refs_of_cell(text) or heading_of(text) else f" ({shown})"
