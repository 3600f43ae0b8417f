"""One requirement or action in full: what a person must see beside its texts."""

from collections.abc import Callable
from pathlib import Path

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
