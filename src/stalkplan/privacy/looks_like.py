"""What looks like personal data in a text: names beside ranks and titles, numbers, addresses."""

import re
from collections.abc import Iterator, Sequence

from stalkplan.privacy.people_named import named_people
from stalkplan.privacy.signs import SearchedText
from stalkplan.privacy.telling_numbers import emails, telling_numbers

_LINK = re.compile(r"https?://\S+")


_APART = ", \u2026\u2026 "
"""What stands between texts that are looked at together: no name, number or address goes over it.

To every pattern it is the end of a text. A comma comes first, as one or a stop may end an address;
it is long, so that numbers on either side are not close to one another.
"""

_TOGETHER = 32


def what_they_hold(texts: Sequence[str]) -> dict[str, list[str]]:
    """Return what texts seem to hold, by text: those that hold nothing are left out.

    Most hold nothing, and many stand in several places: each is looked at once, together with
    others, and alone only where these hold something.
    """
    held: dict[str, list[str]] = {}
    once = [*dict.fromkeys(texts)]
    for start in range(0, len(once), _TOGETHER):
        some = once[start : start + _TOGETHER]
        if any(looks_like(_APART.join(some))):
            held |= {text: found for text in some if (found := [*looks_like(text)])}
    return held


def looks_like(text: str) -> Iterator[str]:
    """Yield what a text seems to hold, each kind once: `a phone number`, `a rank and name`.

    Addresses of web pages are not looked at but for an e-mail address in them.
    """
    yield from emails(text)
    prose = SearchedText(_LINK.sub(" ", text) if "://" in text else text)
    yield from telling_numbers(prose)
    yield from named_people(prose)
