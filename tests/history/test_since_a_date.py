"""Dates in place of revisions: the last commit before a day, a month or a quarter."""

from collections.abc import Callable
from pathlib import Path

import pytest
from guard_answers import compared, refused
from repositories import SWAPS, Repository

from conftest import Result

Run = Callable[..., Result]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Return one with commits on 1 March and 1 April 2025; later an update was reworded."""
    made = Repository.alone(tmp_path / "repository", monkeypatch)
    made.swap(*SWAPS["two"])
    made.commit("2025-04-10")
    made.swap("note: Sent.", "note: It was sent.")
    made.commit("2025-05-10")
    return made


MEANT = {
    # the date: the revision that it is, and whether the update was there already
    "2025-04-01": ("month", False),
    "2025-Q2": ("month", False),
    "2025-04": ("month", False),
    "2025-04-02": ("trusted", False),
    "2025-04-10": ("trusted", False),
    "2025-04-11": ("HEAD~1", True),
    "2025-05": ("HEAD~1", True),
    "2025-05-11": ("HEAD", False),
    "2026-Q1": ("HEAD", False),
}


@pytest.mark.parametrize("typed", MEANT)
def test_a_date_is_the_last_commit_before_it(
    typed: str, repository: Repository, stalkplan: Run
) -> None:
    revision, was_there = MEANT[typed]
    dated, named = (compared(stalkplan, repository, "--against", a) for a in (typed, revision))
    assert bool(dated.rewritings) == was_there
    assert dated.view["against"].pop("revision") == typed
    assert named.view["against"].pop("revision") == revision
    assert (dated.view, dated.code) == (named.view, named.code)


REFUSED = {
    "2025-03-01": "there is no commit before 2025-03-01; name a later day",
    "2025-Q1": "there is no commit before 2025-Q1; name a later day",
    "2025": "git has no commit '2025'",
    "2025-Q5": "git has no commit '2025-Q5'",
    "2025-Q3": "'2025-Q3' is a date, and also a name in git; for a tag write refs/tags/2025-Q3",
}


@pytest.mark.parametrize("typed", REFUSED)
def test_a_date_that_names_nothing_or_two_things(
    typed: str, repository: Repository, stalkplan: Run
) -> None:
    repository.git("tag", "2025-Q3")
    assert REFUSED[typed] in refused(stalkplan, repository, "--against", typed)


def test_every_line_of_commits_before_the_day_is_trusted(
    repository: Repository, stalkplan: Run
) -> None:
    """A merge that drops what one side had recorded by then is seen, whichever side is newer."""
    repository.git("checkout", "-q", "-b", "drops", "trusted")
    repository.commit("2025-04-12")
    repository.merge("main~1", "2025-06-01")
    found = compared(stalkplan, repository, "--against", "2025-05-01")
    assert [change for change, _ in found.rewritten()] == ["update-deleted 28a"]


def test_nothing_is_committed_yet(tmp_path: Path, stalkplan: Run, repository: Repository) -> None:
    new = Repository.begun(tmp_path / "new")
    new.write({name: repository.read(name) for name in ("data/recommendations.yaml",)})
    new.write({"data/responses.yaml": repository.read("data/responses.yaml")})
    for typed in ("HEAD", "2025-04-01", "origin/main"):
        assert "commit first: git add, then" in refused(stalkplan, new, "--against", typed)


def test_the_papers_take_a_quarter(repository: Repository, stalkplan: Run) -> None:
    """What was done in the quarter is in it, on its first day too; it ends with its last."""
    where = ("--data", repository.data)
    quarter = ("changes", "--since", "2025-Q1", "--until", "2025-Q1", *where)
    days = ("changes", "--since", "2024-12-31", "--until", "2025-03-31", *where)
    assert stalkplan(*quarter, "--format", "json") == stalkplan(*days, "--format", "json")
    for paper in ("brief --org northshire", "trend"):
        typed = (*paper.split(), *where, "--as-of", "2025-06-30", "--since")
        assert stalkplan(*typed, "2025-Q2") == stalkplan(*typed, "2025-03-31")


@pytest.mark.parametrize("paper", ["changes", "trend", "brief --org northshire"])
def test_without_a_day_it_begins_with_the_publication(
    paper: str, repository: Repository, stalkplan: Run
) -> None:
    typed = (*paper.split(), "--data", repository.data, "--as-of", "2025-06-30")
    told, named = stalkplan(*typed), stalkplan(*typed, "--since", "2024-09-27")
    said = "since 27 September 2024, the day of publication; --since names another\n"
    assert told == named._replace(err=f"{said}{named.err}")
