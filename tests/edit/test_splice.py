"""A change is saved exactly or refused, nothing else: any text, any field, any shape of file."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, reduce
from operator import itemgetter
from random import Random
from typing import Any

import pytest
import yaml
from examples import how_many
from file_shapes import BASE, SHAPES, gains_a_line_feed, may_be_refused
from hostile_texts import REFUSED
from hypothesis import example, given, settings
from hypothesis import strategies as st
from plain_yaml import plain
from plan_edits import (
    AWKWARD,
    UNWRITABLE,
    Change,
    Record,
    at,
    changed,
    drawn_from,
    edited,
    record_for,
    spots,
    texts,
)
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from stalkplan.edit.as_yaml import Fields, block, in_brackets, scalar
from stalkplan.edit.several import Appended, several
from stalkplan.edit.splice import Edit, Splice
from stalkplan.errors import RefusedError, UnwritableError
from stalkplan.record.model import Plan
from stalkplan.record.yaml import PURE_LIMIT, read


def _read(text: str) -> Any:
    value, problems = read("a.yaml", text)
    assert not problems, text
    return value


def _read_elsewhere(text: str) -> Any:
    """Return what PyYAML, which shares no code with our parser, reads; blank texts are nothing."""
    return _without_blanks(plain(text))


def _without_blanks(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_blanks(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_blanks(inner) for inner in value]
    return value if value and not value.isspace() else None


def _is_read_fast(text: str) -> bool:
    try:
        return all(True for _ in YAML(typ="safe").parse(text.removeprefix("\ufeff")))
    except YAMLError:
        return False


@cache
def _meanings(name: str, reader: Callable[[str], Any]) -> Sequence[Any]:
    """Return what a reader may read of what is in a shape already; nothing if it cannot."""
    old = SHAPES[name]
    try:
        return [reader(text) for text in ((old, f"{old}\n") if gains_a_line_feed(name) else (old,))]
    except yaml.YAMLError:
        return []


def _assert_read(
    name: str, new: str, changes: Sequence[Change], reader: Callable[[str], Any]
) -> None:
    meanings = [reduce(changed, changes, meaning) for meaning in _meanings(name, reader)]
    assert not meanings or reader(new) in meanings, new


def _saved_or_refused(name: str, change: Change) -> Edit | None:
    """Return the proved edit of a shape, None if it may be refused and is; assert all else."""
    old = SHAPES[name]
    is_unwritable = bool(UNWRITABLE.search("".join(_texts_of(change.record))))
    try:
        edit = edited(old, change)
    except UnwritableError:
        assert is_unwritable
        return None
    except RefusedError:
        assert may_be_refused(name, change.path), (name, change)
        return None
    assert not is_unwritable
    _assert_read(name, edit.new, [change], _read)
    _assert_only_spliced(name, old, edit, change)
    return edit


def _spliced(old: str, splices: Sequence[Splice]) -> str:
    """Return a text with splices made in it, which may meet but not overlap."""
    parts, done = [], 0
    for splice in splices:
        assert done <= splice.start <= splice.end, splices
        parts += [old[done : splice.start], splice.text]
        done = splice.end
    return "".join([*parts, old[done:]])


def _assert_only_spliced(name: str, old: str, edit: Edit, change: Change) -> None:
    assert _spliced(old, edit.splices) == edit.new
    removed = [old[s.start : s.end] for s in edit.splices if s.start < s.end]
    if change.key:
        assert removed == (["''"] if name == "updates: quoted nothing" else [])[: len(removed)]
        assert len(edit.splices) == 1 + len(removed)
    stated = r"\s*not-stated|\"not-stated\"" if "acceptance" in change.record else "(?!)"
    blank = r"(['\"])\s*\1|[|>]-?"
    assert all(re.fullmatch(f"{stated}|{blank}", piece) for piece in removed), removed
    assert _breaks(edit.new) <= _breaks(old)
    assert all(len(_breaks(splice.text)) <= 1 for splice in edit.splices)
    assert edit.new.count("\ufeff") == old.count("\ufeff")
    assert edit.new.endswith("\n") == old.endswith("\n")


def _breaks(text: str) -> set[str]:
    return set(re.findall("\r\n|\r|\n", text))


def _texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts_of(inner)


def test_the_shapes_are_many_and_legal() -> None:
    assert len(set(SHAPES.values())) == len(SHAPES) >= 30
    for name in SHAPES:
        Plan.model_validate(_read(SHAPES[name]))
    assert sum(not _meanings(name, _read_elsewhere) for name in SHAPES) * 50 < len(SHAPES)


@pytest.mark.parametrize("name", SHAPES)
def test_every_spot_of_every_shape(name: str) -> None:
    rng = Random(name)
    drawn = [drawn_from(rng, path, key) for path, key in spots(_read(SHAPES[name]))]
    saved = [(change, edit) for change in drawn if (edit := _saved_or_refused(name, change))]
    together = _spliced(SHAPES[name], _sorted(_read(SHAPES[name]), saved))
    _assert_read(name, together, [change for change, _ in saved], _read_elsewhere)


def _sorted(plan: Record, saved: Sequence[tuple[Change, Edit]]) -> Sequence[Splice]:
    """Return the splices of several edits of one text; where they meet, the innermost first."""

    def order(each: tuple[Change, Edit]) -> tuple[int, bool, bool]:
        change, _ = each
        return -len(change.path), change.key != "", change.key not in at(plan, change.path)

    splices = [splice for _, edit in sorted(saved, key=order) for splice in edit.splices]
    return sorted(splices, key=itemgetter(0, 1))


def test_fewer_than_one_in_ten_are_refused_and_no_plain_shape_is() -> None:
    rng = Random(4)
    changes = [
        (name, drawn_from(rng, path, key))
        for name in SHAPES
        for path, key in rng.choices([*spots(_read(SHAPES[name]))], k=3)
    ]
    refused = [(name, change) for name, change in changes if _is_refused(name, change)]
    assert len(refused) * 10 < len(changes)
    assert not [(name, c) for name, c in refused if not may_be_refused(name, c.path)]


def _is_refused(name: str, change: Change) -> bool:
    try:
        edited(SHAPES[name], change)
    except RefusedError:
        return True
    return False


EXAMPLES = {
    # shape: where a note is appended, and what that puts into the file
    "plain": (("responses", 0, "actions", 0), "\n          - date: D\n            note: N"),
    "crlf": (("responses", 1), "\r\n    updates:\r\n      - date: D\r\n        note: N"),
    "unended": (("responses", 2, "actions", 0), "\n          - date: D\n            note: N"),
    "wide dashes": (
        ("responses", 1),
        "\n        updates:\n          - date: D\n            note: N",
    ),
    "lists at zero indent": (("responses", 0, "actions", 0), "\n    - date: D\n      note: N"),
    "updates:' [ ]'": (("responses", 0, "actions", 0), "{date: D, note: N}"),
    "updates:''": (("responses", 0, "actions", 0), "\n          - date: D\n            note: N"),
    "in brackets: comma": (("responses", 0, "actions", 0), ", {date: D, note: N}"),
    "response in braces": (("responses", 1), " , updates: [{date: D, note: N}]"),
    "response in braces, no position": (("responses", 1), ", updates: [{date: D, note: N}]"),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_put_in_looks_like_what_a_person_writes(name: str) -> None:
    path, inserted = EXAMPLES[name]
    edit = several(SHAPES[name], [Appended(path, "updates", {"date": "D", "note": "N"})])
    assert [splice.text for splice in edit.splices] == [inserted]


@pytest.mark.parametrize("name", [n for n in SHAPES if n[0] in "|>" and "hole" in n])
def test_blank_lines_behind_a_text_stay_behind_the_update(name: str) -> None:
    path = ("responses", 2 if "at the end" in name else 0, "actions", 0)
    (splice,) = several(SHAPES[name], [Appended(path, "updates", {"date": "D"})]).splices
    is_of_the_text = "+" in name
    assert SHAPES[name][: splice.start].endswith("no comment.") != is_of_the_text


@pytest.mark.parametrize("name", [name for name, text in SHAPES.items() if "#" in text])
def test_a_text_of_lines_takes_no_comment_below_it(name: str) -> None:
    lines = "One.\nTwo."
    records = {
        "updates": {"date": "2025-02-03", "note": lines},
        "actions": {"id": "7.9a", "summary": lines},
        "responses": {"ref": "7.9", "position": lines},
        "": {"position": lines},
    }
    for path, key in spots(_read(SHAPES[name])):
        _saved_or_refused(name, Change(path, key, records[key]))


@st.composite
def changes_of_shapes(draw: st.DrawFn) -> tuple[str, Change]:
    """Draw a shape and a change of it."""
    name = draw(st.sampled_from(sorted(SHAPES)))
    path, key = draw(st.sampled_from([*spots(_read(SHAPES[name]))]))
    record = record_for(key, lambda: draw(texts()), lambda: draw(st.booleans()))
    return name, Change(path, key, record)


@settings(max_examples=how_many(60))
@given(changes_of_shapes())
@example(("plain", Change(("responses", 1), "", {"position": "a\ud800"})))
def test_whatever_is_typed_is_saved_exactly_or_refused(drawn: tuple[str, Change]) -> None:
    name, change = drawn
    edit = _saved_or_refused(name, change)
    if edit:
        assert _is_read_fast(edit.new) >= _is_read_fast(SHAPES[name])
        _assert_read(name, edit.new, [change], _read_elsewhere)


@pytest.mark.parametrize("text", AWKWARD)
def test_every_text_in_every_field(text: str) -> None:
    for name, path, key in (
        ("plain", ("responses", 0, "actions", 0), "updates"),
        ("plain", ("responses", 1), ""),
        ("json on a line", ("responses", 0, "actions", 0), "updates"),
    ):
        change = Change(path, key, record_for(key, lambda: text, lambda: True))
        edit = _saved_or_refused(name, change)
        assert edit
        assert _is_read_fast(edit.new)
        _assert_read(name, edit.new, [change], _read_elsewhere)


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_what_no_file_may_hold_is_refused_in_every_field(text: str) -> None:
    for path, key in spots(_read(BASE)):
        legal = record_for(key, lambda: "x", lambda: True)
        spoilt = record_for(key, lambda: text, lambda: True)
        for field in (field for field in legal if spoilt[field] != legal[field]):
            with pytest.raises(
                UnwritableError, match=f"U\\+{ord(UNWRITABLE.findall(text)[0]):04X}"
            ):
                edited(BASE, Change(path, key, {**legal, field: spoilt[field]}))


_LISTED = """null Null NULL ~ yes Yes NO on Off true FALSE 12 010 0o17 0x1F 0b11 1_000 12:30 7.10
190:20:30 1. 1e3 1.5E-3 2025-03-01 2025-3-1 2025-03-01T12:30:00Z .5 -1 .inf"""
OTHER_TYPES = [*_LISTED.split(), "2025-03-01 12:30:00"]


@pytest.mark.parametrize("word", OTHER_TYPES)
def test_words_that_have_another_type_elsewhere_stay_texts(word: str) -> None:
    wording: Fields = {"wording": word}
    update: Fields = {"date": "2025-04-01", "note": word, "evidence": (word,), "promise": wording}
    for lines in (block(update), [in_brackets(update)]):
        text = "\n".join(lines)
        for read_by in (yaml.safe_load, YAML(typ="safe", pure=True).load):
            found = read_by(text)
            assert [found["note"], found["promise"]["wording"], *found["evidence"]] == [word] * 3


def test_what_is_a_date_or_a_ref_stays_bare() -> None:
    fields: Fields = {"ref": "12.10", "added": "2025-04-01", "promise": {"by": "2025-03"}}
    assert block(fields) == ["ref: 12.10", "added: 2025-04-01", "promise: {by: 2025-03}"]
    assert scalar("12.2a and 13b by 2025-03-01") == "12.2a and 13b by 2025-03-01"


def test_a_file_too_long_for_the_slow_parser_takes_every_text() -> None:
    long = f"{BASE}# {'x' * PURE_LIMIT}\n"
    rng = Random(5)
    for path, key in spots(_read(BASE)):
        change = Change(path, key, record_for(key, lambda: rng.choice(AWKWARD), lambda: True))
        assert _read(edited(long, change).new) == changed(_read(BASE), change)


@pytest.mark.parametrize(
    "spoilt",
    ["id: &a 7.1a", "id: !!str 7.1a", "id: 7.1a\n        id: 7.1a", "<<: {id: 7.1a}"],
)
def test_what_the_reader_refuses_is_not_written_to(spoilt: str) -> None:
    text = BASE.replace("id: 7.1a", spoilt)
    assert read("a.yaml", text)[1]
    with pytest.raises(RefusedError) as refused:
        several(text, [Appended(("responses", 0, "actions", 0), "updates", {"date": "2025-01-03"})])
    assert refused.value.by_hand == ["updates:", "  - date: 2025-01-03"]
    assert refused.value.line == 9
