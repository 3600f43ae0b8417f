"""The gate of `overdue`: what was so on the day that `--since` names does not count."""

import csv
import json
import shlex
from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from junitparser import JUnitXml

from conftest import Result
from stalkplan.record.choices import FailOn
from stalkplan.record.register import build
from stalkplan.reports.blocks import Judged
from stalkplan.reports.gate import Gate
from stalkplan.verdict.items import assess, is_overdue

Run = Callable[..., Result]

SINCE, ON = date(2025, 6, 30), date(2026, 3, 31)
ASKED = """\
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - number: 7
    addressed_to: [chief-constables]
    deadlines: [{due: 2025-03-27}]
    requirements: [{ref: 7.1}]
"""
EXTENDED = ASKED + "    extended: [{for: kent, to: 2025-09-30, on: 2025-08-01, by: A body}]\n"
PLAN = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses: [{ref: 7.1, position: We do., %s}]
"""


def _action(*updates: str, id_: str = "7.1a", added: str = "") -> str:
    joined = f"added: {added}, " if added else ""
    return f"{{id: {id_}, {joined}updates: [{', '.join(f'{{{u}}}' for u in updates)}]}}"


def _actions(*actions: str) -> str:
    return f"actions: [{', '.join(actions)}]"


BEFORE, AFTER = "date: 2025-01-10, status: in-progress", "date: 2025-07-10, status: in-progress"
DONE, AGAIN = "date: 2025-07-10, status: complete", "date: 2025-08-10, status: in-progress"
GIVEN_UP = "date: 2025-07-10, status: withdrawn"
TAKEN_BACK = "date: 2025-07-11, retracts: 2025-07-10"
RULES: dict[str, tuple[str, str, str, str]] = {
    # what is in the plan, and on 31 March 2026, of what was so on 30 June 2025: what counts if
    # a silent item does, and if an overdue one does
    "silent all the time": (ASKED, _actions(_action(BEFORE)), "", ""),
    "no answer all the time": (ASKED, "updates: []", "", ""),
    "late after that day": (
        ASKED.replace("2025-03-27", "2025-07-31"), _actions(_action(BEFORE)), "7.1a", "7.1a",
    ),
    "late on the day after that day": (
        ASKED.replace("2025-03-27", "2025-06-30"), _actions(_action(BEFORE)), "7.1a", "7.1a",
    ),
    "updated then, silent now": (
        ASKED, _actions(_action("date: 2025-05-01, status: blocked")), "7.1a", "",
    ),
    "silent then, updated, silent again": (ASKED, _actions(_action(AFTER)), "7.1a", ""),
    "an update that was taken back breaks no silence": (
        ASKED, _actions(_action(AFTER, TAKEN_BACK)), "", "",
    ),
    "an owner is no news": (ASKED, _actions(_action("date: 2025-07-10, owner: Board")), "", ""),
    "completed since, and that was taken back": (
        ASKED, _actions(_action(DONE, AGAIN)), "7.1a", "7.1a",
    ),
    "put off since, and late again": (EXTENDED, _actions(_action(BEFORE)), "7.1a", "7.1a"),
    "an action that joined where there was none": (
        ASKED, _actions(_action(added="2025-08-01")), "", "",
    ),
    "an action that joined beside another": (
        ASKED, _actions(_action(BEFORE), _action(id_="7.1b", added="2025-08-01")), "7.1b", "7.1b",
    ),
    "given up since: the requirement stands for itself": (
        ASKED, _actions(_action(GIVEN_UP)), "7.1", "7.1",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RULES)
def test_what_was_so_already_does_not_count(name: str) -> None:
    asked, written, *expected = RULES[name]
    register = build({"data/recommendations.yaml": asked, "data/responses.yaml": PLAN % written})
    assert register.problems == ()
    items = [item for item in assess(register, on=ON) if is_overdue(item)]
    assert items
    for fail_on, ids in zip((FailOn.NO_UPDATE, FailOn.OVERDUE), expected, strict=True):
        gate = Gate(fail_on, SINCE, [Judged(register, items, ON)])
        assert " ".join(item.id for item in items if gate.fails(item)) == ids


KEPT, SLIPPED = "--as-of 2025-03-28 --since 2025-03-28", "--as-of 2025-03-28 --since"
CALLS = {
    # typed behind `overdue`: the exit code, and what is said of what does not count
    KEPT: (0, "13 were already overdue without an update on 28 March 2025, and do not count."),
    f"{KEPT} --fail-on overdue": (0, "13 were already overdue on 28 March 2025, and do not count."),
    f"{KEPT} --fail-on nothing": (
        0,
        "13 were already overdue without an update on 28 March 2025, and do",
    ),
    f"{KEPT} --theme 'Early screening'": (
        0,
        "1 was already overdue without an update on 28 March 2025,",
    ),
    f"{SLIPPED} 2025-03-27": (1, "None was already overdue without an update on 27 March 2025."),
    f"{SLIPPED} 2025-Q1": (1, "None was already overdue without an update on 31 December 2024."),
    f"{SLIPPED} 2025-03": (1, "None was already overdue without an update on 28 February 2025."),
    "--as-of 2025-03-27 --since 2025-03-27": (0, "Nothing is overdue.\n17 of"),
    f"{SLIPPED} 2025-03-29": (2, "nothing can have been overdue on 2025-03-29 already: it is"),
    f"{SLIPPED} 2025": (2, "'2025' is not a date; write a day such as 2025-03-27, or 2025-Q1"),
    f"{SLIPPED} 2025-Q5": (2, "'2025-Q5' is not a date; write a day such as"),
    f"{SLIPPED} 2025-02-30": (2, "is not a date, as there is no 30 February 2025; write a day"),
    f"{SLIPPED} 0001-Q1": (2, "'0001-Q1' is not a date"),
}


@pytest.mark.parametrize("typed", CALLS)
def test_the_gate_says_what_does_not_count(typed: str, stalkplan: Run) -> None:
    code, said = CALLS[typed]
    result = stalkplan("overdue", *shlex.split(typed))
    assert result.code == code
    assert said in result.err


def test_each_format_says_what_is_old(stalkplan: Run) -> None:
    """15 are late in November 2026; two of them were not so on the day before they fell due."""
    typed = ("overdue", "--as-of", "2026-11-23", "--since", "2025-09-26")

    def shown(form: str) -> str:
        result = stalkplan(*typed, "--format", form)
        assert result.code == 1
        assert "\nexit 1: 1 item has had no update since the deadline\n" in result.err
        assert ("\nNext: stalkplan show 22.1a " in result.err) == (form == "table")
        return result.out

    view = json.loads(shown("json"))
    assert view["since"] == "2025-09-26"
    new = [item["id"] for item in view["items"] if not item["already"]]
    assert new == ["22.1a"]
    rows = [*csv.DictReader(StringIO(shown("csv")))]
    assert [row["id"] for row in rows if row["already"] == "false"] == new
    assert [row["already"] for row in rows].count("true") == len(rows) - 1 == 14
    assert "What counts: 22.1a" in shown("table")
    github = shown("github").splitlines()
    assert [line for line in github if line.startswith("::error")] == [
        line for line in github if "22.1a" in line
    ]
    assert all(line.endswith("; already so on 2025-09-26") for line in github[1:-1])
    cases = JUnitXml.fromstring(shown("junit").encode())
    failed = [case.name for suite in cases for case in suite if case.result]
    assert len(failed) == 1
    assert "22.1a" in failed[0]
    assert shown("junit").count("; already so on 2025-09-26") == 14
