"""The text of sources: decoded, its blanks tidied, quoted in warnings."""

import re

from stalkplan.errors import SourceError
from stalkplan.imports.phrases.text import single_blanks
from stalkplan.verdict.visible import visible

_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Soft hyphens and spaces of no width, which editors of pages leave in numbers and words."""

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"\s+")
_ENDS_OF_ROWS = re.compile("\r\n?")

_QUOTED = 60
_LISTED = 5


def decode(data: bytes, declared: str = "", *, is_delimited: bool = False) -> tuple[str, list[str]]:
    """Return the text of some bytes, its lines ended by line feeds, and warnings about it.

    Where it `is_delimited`, what ends a line in a word processor stays: a spreadsheet writes it
    into a cell, without quotes.

    A byte order mark decides on the encoding. Else it is UTF-8, else the one that is `declared`,
    else Windows-1252, with a warning. Raises SourceError for bytes that are no text.
    """
    warnings: list[str] = []
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            break
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            text = data.decode(declared or "cp1252", "replace")
            if not declared:
                line = data.count(b"\n", 0, error.start) + 1
                warnings.append(
                    f"is not UTF-8 (byte 0x{data[error.start]:02x} on line {line}); "
                    "read as Windows-1252: look at quotes, dashes and pounds"
                )
    text = text.replace("\r\n", "\n")
    if not text.replace("\n", "").replace("\t", "").isprintable():  # as few texts are
        text = (_ENDS_OF_ROWS if is_delimited else _ENDS).sub("\n", text)
        if "\0" in text or len(_CONTROLS.findall(text)) * 50 > len(text):
            raise SourceError("is not text, nor a format that can be imported")
    if "\ufffd" in text:
        warnings.append("some characters could not be read and are shown as \ufffd")
    return text, warnings


def tidy(text: str) -> str:
    """Return a text with single blanks and without empty lines."""
    if text.isascii() and text.isprintable():  # most are, and one by one they are many
        return single_blanks(text)
    text = _CONTROLS.sub(" ", _ENDS.sub("\n", text.translate(_UNSEEN)))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(filter(None, lines))


def blanks_joined(text: str) -> str:
    """Return a text with one blank for any white space, also at its ends."""
    is_so = text.isprintable() and "  " not in text
    return text if is_so else _BLANKS.sub(" ", text)


STRUCK = "struck-out text is left out"
"""The warning about text with a line through it: its author took it back."""


def warnings_on(what: str, texts: list[str]) -> list[str]:
    """Return a warning about each of the first texts, with its beginning, and one on the others."""
    filled = [text for text in map(tidy, texts) if text]
    warnings = [f"{what}: {_quoted(text)}" for text in filled[:_LISTED]]
    more = len(filled) - len(warnings)
    return [*warnings, f"{what}: {more:,} more"] if more else warnings


def _quoted(text: str) -> str:
    text = visible(text)
    return f"'{text}'" if len(text) <= _QUOTED else f"'{text[: _QUOTED - 1]}…'"
