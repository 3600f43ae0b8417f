"""What holds of every plan on every day, tried on random folders."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from random import Random

from examples import how_many
from hypothesis import given, settings
from hypothesis import strategies as st
from random_folders import Folder, Record, as_of, folders

from stalkplan.record.choices import Grouping
from stalkplan.record.files import RECOMMENDATIONS
from stalkplan.record.register import Register, build
from stalkplan.reports.compare_totals import total_rows
from stalkplan.reports.status import status_report
from stalkplan.reports.trend import month_ends, trend_points
from stalkplan.verdict.as_data import item_view
from stalkplan.verdict.comparison import Total, compare, marks_of, total_of
from stalkplan.verdict.groups import by_deadline
from stalkplan.verdict.items import Item, assess
from stalkplan.verdict.state_words import Standing
from stalkplan.verdict.timeliness import Timeliness

examples = settings(max_examples=how_many(20))


def _register(folder: Folder) -> Register:
    """Return what the files of a folder say; JSON is YAML too, and has no aliases."""
    register = build({name: json.dumps(record) for name, record in folder.items()})
    assert not register.problems
    return register


def _views(folder: Folder, on: date) -> list[Record]:
    """Return every item as a report has it, without its place."""
    register = _register(folder)
    views = [item_view(register, item, on=on) for item in assess(register, on=on)]
    return [{name: value for name, value in view.items() if name != "place"} for view in views]


def _lists(folder: Folder, name: str) -> Iterator[list[Record]]:
    """Yield every list of that name in the plans: `responses`, `actions` or `updates`."""
    waiting = [record for file, record in folder.items() if file != RECOMMENDATIONS]
    while waiting:
        record = waiting.pop()
        if name in record:
            yield record[name]
        waiting += [*record.get("responses", ()), *record.get("actions", ())]


@examples
@given(folders("kent"), as_of, st.integers(1, 200))
def test_what_is_overdue_stays_so_until_something_is_said(
    folder: Folder, on: date, more: int
) -> None:
    register = _register(folder)
    later = {_key(item): item for item in assess(register, on=on + timedelta(days=more))}
    for item in assess(register, on=on):
        then = later.get(_key(item))
        if item.timeliness is not Timeliness.OVERDUE or item.question.decisions.discharged:
            continue
        if then is None:
            assert item.action is None  # an action may take a requirement's place, nothing else
        elif then.state == item.state:
            assert then.timeliness is Timeliness.OVERDUE
            assert then.silent >= item.silent
            assert then.days_late == (item.days_late or 0) + more


def _key(item: Item) -> tuple[object, ...]:
    return item.file, item.path, item.id


@examples
@given(folders("kent", "essex"), as_of)
def test_each_item_is_counted_in_one_row(folder: Folder, on: date) -> None:
    register = _register(folder)
    items = assess(register, on=on)
    rows = by_deadline(items)
    assert sorted(id(i) for row in rows for i in row.items) == sorted(map(id, items))
    for row in status_report(register, items, on=on).view()["deadlines"]:
        assert sum(row[word] for word in Timeliness) == row["total"]


@examples
@given(folders("kent", "essex"), as_of, st.integers(0, 99))
def test_the_order_of_records_changes_no_verdict(folder: Folder, on: date, seed: int) -> None:
    folder = _without_duplicates(folder)
    shuffled = deepcopy(folder)
    shuffle = Random(seed).shuffle
    shuffle(shuffled[RECOMMENDATIONS]["recommendations"])
    for name in ("responses", "actions", "updates"):
        for records in _lists(shuffled, name):
            shuffle(records)
    assert _by_id(shuffled, on) == _by_id(folder, on)


def _by_id(folder: Folder, on: date) -> dict[tuple[str, str], Record]:
    return {(view["organisation"], view["id"]): view for view in _views(folder, on)}


def _without_duplicates(folder: Folder) -> Folder:
    """Return a folder in which refs, ids and the days of updates stand once; ids tell the ref."""
    folder = deepcopy(folder)
    for name, key in (("responses", "ref"), ("actions", "id"), ("updates", "date")):
        for records in _lists(folder, name):
            records[:] = {record[key]: record for record in records}.values()
    for answers in _lists(folder, "responses"):
        for answer in answers:
            for action in answer["actions"]:
                action["id"] = answer["ref"] + action["id"]
    return folder


@examples
@given(folders("kent"), as_of)
def test_what_is_dated_later_changes_nothing(folder: Folder, on: date) -> None:
    known = deepcopy(folder)
    for name, key in (("responses", "added"), ("actions", "added"), ("updates", "date")):
        for records in _lists(known, name):
            records[:] = [record for record in records if record.get(key, "") <= str(on)]
    assert _views(known, on) == _views(folder, on)


@examples
@given(folders("kent", "essex"), as_of)
def test_every_readable_folder_is_judged_without_contradiction(folder: Folder, on: date) -> None:
    late = (Timeliness.OVERDUE, Timeliness.COMPLETE_LATE)
    complete = (Timeliness.COMPLETE, Timeliness.COMPLETE_LATE)
    for item in assess(_register(folder), on=on):
        assert item.timeliness is Timeliness.OVERDUE or not item.silent
        assert (item.days_late is not None) == (item.timeliness in late)
        assert (item.assurance is not None) == (item.timeliness in complete)
        assert (item.window is None) == (item.due_from is None)
        assert list(item.flags) == sorted(set(item.flags))


@examples
@given(folders("kent", "essex"), as_of)
def test_plans_are_judged_each_alone(folder: Folder, on: date) -> None:
    asked = {RECOMMENDATIONS: folder[RECOMMENDATIONS]}
    alone = [_register(asked | {name: folder[name]}) for name in folder if name not in asked]
    items = [item for register in alone for item in assess(register, on=on)]
    assert assess(_register(folder), on=on) == items


@examples
@given(folders("kent", "essex"), as_of)
def test_a_cell_is_the_worst_of_the_items_of_status(folder: Folder, on: date) -> None:
    register = _register(folder)
    items = assess(register, on=on)
    views = status_report(register, items, on=on).view()["items"]
    comparison = compare([plan.organisation for plan in register.plans.values()], items)
    own: dict[tuple[str, str], list[str]] = {}
    for view in views:
        state = "silent" if view["silent"] else view["timeliness"]
        own.setdefault((view["organisation"], str(view["recommendation"])), []).append(state)
    cells = {(r.organisation.id, n): cell for r in comparison.rows for n, cell in r.cells.items()}
    assert cells.keys() == own.keys()
    order = list(Standing)
    for key, cell in cells.items():
        worst = min(own[key], key=lambda state: order.index(Standing(state)))
        assert (cell.standing, cell.at_worst) == (worst, own[key].count(worst))


@examples
@given(folders("kent", "essex"), as_of)
def test_totals_of_a_comparison_add_up(folder: Folder, on: date) -> None:
    register = _register(folder)
    items = assess(register, on=on)
    comparison = compare([plan.organisation for plan in register.plans.values()], items)
    rows, total = [row.total for row in comparison.rows], comparison.total
    assert Total(*map(sum, zip(*rows, strict=True))) == total
    assert sum(comparison.overdue(r.number) for r in comparison.recommendations) == total.overdue
    assert total.silent <= total.overdue <= total.requirements_overdue <= total.items_overdue
    assert len(marks_of(items)) == total.recommendations
    assert [t.overdue for t in rows] == sorted((t.overdue for t in rows), reverse=True)
    for by in Grouping:
        found = total_rows(items, comparison.rows, by)
        assert sum(group.total.items for group in found) == total.items


@examples
@given(folders("kent", "essex"), as_of, st.integers(0, 400))
def test_a_point_of_a_trend_is_the_total_of_its_day(folder: Folder, on: date, days: int) -> None:
    register = _register(folder)
    ends = list(month_ends(on - timedelta(days=days), on))
    assert ends == sorted(set(ends))
    assert all((day + timedelta(days=1)).day == 1 for day in ends[:-1])
    assert ends[-1] == on
    for point in trend_points(register, ends, lambda _: True):
        assert point.total == total_of(assess(register, on=point.day))
