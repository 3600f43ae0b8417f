"""The parts of Word files and workbooks, unpacked within bounds."""

import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from stalkplan.errors import SourceError
from stalkplan.imports.readers.bounds import MAX_PARTS, MAX_RATIO, MAX_UNPACKED

DAMAGED = "is damaged; open it in the program that made it, save it again and import that"
"""The message about a broken archive, or a broken part of one."""

_READ = (".xml", ".rels", "mimetype")
"""The names of the parts to read end so. Pictures and the like stay packed."""

_ENCRYPTED = 1
_MEGABYTE = 1024**2

Parts = Mapping[str, bytes]


def unpack(data: bytes) -> Parts:
    """Return the XML parts of a zip archive by name. They are measured before they are unpacked.

    Raises SourceError for an archive that is broken, encrypted, or past the bounds.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if entry.filename.endswith(_READ)]
            _check(entries)
            return {entry.filename: archive.read(entry) for entry in entries}
    except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        raise SourceError(DAMAGED) from None


def pack(parts: Parts) -> bytes:
    """Return an archive of these parts, not compressed: nothing in it can unpack to more."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(ZipInfo(name), data)
    return out.getvalue()


def _check(entries: Sequence[ZipInfo]) -> None:
    """Raise SourceError unless all may be unpacked. zipfile reads no more than they declare."""
    if len(entries) > MAX_PARTS:
        raise SourceError(f"has over {MAX_PARTS:,} parts, the limit")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise SourceError("is protected by a password; save it without one and import that")
    if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise SourceError(DAMAGED)
    size = sum(entry.file_size for entry in entries)
    if size > MAX_UNPACKED:
        limit = f"over the limit of {MAX_UNPACKED // _MEGABYTE} MB"
        raise SourceError(f"unpacks to {size / _MEGABYTE:,.1f} MB, {limit}")
    for entry in entries:
        if entry.file_size > max(_MEGABYTE, MAX_RATIO * entry.compress_size):
            raise SourceError(
                f"has a part that unpacks to over {MAX_RATIO} times its size, the limit; "
                "open it and save it again"
            )
