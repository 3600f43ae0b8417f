"""A corpus of sources with their truth: nothing false is live, and nothing is silent."""

from collections.abc import Callable
from pathlib import Path

import pytest
from drafts import answers, drafted
from end_of_a_run import CORPUS
from import_corpus import cases, source_of
from import_score import Draft, Judge, Score
from written_sources import delimited, docx, html, ods, text, xlsx

from conftest import Result
from stalkplan.imports.readers.choose import read_plan

Run = Callable[..., Result]

pytestmark = pytest.mark.xdist_group("import corpus")  # so that each source is imported once
AT_LEAST_RIGHT = 85
_SCORES: dict[str, Score] = {}


def _score(name: str, stalkplan: Run, folder: Path) -> Score:
    if name not in _SCORES:
        case = cases()[name]
        suffix, content = source_of(case)
        source = folder / f"plan.{suffix}"
        source.write_bytes(content)
        result = stalkplan("import", source, "--org", "kent", "--as-of", "2026-07-01")
        _SCORES[name] = _judged(name, result)
    return _SCORES[name]


def _judged(name: str, result: Result) -> Score:
    """Return the score of what import said, which may be that it gives no draft."""
    case = cases()[name]
    score = Judge(case, Draft(result.out, result.err)).judged()
    if result.code == 0:
        return score
    if "refused" in case:
        return Score(right=1)
    lost = [f"refused: {name}" for name in score.silent]
    return Score(asked=lost) if "may_be_refused" in case else Score(silent=lost)


@pytest.mark.parametrize("name", cases())
def test_nothing_false_is_live_and_nothing_is_silent(
    name: str, stalkplan: Run, tmp_path: Path
) -> None:
    score = _score(name, stalkplan, tmp_path)
    assert (score.false, score.silent, score.unasked) == ([], [], [])


def test_most_facts_are_right(
    stalkplan: Run, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    scores = [_score(name, stalkplan, tmp_path) for name in cases()]
    facts, right = sum(s.facts for s in scores), sum(s.right for s in scores)
    asked, silent, false = (
        sum(len(getattr(score, kind)) for score in scores) for kind in ("asked", "silent", "false")
    )
    told = f"import of {len(scores)} sources: {right} of {facts} facts right"
    rest = f"{asked} asked, {silent} neither, {false} false live"
    record_property(CORPUS, f"{told} ({100 * right // facts} %), {rest}")
    assert 100 * right >= AT_LEAST_RIGHT * facts


TRUTH = {
    "facts": {
        "7.1": {
            "position": "We can.",
            "actions": [{"summary": "Test it.", "owner": "Registrar", "promise": "2026-07-31"}],
        }
    },
    "ask": ["7.1: Green"],
}
ASKED = "  line 9: 7.1a: 'Green' is not a status here: which one is meant?\n"
RIGHT = """responses:
  - ref: 7.1
    position: We can.
    actions:
      - id: 7.1a
        summary: Test it.
        owner: Registrar
        promise: {by: 2026-07-31}
"""
WORTH = {
    # what is made of the right draft and of what is said: right, asked, silent, unasked, false
    ("", ""): (4, 0, 0, 0, 0),
    (ASKED, ""): (4, 0, 0, 1, 0),
    ("        owner: Registrar\n", ""): (3, 0, 1, 0, 0),
    ("Green'", "Green' or 'Registrar'"): (4, 0, 0, 0, 0),
    ("owner: Registrar", "owner: 31 July"): (3, 0, 1, 0, 1),
    ("We can.", "We should."): (3, 0, 1, 0, 1),
    ("2026-07-31", "2026-07-30"): (3, 0, 1, 0, 1),
    ("Test it.", "Test us."): (1, 0, 3, 0, 1),
    ("7.1\n", "7.2\n"): (0, 0, 4, 0, 1),
    ("    actions:", "    acceptance: accepted\n    actions:"): (4, 0, 0, 0, 1),
    ("    actions:", "    stated_deadline: none\n    actions:"): (4, 0, 0, 0, 1),
    ("    actions:", "    updates: [{date: 2026-01-01, note: x}]\n    actions:"): (4, 0, 0, 0, 1),
}


@pytest.mark.parametrize(("old", "new"), WORTH)
def test_the_judge_sees_what_is_wrong(old: str, new: str) -> None:
    draft, told = RIGHT.replace(old, new), ASKED.replace(old, new)
    score = Judge(TRUTH, Draft(draft, told)).judged()
    counted = (
        score.right,
        *(len(each) for each in (score.asked, score.silent, score.unasked, score.false)),
    )
    assert counted == WORTH[old, new]


TABLES = [name for name, case in cases().items() if "csv" in case]
WRITTEN = {"html": html, "docx": docx, "xlsx": xlsx, "ods": ods, "csv": delimited, "txt": text}


@pytest.mark.parametrize("name", TABLES)
def test_the_same_rows_give_the_same_facts_in_every_format(name: str) -> None:
    blocks = read_plan(cases()[name]["csv"].encode(), "plan.csv").blocks
    said = {suffix: _answers(write(blocks), suffix) for suffix, write in WRITTEN.items()}
    assert said == dict.fromkeys(said, said["csv"])


def _answers(source: bytes, suffix: str) -> object:
    return answers(drafted(read_plan(source, f"plan.{suffix}")).text)
