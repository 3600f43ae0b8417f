"""Where a report may be written: over no plan under any name, and over little that stands there."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from stalkplan.cli.open_folder import folders_given
from stalkplan.errors import OutputError, StalkplanError, reason_of
from stalkplan.publish.folder import MANIFEST
from stalkplan.record.files import is_device, is_in_git
from stalkplan.record.repository_file import REPOSITORY_FILE


def write_file(path: Path, made: bytes, data: Path | Sequence[Path] | None) -> None:
    """Write a complete file. `data` are the data folders as they were given, or None.

    An earlier report is written over. Raises OutputError if that fails, if the name is one of a
    plan, or if it leads through a link or another name to a plan or to anything in the data folder;
    and over a file that stands in a data folder or a published one, or is hidden.
    """
    if _is_plan(path):
        raise OutputError(f"{path} ends like a plan file; choose another name for the report")
    if is_device(path.name):
        raise OutputError(f"'{path.name}' is a name that Windows keeps for itself; choose another")
    try:
        if (other := _other_name(path, data)) is not None:
            raise OutputError(
                f"{path} is another name of {other}; choose another name for the report"
            )
        if why := _kept(path, data):
            raise OutputError(f"{path} {why}; choose another name for the report")
        path.write_bytes(made)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {reason_of(error)}") from None
    except RuntimeError:  # what Python 3.11 and 3.12 call a circle of links
        raise OutputError(f"cannot write {path}: too many links lead to it") from None


def _is_plan(path: Path) -> bool:
    return path.suffix.lower() in (".yaml", ".yml")


def _other_name(path: Path, data: Path | Sequence[Path] | None) -> Path | None:
    """Return the plan or the file of a data folder that a path leads to by another name."""
    target = path.resolve()
    if target.name != path.name and _is_plan(target):
        return target
    folders = _folders(data)
    if path.is_symlink() and any(map(target.is_relative_to, folders)):
        return target
    if not path.is_file():
        return None
    every = (file for folder in folders for file in _files_in(folder))
    files = (file for file in every if file != target and file.is_file())
    return next((file for file in files if file.samefile(target)), None)


def _kept(path: Path, data: Path | Sequence[Path] | None) -> str:
    """Return why nothing may be written there, or not over what stands there."""
    if is_in_git(path):
        return "is in git's own folder"
    return _kept_file(path.resolve(), data) if os.path.lexists(path) else ""


def _kept_file(target: Path, data: Path | Sequence[Path] | None) -> str:
    """Return why a file that is there is not an earlier report; nothing if it may be one."""
    if target.name == REPOSITORY_FILE:
        return "names the folders of the plans"
    if target.name.startswith("."):
        return "is a hidden file, not an earlier report"
    if any(map(target.is_relative_to, _folders(data))):
        return "is there already, in the data folder"
    if any(_is_file(above / MANIFEST) for above in target.parents):
        return "is in a published folder, which only stalkplan publish writes"
    return ""


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder that may not be looked into
        return False


def _files_in(folder: Path) -> Iterator[Path]:
    """Yield every file of a folder, but for those that git keeps to itself."""
    for above, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git"]
        yield from (Path(above, name) for name in names)


def _folders(data: Path | Sequence[Path] | None) -> list[Path]:
    """Return the folders of plans, if there are some, with every link in their paths followed."""
    try:
        return [folder.path.resolve() for folder in folders_given(data)]
    except StalkplanError:
        return []
