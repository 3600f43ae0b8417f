"""What each sign on a time line means: all that are drawn, and no others."""

from collections.abc import Iterator
from typing import NamedTuple

from stalkplan.publish.pages.timeline import Timeline
from stalkplan.publish.pages.timeline_shapes import kind_of
from stalkplan.verdict.marks import MARKS
from stalkplan.verdict.state_words import cells_of


class Key(NamedTuple):
    """A sign and its meaning. `kind` is that of a square, or empty; `look` the class of a line."""

    kind: str
    look: str
    meaning: str


def keys_of(timeline: Timeline) -> tuple[Key, ...]:
    """Return the signs in the order in which they stand on a drawing, from above."""
    return tuple(_keys(timeline))


def _keys(timeline: Timeline) -> Iterator[Key]:
    groups = (*timeline.deadlines, *timeline.promises)
    drawn = {item.mark for group in groups for item in group.items}
    for mark in (mark for mark in MARKS if mark in drawn):
        yield Key(kind_of(mark), "", cells_of(mark))
    if any("overdue" in group.counts for group in timeline.promises):
        yield Key("", "promise-late", "promise, overdue")
    if timeline.later or any("overdue" not in group.counts for group in timeline.promises):
        yield Key("", "promise", "promise")
    if timeline.updates:
        yield Key("", "update", "update")
    if timeline.completed:
        yield Key("", "done", "share of items complete")
