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
_STRUCK = re.compile(r"text-decoration(-line)?:[^;]*line-through")
_STRIKES = frozenset(("s", "strike", "del"))
_SIMPLE = re.compile(r"[.#]?[\w-]+")


class Hiding:
    """Knows which elements a page hides or strikes out.

    It does so by a tag or an attribute, an inline style or a rule in its own sheets. Only rules for
    one class, id or tag are understood; sheets elsewhere are never fetched.
    """

    def __init__(self, sheets: Iterable[str]) -> None:
        rules = [rule for sheet in sheets for rule in _rules(sheet)]
        self.hidden = _selectors(rules, _UNSEEN)
        self.struck = _selectors(rules, _STRUCK)

    def hides(self, element: "Element") -> bool:
        """Whether the element itself is hidden, and so all elements in it."""
        style = _compact(element.get("style") or "")
        if "hidden" in element.attrib or element.get("aria-hidden") == "true":
            return True
        if _UNSEEN.search(style) or (_WHITE.search(style) and not _has_background(element)):
            return True
        return not self.hidden.isdisjoint(_names(element))

    def strikes_out(self, element: "Element") -> bool:
        """Whether the text of the element is struck out, and so that of all elements in it."""
        if element.tag in _STRIKES or _STRUCK.search(_compact(element.get("style") or "")):
            return True
        return not self.struck.isdisjoint(_names(element))


def _names(element: "Element") -> list[str]:
    """Return the selectors that choose an element by its tag, its id or one of its classes."""
    classes = (element.get("class") or "").split()
    return [str(element.tag), f"#{element.get('id')}", *(f".{name}" for name in classes)]


def _selectors(rules: Iterable[tuple[str, str]], looks: re.Pattern[str]) -> set[str]:
    """Return the simple selectors of all rules whose style looks so."""
    return {
        selector.strip()
        for selectors, style in rules
        if looks.search(_compact(style))
        for selector in selectors.split(",")
        if _SIMPLE.fullmatch(selector.strip())
    }


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and the style of each rule. It splits, as a pattern could take ages."""
    first, *more = sheet.split("/*")
    for rule in "".join([first, *(part.partition("*/")[2] for part in more)]).split("}"):
        before, _, style = rule.rpartition("{")
        yield before.rpartition("{")[2], style


def _compact(style: str) -> str:
    return re.sub(r"\s+", "", style).lower()


def _has_background(element: "Element") -> bool:
    """Whether white text may be seen: it, or an element around it, has a background."""
    around = (element, *element.iterancestors())
    return any("background" in (e.get("style") or "") or e.get("bgcolor") for e in around)
