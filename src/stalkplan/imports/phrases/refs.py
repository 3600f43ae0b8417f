"""Refs as published plans write them: of requirements, recommendations, or limbs of one."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from stalkplan.imports.phrases.text import BULLET
from stalkplan.record.numbers import from_letters


class PlanRef(NamedTuple):
    """What an answer is to: a requirement `7.1`, a recommendation `7`, or a limb of it `7(a)`.

    `part` is the number behind the dot, as the plan has it. `limb` counts from 1, and is 0 without
    one. `shown` is the ref as the plan writes it.
    """

    number: int
    part: str = ""
    limb: int = 0
    shown: str = ""

    @property
    def name(self) -> str:
        """`7.1` for a requirement, else the number of the recommendation."""
        return f"{self.number}.{self.part}" if self.part else str(self.number)


_PAIR = r"(?P<number>[1-9][0-9]?)\.(?P<part>[1-9][0-9]?)"
_DOTTED = rf"{_PAIR}(?![\d/%-]|\.\d)"
_WHOLE = r"(?P<whole>[1-9][0-9]?)(?![\d/%-]|\.\d)(?:\s*\(?(?P<limb>[a-h]|i{1,3}|iv|vi{0,3})\b\)?)?"
_WORD = r"(?:rec(?:ommendation)?s?\.?\s*(?:no\.?|number)?\s*|\br(?=[1-9]))"

_OF_ACTION = re.compile(rf"{_PAIR}(?:\.[1-9]|\.?[a-h]|[-/][1-9])", re.IGNORECASE)

_CELL = re.compile(rf"{_WORD}?(?:{_DOTTED}|{_WHOLE})\s*[.:)\u2013\u2014-]?", re.IGNORECASE)
_JOINED = re.compile(
    r"\s*(?:,|;|&|/|\band\b|\n|(?<=\.[0-9])\s*(?:[\u2013\u2014-]|\bto\b)(?=\s*r?[1-9]))\s*",
    re.IGNORECASE,
)
_AT_START = re.compile(
    rf"\s*(?:(?:{_WORD}|q(?:uestion)?\.?\s*)?{_DOTTED}|{_WORD}{_WHOLE})\s*(?:[.:)\u2013\u2014-]+(?=\s|$))?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(rf"\s*{_WHOLE}\s*[.):]\s+(?=\S)")
_AT_END = re.compile(rf"[A-Z][^.:]{{1,80}}?\s{_DOTTED}[.:]?")
_OWN_LINE = re.compile(rf"^[ \t]*{_DOTTED}[ \t]*[.:]?[ \t]*$", re.MULTILINE)

_LONGEST = 80
"""How many characters a cell has, at most, that holds nothing but refs."""


@lru_cache(maxsize=4096)
def refs_of_cell(text: str) -> Sequence[PlanRef]:
    """Return the refs in a cell such as `7.1, 7.2`; none if it holds anything else."""
    if len(text) > _LONGEST:
        return ()
    text = BULLET.sub("", text)
    matches = [_CELL.fullmatch(part) for part in _JOINED.split(text.strip()) if part]
    return tuple(_ref(match) for match in matches if match) if all(matches) else ()


def ref_of_action(text: str) -> PlanRef | None:
    """Return the ref in a plan's own number of an action, as 12.1 in `12.1.2` or `12.1b`."""
    match = _OF_ACTION.fullmatch(text.strip())
    return PlanRef(int(match["number"]), match["part"], 0, text.strip()) if match else None


def ref_at_start(text: str, *, may_be_number: bool = False) -> tuple[PlanRef, str] | None:
    """Return the ref with which a text begins, and the text behind it.

    `7.` is a ref only if that `may_be_number` of a text; `Recommendation 7` always is.
    """
    match = _AT_START.match(text)
    if match is None and may_be_number:
        match = _NUMBERED.match(text)
    return (_ref(match), text[match.end() :].strip()) if match else None


def ref_of_heading(text: str) -> tuple[PlanRef, str] | None:
    """Return the ref with which a heading begins or ends, and the rest: `Evidence for 7.1`."""
    if at_start := ref_at_start(text):
        return at_start
    match = _AT_END.fullmatch(text.strip())
    return (_ref(match)._replace(shown=text.strip()), "") if match else None


def ref_on_own_line(text: str) -> tuple[PlanRef, str] | None:
    """Return the ref that has a line of a text to itself, and the text without that line."""
    match = _OWN_LINE.search(text)
    if match is None:
        return None
    return _ref(match), f"{text[: match.start()].strip()}\n{text[match.end() :].strip()}".strip()


def _ref(match: re.Match[str]) -> PlanRef:
    part = match.groupdict()
    shown = " ".join(match[0].split())
    if part.get("number"):
        return PlanRef(int(part["number"]), part["part"], 0, shown)
    return PlanRef(int(part["whole"]), "", _limb(part["limb"] or ""), shown)


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")


def _limb(sign: str) -> int:
    """Return which limb a letter or a small Roman number is, from 1; 0 if there is none."""
    low = sign.lower()
    if low in _ROMAN:
        return 1 + _ROMAN.index(low)
    return from_letters(low)
