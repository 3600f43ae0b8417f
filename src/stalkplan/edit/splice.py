"""Text to text: a change spliced into a file at a node's place, and proved before it is returned.

Proved means: the new text reads as the old one with exactly this change, and outside the splices
no byte is different. What cannot be proved is refused, with the lines to write by hand.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from stalkplan.edit.as_yaml import Fields, block, entry, in_brackets, indented, scalar
from stalkplan.errors import RefusedError
from stalkplan.record.nodes import (
    after_colon,
    column_of,
    ends,
    inside,
    is_empty,
    is_in_brackets,
    line_end,
)
from stalkplan.record.problems import body_of
from stalkplan.record.yaml import Node, Plain, RecordPath, compose, find, plain_of, read


class Splice(NamedTuple):
    """New text for the characters from `start` up to `end`, exclusive; mostly there are none."""

    start: int
    end: int
    text: str


class Edit(NamedTuple):
    """A text before and after a change. The splices are in order; their offsets count in `old`."""

    old: str
    new: str
    splices: tuple[Splice, ...]


def appended_by_hand(key: str, records: Sequence[Fields]) -> list[str]:
    """Return the lines by which a person adds records to the list `key`."""
    return [f"{key}:", *_entries(records, 2)]


def add_values(values: dict[str, Plain], key: str, records: Sequence[Fields]) -> None:
    """Add records to the list `key` of a record's values, which is made where there is none."""
    there = values.get(key)
    values[key] = [*(there if isinstance(there, list) else ()), *map(_plain, records)]


def take_out(text: str, path: RecordPath, *, with_key: bool) -> Edit:
    """Return the edit that takes the entry at `path` out of its list, with its own comments.

    With `with_key` the key of a list that is empty then goes too. Raises RefusedError where
    this cannot be proved.
    """
    *way, key, number = path
    holder = _holder_at(text, tuple(way))
    body, name = body_of(text), str(key)
    entries: Any = holder.values[name]
    by_hand = [f"take out entry {int(number) + 1} of {name}"]
    del entries[number]
    ways = _ways_to_take_out(body, holder.node, name, int(number), with_key=with_key)
    if not entries and with_key:
        del holder.values[name]
    elif not entries and not is_in_brackets(body, inside(holder.node)[name]):
        holder.values[name] = None
    return _proved(text, holder, ways, by_hand)


def put_back(text: str, path: RecordPath, values: Mapping[str, str | None]) -> Edit:
    """Return the edit that undoes what filled the record at `path`.

    Each of its keys gets its value again, an empty text leaves it blank, and None takes the key
    out. Raises RefusedError as `take_out` does.
    """
    holder = _holder_at(text, path)
    body, node = body_of(text), holder.node
    splices: list[Splice] = []
    for key, value in values.items():
        if value is None:
            del holder.values[key]
            splices += next(_ways_to_take_key(body, node, key), ())
        else:
            holder.values[key] = value or None
            splices += _in_place(body, node, key, value) if value else _blanked(body, node, key)
    by_hand = block({key: value or "" for key, value in values.items()})
    return _proved(text, holder, [tuple(sorted(splices))], by_hand)


def replace_texts(text: str, paths: Iterable[RecordPath], new: str) -> Edit:
    """Return the edit that puts the text `new` in the place of each text at `paths`.

    Comments stay. Raises RefusedError as `take_out` does.
    """
    root = compose(text)
    holder = _Holder(root, {}, plain_of(root))
    body = body_of(text)
    splices: list[Splice] = []
    for path in paths:
        *way, last = path
        values: Any = holder.file
        for step in way:
            values = values[step]
        values[last] = new
        splices += _in_place_of(body, find(root, path), scalar(new, plain=False))
    lines = [f"write {scalar(new, plain=False)} in the place of the text"]
    return _proved(text, holder, [tuple(sorted(splices))], lines)


class _Holder(NamedTuple):
    """The record that an edit changes: its node in the old text, and its values.

    The values are those of the record inside `file`, the plain value of the file: when they
    change, `file` becomes what the new text has to read as.
    """

    node: Node
    values: dict[str, Plain]
    file: Plain


def _holder_at(text: str, path: RecordPath) -> _Holder:
    root = compose(text)
    file = plain_of(root)
    values: Any = file
    for step in path:
        values = values[step]
    return _Holder(find(root, path), values, file)


def _proved(
    text: str, holder: _Holder, ways: Iterable[tuple[Splice, ...]], by_hand: list[str]
) -> Edit:
    """Return the proved edit of a text. Raises RefusedError if no way can be proved."""
    edit = proved(text, holder.file, ways)
    if edit is None:
        raise RefusedError(line_of(text, holder.node), by_hand)
    return edit


def line_of(text: str, node: Node) -> int:
    """Return the line on which a node of a text begins, from 1."""
    return body_of(text).count("\n", 0, node.start) + 1


def proved(text: str, wanted: Plain, ways: Iterable[tuple[Splice, ...]]) -> Edit | None:
    """Return the first way to edit a text after which it reads as `wanted`, else None.

    If none reads exactly so, the first that means the same.
    """
    body = body_of(text)
    shift = len(text) - len(body)
    near: Edit | None = None
    for splices in ways:
        new = _spliced(body, splices)
        got, refused = read("", new)
        if refused:
            continue
        moved = tuple(Splice(s.start + shift, s.end + shift, s.text) for s in splices)
        edit = Edit(text, text[:shift] + new, moved)
        if got == wanted:
            return edit
        if near is None and _is_same(got, wanted):
            near = edit
    return near


def _spliced(body: str, splices: tuple[Splice, ...]) -> str:
    parts: list[str] = []
    done = 0
    for start, end, new in splices:
        parts += [body[done:start], new]
        done = end
    return "".join([*parts, body[done:]])


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


def ways_to_append(
    body: str, holder: Node, key: str, records: Sequence[Fields]
) -> Iterator[tuple[Splice, ...]]:
    """Yield the splices that may add records to the list `key` of a record, in its own manner.

    It is not always certain where a block of text ends: then there are two ways, of which the one
    that leaves the blank lines below it where they are comes first.
    """
    held = inside(holder).get(key)
    if held is None:
        yield from _ways_to_add_list(body, holder, key, records)
    elif held.value is None:
        yield _in_blank_list(body, holder, key, records)
    elif is_in_brackets(body, held):
        yield (_in_list(held, _bracketed(records)),)
    else:
        yield from _below(body, held, _entries(records), column_of(body, held.start))


def _entries(records: Sequence[Fields], by: int = 0) -> list[str]:
    return indented((line for record in records for line in entry(record)), by)


def _bracketed(records: Sequence[Fields]) -> str:
    return ", ".join(map(in_brackets, records))


def _ways_to_add_list(
    body: str, holder: Node, key: str, records: Sequence[Fields]
) -> Iterator[tuple[Splice, ...]]:
    if is_in_brackets(body, holder):
        yield (_in_record(body, holder, f"{key}: [{_bracketed(records)}]"),)
    else:
        lines = [f"{key}:", *_entries(records, 2)]
        yield from _below(body, holder, lines, column_of(body, holder.start))


def _in_blank_list(
    body: str, holder: Node, key: str, records: Sequence[Fields]
) -> tuple[Splice, ...]:
    """Return what puts records behind a key that holds nothing yet."""
    start, end = _span(body, holder, key)
    if is_in_brackets(body, holder):
        return (Splice(start, end, f" [{_bracketed(records)}]"),)
    if end == holder.keys[key].end:  # an explicit key, `? updates`, and no colon yet
        lines = [":", *_entries(records, 2)]
        return (_below_line(body, end, lines, column_of(body, holder.start)),)
    column = column_of(body, holder.keys[key].start) + 2
    below = _below_line(body, end, _entries(records), column)
    return (below,) if start == end else (Splice(start, end, ""), below)


def splices_to_fill(body: str, holder: Node, values: Mapping[str, str]) -> Iterator[Splice]:
    """Yield the splices that give values to a record, in its own manner."""
    there = inside(holder)
    missing = {key: value for key, value in values.items() if key not in there}
    plain = (key for key, node in there.items() if not isinstance(node.value, dict | list))
    anchor = next((key for key in there if key in values), next(plain, ""))
    for key, node in there.items():
        end = (
            after_colon(body, holder.keys[key]) if is_empty(holder, key) else next(ends(body, node))
        )
        if key in values:
            in_place = [*_in_place(body, holder, key, values[key])]
            yield from in_place
            end = in_place[-1].end
        if key != anchor or not missing:
            continue
        if is_in_brackets(body, holder):
            new = "".join(f", {name}: {in_brackets(missing[name], key=name)}" for name in missing)
            yield Splice(end, end, new)
        else:
            yield _below_line(body, end, block(missing), column_of(body, holder.start))


def _in_place(body: str, holder: Node, key: str, value: str) -> Iterator[Splice]:
    """Yield what puts a value behind its key, in the place of the old one if there is one."""
    start, end = _span(body, holder, key)
    is_commented = "#" in body[end:].partition("\n")[0]  # which would seem to cut it short
    if is_in_brackets(body, holder):
        new = in_brackets(value, key=key)
    else:
        new = scalar(value, plain=not is_commented, key=key)
    if inside(holder)[key].value is None:
        yield Splice(start, end, new if start < end else f" {new}")
    else:
        yield from _in_place_of(body, inside(holder)[key], new)


def _span(body: str, holder: Node, key: str) -> tuple[int, int]:
    """Return where the value of a key stands; if it is empty, the place behind the colon."""
    node = inside(holder)[key]
    if is_empty(holder, key):
        at = after_colon(body, holder.keys[key])
        return at, at
    header = re.compile("[|>][-+0-9]*").match(body, node.start)
    if header and node.value is None:
        return header.span()  # a block without text: blank lines below it stay
    return node.start, node.end


def _in_place_of(body: str, node: Node, new: str) -> Iterator[Splice]:
    """Yield what puts a text in the place of another; of a block, behind its own key."""
    header = re.compile("[|>][-+0-9]*").match(body, node.start)
    if not header:
        yield Splice(node.start, node.end, new)
        return
    yield Splice(*header.span(), new)
    first = _line_break(body, line_end(body, node.start))
    last = node.start + len(body[node.start : node.end].rstrip())
    yield Splice(first, max(first, last), "")


def _blanked(body: str, holder: Node, key: str) -> list[Splice]:
    first, *more = _in_place_of(body, inside(holder)[key], "")
    return [first._replace(start=after_colon(body, holder.keys[key])), *more]


def _ways_to_take_out(
    body: str, holder: Node, key: str, number: int, *, with_key: bool
) -> Iterator[tuple[Splice, ...]]:
    held = inside(holder)[key]
    entries = held.value if isinstance(held.value, list) else []
    entry_ = entries[number]
    if len(entries) == 1 and with_key:
        yield from _ways_to_take_key(body, holder, key)
    elif is_in_brackets(body, held):
        start = entries[number - 1].end if number else entry_.start
        is_first_of_more = number == 0 and len(entries) > 1
        end = entries[1].start if is_first_of_more else entry_.end
        yield (Splice(start, end, ""),)
        comma = re.compile(r"\s*,").match(body, entry_.end)
        if comma and len(entries) == 1:
            yield (Splice(start, comma.end(), ""),)
    elif (dash := _dash_before(body, entry_.start)) is not None:
        for end in ends(body, entry_):
            yield from _lines_out(body, dash, end)


def _ways_to_take_key(body: str, holder: Node, key: str) -> Iterator[tuple[Splice, ...]]:
    """Yield the splices that take a key and its value out of a record, unless it is the first."""
    there = list(inside(holder))
    node, start = inside(holder)[key], holder.keys[key].start
    value_ends = (
        [after_colon(body, holder.keys[key])] if is_empty(holder, key) else ends(body, node)
    )
    if key == there[0]:
        return
    if is_in_brackets(body, holder):
        above = there[there.index(key) - 1]
        before = inside(holder)[above].end
        if is_empty(holder, above):
            before = after_colon(body, holder.keys[above])
        yield from ((Splice(before, end, ""),) for end in value_ends)
    elif not body[body.rfind("\n", 0, start) + 1 : start].strip():
        for end in value_ends:
            yield from _lines_out(body, start, end)


def _dash_before(body: str, start: int) -> int | None:
    """Return where the dash of an entry is; None if that is not certain."""
    end = start
    while end >= 0:
        first = body.rfind("\n", 0, end) + 1
        before = body[first:end].strip()
        if before and not before.startswith("#"):
            return body.index("-", first) if re.fullmatch(r"-(\s+#.*)?", before) else None
        end = first - 1
    return None


def _lines_out(body: str, start: int, end: int) -> Iterator[tuple[Splice, ...]]:
    """Yield what takes out the lines from that of `start` to that of `end`.

    The line break above goes with them, so that the last line of a file stays as it ended.
    """
    above = body.rfind("\n", 0, start)
    is_behind = end > start and body[end - 1] == "\n"
    last = end - 1 if is_behind else line_end(body, end)
    if above >= 0:
        yield (Splice(_line_break(body, above), _line_break(body, last), ""),)


def _line_break(body: str, line_feed: int) -> int:
    """Return where the line break begins that ends with the line feed at an offset."""
    is_crlf = line_feed < len(body) and body[line_feed - 1 : line_feed] == "\r"
    return line_feed - 1 if is_crlf else line_feed


def _in_list(held: Node, new: str) -> Splice:
    """Return what adds a value to a list in brackets: after its last, before any comma there."""
    last = held.value[-1] if isinstance(held.value, list) and held.value else None
    at = last.end if last else held.start + 1
    return Splice(at, at, f", {new}" if last else new)


def _in_record(body: str, holder: Node, new: str) -> Splice:
    key, last = next(reversed(inside(holder).items()))
    if is_empty(holder, key):
        at = after_colon(body, holder.keys[key])
        return Splice(at, at, f" , {new}")  # a colon needs a blank behind it
    return Splice(last.end, last.end, f", {new}")


def _below(body: str, node: Node, lines: list[str], column: int) -> Iterator[tuple[Splice, ...]]:
    for end in ends(body, node):
        yield (_below_line(body, end, lines, column),)


def _below_line(body: str, offset: int, lines: list[str], column: int) -> Splice:
    """Return what adds lines below the line that `offset` is in, or that it is just behind.

    They end as the line above them does.
    """
    is_behind = offset > 0 and body[offset - 1] == "\n"
    end = offset - 1 if is_behind else line_end(body, offset)
    is_last = end == len(body)
    line_feed = body.rfind("\n") if is_last else end
    is_crlf = line_feed > 0 and body[line_feed - 1] == "\r"
    if is_crlf and not is_last:
        end -= 1
    line_break = "\r\n" if is_crlf else "\n"
    return Splice(end, end, "".join(f"{line_break}{line}" for line in indented(lines, column)))
