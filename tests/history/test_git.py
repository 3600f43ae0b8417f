"""git as people use it and as somebody hostile would: which commit did it, or exit 2 and why."""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyte
import pytest
from guard_answers import compared, refused
from hostile_texts import TEXTS
from inert_output import JUDGES
from repositories import SWAPS, Repository, take
from terminal_in_memory import typed

from conftest import Result

Run = Callable[..., Result]

CHANGED = "update-changed 12.1a"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    return Repository.alone(tmp_path / "repository", monkeypatch)


def _guilty(repository: Repository) -> str:
    """Commit a rewriting, and return the commit."""
    repository.swap(*SWAPS["reword"])
    return repository.commit("2025-04-20")


def _judge_all(run: Run, repository: Repository, revision: str = "trusted") -> None:
    for form in JUDGES.keys() - {"styled"}:
        where = ("--data", repository.data, "--as-of", "2025-06-30", "--format", form)
        result = run("check", f"--against={revision}", *where)
        JUDGES[form](result.out)
        assert result.code == 1


@pytest.mark.parametrize("name", ["data", "x;y|z&w", "$(id)`id`", "a\u202eb", ":/\x1b::error::x"])
def test_a_revision_of_any_name(name: str, repository: Repository, stalkplan: Run) -> None:
    """A branch, or for the last a commit that is found by its message."""
    repository.commit("2025-04-02", message=name[2:] or "x")
    if ":" not in name:
        repository.git("branch", name)
    commit = _guilty(repository)
    _judge_all(stalkplan, repository, name)
    assert compared(stalkplan, repository, "--against", name).rewritten()[0][1] == commit


def _sha256(repository: Repository) -> Repository:
    return Repository.trusted(repository.top.parent / "sha256", "--object-format=sha256")


def _worktree(repository: Repository) -> Repository:
    repository.git("worktree", "add", "--quiet", "../worktree")
    return Repository(repository.top.parent / "worktree")


def _submodule(repository: Repository) -> Repository:
    above = Repository.begun(repository.top.parent / "above")
    above.git("submodule", "--quiet", "add", str(repository.top), "inside")
    inside = Repository(above.top / "inside")
    inside.git("branch", "trusted")
    return inside


def _linked(repository: Repository) -> Repository:
    """Return the same, its data folder under another name."""
    repository.data = repository.top.parent / "link"
    repository.data.symlink_to(repository.top / "data")
    return repository


def _files_elsewhere(repository: Repository) -> Repository:
    """Return the same, its files in a folder of which the configuration tells."""
    inside = repository.top / "files"
    inside.mkdir()
    (repository.top / "data").rename(inside / "data")
    repository.git("config", "core.worktree", "../files")
    return Repository(inside)


def _with_a_hostile_path(repository: Repository) -> Repository:
    top = repository.top.parent / "it's\n::error::\x1b[31m ##[group]\u202e\udcff\n"
    return Repository(repository.top.rename(top))


def _crlf(repository: Repository) -> Repository:
    repository.git("config", "core.autocrlf", "true")
    repository.git("checkout", "--quiet", "HEAD", "--", ".")
    return repository


def _in_a_folder(repository: Repository) -> Repository:
    (repository.top / "a b").mkdir()
    repository.git("mv", "data", "a b/data")
    repository.git("branch", "--force", "trusted", repository.commit("2025-04-02"))
    return Repository(repository.top / "a b")


SETTINGS = (
    _in_a_folder,
    _sha256,
    _worktree,
    _submodule,
    _linked,
    _files_elsewhere,
    _with_a_hostile_path,
    _crlf,
)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.__name__[1:])
def test_a_repository_of_another_kind(
    setting: Callable[[Repository], Repository], repository: Repository, stalkplan: Run
) -> None:
    other = setting(repository)
    assert compared(stalkplan, other).rewritten() == []
    commit = _guilty(other)
    found = compared(stalkplan, other)
    assert (found.rewritten(), found.code) == ([(CHANGED, commit)], 1)


@pytest.mark.parametrize("where", ["/", "..", "../..", "../data", "hooks"])
def test_files_that_are_not_where_the_configuration_says(
    where: str, repository: Repository, stalkplan: Run
) -> None:
    commit = _guilty(repository)
    repository.git("config", "core.worktree", where)
    assert compared(stalkplan, repository).rewritten() == [(CHANGED, commit)]


def test_a_folder_that_was_not_there(repository: Repository, stalkplan: Run) -> None:
    """What is new is no rewriting; but a folder that was elsewhere is not new."""
    repository.git("checkout", "--quiet", "--orphan", "new")
    repository.git("rm", "-r", "--cached", "--quiet", ".")
    repository.git("commit", "--quiet", "--allow-empty", "-m", "x")
    repository.git("branch", "--force", "trusted")
    repository.commit("2025-04-20")
    found = compared(stalkplan, repository)
    assert (found.rewritten(), found.code) == ([], 0)
    plans = [told for told, _ in found.added() if "plan" in told]
    assert plans == ["plan-added northshire", "plan-added southshire"]
    repository.git("branch", "--force", "trusted")
    _guilty(repository)
    repository.git("mv", "data", "plans")
    repository.commit("2025-04-21")
    repository.data = repository.top / "plans"
    assert compared(stalkplan, repository).code != 0


@pytest.mark.parametrize("do", ["checkout", "worktree", "another"])
def test_in_a_hook(do: str, repository: Repository, tmp_path: Path) -> None:
    """git tells a hook where it is; the folder may be in another repository."""
    _guilty(repository)
    at = _worktree(repository) if do == "worktree" else repository
    if do == "another":
        at = Repository.trusted(tmp_path / "another")
    where = repository.data if do == "another" else at.data
    said_by = tmp_path / "said"
    typed = f"'{sys.executable}' -m stalkplan check --data '{where}' --against trusted"
    hook = at.top / at.git("rev-parse", "--git-path", "hooks/pre-commit")
    hook.write_text(f"#!/bin/sh\n{typed} --as-of 2025-06-30 >'{said_by}'; echo $? >>'{said_by}'\n")
    hook.chmod(0o755)
    (at.data / "notes.txt").touch()
    at.git("add", "--all")
    at.git("commit", "--quiet", "-m", "x", "data/notes.txt", GIT_TRACE="0")
    lines = said_by.read_text().splitlines()
    assert "(update-changed)" in lines[0]
    assert lines[1:] == ["1"]


RUN = """\
core.fsmonitor core.pager core.editor core.askPass core.sshCommand core.alternateRefsCommand
pager.rev-parse pager.rev-list pager.cat-file pager.for-each-ref
diff.external diff.x.command diff.x.textconv
filter.x.clean filter.x.smudge filter.x.process gpg.program sequence.editor credential.helper
"""
"""Settings that name a program."""
CALLED = ("rev-parse", "rev-list", "cat-file", "for-each-ref", "merge-base")


@pytest.mark.parametrize("is_whole", [True, False], ids=["whole", "something is missing"])
def test_nothing_of_a_configuration_is_run(
    repository: Repository, tmp_path: Path, stalkplan: Run, *, is_whole: bool
) -> None:
    canary, script, included = (tmp_path / name for name in ("canary", "script", "included"))
    script.write_text(f"#!/bin/sh\ntouch '{canary}'\n")
    script.chmod(0o755)
    (tmp_path / "attributes").write_text("* filter=x diff=x merge=x\n")
    (tmp_path / "hooks").mkdir()
    for name in ("post-checkout", "post-index-change", "reference-transaction", "pre-commit"):
        shutil.copy(script, tmp_path / "hooks" / name)
    commit = _guilty(repository)
    told = dict.fromkeys(RUN.split(), str(script)) | {
        **{
            f"alias.{name}": f"!{script}"
            for name in ("rev-parse", "rev-list", "cat-file", "for-each-ref", "x")
        },
        "core.hooksPath": str(tmp_path / "hooks"),
        "core.attributesFile": str(tmp_path / "attributes"),
        "log.showSignature": "true",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::{script} %S",
        "protocol.ext.allow": "always",
    }
    for key, value in told.items():
        repository.git("config", "--file", str(included), key, value)
    with (repository.top / ".git" / "config").open("a") as file:
        file.write(f"[include]\npath = {included}\n[core]\nrepositoryformatversion = 1\n")
        file.write("[extensions]\npartialClone = origin\n")
    if is_whole:
        assert compared(stalkplan, repository).rewritten() == [(CHANGED, commit)]
        where = ("--data", repository.data, "--as-of", "2025-06-30", "--format", "table")
        assert commit[:10] in stalkplan("log", "12.1a", *where).out
        assert "an update was changed" in stalkplan("changes", "--since", "trusted", *where).out
        assert "--since month " in stalkplan("changes", "--since", "2025-03-02", *where).err
    else:
        _lose(repository, "trusted:data/responses.yaml")
        refused(stalkplan, repository)
    assert not canary.exists()
    subprocess.run(["git", "x"], cwd=repository.top, check=True)
    assert canary.exists()


def _lose(repository: Repository, what: str) -> Path:
    """Take an object out of a repository, and return where it stood."""
    name = repository.git("rev-parse", what)
    path = repository.top / ".git" / "objects" / name[:2] / name[2:]
    path.unlink()
    return path


@pytest.mark.parametrize("what", ["{}", "{}:data", "{}:data/responses.yaml"])
def test_what_hides_an_object_is_not_believed(
    what: str, repository: Repository, stalkplan: Run
) -> None:
    commit = _guilty(repository)
    was, now = (repository.git("rev-parse", what.format(r)) for r in ("trusted", "HEAD"))
    repository.git("replace", was, now)
    (repository.top / ".git" / "info").mkdir(exist_ok=True)
    base = repository.git("rev-parse", "trusted")
    (repository.top / ".git" / "info" / "grafts").write_text(f"{base} {commit}\n")
    assert compared(stalkplan, repository).rewritten() == [(CHANGED, commit)]


@pytest.mark.parametrize("is_gone", [True, False], ids=["gone", "spoilt"])
@pytest.mark.parametrize("what", ["trusted", "trusted:data", "trusted:data/responses.yaml", "HEAD"])
def test_an_object_is_missing(
    what: str, repository: Repository, stalkplan: Run, *, is_gone: bool
) -> None:
    _guilty(repository)
    path = _lose(repository, what)
    if not is_gone:
        path.write_bytes(b"x")
    refused(stalkplan, repository)


def _partial(repository: Repository, kind: str) -> Repository:
    """Return a clone whose server keeps back all but what was checked out, at two commits."""
    _guilty(repository)
    repository.write({"data/notes.txt": "x"})
    repository.commit("2025-04-21")
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.git("config", "uploadpack.allowAnySHA1InWant", "true")
    clone = Repository(repository.top.parent / "partial")
    there = f"file://{repository.top}"
    repository.git("clone", "--quiet", f"--filter={kind}", there, str(clone.top))
    for revision in ("origin/trusted", "main"):
        clone.git("checkout", "--quiet", revision)
    return clone


PARTLY = ("check --against origin/trusted", "log 12.1a")


@pytest.mark.parametrize("command", PARTLY)
def test_a_partial_clone(command: str, repository: Repository) -> None:
    """git dies where it may not fetch what is missing; that is no answer, least of all a green one.

    The line to type is shown, and helps.
    """
    clone = _partial(repository, "tree:0")
    where = ("--data", str(clone.data), "--as-of", "2025-06-30")
    typed_by_us = [sys.executable, "-m", "stalkplan", *command.split(), *where]
    found = subprocess.run(typed_by_us, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (2, "")
    assert "partial clone" in found.stderr
    _, _, line = found.stderr.strip().partition("type: ")
    clone.git(*shlex.split(line)[1:])
    found = subprocess.run(typed_by_us, capture_output=True, text=True, check=False)
    assert found.returncode == int(command.startswith("check"))
    assert "A tool fits" in found.stdout


TAKING_LONG = """
from stalkplan.cli import terminal
from stalkplan.cli.main import main
terminal.PATIENCE = -1
main()
"""


@pytest.mark.parametrize(
    "command", ["check --against trusted", "changes --since trusted", "log 12.1a"]
)
def test_a_person_sees_that_something_goes_on(command: str, repository: Repository) -> None:
    """On a terminal, in a search of any commits; and it is gone when the search is over."""
    take(repository, "then: one")
    _guilty(repository)
    program = f"{shlex.quote(sys.executable)} -c {shlex.quote(TAKING_LONG)} {command}"
    shown = typed(f"{program} --as-of 2025-06-30 --format plain >/dev/null", repository.top)
    assert b"reading history" in shown
    left = pyte.Screen(80, 40)
    pyte.ByteStream(left).feed(shown)
    assert not any("reading" in line for line in left.display)
    piped = typed(f"{program} --as-of 2025-06-30 2>&1 | cat", repository.top)
    assert b"reading" not in piped


AUTHORS = {
    # the line of a commit that names its author: whether the day is known
    "": False,
    "author\n": False,
    "author A <a@b>\n": False,
    "author A <a@b> x +0000\n": False,
    "author A <a@b> 99999999999999999999 +0000\n": False,
    "author A <a@b> 1745150400 +9999\n": False,
    "author A <a@b> 1745150400 x\n": False,
    "author A <a@b> 1745150400 -0830\n": True,
    "author \udcff\x1b[31m ::error:: <\u202e> 1745150400 +0000\n": True,
    "author A <a@b> 1745150400 +0000\nauthor B <b@b> x x\n": True,
}


@pytest.mark.parametrize("author", AUTHORS, ids=ascii)
def test_an_author_of_any_kind(author: str, repository: Repository, stalkplan: Run) -> None:
    """Nothing of an author or of a message is shown, but the day."""
    repository.swap(*SWAPS["reword"])
    _, tree = repository.commit("2025-04-20"), repository.git("rev-parse", "HEAD^{tree}")
    head = f"tree {tree}\nparent {repository.git('rev-parse', 'trusted')}\n{author}"
    text = f"{head}committer C <c@d> 1 +0000\n\n::error::{' '.join(TEXTS.values())}\x1b[31m\n"
    typed = ("hash-object", "-t", "commit", "--literally", "-w", "--stdin")
    commit = repository.git(*typed, given=text.encode(errors="surrogateescape"))
    repository.git("update-ref", "refs/heads/main", commit)
    if not AUTHORS[author]:
        refused(stalkplan, repository)
        refused(stalkplan, repository, "--against", "HEAD")
        return
    found = compared(stalkplan, repository)
    assert found.rewritten() == [(CHANGED, commit)]
    assert found.rewritings[0]["authored"] == "2025-04-20"
    _judge_all(stalkplan, repository)
