"""What is told of an item without judging it anew is what judging it day by day would tell."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from random_folders import Folder, Record, as_of, folders

from stalkplan.privacy.public_course import Courses
from stalkplan.record.files import RECOMMENDATIONS
from stalkplan.record.register import build
from stalkplan.verdict.decision_words import decisions_on
from stalkplan.verdict.groups import by_organisation
from stalkplan.verdict.items import assess
from stalkplan.verdict.timeliness import Timeliness
from stalkplan.verdict.turns import Turn, course_of

_Turned = tuple[date, Timeliness | None, Timeliness]
_Told = tuple[date, Timeliness | None, Timeliness, date | None]

JANUARY = {"due": "2025-01-31"}
BEFORE_ALL = date.min + timedelta(days=1)


@given(folders("alder", "birch"), as_of)
def test_what_became_overdue_is_the_same(folder: Folder, on: date) -> None:
    register = build({name: json.dumps(said) for name, said in folder.items()})
    groups = by_organisation(assess(register, on=on))
    for file, plan in register.plans.items():
        items = groups.get(plan.organisation.id, ())
        courses = Courses(register, file, items, since=date.min, on=on)
        for item in items:
            course = course_of(register, file, item, since=BEFORE_ALL, until=on)
            judged, told = [*map(_public, course.turns)], [turn[:4] for turn in courses.turns(item)]
            is_told = _is_change if decisions_on(item, on=on) else _is_late
            assert [*filter(is_told, told)] == [*filter(is_told, judged)]


def _turns(asked: Record, responses: list[Record], *, since: date, on: date) -> list[_Turned]:
    """Return the turns of the item of Alder that stands last, of one requirement."""
    asked |= {"number": "1", "addressed_to": ["chief-constables"], "deadlines": [JANUARY]}
    alder = {"id": "alder", "name": "Alder", "answers_for": ["chief-constables"]}
    publication = {"id": "report", "title": "A report", "published": "2024-09-27"}
    texts = {
        RECOMMENDATIONS: json.dumps({"publication": publication, "recommendations": [asked]}),
        "responses/alder.yaml": json.dumps({"organisation": alder, "responses": responses}),
    }
    register = build(texts)
    assert register.problems == ()
    *_, item = assess(register, on=on)
    courses = Courses(register, "responses/alder.yaml", [item], since=since, on=on)
    return [turn[:3] for turn in courses.turns(item)]


def test_an_answer_with_an_action_that_was_withdrawn_counts_for_the_other_answer() -> None:
    """The requirement was no item of its own while the action stood."""
    withdrawn = [{"date": "2025-02-10", "status": "withdrawn"}]
    first: Record = {"ref": "1", "position": "We will."}
    second: Record = {"ref": "1", "actions": [{"id": "1a", "updates": withdrawn}]}
    turns = _turns({}, [first, second], since=date.min, on=date(2025, 6, 1))
    assert turns == [(date(2025, 2, 10), None, Timeliness.OVERDUE)]


def test_an_action_that_was_withdrawn_is_news_of_its_requirement() -> None:
    """Also where the deadline had passed before the past that is told begins."""
    withdrawn = [{"date": "2025-02-10", "status": "withdrawn"}]
    answer: Record = {"ref": "1", "actions": [{"id": "1a", "updates": withdrawn}]}
    turns = _turns({}, [answer], since=date(2025, 2, 5), on=date(2025, 6, 1))
    assert turns == [(date(2025, 2, 10), None, Timeliness.OVERDUE)]


@pytest.mark.parametrize("joined", [date(2025, 3, day) for day in (9, 10, 11)])
def test_what_was_discharged_is_told_from_the_day_after_the_past_begins(joined: date) -> None:
    """An action that joined on a day that is told is new on it; one from before is not."""
    discharged: Record = {
        "discharged": [{"on": "2025-06-10", "by": "A", "for": "chief-constables"}]
    }
    answer: Record = {"ref": "1", "actions": [{"id": "1a", "added": joined.isoformat()}]}
    since = date(2025, 3, 10)
    turns = _turns(discharged, [answer], since=since, on=date(2025, 7, 1))
    assert turns == [
        *([(joined, None, Timeliness.OVERDUE)] if joined > since else []),
        (date(2025, 6, 10), Timeliness.OVERDUE, Timeliness.COMPLETE_LATE),
    ]


def _public(turn: Turn) -> _Told:
    item, before = turn.item, turn.before
    return turn.day, before.timeliness if before else None, turn.now.timeliness, item.due


def _is_change(turn: _Told) -> bool:
    return turn[1] is not turn[2]


def _is_late(turn: _Told) -> bool:
    """Whether a turn is told to the public of an item for which nobody decided anything."""
    _, before, now, due = turn
    return now is Timeliness.OVERDUE is not before and due is not None
