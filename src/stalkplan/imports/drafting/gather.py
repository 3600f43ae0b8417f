"""From a document to the entries of its plan."""

from collections import Counter
from collections.abc import Sequence

from stalkplan.imports.drafting.gatherer import Gatherer
from stalkplan.imports.drafting.tables import gather_table
from stalkplan.imports.phrases.text import fold
from stalkplan.imports.readers.document import Document, SourceTable


def gather(document: Document) -> Gatherer:
    """Return what stands in a document for each ref, and all that stands for none."""
    gatherer = Gatherer()
    paragraphs = 0
    for block in document.blocks:
        if isinstance(block, SourceTable):
            gather_table(block, gatherer)
        else:
            paragraphs += 1
            gatherer.line(block.text, block.level, f"paragraph {paragraphs}")
    gatherer.close()
    last = document.blocks[-1] if document.blocks else None
    if isinstance(last, SourceTable) and gatherer.entries and is_cut_off(last.rows):
        gatherer.entries[-1].doubts.append("the source ends in this row: was it cut off")
    return gatherer


def is_cut_off(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the last row of a table has fewer cells than most, or ends in mid-sentence."""
    if len(rows) < 3 or not rows[-1]:
        return False
    usual, _ = Counter(map(len, rows)).most_common(1)[0]
    ends = [fold(next(filter(fold, reversed(row)), "")) for row in rows[1:]]
    said = [end for end in ends if len(end) > 20]
    whole = sum(end.endswith((".", "!", "?", ")", "'", '"', "\u2019", "\u201d")) for end in said)
    is_broken = bool(said) and said[-1] is ends[-1] and whole == len(said) - 1
    return len(rows[-1]) + 1 < usual or (is_broken and whole > 2 and said[-1][-1].isalnum())
