"""Files of evidence: those of public records go with the page, and nothing else of the folder."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from published_folder import files, write
from small_plan import PLAN, PUBLICATION

from conftest import Result
from stalkplan.publish.evidence import MAX_BYTES, in_words
from stalkplan.publish.folder import MANIFEST

Run = Callable[..., Result]
ON = ("--as-of", "2026-11-23")


class Folder:
    """A repository with a plan, whose evidence a test names."""

    def __init__(self, top: Path, stalkplan: Run) -> None:
        self.top = top
        self.site = top / "site"
        self._stalkplan = stalkplan
        write(top, "data/recommendations.yaml", f"{PUBLICATION}    requirements: [{{ref: 12.2}}]\n")

    def publish(self, *evidence: str, more: str = "") -> Result:
        """Publish the plan with the evidence in its newest update."""
        listed = "".join(f"              - {path}\n" for path in evidence)
        update = f"          - date: 2026-01-02\n            evidence:\n{listed}"
        write(self.top, "data/responses.yaml", f"{PLAN}{update}{more}")
        return self._stalkplan("publish", self.site, "--data", self.top / "data", *ON)

    @property
    def page(self) -> str:
        """The page."""
        return (self.site / "index.html").read_text(encoding="utf-8")

    @property
    def carried(self) -> dict[str, bytes]:
        """What went with the page, by its name."""
        return {n: held for n, held in files(self.site).items() if n.startswith("evidence/")}


@pytest.fixture
def folder(tmp_path: Path, stalkplan: Run) -> Folder:
    return Folder(tmp_path, stalkplan)


NAMES = {
    # the path in the plan: the name in the published folder
    "minutes.txt": "evidence/minutes.txt",
    "minutes/2025/board.pdf": "evidence/minutes/2025/board.pdf",
    "./minutes/../minutes.TXT": "evidence/minutes.TXT",
    "Cofnod ŵy 1.docx": "evidence/Cofnod-wy-1-9eace412.docx",
    "con/aux.txt": "evidence/file-con/file-aux-9eace412.txt",
    "données/日本.png": "evidence/donnees/file-9eace412.png",
    "-rf.csv": "evidence/rf-9eace412.csv",
}


@pytest.mark.parametrize("path", NAMES)
def test_a_file_goes_with_the_page_as_it_is(path: str, folder: Folder) -> None:
    write(folder.top, "minutes/there.txt", "another")
    write(folder.top, path, "agreed")
    result = folder.publish(path, "https://example.org/", path)
    assert (result.code, result.err) == (0, "")
    told = f"published {folder.site}: 1 page, 7 files of data and 1 file of evidence (6 bytes)"
    assert result.out.replace("\n  ", ": ").startswith(told)
    assert folder.carried == {NAMES[path]: b"agreed"}
    assert f'<a href="{NAMES[path]}">{path}</a> (6 bytes)' in folder.page
    checked = ["sha256sum", "--check", "--strict", "--quiet", MANIFEST]
    assert subprocess.run(checked, cwd=folder.site, check=False).returncode == 0
    assert folder.publish("https://example.org/").out.count("evidence") == 0
    assert folder.carried == {}


STAYS = {
    # the path in the plan: what is said of it
    ".env.txt": "it is hidden",
    ".git/notes.txt": "it is hidden",
    "minutes": "a site hands on no file without an ending, only .txt",
    "page.html": "a site hands on no '.html', only .txt .md .csv .pdf",
    "drawing.SVG": "a site hands on no '.svg', only",
    "data/recommendations.yaml": "a site hands on no '.yaml', only",
    "a link to the plan.txt": "a site hands on no '.yaml', only",
    "a link to what is hidden.txt": "it is hidden",
    "marked.txt": "it bears a marking",
    "secret.md": "it bears a marking",
    "large.pdf": f"{in_words(MAX_BYTES + 1)} is over {in_words(MAX_BYTES)}",
    "also marked.txt": "a marked record names it too",
    "a link to the marked.txt": "a marked record names it too",
}
LINKS = {
    "a link to the plan.txt": "data/responses.yaml",
    "a link to what is hidden.txt": ".env.txt",
    "a link to the marked.txt": "also marked.txt",
}
HEADS = {"marked.txt": "OFFICIAL-SENSITIVE\n\nAgreed.", "secret.md": "# SECRET\n"}
MARKED = """\
          - date: 2026-02-02
            marking: official-sensitive
            evidence: [also marked.txt]
"""


@pytest.mark.parametrize("path", STAYS)
def test_a_file_that_stays_is_named_with_its_reason(path: str, folder: Folder) -> None:
    for name in (".env.txt", "also marked.txt", ".git/notes.txt"):
        write(folder.top, name, "kept")
    if path in LINKS:
        (folder.top / path).symlink_to(folder.top / LINKS[path])
    elif not (folder.top / path).exists():
        write(folder.top, path, HEADS.get(path, "kept"))
    if path == "large.pdf":
        with (folder.top / path).open("r+b") as file:
            file.truncate(MAX_BYTES + 1)
    result = folder.publish(path, more=MARKED)
    assert result.code == 0
    assert f'the evidence "{path}" stays here: {STAYS[path]}' in result.err
    assert folder.carried == {}
    assert 'href="evidence' not in folder.page


@pytest.mark.parametrize("path", ["../outside.txt", "/etc/hostname", "out.txt", "loop.txt", "gone"])
def test_nothing_from_outside_goes(path: str, folder: Folder) -> None:
    write(folder.top.parent, "outside.txt", "private")
    (folder.top / "out.txt").symlink_to(folder.top.parent / "outside.txt")
    (folder.top / "loop.txt").symlink_to("loop.txt")
    assert folder.publish(path).code == 0
    assert folder.carried == {}
    assert 'href="evidence' not in folder.page


def test_names_that_differ_in_case_alone_are_two_files(folder: Folder) -> None:
    """On a site and on Windows they would be one."""
    write(folder.top, "a.txt", "small")
    write(folder.top, "A.txt", "large")
    folder.publish("a.txt", "A.txt")
    assert sorted(folder.carried.values()) == [b"large", b"small"]
    assert len({name.casefold() for name in folder.carried}) == 2


SIZES = {0: "0 bytes", 999: "999 bytes", 1000: "1 KB", 1001: "2 KB", 999_000: "999 KB"}
SIZES |= {999_001: "1.0 MB", 33_554_432: "33.6 MB"}


@pytest.mark.parametrize("size", SIZES)
def test_a_size_in_words(size: int) -> None:
    assert in_words(size) == SIZES[size]
