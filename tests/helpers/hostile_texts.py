"""Hostile texts, one list for every format, and the places of a plan in which they stand.

A new format joins with a line in `inert.JUDGES`.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any

from stalkplan.record.fields import PRIVATE, PRIVATE_NOTES
from stalkplan.record.model import Action, Record, Response, Update

Path = tuple[str | int, ...]

TEXTS: Mapping[str, str] = {
    "markup closed": "[/red]",
    "markup": "[bold]",
    "markup link": "[link=https://evil.example]x[/link]",
    "emoji code": ":warning:",
    "right to left": "a\u202eb",
    "isolate": "\u2066a",
    "arabic letter mark": "\u061ca",
    "zero width": "a\u200bb\u200dc\ufeffd\u2060e",
    "soft hyphen": "a\xadb",
    "group": "##[group]x",
    "error of old": "##[error]",
    "group in a link": "https://example.org/##[group]x",
    "group behind a word": "a##[endgroup]",
    "error command": "::error::x",
    "error command behind a space": "\u00a0 ::error::x",
    "command in the middle": "a ::stop-commands::x",
    "old command": "::set-output name=a::b",
    "encoded line": "%0A::error::x",
    "comma and colon": "a,line=1::b",
    "mention": "@name",
    "issue": "#12",
    "formula": "=cmd|'/c calc'!A1",
    "plus": "+1",
    "minus": "-1",
    "at": "@SUM(A1)",
    "leading tab": "\t=1",
    "leading return": "\r=1",
    "script": "<script>alert(1)</script>",
    "comment": "<!-- x -->",
    "end of comment": "--> x",
    "end of cdata": "]]>",
    "quotes": "\"'",
    "entity": "&lt;&#64;",
    "pipe": "a | b",
    "escaped pipe": "a \\| b \\",
    "backticks": "`a` ``` b",
    "fence": "```\nx\n```",
    "bold": "**b** __b__ ~~b~~ $x$",
    "image": "![x](https://evil.example/i.png)",
    "script link": "[x](javascript:alert(1))",
    "reference": "[x]: https://evil.example",
    "angle link": "<https://evil.example>",
    "heading": "# a",
    "heading below": "a\n===",
    "rule": "- - -",
    "list": "1. a",
    "line separator": "a\u2028::error::x\u2029b",
    "next line": "a\x85::error::x",
    "return": "a\r::error::x",
    "line feed": "a\n::error::x\n##[group]b",
    "wide": "\u6f22\u5b57 e\u0301",
    "long": "long " * 1000,
    "long word": "x" * 5000,
    "script address": "javascript:alert(1)",
}
"""What a plan may hold: nothing here is refused as YAML."""

REFUSED: Mapping[str, str] = {
    "colour": "\x1b[31mred\x1b[0m",
    "title": "\x1b]0;title\x07",
    "link": "\x1b]8;;https://evil.example\x1b\\x\x1b]8;;\x1b\\",
    "one character escape": "a\x9b31mb",
    "backspace": "a\b\bb",
    "nul": "a\x00b",
    "delete": "a\x7fb",
    "not a character": "a\ufffeb",
}
"""What the reader refuses, as the character itself or as an escape in quotes."""

FILE_NAMES = (
    "\x1b[31mred",
    "a\n::error::x",
    "##[group]x",
    "::error::x",
    "a,line=1::b%0A",
    "<script>&]]>",
    "a\u202eb\u2028c",
    "=1+1",
    "a\ufffeb",
    "a\udcffb",
)
"""Names of files in `responses/`, without their ending; the last is no UTF-8."""

DECISION: Mapping[str, Any] = {
    "for": "essex",
    "by": "HMICFRS",
    "milestone": "report",
    "how": "a letter",
    "evidence": "https://example.org/decision",
}
PUBLICATION: Mapping[str, Any] = {
    "publication": {
        "id": "report",
        "title": "A report",
        "subject": "the report",
        "by": "The inspectorate",
        "source": "https://example.org/report",
        "contact": "gaps@example.org",
        "help": "https://example.org/help-for-all",
        "licence": "An open licence",
        "published": "2024-09-27",
        "addressees": {"cabinet": "The Cabinet"},
        "count": "29",
    },
    "recommendations": [
        {
            "number": "28",
            "theme": "Publish",
            "summary": "Publish a plan.",
            "addressed_to": ["chief-constables"],
            "deadlines": [
                {"milestone": "publish", "due": "2024-11-22", "within": "P56D"},
                {
                    "milestone": "report",
                    "due": "2025-03-27",
                    "within": "P6M",
                    "wording": "within six months",
                },
            ],
            "made": "2024-09-27",
            "requirements": [
                {
                    "ref": "28.1",
                    "summary": "Publish it.",
                    "addressed_to": ["chief-constables"],
                }
            ],
            "discharged": [
                {
                    "for": "chief-constables",
                    "by": "NPCC",
                    "on": "2024-11-22",
                    "milestone": "publish",
                    "how": "a letter",
                    "evidence": "https://example.org/letter",
                }
            ],
            "extended": [{**DECISION, "to": "2025-06", "on": "2025-04-28"}],
            "ended": [{**DECISION, "on": "2025-06-01"}],
            "certainty": "confirmed",
            "sources": ["https://example.org/source"],
        },
        {"number": "7", "addressed_to": ["chief-constables"], "summary": "Record."},
    ],
}


def _notes(record: type[Record], text: str) -> dict[str, str]:
    """Return a text for each private note of a record."""
    return {name: text for name in PRIVATE[record] if name in PRIVATE_NOTES}


UPDATE: Mapping[str, Any] = {
    "date": "2025-03-20",
    "status": "complete",
    "note": "Done.",
    "evidence": ["https://example.org/evidence"],
    "promise": {"by": "2025-03", "not_before": "2025-01", "wording": "in March"},
    "owner": "Registrar",
    "verified": {"by": "The board", "on": "2025-04-02"},
    "acceptance": "accepted",
    "milestone": "report",
    "marking": "official-sensitive",
    **_notes(Update, "Ask again."),
}
RETRACTION: Mapping[str, Any] = {"date": "2025-03-21", "retracts": "2025-03-19"}
PLAN: Mapping[str, Any] = {
    "organisation": {
        "id": "kent",
        "name": "Kent Police",
        "answers_for": ["chief-constables"],
        "contact": "plan@example.org",
        "help": "https://example.org/help",
    },
    "source": "https://example.org/plan",
    "responses": [
        {
            "ref": "28.1",
            "added": "2024-11-22",
            "position": "We publish.",
            "acceptance": "accepted",
            "stated_deadline": "2025-03-28",
            "marking": "official-sensitive",
            **_notes(Response, "Ask the board."),
            "actions": [
                {
                    "id": "28.1a",
                    "added": "2024-11-22",
                    "summary": "Publish the plan.",
                    "owner": "Chief of staff",
                    "promise": {"by": "2025-02", "not_before": "2025-01", "wording": "soon"},
                    "milestone": "report",
                    "updates": [UPDATE],
                    "marking": "official-sensitive",
                    **_notes(Action, "Ask the chief."),
                },
                {"id": "28.1b", "promise": {"wording": "soon"}, "milestone": "report"},
            ],
        },
        {"ref": "7", "position": "We record.", "updates": [UPDATE, RETRACTION]},
    ],
}
"""Records in which every key of the model stands once at least."""

Files = tuple[Mapping[str, Any], Mapping[str, Any]]
RECORDS: Files = (PUBLICATION, PLAN)
NAMES = ("data/recommendations.yaml", "data/responses.yaml")

_FREE = frozenset(
    {"title", "name", "contact", "help", "source", "sources", "summary", "theme", "position"}
    | PRIVATE_NOTES
    | {"owner", "wording", "note", "by", "how", "evidence", "subject", "licence"}
)
_NAMES = frozenset(["id", "ref", "milestone", "within"])


class Kind(Enum):
    """What a text of a plan is."""

    FREE = "free"  # whatever it says, the plan can be judged
    NAME = "name"  # others refer to it
    TYPED = "typed"  # a date, a number or one of some words


def places(record: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every text in a record."""
    if isinstance(record, Mapping):
        for key, value in record.items():
            yield from places(value, (*path, key))
    elif isinstance(record, list):
        for number, value in enumerate(record):
            yield from places(value, (*path, number))
    else:
        yield path


PLACES: tuple[tuple[int, Path], ...] = tuple(
    (file, path) for file, record in enumerate(RECORDS) for path in places(record)
)
"""Every text of the two files, by the number of its file and its path."""


def one_of_each(spots: Iterable[tuple[int, Path]]) -> list[tuple[int, Path]]:
    """Return the first of those places that differ only in the numbers of records."""
    first: dict[Path, tuple[int, Path]] = {}
    for file, path in spots:
        first.setdefault(tuple(step for step in path if isinstance(step, str)), (file, path))
    return list(first.values())


def kind_of(path: Path) -> Kind:
    """Return what stands there."""
    key = next(step for step in reversed(path) if isinstance(step, str))
    if "addressees" in path or (key in _FREE and path[-2:] != ("promise", "by")):
        return Kind.FREE
    return Kind.NAME if key in _NAMES else Kind.TYPED


def spoilt(text: str, spots: tuple[tuple[int, Path], ...], *, escaped: bool) -> dict[str, str]:
    """Return the files with a text in each of some places; JSON strings are YAML in quotes.

    With `escaped`, characters beyond ASCII are escapes; else most are themselves.
    """
    records = json.loads(json.dumps(RECORDS))
    for file, path in spots:
        record: Any = records[file]
        for step in path[:-1]:
            record = record[step]
        record[path[-1]] = text
    return {name: _yaml(r, escaped=escaped) for name, r in zip(NAMES, records, strict=True)}


def _yaml(record: Mapping[str, Any], *, escaped: bool) -> str:
    text = json.dumps(record, indent=1, ensure_ascii=escaped)
    return text if escaped else re.sub("\ufeff", r"\\ufeff", text)
