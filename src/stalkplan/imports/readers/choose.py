"""Picks the reader of a source by its contents, and says what to do with one that has none."""

import re
from collections.abc import Callable

from stalkplan.errors import SourceError, module_of
from stalkplan.imports.readers.archive import unpack
from stalkplan.imports.readers.bounds import check_size
from stalkplan.imports.readers.delimited import is_table
from stalkplan.imports.readers.document import Document
from stalkplan.imports.readers.texts import decode

_COPY = "open it, copy the table into a spreadsheet or a Word file, save that and import it"
_PICTURE = f"is a picture; {_COPY}"
_PACKED = "is compressed; unpack it and import what is in it"
_NOT_READ = (
    (b"{\\rtf", "is a rich text file; save it as a Word document (.docx) and import that"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"\x1f\x8b", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (b"Rar!", _PACKED),
)
"""The first bytes of files that are not read, and what to do instead."""

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_KINDS = {
    "EncryptedPackage": "is protected by a password; save it without one and import that",
    "WordDocument": "is an old Word file; save it as a Word document (.docx) and import that",
    "Workbook": "is an old workbook; save it as an Excel workbook (.xlsx) and import that",
    "": "is a file of an old office program; save it as .docx or .xlsx and import that",
}
"""Names in files from before 2007. An old workbook does not say which of its cells are hidden."""

_PACKED_KINDS = (
    ("word/document.xml", "word"),
    ("xl/workbook.xml", "spreadsheet"),
    ("content.xml", "opendocument"),
    ("ppt/presentation.xml", f"is a presentation; {_COPY}"),
    ("", "is an archive, not a document; unpack it and import what is in it"),
)
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,1000}-->\s*)?"
    r"<(?:!doctype html|html|head|meta|body|div|main|section|article|h[1-6]|p|ul|ol|dl|span)\b",
    re.IGNORECASE,
)
_TABLE = re.compile(r"<(?:table|tr|td)\b[^<>]{0,500}>", re.IGNORECASE)
_PAGES = (".html", ".htm", ".xhtml")
_DELIMITED = (".csv", ".tsv", ".tab")


def read_plan(data: bytes, name: str) -> Document:
    """Return a published plan from the bytes of a file. Nothing is fetched from anywhere.

    The name of the file decides only between kinds of text.

    Raises SourceError for a file that cannot be imported, or is past the bounds. Its text begins
    with the name, and says what to do instead.
    """
    try:
        check_size(len(data))
        document = _reader(_kind(data, name.lower()))(data)
    except SourceError as error:
        raise SourceError(f"{name}: {error}") from None
    if not document.blocks:
        raise SourceError(f"{name}: has no text in it")
    return document


def read_sheets(data: bytes, name: str) -> Document:
    """Return the tables of a workbook, or of separated values, from the bytes of a file.

    Raises SourceError as `read_plan` does, and for a file that has no sheets.
    """
    try:
        check_size(len(data))
        kind = _kind(data, name.lower())
        document = _reader(kind)(data) if kind in ("spreadsheet", "delimited") else None
    except SourceError as error:
        raise SourceError(f"{name}: {error}") from None
    if kind == "spreadsheet" and (found := module_of(_module(kind)).not_of_one_row(data)):
        raise SourceError(f"{name}: {found}")
    if document is None:
        wanted = "give the .xlsx or .csv that stalkplan ask wrote"
        raise SourceError(f"{name}: is not a sheet; {wanted}")
    return document


def _kind(data: bytes, name: str) -> str:
    """Return the name of the reader for a source. Raises SourceError if it has none."""
    if not data.strip():
        raise SourceError("is empty")
    if b"%PDF-" in data[:1024]:
        raise SourceError(f"is a PDF, and no table comes out of it complete; {_COPY}")
    for begins, instead in _NOT_READ:
        if data.startswith(begins):
            raise SourceError(instead)
    if data.startswith(_OLD):
        names = (kind for kind in _OLD_KINDS if kind.encode("utf-16-le") in data)
        raise SourceError(_OLD_KINDS[next(names)])
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed_kind(data)
    return _text_kind(decode(data)[0], name)


def _packed_kind(data: bytes) -> str:
    parts = unpack(data)
    kind = next(kind for part, kind in _PACKED_KINDS if part in parts or not part)
    if kind == "opendocument":
        if parts.get("mimetype", b"").startswith(_SPREADSHEET):
            return "spreadsheet"
        raise SourceError("is an OpenDocument file; save it as .docx or .xlsx and import that")
    if kind not in ("word", "spreadsheet"):
        raise SourceError(kind)
    return kind


def _text_kind(text: str, name: str) -> str:
    start = text[:2000].lower()
    if "mime-version:" in start and "multipart/related" in start:
        raise SourceError('is a web archive; save the page as "web page, HTML only"')
    if _PAGE.match(text) or _TABLE.search(text) or ("<" in text and name.endswith(_PAGES)):
        return "html"
    if start.lstrip().startswith("<?xml"):
        raise SourceError(f"is XML, but not a page; {_COPY}")
    return "delimited" if name.endswith(_DELIMITED) or is_table(text, "\t") else "plain_text"


def _module(kind: str) -> str:
    return f"stalkplan.imports.readers.{kind}"


def _reader(kind: str) -> Callable[[bytes], Document]:
    """Return the reader of a kind. Raises MissingExtraError if its library is not installed."""
    module = module_of(_module(kind))
    read: Callable[[bytes], Document] = module.read
    return read
