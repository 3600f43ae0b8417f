"""What is said to be saved survives a power cut: by the system's log, and on a real disk."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from mounting import has_loops, mounted, system
from terminal_in_memory import BIN
from tracing import (
    COMMANDS,
    CWD,
    ENVIRONMENT,
    EVERYTHING,
    arguments_of,
    begun,
    forked,
    not_flushed,
    placed,
    repeated,
    typed,
)

pytestmark = pytest.mark.system

PLAN = "data/responses.yaml"


@pytest.mark.parametrize("command", COMMANDS)
def test_saved_comes_after_all_is_flushed(command: str, tmp_path: Path) -> None:
    """The file before it is renamed, its folder after that, and then the word."""
    run = typed(command, tmp_path / "typed")
    assert run.code == 0, run.err
    assert run.touching[-1].says_saved
    assert not_flushed(run.touching) == []


@pytest.mark.parametrize("command", ["update", "add", "respond"])
def test_the_order_of_a_save(command: str, tmp_path: Path) -> None:
    run = typed(command, tmp_path / "typed")
    steps = [call for call in run.touching if call.name in ("fsync", "rename") or call.says_saved]
    told = [call.told(run.root) for call in steps]
    temporary = "~/data/.stalkplan-*.tmp"
    expected = [f"fsync {temporary}", f"rename {temporary} ~/{PLAN}", "fsync ~/data", "write"]
    assert told == expected
    for missing in (0, 2):
        assert not_flushed(steps[:missing] + steps[missing + 1 :]), "the check can fail"


@pytest.mark.parametrize("fault", ["signal=KILL", "error=EIO"])
def test_an_init_that_is_repeated_flushes_what_the_first_did_not(
    fault: str, tmp_path: Path
) -> None:
    """The second run says "saved" of all that is there, whoever wrote it."""
    [clean] = forked("init", [["-e", EVERYTHING]], tmp_path / "clean")
    flushes = [call for call in clean.calls if call.name == "fsync"]
    options = [
        ["-e", EVERYTHING, "-e", f"inject=fsync:{fault}:when={call.ordinal}"] for call in flushes
    ]
    hit = forked("init", options, tmp_path / "hit")
    found = []
    for call, first, second in zip(flushes, hit, repeated(hit, ["-e", EVERYTHING]), strict=True):
        assert first.code != 0
        assert second.code == 0, second.err
        assert second.touching[-1].says_saved
        place = f"after {call.told(clean.root)}, call {call.ordinal}"
        left = not_flushed([*first.touching, *second.touching])
        found += [f"{place}: {what.replace(str(first.root), '~')}" for what in left]
    assert not found, "\n".join(["", *found])


def _plain(file: Path, new: str) -> None:
    """Write as most programs do."""
    with file.open("w", encoding="utf-8") as opened:
        opened.write(new)


def _replaced(file: Path, new: str) -> None:
    """Replace the file, and leave the rest to the system."""
    temporary = file.with_suffix(".new")
    _plain(temporary, new)
    temporary.replace(file)


def _replaced_without_the_folder(file: Path, new: str) -> None:
    """Replace the file by one that is on the disk; its name is not."""
    temporary = file.with_suffix(".new")
    with temporary.open("w", encoding="utf-8") as opened:
        opened.write(new)
        opened.flush()
        os.fsync(opened.fileno())
    temporary.replace(file)


def _after_power_cut(tmp_path: Path, write: Callable[[Path], None], command: str) -> Path:
    """Return a copy of what is on the disk when `write` has returned, given a folder there.

    The system is not given the time to write by itself what nobody told it to flush.
    """
    image, cut, kept = tmp_path / "image", tmp_path / "cut", tmp_path / "kept"
    with image.open("wb") as file:
        file.truncate(16 * 1024 * 1024)
    system("mkfs.ext4", "-q", "-F", image)
    with mounted("ext4", image, tmp_path / "disk", "loop,commit=300") as disk:
        placed(disk / "root", command)
        system("sync", "-f", disk)
        write(disk / "root")
        shutil.copyfile(image, cut)
    with mounted("ext4", cut, tmp_path / "again", "loop") as disk:
        shutil.copytree(disk / "root", kept)
    return kept


def _run(root: Path, command: str) -> None:
    """Run the command, and no longer than until it says that it has saved."""
    arguments = arguments_of(root, command)
    with subprocess.Popen(
        [str(BIN / "stalkplan"), *arguments],
        stdout=subprocess.PIPE,
        cwd=CWD,
        env=ENVIRONMENT,
        encoding="utf-8",
    ) as child:
        assert child.stdout
        assert any(line.startswith("saved ") for line in child.stdout)
        child.kill()


if has_loops():

    @pytest.mark.parametrize("command", COMMANDS)
    def test_what_is_saved_survives_a_power_cut(command: str, tmp_path: Path) -> None:
        [clean] = forked(command, [["-e", EVERYTHING]], tmp_path / "clean")
        kept = _after_power_cut(tmp_path, lambda root: _run(root, command), command)
        files = (path.relative_to(clean.root) for path in clean.root.rglob("*") if path.is_file())
        names = [name for name in files if name.parts[0] != ".git"]
        assert Path(PLAN) in names
        assert {name: (kept / name).read_bytes() for name in names} == {
            name: (clean.root / name).read_bytes() for name in names
        }

    @pytest.mark.parametrize("writer", [_plain, _replaced, _replaced_without_the_folder])
    def test_what_is_not_flushed_does_not(
        writer: Callable[[Path, str], None], tmp_path: Path
    ) -> None:
        """The test above can fail: this is a power cut."""
        new = f"{begun('update')['responses.yaml']}# something new\n"
        kept = _after_power_cut(tmp_path, lambda root: writer(root / PLAN, new), "update")
        assert "something new" not in (kept / PLAN).read_text(encoding="utf-8")
