"""`add` and `respond` as typed: what joins a plan, where, and since when."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typing_at_a_plan import ON, Desk

from conftest import Result


@pytest.fixture
def desk(stalkplan: Callable[..., Result], tmp_path: Path) -> Desk:
    """Return a copy of the landed data, to write into."""
    return Desk(stalkplan, tmp_path)


NEW_IDS = {
    # ids of the actions of 28.1, in the order of the file: the id of the next
    "": "28.1a",
    "28.1a": "28.1b",
    "28.1a 28.1b": "28.1c",
    "28.1b": "28.1c",
    "28.1c 28.1a": "28.1d",
    "28.1z": "28.1aa",
    "28.1az": "28.1ba",
    "28.1B": "28.1c",
    "28.1-1": "28.1a",
}


@pytest.mark.parametrize("taken", NEW_IDS)
def test_the_id_of_a_new_action(taken: str, desk: Desk) -> None:
    if taken:
        actions = "".join(f"      - {{id: {id_}, milestone: report}}\n" for id_ in taken.split())
        desk.text += f"    actions:\n{actions}"
    old = desk.text
    assert desk.type("add 28.1 --milestone report --owner Registrar --summary 'We will.'").code == 0
    there = "" if taken else "    actions:\n"
    action = (
        f"id: {NEW_IDS[taken]}|added: {ON}|summary: We will.|owner: Registrar|milestone: report"
    )
    new = "      - " + action.replace("|", "\n        ") + "\n"
    assert desk.text == old + there + new
    assert desk.errors() == []


LAST = """\
  - ref: 28.1
    position:
    acceptance: not-stated
"""
ADDED = {
    # what is typed: what stands there then, and where
    "add 7.2 --summary x": f"{LAST}  - ref: 7.2|    added: {ON}|    actions:|"
    f"      - id: 7.2a|        added: {ON}|        summary: x|",
    "add 27.1 --summary x --promise 2027-Q1": "    stated_deadline: 2024-11-22|    actions:|"
    f"      - id: 27.1a|        added: {ON}|        summary: x|        promise: {{by: 2027-Q1}}|",
    "add 22.1 --summary x": "specialist public protection officers.|"
    f"      - id: 22.1b|        added: {ON}|        summary: x|  - ref: 23.1",
    "respond 7.2 --position x --acceptance rejected": f"{LAST}  - ref: 7.2|    added: {ON}|"
    "    position: x|    acceptance: rejected|",
    "respond 27.1 --position x --acceptance accepted": "  - ref: 27.1|    position: x|"
    f"    added: {ON}|    acceptance: accepted|    stated_deadline: 2024-11-22|",
}


@pytest.mark.parametrize("line", ADDED)
def test_what_joins_a_plan_says_when(line: str, desk: Desk) -> None:
    result = desk.type(line)
    assert (result.code, result.err) == (0, "")
    assert ADDED[line].replace("|", "\n") in desk.text
    assert desk.errors() == []


def test_what_cannot_have_joined_yet_is_refused(desk: Desk) -> None:
    """An action would join an answer before the answer did."""
    desk.type("respond 7.2 --position x")
    before = desk.files()
    result = desk.type("add 7.2 --summary x", on="2026-11-22")
    assert (result.code, result.out) == (2, "")
    assert "this is a bug" not in result.err
    assert desk.files() == before


ACTION = "actions:|  - {id: 28.1a, milestone: report, summary: x, owner: A}"
BLANKS = {
    # an answer, and the acceptance beside --position "We do.": the answer then
    ("position:", ""): "position: We do.|added: {ON}",
    ("", ""): "added: {ON}|position: We do.",
    ("position: ''|acceptance: not-stated", "rejected"): (
        "position: We do.|added: {ON}|acceptance: rejected"
    ),
    ("acceptance:|position:", "accepted"): "acceptance: accepted|added: {ON}|position: We do.",
    (f"position:|{ACTION}", "accepted"): f"position: We do.|acceptance: accepted|{ACTION}",
    (ACTION, ""): f"position: We do.|{ACTION}",
    ("updates: [{date: 2025-03-01, note: x, milestone: report}]|position:", ""): (
        "updates: [{date: 2025-03-01, note: x, milestone: report}]|position: We do."
    ),
}


def _answered(record: str) -> str:
    fields = record.replace("{ON}", ON).split("|") if record else []
    return "\n    ".join(["  - ref: 28.1", *fields]) + "\n"


@pytest.mark.parametrize(("blank", "acceptance"), BLANKS)
def test_a_blank_answer_is_filled(blank: str, acceptance: str, desk: Desk) -> None:
    desk.put(LAST, _answered(blank))
    old = desk.text
    option = f"--acceptance {acceptance}" if acceptance else ""
    result = desk.type(f"respond 28.1 --position 'We do.' {option}")
    assert (result.code, result.err) == (0, "")
    assert desk.text == old.replace(_answered(blank), _answered(BLANKS[blank, acceptance]))
    assert desk.errors() == []
    undated = "        It carries no date: it already has actions or updates.\n"
    assert (undated in result.out) == ("added" not in BLANKS[blank, acceptance])


def test_a_comment_behind_a_blank_does_not_cut_the_answer_short(desk: Desk) -> None:
    desk.put(LAST, _answered("position: # to come"))
    assert desk.type("respond 28.1 --position 'We do.'").code == 0
    assert "# to come\n" in desk.text
    assert "(cut-short)" not in desk.type("check").out


def test_an_acceptance_that_is_stated_stays(desk: Desk) -> None:
    desk.put(LAST, _answered("position:|acceptance: rejected"))
    before = desk.files()
    result = desk.type("respond 28.1 --position x --acceptance accepted")
    told = "the plan says already that 28.1 is rejected; leave --acceptance out"
    assert result == (2, "", f"stalkplan: {told}\n")
    assert desk.files() == before
    assert desk.type("respond 28.1 --position x --acceptance rejected").code == 0
    stated = "position: x|added: {ON}|acceptance: rejected"
    assert (
        before["data/responses.yaml"]
        .decode()
        .replace(_answered("position:|acceptance: rejected"), _answered(stated))
        == desk.text
    )
