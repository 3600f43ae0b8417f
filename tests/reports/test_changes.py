"""`changes` and `log`: what differs between two days or revisions, and the life of one item."""

import json
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from independent import folders
from repositories import Repository

from conftest import DATA, Result
from stalkplan.history.changed_items import COMPARED_FIELDS, ITEM, RETRACTED, UPDATE
from stalkplan.verdict.decision_words import DECISION_KINDS

Run = Callable[..., Result]


def _status(stalkplan: Run, folder: Path, on: date) -> dict[tuple[str, str, int], dict[str, Any]]:
    """Return the items of a status run by organisation, id and number among those of one id."""
    result = stalkplan("status", "--data", folder, "--as-of", str(on), "--format", "json")
    if result.code == 2 and not result.out:
        return {}
    found: dict[tuple[str, str, int], dict[str, Any]] = {}
    for item in json.loads(result.out)["items"]:
        number = sum(key[:2] == (item["organisation"], item["id"]) for key in found)
        found[item["organisation"], item["id"], number] = item
    return found


@pytest.mark.parametrize("seed", range(40))
def test_changes_are_the_difference_of_two_status_runs(
    seed: int, tmp_path: Path, stalkplan: Run
) -> None:
    """On random records, between random days: every field of every item, and nothing else."""
    folder = tmp_path / "data"
    folder.mkdir()
    folders.write_folder(folder, seed)
    days = sorted(folders.dates(seed))
    since, until = days[seed % len(days)], days[-1]
    options = ("--data", folder, "--since", str(since), "--until", str(until), "--format", "json")
    told = json.loads(stalkplan("changes", *options).out)["changes"]
    was, now = _status(stalkplan, folder, since), _status(stalkplan, folder, until)
    expected = [
        (*key[:2], field, was[key][field], now[key][field])
        for key in now
        if key in was
        for field in COMPARED_FIELDS
        if was[key][field] != now[key][field]
    ]
    expected += [(*key[:2], ITEM, None, key[1]) for key in now if key not in was]
    expected += [(*key[:2], ITEM, key[1], None) for key in was if key not in now]
    found = [
        (change["organisation"], change["id"], change["kind"], change["before"], change["after"])
        for change in told
        if change["kind"] not in (UPDATE, RETRACTED, *DECISION_KINDS)
    ]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))
    updates = sum(item["updates"] for item in now.values())
    known = sum(was[key]["updates"] for key in now if key in was)
    assert sum(change["kind"] == UPDATE for change in told) >= updates - known


def test_a_day_without_a_record_is_of_time(stalkplan: Run) -> None:
    """In the plan that comes with it nothing was recorded: time and the NPCC brought it."""
    out = stalkplan(
        "changes", "--since", "2025-01-01", "--as-of", "2026-11-23", "--format", "json"
    ).out
    changes = json.loads(out)["changes"]
    assert changes
    assert all(change["by_time"] is not change["by_decision"] for change in changes)
    assert {change["id"] for change in changes if change["by_decision"]} == {"28.1/report"}
    late = [change for change in changes if change["after"] == "overdue"]
    assert [change["date"] for change in late if change["id"] == "14.1a"] == ["2025-04-01"]
    assert {change["date"] for change in late if change["id"] != "14.1a"} == {
        "2025-03-28",
        "2025-09-28",
    }


def test_a_year_that_begins_is_no_month(folder: Path, stalkplan: Run) -> None:
    plan = folder / "responses.yaml"
    text = plan.read_text(encoding="utf-8")
    text = text.replace("promise: {by: 2025-03, wording: by March 2025}", "promise: {by: 2026}")
    plan.write_text(text, encoding="utf-8")
    typed = ("--since", "2025-12-30", "--as-of", "2026-01-02", "--data", folder)
    out = " ".join(stalkplan("changes", *typed, "--format", "table").out.split())
    assert "became unclear until 2026 is over" in out


RECORDED = {
    # what is recorded on 2 June 2025, and what is said of it
    "--status in-progress --note Begun.": "now in progress, the first update",
    "--status complete": "now complete, the first update: according to the plan, no evidence",
    "--note Begun.": "updated: Begun.",
    "--promise 2025-09": "new promise September 2025, was 27 March 2025: moved 6 months",
    "--owner Registrar": "owner Registrar, was Head of Public Protection",
    "--note Begun. --evidence https://example.org/a": "updated: Begun; 1 piece of evidence",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


@pytest.mark.parametrize("options", RECORDED)
def test_what_was_recorded_is_said_in_words(options: str, folder: Path, stalkplan: Run) -> None:
    update = ("update", "12.1a", *options.split(), "--data", folder, "--as-of", "2025-06-02")
    assert stalkplan(*update).code == 0
    since = ("--since", "2025-06-01", "--as-of", "2025-06-30", "--data", folder)
    out = stalkplan("changes", *since, "--format", "table").out
    _, _, entry = " ".join(out.split()).partition("2025-06-02 12.1a Risk management: ")
    assert entry.startswith(RECORDED[options])
    assert "1 change recorded, on 1 item." in out


def test_what_an_update_says_is_told_though_a_newer_one_says_otherwise(
    folder: Path, stalkplan: Run
) -> None:
    plan = folder / "responses.yaml"
    stands = "        promise: {by: 2025-03-27, wording: by 27th March 2025}\n"
    updates = """        updates:
          - {date: 2025-06-02, owner: First}
          - {date: 2025-06-03, owner: Second}
          - {date: 2025-06-04, promise: {by: 2025-09}}
          - {date: 2025-06-05, promise: {by: 2025-12}}
          - {date: 2025-06-06, status: complete}
          - {date: 2025-06-07, verified: {by: Board, on: 2025-06-06}}
"""
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace(stands, stands + updates, 1), encoding="utf-8")
    typed = ("--since", "2025-06-01", "--as-of", "2025-06-30", "--data", folder)
    lines = stalkplan("changes", *typed, "--format", "table").out.splitlines()
    told = {line[:10]: line.partition(": ")[2] for line in lines if line[:7] == "2025-06"}
    assert told["2025-06-02"] == "updated: owner First"
    assert told["2025-06-03"] == "owner Second, was Head of Public Protection"
    assert told["2025-06-04"] == "updated: promise September 2025"
    assert told["2025-06-05"].startswith("new promise December 2025, was 27 March")
    assert told["2025-06-07"] == "updated: confirmed by Board"


PROMISED = {
    "recommendations.yaml": """
publication: {id: doors, title: Doors, published: 2025-01-10}
recommendations:
  - number: 1
    theme: Doors
    addressed_to: [kent]
    deadlines: [{due: 2025-03-31}]
    extended:
      - {for: kent, to: 2025-07-31, on: 2025-02-01, by: The Board}
      - {for: kent, to: 2025-09-30, on: 2025-05-20, by: The Board}
""",
    "responses.yaml": """
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - {ref: 1, position: Soon., actions: [{id: 1a, owner: Estates, promise: {by: 2025-05-31}%s}]}
""",
}


@pytest.mark.parametrize(
    ("updates", "told"),
    [
        ("", ("2025-06-01", True, False)),
        (", updates: [{date: 2025-05-25, note: Begun.}]", ("2025-06-01", True, False)),
        (", updates: [{date: 2025-06-01, note: Begun.}]", ("2025-06-01", True, False)),
        (", updates: [{date: 2025-06-10, note: Begun.}]", ("2025-06-01", True, False)),
        (", updates: [{date: 2025-06-10, promise: {wording: soon}}]", ("2025-06-10", False, False)),
        (", updates: [{date: 2025-05-02, promise: {by: 2025-06-02}}]", ("2025-06-03", True, False)),
    ],
)
def test_a_flag_is_of_time_whatever_else_there_was(
    updates: str, told: tuple[str, bool, bool], tmp_path: Path, stalkplan: Run
) -> None:
    """A promise passed; meanwhile the deadline was extended a second time."""
    for name, text in PROMISED.items():
        (tmp_path / name).write_text(text.replace("%s", updates), encoding="utf-8")
    typed = ("--since", "2025-05-01", "--until", "2025-06-20", "--data", tmp_path)
    rows = json.loads(stalkplan("changes", *typed, "--format", "json").out)["changes"]
    (row,) = (row for row in rows if row["kind"] == "flags")
    assert "promise-broken" in row["after"]
    assert (row["date"], row["by_time"], row["by_decision"]) == told


ANSWERED = """
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - ref: 1
    added: 2025-01-20
    position: We will.
    acceptance: accepted-in-principle
    updates:
      - {date: 2025-02-03, note: Asked the board.}
      - {date: 2025-02-10, acceptance: rejected, note: No.}
      - {date: 2025-02-20, acceptance: accepted}
      - {date: 2025-03-01, status: in-progress}
"""
ANSWERS = {
    # since when: what is said of each day
    "2025-01-12": [
        "2025-01-20 1 Doors: answered; accepted in principle",
        "2025-02-03 1 Doors: updated: Asked the board.",
        "2025-02-10 1 Doors: updated: No; rejected",
        "2025-02-20 1 Doors: accepted, was rejected",
        "2025-03-01 1 Doors: now in progress, the first status",
    ],
    "2025-02-10": ["2025-02-20 1 Doors: accepted, was rejected"],
}


@pytest.mark.parametrize("since", ANSWERS)
def test_an_acceptance_is_told_beside_that_of_the_day_before(
    since: str, tmp_path: Path, stalkplan: Run
) -> None:
    """What an answer said as it joined is told too, and no update is denied."""
    asked = PROMISED["recommendations.yaml"].partition("    extended")[0]
    (tmp_path / "recommendations.yaml").write_text(asked, encoding="utf-8")
    (tmp_path / "responses.yaml").write_text(ANSWERED, encoding="utf-8")
    typed = ("--since", since, "--until", "2025-03-10", "--data", tmp_path, "--format", "table")
    out = " ".join(stalkplan("changes", *typed).out.split())
    assert [told for told in ANSWERS[since] if told not in out] == []
    shown = stalkplan("show", "1", "--data", tmp_path, "--as-of", "2025-02-20", "--format", "table")
    assert "Status not said" in " ".join(shown.out.split())


GIVEN_UP = "{date: 2025-04-10, status: withdrawn, note: No money.}"
BEGUN = "{date: 2025-01-20, status: in-progress}"
LATE = [
    # an update of the only action for a deadline: what is said, and what is not
    (GIVEN_UP, "2025-04-10 1/first Doors: no longer has an action; it is overdue", "went without"),
    (BEGUN, "2025-04-01 □ 1 item passed its deadline 1a", "went without a recent update"),
]


@pytest.mark.parametrize(("update", "said", "unsaid"), LATE)
def test_what_became_overdue_is_told_once(
    update: str, said: str, unsaid: str, tmp_path: Path, stalkplan: Run
) -> None:
    asked = PROMISED["recommendations.yaml"].partition("    deadlines")[0]
    asked += "    deadlines: [{milestone: first, due: 2025-03-31}, {due: 2025-12-31}]\n"
    (tmp_path / "recommendations.yaml").write_text(asked, encoding="utf-8")
    plan = PROMISED["responses.yaml"].replace(
        "%s", f", milestone: first, added: 2025-01-15, updates: [{update}]"
    )
    answer = "position: Soon., updates: [{date: 2025-01-17, acceptance: accepted}]"
    plan = plan.replace("position: Soon.", answer)
    (tmp_path / "responses.yaml").write_text(plan, encoding="utf-8")
    since = "2025-01-12" if update is GIVEN_UP else "2025-01-16"
    typed = ("--since", since, "--until", "2025-05-10", "--data", tmp_path)
    out = " ".join(stalkplan("changes", *typed, "--format", "table").out.split())
    assert said in out
    assert unsaid not in out


WITHDRAWN = "        updates:\n          - {date: %s, status: withdrawn}\n"


@pytest.mark.parametrize(
    ("mended", "told"),
    [
        (
            ("id: 12.2a\n", "id: 12.2a\n        added: 2025-06-02\n"),
            "12.2a  Risk management: joined",
        ),
        (
            ("wording: no later than March 2025}\n", WITHDRAWN % "2025-06-02"),
            "12.2   Risk management: no longer has an action",
        ),
    ],
)
def test_a_requirement_gives_way_to_its_actions_and_comes_back(
    mended: tuple[str, str], told: str, folder: Path, stalkplan: Run
) -> None:
    plan = folder / "responses.yaml"
    before, _, rest = plan.read_text(encoding="utf-8").partition("  - ref: 12.2\n")
    old, new = mended
    rest = rest.replace(old, new if new.startswith(old) else old + new, 1)
    plan.write_text(f"{before}  - ref: 12.2\n{rest}", encoding="utf-8")
    typed = ("--since", "2025-06-01", "--as-of", "2025-06-30", "--data", folder)
    assert f"2025-06-02  {told}" in stalkplan("changes", *typed, "--format", "table").out


@pytest.mark.parametrize(
    ("swap", "told"),
    [
        (
            ("      - ref: 7.2\n", "      - ref: 7.3\n"),
            ["7.2 Crime recording: is not asked any more", "7.3 Crime recording: is asked now"],
        ),
        (
            ("      - id: 10.2b\n", "      - id: 10.2c\n"),
            [
                "10.2b Training and policy: is gone from the plan",
                "10.2c Training and policy: joined the plan",
            ],
        ),
    ],
)
def test_what_a_text_takes_away(
    swap: tuple[str, str], told: list[str], tmp_path: Path, stalkplan: Run
) -> None:
    repository = Repository.begun(tmp_path / "it")
    shutil.copytree(DATA, repository.data, dirs_exist_ok=True)
    commit = repository.commit("2025-04-01")
    for file in repository.data.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(*swap), encoding="utf-8")
    typed = ("--since", commit, "--as-of", "2025-06-30", "--data", repository.data)
    out = " ".join(stalkplan("changes", *typed, "--format", "table").out.split())
    assert [one for one in told if one not in out] == []


def test_what_went_silent_and_what_was_taken_back(folder: Path, stalkplan: Run) -> None:
    at = ("--data", folder, "--as-of")
    stalkplan("update", "12.1a", "--status", "complete", "--note", "x", *at, "2025-03-20")
    stalkplan("update", "12.1a", "--status", "in-progress", "--note", "x", *at, "2025-04-02")
    out = stalkplan("changes", "--since", "2025-03-25", *at, "2025-10-10", "--format", "table").out
    assert "now in progress, was complete: the completion was taken back" in " ".join(out.split())
    silent = stalkplan("changes", "--since", "2025-06-01", *at, "2025-11-10", "--format", "table")
    assert "1 item went without a recent update" in silent.out
    assert (
        f"{date(2025, 4, 2) + timedelta(184)}  □ 1 item went without a recent update" in silent.out
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--since 2025-05-01 --until 2025-04-01", "2025-04-01 is before 2025-05-01"),
        ("--since 2025-5-1", "git"),
        ("--since nowhere", "git"),
        ("--since 2025-01-01 --owner Nobody", "no owner 'Nobody'"),
    ],
)
def test_what_cannot_be_compared(options: str, told: str, folder: Path, stalkplan: Run) -> None:
    result = stalkplan("changes", *options.split(), "--data", folder, "--as-of", "2025-06-30")
    assert (result.code, result.out) == (2, "")
    assert told in result.err


MEANT = {
    # what is typed for a day: how it is written
    "2025-5-1": "2025-05-01",
    "27/03/2025": "2025-03-27",
    "1.3.2025": "2025-03-01",
    "2025-3": "2025-03-27",
    "2025/03/27": "2025-03-27",
    "June": "2025-03-27",  # not a day: an example
}


@pytest.mark.parametrize("typed", MEANT)
def test_who_means_a_day_is_told_how_to_write_it(
    typed: str, tmp_path: Path, stalkplan: Run
) -> None:
    repository = Repository.trusted(tmp_path / "it")
    told = f"git has no commit '{typed}'; a day is written as {MEANT[typed]}\n"
    assert told in stalkplan("changes", "--since", typed, "--data", repository.data).err
    until = ("changes", "--since", "2025-01-01", "--until", typed, "--data", repository.data)
    assert told in stalkplan(*until).err


def test_two_revisions_show_what_was_written_otherwise(tmp_path: Path, stalkplan: Run) -> None:
    repository = _repository(tmp_path)
    result = stalkplan(
        "changes", "--since", "begun", "--data", repository.top / "data", "--format", "table"
    )
    assert result.code == 0
    assert "Changes in the text since begun, 1 April 2025" in result.out
    assert "a deadline was moved: 2025-03-27 became 2025-09-27" in result.out
    at_one_text = stalkplan(
        "changes", "--since", "2025-01-01", "--until", "begun", "--data", repository.top / "data"
    )
    assert "deadline-moved" not in at_one_text.out


NEXT = {
    # a day, and the revision that is named for its text
    "2025-01-01": "begun",  # older than the record
    "2025-04-01": "begun",
    "2025-04-02": "begun",
    "2025-04-03": "{second}",
    "2025-04-04": "v2",
    "2025-06-01": "{last}",
}


def test_the_revision_to_compare_with_is_one_that_has_the_text(
    tmp_path: Path, stalkplan: Run
) -> None:
    repository = _repository(tmp_path)
    spoilt = repository.git("rev-parse", "HEAD^")
    repository.git("tag", "--annotate", "--message=x", "v2", spoilt, day="2026-01-01")
    repository.git("tag", "$(id)", "HEAD")  # not safe to type
    ids = {"second": repository.git("rev-parse", "HEAD~2")[:10], "last": repository.head[:10]}
    where = ("--data", repository.data, "--as-of", "2025-06-30", "--format", "table")
    for day, revision in NEXT.items():
        known = revision.format(**ids)
        typed = f"stalkplan changes --since {known} --data {repository.data} --as-of 2025-06-30"
        told = f"\nNext: {typed}\n      # compares the text with that revision\n"
        assert stalkplan("changes", "--since", day, *where).err == told
    shutil.rmtree(repository.top / ".git")
    assert stalkplan("changes", "--since", "2025-01-01", *where).err == ""


@pytest.mark.parametrize(
    ("options", "is_told"),
    [
        ("--theme=Risk management", True),
        ("--owner=Head of Public Protection", True),
        ("--theme=Crime recording", False),
        ("--owner=Crime registrar", False),
    ],
)
def test_a_filter_is_for_what_was_written_too(
    options: str, tmp_path: Path, stalkplan: Run, *, is_told: bool
) -> None:
    """The deadline of recommendation 12 was moved."""
    where = ("--data", _repository(tmp_path).data, "--as-of", "2025-06-30", "--format", "json")
    rows = json.loads(stalkplan("changes", "--since", "begun", options, *where).out)["changes"]
    moved = [row for row in rows if row["kind"] == "deadline-moved"]
    assert [row["date"] for row in moved] == (["2025-04-05"] if is_told else [])


def test_the_life_of_one_item(tmp_path: Path, stalkplan: Run) -> None:
    """From its first appearance, past a commit where it cannot be read, to what is in no commit."""
    repository = _repository(tmp_path)
    result = stalkplan("log", "12.1a", "--data", repository.top / "data", "--format", "json")
    events = json.loads(result.out)["events"]
    kinds = [(event["kind"], event["authored"]) for event in events]
    assert kinds[-5:] == [
        ("action-added", "2025-04-01"),
        ("update-added", "2025-04-03"),
        ("not-readable", "2025-04-04"),
        ("deadline-moved", "2025-04-05"),
        ("update-added", None),
    ]
    table = stalkplan("log", "12.1a", "--data", repository.top / "data", "--format", "table").out
    assert "is not readable at" in table
    assert "not committed  in the files now" in table


def test_a_life_goes_on_under_other_names(tmp_path: Path, stalkplan: Run) -> None:
    """Of its file, of the organisation in it, of the folder; nothing of it is said twice."""
    repository = Repository.trusted(tmp_path / "repository")
    repository.git("mv", "data/responses.yaml", "data/responses/northshire.yaml")
    repository.commit("2025-04-05")
    repository.swap("id: northshire", "id: north")
    repository.commit("2025-04-06")
    repository.git("mv", "data", "plans")
    repository.commit("2025-04-07")
    plan = "plans/responses/northshire.yaml"
    repository.write({plan: repository.read(plan).replace("No tool fits", "A tool fits")})
    repository.commit("2025-04-08")
    where = ("--org", "north", "--data", repository.top / "plans", "--format", "json")
    events = json.loads(stalkplan("log", "12.1a", *where).out)["events"]
    told = [(event["kind"], event["authored"]) for event in events]
    assert told[0] == ("recommendation-added", "2025-03-01")
    assert told[-1] == ("update-changed", "2025-04-08")
    assert [kind for kind, _ in told].count("action-added") == 1


def _repository(tmp_path: Path) -> Repository:
    """Return a repository in which 12.1a has lived a little."""
    shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("*.csv"))
    repository = Repository(tmp_path)
    repository.git("init", "--quiet")
    plan = "data/responses.yaml"
    repository.commit("2025-04-01")
    repository.git("tag", "begun")
    update = "        updates:\n          - date: {}\n            note: {}\n"
    promise = "        promise: {by: 2025-03-27, wording: by 27th March 2025}\n"
    text = repository.read(plan)
    told = text.replace(promise, promise + update.format("2025-04-02", "Begun."))
    repository.write({plan: told})
    repository.commit("2025-04-03")
    repository.write({plan: told.replace("source:", "origin:")})
    repository.commit("2025-04-04")
    repository.write({plan: told})
    asked = repository.read("data/recommendations.yaml")
    start = asked.index("  - number: 12")
    moved = asked[:start] + asked[start:].replace("2025-03-27", "2025-09-27", 1)
    repository.write({"data/recommendations.yaml": moved})
    repository.commit("2025-04-05")
    more = told.replace("note: Begun.\n", "note: Begun.\n          - date: 2025-04-06\n")
    repository.write({plan: more})
    return repository
