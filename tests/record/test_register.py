"""The register: every fault of every file in one run, and what a fault leaves standing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
import yaml
from examples import how_many
from hypothesis import given, settings
from hypothesis import strategies as st
from model_records import MODEL_RECORDS
from small_plan import FILES, PLAN, PUBLICATION, with_line

from stalkplan.record.problems import Place, Problem
from stalkplan.record.register import Places, Recorded, build, recorded
from stalkplan.record.yaml import MAX_PROBLEMS


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


@pytest.mark.parametrize(
    "decision",
    [
        "discharged: [{for: everybody, by: NPCC, on: 2024-11}]",
        "discharged: [{for: npcc, by: NPCC, on: soon}]",
        "extended: [{for: npcc, by: The body, to: soon, on: 2024-11-23}]",
        "ended: [{for: everybody, by: The body, on: 2024-11-23}]",
    ],
)
def test_a_decision_on_nobody_does_not_stop_the_rest(decision: str) -> None:
    register = build({**FILES, "data/recommendations.yaml": f"{PUBLICATION}    {decision}\n"})
    assert [problem.code[:4] for problem in register.problems] == ["bad-"]
    assert (len(register.recommendations), register.unread) == (1, ())


def test_no_other_fault_is_of_nobody() -> None:
    text = PUBLICATION + "    deadlines: [{due: soon}]\n"
    register = build({**FILES, "data/recommendations.yaml": text})
    assert (register.recommendations, register.unread) == ((), ("data/recommendations.yaml",))


def test_the_faults_of_a_file_are_told_up_to_a_limit() -> None:
    text = PLAN + "  - a\n" * (MAX_PROBLEMS + 2)
    register = build({"data/responses.yaml": text})
    last, limit = register.problems[-2:]
    assert len(register.problems) == MAX_PROBLEMS + 1
    assert (last.place.line, last.code) == (10 + MAX_PROBLEMS, "not-a-record")
    assert (limit.place.line, limit.code) == (11 + MAX_PROBLEMS, "too-many")


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


ADDRESSED = PUBLICATION.replace(
    "  title: A report\n", "  title: A report\n  addressees: {a board: The board}\n"
).replace("[chief-constables]", "[a board, northshire, eastshire]")


@pytest.mark.parametrize("names", ["a board", "northshire", "' a board ', northshire"])
def test_who_may_be_addressed(names: str) -> None:
    """Those whom the publication declares, whose plan is here, and whose is elsewhere."""
    plan = PLAN.replace("[chief-constables]", f"[{names}]")
    texts = {"data/recommendations.yaml": ADDRESSED, "data/responses.yaml": plan}
    register = build(texts, organisations=["eastshire"])
    assert register.problems == ()
    assert list(register.plans) == ["data/responses.yaml"]
    (problem,) = build(texts).problems
    assert (problem.message, problem.place.column) == ("'eastshire' is not an addressee", 41)


NUMBERS = {
    # the numbers of recommendations, and how many there are to be: what is recorded
    ("1, 2, 4", 5): Recorded(3, 5, (3, 5), "a@b.example"),
    ("1, 2", 2): Recorded(2, 2, (), "a@b.example"),
    ("2, 1, AFI 1", 3): Recorded(2, 3, (3,), "a@b.example"),
    ("1, 4a", None): Recorded(2, None, ()),
}


@pytest.mark.parametrize("case", NUMBERS)
def test_how_much_is_recorded(case: tuple[str, int | None]) -> None:
    numbers, count = case
    head, _, _ = PUBLICATION.partition("recommendations:")
    head += "  contact: a@b.example\n" + (f"  count: {count}\n" if count else "")
    listed = "".join(
        f"  - {{number: {number}, made: 2025-01-0{day}, addressed_to: [npcc]}}\n"
        for day, number in enumerate(numbers.split(", "), 1)
    )
    register = build({"recommendations.yaml": f"{head}recommendations:\n{listed}"})
    found = recorded(register, on=date(2025, 1, 1))
    assert found == NUMBERS[case]._replace(later=tuple(numbers.split(", ")[1:]))
    assert list(found.view().values()) == [*map(_listed, found[:3]), _listed(found.later)]
    nothing = build({})
    assert recorded(nothing, on=date(2025, 1, 1)) == Recorded(0, None, ())


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def test_a_place_is_found_on_demand() -> None:
    places = build(FILES).places
    update = ("responses", 0, "actions", 0, "updates", 0)
    assert str(places.find("data/responses.yaml", update)) == "data/responses.yaml:10:13"
    day = places.find("data/responses.yaml", (*update, "date"))
    assert str(day) == "data/responses.yaml:10:19"
    assert places.node("data/responses.yaml", (*update, "date")).value == "2025-03-20"
    assert str(places.find("data/recommendations.yaml")) == "data/recommendations.yaml:1:1"


LINES = {
    # "kept" stands on every line that is kept back, and on no other
    "a private note": "responses:\n  - ref: 1\n    internal: kept\n    position: We do.\n",
    "at the end": "responses:\n  - ref: 1\n    internal: kept",
    "a note on lines of its own": (
        "responses:\n  - ref: 1\n    internal: | # kept\n      kept\n\n      kept\n"
        "    position: We do.\n"
    ),
    "in quotes over lines": "responses:\n  - internal: 'kept\n      kept'\n    ref: 1\n",
    "in braces": "responses:\n  - {ref: 1, internal: kept}\n  - {ref: 2}\n",
    "a blank note": "responses:\n  - ref: 1\n    internal: # kept\n    position: We do.\n",
    "a marked answer": (
        "responses:\n  - ref: 1 # kept\n    marking: official # kept\n    position: kept\n"
        "  - ref: 2\n"
    ),
    "a marked action": (
        "responses:\n  - ref: 1\n    actions:\n      - {id: 1a, marking: kept}\n      - id: 1b\n"
    ),
    "a blank marking": "responses:\n  - ref: 1\n    marking:\n    position: We do.\n",
    "not to be read": "responses:\n  - ref: 'kept\n    internal: kept\n",
    "not to be read, with a marking": "responses:\n  - ref: 'kept\n    marking: kept\n",
    "not to be read, without a note": "responses:\n  - ref: 'a\n    position: We do.\n",
    "with other line ends": "\ufeffresponses:\r\n  - ref: 1\r\n    internal: kept\r\n    a: b\r\n",
}


@pytest.mark.parametrize("case", LINES)
def test_which_lines_are_kept_back(case: str, parser: str) -> None:
    text = LINES[case]
    places = Places({"a.yaml": text})
    is_unread = case.startswith("not") and "kept" in text
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        told = places.line(Place("a.yaml", number))
        if line and not is_unread:
            assert told == (None if "kept" in line else line), (line, parser)
        else:
            assert told is None
    assert places.line(Place("a.yaml")) is places.line(Place("b.yaml", 1)) is None


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
