"""A new record as YAML text, much as a person would have written it.

Values are texts, lists of texts or of records, or small records. Whatever a person can type reads
back exactly as it was typed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from stalkplan.errors import UnwritableError
from stalkplan.record.yaml import CONTROL

Value: TypeAlias = "str | Sequence[str] | Sequence[Fields] | Fields"
Fields: TypeAlias = "Mapping[str, Value]"
"""The fields of a record in the order in which they are written."""

_PLAIN = re.compile(r"[\w(£/](?:[^:#]++|:(?! |$)|(?<! )#)*+(?<! )")
"""Text that no parser takes for anything but text: dates, words, most sentences, links.

It never looks back: a way back for each sign of a long text would take a hundred bytes.
"""

_IN_BRACKETS = re.compile(r"[^,:?\[\]{}]*")
"""What bare text may hold inside brackets, where the C parser stops at : and ?."""

_WORDS = frozenset({"null", "Null", "NULL"})
"""Words that are text to stalkplan, and no value to other readers."""

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def block(fields: Fields) -> list[str]:
    """Return a record as lines of its own, without indentation."""
    lines: list[str] = []
    for key, value in fields.items():
        if isinstance(value, str):
            lines.append(f"{key}: {scalar(value)}")
        elif isinstance(value, Mapping):
            lines.append(f"{key}: {in_brackets(value)}")
        else:
            lines += [f"{key}:", *indented(line for each in value for line in entry(each))]
    return lines


def entry(value: "str | Fields") -> list[str]:
    """Return a value as an entry of a list: its lines, with the dash."""
    first, *more = [scalar(value)] if isinstance(value, str) else block(value)
    return [f"- {first}", *indented(more)]


def in_brackets(value: Value) -> str:
    """Return a value on one line, as it stands inside a list or record in brackets."""
    if isinstance(value, str):
        return scalar(value, plain=bool(_IN_BRACKETS.fullmatch(value)))
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {in_brackets(v)}" for key, v in value.items()) + "}"
    return "[" + ", ".join(map(in_brackets, value)) + "]"


def scalar(text: str, *, plain: bool = True) -> str:
    """Return a text on one line: bare if that is safe and `plain` allows it, else in quotes.

    Raises UnwritableError for a control character that no YAML file may hold.
    """
    if control := re.search(CONTROL, text):
        raise UnwritableError(
            f"a control character, U+{ord(control[0]):04X}, cannot be written; take it out"
        )
    if text.isprintable():
        if plain and text not in _WORDS and _PLAIN.fullmatch(text):
            return text
        if '"' in text or "\\" in text or "'" not in text:
            return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(sign: str) -> str:
    if sign in _ESCAPES or sign.isprintable():
        return _ESCAPES.get(sign, sign)
    code = ord(sign)
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else (f"\\U{code:08x}")
    )


def indented(lines: Iterable[str], by: int = 2) -> list[str]:
    """Return lines moved to the right; an empty one stays empty."""
    return [f"{' ' * by}{line}" if line else line for line in lines]
