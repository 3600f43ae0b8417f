"""How the sheets of an Excel workbook (XLSX) look."""

import re
from collections.abc import Mapping

from stalkplan.imports.readers.archive import Parts
from stalkplan.imports.readers.sheet_look import Run, SheetLook
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
    formats = _formats(parts)
    looks: dict[str, SheetLook] = {}
    for sheet in book.iter("sheet"):
        target = targets.get(sheet.get("id", ""), "")
        name = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if name in parts:
            looks[sheet.get("name", "")] = _Sheet(formats).read(parts[name])
    return looks


def _formats(parts: Parts) -> list[str]:
    """Return the number format of each style of a cell."""
    styles = tree(parts.get("xl/styles.xml", b"<none/>"))
    known = dict.fromkeys(_DATES, "dd") | _BUILT_IN
    for own in styles.iter("numFmt"):
        known[whole_number(own.get("numFmtId"), 0)] = own.get("formatCode", "")
    cells = styles.find("cellXfs")
    return [] if cells is None else [
        known.get(whole_number(cell.get("numFmtId"), 0), "") for cell in cells
    ]  # fmt: skip


class _Sheet:
    """Collects how one sheet looks."""

    def __init__(self, formats: list[str]) -> None:
        self.formats = formats
        self.look = SheetLook()
        self.row = self.column = -1
        self.format = ""
        self.is_number = False

    def read(self, data: bytes) -> SheetLook:
        walk(data, self._start, _ignore, _ignore)
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
        elif tag in ("v", "is"):
            self.look.hold(self.row, self.column)
            if self.is_number:
                self._number()

    def _cell(self, attributes: Mapping[str, str]) -> None:
        self.column += 1
        place = _CELL.fullmatch(attributes.get("r", ""))
        if place:
            self.column = from_letters(place[1]) - 1
            self.row = int(place[2]) - 1
        style = whole_number(attributes.get("s"), 0)
        self.format = self.formats[style] if style < len(self.formats) else ""
        self.is_number = attributes.get("t", "n") == "n"

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


def _ignore(_: str) -> None:
    """Pass over the ends of elements and the texts: they say nothing of the look."""
