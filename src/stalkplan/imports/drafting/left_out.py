"""The last look: every word of the source is in the draft, or is listed as not used."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from stalkplan.imports.drafting.entries import Piece
from stalkplan.imports.phrases.dates import dates_in
from stalkplan.imports.phrases.text import fold
from stalkplan.imports.readers.document import Document, SourceTable

_WORD = re.compile(r"[^\W_]+")
_NO_WORD = re.compile(r"[\W_]")
_PART = 50_000
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
    missing.subtract(_counted((said, *(piece.text for piece in (*preface, *headings)))))
    lacking = {word for word, times in missing.items() if times > 0}
    pieces: list[Piece] = []
    for piece in source if lacking else ():
        if all(map(lacking.isdisjoint, _parts_of(piece.text))):
            continue
        own = _counted([piece.text])
        if any(missing[word] > 0 for word in own):
            pieces.append(piece)
            missing.subtract(own)
    return pieces


def _counted(texts: Iterable[str]) -> Counter[str]:
    """Return how often each word is in some texts."""
    counted: Counter[str] = Counter()
    for text in texts:
        for words in _parts_of(text):
            counted.update(words)
    return counted


def _parts_of(text: str) -> Iterator[list[str]]:
    """Yield the words of a text, part by part: all of a large one at once would take much room."""
    begin = 0
    while begin < len(text):
        end = begin + _PART
        if end < len(text):
            gap = _NO_WORD.search(text, end)
            end = gap.start() if gap else len(text)
        yield _WORD.findall(text, begin, end)
        begin = end


def words_of(text: str) -> list[str]:
    """Return the words of a text as `left_out` counts them: letters and digits."""
    return _WORD.findall(text)
