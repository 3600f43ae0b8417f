"""Web pages: tables, headings, lists and paragraphs, as a browser shows them."""

import re
from typing import TYPE_CHECKING

from lxml import etree

from stalkplan.errors import SourceError
from stalkplan.imports.readers.bounds import MAX_ELEMENTS, SourceSize
from stalkplan.imports.readers.document import Document, Paragraph
from stalkplan.imports.readers.hidden_html import Hiding
from stalkplan.imports.readers.html_attributes import without_surplus
from stalkplan.imports.readers.links import link_target
from stalkplan.imports.readers.list_marks import letter_mark, roman_mark
from stalkplan.imports.readers.spanned_cells import SpannedCells, with_numbers
from stalkplan.imports.readers.texts import STRUCK, blanks_joined, decode, tidy, warnings_on
from stalkplan.record.numbers import whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LEFT_OUT = frozenset(
    ("script", "style", "template", "head", "nav", "noscript", "svg", "iframe", "object")
)
_LINES = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd"),
        *("details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main"),
        *("ol", "option", "p", "pre", "section", "summary", "td", "th", "title", "tr", "ul"),
    )
)
"""Elements that begin and end on a line of their own."""

_IN_LINE = frozenset(
    ("a", "b", "br", "code", "del", "em", "i", "s", "small", "span", "strong", "u")
)
_BULLET = "\u2022 "

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_ENCODINGS = dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "ascii", "windows-1252"), "cp1252")
"""How browsers read the encodings that old pages declare. For all others UTF-8 is tried."""

_COLUMNS, _ROWS = 1000, 65534
"""How many a cell may span, in HTML."""


def read(data: bytes) -> Document:
    """Return the blocks of a page.

    Navigation, scripts and styles are left out, and struck-out text with a warning. Text that a
    reader of the page does not see is kept, with a warning. A list of terms is a table of two
    columns. A table in a cell follows the table around it as one of its own. The address of a link
    is in brackets behind its words.

    Raises SourceError past the bounds, or if it is no text.
    """
    declared = _CHARSET.search(data, 0, 4096)
    name = declared[1].decode("ascii").lower() if declared else ""
    text, warnings = decode(data, _ENCODINGS.get(name, ""))
    if text.count("<") > MAX_ELEMENTS:
        raise SourceError(f"has over {MAX_ELEMENTS:,} tags, the limit")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = etree.fromstring(without_surplus(text).encode("utf-8"), parser)
    if root is None:  # nothing but comments
        return Document((), warnings)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise SourceError("has elements nested too deep, or too long a text, to be read")
    _make_tables_of_terms(root)
    page = _WebPage([sheet.text or "" for sheet in root.iter("style")], _address_of(root))
    page.read(root)
    seen = "text that a reader of the page may not see is kept"
    warnings += [*warnings_on(seen, page.hidden), *warnings_on(STRUCK, page.struck)]
    return Document(with_numbers(page.blocks), warnings)


def _address_of(root: "Element") -> str:
    """Return the address that a page gives for itself; its links are relative to it."""
    for tag in ("base", "link"):
        for element in root.iter(tag):
            if tag == "base" or element.get("rel") == "canonical":
                return element.get("href") or ""
    return ""


def _make_tables_of_terms(root: "Element") -> None:
    """Turn lists of terms outside tables into tables, with a row for a term and its meaning."""
    for terms in list(root.iter("dl")):
        if not any(above.tag == "table" for above in terms.iterancestors()):
            terms.tag = "table"
            for term in list(terms.iter("dt", "dd")):
                if term.tag == "dt":
                    term.addprevious(etree.Element("tr"))
                term.tag = "td"


class _WebPage:
    """Collects the blocks of a page."""

    def __init__(self, sheets: list[str], address: str) -> None:
        self.hiding = Hiding(sheets)
        self.address = address
        self.link: tuple[str, int] = ("", 0)  # its address, and the index of its first part
        self.hidden: list[str] = []
        self.struck: list[str] = []
        self.is_struck = False  # whether a line goes through the text of this place
        self.blocks: list[Paragraph | SpannedCells] = []
        self.grids: list[SpannedCells] = []  # the tables around this place, the innermost last
        self.parts: list[str] = []  # of the text of this paragraph or cell
        self.outer: list[list[str]] = []  # the parts of the cells around it
        self.level = 0
        self.marker = ""  # of an entry of a list whose text has not come yet
        self.numbers: dict[Element, int] = {}  # the next number of each list
        self.plain: dict[Element, bool] = {}  # whether the entries of a list have bullets
        self.tally = SourceSize()

    def read(self, root: "Element") -> None:
        """Collect the blocks, in the order of the text."""
        walker = etree.iterwalk(root, events=("start", "end"))
        unseen: Element | None = None
        struck: Element | None = None
        for event, element in walker:
            tag = str(element.tag)
            is_left_out = tag in _LEFT_OUT or element.get("role") == "navigation"
            if event == "start" and is_left_out:
                self._text(tag, _name_of_picture(element) if tag == "svg" else "")
                walker.skip_subtree()
            elif event == "start":
                if unseen is None and self.hiding.hides(element):
                    unseen = element
                    self.hidden.append(" ".join(map(str, element.itertext())))
                if struck is None and self.hiding.strikes(element):
                    struck, self.is_struck = element, True
                    self.struck.append(" ".join(map(str, element.itertext())))
                self._start(tag, element)
                self._text(tag, element.text)
            else:
                unseen = None if element is unseen else unseen
                if element is struck:
                    struck, self.is_struck = None, False
                if not is_left_out:
                    self._end(tag)
                tail, above = element.tail, element.getparent()
                if tail and above is not None:
                    self._text(str(above.tag), tail)
        self._break()

    def _text(self, tag: str, text: str | None) -> None:
        if not text or self.is_struck:
            return
        if self.marker and text.strip():
            self.parts.append(self.marker)
            self.marker = ""
        self.parts.append(text if tag in ("pre", "textarea") else blanks_joined(text))

    def _start(self, tag: str, element: "Element") -> None:
        if tag in _LINES:
            self._break()
        if tag in _LEVELS:
            self.level = _LEVELS[tag]
        elif tag == "a":
            self.link = (element.get("href") or "", len(self.parts))
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.marker = self._marker(element)
        elif tag == "img" or element.get("role") == "img":
            self._text(tag, _name_of_picture(element))
        elif tag == "table":
            self._begin_table()
        elif tag == "tr" and self.grids:
            self._end_cell()
            self.grids[-1].begin_row()
        elif tag in ("td", "th") and self.grids:
            self._end_cell()
            self.grids[-1].begin_cell(
                _span(element, "colspan", _COLUMNS), _span(element, "rowspan", _ROWS)
            )

    def _end(self, tag: str) -> None:
        if tag == "a" and self.link[0]:  # where links are in one another the innermost counts
            target, first = self.link
            self.parts.append(link_target("".join(self.parts[first:]), target, self.address))
            self.link = ("", 0)
        if tag == "caption" and self.grids and not self.grids[-1].is_in_cell:
            self.grids[-1].title = tidy("".join(self.parts))
            self.parts = []
        if tag in ("td", "th"):
            self._end_cell()
        if tag in _LINES:
            self._break()
        if tag in _LEVELS:
            self.level = 0
        elif tag == "li":
            self.marker = ""  # an entry without a text has none
        elif tag == "tr" and self.grids and self.grids[-1].rows:
            self.grids[-1].end_row()
        elif tag == "table":
            self._break()
            self.grids.pop()
            self.parts = [*self.outer.pop(), "\n"]

    def _begin_table(self) -> None:
        around = self.grids[-1] if self.grids and self.grids[-1].is_in_cell else None
        if around is None:
            self._break()
        grid = SpannedCells(self.tally, around)
        self.blocks.append(grid)
        self.grids.append(grid)
        self.outer.append(self.parts)
        self.parts = []

    def _end_cell(self) -> None:
        if self.grids and self.grids[-1].is_in_cell:
            self.grids[-1].end_cell(tidy("".join(self.parts)))
            self.parts = []

    def _marker(self, entry: "Element") -> str:
        """Return the mark that a browser shows before an entry of a list.

        A bullet is one only where the list has several entries, and they are nothing but text.
        """
        around = entry.getparent()
        if around is None or around.tag != "ol":
            return _BULLET if around is not None and self._is_plain(around) else ""
        number = self.numbers.get(around, _list_number(around.get("start"), 1))
        number = _list_number(entry.get("value"), number)
        self.numbers[around] = number + 1
        kind = around.get("type") or "1"
        shown = {"a": letter_mark, "i": roman_mark}.get(kind.lower(), str)(number)
        return f"{shown.upper() if kind.isupper() else shown}. "

    def _is_plain(self, around: "Element") -> bool:
        if around not in self.plain:
            self.plain[around] = _is_plain_list(around)
        return self.plain[around]

    def _break(self) -> None:
        """End a line of a cell, or a paragraph outside of cells."""
        if self.grids and self.grids[-1].is_in_cell:
            self.parts.append("\n")
            return
        text = tidy("".join(self.parts))
        self.parts = []
        if text:
            self.blocks.append(Paragraph(text, self.level))
            self.tally.add(1)


def _name_of_picture(element: "Element") -> str:
    """Return what a page says a picture shows, as a browser reads it out."""
    title = element.find("title")
    names = (element.get("alt"), element.get("aria-label"), title is not None and title.text)
    return f" {next(filter(None, names), '')} "


def _is_plain_list(around: "Element") -> bool:
    """Whether a list has several entries, of which none has an element with a line of its own."""
    if around.tag != "ul" or len(around) < 2:
        return False
    return all(child.tag in _IN_LINE for entry in around for child in entry.iterdescendants())


def _span(element: "Element", name: str, most: int) -> int:
    """Return how many columns or rows a cell spans. 0 rows means all that follow."""
    given = element.get(name)
    if given is None:
        return 1  # as most do
    span = min(whole_number(given.strip(), 1, digits=6), most)
    return span or (most if name == "rowspan" else 1)


def _list_number(text: str | None, otherwise: int) -> int:
    """Return the number of an entry of a list, which may be negative."""
    text = (text or "").strip()
    if text.startswith("-"):
        return -whole_number(text[1:], -otherwise)
    return whole_number(text.removeprefix("+"), otherwise)
