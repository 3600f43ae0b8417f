"""Several changes of one text are made exactly, all of them, or none: in any shape of file."""

from collections.abc import Sequence
from functools import reduce
from random import Random
from typing import Any

import pytest
from examples import how_many
from file_shapes import BASE, SHAPES
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_edits import Change, changed, drawn_from, edited, record_for, spots, writable_texts

from stalkplan.errors import RefusedError
from stalkplan.record.yaml import Plain, read


def _read(text: str) -> Any:
    value, problems = read("a.yaml", text)
    assert not problems, text
    return value


def _without_outer_blanks(value: Plain) -> Plain:
    if isinstance(value, dict):
        return {key: _without_outer_blanks(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_outer_blanks(inner) for inner in value]
    return value and value.strip()


def _assert_made(text: str, changes: Sequence[Change]) -> None:
    got, wanted = _read(edited(text, *changes).new), reduce(changed, changes, _read(text))
    assert _without_outer_blanks(got) == _without_outer_blanks(wanted)


def _is_made(text: str, change: Change) -> bool:
    try:
        edited(text, change)
    except RefusedError:
        return False
    return True


@pytest.mark.parametrize("name", SHAPES)
def test_two_records_in_every_list_and_values_in_every_blank(name: str) -> None:
    rng, text = Random(name), SHAPES[name]
    drawn = [
        drawn_from(rng, path, key)
        for path, key in spots(_read(text))
        for _ in range(2 if key else 1)
    ]
    rng.shuffle(drawn)
    _assert_made(text, [change for change in drawn if _is_made(text, change)])


@settings(max_examples=how_many(40))
@given(st.sampled_from(sorted(SHAPES)), st.data())
def test_any_changes_together(name: str, data: st.DataObject) -> None:
    text = SHAPES[name]
    places = data.draw(st.lists(st.sampled_from([*spots(_read(text))]), min_size=2, max_size=5))
    changes = [
        Change(
            path, key,
            record_for(key, lambda: data.draw(writable_texts()), lambda: data.draw(st.booleans())),
        )
        for path, key in places
    ]  # fmt: skip
    _assert_made(text, [change for change in changes if _is_made(text, change)])


def test_nothing_is_changed_by_no_change() -> None:
    assert edited(BASE).new == BASE


def _refused(text: str, *changes: Change) -> Sequence[str]:
    with pytest.raises(RefusedError) as refused:
        edited(text, *changes)
    return refused.value.by_hand


def test_the_change_that_cannot_be_proved_is_named() -> None:
    text = BASE.replace(
        "note: First.\n", "note: First.\r"
    )  # a lone return ends a line to YAML alone
    note = {"date": "2025-02-03", "note": "x"}
    drawn = [Change(path, key, note) for path, key in spots(_read(text)) if key == "updates"]
    made = [change for change in drawn if _is_made(text, change)]
    refused = [change for change in drawn if change not in made]
    assert made
    assert refused
    for change in refused:
        assert _refused(text, *made, change) == _refused(text, change)
