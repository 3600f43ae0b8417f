"""Walks through a document, from a paragraph or a row of a table to the next, for its entries."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from types import MappingProxyType
from typing import NamedTuple

from stalkplan.imports.drafting.columns import (
    Cells,
    Columns,
    HeadingRow,
    columns_of,
    headings_in,
    is_of_labels,
    is_turned,
    joined_headings,
    ref_index,
    unknown_headings,
)
from stalkplan.imports.drafting.entries import OVER_ROWS, Piece
from stalkplan.imports.drafting.lines_into_entries import LISTS, EntryBuilder, Gathered
from stalkplan.imports.drafting.refs_of_row import HOLDS_REFS
from stalkplan.imports.phrases.agreement import agreed_role
from stalkplan.imports.phrases.headings import Heading, Role, heading_of, label_of
from stalkplan.imports.phrases.refs import ref_at_start
from stalkplan.imports.phrases.text import BULLET, fold
from stalkplan.imports.readers.document import Document, SourceTable

_CONTINUED = "no headings, so it is read as the table before it, which is as wide"
_ENDS_SENTENCE = (".", "!", "?", ")", "'", '"', "\u2019", "\u201d")
_STRANGE = (None, Role.OTHER)
_OF_EACH = (Role.OWNER, Role.TARGET, Role.DATE)
"""What a cell over several rows says of each of them."""

_OF_SEVERAL = (Role.STATUS, Role.UPDATE, Role.COMPLETED, Role.DOCUMENTS)
"""What it may say of them all together, or of one."""


class _TableRow(NamedTuple):
    """A row; `above` has what covers its places, by column, `over` the cells that go on below.

    `number` counts the rows of its table from 0.
    """

    where: str
    cells: Cells
    above: Mapping[int, str] = MappingProxyType({})
    over: Collection[int] = ()
    number: int | None = None


class _TableSection(NamedTuple):
    """A row of headings and the rows below it. The rows above the first have none."""

    where: str
    headings: HeadingRow
    rows: list[_TableRow]


@dataclass
class _EarlierTable:
    """What a table without headings may go on with, if it is as wide.

    `columns` and `width` are those of the last table with refs; `headings` were followed by no row.
    """

    columns: Columns = field(default_factory=Columns)
    width: int = 0
    headings: HeadingRow = ()


def gather(document: Document) -> Gathered:
    """Return the entry of each ref in a document, and all texts that belong to no ref."""
    builder = EntryBuilder(has_answer_labels=_has_answer_labels(document))
    earlier = _EarlierTable()
    inner = _InnerTables(document)
    paragraphs = 0
    for block in document.blocks:
        if isinstance(block, SourceTable):
            if inner.is_left(block):
                _add_table(block, earlier, inner, builder)
                builder.end_table()
        else:
            paragraphs += 1
            builder.add_lines(block.text, block.level, f"paragraph {paragraphs}")
    gathered = builder.finish()
    last = document.blocks[-1] if document.blocks else None
    if isinstance(last, SourceTable) and gathered.entries and is_cut_off(last.rows):
        gathered.entries[-1].doubts.append("the source ends in this row: was it cut off")
    return gathered


class _InnerTables:
    """The tables of a document that are in cells of others.

    One whose row is about a ref is read with that row, the others after the table around them.
    """

    def __init__(self, document: Document) -> None:
        self._by_place: dict[tuple[int, int], list[SourceTable]] = {}
        self._taken: set[int] = set()
        for block in document.blocks:
            if isinstance(block, SourceTable) and block.inside:
                self._by_place.setdefault(block.inside, []).append(block)

    def take(self, table: int, row: int) -> Sequence[SourceTable]:
        """Return the tables in a row, from 0, of another one."""
        found = self._by_place.get((table, row), ())
        self._taken.update(each.number for each in found)
        return found

    def is_left(self, table: SourceTable) -> bool:
        """Whether a table was not taken."""
        return table.number not in self._taken


def _has_answer_labels(document: Document) -> bool:
    """Whether a line below the first ref has a label such as `Force update:`, or is one."""
    has_begun = False
    for block in document.blocks:
        for line in () if isinstance(block, SourceTable) else block.text.split("\n"):
            labelled = label_of(line)
            heading = labelled[0] if labelled else heading_of(line)
            if has_begun and heading and heading.role is Role.POSITION:
                return True
            has_begun = has_begun or ref_at_start(line) is not None or _ref_in_label(labelled)
    return False


def _ref_in_label(labelled: tuple[Heading, str] | None) -> bool:
    """Whether a ref stands behind a label, as in `Recommendation: 12.1`."""
    return labelled is not None and ref_at_start(labelled[1]) is not None


def is_cut_off(rows: Sequence[Cells]) -> bool:
    """Whether the last row of a table has fewer cells than most, or ends in mid-sentence.

    It can only end in mid-sentence where three other rows end in a sentence, and no row without.
    """
    if len(rows) < 3 or not rows[-1]:
        return False
    [(usual_width, _)] = Counter(map(len, rows)).most_common(1)
    if len(rows[-1]) + 1 < usual_width:
        return True
    *others, last = [_last_text(row) for row in rows[1:]]
    sentences = [text for text in others if _is_long(text)]
    are_whole = len(sentences) >= 3 and all(text.endswith(_ENDS_SENTENCE) for text in sentences)
    return are_whole and _is_long(last) and last[-1].isalnum()


def _last_text(row: Cells) -> str:
    texts = [fold(cell) for cell in row if fold(cell)]
    return texts[-1] if texts else ""


def _is_long(text: str) -> bool:
    return len(text) > 20


def _add_table(
    table: SourceTable, earlier: _EarlierTable, inner: _InnerTables, builder: EntryBuilder
) -> None:
    def add_inner(row: _TableRow) -> None:
        if row.number is not None and builder.has_entry:
            for each in inner.take(table.number, row.number):
                _add_table(each, earlier, inner, builder)

    where = f"table {table.number}"
    if table.title:
        builder.add_lines(table.title, 0, where)
    rows = _rows_of(table, where)
    if is_turned(table.rows):
        turned = zip_longest(*table.rows, fillvalue="")
        rows = [_TableRow(f"{where}, column {n}", cells) for n, cells in enumerate(turned, 1)]
    if is_of_labels(table.rows):
        for row in rows:
            _add_row_with_label(row, builder)
            add_inner(row)
    else:
        for section in _sections(rows):
            columns = _begin_section(section, earlier, builder)
            for row, group in _with_groups(section.rows):
                _add_row(row, columns, group, builder)
                add_inner(row)


def _rows_of(table: SourceTable, where: str) -> list[_TableRow]:
    """Return the rows of a table, each with the cells that reach into it and out of it."""
    above: dict[int, dict[int, str]] = {}
    over: dict[int, set[int]] = {}
    for (row, column), begin in table.covered.items():
        cells = table.rows[begin]
        if column < len(cells) and fold(cells[column]):
            above.setdefault(row, {})[column] = cells[column]
            over.setdefault(begin, set()).add(column)
    return [
        _TableRow(
            f"{where}, row {table.first_row + at}", cells, above.get(at, {}), over.get(at, ()), at
        )
        for at, cells in enumerate(table.rows)
    ]


def _sections(rows: Sequence[_TableRow]) -> list[_TableSection]:
    sections = [_TableSection("", (), [])]
    may_be_headings = True  # before the first heading that is known, and the first ref
    for row, below in zip_longest(rows, rows[1:]):
        last = sections[-1]
        headings = headings_in(row.cells)
        if last.headings and not last.rows and (both := joined_headings(last.headings, row.cells)):
            sections[-1] = last._replace(headings=both)
            continue
        if not headings and may_be_headings and below:
            headings = unknown_headings(row.cells, below.cells)
        if headings:
            sections.append(_TableSection(row.where, headings, []))
        else:
            last.rows.append(row)
        may_be_headings = may_be_headings and not headings and ref_index(row.cells) is None
    return sections


def _begin_section(
    section: _TableSection, earlier: _EarlierTable, builder: EntryBuilder
) -> Columns:
    """Return what the columns of a section hold, and tell the builder of its headings."""
    headings, rows = section.headings, section.rows
    width = max((len(row.cells) for row in rows), default=0)
    if not headings and width == len(earlier.headings):
        headings = earlier.headings  # the source parted the rows from them
    earlier.headings = () if rows else headings
    columns = columns_of(headings, [row.cells for row in rows])
    is_as_wide = (width, columns.refs) == (earlier.width, earlier.columns.refs)
    if not headings and columns.refs is not None and is_as_wide:
        columns = earlier.columns._replace(note=_CONTINUED)
    gathered = builder.gathered
    if rows and columns.refs is not None:
        earlier.columns, earlier.width = columns, width
        place = section.where or rows[0].where.partition(",")[0]
        told = [columns.note] if columns.note else []
        gathered.notes += (f"{place}: {note}" for note in (*told, *_without_words(columns, rows)))
    for heading in headings:
        if heading:
            gathered.add_heading(heading.text, section.where)
    if headings or columns.refs is not None:
        gathered.has_begun = True
    return columns


def _without_words(columns: Columns, rows: Sequence[_TableRow]) -> Iterator[str]:
    """Yield a note on each column of RAG that has no word: it may say all by its colours."""
    for at, heading in enumerate(columns.headings):
        if heading and re.search(r"\bB?RAG\b", heading.text, re.IGNORECASE):
            cells = [row.cells[at] for row in rows if at < len(row.cells)]
            if not any(map(fold, cells)):
                yield f"no cell under '{heading.text}' has a word, and a colour is not read"


def _with_groups(rows: Sequence[_TableRow]) -> Iterator[tuple[_TableRow, Piece | None]]:
    """Yield rows, each with what one above says of all below it, as `Owner: Head of Crime` does.

    There are such rows only where the first is one.
    """
    group = _group_of(rows[0]) if rows else None
    is_grouped = group is not None
    for row in rows[is_grouped:]:
        if is_grouped and (piece := _group_of(row)):
            group = piece
        else:
            yield row, group


def _group_of(row: _TableRow) -> Piece | None:
    filled = [cell for cell in row.cells if fold(cell)]
    label = label_of(filled[0]) if len(filled) == 1 else None
    if label is None or label[0].role not in _OF_EACH or not label[1]:
        return None
    return Piece(label[0].role, label[1], row.where, label[0])


def _add_row(row: _TableRow, columns: Columns, group: Piece | None, builder: EntryBuilder) -> None:
    """Add the cells of a row whose columns are known, and leave the others.

    What stands over its `group` is its own if it has no such cell.
    A row whose ref is left of the column of refs is read as if it began further to the right.
    """
    own = ref_index(row.cells)
    shift = _shift_of(row.cells, own, columns)
    pieces = []
    for index, cell in enumerate(row.cells, shift):
        heading = columns.headings[index] if 0 <= index < len(columns.headings) else None
        if fold(cell):
            role = _role_of(heading, cell)
            text = cell if role in LISTS else BULLET.sub("", cell)
            is_over = role in _OF_SEVERAL and index in row.over and not shift
            pieces.append(
                Piece(role, text, row.where, heading, OVER_ROWS if is_over else row.where)
            )
    is_first_alone = len(pieces) == 1 and bool(fold(row.cells[0]))
    if own is None and is_first_alone and _is_line(pieces[0], builder):
        builder.add_lines(pieces[0].text, 0, row.where)
        return
    known = [
        part for piece in pieces if piece.role not in _STRANGE for part in _parts_with_labels(piece)
    ]
    if known and not shift:
        known += _from_above(row, columns)
    if known and group and all(piece.role is not group.role for piece in known):
        known.append(group._replace(row=row.where))
    if known:
        builder.add_row(known, row.where)
    builder.gathered.leave(piece for piece in pieces if piece.role in _STRANGE)


def _parts_with_labels(piece: Piece) -> Iterator[Piece]:
    """Yield the parts of an answer in a cell of which several lines have a label, as `Status:`.

    A line behind such a fact is of the answer again.
    """
    may_have = piece.role in (Role.POSITION, Role.UPDATE) and "\n" in piece.text
    lines = piece.text.split("\n") if may_have else ()
    labelled = [(line, label_of(line)) for line in lines]
    labels = [label for _, label in labelled if label]
    if len(labels) < 2 or any(label.role in HOLDS_REFS for label, _ in labels):
        yield piece
        return
    last = piece
    for line, label in labelled:
        if label:
            heading, text = label
            last = piece._replace(role=agreed_role(heading.role, text), text=text, heading=heading)
        elif last.role not in (Role.POSITION, Role.UPDATE, Role.ACTION):
            last = piece._replace(text=line)
        else:
            last = last._replace(text=line)
        yield last


def _from_above(row: _TableRow, columns: Columns) -> Iterator[Piece]:
    """Yield the owner and the dates of a cell that covers a place in this row, too."""
    for index, text in row.above.items():
        heading = columns.headings[index] if index < len(columns.headings) else None
        is_free = index >= len(row.cells) or not fold(row.cells[index])
        if is_free and (role := _role_of(heading, text)) in _OF_EACH:
            yield Piece(role, text, row.where, heading, row.where)


def _shift_of(cells: Cells, own: int | None, columns: Columns) -> int:
    """Return how many columns to the left of its place a row begins, by where its ref is."""
    refs = columns.refs
    if own is None or refs is None or own > refs or ref_index(cells[refs : refs + 1]) is not None:
        return 0
    return refs - own


def _role_of(heading: Heading | None, cell: str) -> Role | None:
    return agreed_role(heading.role, fold(cell)) if heading else None


def _is_line(piece: Piece, builder: EntryBuilder) -> bool:
    """Whether the only cell of a row, its first, is a title or a paragraph across the table."""
    if piece.role is Role.RECOMMENDATION:
        names_itself = fold(piece.text)[:3].casefold() == "rec"
        return names_itself and not builder.is_waiting_for_ref
    return piece.role in (None, Role.NUMBER)


def _add_row_with_label(row: _TableRow, builder: EntryBuilder) -> None:
    filled = [cell for cell in row.cells if fold(cell)]
    label = heading_of(filled[0]) if filled else None
    if label and len(filled) <= 2:
        builder.add_labelled(label, "".join(filled[1:]), row.where)
    elif len(filled) == 1:
        builder.add_lines(filled[0], 0, row.where)
    else:
        builder.gathered.leave(Piece(None, cell, row.where) for cell in filled)
