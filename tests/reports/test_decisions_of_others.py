"""What other bodies decide is told as theirs, by its day, to those whom it is for."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from fire_doors import fire_doors
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
                "added an extension: 2025-04-20, to 2025-07-31, by Northshire Safety Board: letter, "
                "https://example.org/ext"
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
    "2/publish": (["complete: Online now."], ["Repairs go on.", "(for"]),
    "2/report": (
        [
            "in progress: Repairs go on.",
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
    assert end["effects"] == ["1 becomes ended, was overdue, no update"]
    plain = stalkplan("check", "--against", "2025-03-22", *where[:-2]).out
    assert "a discharge of June 2025 joined: 4 landlords" in plain
