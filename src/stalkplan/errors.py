"""What stops the program. The command line catches these, in one place."""

import os
import shlex
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any


class StalkplanError(Exception):
    """The question cannot be answered: exit 2. Its text is one line for the person who asked.

    `lines` are shown below it as they are.
    """

    def __init__(self, message: str, lines: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.lines = lines


class NoDataError(StalkplanError):
    """There is no data folder where one was looked for."""


class NothingToJudgeError(StalkplanError):
    """Files were read, and nothing in them is to be judged: never green."""


class NoPlanError(NothingToJudgeError):
    """A publication's folder has no plan: of several, the others can be judged all the same."""


class UnknownNameError(StalkplanError):
    """An id, organisation, owner or theme that matches nothing."""


class OutputError(StalkplanError):
    """The report could not be written where it was to go."""


class WrongCallError(StalkplanError):
    """What was asked for cannot be recorded so, or not there."""


class UnwritableError(StalkplanError):
    """A text that no YAML file may hold."""


class RefusedError(StalkplanError):
    """A change that could not be proved to be the only one.

    `line` is the record's in its file; `by_hand` are the lines to write, without indentation.
    """

    def __init__(self, line: int, by_hand: list[str]) -> None:
        super().__init__(f"line {line}: it is not certain that only this would change")
        self.line = line
        self.by_hand = by_hand


class SaveError(StalkplanError):
    """A file could not be saved, or not for certain."""


class HistoryError(StalkplanError):
    """git cannot say what is asked."""


class MissingExtraError(StalkplanError):
    """What a format takes is not installed."""


class AboveOfficialError(StalkplanError):
    """A text that must not be here at all, so nothing is written to hand on."""


class SourceError(StalkplanError):
    """A file that cannot be read as a published plan: what it is, and what to do instead."""


class PersonalDataError(StalkplanError):
    """A text that would be public seems to be about a person."""


def reason_of(error: OSError) -> str:
    """Return what the system says of an error, in lower case: `permission denied`."""
    return (error.strerror or type(error).__name__).lower()


def module_of(name: str) -> Any:
    """Import a module, only the one that is asked for.

    Raises MissingExtraError, which says how to get the package that is missing, where one stands.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("stalkplan"):
            raise
        what = _WANTED.get(name.rpartition(".")[2], "this")
        package = _PACKAGES.get(error.name or "", error.name or "")
        told = f"{what} needs one more package, {package}, which is not installed"
        raise MissingExtraError(told, (f"here: {_how_to_get(package)}",)) from None


_WANTED = {
    "xlsx": "an Excel workbook",
    "docx": "a Word file",
    "html": "reading a web page",
    "spreadsheet": "reading a spreadsheet",
}
"""What people ask for, by the last word of the module that makes or reads it."""

_PACKAGES = {"docx": "python-docx", "python_calamine": "python-calamine"}
"""Names to install by, where they are others than those to import."""


def _how_to_get(package: str) -> str:
    """Return the line to type where this program is installed: in a clone, by pipx, uv or pip.

    It never asks an index for `stalkplan`: a package of that name there need not be ours.
    """
    from pathlib import Path  # noqa: PLC0415  it takes `urllib.parse`, which does not wait yet

    python, prefix = Path(sys.executable), Path(sys.prefix)
    clone = Path(__file__).parents[2]
    if (clone / "Makefile").is_file() and prefix == clone / ".venv" and os.name != "nt":
        return "make extras" if Path.cwd() == clone else f"make -C {shlex.quote(str(clone))} extras"
    if (prefix / "pipx_metadata.json").is_file():
        return f"pipx inject stalkplan {package}"
    quoted = f'"{python}"' if os.name == "nt" else shlex.quote(str(python))
    if (prefix / "uv-receipt.toml").is_file():
        return f"uv pip install --python {quoted} {package}"
    return f"{quoted} -m pip install {package}"
