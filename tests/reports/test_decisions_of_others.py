"""What other bodies decide is shown as theirs, by its day, to those whom it is for."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fire_doors import fire_doors
from publications import EXAMPLES
from repositories import Repository

from conftest import Result

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return fire_doors(tmp_path_factory.mktemp("fire") / "it")


def _told(out: str) -> str:
    return " ".join(out.split())


LIVES = {
    # an item: what its life says of decisions and of other deadlines, and what it does not
    "3a": (
        [
            (
                "added an extension: 2025-04-20, to 2025-07-31, by Northshire Safety Board: "
                "letter, https://example.org/ext"
            ),
            "added a discharge: 2025-07-10, by Northshire Safety Board: inspected on the day",
        ],
        ["an end"],
    ),
    "4": (
        [
            (
                "added a discharge: 2025-06, by Ministry of Housing: national register opened, "
                "https://example.org/reg"
            )
        ],
        [],
    ),
    "1a": ([], ["Birch", "an end"]),
    "2/publish": (["complete: Online now."], ["Repairs.", "(for"]),
    "2/report": (
        [
            "in progress: Repairs.",
            "complete: Done. (it names no milestone, so its status does not count)",
        ],
        ["Online now."],
    ),
}


@pytest.mark.parametrize("name", LIVES)
def test_a_life_has_what_is_about_it_and_no_more(
    name: str, repository: Repository, stalkplan: Run
) -> None:
    where = ("--org", "acorn", "--data", repository.data, "--as-of", "2025-10-01")
    out = _told(stalkplan("log", name, *where, "--format", "table").out)
    said, not_said = LIVES[name]
    assert [each for each in said if each not in out] == []
    assert [each for each in not_said if each in out] == []
    assert "in the files now" not in out


def test_a_deadline_that_was_moved_is_of_no_other(repository: Repository, stalkplan: Run) -> None:
    asked = "data/recommendations.yaml"
    text = repository.read(asked)
    repository.write({asked: text.replace("due: 2025-02-28}", "due: 2025-03-28}", 1)})
    typed = [f"log 2/{name} --org acorn --format table" for name in ("publish", "report")]
    own, other = (_told(_typed(stalkplan, repository, line).out) for line in typed)
    repository.write({asked: text})
    assert "a deadline was moved: 2025-02-28 became 2025-03-28" in own
    assert "a deadline was moved" not in other


def test_an_acceptance_is_about_every_deadline(repository: Repository, stalkplan: Run) -> None:
    plan = "data/responses/acorn.yaml"
    text = repository.read(plan)
    update = "      - {date: 2025-03-02, milestone: publish, acceptance: accepted}\n"
    after = "note: Done.}\n"
    repository.write({plan: text.replace(after, f"{after}{update}")})
    where = ("--org", "acorn", "--data", repository.data, "--as-of", "2025-10-01")
    out = _told(stalkplan("log", "2/report", *where, "--format", "table").out)
    repository.write({plan: text})
    assert "added an update of 2 March 2025, accepted (for publish)" in out


def test_who_is_not_meant_by_a_decision_is_not_named(
    repository: Repository, stalkplan: Run
) -> None:
    """The end for one landlord, and the month of a discharge, beside what they do."""
    where = ("--data", repository.data, "--as-of", "2025-10-01", "--format", "json")
    record: list[dict[str, Any]] = json.loads(
        stalkplan("check", "--against", "2025-03-22", *where).out
    )["record"]
    (end,) = (each for each in record if each["change"] == "end-added")
    assert end["effects"] == ["birch/1 is now ended (was overdue, no recent update)"]
    plain = stalkplan("check", "--against", "2025-03-22", *where[:-2]).out
    assert "a discharge of June 2025 joined: 4 landlords" in plain


DECIDED = [
    # the day or month, who it is about, what it is; and what a program gets
    (
        "2025-04-20",
        (
            "2 items extended to 31 July 2025, from 30 April 2025, by Northshire Safety Board: "
            "letter; evidence: 1 link acorn 3a acorn 3b"
        ),
    ),
    (
        "2025-06-02",
        (
            "1 item ended by Northshire Safety Board: Birch sold its homes; it was overdue until "
            "then birch 1"
        ),
    ),
    (
        "2025-06 ",
        (
            "2 items met for Landlords, as reported by Ministry of Housing: national register "
            "opened; evidence: 1 link acorn 4 birch 4"
        ),
    ),
    (
        "2025-07-10",
        (
            "2 items met, as reported by Northshire Safety Board: inspected on the day acorn 3a "
            "acorn 3b"
        ),
    ),
]
BOARD = "Northshire Safety Board"
ROWS = [
    ("2025-04-20", "acorn", "3a", "extension", "2025-07-31", "letter", "https://example.org/ext"),
    ("2025-07-10", "acorn", "3a", "discharge", None, "inspected on the day", None),
    ("2025-06-02", "birch", "1", "end", None, "Birch sold its homes", None),
]


def _changes(stalkplan: Run, repository: Repository, *typed: str, form: str = "table") -> str:
    where = ("--data", repository.data, "--format", form)
    return stalkplan("changes", *typed, *where).out


def test_a_decision_is_a_change_of_its_own(repository: Repository, stalkplan: Run) -> None:
    typed = ("--since", "2025-03-25", "--as-of", "2025-07-20")
    out = _changes(stalkplan, repository, *typed)
    _, _, part = out.partition("Decided by other bodies: 7\n")
    told, _, by_time = part.partition("Brought by time alone")
    assert [part for day, what in DECIDED for part in (day, what) if part not in _told(told)] == []
    assert "Ministry of Housing and Northshire Safety Board decided on 5 items." in _told(out)
    assert [name for name in ("3a", "birch 1 ", "acorn 4", "met") if name in by_time] == []
    rows = json.loads(_changes(stalkplan, repository, *typed, form="json"))["changes"]
    found = [
        (
            row["date"],
            row["organisation"],
            row["id"],
            row["kind"],
            row["after"].get("to"),
            row["after"]["how"],
            row["after"]["evidence"],
        )
        for row in rows
        if row["kind"] in ("extension", "discharge", "end") and row["after"]["by"] == BOARD
    ]
    assert [row for row in ROWS if row not in found] == []
    assert {row["date"] for row in rows if row["kind"] == "discharge"} == {"2025-06", "2025-07-10"}
    brought = {(row["id"], row["kind"]): row for row in rows if row["by_decision"]}
    assert brought["3a", "due"]["date"] == "2025-04-20"
    assert brought["3a", "timeliness"]["date"] == "2025-07-10"
    assert brought["1", "timeliness"]["after"] == "ended"
    assert not any(row["by_time"] and row["by_decision"] for row in rows)
    for form in ("csv", "plain", "markdown"):
        assert "Birch sold its homes" in _changes(stalkplan, repository, *typed, form=form)


@pytest.mark.parametrize(
    ("since", "until", "decided"),
    [
        ("2025-04-20", "2025-06-01", []),
        ("2025-04-19", "2025-04-20", ["2025-04-20"] * 2),
        ("2025-06-02", "2025-06-29", []),  # of a month it is known on its last day
        ("2025-06-29", "2025-06-30", ["2025-06"] * 2),
    ],
)
def test_a_decision_is_told_in_its_time(
    since: str, until: str, decided: list[str], repository: Repository, stalkplan: Run
) -> None:
    out = _changes(stalkplan, repository, "--since", since, "--until", until, form="json")
    kinds = ("extension", "discharge", "end")
    rows = [row for row in json.loads(out)["changes"] if row["kind"] in kinds]
    assert [row["date"] for row in rows] == decided


def test_between_revisions_it_is_told_by_its_own_day(
    repository: Repository, stalkplan: Run
) -> None:
    """The commit of 22 April is the first that has the extension of the 20th."""
    first, last = repository.git("rev-list", "--reverse", "HEAD").split()[1:3]
    out = _changes(stalkplan, repository, "--since", first, "--until", last)
    assert "2025-04-20  · 2 items extended to 31 July 2025" in out


def test_a_decision_that_reads_otherwise_is_no_new_one(
    repository: Repository, stalkplan: Run
) -> None:
    asked = "data/recommendations.yaml"
    text = repository.read(asked)
    repository.write({asked: text.replace("to: 2025-07-31", "to: 2025-08-31")})
    out = _changes(stalkplan, repository, "--since", "HEAD", "--as-of", "2025-10-01")
    repository.write({asked: text})
    assert "an extension was changed: 2025-07-31 became 2025-08-31" in _told(out)
    assert "Decided by other bodies" not in out


def test_what_is_in_the_files_since_then_is_committed(
    repository: Repository, stalkplan: Run
) -> None:
    """Though the publication was read without the plans whose ids it names."""
    out = _told(_changes(stalkplan, repository, "--since", "2025-03-25", "--as-of", "2025-07-20"))
    assert "not committed" not in out
    assert "the end 1 birch of 2 June 2025: recorded on 12 July 2025, 40 days after" in out


def test_an_update_that_reopened_an_item_is_what_made_it_overdue(
    repository: Repository, stalkplan: Run
) -> None:
    """It was complete as its deadline passed: time made nothing of it."""
    typed = ("--since", "2025-03-15", "--as-of", "2025-05-01")
    out = _changes(stalkplan, repository, *typed)
    _, _, by_time = out.partition("Brought by time alone")
    assert "1a" not in by_time
    entry = "now in progress, was complete: the completion was taken back; it is overdue"
    assert f"2025-04-10 1a Inspect doors: {entry}" in _told(out)
    rows = json.loads(_changes(stalkplan, repository, *typed, form="json"))["changes"]
    (row,) = (row for row in rows if (row["id"], row["kind"]) == ("1a", "timeliness"))
    assert (row["date"], row["after"], row["by_time"]) == ("2025-04-10", "overdue", False)


def test_a_retraction_that_reopened_an_item_is_what_made_it_overdue(
    repository: Repository, stalkplan: Run
) -> None:
    typed = ("--since", "2025-09-15", "--as-of", "2025-09-30")
    out = _told(_changes(stalkplan, repository, *typed))
    entry = "the entry of 10 September 2025, complete, was taken back: A slip; it is overdue"
    assert f"2025-09-20 1a Inspect doors: {entry}" in out


def test_who_records_need_not_be_asked_for_everything(
    repository: Repository, stalkplan: Run
) -> None:
    """One recommendation is for another organisation alone, whose plan is not read to record."""
    asked = "data/recommendations.yaml"
    text = repository.read(asked)
    repository.write({asked: text.replace("addressed_to: [landlords]", "addressed_to: [birch]", 1)})
    typed = ("update", "5a", "--note", "Begun.", "--dry-run", "--as-of", "2025-10-01")
    result = stalkplan(*typed, "--org", "acorn", "--data", repository.data)
    repository.write({asked: text})
    assert result.code == 0
    assert "note: Begun." in result.out


def _typed(stalkplan: Run, repository: Repository, typed: str) -> Result:
    return stalkplan(*typed.split(), "--data", repository.data)


LATER = "Made after this day: 6."
SAYING = [
    # what is typed: it judges 6 too, and says that it was made later
    "status --as-of 2025-08-31 --format table",
    "status --as-of 2025-08-31 --format markdown",
    "overdue --as-of 2025-08-31 --format table",
    "compare --as-of 2025-08-31 --format table",
    "trend --as-of 2025-08-31 --format table",
    "changes --since 2025-07-01 --as-of 2025-08-31 --format table",
    "brief --org acorn --as-of 2025-08-31 --since 2025-07-01 --format markdown",
    "return --org acorn --as-of 2025-08-31 --format markdown",
]


@pytest.mark.parametrize("typed", SAYING)
def test_what_was_made_later_is_said(typed: str, repository: Repository, stalkplan: Run) -> None:
    then, now = (
        _told(_typed(stalkplan, repository, typed.replace("2025-08-31", day)).out)
        for day in ("2025-08-31", "2025-09-01")
    )
    assert LATER in then
    assert "Made after" not in now


def test_a_program_is_told_what_was_made_later(repository: Repository, stalkplan: Run) -> None:
    typed = "status --as-of 2025-08-31 --format json"
    view = json.loads(_typed(stalkplan, repository, typed).out)
    assert view["recorded"]["later"] == ["6"]
    assert "6" in {item["ref"] for item in view["items"]}  # a slip in a day hides nothing


def test_what_several_additions_do_is_told_of_the_one_that_brings_it(
    repository: Repository, stalkplan: Run
) -> None:
    """Of 3a an extension and a discharge; of 1a three updates, of which the last undoes one."""
    typed = "check --against 2025-03-22 --as-of 2025-10-01 --format json"
    record = json.loads(_typed(stalkplan, repository, typed).out)["record"]
    told = [(each["change"], each["date"], line) for each in record for line in each["effects"]]
    assert [each for each in told if "3a" in each[2] or "1a" in each[2]] == [
        (
            "discharge-added",
            "2025-07-10",
            "acorn/3a is now complete (was overdue, no recent update)",
        ),
        ("update-added", "2025-09-20", "1a is now overdue, with an update (was complete)"),
    ]
    assert len({line for _, _, line in told}) == len(told)


def test_a_life_has_the_decisions_that_were_there_from_the_first(
    repository: Repository, tmp_path: Path, stalkplan: Run
) -> None:
    later = Repository.begun(tmp_path / "later")
    for name in ("recommendations.yaml", "responses/acorn.yaml", "responses/birch.yaml"):
        later.write({f"data/{name}": repository.read(f"data/{name}")})
    later.commit("2025-10-01")
    where = ("--org", "acorn", "--data", later.data, "--as-of", "2025-10-01")
    out = _told(stalkplan("log", "3a", *where, "--format", "table").out)
    assert "added an extension: 2025-04-20, to 2025-07-31, by Northshire Safety Board" in out
    assert "added a discharge: 2025-07-10, by Northshire Safety Board" in out
    assert "an end" not in _told(stalkplan("log", "1a", *where, "--format", "table").out)


def test_a_status_for_no_deadline_made_nothing_of_any(
    repository: Repository, stalkplan: Run
) -> None:
    """It does not say which of the two it means, so neither is more or less complete by it."""
    out = _told(_changes(stalkplan, repository, "--since", "2025-02-01", "--as-of", "2025-03-15"))
    told = "Publish results: updated: complete, for no deadline that it names; Done."
    assert f"2025-03-01 2/publish {told} 2025-03-01 2/report {told}" in out
    assert "still complete" not in out


def test_what_was_withdrawn_is_not_met(repository: Repository, stalkplan: Run) -> None:
    plan = "data/responses/acorn.yaml"
    text = repository.read(plan)
    new = "        summary: Train new wardens.\n"
    withdrawn = f"{new}        updates: [{{date: 2025-05-01, status: withdrawn}}]\n"
    repository.write({plan: text.replace(new, withdrawn)})
    typed = ("--since", "2025-06-30", "--as-of", "2025-07-20")
    out = _told(_changes(stalkplan, repository, *typed))
    repository.write({plan: text})
    assert (
        "1 item met, as reported by Northshire Safety Board: inspected on the day acorn 3a" in out
    )
    decided = out.partition("Decided by other bodies")[2].partition("Recorded late")[0]
    assert "acorn 3b" not in decided


UNPLACED = [
    # of each the status, which counts for neither deadline, and the note
    ("show 2 --org acorn --as-of 2025-03-15 --format table", "for no deadline that it names"),
    (
        "brief --org acorn --since 2025-02-01 --as-of 2025-03-15 --format markdown",
        "Complete, for no deadline that it names. Done.",
    ),
]


@pytest.mark.parametrize(("typed", "told"), UNPLACED)
def test_a_status_for_no_deadline_is_shown_as_such(
    typed: str, told: str, repository: Repository, stalkplan: Run
) -> None:
    assert told in _told(_typed(stalkplan, repository, typed).out)


def test_an_action_joins_with_the_answer_that_hides_it(
    repository: Repository, stalkplan: Run
) -> None:
    """Asked in September, answered in October: the action was no item before."""
    plan = "data/responses/birch.yaml"
    text = repository.read(plan)
    answer = "  - {ref: 6, added: 2025-10-02, position: Soon., actions: [{id: 6a}]}\n"
    repository.write({plan: f"{text}{answer}"})
    typed = ("--since", "2025-08-15", "--as-of", "2025-10-20", "--org", "birch")
    out = _told(_changes(stalkplan, repository, *typed))
    repository.write({plan: text})
    assert "2025-10-02 6a Door closers: joined the plan" in out
    assert "asked from then on" not in out


def test_a_month_in_which_it_may_have_been_met_is_dated_by_its_first_day(
    repository: Repository, stalkplan: Run
) -> None:
    """It was overdue from 16 May on."""
    typed = ("--since", "2025-04-25", "--as-of", "2025-06-15")
    out = _told(_changes(stalkplan, repository, *typed))
    told = "items became unclear until June 2025 is over"
    assert f"2025-06-01 ? 3 {told} acorn 4 acorn 5a birch 4" in out
    assert "2025-05-16 ?" not in out


def test_a_promised_date_is_no_deadline(repository: Repository, stalkplan: Run) -> None:
    typed = ("--since", "2025-04-15", "--as-of", "2025-05-10")
    out = _told(_changes(stalkplan, repository, *typed))
    assert "2025-05-02 · 1 item came within 30 days of June 2025, its promised date acorn 5a" in out


def test_what_came_and_was_late_by_the_end_is_counted(
    repository: Repository, stalkplan: Run
) -> None:
    typed = ("--since", "2025-08-01", "--as-of", "2026-01-20", "--org", "birch")
    out = _told(_changes(stalkplan, repository, *typed))
    assert "Meanwhile 1 item became overdue." in out
    assert "2026-01-01 □ 1 item passed its deadline 6" in out


@pytest.mark.parametrize("since", ["2024-09-01", "2025-05-05"])
def test_what_joined_and_was_opened_again_is_overdue_too(since: str, stalkplan: Run) -> None:
    where = ("--data", EXAMPLES["audit"], "--as-of", "2025-05-20", "--format", "table")
    out = _told(stalkplan("changes", "--since", since, *where).out)
    entry = "now in progress, was complete: the completion was taken back; it is overdue"
    assert f"HR-24-1a Vetting: {entry}" in out
    assert out.count("it is overdue") == 1


def test_what_was_added_says_whose_it_is(repository: Repository, stalkplan: Run) -> None:
    """Two organisations answer 2: its name alone would be either's."""
    plan = "data/responses/acorn.yaml"
    text = repository.read(plan)
    new = "        summary: Train new wardens.\n"
    updated = f"{new}        updates: [{{date: 2026-02-01, note: x}}]\n"
    repository.write({plan: text.replace(new, updated)})
    result = _typed(stalkplan, repository, "check --against HEAD --as-of 2026-03-01 --format table")
    repository.write({plan: text})
    assert "acorn 3b an update of 1 February 2026" in _told(result.out)
