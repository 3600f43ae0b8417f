"""`return`: a row for each recommendation, of what is public."""

import json
from collections.abc import Callable, Mapping
from datetime import date

import pytest
from rule_cases import PLAN_FILE, PLAN_HEADER, PUBLICATION, PUBLICATION_FILE

from conftest import Result
from stalkplan.privacy.public_record import public_record
from stalkplan.publish.return_.content import ReturnRow, return_of
from stalkplan.record.register import build
from stalkplan.verdict.items import assess

Run = Callable[..., Result]

ON = date(2025, 6, 30)


def _row(number: str, response: Mapping[str, object], since: date = date(2024, 9, 27)) -> ReturnRow:
    plan = f"{PLAN_HEADER}responses:\n  - {json.dumps(response)}\n"
    register = build({PUBLICATION_FILE: PUBLICATION, PLAN_FILE: plan})
    assert register.problems == ()
    record = public_record(register, assess(register, on=ON), on=ON)
    rows = {row.recommendation[0]: row for row in return_of(record, since=since).rows}
    return rows[number]


def _answer(*updates: Mapping[str, object], **fields: object) -> Mapping[str, object]:
    action = {"id": "7.1a", "owner": "A", "summary": "Do it.", "updates": [*updates]}
    return {"ref": "7.1", "position": "We do.", "actions": [action], **fields}


DONE: dict[str, object] = {"date": "2025-03-02", "status": "complete", "evidence": ["pack 4"]}
CONFIRMED: dict[str, object] = {
    "date": "2025-04-02",
    "verified": {"by": "HMICFRS", "on": "2025-03-20"},
}


@pytest.mark.parametrize(
    ("response", "cell", "told"),
    [
        (_answer(), "stands", '7.1a, "Do it": overdue, no recent update, due 27 March 2025'),
        (
            _answer(acceptance="rejected"),
            "stands",
            '7.1a, "Do it": overdue, no recent update (answer: rejected)',
        ),
        (
            _answer(acceptance="accepted"),
            "stands",
            '7.1a, "Do it": overdue, no recent update, due 27 March 2025',
        ),
        (_answer(), "stands", "7.2: overdue, no answer, due 27 March 2025"),
        (
            _answer(DONE),
            "stands",
            '7.1a, "Do it": complete, according to the plan, not confirmed by others, due 27',
        ),
        (
            _answer(DONE, CONFIRMED),
            "stands",
            '7.1a, "Do it": complete, confirmed by HMICFRS, due',
        ),
        (_answer(), "done", "No update after 27 September 2024."),
        (_answer(DONE), "done", "2 March 2025, 7.1a: Complete, with evidence"),
        (_answer(CONFIRMED), "done", "2 April 2025, 7.1a: Confirmed"),
        (_answer(DONE), "evidence", "7.1a: pack 4"),
        (_answer(DONE), "confirmed", "No completion is confirmed."),
        (_answer(DONE, CONFIRMED), "confirmed", "7.1a: HMICFRS, 20 March 2025"),
        (
            _answer({**DONE, "marking": "official-sensitive"}),
            "done",
            "2 March 2025, 7.1a: Withheld",
        ),
    ],
)
def test_a_row_says_what_is_recorded(response: Mapping[str, object], cell: str, told: str) -> None:
    texts = getattr(_row("7", response), cell)
    assert [text for text in texts if text.startswith(told)], texts


def test_an_old_update_is_an_update() -> None:
    old = {"date": "2024-10-02", "status": "in-progress"}
    assert _row("7", _answer(old)).stands[0] == (
        '7.1a, "Do it": overdue, no recent update, due 27 March 2025'
    )


def test_a_long_action_is_said_in_full() -> None:
    task = "Train every officer who may take a report of stalking in what the law says. " * 3
    action = {"id": "7.1a", "owner": "A", "summary": task, "updates": []}
    assert (
        _row("7", {**_answer(), "actions": [action]})
        .stands[0]
        .startswith(f'7.1a, "{task.strip().rstrip(".")}": overdue, no recent update')
    )


def test_no_recent_update_is_explained_where_it_is_said(stalkplan: Run) -> None:
    below = "No recent update: none since the deadline, or none in six months. This return says"
    said = [stalkplan("return", "--as-of", day).out for day in ("2025-06-30", "2024-10-30")]
    assert [below in out for out in said] == ["no recent update" in out for out in said]
    assert [below in out for out in said] == [True, False]


def test_of_what_has_no_wording_it_says_so() -> None:
    assert _row("7", _answer()).asked == ("Not recorded here.",)


def test_what_is_the_same_for_several_items_is_said_once(stalkplan: Run) -> None:
    row = next(line for line in stalkplan("return").out.split("\n") if "Publish and report" in line)
    assert row.count("28.1/publish and 28.1/report: ") == 2  # the evidence, and who confirmed it
    assert row.count("https://") == 1


def test_what_is_older_is_left_out() -> None:
    row = _row("7", _answer(DONE, CONFIRMED), since=date(2025, 3, 2))
    assert row.done == ("2 April 2025, 7.1a: Confirmed",)
    assert row.evidence == ()
    assert row.confirmed == ("7.1a: HMICFRS, 20 March 2025",)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("--since 2025-07-01", "nothing can be done since 2025-07-01: it is after 2025-06-30"),
        ("--data tests/cases/folders/several", "there are 3 plans; name one with --org: essex, ke"),
        ("--output a.csv", "no report is written as .csv"),
    ],
)
def test_what_it_cannot_write(typed: str, told: str, stalkplan: Run) -> None:
    result = stalkplan("return", *typed.split(), "--as-of", "2025-06-30")
    assert (result.code, result.out) == (2, "")
    assert told in result.err
