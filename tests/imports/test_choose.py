"""Which reader a source of `import` gets, what is said of what has none, and the bounds."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan_layouts import LAYOUTS, sources
from source_blocks import shown
from written_sources import pack, word_of

from stalkplan.errors import MissingExtraError, SourceError
from stalkplan.imports.readers.choose import read_plan
from stalkplan.record.files import read_source

CHOSEN: Mapping[str, tuple[str, bytes, list[object]]] = {
    # what is shown: the name, the bytes, the blocks
    "a page by its content": ("plan.txt", b"<!DOCTYPE html><p>a", ["a"]),
    "a page that calls itself a workbook": ("plan.xls", b"<table><td>a", [[["a"]]]),
    "a piece of a page": ("plan", b"See\n<tr><td>a<td>b</table>", ["See", "a", "b"]),
    "a page of an XML kind": ("plan", b"<?xml version='1.0'?><html><p>a</p></html>", ["a"]),
    "a page by its name": ("plan.HTM", b"x<b>a</b>", ["xa"]),
    "text that calls itself a page": ("plan.html", b"a | b |\nc | d |", [[["a", "b"], ["c", "d"]]]),
    "separated by commas": ("PLAN.CSV", b"a,b\n", [[["a", "b"]]]),
    "text with commas": ("plan.txt", b"a,b\n", ["a,b"]),
    "saved by Excel as text": ("plan.txt", b'a\t"b\nc"\nd\te\n', [[["a", "b\nc"], ["d", "e"]]]),
    "a Word file under another name": ("plan.csv", sources("whole")["docx"], []),
    "a workbook under another name": ("plan.docx", sources("whole")["xlsx"], []),
}


@pytest.mark.parametrize("name", CHOSEN)
def test_the_content_chooses_the_reader(name: str) -> None:
    file, data, blocks = CHOSEN[name]
    document = read_plan(data, file)
    assert shown(document) == blocks or (not blocks and document.blocks)


COPY = "open it, copy the table into a spreadsheet or a Word file, save that and import it"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def _old(part: str) -> bytes:
    return OLD + part.encode("utf-16-le") + bytes(500)


REFUSED: Mapping[str, tuple[bytes, str]] = {
    # the bytes, what is said
    "nothing": (b"", "is empty"),
    "blanks": (b" \r\n\t ", "is empty"),
    "a mark alone": (b"\xef\xbb\xbf", "has no text in it"),
    "bars alone": (b"| |\n| |", "has no text in it"),
    "an empty page": (b"<html><script>a</script></html>", "has no text in it"),
    "an empty Word file": (word_of("<w:p/>"), "has no text in it"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3", f"is a PDF, and no table comes out of it complete; {COPY}"),
    "PDF after other bytes": (
        b"\r\n\r\n%PDF-1.4",
        f"is a PDF, and no table comes out of it complete; {COPY}",
    ),
    "old Word": (
        _old("WordDocument"),
        "is an old Word file; save it as a Word document (.docx) and import that",
    ),
    "old Excel": (
        _old("Workbook"),
        "is an old workbook; save it as an Excel workbook (.xlsx) and import that",
    ),
    "encrypted": (
        _old("EncryptedPackage"),
        "is protected by a password; save it without one and import that",
    ),
    "old": (OLD, "is a file of an old office program; save it as .docx or .xlsx and import that"),
    "rich text": (
        b"{\\rtf1 a}",
        "is a rich text file; save it as a Word document (.docx) and import that",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n", f"is a picture; {COPY}"),
    "gzip": (b"\x1f\x8b\x08", "is compressed; unpack it and import what is in it"),
    "an archive": (
        pack({"plan.csv": b"a,b"}),
        "is an archive, not a document; unpack it and import what is in it",
    ),
    "a presentation": (pack({"ppt/presentation.xml": b"<a/>"}), f"is a presentation; {COPY}"),
    "OpenDocument text": (
        pack({"content.xml": b"<a/>", "mimetype": b"application/vnd.oasis.opendocument.text"}),
        "is an OpenDocument file; save it as .docx or .xlsx and import that",
    ),
    "a web archive": (
        b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n<table>",
        'is a web archive; save the page as "web page, HTML only"',
    ),
    "XML": (b"<?xml version='1.0'?><plan/>", f"is XML, but not a page; {COPY}"),
    "junk": (bytes(range(256)) * 4, "is not text, nor a format that can be imported"),
    "NULs": (b"a\0b\0", "is not text, nor a format that can be imported"),
    "NULs in a page": (b"<p>a\0b", "is not text, nor a format that can be imported"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_imported_is_answered_with_what_to_do(name: str) -> None:
    data, told = REFUSED[name]
    with pytest.raises(SourceError) as error:
        read_plan(data, "plan.txt")
    assert str(error.value) == f"plan.txt: {told}"


def _is_answer(data: bytes, name: str) -> bool:
    """Whether a source gives blocks, or one line that begins with its name; no more is caught."""
    try:
        return bool(read_plan(data, name).blocks)
    except SourceError as error:
        return str(error).startswith(f"{name}: ") and "\n" not in str(error)


@given(st.binary(max_size=200), st.sampled_from(["html", "csv", "txt", "docx"]))
def test_any_bytes_give_a_document_or_one_message(data: bytes, suffix: str) -> None:
    assert _is_answer(data, f"plan.{suffix}")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_source_cut_off_anywhere_gives_a_document_or_one_message(layout: str) -> None:
    for suffix, data in sources(layout).items():
        for end in range(0, len(data), max(1, len(data) // 20)):
            assert _is_answer(data[:end], f"plan.{suffix}")


@pytest.mark.parametrize(
    ("kind", "library", "told"),
    [
        ("html", "lxml", "reading a web page needs one more package, lxml, which"),
        (
            "xlsx",
            "python_calamine",
            "reading a spreadsheet needs one more package, python-calamine",
        ),
    ],
)
def test_without_the_extra_the_message_says_what_to_install(
    kind: str, library: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("html", "spreadsheet", "hidden"):
        monkeypatch.delitem(sys.modules, f"stalkplan.imports.readers.{module}", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=told) as error:
        read_plan(sources("whole")[kind], "plan")
    assert error.value.lines[0].startswith("here: ")


def test_text_needs_no_extra() -> None:
    """Nor do Word files: a new user may try the command at once."""
    code = (
        "import sys; sys.modules.update(lxml=None, python_calamine=None);"
        "from stalkplan.imports.readers.choose import read_plan; from pathlib import Path;"
        "read_plan(b'a | b |', 'plan.txt'); read_plan(b'a,b', 'plan.csv')"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


FILES: Mapping[str, tuple[Callable[[Path], object], str]] = {
    # what stands there: what is said of it
    "a folder": (Path.mkdir, "is a folder, not a file"),
    "nothing": (lambda _: None, "cannot be read: no such file or directory"),
    "a link in a circle": (
        lambda path: path.symlink_to(path),
        "cannot be read: too many levels of symbolic links",
    ),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "is a device or pipe, not a file"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_file_is_told(name: str, tmp_path: Path) -> None:
    make, told = FILES[name]
    make(tmp_path / "plan")
    with pytest.raises(SourceError) as error:
        read_source(tmp_path / "plan", 10)
    assert str(error.value) == f"{tmp_path / 'plan'}: {told}"


def test_of_a_file_no_more_is_read_than_shows_that_it_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "plan").write_bytes(bytes(100))
    assert read_source(tmp_path / "plan", 10) == bytes(11)
    assert read_source(tmp_path / "plan", 100) == bytes(100)


def test_a_nul_in_a_name_is_told() -> None:
    with pytest.raises(SourceError, match="is not a file name"):
        read_source(Path("a\0b"), 10)
