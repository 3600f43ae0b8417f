"""The time lines: a true axis, nothing upon anything else, and in words all that is drawn."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import DATA, ROOT
from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import PublicItem
from stalkplan.publish.pages.timeline import Timeline, timeline_of
from stalkplan.publish.pages.timeline_broad import BROAD_WIDTH, MOST_STACKED, broad
from stalkplan.publish.pages.timeline_legend import keys_of
from stalkplan.publish.pages.timeline_shapes import SIZE, Drawing, Label, width_of
from stalkplan.publish.pages.timeline_tall import tall
from stalkplan.record.files import read_folder
from stalkplan.record.register import build
from stalkplan.verdict.items import assess
from stalkplan.verdict.timeliness import DONE

PUBLISHED = date(2024, 9, 27)
FOR_FORCES = "addressed_to: [chief-constables]"
SEVERAL = ROOT / "tests" / "cases" / "folders" / "several"


def _timelines(texts: Mapping[str, str], on: date) -> Iterator[tuple[Timeline, list[PublicItem]]]:
    register = build(texts)
    record = public_record(register, assess(register, on=on), on=on)
    for organisation in record.organisations:
        yield timeline_of(organisation, record.publication, on=on), list(organisation.items)


def _bundled(on: date) -> Timeline:
    return next(_timelines(read_folder(DATA).texts, on))[0]


def _plan(deadlines: Sequence[date], actions: Sequence[int], promises: Sequence[str]) -> Timeline:
    """Return the time line of a plan with so many actions for each deadline, and own promises."""
    asked = [
        "publication: {id: report, title: A report, published: 2024-09-27}",
        "recommendations:",
    ]
    plan = [
        "organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}",
        "responses:",
    ]
    for number, (day, many) in enumerate(zip(deadlines, actions, strict=True), start=1):
        asked.append(f"  - {{number: {number}, {FOR_FORCES}, deadlines: [{{due: {day}}}]}}")
        plan += [f"  - ref: {number}", "    position: We do.", "    actions:"]
        plan += [f"      - {{id: {number}.{each}, summary: x, owner: A}}" for each in range(many)]
    asked.append(f"  - {{number: 99, {FOR_FORCES}}}")
    plan += ["  - ref: 99", "    position: We do.", "    actions:", "      - {id: 99a, owner: A}"]
    plan += [
        f"      - {{id: 99.{n}, owner: A, promise: {{by: {by}}}}}" for n, by in enumerate(promises)
    ]
    texts = {
        "data/recommendations.yaml": "\n".join(asked),
        "data/responses.yaml": "\n".join(plan),
    }
    return next(_timelines(texts, date(2026, 11, 23)))[0]


def _box(label: Label) -> tuple[float, float, float, float]:
    """Return what a label takes: left, top, right, bottom."""
    wide = width_of(label.text, is_bold=label.look == "head")
    left = label.x - {"start": 0, "middle": wide / 2, "end": wide}[label.anchor]
    return left, label.y - 11, left + wide, label.y + 3


def _lines(drawing: Drawing, look: str) -> list[tuple[float, ...]]:
    """Return the straight lines of a look: left, top, right, bottom."""
    paths = "".join(stroke.path for stroke in drawing.strokes if stroke.look == look)
    lines = [re.fullmatch(_PATH, path) for path in paths.split("M")[1:]]
    assert all(lines), paths
    ends = [[float(line[n] or 0) for n in range(1, 7)] for line in lines if line]
    return [
        (min(x, x + w + w2), min(y, y + h + h2), max(x, x + w + w2), max(y, y + h + h2))
        for x, y, w, h, w2, h2 in ends
    ]


_NUMBER = r"(-?[\d.]+)"
_PATH = rf"{_NUMBER} {_NUMBER}(?:h{_NUMBER}|v{_NUMBER}|l{_NUMBER} {_NUMBER})"


def _judge(drawing: Drawing) -> None:
    """Judge that all of it stands inside, no text or square upon another, no line through a text.

    The line of the tall drawing's day ends where the texts begin.
    """
    labels = [_box(label) for label in drawing.labels]
    looks = "lead", "now", *(("promise", "promise-late") if drawing.look == "broad" else ())
    lines = [line for look in looks for line in _lines(drawing, look)]
    for line, box in product(lines, labels):
        beside = line[0] < box[2] and box[0] < line[2] + 0.1
        assert not (beside and line[1] < box[3] and box[1] < line[3]), (drawing.look, line, box)
    half = SIZE / 2
    squares = [(s.x - half, s.y - half, s.x + half, s.y + half) for s in drawing.squares]
    for left, top, right, bottom in (*labels, *squares):
        assert left >= -1
        assert top >= 0
        assert right <= drawing.width + 1
        assert bottom <= drawing.height + 1
    for one, other in combinations((*labels, *squares), 2):
        beside = one[0] < other[2] and other[0] < one[2]
        assert not (beside and one[1] < other[3] and other[1] < one[3]), (one, other)


days = st.integers(1, 900).map(lambda number: PUBLISHED + timedelta(number))
promised = st.sampled_from(
    ["2024-12", "2025-03", "2025-Q3", "2026", "2025-06-30", "2027-01-31", "2028"]
)


@given(st.lists(days, min_size=1, max_size=4, unique=True), st.data())
def test_nothing_stands_upon_anything_else(deadlines: list[date], data: st.DataObject) -> None:
    many = st.lists(st.integers(1, 30), min_size=len(deadlines), max_size=len(deadlines))
    timeline = _plan(sorted(deadlines), data.draw(many), data.draw(st.lists(promised, max_size=5)))
    labels_only = tall(timeline)._replace(squares=())
    _judge(labels_only)
    stacks = [timeline.share(day) for day in sorted(deadlines)]
    closest = min((b - a for a, b in pairwise(stacks)), default=1.0)
    drawing = broad(timeline)
    far_enough = closest * drawing.width > 112  # nearer stacks may touch: the axis is true
    _judge(drawing if far_enough else drawing._replace(squares=()))
    heads = {label.text for label in drawing.labels if label.look == "head"}
    assert {group.label for group in timeline.deadlines} <= heads or not far_enough


@pytest.mark.parametrize(
    "on", ["2024-09-28", "2024-10-10", "2025-03-28", "2026-11-23", "2035-01-01"]
)
def test_the_bundled_plan_on_any_day(on: str) -> None:
    timeline = _bundled(date.fromisoformat(on))
    for drawing in (broad(timeline), tall(timeline)):
        _judge(drawing)


def test_squares_stand_where_their_deadline_is() -> None:
    timeline = _bundled(date(2026, 11, 23))
    drawing = broad(timeline)
    for group in timeline.deadlines:
        x = (group.last - PUBLISHED).days / (date(2026, 11, 23) - PUBLISHED).days * BROAD_WIDTH
        assert any(abs(square.x - x) < 1 for square in drawing.squares), group.label
    assert len(drawing.squares) == sum(len(group.items) for group in timeline.deadlines) == 17


def test_a_square_stands_for_several_items_where_there_are_many() -> None:
    timeline = _plan([date(2025, 3, 27)], [3 * MOST_STACKED], [])
    assert len(broad(timeline).squares) == MOST_STACKED
    assert len(tall(timeline).squares) == MOST_STACKED


TOLD = {
    "2026-11-23": "22 November 2024: 2 complete. 27 March 2025: 1 complete, 13 overdue. "
    "27 September 2025: 1 overdue. Promised for March 2025: 1 overdue. "
    "Without a date to draw: 1. Updates recorded: none. Complete: 3 of 19 items.",
    "2025-03-28": "22 November 2024: 2 complete. 27 March 2025: 13 overdue, 1 unclear. "
    "27 September 2025: 1 not due yet. Promised for March 2025: 1 unclear. "
    "Still promised, March 2025: 4 items. Without a date to draw: 1. Updates recorded: none. "
    "Complete: 2 of 19 items.",
}


@pytest.mark.parametrize("on", TOLD)
def test_it_says_in_words_what_it_draws(on: str) -> None:
    assert _bundled(date.fromisoformat(on)).description == TOLD[on]


@pytest.mark.parametrize("on", [date(2025, 1, 1), date(2025, 6, 30), date(2026, 11, 23)])
def test_the_public_day_of_completion_is_that_of_the_verdict(on: date) -> None:
    register = build(read_folder(SEVERAL).texts)
    items = assess(register, on=on)
    record = public_record(register, items, on=on)
    public = {(item.organisation, item.id): item for item in record.items}
    done = [item for item in items if item.timeliness in DONE]
    for item in done:
        shown = public[item.organisation.id, item.id]
        assert shown.completed == item.completed or shown.is_withheld
    assert done or on < date(2025, 6, 30)


MOVED = """
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - ref: 1
    position: We do.
    actions:
      - id: 1.1
        owner: A
        promise: {by: 2025-02}
        updates:
          - {date: 2025-03-01, status: in-progress, note: Begun., promise: {by: 2027-02}}
      - id: 1.2
        owner: A
        promise: {not_before: 2027-06-01}
"""
ASKED = """
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - {number: 1, addressed_to: [chief-constables], deadlines: [{due: 2025-03-27}]}
"""


def test_what_is_promised_for_later_is_drawn_with_its_date() -> None:
    texts = {"data/recommendations.yaml": ASKED, "data/responses.yaml": MOVED}
    timeline, _ = next(_timelines(texts, date(2026, 11, 23)))
    assert timeline.end == date(2027, 6, 1)
    said = "Still promised: February 2027 (1 item) and from 1 June 2027 (1 item)"
    for drawing in (broad(timeline), tall(timeline)):
        _judge(drawing)
        told = " ".join(label.text for label in drawing.labels)
        plain = told.replace("Still promised ", "Still promised: ").replace(
            "item) from", "item) and from"
        )
        assert said in plain


ANOTHER = """
  - ref: 2
    position: We do.
    actions:
      - {id: 2.1, owner: A, promise: {by: 2025-Q3}}
"""


def test_no_bracket_strikes_through_the_text_of_another() -> None:
    asked = f"{ASKED}  - {{number: 2, addressed_to: [chief-constables]}}\n"
    moved = MOVED.replace("2027-02", "2026").replace("2027-06-01", "2026-12-31")
    plan = moved + ANOTHER.lstrip("\n")
    texts = {"data/recommendations.yaml": asked, "data/responses.yaml": plan}
    timeline, _ = next(_timelines(texts, date(2026, 11, 23)))
    assert timeline.promises
    assert timeline.later
    _judge(broad(timeline))


def test_a_phone_need_not_scroll_through_time_in_which_nothing_happened() -> None:
    near, far = (_plan([date(2025, 3, 27), day], [1, 1], []) for day in (NEAR, FAR))
    assert tall(far).height <= tall(near).height
    assert _folds(far) == ["19 months, nothing due"]


def test_a_plan_that_was_never_updated_is_not_said_to_be_so_for_some_months() -> None:
    """Beside 'Updates recorded: none' that would sound as if there had been some before."""
    timeline = _bundled(date(2026, 11, 23))
    assert timeline.updates_text == "Updates recorded: none"
    assert _folds(timeline) == ["13 months, nothing due"]


def _folds(timeline: Timeline) -> list[str]:
    return [label.text for label in tall(timeline).labels if "months" in label.text]


NEAR, FAR = date(2025, 9, 1), date(2026, 11, 1)


def test_the_legend_has_all_that_is_drawn_and_nothing_else() -> None:
    timeline = _bundled(date(2026, 11, 23))
    keys = keys_of(timeline)
    drawn = {square.kind for square in broad(timeline).squares}
    assert {key.kind for key in keys if key.kind} == drawn
    looks = {stroke.look for stroke in broad(timeline).strokes}
    assert {key.look for key in keys if key.look} == looks & {
        "promise",
        "promise-late",
        "update",
    } | {"done"}


GROWS = ASKED + "  - {number: 2, made: 2025-09-01, addressed_to: [chief-constables]}\n"
EARLY = """
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - ref: 1
    position: We do.
    actions:
      - id: 1.1
        owner: A
        updates: [{date: 2024-03-01, status: in-progress, note: Begun.}]
      - {id: 1.2, owner: A, promise: {not_before: 2028-06-01}}
"""


def test_a_day_before_the_publication_stands_where_it_is() -> None:
    texts = {"data/recommendations.yaml": GROWS, "data/responses.yaml": EARLY}
    timeline, _ = next(_timelines(texts, date(2026, 11, 23)))
    assert timeline.begin == date(2024, 3, 1)
    assert 0 < timeline.share(timeline.published) < timeline.share(date(2025, 3, 27))
    for drawing in (broad(timeline), tall(timeline)):
        _judge(drawing)
    said = [label.text for label in tall(timeline).labels]
    assert said[0] == "1 March 2024: first date"
    assert "27 Sep 2024: published" in said


def test_nothing_is_said_of_months_to_come() -> None:
    """How long there was no update is said whole, whatever else happened meanwhile."""
    texts = {"data/recommendations.yaml": GROWS, "data/responses.yaml": EARLY}
    timeline, _ = next(_timelines(texts, date(2026, 11, 23)))
    assert _folds(timeline) == [
        "32 months with no update",
        "18 months to come",
    ]
