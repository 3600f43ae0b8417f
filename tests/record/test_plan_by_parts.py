"""A plan that is read by its answers is the plan that is read in full, or none."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from repositories import PLAN

from conftest import ROOT
from stalkplan.record.plan_by_parts import PlanByParts
from stalkplan.record.register import build

FILES = sorted((ROOT / "tests" / "cases").rglob("*.yaml")) + sorted(
    (ROOT / "examples").rglob("*.yaml")
)
_SOURCE = "source: https://example.org/plan\n"
SOURCE_LAST = PLAN.replace(_SOURCE, "") + _SOURCE
HEAD = SOURCE_LAST[: SOURCE_LAST.index("responses:")]
TEXTS = {
    "a list at the edge": PLAN.replace("\n  ", "\n"),
    "a comment as its head": PLAN.replace("responses:", "responses:  # all of them"),
    "a list before it": PLAN.replace(
        ": [chief-constables, local", ":\n  - chief-constables\n  - local"
    ).replace("bodies]", "bodies"),
    "carriage returns": PLAN.replace("\n", "\r\n"),
    "a mark at its start": f"\ufeff{PLAN}",
    "a key after the list": f"{PLAN}source: https://example.org/other\n",
    "an entry inside quotes": PLAN.replace("We train.", '"We\n  - ref: 15\n    position: train."'),
    "quotes over two answers": PLAN.replace("We share.", '"We').replace("We train.", 'train."'),
    "an entry inside a block": PLAN.replace("We train.", "|\n      We\n\n      - train."),
    "a list in brackets": PLAN[: PLAN.index("responses:")] + "responses: [\n  - ref: 15\n]\n",
    "a document that ends": PLAN.replace("  - ref: 13\n", "...\n  - ref: 13\n"),
    "a second document": PLAN.replace("  - ref: 13\n", "---\n  - ref: 13\n"),
    "an anchor": PLAN.replace("We share.", "&a We share.").replace("We train.", "*a"),
    "its source at the end": SOURCE_LAST,
    "a head inside quotes": f'{HEAD}source: "us\nresponses:\n  # here"\n  - ref: 15\n',
    "a list twice": f"{PLAN}responses:\n  - ref: 15\n",
    "no list": PLAN[: PLAN.index("responses:")],
    "nothing": "",
}
PUT_IN = ("", '"', "'", "\n", "  - ", "|", "- ", "#")
READ_BY_PARTS = (
    "a list before it",
    "a comment as its head",
    "carriage returns",
    "a mark at its start",
)


def _agree(text: str) -> bool:
    """Whether both ways read one plan, or the one by parts leaves it to the other."""
    found = PlanByParts().plan(text)
    return found is None or found == build({"plan.yaml": text}).plans.get("plan.yaml")


@pytest.mark.parametrize("name", TEXTS)
def test_odd_plans(name: str) -> None:
    assert _agree(TEXTS[name])
    assert name not in READ_BY_PARTS or PlanByParts().plan(TEXTS[name])


NAMES = {
    "chief-constables, a board": True,
    "a board, northshire": True,
    "a board, ' northshire '": True,
    "a board, southshire": False,
}


@pytest.mark.parametrize("names", NAMES)
def test_names_beside_the_built_in_ones(names: str) -> None:
    asked = (
        "publication: {id: a, title: A, published: 2024-09-27, addressees: {a board: The board}}"
    )
    text = PLAN.replace("chief-constables, local-policing-bodies", names)
    whole = build({"recommendations.yaml": f"{asked}\nrecommendations: []\n", "plan.yaml": text})
    found = PlanByParts().plan(text, ("a board",))
    assert found == whole.plans.get("plan.yaml")
    assert (found is not None) == NAMES[names]


def test_every_file_of_the_cases() -> None:
    texts = [path.read_bytes().decode("utf-8", "replace") for path in FILES]
    assert [path for path, text in zip(FILES, texts, strict=True) if not _agree(text)] == []


def test_what_was_read_whole_is_not_read_again() -> None:
    """Its answers stand in another text as the same values; where they do not fit, none does."""
    whole = build({"plan.yaml": PLAN})
    found = PlanByParts(whole).plan(PLAN.replace("No tool fits", "A tool fits"))
    assert found is not None
    pairs = zip(found.responses, whole.plans["plan.yaml"].responses, strict=True)
    assert [a is b for a, b in pairs] == [False, True, True, True, False]
    registers = [build({"plan.yaml": text}) for text in TEXTS.values()]
    reader = PlanByParts(*registers)
    for register in registers:
        plan = register.plans.get("plan.yaml")
        assert reader.plan(register.places.texts["plan.yaml"]) in (None, plan)


def test_of_a_file_with_faults_no_answer_is_known() -> None:
    """`partial` reads it as if they were fixed, which it is not."""
    faulty = PLAN.replace("acceptance: accepted", "acceptance: acceptd", 1)
    assert faulty != PLAN
    register = build({"plan.yaml": faulty}, partial=True)
    assert register.plans
    assert PlanByParts(register).plan(faulty) is None


@given(st.integers())
def test_whatever_becomes_of_a_text(seed: int) -> None:
    rng, text = Random(seed), PLAN
    reader = PlanByParts()
    for _ in range(6):
        at, more = rng.randrange(len(text)), rng.choice(PUT_IN)
        text = text[:at] + more + text[at + rng.choice([0, 0, 1, 2]) :]
        found = reader.plan(text)
        assert found is None or found == build({"plan.yaml": text}).plans.get("plan.yaml")
