"""A file is named from the top of its repository, else from here: as CI and editors open it."""

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from repositories import Repository

from conftest import DATA, Result

Run = Callable[..., Result]

STANDS = {
    # where the data folder stands below the top: how the name of its plan begins
    "data": "data/",
    "plans/kent/data": "plans/kent/data/",
    "plan.v1": "plan.v1/",
    ".": "",
}


PATTERNS = {
    # how each format says in which file a record is
    "github": r"file=([^,]*),line",
    "json": r'"file": "([^"]*)"',
    "csv": r"(?:,|^)([^,\s]*(?:responses|recommendations)\.yaml),\d",
    "junit": r">([^:<]*):\d+:\d+: ",
}


def _files(
    stalkplan: Run, command: str, *where: str | Path, formats: Iterable[str] = PATTERNS
) -> set[str]:
    """Return the files that all these formats name alike."""
    line = f"{command} --as-of 2025-06-30 --format"
    named = {each: stalkplan(*line.split(), each, *where).out for each in formats}
    found = {each: {*re.findall(PATTERNS[each], out, re.MULTILINE)} for each, out in named.items()}
    first, *others = found.values()
    assert others == [first] * len(others), found
    return first


@pytest.mark.parametrize("stands", STANDS)
@pytest.mark.parametrize("command", ["overdue", "check"])
@pytest.mark.parametrize("workspace", [True, False])
def test_the_path_begins_at_the_top(
    command: str,
    stands: str,
    workspace: bool,  # noqa: FBT001
    tmp_path: Path,
    stalkplan: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    top = tmp_path / "top"
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    if workspace:
        top.mkdir()
        monkeypatch.setenv("GITHUB_WORKSPACE", str(top))
    else:
        Repository.begun(top)
    folder = top / stands
    ours = shutil.ignore_patterns("forces.csv", ".*")
    shutil.copytree(DATA, folder, dirs_exist_ok=True, ignore=ours)
    files = {"responses.yaml", "recommendations.yaml"}
    expected = {f"{STANDS[stands]}{name}" for name in files}
    named = _files(stalkplan, command, "--data", folder)
    assert named
    assert named <= expected
    monkeypatch.chdir(folder)
    assert _files(stalkplan, command) == named
    assert _files(stalkplan, command, "--data", ".") == named


def test_without_a_repository_the_path_begins_here(
    tmp_path: Path, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "elsewhere"))
    shutil.copytree(DATA, tmp_path / "kent" / "plan")
    monkeypatch.chdir(tmp_path)
    assert _files(stalkplan, "overdue", "--data", "kent/plan") == {
        "kent/plan/responses.yaml",
        "kent/plan/recommendations.yaml",
    }


def test_without_a_repository_elsewhere_the_folder_is_named(
    tmp_path: Path, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    folder = shutil.copytree(DATA, tmp_path / "kent" / "plan")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert _files(stalkplan, "overdue", "--data", folder) == {
        "plan/responses.yaml",
        "plan/recommendations.yaml",
    }


def test_of_two_folders_that_would_be_called_alike_each_has_its_own_path(
    tmp_path: Path, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    for id_ in ("kent", "surrey"):
        top = tmp_path / id_
        Repository.begun(top)
        text = (DATA / "responses.yaml").read_text("utf-8").replace("city-of-london", id_)
        (top / "data").mkdir()
        shutil.copy(DATA / "recommendations.yaml", top / "data")
        (top / "data" / "responses.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    both = ("--data", "kent/data", "--data", "surrey/data")
    named = _files(stalkplan, "overdue", *both, formats=["json", "csv", "junit"])
    assert {"kent/data/responses.yaml", "surrey/data/responses.yaml"} <= named
