"""What a shell offers after TAB: ids, owners, themes and organisations.

A regular expression finds them in the lines of the files. No parser runs, because a slip in a file
must not stop the completion, and loading the model would make it slow.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import typer

from stalkplan.errors import StalkplanError
from stalkplan.record.files import (
    RECOMMENDATIONS,
    RESPONSES,
    RESPONSES_FOLDER,
    find_folders,
    here,
    publication_folders,
)

_READ_AT_MOST = 1024 * 1024
"""Characters that are read of each file."""


_VALUE = r"""("[^"\n]*"|'[^'\n]*'|[^,}#\n]+)"""


def offer(*keys: str, in_publication: bool = False) -> Callable[[typer.Context, str], list[str]]:
    """Return a function that offers the values of some keys, in the order of the files.

    Each key is a regular expression. The plans have them, or the publication.
    """

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        try:
            given = context.params.get("data")
            every = given if isinstance(given, (list, tuple)) and given else [given or None]
            data = [folder for each in every for folder in find_folders(each, here)]
        except StalkplanError:
            return []
        folders = [each.path for folder in data for each in publication_folders(folder)]
        found = [v for f in folders for v in _values(f, keys, in_publication=in_publication)]
        start = incomplete.casefold()
        meant = (value for value in dict.fromkeys(found) if value.casefold().startswith(start))
        return [*map(_as_typed, meant)]

    return complete


def revisions(incomplete: str) -> list[str]:
    """Return the tags and branches of the repository that one is in, by their beginning."""
    from stalkplan.history.git import Repository

    try:
        names = Repository(here()).names()
    except StalkplanError:
        return []
    return [name for name in names if name.startswith(incomplete)]


def _as_typed(value: str) -> str:
    """Return a value as bash takes it for one word: it puts in as it is what it is offered.

    Behind a quote that was opened it needs none; zsh and fish quote by themselves.
    """
    typed = os.environ.get("COMP_WORDS", "")
    if os.environ.get("_STALKPLAN_COMPLETE") != "complete_bash" or re.search(_QUOTED, typed):
        return value
    return _Escaped(value)


class _Escaped(str):
    """A value with its blanks and quotes escaped, which begins with what it begins with without.

    typer drops what does not begin with the word that was typed, and has no escapes in that.
    """

    __slots__ = ("_plain",)
    _plain: str

    def __new__(cls, value: str) -> Self:
        """Return the value, escaped."""
        escaped = super().__new__(cls, re.sub(r"[^\w@%+=:,./-]", r"\\\g<0>", value))
        escaped._plain = value
        return escaped

    def startswith(self, *typed: Any) -> bool:
        """Whether the value without escapes begins with what was typed."""
        return self._plain.startswith(*typed)


_QUOTED = r"""(?:^|\s)["'][^"'\n]*$"""


def _values(folder: Path, keys: tuple[str, ...], *, in_publication: bool) -> Iterator[str]:
    pattern = re.compile(rf"(?:^|[\s{{,])(?:{'|'.join(keys)}):[ ]+{_VALUE}")
    files = [folder / RECOMMENDATIONS] if in_publication else _plans(folder)
    for file in files:
        try:
            with file.open(encoding="utf-8", errors="replace") as lines:
                text = lines.read(_READ_AT_MOST)
        except OSError:
            continue
        yield from (value.strip().strip("'\"") for value in pattern.findall(text))


def _plans(folder: Path) -> list[Path]:
    return [folder / RESPONSES, *sorted((folder / RESPONSES_FOLDER).glob("*.yaml"))]
