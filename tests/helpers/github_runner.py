"""How GitHub's runner reads the output of a step: a re-implementation of its two parsers.

After `ActionCommand.cs` of actions/runner: a line that begins with `::name key=value::data`, blanks
before it aside, is a command; so is `##[name key=value]data` anywhere in a line. It is stricter in
one thing: every name that is a word is known to it, as if a step had chosen it for `stop-commands`.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

_WHITE = "".join(map(chr, (*range(9, 14), 32, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B)))) + (
    "\u2028\u2029\u202f\u205f\u3000"
)
"""What .NET trims."""

_WEIGHTLESS = frozenset(
    map(
        chr,
        (
            *(0, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0),
            *(*range(0x180B, 0x1810), *range(0x200B, 0x2010), *range(0x202A, 0x202F)),
            *(*range(0x2060, 0x2070), *range(0xFE00, 0xFE10)),
        ),
    )
)
"""What .NET passes over when it compares text as the language of the machine does."""

_NONE = frozenset[str]()

_WEIGHTLESS_PAIR = re.compile("[\U0001d173-\U0001d17a\U000e0000-\U000e0fff]")
"""Two characters each to .NET."""

_PASSED_OVER = re.compile(f"[{''.join(sorted(_WEIGHTLESS))}]|{_WEIGHTLESS_PAIR.pattern}")

_DATA = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
_PROPERTY = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))
_OLD = (("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"), ("%25", "%"))
"""What is put back, in this order, in data and properties, and in commands of the old form."""


class Command(NamedTuple):
    """What the runner takes a line for."""

    name: str
    properties: Mapping[str, str]
    data: str


def commands(text: str) -> list[Command]:
    """Return every command in an output, however the machine compares text."""
    found: list[Command] = []
    if not _may_be_one(text):
        return found
    for line in re.split("\r\n|\r|\n", text):
        if not _may_be_one(line):
            continue
        ways = ((read, way) for read in (_new, _old) for way in (_NONE, _WEIGHTLESS))
        found += filter(None, [next(filter(None, (read(line, way) for read, way in ways)), None)])
    return found


def _may_be_one(text: str) -> bool:
    """Whether a command can be in a text: most have neither `::` twice nor `##[`, in any way."""
    bare = _PASSED_OVER.sub("", text)
    return bare.count("::") > 1 or "##[" in bare


def _new(line: str, weightless: frozenset[str]) -> Command | None:
    message = _WEIGHTLESS_PAIR.sub("\ufe0f\ufe0f", line) if weightless else line
    message = message.lstrip(_WHITE)
    if not _is_at(0, message, "::", weightless):
        return None
    end = _find(message, "::", 2, weightless)
    name, _, given = message[2:end].partition(" ")
    if end < 0 or not re.fullmatch(r"\w[\w-]*", name):
        return None
    return Command(name, _pairs(given.strip(_WHITE), ",", _PROPERTY), _put(message[end + 2 :]))


def _old(line: str, weightless: frozenset[str]) -> Command | None:
    start = _find(line, "##[", 0, weightless)
    end = line.find("]", start)
    if start < 0 or end < 0:
        return None
    name, _, given = line[start + 3 : end].partition(" ")
    if not re.fullmatch(r"\w[\w-]*", name):
        return None
    return Command(name, _pairs(given, ";", _OLD), _put(line[end + 1 :], _OLD))


def _find(text: str, key: str, start: int, weightless: frozenset[str]) -> int:
    if not weightless:
        return text.find(key, start)
    there = (at for at in range(start, len(text)) if text[at] == key[0])
    return next((at for at in there if _is_at(at, text, key, weightless)), -1)


def _is_at(at: int, text: str, key: str, weightless: frozenset[str]) -> bool:
    for sign in key:
        while text[at : at + 1] in weightless:
            at += 1
        if text[at : at + 1] != sign:
            return False
        at += 1
    return True


def _pairs(given: str, comma: str, put: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Return properties; an empty key, or a value that is nothing or `=`, is none."""
    pairs = (part.lstrip("=").partition("=") for part in given.split(comma))
    split = ((key.lower(), value.lstrip("=")) for key, _, value in pairs)
    return {key: _put(value, put) for key, value in split if key and value}


def _put(value: str, put: tuple[tuple[str, str], ...] = _DATA) -> str:
    for code, sign in put:
        value = value.replace(code, sign)
    return value
