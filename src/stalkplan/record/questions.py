"""Questions that an import left: numbered comments in a plan, and which of them are open still."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from stalkplan.record.nodes import line_end, scalars
from stalkplan.record.problems import body_of
from stalkplan.record.yaml import compose

_ASKED = re.compile(r"^[ \t]*(# ask ([1-9][0-9]{0,8}):)(?: |$)", re.MULTILINE)
_SIGN = re.compile(r"ask(?= [0-9]+:)")


class OpenQuestion(NamedTuple):
    """A question that is still in a plan: its number, and where its comment begins and ends."""

    number: str
    start: int
    end: int


def question_line(number: int, text: str) -> str:
    """Return the comment that asks a question; a text of several lines becomes one."""
    return f"# ask {number}: {' '.join(text.split())}"


def comment_line(text: str) -> str:
    """Return a line of other text as a comment, which is never taken for a question."""
    return f"#  {text}" if _SIGN.match(text) else f"# {text}"


def open_questions(text: str) -> Iterator[OpenQuestion]:
    """Yield the questions that stand in a plan as comments; their offsets count in `body_of` it."""
    body = body_of(text)
    if "# ask " not in body:
        return
    texts = [node for _, node in scalars(compose(text)) if "\n" in body[node.start : node.end]]
    starts = [node.start for node in texts]
    for found in _ASKED.finditer(body):
        above = bisect_left(starts, found.start(1))
        if above == 0 or texts[above - 1].end <= found.start(1):  # else a text of the plan has it
            yield OpenQuestion(found[2], found.start(1), line_end(body, found.end(1)))
