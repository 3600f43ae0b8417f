"""Answers that are copies: what counts as one, what does not, and what hangs together."""

import json
import subprocess
import sys
from datetime import date
from itertools import combinations

import pytest
from eight_forces import small
from rapidfuzz import fuzz

from conftest import DATA
from stalkplan.record.register import Register, build
from stalkplan.verdict.copies import NEAR, SHORTEST, alike, copies_of
from stalkplan.verdict.items import assess
from stalkplan.verdict.same_text import letters

TODAY = date(2026, 11, 23)
FILES = ("recommendations.yaml", "responses.yaml")


def _bundled() -> Register:
    return build({f"data/{name}": (DATA / name).read_text(encoding="utf-8") for name in FILES})


def test_copies_of_the_one_plan_that_is_known() -> None:
    found = copies_of(assess(_bundled(), on=TODAY))
    assert [one.sets for one in found.within] == [
        (("7.1", "23.1"), ("12.1", "13.1"), ("18.1", "22.1"))
    ]
    assert found.between == ()


def test_the_threshold_lies_between_copies_and_what_is_alike_by_chance() -> None:
    """As alike as the copies of the facts are, and no less; ordinary answers are far below."""
    assert max(SIMILAR_BY_CHANCE) < NEAR / 100 < min(SIMILAR_COPIES)
    plan = next(iter(_bundled().plans.values()))
    said = {r.ref: letters(r.position) for r in plan.responses if r.position}
    ratios = sorted(fuzz.ratio(a, b) / 100 for a, b in combinations(said.values(), 2))
    assert ratios[-3:] == [1, 1, 1]
    assert ratios[-4] < max(SIMILAR_BY_CHANCE)
    assert min(map(len, said.values())) > SHORTEST


SIMILAR_COPIES = (0.974, 0.997, 0.998, 1.0)  # of the facts: 14.1, 22.1, 23.1, 13.1
SIMILAR_BY_CHANCE = (0.504, 0.84)  # the most of other answers there; of generated plans

LONG = "Every report of stalking is read within a day by a supervisor who completes a checklist"


@pytest.mark.parametrize(
    ("one", "other", "is_copy"),
    [
        (LONG, LONG, True),
        (LONG, LONG.upper().replace(" ", "  ") + ".", True),
        (LONG, LONG.replace("supervisor", "sergeant"), True),
        (f"{LONG} \u0177", f"{LONG} y\u0302", True),  # the accent as a sign of its own
        (LONG[:-14], LONG[:-14], True),  # of as many letters as it takes
        (LONG[:-15], LONG[:-15], False),
        (LONG, LONG[::-1], False),
        ("We accept this recommendation.", "We accept this recommendation.", False),
        ("", "", False),
    ],
)
def test_near_copies_count_and_short_ones_do_not(one: str, other: str, is_copy: bool) -> None:  # noqa: FBT001
    register = small(f"  - {{ref: 1, position: '{one}'}}\n  - {{ref: 2, position: '{other}'}}\n")
    found = copies_of(assess(register, on=TODAY))
    assert bool(found.within) is is_copy
    assert sum(found.numbers) == is_copy


def test_what_hangs_together_is_one_set() -> None:
    """Of three answers the middle one is near both others: a set of three, though two differ."""
    words = [f"{n}{n}word" for n in range(100, 140)]
    first, second, third = (" ".join(["changed"] * n + words[n:]) for n in (0, 4, 8))
    ratios = [
        fuzz.ratio(letters(a), letters(b)) for a, b in combinations((first, second, third), 2)
    ]
    assert ratios[0] >= NEAR > ratios[1]
    assert ratios[2] >= NEAR
    sets = list(alike({"a": letters(first), "b": letters(third), "c": letters(second)}))
    assert [names for names, _ in sets] == [("a", "b", "c")]


ANSWERS = {
    # what acorn, birch and cedar answer to each requirement: a letter stands for a text of its own,
    # a capital for one that is nearly the same
    "1": "aab",
    "2": "ccc",
    "3": "deE",
    "4": "fgg",
    "5": "ahi",
    "6": "jkl",
    "7": "Jmn",
}


def _answer(letter: str) -> str:
    text = "".join(f"{letter.lower() * 5}{number}" for number in range(12))
    return text if letter.islower() else f"zz{text[2:]}"


def test_who_copied_what() -> None:
    """The set with the most copied answers comes first; it is as alike as its least alike two."""
    asked = [{"number": ref, "addressed_to": ["chief-constables"]} for ref in ANSWERS]
    publication = {"id": "report", "title": "A report", "published": "2024-09-27"}
    texts = {
        "data/recommendations.yaml": {"publication": publication, "recommendations": asked},
        **{
            f"data/responses/{name}.yaml": {
                "organisation": {"id": name, "name": name, "answers_for": ["chief-constables"]},
                "responses": [
                    {"ref": ref, "position": _answer(letters_[place])}
                    for ref, letters_ in ANSWERS.items()
                ],
            }
            for place, name in enumerate(("acorn", "birch", "cedar"))
        },
    }
    register = build({name: json.dumps(said) for name, said in texts.items()})
    assert register.problems == ()
    found = copies_of(assess(register, on=TODAY))
    assert [
        ([each.id for each in one.organisations], one.refs, round(one.similarity, 1))
        for one in found.between
    ] == [
        (["acorn", "birch", "cedar"], ("2",), 100),
        (["birch", "cedar"], ("3", "4"), 97.3),
        (["acorn", "birch"], ("1",), 100),
    ]
    (within,) = found.within
    assert (within.organisation.id, within.sets) == ("acorn", (("1", "5"), ("6", "7")))
    assert round(within.similarity, 1) == 97.3
    assert found.numbers == (1, 2, 1, 2)


@pytest.mark.parametrize("command", ["--help", "compare --help", "status", "overdue"])
def test_only_compare_loads_what_finds_copies(command: str) -> None:
    code = f"import sys; from stalkplan.cli.main import run; run({command.split()!r}); "
    code += "print('rapidfuzz' in sys.modules, file=sys.stderr)"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=DATA.parent, capture_output=True, text=True, check=True
    )
    assert run.stderr.splitlines()[-1] == "False"
