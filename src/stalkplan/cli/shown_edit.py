"""A change of a file as people see it: its lines with their numbers, and how many there are."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from stalkplan.edit.splice import Edit
from stalkplan.record.problems import body_of
from stalkplan.reports.blocks_of_records import Diff
from stalkplan.verdict import words

_ABOVE = 2
"""Lines that are shown above a change."""

_NEAR = 6
"""Changes with fewer lines between them are shown as one."""

_HIDDEN = "(the text that goes)"


class _Step(NamedTuple):
    """Lines that stay, go or come; `old` and `new` number the first of them, from 0."""

    kind: str
    old: int
    new: int
    taken: Sequence[str]
    given: Sequence[str]


def diffs_of(file: str, edit: Edit, *, hides_old: bool = False) -> list[Diff]:
    """Return each part of a change with the lines above it; with `hides_old` no text that goes."""
    old = body_of(edit.old).split("\n")
    return [_diff(file, old, steps, hides_old=hides_old) for steps in _parts(edit)]


def size_of(edit: Edit) -> str:
    """Return how much changes: `5 lines added`, `1 line changed, 1 line added`."""
    steps = [step for steps in _parts(edit) for step in steps if step.kind != "equal"]
    changed = sum(min(len(step.taken), len(step.given)) for step in steps)
    added = sum(len(step.given) - len(step.taken) for step in steps)
    counts = ((changed, "changed"), (added, "added"), (-added, "taken out"))
    return ", ".join(f"{words.count(n, 'line')} {what}" for n, what in counts if n > 0)


def _diff(file: str, old: Sequence[str], steps: Sequence[_Step], *, hides_old: bool) -> Diff:
    first, moved = steps[0].new, steps[0].new - steps[0].old
    above = range(max(0, steps[0].old - _ABOVE), steps[0].old)
    rows = [] if hides_old else [(number + moved + 1, " ", old[number]) for number in above]
    for step in steps:
        if step.kind == "equal":
            rows += [(number, " ", line) for number, line in enumerate(step.given, step.new + 1)]
        else:
            taken = [_HIDDEN] * len(step.taken) if hides_old else step.taken
            rows += [(number, "-", line) for number, line in enumerate(taken, step.old + 1)]
            rows += [(number, "+", line) for number, line in enumerate(step.given, step.new + 1)]
    title = f"{file}, line {first + 1}" if steps[0].taken else f"{file}, after line {first}"
    return Diff(title, tuple(rows))


def _parts(edit: Edit) -> list[list[_Step]]:
    """Return the steps of each part of a change, from its first line that changes to its last.

    Only lines with splices are compared, so that the cost does not grow with what lies between.
    """
    old, new = (body_of(text).split("\n") for text in (edit.old, edit.new))
    parts: list[list[_Step]] = []
    done = moved = 0
    for first, last, more in _changed_lines(edit):
        given = new[first + moved : last + 1 + moved + more]
        steps = _compared(old[first : last + 1], given, first, first + moved)
        if parts and first - done < _NEAR:
            between = old[done:first]
            parts[-1].append(_Step("equal", done, done + moved, between, between))
            parts[-1] += steps
        else:
            while steps and steps[0].kind == "equal":
                del steps[0]
            parts += [steps] if steps else []
        done, moved = last + 1, moved + more
    return parts


def _changed_lines(edit: Edit) -> Iterator[tuple[int, int, int]]:
    """Yield the first and last line of splices that share lines, from 0, and how many are added."""
    ends = [found.start() for found in re.finditer("\n", edit.old)]
    lines: tuple[int, int, int] | None = None
    for start, end, text in edit.splices:
        first, last = bisect_left(ends, start), bisect_left(ends, end)
        more = text.count("\n") - (last - first)
        if lines and first <= lines[1]:
            lines = (lines[0], max(lines[1], last), lines[2] + more)
        else:
            if lines:
                yield lines
            lines = (first, last, more)
    if lines:
        yield lines


def _compared(taken: list[str], given: list[str], old: int, new: int) -> list[_Step]:
    """Return the steps from some lines to others, whose first ones have the numbers given."""
    was, now = ([line.rstrip("\r") for line in lines] for lines in (taken, given))
    codes = SequenceMatcher(a=was, b=now, autojunk=False).get_opcodes()
    return [_Step(kind, old + i, new + k, taken[i:j], given[k:m]) for kind, i, j, k, m in codes]
