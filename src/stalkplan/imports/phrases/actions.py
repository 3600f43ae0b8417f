"""The actions in a cell: labels such as `ACTION:`, and numbers where there are several."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from stalkplan.imports.phrases.text import fold


class LabelledAction(NamedTuple):
    """What will be done, in the source's words, and the label or number that stood before it."""

    text: str
    label: str = ""


_LABEL = re.compile(
    r"(?:^|(?<=[.!?;:\n]))\s{0,9}"
    r"(ACTIONS?(?:\s?[0-9]{1,2}\b)?\s?[.:)]?|Actions?(?:\s?[0-9]{1,2}\b)?\s?:)(?=\s|$)\s*"
)
_NUMBER = re.compile(
    r"(?:^|(?<=[.!?;:\n]))\s{0,9}(?:\(?(?P<number>[0-9]{1,2})(?:\)|[.:)](?![0-9])))\s*(?=\S)"
)


def actions_in(text: str) -> list[LabelledAction]:
    """Return the actions of a cell, its line breaks kept.

    Each label begins one, and so does each number of a row 1, 2, ... from the beginning.
    """
    found: list[LabelledAction] = []
    for said in _labelled(text):
        found += _numbered(said)
    return found


def split_off(text: str) -> tuple[str, str]:
    """Return an answer and the actions that it holds behind a label, if there are any."""
    match = _LABEL.search(text)
    if match is None or (":" not in match[1] and not match[1].strip().isupper()):
        return text, ""
    return text[: match.start()].strip(), text[match.start() :].strip()


def _labelled(text: str) -> list[LabelledAction]:
    marks = list(_LABEL.finditer(text))
    if not marks:
        return [LabelledAction(text)]
    parts = [LabelledAction(text[: marks[0].start()])]
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        parts.append(LabelledAction(text[mark.end() : end], fold(mark[1])))
    return [said for said in parts if said.text.strip() or said.label]


def _numbered(said: LabelledAction) -> list[LabelledAction]:
    """Return the actions of a text that are numbered from 1, or from the number of its label."""
    own = re.search("[0-9]+", said.label)
    marks = _in_order(_NUMBER.finditer(said.text), int(own[0]) + 1 if own else 1)
    if not marks or (not own and said.text[: marks[0].start()].strip()):
        return [LabelledAction(fold(said.text), said.label)]
    first = LabelledAction(fold(said.text[: marks[0].start()]), said.label)
    found = [first] if own else []
    ends = [mark.start() for mark in marks[1:]] + [len(said.text)]
    for mark, end in zip(marks, ends, strict=True):
        label = fold(mark[0] if found else f"{said.label} {mark[0]}")
        found.append(LabelledAction(fold(said.text[mark.end() : end]), label))
    return found


def _in_order(marks: Iterable[re.Match[str]], first: int) -> list[re.Match[str]]:
    """Return the numbers that count on from the first: others are figures in the text."""
    found: list[re.Match[str]] = []
    for mark in marks:
        if int(mark["number"]) == first + len(found):
            found.append(mark)
    return found
