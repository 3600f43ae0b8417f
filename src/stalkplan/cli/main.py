"""The one place where errors become exit codes.

0 yes, nothing late; 1 the answer is no; 2 cannot answer; 130 interrupted.
"""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pkgutil import iter_modules
from typing import NoReturn

import typer

from stalkplan.cli import commands
from stalkplan.cli.help import app
from stalkplan.cli.terminal import say
from stalkplan.errors import StalkplanError


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every error ends here, as one line."""
    try:
        load(sys.argv[1:] if arguments is None else arguments)
        return int(app(arguments, standalone_mode=False, prog_name="stalkplan") or 0)
    except StalkplanError as error:
        say(f"stalkplan: {error}", *error.lines)
    except typer.TyperException as error:
        told = error.format_message().replace("Value error, ", "")  # the words of pydantic
        if told:
            say(f"stalkplan: {told[0].lower()}{told[1:].rstrip('.')}", "try stalkplan --help")
    except Exception as error:  # noqa: BLE001  a crash is one line, and never exit 1
        if os.environ.get("STALKPLAN_DEBUG"):
            import traceback

            traceback.print_exc()
        name = type(error).__name__
        say(f"stalkplan: this is a bug ({name}); STALKPLAN_DEBUG=1 shows where, please report it")
    return 2


def load(arguments: Sequence[str]) -> None:
    """Import the file of the command that is typed first; all of them if none is."""
    names = [module.name for module in iter_modules(commands.__path__)]
    typed = arguments[0].replace("import", "import_") if arguments else ""
    for name in [typed] if typed in names else names:
        import_module(f"{commands.__name__}.{name}")


def main() -> NoReturn:
    """Run as a program: text that the console cannot encode is shown as escapes.

    Values have no cycles and the process is short: collecting and freeing them one by one would
    cost a quarter of the start-up.
    """
    gc.disable()
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace", newline="\n")  # type: ignore[union-attr]
    sys.stdin.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]
    code = run()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # a reader that has gone away changes no answer
            stream.flush()
    os._exit(code)


def _open_what_is_closed() -> None:
    """Let a stream that the caller has closed lead nowhere.

    Else the next file opened would get its number, and what is written to the one be in the other.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(nowhere, mode, encoding="utf-8"))
