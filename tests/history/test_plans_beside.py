"""A plan beside another of the same publication: it is new, and what stands elsewhere is not gone.

An organisation is known by its id. One that still stands in the tree did not become another; one
that is gone is guilty, whatever joined.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from guard_answers import Found, compared
from repositories import ASKED, SOUTH, TOLD, Repository

from conftest import Result

Run = Callable[..., Result]
Attack = Callable[[Repository], None]

BESIDE = "plan"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Return one whose trusted commit has the plan of Northshire alone."""
    made = Repository.alone(tmp_path / "repository", monkeypatch)
    made.git("rm", "--quiet", SOUTH)
    made.git("branch", "--force", "trusted", made.commit("2025-04-02"))
    return made


def _as_north(text: str) -> str:
    return text.replace("id: northshire", "id: north").replace("No tool fits", "All done")


def _begin(repository: Repository, *, to: str = BESIDE) -> None:
    """Begin a folder of another organisation beside the first one."""
    asked, told = repository.read(ASKED), repository.read(TOLD)
    repository.write({f"{to}/recommendations.yaml": asked, f"{to}/responses.yaml": _as_north(told)})
    repository.data = repository.top / to


def _remove(repository: Repository) -> None:
    repository.git("rm", "-r", "--quiet", "data")


def _rename_in_place(repository: Repository) -> None:
    repository.write({TOLD: _as_north(repository.read(TOLD))})


def _move(repository: Repository, to: str = BESIDE) -> None:
    repository.git("mv", "data", to)


def _move_and_rename(repository: Repository) -> None:
    _move(repository)
    repository.write(
        {f"{BESIDE}/responses.yaml": _as_north(repository.read("plan/responses.yaml"))}
    )
    repository.data = repository.top / BESIDE


def _copy_then_delete(repository: Repository) -> None:
    _begin(repository)
    repository.commit("2025-04-10")
    _remove(repository)


def _empty_then_begin(repository: Repository) -> None:
    """The folder stands where it stood; the plan in it moved, under another id."""
    _begin(repository)
    repository.git("rm", "--quiet", TOLD)
    south = repository.git("show", f"month:{SOUTH}")
    repository.write({SOUTH: f"{south}\n"})


def _kept_untracked(repository: Repository) -> None:
    """What git does not have is not in the tree."""
    _begin(repository)
    repository.write({".gitignore": "/kept/\n"})
    (repository.top / "data").rename(repository.top / "kept")


def _kept_without_its_publication(repository: Repository) -> None:
    _begin(repository)
    asked = repository.read(ASKED)
    repository.write({ASKED: asked.replace("id: report", "id: another")})


def _put_in_place(repository: Repository) -> None:
    """The plan moves away as it was, and another takes its folder."""
    _move(repository, "kept")
    asked, told = (
        repository.read(f"kept/{name}.yaml") for name in ("recommendations", "responses")
    )
    repository.write({ASKED: asked, TOLD: _as_north(told)})


def _no_longer_looked_at(repository: Repository) -> None:
    """Of two plans that stood the one moves to where nobody looks by themselves."""
    _begin(repository)
    repository.git("branch", "--force", "trusted", repository.commit("2025-04-10"))
    _move(repository, "elsewhere")


def _no_longer_named(repository: Repository) -> None:
    _begin(repository)
    repository.write({"stalkplan.toml": f'data = ["{BESIDE}"]'})


GUILTY: dict[str, Attack] = {
    "renamed in place": _rename_in_place,
    "moved and renamed": _move_and_rename,
    "copied, and then the old one deleted": _copy_then_delete,
    "copied, and the old file deleted": _empty_then_begin,
    "copied, and the old one kept where git does not look": _kept_untracked,
    "copied, and the old one made one of another publication": _kept_without_its_publication,
    "the old one moves away, another takes its place": _put_in_place,
    "the old one moves to where nobody looks": _no_longer_looked_at,
    "copied, and only the copy is named": _no_longer_named,
}


@pytest.mark.parametrize("is_committed", [True, False], ids=["committed", "not committed"])
@pytest.mark.parametrize("name", GUILTY)
def test_what_is_gone_is_guilty(
    name: str, repository: Repository, stalkplan: Run, *, is_committed: bool
) -> None:
    GUILTY[name](repository)
    if is_committed:
        repository.commit("2025-04-20")
    found = compared(stalkplan, repository)
    gone = {"organisation-changed north", "plan-removed northshire"}
    assert gone & {told for told, _ in found.rewritten()}
    assert found.code == 1


def test_the_old_one_is_deleted_after_the_revision(repository: Repository, stalkplan: Run) -> None:
    """Both stood there, so the one that is gone did not become the other."""
    _begin(repository)
    repository.git("branch", "--force", "trusted", repository.commit("2025-04-10"))
    _remove(repository)
    culprit = repository.commit("2025-04-20")
    found = compared(stalkplan, repository)
    assert found.rewritten() == [("plan-removed northshire", culprit)]
    assert found.code == 1


def _is_new(found: Found) -> bool:
    return (found.rewritten(), found.code) == ([], 0) and "plan-added north" in [
        told for told, _ in found.added()
    ]


@pytest.mark.parametrize("is_committed", [True, False], ids=["committed", "not committed"])
def test_a_new_one_beside_another_is_new(
    repository: Repository, stalkplan: Run, *, is_committed: bool
) -> None:
    _begin(repository)
    if is_committed:
        repository.commit("2025-04-20")
    assert _is_new(compared(stalkplan, repository))
    repository.data = repository.top / "data"
    found = compared(stalkplan, repository)
    assert (found.rewritten(), found.added(), found.code) == ([], [], 0)


def test_what_another_folder_does_is_not_this_ones(repository: Repository, stalkplan: Run) -> None:
    """One of two moves: the other is as it was, and the one that moved is compared all the same."""
    _begin(repository)
    _move(repository, "first")
    repository.git("branch", "--force", "trusted", repository.commit("2025-04-10"))
    repository.git("mv", "first", "elsewhere")
    repository.commit("2025-04-20")
    found = compared(stalkplan, repository)
    assert (found.rewritten(), found.code) == ([], 0)
    moved = repository.read("elsewhere/responses.yaml")
    repository.write({"elsewhere/responses.yaml": moved.replace("No tool fits", "All done")})
    for folder in (BESIDE, "elsewhere"):
        repository.data = repository.top / folder
        found = compared(stalkplan, repository)
        assert [told for told, _ in found.rewritten()] == ["update-changed 12.1a"]


def test_the_publication_of_a_new_one_is_held(repository: Repository, stalkplan: Run) -> None:
    """It is the same report: what it asks is no other beside the first plan."""
    _begin(repository)
    asked = repository.read("plan/recommendations.yaml")
    moved = asked.replace("due: 2025-03-27", "due: 2026-03-27")
    repository.write({"plan/recommendations.yaml": moved})
    found = compared(stalkplan, repository)
    assert [told for told, _ in found.rewritten()] == ["deadline-moved 12"]


PAST = ("changes --since 2025-04-05", "changes --since trusted", "brief", "log 12.1a", "log 14")


@pytest.mark.parametrize("typed", PAST)
def test_no_history_has_the_other_one(typed: str, repository: Repository, stalkplan: Run) -> None:
    """Nothing was rewritten; nothing of the other plan is told as this one's past."""
    told = repository.read(TOLD).replace("Three tools were tried", "Five ways were walked")
    repository.write({TOLD: told})
    repository.git("branch", "--force", "trusted", repository.commit("2025-04-04"))
    _begin(repository)
    repository.write({"plan/responses.yaml": told.replace("id: northshire", "id: north")})
    north = repository.read("plan/responses.yaml").replace("Five ways were", "Two ways were")
    repository.write({"plan/responses.yaml": north.replace("Northshire Police", "North Police")})
    repository.commit("2025-04-20")
    where = ("--data", repository.data, "--as-of", "2025-06-30")
    said = " ".join(stalkplan(*typed.split(), *where).out.split())
    assert said
    for word in ("northshire", "Northshire", "Five ways", "became north", "rewritten in"):
        assert word not in said


def test_what_is_rewritten_in_another_folder_is_told_where_it_stands(
    repository: Repository, stalkplan: Run
) -> None:
    """A folder of a new publication is judged, and nothing of it stood there to compare with."""
    asked = repository.read(ASKED).replace("id: report", "id: other")
    told = _as_north(repository.read(TOLD))
    repository.write({"other/recommendations.yaml": asked, "other/responses.yaml": told})
    repository.write({TOLD: repository.read(TOLD).replace("No tool fits", "One tool fits")})
    typed = ("--data", repository.top / "other", "--against", "trusted", "--as-of", "2025-04-03")
    said = stalkplan("check", *typed, "--format", "github").out
    assert f"::error file={TOLD}," in said
    assert "other/responses.yaml,line" not in said.partition("::notice")[0]
