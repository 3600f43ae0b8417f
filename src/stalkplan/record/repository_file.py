"""`stalkplan.toml` in a repository's root: which of its folders hold the plans."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

from stalkplan.errors import NoDataError, reason_of
from stalkplan.record.problems import Place

REPOSITORY_FILE = "stalkplan.toml"
DATA_KEY = "data"
_EXAMPLE = 'data = ["plans"]'


def folders_named(above: Path, is_data_folder: Callable[[Path], bool]) -> list[Path] | None:
    """Return the data folders that the file in a folder names, in its order; None without a file.

    Raises NoDataError with the place of what it cannot say: all but `data`, and any folder that
    is not below, or is not a data folder.
    """
    path = above / REPOSITORY_FILE
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return None
    except OSError as error:
        raise NoDataError(f"{path}: cannot be read: {reason_of(error)}") from None
    except UnicodeDecodeError:
        raise NoDataError(f"{path}: is not UTF-8; save it as UTF-8") from None
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, column = _numbers(str(error), text)
        told = re.sub(r" \(at .*\)$", "", str(error))
        raise _fault(
            path, line, column, f"{told[0].lower()}{told[1:]}", f"write {_EXAMPLE}"
        ) from None
    for key in said:
        if key != DATA_KEY:
            place = _place_of(rf"^\s*\[*\s*[\"']?({re.escape(key)})", text)
            raise _fault(path, *place, f"unknown key '{key}'", f"it has only {_EXAMPLE}")
    folders: dict[Path, None] = {}
    for name in _listed(path, text, said.get(DATA_KEY)):
        folder = _folder(path, text, name)
        if not is_data_folder(folder):
            place = _place_of_name(str(name), text)
            raise _fault(
                path, *place, f"no recommendations.yaml in '{name}'", "name the folder of one"
            )
        folders[folder] = None
    return [*folders]


def _listed(path: Path, text: str, names: object) -> list[object]:
    """Return the names of `data`, which is a list with something in it. Raises NoDataError."""
    if isinstance(names, list) and names:
        return names
    found = "nothing" if not names else f"'{names}'"
    place = _place_of(r"^\s*[\"']?data[\"']?\s*=\s*(\S)", text)
    raise _fault(path, *place, f"{found} is not a list of folders", f"write {_EXAMPLE}")


def _folder(path: Path, text: str, name: object) -> Path:
    """Return a folder by its name in the file. Raises NoDataError for one that is not below."""
    place = _place_of_name(str(name), text)
    if not isinstance(name, str) or not name.strip():
        raise _fault(path, *place, f"'{name}' is not a folder", f"write {_EXAMPLE}")
    folder = Path(name)
    if folder.is_absolute() or ".." in folder.parts or "\\" in name or "\0" in name:
        hint = f"name folders below it, with /, such as {_EXAMPLE}"
        raise _fault(path, *place, f"'{name}' is not below this file", hint)
    return path.parent / folder


def _place_of_name(name: str, text: str) -> tuple[int, int]:
    return _place_of(rf"[\"']({re.escape(name)})[\"']", text)


def _fault(path: Path, line: int, column: int, message: str, hint: str) -> NoDataError:
    return NoDataError(f"{Place(str(path), line, column)}: error: {message}; {hint}")


def _numbers(told: str, text: str) -> tuple[int, int]:
    """Return line and column of what is no TOML; the last line where the end of it is meant."""
    match = re.search(r"at line (\d+), column (\d+)", told)
    lines = text.splitlines() or [""]
    return (int(match[1]), int(match[2])) if match else (len(lines), len(lines[-1]) + 1)


def _place_of(pattern: str, text: str) -> tuple[int, int]:
    """Return line and column of the first thing that a pattern picks out, else of the beginning."""
    match = re.search(pattern, text, re.MULTILINE)
    at = match.start(1) if match else 0
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
