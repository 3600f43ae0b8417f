"""An annotation names its file from the top of the repository, wherever the data folder stands."""

import re
import shutil
from collections.abc import Callable
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


def _files(stalkplan: Run, command: str, *where: str | Path) -> set[str]:
    line = f"{command} --as-of 2025-06-30 --format github"
    said = stalkplan(*line.split(), *where).out
    return set(re.findall(r"file=([^,]*),line", said))


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


def test_without_a_repository_the_folder_is_named(
    tmp_path: Path, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "elsewhere"))
    folder = shutil.copytree(DATA, tmp_path / "plan")
    assert _files(stalkplan, "overdue", "--data", folder) == {
        "plan/responses.yaml",
        "plan/recommendations.yaml",
    }
