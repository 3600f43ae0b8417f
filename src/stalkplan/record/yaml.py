"""YAML text to plain values, text first: every scalar is text, and its place comes on demand.

One builder makes both from the parser's events: plain values, or nodes with their places. Places
that are always kept would nearly double the memory of a large folder.
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
    StreamStartEvent,
)

from stalkplan.record.lookalikes import lookalike
from stalkplan.record.problems import Lines, Problem, body_of
from stalkplan.record.syntax_errors import syntax_fault

MAX_DEPTH = 20
"""Records and lists inside one another. A plan needs eight; the C composers crash on 100,000."""

MAX_PROBLEMS = 1000
"""Problems of one file; after that reading stops, so that a hostile file cannot fill the memory."""

PURE_LIMIT = 256 * 1024
"""Characters. A file that the C parser rejects gets the slow parser's opinion only up to here."""

TOO_MANY = ("too-many", "too many faults to list", "fix those above")

_DIRECTIVE = ("yaml-directive", "a '%' directive", "take the line out")

_DIRECTIVE_FIRST = r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?=%)"
"""What may stand before a directive. Without `---` below it no parser says that it is one."""

CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
"""The characters that no text may hold, written out or escaped."""

_PARSER: Any = YAML(typ="safe").Parser
_IS_C = "clib" in _PARSER.__module__

Plain = str | list["Plain"] | dict[str, "Plain"] | None
RecordPath = tuple[str | int, ...]
"""Keys and list positions, from 0, that lead from the top of a file to a value."""


@dataclass(slots=True)
class Node:
    """A value with its place: offsets in the text, `start` inclusive and `end` exclusive.

    `keys` are the nodes of a record's own keys.
    """

    value: "str | list[Node] | dict[str, Node] | None"
    start: int
    end: int
    keys: dict[str, "Node"] = field(default_factory=dict)


_NO_KEYS: dict[str, Node] = {}
"""Of every node that is no record: an empty one for each would be a third of the memory."""


class _Fault(NamedTuple):
    """A reason to refuse the text, at an offset."""

    offset: int
    code: str
    message: str
    hint: str


class _UnreadableError(Exception):
    """Reading cannot go on."""

    def __init__(self, offset: int, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.fault = _Fault(offset, code, message, hint)


def read(file: str, text: str) -> tuple[Plain, list[Problem]]:
    """Return the plain value of a YAML text, and every reason to refuse it, with its place.

    A scalar is a str, or None if it is blank; lists and records are lists and dicts. The value is
    None if the text could not be read to its end. `file` is the name for the places.
    """
    body = body_of(text)
    value, faults = _load(body, positioned=False)
    return value, _problems(file, body, faults)


def read_placed(file: str, text: str) -> tuple[Node, Plain, list[Problem]]:
    """Return what `compose` returns, then what `read` returns, for the price of `compose`."""
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
    """Return a text as nodes with places; an empty node if `read` could not read it.

    Offsets count in `body_of(text)`, which has no byte order mark.
    """
    node, _ = _load(body_of(text), positioned=True)
    return node if isinstance(node, Node) else Node(None, 0, 0)


def is_word(key: str) -> bool:
    """Whether a key is one word in small letters: any other may be a private line that slipped."""
    return re.fullmatch("[a-z][a-z_-]{0,24}", key) is not None


def find(root: Node, path: RecordPath, *, key: bool = False) -> Node:
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
    """Return which parser reads the files: nothing else says that the C one is missing."""
    return f"ruamel.yaml with the {'C' if _IS_C else 'pure Python'} parser"


def lines_of(text: str) -> Lines:
    """Return the lines that the offsets of `compose` count in."""
    return Lines(body_of(text))


LFS_POINTER = "version https://git-lfs.github.com/spec/"
"""How a file begins whose text is kept elsewhere."""

_CONFLICT = r"(?m)^(<{7}|={7}|>{7})(?=[ \r\n]|$)"
_UNFINISHED = (
    "conflict-marker",
    "a merge is not finished",
    "choose between <<<<<<< and >>>>>>>; of two updates keep both, first that of the main branch",
)


def _load(body: str, *, positioned: bool) -> tuple[Any, list[_Fault]]:
    faults: list[_Fault] = []
    if body.startswith(LFS_POINTER):
        told = "is a pointer of Git LFS, not the text"
        return None, [_Fault(0, "lfs-pointer", told, "type: git lfs pull, or in CI: lfs: true")]
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
    """Yield the parser's events. Whatever it raises becomes an _UnreadableError with an offset."""
    event = None
    try:
        if pure or not _IS_C:
            for event in YAML(typ="safe", pure=True).parse(body):
                yield event
        else:  # the parser alone: YAML() looks for plugins on the disk, again for each file
            next_event = _PARSER(body).get_event
            while event := next_event():
                yield event
    except YAMLError as error:
        if control := re.search(CONTROL, body):
            raise _control(control[0], control.start()) from error
        if conflict := re.search(_CONFLICT, body):
            raise _UnreadableError(conflict.start(), *_UNFINISHED) from error
        if type(event) is StreamStartEvent and (directive := re.match(_DIRECTIVE_FIRST, body)):
            raise _UnreadableError(directive.end(), *_DIRECTIVE) from error
        fault = syntax_fault(body, error, event)
        if found := lookalike(body, fault.offset):
            place, what, hint = found
            told = f"not YAML: {what} where a plain one belongs"
            raise _UnreadableError(place, "not-yaml", told, hint) from error
        told = f"not YAML: {fault.what}"
        raise _UnreadableError(fault.offset, "not-yaml", told, fault.hint) from error
    except Exception as error:  # fuzzing made the parsers raise six other types
        message = f"not YAML: the parser gave up ({type(error).__name__})"
        raise _UnreadableError(0, "not-yaml", message, "fix the text") from error


def _build(body: str, faults: list[_Fault], *, pure: bool, positioned: bool) -> Any:
    events = _events(body, pure=pure)
    return _Builder(body, events, faults, positioned=positioned).document()


class _Builder:
    """Builds the value of one document from the parser's events.

    A value is plain, or with `positioned` a node. Refusals that do not end the reading go to
    `faults`. Records and lists are read by functions that call one another: MAX_DEPTH bounds them.
    """

    def __init__(
        self, body: str, events: Iterator[Any], faults: list[_Fault], *, positioned: bool
    ) -> None:
        self._body = body
        self._events = events
        self._faults = faults
        self._positioned = positioned
        self._keys: dict[str, str] = {}  # one object for each key's text, a third less memory

    def document(self) -> Any:
        """Return the value of the first document; a second one is refused and not read."""
        value: Any = None
        is_first = True
        for event in self._events:
            if type(event) is not DocumentStartEvent:
                continue
            if not is_first:
                self._refuse(event, "many-documents", "a second document", "use one file for each")
                break
            is_first = False
            for directive in re.finditer("^%", self._body[: event.end_mark.index], re.MULTILINE):
                _add(self._faults, _Fault(directive.start(), *_DIRECTIVE))
            value = self._value(next(self._events), 0)
            if self._positioned and _is_nowhere(value):
                value.start, value.end = self._dash_after(0)
        return value

    def _value(self, event: Any, depth: int) -> Any:
        kind = type(event)
        if kind is ScalarEvent:
            text = self._text(event)
            value = None if not text or text.isspace() else text
            return self._placed(value, event) if self._positioned else value
        if kind is AliasEvent:
            self._refuse(event, "yaml-alias", "an alias", "write the text out")
            return self._placed(None, event)
        self._check_marks(event)
        if depth >= MAX_DEPTH:
            message = f"more than {MAX_DEPTH} levels of nesting"
            raise _UnreadableError(
                event.start_mark.index, "too-deep", message, "a plan needs eight"
            )
        return (self._record if kind is MappingStartEvent else self._list)(event, depth)

    def _record(self, begin: Any, depth: int) -> Any:
        record: dict[str, Any] = {}
        node = self._placed(record, begin)
        for event in self._events:
            if type(event) is MappingEndEvent:
                break
            key = self._key(event, record)
            value_event = next(self._events)
            value = self._value(value_event, depth + 1)
            if key is None:
                continue
            if self._positioned:
                at = node.keys[key] = Node(
                    key, event.start_mark.index, event.end_mark.index, _NO_KEYS
                )
                if _is_nowhere(value):
                    value.start, value.end = at.start, at.end
            if type(value_event) is not AliasEvent:
                record[key] = value
        if self._positioned:
            node.end = event.end_mark.index
        return node

    def _list(self, begin: Any, depth: int) -> Any:
        values: list[Any] = []
        node = self._placed(values, begin)
        end = begin.end_mark.index
        for event in self._events:
            if type(event) is SequenceEndEvent:
                break
            value = self._value(event, depth + 1)
            if self._positioned:
                if _is_nowhere(value):
                    value.start, value.end = self._dash_after(end)
                end = value.end
            values.append(value)
        if self._positioned:
            node.end = event.end_mark.index
        return node

    def _key(self, event: Any, record: dict[str, Any]) -> str | None:
        """Return the text of a key; None if it is refused, and its value with it."""
        if type(event) is AliasEvent:
            self._refuse(event, "yaml-alias", "an alias", "write the text out")
            return None
        if type(event) is not ScalarEvent:
            self._check_marks(event)
            message = "a list or record as a key"
            raise _UnreadableError(
                event.start_mark.index, "bad-key", message, "use a word as the key"
            )
        text = self._text(event)
        if text in record:
            told = f"'{text}'" if is_word(text) else "what is here"
            message = f"{told} is twice in one record"
            self._refuse(event, "duplicate-key", message, "keep one")
            return None
        if text == "<<" and not event.style:
            self._refuse(event, "yaml-merge", "a merge key", "write the lines out")
            return None
        return self._keys.setdefault(text, text)

    def _placed(self, value: Any, event: Any) -> Any:
        """Return a value as it is, or as a node in the place of its event."""
        if self._positioned:
            keys: dict[str, Node] = {} if type(value) is dict else _NO_KEYS
            return Node(value, event.start_mark.index, event.end_mark.index, keys)
        return value

    def _dash_after(self, end: int) -> tuple[int, int]:
        """Return the place of the dash of the entry that follows `end`."""
        blanks = re.compile(r"(?:[\s,]|#[^\n]*)*").match(self._body, end)
        start = blanks.end() if blanks else end
        return start, start + 1

    def _text(self, event: Any) -> str:
        """Return the text of a scalar, halves of an emoji joined: JSON writers escape it in two."""
        if event.anchor is not None or event.ctag is not None:
            self._check_marks(event)
        text: str = event.value
        if event.style != '"' or not re.search(CONTROL, text):
            return text
        joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        if half := re.search("[\ud800-\udfff]", joined):
            told = f"half an emoji, U+{ord(half[0]):04X}"
            self._refuse(event, "control-character", told, "write the character")
            return re.sub("[\ud800-\udfff]", "\ufffd", joined)
        if control := re.search(CONTROL, joined):
            _add(self._faults, _control(control[0], event.start_mark.index).fault)
        return joined

    def _check_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event, "yaml-anchor", "an anchor", "take it out")
        if event.tag is not None:
            self._refuse(event, "yaml-tag", "a tag", "take it out; all values are text")

    def _refuse(self, event: Any, code: str, message: str, hint: str) -> None:
        _add(self._faults, _Fault(event.start_mark.index, code, message, hint))


def _is_nowhere(node: Node) -> bool:
    """Whether a node is an empty value, which the parsers put wherever the next token is.

    Its place is then that of its key, or of the dash of its entry.
    """
    return node.value is None and node.start == node.end


def _add(faults: list[_Fault], fault: _Fault) -> None:
    if len(faults) >= MAX_PROBLEMS:
        raise _UnreadableError(fault.offset, *TOO_MANY)
    faults.append(fault)


def _control(character: str, offset: int) -> _UnreadableError:
    message = f"a control character, U+{ord(character):04X}"
    return _UnreadableError(offset, "control-character", message, "take it out")
