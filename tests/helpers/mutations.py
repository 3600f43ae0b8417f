"""A record that has every field there is, and random mutations of it."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from random import Random
from typing import Any

ASKED, TOLD = "data/recommendations.yaml", "data/responses.yaml"
OTHER = "data/responses/essex.yaml"


def _decision(**more: str) -> dict[str, str]:
    link = "https://example.org/letter"
    return {
        "for": "kent",
        "by": "NPCC",
        "on": "2025-01-10",
        "how": "a letter",
        "evidence": link,
    } | more


def _update(day: str, **more: Any) -> dict[str, Any]:
    return {"date": day, "note": f"On {day}.", "status": "in-progress"} | more


RECORD: Mapping[str, Any] = {
    ASKED: {
        "publication": {
            "id": "report",
            "title": "A report",
            "subject": "stalking",
            "by": "HMICFRS",
            "source": "https://example.org/report",
            "contact": "gaps@example.org",
            "help": "https://example.org/help",
            "licence": "An open licence",
            "published": "2024-09-27",
            "addressees": {"cabinet-office": "Cabinet Office"},
            "count": "29",
        },
        "recommendations": [
            {
                "number": "7",
                "theme": "Crime recording",
                "summary": "Record it.",
                "addressed_to": ["chief-constables", "npcc"],
                "deadlines": [
                    {
                        "milestone": "publish",
                        "due": "2024-11-22",
                        "within": "P56D",
                        "wording": "by then",
                    },
                    {"milestone": "report", "due": "2025-03", "wording": "in March"},
                ],
                "requirements": [
                    {"ref": "7.1", "summary": "All.", "addressed_to": ["chief-constables"]},
                    {"ref": "7.2", "summary": "Test."},
                ],
                "made": "2024-09-27",
                "discharged": [_decision(milestone="publish")],
                "extended": [
                    _decision(milestone="report", to="2025-06-30"),
                    _decision(milestone="report", to="2025-09", on="2025-05-01"),
                ],
                "ended": [_decision(milestone="report", on="2025-12-01")],
                "certainty": "confirmed",
                "sources": ["https://example.org/a", "https://example.org/b"],
            },
            {"number": "AFI 2", "addressed_to": ["cabinet-office", "kent"]},
        ],
    },
    TOLD: {
        "organisation": {
            "id": "kent",
            "name": "Kent Police",
            "answers_for": ["chief-constables", "npcc"],
            "contact": "plan@example.org",
            "help": "https://example.org/help",
        },
        "source": "https://example.org/plan",
        "responses": [
            {
                "ref": "7.1",
                "added": "2024-11-20",
                "position": "We record all.",
                "acceptance": "accepted",
                "stated_deadline": "2025-03-27",
                "marking": "official-sensitive",
                "internal": "Ask.",
                "updates": [
                    _update("2025-01-01", acceptance="partly-accepted", milestone="publish"),
                    _update("2025-01-01", milestone="publish", status="blocked"),
                    {"date": "2025-01-02", "retracts": "2025-01-01", "milestone": "publish"},
                ],
                "actions": [
                    {
                        "id": "7.1a",
                        "added": "2024-12-01",
                        "summary": "Train.",
                        "owner": "Registrar",
                        "promise": {
                            "by": "2025-03",
                            "not_before": "2025-02",
                            "wording": "in March",
                        },
                        "milestone": "report",
                        "marking": "official-sensitive",
                        "internal": "Soon.",
                        "updates": [
                            _update(
                                "2025-02-01",
                                status="complete",
                                evidence=["https://example.org/x", "https://example.org/y"],
                                promise={"by": "2025-Q2", "wording": "in spring"},
                                owner="Head of Risk",
                                verified={"by": "The Board", "on": "2025-02-02"},
                                marking="official-sensitive",
                                internal="Not yet.",
                            ),
                            _update("2025-02-01", note="Again."),
                        ],
                    },
                    {"id": "7.1b", "milestone": "publish", "summary": "Publish."},
                ],
            },
            {"ref": "7.2", "position": None, "actions": [{"id": "7.2a", "summary": "Look."}]},
            {"ref": "AFI 2", "position": "We look."},
        ],
    },
    OTHER: {
        "organisation": {
            "id": "essex",
            "name": "Essex Police",
            "answers_for": ["chief-constables"],
        },
        "responses": [{"ref": "7.1", "position": "Yes."}],
    },
}

WORDS = {
    # what may stand instead of a value that is no free text
    "acceptance": ("rejected", "accepted-in-principle", "not-stated"),
    "status": ("complete", "withdrawn", "blocked", "not-started"),
    "certainty": ("single-source",),
    "milestone": ("publish", "report", "2025-03"),
    "for": ("npcc", "essex", "chief-constables"),
    "number": ("8", "AFI 3"),
    "count": ("30", "1"),
    "stated_deadline": ("none", "2025-09"),
}
_DAYS = ("2023-01-01", "2025-02-01", "2025-03-01", "2026-10-10", "2099-12-31")
_DATED = {"date", "on", "to", "added", "due", "by", "not_before", "made", "published", "retracts"}
_LISTS = ("chief-constables", "npcc", "cabinet-office", "home-office", "kent")


def files_of(record: Mapping[str, Any]) -> dict[str, str]:
    """Return a record as the texts of files."""
    return {name: json.dumps(value) for name, value in record.items()}


def mutated(rng: Random) -> dict[str, Any]:
    """Return the record with one mutation: a value, an entry, a list or a file."""
    record = deepcopy(dict(RECORD))
    if rng.random() < 0.1:
        _mutate_file(record, rng)
        return record
    holder, key = rng.choice([*_places([*record.values()])])
    value = holder[key]
    ways = ["delete", "change"]
    if isinstance(value, list):
        ways = ["delete", "swap", "double", "drop", "move"]
    elif isinstance(value, dict):
        ways = ["delete"]
    _WAYS[rng.choice(ways)](holder, key, rng)
    return record


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the holder and the key of everything below the files."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in list(entries):
        if isinstance(inner, dict | list):
            yield from _places(inner)
        if isinstance(inner, list) and not inner:
            continue
        if not (isinstance(inner, dict) and ("publication" in inner or "organisation" in inner)):
            yield value, key


def _delete(holder: Any, key: Any, rng: Random) -> None:
    del rng
    del holder[key]


def _change(holder: Any, key: Any, rng: Random) -> None:
    old = holder[key]
    if key in _DATED and str(old)[:2] == "20":
        new = rng.choice(_DAYS)
    elif key in WORDS:
        new = rng.choice(WORDS[key])
    elif old in _LISTS:
        new = rng.choice(_LISTS)
    elif key == "marking":
        new = None
    else:
        new = rng.choice([f"{old} or so", "[redacted]", None, str(old).upper(), "x"])
    holder[key] = new


def _swap(holder: Any, key: Any, rng: Random) -> None:
    rng.shuffle(holder[key])


def _double(holder: Any, key: Any, rng: Random) -> None:
    listed = holder[key]
    listed.insert(rng.randrange(len(listed) + 1), deepcopy(rng.choice(listed)))


def _drop(holder: Any, key: Any, rng: Random) -> None:
    holder[key].pop(rng.randrange(len(holder[key])))


def _move(holder: Any, key: Any, rng: Random) -> None:
    """Empty a list, and put what stood there into another."""
    taken = holder[key]
    holder[key] = rng.choice([[], None])
    if isinstance(holder, dict):
        holder[rng.choice(["updates", "actions", "evidence", "sources", key])] = taken


_WAYS = {
    "delete": _delete,
    "change": _change,
    "swap": _swap,
    "double": _double,
    "drop": _drop,
    "move": _move,
}


def _mutate_file(record: dict[str, Any], rng: Random) -> None:
    """Take a file out, swap two, or give one plan to another organisation."""
    way = rng.randrange(3)
    if way == 0:
        record.pop(rng.choice([*record]))
    elif way == 1:
        record[TOLD], record[OTHER] = record[OTHER], record[TOLD]
    else:
        record[OTHER] = {**record[OTHER], "responses": deepcopy(record[TOLD]["responses"])}


def as_meant(record: Any, key: str = "") -> Any:
    """Return a dumped record with all in one order that has no meaning, for comparison."""
    if isinstance(record, dict):
        return {name: as_meant(value, name) for name, value in record.items()}
    if isinstance(record, list | tuple):
        entries = [as_meant(entry) for entry in record]
        if key == "updates":
            return sorted(entries, key=lambda entry: str(entry["date"]))
        if key in ("evidence", "sources"):
            return entries
        if key in ("addressed_to", "answers_for"):
            return sorted({*entries})
        return sorted(entries, key=_name)
    return record


def _name(entry: Any) -> str:
    if not isinstance(entry, dict):
        return str(entry)
    names = ("number", "ref", "id", "milestone", "for_")
    return " ".join(str(entry[n]) for n in names if entry.get(n))
