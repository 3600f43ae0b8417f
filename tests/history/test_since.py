"""What became of the record since a day, in `changes` and `brief`: rewritten, late, or not known.

The last commit before 2 April 2025 is `trusted`, of 1 April.
"""

import csv
import json
import re
import shutil
from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from guard_matrix import GUILTY_CASES, INNOCENT_CASES
from repositories import PLAN, SECOND, SOUTH, SWAPS, THIRD, TOLD, Repository

from conftest import Result
from stalkplan.publish.brief.fit import LENGTHS

Run = Callable[..., Result]

SINCE = "2025-04-02"
CLEAN = "Nothing was rewritten or recorded late."


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    return Repository.alone(tmp_path / "repository", monkeypatch)


class Papers:
    """`changes` and `brief` since a day, of one data folder."""

    def __init__(self, stalkplan: Run, data: Path, since: str = SINCE) -> None:
        self._stalkplan = stalkplan
        self._typed = ("--since", since, "--as-of", "2025-06-30", "--data", data)

    def changes(self, form: str) -> str:
        """Return what `changes` says, with what it says beside it."""
        result = self._stalkplan("changes", *self._typed, "--format", form)
        assert result.code == 0, result.err
        return result.out + ("" if form in ("json", "csv") else result.err)

    @property
    def view(self) -> Any:
        """What `changes` says as data."""
        return json.loads(self.changes("json"))

    @property
    def rewritten(self) -> list[tuple[str, str, str | None]]:
        """The code, the id and the commit of each rewriting in `changes`."""
        rows = [row for row in self.view["changes"] if "-" in row["kind"]]
        rows = [row for row in rows if row["kind"] not in ("recorded-late", "due_from")]
        return [(row["kind"], row["id"], row["commit"]) for row in rows]

    @property
    def late(self) -> list[tuple[str, str | None, str | None]]:
        """The id, own day and day of recording of each entry that came late."""
        rows = [row for row in self.view["changes"] if row["kind"] == "recorded-late"]
        return [(row["id"], row["date"], row["recorded"]) for row in rows]

    def brief(self, form: str = "markdown", org: str = "northshire", *options: str) -> str:
        """Return the part of a brief on what was rewritten, its lines in one."""
        typed = ("brief", *self._typed, "--org", org, "--format", form, *options)
        result = self._stalkplan(*typed)
        assert result.code == 0, result.err
        _, _, rest = result.out.partition("What was rewritten")
        part = re.split("Overdue, by owner|What is not overdue", rest)[0]
        return " ".join(part.split()).replace("\\", "")

    def beside_the_brief(self, org: str = "northshire") -> str:
        """Return what the maker of a brief is told."""
        return self._stalkplan("brief", *self._typed, "--org", org).err


@pytest.fixture
def papers(repository: Repository, stalkplan: Run) -> Papers:
    return Papers(stalkplan, repository.data)


def test_an_update_that_was_reworded(repository: Repository, papers: Papers) -> None:
    repository.swap(*SWAPS["reword"])
    commit = repository.commit("2025-04-20")
    assert papers.rewritten == [("update-changed", "12.1a", commit)]
    said = 'an update was changed: "note: No tool fits." became "note: A tool fits."'
    for form in ("table", "markdown"):
        shown = " ".join(papers.changes(form).split())
        assert said in shown
        assert "The record was rewritten in 1 place." in shown
        assert CLEAN not in shown
    assert f'20 April 2025, "Choose a tool" (12.1a): {said}' in papers.brief()
    assert said in papers.brief("html").replace("&#34;", '"')
    row = next(r for r in csv.DictReader(StringIO(papers.changes("csv"))) if r["commit"])
    assert row["before"] == "note: No tool fits."
    assert (row["after"], row["commit"], row["recorded"]) == (
        "note: A tool fits.",
        commit,
        "2025-04-20",
    )


def test_what_was_written_after_the_day_of_a_paper_is_told_as_such(
    repository: Repository, papers: Papers
) -> None:
    """A paper as at a past day shows the texts of today: that they were rewritten is no news."""
    repository.swap(*SWAPS["reword"])
    repository.commit("2025-07-20")
    assert "The record was rewritten in 1 place, after this day." in papers.changes("table")
    assert '20 July 2025, after this day, "Choose a tool" (12.1a): an update was' in papers.brief()
    repository.swap(*SWAPS["late"])
    repository.commit("2025-07-21")
    assert "1 entry was recorded late, after this day." in papers.changes("table")
    assert "Recorded late, after this day: " in papers.brief()
    repository.swap(THIRD, "")
    told = "The record was rewritten in 2 places, 1 of them after this day."
    assert told in " ".join(papers.changes("table").split())


def test_a_text_of_one_word_is_in_quotes(repository: Repository, stalkplan: Run) -> None:
    repository.swap("position: We train.", "position: Supported.")
    repository.commit("2025-04-20")
    repository.swap("position: Supported.", "position: Noted.")
    repository.commit("2025-04-21")
    typed = ("--data", repository.data, "--as-of", "2025-06-30", "--format", "table")
    told = stalkplan("log", "14", "--org", "northshire", *typed).out
    assert 'was reworded: "Supported." became "Noted."' in " ".join(told.split())
    told = stalkplan("changes", "--since", SINCE, *typed).out
    assert 'answer rewritten: "We train." became "Noted."' in " ".join(told.split())


def test_what_was_recorded_late_is_of_other_days(repository: Repository, papers: Papers) -> None:
    """That nothing was recorded, and one entry late, would contradict each other."""
    repository.swap(*SWAPS["late"])
    repository.commit("2025-06-20")
    told = "Nothing of these days was recorded. 1 entry was recorded late."
    assert told in " ".join(papers.changes("table").split())


def test_an_update_that_was_deleted(repository: Repository, papers: Papers) -> None:
    repository.swap(THIRD, "")
    assert papers.rewritten == [("update-deleted", "12.1a", None)]
    told = 'an update was deleted: "2025-03-20: Money is short."'
    assert told in papers.brief()
    assert 'Not committed yet, "Choose a tool" (12.1a): ' in papers.brief()


@pytest.mark.parametrize("name", GUILTY_CASES)
def test_the_papers_tell_what_the_guard_tells(
    name: str, repository: Repository, stalkplan: Run
) -> None:
    """With the commit that did it."""
    edit, _ = GUILTY_CASES[name]
    edit(repository)
    repository.commit("2025-04-20")
    result = stalkplan(
        *("check", "--against", "trusted", "--data", repository.data, "--format", "json"),
        *("--as-of", "2025-06-30"),
    )
    guilty = [r for r in json.loads(result.out)["record"] if r["severity"] == "error"]
    told = [(row["change"], row["id"], row["commit"]) for row in guilty]
    result = stalkplan(
        *("changes", "--since", SINCE, "--data", repository.data, "--format", "json"),
        *("--as-of", "2025-06-30"),
    )
    if not result.out:  # nothing is left to be judged, and no paper is written
        assert result.code == 2
        return
    rows = [(r["kind"], r["id"], r["commit"]) for r in json.loads(result.out)["changes"]]
    organisations = json.loads(result.out)["organisations"]
    gone = [r for r in guilty if r["organisation"] not in (None, *organisations)]
    assert [each for each in told if each not in rows] == [
        (r["change"], r["id"], r["commit"]) for r in gone
    ]


@pytest.mark.parametrize("name", INNOCENT_CASES)
def test_the_papers_accuse_nobody(name: str, repository: Repository, papers: Papers) -> None:
    edit, _ = INNOCENT_CASES[name]
    edit(repository)
    repository.commit("2025-04-20")
    assert [each for each in papers.rewritten if each[0] != "redacted"] == []


LATE_ENTRIES = {
    # the day of an update, the day of its commit: is it late?
    ("2025-04-10", "2025-04-10"): False,
    ("2025-04-10", "2025-05-08"): False,
    ("2025-04-10", "2025-05-09"): True,
    ("2025-03-05", "2025-04-02"): False,
    ("2025-03-04", "2025-04-02"): True,
}


@pytest.mark.parametrize("days", LATE_ENTRIES)
def test_what_was_recorded_late(
    days: tuple[str, str], repository: Repository, papers: Papers
) -> None:
    day, recorded = days
    repository.swap(THIRD, f"{THIRD}          - date: {day}\n            note: Typed in.\n")
    repository.commit(recorded)
    repository.swap(*SWAPS["one"])
    repository.commit("2025-06-20")
    late = [each for each in papers.late if each[0] == "12.1a"]
    assert late == ([("12.1a", day, recorded)] if LATE_ENTRIES[days] else [])
    assert ("an update of 12.1a of" in papers.brief()) == LATE_ENTRIES[days]


def test_what_was_changed_since_it_was_recorded_is_not_called_new(
    repository: Repository, papers: Papers
) -> None:
    """It is late by the day of the change, which nobody can hide by an early entry."""
    entry = "          - date: 2025-04-05\n            note: {}\n"
    repository.swap(THIRD, THIRD + entry.format("Typed in.") + entry.format("Again."))
    repository.commit("2025-04-20")
    repository.swap("note: Typed in.", "note: All is done.")
    repository.commit("2025-06-10")
    assert papers.late == [("12.1a", "2025-04-05", "2025-06-10")]
    told = "recorded on 20 April 2025 and changed on 10 June 2025, 66 days after"
    assert f"an update of 12.1a of 5 April 2025: {told}" in papers.brief()
    repository.swap("note: All is done.", "note: Nearly all is done.")
    assert "of 5 April 2025: not committed yet as it is, 86 days after" in papers.brief()


def test_what_is_not_committed_is_recorded_today(repository: Repository, papers: Papers) -> None:
    entry = "          - date: {}\n            note: Typed in.\n"
    repository.swap(THIRD, THIRD + entry.format("2025-06-01") + entry.format("2025-06-02"))
    assert papers.late == [("12.1a", "2025-06-01", "2025-06-30")]
    assert "an update of 12.1a of 1 June 2025: not committed yet, 29 days after" in papers.brief()


def test_an_answer_without_a_day_came_late(repository: Repository, papers: Papers) -> None:
    repository.swap("    position:\n", "    position: We do.\n")
    repository.commit("2025-04-20")
    assert papers.late == [("13", None, "2025-04-20")]
    assert "the answer to 13 has no day of its own: recorded on 20 April 2025" in papers.brief()


def test_a_clean_record_is_called_so_by_all(repository: Repository, papers: Papers) -> None:
    repository.swap(*SWAPS["two"])
    repository.commit("2025-04-20")
    commit = _trusted(repository)[:10]
    with_what = f"Compared with the last commit before 2 April 2025: {commit} of 1 April 2025."
    on_paper = f"Compared with the plan as it was on 1 April 2025 (commit {commit})."
    for shown, told in (
        (papers.changes("table"), with_what),
        (papers.changes("markdown"), with_what),
        (papers.brief(), on_paper),
    ):
        assert told in " ".join(shown.split())
        assert CLEAN in " ".join(shown.split())
    assert papers.view["history"] == {
        "since": SINCE,
        "compared": [{"commit": _trusted(repository), "committed": "2025-04-01"}],
        "why_not": None,
    }
    assert "not-looked" not in papers.changes("csv")


def _trusted(repository: Repository) -> str:
    return repository.git("rev-parse", "trusted")


def _without_git(repository: Repository) -> Path:
    shutil.rmtree(repository.top / ".git")
    return repository.data


def _shallow(repository: Repository) -> Path:
    top = repository.top.parent / "shallow"
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.top}", str(top))
    return top / "data"


def _sparse(repository: Repository) -> Path:
    repository.git("status")  # a copy's files look changed, and would stay
    kept = ("/data/recommendations.yaml", "/data/responses.yaml")
    repository.git("sparse-checkout", "set", "--no-cone", *kept)
    return repository.data


def _empty(repository: Repository) -> Path:
    _without_git(repository)
    repository.git("init", "--quiet")
    return repository.data


def _young(repository: Repository) -> Path:
    """A repository that is older than the day, and has the folder since then."""
    _without_git(repository)
    repository.git("init", "--quiet")
    shutil.move(repository.data, repository.top.parent / "aside")
    repository.write({"notes.txt": "x"})
    repository.commit("2025-01-01")
    shutil.move(repository.top.parent / "aside", repository.data)
    repository.commit("2025-05-01")
    return repository.data


def _unreadable(repository: Repository) -> Path:
    repository.git("config", "core.repositoryformatversion", "9")
    return repository.data


NOT_LOOKED: Mapping[str, tuple[Callable[[Repository], Path], str]] = {
    "without git": (_without_git, "the folder is in no git repository"),
    "a shallow clone": (_shallow, "this clone is shallow; first type: git fetch --unshallow"),
    "a sparse checkout": (_sparse, "first type: git sparse-checkout disable"),
    "no commit": (
        _empty,
        "nothing is committed here yet, so there is nothing to look back at; commit",
    ),
    "younger": (_young, "no commit before 2025-04-02 has this plan"),
    "another git's": (_unreadable, "git: "),
}


@pytest.mark.parametrize("name", NOT_LOOKED)
def test_who_could_not_look_says_why(
    name: str, repository: Repository, stalkplan: Run, tmp_path: Path
) -> None:
    """In one line, in every format; and nobody says that nothing was rewritten.

    A paper leaves the reason out, which only its maker can mend, and who is told it beside it.
    """
    make, why = NOT_LOOKED[name]
    data = make(repository)
    papers = Papers(stalkplan, data)
    told = "We cannot say what was rewritten since 2 April 2025:"
    on_paper = "What was rewritten since 2 April 2025 is not known: no earlier edition of the plan"
    docx = tmp_path / "brief.docx"
    papers.brief("docx", "northshire", "--output", str(docx))
    written = "\n".join(paragraph.text for paragraph in Document(str(docx)).paragraphs)
    shown = {
        "brief": papers.brief(),
        "html": papers.brief("html").replace("&#39;", "'"),
        "docx": written,
        **{form: papers.changes(form) for form in ("table", "plain", "markdown")},
    }
    for form, text in shown.items():
        line = " ".join(text.split()).replace("\\", "")
        is_paper = form in ("brief", "html", "docx")
        assert (on_paper if is_paper else told) in line, form
        assert (why in line) is not is_paper, form
        assert CLEAN not in line
        assert "rewritten in" not in line
    assert why in " ".join(papers.beside_the_brief().split())
    assert why in papers.view["history"]["why_not"]
    assert papers.view["history"]["compared"] == []
    (row,) = [r for r in csv.DictReader(StringIO(papers.changes("csv"))) if "looked" in r["kind"]]
    assert why in row["after"]


def test_what_cannot_be_read_is_not_called_clean(repository: Repository, papers: Papers) -> None:
    repository.write({TOLD: PLAN.replace("responses:", "<<<<<<<\nresponses:", 1)})
    repository.commit("2025-04-03")
    repository.write({TOLD: PLAN.replace("No tool fits", "A tool fits")})
    repository.commit("2025-04-05")
    later = Papers(papers._stalkplan, repository.data, "2025-04-04")  # noqa: SLF001
    assert "responses.yaml as it was in" in later.view["history"]["why_not"]
    for shown, told in (
        (later.changes("table"), "Not all could be read: "),
        (later.brief(), "Not all of it could be compared."),
    ):
        assert told in " ".join(shown.split())
        assert CLEAN not in " ".join(shown.split())


def test_a_plan_that_joined_since_is_not_called_clean(
    repository: Repository, papers: Papers
) -> None:
    west = repository.read(SOUTH).replace("southshire", "westshire")
    repository.write({"data/responses/westshire.yaml": west})
    repository.commit("2025-04-20")
    told = "no commit before 2025-04-02 has the plan of westshire"
    of_west = papers.brief(org="westshire")
    for shown in (papers.changes("table"), papers.beside_the_brief("westshire")):
        assert told in " ".join(shown.split())
        assert CLEAN not in shown
    assert "Not all of it could be compared." in of_west
    assert CLEAN not in of_west
    assert CLEAN in papers.brief()


SECRETS = {
    # what became of the note `No tool fits.`, and what no paper may say
    "marked": ("note: Zebra fits.\n            marking: official-sensitive", ("Zebra",)),
    "redacted": ("note: '[redacted]'", ("No tool",)),
}


@pytest.mark.parametrize("name", SECRETS)
def test_what_is_hidden_stays_hidden(name: str, repository: Repository, papers: Papers) -> None:
    now, hidden = SECRETS[name]
    repository.swap("note: No tool fits.", now)
    repository.commit("2025-04-20")
    for shown in (papers.brief(), papers.brief("html"), papers.changes("table")):
        rewritten = shown.partition("Rewritten in the record")[2] or shown
        assert "12.1a" in rewritten
        assert [text for text in hidden if text in rewritten] == []


@pytest.mark.parametrize(
    "note",
    ["Ask PC Jane Fenwick, 07700 900123.", "SECRET: ask the unit.", "Mail jo@example.org."],
)
def test_a_brief_repeats_no_text_that_went_for_a_person(
    note: str, repository: Repository, stalkplan: Run
) -> None:
    """It was reworded, not redacted: it is said, and what it said is not."""
    repository.swap("note: No tool fits.", f"note: '{note}'")
    repository.commit("2025-04-03")
    repository.swap(f"note: '{note}'", "note: No tool fits.")
    repository.commit("2025-04-20")
    papers = Papers(stalkplan, repository.data, "2025-04-10")
    assert "an update was changed: what it said is withheld" in papers.brief()
    assert note not in papers.brief()


def test_a_commit_cannot_be_older_than_its_parents(repository: Repository, papers: Papers) -> None:
    """A date that was given to it hides neither a rewriting nor that an entry came late."""
    repository.swap(*SWAPS["reword the first"])
    repository.swap(
        "are trained.\n", "are trained.\n      - date: 2025-01-10\n        note: Back-dated.\n"
    )
    commit = repository.commit("2025-01-10")
    since = Papers(papers._stalkplan, repository.data, "2025-04-01")  # noqa: SLF001
    assert ("update-changed", "12.1a", commit) in since.rewritten
    assert ("14", "2025-01-10", "2025-04-01") in since.late


def test_a_new_date_is_no_progress(repository: Repository, papers: Papers) -> None:
    repository.swap(SECOND, SECOND.replace("2025-03-20", "2025-05-20"))
    commit = repository.commit("2025-05-20")
    assert ("update-changed", "12.1a", commit) in papers.rewritten
    assert [row for row in papers.view["changes"] if row["kind"] == "update"] == []


def test_the_folder_is_found_wherever_it_went(repository: Repository, stalkplan: Run) -> None:
    """Under another name, and under a new repository of its own."""
    repository.git("mv", "data", "plans")
    repository.write({"plans/responses.yaml": PLAN.replace("No tool fits", "A tool fits")})
    commit = repository.commit("2025-04-20")
    moved = Papers(stalkplan, repository.top / "plans")
    assert moved.rewritten == [("update-changed", "12.1a", commit)]
    inner = Repository(repository.top / "plans")
    inner.git("init", "--quiet")
    inner.commit("2025-04-21")
    assert moved.rewritten == [("update-changed", "12.1a", commit)]


def test_one_body_is_told_of_its_own(repository: Repository, papers: Papers) -> None:
    repository.swap(*SWAPS["reword"])
    repository.swap("due: 2025-03-27", "due: 2026-03-27")
    repository.commit("2025-04-20")
    south = papers.brief(org="southshire")
    assert "12.1a" not in south
    assert "a deadline was moved: 27 March 2025 became 27 March 2026" in south


def test_a_brief_has_room_for_few_and_names_the_rest(
    repository: Repository, papers: Papers
) -> None:
    for number in range(40):
        entry = f"          - date: 2025-03-20\n            note: Entry {number} of many words.\n"
        repository.swap("  - ref: 12.2\n    position", f"{entry}  - ref: 12.2\n    position")
    repository.commit("2025-04-01")
    plan = repository.read(TOLD)
    repository.write({TOLD: plan.replace("of many words", f"in other words {'x y ' * 60}")})
    repository.commit("2025-04-20")
    told = papers.brief()
    assert re.search(r"\d+ more, on .*\(12\.1a\)\.", told)
    assert told.count("an update was changed") <= LENGTHS[0].recorded
