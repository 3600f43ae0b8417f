"""Which days the public is told of, of what an item went through."""

from datetime import date

import pytest

from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import PublicItem, PublicTurn
from stalkplan.record.register import build
from stalkplan.verdict.items import assess

ON = date(2025, 6, 1)
ASKED = """\
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - {number: 1, addressed_to: [chief-constables], %s}
"""
PLAN = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - {ref: 1, position: We do., %s}
"""
DUE = "deadlines: [{due: 2025-01-31}]"
NO_DATE = "deadlines: []"
BY_MARCH = "promise: {by: 2025-03}"
MARKED = "marking: official-sensitive"
LATE = "2025-02-01 due-soon > overdue"
SOON = "2025-01-01 not-yet-due > due-soon"


def _action(*said: str) -> str:
    return f"actions: [{{{', '.join(('id: 1a', *said))}}}]"


def _updates(*said: str) -> str:
    return f"updates: [{', '.join(f'{{date: {each}}}' for each in said)}]"


def _discharged(on: str) -> str:
    return f"{DUE}, discharged: [{{for: kent, by: The Door Council, on: {on}}}]"


TOLD = {
    # what is asked, and what the plan says: by the id of each item what is told of it
    (DUE, ""): {"1": [LATE]},
    ("deadlines: [{due: 2025-01}]", ""): {"1": ["2025-02-01 unclear > overdue"]},
    ("deadlines: [{due: 2025-05-31}]", ""): {"1": ["2025-06-01 due-soon > overdue"]},
    ("deadlines: [{due: 2025-06-01}]", ""): {"1": []},
    (NO_DATE, ""): {"1": []},
    # an answer that joined later speaks for what was asked before
    (DUE, "added: 2025-03-01"): {"1": [SOON, LATE]},
    # an action that was never anything but open or complete
    (DUE, _action()): {"1a": [LATE]},
    (DUE, _action("added: 2025-01-20")): {"1": [SOON], "1a": [LATE]},
    (DUE, _action("added: 2025-02-01")): {"1": [SOON], "1a": ["2025-02-01 none > overdue"]},
    (DUE, _action("added: 2025-03-01")): {"1": [SOON, LATE], "1a": ["2025-03-01 none > overdue"]},
    (DUE, f"added: 2025-03-10, {_action('added: 2025-03-01')}"): {
        "1": [SOON, LATE],
        "1a": ["2025-03-10 none > overdue"],
    },
    (DUE, _action(_updates("2025-01-31, status: complete"))): {"1a": []},
    (DUE, _action(_updates("2025-02-01, status: complete"))): {"1a": []},
    (DUE, _action(_updates("2025-02-02, status: complete"))): {"1a": [LATE]},
    (DUE, _action(_updates("2025-01-10, status: blocked", "2025-03-02, status: complete"))): {
        "1a": [LATE]
    },
    # one that went back and forth
    (DUE, _action(_updates("2025-01-10, status: complete", "2025-03-02, status: blocked"))): {
        "1a": [SOON, "2025-01-10 due-soon > complete", "2025-03-02 complete > overdue"]
    },
    (DUE, _action(_updates("2025-01-10, status: complete", "2025-03-02, retracts: 2025-01-10"))): {
        "1a": [SOON, "2025-01-10 due-soon > complete", "2025-03-02 complete > overdue"]
    },
    (DUE, _action(_updates("2025-03-02, status: withdrawn"))): {
        "1a": [SOON, LATE, "2025-03-02 overdue > withdrawn"],
        "1": ["2025-03-02 none > overdue"],
    },
    # a date that the plan promised, from the first or later
    (NO_DATE, _action(BY_MARCH)): {"1a": ["2025-04-01 unclear > overdue"]},
    (NO_DATE, _action(BY_MARCH, _updates("2025-01-10, promise: {by: 2025-05}"))): {
        "1a": ["2025-04-01 unclear > overdue"]
    },
    (NO_DATE, _action("promise: {by: 2025-05}", _updates("2025-01-10, " + BY_MARCH))): {
        "1a": [
            "2025-01-30 not-yet-due > due-soon",
            "2025-03-01 due-soon > unclear",
            "2025-04-01 unclear > overdue",
        ]
    },
    (NO_DATE, _action(_updates("2025-01-10, " + BY_MARCH))): {
        "1a": [
            "2025-01-10 no-deadline > not-yet-due",
            "2025-01-30 not-yet-due > due-soon",
            "2025-03-01 due-soon > unclear",
            "2025-04-01 unclear > overdue",
        ]
    },
    # what another body decided
    (_discharged("2025-01-10"), _action()): {"1a": [SOON, "2025-01-10 due-soon > complete"]},
    (_discharged("2025-03-10"), _action()): {
        "1a": [SOON, LATE, "2025-03-10 overdue > complete-late"]
    },
    (_discharged("2025-03"), _action()): {
        "1a": [
            SOON, LATE, "2025-03-01 overdue > unclear", "2025-03-31 unclear > complete-late",
        ]
    },
    (_discharged("2025-06-01"), _action()): {
        "1a": [SOON, LATE, "2025-06-01 overdue > complete-late"]
    },
    (_discharged("2025-03-10"), _action(_updates("2025-02-20, status: complete"))): {
        "1a": [SOON, LATE, "2025-02-20 overdue > complete-late"]
    },
    (_discharged("2025-04-10"), _action("added: 2025-02-20")): {
        "1": [SOON, LATE],
        "1a": ["2025-02-20 none > overdue", "2025-04-10 overdue > complete-late"],
    },
}  # fmt: skip


def _items(asked: str, said: str, *, newest: int = 9) -> list[PublicItem]:
    texts = {"data/recommendations.yaml": ASKED % asked, "data/responses.yaml": PLAN % said}
    register = build(texts)
    assert register.problems == ()
    items = assess(register, on=ON)
    (organisation,) = public_record(register, items, on=ON, newest=newest).organisations
    return [*organisation.items, *organisation.gone]


def _in_words(turn: PublicTurn) -> str:
    return f"{turn.day} {turn.before or 'none'} > {turn.timeliness}"


@pytest.mark.parametrize(("asked", "said"), TOLD)
def test_what_is_told_of_the_past(asked: str, said: str) -> None:
    told = {item.id: [*map(_in_words, item.turns)] for item in _items(asked, said)}
    assert told == TOLD[asked, said]


def test_nothing_is_told_of_the_past_where_nobody_asks() -> None:
    (item,) = _items(DUE, "", newest=0)
    assert item.turns == ()


@pytest.mark.parametrize("mark", ["action", "answer"])
def test_a_turn_keeps_the_date_of_a_marked_promise_back(mark: str) -> None:
    said = {
        "action": _action(BY_MARCH, MARKED),
        "answer": f"{MARKED}, {_action(BY_MARCH)}",
    }
    (item,) = _items(NO_DATE, said[mark])
    assert item.turns
    assert {turn[3:] for turn in item.turns} == {(None, None, "promise")}


BACK_AND_FORTH = _action(
    _updates(
        *("2024-06-01, status: complete", "2024-07-01, status: blocked"),
        *("2024-11-01, status: complete", "2024-12-10, status: blocked"),
        *("2025-01-05, status: complete", "2025-01-06, status: blocked"),
    )
)
SINCE = {
    # how many of the newest entries may be told: the first turn that is
    1: "2024-12-10",
    2: "2024-12-10",
    3: "2024-11-01",
    4: "2024-07-01",
    5: "2024-06-01",
    6: "2024-06-01",
}


@pytest.mark.parametrize("newest", SINCE)
def test_the_past_goes_back_as_far_as_the_entries_that_are_told(newest: int) -> None:
    """At least six months, and to the entry that so many follow."""
    (item,) = _items(DUE, BACK_AND_FORTH, newest=newest)
    assert str(item.turns[0].day) == SINCE[newest]
