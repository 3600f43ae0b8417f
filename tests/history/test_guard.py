"""`check --against` as a matrix: what was done to a record, guilty or innocent, by which commit."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from guard_answers import compared, refused
from guard_held import HELD, HELD_INNOCENT
from guard_matrix import GUILTY_CASES, INNOCENT_CASES, LATE, NOTED, Edit
from hostile_texts import TEXTS
from repositories import SWAPS, Repository

from conftest import ROOT, Result

Run = Callable[..., Result]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    return Repository.alone(tmp_path / "repository", monkeypatch)


def _among_others(repository: Repository, edit: Edit) -> str:
    """Commit an edit between two that say nothing, and return its commit's id."""
    repository.write({"data/notes.txt": "x"})
    repository.commit("2025-04-10")
    edit(repository)
    done = repository.commit("2025-04-20")
    for path in repository.data.rglob("*.yaml"):
        path.write_bytes(path.read_bytes() + b"\n# end\n")
    repository.commit("2025-04-30")
    return done


@pytest.mark.parametrize("is_committed", [True, False], ids=["committed", "not committed"])
@pytest.mark.parametrize("name", GUILTY_CASES)
def test_guilty(name: str, repository: Repository, stalkplan: Run, *, is_committed: bool) -> None:
    """Each rewriting is an error, with both values, both places and the commit that did it."""
    edit, said = GUILTY_CASES[name]
    culprit = _among_others(repository, edit) if is_committed else None
    if not is_committed:
        edit(repository)
    found = compared(stalkplan, repository)
    assert found.rewritten() == [(each, culprit) for each in said]
    assert found.code == 1
    assert f"{len(said)} rewriting{'s' * (len(said) > 1)} of the record" in found.err
    for row in found.rewritings:
        assert row["before"] != row["after"]
        for side, value in (("was", "before"), ("now", "after")):
            if row["change"] in ON_ONE_LINE and row[value] not in (None, "not-stated"):
                file, line = row[side]["file"], row[side]["line"]
                is_old = side == "was"
                text = (
                    repository.git("show", f"trusted:{file}") if is_old else repository.read(file)
                )
                assert row[value] in text.splitlines()[line - 1]


ON_ONE_LINE = {f"{what}-changed" for what in ("wording", "acceptance", "added", "owner")}
ON_ONE_LINE |= {f"{what}-changed" for what in ("milestone", "publication")} | {"deadline-moved"}


@pytest.mark.parametrize("name", HELD)
def test_what_is_trusted_is_held(name: str, repository: Repository, stalkplan: Run) -> None:
    """The same for what the small plan does not have."""
    *trusted, old, new, said = HELD[name]
    repository.swap(*trusted)
    repository.git("branch", "--force", "trusted", repository.commit("2025-04-02"))
    repository.swap(old, new)
    found = compared(stalkplan, repository)
    assert (found.rewritten(), found.code) == ([(said, None)], 1)


@pytest.mark.parametrize("name", INNOCENT_CASES)
def test_innocent(name: str, repository: Repository, stalkplan: Run) -> None:
    """What joins is listed, and what joins late is said to; it fails nothing."""
    edit, joined = INNOCENT_CASES[name]
    _among_others(repository, edit)
    found = compared(stalkplan, repository)
    assert (found.rewritten(), found.code, found.err) == ([], 0, "")
    assert found.added() == [(each, None) for each in joined]  # nobody is looked for
    assert found.late() == (joined if name in LATE else [])


@pytest.mark.parametrize("name", [name for name in NOTED if "redacted" in name])
def test_strict_lets_a_redaction_fail(name: str, repository: Repository, stalkplan: Run) -> None:
    repository.swap(*NOTED[name][:2])
    found = compared(stalkplan, repository, "--strict", "--against", "trusted")
    assert found.code == 1
    assert "1 redacted" in found.err


@pytest.mark.parametrize("name", HELD_INNOCENT)
def test_what_is_trusted_may_be_added_to(name: str, repository: Repository, stalkplan: Run) -> None:
    *trusted, old, new, said = HELD_INNOCENT[name]
    repository.swap(*trusted)
    repository.git("branch", "--force", "trusted", repository.commit("2025-04-02"))
    repository.swap(old, new)
    found = compared(stalkplan, repository)
    assert (found.rewritten(), found.code) == ([], 0)
    assert [told for told, _ in found.added()] == [each for each in [said] if each]


def test_the_matrix_is_large() -> None:
    assert len(GUILTY_CASES) + len(HELD) >= 60
    assert len(INNOCENT_CASES) >= 40


@pytest.mark.parametrize("name", LATE)
def test_strict_lets_what_is_late_fail(name: str, repository: Repository, stalkplan: Run) -> None:
    repository.swap(*LATE[name][:2])
    found = compared(stalkplan, repository, "--strict", "--against", "trusted")
    assert found.code == 1
    assert "1 recorded late" in found.err


def test_a_shallow_clone(repository: Repository, tmp_path: Path, stalkplan: Run) -> None:
    """The line to type is shown, and fixes it."""
    repository.swap(*SWAPS["reword"])
    commit = repository.commit("2025-04-20")
    there = f"file://{repository.top}"
    repository.git(
        "clone", "--quiet", "--depth", "1", "--no-single-branch", there, f"{tmp_path}/it"
    )
    clone = Repository(tmp_path / "it")
    assert "git fetch --unshallow\n" in refused(stalkplan, clone, "--against", "origin/trusted")
    clone.git("fetch", "--quiet", "--unshallow")
    found = compared(stalkplan, clone, "--against", "origin/trusted")
    assert found.rewritten() == [("update-changed 12.1a", commit)]


REFUSED: dict[str, tuple[Sequence[str], str]] = {
    # what is typed to git, and a part of why it is refused
    "no repository": (("config", "core.repositoryformatversion", "9"), "git repo version"),
    "nothing committed": (
        ("checkout", "--quiet", "--orphan", "new"),
        "nothing is committed here yet",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_repository_that_cannot_say(name: str, repository: Repository, stalkplan: Run) -> None:
    typed, why = REFUSED[name]
    repository.git(*typed)
    assert why in refused(stalkplan, repository)


def test_no_repository(repository: Repository, stalkplan: Run) -> None:
    repository.git("checkout", "--quiet", "--orphan", "new")
    repository.commit("2025-04-20")
    assert "no commit in common" in refused(stalkplan, repository)
    shutil.rmtree(repository.top / ".git")
    assert "not a git repository" in refused(stalkplan, repository)


REVISIONS = ("v1", "", "HEAD:data/responses.yaml", "HEAD:data", "trusted..HEAD", "^trusted", "@{9}")
OPTIONS = ("--all", "-x", "--end-of-options", "--output=written", "a\0b", "trusted\nHEAD")


@pytest.mark.parametrize("revisions", [REVISIONS, OPTIONS, TEXTS.values()], ids=["", "-", "texts"])
def test_a_revision_that_is_none(
    revisions: Iterable[str], repository: Repository, stalkplan: Run
) -> None:
    files = set(repository.top.rglob("*"))
    for revision in revisions:
        refused(stalkplan, repository, f"--against={revision}")
    assert set(repository.top.rglob("*")) == files
    assert not (ROOT / "written").exists()
