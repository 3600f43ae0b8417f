"""Sentences about the examples, alone and together, that were found false."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from publications import page_of, write_publication

from conftest import Result

Run = Callable[..., Result]

STALKING = [
    "They are missing from our record, whatever the plan says.",
    "If you have the text of one, send it to whoever keeps the record.",
    "March 2026; at first, quarter 1 of 2025",
]


@pytest.mark.parametrize("said", STALKING)
def test_a_page_says_what_was_not_found(said: str, tmp_path: Path, stalkplan: Run) -> None:
    _, read = page_of("example stalking", tmp_path, stalkplan, "2025-12-01", "index.html")
    assert said in read


def test_what_is_not_asked_yet_lacks_no_update(tmp_path: Path, stalkplan: Run) -> None:
    _, read = page_of("example audit", tmp_path, stalkplan, "2025-01-31", "index.html")
    assert "Complete: 3 of 8 items" in read
    assert "4 of 7 items asked for so far have no update published" in read


WITHOUT_DATE = [
    # an example, a page: one page alone was read, which may leave out what is set
    ("stalking", "index.html", "No deadline of the report was found.", "sets no deadline"),
    ("inquiry", "sunderby/index.html", "No update has been published on it.", "any of them"),
    ("inquiry", "norland/index.html", "The report sets no deadline.", "was found"),
]


@pytest.mark.parametrize(("name", "page", "said", "unsaid"), WITHOUT_DATE)
def test_a_deadline_that_was_not_found_may_be_set_all_the_same(
    name: str, page: str, said: str, unsaid: str, tmp_path: Path, stalkplan: Run
) -> None:
    _, read = page_of(f"example {name}", tmp_path, stalkplan, "2025-12-01", page)
    assert said in read
    assert unsaid not in read
    assert "no date on record, so we cannot call it late" in read


PAPERS = [
    # what is typed of the stalking example: what it says of the wording that was not found
    ("brief", "Their wording was not found; send it to whoever keeps the record."),
    ("return", "Their wording was not found; send it to whoever keeps the record."),
    ("show 18.1", "due no date of the report was found"),
    ("show 1", "the wording of recommendation 1 was not found; add it to recommendations.yaml"),
    ("show 21", "no plan that is looked at here answers for '21'; asked of: NPCC"),
    ("show 15", "answers for '15'; asked of: local policing bodies"),
]


@pytest.mark.parametrize(("typed", "said"), PAPERS)
def test_a_paper_says_where_to_send_wording(
    typed: str, said: str, tmp_path: Path, stalkplan: Run
) -> None:
    write_publication("example stalking", tmp_path / "data")
    result = stalkplan(*typed.split(), "--data", tmp_path / "data", "--as-of", "2025-12-01")
    assert said in " ".join(f"{result.out} {result.err}".split())


def test_of_many_recommendations_an_updated_part_is_not_denied(
    tmp_path: Path, stalkplan: Run
) -> None:
    for name in ("stalking", "coroner"):
        write_publication(f"example {name}", tmp_path / "data" / name)
    at = ("--data", tmp_path / "data", "--as-of", "2025-12-01", "--format", "table")
    result = stalkplan("status", *at)
    shown = " ".join(result.out.split())
    assert "are overdue. Each has something overdue without a recent update." in shown


def test_what_is_due_next_may_be_in_a_window_that_has_begun(tmp_path: Path, stalkplan: Run) -> None:
    for name in ("inquiry", "coroner"):
        write_publication(f"example {name}", tmp_path / "data" / name)
    at = ("--data", tmp_path / "data", "--as-of", "2025-06-15", "--format", "table")
    result = stalkplan("status", *at)
    assert "2025-06-30" in result.out  # quarter 2, promised for 10a.iii.1a


def test_an_update_of_what_others_are_asked_says_whom(tmp_path: Path, stalkplan: Run) -> None:
    write_publication("case domestic-abuse", tmp_path / "data")
    at = ("--data", tmp_path / "data", "--as-of", "2023-06-30")
    refused = stalkplan("update", "2", "--status", "complete", "--org", "btp", *at)
    said = "answers for '2'; asked of: Ministry of Justice and Home Office"
    assert said in refused.err


def test_a_day_before_all_publications_is_said_of_one(tmp_path: Path, stalkplan: Run) -> None:
    for name in ("stalking", "coroner"):
        write_publication(f"example {name}", tmp_path / "data" / name)
    result = stalkplan("changes", "--data", tmp_path / "data", "--as-of", "2020-01-01")
    assert result.code == 2
    named = re.findall(
        r"([\w-]+): nothing to compare: 2020-01-01 is before [\d-]+, the day of pub", result.err
    )
    assert sorted(named) == ["pfd-2025-0147", "stalking-super-complaint"]


EXAMPLES = [
    # what is typed of all five examples, the day: what is said
    ("changes", "2025-02-14", "harbour-inquiry: since 20 May 2024, the day of publication"),
    ("changes", "2025-02-14", "0147: nothing to compare: 2025-02-14 is before 2025-03-03, the day"),
    # what joined the plan, was done in time and taken back became overdue too
    ("changes", "2025-12-01", "Internal Audit decided on 2 items. Meanwhile 4 items"),
    ("changes", "2025-12-01", "the completion was taken back; it is overdue"),
]


@pytest.mark.parametrize(("typed", "day", "said"), EXAMPLES)
def test_a_screen_of_several_says_of_which(
    typed: str, day: str, said: str, tmp_path: Path, stalkplan: Run
) -> None:
    for name in ("audit", "coroner", "inquiry", "inspection", "stalking"):
        write_publication(f"example {name}", tmp_path / "data" / name)
    at = ("--data", tmp_path / "data", "--as-of", day, "--format", "table")
    result = stalkplan(typed, *at)
    shown = " ".join(f"{result.out} {result.err}".split())
    assert result.code == 0
    assert said in shown


JOINED = [
    # an action of the inquiry example, a day: what is said of it
    ("1a", "2024-06-02", "stalkplan: 1a joined the plan of norland on 3 June 2024"),
    ("9a", "2024-06-02", "stalkplan: no requirement or action '9a'"),
    ("1a", "2024-06-03", "1a: Overdue by 14 days."),
]


@pytest.mark.parametrize(("name", "day", "said"), JOINED)
def test_an_action_that_joins_later_is_not_unknown(
    name: str, day: str, said: str, tmp_path: Path, stalkplan: Run
) -> None:
    write_publication("example inquiry", tmp_path / "data")
    result = stalkplan("show", name, "--data", tmp_path / "data", "--as-of", day)
    assert result.err.startswith(said)
