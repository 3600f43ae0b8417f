"""The entries of a published plan: the texts that it has for each ref, and their places."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from stalkplan.imports.phrases.headings import Heading, Role
from stalkplan.imports.phrases.refs import PlanRef
from stalkplan.imports.phrases.text import fold

OVER_ROWS = "several rows"
"""The `row` of a piece whose cell goes on over the rows below it."""


class Piece(NamedTuple):
    """A cell or paragraph with its line breaks, and what it is; `where` is its place in words.

    `row` is the row of a table that it shares with the other cells of one record, empty elsewhere.
    """

    role: Role | None
    text: str
    where: str
    heading: Heading | None = None
    row: str = ""


@dataclass
class Entry:
    """The texts for one ref. `asked` is the recommendation as the plan restates it.

    `shared` are the other refs of the row, where several have one answer. `level` is that of the
    heading above, 0 for a row of a table.
    """

    ref: PlanRef
    where: str
    pieces: list[Piece] = field(default_factory=list)
    asked: list[Piece] = field(default_factory=list)
    shared: Sequence[PlanRef] = ()
    level: int = 0
    doubts: list[str] = field(default_factory=list)

    def texts(self, *roles: Role) -> list[Piece]:
        """Return the pieces of these roles that say something."""
        return [piece for piece in self.pieces if piece.role in roles and fold(piece.text)]
