"""A plan in which every text is a word of its own, so that each can be looked for wherever it goes.

`pub` words are public, `prv` words stand in private fields, `wth` words in records that are marked
and in those inside them. The dates of `SECRET_DATES` are promised in marked records alone.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import count
from zipfile import ZipFile, is_zipfile

from stalkplan.record.fields import PRIVATE, PRIVATE_NOTES
from stalkplan.record.model import Action, Record, Response, Update

SECRET_DATES = (
    *("2031-07", "July 2031", "Jul 2031", "203107"),
    *("2024-12", "December 2024", "Dec 2024", "20241231"),
)

_MARKED = "official-sensitive"
_numbers = count(100)


def _word(kind: str, field: str) -> str:
    return f"{kind}{next(_numbers)}{field.replace('_', '')}x"


def _notes(record: type[Record]) -> dict[str, str]:
    """Return a word for each private note of a record."""
    return {name: _word("prv", name) for name in PRIVATE[record] if name in PRIVATE_NOTES}


def _update(kind: str, day: str, **more: object) -> dict[str, object]:
    return {
        "date": day,
        "note": _word(kind, "note"),
        "evidence": [
            f"https://example.org/{_word(kind, 'evidence')}",
            f"minutes/{_word(kind, 'evidence')}.txt",
        ],
        "owner": _word(kind, "owner"),
        "verified": {"by": _word(kind, "verified"), "on": day},
        **_notes(Update),
        **more,
    }


def _action(kind: str, name: str, **more: object) -> dict[str, object]:
    return {
        "id": name,
        "summary": _word(kind, "summary"),
        "owner": _word(kind, "owner"),
        **_notes(Action),
        **more,
    }


def _secret() -> dict[str, object]:
    return {"by": "2031-07", "wording": _word("wth", "wording")}


def _files() -> Mapping[str, object]:
    publication = {
        "publication": {
            "id": _word("pub", "id"),
            "title": _word("pub", "title"),
            "subject": _word("pub", "subject"),
            "by": _word("pub", "publisher"),
            "source": f"https://example.org/{_word('pub', 'report')}",
            "contact": _word("pub", "missing"),
            "help": _word("pub", "national"),
            "licence": _word("pub", "licence"),
            "published": "2024-09-27",
            "count": "29",
        },
        "recommendations": [
            {
                "number": "7",
                "theme": _word("pub", "theme"),
                "summary": _word("pub", "asked"),
                "addressed_to": ["chief-constables"],
                "deadlines": [{"due": "2025-03-27"}],
                "requirements": [
                    {"ref": "7.1", "summary": _word("pub", "requirement")},
                    {"ref": "7.2", "summary": _word("pub", "requirement")},
                    {"ref": "7.3", "summary": _word("pub", "requirement")},
                ],
                "sources": [f"https://example.org/{_word('pub', 'source')}"],
            },
            {
                "number": "9",
                "addressed_to": ["chief-constables"],
                "requirements": [{"ref": "9.1"}],
            },
            {
                "number": "27",
                "addressed_to": ["chief-constables"],
                "discharged": [
                    {
                        "for": "chief-constables",
                        "by": _word("pub", "discharger"),
                        "on": "2024-11-22",
                        "how": _word("pub", "how"),
                        "evidence": f"https://example.org/{_word('pub', 'discharge')}",
                    }
                ],
            },
        ],
    }
    plan = {
        "organisation": {
            "id": "kent",
            "name": _word("pub", "name"),
            "answers_for": ["chief-constables"],
            "contact": _word("pub", "contact"),
            "help": _word("pub", "help"),
        },
        "source": f"https://example.org/{_word('pub', 'plan')}",
        "responses": [
            {
                "ref": "7.1",
                "position": _word("pub", "position"),
                **_notes(Response),
                "actions": [
                    _action(
                        "pub",
                        "7.1a",
                        promise={"by": "2025-02", "wording": _word("pub", "wording")},
                        updates=[
                            _update("pub", "2025-02-10", status="in-progress"),
                            _update(
                                "wth",
                                "2025-02-20",
                                status="blocked",
                                marking=_MARKED,
                                promise=_secret(),
                            ),
                        ],
                    ),
                    _action(
                        "wth",
                        "7.1b",
                        marking=_MARKED,
                        promise=_secret(),
                        updates=[_update("wth", "2025-02-20", status="complete")],
                    ),
                    _action(
                        "pub",
                        "7.1c",
                        promise={
                            "by": "2025-09",
                            "wording": _word("pub", "wording"),
                        },  # to come: calendars
                        updates=[_update("pub", "2025-02-10")],
                    ),
                ],
            },
            {
                "ref": "7.2",
                "marking": _MARKED,
                "position": "The same words, not for the public",
                **_notes(Response),
                "actions": [
                    _action(
                        "wth",
                        "7.2a",
                        promise=_secret(),
                        updates=[_update("wth", "2025-02-20", evidence=[_word("wth", "path")])],
                    )
                ],
            },
            {
                "ref": "7.3",
                "marking": _MARKED,
                "position": _word("wth", "position"),
                "updates": [_update("wth", "2025-02-20", promise=_secret(), status="withdrawn")],
            },
            {
                "ref": "9.1",
                "position": "The same words, not for the public",
                "actions": [
                    _action(
                        "pub",
                        "9.1a",
                        updates=[
                            _update(
                                "wth",
                                "2024-11-02",
                                marking=_MARKED,
                                promise={"by": "2024-12", "wording": _word("wth", "wording")},
                            )
                        ],
                    )
                ],
            },
        ],
    }
    return {"data/recommendations.yaml": publication, "data/responses.yaml": plan}


FILES = {name: json.dumps(record, indent=1) for name, record in _files().items()}
"""JSON is YAML; every value stands in quotes."""

_ALL = re.findall(r"\b(?:pub|prv|wth)\d+[a-z]+x\b", " ".join(FILES.values()))
PUBLIC = frozenset(word for word in _ALL if word.startswith("pub"))
KEPT = frozenset(_ALL) - PUBLIC

EVIDENCE = {
    path: f"Minuted as {path}."
    for path in re.findall(r"minutes/\w+\.txt", FILES["data/responses.yaml"])
}
"""Files of the repository by the paths that records give as evidence; each has its word."""


def field_of(word: str) -> str:
    """Return the field in which a word stands."""
    return re.sub(r"^[a-z]+\d+|x$", "", word)


def read(made: bytes) -> str:
    """Return all that can be read in a file: parts of a zip, unfolded lines, decoded entities."""
    return "\n".join(html.unescape(part.decode("utf-8", "replace")) for part in _parts(made))


def _parts(made: bytes) -> Iterator[bytes]:
    yield made
    yield made.replace(b"\r\n ", b"")
    if is_zipfile(BytesIO(made)):
        with ZipFile(BytesIO(made)) as file:
            for name in file.namelist():
                yield name.encode()
                yield from _parts(file.read(name))
