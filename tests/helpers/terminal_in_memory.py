"""A terminal in memory: what a person sees after typing a command, as text with colours."""

import os
import sys
from pathlib import Path
from typing import Any

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


def begin(
    program: str, arguments: list[str], folder: Path, env: dict[str, str], **options: Any
) -> "pexpect.spawn[Any]":
    """Start a program on a terminal; nothing sleeps where what is read back is waited for."""
    child = pexpect.spawn(program, arguments, cwd=str(folder), env=env, **options)
    child.delaybeforesend = None
    terminal: Any = vars(child)["ptyproc"]
    terminal.delayafterclose = terminal.delayafterterminate = 0.01
    return child


def typed(command: str, folder: Path, *, rows: int = 40, columns: int = 80, **env: str) -> bytes:
    """Return every byte that a command, typed in bash, writes to its terminal."""
    size = (rows, columns)
    child = begin("bash", ["-c", command], folder, environment(**env), dimensions=size, timeout=60)
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
