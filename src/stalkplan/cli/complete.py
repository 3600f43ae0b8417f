"""What a shell offers after TAB: ids, owners, themes, organisations, read off the lines.

No parser runs: a slip in a file must not stop the completion, nor the model its speed.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import typer

from stalkplan.errors import StalkplanError
from stalkplan.record.files import RECOMMENDATIONS, RESPONSES, RESPONSES_FOLDER, find_folder

_READ_AT_MOST = 1024 * 1024
"""Characters of each file."""


_VALUE = r"""("[^"\n]*"|'[^'\n]*'|[^,}#\n]+)"""


def offer(*keys: str, in_publication: bool = False) -> Callable[[typer.Context, str], list[str]]:
    """Return a completer for the values of keys, regular expressions, as the files list them."""

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        try:
            folder = find_folder(context.params.get("data"), Path.cwd())
        except StalkplanError:
            return []
        found = _values(folder, keys, in_publication=in_publication) if folder else ()
        start = incomplete.casefold()
        return [value for value in dict.fromkeys(found) if value.casefold().startswith(start)]

    return complete


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
