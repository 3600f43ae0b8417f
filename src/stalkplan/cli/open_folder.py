"""Open the data folder for a command: its register, and the items that the filters let through.

A data folder may hold several publications: then there is a register for each.
"""

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from stalkplan.cli.terminal import say
from stalkplan.errors import (
    NoDataError,
    NoPlanError,
    NothingToJudgeError,
    UnknownNameError,
    WrongCallError,
)
from stalkplan.record.files import (
    DATA,
    RECOMMENDATIONS,
    Contents,
    PublicationFolder,
    bundled_folder,
    file_in,
    find_folders,
    here,
    is_file_of,
    name_within,
    path_of_data,
    plans_elsewhere,
    publication_folders,
    read_folder,
)
from stalkplan.record.model import Plan
from stalkplan.record.publications import differences_of, publication_in
from stalkplan.record.register import Register, begun, build
from stalkplan.record.repository_file import REPOSITORY_FILE
from stalkplan.reports.blocks import Judged
from stalkplan.verdict.find_by_name import (
    match,
    matching,
    of_organisations,
    only_organisations,
    pages_for,
)
from stalkplan.verdict.items import Item, assess
from stalkplan.verdict.recorded_words import begun_in_words
from stalkplan.verdict.words import listed, long_date

WORKSPACE = "GITHUB_WORKSPACE"
"""The variable that names the top of a checkout in GitHub Actions."""

NO_ITEM = "nothing to judge: nothing matches these filters"


class Filters(NamedTuple):
    """Which items a command is about; None means all."""

    orgs: Sequence[str] | None = None
    owners: Sequence[str] | None = None
    themes: Sequence[str] | None = None
    publications: Sequence[str] | None = None


class Opened(NamedTuple):
    """A publication's folder to write to, and the items of one organisation or of all."""

    folder: PublicationFolder
    texts: Mapping[str, str]
    register: Register
    items: list[Item]

    def path(self, file: str) -> Path:
        """Return the path of a file by its name in the register."""
        return self.folder.path / name_within(self.folder.label, file)

    def is_file(self, path: str) -> bool:
        """Whether a relative path names a file of the repository."""
        return is_file_of(self.folder.top, path)


class OpenedAll(NamedTuple):
    """What is judged, a part for each publication; their registers, then those with no part.

    A register without a part is here for its files that could not be read: whose they are is not
    known, so nothing about them was judged. `chosen` names the only publication that the filters
    left of several; those of `without_plan` have none, which is said. Of the bundled plan
    `is_bundled`: few commands take it.
    """

    parts: list[Judged]
    registers: list[Register]
    chosen: Sequence[str] = ()
    without_plan: Sequence[str] = ()
    is_bundled: bool = False

    @property
    def unread(self) -> list[str]:
        """The files that could not be read."""
        return [name for register in self.registers for name in register.unread]


def open_items(
    data: Path | Sequence[Path] | None, filters: Filters, *, on: date, may_use_bundled: bool
) -> OpenedAll:
    """Return the registers of the data folders and their items as at the day `on`, both filtered.

    Problems of the files go to stderr, each with its place. Raises what `filtered` raises, and
    NoDataError if there is no folder and the bundled one may not stand in for it. Of several
    publications one that cannot be read does not stop the others; its register has no part.
    """
    folders = folders_given(data, may_use_bundled=may_use_bundled)
    registers, without_plan = _registers(folders, filters.publications)
    parts = filtered([r for r in registers if _can_be_judged(r)], filters, on=on)
    kept = {part.publication for part in parts}
    rest = [
        only_organisations(register, set())
        for register in registers
        if register.unread and not (register.publication and register.publication.id in kept)
    ]
    chosen = [part.publication for part in parts] if len(folders) > len(parts) == 1 else []
    is_bundled = may_use_bundled and not (data or os.environ.get(DATA) or find_folders(None, here))
    every = [*(part.register for part in parts), *rest]
    return OpenedAll(parts, every, chosen, without_plan, is_bundled)


def filtered(registers: Sequence[Register], filters: Filters, *, on: date) -> list[Judged]:
    """Return the part of each register that the filters let through, and its items as at `on`.

    Of several publications, one in which nothing is left by a filter is left out. Raises
    UnknownNameError if a filter matches nothing, and NothingToJudgeError if no item is left: an
    empty answer must not look like a good one.
    """
    if filters.orgs:
        known = [p.organisation.id for register in registers for p in register.plans.values()]
        ids = {match(name, known, "organisation") for name in filters.orgs}
        registers = [only_organisations(register, ids) for register in registers]
    judged = {id(register): assess(register, on=on) for register in registers}
    every = [item for items in judged.values() for item in items]
    kept = set(map(id, matching(every, filters.owners, filters.themes)))
    if not kept:
        raise NothingToJudgeError(NO_ITEM)
    parts = []
    for register in registers:
        items = [item for item in judged[id(register)] if id(item) in kept]
        own = {item.organisation.id for item in items}
        is_part = filters.owners or filters.themes
        part = only_organisations(register, own) if is_part else register
        if part.plans:
            parts.append(Judged(part, items, on))
    return parts


def opened_register(folder: PublicationFolder) -> Register:
    """Return the register of a publication's folder; problems go to stderr.

    Raises NothingToJudgeError.
    """
    return _judgeable(folder, read_folder(folder.path, folder.label))


def open_to_write(
    data: Path | None,
    org: str | None,
    *,
    on: date,
    publication: str | None = None,
    name: str | None = None,
) -> Opened:
    """Return a publication's folder and its items as at the day `on`; problems go to stderr.

    Where there are several and none is given, it is the only one that has an item `name`. Raises
    NoDataError, NothingToJudgeError, UnknownNameError, and WrongCallError with the list where
    several have it. The bundled plan is never written.
    """
    folders = folders_given(data)
    if name is None or publication is not None or len(folders) == 1:
        return _opened(one_folder(data, publication), org, on=on)
    every: list[Opened] = []
    for folder in folders:
        try:
            every.append(_opened(folder, org, on=on))
        except (UnknownNameError, NoPlanError):
            if not every and folder == folders[-1]:  # nobody knows the organisation, or has a plan
                raise
    parts = [Judged(opened.register, opened.items, on) for opened in every]
    return every[parts.index(the_part(parts, name))]


def the_part(parts: Sequence[Judged], name: str) -> Judged:
    """Return the only publication that has a requirement, an action or an item id.

    Raises WrongCallError with the list where several have it, UnknownNameError where none has.
    """
    if len(parts) == 1:
        return parts[0]
    wanted = name.strip().casefold()
    found = [
        part
        for part in parts
        if any(wanted in (item.ref.casefold(), item.id.casefold()) for item in part.items)
    ]
    if not found:
        items = [item for part in parts for item in part.items]
        pages_for(items, name, [part.register for part in parts])
    if len(found) > 1:
        ids = listed([part.publication for part in found])
        raise WrongCallError(f"{name} is in the publications {ids}; say which with --publication")
    return found[0]


def only_part(parts: Sequence[Judged]) -> Judged:
    """Return the only publication that is judged; WrongCallError with the list if it is not one."""
    if len(parts) > 1:
        raise WrongCallError(_name_one([part.publication for part in parts]))
    return parts[0]


def one_plan(register: Register) -> Plan:
    """Return the only plan of a register; WrongCallError with the list if there are several."""
    plans = [*register.plans.values()]
    if len(plans) > 1:
        known = ", ".join(plan.organisation.id for plan in plans)
        raise WrongCallError(f"there are {len(plans)} plans; name one with --org: {known}")
    return plans[0]


def one_folder(data: Path | None, publication: str | None) -> PublicationFolder:
    """Return the folder of a publication; without a name, the only one there is.

    Raises WrongCallError with the list if there are several, UnknownNameError for one that is not
    there, NoDataError.
    """
    folders = folders_given(data)
    if publication is None and len(folders) == 1:
        return folders[0]
    ids = [_publication_of(folder) for folder in folders]
    if publication is None:
        raise WrongCallError(_name_one(ids))
    chosen = match(publication, ids, "publication")
    same = [folder for folder, id_ in zip(folders, ids, strict=True) if id_ == chosen]
    if len(same) > 1:
        labels = listed([folder.label for folder in same])
        raise WrongCallError(f"{labels} are all the publication {chosen}; give one with --data")
    return same[0]


def folders_of(
    data: Path | None, publications: Sequence[str] | None
) -> list[tuple[str, PublicationFolder]]:
    """Return the folder of each publication with its id, or of those that are named.

    The only one, if nobody names it, needs no id.

    Raises UnknownNameError for one that is not there, NoDataError.
    """
    folders = folders_given(data)
    if len(folders) == 1 and not publications:
        return [("", folders[0])]
    found = [(_publication_of(folder), folder) for folder in folders]
    ids = [id_ for id_, _ in found]
    chosen = {match(name, ids, "publication") for name in publications or ids}
    return [(id_, folder) for id_, folder in found if id_ in chosen]


def since_published(register: Register, name: str = "") -> date:
    """Return the day for a command without --since, and say on stderr which it is, and of what.

    It is that of the publication, or of a recommendation that was made earlier.
    """
    first = begun(register)
    assert first  # noqa: S101  it could be opened
    whose = f"{name}: " if name else ""
    say(f"{whose}since {long_date(first)}, {begun_in_words(register)}; --since names another")
    return first


def folders_given(
    data: Path | Sequence[Path] | None, *, may_use_bundled: bool = False
) -> list[PublicationFolder]:
    """Return the folder of each publication in the data folders that were given, or that is found.

    One that is given by several names, as through a link or in a folder around it, is one folder.
    Raises NoDataError. A data folder is called as CI and editors can open it; where two would be
    called alike, each by its path from here.
    """
    given: list[Path | None] = [data] if isinstance(data, Path) else [*(data or ())]
    if not given and os.environ.get(DATA):
        given = [Path(os.environ[DATA])]
    every = [data_folders(folder, may_use_bundled=may_use_bundled) for folder in given or [None]]
    found = [folder for folders in every for folder in folders]
    workspace = Path(os.environ[WORKSPACE]).resolve() if os.environ.get(WORKSPACE) else None
    labels = [path_of_data(folder, workspace) for folder in found]
    if len({*labels}) < len(labels):
        labels = [path_from_here(folder) for folder in found]
    pairs = zip(found, labels, strict=True)
    inner = [each for folder, label in pairs for each in publication_folders(folder, label)]
    once = {each.path.resolve(): each for each in reversed(inner)}
    return [each for each in inner if once[each.path.resolve()] is each]


def top_of(data: Path | None, file: str) -> Path:
    """Return the folder from which the paths of a plan's evidence are, by the name of its file."""
    folders = folders_given(data)
    return next(folder.top for folder in folders if file.startswith(file_in(folder.label, "")))


def data_folders(data: Path | None, *, may_use_bundled: bool = False) -> list[Path]:
    """Return the data folders.

    If there is none, return the bundled one where it may be used; otherwise raise NoDataError, as
    in a repository that has plans elsewhere.
    """
    folders = find_folders(data, here)
    if folders:
        return folders
    if elsewhere := plans_elsewhere(here()):
        shown = listed([path_from_here(folder) for folder in elsewhere[:5]])
        more = f" and {len(elsewhere) - 5} more" if len(elsewhere) > 5 else ""
        told = f"no data folder here, and this repository has plans in {shown}{more}"
        raise NoDataError(f"{told}; give one with --data DIR, or name them in {REPOSITORY_FILE}")
    if not may_use_bundled:
        looked = "looked for data/recommendations.yaml from here up"
        raise NoDataError(
            f"no data folder here: {looked}; give one with --data DIR, or begin one: "
            "stalkplan init data"
        )
    say("no data folder here; this is the plan that comes with stalkplan")
    return [bundled_folder()]


def path_from_here(path: Path) -> str:
    """Return a path from the working folder, or from the root if it is not in it."""
    path, start = Path(os.path.abspath(path)), here()  # noqa: PTH100  a link keeps its name
    return (path.relative_to(start) if path.is_relative_to(start) else path).as_posix()


def _name_one(ids: Sequence[str]) -> str:
    return f"there are {len(ids)} publications; name one with --publication: {', '.join(ids)}"


def _publication_of(folder: PublicationFolder) -> str:
    """Return the id of the publication of a folder; what the folder is called if it has none."""
    try:
        text = (folder.path / RECOMMENDATIONS).read_text("utf-8")
    except (OSError, ValueError):
        return folder.label
    return publication_in(text) or folder.label


def _registers(
    folders: Sequence[PublicationFolder], names: Sequence[str] | None
) -> tuple[list[Register], list[str]]:
    """Return a register for each publication, or for those that are named; problems go to stderr.

    Of several, those without a plan stand apart, by their ids, and are named on stderr. Raises
    NothingToJudgeError if none can be judged or has a plan, or folders of one disagree;
    UnknownNameError for a publication that is not there.
    """
    read = {folder: read_folder(folder.path, folder.label) for folder in folders}
    if len(folders) == 1 and not names:
        return [_judgeable(folder, contents) for folder, contents in read.items()], []
    groups: dict[str, list[PublicationFolder]] = {}
    for folder, contents in read.items():
        text = contents.texts.get(file_in(folder.label, RECOMMENDATIONS), "")
        groups.setdefault(publication_in(text) or folder.label, []).append(folder)
    chosen = {match(name, [*groups], "publication") for name in names or ()}
    registers, without_plan = [], {}
    for id_, same in groups.items():
        if chosen and id_ not in chosen:
            continue
        contents = _together(id_, {folder: read[folder] for folder in same})
        register = build(contents.texts, contents.problems)
        say(*map(str, register.problems))
        if register.plans or register.unread:
            registers.append(register)
            for folder in (each for each in same if not _has_plan(each, read[each])):
                say_without_plan(folder)
        else:
            without_plan[id_] = same[0]
    if not registers:
        labels = listed([folder.label for folder in without_plan.values()])
        raise NoPlanError(f"nothing to judge: there is no plan in {labels}")
    for folder in without_plan.values():
        say_without_plan(folder)
    if not any(map(_can_be_judged, registers)):
        labels = listed([folder.label for folder in folders])
        raise NothingToJudgeError(f"nothing to judge: nothing can be read in {labels}")
    return registers, [*without_plan]


def say_without_plan(folder: PublicationFolder) -> None:
    """Say on stderr that a publication of several has no plan: nobody is to take it for done."""
    say(f"there is no plan in {folder.label}; nothing of it is judged")


def _has_plan(folder: PublicationFolder, contents: Contents) -> bool:
    """Whether a folder has a plan, be it one that cannot be read."""
    plans = {*contents.texts} - {file_in(folder.label, RECOMMENDATIONS)}
    return bool(plans or contents.problems)


def _can_be_judged(register: Register) -> bool:
    return register.publication is not None and bool(register.plans)


def _together(id_: str, read: Mapping[PublicationFolder, Contents]) -> Contents:
    """Return what the folders of one publication hold, its recommendations once.

    Raises NothingToJudgeError, which says where they differ, unless all have the same.
    """
    (first, whole), *others = read.items()
    main = file_in(first.label, RECOMMENDATIONS)
    for folder, contents in others:
        own = file_in(folder.label, RECOMMENDATIONS)
        texts = {**contents.texts}
        lines = list(differences_of((main, whole.texts.get(main, "")), (own, texts.pop(own, ""))))
        if lines:
            told = f"{first.label} and {folder.label} are both the publication {id_}"
            raise NothingToJudgeError(f"nothing to judge: {told}, and differ in it:", lines)
        whole = Contents({**whole.texts, **texts}, [*whole.problems, *contents.problems])
    return whole


def _opened(folder: PublicationFolder, org: str | None, *, on: date) -> Opened:
    contents = read_folder(folder.path, folder.label)
    register = _judgeable(folder, contents)
    ids = [plan.organisation.id for plan in register.plans.values()]
    if register.unread and (org or "").casefold() not in ids:
        names = ", ".join(sorted(set(register.unread)))
        raise NothingToJudgeError(f"cannot tell whose plan this is: fix {names} first")
    register = of_organisations(register, None if org is None else [org])
    return Opened(folder, contents.texts, register, assess(register, on=on))


def _judgeable(folder: PublicationFolder, contents: Contents) -> Register:
    """Return the register of a publication's folder; problems go to stderr.

    Raises NothingToJudgeError unless it holds a publication and a plan.
    """
    register = build(contents.texts, contents.problems)
    say(*map(str, register.problems))
    if register.publication is None:
        file = register.recommendations_file
        raise NothingToJudgeError(f"nothing to judge: {file} cannot be read; fix it first")
    if not register.plans and register.unread:
        raise NothingToJudgeError(f"nothing to judge: no plan can be read in {folder.path}")
    if not register.plans:
        raise NoPlanError(f"nothing to judge: there is no plan in {folder.path}")
    return register
