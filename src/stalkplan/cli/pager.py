"""The pager: a screen that is longer than the terminal is shown in it, as git and gh do it."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence

_LESS = "FRX"
"""What less is to do where nobody said: leave what fits, show colours, keep the text on leaving."""

_NONE = ("", "cat")
"""What people name as the pager where they want none."""


_LINK = re.compile(r"\x1b\]8;[^\x1b]*\x1b\\")
"""What makes a link of a text; older pagers show it as letters."""


def page(text: str) -> bool:
    """Show a text in the pager if it is longer than the terminal; return whether that was done.

    The pager is that of STALKPLAN_PAGER, else of PAGER, else less. Where it cannot be started the
    text is still to be written. Whatever it returns, the answer of the command stands.
    """
    command = _command()
    rows = shutil.get_terminal_size((80, 40)).lines
    if not command or text.count("\n") < rows or os.environ.get("TERM") == "dumb":
        return False
    env = {"LESS": _LESS, "LV": "-c", "LESSCHARSET": "utf-8", **os.environ}
    ours = signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^C is for the pager
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=env)  # noqa: S603  theirs
        shown = _LINK.sub("", text)
        pager.communicate(shown.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, ours)
    return True


def _command() -> Sequence[str]:
    """Return the pager and its arguments; nothing if there is none, or it is not installed."""
    named = os.environ.get("STALKPLAN_PAGER", os.environ.get("PAGER", "less"))
    try:
        command = shlex.split(named, posix=os.name != "nt")
    except ValueError:
        return ()
    if not command or command[0] in _NONE or shutil.which(command[0]) is None:
        return ()
    return command
