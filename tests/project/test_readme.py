"""Every command in the README and the docs is run, and shows what stands below it."""

import io
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest
import yaml
from action_steps import ACTION
from repositories import ALONE, Repository
from terminal_in_memory import begin_typed, environment
from terminal_picture import terminal_picture

from conftest import DATA, ROOT, Result
from stalkplan.record.register import build

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
PUBLICATIONS = ROOT / "tests" / "cases" / "folders" / "publications"
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _sessions(page: Path) -> list[str]:
    return BLOCK.findall(page.read_text(encoding="utf-8"))


def _run(session: str, folder: Path, env: dict[str, str]) -> str:
    """Return a session with what its commands show today on a terminal of 80 columns.

    In `env` the day of the session stands as git wants it: that of the last `--as-of`.
    """
    shown = ""
    for line in session.splitlines():
        if line.startswith("$ "):
            if day := re.search("--as-of ([0-9-]{10})", line):
                env |= dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{day[1]}T12:00Z")
            written = _agreed(line[2:], folder, env).decode()
            lines = [text.rstrip() for text in written.replace("\r\n", "\n").splitlines()]
            shown += "\n".join([line, *lines]) + "\n"
    return shown


def _agreed(command: str, folder: Path, env: dict[str, str]) -> bytes:
    """Return what a command writes to its terminal, where a person says yes to what it asks."""
    own = environment(**{"TERM": "dumb", **env})
    child = begin_typed(command, folder, own, dimensions=(40, 80), timeout=60)
    written = io.BytesIO()
    child.logfile_read = written
    while child.expect([re.escape("[Y/n] "), pexpect.EOF]) == 0:
        child.sendline("y")
    child.close()
    return written.getvalue()


_GIT = {
    **ALONE,
    **{f"GIT_{role}_NAME": "A. Person" for role in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{role}_EMAIL": "person@example.org" for role in ("AUTHOR", "COMMITTER")},
}


def _rewrite(repository: Repository) -> None:
    """Commit the plan with an update, another wording of it, and one that is typed in late."""
    repository.git("init", "--quiet", "--initial-branch=main")
    entry = "          - date: {}\n            note: {}\n"
    promise = "        promise: {by: 2025-03-27, wording: by 27th March 2025}\n"
    first = entry.format("2025-02-03", "No tool fits.")
    second = entry.format("2025-03-10", "A trial was agreed.")
    steps = {
        "2025-02-04": (promise, f"{promise}        updates:\n{first}"),
        "2025-04-20": ("No tool fits.", "A tool fits."),
        "2025-05-20": ("A tool fits.\n", f"A tool fits.\n{second}"),
    }
    for day, swap in steps.items():
        repository.swap(*swap)
        repository.commit(day)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_sessions_show_what_the_commands_show(page: Path, tmp_path: Path) -> None:
    if page.name != "first-month.md":  # which begins a plan
        shutil.copytree(DATA, tmp_path / "data")
        shutil.copytree(PUBLICATIONS, tmp_path / "publications")
    env: dict[str, str] = {**_GIT} if page.name == "first-month.md" else {}
    if page.name == "examples.md":
        shutil.copytree(ROOT / "examples", tmp_path / "examples")
    if page.name == "history.md":
        _rewrite(Repository(tmp_path))
    text = page.read_text(encoding="utf-8")
    expected = BLOCK.sub(lambda m: f"```console\n{_run(m[1], tmp_path, env)}```", text)
    if os.environ.get("STALKPLAN_GOLDEN") == "write":
        page.write_text(expected, encoding="utf-8", newline="")
    assert page.read_text(encoding="utf-8") == expected


def test_the_picture_shows_what_the_command_shows(tmp_path: Path) -> None:
    """With its colours, and with nothing that is fetched from elsewhere."""
    shutil.copytree(DATA, tmp_path / "data")
    command = "stalkplan status --as-of 2025-03-28"
    written = _agreed(command, tmp_path, {"TERM": "xterm-256color"}).decode()
    drawn = terminal_picture(command, written.replace("\r\n", "\n").rstrip())
    picture = ROOT / "docs" / "pictures" / "terminal.svg"
    if os.environ.get("STALKPLAN_GOLDEN") == "write":
        picture.write_text(drawn, encoding="utf-8", newline="")
    assert picture.read_text(encoding="utf-8") == drawn
    assert "url(http" not in drawn
    verdict = drawn.replace("&#160;", " ")
    assert "13 of 19 items are overdue. None has been updated since its deadline." in verdict
    assert f"]({picture.relative_to(ROOT)})" in README


NAMED = re.findall(r"`stalkplan ([a-z]+ [^`]+)`", re.sub(r"(?s)```.*?```", "", README))


@pytest.mark.parametrize("command", NAMED)
def test_commands_that_the_readme_names_in_passing_are_answered(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stalkplan: Callable[..., Result]
) -> None:
    repository = Repository.begun(tmp_path / "it")
    if not command.startswith("init"):
        shutil.copytree(DATA, repository.data)
    repository.write({"page.html": "<table><tr><th>Ref<th>Action<tr><td>7.1<td>Train</table>"})
    repository.commit("2025-04-01")
    repository.git("update-ref", "refs/remotes/origin/main", "HEAD")
    monkeypatch.chdir(repository.top)
    result = stalkplan(*command.replace(" --open", "").split())
    assert result.code == 0, result.err


def test_there_are_sessions() -> None:
    assert len(_sessions(ROOT / "README.md")) >= 2


def test_the_plan_in_the_readme_is_a_plan() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    plan, workflow = re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    publication = (DATA / "recommendations.yaml").read_text(encoding="utf-8")
    register = build({"data/recommendations.yaml": publication, "data/responses.yaml": plan})
    assert not register.problems
    assert len(register.plans) == 1
    assert plan.count("\n") <= 20
    _, step = yaml.safe_load(workflow)["jobs"]["overdue"]["steps"]
    assert step["uses"] == "OWNER/stalkplan@COMMIT"
    assert step["with"].keys() <= ACTION["inputs"].keys()


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        named = set(re.findall(r"(?:^    |`)make ([a-z-]+)", text, re.MULTILINE))
        assert named <= targets, page.name


def test_the_readme_names_every_exit_code_and_format() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for word in ("| 0 |", "| 1 |", "| 2 |", "| 130 |", "json", "csv", "markdown", "--fail-on"):
        assert word in text
