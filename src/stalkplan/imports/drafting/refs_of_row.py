"""The refs in a row or behind a label, and its texts without them."""

from collections.abc import Sequence

from stalkplan.imports.drafting.entries import Piece
from stalkplan.imports.phrases.headings import Role
from stalkplan.imports.phrases.refs import PlanRef, ref_at_start, ref_on_own_line, refs_of_cell

RESTATED = (Role.RECOMMENDATION, Role.REQUIREMENT)
"""What the publication asks, as a plan repeats it."""

HOLDS_REFS = (*RESTATED, Role.NUMBER)
"""Where a ref may stand."""


def with_refs(pieces: Sequence[Piece]) -> tuple[list[PlanRef], list[Piece]]:
    """Return the refs of a row and its pieces without them.

    Where a row has refs of requirements, those of whole recommendations do not count. The text
    beside a ref in its cell is the recommendation or the requirement.
    """
    refs: list[PlanRef] = []
    rest: list[Piece] = []
    has_number = any(piece.role is Role.NUMBER for piece in pieces)
    for piece in pieces:
        own, text = _refs_of(piece, may_be_number=not has_number)
        refs += own
        if not own:
            rest.append(piece)
        elif text:
            beside = Role.REQUIREMENT if own[0].part else Role.RECOMMENDATION
            role = beside if piece.role is Role.NUMBER else piece.role
            rest.append(piece._replace(role=role, text=text))
    requirements = [ref for ref in refs if ref.part]
    return list(dict.fromkeys(requirements or refs)), rest


def _refs_of(piece: Piece, *, may_be_number: bool) -> tuple[Sequence[PlanRef], str]:
    """Return the refs in a cell, and the text beside them.

    `may_be_number` says that `7.` before a recommendation can be its number.
    """
    if piece.role not in HOLDS_REFS:
        return [], piece.text
    refs, text = refs_of_cell(piece.text), ""
    if not refs:
        may_be = piece.role is Role.NUMBER or (may_be_number and piece.role is Role.RECOMMENDATION)
        found = ref_on_own_line(piece.text) or ref_at_start(piece.text, may_be_number=may_be)
        if found is None:
            return [], piece.text
        refs, text = [found[0]], found[1]
    if piece.role is Role.REQUIREMENT and not refs[0].part:
        return [], piece.text
    return refs, text
