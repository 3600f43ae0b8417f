"""One requirement or action in full: what a person must see beside its texts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import DATA, Result
from stalkplan.verdict.nouns import addressee_name

Run = Callable[..., Result]


def test_a_marked_text_says_so(stalkplan: Run, tmp_path: Path) -> None:
    """Who copies it from the screen sees that it is not for everybody."""
    (tmp_path / "recommendations.yaml").write_bytes((DATA / "recommendations.yaml").read_bytes())
    (tmp_path / "responses.yaml").write_text(
        "organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}\n"
        "responses:\n"
        "  - ref: 7.1\n"
        "    position: We do.\n"
        "    marking: official-sensitive\n"
        "    actions: [{id: 7.1a, summary: Do it., marking: official-sensitive}]\n",
        encoding="utf-8",
    )
    shown = stalkplan("show", "7.1", "--data", tmp_path, "--as-of", "2025-06-30").out
    assert shown.count("official-sensitive: this text is never published") == 2


def test_it_reads_in_the_order_of_what_happened(stalkplan: Run, tmp_path: Path) -> None:
    """What was recommended, what was asked of whom by when, what was answered, what was done."""
    (tmp_path / "recommendations.yaml").write_bytes((DATA / "recommendations.yaml").read_bytes())
    (tmp_path / "responses.yaml").write_text(
        "organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}\n"
        "responses:\n"
        "  - ref: 7.2\n"
        "    position: We do.\n"
        "    actions:\n"
        "      - {id: 7.2a, summary: Do., updates: [{date: 2025-03-01, status: in-progress}]}\n",
        encoding="utf-8",
    )
    typed = ("show", "7.2", "--data", tmp_path, "--as-of", "2025-06-30", "--format", "plain")
    labels = [line.split("\t")[0] for line in stalkplan(*typed).out.splitlines()]
    order = ["recommended", "asked", "asked of", "due", "answer", "acceptance", "item", "update"]
    found = [labels.index(label) for label in (*order, "status", "in the file")]
    assert found == sorted(found)


def test_who_was_asked_is_called_by_name() -> None:
    declared = {"npcc": "National body", "finance": "Finance"}
    assert addressee_name("npcc", {}) == "NPCC"
    assert addressee_name("npcc", declared) == "National body"
    assert addressee_name("finance", declared) == "Finance"
    assert addressee_name("local-policing-bodies", declared) == "local policing bodies"


ASKED = """\
publication: {id: r, title: A report, published: 2024-09-27}
recommendations:
  - {number: 1, addressed_to: [chief-constables], summary: Train.}
  - number: 2
    addressed_to: [chief-constables]
    summary: Report.
    deadlines: [{due: 2025-01-01, milestone: plan}, {due: 2025-03-01, milestone: report}]
"""

PLAN = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
"""

GIVEN_UP = "{id: 1a, summary: Go., updates: [{date: 2025-01-02, status: withdrawn}]}"
NEW = "{id: 1b, summary: Go.}"
STUCK = "{date: 2025-01-02, status: blocked}"


@pytest.mark.parametrize(
    ("typed", "response", "told"),
    [
        ("1", "", "respond 1"),
        ("1", "{ref: 1, position: We will.}", "add 1"),
        ("1", "{ref: 1, position: No., acceptance: rejected}", ""),
        ("1", f"{{ref: 1, position: We., updates: [{STUCK}]}}", "update 1"),
        ("1", "{ref: 1, position: We., updates: [{date: 2025-01-02, status: complete}]}", ""),
        ("1", "{ref: 1, position: We., actions: [{id: 1a, summary: Go.}]}", "update 1a"),
        ("1", f"{{ref: 1, position: We., actions: [{GIVEN_UP}, {NEW}]}}", "update 1b"),
        ("1", f"{{ref: 1, position: We., actions: [{GIVEN_UP}]}}", "add 1"),
        ("2", "{ref: 2, position: We will.}", "add 2 --milestone plan"),
        ("2/report", "{ref: 2, position: We will.}", "add 2 --milestone report"),
    ],
)  # fmt: skip
def test_it_says_what_to_record_next(
    typed: str, response: str, told: str, tmp_path: Path, stalkplan: Run
) -> None:
    """An answer, an action or an update, whichever is missing; nothing of what waits for nobody."""
    (tmp_path / "recommendations.yaml").write_text(ASKED, "utf-8")
    plan = f"{PLAN}  - {response}\n" if response else f"{PLAN.rstrip()[:-1]}: []\n"
    (tmp_path / "responses.yaml").write_text(plan, "utf-8")
    at = ("--data", tmp_path, "--as-of", "2025-06-30", "--format", "table")
    result = stalkplan("show", typed, *at)
    assert result.code == 0, result.err
    steps = [line for line in result.err.splitlines() if line.startswith("Next")]
    assert steps == ([f"Next: stalkplan {told} --data {tmp_path}"] if told else [])


def test_of_the_bundled_plan_nothing_is_recorded(
    tmp_path: Path, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "Next" not in stalkplan("show", "12.2", "--format", "table").err
