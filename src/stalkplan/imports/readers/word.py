"""Word files (DOCX): paragraphs, headings, numbered lists and tables."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from stalkplan.errors import SourceError
from stalkplan.imports.readers.archive import Parts, unpack
from stalkplan.imports.readers.bounds import SourceSize
from stalkplan.imports.readers.document import Document, Paragraph
from stalkplan.imports.readers.links import link_target
from stalkplan.imports.readers.numbering import Numbering
from stalkplan.imports.readers.spanned_cells import SpannedCells, with_numbers
from stalkplan.imports.readers.texts import STRUCK, tidy, warnings_on
from stalkplan.imports.readers.xmltext import paragraphs_of, tree
from stalkplan.record.numbers import whole_number

_MAIN = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_DELETED = frozenset(("del", "moveFrom", "delText"))
_LEFT_OUT = frozenset(("Fallback", "pPr", "tblPr", "tblGrid", "trPr", "sectPr", "instrText"))
"""Copies for older programs, and elements that are no text."""

_DIAGRAMS = r"word/diagrams/data\d*\.xml"

_PICTURED = {
    "F0FC": "\u2713",
    "F0FB": "\u2717",
    "F0FE": "\u2611",
    "F0FD": "\u2612",
    "F0B7": "\u2022",
}
"""Signs of the fonts Wingdings and Symbol: ticks, crosses and a bullet. Any other is U+FFFD."""

_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}

_COLUMNS = 63
"""How many Word allows a table."""


def read(data: bytes) -> Document:
    """Return the blocks of a Word file.

    Tracked deletions and struck-out text are left out, insertions and hidden text are kept; there
    is a warning about what is left out, and about hidden text. A table in a cell follows the table
    around it as one of its own. Footnotes come last. Comments, and the headers and footers of
    pages, are left out with a warning, as is the text of a diagram.

    Raises SourceError past the bounds, or if it is not a Word file.
    """
    parts = unpack(data)
    if _MAIN not in parts:
        raise SourceError("is not a Word file")
    empty = b"<none/>"
    styles, numbers = (tree(parts.get(f"word/{n}.xml", empty)) for n in ("styles", "numbering"))
    paper = _Paper(Numbering(styles, numbers))
    for name in (_MAIN, *_NOTES):
        if name in parts:
            rels = tree(parts.get(name.replace("word/", "word/_rels/") + ".rels", empty))
            paper.targets = {
                r.get("Id", ""): r.get("Target", "") for r in rels.iter("Relationship")
            }
            paper.read(tree(parts[name]))
    warnings = [
        *warnings_on("hidden text is kept", paper.hidden),
        *warnings_on("text whose deletion was tracked is left out", paper.deleted),
        *warnings_on(STRUCK, paper.struck),
        *warnings_on("a header or footer of the pages is left out", _around_pages(parts)),
        *warnings_on("text in a diagram is left out", paragraphs_of(parts, _DIAGRAMS)),
    ]
    if "word/comments.xml" in parts:
        warnings.append("comments are left out")
    return Document(with_numbers(paper.blocks), warnings)


def _around_pages(parts: Parts) -> list[str]:
    """Return the texts of headers and footers, but for the numbers of pages."""
    texts = paragraphs_of(parts, r"word/(header|footer)\d*\.xml")
    return [
        text for text in texts if not re.fullmatch(r"\W*page\W*\d*\W*(of\W*\d*)?", text.lower())
    ]


class _Paper:
    """Collects the blocks of a Word file."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.blocks: list[Paragraph | SpannedCells] = []
        self.boxes: list[Element] = []  # text boxes that hang on the paragraph being read
        self.tally = SourceSize()
        self.hidden: list[str] = []
        self.deleted: list[str] = []
        self.struck: list[str] = []
        self.targets: dict[str, str] = {}  # where the links of the part being read lead

    def read(self, element: Element) -> None:
        """Collect the blocks in an element, however deep."""
        for child in element:
            if child.tag == "p":
                self._paragraph(child)
            elif child.tag == "tbl":
                self._table(child)
            elif child.tag in _DELETED:
                self.deleted.append(_words(child))
            elif child.tag not in _LEFT_OUT:
                self.read(child)

    def _paragraph(self, element: Element) -> None:
        text = tidy(self._text(element))
        if text:
            self.blocks.append(Paragraph(text, self.numbering.level_of(element)))
            self.tally.add(1)
        self._read_boxes()

    def _text(self, paragraph: Element) -> str:
        """Return the text of a paragraph, with its number in a list before it."""
        text = "".join(self._runs(paragraph))
        return self.numbering.marker_of(paragraph) + text if text.strip() else text

    def _runs(self, element: Element) -> Iterator[str]:
        for child in element:
            if child.tag in _DELETED:
                self.deleted.append(_words(child))
            elif child.tag == "r" and self._is_struck(child):
                self.struck.append(_words(child))
            elif sign := _sign(child):
                yield sign
            elif child.tag == "t":
                yield child.text or ""
            elif child.tag == "hyperlink":
                said = "".join(self._runs(child))
                yield said + link_target(said, self.targets.get(child.get("id", ""), ""))
            elif child.tag == "txbxContent":
                self.boxes.append(child)
            elif child.tag not in _LEFT_OUT:
                if child.tag == "r" and _is_on(child.find("rPr/vanish")):
                    self.hidden.append(_words(child))
                yield from self._runs(child)

    def _is_struck(self, run: Element) -> bool:
        """Whether a line goes through a run: by itself, or by its style."""
        style = self.numbering.styles.get(_style_of(run))
        for properties in (run.find("rPr"), style.find("rPr") if style is not None else None):
            for line in ("strike", "dstrike") if properties is not None else ():
                switch = properties.find(line) if properties is not None else None
                if switch is not None:
                    return _is_on(switch)
        return False

    def _read_boxes(self) -> None:
        """Collect the text boxes of the paragraph or table that was just read."""
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.read(box)

    def _table(self, element: Element, inside: tuple[SpannedCells, int] | None = None) -> None:
        grid = SpannedCells(self.tally)
        grid.inside = inside
        self.blocks.append(grid)
        inner: list[tuple[Element, int]] = []
        for row in _within(element, "tr"):
            if row.find("trPr/del") is not None:
                self.deleted.append(_words(row))
                continue
            grid.begin_row()
            before = _number(row.find("trPr/gridBefore"), 0)
            if before:
                grid.begin_cell(before, 1)
                grid.end_cell("")
            tables: list[Element] = []
            for cell in _within(row, "tc"):
                grid.begin_cell(_number(cell.find("tcPr/gridSpan"), 1), 1)
                if _goes_on(cell.find("tcPr/vMerge")):
                    grid.go_on_from_above()
                grid.end_cell(tidy("\n".join(self._lines(cell, tables))))
            inner += ((table, len(grid.rows) - 1) for table in tables)
        self._read_boxes()
        for table, at in inner:
            self._table(table, (grid, at))

    def _lines(self, element: Element, inner: list[Element]) -> Iterator[str]:
        """Yield the paragraphs of a cell, and put the tables in it into `inner`."""
        for child in element:
            if child.tag == "p":
                yield self._text(child)
            elif child.tag == "tbl":
                inner.append(child)
            elif child.tag in _DELETED:
                self.deleted.append(_words(child))
            elif child.tag not in _LEFT_OUT:
                yield from self._lines(child, inner)


def _within(element: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also in controls and insertions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _within(child, tag)


def _words(element: Element) -> str:
    return " ".join(t.text or "" for t in element.iter() if t.tag in ("t", "delText"))


def _sign(element: Element) -> str:
    """Return the sign that an element stands for; nothing if it is none."""
    if element.tag == "sym":
        return _PICTURED.get(element.get("char", "").upper(), "\ufffd")
    return _SIGNS.get(element.tag, "")


def _style_of(run: Element) -> str:
    style = run.find("rPr/rStyle")
    return style.get("val", "") if style is not None else ""


def _is_on(switch: Element | None) -> bool:
    return switch is not None and switch.get("val", "1") not in ("0", "false", "off")


def _goes_on(merge: Element | None) -> bool:
    """Whether a cell is the lower part of one that spans rows."""
    return merge is not None and merge.get("val", "continue") == "continue"


def _number(element: Element | None, otherwise: int) -> int:
    """Return the number of columns that an element holds, at most those of the widest table."""
    text = element.get("val") if element is not None else None
    return min(whole_number(text, otherwise, digits=4), _COLUMNS)
