"""The last look: every word of the source is in the draft, or is listed as not used."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from stalkplan.imports.drafting.entries import Piece
from stalkplan.imports.phrases.dates import dates_in
from stalkplan.imports.phrases.text import fold, words_of
from stalkplan.imports.readers.document import Document, SourceTable

_NO_WORD = re.compile(r"[\W_]")
_PART = 2_000
"""Characters whose words are counted at once."""

_OF_A_PAGE = re.compile(
    r"\b(?:cookies?|privacy|javascript|browser|skip to|menu|search|sign in|log in|copyright)\b"
    r"|\u00a9",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\b(?:leads?|led by|owners?|owned by|accountable|responsible|SRO|head of|director of"
    r"|(?:chief )?superintendent|(?:chief )?inspector|recommendations? [0-9]|[0-9]+\.[0-9]+)\b",
    re.IGNORECASE,
)


def telling(preface: Iterable[Piece]) -> list[Piece]:
    """Return the texts before a plan that name a lead, a date or a ref: they may be about it.

    What every page has, such as its menu and its cookies, is none of them.
    """
    return [
        piece
        for piece in preface
        if not _OF_A_PAGE.search(piece.text)
        and (
            _LEADS.search(piece.text)
            or any(written.window for written in dates_in(fold(piece.text)))
        )
    ]


def pieces_of(document: Document) -> Iterator[Piece]:
    """Yield every cell and paragraph that is not empty, in order, with its place."""
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
    """Return the cells and paragraphs that have words which `said` lacks, in their order.

    `said` is all that a person gets to read. A heading counts once for all places that have it;
    the preface does not count.
    """
    source = [*pieces_of(document)]
    missing = _counted(piece.text for piece in source)
    others = (piece.text for piece in (*preface, *headings))
    missing.subtract(_counted((said, *others)))
    lacking = {word for word, times in missing.items() if times > 0}
    pieces: list[Piece] = []
    for piece in source if lacking else ():
        if all(lacking.isdisjoint(words_of(part)) for part in _parts_of(piece.text)):
            continue
        own = _counted([piece.text])
        if any(missing[word] > 0 for word in own):
            pieces.append(piece)
            missing.subtract(own)
    return pieces


def _counted(texts: Iterable[str]) -> Counter[str]:
    """Return how often each word is in some texts."""
    parts = chain.from_iterable(map(_parts_of, texts))
    return Counter(chain.from_iterable(map(words_of, parts)))


def _parts_of(text: str) -> Iterable[str]:
    """Return a text cut between words: all words of a large one would take much room at once."""
    return [text] if len(text) <= _PART else _cut(text)


def _cut(text: str) -> Iterator[str]:
    begin = 0
    while begin < len(text):
        end = begin + _PART
        if end < len(text):
            gap = _NO_WORD.search(text, end)
            end = gap.start() if gap else len(text)
        yield text[begin:end]
        begin = end
