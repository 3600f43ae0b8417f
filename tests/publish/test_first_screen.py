"""What a page says of recommendations: how many are made to whom and when; of nothing, nothing."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import ROOT, Result
from stalkplan.privacy.public_record import public_record
from stalkplan.publish.pages.organisation import OrganisationView, organisation_view
from stalkplan.record.register import build
from stalkplan.verdict.items import assess

Run = Callable[..., Result]

ON = date(2025, 6, 30)


def _view(
    count: str, asked: int, others: int, updates: str = "[]", due: str = ""
) -> OrganisationView:
    """Return the page of a force that is asked so many things, and others so many."""
    publication = f"publication: {{id: r, title: A report, published: 2024-09-27{count}}}\n"
    numbers = [
        f"  - {{number: {n}, addressed_to: [chief-constables]{due}}}" for n in range(1, asked + 1)
    ]
    numbers += [f"  - {{number: {asked + n}, addressed_to: [npcc]}}" for n in range(1, others + 1)]
    plan = f"""\
organisation: {{id: northshire, name: Northshire Police, answers_for: [chief-constables]}}
responses:
  - ref: 1
    position: We do.
    actions: [{{id: 1.1, owner: A, updates: {updates}}}]
"""
    texts = {
        "data/recommendations.yaml": "\n".join((f"{publication}recommendations:", *numbers)),
        "data/responses.yaml": plan,
    }
    register = build(texts)
    record = public_record(register, assess(register, on=ON), on=ON)
    return organisation_view(record.organisations[0], record.publication, on=ON)


MADE_TO = {
    (", count: 4", 4, 0): "All 4 are made to this organisation",
    (", count: 4", 3, 1): "3 of them are made to this organisation",
    (", count: 1", 1, 0): "It is made to this organisation",
    ("", 1, 2): "We have 3 on record. 1 of the 3 is made to this organisation",
    ("", 2, 0): "We have 2 on record. Both are made to this organisation",
    (
        ", count: 9",
        1,
        2,
    ): "We have found what 3 of them ask for. 1 of the 3 is made to this organisation",
}


@pytest.mark.parametrize("given", MADE_TO)
def test_how_many_recommendations_are_made_to_whom(given: tuple[str, int, int]) -> None:
    assert _view(*given).made_to == MADE_TO[given]


def test_no_figure_repeats_the_headline() -> None:
    """It counts what is overdue and its updates; the figures say how long, whose and what else."""
    view = _view("", 2, 0)
    late = date(2025, 4, 30)
    assert [(figure.number, figure.label) for figure in view.figures] == [
        (0, "actions with no owner named"),
        (1, "answer not recorded as accepted or rejected"),
        (0, "complete"),
        (2, "with no date on record"),
    ]
    dated = _view("", 2, 0, "[]", due=f", deadlines: [{{due: {late}}}]")
    assert dated.organisation.verdict[0].startswith("2 of 2 items are overdue")
    assert dated.figures[0][:2] == ((ON - late).days, "days overdue, the longest")
    assert dated.figures[1:3] == view.figures[:2]
    assert not {figure.number for figure in dated.figures} & {2}


@pytest.mark.parametrize(("actions", "told"), [(0, ""), (1, "1 action"), (2, "2 actions")])
def test_the_page_says_how_many_actions_the_plan_has(
    actions: int, told: str, stalkplan: Run, tmp_path: Path
) -> None:
    """Where it has none, whose action it is not has another name than an owner not named."""
    data = tmp_path / "data"
    data.mkdir()
    asked = "publication: {id: p, title: Invented, published: 2024-09-27, count: 1}\n"
    asked += "recommendations: [{number: 1, addressed_to: [chief-constables]}]\n"
    (data / "recommendations.yaml").write_text(asked, encoding="utf-8")
    own = ", ".join(f"{{id: 1{letter}, summary: Do it}}" for letter in "ab"[:actions])
    head = "organisation: {id: kent, name: Kent, answers_for: [chief-constables]}\n"
    plan = f"{head}responses: [{{ref: 1, position: p, actions: [{own}]}}]\n"
    (data / "responses.yaml").write_text(plan, encoding="utf-8")
    day = ("--as-of", "2025-12-01")
    assert stalkplan("publish", tmp_path / "site", "--data", data, *day).code == 0
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert re.findall("The plan has (.*?)[.] This page", page) == ([told] if told else [])
    owners = set(re.findall("</td><td>(none named|no action|none)</td>", page))
    assert owners == {"none named" if actions else "no action"}


def test_what_is_complete_is_new_once() -> None:
    recent = _view("", 1, 0, "[{date: 2025-06-01, status: complete}]").recent
    assert [entry.item.id for entry in recent.news] == ["1.1"]
    assert recent.completed == ()


def test_a_recommendation_that_joined_later_says_when(stalkplan: Run, tmp_path: Path) -> None:
    audit = ("--data", ROOT / "examples" / "audit", "--as-of", "2025-12-01")
    assert stalkplan("publish", tmp_path / "site", *audit).code == 0
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert page.count("Made 17 June 2024. ") == 2
    assert page.count("Made 29 April 2025. ") == 1
