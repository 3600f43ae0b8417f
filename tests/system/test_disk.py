"""What is said when the disk or the system will not take the file, and what stands then."""

import re
import subprocess
from pathlib import Path

import pytest
from mounting import can_mount, mounted, system
from terminal_in_memory import BIN
from tracing import COMMANDS, CWD, ENVIRONMENT, EVERYTHING, LEFT, begun, forked, placed

from conftest import Result

pytestmark = pytest.mark.system

LOCK = "~/data/.stalkplan.lock"
TEMPORARY = "~/data/.stalkplan-*.tmp"
REFUSALS = [
    (f"openat {LOCK}", "EROFS", "the disk is read-only"),
    (f"openat {LOCK}", "EACCES", "this user may not write in its folder"),
    (f"openat {LOCK}", "ENOSPC", "the disk is full"),
    (f"flock {LOCK}", "ENOLCK", "no locks available"),
    (f"openat {TEMPORARY}", "EROFS", "the disk is read-only"),
    (f"openat {TEMPORARY}", "EACCES", "this user may not write in its folder"),
    (f"write {TEMPORARY}", "ENOSPC", "the disk is full"),
    (f"write {TEMPORARY}", "EDQUOT", "the disk is full for this user"),
    (f"fsync {TEMPORARY}", "ENOSPC", "the disk is full"),
    (f"close {TEMPORARY}", "EDQUOT", "the disk is full for this user"),
    (f"rename {TEMPORARY} ~/data/responses.yaml", "EPERM", "this user may not write in its folder"),
    (f"rename {TEMPORARY} ~/data/responses.yaml", "EIO", "input/output error"),
]


def _refused(err: str) -> list[str]:
    return [line for line in err.splitlines() if line.startswith("stalkplan: ")]


def _texts(data: Path) -> dict[str, str]:
    return {
        str(path.relative_to(data)): path.read_text(encoding="utf-8")
        for path in data.rglob("*")
        if path.is_file() and not path.match(".stalkplan*")
    }


def test_every_refusal_has_its_words(tmp_path: Path) -> None:
    """Of each the cause, in words that say what to do about it; the file is the old one."""
    [clean] = forked("update", [["-e", EVERYTHING]], tmp_path / "clean")
    calls = {call.told(clean.root): call for call in reversed(clean.touching)}
    hit = [(calls[told], error) for told, error, _ in REFUSALS]
    options = [
        ["-e", f"inject={call.name}:error={error}:when={call.ordinal}"] for call, error in hit
    ]
    runs = forked("update", options, tmp_path / "hit")
    for (told, error, cause), run in zip(REFUSALS, runs, strict=True):
        said = f"stalkplan: {run.data / 'responses.yaml'} is not changed: {cause}"
        assert (run.code, _refused(run.err)) == (2, [said]), (told, error)
        assert _texts(run.data) == begun("update"), (told, error)
        assert [path.name for path in run.data.glob("*.tmp")] in ([], [LEFT]), (told, error)


def _typed(arguments: list[str]) -> Result:
    result = subprocess.run(
        [str(BIN / "stalkplan"), *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=CWD,
        env=ENVIRONMENT,
    )
    return Result(result.returncode, result.stdout, result.stderr)


def _fill(disk: Path) -> Path:
    """Leave no room on a disk; return the file that takes it."""
    filling = disk / "filling"
    with pytest.raises(OSError, match="No space left"):
        filling.write_bytes(b"x" * 1024 * 1024)
    return filling


if can_mount():

    @pytest.mark.parametrize("command", ["update", "add", "respond", "init again"])
    def test_a_full_disk(command: str, tmp_path: Path) -> None:
        """The old file is there in full; when there is room again, the same is saved."""
        with mounted("tmpfs", "tmpfs", tmp_path / "disk", "size=256k") as disk:
            arguments = placed(disk / "root", command)
            (disk / "root" / "data" / LEFT).unlink()  # it would make room
            filling = _fill(disk)
            result = _typed(arguments)
            assert result.code == 2
            assert "saved" not in result.out
            [line] = _refused(result.err)
            assert re.search(
                r"(responses\.yaml is not changed|data was written only in part): the disk is full",
                line,
            )
            assert _texts(disk / "root" / "data") == begun(command)
            assert [*(disk / "root" / "data").glob(".stalkplan-*")] == []
            filling.unlink()
            assert _typed(arguments).code == 0

    def test_init_on_a_disk_that_fills_up(tmp_path: Path) -> None:
        """No file is half there, and the same again, with more room, writes the rest."""
        with mounted("tmpfs", "tmpfs", tmp_path / "disk", "size=40k") as disk:
            arguments = [*COMMANDS["init"], str(disk / "data")]
            result = _typed(arguments)
            assert (result.code, "saved" in result.out) == (2, False)
            assert _refused(result.err)[0].endswith(
                "was written only in part: the disk is full; run init again"
            )
            part = _texts(disk / "data")
            assert part
            assert [*disk.rglob("*.tmp")] == []
            system("mount", "-o", "remount,size=1m", disk)
            assert _typed(arguments).code == 0
            assert _texts(disk / "data").items() > part.items()

    @pytest.mark.parametrize("command", COMMANDS)
    def test_a_disk_that_is_read_only(command: str, tmp_path: Path) -> None:
        """Nothing can be written, and nothing is said to be."""
        with mounted("tmpfs", "tmpfs", tmp_path / "disk", "size=1m") as disk:
            arguments = placed(disk / "root", command)
            system("mount", "-o", "remount,ro", disk)
            result = _typed(arguments)
            assert (result.code, "saved" in result.out) == (2, False)
            [line] = _refused(result.err)
            assert re.search(r" is not (?:changed|made): the disk is read-only$", line)
