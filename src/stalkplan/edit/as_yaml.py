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

_TYPED = re.compile(
    r"""
    null | yes | no | on | off | true | false                       # nothing, yes or no
    | 0b[01_]+ | 0o?[0-7_]+ | 0x[0-9a-f_]+                         # a number of another base
    | [0-9][0-9_]*(:[0-9]{1,2})* (\.[0-9_]*)? (e[-+]?[0-9]+)?      # a number, a time of day
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} ((t|[ ]+)[0-9].*)?            # a date, a time on a date
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""Text to stalkplan, and something else to other readers of YAML."""

_BARE = ("ref", "date", "added", "retracts", "on", "by", "not_before", "stated_deadline")
"""Fields of dates, and the refs, are written as in every plan: bare."""

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def block(fields: Fields) -> list[str]:
    """Return a record as lines of its own, without indentation."""
    lines: list[str] = []
    for key, value in fields.items():
        if isinstance(value, str):
            lines.append(f"{key}: {scalar(value, key=key)}")
        elif isinstance(value, Mapping):
            lines.append(f"{key}: {in_brackets(value)}")
        else:
            lines += [f"{key}:", *indented(line for each in value for line in entry(each))]
    return lines


def entry(value: "str | Fields") -> list[str]:
    """Return a value as an entry of a list: its lines, with the dash."""
    first, *more = [scalar(value)] if isinstance(value, str) else block(value)
    return [f"- {first}", *indented(more)]


def in_brackets(value: Value, *, key: str = "") -> str:
    """Return a value on one line, as it stands under a key inside brackets, or in a list there."""
    if isinstance(value, str):
        return scalar(value, plain=bool(_IN_BRACKETS.fullmatch(value)), key=key)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {in_brackets(v, key=k)}" for k, v in value.items()) + "}"
    return "[" + ", ".join(map(in_brackets, value)) + "]"


def scalar(text: str, *, plain: bool = True, key: str = "") -> str:
    """Return a text on one line: bare if that is safe and `plain` allows it, else in quotes.

    It is safe if every reader of YAML takes it for text, but for a date or ref under such a `key`.
    Raises UnwritableError for a control character that no YAML file may hold.
    """
    if control := re.search(CONTROL, text):
        raise UnwritableError(
            f"a control character, U+{ord(control[0]):04X}, cannot be written; take it out"
        )
    if text.isprintable():
        if plain and (key in _BARE or not _TYPED.fullmatch(text)) and _PLAIN.fullmatch(text):
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
