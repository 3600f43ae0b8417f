"""`check --against` finds the plan of the revision by what it is, wherever it stood and stands."""

from collections.abc import Callable
from pathlib import Path

import pytest
from guard_answers import Found, compared, refused
from hiding_places import HIDING, HIDING_FROM, Way
from repositories import PLAN, SOUTHSHIRE, SWAPS, THIRD, TOLD, Repository, take

from conftest import Result

Run = Callable[..., Result]
CHANGED = "update-changed 12.1a"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    return Repository.alone(tmp_path / "repository", monkeypatch)


def _found(run: Run, repository: Repository, way: Way, *, is_committed: bool) -> Found:
    repository.data = repository.top / way(repository)
    if is_committed:
        repository.commit("2025-04-20")
    return compared(run, repository)


@pytest.mark.parametrize("is_committed", [True, False], ids=["committed", "not committed"])
@pytest.mark.parametrize("name", HIDING)
def test_nothing_hides(
    name: str, repository: Repository, stalkplan: Run, *, is_committed: bool
) -> None:
    found = _found(stalkplan, repository, HIDING[name], is_committed=is_committed)
    assert CHANGED in [told for told, _ in found.rewritten()]
    assert found.code == 1


@pytest.mark.parametrize("is_committed", [True, False], ids=["committed", "not committed"])
@pytest.mark.parametrize("name", HIDING_FROM)
def test_nothing_hides_from_what_else_is_trusted(
    name: str, repository: Repository, stalkplan: Run, *, is_committed: bool
) -> None:
    before, way = HIDING_FROM[name]
    before(repository)
    repository.git("branch", "--force", "trusted", repository.commit("2025-04-02"))
    found = _found(stalkplan, repository, way, is_committed=is_committed)
    assert CHANGED in [told for told, _ in found.rewritten()]
    assert found.code == 1


def test_a_move_alone_is_innocent(repository: Repository, stalkplan: Run) -> None:
    repository.git("mv", "data", "plans")
    repository.data = repository.top / "plans"
    found = compared(stalkplan, repository)
    assert (found.rewritten(), found.added(), found.code) == ([], [], 0)


def test_a_second_publication_is_innocent(repository: Repository, stalkplan: Run) -> None:
    """It is compared with nothing, but the first one is, and stands where it stood."""
    asked = repository.read("data/recommendations.yaml").replace("id: report", "id: second")
    repository.write({"second/recommendations.yaml": asked, "second/responses.yaml": ""})
    repository.write({"second/responses.yaml": repository.read(TOLD)})
    repository.data = repository.top / "second"
    found = compared(stalkplan, repository)
    assert (found.rewritten(), found.code) == ([], 0)
    assert "plan-added northshire" in [told for told, _ in found.added()]


NAMED = "stalkplan.toml"


@pytest.mark.parametrize(
    ("trusted", "now", "is_gone"),
    [
        (None, 'data = ["second"]', True),
        ('data = ["data", "second"]', 'data = ["second"]', True),
        ('data = ["data/"]', "data = ['./second']", True),
        ('data = ["second"]', 'data = ["second"]', False),
        (None, 'data = ["second", "data"]', False),
        ('data = ["data"]', None, False),
        (None, 'data = ["data"]', False),
        ('data = ["."]', 'data = ["second"]', True),
        ("data = [", 'data = ["second"]', True),
    ],
)
def test_what_is_named_no_more_is_gone(
    trusted: str | None, now: str | None, repository: Repository, stalkplan: Run, *, is_gone: bool
) -> None:
    """Nobody judges the folder any more, though it stands where it stood."""
    asked = repository.read("data/recommendations.yaml").replace("id: report", "id: second")
    repository.write({"second/recommendations.yaml": asked})
    repository.write({"second/responses.yaml": repository.read(TOLD)})
    repository.write({"third/recommendations.yaml": asked.replace("second", "third")})
    repository.write({} if trusted is None else {NAMED: trusted})
    repository.git("branch", "--force", "trusted", repository.commit("2025-04-02"))
    repository.git("rm", "--quiet", "--cached", "--ignore-unmatch", NAMED)
    (repository.top / NAMED).unlink(missing_ok=True)
    repository.write({} if now is None else {NAMED: now})
    repository.data = repository.top / "second"
    found = compared(stalkplan, repository)
    gone = [("publication-removed report", None), ("plan-removed northshire", None)]
    assert set(found.rewritten()) >= set(gone if is_gone else [])
    assert ("third" in str(found.rewritings)) is (trusted == 'data = ["."]')
    assert found.code == int(is_gone)


def test_a_revision_without_a_plan_is_said_first(repository: Repository, stalkplan: Run) -> None:
    """It is the only green with nothing compared."""
    repository.git("checkout", "--quiet", "--orphan", "new")
    repository.git("rm", "-r", "--cached", "--quiet", ".")
    repository.git("commit", "--quiet", "--allow-empty", "-m", "x")
    repository.git("tag", "v0")
    repository.commit("2025-04-20")
    where = ("--data", repository.data, "--as-of", "2025-06-30")
    for form in ("plain", "csv", "github", "table", "markdown", "junit"):
        result = stalkplan("check", "--against", "v0", *where, "--format", form)
        assert result.code == 0
        first = result.out.splitlines()[{"csv": 1, "junit": 4}.get(form, 0)]
        assert "nothing was compared" in first.replace("Nothing", "nothing"), form
    found = compared(stalkplan, repository, "--against", "v0")
    assert found.view["against"]["compared"] == []


def test_a_branch_of_before_the_plan_is_compared_with_the_revision(
    repository: Repository, stalkplan: Run
) -> None:
    """Else a branch that begins there could bring a plan of its own."""
    repository.git("checkout", "--quiet", "--orphan", "begin")
    repository.git("rm", "-r", "--cached", "--quiet", ".")
    repository.git("commit", "--quiet", "--allow-empty", "-m", "x")
    repository.git("clean", "--quiet", "-fd")
    repository.git("checkout", "--quiet", "-B", "on", "begin")
    repository.git("merge", "--quiet", "--allow-unrelated-histories", "--no-edit", "trusted")
    repository.git("branch", "--force", "trusted", "on")
    repository.git("checkout", "--quiet", "-B", "evil", "begin")
    repository.git("checkout", "--quiet", "trusted", "--", ".")
    repository.swap(*SWAPS["reword"])
    repository.commit("2025-04-20")
    assert CHANGED in [told for told, _ in compared(stalkplan, repository).rewritten()]


@pytest.mark.parametrize(
    "kind", ["refs/tags/origin/main", "refs/heads/origin/main", "refs/origin/main"]
)
def test_a_name_of_several_is_refused(kind: str, repository: Repository, stalkplan: Run) -> None:
    trusted = repository.git("rev-parse", "trusted")
    repository.git("update-ref", "refs/remotes/origin/main", trusted)
    repository.swap(*SWAPS["reword"])
    repository.git("update-ref", kind, repository.commit("2025-04-20"))
    said = refused(stalkplan, repository, "--against", "origin/main")
    assert "refs/remotes/origin/main" in said
    assert refused(stalkplan, repository, "--against", "origin/main~0")
    found = compared(stalkplan, repository, "--against", "refs/remotes/origin/main")
    assert found.code == 1


@pytest.mark.parametrize("kind", ["tags", "heads"])
def test_a_name_of_a_remote_that_is_none_is_refused(
    kind: str, repository: Repository, stalkplan: Run
) -> None:
    """Where the remote branch was not fetched, a tag of its name would answer."""
    repository.git("remote", "add", "origin", "https://example.org/x")
    repository.git("update-ref", f"refs/{kind}/origin/main", "HEAD")
    assert f"refs/{kind}/origin/main" in refused(stalkplan, repository, "--against", "origin/main")


def _short(repository: Repository) -> str:
    return repository.git("rev-parse", "trusted")[:8]


def _described(repository: Repository) -> str:
    return f"v1-0-g{_short(repository)}"


def _remote(repository: Repository) -> str:
    repository.git("update-ref", "refs/remotes/origin/main", "trusted")
    repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    return "origin"


def _fetched(repository: Repository) -> str:
    repository.write({".git/FETCH_HEAD": f"{repository.git('rev-parse', 'trusted')}\t\tbranch\n"})
    return "FETCH_HEAD"


@pytest.mark.parametrize("way", [_short, _described, _remote, _fetched])
@pytest.mark.parametrize("kind", ["tags", "heads"])
def test_a_name_that_git_has_for_another_commit_is_refused(
    way: Callable[[Repository], str], kind: str, repository: Repository, stalkplan: Run
) -> None:
    """A tag may be called as the start of an id, as git describes a commit, or as a remote."""
    name = way(repository)
    repository.swap(*SWAPS["reword"])
    repository.commit("2025-04-20")
    assert compared(stalkplan, repository, "--against", name).code == 1
    repository.git("update-ref", f"refs/{kind}/{name}", "HEAD")
    assert f"refs/{kind}/{name}" in refused(stalkplan, repository, "--against", name)
    assert refused(stalkplan, repository, "--against", f"{name}~0")
    full = f"refs/{kind}/{name}"
    assert compared(stalkplan, repository, "--against", full).code == 0


def test_a_tag_called_as_the_id_of_its_own_commit_is_no_other(
    repository: Repository, stalkplan: Run
) -> None:
    repository.git("tag", _short(repository), "trusted")
    repository.swap(*SWAPS["reword"])
    assert compared(stalkplan, repository, "--against", _short(repository)).code == 1


@pytest.mark.parametrize("revision", ["trusted..HEAD", "trusted...HEAD", "trusted^!"])
def test_a_range_names_no_commit(revision: str, repository: Repository, stalkplan: Run) -> None:
    assert "no commit" in refused(stalkplan, repository, "--against", revision)


def test_a_branch_that_is_called_head(repository: Repository, stalkplan: Run) -> None:
    repository.git("update-ref", "refs/heads/HEAD", "month")
    assert "HEAD" in refused(stalkplan, repository, "--against", "HEAD")


def test_all_merge_bases_count(repository: Repository, stalkplan: Run) -> None:
    """A criss-cross: the newer base lacks the update that the older one has."""
    take(repository, "side")
    repository.commit("2025-04-12")
    repository.git("branch", "x")
    repository.git("checkout", "--quiet", "main")
    take(repository, "main: one")
    honest = repository.head
    repository.git("merge", "--quiet", "--no-edit", "x", day="2025-04-22")
    repository.git("checkout", "--quiet", "side")
    repository.merge(honest, "2025-04-22")
    found = compared(stalkplan, repository, "--against", "main")
    assert [told for told, _ in found.rewritten()] == ["update-deleted 14"]


def test_a_merge_may_put_either_update_first(repository: Repository, stalkplan: Run) -> None:
    """Two lines of commits add to one list: each has the other's update before or behind its own.

    Nobody inserted what stood at another merge base; what stood at none is inserted all the same.
    """
    for branch in ("main", "side"):
        take(repository, f"{branch}: three")
        repository.swap("note: Sent.", f"note: On {branch}.")
        repository.commit("2025-04-11")
    heads = [repository.git("rev-parse", branch) for branch in ("main", "side")]
    merged = PLAN.replace(THIRD, f"{THIRD}{_sent('side')}{_sent('main')}")
    for branch, other in (("main", heads[1]), ("side", heads[0])):
        repository.git("checkout", "--quiet", branch)
        repository.merge(other, "2025-04-22", {TOLD: merged})
    for against in ("main", "2025-04-21"):
        found = compared(stalkplan, repository, "--against", against)
        assert (found.rewritten(), found.added(), found.code) == ([], [], 0)
    repository.swap(_sent("side"), _sent("nobody") + _sent("side"))
    for against in ("main", "2025-04-21"):
        found = compared(stalkplan, repository, "--against", against)
        assert {told for told, _ in found.rewritten()} == {"update-inserted 12.1a"}


def _sent(on: str) -> str:
    return f"          - date: 2025-04-10\n            note: On {on}.\n"


@pytest.mark.parametrize("name", ["plans in a submodule", "plans linked into a submodule"])
def test_a_submodule_that_is_not_at_hand(name: str, repository: Repository, stalkplan: Run) -> None:
    """What cannot be looked at is not taken for nothing."""
    HIDING_FROM[name][0](repository)
    repository.git("branch", "--force", "trusted", repository.commit("2025-04-02"))
    assert compared(stalkplan, repository).code == 0
    repository.write({TOLD: SOUTHSHIRE.replace("southshire", "kent")})
    repository.git("submodule", "--quiet", "deinit", "--force", "--all")
    assert "git submodule update --init" in refused(stalkplan, repository)


def test_plans_linked_to_elsewhere_are_not_taken_for_none(
    repository: Repository, stalkplan: Run
) -> None:
    plans = repository.data / "responses"
    elsewhere = plans.rename(repository.top.parent / "elsewhere")
    plans.symlink_to(elsewhere)
    repository.git("branch", "--force", "trusted", repository.commit("2025-04-02"))
    found = compared(stalkplan, repository)
    assert found.code == 2
    assert "data/responses/*.yaml at trusted" in found.err


def test_a_sparse_checkout(repository: Repository, stalkplan: Run) -> None:
    kept = ("/data/recommendations.yaml", "/data/responses.yaml")
    repository.git("status")  # a copy's files look changed, and would stay
    repository.git("sparse-checkout", "set", "--no-cone", *kept)
    said = refused(stalkplan, repository)
    assert "data/responses/southshire.yaml" in said
    assert "git sparse-checkout disable\n" in said
    repository.git("sparse-checkout", "disable")
    assert compared(stalkplan, repository).code == 0


POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:12ab\nsize 123\n"


def test_a_pointer_of_lfs_at_the_revision(repository: Repository, stalkplan: Run) -> None:
    whole = repository.read(TOLD)
    repository.write({TOLD: POINTER})
    repository.git("branch", "--force", "trusted", repository.commit("2025-04-02"))
    repository.write({TOLD: whole})
    said = refused(stalkplan, repository)
    assert "data/responses.yaml" in said
    assert "Git LFS" in said
    assert "git lfs migrate export" in said


def test_a_pointer_of_lfs_now(repository: Repository, stalkplan: Run) -> None:
    repository.write({TOLD: POINTER})
    found = compared(stalkplan, repository)
    problem = next(p for p in found.view["problems"] if p["file"] == TOLD)
    assert (problem["code"], found.code) == ("lfs-pointer", 2)
    assert "git lfs pull" in problem["hint"]


def test_a_conflict(repository: Repository, stalkplan: Run) -> None:
    take(repository, "leave: spoil")
    found = compared(stalkplan, repository)
    problem = next(p for p in found.view["problems"] if p["file"] == TOLD)
    assert (problem["code"], problem["line"], found.code) == ("conflict-marker", 7, 1)
    assert "keep both, first that of the main branch" in problem["hint"]


def test_a_repository_of_somebody_else(
    repository: Repository, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    said = refused(stalkplan, repository)
    assert f"git config --global --add safe.directory {repository.top}\n" in said
