"""Several changes of one text, made together and proved once: all of them or none.

The text is parsed once, whatever the number of changes: every place is known from that parse, and
one more reads what came of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from stalkplan.edit.as_yaml import Fields, block
from stalkplan.edit.splice import (
    Edit,
    Splice,
    add_values,
    appended_by_hand,
    line_of,
    proved,
    splices_to_fill,
    ways_to_append,
)
from stalkplan.errors import RefusedError
from stalkplan.record.nodes import inside
from stalkplan.record.problems import body_of
from stalkplan.record.yaml import Node, Plain, RecordPath, compose, find, plain_of


class Appended(NamedTuple):
    """A record for the list `key` of the record at `path`, as the last one there."""

    path: RecordPath
    key: str
    record: Fields


class Filled(NamedTuple):
    """Values for the record at `path`: blank ones are filled, others replaced."""

    path: RecordPath
    values: Mapping[str, str]


PlanChange: TypeAlias = Appended | Filled
"""A change of a text; its path leads to what the text has before any of the changes."""


class _Part(NamedTuple):
    """All that changes in one place: records for one list, or values for one record."""

    path: RecordPath
    key: str
    records: Sequence[Fields]
    values: Mapping[str, str]

    def by_hand(self) -> list[str]:
        """Return the lines by which a person makes the change."""
        return appended_by_hand(self.key, self.records) if self.key else block(self.values)


def several(text: str, changes: Iterable[PlanChange]) -> Edit:
    """Return the edit that makes all the changes of a text, proved as one.

    Records for one list stand there in the order given. Raises RefusedError with the first change
    that cannot be proved together with those before it, UnwritableError for a character that no
    file may hold.
    """
    parts = _parts(changes)
    edit = _edit(text, parts)
    return edit or _refuse(text, parts)


def _parts(changes: Iterable[PlanChange]) -> list[_Part]:
    records: dict[tuple[RecordPath, str], list[Fields]] = {}
    values: dict[RecordPath, dict[str, str]] = {}
    for change in changes:
        if isinstance(change, Filled):
            values.setdefault(change.path, {}).update(change.values)
        else:
            records.setdefault((change.path, change.key), []).append(change.record)
    return [
        *(_Part(path, "", (), filled) for path, filled in values.items()),
        *(_Part(path, key, added, {}) for (path, key), added in records.items()),
    ]


def _edit(text: str, parts: Sequence[_Part]) -> Edit | None:
    """Return the proved edit of a text; None if it cannot be proved."""
    root = compose(text)
    wanted = plain_of(root)
    body = body_of(text)
    first: list[Splice] = []
    last: list[Splice] = []
    for part in sorted(parts, key=lambda part: _order(part, root)):
        values, node = _at(wanted, part.path), find(root, part.path)
        if part.key:
            add_values(values, part.key, part.records)
            ways = [*ways_to_append(body, node, part.key, part.records)]
        else:
            values.update(part.values)
            ways = [tuple(splices_to_fill(body, node, part.values))]
        first += ways[0]
        last += ways[-1]
    return proved(text, wanted, _ways(first, last))


def _order(part: _Part, root: Node) -> tuple[int, bool, bool]:
    """Return what sorts parts that meet in one place: the innermost first, then what is filled."""
    is_new = part.key not in inside(find(root, part.path))
    return -len(part.path), part.key != "", is_new


def _ways(first: list[Splice], last: list[Splice]) -> Iterator[tuple[Splice, ...]]:
    for splices in (first, last) if last != first else (first,):
        yield tuple(sorted(splices, key=lambda splice: (splice.start, splice.end)))


def _at(file: Plain, path: RecordPath) -> dict[str, Plain]:
    values: Any = file
    for step in path:
        values = values[step]
    return values  # type: ignore[no-any-return]


def _refuse(text: str, parts: Sequence[_Part]) -> Edit:
    """Raise RefusedError with the first part that cannot be proved with those before it."""
    proven, refused = 0, len(parts)
    while refused - proven > 1:
        middle = (proven + refused) // 2
        proven, refused = (middle, refused) if _edit(text, parts[:middle]) else (proven, middle)
    part = parts[refused - 1]
    raise RefusedError(line_of(text, find(compose(text), part.path)), part.by_hand())
