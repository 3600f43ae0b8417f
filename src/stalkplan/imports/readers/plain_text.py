"""Plain text, such as a page that a person or a program has copied.

Bars or tabs part cells, which may be broken over lines. All else is paragraphs.
"""

import re
from collections.abc import Iterator, Sequence

from stalkplan.imports.readers.bounds import SourceSize
from stalkplan.imports.readers.cell_lines import CellTable, rows_begun_by_bars, table_in
from stalkplan.imports.readers.copied_lines import goes_on, with_whole_words, without_page_numbers
from stalkplan.imports.readers.document import Document, Paragraph, SourceBlock, SourceTable
from stalkplan.imports.readers.text_columns import columns_in
from stalkplan.imports.readers.texts import decode, tidy, warnings_on

_RULE = re.compile(r":?-{2,}:?")


def read(data: bytes) -> Document:
    """Return the blocks of a text.

    If rows end with a bar, a row goes on until a line does so, else until the row has as many cells
    as the first one. Lines between two rows belong to a cell, unless an empty line or a copy of the
    headings sets the rows apart. A table with each cell on a line of its own, or with blanks
    between its columns, is put into rows. Page numbers are left out, with a warning.

    Raises SourceError past the bounds, if it is no text, or if its rows cannot be found.
    """
    text, warnings = decode(data)
    lines, numbers = without_page_numbers(text.split("\n"))
    warnings += warnings_on("a page number is left out", numbers)
    if not {"|", "\t"} & set(text) and (table := columns_in(lines)):
        return Document(_around(lines, table), warnings)
    lines = with_whole_words(lines)
    bars, tabs = (sum(sign in line for line in lines) for sign in "|\t")
    bar = "|" if bars >= tabs else "\t"
    return Document(_cells_on_lines(lines, bar) or _FlatText(lines, bar).blocks(), warnings)


def _cells_on_lines(lines: Sequence[str], bar: str) -> list[SourceBlock] | None:
    """Return the blocks of a text in which each cell of a table has a line; None if it has none."""
    with_bar = [line for line in lines if bar in line]
    if rows := rows_begun_by_bars(lines) if bar == "|" and with_bar else None:
        first = next(at for at, line in enumerate(lines) if bar in line)
        return _counted([*map(Paragraph, _joined(lines[:first])), SourceTable(1, rows)])
    is_single = [line.count(bar) == 1 and line.rstrip().endswith(bar) for line in with_bar]
    if sum(is_single) * 5 < len(with_bar) * 4:
        return None
    cells = [tidy(line.rstrip().removesuffix(bar)) for line in lines]
    cells = [cell for cell in cells if cell]
    if (found := table_in(cells)) is None:
        return None
    return _around(cells, found)


def _around(lines: Sequence[str], table: CellTable) -> list[SourceBlock]:
    """Return a table, and the lines before and after it as paragraphs."""
    before, after = (_joined(part) for part in (lines[: table.first], lines[table.last :]))
    return _counted([*map(Paragraph, before), SourceTable(1, table.rows), *map(Paragraph, after)])


def _counted(blocks: list[SourceBlock]) -> list[SourceBlock]:
    tally = SourceSize()
    for block in blocks:
        if isinstance(block, SourceTable):
            tally.add(sum(map(len, block.rows)), len(block.rows))
        else:
            tally.add(1)
    return blocks


class _FlatText:
    """Collects the blocks of a text, line by line."""

    def __init__(self, lines: Sequence[str], bar: str) -> None:
        self.lines = lines
        self.bar = bar
        ends = [line.rstrip().endswith("|") for line in lines if bar in line]
        self.is_closed_by_bar = (
            bar == "|" and sum(ends) * 3 >= len(ends) and not _is_row_a_line(lines)
        )
        self.done: list[SourceBlock] = []
        self.rows: list[list[str]] = []
        self.is_open = False  # whether the last row may go on
        self.between: list[str] = []  # lines without a bar since the last one with
        self.tally = SourceSize()

    def blocks(self) -> list[SourceBlock]:
        for line in self.lines:
            if self.bar in line:
                self._row(line)
            else:
                self.between.append(line)
        self._end_table()
        self._paragraphs()
        return self.done

    def _row(self, line: str) -> None:
        """Take a line with bars: it begins a row or goes on with the last one."""
        cells, closes = self._cells(line)
        if self._goes_on(cells):
            self._continue_last()
            last, *more = cells
            self.rows[-1][-1] += f"\n{last}"
            self.rows[-1] += more
            self.tally.add(len(more), rows=0)
        else:
            if self.rows:
                self._finish_last()
                if self._is_set_apart(cells):
                    self._end_table()
            self._put_between(cells)
            self.rows.append(cells)
            self.tally.add(len(cells))
        self.is_open = not closes and (
            self.is_closed_by_bar or len(self.rows[-1]) < len(self.rows[0])
        )

    def _cells(self, line: str) -> tuple[list[str], bool]:
        """Return the cells of a line, and whether a bar closes the row."""
        closes = self.is_closed_by_bar and line.rstrip().endswith("|")
        cells = line.rstrip().removesuffix("|").split("|") if closes else line.split(self.bar)
        return cells, closes

    def _goes_on(self, cells: Sequence[str]) -> bool:
        """Whether the last row is open and these cells fit into it."""
        if not self.is_open:
            return False
        is_first = len(self.rows) == 1
        return is_first or len(self.rows[-1]) - 1 + len(cells) <= len(self.rows[0])

    def _continue_last(self) -> None:
        """Put the lines since the last bar into the cell that was left open."""
        if self.between:
            self.rows[-1][-1] += "\n" + "\n".join(self.between)
            self.between.clear()

    def _finish_last(self) -> None:
        """Put the lines right after the last row into its last cell, if it may go on."""
        may_break = not self.is_closed_by_bar and len(self.rows) > 1  # headings hardly are
        may_break = may_break and bool(self.rows[-1][-1].strip())  # nor is what is empty
        if self.is_open or may_break:
            stripped = [*map(str.strip, self.between), ""]
            gap = stripped.index("")
            after = self.between[gap:]
            del self.between[gap:]
            self._continue_last()
            self.between = after

    def _is_set_apart(self, cells: Sequence[str]) -> bool:
        """Whether the lines since the last row end its table."""
        between = [*map(str.strip, self.between)]
        if [*map(tidy, cells)] == [*map(tidy, self.rows[0])]:  # the headings once more
            return bool(between)
        is_first_cell = not self.is_closed_by_bar and not cells[0].strip()
        return any(between) and not is_first_cell and (not self.is_closed_by_bar or "" in between)

    def _put_between(self, cells: list[str]) -> None:
        """Put the lines since the last row above the table, or into the first of these cells."""
        if not self.rows:
            above = self.between[-1:] if cells[0].lstrip()[:1].islower() else []
            del self.between[len(self.between) - len(above) :]
            self._paragraphs()
            self.between = above
        cells[0] = "\n".join([*self.between, cells[0]])
        self.between = []

    def _end_table(self) -> None:
        if not self.rows:
            return
        self._finish_last()
        rows = [[tidy(cell) for cell in row] for row in self.rows]
        rows = [row for row in rows if not _is_ruled_off(row)]
        if rows and all(len(row) > 1 and not row[0] for row in rows):  # each begins with a bar
            rows = [row[1:] for row in rows]
        if any(map(any, rows)):
            number = sum(isinstance(block, SourceTable) for block in self.done) + 1
            self.done.append(SourceTable(number, rows))
        self.rows, self.is_open = [], False

    def _paragraphs(self) -> None:
        for text in _joined(self.between):
            self.done.append(Paragraph(text))
            self.tally.add(1)
        self.between = []


def _is_row_a_line(lines: Sequence[str]) -> bool:
    """Whether each line is a row as wide as the headings: a bar at its end is an empty cell."""
    bars = [line.count("|") for line in lines if "|" in line]
    first = next((line for line in lines if "|" in line), "")
    return len(bars) > 1 and len(set(bars)) == 1 and not first.rstrip().endswith("|")


def _is_ruled_off(row: Sequence[str]) -> bool:
    """Whether a row only draws a line below the headings, as in Markdown."""
    return any(row) and all(map(_RULE.fullmatch, filter(None, row)))


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Yield paragraphs: a line that begins in lower case goes on with the line above.

    So does one above which a sentence hangs on a word such as `the`.
    """
    parts: list[str] = []
    for line in map(tidy, lines):
        if parts and not (line and goes_on(parts[-1], line)):
            yield " ".join(parts)
            parts = []
        if line:
            parts.append(line)
    if parts:
        yield " ".join(parts)
