"""An item turns on the days on which it stands otherwise than the day before, and on no other."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from eight_forces import small
from fire_doors import fire_doors
from independent import folders

from stalkplan.record.files import read_folder
from stalkplan.record.register import Register, build
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.items import Item, assess
from stalkplan.verdict.turns import (
    Course,
    Stand,
    course_of,
    flagged_stand_of,
    gone_by,
    key_of,
    turns_by_time,
)

FIRST, LAST = date(2025, 1, 20), date(2025, 12, 31)
Key = tuple[str, str, int, int | None, str | None]


@pytest.mark.parametrize("seed", range(6))
def test_turns_are_what_every_single_day_says(seed: int, tmp_path: Path) -> None:
    folders.write_folder(tmp_path, seed)
    register = build(read_folder(tmp_path).texts)
    expected: dict[Key, list[tuple[date, Stand]]] = defaultdict(list)
    standing: dict[Key, Stand] = {}
    day = FIRST
    while day <= LAST:
        now = {
            (item.organisation.id, item.ref, id(item.recommendation), *key_of(item)): Stand(
                item.timeliness, item.silent
            )
            for item in assess(register, on=day)
        }
        for key, stand in now.items():
            if day > FIRST and standing.get(key) != stand:
                expected[key].append((day, stand))
        standing, day = now, day + timedelta(1)
    found = {
        (course.last.organisation.id, course.last.ref, number, *key_of(course.last)): course
        for number, course in _courses(register)
    }
    turned = {key: [(t.day, t.now) for t in course.turns] for key, course in found.items()}
    assert {key: turns for key, turns in turned.items() if turns} == expected
    assert {key for key, course in found.items() if course.on == LAST} >= standing.keys()


def _courses(register: Register) -> Iterator[tuple[int, Course]]:
    """Yield every course with the id of its recommendation."""
    files = {plan.organisation.id: file for file, plan in register.plans.items()}
    of_one: dict[tuple[str, int, str], list[Item]] = defaultdict(list)
    for item in assess(register, on=LAST):
        file = files[item.organisation.id]
        of_one[file, id(item.recommendation), item.ref].append(item)
        yield id(item.recommendation), course_of(register, file, item, since=FIRST, until=LAST)
    for (file, number, _), items in of_one.items():
        yield from (
            (number, course) for course in gone_by(register, file, items, since=FIRST, until=LAST)
        )


@pytest.mark.parametrize("seed", range(3))
def test_flags_turn_on_the_days_that_every_single_day_says(seed: int, tmp_path: Path) -> None:
    """But for copied answers, which may be those to other requirements."""
    folders.write_folder(tmp_path, seed)
    register = build(read_folder(tmp_path).texts)
    files = {plan.organisation.id: file for file, plan in register.plans.items()}
    seen: dict[Key, list[tuple[date, set[Flag]]]] = defaultdict(list)
    days = [FIRST + timedelta(number) for number in range((LAST - FIRST).days + 1)]
    for day in days:
        for item in assess(register, on=day):
            flags = {*item.flags} - {Flag.COPIED}
            own = seen[item.organisation.id, item.ref, id(item.recommendation), *key_of(item)]
            if not own or own[-1][1] != flags:
                own.append((day, flags))
    for item in assess(register, on=LAST):
        key = (item.organisation.id, item.ref, id(item.recommendation), *key_of(item))
        file, see = files[item.organisation.id], flagged_stand_of
        course = course_of(register, file, item, since=FIRST, until=LAST, see=see)
        turned = [t for t in course.turns if t.before is None or t.before.flags != t.now.flags]
        if not any(turn.before is None for turn in turned):
            assert [(t.day, {*t.now.flags} - {Flag.COPIED}) for t in turned] == seen[key][1:]


@pytest.mark.parametrize("seed", range(6))
def test_what_time_brings_is_the_same_without_judging_anew(seed: int, tmp_path: Path) -> None:
    """Of what nothing was recorded or decided of since."""
    folders.write_folder(tmp_path, seed)
    register = build(read_folder(tmp_path).texts)
    files = {plan.organisation.id: file for file, plan in register.plans.items()}
    for item in assess(register, on=LAST):
        file = files[item.organisation.id]
        course = course_of(register, file, item, since=FIRST, until=LAST)
        alone = [*turns_by_time(item, since=FIRST, until=LAST)]
        if all(turn.is_by_time for turn in course.turns) and _is_untouched(item):
            assert [turn[:1] + turn[2:] for turn in alone] == [t[:1] + t[2:] for t in course.turns]


SILENT_FROM = {
    # the day of the only news of what was due on 27 March 2025: the day from which it is silent
    "2025-02-26": "2025-03-28",  # older than four weeks
    "2025-02-27": "2025-04-25",  # four weeks after the deadline, as all that is no older
    "2025-03-27": "2025-04-25",
    "2025-03-28": "2025-09-28",  # news from after the deadline: half a year
    "2025-04-02": "2025-10-03",
}


@pytest.mark.parametrize("said", SILENT_FROM)
def test_time_alone_makes_an_item_silent(said: str) -> None:
    updates = f"[{{date: {said}, note: Half of it.}}]"
    register = small(f"  - {{ref: 1, actions: [{{id: 1a, updates: {updates}}}]}}\n")
    item = next(item for item in assess(register, on=date(2025, 4, 3)) if item.action)
    turns = turns_by_time(item, since=date(2025, 3, 1), until=LAST)
    silent = next(turn.day for turn in turns if turn.now.silent)
    assert silent.isoformat() == SILENT_FROM[said]


def test_the_course_of_an_action_is_not_that_of_another_beside_it() -> None:
    register = small("  - {ref: 2, actions: [{id: 2a}, {id: 2b}]}\n")
    ids = []
    for item in assess(register, on=LAST):
        if item.action:
            days = {"since": FIRST, "until": LAST}
            course = course_of(register, item.file, item, **days, see=flagged_stand_of)
            ids.append((item.id, course.last.id))
    assert ids == [("2a", "2a"), ("2b", "2b")]


def _is_untouched(item: Item) -> bool:
    """Whether no record of an item, and no decision on it, is younger than the first day."""
    asked = item.recommendation
    days = [u.date for record in (item.holder, item.action) if record for u in record.updates]
    days += [record.added for record in (item.holder, item.action) if record and record.added]
    days += [entry.on for entry in asked.extended]
    days += [entry.on for entry in asked.ended]
    days += [entry.on.last for entry in asked.discharged]
    return all(not FIRST < day <= LAST for day in days) and item.action is not None


TURNS = {
    # an item: its day, where it stands from then on, and whether time alone brought it
    "1a": [
        ("2025-03-01", "due-soon", True),
        ("2025-03-20", "complete", False),
        ("2025-04-10", "overdue", False),
        ("2025-09-10", "complete-late", False),
        ("2025-09-20", "overdue", False),
        ("2025-10-11", "overdue silent", True),
    ],
    "3a": [
        ("2025-03-31", "due-soon", True),
        ("2025-04-20", "not-yet-due", False),
        ("2025-07-01", "due-soon", True),
        ("2025-07-10", "complete", False),
    ],
    "4": [
        ("2025-04-15", "due-soon", True),
        ("2025-05-16", "overdue silent", True),
        ("2025-06-01", "unclear", True),
        ("2025-06-30", "complete-late", False),
    ],
}


@pytest.mark.parametrize("name", TURNS)
def test_time_is_not_what_somebody_did(name: str, tmp_path: Path) -> None:
    register = build(read_folder(fire_doors(tmp_path / "it").data).texts)
    turns = [
        (
            turn.day.isoformat(),
            f"{turn.now.timeliness}{' silent' * turn.now.silent}",
            turn.is_by_time,
        )
        for _, course in _courses(register)
        for turn in course.turns
        if (course.last.organisation.id, course.last.id) == ("acorn", name)
    ]
    assert turns == TURNS[name]
