"""`log`: what a merge took of each side, and what it dropped, by the merge."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import SECOND, THIRD, TOLD, Repository

from conftest import Result

Run = Callable[..., Result]

MINE = "          - date: 2025-04-10\n            note: Mine.\n"
THEIRS = "          - date: 2025-04-12\n            note: Theirs.\n"
BOTH = (THIRD, f"{THIRD}{MINE}{THEIRS}")
REWORDED = (SECOND, SECOND.replace("No tool", "A tool"))
WITH_MINE, WITH_THEIRS = (THIRD, THIRD + MINE), (THIRD, THIRD + THEIRS)
JOINED = ("responses:\n", "responses:\n  - ref: 12.3\n    position: We learn.\n")
OWNED = ("owner: Head of Risk", "owner: Chief of Staff")

Swap = tuple[str, str]

MERGES: dict[str, tuple[list[Swap], list[Swap], list[Swap], list[tuple[str, str]]]] = {
    # what this side wrote, what the other wrote, what the merge says, what the merge did
    "takes both": ([WITH_MINE], [WITH_THEIRS], [BOTH], []),
    "drops theirs": ([WITH_MINE], [WITH_THEIRS], [WITH_MINE], [("update-deleted", "Theirs.")]),
    "drops mine": ([WITH_MINE], [WITH_THEIRS], [WITH_THEIRS], [("update-deleted", "Mine.")]),
    "drops both": (
        [WITH_MINE],
        [WITH_THEIRS],
        [],
        [("update-deleted", "Mine."), ("update-deleted", "Theirs.")],
    ),
    "drops a wording": ([WITH_MINE], [REWORDED], [WITH_MINE], [("update-changed", "A tool fits.")]),
    "drops an owner": ([WITH_MINE], [OWNED], [WITH_MINE], [("owner-changed", "Chief of Staff")]),
    "takes a wording": ([WITH_MINE], [REWORDED], [REWORDED, WITH_MINE], []),
    "drops what was there": (
        [WITH_MINE],
        [WITH_THEIRS],
        [BOTH, (SECOND, "")],
        [("update-deleted", "No tool fits.")],
    ),
    "drops what stood elsewhere": (
        [WITH_MINE],
        [JOINED],
        [JOINED, WITH_MINE, (SECOND, "")],
        [("update-deleted", "No tool fits.")],
    ),
    "rewrites what both had": (
        [WITH_MINE],
        [JOINED],
        [JOINED, WITH_MINE, REWORDED],
        [("update-changed", "No tool fits.")],
    ),
    "one wrote nothing": ([], [WITH_THEIRS], [], [("update-deleted", "Theirs.")]),
}


@pytest.mark.parametrize("name", MERGES)
def test_a_merge_is_named_for_what_it_dropped(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stalkplan: Run
) -> None:
    mine, theirs, merged, dropped = MERGES[name]
    repository = Repository.alone(tmp_path / "repository", monkeypatch)
    plan = repository.read(TOLD)
    for branch, swaps, day in (("side", theirs, "2025-04-12"), ("main", mine, "2025-04-10")):
        repository.git("checkout", "--quiet", branch)
        repository.write({TOLD: _with(plan, swaps)})
        repository.commit(day)
    merge = repository.merge("side", "2025-04-21", {TOLD: _with(plan, merged)})
    typed = ("log", "12.1a", "--org", "northshire", "--data", repository.data, "--format", "json")
    events = json.loads(stalkplan(*typed).out)["events"]
    told = [(e["kind"], e["before"]) for e in events if e["commit"] == merge]
    assert [kind for kind, _ in told] == [kind for kind, _ in dropped]
    assert all(text in before for (_, text), (_, before) in zip(dropped, told, strict=True))


def _with(plan: str, swaps: list[Swap]) -> str:
    for old, new in swaps:
        assert plan.count(old) == 1
        plan = plan.replace(old, new)
    return plan
