"""Cells that show no value but an error, a formula or that they are too narrow: they are asked."""

import re
from collections.abc import Iterable

from stalkplan.imports.drafting.entries import Entry
from stalkplan.imports.phrases.headings import Role
from stalkplan.imports.phrases.text import fold, shortened

_NO_VALUE = re.compile(
    r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!)|#{3,}|Err:\d{3}"
    r"|=[\w$('\[+-].*",
    re.IGNORECASE,
)


def set_apart(entries: Iterable[Entry]) -> None:
    """Make cells without a value remarks on their entries, and ask what stands there."""
    for entry in entries:
        for index, piece in enumerate(entry.pieces):
            text = fold(piece.text)
            if _NO_VALUE.fullmatch(text):
                label = f" under '{piece.heading.text.rstrip(':')}'" if piece.heading else ""
                stands = f"'{shortened(text)}' stands{label} in {piece.where} instead of a value"
                entry.doubts.append(f"{stands}: what is the value")
                entry.pieces[index] = piece._replace(role=Role.OTHER)
