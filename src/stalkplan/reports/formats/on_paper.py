"""How texts and tables fit on paper: lines are counted from the widths of letters, as in Arial."""

import re
from collections.abc import Iterable
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from stalkplan.reports.sheets import CellValue, Sheet

LINE, HEAD, HIGHEST = 13, 36, 405
"""In points: the height of a line in a workbook, that of the headings, and the most of a row."""

_ACROSS, _UPRIGHT = (784, 497), (537, 744)
"""Width and height in points of what is printed on a sheet of A4, across and upright."""

_SMALLEST = 0.7
"""A table is printed at most so much smaller: letters of 10 points are then 7 points high."""

_LETTER = 10
"""Points of an em in a workbook."""


class Layout(NamedTuple):
    """How a table is printed: on how many pages across, and down; 0 is as many as it takes."""

    is_upright: bool
    across: int
    down: int


def layout_of(sheet: Sheet) -> Layout:
    """Return the layout with the fewest pages that are still easy to read.

    A table is upright only if that saves pages. It is made smaller for its width, and so that its
    last page is not one of a few lines; one that is too broad goes on on pages beside the first.
    """
    height = sum(row_height(sheet, values) for values in sheet.rows)
    across, upright = (_printed(sheet, height, paper) for paper in (_ACROSS, _UPRIGHT))
    is_upright = upright[0] * upright[1] < across[0] * across[1]
    pages_across, down = upright if is_upright else across
    return Layout(is_upright, pages_across, down if down < _MOST_DOWN else 0)


_MOST_DOWN = 8
"""From so many pages down it does not matter whether there is one more."""


def _printed(sheet: Sheet, height: float, paper: tuple[int, int]) -> tuple[int, int]:
    """Return how many pages a table takes, across and down, on sheets of a width and height."""
    widths = [_points(width) for _, width in sheet.columns[: sheet.printed or None]]
    again, width = sum(widths[: sheet.frozen]), sum(widths)
    across = max(1, ceil((width - again) * _SMALLEST / (paper[0] - again * _SMALLEST)))
    scale = min(1, paper[0] * across / (width + again * (across - 1)))
    pages = height * scale / (paper[1] - HEAD * scale)
    fewer = int(pages)
    is_readable = fewer and scale * fewer / pages >= _SMALLEST
    return across, fewer if is_readable else ceil(pages)


def row_height(sheet: Sheet, values: Iterable[CellValue]) -> int:
    """Return the height of a row in points, as not every program makes room for wrapped text."""
    cells = zip(values, (width for _, width in sheet.columns), strict=True)
    return min(LINE * max(_lines(value, width) for value, width in cells) + 4, HIGHEST)


def _lines(value: CellValue, width: int) -> int:
    """Return how many lines a cell takes; a link may be broken behind its `//`."""
    texts = value if isinstance(value, tuple) else (value,)
    across = (_points(width) - _LETTER) / _LETTER
    return sum(
        printed_lines(text.replace("//", "// "), across) if isinstance(text, str) and text else 1
        for text in texts
    )


def _points(width: int) -> float:
    """Return the points of a column that is so many characters wide."""
    return 5.25 * width + 3.75


@lru_cache(maxsize=8192)  # one text is tried at many lengths of the others
def printed_lines(text: str, across: float) -> int:
    """Return how many lines of a width in ems a text takes, as a word processor breaks it.

    A word that is longer than a line, as an address is, is broken behind `-` and `/` first.
    """
    lines, used = 0, across
    for word in text.split():
        widths = [sum(map(_width, word))]
        if widths[0] > across:
            used = across  # it begins on a line of its own
            widths = [sum(map(_width, part)) for part in re.split("(?<=[-/])", word)]
        for width in widths:
            if used + width > across:
                full = int(width // across)  # what is longer than a line is broken anywhere
                lines, used = lines + 1 + full, width - full * across
            else:
                used += width
        used += _SPACE
    return lines


def _width(letter: str) -> float:
    """Return the width of a letter in ems, as in Arial or a little more."""
    return 1.0 if letter > _LAST_LATIN else _WIDTHS.get(letter, 0.56)


_LAST_LATIN = "\u2e7f"

_WIDTHS = {
    letter: width
    for letters, width in (
        ("ijl'|", 0.23),
        (" .,:;!/It()f[]", 0.29),
        ("r-", 0.34),
        ("csvxyzJk", 0.5),
        ("mMW%@\u2026", 0.95),
        ("ABCDEGHKNOPQRSTUVwXYZ&", 0.73),
    )
    for letter in letters
}
"""Letters, and their width in ems."""

_SPACE = _WIDTHS[" "]
