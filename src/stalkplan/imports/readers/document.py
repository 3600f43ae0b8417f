"""What every reader returns: the blocks of a published plan, in its order and its words."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

NOT_READ = "comments are left out"
"""The warning about comments on the cells of a sheet."""

DRAWN = "text in a drawing is left out"
"""How the warning about a text box on a sheet begins."""


class Paragraph(NamedTuple):
    """A text outside tables; `level` is 1 to 6 for a heading, 0 for plain text."""

    text: str
    level: int = 0


CoveredPlaces: TypeAlias = Mapping[tuple[int, int], int]
"""Places, row and column from 0, that a cell above covers, with the row in which it begins."""


class SourceTable(NamedTuple):
    """A table; its cells keep their line breaks. `number` counts the tables from 1.

    `first_row` is the number of the first row for people: 1, or the sheet's own number for it.
    A cell that spans columns or rows is where it begins; the other places that it covers are empty.
    Those below it in its first column are `covered`. `inside` is the number of the table in whose
    cell this one is, and the row of that cell, from 0.
    Rows may differ in length, and may be empty. A sheet, or a file of separated values, is one
    table: a title, an empty row or a second row of headings in it is a row like any other.
    """

    number: int
    rows: Sequence[Sequence[str]]
    title: str = ""
    first_row: int = 1
    covered: CoveredPlaces = MappingProxyType({})
    inside: tuple[int, int] | None = None


SourceBlock = Paragraph | SourceTable


class Document(NamedTuple):
    """A published plan as it was read, and warnings about the reading."""

    blocks: Sequence[SourceBlock]
    warnings: Sequence[str] = ()
