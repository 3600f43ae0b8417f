"""`init`: write a new data folder for a force, over nothing that is there."""

import os
import shlex
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from stalkplan.cli.terminal import say, write
from stalkplan.edit.new_plan import IGNORED, SCHEMAS, asked_of_forces, blank_plan
from stalkplan.errors import SaveError
from stalkplan.record.files import (
    DATA,
    RECOMMENDATIONS,
    RESPONSES,
    RESPONSES_FOLDER,
    bundled_folder,
    find_folder,
)
from stalkplan.record.forces import forces
from stalkplan.record.saving import cause_of, create, flush_folder, locked, make_folder
from stalkplan.verdict import words
from stalkplan.verdict.find import match
from stalkplan.verdict.marks import visible


def begin(folder: Path, name: str) -> None:
    """Write a data folder for the force `name`, an id; nothing that is there is overwritten.

    Files that hold already what would be written are left, so that a run that was cut off can be
    repeated. Raises UnknownNameError for a force that is none, SaveError.
    """
    known = forces()
    force = match(name, list(known), "force")
    publication = (bundled_folder() / RECOMMENDATIONS).read_text(encoding="utf-8")
    texts = blank_plan(force, known[force], publication)
    make_folder(folder / SCHEMAS)
    with locked(folder / RESPONSES):
        try:
            _write_missing(folder, texts, f"{RESPONSES_FOLDER}/{force}.yaml")
        except OSError as error:
            cause = cause_of(error)
            raise SaveError(f"{folder} is not written whole: {cause}; run init again") from None
    asked = asked_of_forces(publication)
    told = f"the plan of {known[force]}, {words.count(len(asked), 'blank answer')}"
    write(f"saved {visible(str(folder))}: {told}\n")
    _, first = asked[0]
    is_found = find_folder(None, Path.cwd()) == folder.absolute() and not os.environ.get(DATA)
    where = "" if is_found else f" --data {shlex.quote(str(folder))}"
    steps = (f"respond {first.ref}", f"add {first.ref}", "status")
    for label, step in zip(("Next:", "", ""), steps, strict=True):
        say(f"{label:5} stalkplan {step}{where}")


def _write_missing(folder: Path, texts: Mapping[str, str], other: str) -> None:
    """Write what is not there yet, and flush it all, what an earlier run wrote as well.

    Raises SaveError if something else is there, or the plan in `other`; OSError.
    """
    there = [file for file in (*texts, other) if os.path.lexists(folder / file)]
    others = [file for file in there if not _is_same(folder / file, texts.get(file))]
    if others:
        raise SaveError(f"{folder} has {words.listed(others)} already; init overwrites nothing")
    for file, text in texts.items():
        if file not in there:
            create(folder / file, text.encode())
    for made in (folder / SCHEMAS, folder, *folder.parents):
        with suppress(PermissionError):  # of a folder far above, which was there before
            flush_folder(made)


def _is_same(path: Path, text: str | None) -> bool:
    """Whether a file holds already what would be written; an ignore file may say what it likes."""
    if path.name == IGNORED:
        return True
    return text is not None and path.is_file() and path.read_bytes() == text.encode()
