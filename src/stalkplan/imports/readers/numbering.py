"""What the styles of a Word file say: the level of a heading, the number in a list."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from stalkplan.imports.readers.list_marks import letter_mark, roman_mark
from stalkplan.record.numbers import whole_number

_HEADING = re.compile(r"heading ([1-6])")
_SHOWN: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": letter_mark,
    "upperLetter": lambda number: letter_mark(number).upper(),
    "lowerRoman": roman_mark,
    "upperRoman": lambda number: roman_mark(number).upper(),
    "decimalZero": "{:02}".format,
}
_ANCESTORS = 20
"""How many styles that are based on one another are looked at."""


class _Level(NamedTuple):
    """A level of a numbered list; in a `text` such as `%1.%2` each level has a place."""

    start: int
    shown: str
    text: str


class Numbering:
    """The styles and numbered lists of a Word file; it counts the entries as they are asked for."""

    def __init__(self, styles: Element, numbers: Element) -> None:
        self.styles = {style.get("styleId", ""): style for style in styles.iter("style")}
        self.abstract = {
            kind.get("abstractNumId", ""): _levels(kind) for kind in numbers.iter("abstractNum")
        }
        self.lists = {number.get("numId", ""): number for number in numbers.iter("num")}
        self.counts: dict[str, dict[int, int]] = {}  # of the levels of abstract lists
        self.begun: set[str] = set()

    def level_of(self, paragraph: Element) -> int:
        """Return the level of a heading; 0 for another paragraph."""
        for properties in self._properties(paragraph):
            outline = whole_number(_value(properties, "outlineLvl"), -1, digits=2)
            if outline >= 0:
                return outline + 1 if outline < 6 else 0
        for style in self._styles(paragraph):
            name = _value(style, "name").lower()
            heading = _HEADING.fullmatch(name)
            if heading or name == "title":
                return int(heading[1]) if heading else 1
        return 0

    def marker_of(self, paragraph: Element) -> str:
        """Count an entry of a list, and return the number or the bullet that Word shows before it.

        Return an empty text for any other paragraph.
        """
        number = level = ""
        for properties in self._properties(paragraph):
            number = number or _value(properties, "numPr/numId")
            level = level or _value(properties, "numPr/ilvl")
        if number not in self.lists:  # the list 0 cancels that of a style
            return ""
        at = whole_number(level[:1], 0)
        kind = _value(self.lists[number], "abstractNumId")
        levels = self.abstract.get(kind, {})
        if at not in levels or levels[at].shown == "none":
            return ""
        if levels[at].shown == "bullet":
            return "\u2022 "
        counts = self.counts.setdefault(kind, {})
        if number not in self.begun:
            self.begun.add(number)
            if self.lists[number].find("lvlOverride/startOverride") is not None:
                counts.clear()
        for deeper in [other for other in counts if other > at]:
            del counts[deeper]
        counts[at] = counts[at] + 1 if at in counts else levels[at].start

        def shown(place: re.Match[str]) -> str:
            other = int(place[1]) - 1
            if other not in levels:
                return ""
            write = _SHOWN.get(levels[other].shown, str)
            return write(counts.get(other, levels[other].start))

        return re.sub(r"%([1-9])", shown, levels[at].text) + " "

    def _properties(self, paragraph: Element) -> Iterator[Element]:
        """Yield the properties of a paragraph, then those of its styles."""
        for holder in (paragraph, *self._styles(paragraph)):
            properties = holder.find("pPr")
            if properties is not None:
                yield properties

    def _styles(self, paragraph: Element) -> Iterator[Element]:
        """Yield the style of a paragraph, then those it is based on."""
        style = self.styles.get(_value(paragraph, "pPr/pStyle"))
        for _ in range(_ANCESTORS):
            if style is None:
                return
            yield style
            style = self.styles.get(_value(style, "basedOn"))


def _levels(kind: Element) -> Mapping[int, _Level]:
    levels = {}
    for level in kind.iter("lvl"):
        at = whole_number(level.get("ilvl", "0")[:1], -1)
        start = whole_number(_value(level, "start"), 1, digits=6)
        if at >= 0:
            levels[at] = _Level(start, _value(level, "numFmt"), _value(level, "lvlText"))
    return levels


def _value(element: Element, path: str) -> str:
    """Return the value of an element below, or an empty text."""
    below = element.find(path)
    return below.get("val", "") if below is not None else ""
