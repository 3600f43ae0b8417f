"""What is left of a state where some of its records are hidden; for whom a discharge stands."""

from datetime import date
from typing import Any

import pytest
from verdict_cases import CASES, judged_items, register_of

from stalkplan.record.model import Action, End, Organisation, Publication, Recommendation
from stalkplan.record.yaml import read
from stalkplan.verdict.decisions import decisions_for, is_by_itself
from stalkplan.verdict.items import Kind, is_overdue, last_day
from stalkplan.verdict.state import known_updates, state_of, without
from stalkplan.verdict.timeliness import DONE

ON = date(2025, 6, 1)
ACTION = Action.model_validate(
    {
        "id": "7.1a",
        "owner": "Registrar",
        "promise": {"by": "2025-02"},
        "updates": [
            {"date": "2025-01-01", "status": "blocked", "owner": "First"},
            {"date": "2025-01-02", "status": "complete", "owner": "Second"},
            {"date": "2025-01-03", "promise": {"by": "2025-08"}},
            {"date": "2025-01-04", "promise": {"by": "2025-09"}},
            {"date": "2025-01-05", "note": "Slip."},
            {"date": "2025-01-06", "retracts": "2025-01-04"},
            {"date": "2025-01-07", "retracts": "2025-01-05"},
        ],
    }
)
FIRST, SECOND, PROMISE, TAKEN, SLIP, TAKES, TAKES_SLIP = ACTION.updates
STATE = state_of(ACTION, known_updates(ACTION.updates, on=ON))


def test_where_nothing_is_hidden_all_is_left() -> None:
    assert without(STATE, ACTION, lambda _: False) == STATE
    assert STATE.updates == (FIRST, SECOND, PROMISE)
    assert STATE.promised_by == (ACTION, PROMISE)
    assert STATE.taken_back == (TAKEN,)
    assert [(each.update, each.by) for each in STATE.retracted] == [
        (TAKEN, TAKES), (SLIP, TAKES_SLIP),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("hidden", "left"),
    [
        (
            SECOND,
            {"updates": (FIRST, PROMISE), "said_last": FIRST, "owner": "First", "completion": ()},
        ),
        (FIRST, {"updates": (SECOND, PROMISE), "said_last": SECOND, "owner": "Second"}),
        (
            PROMISE,
            {"updates": (FIRST, SECOND), "promised_by": (ACTION,), "completion": (SECOND,)},
        ),
        (ACTION, {"promised_by": (PROMISE,)}),
        (TAKEN, {"taken_back": (), "retracted": STATE.retracted[1:]}),
        (TAKES, {"retracted": STATE.retracted[1:]}),
        (TAKES_SLIP, {"retracted": STATE.retracted[:1]}),
    ],
    ids=["status", "older", "promise", "action", "taken back", "retraction", "its slip"],
)
def test_what_is_hidden_counts_for_nothing(hidden: object, left: dict[str, object]) -> None:
    state = without(STATE, ACTION, lambda record: record is hidden)
    assert state._asdict() == STATE._asdict() | left


NAMES = {"boards": "Safety boards", "panels": "Safety panels"}


@pytest.mark.parametrize(
    ("first", "last", "by", "whom"),
    [
        ("boards", "panels", "HMI", "Safety boards and Safety panels"),
        ("boards", "panels", "the Ministry", "Safety panels"),
        ("chief-constables", "panels", "HMI", "Safety panels"),
        ("panels", "chief-constables", "HMI", ""),
        ("npcc", "chief-constables", "HMI", ""),
    ],
)
def test_for_whom_a_discharge_stands(first: str, last: str, by: str, whom: str) -> None:
    """The names that the publication declares, if the last to be discharged is one of these."""
    given = {
        "number": "7",
        "addressed_to": [first, last],
        "discharged": [
            {"for": first, "by": "HMI", "on": "2025-01-10"},
            {"for": last, "by": by, "on": "2025-01-20"},
        ],
    }
    force = {"id": "force", "name": "Force", "answers_for": [first, last]}
    made_by = {"id": "r", "title": "A", "published": "2024-09-27", "addressees": NAMES}
    made = decisions_for(
        Recommendation.model_validate(given, context=NAMES),
        [first, last],
        None,
        Organisation.model_validate(force, context=NAMES),
        publication=Publication.model_validate(made_by, context=NAMES),
        on=ON,
    )
    assert made.discharged
    assert made.discharged.whom == whom


def test_what_sorts_and_counts_the_overdue() -> None:
    """Items without a day come last."""
    items = judged_items("deadline-goes-before-promises", date(2025, 3, 28)) | judged_items(
        "flag-dormant", date(2025, 3, 28)
    )
    days = {item.due or date.max: last_day(item) for item in items.values()}
    assert len(days) > 1
    assert all(day == last for day, last in days.items())
    assert {is_overdue(i) for i in items.values() if i.timeliness == "overdue"} == {True}
    assert {is_overdue(i) for i in items.values() if i.timeliness != "overdue"} == {False}


@pytest.mark.parametrize("name", CASES)
def test_an_item_stands_where_its_path_leads(name: str) -> None:
    """To its action, to the answer that speaks for it, or to what is asked."""
    texts = register_of(name).places.texts
    for item in judged_items(name, date(2027, 1, 1)).values():
        record: Any = read(item.file, texts[item.file])[0]
        for step in item.path:
            record = record[step]
        if item.action:
            assert record["id"] == item.action.id
            assert item.holder
            assert item.action in item.holder.actions
        elif item.response:
            assert record["ref"] == item.ref
        else:
            assert item.ref in (record.get("ref"), record.get("number"))
            assert item.question.asked
            assert set(item.question.asked) <= {
                *item.organisation.answers_for,
                item.organisation.id,
            }


def test_of_two_retractions_the_first_by_its_day_counts() -> None:
    """Of one day the first in the file."""
    said = [
        {"date": "2025-01-04", "note": "Slip."},
        {"date": "2025-01-08", "retracts": "2025-01-04", "note": "later"},
        {"date": "2025-01-06", "retracts": "2025-01-04", "note": "first"},
        {"date": "2025-01-06", "retracts": "2025-01-04", "note": "again"},
    ]
    updates = Action.model_validate({"id": "7.1a", "updates": said}).updates
    (taken,) = known_updates(updates, on=ON).retracted
    assert taken.by.note == "first"


@pytest.mark.parametrize(
    ("by", "itself"), [("KENT.", True), ("Kent police", True), ("HMI", False), ("", False)]
)
def test_who_decides_for_itself(by: str, itself: bool) -> None:  # noqa: FBT001  a table
    force = {"id": "kent", "name": "Kent Police", "answers_for": ["chief-constables"]}
    ended = End.model_validate({"for": "chief-constables", "by": by, "on": "2025-01-01"})
    assert is_by_itself(ended, Organisation.model_validate(force)) is itself


def test_promises_of_the_answer_are_its_own_where_it_names_no_day() -> None:
    """In the order of their days, of one day those of the answer first."""
    answer = known_updates(
        Action.model_validate(
            {
                "id": "answer",
                "updates": [
                    {"date": "2025-01-01", "promise": {"by": "2025-07"}},
                    {"date": "2025-01-03", "promise": {"by": "2025-08"}},
                ],
            }
        ).updates,
        on=ON,
    )
    vague = Action.model_validate(
        {
            "id": "7.1a",
            "updates": [
                {"date": "2025-01-02", "promise": {"wording": "soon"}},
                {"date": "2025-01-03", "promise": {"not_before": "2025-06"}},
            ],
        }
    )
    first, last = answer.promised_by
    soon, later = vague.updates
    state = state_of(vague, known_updates(vague.updates, on=ON), answer=answer)
    assert state.promised_by == (first, soon, last, later)
    assert state_of(ACTION, known_updates(ACTION.updates, on=ON), answer=answer) == STATE


@pytest.mark.parametrize("name", CASES)
def test_an_item_was_completed_on_a_day_if_it_is_complete(name: str) -> None:
    for item in judged_items(name, date(2027, 1, 1)).values():
        assert (item.completed is not None) is (item.timeliness in DONE)
        if item.completed and item.window and item.completed > item.window.last:
            assert item.days_late == (item.completed - item.window.last).days


def test_what_was_taken_back_is_of_its_own_deadline() -> None:
    items = judged_items("retractions", date(2027, 1, 1)).values()
    found = [
        (item.milestone, each.update.milestone)
        for item in items
        if item.kind is not Kind.ACTION and len(item.recommendation.deadlines) > 1
        for each in item.state.retracted
    ]
    assert any(named for _, named in found)
    assert all(named in (own, None) for own, named in found)
