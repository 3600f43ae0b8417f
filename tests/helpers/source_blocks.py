"""Documents as the table of a test writes them, and their words."""

from stalkplan.imports.readers.document import Document, Paragraph


def shown(document: Document) -> list[object]:
    """Return the blocks as a table of a test writes them: text, (level, text) or rows."""
    return [
        ((b.level, b.text) if b.level else b.text) if isinstance(b, Paragraph) else b.rows
        for b in document.blocks
    ]


def words(document: Document) -> list[str]:
    """Return every word of a document, in order of the alphabet."""
    texts = [
        cell
        for block in document.blocks
        for cell in (
            [block.text]
            if isinstance(block, Paragraph)
            else [block.title, *(cell for row in block.rows for cell in row)]
        )
    ]
    return sorted(word for each in texts for word in each.split())
