"""What is told of an item without judging it anew is what judging it day by day would tell."""

import json
from datetime import date, timedelta

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


def test_an_answer_with_an_action_that_was_withdrawn_counts_for_the_other_answer() -> None:
    """The requirement was no item of its own while the action stood."""
    withdrawn = [{"date": "2025-02-10", "status": "withdrawn"}]
    asked = {"number": "1", "addressed_to": ["chief-constables"], "deadlines": [JANUARY]}
    first: Record = {"ref": "1", "position": "We will."}
    second: Record = {"ref": "1", "actions": [{"id": "1a", "updates": withdrawn}]}
    alder = {"id": "alder", "name": "Alder", "answers_for": ["chief-constables"]}
    plan: Record = {"organisation": alder, "responses": [first, second]}
    publication = {"id": "report", "title": "A report", "published": "2024-09-27"}
    texts = {
        RECOMMENDATIONS: json.dumps({"publication": publication, "recommendations": [asked]}),
        "responses/alder.yaml": json.dumps(plan),
    }
    register, on = build(texts), date(2025, 6, 1)
    (own,) = (item for item in assess(register, on=on) if item.action is None)
    courses = Courses(register, "responses/alder.yaml", [own], since=date.min, on=on)
    assert [turn[:3] for turn in courses.turns(own)] == [
        (date(2025, 2, 10), None, Timeliness.OVERDUE)
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
