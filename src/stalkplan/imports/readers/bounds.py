"""How much of a source is read. Published plans have a hundred rows; a hundredfold is allowed."""

from stalkplan.errors import SourceError

MAX_SOURCE_BYTES = 20 * 1024 * 1024
"""The size of a source on disk."""

MAX_UNPACKED = 64 * 1024 * 1024
"""The size of all parts of a Word file or workbook, unpacked."""

MAX_RATIO = 250
"""How far a part of over a megabyte may unpack. Real sheets stay below a hundredfold."""

MAX_ROWS = 20_000
MAX_CELLS = 200_000
"""How many rows and cells a source has. A paragraph is a row; a place under another cell counts."""

MAX_PARTS = 5_000
"""How many parts a Word file or workbook has."""

MAX_SOURCE_DEPTH = 200
MAX_ELEMENTS = 700_000
"""How deep elements are in one another, and how many one part has."""

SMALLER = "copy the table alone into a new file and import that"
"""What to do with a source that is too large."""


def check_size(size: int) -> None:
    """Raise SourceError for a source of too many bytes."""
    if size > MAX_SOURCE_BYTES:
        raise SourceError(f"is over the limit of {MAX_SOURCE_BYTES // 1024**2} MB; {SMALLER}")


class SourceSize:
    """Counts rows and cells; a paragraph is a row. Raises SourceError past the bounds."""

    def __init__(self) -> None:
        self.rows = self.cells = 0

    def add(self, cells: int, rows: int = 1) -> None:
        """Count rows, and the cells that they have together."""
        self.rows += rows
        self.cells += cells
        if self.rows > MAX_ROWS:
            raise SourceError(f"has over {MAX_ROWS:,} rows or paragraphs, the limit; {SMALLER}")
        if self.cells > MAX_CELLS:
            raise SourceError(f"has over {MAX_CELLS:,} cells, the limit; {SMALLER}")
