"""How the sheets of an Excel workbook (XLSX) look."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from stalkplan.imports.readers.archive import Parts
from stalkplan.imports.readers.sheet_look import CellPlace, Run, SheetLook
from stalkplan.imports.readers.xmltext import tree, walk
from stalkplan.record.numbers import from_letters, whole_number

_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 17: "mmm-yy"}
"""Formats that have a number only (ECMA-376 part 1, 18.8.30). All other dates show their day."""

_DATES = frozenset((*range(14, 23), *range(45, 48)))
_DECIMALS = re.compile(r"(?:#,##)?0(?:\.(0+))?")
_PERCENT = re.compile(r"0(?:\.(0+))?%")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_ON = ("1", "true")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def excel_looks(parts: Parts) -> Mapping[str, SheetLook]:
    """Return how each sheet looks, by its name. Raises SourceError past the bounds."""
    book = tree(parts.get("xl/workbook.xml", b"<none/>"))
    links = tree(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"))
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    styles = tree(parts.get("xl/styles.xml", b"<none/>"))
    styled = _Styled(_formats(styles), _struck_styles(styles), _struck_texts(parts))
    looks: dict[str, SheetLook] = {}
    for sheet in book.iter("sheet"):
        target = targets.get(sheet.get("id", ""), "")
        name = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if name in parts:
            looks[sheet.get("name", "")] = _Sheet(styled).read(parts[name])
    return looks


class _Styled(NamedTuple):
    """What a sheet takes from its workbook.

    The number format of each style, the styles that strike out a whole cell, and the shared texts
    of which a part is struck out: what is left of each, and that part.
    """

    formats: list[str]
    struck: set[int]
    texts: Mapping[int, tuple[str, str]]


def _struck_styles(styles: Element) -> set[int]:
    """Return the styles of cells whose font strikes them out."""
    fonts = [_is_struck(font.find("strike")) for font in styles.findall("fonts/font")]
    chosen = [whole_number(cell.get("fontId"), 0) for cell in styles.findall("cellXfs/xf")]
    return {style for style, font in enumerate(chosen) if font < len(fonts) and fonts[font]}


def _is_struck(switch: Element | None) -> bool:
    return switch is not None and switch.get("val", "1") in _ON


def _struck_texts(parts: Parts) -> Mapping[int, tuple[str, str]]:
    """Return the shared texts that are partly struck out: what is left of each, and that part."""
    found: dict[int, tuple[str, str]] = {}
    for index, text in enumerate(tree(parts.get("xl/sharedStrings.xml", b"<none/>"))):
        runs = [(_is_struck(run.find("rPr/strike")), run.findtext("t", "")) for run in text]
        if any(is_struck for is_struck, _ in runs):
            kept, struck = ("".join(t for is_it, t in runs if is_it is s) for s in (False, True))
            found[index] = kept, struck
    return found


def _formats(styles: Element) -> list[str]:
    """Return the number format of each style of a cell."""
    known = dict.fromkeys(_DATES, "dd") | _BUILT_IN
    for own in styles.iter("numFmt"):
        known[whole_number(own.get("numFmtId"), 0)] = own.get("formatCode", "")
    cells = styles.find("cellXfs")
    return [] if cells is None else [
        known.get(whole_number(cell.get("numFmtId"), 0), "") for cell in cells
    ]  # fmt: skip


class _Sheet:
    """Collects how one sheet looks."""

    def __init__(self, styled: _Styled) -> None:
        self.styled = styled
        self.look = SheetLook()
        self.row = self.column = -1
        self.format = ""
        self.kind = ""
        self.is_struck = False
        self.words: dict[str, str] = {}  # the formula and the value of the cell that is being read
        self.part = ""  # which of these is being read, or "struck" within a text

    def read(self, data: bytes) -> SheetLook:
        walk(data, self._start, self._end, self._text)
        return self.look

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        is_hidden = attributes.get("hidden") in ("1", "true")
        if tag == "row":
            self.row = whole_number(attributes.get("r"), self.row + 2) - 1
            self.column = -1
            if is_hidden:
                self.look.hidden_rows.append(Run(self.row, self.row))
        elif tag == "col" and is_hidden:
            first = whole_number(attributes.get("min"), 1) - 1
            self.look.hidden_columns.append(Run(first, whole_number(attributes.get("max"), 1) - 1))
        elif tag == "c":
            self._cell(attributes)
        elif tag in ("f", "v", "is"):
            self.look.hold(self.row, self.column)
            self.part = tag
            self.words[tag] = ""
            if tag == "v" and self.kind == "n":
                self._number()
        elif tag == "strike" and self.part == "is" and attributes.get("val", "1") in _ON:
            self.part = "struck"

    def _text(self, words: str) -> None:
        if self.part:
            self.words[self.part] = self.words.get(self.part, "") + words

    def _end(self, tag: str) -> None:
        if tag in ("f", "v", "is"):
            self.part = ""
        elif tag == "r" and self.part:
            self.part = "is"
        elif tag == "c" and self.words:
            self._filled_cell((self.row, self.column))

    def _filled_cell(self, place: CellPlace) -> None:
        """Note what is struck out in a cell, and a formula that holds no value."""
        value = self.words.get("v", "")
        if not value and "is" not in self.words:
            self.look.formulas[place] = f"={self.words.get('f', '')}"
        elif self.is_struck:
            self.look.struck[place] = ""
        elif self.kind == "e":
            self.look.shown[place] = value
        elif "struck" in self.words:
            self.look.shown[place] = self.words["is"]
            self.look.struck[place] = self.words["struck"]
        elif self.kind == "s" and whole_number(value, -1) in self.styled.texts:
            kept, struck = self.styled.texts[int(value)]
            self.look.shown[place], self.look.struck[place] = kept, struck

    def _cell(self, attributes: Mapping[str, str]) -> None:
        self.column += 1
        place = _CELL.fullmatch(attributes.get("r", ""))
        if place:
            self.column = from_letters(place[1]) - 1
            self.row = int(place[2]) - 1
        style = whole_number(attributes.get("s"), 0)
        formats = self.styled.formats
        self.format = formats[style] if style < len(formats) else ""
        self.is_struck = style in self.styled.struck
        self.kind = attributes.get("t", "n")
        self.words = {}

    def _number(self) -> None:
        """Note how a number is displayed, if not as its value."""
        place = (self.row, self.column)
        bare = _QUOTED.sub("", self.format.lower())
        percent = _PERCENT.fullmatch(self.format)
        decimals = _DECIMALS.fullmatch(self.format)
        if percent:
            self.look.percents[place] = len(percent[1] or "")
        elif decimals:
            self.look.decimals[place] = len(decimals[1] or "")
        elif "y" in bare and "d" not in bare:
            self.look.months.add(place)
        elif self.format not in ("", "General", "@") and not set(bare) & set("ydhms"):
            self.look.own_format.add(place)
