"""What a public page says of the past: days of entry, rewritings, editions; or why it cannot."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from published_folder import files
from repositories import SWAPS, THIRD, TOLD, Repository

from conftest import Result

Run = Callable[..., Result]
Published = Callable[..., str]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    return Repository.alone(tmp_path / "repository", monkeypatch)


@pytest.fixture
def published(repository: Repository, stalkplan: Run, tmp_path: Path) -> Published:
    """Return what publishes, and gives back the words of a plan's page in one line."""

    def call(*options: str | Path, org: str = "northshire", told: str = "") -> str:
        typed = ("--data", repository.data, "--org", org, "--as-of", "2025-06-30", *options)
        result = stalkplan("publish", tmp_path / org, *typed)
        assert (result.code, result.err) == (0, told)
        page = (tmp_path / org / "index.html").read_text(encoding="utf-8")
        plain = re.sub("<[^>]*>", "", re.sub("</?q>", '"', page))
        return " ".join(unescape(plain).split())

    return call


def _updates(site: Path) -> list[tuple[str, str | None]]:
    view = json.loads((site / "items.json").read_text(encoding="utf-8"))
    return [(u["date"], u["entered"]) for u in view["updates"] if u["id"] == "12.1a"]


ENTRIES = {
    # the day of an update, the day of its commit: what stands beside it
    ("2025-03-26", "2025-06-10"): " (entered 10 June 2025, 76 days after)",
    ("2025-04-10", "2025-05-08"): "",
    ("2025-04-10", "2025-05-09"): " (entered 9 May 2025, 29 days after)",
}


@pytest.mark.parametrize("days", ENTRIES)
def test_an_update_says_when_it_was_entered_late(
    days: tuple[str, str], repository: Repository, published: Published, tmp_path: Path
) -> None:
    day, recorded = days
    repository.swap(THIRD, f"{THIRD}          - date: {day}\n            note: Typed in.\n")
    repository.commit(recorded)
    page = published()
    shown = re.search(r"(\(entered[^)]*\)):? ?Typed in\.", page)
    assert (f" {shown[1]}" if shown else "") == ENTRIES[days]
    assert page.count("(entered") == bool(ENTRIES[days])
    assert _updates(tmp_path / "northshire") == [
        (day, recorded),
        ("2025-03-20", "2025-04-01"),
        ("2025-03-20", "2025-04-01"),
        ("2025-01-10", None),
    ]


LATELY = {
    # the day of an update, the day of its commit: what stands under what changed lately
    ("2024-12-20", "2025-06-10"): "20 December 2024 (entered 10 June 2025, 172 days after), Risk",
    ("2024-12-20", "2025-07-10"): "",
    ("2025-03-26", "2025-06-10"): "26 March 2025, Risk",
}


@pytest.mark.parametrize("days", LATELY)
def test_what_was_entered_lately_changed_lately(
    days: tuple[str, str], repository: Repository, published: Published
) -> None:
    """Nobody who read each page has seen it yet, whatever day it is about."""
    day, recorded = days
    repository.swap(THIRD, f"{THIRD}          - date: {day}\n            note: Typed in.\n")
    repository.commit(recorded)
    lately = published().partition("What changed lately")[2].partition("Deadlines in figures")[0]
    assert ("Typed in." in lately) is bool(LATELY[days])
    assert LATELY[days] in lately


def test_what_was_rewritten_is_listed(repository: Repository, published: Published) -> None:
    repository.swap(*SWAPS["reword"])
    first = repository.commit("2025-04-20")
    repository.swap("by: 2025-03, wording: in March", "by: 2025-12, wording: in March")
    second = repository.commit("2025-05-20")
    repository.swap(*SWAPS["move"])
    page = published()
    _, _, part = page.partition("Rewritten since the first edition")
    moved, worded = f"(commit {second[:10]})", f"(commit {first[:10]})"
    told = [
        'Not committed yet, 12: a deadline was moved before: "2025-03-27" after: "2026-03-27"',
        f"20 May 2025, 12.1a: a promise was changed in place {moved}",
        'before: "2025-03 in March" after: "2025-12 in March"',
        f"20 April 2025, 12.1a: an update was changed {worded}",
        'before: "note: No tool fits." after: "note: A tool fits."',
        "Editions of the plan To see an edition, run git checkout",
        f"20 May 2025: commit {second[:10]}",
        f"20 April 2025: commit {first[:10]}",
        "1 April 2025: commit",
        "1 March 2025: commit",
    ]
    places = [part.find(line) for line in told]
    assert places == sorted(places), part
    assert places[0] > 0
    south = published(org="southshire").partition("Rewritten since the first edition")[2]
    assert "a deadline was moved" in south  # by whoever keeps the publication's file
    assert "12.1a: " not in south


def test_what_came_after_the_day_of_the_page_is_told_as_such(
    repository: Repository, published: Published
) -> None:
    repository.swap(*SWAPS["reword"])
    commit = repository.commit("2025-07-20")[:10]
    page = published()
    later = "20 July 2025, after the day of this page"
    assert f"{later}, 12.1a: an update was changed (commit {commit})" in page
    assert f"{later}: commit {commit} 1 April 2025: commit" in page


def test_a_clean_record_is_called_so(published: Published) -> None:
    page = published()
    assert "Nothing was rewritten." in page
    assert "which has its editions since 1 March 2025" in page


def test_it_is_left_out_if_nobody_wants_it(published: Published, tmp_path: Path) -> None:
    page = published("--no-history")
    assert "What was rewritten" not in page
    assert {entered for _, entered in _updates(tmp_path / "northshire")} == {None}


def _take_git_away(repository: Repository) -> str:
    shutil.rmtree(repository.top / ".git")
    return ""


def _make_shallow(repository: Repository) -> str:
    repository.write({".git/shallow": f"{repository.head}\n"})
    return (
        "published without the history: this clone is shallow; first type: git fetch --unshallow\n"
    )


def _begin_anew(repository: Repository) -> str:
    shutil.rmtree(repository.top / ".git")
    repository.git("init", "--quiet")
    told = "nothing is committed here yet, so there is nothing to look back at"
    return f"published without the history: {told}; commit first: git add, then git commit\n"


WHY_NOT = {
    "the folder is in no git repository": _take_git_away,
    "this clone is shallow": _make_shallow,
    "nothing is committed here yet, so there is nothing to look back at": _begin_anew,
}


@pytest.mark.parametrize("why", WHY_NOT)
def test_where_nobody_can_look_the_page_says_so(
    why: str, repository: Repository, published: Published
) -> None:
    told = WHY_NOT[why](repository)
    page = published(told=told)
    sentence = "This page cannot say what was rewritten, or when an update was entered"
    assert f"{sentence}: {why}. " in page
    assert "Nothing was rewritten" not in page


def test_a_plan_that_was_never_committed(repository: Repository, published: Published) -> None:
    old = repository.read(TOLD)
    repository.write({"data/responses/eastshire.yaml": old.replace("northshire", "eastshire")})
    assert "git has no edition of this plan yet" in published(org="eastshire")


def test_an_edition_that_cannot_be_read_is_named(
    repository: Repository, published: Published
) -> None:
    repository.swap(*SWAPS["spoil"])
    spoilt = repository.commit("2025-04-20")
    repository.swap(*SWAPS["mend"])
    repository.commit("2025-04-21")
    page = published()
    assert f"responses.yaml as it was in {spoilt[:10]}." in page
    assert "In what could be read, nothing was rewritten." in page


def test_the_same_commit_gives_the_same_bytes(
    repository: Repository, stalkplan: Run, tmp_path: Path
) -> None:
    repository.swap(*SWAPS["reword"])
    repository.commit("2025-06-20")
    clone = tmp_path / "elsewhere" / "clone"
    subprocess.run(["git", "clone", "--quiet", repository.top, clone], check=True)
    for name, top in (("a", repository.top), ("b", clone)):
        typed = ("--data", top / "data", "--as-of", "2025-06-30")
        assert stalkplan("publish", tmp_path / name, *typed).code == 0
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert "an update was changed" in (tmp_path / "b" / "northshire" / "index.html").read_text(
        "utf-8"
    )
