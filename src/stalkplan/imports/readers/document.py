"""What every reader returns: the blocks of a published plan, in its order and its words."""

from collections.abc import Sequence
from typing import NamedTuple

NOT_READ = "comments are left out"
"""The warning about comments on the cells of a sheet."""


class Paragraph(NamedTuple):
    """A text outside tables; `level` is 1 to 6 for a heading, 0 for plain text."""

    text: str
    level: int = 0


class SourceTable(NamedTuple):
    """A table; its cells keep their line breaks. `number` counts the tables from 1.

    `first_row` is the number of the first row for people: 1, or the sheet's own number for it.
    A cell that spans columns or rows is where it begins; the other places that it covers are empty.
    Rows may differ in length, and may be empty. A sheet, or a file of separated values, is one
    table: a title, an empty row or a second row of headings in it is a row like any other.
    """

    number: int
    rows: Sequence[Sequence[str]]
    title: str = ""
    first_row: int = 1


SourceBlock = Paragraph | SourceTable


class Document(NamedTuple):
    """A published plan as it was read, and warnings about the reading."""

    blocks: Sequence[SourceBlock]
    warnings: Sequence[str] = ()
