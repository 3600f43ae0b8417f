"""A document to the entries of its plan."""

from stalkplan.imports.document import Document, Table
from stalkplan.imports.entries import Gatherer
from stalkplan.imports.tables import gather_table


def gather(document: Document) -> Gatherer:
    """Return what stands in a document for each ref, and all that stands for none."""
    gatherer = Gatherer()
    paragraphs = 0
    for block in document.blocks:
        if isinstance(block, Table):
            gather_table(block, gatherer)
        else:
            paragraphs += 1
            gatherer.line(block.text, block.level, f"paragraph {paragraphs}")
    gatherer.end()
    return gatherer
