"""What must not be published: texts above OFFICIAL, and what looks like personal data."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stalkplan.privacy.looks_like import looks_like
from stalkplan.privacy.people_named import LONE_NAME, has_lone_name
from stalkplan.record.fields import PUBLIC
from stalkplan.record.model import Plan, Record
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
            if _MARKING.fullmatch(value) if key == "marking" else _HEADING.search(value):
                yield Problem(
                    register.places.find(file, path),
                    ABOVE_OFFICIAL,
                    f"the {key} is marked above OFFICIAL",
                    "keep it out of this folder, and tell who looks after such papers",
                    name=_name(root, path) or key,
                )


def is_above_official(text: str) -> bool:
    """Whether a text is headed SECRET or TOP SECRET."""
    return bool(_HEADING.search(text))


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
    for file, text in register.places.texts.items():
        plan = register.plans.get(file)
        named = {owner for owner in _owners(plan) if has_lone_name(owner)} if plan else set()
        if named or _may_hold(text):
            for public in _public_texts(register, file):
                whats = looks_like(public.text)
                if public.field == "owner" and public.text in named:
                    whats = iter([*whats] or [LONE_NAME])
                for what in whats:
                    yield Finding(file, public.path, public.name, public.field, what)


def _owners(plan: Plan) -> frozenset[str]:
    """Return whoever is named as an owner in a plan."""
    owners = set[str | None]()
    for response in plan.responses:
        updates = [*response.updates]
        for action in response.actions:
            owners.add(action.owner)
            updates += action.updates
        owners |= {update.owner for update in updates}
    return frozenset(filter(None, owners))


def public_texts(record: Record, path: RecordPath = (), name: str = "") -> Iterator[PublicText]:
    """Yield every text of a record that would be public, with those of the records in it.

    `name` is the id of the record around it, for one that has none.
    """
    keys = _KEYS[type(record)]
    if keys.marking and getattr(record, keys.marking) is not None:
        return
    name = next((str(getattr(record, k)) for k in keys.names if getattr(record, k)), name)
    for field, key in keys.public:
        value = getattr(record, field)
        if type(value) is not tuple:
            yield from _texts_in(value, (*path, key), name)
            continue
        for number, part in enumerate(value):
            yield from _texts_in(part, (*path, key, number), name)


def _texts_in(value: object, path: RecordPath, name: str) -> Iterator[PublicText]:
    if type(value) is str:
        yield PublicText(path, name, value)
    elif isinstance(value, Record):
        yield from public_texts(value, path, name)


def _may_hold(text: str) -> bool:
    """Whether a text of a file may look like personal data, so that each is worth a look.

    Most files hold none, and one look at a file costs a fifth of one at each of its texts. Its
    lines are joined as folding does; where quotes or escapes hide what a text says, it may.
    """
    return "\\" in text or "''" in text or any(looks_like(" ".join(text.split())))


def _public_texts(register: Register, file: str) -> Iterator[PublicText]:
    """Yield the public texts of a file but for those of its organisation."""
    plan = register.plans.get(file)
    if plan:
        own = public_texts(plan, name=plan.organisation.id)
        yield from (text for text in own if text.path[0] != "organisation")
    elif file == register.recommendations_file:
        if register.publication:
            yield from public_texts(register.publication, ("publication",), "publication")
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

_MARKING = re.compile(r"\W*(?:uk\W+)?(?:top\W*)?secret\b.*", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(
    r"^\W*(?:UK\W+)?(?:TOP\W+)?SECRET\b"
    r"|^\W*(?i:(?:uk\W+)?(?:top\W+)?secret)(?:\W*$|\s*:|\s+[-\u2013\u2014]\s)"
    r"|^\W*(?i:(?:protective )?marking|(?:security )?classification)\W+(?i:top\W+)?(?i:secret)\b",
    re.MULTILINE,
)
