"""The last look: every word of the source is in the draft, or is said not to be."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from stalkplan.imports.drafting.entries import Piece
from stalkplan.imports.phrases.text import fold
from stalkplan.imports.readers.document import Document, SourceTable


def pieces_of(document: Document) -> Iterator[Piece]:
    """Yield every cell and paragraph that says something, in order, with its place."""
    paragraphs = 0
    for block in document.blocks:
        if isinstance(block, SourceTable):
            where = f"table {block.number}"
            if block.title:
                yield Piece(None, block.title, where)
            for number, row in enumerate(block.rows, block.first_row):
                yield from (
                    Piece(None, cell, f"{where}, row {number}") for cell in row if fold(cell)
                )
        else:
            paragraphs += 1
            yield Piece(None, block.text, f"paragraph {paragraphs}")


def left_out(
    document: Document, preface: Iterable[Piece], headings: Iterable[Piece], said: str
) -> list[Piece]:
    """Return the cells and paragraphs behind the preface that have words which were not `said`.

    A heading or label is said once for all the places where it stands.
    """
    need = Counter(word for piece in pieces_of(document) for word in words_of(piece.text))
    for piece in (*preface, *headings):
        need.subtract(words_of(piece.text))
    need.subtract(words_of(said))
    found: list[Piece] = []
    for piece in pieces_of(document):
        own = Counter(words_of(piece.text))
        lacking = [word for word in own if need[word] > 0]
        if lacking:
            found.append(piece)
            need.subtract(own)
    return found


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are counted: letters and digits."""
    return re.findall(r"[^\W_]+", fold(text))
