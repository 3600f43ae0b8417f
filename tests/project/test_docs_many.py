"""The page on many plans: its loop and its query are run, and count as compare does."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from eight_forces import plans, write_eight

from conftest import ROOT, Result

PAGE = (ROOT / "docs" / "many.md").read_text(encoding="utf-8")
DAY = "2026-11-23"


def _block(language: str) -> str:
    [text] = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return str(text)


def _repositories(folder: Path) -> None:
    """Write a repository for each of the eight, and one that cannot be read."""
    files = plans()
    lines = [f"nobody {folder / 'nowhere'}"]
    for name in files.keys() - {"recommendations.yaml"}:
        stem = Path(name).stem
        data = folder / "theirs" / stem / "data"
        data.mkdir(parents=True)
        (data / "recommendations.yaml").write_text(files["recommendations.yaml"], "utf-8")
        (data / "responses.yaml").write_text(files[name], "utf-8")
        git = ("git", "-C", data.parent, "-c", "user.name=A", "-c", "user.email=a@example.org")
        for command in (("init", "-q"), ("add", "."), ("commit", "-qm", "The plan")):
            subprocess.run([*git, *command], check=True)
        lines.append(f"{stem} {data.parent.as_uri()}")
    (folder / "repositories.txt").write_text("\n".join(lines) + "\n", "utf-8")


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the loop of the page was run."""
    folder = tmp_path_factory.mktemp("many")
    _repositories(folder)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "DAY": DAY}
    run = subprocess.run(
        ["sh", "-c", _block("sh")],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0
    assert "nobody: not collected" in run.stderr
    return folder


def test_the_loop_collects_a_file_of_each(collected: Path) -> None:
    files = sorted((collected / "collected").iterdir())
    assert [file.stem for file in files] == [f"force-{letter}" for letter in "abcdefgh"]
    views = [json.loads(file.read_text("utf-8")) for file in files]
    assert {view["as_of"] for view in views} == {DAY}


def test_the_query_counts_as_compare_does(
    collected: Path,
    stalkplan: Callable[..., Result],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_eight(tmp_path / "data")
    typed = ("compare", "--data", tmp_path / "data", "--as-of", DAY, "--format", "json")
    rows = json.loads(stalkplan(*typed).out)["rows"]
    names = ("organisation", "recommendations", "complete", "overdue", "silent")
    expected = sorted(
        (tuple(row[name] for name in names) for row in rows), key=lambda row: (row[3], row[0])
    )
    monkeypatch.chdir(collected)
    answer = duckdb.connect().execute(_block("sql"))
    assert tuple(column[0] for column in answer.description or ()) == names
    assert answer.fetchall() == expected
    assert sum(row[3] for row in expected) == 49
