"""The working tree: finding the data folder and reading its files."""

import os
import re
import shlex
import stat
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from errno import EACCES, ENOTDIR
from pathlib import Path
from typing import NamedTuple

from stalkplan.errors import NoDataError, SourceError, reason_of
from stalkplan.record.problems import Place, Problem
from stalkplan.record.repository_file import folders_named

RECOMMENDATIONS = "recommendations.yaml"
RESPONSES = "responses.yaml"
RESPONSES_FOLDER = "responses"


DATA = "STALKPLAN_DATA"
"""The variable of the environment that names the data folder."""

MAX_FILE_BYTES = 64 * 1024 * 1024
"""The most that one file may have. 43 forces in one file would be an eighth of it."""


@dataclass(slots=True)
class Contents:
    """What a data folder holds: texts by file name, problems of files that gave no text.

    Names begin with what the folder is called: `data/responses.yaml`.
    """

    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def here() -> Path:
    """Return the folder where the program was started. Raises NoDataError if it is gone."""
    try:
        return Path.cwd()
    except OSError as error:
        told = f"the folder you are in cannot be read: {reason_of(error)}"
        hint = "go to another, or give --data DIR with its full path"
        raise NoDataError(f"{told}; {hint}") from None


def file_in(label: str, name: str) -> str:
    """Return the name of a file as problems and reports give it; without a label its own."""
    return f"{label}/{name}" if label else name


def name_within(label: str, file: str) -> str:
    """Return the name of a file in its folder: of the name that `file_in` gave it."""
    return file.removeprefix(file_in(label, ""))


class PublicationFolder(NamedTuple):
    """The folder of one publication. `label` stands before the names of its files (`file_in`).

    It is the data folder itself, `data`, or one of several in it, `data/stalking`. `top` is the
    parent of the data folder: what a plan names as evidence is looked for from there.
    """

    path: Path
    label: str
    top: Path


def find_folders(given: Path | None, start: Callable[[], Path]) -> list[Path]:
    """Return the data folders: `given`, else the nearest in or above that of `start`; perhaps none.

    In each folder upwards those count that a `stalkplan.toml` names, else the one called `data`,
    else the folder itself. A data folder has recommendations, or folders one level down have some.
    Raises NoDataError when `given` or what is named is none: a gate must not judge another plan.
    """
    if given is not None:
        return [_given(given)]
    begin = start()
    for above in (begin, *begin.parents):
        if named := folders_named(above, _holds_plans):
            return named
        for folder in (above / "data", above):
            if _is_data_folder(folder):
                return [folder]
        if _folders_in(above / "data"):
            return [above / "data"]
    return []


def _given(folder: Path) -> Path:
    """Return a folder that was given, if it is a data folder. Raises NoDataError."""
    if _is_data_folder(folder):
        return folder
    if folder.is_file():
        above = shlex.quote(str(folder.parent))
        raise NoDataError(f"{folder} is a file; name the folder that holds it: --data {above}")
    near = folder / "data"
    if _holds_plans(near):
        raise NoDataError(f"no {RECOMMENDATIONS} in {folder}; did you mean {near}?")
    if _folders_in(folder):
        return folder
    begin = f"; begin one: stalkplan init {shlex.quote(str(folder))}"
    raise NoDataError(f"no {RECOMMENDATIONS} in {folder}{'' if folder.exists() else begin}")


def _holds_plans(folder: Path) -> bool:
    return _is_data_folder(folder) or bool(_folders_in(folder))


def publication_folders(folder: Path, label: str | None = None) -> list[PublicationFolder]:
    """Return the folders of publications of a data folder, by name: itself, or those in it.

    `label` is what the data folder is called, else its own name.
    """
    named = _named(folder)
    label, top = named.name if label is None else label, named.parent
    if _is_data_folder(folder):
        return [PublicationFolder(folder, label, top)]
    inner = _folders_in(folder)
    return [PublicationFolder(path, file_in(label, path.name), top) for path in inner]


def plans_elsewhere(start: Path) -> list[Path]:
    """Return the folders with recommendations in the repository that `start` is in, sorted.

    Hidden folders, and those of installed packages, hold none of its own.
    """
    top, found = top_of_repository(start), []
    for above, names, files in os.walk(top) if top else ():
        names[:] = [n for n in names if n[0] != "." and n not in ("node_modules", "site-packages")]
        if RECOMMENDATIONS in files:
            found.append(Path(above))
    return sorted(found)


def top_of_repository(folder: Path) -> Path | None:
    """Return the nearest folder, in or above this one, in which git begins."""
    around = (folder, *folder.parents)
    return next((above for above in around if os.path.lexists(above / ".git")), None)


def path_of_data(folder: Path, workspace: Path | None = None) -> str:
    """Return what a data folder is called: the path by which CI and editors can open it.

    That is the path from the top of its repository, where there is one, or from the `workspace` of
    a CI that it is in; else from where one is, if it is below; else its own name. It is
    empty for the top itself.
    """
    real, path = folder.resolve(), Path(os.path.abspath(folder))  # noqa: PTH100  a link keeps its name
    is_in = workspace is not None and real.is_relative_to(workspace)
    if top := workspace if is_in else top_of_repository(real):
        return "/".join(real.relative_to(top).parts)
    with suppress(NoDataError):  # where one is may be gone
        start = here()
        if path != start and path.is_relative_to(start):
            return path.relative_to(start).as_posix()
    return path.name


def _is_data_folder(folder: Path) -> bool:
    return os.path.exists(folder / RECOMMENDATIONS)  # noqa: PTH110  no error where it may not look


def _folders_in(folder: Path) -> list[Path]:
    """Return the folders one level down that have recommendations, sorted by name."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208  a name is enough
    except OSError:
        return []
    inner = [folder / name for name in names if name[0] != "." and name != RESPONSES_FOLDER]
    return [path for path in inner if _is_data_folder(path)]


def bundled_folder() -> Path:
    """Return the folder of the plan that comes with the package, or with a checkout of it."""
    package = Path(__file__).parents[1]
    installed = package / "data"
    return installed if installed.is_dir() else package.parents[1] / "data"


def read_folder(folder: Path, label: str | None = None) -> Contents:
    """Read every file of a publication's folder, in the order in which organisations are listed.

    The names of files begin with the `label`, else with the folder's own name. Whatever cannot be
    read becomes a problem, so that one bad file does not hide the others.
    """
    contents = Contents()
    label = _named(folder).name if label is None else label

    def unreadable(name: str, error: OSError) -> None:
        message = f"cannot be read: {reason_of(error)}"
        contents.problems.append(Problem(Place(name), "unreadable", message))

    paths = _files(folder)
    try:
        paths += _plans(folder / RESPONSES_FOLDER)
    except OSError as error:
        unreadable(file_in(label, f"{RESPONSES_FOLDER}/*.yaml"), error)
    for path in paths:
        name = file_in(label, path.relative_to(folder).as_posix())
        if path.suffix.lower() not in (".yaml", ".yml"):
            hint = f"move them up into {RESPONSES_FOLDER}/"
            message = "holds plans that are not read"
            contents.problems.append(Problem(Place(name), "not-read", message, hint))
            continue
        if path.suffix != ".yaml":
            hint = f"name it {path.with_suffix('.yaml').name}"
            contents.problems.append(Problem(Place(name), "not-read", "is not read", hint))
            continue
        try:
            contents.texts[name] = _text(path)
        except _UnusableError as error:
            contents.problems.append(Problem(Place(name), *error.args))
        except OSError as error:
            unreadable(name, error)
    return contents


def read_source(path: Path, limit: int) -> bytes:
    """Return the bytes of a published plan, at most one more than the limit.

    Raises SourceError if it is no file or cannot be read.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            what = "a folder" if path.is_dir() else "a device or pipe"
            raise SourceError(f"{path}: is {what}, not a file")
        with path.open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {reason_of(error)}") from None
    except ValueError:  # a NUL in its name
        raise SourceError(f"{str(path)!r}: is not a file name") from None


def is_device(name: str) -> bool:
    """Whether Windows keeps a name for its devices, so that no file or folder can have it."""
    return re.fullmatch(_DEVICE, name.partition(".")[0].rstrip()) is not None


_DEVICE = "(?i)con|prn|aux|nul|(?:com|lpt)[0-9\u00b9\u00b2\u00b3]"


def is_in_git(path: Path) -> bool:
    """Whether a path is git's own folder, in which nobody but git writes, or leads into it."""
    target = path.resolve()
    return any(each.name.casefold() == ".git" for each in (target, *target.parents))


def is_file_of(top: Path, path: str) -> bool:
    """Whether a relative path names a file inside the folder `top`; a link does not."""
    if "://" in path:
        return False
    try:
        file = top / path
        return file.is_file() and file.resolve().is_relative_to(top.resolve())
    except (OSError, ValueError):  # too long, or a NUL in it
        return False


def _named(folder: Path) -> Path:
    """Return a folder that has a name: itself (a link keeps its own), else what `.` or `..` is."""
    return folder if folder.name not in ("", "..") else folder.resolve()


class _UnusableError(Exception):
    """The file is there and cannot be read as a text; its args are those of a Problem."""


def _files(folder: Path) -> list[Path]:
    """Return the recommendations and the responses, and files whose names come near to these."""
    there = (RESPONSES, "responses.yml", "recommendations.yml")
    return [folder / RECOMMENDATIONS, *(folder / n for n in there if os.path.lexists(folder / n))]


def _plans(folder: Path) -> list[Path]:
    """Return the plans in the folder of plans, if there is one, and folders in it that hold some.

    Raises OSError if that is no folder, or may not be opened.
    """
    if not folder.is_dir():
        if os.path.lexists(folder):
            raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR))
        return []
    if not os.access(folder, os.X_OK):
        raise PermissionError(EACCES, os.strerror(EACCES))
    return [
        path
        for path in sorted(folder.iterdir())
        if not path.name.startswith(".")
        and (path.suffix.lower() in (".yaml", ".yml") or any(path.glob("**/*.yaml")))
    ]


def _text(path: Path) -> str:
    """Return the text of a file, its line endings unchanged. Raises OSError, _UnusableError."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        what = "a folder" if stat.S_ISDIR(status.st_mode) else "a device or pipe"
        raise _UnusableError("not-a-file", f"is {what}, not a file", "put a YAML file there")
    if status.st_size > MAX_FILE_BYTES:
        size, limit = status.st_size // 1024**2, MAX_FILE_BYTES // 1024**2
        message = f"is {size} MiB, over the limit of {limit}"
        raise _UnusableError("too-large", message, "use a file for each organisation")
    with path.open("rb") as file:
        data = file.read(MAX_FILE_BYTES + 1)  # it may have grown since
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8: byte 0x{data[error.start]:02x} on line {line}"
        raise _UnusableError("not-utf-8", message, "save it as UTF-8") from None
