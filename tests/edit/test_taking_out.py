"""What is taken out, put back or replaced in a file of any shape is that, or it is refused."""

from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

import pytest
from file_shapes import SHAPES, Path, gains_a_line_feed
from plan_edits import Record, at, drawn_from, edited, spots

from stalkplan.edit.splice import Edit, put_back, replace_texts, take_out
from stalkplan.errors import RefusedError, UnwritableError
from stalkplan.record.model import Plan
from stalkplan.record.yaml import read

NEW = "[redacted]"


def _read(text: str) -> Any:
    value, problems = read("a.yaml", text)
    assert not problems, text
    return value


def _entries(plan: Record) -> Iterator[Path]:
    for number, response in enumerate(plan.get("responses") or ()):
        for path, record in _records(("responses", number), response):
            yield path
            yield from ((*path, "updates", n) for n in range(len(record.get("updates") or ())))


def _records(path: Path, response: Record) -> Iterator[tuple[Path, Record]]:
    yield path, response
    for place, action in enumerate(response.get("actions") or ()):
        yield (*path, "actions", place), action


def _texts(value: Any, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for key, each in inner:
            yield from _texts(each, (*path, key))
    elif (
        value and value.strip() and path[-1] in ("note", "position", "summary", "owner", "wording")
    ):
        yield path


def _assert_spliced(old: str, edit: Edit) -> None:
    parts, done = [], 0
    for splice in edit.splices:
        assert done <= splice.start <= splice.end
        parts += [old[done : splice.start], splice.text]
        done = splice.end
    assert "".join([*parts, old[done:]]) == edit.new
    assert edit.new.count("\ufeff") == old.count("\ufeff")
    assert edit.new.endswith("\n") == old.endswith("\n")
    assert ("\r\n" in edit.new) == ("\r\n" in old)


def _normal(plan: Any) -> Plan:
    return Plan.model_validate(plan)


@pytest.mark.parametrize("name", SHAPES)
def test_every_entry_of_every_shape_is_taken_out_alone(name: str) -> None:
    old = SHAPES[name]
    refused = 0
    every = [*_entries(_read(old))]
    for path in every:
        for with_key in (False, True):
            try:
                edit = take_out(old, path, with_key=with_key)
            except RefusedError:
                refused += 1
                continue
            left = deepcopy(_read(old))
            *way, key, number = path
            holder = at(left, tuple(way))
            del holder[key][number]
            assert _normal(_read(edit.new)) == _normal(left)
            assert (key in at(_read(edit.new), tuple(way))) == (bool(holder[key]) or not with_key)
            _assert_spliced(old, edit)
    assert refused <= REFUSE.get(name, 0), (refused, len(every))


REFUSE = {
    "lone returns only": 16,
    "explicit keys": 3,
    "block of text and ref": 1,
    "list and ref in a block of text": 1,
}
"""Shapes of which something cannot be taken out: how often, of its entries with key and without."""


@pytest.mark.parametrize("name", SHAPES)
def test_what_is_added_and_taken_out_leaves_no_trace(name: str) -> None:
    old = SHAPES[name]
    rng = Random(name)
    for path, key in spots(_read(old)):
        change = drawn_from(rng, path, key)
        try:
            edit = edited(old, change)
        except (RefusedError, UnwritableError):
            continue
        was, new = at(_read(old), path), edit.new
        if key:
            number = len(at(_read(new), path)[key]) - 1
            back = take_out(new, (*path, key, number), with_key=key not in was).new
        else:
            given = {k: was[k] or "" if k in was else None for k in change.record}
            back = put_back(new, path, given).new
        assert _normal(_read(back)) == _normal(_read(old))
        is_exact = all(splice.start == splice.end for splice in edit.splices)
        if is_exact and name not in ("explicit key alone", "actions in brackets"):
            assert back in (old, f"{old}\n" if gains_a_line_feed(name) else old), (path, key)


@pytest.mark.parametrize("name", SHAPES)
def test_every_text_of_every_shape_is_replaced_and_its_comments_stay(name: str) -> None:
    old = SHAPES[name]
    plan = _read(old)
    paths = [*_texts(plan)]
    for chosen in [*([path] for path in paths), paths]:
        if not chosen:
            continue
        edit = replace_texts(old, chosen, NEW)
        for path in chosen:
            at(plan := deepcopy(plan), path[:-1])[path[-1]] = NEW
        assert _normal(_read(edit.new)) == _normal(plan)
        _assert_spliced(old, edit)
        plan = _read(old)


BLOCKS = {
    # a file with one note: what it is then
    "note: |  # why\n  Jane did it.\n\n  And more.\n\nowner: A\n": (
        "note: '[redacted]'  # why\n\nowner: A\n"
    ),
    "note: >-\r\n  Jane\r\n  did it.\r\nowner: A\r\n": "note: '[redacted]'\r\nowner: A\r\n",
    "note: Jane did\n  it  # why\nowner: A\n": "note: '[redacted]'  # why\nowner: A\n",
    '{owner: A, note: "Jane, did it", date: x}\n': "{owner: A, note: '[redacted]', date: x}\n",
    "note: |+\n  Jane\n\n": "note: '[redacted]'\n\n",
    "note: |\n  Jane": "note: '[redacted]'",
    "\ufeffnote: Jane": "\ufeffnote: '[redacted]'",
}


@pytest.mark.parametrize("old", BLOCKS)
def test_what_stands_around_a_text_stays(old: str) -> None:
    assert replace_texts(old, [("note",)], NEW).new == BLOCKS[old]


TAKEN = {
    # a file, what is taken out of it, with its key: the file then
    ("a:\n  - {x: 1}  # one\n  - {x: 2}  # two\nb: 3\n", 0, True): "a:\n  - {x: 2}  # two\nb: 3\n",
    ("a:\n  # on all\n  - x: 1\n    # inside\n    y: 2\n  # below\nb: 3\n", 0, False): (
        "a:\n  # on all\n  # below\nb: 3\n"
    ),
    ("b: 3\na: [{x: 1}, {x: 2}, {x: 3}]\n", 1, True): "b: 3\na: [{x: 1}, {x: 3}]\n",
    ("b: 3\na: [{x: 1}, {x: 2}]\n", 0, True): "b: 3\na: [{x: 2}]\n",
    ("b: 3\na: [{x: 1}] # c\nc: 4\n", 0, False): "b: 3\na: [] # c\nc: 4\n",
    ("b: 3\na: [{x: 1}] # c\nc: 4\n", 0, True): "b: 3\nc: 4\n",
    ("{b: 3, a: [{x: 1}], c: 4}", 0, True): "{b: 3, c: 4}",
    ("b:\na:\n-\n  # inside\n  x: 1\n- x: 2", 0, True): "b:\na:\n- x: 2",
    ("b: 3\r\na:\r\n- x: 1\r\n  y: |\r\n    z\r\n", 0, True): "b: 3\r\n",
}


@pytest.mark.parametrize(("old", "number", "with_key"), TAKEN)
def test_only_the_lines_of_an_entry_go(old: str, number: int, with_key: bool) -> None:  # noqa: FBT001
    assert take_out(old, ("a", number), with_key=with_key).new == TAKEN[old, number, with_key]


def test_what_cannot_be_taken_out_alone_is_refused() -> None:
    for text in ("a:\n- x: 1", "? a\n: - x: 1\n"):
        with pytest.raises(RefusedError):
            take_out(text, ("a", 0), with_key=True)


PUT_BACK: dict[tuple[str, tuple[tuple[str, str | None], ...]], str | None] = {
    # a record, and its fields as they are to be: the record then; None if it is refused
    ("{ref: 1, position: }\n", (("position", None),)): "{ref: 1 }\n",
    ('{"ref": "1", "added": , "position": "x"}\n', (("position", None),)): (
        '{"ref": "1", "added":}\n'
    ),
    ('{"ref": "1", "added": "2025", "position": "x"}\n', (("position", None),)): (
        '{"ref": "1", "added": "2025"}\n'
    ),
    ("{ref: 1, added: , position: x}\n", (("position", None),)): None,
    (
        "ref: 1\n    position: x  # so far\n    acceptance: y\n",
        (("position", ""), ("acceptance", None)),
    ): "ref: 1\n    position:  # so far\n",
    (
        "ref: 1\n    position: |\n      x\n\n      y\n\n    acceptance: z\n",
        (("position", ""), ("acceptance", "y")),
    ): "ref: 1\n    position:\n\n    acceptance: y\n",
    ("ref: 1\r\n    position: >-\r\n      x\r\n", (("position", ""),)): (
        "ref: 1\r\n    position:\r\n"
    ),
    ("ref: 1\r\n    added: y\r\n    position: x", (("position", "z"), ("added", None))): (
        "ref: 1\r\n    position: z"
    ),
    ("ref: 1\n    added:\n    position: x\n", (("added", None),)): "ref: 1\n    position: x\n",
    ("position: x\n    ref: 1\n", (("position", None),)): None,
}


@pytest.mark.parametrize("case", PUT_BACK)
def test_what_was_filled_is_put_back(
    case: tuple[str, tuple[tuple[str, str | None], ...]],
) -> None:
    record, fields = case
    text, then = f"responses:\n  - {record}", PUT_BACK[case]
    if then is None:
        with pytest.raises(RefusedError):
            put_back(text, ("responses", 0), dict(fields))
    else:
        edit = put_back(text, ("responses", 0), dict(fields))
        assert edit.new == f"responses:\n  - {then}"
