"""What a source format gives: the blocks of a published plan, in its order and its words."""

from collections.abc import Sequence
from typing import NamedTuple


class Paragraph(NamedTuple):
    """A stretch of text outside tables; `level` is that of a heading, 0 for plain text."""

    text: str
    level: int = 0


class SourceTable(NamedTuple):
    """A table, its cells whole with their line breaks; `number` counts the tables from 1.

    `first_row` is what a reader would call its first row: 1, or in a spreadsheet the row's number.
    A cell that spans columns or rows stands where it begins; the places it covers are empty. Rows
    may differ in length, and may be empty. A sheet or a file of separated values is one table,
    whatever stands in it: a title, an empty row or a second row of headings is a row like another.
    """

    number: int
    rows: Sequence[Sequence[str]]
    title: str = ""
    first_row: int = 1


SourceBlock = Paragraph | SourceTable


class Document(NamedTuple):
    """A published plan as it was read. `warnings` say what a reader should know of the reading."""

    blocks: Sequence[SourceBlock]
    warnings: Sequence[str] = ()
