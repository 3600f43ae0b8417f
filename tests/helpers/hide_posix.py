"""Run stalkplan with what CPython has on POSIX systems alone hidden from it, as on Windows.

    python hide_posix.py "status" "show 12.1a"

Each argument is a command line; a line says its exit code.

Only modules of stalkplan are kept from it: the standard library here is that of this system.
"""

import os
import shlex
import sys
from importlib.abc import MetaPathFinder
from types import FrameType, ModuleType
from typing import Any

MODULES = frozenset({
    "fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty",
})  # fmt: skip

NAMES = frozenset({
    "O_CLOEXEC", "O_DIRECTORY", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK", "O_SYNC",
    "chown", "chroot", "confstr", "ctermid", "fchdir", "fchown", "fdatasync", "fork", "forkpty",
    "fpathconf", "fstatvfs", "getegid", "geteuid", "getgid", "getgroups", "getpgid", "getpgrp",
    "getpriority", "getresuid", "getsid", "getuid", "initgroups", "killpg", "lchown", "mkfifo",
    "mknod", "nice", "openpty", "pathconf", "posix_spawn", "pread", "preadv", "pwrite", "setegid",
    "seteuid", "setgid", "setpgid", "setsid", "setuid", "statvfs", "sync", "sysconf",
    "tcgetpgrp", "ttyname", "uname", "wait", "wait3", "wait4", "waitid",
})  # fmt: skip
"""Of `os`. `fchmod` is there on Windows, from Python 3.13 on."""


def _asks(frame: FrameType) -> bool:
    """Whether the code that asks is a module of stalkplan."""
    return str(frame.f_globals.get("__name__")).startswith("stalkplan")


class _Windows(ModuleType):
    """The module `os`, with fewer names for some who ask."""

    def __getattribute__(self, name: str) -> Any:
        if name in NAMES and _asks(sys._getframe(1)):  # noqa: SLF001
            raise AttributeError(name)
        return super().__getattribute__(name)


class _NoSuchModule(MetaPathFinder):
    """Finds nothing of what Windows lacks when a module of ours imports it."""

    def find_spec(self, name: str, _path: object, _target: object = None) -> None:
        if name in MODULES:
            frame = sys._getframe(1)  # noqa: SLF001
            while frame.f_back and "importlib" in frame.f_code.co_filename:
                frame = frame.f_back
            if _asks(frame):
                raise ModuleNotFoundError(name)


os.__class__ = _Windows
sys.meta_path.insert(0, _NoSuchModule())
for module in MODULES:
    sys.modules.pop(module, None)

if __name__ == "__main__":
    from stalkplan.cli.main import run

    for line in sys.argv[1:]:
        print(f"exit {run(shlex.split(line))}: {line}", flush=True)  # noqa: T201
