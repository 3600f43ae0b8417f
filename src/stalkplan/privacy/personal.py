"""What must not be published: texts above OFFICIAL, and what looks like personal data."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stalkplan.privacy.looks_like import what_they_hold
from stalkplan.privacy.people_named import LONE_NAME, has_lone_name
from stalkplan.record.fields import PUBLIC
from stalkplan.record.model import Record
from stalkplan.record.nodes import scalars
from stalkplan.record.problems import Problem
from stalkplan.record.register import Register
from stalkplan.record.yaml import Node, RecordPath, compose

ABOVE_OFFICIAL = "above-official"


class PublicText(NamedTuple):
    """A text that would be public: its path in its file, and the id of its record."""

    path: RecordPath
    name: str
    text: str

    @property
    def field(self) -> str:
        """The key under which it stands."""
        return next(step for step in reversed(self.path) if isinstance(step, str))


class Finding(NamedTuple):
    """What a text seems to hold: `a phone number`. `name` is the id of its record."""

    file: str
    path: RecordPath
    name: str
    field: str
    what: str


def texts_above_official(register: Register) -> Iterator[Problem]:
    """Yield the place of every SECRET or TOP SECRET in a marking, or at the head of a line.

    It looks into every file, even one that cannot be read as a plan.
    """
    for file, text in register.places.texts.items():
        if "secret" not in text.casefold():
            continue
        root = compose(text)
        for path, node in scalars(root):
            key = next((step for step in reversed(path) if isinstance(step, str)), "")
            value = str(node.value or "")
            if re.fullmatch(_MARKING, value) if key == "marking" else re.search(_HEADING, value):
                yield Problem(
                    register.places.find(file, path),
                    ABOVE_OFFICIAL,
                    f"the {key} is marked above OFFICIAL",
                    "keep it out of this folder, and tell whoever looks after such papers",
                    name=_name(root, path) or key,
                )


def is_above_official(text: str) -> bool:
    """Whether a text is headed SECRET or TOP SECRET."""
    return "secret" in text.casefold() and re.search(_HEADING, text) is not None


def _name(root: Node, path: RecordPath) -> str:
    """Return the id of the record nearest above a value."""
    name, node = "", root
    for step in path:
        if isinstance(node.value, dict):
            named = (node.value[key] for key in ("id", "ref", "number") if key in node.value)
            name = next((str(n.value) for n in named if isinstance(n.value, str)), name)
            node = node.value[str(step)]
        elif isinstance(node.value, list):
            node = node.value[int(step)]
    return name


def personal(register: Register) -> Iterator[Finding]:
    """Yield what looks like personal data in a text that would be public.

    `contact` and `help` are addresses for the public. What is marked or private is not looked at.
    """
    texts = [
        (file, public) for file in register.places.texts for public in _public_texts(register, file)
    ]
    held = what_they_hold([public.text for _, public in texts])
    owners = {public.text for _, public in texts if public.path[-1] == "owner"}
    named = {owner for owner in owners if owner not in held and has_lone_name(owner)}
    for file, public in texts if held or named else ():
        for what in held.get(public.text, ()):
            yield Finding(file, public.path, public.name, public.field, what)
        if public.text in named and public.field == "owner":
            yield Finding(file, public.path, public.name, public.field, LONE_NAME)


def public_texts(record: Record, path: RecordPath = (), name: str = "") -> list[PublicText]:
    """Return every text of a record that would be public, with those of the records in it.

    `name` is the id of the record around it, for one that has none.
    """
    found: list[PublicText] = []
    _gather(record, path, name, found)
    return found


def _gather(record: Record, path: RecordPath, name: str, found: list[PublicText]) -> None:
    keys, values = _KEYS[type(record)], vars(record)
    if keys.marking and values[keys.marking] is not None:
        return
    for key in keys.names:
        if values[key]:
            name = str(values[key])
            break
    for field, key in keys.public:
        value = values[field]
        if type(value) is str:
            found.append(PublicText((*path, key), name, value))
        elif type(value) is tuple:
            for number, part in enumerate(value):
                if type(part) is str:
                    found.append(PublicText((*path, key, number), name, part))
                else:
                    _gather(part, (*path, key, number), name, found)
        elif isinstance(value, Record):
            _gather(value, (*path, key), name, found)


def _public_texts(register: Register, file: str) -> Iterator[PublicText]:
    """Yield the public texts of a file but for those of its organisation."""
    plan = register.plans.get(file)
    if plan:
        own = public_texts(plan, name=plan.organisation.id)
        yield from (text for text in own if text.path[0] != "organisation")
    elif file == register.recommendations_file:
        if register.publication:
            yield from public_texts(register.publication, ("publication",))
        for number, recommendation in enumerate(register.recommendations):
            yield from public_texts(recommendation, ("recommendations", number))


class _Keys(NamedTuple):
    """Of a kind of record: its public fields, each with its key in a file, and what names it."""

    public: list[tuple[str, str]]
    names: list[str]
    marking: str


_KEYS = {
    record: _Keys(
        [(field, record.model_fields[field].alias or field) for field in fields],
        [name for name in ("id", "ref", "number") if name in record.model_fields],
        "marking" if "marking" in record.model_fields else "",
    )
    for record, fields in PUBLIC.items()
}

_MARKING = r"(?is)\W*(?:uk\W+)?(?:top\W*)?secret\b.*"
_HEADING = (
    r"(?m)^\W*(?:UK\W+)?(?:TOP\W+)?SECRET\b"
    r"|^\W*(?i:(?:uk\W+)?(?:top\W+)?secret)(?:\W*$|\s*:|\s+[-\u2013\u2014]\s)"
    r"|^\W*(?i:(?:protective )?marking|(?:security )?classification)\W+(?i:top\W+)?(?i:secret)\b"
)
"""Compiled when a text first has the word: few have it."""
