"""What must not be published: texts above OFFICIAL, and what looks like personal data."""

import re
from collections.abc import Iterator
from typing import NamedTuple

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
            if _MARKING.fullmatch(value) if key == "marking" else _HEADING.search(value):
                yield Problem(
                    register.places.find(file, path),
                    ABOVE_OFFICIAL,
                    f"the {key} is marked above OFFICIAL",
                    "keep it out of this folder, and tell who looks after such papers",
                    name=_name(root, path) or key,
                )


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
        if _may_hold(text):
            for public in _public_texts(register, file):
                for what in _looks_like(public.text):
                    yield Finding(file, public.path, public.name, public.field, what)


def public_texts(record: Record, path: RecordPath = (), name: str = "") -> Iterator[PublicText]:
    """Yield every text of a record that would be public, with those of the records in it.

    `name` is the id of the record around it, for one that has none.
    """
    if getattr(record, "marking", None) is not None:
        return
    name = next((str(getattr(record, k)) for k in _NAMES if getattr(record, k, None)), name)
    for field, key in _KEYS[type(record)]:
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
    return "\\" in text or "''" in text or any(_looks_like(" ".join(text.split())))


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


_KEYS = {
    record: [(field, record.model_fields[field].alias or field) for field in fields]
    for record, fields in PUBLIC.items()
}
"""Each public field, and the key under which it stands in a file."""

_NAMES = ("id", "ref", "number")

_MARKING = re.compile(r"\W*(?:uk\W+)?(?:top\W*)?secret\b.*", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(
    r"^\W*(?:UK\W+)?(?:TOP\W+)?SECRET\b"
    r"|^\W*(?i:(?:uk\W+)?(?:top\W+)?secret)(?:\W*$|\s*:|\s+[-\u2013\u2014]\s)"
    r"|^\W*(?i:(?:protective )?marking|(?:security )?classification)\W+(?i:top\W+)?(?i:secret)\b",
    re.MULTILINE,
)

_LINK = re.compile(r"https?://\S+")
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(  # here and below, what it may begin with comes first: a third of the time
    r"(?=[+0(])(?<![\w./-])(?!\d\d([.-])\d\d\1\d{4}\b)(?:(?:\+|00)44[ -]?(?:\(0\)[ -]?)?|\(?0)"
    r"(?P<rest>[1-9](?:[ \u00a0().\u2011\u2013-]{0,2}\d){8,9})(?!\d)"
)
_COLLAR = re.compile(
    r"(?=[CcSsWwTPD])\b(?:(?i:collar|shoulder|warrant)\s+(?i:number|no\.?|card)\W{0,3}[A-Z]{0,3}\s?\d{2,6}"
    r"|(?:[WT]?PC|T?DC|PS|DS|PCSO|Sgt)\W?\d{2,6}(?![\d%]|[.,]\d|\s+[a-z]+s\b))"
)
_RANK = re.compile(
    r"(?=[WTPDCSIA])\b(?:[WT]?PC|T?DC|PS|DS|DI|DCI|CI|PCSO|Sgt\.?|Insp\.?|D?Supt\.?|DSU|DCS|ACC|DCC|DAC"
    r"|Constable|Sergeant|Inspector|Superintendent|Commander|Commissioner)\s+"
    r"(?:[A-Z](?:\.\s?|\s))*(?:(?:al|de|den|der|el|la|le|van|von)\s)*(?P<name>[^\W\d_][^\W\d_'\u2019]*['\u2019]?[^\W\d_]+)(?P<next>\s+[A-Z][a-z]+)?"
)
_NOT_PERSONAL = ("3", "80")
"""How numbers go on that belong to bodies and helplines, after the 0."""

_ABSTRACT = re.compile(r".*(?:tion|tions|ment|ity|ology|ics|ship|ness|ism|ance|ence|ures?)")
_PLACE = frozenset({"Police", "Constabulary", "Council", "County", "Service"})
_OF_A_ROLE = frozenset(
    re.findall(
        "[A-Za-z]+",
        """
        Abuse Academy Adult Area Basic Board Business Call Chief Child City Civil Command
        Communications Community Complex Contact Control Corporate Council Counter County Crime
        Criminal Custody Cyber Data Degree Department Deputy Digital Director District Diversity
        Division Domestic East Economic Emergency Family Federation Finance Firearms Force Forensic
        Fraud General Group Harm Head Homicide Honour Hub Human Information Inspector Intelligence
        Investigating Investigative Joint Justice Labour Lead Learning Legal Local Major Management
        Manager Missing Mobile National Neighbourhood Neighbourhoods Network North Offender Officer
        Online Operational Organised Partnerships People Planning Police Policing Policy Portfolio
        Prevent Proactive Professional Programme Project Protect Protecting Public Quality Rape
        Records Regional Registrar Response Review Roads Rural Safeguarding Scrutiny Senior Serious
        Services Sex Sexual South Specialist Staff Stalking Standards Strategic Strategy Support
        Tactical Task Team Terrorism Training Unit Victim Victims Violence Volume Vulnerable
        Welfare West Witness Workforce Youth
        And At For From In Of On Or The To Who Will With
        """,
    )
)
"""Words that follow a rank in the name of a post: the Superintendent Public Protection."""


def _looks_like(text: str) -> Iterator[str]:
    if "@" in text and _EMAIL.search(text):
        yield "an e-mail address"
    prose = _LINK.sub(" ", text)
    digits = (re.sub(r"\D", "", match["rest"]) for match in _PHONE.finditer(prose))
    if any(not number.startswith(_NOT_PERSONAL) for number in digits):
        yield "a phone number"
    if _COLLAR.search(prose):
        yield "a collar number"
    if any(map(_is_person, _RANK.finditer(prose))):
        yield "a rank and name"


def _is_person(match: re.Match[str]) -> bool:
    """Whether what follows a rank is a name, and not what the post is about or where."""
    name = match["name"]
    if not name[0].isupper() or name.isupper():
        return False
    if name in _OF_A_ROLE or _ABSTRACT.fullmatch(name):
        return False
    return (match["next"] or "").strip() not in _PLACE
