"""The register: every fault of every file in one run, and what a fault leaves standing."""

from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from examples import how_many
from hypothesis import given, settings
from hypothesis import strategies as st
from model_records import MODEL_RECORDS
from small_plan import FILES, PLAN, PUBLICATION, with_line

from stalkplan.record.problems import Place, Problem
from stalkplan.record.register import build


def _plan(organisation: str, line: str = "") -> str:
    text = with_line(line) if line else PLAN
    return text.replace("northshire", organisation)


def test_all_problems_of_all_files_are_told_at_once_in_order() -> None:
    unreadable = [Problem(Place("data/responses/gwent.yaml"), "unreadable", "cannot be read")]
    texts = {
        "data/responses/kent.yaml": _plan("kent", "    acceptance: yes"),
        "data/responses/essex.yaml": _plan("essex", "            status: done"),
        "data/responses.yaml": "a: b: c",
        "data/recommendations.yaml": PUBLICATION.replace("2024-09-27", "soon"),
        "data/responses/avon.yaml": _plan("avon", "  phone: 101").replace("12.2a", "[]"),
        "data/responses/twice.yaml": _plan("avon"),
        "data/responses/wessex.yaml": _plan("wessex"),
    }
    register = build(texts, unreadable)
    assert [(p.place.file, p.place.line, p.code) for p in register.problems] == [
        ("data/recommendations.yaml", 4, "bad-date"),
        ("data/responses.yaml", 1, "not-yaml"),
        ("data/responses/avon.yaml", 5, "unknown-key"),
        ("data/responses/avon.yaml", 9, "not-text"),
        ("data/responses/essex.yaml", 11, "bad-choice"),
        ("data/responses/gwent.yaml", 0, "unreadable"),
        ("data/responses/kent.yaml", 7, "bad-choice"),
    ]
    assert set(register.plans) == {"data/responses/twice.yaml", "data/responses/wessex.yaml"}
    assert set(register.unread) == {p.place.file for p in register.problems}
    assert (register.publication, register.recommendations) == (None, ())


BROKEN = [
    "",
    "a: b: c",
    "- a",
    "organisation: {}",
    with_line("    acceptance: yes"),
    with_line("    ref:"),
]


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_plan_does_not_hide_the_others(text: str) -> None:
    others = {f"data/responses/{name}.yaml": _plan(name) for name in ("kent", "avon")}
    register = build({**others, **FILES, "data/responses.yaml": text})
    assert list(register.plans) == list(others)
    assert register.unread == ("data/responses.yaml",)
    assert register.publication


MENDED = {
    # what stands there: what was meant
    with_line("            status: done"): with_line("            status: complete"),
    with_line("    acceptance: agreed"): with_line("    acceptance: accepted"),
    with_line("    aceptance: accepted"): with_line("    acceptance: accepted"),
    with_line("    phone: 101"): PLAN,
    PLAN.replace("2025-03-20", "20/03/2025"): PLAN,
    with_line("    positon: Yes.").replace("2025-03-20", "20 March 2025"): with_line(
        "    position: Yes."
    ),
}


@pytest.mark.parametrize("text", MENDED)
def test_a_faulty_plan_is_read_in_part_as_it_was_meant(text: str) -> None:
    whole, part = (build({**FILES, "data/responses.yaml": text}, partial=p) for p in (False, True))
    meant = build({**FILES, "data/responses.yaml": MENDED[text]})
    assert not whole.plans
    assert (part.plans, part.unread) == (meant.plans, whole.unread)
    assert part.problems == whole.problems != ()


@pytest.mark.parametrize("gone", ["  name: Northshire Police\n", "ref: 12.2\n    "])
def test_what_is_missing_is_not_made_up(gone: str) -> None:
    text = PLAN.replace(gone, "")
    assert not build({**FILES, "data/responses.yaml": text}, partial=True).plans


PUBLICATIONS: dict[str, tuple[Mapping[str, str], str]] = {
    "of two the one nearest the top": (
        {**FILES, "data/responses/recommendations.yaml": _plan("recommendations")},
        "data/recommendations.yaml",
    ),
    "in whatever order": (
        {"responses/recommendations.yaml": _plan("kent"), "recommendations.yaml": PUBLICATION},
        "recommendations.yaml",
    ),
}


@pytest.mark.parametrize("case", PUBLICATIONS)
def test_which_file_is_the_publication(case: str) -> None:
    texts, name = PUBLICATIONS[case]
    register = build(texts)
    assert (register.problems, register.recommendations_file) == ((), name)
    assert list(register.plans) == [file for file in texts if file != name]


def test_without_a_publication_there_are_only_plans() -> None:
    register = build({"data/responses.yaml": PLAN})
    assert (register.publication, register.problems) == (None, ())
    assert list(register.plans) == ["data/responses.yaml"]


def test_a_place_is_found_on_demand() -> None:
    places = build(FILES).places
    update = ("responses", 0, "actions", 0, "updates", 0)
    assert str(places.find("data/responses.yaml", update)) == "data/responses.yaml:10:13"
    date = places.find("data/responses.yaml", (*update, "date"))
    assert str(date) == "data/responses.yaml:10:19"
    assert str(places.find("data/recommendations.yaml")) == "data/recommendations.yaml:1:1"


KEYS = st.sampled_from(
    sorted({key for record in MODEL_RECORDS.values() for key in (*record.model_fields, "for")})
)
WORDS = st.sampled_from(["2025-03-27", "2025-03", "march", "12", "12.2", "done", "npcc", "x", ""])


def _deeper(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5)


TREES = st.recursive(WORDS, _deeper, max_leaves=30)
ANYTHING = st.fixed_dictionaries(
    {"organisation": TREES, "responses": st.lists(TREES, max_size=3)}
) | st.fixed_dictionaries({"publication": TREES, "recommendations": st.lists(TREES, max_size=3)})


@settings(max_examples=how_many(40))
@given(content=ANYTHING | TREES, name=st.sampled_from(list(FILES)))
def test_nothing_is_raised_for_what_a_file_says(content: Any, name: str) -> None:
    text = yaml.safe_dump(content, default_flow_style=None)
    register = build({**FILES, name: text})
    lines = text.splitlines()
    assert bool(register.problems) == (name in register.unread)
    for problem in register.problems:
        assert problem.place.file == name
        assert problem.place.line <= len(lines)
        assert problem.hint
