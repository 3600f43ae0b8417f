"""Saving: a file is the old one or the new one in full, whatever happens; "saved" is never a guess.

Lock, compare the file with what was read, write a temporary file beside it, flush that to the disk,
move it to the file's place, flush the folder. Measured: without the last step a power cut loses it.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from errno import EACCES, EDQUOT, ENOSPC, EPERM, EROFS
from pathlib import Path

from filelock import FileLock, Timeout

from stalkplan.errors import SaveError, reason_of

LOCK_NAME = ".stalkplan.lock"
_PREFIX, _SUFFIX = ".stalkplan-", ".tmp"
_PATIENCE = 60.0
"""Seconds to wait for another stalkplan that writes in the same folder."""

_CAUSES = {
    ENOSPC: "the disk is full",
    EDQUOT: "the disk is full for this user",
    EROFS: "the disk is read-only",
    EACCES: "this user may not write in its folder",
    EPERM: "this user may not write in its folder",
}


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep every other stalkplan from writing in the folder of the file, a link's target.

    Whoever may write in the folder may lock it too, so the lock has the folder's mode and group.
    Its file goes while the lock is held, so that git sees none and no site has one; whoever waited
    for it finds that it is gone and makes another.

    Raises SaveError if the folder stays locked by another, or cannot be locked.
    """
    folder = path.resolve().parent
    name = folder / LOCK_NAME
    try:
        shared = folder.stat()
        lock = FileLock(name, timeout=_PATIENCE, mode=shared.st_mode & 0o666 | 0o600)
        lock.acquire()
    except Timeout:
        raise SaveError(f"{path} is being written by another stalkplan; try again") from None
    except OSError as error:
        cause = cause_of(error)
        if isinstance(error, PermissionError) and name.exists() and os.access(folder, os.W_OK):
            cause = f"the lock {name} belongs to another user; delete it when nobody is recording"
        raise SaveError(f"{path} is not changed: {cause}") from None
    _share(name, shared.st_gid)
    try:
        yield
    finally:
        with suppress(OSError):  # Windows removes no open file
            name.unlink()
        with suppress(OSError):  # the end of the process lets it go as well
            lock.release()
        if os.name == "nt":
            with suppress(OSError):  # another has it by now
                name.unlink()


def _share(lock: Path, group: int) -> None:
    """Give a lock that is ours to the folder's group: whoever may write there may lock there."""
    with suppress(OSError):
        if hasattr(os, "chown") and lock.stat().st_gid != group:
            os.chown(lock, -1, group)


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, where there are none. Raises SaveError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(f"{path} is not made: {cause_of(error)}") from None


def flush_folder(path: Path) -> None:
    """Flush a folder to the disk if the system can, so that a power cut takes no entry of it."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def is_changed(path: Path, old: bytes) -> bool:
    """Whether a file no longer holds `old`. Raises SaveError if it cannot be read."""
    try:
        return path.read_bytes() != old
    except OSError as error:
        raise SaveError(f"{path} is not changed: {cause_of(error)}") from None


def replace(path: Path, old: bytes, new: bytes) -> None:
    """Replace `old` in a file by `new`; call it under the lock. The mode and any link stay.

    Raises SaveError. Its message says which of the two the file holds then, always complete.
    """
    target = path.resolve()

    def is_as_read() -> None:
        if target.read_bytes() != old:
            raise SaveError(f"{path} was changed meanwhile, and is left as it is; try again")

    try:
        status = target.stat()
        if not status.st_mode & 0o222:
            raise SaveError(f"{path} is not changed: it is read-only; chmod u+w lets it be changed")
        owner = status.st_uid, status.st_gid
        _put(target, new, status.st_mode & 0o7777, owner, is_as_read)
    except OSError as error:
        raise SaveError(f"{path} is not changed: {cause_of(error)}") from None
    try:
        flush_folder(target.parent)
    except OSError as error:
        message = (
            f"saved to {path}, but a power cut could still lose it; do not run the command again"
        )
        raise SaveError(f"{message} ({cause_of(error)})") from None


def create(path: Path, new: bytes) -> None:
    """Write a file that is not there yet; call it under the lock, and flush the folder after it.

    Raises SaveError or OSError, and then there is no file.
    """

    def is_absent() -> None:
        if os.path.lexists(path):
            raise SaveError(f"{path} is there already and is left as it is")

    _put(path, new, 0o666 & ~_umask(), None, is_absent)


def _put(
    target: Path,
    new: bytes,
    mode: int,
    owner: tuple[int, int] | None,
    check: Callable[[], None],
) -> None:
    """Write a temporary file, `check` once more, and move it to its place."""
    for left in target.parent.glob(f"{_PREFIX}*{_SUFFIX}"):  # of a run that was killed
        with suppress(OSError):
            left.unlink()
    temporary = _written(target.parent, new, mode, owner)
    try:
        check()
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def cause_of(error: OSError) -> str:
    """Return why the system refused, in a few words."""
    return _CAUSES.get(error.errno or 0) or reason_of(error)


def _written(folder: Path, data: bytes, mode: int, owner: tuple[int, int] | None) -> Path:
    """Return a temporary file with the data, flushed to the disk. If it fails none is left."""
    handle, name = tempfile.mkstemp(_SUFFIX, _PREFIX, folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            made = os.fstat(handle)
            if owner and owner != (made.st_uid, made.st_gid) and hasattr(os, "fchown"):
                with suppress(PermissionError):
                    os.fchown(handle, *owner)
            if hasattr(os, "fchmod"):
                os.fchmod(handle, mode)
            file.write(data)
            file.flush()
            os.fsync(handle)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
    return path


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
