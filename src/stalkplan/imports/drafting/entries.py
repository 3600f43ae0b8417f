"""The entries of a published plan: what stands there for each ref, and where."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from stalkplan.imports.phrases.headings import Heading, Role
from stalkplan.imports.phrases.refs import PlanRef
from stalkplan.imports.phrases.text import fold


class Piece(NamedTuple):
    """A cell or paragraph, its line breaks kept, and what it is; `where` is for people."""

    role: Role | None
    text: str
    where: str
    heading: Heading | None = None


@dataclass
class Entry:
    """What stands for one ref. `asked` is the recommendation as the plan restates it.

    `shared` are the refs of the same row, where several have one answer; `level` that of the
    heading under which it stands, 0 of a row.
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
