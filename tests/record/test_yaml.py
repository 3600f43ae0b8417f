"""YAML text to values: text first, places that editors agree with, and two parsers that agree."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import yaml
from examples import how_many
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from stalkplan.record import yaml as record_yaml
from stalkplan.record.yaml import (
    MAX_DEPTH,
    PURE_LIMIT,
    Node,
    Plain,
    RecordPath,
    compose,
    find,
    lines_of,
    read,
)

VALUES = {
    # as written: text, or None
    "10.10": "10.10",
    "12": "12",
    "1e3": "1e3",
    "0x1F": "0x1F",
    "010": "010",
    ".inf": ".inf",
    "no": "no",
    "on": "on",
    "true": "true",
    "null": "null",
    "~": "~",
    "=": "=",
    "2025-03-27": "2025-03-27",
    "2024-13-01": "2024-13-01",
    "2025-03-27T09:00:00Z": "2025-03-27T09:00:00Z",
    "12:30:45": "12:30:45",
    "": None,
    "   ": None,
    "''": None,
    '""': None,
    "' '": None,
    '"\\n"': None,
    "# nothing": None,
    "text # said": "text",
    "text#not": "text#not",
    "'it''s'": "it's",
    '"a\\tb\\u00e9"': "a\tbé",
    "  padded  ": "padded",
    "' kept '": " kept ",
    "over\n  two lines": "over two lines",
    "|\n  one\n  two": "one\ntwo\n",
    "|-\n  one\n\n": "one",
    "|+\n  one\n": "one\n\n",
    ">-\n  one\n  two": "one two",
    "https://a.example/b:c#d": "https://a.example/b:c#d",
    "[]": [],
    "{}": {},
    "[a, ' ', 1]": ["a", None, "1"],
    "{b: , c: 1}": {"b": None, "c": "1"},
    "{b, c}": {"b": None, "c": None},
}


@pytest.mark.parametrize("written", VALUES)
def test_text_first(written: str, parser: str) -> None:
    value, problems = read("a.yaml", f"key: {written}\n")
    assert (value, problems) == ({"key": VALUES[written]}, []), parser


def test_of_several_documents_the_first_is_the_value(parser: str) -> None:
    value, (problem,) = read(parser, "a: b\n---\nc: d\n---\ne: f\n")
    assert (value, problem.code, problem.place.line) == ({"a": "b"}, "many-documents", 2)


def test_the_c_parser_is_installed_and_used() -> None:
    assert YAML(typ="safe").Parser.__module__.endswith("_ruamel_yaml")
    tab_before_comment = "key: value\t# said\n"
    assert read("a.yaml", tab_before_comment) == ({"key": "value"}, [])
    with _pure_parser():
        assert [p.code for p in read("a.yaml", tab_before_comment)[1]] == ["not-yaml"]


def test_what_the_c_parser_rejects_the_pure_one_may_read_if_it_is_short() -> None:
    text = "evidence: [https:]\n"
    comment = "#" * (PURE_LIMIT - len(text))
    assert read("a.yaml", text + comment) == ({"evidence": ["https:"]}, [])
    assert [p.code for p in read("a.yaml", text + comment + "#")[1]] == ["not-yaml"]
    assert _unwrapped(compose(text + comment)) == {"evidence": ["https:"]}


@pytest.mark.parametrize("levels", [MAX_DEPTH, MAX_DEPTH + 1])
@pytest.mark.parametrize(("opening", "closing"), ["[]", ("- ", ""), ("{a: ", "}"), ("? ", "")])
def test_nesting_ends_at_twenty_levels(
    opening: str, closing: str, levels: int, parser: str
) -> None:
    codes = [p.code for p in read("a.yaml", opening * levels + "x" + closing * levels)[1]]
    is_key = opening == "? " and levels > 1
    assert codes == (["bad-key"] if is_key else ["too-deep"] if levels > MAX_DEPTH else []), parser


PLACES = {
    # text, path: line and column, from 1
    ("a: b", "a"): (1, 4),
    ("a: b", ""): (1, 1),
    ("\n# c\n\na: b", ""): (4, 1),
    ("a: 1\r\nb: 2\r\n", "b"): (2, 4),
    ("a: |\r\n  x\r\n  y\r\nb: 2\r\n", "b"): (4, 4),
    ("\ufeffa: b", "a"): (1, 4),
    ("\ufeff\r\na: b", "a"): (2, 4),
    ('a: "x\u2028y\u2029"\nb: 2', "b"): (2, 4),
    ("a: 'x\x85y'\nb: 2", "b"): (2, 4),
    ("a: 1\rb: 2", "b"): (1, 9),
    ("a: é\nÖl: 日本", "Öl"): (2, 5),
    ("{a: 🚓, b: c}", "b"): (1, 11),
    ("a: 👩🏽\u200d⚖️\nb: c", "b"): (2, 4),
    ("a: [[b, {c: d}], e]", "a 0 1 c"): (1, 13),
    ("a: [[b, {c: d}], e]", "a 0 1"): (1, 9),
    ("a: [[b, {c: d}], e]", "a 1"): (1, 18),
    ("a:\n- b\n- c:  d", "a 1 c"): (3, 7),
    ("a:\n- b\n- c:  d", "a 1"): (3, 3),
    ("a: |\n  b\nc: 'd'", "a"): (1, 4),
    ("a: |\n  b\nc: 'd'", "c"): (3, 4),
    ("a:\n  b: c", "a zz"): (2, 3),
    ("a:\n  b: c", "a zz 0 b"): (2, 3),
    ("a:\n  b: c", "a b 0"): (2, 6),
    ("a: [b]", "a 1"): (1, 4),
    ("a: [b]", "0"): (1, 1),
    # what is empty is where its key or its dash is
    ("a:  # c\n\nb: c", "a"): (1, 1),
    ("x: {a: , b: c}", "x a"): (1, 5),
    ("a:\n- b\n-  # c\n- d", "a 1"): (3, 1),
    ("- b\n# - c\n-\n", "1"): (3, 1),
    ("a: ''", "a"): (1, 4),
    # what is not there is nowhere
    ("not: [yaml", "not"): (1, 1),
    ("", "a"): (1, 1),
}


def _path(steps: str) -> RecordPath:
    return tuple(int(step) if step.isdigit() else step for step in steps.split())


@pytest.mark.parametrize(("text", "steps"), PLACES)
def test_place(text: str, steps: str, parser: str) -> None:
    node = find(compose(text), _path(steps))
    place = lines_of(text).place("a.yaml", node.start)
    assert (place.line, place.column) == PLACES[text, steps], parser


KEYS = {
    # path: what stands there
    "a": "a",
    "a b": "b",
    "a list": "'list'",
    "a list 1": "x",
    "a list 0 c": '"c"',
    "zz": "a:\n  b: {}",
    "a zz": "b: {}",
    "a b zz": "{}",
}


@pytest.mark.parametrize("steps", KEYS)
def test_find_a_key(steps: str, parser: str) -> None:
    """An entry of a list is its own key; of what does not exist the nearest above is found."""
    text = "a:\n  b: {}\n  'list': [{\"c\": d}, x]\n"
    node = find(compose(text), _path(steps), key=True)
    assert text[node.start :].startswith(KEYS[steps]), parser


@contextmanager
def _pure_parser() -> Iterator[None]:
    """Have only the pure parser, as where no C parser is installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(record_yaml, "_IS_C", False)
        yield


def _unwrapped(node: Node) -> Plain:
    """Return the plain value of a node."""
    if isinstance(node.value, dict):
        return {key: _unwrapped(inner) for key, inner in node.value.items()}
    if isinstance(node.value, list):
        return [_unwrapped(inner) for inner in node.value]
    return node.value


def _nodes(node: Node) -> Iterator[Node]:
    """Yield every node under one, itself and keys included."""
    yield node
    yield from node.keys.values()
    if isinstance(node.value, dict | list):
        inside = node.value.values() if isinstance(node.value, dict) else node.value
        for inner in inside:
            yield from _nodes(inner)


def _blank_is_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _blank_is_nothing(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_blank_is_nothing(inner) for inner in value]
    return value if value.strip() else None


class _Dumper(yaml.SafeDumper):
    """Writes what occurs twice out twice."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def _trees(scalars: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """Return records of values up to a few levels deep, every scalar a text."""

    def deeper(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return st.lists(inner, max_size=4) | st.dictionaries(scalars, inner, max_size=4)

    return st.dictionaries(scalars, st.recursive(scalars, deeper, max_leaves=12), max_size=4)


LAYOUTS = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([None, True, False]),
        "default_style": st.sampled_from([None, None, "'", '"', "|", ">"]),
        "width": st.sampled_from([20, 80, 10_000]),
        "allow_unicode": st.booleans(),
        "indent": st.sampled_from([2, 4]),
        "explicit_start": st.booleans(),
    }
)
_VISIBLE = st.characters(
    exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"], exclude_characters="\ufeff"
)
"""Without what ends a line in one version of YAML and not in the other."""
TEXTS = st.text(_VISIBLE | st.sampled_from("\n :#-'\"[]{},&*!|>%@"), max_size=20)
WORDS = st.from_regex(r"[a-zé日🚓0-9]+([ .:-][a-zé日🚓0-9]+){0,3}", fullmatch=True)


def _both(text: str) -> Iterator[tuple[Plain, list[Any], Node]]:
    """Yield what each parser makes of a text: value, problems, nodes."""
    yield *read("a.yaml", text), compose(text)
    with _pure_parser():
        yield *read("a.yaml", text), compose(text)


@given(tree=_trees(TEXTS), layout=LAYOUTS)
def test_what_another_program_wrote_is_read_alike_by_all(tree: Any, layout: dict[str, Any]) -> None:
    text = yaml.dump(tree, Dumper=_Dumper, **layout)
    expected = _blank_is_nothing(yaml.load(text, Loader=yaml.BaseLoader))
    for value, problems, root in _both(text):
        assert (value, problems) == (expected, [])
        assert _unwrapped(root) == expected


LINE_ENDS = st.sampled_from([("", "\n"), ("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n")])


@given(tree=_trees(WORDS), style=st.sampled_from([None, True, False]), ends=LINE_ENDS)
def test_a_node_is_exactly_where_its_scalar_stands(
    tree: Any, style: Any, ends: tuple[str, str]
) -> None:
    bom, newline = ends
    body = yaml.dump(
        tree, Dumper=_Dumper, default_flow_style=style, allow_unicode=True, width=10_000
    ).replace("\n", newline)
    for _, problems, root in _both(bom + body):
        assert problems == []
        assert _unwrapped(root) == tree
        for node in _nodes(root):
            if isinstance(node.value, str):
                assert body[node.start : node.end] in (node.value, f"'{node.value}'")


DAYS = st.dates().map(str) | st.sampled_from(["2025-03", "2025-Q1", "27/03/2025", "march"])
UPDATES = st.fixed_dictionaries(
    {"date": DAYS},
    optional={
        "status": st.sampled_from(["in-progress", "complete", "done", ""]),
        "note": TEXTS,
        "evidence": st.lists(st.just("https://a.example/b?c=d#e"), max_size=2),
        "verified": st.fixed_dictionaries({"by": WORDS, "on": DAYS}),
    },
)
ACTIONS = st.fixed_dictionaries(
    {"id": st.from_regex(r"[0-9]{1,2}\.[0-9]{1,2}[a-z]", fullmatch=True)},
    optional={
        "summary": TEXTS,
        "promise": st.fixed_dictionaries({}, optional={"by": DAYS, "wording": TEXTS}),
        "updates": st.lists(UPDATES, max_size=3),
    },
)
PLANS = st.fixed_dictionaries(
    {
        "organisation": st.fixed_dictionaries({"id": WORDS, "name": TEXTS}),
        "responses": st.lists(
            st.fixed_dictionaries(
                {"ref": st.from_regex(r"[0-9]{1,2}\.[0-9]{1,2}", fullmatch=True)},
                optional={"position": TEXTS, "actions": st.lists(ACTIONS, max_size=2)},
            ),
            max_size=3,
        ),
    }
)


@given(plan=PLANS, layout=LAYOUTS, ends=LINE_ENDS, comment=TEXTS)
def test_both_parsers_read_the_same_plan(
    plan: Any, layout: dict[str, Any], ends: tuple[str, str], comment: str
) -> None:
    """Whole with comments, and broken off in the middle."""
    bom, newline = ends
    text = yaml.dump(plan, Dumper=_Dumper, **layout)
    said = f"  # {comment}".replace("\n", " ")
    commented = re.sub("^ *-? ?[a-z]+:$", lambda key: key[0] + said, text, flags=re.MULTILINE)
    for written in (commented, text[: len(text) // 2]):
        c, pure = _both(bom + written.replace("\n", newline))
        assert c[0] == pure[0]
        assert {p.code for p in c[1]} == {p.code for p in pure[1]}


YAML_LIKE = st.text(
    st.sampled_from("ab:-[]{}&*!|>'\"%@#?,.\\<=~`0 \t\n\r\ufeff\x85\u2028\x00\x1b\ud800é🚓"),
    max_size=30,
)
DECODED = st.binary(max_size=60).map(lambda data: data.decode("utf-8", "replace"))
RAW = st.binary(max_size=60).map(lambda data: data.decode("latin-1"))


@settings(max_examples=how_many(40))
@given(text=st.text(max_size=60) | YAML_LIKE | DECODED | RAW)
@example(text="2024-13-01: ")
@example(text="%YAML 2.0\n---\n")
@example(text="!<")
@example(text='"\\ud800"')
@example(text="- *a")
@example(text="\ufeff\ufeff")
def test_any_text_is_a_value_or_problems_with_a_place(text: str) -> None:
    lines = text.removeprefix("\ufeff").split("\n")
    for value, problems, root in _both(text):
        assert value is None or isinstance(value, str | list | dict)
        for problem in problems:
            place = problem.place
            assert place.file == "a.yaml"
            assert 1 <= place.line <= len(lines)
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        if not problems:
            assert _unwrapped(root) == value
