"""Which commit the files of a folder are of, if they are as it has them."""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from stalkplan.errors import HistoryError
from stalkplan.history.data_folders import DataFolders
from stalkplan.history.git import Commit, NotARepositoryError, Repository
from stalkplan.record.problems import BOM


class Edition(NamedTuple):
    """The commit that has files as they are; without one, `why_not` says in words why.

    `ways` are the folders of the files, from the top of the repository.
    """

    commit: Commit | None
    why_not: str = ""
    ways: tuple[str, ...] = ()


NOT_IN_GIT = Edition(None, "is not kept in git")


def edition_of(folders: Iterable[tuple[Path, str, Mapping[str, str]]]) -> Edition:
    """Return the commit that is checked out, if it has the texts of these folders as they are.

    Each folder comes with the label before the names of its files, and their texts by name.
    """
    found = [_edition(*each) for each in folders]
    if unlike := next((each for each in found if each.commit is None), None):
        return unlike
    if len({each.commit for each in found}) != 1:
        return Edition(None, "is in several repositories")
    ways = tuple(way for each in found for way in each.ways)
    return found[0]._replace(ways=ways)


def _edition(folder: Path, label: str, texts: Mapping[str, str]) -> Edition:
    with ExitStack() as stack:
        repository = Repository(folder)
        stack.push(repository)  # not entered: of a shallow clone the last commit is enough
        try:
            commit = repository.commit("HEAD")
            folders = DataFolders(repository, folder, label)
            names = folders.files(commit)
            committed = {name: repository.text(blob) or "" for name, blob in names.items()}
        except NotARepositoryError:
            return NOT_IN_GIT
        except HistoryError as fault:
            return Edition(None, f"git cannot read: {fault}")
    if _plain(committed) != _plain(texts):
        return Edition(None, "has changes that are not committed")
    return Edition(commit, ways=("/".join(folders.way),))


def _plain(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return texts without what git may change as it checks them out."""
    return {name: text.replace("\r\n", "\n").removeprefix(BOM) for name, text in texts.items()}
