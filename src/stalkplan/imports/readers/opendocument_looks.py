"""How the sheets of an OpenDocument spreadsheet (ODS) look."""

import re
from collections.abc import Mapping

from stalkplan.imports.readers.archive import Parts
from stalkplan.imports.readers.sheet_look import Run, SheetLook, StruckText
from stalkplan.imports.readers.xmltext import walk
from stalkplan.record.numbers import whole_number

_MONTH = re.compile(r"[^\W\d]{3,9}[ -/]\d\d(\d\d)?")
_NUMBERS = frozenset(("float", "percentage", "currency"))
_SHAPES = frozenset(
    ("caption", "circle", "custom-shape", "ellipse", "line", "path", "polygon", "rect", "text-box")
)
_CELLS = frozenset(("table-cell", "covered-table-cell"))


def opendocument_looks(parts: Parts) -> Mapping[str, SheetLook]:
    """Return how each sheet looks, by its name. Raises SourceError past the bounds."""
    book = _Book()
    walk(parts.get("content.xml", b"<none/>"), book.start, book.end, book.text)
    return book.looks


_REPEATED = 1000
"""Cells that are alike, in a row: a sheet that holds more is past the bounds of cells anyway."""


def _strikes(attributes: Mapping[str, str]) -> bool:
    names = ("text-line-through-style", "text-line-through-type")
    return any(attributes.get(name, "none") != "none" for name in names)


class _Book:
    """Collects how the sheets of a spreadsheet look."""

    def __init__(self) -> None:
        self.looks: dict[str, SheetLook] = {}
        self.look = SheetLook()
        self.row = self.column = self.next_row = self.next_column = 0
        self.kind = ""  # of the value of the cell that is being read
        self.words: list[str] = []
        self.notes = 0  # how many notes on cells are open
        self.boxes = 0  # how many shapes are open, text boxes among them
        self.drawn: list[str] = []  # the words in them
        self.style = ""  # the name of the style that is being read
        self.striking: set[str] = set()  # the styles that put a line through a text
        self.spans: list[bool] = []  # of the spans that are open, which of them do
        self.struck: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "table":
            self.look = self.looks.setdefault(attributes.get("name", ""), SheetLook())
            self.next_row = self.next_column = 0
        elif tag == "table-column":
            self._column(attributes)
        elif tag == "table-row":
            self._row(attributes)
        elif tag in _CELLS:
            self._cell(attributes)
        elif tag == "annotation":
            self.notes += 1
        elif tag in _SHAPES:
            self.boxes += 1
        elif tag == "p":
            self._line()
        else:
            self._style(tag, attributes)

    def _line(self) -> None:
        if self.boxes:
            self.drawn.append(" ")
        if self.words:
            self.words.append("\n")

    def _style(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "style":
            self.style = attributes.get("name", "")
        elif tag == "text-properties" and _strikes(attributes):
            self.striking.add(self.style)
        elif tag == "span":
            self.spans.append(attributes.get("style-name") in self.striking)

    def end(self, tag: str) -> None:
        if tag == "annotation":
            self.notes -= 1
        elif tag in _SHAPES:
            self.boxes -= 1
            if not self.boxes and (drawn := " ".join("".join(self.drawn).split())):
                self.look.drawn.append(drawn)
                self.drawn = []
        elif tag == "span" and self.spans:
            self.spans.pop()
        elif tag in _CELLS:
            shown = "".join(self.words).strip()
            is_month = self.kind == "date" and _MONTH.fullmatch(shown)
            if shown and (self.kind in _NUMBERS or is_month):
                self.look.shown[self.row, self.column] = shown
            if self.struck:
                known = StruckText(shown, " ".join(self.struck))
                self.look.partly_struck[self.row, self.column] = known
            self.kind = ""

    def text(self, words: str) -> None:
        if self.notes:
            return
        if self.boxes and self.kind != "string":  # a cell of text is read with what is drawn in it
            self.drawn.append(words)
        elif self.kind:
            (self.struck if any(self.spans) else self.words).append(words)

    def _column(self, attributes: Mapping[str, str]) -> None:
        repeated = whole_number(attributes.get("number-columns-repeated"), 1)
        if attributes.get("visibility") in ("collapse", "filter"):
            run = Run(self.next_column, self.next_column + repeated - 1)
            self.look.hidden_columns.append(run)
        self.next_column += repeated

    def _row(self, attributes: Mapping[str, str]) -> None:
        repeated = whole_number(attributes.get("number-rows-repeated"), 1)
        self.row, self.next_row = self.next_row, self.next_row + repeated
        if attributes.get("visibility") in ("collapse", "filter"):
            self.look.hidden_rows.append(Run(self.row, self.next_row - 1))
        self.next_column = 0

    def _cell(self, attributes: Mapping[str, str]) -> None:
        repeated = whole_number(attributes.get("number-columns-repeated"), 1)
        self.column, self.next_column = self.next_column, self.next_column + repeated
        self.kind = attributes.get("value-type", "")
        rows = whole_number(attributes.get("number-rows-spanned"), 1)
        if rows > 1:
            self.look.spans.append(((self.row, self.column), self.row + rows - 1))
        self.words, self.struck = [], []
        if self.kind and attributes.get("style-name") in self.striking:
            places = range(self.column, min(self.next_column, self.column + _REPEATED))
            self.look.struck |= {(self.row, column) for column in places}
        if self.kind:
            self.look.hold(self.row, self.column, self.next_row - self.row, repeated)
