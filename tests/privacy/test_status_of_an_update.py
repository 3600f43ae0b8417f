"""A status counts for the milestone that it names; of several, and naming none, for none."""

from datetime import date

import pytest

from stalkplan.privacy.public_record import public_record
from stalkplan.record.register import build
from stalkplan.verdict.items import assess

ON = date(2025, 3, 1)
ASKED = """\
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - number: 9
    addressed_to: [chief-constables]
    deadlines: [%s]
"""
PLAN = """\
organisation: {id: northshire, name: Northshire Police, answers_for: [chief-constables]}
responses:
  - ref: 9
    position: We do.
    %s
"""
ONE = "{due: 2025-06}"
TWO = "{due: 2025-06, milestone: review}, {due: 2025-12, milestone: report}"
OWN = "updates: [{date: 2025-01-10, %s}]"
IN_ACTION = "actions: [{id: 9a, milestone: review, updates: [{date: 2025-01-10, %s}]}]"
SAID = {
    # the deadlines, where the update stands and what it says: of each item the words for it
    (ONE, OWN, "status: blocked"): ["blocked"],
    (ONE, OWN, "note: We do."): [""],
    (TWO, OWN, "status: blocked"): ["blocked, for no deadline that it names"] * 2,
    (TWO, OWN, "status: blocked, milestone: review"): ["blocked", ""],
    (TWO, OWN, "note: We do."): ["", ""],
    (TWO, IN_ACTION, "status: in-progress"): ["in progress", ""],
}


@pytest.mark.parametrize("case", SAID)
def test_what_an_update_says_of_an_item(case: tuple[str, str, str]) -> None:
    deadlines, place, update = case
    texts = {
        "data/recommendations.yaml": ASKED % deadlines,
        "data/responses.yaml": PLAN % (place % update),
    }
    register = build(texts)
    assert register.problems == ()
    (organisation,) = public_record(register, assess(register, on=ON), on=ON).organisations
    said = [
        "; ".join(item.status_in_words(update) for update in item.updates)
        for item in organisation.items
    ]
    assert said == SAID[case]


@pytest.mark.parametrize("said", [("complete", "blocked"), ("blocked", "complete")])
def test_of_two_updates_of_one_day_the_later_in_the_file_is_known(said: tuple[str, str]) -> None:
    updates = ", ".join(f"{{date: 2025-01-10, status: {status}}}" for status in said)
    texts = {
        "data/recommendations.yaml": ASKED % ONE,
        "data/responses.yaml": PLAN % f"updates: [{updates}]",
    }
    register = build(texts)
    (item,) = public_record(register, assess(register, on=ON), on=ON).items
    assert [item.status_known(date(2025, 1, day)) for day in (9, 10)] == [None, said[-1]]
