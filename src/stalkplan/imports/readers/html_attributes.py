"""The attributes of a tag, held to what the parser can take: its time grows as their square."""

import re

MOST = 500
"""Attributes that a tag keeps. Published pages have ten; no text stands in those that go."""

_TAG = re.compile(r"<(?:(!--)|(script|style)\b|[a-z])[^\s/>]*", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"[\s/]*(?!/?>)[^\s>/=][^\s>/=]*(?:\s*=\s*(?:\"[^\"]*(?:\"|$)|'[^']*(?:'|$)|[^\s>]*))?|[\s/]*=+"
)
_ENDS = {"!--": "-->", "script": "</script", "style": "</style"}


def without_surplus(text: str) -> str:
    """Return a page whose tags keep their first MOST attributes. It takes one look at each sign."""
    kept: list[str] = []
    begin = at = 0
    while tag := _TAG.search(text, at):
        at = tag.end()
        special = (tag[1] or tag[2] or "").lower()
        if special != "!--":
            at, surplus = _behind_attributes(text, at)
            if surplus:
                kept.append(text[begin:surplus])
                begin = at
        if special:
            end = text.find(_ENDS[special], tag.start() + 4)
            at = len(text) if end < 0 else max(at, end)
    return "".join((*kept, text[begin:])) if kept else text


def _behind_attributes(text: str, at: int) -> tuple[int, int]:
    """Return where the attributes of a tag end, and where those begin that are too many, or 0."""
    number = surplus = 0
    while found := _ATTRIBUTE.match(text, at):
        number += 1
        if number == MOST + 1:
            surplus = at
        at = found.end()
    return at, surplus
