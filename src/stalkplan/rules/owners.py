"""Rules of owners: who is one and the same, and is found as two."""

from collections.abc import Iterator
from unicodedata import normalize

from stalkplan.record.model import quoted
from stalkplan.record.yaml import RecordPath
from stalkplan.rules.context import Context, Found
from stalkplan.rules.rule import warning


@warning("owner is spelled in a second way", "owners are spelled in a second way", 55)
def owner_spelled_twice(context: Context) -> Iterator[Found]:
    """Two owners of a plan differ only in spaces, in capitals or in how an accent is encoded.

    They are listed as two, and a search for the one misses the other. The first in the file is the
    one to keep.

    Passes:
        - ref: 7.1
          position: We do.
          actions: [{id: 7.1a, owner: Crime registrar}, {id: 7.1b, owner: Crime registrar}]

    Fails:
        - ref: 7.1
          position: We do.
          actions: [{id: 7.1a, owner: Crime registrar}, {id: 7.1b, owner: Crime  Registrar}]
    """
    first: dict[tuple[str, str], tuple[str, bool]] = {}
    for file, path, name, owner, is_marked in _owners(context):
        key = (file, " ".join(normalize("NFC", owner).casefold().split()))
        known, is_known_marked = first.setdefault(key, (owner, is_marked))
        if owner != known:
            hidden = is_marked or is_known_marked
            what = "an owner" if hidden else quoted(owner)
            message = f"{what} is spelled differently above"
            hint = "spell it in one way" if hidden else f"write {known}"
            yield Found(context.place(file, (*path, "owner")), message, hint, name)


def _owners(context: Context) -> Iterator[tuple[str, RecordPath, str, str, bool]]:
    """Yield each owner: file, path of its record, name of that, the owner, if it is marked."""
    for answered, path, action in context.actions:
        if action.owner:
            is_marked = bool(action.marking or answered.response.marking)
            yield answered.file, path, action.id, action.owner, is_marked
    for recorded in context.updates:
        if owner := recorded.update.owner:
            yield recorded.answered.file, recorded.path, recorded.name, owner, recorded.is_marked
