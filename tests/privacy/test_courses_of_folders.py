"""What is public of the course of an item is its course, though most are not judged anew."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from fire_doors import fire_doors
from independent import folders

from stalkplan.privacy.public_course import Courses
from stalkplan.privacy.public_types import PublicTurn
from stalkplan.record.files import read_folder
from stalkplan.record.register import Register, build
from stalkplan.verdict.items import Item, assess
from stalkplan.verdict.timeliness import DueFrom, Timeliness
from stalkplan.verdict.turns import course_of, gone_by, key_of

SINCE, ON = date(2025, 1, 20), date(2025, 12, 31)


def _plans(register: Register) -> Iterator[tuple[str, Sequence[Item]]]:
    items = assess(register, on=ON)
    for file, plan in register.plans.items():
        yield file, [item for item in items if item.organisation.id == plan.organisation.id]


def _overdue(turns: Sequence[PublicTurn]) -> set[date]:
    late = Timeliness.OVERDUE
    return {t.day for t in turns if t.day > SINCE and t.timeliness is late and t.before is not late}


@pytest.mark.parametrize("seed", range(2))
def test_the_public_course_is_the_course(seed: int, tmp_path: Path) -> None:
    folders.write_folder(tmp_path, seed)
    register = build(read_folder(tmp_path).texts)
    for file, items in _plans(register):
        courses = Courses(register, file, items, since=SINCE, on=ON)
        for item in items:
            known = course_of(register, file, item, since=SINCE, until=ON).turns
            turns = courses.turns(item)
            late = Timeliness.OVERDUE
            assert _overdue(turns) == {
                turn.day
                for turn in known
                if turn.now.timeliness is late
                and not (turn.before and turn.before.timeliness is late)
            }
            if len(turns) > 1:
                assert [(turn.day, turn.timeliness) for turn in turns] == [
                    (turn.day, turn.now.timeliness) for turn in known
                ]
        of_one: dict[tuple[int, str], list[Item]] = defaultdict(list)
        for item in items:
            of_one[id(item.recommendation), item.ref].append(item)
        gone = [
            (course.last.id, course.on)
            for own in of_one.values()
            for course in gone_by(register, file, own, since=SINCE, until=ON)
        ]
        assert [(shown.item.id, on) for shown, on in courses.gone()] == gone


TURNS = [
    ("2025-03-01", "not-yet-due", "due-soon"),
    ("2025-03-20", "due-soon", "complete"),
    ("2025-04-10", "complete", "overdue"),
    ("2025-09-10", "overdue", "complete-late"),
    ("2025-09-20", "complete-late", "overdue"),
    ("2025-10-11", "overdue", "overdue"),  # and silent
]


def test_a_turn_says_what_was_and_what_binds(tmp_path: Path) -> None:
    register = build(read_folder(fire_doors(tmp_path / "it").data).texts)
    (turns,) = (
        Courses(register, file, items, since=SINCE, on=ON).turns(item)
        for file, items in _plans(register)
        for item in items
        if (item.organisation.id, item.id) == ("acorn", "1a")
    )
    assert [(str(turn.day), turn.before, turn.timeliness) for turn in turns] == TURNS
    binding = (date(2025, 3, 31), "31 March 2025", DueFrom.PUBLICATION)
    assert {turn[3:] for turn in turns} == {binding}


PLAIN = """\
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - {number: 1, addressed_to: [chief-constables], deadlines: [{due: 2025-03-27}]}
  - {number: 2, addressed_to: [chief-constables], deadlines: [{due: 2025-03}]}
  - {number: 3, addressed_to: [chief-constables], deadlines: [{due: 2026-03}]}
  - {number: 4, addressed_to: [chief-constables]}
"""
LATE = {
    "1": (
        date(2025, 3, 28),
        Timeliness.DUE_SOON,
        Timeliness.OVERDUE,
        date(2025, 3, 27),
        "27 March 2025",
        DueFrom.PUBLICATION,
    ),
    "2": (
        date(2025, 4, 1),
        Timeliness.UNCLEAR,
        Timeliness.OVERDUE,
        date(2025, 3, 31),
        "March 2025",
        DueFrom.PUBLICATION,
    ),
}


def test_what_nobody_answered_was_late_on_one_day() -> None:
    plan = "organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}\n"
    register = build({"data/recommendations.yaml": PLAIN, "data/responses.yaml": plan})
    assert register.problems == ()
    ((file, items),) = _plans(register)
    courses = Courses(register, file, items, since=SINCE, on=ON)
    turns = {item.id: courses.turns(item) for item in items}
    assert turns == {"3": (), "4": (), **{name: (turn,) for name, turn in LATE.items()}}


GONE = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - {ref: 1, position: We do., %s actions: [{id: 1a, added: 2025-06-01}]}
"""


@pytest.mark.parametrize("marking", ["", "marking: official-sensitive,"])
def test_what_gave_way_to_an_action_is_shown_as_it_was(marking: str) -> None:
    texts = {"data/recommendations.yaml": PLAIN, "data/responses.yaml": GONE % marking}
    register = build(texts)
    assert register.problems == ()
    ((file, items),) = _plans(register)
    ((shown, on),) = Courses(register, file, items, since=SINCE, on=ON).gone()
    assert (shown.item.id, on, shown.is_withheld) == ("1", date(2025, 5, 31), bool(marking))
    assert shown.item.response
    assert shown.item.response.position == ("withheld" if marking else "We do.")
    assert [turn.day for turn in shown.turns] == [date(2025, 2, 25), date(2025, 3, 28)]


def test_what_was_ended_was_more_than_late() -> None:
    ended = "ended: [{for: chief-constables, by: A, on: 2025-05-01}]"
    asked = PLAIN.replace("[{due: 2025-03-27}]", f"[{{due: 2025-03-27}}], {ended}")
    plan = "organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}\n"
    register = build({"data/recommendations.yaml": asked, "data/responses.yaml": plan})
    assert register.problems == ()
    ((file, items),) = _plans(register)
    turns = Courses(register, file, items, since=SINCE, on=ON).turns(items[0])
    days = [(str(turn.day), turn.timeliness) for turn in turns]
    assert days[-1] == ("2025-05-01", Timeliness.ENDED)
    assert ("2025-03-28", Timeliness.OVERDUE) in days


def test_what_gave_way_under_one_deadline_of_two() -> None:
    due = "[{due: 2025-03-27}]"
    two = "[{due: 2025-03-27, milestone: a}, {due: 2025-03-27, milestone: b}]"
    plan = (GONE % "").replace("added: 2025-06-01}", "added: 2025-06-01, milestone: a}, ")
    plan = plan.replace("milestone: a}, ", "milestone: a}, {id: 1b, milestone: b}")
    texts = {"data/recommendations.yaml": PLAIN.replace(due, two), "data/responses.yaml": plan}
    register = build(texts)
    assert register.problems == ()
    ((file, items),) = _plans(register)
    gone = Courses(register, file, items, since=SINCE, on=ON).gone()
    assert [(shown.item.id, on) for shown, on in gone] == [("1/a", date(2025, 5, 31))]
    assert len({key_of(item) for item in items if item.ref == "1"}) == 2
