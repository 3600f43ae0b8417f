"""Open the data folder for a command: its register, and the items that the filters let through."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from stalkplan.cli.terminal import say
from stalkplan.errors import NoDataError, NothingToJudgeError
from stalkplan.record.files import (
    Contents,
    bundled_folder,
    find_folder,
    here,
    is_file_of,
    read_folder,
)
from stalkplan.record.register import Register, build
from stalkplan.verdict.find_by_name import matching, of_organisations, only_organisations
from stalkplan.verdict.items import Item, assess

NO_ITEM = "nothing to judge: no item is left"


class Filters(NamedTuple):
    """Which items a command is about, by organisation, owner and theme; None stands for all."""

    orgs: Sequence[str] | None = None
    owners: Sequence[str] | None = None
    themes: Sequence[str] | None = None


class Opened(NamedTuple):
    """A data folder to write to, and the items of one organisation or of all."""

    folder: Path
    texts: Mapping[str, str]
    register: Register
    items: list[Item]

    def path(self, file: str) -> Path:
        """Return the path of a file; its name is relative to the parent of the folder."""
        return self.folder / file.partition("/")[2]

    def is_file(self, path: str) -> bool:
        """Whether a relative path names a file of the repository."""
        return is_file_of(self.folder, path)


def open_items(
    data: Path | None, filters: Filters, *, on: date, may_use_bundled: bool
) -> tuple[Register, list[Item]]:
    """Return the register of the data folder and its items as at the day `on`, both filtered.

    Problems of the files go to stderr, each with its place. Raises what `filtered` raises, and
    NoDataError if there is no folder and the bundled one may not stand in for it.
    """
    folder = data_folder(data, may_use_bundled=may_use_bundled)
    return filtered(_judgeable(folder, read_folder(folder)), filters, on=on)


def filtered(register: Register, filters: Filters, *, on: date) -> tuple[Register, list[Item]]:
    """Return the part of a register that the filters let through, and its items as at the day `on`.

    Raises UnknownNameError if a filter matches nothing, and NothingToJudgeError if no item is left:
    an empty answer must not look like a good one.
    """
    register = of_organisations(register, filters.orgs)
    items = matching(assess(register, on=on), filters.owners, filters.themes)
    if not items:
        raise NothingToJudgeError(NO_ITEM)
    if filters.owners or filters.themes:
        register = only_organisations(register, {item.organisation.id for item in items})
    return register, items


def open_folder(data: Path | None) -> tuple[Path, Register]:
    """Return the data folder, never the bundled one, and its register; problems go to stderr.

    Raises NoDataError, NothingToJudgeError.
    """
    folder = data_folder(data)
    return folder, _judgeable(folder, read_folder(folder))


def open_to_write(data: Path | None, org: str | None, *, on: date) -> Opened:
    """Return the data folder and its items as at the day `on`; problems go to stderr.

    Raises NoDataError, NothingToJudgeError, UnknownNameError. The bundled plan is never written.
    """
    folder = data_folder(data)
    contents = read_folder(folder)
    register = _judgeable(folder, contents)
    ids = [plan.organisation.id for plan in register.plans.values()]
    if register.unread and (org or "").casefold() not in ids:
        names = ", ".join(sorted(set(register.unread)))
        raise NothingToJudgeError(f"whose plan is meant is not certain: mend {names} first")
    register = of_organisations(register, [org] if org else None)
    return Opened(folder, contents.texts, register, assess(register, on=on))


def data_folder(data: Path | None, *, may_use_bundled: bool = False) -> Path:
    """Return the data folder.

    If there is none, return the bundled one where it may be used; otherwise raise NoDataError.
    """
    folder = find_folder(data, here)
    if folder:
        return folder
    if not may_use_bundled:
        looked = "looked for data/recommendations.yaml from here up"
        raise NoDataError(f"no data folder here: {looked}; give one with --data DIR")
    say("no data folder here; this is the plan that comes with stalkplan")
    return bundled_folder()


def _judgeable(folder: Path, contents: Contents) -> Register:
    """Return the register of a data folder; problems go to stderr.

    Raises NothingToJudgeError unless it holds a publication and a plan.
    """
    register = build(contents.texts, contents.problems)
    say(*map(str, register.problems))
    if register.publication is None:
        raise NothingToJudgeError(f"nothing to judge: {register.recommendations_file} is not read")
    if not register.plans:
        why = "no plan can be read" if register.unread else "there is no plan"
        raise NothingToJudgeError(f"nothing to judge: {why} in {folder}")
    return register
