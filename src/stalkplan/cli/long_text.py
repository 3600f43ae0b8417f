"""Long texts: from a pipe for `-`, or from the editor that `$VISUAL` or `$EDITOR` names."""

import os
import shlex
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from stalkplan.cli.terminal import say
from stalkplan.errors import reason_of
from stalkplan.record.problems import body_of


def piped() -> str:
    """Return all that comes from standard input, without blank space at its end.

    Raises ValueError, which says what to do, if that is no text.
    """
    try:
        text = body_of(sys.stdin.buffer.read().decode())
    except UnicodeDecodeError:
        raise ValueError("what comes from standard input is not UTF-8; save it as UTF-8") from None
    return text.replace("\r\n", "\n").rstrip()


def editor() -> str:
    """Return the command of the person's editor; empty if none is named. Git looks there too."""
    return next(filter(None, (os.environ.get(name) for name in ("VISUAL", "EDITOR"))), "")


def edited() -> str:
    """Return the text that a person wrote in the editor; empty if that came to nothing.

    What went wrong is said; the file for the editor is private, and goes afterwards.
    """
    handle, name = tempfile.mkstemp(".txt", "stalkplan-")
    os.close(handle)
    path = Path(name)
    try:
        command = [*shlex.split(editor(), posix=os.name != "nt"), name]
        code = subprocess.run(command, check=False).returncode  # noqa: S603  the person's own command
        text = path.read_bytes().decode()
    except OSError as error:
        say(f"cannot open {editor()}: {reason_of(error)}")
        return ""
    except ValueError as error:  # the command cannot be split, or the text is not UTF-8
        say(f"the text from {editor()} is not used: {error}")
        return ""
    finally:
        with suppress(OSError):
            path.unlink()
    if code:
        say(f"the text from {editor()} is not used: it ended with exit code {code}")
        return ""
    written = body_of(text).replace("\r\n", "\n").rstrip()
    say(f"{len(written.split())} words from the editor")
    return written
