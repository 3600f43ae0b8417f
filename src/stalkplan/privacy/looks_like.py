"""What looks like personal data in a text: names beside ranks and titles, numbers, addresses."""

import re
from collections.abc import Iterator, Sequence

from stalkplan.privacy.people_named import named_people
from stalkplan.privacy.signs import APART, SearchedText
from stalkplan.privacy.telling_numbers import emails, telling_numbers

_LINK = re.compile(r"https?://\S+")

PLAIN_REF = re.compile(r"\d{1,3}(?:\.\d{1,2})?(?:[a-z]{1,2}|-\d{1,4})?")
"""A plain ref or id, as half of all texts are: too short for any number that tells of a person."""

_TOGETHER = 256


def what_they_hold(texts: Sequence[str]) -> dict[str, list[str]]:
    """Return what texts seem to hold, by text: those that hold nothing are left out.

    Most hold nothing, and many stand in several places: each is looked at once, together with
    others, which are halved while they hold something. A plain ref is not looked at.
    """
    once = [text for text in dict.fromkeys(texts) if not PLAIN_REF.fullmatch(text)]
    parts = (once[start : start + _TOGETHER] for start in range(0, len(once), _TOGETHER))
    return {text: found for part in parts for text, found in _held(part)}


def _held(texts: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    found = looks_like(*texts)
    if len(texts) > 1 and any(found):
        half = len(texts) // 2
        yield from _held(texts[:half])
        yield from _held(texts[half:])
    elif held := [*found]:
        yield texts[0], held


def looks_like(*texts: str) -> Iterator[str]:
    """Yield what texts seem to hold, each kind once: `a phone number`, `a rank and name`.

    Addresses of web pages are not looked at but for an e-mail address in them.
    """
    yield from emails(APART.join(texts))
    prose = SearchedText(*[_LINK.sub(" ", text) if "://" in text else text for text in texts])
    yield from telling_numbers(prose)
    yield from named_people(prose)
