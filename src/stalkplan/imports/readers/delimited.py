"""Comma-separated values, and those separated by semicolons, tabs or bars."""

import csv
import re
from collections import Counter
from io import StringIO
from itertools import islice

from stalkplan.errors import SourceError
from stalkplan.imports.readers.bounds import SourceSize
from stalkplan.imports.readers.document import Document, SourceTable
from stalkplan.imports.readers.texts import decode, tidy

_SEPARATORS = ",;\t|"
_NAMED = re.compile(rf'"?sep=([{_SEPARATORS}])"?[{_SEPARATORS}]*(?:\r\n|\r|\n)', re.IGNORECASE)
_LOOKED_AT = 200


def read(data: bytes) -> Document:
    """Return separated values as one table.

    The separator is the one that a first line such as `sep=;` names, as Excel writes it, else the
    one that gives most rows the same number of cells.

    Raises SourceError past the bounds, or if it is no text.
    """
    text, warnings = decode(data, is_delimited=True)
    named = _NAMED.match(text)
    text, separator = text[named.end() :] if named else text, named[1] if named else ""
    tally = SourceSize()
    rows: list[list[str]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator or _separator(text)):
            tally.add(len(row))
            rows.append([tidy(cell) for cell in row])
    except csv.Error:
        limit = csv.field_size_limit()
        raise SourceError(
            f"has a cell of over {limit:,} characters, the limit; "
            "is a quotation mark left open in it"
        ) from None
    return Document([SourceTable(1, rows)] if any(map(any, rows)) else [], warnings)


def is_table(text: str, separator: str) -> bool:
    """Whether every row of a text has the same number of cells, two or more."""
    widths = _widths(text, separator)
    return len(widths) == 1 and max(widths) > 1


def _separator(text: str) -> str:
    def fit(separator: str) -> tuple[int, int]:
        widths = _widths(text, separator)
        del widths[1]
        return max(((rows, width) for width, rows in widths.items()), default=(0, 0))

    return max(_SEPARATORS, key=fit)


def _widths(text: str, separator: str) -> Counter[int]:
    """Return how many of the first rows have how many cells, without empty rows."""
    rows = islice(csv.reader(StringIO(text, newline=""), delimiter=separator), _LOOKED_AT)
    try:
        return Counter(len(row) for row in rows if any(row))
    except csv.Error:
        return Counter()
