"""Text to text: a change spliced into a file at a node's place, and proved before it is returned.

Proved means: the new text reads as the old one with exactly this change, and every byte outside
the splice stands as it stood. What cannot be proved is refused, with the lines to write by hand.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from stalkplan.edit.as_yaml import Fields, block, entry, in_brackets, indented, scalar
from stalkplan.errors import RefusedError
from stalkplan.record.nodes import after_colon, column_of, ends, inside, is_empty, is_in_brackets
from stalkplan.record.problems import body_of
from stalkplan.record.yaml import Node, Plain, RecordPath, compose, find, plain_of, read


class Splice(NamedTuple):
    """New text in place of the characters from `start` up to `end`; mostly there are none."""

    start: int
    end: int
    text: str


class Edit(NamedTuple):
    """A text before and after a change. The splices are in order, their offsets of `old`."""

    old: str
    new: str
    splices: tuple[Splice, ...]


def append(text: str, path: RecordPath, key: str, record: Fields) -> Edit:
    """Return a text with `record` as the last entry of the list `key` of the record at `path`.

    The list is made where there is none. Raises RefusedError where this cannot be proved.
    """

    def change(holder: dict[str, Plain]) -> None:
        there = holder.get(key)
        holder[key] = [*(there if isinstance(there, list) else ()), _plain(record)]

    def places(body: str, holder: Node) -> Iterator[tuple[Splice, ...]]:
        yield from _places_to_append(body, holder, key, record)

    return _proved(text, path, places, change, [f"{key}:", *indented(entry(record))])


def fill(text: str, path: RecordPath, values: Mapping[str, str]) -> Edit:
    """Return a text with these values in the record at `path`.

    A blank value is filled, another is replaced; what is missing comes after the record's first
    key, or after the first of the values that has a place. Raises RefusedError as `append` does.
    """

    def change(holder: dict[str, Plain]) -> None:
        holder.update(values)

    def places(body: str, holder: Node) -> Iterator[tuple[Splice, ...]]:
        yield tuple(_splices_to_fill(body, holder, values))

    return _proved(text, path, places, change, block(values))


def _proved(
    text: str,
    path: RecordPath,
    places: Callable[[str, Node], Iterator[tuple[Splice, ...]]],
    change: Callable[[dict[str, Plain]], None],
    by_hand: list[str],
) -> Edit:
    """Return the first of some edits that reads as the old text with one change."""
    body = body_of(text)
    root = compose(text)
    wanted = plain_of(root)
    holder, record = find(root, path), _at(wanted, path)
    change(record)
    near: Edit | None = None
    for splices in places(body, holder):
        new = _spliced(body, splices)
        got, refused = read("", new)
        if not refused and (got == wanted or (near is None and _is_same(got, wanted))):
            shift = len(text) - len(body)
            moved = tuple(Splice(s.start + shift, s.end + shift, s.text) for s in splices)
            near = Edit(text, text[:shift] + new, moved)
            if got == wanted:
                break
    if near is None:
        raise RefusedError(body.count("\n", 0, holder.start) + 1, by_hand)
    return near


def _spliced(body: str, splices: tuple[Splice, ...]) -> str:
    parts: list[str] = []
    done = 0
    for start, end, new in splices:
        parts += [body[done:start], new]
        done = end
    return "".join([*parts, body[done:]])


def _at(value: Any, path: RecordPath) -> Any:
    for step in path:
        value = value[step]
    return value


def _plain(value: object) -> Plain:
    """Return the fields of a record as a reader of the file gets them."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value]  # type: ignore[attr-defined]


def _is_same(got: Plain, wanted: Plain) -> bool:
    """Whether two values mean the same: blank space around a text means nothing to the model.

    A block of text at the end of a file that has no last line feed gets one, whatever is added.
    """
    if isinstance(got, str) and isinstance(wanted, str):
        return got.strip() == wanted.strip()
    if isinstance(got, dict) and isinstance(wanted, dict):
        return got.keys() == wanted.keys() and all(_is_same(got[k], wanted[k]) for k in got)
    if isinstance(got, list) and isinstance(wanted, list):
        return len(got) == len(wanted) and all(map(_is_same, got, wanted))
    return got == wanted


def _places_to_append(
    body: str, holder: Node, key: str, record: Fields
) -> Iterator[tuple[Splice, ...]]:
    """Yield the splices that may do it: where a block of text ends is not always certain."""
    held = inside(holder).get(key)
    if held is None:
        if is_in_brackets(body, holder):
            yield (_in_record(body, holder, f"{key}: [{in_brackets(record)}]"),)
        else:
            lines = [f"{key}:", *indented(entry(record))]
            yield from _below(body, holder, lines, column_of(body, holder.start))
    elif held.value is None:
        start, end = _span(body, holder, key)
        if is_in_brackets(body, holder):
            yield (Splice(start, end, f" [{in_brackets(record)}]"),)
        elif end == holder.keys[key].end:  # an explicit key, `? updates`, and no colon yet
            lines = [":", *indented(entry(record))]
            yield (_below_line(body, end, lines, column_of(body, holder.start)),)
        else:
            column = column_of(body, holder.keys[key].start) + 2
            blank = () if start == end else (Splice(start, end, ""),)
            yield (*blank, _below_line(body, end, entry(record), column))
    elif is_in_brackets(body, held):
        yield (_in_list(held, in_brackets(record)),)
    else:
        yield from _below(body, held, entry(record), column_of(body, held.start))


def _splices_to_fill(body: str, holder: Node, values: Mapping[str, str]) -> Iterator[Splice]:
    there = inside(holder)
    is_flow = is_in_brackets(body, holder)
    missing = {key: value for key, value in values.items() if key not in there}
    anchor = next((key for key in there if key in values), next(iter(there), ""))
    for key, node in there.items():
        end = node.end
        if key in values:
            start, end = _span(body, holder, key)
            is_commented = "#" in body[end:].partition("\n")[0]  # which would seem to cut it short
            new = (
                in_brackets(values[key]) if is_flow else scalar(values[key], plain=not is_commented)
            )
            yield Splice(start, end, new if start < end else f" {new}")
        if key == anchor and missing and is_flow:
            told = "".join(f", {name}: {in_brackets(missing[name])}" for name in missing)
            yield Splice(end, end, told)
        elif key == anchor and missing:
            yield _below_line(body, end, block(missing), column_of(body, holder.start))


def _span(body: str, holder: Node, key: str) -> tuple[int, int]:
    """Return where the value of a key stands; of nothing the place behind the colon."""
    node = inside(holder)[key]
    if is_empty(holder, key):
        at = after_colon(body, holder.keys[key])
        return at, at
    header = re.compile("[|>][-+0-9]*").match(body, node.start)
    if header and node.value is None:
        return header.span()  # a block of no text: blank lines below it stay
    return node.start, node.end


def _in_list(held: Node, new: str) -> Splice:
    """Return what adds a value to a list in brackets: after its last, before any comma there."""
    last = held.value[-1] if isinstance(held.value, list) and held.value else None
    at = last.end if last else held.start + 1
    return Splice(at, at, f", {new}" if last else new)


def _in_record(body: str, holder: Node, new: str) -> Splice:
    key, last = next(reversed(inside(holder).items()))
    at = after_colon(body, holder.keys[key]) if is_empty(holder, key) else last.end
    return Splice(at, at, f", {new}")


def _below(body: str, node: Node, lines: list[str], column: int) -> Iterator[tuple[Splice, ...]]:
    for end in ends(body, node):
        yield (_below_line(body, end, lines, column),)


def _below_line(body: str, offset: int, lines: list[str], column: int) -> Splice:
    """Return what adds lines below the line that `offset` is in, or that it is just behind."""
    if offset and body[offset - 1] == "\n":
        end = offset - 1
    else:
        end = body.find("\n", offset) % (len(body) + 1)
    above = end if end < len(body) else body.rfind("\n")
    line_break = "\r\n" if above > 0 and body[above - 1] == "\r" else "\n"
    if end < len(body) and line_break == "\r\n":
        end -= 1
    return Splice(end, end, "".join(f"{line_break}{line}" for line in indented(lines, column)))
