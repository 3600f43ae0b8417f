"""What of a publication is not recorded here is said once by every screen, page and view."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import Repository

from conftest import DATA, Result

Run = Callable[..., Result]

ON = ("--as-of", "2026-01-15")
SAID = "Wording not found for 12 of 29 recommendations; add it to recommendations.yaml."
"""A line of 80 columns."""

COUNTED = re.compile(r"17 of 29 recommendations are on record, not 1-6, 8, 9, 19, 24, 26 and")
WHERE = "Their wording was not found; add it, with its source, to recommendations.yaml."
SCREENS = [
    "status",
    "overdue",
    "show 12.2",
    "show 12.2a",
    "log 12.2a",
    "check",
    "check --against HEAD",
    "changes --since 2025-01-01",
    "changes --since HEAD",
    "compare",
    "compare --by theme",
    "trend --since 2025-01-01",
]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Return a repository with the bundled plan."""
    repository = Repository.begun(tmp_path_factory.mktemp("bundled") / "top")
    names = ("recommendations.yaml", "responses.yaml")
    repository.write({f"data/{name}": (DATA / name).read_bytes() for name in names})
    repository.commit("2024-12-01")
    return repository


def _is_said_once(text: str) -> bool:
    return text.count(SAID) == 1


def _is_said_in_full(text: str) -> bool:
    """Whether it is said once, and where the wording goes: by what one types to fix a plan."""
    in_one_line = " ".join(text.split())
    return (len(COUNTED.findall(in_one_line)), in_one_line.count(WHERE)) == (1, 1)


@pytest.mark.parametrize("command", SCREENS)
def test_every_screen(command: str, repository: Repository, stalkplan: Run) -> None:
    typed = (*command.split(), *ON, "--data", repository.data, "--format")
    is_said = _is_said_in_full if command == "check" else _is_said_once
    *above, last = stalkplan(*typed, "table").out.split("\n\n")
    assert is_said(last)
    assert "not found" not in "".join(above)
    assert is_said(stalkplan(*typed, "markdown").out)
    piped = stalkplan(*typed, "plain")
    assert "not found" not in piped.out  # a line of it is a record
    assert is_said(piped.err)
    recorded = json.loads(stalkplan(*typed, "json").out)["recorded"]
    missing = [1, 2, 3, 4, 5, 6, 8, 9, 19, 24, 26, 29]
    assert recorded == {"count": 17, "of": 29, "missing": missing, "later": []}


def test_a_check_that_fails_too(
    repository: Repository, stalkplan: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step of GitHub Actions has it in its summary, below why the answer is no."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    typed = ("check", "--strict", *ON, "--data", repository.data, "--format")
    failed = stalkplan(*typed, "plain")
    assert failed.code == 1
    assert _is_said_in_full(failed.err)
    stalkplan(*typed, "github")
    _, reason, told, *_ = (tmp_path / "summary").read_text(encoding="utf-8").split("\n\n")
    assert "warnings in 2 files" in reason
    assert _is_said_in_full(told.replace("\\", ""))


def test_every_page(repository: Repository, stalkplan: Run, tmp_path: Path) -> None:
    typed = (*ON, "--data", repository.data)
    for paper in ("brief", "return"):  # whom it is for keeps no files
        told = stalkplan(paper, "--since", "2025-01-01", *typed).out
        assert len(COUNTED.findall(told)) == 1
        assert told.count("Their wording was not found; send it to whoever keeps the record.") == 1
    assert stalkplan("publish", tmp_path / "one", *typed).code == 0
    page = (tmp_path / "one" / "index.html").read_text(encoding="utf-8")
    told = " ".join(re.sub("<[^>]+>", " ", page).split())
    assert told.count("recommendations 1-6, 8, 9, 19, 24, 26 and 29") == 1


def test_what_begins_a_plan(stalkplan: Run, tmp_path: Path) -> None:
    assert _is_said_in_full(stalkplan("init", tmp_path / "data", "--org", "kent").err)
    page = tmp_path / "page.html"
    page.write_text("<p>7.1 We train.", encoding="utf-8")
    assert _is_said_in_full(stalkplan("import", page, "--org", "kent").err)


def test_of_several_publications_each_tells_its_own(stalkplan: Run) -> None:
    where = ("--data", "tests/cases/folders/publications", "--as-of", "2025-06-30")
    for command, told in (
        ("check", "2 of 3 recommendations are on record, not 3. Its wording was not found; "),
        (
            "changes --since 2025-01-01",
            "Wording not found for 1 of 3 recommendations; add it to recommendations.yaml.",
        ),
    ):
        shown = stalkplan(*command.split(), *where, "--format", "table").out
        assert " ".join(shown.split()).count(told) == 1
        assert f"stalking: {told}" in stalkplan(*command.split(), *where, "--format", "plain").err
        view = json.loads(stalkplan(*command.split(), *where, "--format", "json").out)
        assert view["recorded"] is None


def test_a_publication_may_say_where_to_send_it(
    repository: Repository, stalkplan: Run, tmp_path: Path
) -> None:
    for path in repository.data.iterdir():
        text = path.read_text(encoding="utf-8")
        told = text.replace("  published:", "  contact: plan@example.org\n  published:", 1)
        (tmp_path / path.name).write_text(told, encoding="utf-8")
    shown = " ".join(stalkplan("show", "12.2", "--data", tmp_path, "--format", "table").out.split())
    where = "send it to plan@example.org."
    assert shown.endswith(f"Wording not found for 12 of 29 recommendations; {where}")
