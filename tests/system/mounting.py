"""Disks of one's own, where this machine lets one have them."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATH = "/usr/sbin:/sbin:/usr/bin:/bin"
_MAY_MOUNT = 1 << 21
"""CAP_SYS_ADMIN among the bits that the kernel shows of a process."""


def can_mount() -> bool:
    """Whether this user may mount."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return False
    bits = next((line for line in status.splitlines() if line.startswith("CapEff:")), "CapEff: 0")
    return os.geteuid() == 0 and bool(int(bits.split()[1], 16) & _MAY_MOUNT)


def has_loops() -> bool:
    """Whether a file can be mounted as a disk of ext4."""
    if not can_mount() or not shutil.which("mkfs.ext4", path=_PATH):
        return False
    losetup = shutil.which("losetup", path=_PATH)
    if not losetup:
        return False
    free = subprocess.run([losetup, "--find"], capture_output=True, text=True, check=False)
    return free.returncode == 0 and Path(free.stdout.strip()).is_block_device()


def system(*command: str | Path) -> None:
    """Run a program of the system; what it says is shown if it fails."""
    result = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"PATH": _PATH}
    )
    assert result.returncode == 0, result.stderr


@contextmanager
def mounted(kind: str, source: str | Path, target: Path, options: str) -> Iterator[Path]:
    """Have a disk in the folder `target`, which is made, until the end of the block."""
    target.mkdir()
    system("mount", "-t", kind, "-o", options, source, target)
    try:
        yield target
    finally:
        system("umount", target)
