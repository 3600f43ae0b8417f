"""The hook and the action as others install them, from a package index: what they stop."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from action_steps import INSTALL, RUN, run_step
from github_runner import commands
from repositories import Repository

from conftest import DATA, ROOT

pytestmark = pytest.mark.system

PLAN = "data/responses.yaml"
PACKAGED = ("src", "data", "README.md", "LICENSE", "pyproject.toml", ".pre-commit-hooks.yaml")


def _published(top: Path) -> Repository:
    """Return a repository with what pre-commit needs of this one, as it stands on the disk."""
    repository = Repository.begun(top)
    for name in PACKAGED:
        source, copy = ROOT / name, top / name
        shutil.copytree(source, copy) if source.is_dir() else shutil.copy(source, copy)
    repository.commit("2025-04-01")
    return repository


def _commit(repository: Repository, home: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Return what a commit of all that stands there says, with pre-commit on the path."""
    repository.git("add", "--all")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [
            "git",
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@example.org",
            "commit",
            "-m",
            "x",
            *options,
        ],
        cwd=repository.top,
        env=os.environ | {"PATH": path, "PRE_COMMIT_HOME": str(home)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_hook_stops_a_bad_commit_and_lets_a_good_one_pass(tmp_path: Path) -> None:
    published = _published(tmp_path / "stalkplan")
    repository = Repository.begun(tmp_path / "plans")
    shutil.copytree(DATA, repository.data)
    config = f"""\
repos:
  - repo: {published.top}
    rev: {published.head}
    hooks:
      - id: stalkplan-check
"""
    repository.write({".pre-commit-config.yaml": config})
    installed = [sys.executable, "-m", "pre_commit", "install"]
    subprocess.run(installed, cwd=repository.top, check=True, capture_output=True)
    home = tmp_path / "home"

    good = _commit(repository, home)
    assert good.returncode == 0, good.stdout + good.stderr
    assert "stalkplan check" in good.stderr
    assert "Passed" in good.stderr
    begun = repository.head

    text = repository.read(PLAN)
    repository.write({PLAN: text.replace("by: 2025-03-27", "by: 27 March 2025", 1)})
    bad = _commit(repository, home)
    assert bad.returncode == 1
    assert f"{PLAN}:39:23: error: '27 March 2025'" in bad.stderr
    assert "exit 1: 1 error" in bad.stderr
    assert repository.head == begun

    repository.write({PLAN: f"{text}# a comment\n"})
    mended = _commit(repository, home)
    assert (mended.returncode, "Passed" in mended.stderr) == (0, True), mended.stderr
    assert repository.head != begun

    repository.write({"notes.txt": "x"})
    other = _commit(repository, home)
    assert (other.returncode, "Skipped" in other.stderr) == (0, True), other.stderr


def test_both_steps_of_the_action_in_a_repository(tmp_path: Path) -> None:
    """The first installs what the second runs; nothing of this environment is used."""
    repository = Repository.begun(tmp_path / "checkout")
    shutil.copytree(DATA, repository.data)
    begun = repository.commit("2025-04-01")
    temp = tmp_path / "runner"
    temp.mkdir()

    installed = run_step(INSTALL, repository.top, temp)
    assert installed.returncode == 0, installed.stdout + installed.stderr
    assert (temp / "stalkplan" / "bin" / "stalkplan").exists()

    today = "--as-of 2026-11-23"
    assert run_step(RUN, repository.top, temp, arguments=today).returncode == 0
    late = run_step(RUN, repository.top, temp, command="overdue", arguments=today)
    assert (late.returncode, len(commands(late.stdout))) == (1, 10)

    repository.swap("published: 2024-09-27", "published: 2025-09-27")
    against = f"{today} --against {begun}"
    rewritten = run_step(RUN, repository.top, temp, arguments=against)
    assert rewritten.returncode == 1, rewritten.stderr
    titles = [command.properties["title"] for command in commands(rewritten.stdout)]
    assert "publication-changed" in titles
