"""What a command refuses to record, and what it says to type instead."""

from datetime import date
from typing import Any

import pytest

from stalkplan.edit.add import NewAction
from stalkplan.edit.redact import Redaction
from stalkplan.edit.respond import NewAnswer
from stalkplan.edit.retract import Retraction
from stalkplan.edit.typed_answer import FROM_THE_FIRST
from stalkplan.edit.update import NewUpdate
from stalkplan.errors import UnknownNameError, WrongCallError
from stalkplan.record.choices import Acceptance, TextField
from stalkplan.record.register import build
from stalkplan.verdict.items import assess

ON = date(2026, 11, 24)
ASKED = """\
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - number: 12
    addressed_to: [chief-constables]
    deadlines: [{due: 2025-06, milestone: review}, {due: 2025-12, milestone: report}]
    requirements: [{ref: 12.1}, {ref: 12.2}, {ref: 12.3}, {ref: 12.4}]
"""
PLAN = """\
organisation: {id: northshire, name: Northshire Police, answers_for: [chief-constables]}
responses:
  - ref: 12.1
    position: We do.
  - ref: 12.2
    added: 2025-01-05
    acceptance: accepted
    stated_deadline: 2025-06
    actions:
      - {id: 12.2a, milestone: review, updates: [{date: 2025-02-01, status: blocked}]}
      - {id: 12.2b, milestone: report}
  - ref: 12.4
    added: 2025-01-05
"""
REFUSED: list[tuple[Any, str]] = [
    (
        NewAnswer("12.1", "x"),
        (
            "12.1 is answered already, in data/responses.yaml:4; record progress with stalkplan "
            "update, or stalkplan add 12.1; a slip that is not committed yet goes with "
            "stalkplan undo"
        ),
    ),
    (
        NewAnswer("12.2", "x", Acceptance.REJECTED),
        "the plan says already that 12.2 is accepted; leave --acceptance out",
    ),
    (
        NewAnswer("12.2", "x", stated_deadline="2025-07"),
        "the plan says already that its deadline for 12.2 is 2025-06; leave --stated-deadline out",
    ),
    (NewAnswer("12.3", "- \u200b."), "'- \u200b.' is no answer; it has no letter or digit"),
    (NewAnswer("12.2a", "x"), "12.2a is not a requirement; write 12.2"),
    (
        NewAnswer("12.9", "x"),
        "no requirement or action '12.9'; did you mean 12.4, 12.3 or 12.2?",
    ),
    (
        NewAnswer("12.2", "x", added=date(2025, 3, 1)),
        "12.2 already has actions or updates; leave --added out",
    ),
    (
        NewAnswer("12.4", "x", added=FROM_THE_FIRST),
        "the plan says that 12.4 was added on 2025-01-05; leave --added out",
    ),
    (
        NewAnswer("12.3", "x", added=date(2027, 1, 1)),
        "it cannot have joined on 2027-01-01, after 2026-11-24",
    ),
    (NewAction("12.2a", "x"), "12.2a is not a requirement; write 12.2"),
    (
        NewAction("12.2", "x"),
        "recommendation 12 has 2 deadlines; add --milestone review or report",
    ),
    (
        NewAction("12.2", "x", milestone="none"),
        "'none' is not a milestone of recommendation 12; write review or report",
    ),
    (
        NewAction("12.2", "x", milestone="review", added=date(2024, 12, 1)),
        "the answer to 12.2 joined the plan on 2025-01-05; an action of 2024-12-01 would be older",
    ),
    (
        NewAction("12.2", "x", milestone="review", added=FROM_THE_FIRST),
        "the answer to 12.2 joined the plan on 2025-01-05; an action from the first would be older",
    ),
    (NewUpdate("12.2", ON, note="x"), "12.2 has actions; update 12.2a or 12.2b"),
    (
        NewUpdate("12.3", ON, note="x"),
        (
            "12.3 has no answer in the plan yet; first type: "
            'stalkplan respond 12.3 --position "what the organisation says it does"'
        ),
    ),
    (
        NewUpdate("12.2a", ON, note="x", milestone="report"),
        "12.2a is an action and has its own milestone; leave --milestone out",
    ),
    (
        NewUpdate("12.2a", ON, acceptance=Acceptance.REJECTED),
        "what is accepted is 12.2, not an action; update 12.2",
    ),
    (
        NewUpdate("12.2a", ON, verified_by="x"),
        "--verified-by and --verified-on go together: who, and on what day",
    ),
    (
        NewUpdate("12.2a", ON, verified_on=ON),
        "--verified-by and --verified-on go together: who, and on what day",
    ),
    (
        NewUpdate("12.1", ON, note="x", milestone="no"),
        "'no' is not a milestone of recommendation 12; write review or report",
    ),
    (
        NewUpdate("12.1/review", ON, note="x", milestone="report"),
        "12.1/review is for review; leave --milestone out",
    ),
    (
        Retraction("12.2a", ON, date(2025, 2, 1), beside=("--status", "--owner")),
        "--retracts only takes back; leave --status and --owner out",
    ),
    (
        Retraction("12.2a", ON, date(2025, 2, 2)),
        "12.2a has no entry of 2025-02-02 to take back; its entries are of 2025-02-01",
    ),
    (
        Retraction("12.2a", date(2025, 1, 1), date(2025, 2, 1)),
        "a retraction of 2025-01-01 cannot take back 2025-02-01, a later day",
    ),
    (
        Retraction("12.2b", ON, date(2025, 2, 1)),
        "12.2b has no entry of 2025-02-01 to take back; it has none",
    ),
    (
        Retraction("12.1", ON, date(2025, 2, 1), milestone="review"),
        "12.1 has no entry of 2025-02-01 for review to take back; it has none",
    ),
    (
        Retraction("12.1/report", ON, date(2025, 2, 1)),
        "12.1 has no entry of 2025-02-01 for report to take back; it has none",
    ),
    (
        Redaction("12.1/report", fields=(TextField.OWNER,)),
        "12.1 has no owner to redact; it has position",
    ),
    (Redaction("12.3"), "12.3 has no answer in the plan"),
]


@pytest.mark.parametrize(("given", "said"), REFUSED)
def test_what_is_refused(given: Any, said: str) -> None:
    _assert_refused(given, PLAN, said)


def test_a_retraction_of_an_action_takes_back_its_whole_day() -> None:
    """Also one that names a milestone: the action has one of its own."""
    updates = "{date: 2025-02-01, status: blocked}"
    plan = PLAN.replace(
        updates, f"{updates}, {{date: 2025-03-01, retracts: 2025-02-01, milestone: review}}"
    )
    said = "12.2a has no entry of 2025-02-01 to take back; it has none"
    _assert_refused(Retraction("12.2a", ON, date(2025, 2, 1)), plan, said)


def _assert_refused(given: Any, plan: str, said: str) -> None:
    register = build({"data/recommendations.yaml": ASKED, "data/responses.yaml": plan})
    assert register.problems == ()
    with pytest.raises((WrongCallError, UnknownNameError)) as error:
        given.edit(plan, given.target(register, assess(register, on=ON)), on=ON)
    assert str(error.value) == said
