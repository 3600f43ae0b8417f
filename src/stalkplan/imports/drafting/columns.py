"""What each column of a table holds: its heading is a hint, and its cells decide."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from stalkplan.imports.phrases.asks import is_ask, may_be_ask
from stalkplan.imports.phrases.cells import CellLook, is_bare_date, is_sentence, look_of
from stalkplan.imports.phrases.dated_lines import dated_lines
from stalkplan.imports.phrases.headings import Heading, Role, heading_by_a_word, heading_of
from stalkplan.imports.phrases.refs import refs_of_cell
from stalkplan.imports.phrases.text import fold

Cells: TypeAlias = Sequence[str]
HeadingRow: TypeAlias = Sequence[Heading | None]

_CERTAIN = 4
"""A row that names so many roles is a row of headings, however many cells are strange to us."""

_YEAR = re.compile(r"20[0-9]{2}(?:[/-][0-9]{2,4})?")
_PARTS = re.compile(r"\s*\n\s*|\s+/\s+")
"""Between a heading and the same one in another language."""

_REFS = Heading("", Role.NUMBER)
_RESTATED = Heading("", Role.RECOMMENDATION)
_BY_KIND = {
    CellLook.OWNER: Role.OWNER,
    CellLook.STATUS: Role.STATUS,
    CellLook.LINK: Role.DOCUMENTS,
    CellLook.DATE: Role.UNSURE,
}
_OVER_REFS = (Role.NUMBER, Role.RECOMMENDATION, Role.REQUIREMENT)
_MOST_TURNED = 40
"""How many rows a table has at most whose headings stand on the left."""

_LONGEST_HEADING = 6
"""How many words a heading in a second row of headings has, at most."""


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
    headings = _in_two_languages(row) or [heading_of(cell) for cell in cells]
    roles = [heading.role for heading in headings if heading]
    periods = sum(map(_is_period, cells))
    are_most = (len(roles) + periods) * 2 >= sum(map(bool, cells))
    if len(roles) < 2 or not (are_most or len(set(roles)) >= _CERTAIN):
        return ()
    return [
        heading or (_unknown(cell, roles) if cell else None)
        for heading, cell in zip(headings, cells, strict=True)
    ]


def _is_period(text: str) -> bool:
    """Whether a heading is a month, a quarter or a year, as `March 2026` or `2026/27`."""
    return is_bare_date(text) or _YEAR.fullmatch(text) is not None


def _in_two_languages(row: Cells) -> HeadingRow:
    """Return the headings of a row in which most have two parts, as `Perchennog / Owner` has.

    None if not the same part of most is a known one, and the other part of few.
    """
    parts = {index: two for index, cell in enumerate(row) if len(two := _PARTS.split(cell)) == 2}
    if len(parts) < 2 or len(parts) * 2 < sum(map(bool, map(fold, row))):
        return ()
    known = [[i for i, two in parts.items() if heading_of(two[side])] for side in (0, 1)]
    few, most = sorted(known, key=len)
    if len(few) * 2 >= len(parts) or len(most) * 2 < len(parts):
        return ()
    side = known.index(most)
    headings = [heading_of(cell) for cell in row]
    for index in most:
        own = heading_of(parts[index][side])
        headings[index] = own and own._replace(text=fold(row[index]))
    return headings


def _unknown(text: str, roles: Sequence[Role]) -> Heading:
    """Return a heading that is not known: what a word of it says, if no other column is that.

    What stands below a month alone may be an update or a plan. Of owners there may be two, as a
    `Strategic lead` and a `Tactical lead`.
    """
    if _is_period(text):
        return Heading(text, Role.UNSURE)
    said = heading_by_a_word(text)
    is_one = said and (said.role is Role.OWNER or said.role not in roles)
    return said if said and is_one else Heading(text, Role.OTHER)


def unknown_headings(row: Cells, below: Cells) -> HeadingRow:
    """Return the headings in a row of short texts above the first row with a ref; else none.

    Most of them are not known. So their columns are not read by their order.
    """
    cells = [fold(cell) for cell in row]
    filled = [cell for cell in cells if cell]
    is_short = all(
        (look_of(cell) in (CellLook.TEXT, CellLook.OWNER) or _is_period(cell))
        and len(cell.split()) <= _LONGEST_HEADING
        for cell in filled
    )
    has_ref = ref_index(below) is not None
    if not has_ref or not is_short or len(filled) < max(3, sum(map(bool, map(fold, below))) - 1):
        return ()
    if any(map(is_sentence, filled)):
        return ()
    return [heading_of(cell) or Heading(cell, Role.OTHER) if cell else None for cell in cells]


def joined_headings(upper: HeadingRow, row: Cells) -> HeadingRow:
    """Return the headings that two rows make together; none if the second is no such row.

    The second row says more of some columns, and nothing of that of the refs. A merged heading
    above goes on over the empty places behind it.
    """
    if ref_index(row) is not None:
        return ()
    cells = [fold(cell) for cell in row]
    filled = {index for index, cell in enumerate(cells) if cell}
    known = sum(heading_of(cells[index]) is not None for index in filled)
    says_of_refs = any(i in filled and _is_number(head) for i, head in enumerate(upper))
    is_short = all(len(cells[index].split()) <= _LONGEST_HEADING for index in filled)
    is_known = known * 2 >= len(filled) or _are_months(upper, cells)
    if not filled or says_of_refs or not is_short or not is_known:
        return ()
    if len(filled) == 1 and filled == {0}:
        return ()
    return list(_both(upper, cells))


def _are_months(upper: HeadingRow, cells: Cells) -> bool:
    """Whether a row has nothing but dates below a heading over several columns, as `Progress`."""
    filled = [index for index, cell in enumerate(cells) if cell]
    is_below_merged = any(index >= len(upper) or upper[index] is None for index in filled)
    return len(filled) > 1 and is_below_merged and all(is_bare_date(cells[i]) for i in filled)


def _both(upper: HeadingRow, cells: Cells) -> Iterator[Heading | None]:
    above = ""
    for index in range(max(len(upper), len(cells))):
        own = upper[index] if index < len(upper) else None
        text = cells[index] if index < len(cells) else ""
        above = own.text if own else above
        if not text:
            yield own
            continue
        known = heading_of(text) or heading_of(f"{above} {text}") or Heading(text, Role.OTHER)
        yield known._replace(text=f"{own.text} / {text}" if own else text)


def columns_of(headings: HeadingRow, rows: Sequence[Cells]) -> Columns:
    """Return what the columns of some rows hold. There may be too few headings, or none."""
    refs = _ref_column(headings, rows)
    moved = headings if refs is None else _moved(headings, refs, rows)
    with_answer = _with_answer(moved, rows)
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


def is_turned(rows: Sequence[Cells]) -> bool:
    """Whether a table has a column for each ref: refs in its first row, headings on the left."""
    width = len(rows[0]) if rows else 0
    if not (3 <= len(rows) <= _MOST_TURNED and all(len(row) <= width for row in rows)):
        return False
    corner, *refs = [fold(cell) for cell in rows[0]]
    heading = heading_of(corner)
    are_refs = len(refs) >= 2 and all(look_of(ref) is CellLook.REF for ref in refs if ref)
    below = [fold(row[0]) for row in rows[1:] if row and fold(row[0])]
    named = sum(heading_of(text) is not None for text in below)
    is_over_headings = not corner or (heading is not None and heading.role in _OVER_REFS)
    return is_over_headings and are_refs and any(refs) and named * 2 > len(below) > 1


def _is_label_and_text(cells: Cells) -> bool:
    label, *texts = cells
    return len(texts) <= 1 and heading_of(label) is not None and not any(map(heading_of, texts))


def _ref_column(headings: HeadingRow, rows: Sequence[Cells]) -> int | None:
    """Return the index of the column with the refs, else of the first that is headed so.

    A column headed as one of refs needs half of them. Where the headings may be one off, the last
    column with a ref is it, as a row may begin further to the left; else the one with most.
    """
    found = Counter(index for row in rows if (index := ref_index(row)) is not None)
    headed = [index for index, heading in enumerate(headings) if _is_number(heading)]
    if not found:
        others = [index for index in headed if not _counts(index, rows)]
        return next(iter(others or headed), None)
    for index in headed:
        if found[index] * 2 >= found.total():
            return index
    last = max(found)
    if _may_be_off(headings, last, rows):
        return last
    return max(found, key=lambda index: (found[index], -index))


def _counts(index: int, rows: Sequence[Cells]) -> bool:
    """Whether a column counts the rows: 1, 2, 3."""
    cells = [text for row in rows if index < len(row) and (text := fold(row[index]).rstrip("."))]
    return len(cells) > 1 and cells == [str(number) for number in range(1, len(cells) + 1)]


def _may_be_off(headings: HeadingRow, refs: int, rows: Sequence[Cells]) -> bool:
    """Whether the headings may stand one column off: none is over the refs, or there are fewer."""
    named = _width(headings)
    is_blank = refs >= named or headings[refs] is None
    return is_blank or named < refs + 1 + _columns_behind_refs(refs, rows)


def _width(headings: HeadingRow) -> int:
    return max((index for index, heading in enumerate(headings, 1) if heading), default=0)


def _moved(headings: HeadingRow, refs: int, rows: Sequence[Cells]) -> HeadingRow:
    """Return the headings over the columns that they belong to.

    They move only where none is over the refs, or where there are fewer headings than columns. Else
    the column with the refs is that of the refs, whatever its heading is.
    """
    if not headings:
        return _by_content(refs, rows)
    columns = [*headings, *[None] * (refs + 1 - len(headings))]
    above = columns[refs]
    numbers = [index for index, heading in enumerate(columns) if _is_number(heading)]
    is_restated = above is not None and above.role in (Role.RECOMMENDATION, Role.REQUIREMENT)
    if _is_number(above) or (numbers and is_restated):
        for index in numbers:
            if index != refs and _counts(index, rows):
                columns[index] = Heading(_text(columns[index]), Role.OTHER)
        return columns
    may_be_off = _may_be_off(headings, refs, rows)
    if may_be_off and numbers:
        return _moved_by(columns, refs - numbers[0])
    named_behind = sum(heading is not None for heading in columns[refs + 1 :])
    is_over_refs = above is None or is_restated or above.role is Role.OTHER
    behind = _columns_behind_refs(refs, rows)
    if not may_be_off or (is_over_refs and behind <= named_behind):
        columns[refs] = above._replace(role=Role.NUMBER) if above else _REFS
        for index in numbers:  # its cells are no refs
            columns[index] = Heading(_text(columns[index]), Role.OTHER)
        return columns
    return [*columns[:refs], _REFS, *columns[refs:]]


def _moved_by(columns: HeadingRow, by: int) -> HeadingRow:
    return [*[None] * by, *columns] if by > 0 else columns[-by:]


def _text(heading: Heading | None) -> str:
    return heading.text if heading else ""


def _is_number(heading: Heading | None) -> bool:
    return heading is not None and heading.role is Role.NUMBER


def _by_content(refs: int, rows: Sequence[Cells]) -> HeadingRow:
    """Return what the columns of a table without headings are: by their cells, texts by order."""
    width = max(map(len, rows), default=0)
    kinds = [_look_of_column(index, rows) for index in range(width)]
    asks = [index for index in range(refs + 1, width) if _are_asks(_texts_of(index, rows))]
    texts = [
        index
        for index in range(refs + 1, width)
        if kinds[index] in (CellLook.TEXT, None) and index not in asks
    ]
    order: tuple[Role, ...] = (Role.POSITION, Role.ACTION)
    if (
        refs == 0
        and not asks
        and len(texts) > len(order)
        and _columns_behind_refs(refs, rows) > len(order)
    ):
        order = (Role.RECOMMENDATION, *order)
    by_text = {**dict(zip(texts, order, strict=False)), **dict.fromkeys(asks, Role.RECOMMENDATION)}
    columns: list[Heading | None] = [*[_RESTATED] * refs, _REFS]
    for index in range(refs + 1, width):
        role = by_text.get(index) or _BY_KIND.get(kinds[index] or CellLook.NOTHING)
        columns.append(Heading("", role) if role else None)
    return columns


def _look_of_column(index: int, rows: Sequence[Cells]) -> CellLook | None:
    """Return what most cells of a column look like; None if they are empty."""
    kinds = Counter(
        kind
        for row in rows
        if index < len(row) and (kind := look_of(fold(row[index]))) is not CellLook.NOTHING
    )
    return kinds.most_common(1)[0][0] if kinds else None


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


def _with_answer(headings: HeadingRow, rows: Sequence[Cells]) -> HeadingRow:
    """Return the headings, each with what it is beside the others.

    Without an answer and an action, an update is the answer, but for dated lines. Without an
    answer the first column of sentences whose heading is not known may be one, and is asked. A
    deadline behind the action is that of the action.
    """
    columns = _with_cells(headings, rows)
    roles = [heading.role if heading and "%" not in heading.text else None for heading in columns]
    if Role.POSITION not in roles:
        if Role.UPDATE in roles and Role.ACTION not in roles:
            update = roles.index(Role.UPDATE)
            if not any(dated_lines(row[update]) for row in rows if update < len(row)):
                _replace(columns, update, Role.POSITION)
        elif Role.OTHER in roles:
            unknown = (i for i, role in enumerate(roles) if role is Role.OTHER)
            first = next((i for i in unknown if _has_sentences(i, rows)), None)
            if first is not None:
                _replace(columns, first, Role.UNSURE)
    if Role.ACTION in roles and Role.TARGET not in roles:
        for index, role in enumerate(roles):
            if role is Role.DEADLINE and index > roles.index(Role.ACTION):
                _replace(columns, index, Role.TARGET)
    return columns


def _with_cells(headings: HeadingRow, rows: Sequence[Cells]) -> list[Heading | None]:
    """Return the headings, each with what it is by its cells."""
    columns = list(headings)
    for index, heading in enumerate(headings):
        if heading and (role := _by_cells(heading, index, rows)):
            _replace(columns, index, role)
    return columns


def _by_cells(heading: Heading, index: int, rows: Sequence[Cells]) -> Role | None:
    """Return what a column is whose heading says little: `Last updated` over dates, asks."""
    texts, role = _texts_of(index, rows), heading.role
    is_known = heading_of(heading.text) is not None
    if role in (Role.STATUS, Role.UPDATE) and texts and all(map(is_bare_date, texts)):
        return Role.DATE
    if role is not Role.OTHER or not texts:
        return None
    if _are_asks(texts):
        return Role.RECOMMENDATION
    return Role.UNSURE if not is_known and all(map(is_bare_date, texts)) else None


def _are_asks(texts: Sequence[str]) -> bool:
    """Whether most texts of a column say what somebody should do, and are no headings."""
    return sum(may_be_ask(text) or is_ask(text) for text in texts) * 2 > len(texts)


def _texts_of(index: int, rows: Sequence[Cells]) -> list[str]:
    return [fold(row[index]) for row in rows if index < len(row) and fold(row[index])]


def _has_sentences(index: int, rows: Sequence[Cells]) -> bool:
    texts = _texts_of(index, rows)
    return sum(map(is_sentence, texts)) * 2 >= len(texts) > 0


def _replace(columns: list[Heading | None], index: int, role: Role) -> None:
    columns[index] = Heading(_text(columns[index]), role, getattr(columns[index], "window", None))


def _note(headings: HeadingRow, columns: HeadingRow) -> str:
    """Return what a reader should know: how the columns differ from their headings."""
    if not headings:
        return "no headings, so the columns are read by their order and by what is in them"
    shown = [(_text(one), _text(other)) for one, other in zip(headings, columns, strict=False)]
    if len(columns) > len(headings) and not any(map(_is_number, headings)):
        return "the refs have no heading, so the headings behind them are read one column on"
    if any(one != other for one, other in shown):
        return "the headings are read one column off, as the refs are"
    return ""
