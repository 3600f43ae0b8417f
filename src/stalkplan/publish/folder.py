"""A folder of published files: all of them new, or as they were; nothing of anybody else's is lost.

What was published stands in a list of checksums beside it, by which anybody can check the files
(`sha256sum --check stalkplan.sha256`) and the next run knows its own.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path, PurePath

from stalkplan.errors import OutputError
from stalkplan.record.saving import cause_of, locked
from stalkplan.verdict import words

MANIFEST = "stalkplan.sha256"
_LINE = re.compile(r"([0-9a-f]{64})  ((?:[\w-][\w.-]*/)*[\w-][\w.-]*)", re.ASCII)
_PREFIX, _SUFFIX = ".stalkplan-", ".tmp"

Sums = Mapping[str, set[str]]
"""The checksums that the file of each name may have; two while a run is under way."""


class Site:
    """Files on their way into a folder."""

    def __init__(self, staging: Path, there: Mapping[str, str]) -> None:
        """Take the checksums of the files that are `there` from an earlier run."""
        self.staging = staging
        self._there = there
        self.sums: dict[str, set[str]] = {}
        self.staged: dict[str, Path] = {}

    def add(self, name: str, made: str | bytes | Iterable[str]) -> None:
        """Add a file, in one or in parts, by its name, `/` between folders.

        Nothing is in its place until all are. One that is there already, byte for byte, stays.
        """
        if not isinstance(made, bytes):
            made = (made if isinstance(made, str) else "".join(made)).encode()
        own = _checksum(made)
        self.sums[name] = {own}
        if self._there.get(name) != own:
            self.staged[name] = self.staging / str(len(self.staged))
            self.staged[name].write_bytes(made)


@contextmanager
def publishing(folder: Path) -> Iterator[Site]:
    """Take files for a folder, and put them there together at the end; on an error nothing changes.

    The folder is new, or empty but for hidden files, or holds what an earlier run published. Files
    of that which are not published again are removed; any other file is left, and one that is in
    the way, or was changed since, stops it. Raises OutputError before anything is changed.
    """
    is_new = not os.path.lexists(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder / MANIFEST):
            old, there = _published(folder)
            for left in folder.glob(f"{_PREFIX}*{_SUFFIX}"):  # of a run that was killed
                shutil.rmtree(left, ignore_errors=True)
            staging = Path(tempfile.mkdtemp(_SUFFIX, _PREFIX, folder))
            try:
                site = Site(staging, there)
                yield site
                _refuse_in_the_way(folder, old, site.sums)
                with _as_not_complete(folder):
                    _put(folder, site, old)
            finally:
                shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        _remove_if_new(folder, is_new=is_new)
        raise OutputError(f"cannot publish into {folder}: {cause_of(error)}") from None
    except BaseException:
        _remove_if_new(folder, is_new=is_new)
        raise


@contextmanager
def _as_not_complete(folder: Path) -> Iterator[None]:
    """Say of a fault of the system that some files may be new by now, and others old."""
    try:
        yield
    except OSError as error:
        message = f"{folder} is not published in full: {cause_of(error)}; run it again"
        raise OutputError(message) from None


def _remove_if_new(folder: Path, *, is_new: bool) -> None:
    """Remove a folder that was made for nothing."""
    if is_new and not (folder / MANIFEST).exists():
        shutil.rmtree(folder, ignore_errors=True)


def _checksum(data: bytes) -> str:
    return sha256(data).hexdigest()


def _published(folder: Path) -> tuple[Sums, dict[str, str]]:
    """Return the checksums of what an earlier run published here, and those of the files there.

    OutputError if that is not so.
    """
    manifest = folder / MANIFEST
    if not manifest.exists():
        others = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
        if others:
            raise OutputError(
                f"{folder} holds {_named(others)}, which stalkplan did not publish; "
                "give a new folder"
            )
        return {}, {}
    sums: dict[str, set[str]] = {}
    for line in manifest.read_text(encoding="utf-8").splitlines():
        match = _LINE.fullmatch(line)
        if not match:
            raise OutputError(f"{manifest} is not a list of checksums; give a new folder")
        sums.setdefault(match[2], set()).add(match[1])
    found = {name: _checksum_at(folder / name) for name in sums}
    changed = [name for name, own in found.items() if own is not None and own not in sums[name]]
    if changed:
        raise OutputError(
            f"{folder} holds {_named(changed)}, changed since it was published; move it away"
        )
    return sums, {name: own for name, own in found.items() if own}


def _checksum_at(path: Path) -> str | None:
    """Return the checksum of a file, nothing of what is no file, and None if nothing is there."""
    if not os.path.lexists(path):
        return None
    return "" if path.is_symlink() or not path.is_file() else _checksum(path.read_bytes())


def _refuse_in_the_way(folder: Path, old: Sums, new: Sums) -> None:
    """Raise OutputError if a file of somebody else's stands where one is to go, or a link."""
    taken = [name for name in new if name not in old and os.path.lexists(folder / name)]
    inside = {PurePath(name).parent for name in (*new, *old)}
    parents = {each for own in inside for each in (own, *own.parents) if each.name}
    taken += sorted(
        str(each)
        for each in parents
        if os.path.lexists(folder / each)
        and ((folder / each).is_symlink() or not (folder / each).is_dir())
    )
    if taken:
        raise OutputError(
            f"{folder} holds {_named(taken)}, which stalkplan did not publish; move it away"
        )


def _put(folder: Path, site: Site, old: Sums) -> None:
    """Put the files in their places. A run that is cut off meanwhile can be repeated."""
    new = site.sums
    both = {name: old.get(name, set()) | new.get(name, set()) for name in {*old, *new}}
    _write_manifest(folder, site, both)
    for parent in {(folder / name).parent for name in new}:
        parent.mkdir(parents=True, exist_ok=True)
    for name, path in site.staged.items():
        path.replace(folder / name)
    for name in set(old) - set(new):
        (folder / name).unlink(missing_ok=True)
        for parent in Path(name).parents[:-1]:
            with suppress(OSError):  # it is not empty, or gone already
                (folder / parent).rmdir()
    _write_manifest(folder, site, new)


def _write_manifest(folder: Path, site: Site, sums: Sums) -> None:
    lines = sorted((name, each) for name, own in sums.items() for each in own)
    path = site.staging / MANIFEST
    path.write_text("".join(f"{each}  {name}\n" for name, each in lines), encoding="utf-8")
    path.replace(folder / MANIFEST)


def _named(names: Sequence[str]) -> str:
    """Return the first names of many."""
    more = [f"{len(names) - 3} more"] if len(names) > 4 else []
    return words.listed([*names[: 3 if more else 4], *more])
