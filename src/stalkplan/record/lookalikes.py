"""Characters that look like a space or a colon and are none, where YAML wants a plain one."""

import re
from unicodedata import name

_SPACES = "\u00a0\u1680\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff"
_COLONS = "\ufe13\ufe55\uff1a\ua789\u2236"
_LOOKALIKE = (
    rf"[ \t-]*(?:(?P<indent>[{_SPACES}])|['\"]?[a-z_]+['\"]?[ {_SPACES}]*"
    rf"(?:(?P<colon>[{_COLONS}])|:(?P<space>[{_SPACES}])))"
)
"""Compiled when a file cannot be read, and for nobody else."""

_GOES_ON = re.compile(r"[^:]*$")
"""A line of a text that began above: it has no key of its own."""


def lookalike(body: str, offset: int) -> tuple[int, str, str] | None:
    """Return what kept a parser from reading a key: its offset, what it is, what to write.

    The parser gave up at `offset`. It takes the line of such a key for a text, which goes on until
    the next key: the place is there or in a line before it. None if there is no such character.
    """
    end = body.find("\n", offset)
    lines = body[: len(body) if end < 0 else end].split("\n")
    start = sum(map(len, lines)) + len(lines)
    for place, line in enumerate(reversed(lines)):
        start -= len(line) + 1
        if match := re.match(_LOOKALIKE, line):
            kind = match.lastgroup or ""
            character = match[kind]
            hint = "write a plain colon" if kind == "colon" else "write a plain space"
            return start + match.start(kind), _called(character), hint
        if place and not _GOES_ON.match(line):
            break
    return None


def first_in(text: str) -> str:
    """Return what the first such character of a text is called; nothing if it has none."""
    found = re.search(f"[{_SPACES}{_COLONS}]", text)
    return _called(found[0]) if found else ""


def _called(character: str) -> str:
    return f"U+{ord(character):04X} ({name(character).lower()})"
