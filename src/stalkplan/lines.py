"""Lines and columns of a text, as editors and git count them."""

import re
from bisect import bisect_right

from stalkplan.problems import Place


class Lines:
    """Turns offsets in a text into lines and columns, both from 1.

    Lines end at a line feed alone, as editors and git count them; the parsers also count U+2028,
    U+0085 and a lone carriage return, so their own lines are not used.
    """

    def __init__(self, text: str) -> None:
        self._starts = [0, *(m.end() for m in re.finditer("\n", text))]
        self._end = len(text)

    def place(self, file: str, start: int, end: int = 0) -> Place:
        """Return the place of the characters from `start` up to `end`, or to the line's end."""
        line = bisect_right(self._starts, start)
        begin = self._starts[line - 1]
        stop = self._starts[line] - 1 if line < len(self._starts) else self._end
        return Place(file, line, start - begin + 1, max(1, min(end, stop) - start))
