"""The actions in a cell, parted by labels such as `ACTION:` and by numbers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from stalkplan.imports.phrases.text import BULLET, fold


class LabelledAction(NamedTuple):
    """An action in the source's words, and the label or number before it, if there is one."""

    text: str
    label: str = ""


_LABEL = re.compile(
    r"(?:^|(?<=[.!?;:\n]))\s{0,9}"
    r"(ACTIONS?(?:\s?[0-9]{1,2}\b)?\s?[.:)]?|Actions?(?:\s?[0-9]{1,2}\b)?\s?:)(?=\s|$)\s*"
)
_NUMBER = re.compile(
    r"(?:^|(?<=[.!?;:\n]))\s{0,9}(?:\(?(?P<number>[0-9]{1,2})(?:\)|[.:)](?![0-9])))\s*(?=\S)"
)
_DIGITS = re.compile("[0-9]+")


def actions_in(text: str) -> list[LabelledAction]:
    """Return the actions in a cell that still has its line breaks.

    Each label begins one, and so does each number if they count 1, 2, ... from the beginning, and
    each bullet if there are several. What stands before the first bullet is part of its label.
    """
    return [action for part in _by_label(text) for action in _by_number(part)]


def split_off(text: str) -> tuple[str, str]:
    """Return an answer, and the actions behind a label in it, if there are any."""
    match = _LABEL.search(text)
    if match is None or (":" not in match[1] and not match[1].strip().isupper()):
        return text, ""
    return text[: match.start()].strip(), text[match.start() :].strip()


def _by_label(text: str) -> list[LabelledAction]:
    marks = list(_LABEL.finditer(text))
    if not marks:
        return [LabelledAction(text)]
    before = LabelledAction(text[: marks[0].start()])
    parts = [LabelledAction(part, fold(mark[1])) for mark, part in _parts(text, marks)]
    return [part for part in (before, *parts) if part.text.strip() or part.label]


def _by_number(part: LabelledAction) -> list[LabelledAction]:
    """Return the actions in a part that are numbered from 1, or from the number of its label."""
    own = _DIGITS.search(part.label)
    marks = _in_order(_NUMBER.finditer(part.text), int(own[0]) + 1 if own else 1)
    bullets = [] if marks or own else list(BULLET.finditer(part.text))
    if bullets:
        before = fold(f"{part.label} {part.text[: bullets[0].start()]}")
        parts = [LabelledAction(fold(text)) for _, text in _parts(part.text, bullets)]
        return [parts[0]._replace(label=before), *parts[1:]]
    if not marks or (not own and part.text[: marks[0].start()].strip()):
        return [LabelledAction(fold(part.text), part.label)]
    actions = []
    if own:
        actions.append(LabelledAction(fold(part.text[: marks[0].start()]), part.label))
    for mark, text in _parts(part.text, marks):
        label = mark[0] if actions else f"{part.label} {mark[0]}"
        actions.append(LabelledAction(fold(text), fold(label)))
    return actions


def _parts(text: str, marks: Sequence[re.Match[str]]) -> Iterator[tuple[re.Match[str], str]]:
    """Yield each mark with the text up to the next one."""
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        yield mark, text[mark.end() : end]


def _in_order(marks: Iterable[re.Match[str]], first: int) -> list[re.Match[str]]:
    """Return the numbers that count on from the first; others are figures in the text."""
    counted: list[re.Match[str]] = []
    for mark in marks:
        if int(mark["number"]) == first + len(counted):
            counted.append(mark)
    return counted
