"""Gives each action the cells that are its own: those of its row, or its part of a list in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from stalkplan.imports.drafting.answers import Answer, DraftAction
from stalkplan.imports.drafting.entries import OVER_ROWS, Piece
from stalkplan.imports.phrases.actions import actions_in
from stalkplan.imports.phrases.cells import CellLook, cell_lines, is_date, look_of
from stalkplan.imports.phrases.headings import Role
from stalkplan.imports.phrases.owners import is_like_role
from stalkplan.imports.phrases.text import fold, shortened
from stalkplan.verdict import words

_SHARED = (Role.OWNER, Role.TARGET, Role.DATE)
"""Where it stands once beside several actions, it is that of each."""

_OF_ACTIONS = (*_SHARED, Role.COMPLETED, Role.STATUS, Role.UPDATE, Role.DOCUMENTS)


_MOST_SHARED = 20
"""Owners or dates that several actions may share: of two it is a question which one holds."""

_LONGEST_LIST = 40_000
"""How many characters a cell has at most that may be a list."""


@dataclass
class ActionRow:
    """The pieces that stand in one row, or below one label, and the actions that they name."""

    pieces: list[Piece] = field(default_factory=list)
    actions: list[DraftAction] = field(default_factory=list)


def rows_of(answer: Answer) -> list[ActionRow]:
    """Return the pieces of an answer by the row of the table that they stand in.

    Lines with labels are a row up to the next action, where owners and dates stand between actions.
    """
    rows: dict[str, ActionRow] = {}
    for piece in answer.pieces:
        rows.setdefault(piece.row, ActionRow()).pieces.append(piece)
    labelled, over = rows.pop("", ActionRow()), rows.pop(OVER_ROWS, None)
    return [*_by_action(labelled.pieces), *([over] if over else []), *rows.values()]


def _by_action(pieces: Sequence[Piece]) -> list[ActionRow]:
    """Return labelled pieces, parted before each action that comes after a fact of another."""
    rows = [ActionRow()]
    has_action = has_fact = False
    for piece in pieces:
        if piece.role is Role.ACTION:
            if has_fact:
                rows.append(ActionRow())
            has_action, has_fact = True, False
        has_fact = has_fact or (has_action and piece.role in _OF_ACTIONS)
        rows[-1].pieces.append(piece)
    begins_with_fact = next((p.role for p in pieces if p.role in (*_SHARED, Role.ACTION)), None)
    if begins_with_fact is not Role.ACTION:  # the facts may stand above their action
        return [ActionRow(list(pieces))] if pieces else []
    return [*_parted_above(rows[0]), *(row for row in rows[1:] if row.pieces)]


def _parted_above(row: ActionRow) -> Iterator[ActionRow]:
    """Yield a row, parted before its action where what stands above it comes again below."""
    at = next((i for i, piece in enumerate(row.pieces) if piece.role is Role.ACTION), 0)
    below = {piece.role for piece in row.pieces[at:]}
    again = {i for i in range(at) if row.pieces[i].role in _OF_ACTIONS}
    again = {i for i in again if row.pieces[i].role in below}
    if again:
        yield ActionRow([row.pieces[i] for i in sorted(again)])
    if rest := [piece for i, piece in enumerate(row.pieces) if i not in again]:
        yield ActionRow(rest)


def give_cells(answer: Answer, rows: Sequence[ActionRow]) -> None:
    """Give each action its cells; what belongs to none for certain stays with the answer."""
    for row in _joined(answer, rows):
        facts = [piece for piece in row.pieces if piece.role in _OF_ACTIONS and fold(piece.text)]
        if not row.actions:
            answer.loose += facts
        elif len(row.actions) == 1:
            row.actions[0].pieces += facts
        else:
            for piece in _once(facts):
                _share(answer, row.actions, piece)
    positions = answer.texts(Role.POSITION)
    if len(answer.actions) == 1:
        answer.actions[0].pieces += positions
    else:
        answer.loose += positions


def _once(facts: Sequence[Piece]) -> Iterator[Piece]:
    """Yield facts, of those that all actions share each text once, and no more than are shown."""
    seen: dict[Role | None, set[str]] = {}
    for piece in facts:
        known, text = seen.setdefault(piece.role, set()), fold(piece.text)
        if piece.role in _SHARED and (text in known or len(known) == _MOST_SHARED):
            continue
        known.add(text)
        yield piece


def _joined(answer: Answer, rows: Sequence[ActionRow]) -> Iterator[ActionRow]:
    """Yield the rows, with those that go on with the action of another.

    A row without a ref of its own goes on with the row above. A single action takes from the other
    rows what its own lacks.
    """
    acting = [row for row in rows if row.actions]
    if len(acting) == 1:
        own = {piece.role for piece in acting[0].pieces if fold(piece.text)}
        others = [piece for row in rows if row is not acting[0] for piece in row.pieces]
        lacking = [piece for piece in others if piece.role not in own]
        yield ActionRow([*acting[0].pieces, *lacking], acting[0].actions)
        yield ActionRow([piece for piece in others if piece.role in own])
        return
    last = None
    with_ref = set(answer.places)
    for row in rows:
        row_name = row.pieces[0].row  # empty outside of tables
        if last and not row.actions and row_name and row_name not in with_ref:
            last.pieces += row.pieces
            continue
        if last:
            yield last
        last = ActionRow(list(row.pieces), row.actions)
    if last:
        yield last


def _share(answer: Answer, actions: Sequence[DraftAction], piece: Piece) -> None:
    """Give several actions of one row each its part of a cell, or ask which part is whose."""
    parts = parts_of(piece)
    if len(parts) == len(actions):
        for action, part in zip(actions, parts, strict=True):
            action.pieces.append(piece._replace(text=part))
        if piece.role is Role.UPDATE:
            answer.remarks.append(f"by its numbers: {shortened(fold(piece.text), 2000)}")
    elif len(parts) > 1:
        label = piece.heading.text.rstrip(":") if piece.heading else "a cell"
        answer.doubt(
            "actions",
            f"{len(actions)} actions, and {words.count(len(parts), 'part')} in '{label}' of "
            f"{piece.where}, '{shortened(fold(piece.text))}': which belongs to which",
        )
        if piece.role is Role.UPDATE:
            answer.remarks.append(f"not placed: {label}: {fold(piece.text)}")
    elif piece.role in _SHARED:
        for action in actions:
            action.pieces.append(piece)
    else:
        answer.loose.append(piece)


def parts_of(piece: Piece) -> list[str]:
    """Return the parts of a list in a cell: by its numbers, else by lines that are all alike."""
    if len(piece.text) > _LONGEST_LIST:
        return [fold(piece.text)]
    numbered = [part.text for part in actions_in(piece.text)]
    if len(numbered) > 1:
        return numbered
    lines = cell_lines(piece.text)
    is_one = (
        {
            Role.OWNER: is_like_role,
            Role.TARGET: _is_date_or_nothing,
            Role.DATE: is_date,
            Role.COMPLETED: _is_date_or_nothing,
            Role.STATUS: lambda line: look_of(line) is CellLook.STATUS,
        }.get(piece.role)
        if piece.role
        else None
    )
    if is_one and len(lines) > 1 and all(map(is_one, lines)):
        return lines
    return numbered


def _is_date_or_nothing(text: str) -> bool:
    return is_date(text) or look_of(text) is CellLook.NOTHING
