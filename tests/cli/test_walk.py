"""`update` without an id, at a terminal: a walk through the open items."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from talking import DATE, EVIDENCE, KEEP, NOTE, PROMISE, PROOF, SAVE, SAVE_PASTED, STEP, talk
from typing_at_a_plan import Desk

from conftest import Result


@pytest.fixture
def desk(stalkplan: Callable[..., Result], tmp_path: Path) -> Desk:
    """Return a copy of the landed data, to write into."""
    return Desk(stalkplan, tmp_path)


FOUR = [NOTE, DATE, EVIDENCE, PROMISE]
COMPLETED = [NOTE, DATE, PROOF]
NOTED = {STEP: "|6|Complete|q", NOTE: "Half done.|Done.", PROOF: "https://example.org/a"}


def test_what_was_said_is_saved_once(desk: Desk) -> None:
    """The first is left out, the second has a note alone, the third is complete; then q."""
    told = talk(desk, "update", NOTED)
    assert told.asked == [STEP, STEP, *FOUR, STEP, *COMPLETED, STEP, SAVE]
    assert told.code == 0
    assert told.lines[-1] == "saved data/responses.yaml: 9 lines added, nothing else changed"
    noted, complete = (action["updates"] for action in desk.answer("10.2")["actions"])
    assert noted == [{"date": "2026-11-23", "note": "Half done."}]
    assert complete[0]["status"] == "complete"
    assert complete[0]["evidence"] == ["https://example.org/a"]
    assert desk.errors() == []


def test_what_is_complete_without_evidence_is_said_before_it_is_saved(desk: Desk) -> None:
    told = talk(desk, "update", {STEP: "4|q"})
    before, _, _ = told.said.partition("Save?")
    assert "Marked complete without evidence; add an update with evidence (no-evidence)." in before
    assert "(was overdue by 606 days, no update since the deadline) Marked complete" in before


def test_the_longest_overdue_come_first_and_what_is_not_overdue_last(desk: Desk) -> None:
    told = talk(desk, "update", {})
    heads = re.findall(r"([0-9.]+[a-z]?)  .*as at 23 November 2026", told.written)
    assert heads == [
        *("7.1a", "10.2a", "10.2b", "11.1a", "12.1a", "12.2a", "13.1a", "16.1a", "17.1a"),
        *("20.1a", "23.1a", "25.1a", "14.1a", "22.1a", "18.1a"),
    ]
    begins = "15 open items, the longest overdue first; nothing is saved before the end"
    assert begins in told.said.partition("7.1a  ")[0]
    assert re.search(r"\b1 of 15 \S*7\.1a.* 2 of 15 \S*10\.2a", told.said)
    assert "7.2 has no answer in the plan yet; first type: stalkplan respond 7.2" in told.written


WAYS_OUT = {
    # what is answered to the first questions: the exit code and the last line
    "nothing": ({}, 2, "stalkplan: nothing to record; nothing was saved"),
    "q": ({STEP: "q"}, 2, "stalkplan: nothing to record; nothing was saved"),
    "as it is, and no note": ({STEP: "6|Q"}, 2, "stalkplan: nothing to record; nothing was saved"),
    "^C": ({STEP: "4|^C"}, 130, "nothing was saved"),
    "n": ({STEP: "4|q", SAVE: "n"}, 1, "not saved"),
    "a person": ({STEP: "4|q", NOTE: "PC West", KEEP: "n"}, 1, "not saved"),
    "a paste": ({STEP: "4|q", NOTE: "One.\rTwo.", SAVE_PASTED: "n"}, 1, "not saved"),
}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_the_way_out_leaves_the_file_as_it_was(way: str, desk: Desk) -> None:
    answers, code, last = WAYS_OUT[way]
    before = desk.files()
    told = talk(desk, "update", answers)
    assert (told.code, told.lines[-1]) == (code, last)
    assert desk.files() == before


def test_a_wrong_answer_is_asked_again_at_once(desk: Desk) -> None:
    told = talk(desk, "update", {STEP: "done|9|4|q", DATE: "2024-01-01|2027-01-01|2026-11-20"})
    assert told.asked.count(STEP) == 4
    for help_ in (
        "write complete, or type a number from 1 to 6",
        "2024-01-01 is before 2024-09-27, when the recommendation was made",
        "2027-01-01 is after 2026-11-23",
    ):
        assert help_ in told.written
    assert told.code == 0


def test_without_a_terminal_it_says_what_to_type(desk: Desk) -> None:
    result = desk.type("update")
    assert (result.code, result.out) == (2, "")
    assert 'stalkplan update 12.1a --note "...", or give --from FILE' in result.err
