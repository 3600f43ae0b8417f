"""A terminal in memory: what a person sees after typing a command, as text with colours."""

import os
import sys
from pathlib import Path

import pexpect
import pyte

BIN = Path(sys.executable).parent


def environment(**extra: str) -> dict[str, str]:
    """Return what a person's shell would set, and nothing of this machine's."""
    return {
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "HOME": os.environ.get("HOME", "/"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        **extra,
    }


def typed(command: str, folder: Path, *, rows: int = 40, columns: int = 80, **env: str) -> bytes:
    """Return every byte that a command, typed in bash, writes to its terminal."""
    shell = ["-c", command]
    child = pexpect.spawn(
        "bash",
        shell,
        cwd=str(folder),
        env=environment(**env),
        dimensions=(rows, columns),
        timeout=60,
    )
    written = child.read()
    child.close()
    assert isinstance(written, bytes)
    return written


def screen(
    command: str, folder: Path, *, rows: int = 40, columns: int = 80, **env: str
) -> pyte.Screen:
    """Return the screen as it stands when the command has ended."""
    shown = pyte.Screen(columns, rows)
    pyte.ByteStream(shown).feed(typed(command, folder, rows=rows, columns=columns, **env))
    return shown
