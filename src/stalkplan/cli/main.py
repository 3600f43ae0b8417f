"""The program: it loads the command that was typed, and turns errors into exit codes.

0 yes; 1 the answer is no: for `overdue`, an item is overdue without an update; 2 cannot answer;
130 interrupted.
"""

import gc
import os
import re
import shlex
import sys
from collections.abc import Sequence
from contextlib import suppress
from errno import ENOSPC
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, NoReturn

from stalkplan.cli import commands
from stalkplan.cli.later import load_later
from stalkplan.errors import StalkplanError, reason_of


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every error ends here, as one line."""
    import typer  # here, for a program has put off by now what that need not load

    from stalkplan.cli.help import app
    from stalkplan.cli.terminal import say

    typed = sys.argv[1:] if arguments is None else arguments
    try:
        load(typed)
        return int(app(arguments, standalone_mode=False, prog_name="stalkplan") or 0)
    except StalkplanError as error:
        say(f"stalkplan: {error}", *error.lines)
    except typer.TyperException as error:
        _meant(error)
        message = error.format_message().replace("Value error, ", "")  # pydantic puts them in front
        if message:
            where = getattr(getattr(error, "ctx", None), "command_path", "stalkplan")
            told = f"{message[0].lower()}{message[1:]}".rstrip(".").replace(
                ". Did you mean", "; did you mean"
            )
            if extra := re.match(_EXTRA, told):
                told = _too_much(extra[1], getattr(error, "ctx", None))
            say(f"stalkplan: {told}{_to_give(error, told)}", f"try {where} --help")
    except SystemExit as error:  # so typer ends at a closed pipe, whosever it is
        if not typed or not _PAGES.isdisjoint(typed):
            return 0  # the reader of a page has gone away
        _say_bug(error.__context__ or error)
    except OSError as error:
        if error.errno != ENOSPC:
            _say_bug(error)
        else:
            say(f"stalkplan: cannot write: {reason_of(error)}")
    except Exception as error:  # noqa: BLE001  a crash prints one line and never exits 1
        _say_bug(error)
    return 2


_PAGES = frozenset({"--help", "-h", "--version", "help"})
"""What is typed for a page that typer writes; all else goes through `terminal.write`."""


def _say_bug(error: BaseException) -> None:
    from stalkplan.cli.terminal import say

    if os.environ.get("STALKPLAN_DEBUG"):
        import traceback

        traceback.print_exc()
    name = type(error).__name__
    say(f"stalkplan: this is a bug ({name}); STALKPLAN_DEBUG=1 shows where, please report it")


_EXTRA = r"^got unexpected extra argument(?:s|\(s\))? \((.*)\)$"
"""How the parser names what it did not expect."""


def _meant(error: Any) -> None:
    """Let the message on an unknown option name those that were perhaps meant, the nearest first.

    The parser goes by letters and sorts by the alphabet. `--date` means `--as-of`, not `--data`.
    """
    near = getattr(error, "possibilities", None)
    if near and error.option_name == "--date":
        options = {name for param in error.ctx.command.params for name in param.opts}
        near = sorted(options & {"--as-of"})
    if near:
        error.message += f"; did you mean {', '.join(near)}?"
        error.possibilities = None


def _to_give(error: Any, told: str) -> str:
    """Return what a missing argument is, as the help of the command has it."""
    about = error.param.help if re.fullmatch("missing argument '[A-Z]+'", told) else ""
    return f"; give {about[0].lower()}{about[1:].removesuffix('.')}" if about else ""


_A_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


def _too_much(typed: str, context: Any) -> str:
    """Return what to do with words that have no place in the call of this context.

    One that looks like the value of an option that the command has is given with it.
    """
    from pathlib import Path

    from stalkplan.record.forces import forces

    params = context.command.params if context else ()
    options = {name for param in params for name in param.opts}
    meant = (
        ("--data", Path(typed).exists(), "name a folder"),
        ("--org", typed in forces(), "name an organisation"),
        ("--since", re.fullmatch(_A_DAY, typed), "give a date"),
        ("--as-of", re.fullmatch(_A_DAY, typed), "give a date"),
    )
    takes = " ".join(p.metavar or p.name for p in params if p.param_type_name == "argument")
    fix = f"{context.info_name} takes one {takes}" if takes else "leave it out"
    for option, is_meant, what in meant:
        if is_meant and option in options:
            fix = f"{what} with {option} {shlex.quote(typed)}"
            break
    return f"'{typed}' has no place here; {fix}"


def load(arguments: Sequence[str]) -> None:
    """Import the file of the command that comes first, or all files if it is none.

    The front page needs none: it names the commands itself.
    """
    if arguments and arguments[0] in ("--help", "-h", "--version"):
        return
    names = [module.name for module in iter_modules(commands.__path__)]
    typed = arguments[0].replace("import", "import_") if arguments else ""
    for name in [typed] if typed in names else names:
        import_module(f"{commands.__name__}.{name}")


def main() -> NoReturn:
    """Run as a program, and leave with the exit code.

    A console gets escapes for text that it cannot encode; a pipe or a file gets UTF-8 whatever the
    console's code page is, for another program reads it. The garbage collector is off and the
    process ends at once: the process is short and values have no cycles, so collecting and freeing
    them one by one would cost a quarter of the start-up for nothing.
    """
    gc.disable()
    load_later()
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        encoding = None if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")  # type: ignore[union-attr]
    sys.stdin.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]
    code = run()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # a reader that has gone away changes no answer
            stream.flush()
    os._exit(code)


def _open_what_is_closed() -> None:
    """Open a stream that the caller has closed, so that it leads nowhere.

    Otherwise the next file that is opened would get the number of the stream, and text for the
    stream would land in that file.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(nowhere, mode, encoding="utf-8"))
