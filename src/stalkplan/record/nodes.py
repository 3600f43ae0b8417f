"""How a node stands in its text: in brackets or on lines of its own, where it begins and ends."""

import re
from collections.abc import Iterator

from stalkplan.record.fields import PRIVATE_NOTES
from stalkplan.record.yaml import Node, RecordPath


def inside(holder: Node) -> dict[str, Node]:
    """Return the values of a record by key; no values if the node is no record."""
    return holder.value if isinstance(holder.value, dict) else {}


def is_in_brackets(body: str, node: Node) -> bool:
    """Whether a list or record is written in brackets."""
    return isinstance(node.value, dict | list) and body[node.start] in "[{"


def is_empty(holder: Node, key: str) -> bool:
    """Whether nothing stands behind a key: the place of its value is then that of the key."""
    return inside(holder)[key].start == holder.keys[key].start


def after_colon(body: str, key: Node) -> int:
    """Return where the colon behind a key ends."""
    colon = re.compile(r"\s*:").match(body, key.end)
    return colon.end() if colon else key.end


def column_of(body: str, offset: int) -> int:
    """Return how many characters stand before an offset in its line."""
    return offset - body.rfind("\n", 0, offset) - 1


def line_end(body: str, offset: int) -> int:
    """Return where the line of an offset ends: at its line feed, or with the text."""
    end = body.find("\n", offset)
    return len(body) if end == -1 else end


def ends(body: str, node: Node) -> Iterator[int]:
    """Yield where a value ends, before the comments and blank lines below it.

    Blank lines below a block of text may belong to it: then two ends come, the upper one first.
    """
    value = node.value
    if isinstance(value, dict) and body[node.start] != "{" and value:
        key = next(reversed(value))
        if is_empty(node, key):
            yield after_colon(body, node.keys[key])
        else:
            yield from ends(body, value[key])
    elif isinstance(value, list) and body[node.start] != "[" and value:
        yield from ends(body, value[-1])
    elif body[node.start : node.start + 1] in ("|", ">") and not isinstance(value, dict | list):
        yield node.start + len(body[node.start : node.end].rstrip())
        yield node.end
    else:
        yield node.end


def lines_of_node(body: str, node: Node) -> tuple[int, int]:
    """Return the first and the last line on which a node stands, counted from 1."""
    *_, end = (node.start, *ends(body, node))
    last = body.count("\n", 0, len(body[:end].rstrip())) + 1
    return body.count("\n", 0, node.start) + 1, last


def scalars(node: Node, path: RecordPath = ()) -> Iterator[tuple[RecordPath, Node]]:
    """Yield every value that is no list or record, with the path to it."""
    if isinstance(node.value, dict):
        for key, inner in node.value.items():
            yield from scalars(inner, (*path, key))
    elif isinstance(node.value, list):
        for number, inner in enumerate(node.value):
            yield from scalars(inner, (*path, number))
    else:
        yield path, node


def private_lines(body: str, node: Node) -> Iterator[tuple[int, int]]:
    """Yield the first and last lines of all in a node that is marked, or a private note."""
    if isinstance(node.value, dict):
        if "marking" in node.value and not is_empty(node, "marking"):
            yield lines_of_node(body, node)
            return
        for key, inner in node.value.items():
            if key in PRIVATE_NOTES:
                yield body.count("\n", 0, node.keys[key].start) + 1, lines_of_node(body, inner)[1]
            else:
                yield from private_lines(body, inner)
    elif isinstance(node.value, list):
        for inner in node.value:
            yield from private_lines(body, inner)
