"""Opening the data folder for a command: its register, and the items the filters let through."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stalkplan.cli.terminal import say, watched
from stalkplan.errors import (
    NoDataError,
    NothingToJudgeError,
    WrongCallError,
)
from stalkplan.record.files import Contents, bundled_folder, find_folder, is_file_of, read_folder
from stalkplan.record.problems import Problem
from stalkplan.record.register import Register, build
from stalkplan.verdict.find import matching, of_organisations, only_organisations
from stalkplan.verdict.items import Item, assess

_NO_ITEM = "nothing to judge: no item is left"


def open_items(
    data: Path | None,
    orgs: Sequence[str] | None,
    owners: Sequence[str] | None,
    themes: Sequence[str] | None,
    *,
    on: date,
    may_use_bundled: bool,
) -> tuple[Register, list[Item]]:
    """Return the register of the data folder and its items as at the day `on`, both filtered.

    Problems of the files go to stderr, each with its place. A filter that matches nothing raises
    UnknownNameError, and nothing left to judge NothingToJudgeError: an empty answer must not look
    like a good one. Raises NoDataError where there is no folder and none may stand in for it.
    """
    folder = _find(data, may_use_bundled=may_use_bundled)
    register = _judgeable(folder, read_folder(folder))
    register = of_organisations(register, orgs)
    items = matching(assess(register, on=on), owners, themes)
    if not items:
        raise NothingToJudgeError(_NO_ITEM)
    if owners or themes:
        register = only_organisations(register, {item.organisation.id for item in items})
    return register, items


if TYPE_CHECKING:
    from stalkplan.history.culprits import Against
    from stalkplan.privacy.public_record import PublicRecord


class Opened(NamedTuple):
    """A data folder that is written to, and the items of one organisation or of all."""

    folder: Path
    texts: Mapping[str, str]
    register: Register
    items: list[Item]

    def path(self, file: str) -> Path:
        """Return where a file is: names are relative to the folder's parent."""
        return self.folder / file.partition("/")[2]

    def is_file(self, path: str) -> bool:
        """Whether a relative path names a file of the repository."""
        return is_file_of(self.folder, path)


def open_folder(data: Path | None) -> tuple[Path, Register]:
    """Return the data folder, never the bundled one, and its register; problems go to stderr.

    Raises NoDataError, NothingToJudgeError.
    """
    folder = _find(data, may_use_bundled=False)
    return folder, _judgeable(folder, read_folder(folder))


def open_to_write(data: Path | None, org: str | None, *, on: date) -> Opened:
    """Return the data folder and its items as at the day `on`; problems go to stderr.

    Raises NoDataError, NothingToJudgeError, UnknownNameError. The bundled plan is never written.
    """
    folder = _find(data, may_use_bundled=False)
    contents = read_folder(folder)
    register = _judgeable(folder, contents)
    ids = [plan.organisation.id for plan in register.plans.values()]
    if register.unread and (org or "").casefold() not in ids:
        names = ", ".join(sorted(set(register.unread)))
        raise NothingToJudgeError(f"whose plan is meant is not certain: mend {names} first")
    register = of_organisations(register, [org] if org else None)
    return Opened(folder, contents.texts, register, assess(register, on=on))


def open_public(data: Path | None, org: str | None, *, on: date) -> tuple["PublicRecord", Register]:
    """Return what is public of one organisation as at the day `on`; problems go to stderr.

    Raises NoDataError, NothingToJudgeError, UnknownNameError, and WrongCallError where there are
    several and none is named.
    """
    from stalkplan.privacy.disclosure import public_record

    opened = open_to_write(data, org, on=on)
    plans = [plan.organisation.id for plan in opened.register.plans.values()]
    if len(plans) > 1:
        known = ", ".join(plans)
        raise WrongCallError(f"there are {len(plans)} plans; name one with --org: {known}")
    if not opened.items:
        raise NothingToJudgeError(_NO_ITEM)
    return public_record(opened.register, opened.items, on=on), opened.register


def open_for_check(
    data: Path | None, *, on: date
) -> tuple[Register, Mapping[str, str], list[Problem]]:
    """Return the register of the data folder, its texts, and what the reader and the rules find.

    Files with faults are read as if mended, so that one run shows every fault of every file.
    Raises NoDataError where there is no folder.
    """
    from stalkplan.rules import check
    from stalkplan.rules.context import Context

    folder = _find(data, may_use_bundled=False)
    contents = read_folder(folder)
    register = build(contents.texts, contents.problems, partial=True)
    if not contents.texts.keys() - {register.recommendations_file} and not register.unread:
        raise NothingToJudgeError(f"nothing to check: there is no plan in {folder}")

    def is_file(path: str) -> bool:
        return is_file_of(folder, path)

    found = check(Context(register, contents.texts, is_file, on=on))
    return register, contents.texts, [*register.problems, *found]


def open_against(data: Path | None, revision: str, register: Register) -> "Against":
    """Return how the record differs from a revision of git. Raises HistoryError."""
    from stalkplan.history.culprits import compared
    from stalkplan.history.git import History

    with History(_find(data, may_use_bundled=False)) as history:
        return compared(history, revision, register, partial(watched, label="reading history"))


def _find(data: Path | None, *, may_use_bundled: bool) -> Path:
    """Return the data folder; where there is none the bundled one, or NoDataError."""
    folder = find_folder(data, Path.cwd())
    if folder:
        return folder
    if not may_use_bundled:
        looked = "looked for data/recommendations.yaml from here up"
        raise NoDataError(f"no data folder here: {looked}; give one with --data DIR")
    say("no data folder here; this is the plan that comes with stalkplan")
    return bundled_folder()


def _judgeable(folder: Path, contents: Contents) -> Register:
    """Return the register of a data folder in which there is a publication and a plan.

    Problems go to stderr. Raises NothingToJudgeError if there is neither.
    """
    register = build(contents.texts, contents.problems)
    say(*map(str, register.problems))
    if register.publication is None:
        raise NothingToJudgeError(f"nothing to judge: {register.recommendations_file} is not read")
    if not register.plans:
        why = "no plan can be read" if register.unread else "there is no plan"
        raise NothingToJudgeError(f"nothing to judge: {why} in {folder}")
    return register
