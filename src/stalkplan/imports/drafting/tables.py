"""Tables to rows of known columns: by their headings, and by shape where those are off."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from stalkplan.imports.drafting.entries import Piece
from stalkplan.imports.drafting.gatherer import Gatherer
from stalkplan.imports.phrases.headings import Heading, Role, heading
from stalkplan.imports.phrases.refs import refs_of_cell
from stalkplan.imports.phrases.text import fold
from stalkplan.imports.readers.document import SourceTable

Row: TypeAlias = Sequence[str]
Columns: TypeAlias = "list[Heading | None]"

_CONTINUED = "no headings, so it is read as the table before it, which is as wide"
_NUMBER = Heading("", Role.NUMBER)
_CERTAIN = 4
"""Roles of headings that no row of a plan happens to name."""

_BY_ORDER = (Heading("", Role.POSITION), Heading("", Role.ACTION))


def gather_table(table: SourceTable, gatherer: Gatherer) -> None:
    """Tell the gatherer what is in a table."""
    where = f"table {table.number}"
    if table.title:
        gatherer.line(table.title, 0, where)
    rows = [(f"{where}, row {n}", row) for n, row in enumerate(table.rows, table.first_row)]
    if _is_of_labels(table.rows):
        _gather_labels(rows, gatherer)
    else:
        for heads, at, section in _sections(rows):
            _gather_section(heads, at, section, gatherer)
    gatherer.end()


def _sections(
    rows: Sequence[tuple[str, Row]],
) -> Iterator[tuple[Columns, str, list[tuple[str, Row]]]]:
    """Yield the rows below each row of headings, and those above the first below none."""
    heads: Columns = []
    at = ""
    section: list[tuple[str, Row]] = []
    for where, row in rows:
        if found := _headings(row):
            yield heads, at, section
            heads, at, section = found, where, []
        else:
            section.append((where, row))
    yield heads, at, section


def _headings(row: Row) -> Columns:
    """Return the headings of a row of headings; nothing of another row."""
    if _ref_in(row) is not None:
        return []
    cells = [fold(cell) for cell in row]
    found = [heading(cell) for cell in cells]
    known = [head.role for head in found if head]
    is_certain = len(set(known)) >= _CERTAIN  # a wide table has many of its own
    if len(known) < 2 or (len(known) * 2 < sum(map(bool, cells)) and not is_certain):
        return []
    return [
        head or (Heading(cell, Role.OTHER) if cell else None)
        for head, cell in zip(found, cells, strict=True)
    ]


def _gather_section(
    heads: Columns, at: str, rows: Sequence[tuple[str, Row]], gatherer: Gatherer
) -> None:
    width = max((len(row) for _, row in rows), default=0)
    if not heads and width == len(gatherer.heads):
        heads = list(gatherer.heads)  # the table was parted from them
    gatherer.heads = () if rows else heads
    refs = _ref_column(heads, [row for _, row in rows])
    columns = _answered(_columns(heads, refs, [row for _, row in rows]))
    note = _note(heads, columns)
    shape = (width, refs)
    if not heads and refs is not None and shape == gatherer.shape:
        columns, note = list(gatherer.columns), _CONTINUED
    if rows and refs is not None:
        gatherer.columns, gatherer.shape = columns, shape
        if note:
            gatherer.notes.append(f"{at or rows[0][0].partition(',')[0]}: {note}")
    for head in heads:
        if head:
            gatherer.headings.append(Piece(None, head.text, at))
    gatherer.has_begun = gatherer.has_begun or bool(heads) or refs is not None
    for where, row in rows:
        _gather_row(columns, refs, row, where, gatherer)


def _gather_row(
    columns: Columns, refs: int | None, row: Row, where: str, gatherer: Gatherer
) -> None:
    said = [index for index, cell in enumerate(row) if fold(cell)]
    own = _ref_in(row)
    shift = refs - own if refs is not None and own is not None else 0
    pieces = []
    for index in said:
        head = columns[index + shift] if 0 <= index + shift < len(columns) else None
        pieces.append(Piece(head.role if head else None, row[index], where, head))
    if len(said) == 1 and own is None and _is_line(pieces[0], said[0], gatherer):
        gatherer.line(row[said[0]], 0, where)
        return
    known = [piece for piece in pieces if piece.role not in (None, Role.OTHER)]
    strange = [piece for piece in pieces if piece.role in (None, Role.OTHER)]
    if known:
        gatherer.row(known, where)
    elif own is not None and refs is None and strange:
        gatherer.row([piece._replace(role=Role.NUMBER) for piece in strange], where)
        return
    gatherer.leave(strange)


def _is_line(piece: Piece, index: int, gatherer: Gatherer) -> bool:
    """Whether a row of a single cell is a title or a paragraph, not a cell of its column."""
    if index:
        return False
    if piece.role in (None, Role.NUMBER):
        return True
    from_head = fold(piece.text)[:1].isalpha() and fold(piece.text)[:3].casefold() == "rec"
    return piece.role is Role.RECOMMENDATION and from_head and not gatherer.pending


def _ref_in(row: Row) -> int | None:
    """Return where a row has its ref of a requirement, alone in its cell."""
    for index, cell in enumerate(row):
        if any(ref.part for ref in refs_of_cell(fold(cell))):
            return index
    return None


def _ref_column(heads: Columns, rows: Sequence[Row]) -> int | None:
    """Return the column in which the refs stand; None if they have none."""
    found = Counter(index for row in rows if (index := _ref_in(row)) is not None)
    if found:
        column, _ = max(found.items(), key=lambda item: (item[1], item[0]))
        return max(column, *found) if len(found) > 1 else column
    for index, head in enumerate(heads):
        if head and head.role is Role.NUMBER:
            return index
    return None


def _columns(heads: Columns, refs: int | None, rows: Sequence[Row]) -> Columns:
    """Return what each column holds: its heading, moved where the refs have none of their own."""
    if refs is None:
        return heads
    after = _widest_after_ref(refs, rows)
    if not heads:
        return _by_order(refs, after)
    columns = [*heads, *[None] * (refs + 1 - len(heads))]
    head = columns[refs]
    role = head.role if head else None
    numbers = [i for i, known in enumerate(columns) if known and known.role is Role.NUMBER]
    named = sum(known is not None for known in columns[refs + 1 :])
    if role is Role.NUMBER or (numbers and role in (Role.RECOMMENDATION, Role.REQUIREMENT)):
        return columns
    if role in (None, Role.RECOMMENDATION, Role.REQUIREMENT) and after <= named:
        columns[refs] = _NUMBER
        return columns
    for index in reversed(numbers):
        del columns[index]
    columns.insert(refs, _NUMBER)
    return columns


def _answered(columns: Columns) -> Columns:
    """Return the columns; where none is headed as the answer, the first that may be it is."""
    roles = [head.role if head and "%" not in head.text else None for head in columns]
    if Role.POSITION in roles or not {Role.UPDATE, Role.OTHER} & set(roles):
        return columns
    first = roles.index(Role.UPDATE if Role.UPDATE in roles else Role.OTHER)
    return [
        head._replace(role=Role.POSITION) if head and index == first else head
        for index, head in enumerate(columns)
    ]


def _note(heads: Columns, columns: Columns) -> str:
    """Return what a reader should know of how the columns were found."""
    if not heads:
        return "no headings, so the columns are read by their order"
    answer = next((head for head in columns if head and head.role is Role.POSITION), None)
    if answer and heading(answer.text) is None:
        return f"'{answer.text}' is taken for the answer"
    if len(columns) > len(heads) and not any(h and h.role is Role.NUMBER for h in heads):
        return "the refs have no heading, so the headings behind them are read one column on"
    return ""


def _by_order(refs: int, after: int) -> Columns:
    """Return the columns of a table without headings: asked, ref, answer, action."""
    asked = Heading("", Role.RECOMMENDATION)
    if refs == 0 and after > len(_BY_ORDER):
        return [_NUMBER, asked, *_BY_ORDER]
    return [*[asked] * refs, _NUMBER, *_BY_ORDER]


def _widest_after_ref(refs: int, rows: Sequence[Row]) -> int:
    """Return how many cells most rows have after their ref, up to the last that says something."""
    widths: Counter[int] = Counter()
    for row in rows:
        own = _ref_in(row)
        last = max((index for index, cell in enumerate(row) if fold(cell)), default=-1)
        own = refs if own is None and last > refs else own
        if own is not None and last > own:
            widths[last - own] += 1
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _is_of_labels(rows: Sequence[Row]) -> bool:
    """Whether a table has a label and a text in each row."""
    said = [[fold(cell) for cell in row if fold(cell)] for row in rows]
    named = sum(
        len(row) <= 2 and heading(row[0]) is not None and not any(map(heading, row[1:]))
        for row in said
        if row
    )
    return named >= 2 and named * 2 > sum(map(bool, said))


def _gather_labels(rows: Sequence[tuple[str, Row]], gatherer: Gatherer) -> None:
    for where, row in rows:
        said = [cell for cell in row if fold(cell)]
        found = heading(said[0]) if said else None
        if found and len(said) <= 2:
            gatherer.labelled(found, said[1] if len(said) == 2 else "", where)
        elif len(said) == 1:
            gatherer.line(said[0], 0, where)
        else:
            gatherer.leave(Piece(None, cell, where) for cell in said)
