"""A terminal in memory: what a person sees after typing a command, as text with colours."""

import io
import os
import readline  # noqa: F401  a fork listens for a window that changes from the start
import shlex
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pexpect
import pyte

from stalkplan.cli.main import main

BIN = Path(sys.executable).parent


def environment(**extra: str) -> dict[str, str]:
    """Return what a person's shell would set, and nothing of this machine's; no pager waits."""
    return {
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "HOME": os.environ.get("HOME", "/"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PAGER": "cat",
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


def begin_stalkplan(
    arguments: list[str], folder: Path, env: dict[str, str], **options: Any
) -> "pexpect.spawn[Any]":
    """Start `stalkplan` on a terminal as a fork of this process, which has imported it already.

    It has streams, signals and an environment of its own. What Python reads only when it starts,
    such as PYTHONIOENCODING, takes a process that is begun again.
    """
    program = str(BIN / "stalkplan")
    signal.signal(signal.SIGWINCH, signal.SIG_IGN)  # the window gets its size; no prompt comes anew

    def act() -> None:
        _run_as_program([program, *arguments], env)

    return begin(program, arguments, folder, env, preexec_fn=act, **options)


def _run_as_program(arguments: list[str], env: Mapping[str, str]) -> None:
    """Make a fork what a new process would be, and run; it never comes back."""
    os.closerange(3, 1024)  # pexpect waits until its pipe is closed
    os.environ.clear()
    os.environ.update(env)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = arguments
    sys.stdin, sys.stdout, sys.stderr = (
        io.TextIOWrapper(open(number, mode), encoding="utf-8", line_buffering=True)  # noqa: PTH123, SIM115
        for number, mode in ((0, "rb"), (1, "wb"), (2, "wb"))
    )
    try:
        main()
    finally:
        os._exit(70)  # it left another way


def begin_typed(
    command: str, folder: Path, env: dict[str, str], **options: Any
) -> "pexpect.spawn[Any]":
    """Start a command in bash; a fork runs it where bash would only start stalkplan."""
    is_for_python = any(name.startswith("PYTHON") for name in env)
    if command.startswith("stalkplan ") and not (
        is_for_python or _MEANS_MORE.intersection(command)
    ):
        return begin_stalkplan(shlex.split(command)[1:], folder, env, **options)
    return begin("bash", ["-c", command], folder, env, **options)


_MEANS_MORE = frozenset("|&;<>()$`\\*?[]#~{}!\n")
"""What means more to bash than itself."""


def typed(command: str, folder: Path, *, rows: int = 40, columns: int = 80, **env: str) -> bytes:
    """Return every byte that a command, typed in bash, writes to its terminal."""
    size = (rows, columns)
    child = begin_typed(command, folder, environment(**env), dimensions=size, timeout=60)
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
