"""Which items a name stands for, and what is said of a name that nobody has."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from stalkplan.errors import UnknownNameError, WrongCallError
from stalkplan.record.register import Register, build
from stalkplan.verdict.find_by_name import (
    matching,
    of_one_organisation,
    of_organisations,
    one_of,
    only_requirement,
    owners_named,
    pages_for,
)
from stalkplan.verdict.items import Item, assess

ON = date(2025, 3, 1)
ASKED = """\
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - number: 12
    theme: Risk
    addressed_to: [chief-constables]
    requirements: [{ref: 12.1}, {ref: 12.2}]
  - {number: 13, theme: Training, addressed_to: [chief-constables]}
  - {number: 14, addressed_to: [chief-constables], requirements: [{ref: 14.3}]}
  - {number: AFI 2, addressed_to: [chief-constables], requirements: [{ref: 15.1}]}
"""
PLAN = """\
organisation: {{id: {id}, name: {name}, answers_for: [chief-constables]}}
responses:
  - ref: 12.1
    actions: [{{id: 12.1a, owner: Head of Risk}}, {{id: 12.1b, owner: Registrar}}]
  - ref: 13
    position: We do.
"""
SHIRES = ("northshire", "southshire", "eastshire", "westshire", "midshire", "upshire", "downshire")


def _register(number: int = 1) -> Register:
    plans = {
        f"data/{id_}.yaml": PLAN.format(id=id_, name=f"{id_.title()} Police") for id_ in SHIRES
    }
    texts = {"data/recommendations.yaml": ASKED, **dict([*plans.items()][:number])}
    register = build(texts)
    assert register.problems == ()
    return register


def _items(number: int = 1) -> list[Item]:
    return [*assess(_register(number), on=ON)]


def _looked_at(number: int = 1) -> tuple[Register, list[Item]]:
    return _register(number), _items(number)


def _said(find: Callable[..., Any], *arguments: Any) -> Any:
    try:
        return find(*arguments)
    except (UnknownNameError, WrongCallError) as error:
        return str(error)


IS_NONE = "not a requirement or action; for all its items: stalkplan status"
NAMED = {
    "12.1": ["12.1a", "12.1b"],
    " 12.1A ": ["12.1a"],
    "12.2": ["12.2"],
    "13": ["13"],
    "12": "'12' is a recommendation; name one of its requirements: 12.1 and 12.2",
    "northshire police": f"'northshire police' is an organisation, {IS_NONE} --org northshire",
    "Northshire": f"'Northshire' is an organisation, {IS_NONE} --org northshire",
    "head of risk": f"'head of risk' is an owner, {IS_NONE} --owner 'Head of Risk'",
    "RISK": f"'RISK' is a theme, {IS_NONE} --theme Risk",
    "12.1c": "no requirement or action '12.1c'; did you mean 12.1, 12.1b or 12.1a?",
    "zzz": "no requirement or action 'zzz'; stalkplan status lists all ids",
}


@pytest.mark.parametrize("name", NAMED)
def test_which_items_a_name_stands_for(name: str) -> None:
    found = _said(pages_for, _items(), name)
    if not isinstance(found, str):
        (page,) = found
        found = [item.id for item in page.items]
        assert page.first is page.items[0]
    assert found == NAMED[name]


def test_each_organisation_has_a_page_of_its_own() -> None:
    pages = pages_for(_items(2), "12.1")
    assert [[item.organisation.id for item in page.items] for page in pages] == [
        ["northshire"] * 2,
        ["southshire"] * 2,
    ]


MEANT = {"14": "14.3", " AFI 2 ": "15.1", "afi 2": "15.1", "12": "12", "13": "13", "12.1": "12.1"}


@pytest.mark.parametrize("name", MEANT)
def test_the_number_of_a_recommendation_is_its_only_requirement(name: str) -> None:
    assert only_requirement(_items(2), name) == MEANT[name]


ALONE = {
    "12.1": "12.1 could be several items; write 12.1a or 12.1b",
    "12.1a": "12.1a",
    "12.2": "12.2",
    "13 ": "13",
}


@pytest.mark.parametrize("name", ALONE)
def test_which_one_item_is_meant(name: str) -> None:
    found = _said(one_of, *_looked_at(), name)
    assert (found if isinstance(found, str) else found.id) == ALONE[name]


@pytest.mark.parametrize(("number", "named"), [(2, 2), (5, 5), (6, 5), (7, 5)])
def test_whose_is_meant_must_be_said(number: int, named: int) -> None:
    *others, last = [*SHIRES[:named], *([f"{number - named} more"] if number > named else [])]
    listed = f"{', '.join(others)} and {last}"
    assert _said(of_one_organisation, *_looked_at(number), "12.1") == (
        f"12.1 is in the plans of {listed}; say which with --org"
    )
    assert [item.id for item in of_one_organisation(*_looked_at(), "12.1")] == ["12.1a", "12.1b"]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (None, ["northshire", "southshire"]),
        ([], ["northshire", "southshire"]),
        (["Southshire "], ["southshire"]),
        (["southshire", "northshire"], ["northshire", "southshire"]),
        (["southshir"], "no organisation 'southshir'; did you mean 'southshire'?"),
        (["xx"], "no organisation 'xx'; known here: northshire, southshire"),
    ],
)
def test_the_plans_of_organisations(names: list[str] | None, found: Any) -> None:
    register = _said(of_organisations, _register(2), names)
    if isinstance(register, Register):
        register = [plan.organisation.id for plan in register.plans.values()]
    assert register == found


@pytest.mark.parametrize(
    ("owners", "themes", "found"),
    [
        (None, None, ["12.1a", "12.1b", "12.2", "13", "14.3", "15.1"]),
        (["registrar", "head of risk"], None, ["12.1a", "12.1b"]),
        (None, ["TRAINING"], ["13"]),
        (["Registrar"], ["Risk"], ["12.1b"]),
        (["Registrar"], ["Training"], "no theme 'Training'; known here: Risk"),
        (["x"], None, "no owner 'x'; known here: Head of Risk, Registrar"),
    ],
)
def test_the_items_of_owners_and_themes(
    owners: list[str] | None, themes: list[str] | None, found: Any
) -> None:
    items = _said(matching, _items(), owners, themes)
    assert (items if isinstance(items, str) else [item.id for item in items]) == found


def test_owners_as_the_plan_writes_them() -> None:
    names = ["registrar", "HEAD OF RISK", "Registrar"]
    assert owners_named(_items(), names) == ["Registrar", "Head of Risk"]
    assert owners_named(_items(), None) == []
    assert _said(owners_named, [], ["x"]) == "no owner 'x'; known here: none"
