"""How the sheets of an Excel workbook (XLSX) look."""

import re
from collections.abc import Collection, Mapping
from xml.etree.ElementTree import Element

from stalkplan.imports.readers.archive import Parts
from stalkplan.imports.readers.sheet_look import CellPlace, Run, SheetLook, StruckText
from stalkplan.imports.readers.xmltext import tree, walk
from stalkplan.record.numbers import from_letters, whole_number

_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 17: "mmm-yy"}
"""Formats that have a number only (ECMA-376 part 1, 18.8.30). All other dates show their day."""

_DATES = frozenset((*range(14, 23), *range(45, 48)))
_DECIMALS = re.compile(r"(?:#,##)?0(?:\.(0+))?")
_PERCENT = re.compile(r"0(?:\.(0+))?%")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def excel_looks(parts: Parts) -> Mapping[str, SheetLook]:
    """Return how each sheet looks, by its name. Raises SourceError past the bounds."""
    book = tree(parts.get("xl/workbook.xml", b"<none/>"))
    links = tree(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"))
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    styles = tree(parts.get("xl/styles.xml", b"<none/>"))
    formats, struck = _formats(styles), _struck_styles(styles)
    texts = _struck_texts(parts)
    looks: dict[str, SheetLook] = {}
    for sheet in book.iter("sheet"):
        target = targets.get(sheet.get("id", ""), "")
        name = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if name in parts:
            looks[sheet.get("name", "")] = _Sheet(formats, struck, texts).read(parts[name])
    return looks


def _formats(styles: Element) -> list[str]:
    """Return the number format of each style of a cell."""
    known = dict.fromkeys(_DATES, "dd") | _BUILT_IN
    for own in styles.iter("numFmt"):
        known[whole_number(own.get("numFmtId"), 0)] = own.get("formatCode", "")
    cells = styles.find("cellXfs")
    return [] if cells is None else [
        known.get(whole_number(cell.get("numFmtId"), 0), "") for cell in cells
    ]  # fmt: skip


def _struck_styles(styles: Element) -> set[int]:
    """Return the styles of cells whose font has a line through it."""
    fonts = styles.find("fonts")
    struck = {at for at, font in enumerate(() if fonts is None else fonts) if _is_struck(font)}
    cells = styles.find("cellXfs")
    return {
        at
        for at, cell in enumerate(() if cells is None else cells)
        if whole_number(cell.get("fontId"), 0) in struck
    }


def _struck_texts(parts: Parts) -> dict[int, StruckText]:
    """Return the shared texts that have a line through a part of them, by their index."""
    data = parts.get("xl/sharedStrings.xml", b"<none/>")
    if b"strike" not in data:
        return {}
    texts: dict[int, StruckText] = {}
    for at, shared in enumerate(tree(data).iter("si")):
        kept, struck = "", ""
        for run in shared.iter("r"):
            properties = run.find("rPr")
            text = "".join(part.text or "" for part in run.iter("t"))
            if properties is not None and _is_struck(properties):
                struck += text
            else:
                kept += text
        if struck:
            texts[at] = StruckText(kept, struck)
    return texts


def _is_struck(font: Element) -> bool:
    line = font.find("strike")
    return line is not None and line.get("val", "1") not in ("0", "false")


class _Sheet:
    """Collects how one sheet looks."""

    def __init__(
        self, formats: list[str], struck: Collection[int], texts: Mapping[int, StruckText]
    ) -> None:
        self.formats = formats
        self.struck = struck
        self.texts = texts
        self.inside = ""  # `f` or `v`, the element whose text is being read
        self.words: list[str] = []
        self.formula: tuple[CellPlace, str] | None = None  # one whose value has not come yet
        self.is_shared = False
        self.is_error = False
        self.run_is_struck = False  # of a text that stands in its cell, not among the shared ones
        self.kept: list[str] = []
        self.gone: list[str] = []
        self.look = SheetLook()
        self.row = self.column = -1
        self.format = ""
        self.is_number = False

    def read(self, data: bytes) -> SheetLook:
        walk(data, self._start, self._end, self._text)
        self._end_cell()
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
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        else:
            self._start_in_cell(tag, attributes)

    def _start_in_cell(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in ("f", "t"):
            self.inside, self.words = tag, []
        elif tag in ("v", "is"):
            self.look.hold(self.row, self.column)
            if self.is_number:
                self._number()
            self.kept, self.gone = [], []
            if tag == "v" and (self.formula or self.is_error or (self.is_shared and self.texts)):
                self.inside, self.words = tag, []
        elif tag == "r":
            self.run_is_struck = False
        elif tag == "strike":
            self.run_is_struck = attributes.get("val", "1") not in ("0", "false")

    def _end(self, tag: str) -> None:
        if tag == "is" and self.gone:
            known = StruckText("".join(self.kept), "".join(self.gone))
            self.look.partly_struck[self.row, self.column] = known
        if tag != self.inside:
            return
        text = "".join(self.words)
        place = (self.row, self.column)
        if tag == "t":
            (self.gone if self.run_is_struck else self.kept).append(text)
        elif tag == "f":
            self.formula = (place, f"={text or '(as another cell)'}")
        elif text.strip():
            self.formula = None
            shared = self.texts.get(whole_number(text, -1)) if self.is_shared else None
            if shared:
                self.look.partly_struck[place] = shared
            elif self.is_error:
                self.look.shown[place] = text
        self.inside = ""

    def _text(self, text: str) -> None:
        if self.inside:
            self.words.append(text)

    def _end_cell(self) -> None:
        """End the cell before: a formula in it that has no value by now has none."""
        if self.formula:
            place, text = self.formula
            self.look.hold(*place)
            self.look.formulas[place] = text
            self.formula = None

    def _cell(self, attributes: Mapping[str, str]) -> None:
        self._end_cell()
        self.run_is_struck = False
        self.column += 1
        place = _CELL.fullmatch(attributes.get("r", ""))
        if place:
            self.column = from_letters(place[1]) - 1
            self.row = int(place[2]) - 1
        style = whole_number(attributes.get("s"), 0)
        self.format = self.formats[style] if style < len(self.formats) else ""
        self.is_number = attributes.get("t", "n") == "n"
        self.is_shared = attributes.get("t") == "s"
        self.is_error = attributes.get("t") == "e"
        if style in self.struck:
            self.look.struck.add((self.row, self.column))

    def _merge(self, cells: str) -> None:
        """Note the cell, such as `A3:B5`, if it spans rows."""
        first, last = (_CELL.fullmatch(part) for part in (*cells.split(":"), "")[:2])
        if first and last and int(last[2]) > int(first[2]):
            place = (int(first[2]) - 1, from_letters(first[1]) - 1)
            self.look.spans.append((place, int(last[2]) - 1))

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
