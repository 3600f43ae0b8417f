"""What each column of a table holds: by its headings, and by its shape where those are off."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from stalkplan.imports.phrases.headings import Heading, Role, heading_of
from stalkplan.imports.phrases.refs import refs_of_cell
from stalkplan.imports.phrases.text import fold

Cells: TypeAlias = Sequence[str]
HeadingRow: TypeAlias = Sequence[Heading | None]

_CERTAIN = 4
"""A row that names so many roles is a row of headings, however many cells are strange to us."""

_REFS = Heading("", Role.NUMBER)
_RESTATED = Heading("", Role.RECOMMENDATION)
_BEHIND_REFS = (Heading("", Role.POSITION), Heading("", Role.ACTION))


class Columns(NamedTuple):
    """The heading of each column, moved to where its cells are.

    `refs` is the index of the column with the refs, None if there is none. `note` is what a reader
    of the draft should know about the headings; it may be empty.
    """

    headings: HeadingRow = ()
    refs: int | None = None
    note: str = ""


def headings_in(row: Cells) -> HeadingRow:
    """Return the headings in a row of headings; none if the row is another one."""
    if ref_index(row) is not None:
        return ()
    cells = [fold(cell) for cell in row]
    headings = [heading_of(cell) for cell in cells]
    roles = [heading.role for heading in headings if heading]
    are_most = len(roles) * 2 >= sum(map(bool, cells))
    if len(roles) < 2 or not (are_most or len(set(roles)) >= _CERTAIN):
        return ()
    return [
        heading or (Heading(cell, Role.OTHER) if cell else None)
        for heading, cell in zip(headings, cells, strict=True)
    ]


def columns_of(headings: HeadingRow, rows: Sequence[Cells]) -> Columns:
    """Return what the columns of some rows hold. There may be too few headings, or none."""
    refs = _ref_column(headings, rows)
    moved = headings if refs is None else _moved(headings, refs, rows)
    with_answer = _with_answer(moved)
    return Columns(with_answer, refs, _note(headings, with_answer))


def ref_index(row: Cells) -> int | None:
    """Return the index of the first cell that holds nothing but the ref of a requirement."""
    for index, cell in enumerate(row):
        if any(ref.part for ref in refs_of_cell(fold(cell))):
            return index
    return None


def is_of_labels(rows: Sequence[Cells]) -> bool:
    """Whether most rows of a table are a label and its text, as `Status` and `Complete`."""
    filled = [[fold(cell) for cell in row if fold(cell)] for row in rows]
    filled = [cells for cells in filled if cells]
    labelled = sum(map(_is_label_and_text, filled))
    return labelled >= 2 and labelled * 2 > len(filled)


def _is_label_and_text(cells: Cells) -> bool:
    label, *texts = cells
    return len(texts) <= 1 and heading_of(label) is not None and not any(map(heading_of, texts))


def _ref_column(headings: HeadingRow, rows: Sequence[Cells]) -> int | None:
    """Return the index of the last column with a ref, else of the first that is headed so."""
    indexes = [index for row in rows if (index := ref_index(row)) is not None]
    if indexes:
        return max(indexes)
    for index, heading in enumerate(headings):
        if heading and heading.role is Role.NUMBER:
            return index
    return None


def _moved(headings: HeadingRow, refs: int, rows: Sequence[Cells]) -> HeadingRow:
    """Return the headings, moved one column on where the refs have no heading of their own."""
    behind = _columns_behind_refs(refs, rows)
    if not headings:
        return _by_order(refs, behind)
    columns = [*headings, *[None] * (refs + 1 - len(headings))]
    above = columns[refs]
    is_restated = above is not None and above.role in (Role.RECOMMENDATION, Role.REQUIREMENT)
    has_number = any(map(_is_number, columns))
    if _is_number(above) or (has_number and is_restated):
        return columns
    named_behind = sum(heading is not None for heading in columns[refs + 1 :])
    if (above is None or is_restated) and behind <= named_behind:
        columns[refs] = _REFS
        return columns
    columns = [heading for heading in columns if not _is_number(heading)]
    return [*columns[:refs], _REFS, *columns[refs:]]


def _is_number(heading: Heading | None) -> bool:
    return heading is not None and heading.role is Role.NUMBER


def _by_order(refs: int, behind: int) -> HeadingRow:
    """Return what the columns of a table without headings usually are."""
    if refs == 0 and behind > len(_BEHIND_REFS):
        return [_REFS, _RESTATED, *_BEHIND_REFS]
    return [*[_RESTATED] * refs, _REFS, *_BEHIND_REFS]


def _columns_behind_refs(refs: int, rows: Sequence[Cells]) -> int:
    """Return how many columns most rows have behind their ref, up to the last filled cell."""
    counts: Counter[int] = Counter()
    for row in rows:
        own = ref_index(row)
        start = refs if own is None else own
        last = max((index for index, cell in enumerate(row) if fold(cell)), default=-1)
        if last > start:
            counts[last - start] += 1
    return max(counts, key=lambda behind: (counts[behind], behind), default=0)


def _with_answer(headings: HeadingRow) -> HeadingRow:
    """Return the headings; where none is of an answer, the first that may be is made so.

    An update may be the answer, else a column that is not known. A column of percents is neither.
    """
    roles = [heading.role if heading and "%" not in heading.text else None for heading in headings]
    if Role.POSITION in roles:
        return headings
    for role in (Role.UPDATE, Role.OTHER):
        if role in roles:
            first = roles.index(role)
            return [
                heading._replace(role=Role.POSITION) if heading and index == first else heading
                for index, heading in enumerate(headings)
            ]
    return headings


def _note(headings: HeadingRow, columns: HeadingRow) -> str:
    """Return what a reader should know: how the columns differ from their headings."""
    if not headings:
        return "no headings, so the columns are read by their order"
    answer = next((known for known in columns if known and known.role is Role.POSITION), None)
    if answer and heading_of(answer.text) is None:
        return f"'{answer.text}' is taken for the answer"
    if len(columns) > len(headings) and not any(map(_is_number, headings)):
        return "the refs have no heading, so the headings behind them are read one column on"
    return ""
