"""YAML text to plain values, text first: every scalar is text, and its place is found on demand.

One loop over the parser's events serves both: it builds plain values, or positioned nodes when a
place is wanted. Keeping places always would nearly double the memory of a large folder.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from stalkplan.record.problems import Lines, Problem, body_of

MAX_DEPTH = 20
"""Collections inside one another. A plan needs eight; the C composers crash on 100,000."""

MAX_PROBLEMS = 1000
"""Problems of one file; after that reading stops, so that a hostile file cannot fill the memory."""

PURE_LIMIT = 256 * 1024
"""Characters. A file that the C parser rejects gets the slow parser's opinion only up to here."""

TOO_MANY = ("too-many", "too many faults to list", "mend those above")

_DIRECTIVE = ("yaml-directive", "a '%' directive", "take the line out")

CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
"""What no text may hold, written out or escaped."""

_SYNTAX_HINTS = (
    ("tab", "indent with spaces"),
    ("mapping values are not allowed", "put text that holds ': ' in quotes"),
    ("found unexpected ':'", "put the link in quotes or on a line of its own"),
    ("expected ':'", "write a colon and a space after the key"),
    ("expected <block end>", "line up the keys of one record"),
    ("expected key", "line up the keys of one record"),
    ("end of stream", "close the quote or bracket"),
    ("expected ',' or", "close the bracket"),
    ("cannot start any token", "put the text in quotes"),
    ("sequence entries are not allowed", "put text that begins with '- ' in quotes"),
    ("expected '-'", "line up the keys of one record"),
    ("", "mend this line, or the one above it"),
)
"""What a parser's words contain, and what to write instead; the last fits all."""

Plain = str | list["Plain"] | dict[str, "Plain"] | None
Path = Sequence[str | int]
"""Keys and list positions from the top of a file to a value."""


@dataclass(slots=True)
class Node:
    """A value with its place: offsets in the text, `start` inclusive and `end` exclusive."""

    value: "str | list[Node] | dict[str, Node] | None"
    start: int
    end: int
    keys: dict[str, "Node"] = field(default_factory=dict)


class _Fault(NamedTuple):
    """A reason to refuse the text, at an offset."""

    offset: int
    code: str
    message: str
    hint: str


class _UnreadableError(Exception):
    """Reading cannot go on."""

    def __init__(self, offset: int, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.fault = _Fault(offset, code, message, hint)


def read(file: str, text: str) -> tuple[Plain, list[Problem]]:
    """Return the plain value of a YAML text, and every reason to refuse it.

    Scalars are text, a blank one is None; collections are lists and dicts. Where reading could not
    go on to the end the value is None.
    """
    body = body_of(text)
    value, faults = _load(body, positioned=False)
    return value, _problems(file, body, faults)


def read_placed(file: str, text: str) -> tuple[Node, Plain, list[Problem]]:
    """Return what `compose` and `read` return of a text, for the price of the first."""
    body = body_of(text)
    node, faults = _load(body, positioned=True)
    if not isinstance(node, Node):
        return Node(None, 0, 0), None, _problems(file, body, faults)
    return node, plain_of(node), _problems(file, body, faults)


def _problems(file: str, body: str, faults: Sequence[_Fault]) -> list[Problem]:
    if not faults:
        return []
    lines = Lines(body)
    return [Problem(lines.place(file, f.offset), f.code, f.message, f.hint) for f in faults]


def compose(text: str) -> Node:
    """Return the positioned nodes of a text that `read` can read; an empty node for others.

    Offsets count from the first character after a byte order mark.
    """
    node, _ = _load(body_of(text), positioned=True)
    return node if isinstance(node, Node) else Node(None, 0, 0)


def find(root: Node, path: Path, *, key: bool = False) -> Node:
    """Return the node at `path`, or the nearest one above it that exists.

    With `key`, the last step's key itself instead of its value.
    """
    node = root
    for depth, step in enumerate(path, start=1):
        inside = node.value
        if isinstance(inside, dict) and isinstance(step, str) and step in inside:
            node = node.keys[step] if key and depth == len(path) else inside[step]
        elif isinstance(inside, list) and isinstance(step, int) and step < len(inside):
            node = inside[step]
        else:
            break
    return node


def plain_of(node: Node) -> Plain:
    """Return the plain value of a node, as `read` gives it."""
    value = node.value
    if isinstance(value, dict):
        return {key: plain_of(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain_of(inner) for inner in value]
    return value


def parser_in_use() -> str:
    """Return which parser reads the files: without its wheel the C parser is silently missing."""
    is_c = "clib" in YAML(typ="safe").Parser.__module__
    return f"ruamel.yaml with the {'C' if is_c else 'pure Python'} parser"


def lines_of(text: str) -> Lines:
    """Return the lines that the offsets of `compose` count in."""
    return Lines(body_of(text))


def _load(body: str, *, positioned: bool) -> tuple[Any, list[_Fault]]:
    faults: list[_Fault] = []
    try:
        value = _build(body, faults, pure=False, positioned=positioned)
    except _UnreadableError as error:
        if error.fault.code == "not-yaml" and len(body) <= PURE_LIMIT:
            second: list[_Fault] = []
            try:
                return _build(body, second, pure=True, positioned=positioned), second
            except _UnreadableError:
                pass
        return None, [*faults, error.fault]
    return value, faults


def _events(body: str, *, pure: bool) -> Iterator[Any]:
    """Yield the parser's events; whatever it raises becomes one fault with an offset."""
    try:
        yield from YAML(typ="safe", pure=pure).parse(body)
    except YAMLError as error:
        if control := re.search(CONTROL, body):
            raise _control(control[0], control.start()) from error
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = str(getattr(error, "problem", None) or "the text cannot be read")
        offset = mark.index if mark else 0
        said = "tab" if body[offset : offset + 1] == "\t" else problem
        hint = next(hint for sign, hint in _SYNTAX_HINTS if sign in said)
        raise _UnreadableError(offset, "not-yaml", f"not YAML: {problem}", hint) from error
    except Exception as error:  # fuzzing the parsers gave six other types
        message = f"not YAML: the parser gave up ({type(error).__name__})"
        raise _UnreadableError(0, "not-yaml", message, _SYNTAX_HINTS[-1][1]) from error


def _build(  # noqa: C901, PLR0912, PLR0915  one loop, so that reading and editing cannot differ
    body: str, faults: list[_Fault], *, pure: bool, positioned: bool
) -> Any:
    """Build the value of one document. Refusals that do not end the reading go to `faults`."""
    into: Any = []  # the collection being filled; the document itself goes into a list of one
    top = into
    node: Node | None = None  # its node, if positions are wanted
    outer: list[tuple[Any, Node | None, Any]] = []  # the collections around it, and their keys
    key: Any = None  # of the value that comes next; in a mapping None means that a key comes next
    known: dict[str, str] = {}  # one object a key text, a third less memory
    end = 0  # of the event before
    for event in _events(body, pure=pure):
        kind = type(event)
        if kind is ScalarEvent:
            text = event.value
            if event.tag is not None or event.anchor is not None or event.style == '"':
                _check_scalar(event, faults)
            if key is None and type(into) is dict:
                key = _key(event, into, known, faults)
                if node is not None and key is not _IGNORED:
                    end = event.end_mark.index
                    node.keys[key] = Node(key, event.start_mark.index, end)
                continue
            value: Any = None if not text or text.isspace() else text
            if positioned:
                start, stop = event.start_mark.index, event.end_mark.index
                if start == stop:
                    start, stop = _empty(body, node, key, end)
                value, end = Node(value, start, stop), stop
            if type(into) is list:
                into.append(value)
            else:
                if key is not _IGNORED:
                    into[key] = value
                key = None
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            _check_collection(event, len(outer), faults, is_key=key is None and type(into) is dict)
            child: Any = {} if kind is MappingStartEvent else []
            inner = Node(child, event.start_mark.index, 0) if positioned else None
            if type(into) is list:
                into.append(inner or child)
            elif key is not _IGNORED:
                into[key] = inner or child
            outer.append((into, node, key))
            into, node, key = child, inner, None
            end = event.end_mark.index
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            end = event.end_mark.index
            if node is not None:
                node.end = end
            into, node, _ = outer.pop()
            key = None
        elif kind is DocumentStartEvent:
            if top:
                _refuse(
                    faults, event, "many-documents", "a second document", "use one file for each"
                )
                break
            for directive in re.finditer("^%", body[: event.end_mark.index], re.MULTILINE):
                _add(faults, _Fault(directive.start(), *_DIRECTIVE))
        elif kind is AliasEvent:
            _refuse(faults, event, "yaml-alias", "an alias", "write the text out")
            if type(into) is list:
                end = event.end_mark.index
                into.append(Node(None, event.start_mark.index, end) if positioned else None)
            else:
                key = _IGNORED if key is None else None
    return top[0] if top else None


def _empty(body: str, node: Node | None, key: Any, end: int) -> tuple[int, int]:
    """Return the place of an empty value: its key, or the dash of its entry after `end`.

    The parsers put it wherever the next token is.
    """
    if node is not None and isinstance(node.value, dict):
        held = node.keys.get(key)
        return (held.start, held.end) if held else (end, end)
    dash = re.compile(r"(?:[\s,]|#[^\n]*)*").match(body, end)
    start = dash.end() if dash else end
    return start, start + 1


_IGNORED = object()
"""The key of a value that is read and dropped, because its key was refused."""


def _key(event: Any, into: dict[str, Any], known: dict[str, str], faults: list[_Fault]) -> Any:
    text: str = event.value
    if text in into:
        _refuse(faults, event, "duplicate-key", f"{text!r} stands twice in one record", "keep one")
        return _IGNORED
    if text == "<<" and not event.style:
        _refuse(faults, event, "yaml-merge", "a merge key", "write the lines out")
        return _IGNORED
    return known.setdefault(text, text)


def _check_scalar(event: Any, faults: list[_Fault]) -> None:
    _check_marks(event, faults)
    if event.style == '"' and (control := re.search(CONTROL, event.value)):
        _add(faults, _control(control[0], event.start_mark.index).fault)


def _check_collection(event: Any, depth: int, faults: list[_Fault], *, is_key: bool) -> None:
    _check_marks(event, faults)
    offset = event.start_mark.index
    if is_key:
        raise _UnreadableError(
            offset, "bad-key", "a list or record as a key", "use a word as the key"
        )
    if depth >= MAX_DEPTH:
        message = f"more than {MAX_DEPTH} levels of nesting"
        raise _UnreadableError(offset, "too-deep", message, "a plan needs eight")


def _check_marks(event: Any, faults: list[_Fault]) -> None:
    if event.anchor is not None:
        _refuse(faults, event, "yaml-anchor", "an anchor", "take it out")
    if event.tag is not None:
        _refuse(faults, event, "yaml-tag", "a tag", "take it out; all values are text")


def _refuse(faults: list[_Fault], event: Any, code: str, message: str, hint: str) -> None:
    _add(faults, _Fault(event.start_mark.index, code, message, hint))


def _add(faults: list[_Fault], fault: _Fault) -> None:
    if len(faults) >= MAX_PROBLEMS:
        raise _UnreadableError(fault.offset, *TOO_MANY)
    faults.append(fault)


def _control(character: str, offset: int) -> _UnreadableError:
    message = f"a control character, U+{ord(character):04X}"
    return _UnreadableError(offset, "control-character", message, "take it out")
