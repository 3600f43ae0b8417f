"""A file that is replaced: through one beside it, never elsewhere, and what is said if not."""

import os
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from stalkplan.errors import SaveError
from stalkplan.record import saving


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file; there is no folder for temporary ones but its own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"old")
    return path


def test_the_new_text_is_written_in_the_same_folder(file: Path) -> None:
    saving.replace(file, b"old", b"new")
    saving.create(file.with_name("other.yaml"), b"more")
    held = {path.name: path.read_bytes() for path in file.parent.iterdir()}
    assert held == {"plan.yaml": b"new", "other.yaml": b"more"}


def test_what_is_written_has_a_name_by_which_it_is_cleaned(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []

    def flush(handle: int) -> None:
        del handle
        names.extend(path.name for path in file.parent.iterdir() if path != file)

    monkeypatch.setattr(os, "fsync", flush)
    saving.replace(file, b"old", b"new")
    (name,) = names
    assert name.startswith(".stalkplan-")
    assert name.endswith(".tmp")


def test_a_file_stays_with_its_owner(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here a new file belongs to somebody else, as it does for a colleague."""
    owner = file.stat().st_uid, file.stat().st_gid
    given: list[tuple[int, int]] = []
    with monkeypatch.context() as patch:
        patch.setattr(os, "fstat", lambda _: SimpleNamespace(st_uid=-2, st_gid=-2))
        patch.setattr(os, "fchown", lambda _, *to: given.append(to))
        saving.replace(file, b"old", b"new")
        saving.create(file.with_name("other.yaml"), b"more")
    assert given == [owner]


@pytest.mark.parametrize("mode", [0o400, 0o444, 0o555])
def test_a_file_that_is_read_only_is_left(mode: int, file: Path) -> None:
    file.chmod(mode)
    with pytest.raises(SaveError) as error:
        saving.replace(file, b"old", b"new")
    assert str(error.value) == (
        f"{file} is not changed: it is read-only; chmod u+w lets it be changed"
    )
    assert (file.read_bytes(), [*file.parent.iterdir()]) == (b"old", [file])


def test_what_cannot_be_read_is_not_said_to_be_as_it_was(file: Path) -> None:
    assert (saving.is_changed(file, b"old"), saving.is_changed(file, b"new")) == (False, True)
    gone = file.with_name("gone.yaml")
    with pytest.raises(SaveError) as error:
        saving.is_changed(gone, b"old")
    assert str(error.value) == f"{gone} is not changed: no such file or directory"


def test_a_folder_is_made_once(tmp_path: Path) -> None:
    for _ in range(2):
        saving.make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
