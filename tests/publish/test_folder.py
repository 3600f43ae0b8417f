"""The folder of what was published: what is in it or in the way, and runs that are cut off."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from published_folder import OF_EACH, ON, SEVERAL, files, write

from conftest import DATA, Result
from stalkplan.errors import OutputError
from stalkplan.publish import folder as site_folder
from stalkplan.publish.folder import MANIFEST, publishing

Run = Callable[..., Result]


@pytest.fixture
def public(tmp_path: Path) -> Path:
    return tmp_path / "public"


def test_no_lock_goes_on_the_site(stalkplan: Run, public: Path) -> None:
    assert stalkplan("publish", public, "--data", DATA, *ON).code == 0
    assert [path.name for path in public.iterdir() if path.name[0] == "."] == []


def test_files_of_others_are_left(public: Path) -> None:
    """Where what is published no longer has a file or a folder, too."""
    for names in (("index.html", "kent/index.html", "essex/index.html"), ("index.html",)):
        with publishing(public) as site:
            for name in names:
                site.add(name, "page")
        (public / "CNAME").write_text("example.org", encoding="utf-8")
        (public / "kent" / "notes.txt").write_text("mine", encoding="utf-8")
    assert set(files(public)) == {"index.html", MANIFEST, "CNAME", "kent/notes.txt"}
    assert not (public / "essex").exists()


def test_a_folder_with_hidden_files_alone_is_new(stalkplan: Run, public: Path) -> None:
    (public / ".git").mkdir(parents=True)
    assert stalkplan("publish", "--no-history", public, "--data", DATA, *ON).code == 0
    assert (public / ".git").is_dir()


def _another_folder(folder: Path) -> None:
    for name in ("index.html", "a.txt", "b.txt", "c.txt", "d.txt"):
        write(folder, name)


def _edited(folder: Path) -> None:
    write(folder, "kent/index.html", "edited")


def _in_the_way(folder: Path) -> None:
    shutil.rmtree(folder / "kent")
    write(folder, "kent")
    kept = [
        line
        for line in (folder / MANIFEST).read_text(encoding="utf-8").splitlines()
        if not line.endswith(tuple(f"  kent/{name}" for name in OF_EACH))
    ]
    (folder / MANIFEST).write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")


def _linked(folder: Path) -> None:
    _in_the_way(folder)
    (folder / "kent").unlink()
    (folder.parent / "elsewhere").mkdir()
    (folder / "kent").symlink_to(folder.parent / "elsewhere")


def _wrong_list(folder: Path) -> None:
    write(folder, MANIFEST, f"{'0' * 64}  ../data/responses.yaml\n")


FOREIGN = {
    # what is made of the folder; whether there is a site; what is said
    "another folder": (
        _another_folder,
        False,
        "a.txt, b.txt, c.txt and 2 more, which stalkplan did not publish; give a new folder",
    ),
    "a page was edited": (_edited, True, "kent/index.html, changed since it was published"),
    "a file in the way": (_in_the_way, True, "kent, which stalkplan did not publish; move it away"),
    "a link in the way": (_linked, True, "kent, which stalkplan did not publish; move it away"),
    "a list that is none": (_wrong_list, True, "is not a list of checksums; give a new folder"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_nothing_of_anybody_elses_is_overwritten(name: str, stalkplan: Run, public: Path) -> None:
    spoil, has_site, told = FOREIGN[name]
    if has_site:
        stalkplan("publish", "--no-history", public, "--data", SEVERAL, *ON)
    spoil(public)
    before = files(public)
    result = stalkplan(
        "publish", "--no-history", public, "--data", SEVERAL, "--as-of", "2025-01-01"
    )
    assert (result.code, result.out) == (2, "")
    assert told in result.err
    assert files(public) == before
    assert not (public.parent / "elsewhere").exists() or not list(
        (public.parent / "elsewhere").iterdir()
    )


def test_a_file_is_no_folder(stalkplan: Run, public: Path) -> None:
    public.write_text("mine", encoding="utf-8")
    result = stalkplan("publish", "--no-history", public, "--data", DATA, *ON)
    assert (result.code, result.err) == (
        2,
        f"stalkplan: cannot publish into {public}: file exists\n",
    )
    assert public.read_text(encoding="utf-8") == "mine"


def test_an_error_on_the_way_leaves_the_old_files(tmp_path: Path) -> None:
    with publishing(tmp_path) as made:
        made.add("a/index.html", "old")
    before = files(tmp_path)
    with pytest.raises(TypeError), publishing(tmp_path) as made:
        made.add("a/index.html", None)  # type: ignore[arg-type]
    assert files(tmp_path) == before
    assert [path.name for path in tmp_path.glob(".stalkplan-*")] == []


def test_a_folder_that_was_made_for_nothing_is_gone(tmp_path: Path) -> None:
    with pytest.raises(TypeError), publishing(tmp_path / "new") as made:
        made.add("index.html", None)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("at", range(6))
def test_a_run_that_is_cut_off_can_be_repeated(
    at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever of its renames is the last, the next run knows every file as its own."""

    def fill(text: str) -> None:
        with publishing(tmp_path) as made:
            for name in ("index.html", "a/index.html", f"{text}/index.html"):
                made.add(name, text)

    fill("old")
    renames = iter(range(100))
    rename = Path.replace

    def cut_off(path: Path, target: Path) -> Path:
        if next(renames) >= at:
            raise OSError(28, "no space left")
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", cut_off)
        if at < 5:
            with pytest.raises(
                OutputError, match="is not published in full: the disk is full; run it again"
            ):
                fill("new")
        else:
            fill("new")
    fill("new")
    assert set(files(tmp_path)) == {"index.html", "a/index.html", "new/index.html", MANIFEST}
    assert {made for name, made in files(tmp_path).items() if name != MANIFEST} == {b"new"}


def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".stalkplan-x.tmp").mkdir()
    with publishing(tmp_path) as made:
        made.add("index.html", "new")
    assert not (tmp_path / ".stalkplan-x.tmp").exists()


def test_the_names_of_the_list_stay_in_the_folder() -> None:
    pattern = site_folder._LINE  # noqa: SLF001  what it lets through is removed when it is not published
    for name in ("../x", "/x", "a/../x", "", ".git/config", "a//b", "a/", "a b"):
        assert not pattern.fullmatch(f"{'0' * 64}  {name}"), name


def test_a_file_that_is_the_same_is_not_written_again(stalkplan: Run, public: Path) -> None:
    """So that what copies a site has little to copy; what was taken away is there again."""
    typed = ("publish", "--no-history", public, "--data", SEVERAL)
    assert stalkplan(*typed, *ON).code == 0
    first = files(public)
    pages = [public / name for name in first if name.endswith(".html")]
    for page in pages:
        os.utime(page, (0, 0))
    (public / "kent" / "index.html").unlink()
    assert stalkplan(*typed, *ON).code == 0
    assert files(public) == first
    assert [p for p in pages if p.stat().st_mtime] == [public / "kent" / "index.html"]
    assert stalkplan(*typed, "--as-of", "2026-11-24").code == 0
    assert all(page.stat().st_mtime for page in pages)
