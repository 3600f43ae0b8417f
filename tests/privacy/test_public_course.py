"""What is told of an item without judging it anew is what judging it day by day would tell."""

import json
from datetime import date, timedelta

from hypothesis import given
from random_folders import Folder, as_of, folders

from stalkplan.privacy.public_course import Courses
from stalkplan.record.register import build
from stalkplan.verdict.decision_words import decisions_on
from stalkplan.verdict.groups import by_organisation
from stalkplan.verdict.items import assess
from stalkplan.verdict.timeliness import Timeliness
from stalkplan.verdict.turns import Turn, course_of

_Told = tuple[date, Timeliness | None, Timeliness, date | None]

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


def _public(turn: Turn) -> _Told:
    item, before = turn.item, turn.before
    return turn.day, before.timeliness if before else None, turn.now.timeliness, item.due


def _is_change(turn: _Told) -> bool:
    return turn[1] is not turn[2]


def _is_late(turn: _Told) -> bool:
    """Whether a turn is told to the public of an item for which nobody decided anything."""
    _, before, now, due = turn
    return now is Timeliness.OVERDUE is not before and due is not None
