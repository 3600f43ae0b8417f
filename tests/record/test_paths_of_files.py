"""What a data folder is called in a workspace of a CI, and which files are evidence or a source."""

import os
from pathlib import Path

import pytest

from stalkplan.errors import SourceError
from stalkplan.record.files import is_file_of, path_of_data, read_source

WORKSPACES = {
    # the workspace: what `w/inner/data` is called where git begins in `w/inner`
    None: "data",
    "w": "inner/data",
    "w/inner": "data",
    "w/inner/data": "",
    "elsewhere": "data",
}


@pytest.mark.parametrize("workspace", WORKSPACES)
def test_what_a_folder_is_called_in_a_workspace(workspace: str | None, tmp_path: Path) -> None:
    folder = tmp_path / "w" / "inner" / "data"
    folder.mkdir(parents=True)
    (tmp_path / "w" / "inner" / ".git").mkdir()
    top = tmp_path.resolve()
    assert (
        path_of_data(folder, None if workspace is None else top / workspace)
        == WORKSPACES[workspace]
    )


def test_what_a_folder_is_called_without_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "w" / "data"
    folder.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert path_of_data(folder) == "w/data"
    monkeypatch.chdir(folder)
    assert path_of_data(folder) == "data"
    assert path_of_data(folder, tmp_path.resolve()) == "w/data"


def test_what_can_be_a_source(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"12345")
    assert [read_source(file, limit) for limit in (3, 4, 5)] == [b"1234", b"12345", b"12345"]
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, said in (
        (tmp_path, f"{tmp_path}: is a folder, not a file"),
        (pipe, f"{pipe}: is a device or pipe, not a file"),
        (tmp_path / "b.pdf", f"{tmp_path / 'b.pdf'}: cannot be read: no such file or directory"),
        (Path("a\0b"), "'a\\x00b': is not a file name"),
    ):
        with pytest.raises(SourceError) as error:
            read_source(path, 9)
        assert str(error.value) == said


EVIDENCE = {
    # a path: whether it names a file inside the folder
    "a.pdf": True,
    "inner/../a.pdf": True,
    "inner": False,
    "no.pdf": False,
    "../out.pdf": False,
    "link.pdf": False,
    "https://a.pdf": False,
    "a\0.pdf": False,
}


@pytest.mark.parametrize("path", EVIDENCE)
def test_a_file_of_a_folder_is_inside_it(path: str, tmp_path: Path) -> None:
    top = tmp_path / "top"
    (top / "inner").mkdir(parents=True)
    for file in (top / "a.pdf", tmp_path / "out.pdf"):
        file.touch()
    (top / "link.pdf").symlink_to(tmp_path / "out.pdf")
    assert is_file_of(top, path) == EVIDENCE[path]
