"""Courses of commits: which of them did it, what cannot be read, what is late."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from guard_answers import compared
from repositories import ASKED, SWAPS, TOLD, Repository, take

from conftest import Result

Run = Callable[..., Result]

CHANGED, DELETED = "update-changed 12.1a", "update-deleted 12.1a"
INSERTED = "update-inserted 12.1a"
RENAMED = "organisation-changed north"
COURSES = {
    # what is done, step by step; behind a sign of equality, what is said of that step
    "other side is newer": "trusted: two; main: one",
    "branch is behind": "trusted: two; main",
    "newer side is merged": "trusted: two; main: one; merge trusted: one, two",
    "two appends are merged": "side: one; main: two; merge side: one, two",
    "merge drops the other side": "trusted: two; main: one;"
    " merge trusted: one = update-deleted 28a",
    "merge drops what the other side never had": "old: one; main;"
    f" merge old: one, delete two = {DELETED} & {DELETED}",
    "merge rewrites": f"side: one; main: two; merge side: one, two, reword = {CHANGED}",
    "side branch rewrites": f"side: reword = {CHANGED}; then: one; main: two;"
    " merge side: reword, one, two",
    "side branch of before rewrites": f"old: reword the first = {CHANGED}; main;"
    " merge old: reword the first",
    "revert": "then: reword; revert",
    "revert of the revert": f"then: reword; revert; revert = {CHANGED}",
    "rebase": "trusted: three; main: one; then: two; rebase",
    "rebase of a rewriting": f"trusted: two; main: reword; rebase = {CHANGED}",
    "amended to rewrite": f"then: one; amend: reword = {CHANGED}",
    "amended not to": "then: one, reword; amend: undo",
    "deleted, then another of that day": f"then: delete = {CHANGED}; then: late instead",
    "deleted and put back": "remove; restore",
    "rewritten, organisation renamed": (
        f"then: reword = {CHANGED}; then: rename organisation = {RENAMED}"
    ),
    "rewritten, file renamed": f"then: reword = {CHANGED}; rename",
    "file renamed": "rename; then: one",
    "file renamed, rewritten": f"rename; then: reword = {CHANGED}",
    "unreadable in between": "then: one; then: spoil; then: mend; then: two",
    "rewritten, unreadable": f"then: reword = {CHANGED}; then: spoil; then: mend",
    "inserted twice, in two commits": f"then: insert = {INSERTED}; then: insert again = {INSERTED}",
    "two that are the same, deleted in two commits": (
        f"then: delete = {DELETED}; then: delete the second = {DELETED}"
    ),
    "deadline moved twice": "then: move = deadline-moved 12; then: move again",
    "owner put in, then changed": "then: own = owner-changed 12.2a; then: own again",
    "reworded, then deleted": f"then: reword = {DELETED}; then: delete the reworded",
    "picked": f"side: reword; main: two; pick = {CHANGED}",
    "squashed": f"side: reword, one; main; squash = {CHANGED}",
    "octopus": f"side: reword = {CHANGED}; old: one; main: two; octopus",
    "added, then taken back": "then: two; then: take back",
    "trusted is ahead": "trusted: reword; main",
    "organisation renamed, then its file, then rewritten": (
        f"then: rename organisation = {RENAMED}; rename; then: reword = {CHANGED}"
    ),
    "staged only": f"then: one; stage: reword = {CHANGED}",
    "not committed": f"then: one; leave: reword = {CHANGED}",
    "undone, not committed": "then: reword; leave: undo",
    "undone, and done again": f"then: reword; revert; leave: reword = {CHANGED}",
    "detached": f"then: reword = {CHANGED}; then: one; detach",
}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    return Repository.alone(tmp_path / "repository", monkeypatch)


@pytest.mark.parametrize("name", COURSES)
def test_course(name: str, repository: Repository, stalkplan: Run) -> None:
    """Several commits, and what `check --against trusted` says of each."""
    rewritten: list[tuple[str, str | None]] = []
    for step in COURSES[name].split("; "):
        done, _, said = step.partition(" = ")
        commit = take(repository, done)
        rewritten += [(each, commit) for each in said.split(" & ") if each]
    found = compared(stalkplan, repository)
    assert found.rewritten() == sorted(rewritten, key=str)
    assert found.code == (1 if rewritten else 0)


UNREADABLE = {"<<<<<<< HEAD\n": "line {}: conflict-marker", "\udcff": "no text in UTF-8"}


@pytest.mark.parametrize(("file", "old"), [(TOLD, "responses:"), (ASKED, "recommendations:")])
@pytest.mark.parametrize("spoilt", UNREADABLE, ids=ascii)
def test_what_cannot_be_read_at_the_revision_is_not_judged(
    spoilt: str, file: str, old: str, repository: Repository, stalkplan: Run
) -> None:
    """Else a fault there would let any rewriting pass."""
    whole = repository.read(file)
    text = whole.replace(f"\n{old}", f"\n{spoilt}{old}").encode(errors="surrogateescape")
    repository.write({file: text})
    repository.git("branch", "--force", "trusted", repository.commit("2025-04-02"))
    repository.write({file: whole})
    found = compared(stalkplan, repository)
    why = UNREADABLE[spoilt].format(whole[: whole.index(f"\n{old}")].count("\n") + 2)
    told = f"not judged, because it cannot be read: {file} at trusted ({why})"
    assert (found.code, found.err) == (2, f"\nexit 2: {told}\n")
    assert found.view["against"]["unread"] == [file]
    changes = [each["change"] for each in found.view["record"]]
    assert not {"plan-added", "recommendation-added"} & {*changes}  # nobody knows what is new


def test_changes_since_what_cannot_be_read_tells_no_plan_as_new(
    repository: Repository, stalkplan: Run
) -> None:
    whole = repository.read(TOLD)
    repository.write({TOLD: f"<<<<<<< HEAD\n{whole}"})
    broken = repository.commit("2025-04-02")
    repository.write({TOLD: whole})
    at = "--data", repository.data, "--as-of", "2025-04-03", "--format", "json"
    result = stalkplan("changes", "--since", broken, *at)
    why = f"{TOLD} at {broken} (line 1: conflict-marker)"
    assert (result.code, json.loads(result.out)["changes"]) == (2, [])
    assert result.err == f"\nexit 2: not judged, because it cannot be read: {why}\n"


@pytest.mark.parametrize("edit", ["spoil", "spoil, reword"])
def test_what_cannot_be_read_now_is_not_gone(
    edit: str, repository: Repository, stalkplan: Run
) -> None:
    take(repository, f"then: {edit}")
    found = compared(stalkplan, repository)
    assert (found.rewritten(), found.code) == ([], 1)
    assert found.err == "\nexit 1: 1 error\n"


@pytest.mark.parametrize("revision", ["trusted", "HEAD", "HEAD~2", "v1", "v1^0", "main@{0}"])
def test_a_revision_of_any_kind(revision: str, repository: Repository, stalkplan: Run) -> None:
    repository.git("tag", "--annotate", "--message=x", "v1", "trusted")
    take(repository, "then: one")
    take(repository, "then: two")
    found = compared(stalkplan, repository, "--against", revision)
    assert (found.rewritten(), found.code) == ([], 0)
    assert len(found.added()) == (0 if revision in ("HEAD", "main@{0}") else 2)


@pytest.mark.parametrize(("day", "is_late"), [("2025-04-09", True), ("2025-04-10", False)])
def test_late_is_before_the_revision_and_not_before_what_is_in_common(
    day: str, repository: Repository, stalkplan: Run, *, is_late: bool
) -> None:
    """Else a branch of an old commit could fill in every day since."""
    repository.git("checkout", "--quiet", "trusted")
    repository.commit("2025-04-10")
    repository.git("checkout", "--quiet", "main")
    old, new = SWAPS["one"]
    repository.swap(old, new.replace("2025-04-05", day))
    found = compared(stalkplan, repository)
    assert found.added() == [("update-added 14", None)]
    assert found.late() == (["update-added 14"] if is_late else [])
    assert found.view["against"]["authored"] == "2025-04-01"
    assert found.view["against"]["revision_authored"] == "2025-04-10"
