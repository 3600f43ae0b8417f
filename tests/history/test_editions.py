"""The full past of a record: what was rewritten in any edition, and when updates were entered."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from guard_matrix import GUILTY_CASES
from repositories import NORTH, SWAPS, THIRD, TOLD, Repository

from stalkplan.history.against import compared
from stalkplan.history.editions import Past, UpdateKey, past_of
from stalkplan.history.git import Commit
from stalkplan.record.files import read_folder
from stalkplan.record.register import Register, build

ON = date(2025, 6, 30)
PROTOCOL = "        summary: Write a protocol.\n"
TYPED = "          - date: {}\n            note: Typed in.\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    return Repository.alone(tmp_path / "repository", monkeypatch)


def _present(repository: Repository) -> Register:
    return build(read_folder(repository.data, "data").texts)


def _past(repository: Repository) -> Past:
    return past_of(repository.data, _present(repository), lambda commits: commits, on=ON)


def _rewritten(past: Past) -> list[tuple[str, str, str | None]]:
    return [
        (each.difference.change, each.difference.name, each.commit and each.commit.id)
        for each in past.rewritten
    ]


@pytest.mark.parametrize("name", GUILTY_CASES)
def test_what_the_guard_tells_is_known_here(name: str, repository: Repository) -> None:
    """With the commit that did it, and before it is committed."""
    edit, _ = GUILTY_CASES[name]
    edit(repository)
    loose = [each for each in _past(repository).rewritten if each.commit is None]
    repository.commit("2025-04-20")
    against = compared(repository.data, "trusted", _present(repository), lambda commits: commits)
    guilty = {
        (t.difference.change, t.difference.name, t.commit and t.commit.id)
        for t in against.differences
        if t.difference.change.is_rewriting
    }
    past = _past(repository)
    if not past.why_not:
        assert guilty <= {*_rewritten(past)}
        assert [each.difference.change for each in loose] == [
            each.difference.change for each in past.rewritten
        ]


COURSES: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    # what is done, commit by commit, and what was rewritten
    "put back": (("reword", "undo"), ["update-changed 12.1a"] * 2),
    "added, then changed": (("one", "take back one"), ["update-deleted 14"]),
    "of an action that joined": (
        ("join", "promise more"),
        ["promise-changed 12.2b"],
    ),
    "while it could not be read": (("spoil", "reword", "mend"), ["update-changed 12.1a"]),
    "under another id": (
        ("reword", "rename organisation"),
        ["update-changed 12.1a", "organisation-changed north"],
    ),
}
EDITS = {
    **SWAPS,
    "take back one": SWAPS["one"][::-1],
    "join": (PROTOCOL, f"{PROTOCOL}      - id: 12.2b\n        promise: {{by: 2025-05}}\n"),
    "promise more": ("{by: 2025-05}", "{by: 2025-12}"),
}


@pytest.mark.parametrize("name", COURSES)
def test_what_no_comparison_of_two_editions_shows(name: str, repository: Repository) -> None:
    steps, told = COURSES[name]
    for number, step in enumerate(steps):
        repository.swap(*EDITS[step])
        repository.commit(f"2025-05-{number + 10}")
    past = _past(repository)
    found = [f"{each.difference.change} {each.difference.name}" for each in past.rewritten]
    assert found == told
    own = "north" if "rename organisation" in steps else "northshire"
    assert {r.difference.organisation for r in past.rewritten} == {own}
    assert len(past.editions[own]) == 2 + len(steps) - 2 * ("spoil" in steps)
    assert bool(past.unread) == ("spoil" in steps)


def test_a_merge_that_drops_what_a_side_brought(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "side")
    repository.swap(*SWAPS["one"])
    repository.commit("2025-04-10")
    repository.git("checkout", "--quiet", "main")
    repository.swap(*SWAPS["two"])
    repository.commit("2025-04-11")
    merge = repository.merge("side", "2025-04-21")
    assert _rewritten(_past(repository)) == [("update-deleted", "14", merge)]


@pytest.mark.parametrize("file", [TOLD, NORTH])
def test_when_an_update_was_entered(file: str, repository: Repository) -> None:
    """The first edition does not say; a file under another name is the same plan."""
    repository.swap(THIRD, THIRD + TYPED.format("2025-04-10"))
    repository.commit("2025-05-01")
    if file != TOLD:
        repository.git("mv", TOLD, file)
        repository.commit("2025-05-02")
    repository.swap("Typed in.", "Typed by hand.")
    repository.commit("2025-05-03")
    more = TYPED.format("2025-04-10") + TYPED.format("2025-06-01")
    repository.swap("Typed by hand.\n", f"Typed by hand.\n{more}")
    entered = _past(repository).entered
    assert {
        (entry.day.isoformat(), entry.number): day and day.isoformat()
        for entry, day in entered.items()
        if entry.name == "12.1a"
    } == {
        ("2025-01-10", 1): None,
        ("2025-03-20", 1): "2025-04-01",
        ("2025-03-20", 2): "2025-04-01",
        ("2025-04-10", 1): "2025-05-01",
        ("2025-04-10", 2): ON.isoformat(),
        ("2025-06-01", 1): ON.isoformat(),
    }


def test_the_day_of_entry_is_that_of_the_commit(repository: Repository) -> None:
    """Whatever day is judged: an earlier one is not the day on which it was entered."""
    present = _present(repository)
    past = past_of(repository.data, present, lambda commits: commits, on=date(2025, 1, 1))
    assert past.entered[UpdateKey("northshire", "12.1a", date(2025, 3, 20), 1)] == date(2025, 4, 1)


def test_the_commits_go_by_once_for_all_plans(repository: Repository) -> None:
    seen: list[Sequence[Commit]] = []

    def watch(commits: Sequence[Commit]) -> Sequence[Commit]:
        seen.append(commits)
        return commits

    past = past_of(repository.data, _present(repository), watch, on=ON)
    assert [len(commits) for commits in seen] == [2]
    assert {own: len(commits) for own, commits in past.editions.items()} == {
        "northshire": 2,
        "southshire": 1,
    }
