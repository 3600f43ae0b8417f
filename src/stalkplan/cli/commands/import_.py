"""`import`: a published plan to a draft, on the screen or in a new file."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from stalkplan.cli.help import app
from stalkplan.cli.options import AsOf, Data, ImportFile, ImportOrg, ImportOutput, Source, today
from stalkplan.cli.terminal import say, write
from stalkplan.errors import NoDataError, SaveError, SourceError, WrongCallError
from stalkplan.record.files import (
    RECOMMENDATIONS,
    bundled_folder,
    find_folders,
    here,
    is_device,
    publication_folders,
    read_folder,
    read_source,
)
from stalkplan.record.forces import known_forces
from stalkplan.verdict.visible import visible

if TYPE_CHECKING:
    from stalkplan.imports.drafting.import_plan import AnsweredPublication
    from stalkplan.record.register import Register


@app.command("import")
def import_(
    file: ImportFile,
    *,
    org: ImportOrg,
    output: ImportOutput = None,
    source: Source = None,
    as_of: AsOf = None,
    data: Data = None,
) -> None:
    """Turn a published plan into a draft, in its own words, and say what was unclear.

    \b
    stalkplan import plan.html --org kent
    stalkplan import plan.docx --org kent --output draft.yaml
    """
    from stalkplan.imports.drafting.import_plan import plan_of
    from stalkplan.imports.readers.bounds import MAX_SOURCE_BYTES
    from stalkplan.imports.readers.choose import read_plan
    from stalkplan.reports.blocks import missing_here
    from stalkplan.verdict.find_by_name import match
    from stalkplan.verdict.words import count

    on = as_of or today()
    known = known_forces()
    force = match(org, list(known), "force")
    if output and os.path.lexists(output):
        raise SaveError(f"{output} is there already and is left as it is")
    document = read_plan(read_source(file, MAX_SOURCE_BYTES), str(file))
    register, publication = _publication(data)
    planned = plan_of(document, publication, (force, known[force]), source, file.name, on=on)
    if not planned.answers:
        raise SourceError(
            f"{file}: no plan is found in it: nothing stands beside a ref such as 7.1"
        )
    if output:
        _save(output, planned.text)
        counts = f"{count(planned.answers, 'answer')}, {count(len(planned.questions), 'question')}"
        write(f"saved {visible(str(output))}: a draft of the plan of {known[force]}, {counts}\n")
    else:
        write(planned.text)
    say(*document.warnings, *missing_here(register), *planned.summary)


def _publication(data: Path | None) -> tuple["Register", "AnsweredPublication"]:
    """Return the publication of the data folder, or the bundled one if there is no folder.

    The register is what it was read from.

    Its problems go to stderr. Raises NoDataError if it cannot be read.
    """
    from stalkplan.imports.drafting.import_plan import AnsweredPublication
    from stalkplan.record.register import build

    found = find_folders(data, here) or [bundled_folder()]
    folders = [each for folder in found for each in publication_folders(folder)]
    if len(folders) > 1:
        names = ", ".join(folder.label for folder in folders)
        told = f"there are {len(folders)} publications; give the folder of one with --data: {names}"
        raise WrongCallError(told)
    contents = read_folder(folders[0].path, folders[0].label)
    texts = {name: t for name, t in contents.texts.items() if name.endswith(f"/{RECOMMENDATIONS}")}
    register = build(texts)
    say(*map(str, register.problems))
    if register.publication is None:
        raise NoDataError(
            f"nothing to hold it against: {register.recommendations_file} is not read"
        )
    return register, AnsweredPublication(register.publication, register.recommendations)


def _save(path: Path, text: str) -> None:
    """Write a new file and flush it to the disk. Raises SaveError."""
    from stalkplan.record.saving import cause_of, create, flush_folder, locked

    if is_device(path.name):
        raise SaveError(f"'{path.name}' is a name that Windows keeps for itself; choose another")
    if not path.resolve().parent.is_dir():
        raise SaveError(f"{path} is not saved: there is no folder {path.parent}")
    with locked(path):
        try:
            create(path, text.encode())
            flush_folder(path.resolve().parent)
        except OSError as error:
            raise SaveError(f"{path} is not saved: {cause_of(error)}") from None
