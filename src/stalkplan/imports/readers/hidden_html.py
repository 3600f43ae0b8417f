"""The elements that a page hides from its readers, or strikes out, by its own styles."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_UNSEEN = re.compile(
    r"display:none|visibility:(hidden|collapse)|opacity:0(\.0*)?(;|!|$)|font-size:0[a-z%]*(;|!|$)"
    r"|(text-indent|left|top):-\d{3,}|clip:rect\(0|clip-path:inset\((50|100)%"
)
_WHITE = re.compile(r"(^|;)color:(white|#fff|#ffffff|rgba?\(255,255,255(,1)?\))(;|!|$)")
_STRUCK = re.compile(r"(^|;)text-decoration(-line)?:[^;]*line-through")
_STRIKES = frozenset(("s", "strike", "del"))
_SIMPLE = re.compile(r"[.#]?[\w-]+")


class Hiding:
    """Knows what a page hides or strikes out: by attribute, inline style or a rule of its sheets.

    Only rules for one class, id or tag are understood; sheets elsewhere are never fetched.
    """

    def __init__(self, sheets: Iterable[str]) -> None:
        rules = [
            (selector.strip(), _compact(style))
            for sheet in sheets
            for selectors, style in _rules(sheet)
            for selector in selectors.split(",")
            if _SIMPLE.fullmatch(selector.strip())
        ]
        self.selectors = {selector for selector, style in rules if _UNSEEN.search(style)}
        self.striking = {selector for selector, style in rules if _STRUCK.search(style)}

    def hides(self, element: "Element") -> bool:
        """Whether the element itself is hidden, and so all elements in it."""
        if element.get("hidden") is not None or element.get("aria-hidden") == "true":
            return True
        if style := _compact(element.get("style") or ""):
            is_white = _WHITE.search(style) and not _has_background(element)
            if is_white or _UNSEEN.search(style):
                return True
        return bool(self.selectors) and not self.selectors.isdisjoint(_names(element))

    def strikes(self, element: "Element") -> bool:
        """Whether a line goes through the text of the element, and of all elements in it."""
        style = element.get("style")
        return (
            element.tag in _STRIKES
            or (style is not None and _STRUCK.search(_compact(style)) is not None)
            or (bool(self.striking) and not self.striking.isdisjoint(_names(element)))
        )


def _names(element: "Element") -> list[str]:
    """Return the selectors that mean an element: its classes, its tag, its id."""
    classes = [f".{name}" for name in (element.get("class") or "").split()]
    return [*classes, str(element.tag), f"#{element.get('id')}"]


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and the style of each rule. It splits, as a pattern could take ages."""
    first, *more = sheet.split("/*")
    for rule in "".join([first, *(part.partition("*/")[2] for part in more)]).split("}"):
        before, _, style = rule.rpartition("{")
        yield before.rpartition("{")[2], style


def _compact(style: str) -> str:
    return "".join(style.split()).lower()


def _has_background(element: "Element") -> bool:
    """Whether white text may be seen: it, or an element around it, has a background."""
    around = (element, *element.iterancestors())
    return any("background" in (e.get("style") or "") or e.get("bgcolor") for e in around)
