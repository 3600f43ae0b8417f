"""`init`: write a new data folder for a force, over nothing that is there."""

import shlex
from pathlib import Path

from stalkplan import words
from stalkplan.blank import IGNORED, asked_of_forces, blank_plan
from stalkplan.console import say, write
from stalkplan.errors import SaveError
from stalkplan.files import bundled_folder, find_folder
from stalkplan.forces import forces
from stalkplan.marks import visible
from stalkplan.names import RECOMMENDATIONS, RESPONSES
from stalkplan.opening import match
from stalkplan.saving import create, locked, make_folder


def begin(folder: Path, name: str) -> None:
    """Write a data folder for the force `name`, an id; nothing that is there is overwritten.

    Files that hold already what would be written are left, so that a run that was cut off can be
    repeated. Raises UnknownNameError for a force that is none, SaveError.
    """
    known = forces()
    force = match(name, list(known), "force")
    publication = (bundled_folder() / RECOMMENDATIONS).read_text(encoding="utf-8")
    texts = blank_plan(force, known[force], publication)
    make_folder(folder)
    with locked(folder / RESPONSES):
        if there := [file for file, text in texts.items() if _holds_other(folder / file, text)]:
            raise SaveError(f"{folder} has {words.listed(there)} already; init overwrites nothing")
        for file, text in texts.items():
            path = folder / file
            if not path.exists():
                make_folder(path.parent)
                create(path, text.encode())
    asked = asked_of_forces(publication)
    told = f"the plan of {known[force]}, {words.count(len(asked), 'blank answer')}"
    write(f"saved {visible(str(folder))}: {told}\n")
    _, first = asked[0]
    is_found = find_folder(None, Path.cwd()) == folder.absolute()
    where = "" if is_found else f" --data {shlex.quote(str(folder))}"
    steps = (f"respond {first.ref}", f"add {first.ref}", "status")
    for label, step in zip(("Next:", "", ""), steps, strict=True):
        say(f"{label:5} stalkplan {step}{where}")


def _holds_other(path: Path, text: str) -> bool:
    """Whether something else is there already; an ignore file may say what it likes."""
    if path.name == IGNORED or not (path.exists() or path.is_symlink()):
        return False
    return not path.is_file() or path.read_bytes() != text.encode()
