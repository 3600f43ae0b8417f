"""How much of a source is read. A published plan has a hundred rows; these allow a hundredfold."""

from stalkplan.errors import SourceError

MAX_SOURCE_BYTES = 20 * 1024 * 1024
"""Of a source as it stands on disk."""

MAX_UNPACKED = 64 * 1024 * 1024
"""Of the parts of a Word file or workbook together, unpacked."""

MAX_RATIO = 250
"""Of a part unpacked to packed, where it is over a megabyte. Real sheets stay below 100."""

MAX_ROWS = 20_000
MAX_CELLS = 200_000
"""Of a source, its paragraphs and the places that spanning cells cover included."""

MAX_PARTS = 5_000
"""Of a Word file or workbook."""

MAX_SOURCE_DEPTH = 200
MAX_ELEMENTS = 700_000
"""Of elements in one another, and in one part."""

_SMALLER = "copy the table alone into a new file and import that"


def check_size(size: int) -> None:
    """Raise SourceError for a source of more bytes than are read."""
    if size > MAX_SOURCE_BYTES:
        raise SourceError(f"is over the limit of {MAX_SOURCE_BYTES // 1024**2} MB; {_SMALLER}")


class SourceSize:
    """Counts rows and cells; a paragraph is a row. Raises SourceError past the bounds."""

    def __init__(self) -> None:
        self.rows = self.cells = 0

    def add(self, cells: int, rows: int = 1) -> None:
        """Count rows that have so many cells together."""
        self.rows += rows
        self.cells += cells
        for what, counted, limit in (
            ("rows or paragraphs", self.rows, MAX_ROWS),
            ("cells", self.cells, MAX_CELLS),
        ):
            if counted > limit:
                raise SourceError(f"has over {limit:,} {what}, the limit; {_SMALLER}")
