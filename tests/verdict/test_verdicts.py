"""Every row and flag of docs/verdicts.md, as cases in files: `cases/verdicts/*.yaml`.

A case says what differs from the standard: recommendation 7 (under another number, that one), made
to chief constables, with one requirement, `7.1`, and no deadline; a force that answers for them; a
response that has a position; an action that is the Registrar's. Each line under `expect` is a test:

    - 2025-03-28 7.1a overdue silent late=1   # date, item, timeliness, and what else holds
    - 2025-03-28 items 7.1a 7.2               # date, and every item in order

Of several plans an item is `kent:7.1a`; of two with one id the second is `7.1a#2`. The kind (unless
it is an action), `silent` and the flags are always compared; a field of FIELDS where a line has it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

import pytest
import yaml

from conftest import ROOT
from stalkplan.record.register import Register, build
from stalkplan.record.yaml import read
from stalkplan.verdict.as_data import item_row
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.items import Item, Kind, assess
from stalkplan.verdict.timeliness import Assurance, Timeliness

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
    case: Record = yaml.load(text, Loader=yaml.BaseLoader)
    return case


def _texts(case: Record) -> dict[str, str]:
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
    return {**standard, **given, "requirements": [{"ref": ref} for ref in refs]}


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
def _register(name: str) -> Register:
    register = build(_texts(_case(name)))
    assert not register.problems, register.problems
    return register


@cache
def _items(name: str, on: date) -> dict[str, Item]:
    """Return the items of a case by the names they have in a line, in order."""
    register = _register(name)
    items: dict[str, Item] = {}
    for item in assess(register, on=on):
        of = f"{item.organisation.id}:" if len(register.plans) > 1 else ""
        again = sum(name.partition("#")[0] == of + item.id for name in items)
        items[of + item.id + (f"#{again + 1}" if again else "")] = item
    return items


def _expected(words: Sequence[str]) -> Verdict:
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


def _lines() -> Iterator[tuple[str, str]]:
    for name in sorted(CASES):
        for line in _case(name)["expect"]:
            yield name, line


@pytest.mark.parametrize(("name", "line"), [pytest.param(*at, id=": ".join(at)) for at in _lines()])
def test_verdict(name: str, line: str) -> None:
    day, which, *words = line.split()
    on = date.fromisoformat(day)
    items = _items(name, on)
    if which == "items":
        assert list(items) == words
        return
    expected = _expected(words)
    row = item_row(_register(name), items[which], on=on)
    values = {field: row.get(field) for field in expected}
    assert {f: "none" if v is None else str(v) for f, v in values.items()} == expected


@pytest.mark.parametrize(
    ("field", "words"),
    [("timeliness", Timeliness), ("kind", Kind), ("assurance", Assurance), ("flags", Flag)],
)
def test_every_word_occurs_in_a_case(field: str, words: type[StrEnum]) -> None:
    verdicts = [line.split()[2:] for _, line in _lines() if line.split()[1] != "items"]
    stated = {word for told in verdicts for word in _expected(told).get(field, "").split()}
    assert set(words) <= stated


@pytest.mark.parametrize(
    "words", ["overdu", "overdue silnt", "overdue late:1", "overdue days=1", "silent overdue"]
)
def test_a_slip_in_a_line_is_refused(words: str) -> None:
    with pytest.raises((KeyError, ValueError)):
        _expected(words.split())


@pytest.mark.parametrize("case", [{"recomendation": {}}, {"plans": {"kent": {"response": []}}}])
def test_a_slip_in_a_case_is_refused(case: Record) -> None:
    with pytest.raises(ValueError, match=r"recomendation|response"):
        _texts(case)
