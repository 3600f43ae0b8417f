"""What is said of a text that is not YAML: where it is, what is wrong, and what to write."""

import re
from typing import Any, NamedTuple


class SyntaxFault(NamedTuple):
    """A fault of syntax: its offset in the text, in plain words, and what to write instead."""

    offset: int
    what: str
    hint: str


class _Row(NamedTuple):
    """A part of what a parser says, and the same for people.

    It is where the parser gave up, or with `is_at_start` where that began which is not complete.
    """

    sign: str
    what: str
    hint: str
    is_at_start: bool = False


_ROWS = (
    _Row("character escape code", "an escape that YAML lacks", "write the character itself"),
    _Row("escape character", "a backslash inside double quotes", "use single quotes"),
    _Row("tab", "a tab", "indent with spaces"),
    _Row(
        "mapping values are not allowed",
        "a colon where no key can be",
        "put text that holds ': ' in quotes, or line the key up with those above",
    ),
    _Row(
        "found unexpected ':'",
        "a colon inside brackets",
        "put the link in quotes or on a line of its own",
    ),
    _Row(
        "expected ':'",
        "a line without a colon",
        "write a colon and a space after the key",
        is_at_start=True,
    ),
    _Row("end of stream", "a quote that is not closed", "close the quote", is_at_start=True),
    _Row("expected ',' or", "a bracket that is not closed", "close the bracket", is_at_start=True),
    _Row("cannot start any token", "'{sign}' at the start of a text", "put the text in quotes"),
    _Row(
        "sequence entries are not allowed",
        "a list inside a text",
        "put text that begins with '- ' in quotes, or begin the list on a line of its own",
    ),
    *(
        _Row(sign, "a line that does not line up with its record", "line up the keys of one record")
        for sign in ("expected <block end>", "expected key", "expected '-'")
    ),
    _Row("", "{problem}", "fix this line, or the one above it"),
)
"""The first row that fits counts; the last fits everything."""


_NO_SPACE = r"(?m)^[ -]*[a-z_]+(:)(?!//)[^\s:]+ *\n\Z"
"""A line, the last of a text, with a key whose colon nothing follows but its text."""


def syntax_fault(body: str, error: Any, last: Any) -> SyntaxFault:
    """Return what is wrong where a parser gave up; `last` is the event before, if there was one."""
    began = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or began
    problem = str(getattr(error, "problem", None) or "the text cannot be read")
    offset = mark.index if mark else 0
    sign = body[offset : offset + 1]
    words = "tab" if sign == "\t" else problem
    row = next(row for row in _ROWS if row.sign in words)
    above = body[: body.rfind("\n", 0, offset) + 1]
    if row.what.startswith("a colon") and (found := re.search(_NO_SPACE, above)):
        return SyntaxFault(found.start(1), "a colon without a space", "write a space after it")
    if row.hint == "line up the keys of one record" and (quote := _quote(body, offset, last)):
        return quote
    if row.is_at_start and began:
        if sign.strip() and "\n" not in body[began.index : offset]:
            return SyntaxFault(offset, f"'{sign}' in a text in brackets", "put the text in quotes")
        offset = began.index
    return SyntaxFault(offset, row.what.format(sign=sign, problem=problem), row.hint)


def _quote(body: str, offset: int, last: Any) -> SyntaxFault | None:
    """Return what is wrong with a text in quotes that ends just before, and should not end there.

    If it began on a line above, its own closing quote is missing there.
    """
    if getattr(last, "style", None) not in ("'", '"'):
        return None
    if body[last.end_mark.index : offset].strip():
        return None
    if last.start_mark.line < last.end_mark.line:
        line = last.end_mark.line + 1
        what = f"a quote that closes only in line {line}"
        return SyntaxFault(last.start_mark.index, what, "close it where its text ends")
    what = "text after a closing quote"
    return SyntaxFault(offset, what, "put all of the text in quotes, or none of it")
