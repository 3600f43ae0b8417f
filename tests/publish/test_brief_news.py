"""What is new in a brief beside the entries of the plan: decisions of others, what was reopened."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

import pytest
from lost_plans import lost, not_looked
from rule_cases import PLAN_FILE, PLAN_HEADER, PUBLICATION, PUBLICATION_FILE

from stalkplan.history.since import Since
from stalkplan.privacy.public_record import public_record
from stalkplan.publish.brief.content import brief_of
from stalkplan.publish.brief.parts import Brief
from stalkplan.record.register import build
from stalkplan.reports.rewritten import since_in_words
from stalkplan.verdict.items import assess

ON = date(2025, 6, 30)


def _brief(
    *updates: Mapping[str, object],
    since: date = date(2025, 3, 1),
    publication: str = PUBLICATION,
    known: Callable[[date], Since] = not_looked,
) -> Brief:
    action = json.dumps({"id": "7.1a", "owner": "A", "summary": "Do it.", "updates": updates})
    answer = f"  - {{ref: 7.1, position: We do., actions: [{action}]}}\n"
    plan = f"{PLAN_HEADER}responses:\n{answer}"
    register = build({PUBLICATION_FILE: publication, PLAN_FILE: plan})
    assert register.problems == ()
    record = public_record(register, assess(register, on=ON), on=ON)
    return brief_of(record, history=partial(since_in_words, known(since)), audience=None)


CLOSED = PUBLICATION.replace(
    "- number: 7\n",
    "- number: 7\n    theme: Recording\n"
    "    discharged: [{for: chief-constables, by: NPCC, on: 2025-05, how: one letter}]\n"
    "    ended: [{for: chief-constables, by: HMICFRS, on: 2025-06-20}]\n",
)


def test_what_other_bodies_decided_is_new_too() -> None:
    brief = _brief(publication=CLOSED)
    assert brief.news == (
        "No update was recorded. HMICFRS and NPCC decided on 2 items. 1 item is newly overdue."
    )
    assert [(row.day, row.about, row.entry) for row in brief.recorded] == [
        ("20 Jun 2025", '"Do it" (7.1a) and Recording (7.2)', "Ended by HMICFRS"),
        (
            "May 2025",
            '"Do it" (7.1a) and Recording (7.2)',
            "Met nationally, as the NPCC reported: one letter",
        ),
    ]
    later = _brief(publication=CLOSED, since=date(2025, 6, 1))
    assert [row.day for row in later.recorded] == ["20 Jun 2025"]
    assert _brief(publication=CLOSED, since=date(2025, 6, 20)).recorded == ()


def test_what_was_recorded_late_is_not_denied() -> None:
    """An update of January was entered after the day since which news is wanted."""
    old = {"date": "2025-01-20", "status": "in-progress"}
    register = build({PUBLICATION_FILE: PUBLICATION, PLAN_FILE: f"{PLAN_HEADER}responses: []\n"})
    brief = _brief(old, known=lambda day: lost(register, day, on=ON))
    assert brief.news.startswith("No update was recorded.")
    answered = build({PUBLICATION_FILE: PUBLICATION, PLAN_FILE: f"{PLAN_HEADER}{ANSWER}"})
    brief = _brief(old, known=lambda day: lost(answered, day, on=ON))
    assert brief.news.startswith("No update of these days was recorded.")


ANSWER = """responses:
  - {ref: 7.1, position: We do., updates: [{date: 2025-01-20, note: Typed in.}]}
"""


REOPENED = {"date": "2025-05-12", "status": "in-progress", "note": "Not closed."}
TAKEN_BACK = {"date": "2025-05-12", "retracts": "2025-03-20"}


@pytest.mark.parametrize("later", [REOPENED, TAKEN_BACK])
@pytest.mark.parametrize(("since", "told"), [("2025-05-01", 1), ("2025-05-12", 0)])
def test_what_was_reopened_is_newly_overdue(
    later: Mapping[str, object], since: str, told: int
) -> None:
    """Its deadline came before that day, and it was complete on it."""
    done = {"date": "2025-03-20", "status": "complete", "note": "Done."}
    brief = _brief(done, later, since=date.fromisoformat(since))
    late = "1 item is newly overdue." if told else "Nothing is newly overdue."
    assert brief.news.endswith(late)


@pytest.mark.parametrize(
    ("since", "told"),
    [
        ("2025-03-19", ["Complete, confirmed by the Board on 2 May 2025. Done."]),
        ("2025-03-20", ["Confirmed by the Board"]),
        ("2025-05-02", []),
    ],
)
def test_what_was_confirmed_is_new_on_its_day(since: str, told: list[str]) -> None:
    confirmed = {"by": "the Board", "on": "2025-05-02"}
    done = {"date": "2025-03-20", "status": "complete", "note": "Done.", "verified": confirmed}
    brief = _brief(done, since=date.fromisoformat(since))
    assert [row.entry for row in brief.recorded] == told
