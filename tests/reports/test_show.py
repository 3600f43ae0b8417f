"""One requirement or action in full: what a person must see beside its texts."""

from collections.abc import Callable
from pathlib import Path

from conftest import DATA, Result

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
