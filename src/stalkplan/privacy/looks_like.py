"""What looks like personal data in a text: names beside ranks and titles, numbers, addresses."""

import re
from collections.abc import Iterator

from stalkplan.privacy.people_named import named_people
from stalkplan.privacy.telling_numbers import emails, telling_numbers

_LINK = re.compile(r"https?://\S+")


def looks_like(text: str) -> Iterator[str]:
    """Yield what a text seems to hold, each kind once: `a phone number`, `a rank and name`.

    Addresses of web pages are not looked at but for an e-mail address in them.
    """
    yield from emails(text)
    prose = _LINK.sub(" ", text) if "://" in text else text
    yield from telling_numbers(prose)
    yield from named_people(prose)
