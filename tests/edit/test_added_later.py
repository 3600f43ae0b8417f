"""What is added or answered on a day changes no verdict of an earlier day."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from examples import how_many
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_folders import Folder, as_of, folders, windows

from conftest import Result
from stalkplan.edit.add import NewAction
from stalkplan.edit.respond import NewAnswer
from stalkplan.errors import WrongCallError
from stalkplan.record.choices import Acceptance
from stalkplan.record.register import Register, build
from stalkplan.verdict.as_data import item_view
from stalkplan.verdict.items import Item, assess

PLAN = "responses/kent.yaml"
EARLIER = (1, 2, 15, 29, 60, 184)


def _texts(folder: Folder) -> dict[str, str]:
    """Return the files of a folder, in blocks as people write them."""
    unshared = json.loads(json.dumps(folder))  # else there would be aliases
    return {name: yaml.safe_dump(said, sort_keys=False) for name, said in unshared.items()}


def _register(texts: Mapping[str, str]) -> Register:
    register = build(texts)
    assert not register.problems
    return register


def _views(register: Register, on: date) -> list[dict[str, Any]]:
    """Return every item as a report has it, without its place."""
    views = [item_view(register, item, on=on) for item in assess(register, on=on)]
    return [{name: value for name, value in view.items() if name != "place"} for view in views]


def _assert_same_past(before: Register, after: Register, on: date) -> None:
    for day in {on - timedelta(days=days) for days in EARLIER}:
        assert _views(after, day) == _views(before, day)


def _milestone(item: Item) -> str | None:
    return item.milestone if len(item.recommendation.deadlines) > 1 else None


def _draw(data: st.DataObject, items: Sequence[Item]) -> Item:
    return items[data.draw(st.integers(0, len(items) - 1))]


@settings(max_examples=how_many(15))
@given(st.data(), folders("kent"), as_of, st.none() | windows)
def test_an_added_action_is_not_known_earlier(
    data: st.DataObject, folder: Folder, on: date, by: str | None
) -> None:
    texts = _texts(folder)
    before = _register(texts)
    items = assess(before, on=on)
    assume(items)
    item = _draw(data, items)
    work = NewAction(item.ref, "Do it.", by=by, milestone=_milestone(item))
    target = work.target(before, items)
    if target.response and target.response.added and target.response.added > on:
        with pytest.raises(WrongCallError, match="would be older"):
            work.edit(texts[PLAN], target, on=on)
        return
    after = _register({**texts, PLAN: work.edit(texts[PLAN], target, on=on).new})
    _assert_same_past(before, after, on)
    added = work.item_after(assess(after, on=on), target)
    assert added.action
    assert (added.summary, added.action.added) == ("Do it.", on)


@settings(max_examples=how_many(15))
@given(
    st.data(),
    folders("kent"),
    as_of,
    st.sampled_from(["We will", "We see."]),
    st.none() | st.sampled_from(Acceptance),
)
def test_an_answer_is_not_known_earlier(
    data: st.DataObject, folder: Folder, on: date, position: str, acceptance: Acceptance | None
) -> None:
    """Acceptance and stated deadline of a blank answer are part of what is answered."""
    for response in _blank(folder):
        for name in ("acceptance", "stated_deadline"):
            response.pop(name, None)
    texts = _texts(folder)
    before = _register(texts)
    items = assess(before, on=on)
    refs = {response["ref"] for response in folder[PLAN]["responses"]}
    refs -= {response["ref"] for response in _blank(folder)}
    open_items = [item for item in items if item.ref not in refs]
    assume(open_items)
    work = NewAnswer(_draw(data, open_items).ref, position, acceptance)
    target = work.target(before, items)
    after = _register({**texts, PLAN: work.edit(texts[PLAN], target, on=on).new})
    _assert_same_past(before, after, on)
    answered = work.item_after(assess(after, on=on), target)
    assert answered.response
    assert (answered.response.position, answered.response.added) == (position, on)
    assert answered.acceptance is (acceptance or Acceptance.NOT_STATED)


def _blank(folder: Folder) -> Iterator[dict[str, Any]]:
    """Yield the responses that are alone for their ref, and with nothing in them."""
    responses = folder[PLAN]["responses"]
    refs = [response["ref"] for response in responses]
    for response in responses:
        said = response["position"] or response["updates"] or response["actions"]
        if not said and refs.count(response["ref"]) == 1:
            yield response


def test_an_action_for_an_answer_yet_to_come_is_no_crash(
    stalkplan: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "recommendations.yaml").write_text(
        "publication: {id: report, title: A report, published: 2024-09-27}\n"
        "recommendations:\n  - {number: 7, addressed_to: [chief-constables]}\n"
    )
    (tmp_path / "responses.yaml").write_text(
        "organisation: {id: a, name: A, answers_for: [chief-constables]}\n"
        "responses:\n  - {ref: 7, added: 2025-01-30, position: We have.}\n"
    )
    where = ("--data", tmp_path, "--as-of", "2024-12-30")
    result = stalkplan("add", "7", "--summary", "x", *where)
    assert (result.code, "this is a bug" in result.err) == (2, False), result
