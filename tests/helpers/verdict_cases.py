"""The cases of verdicts in files, `cases/verdicts/*.yaml`: read, filled up, judged.

What a case says is explained in tests/verdict/test_verdicts.py.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import yaml
from plain_yaml import plain

from conftest import ROOT
from stalkplan.record.register import Register, build
from stalkplan.record.yaml import read
from stalkplan.verdict.as_data import item_row
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.items import Item, Kind, assess
from stalkplan.verdict.timeliness import Timeliness

CASES = {path.stem: path for path in (ROOT / "tests" / "cases" / "verdicts").glob("*.yaml")}
KEYS = {"about", "recommendation", "recommendations", "responses", "plans", "expect"}
PUBLICATION = {"id": "report", "title": "A report", "published": "2024-09-27"}
FIELDS = {
    "acceptance": "acceptance",
    "assurance": "assurance",
    "discharged": "discharged_on",
    "due": "due",
    "earliest": "due_earliest",
    "from": "due_from",
    "last": "last_update",
    "late": "days_late",
    "milestone": "milestone",
    "owner": "owner",
    "promised": "promise_by",
    "ref": "ref",
    "status": "status",
    "updates": "updates",
}
"""The words before a `=`, and the fields of the item they speak of; nothing there is `none`."""

Record = Mapping[str, Any]
Verdict = dict[str, str]


@cache
def _case(name: str) -> Record:
    """Return a case, every value as text."""
    text = CASES[name].read_text("utf-8")
    assert read(name, text)[1] == []  # PyYAML takes the second of two equal keys without a word
    case: Record = plain(text)
    return case


def texts_of(case: Record) -> dict[str, str]:
    """Return the files that a case describes; ValueError for a key that is not known here."""
    if unknown := case.keys() - KEYS:
        raise ValueError(unknown)
    plans = case.get("plans") or {"force": {"responses": case.get("responses", [])}}
    asked = case.get("recommendations") or [case.get("recommendation", {})]
    files: dict[str, Record] = {
        "recommendations.yaml": {
            "publication": PUBLICATION,
            "recommendations": [_recommendation(given) for given in asked],
        },
        **{f"responses/{id_}.yaml": _plan(id_, given) for id_, given in plans.items()},
    }
    return {name: yaml.safe_dump(record, sort_keys=False) for name, record in files.items()}


def _recommendation(given: Record) -> Record:
    number = given.get("number", "7")
    refs = given.get("requirements", [f"{number}.1"])
    standard = {"number": number, "addressed_to": ["chief-constables"]}
    return {
        **standard,
        **given,
        "requirements": [{"ref": r} if isinstance(r, str) else r for r in refs],
    }


def _plan(id_: str, given: Record) -> Record:
    if unknown := given.keys() - {"answers_for", "responses"}:
        raise ValueError(unknown)
    answers_for = given.get("answers_for", ["chief-constables"])
    return {
        "organisation": {"id": id_, "name": id_, "answers_for": answers_for},
        "responses": [_response(response) for response in given.get("responses", [])],
    }


def _response(given: Record) -> Record:
    standard = {"position": f"Our answer to {given['ref']}"}
    actions = [{"owner": "Registrar", **action} for action in given.get("actions", [])]
    return {**standard, **given, "actions": actions}


@cache
def register_of(name: str) -> Register:
    register = build(texts_of(_case(name)))
    assert not register.problems, register.problems
    return register


@cache
def judged_items(name: str, on: date) -> dict[str, Item]:
    """Return the items of a case by the names they have in a line, in order."""
    register = register_of(name)
    items: dict[str, Item] = {}
    for item in assess(register, on=on):
        of = f"{item.organisation.id}:" if len(register.plans) > 1 else ""
        again = sum(name.partition("#")[0] == of + item.id for name in items)
        items[of + item.id + (f"#{again + 1}" if again else "")] = item
    return items


def expected_of(words: Sequence[str]) -> Verdict:
    """Return the verdict that the words of a line state; KeyError, ValueError for unknown words."""
    fields: Verdict = {}
    others: list[str] = []
    kind, silent = "action", False
    for word in words[1:]:
        name, stated, value = word.partition("=")
        if stated:
            fields[FIELDS[name]] = value
        elif word == "silent":
            silent = True
        elif word in (Kind.NO_ACTION, Kind.NO_RESPONSE):
            kind = word
        else:
            others.append(Flag(word))
    flags = " ".join(sorted(others))
    verdict = {"timeliness": Timeliness(words[0]), "kind": kind, "silent": str(silent)}
    return {**verdict, "flags": flags, **fields}


def lines() -> Iterator[tuple[str, str]]:
    """Yield the name of each case with each line it expects."""
    for name in sorted(CASES):
        for line in _case(name)["expect"]:
            yield name, line


def judged(name: str, line: str) -> tuple[Any, Any]:
    """Return what is concluded of a case, and what a line of it expects."""
    day, which, *words = line.split()
    on = date.fromisoformat(day)
    items = judged_items(name, on)
    if which == "items":
        return list(items), words
    expected = expected_of(words)
    row = item_row(register_of(name), items[which], on=on)
    values = {field: row.get(field) for field in expected}
    return {f: "none" if v is None else str(v) for f, v in values.items()}, expected
