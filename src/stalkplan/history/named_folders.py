"""Which data folders a repository judges by itself: those that its `stalkplan.toml` names, or data.

A folder that it names no more still stands, and nobody looks at it.
"""

import tomllib
from pathlib import PurePosixPath

from stalkplan.history.data_folders import Way

_DATA: Way = ("data",)


def is_named(way: Way, named: str | None) -> bool:
    """Whether a data folder, or the folder above it, is judged where nobody gives another.

    `named` is the text of `stalkplan.toml`; None, or one that cannot be read, is as without it.
    """
    ways = _ways_in(named) if named is not None else None
    if ways is None:
        return way in ((), _DATA) or way[:-1] == _DATA
    return way in ways or (bool(way) and way[:-1] in ways)


def _ways_in(text: str) -> list[Way] | None:
    """Return the ways to the folders that are named; None if the text cannot be read."""
    try:
        names = tomllib.loads(text).get("data")
    except tomllib.TOMLDecodeError:
        return None
    listed = names if isinstance(names, list) else []
    return [PurePosixPath(name).parts for name in listed if isinstance(name, str)]
