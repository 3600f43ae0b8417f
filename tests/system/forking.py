"""Run stalkplan under strace many times, in forks of this process, which has imported it.

Importing it takes five times as long as a command. Runs come in and exit codes go out as JSON.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from stalkplan.cli import main, save  # noqa: F401
from stalkplan.edit import new_plan  # noqa: F401
from stalkplan.reports.formats.screen import table  # noqa: F401

PATIENCE = 40
SET_PTRACER = 0x59616D61
ANY_PROCESS = ctypes.c_ulong(-1)


def run(arguments: Sequence[str], options: Sequence[str], told: Path) -> int:
    """Run one command; `told` is the folder for its stdout, its stderr and strace's log."""
    child = os.fork()
    if child == 0:
        _become(arguments, told)
    os.waitpid(child, os.WUNTRACED)
    log = ["-o", str(told / "log")]
    strace = subprocess.Popen(["strace", "-qq", "-y", "-s8", *log, "-p", str(child), *options])
    while "\nTracerPid:\t0\n" in Path(f"/proc/{child}/status").read_text(encoding="utf-8"):
        if strace.poll() is not None:
            os.kill(child, signal.SIGKILL)
            raise RuntimeError(f"strace cannot attach: exit {strace.returncode}")
        time.sleep(0.001)
    os.kill(child, signal.SIGCONT)
    _, status = os.waitpid(child, 0)
    strace.wait()
    return os.waitstatus_to_exitcode(status)


def _become(arguments: Sequence[str], told: Path) -> NoReturn:
    """Be the command, once strace has attached."""
    for handle, name in ((1, "out"), (2, "err")):
        with (told / name).open("wb") as file:
            os.dup2(file.fileno(), handle)
    sys.argv = ["stalkplan", *arguments]
    ctypes.CDLL(None).prctl(SET_PTRACER, ANY_PROCESS)  # strace is not its parent here
    signal.alarm(PATIENCE)
    os.kill(os.getpid(), signal.SIGSTOP)
    main.main()


if __name__ == "__main__":
    runs = [(arguments, options, Path(told)) for arguments, options, told in json.load(sys.stdin)]
    json.dump([run(*given) for given in runs], sys.stdout)
