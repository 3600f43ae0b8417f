"""`init`: write a new data folder for a force, and overwrite nothing."""

import os
import shlex
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from stalkplan.cli.help import app
from stalkplan.cli.options import InitDir, InitOrg
from stalkplan.cli.terminal import say, write
from stalkplan.errors import SaveError
from stalkplan.record.files import (
    DATA,
    RECOMMENDATIONS,
    RESPONSES,
    RESPONSES_FOLDER,
    bundled_folder,
    find_folder,
    here,
    is_device,
)
from stalkplan.record.forces import forces
from stalkplan.verdict.visible import visible


@app.command()
def init(folder: InitDir, *, org: InitOrg) -> None:
    """Start a plan: a folder with every recommendation and a blank answer to each requirement.

    \b
    stalkplan init data --org kent
    """
    from stalkplan.edit.new_plan import asked_of_forces, blank_plan
    from stalkplan.verdict.find_by_name import match
    from stalkplan.verdict.words import count

    known = forces()
    force = match(org, list(known), "force")
    publication = (bundled_folder() / RECOMMENDATIONS).read_text(encoding="utf-8")
    texts = blank_plan(force, known[force], publication)
    _write_folder(folder, texts, f"{RESPONSES_FOLDER}/{force}.yaml")
    asked = asked_of_forces(publication)
    plan = f"the plan of {known[force]}, {count(len(asked), 'blank answer')}"
    write(f"saved {visible(str(folder))}: {plan}\n")
    _, first = asked[0]
    is_found = find_folder(None, here) == folder.absolute() and not os.environ.get(DATA)
    where = "" if is_found else f" --data {shlex.quote(str(folder))}"
    steps = (f"respond {first.ref}", f"add {first.ref}", "status")
    for label, step in zip(("Next:", "", ""), steps, strict=True):
        say(f"{label:5} stalkplan {step}{where}")


def _write_folder(folder: Path, texts: Mapping[str, str], other: str) -> None:
    """Write the files that are not there yet, under a lock, and flush them all to the disk.

    A file that already holds its text is left as it is, so that a run that was cut off can be
    repeated. Raises SaveError if a file holds something else, or the plan's other name is taken.
    """
    from stalkplan.edit.new_plan import SCHEMAS
    from stalkplan.record.saving import cause_of, create, flush_folder, locked, make_folder
    from stalkplan.verdict.words import listed

    def there() -> list[str]:
        """Return the files that are there as they should be. Raises SaveError for others."""
        found = [file for file in (*texts, other) if os.path.lexists(folder / file)]
        others = [file for file in found if not _is_same(folder / file, texts.get(file))]
        if others:
            raise SaveError(f"{folder} has {listed(others)} already; init overwrites nothing")
        return found

    if device := next((part for part in folder.parts if is_device(part)), None):
        raise SaveError(f"'{device}' is a name that Windows keeps for itself; choose another")
    try:
        there()  # before a lock and a folder are made, which would stay
    except OSError as error:
        raise SaveError(f"{folder} is not written: {cause_of(error)}") from None
    make_folder(folder / SCHEMAS)
    with locked(folder / RESPONSES):
        try:
            kept = there()
            for file, text in texts.items():
                if file not in kept:
                    create(folder / file, text.encode())
            for made in (folder / SCHEMAS, folder, *folder.parents):
                with suppress(PermissionError):  # a folder far above was there before
                    flush_folder(made)
        except OSError as error:
            cause = cause_of(error)
            raise SaveError(f"{folder} is not written whole: {cause}; run init again") from None


def _is_same(path: Path, text: str | None) -> bool:
    """Whether a file already holds what would be written; an ignore file may say what it likes."""
    from stalkplan.edit.new_plan import IGNORED

    if path.name == IGNORED:
        return True
    return text is not None and path.is_file() and path.read_bytes() == text.encode()
