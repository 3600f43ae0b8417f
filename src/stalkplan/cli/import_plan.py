"""`import`: a published plan to a draft, on the screen or in a new file."""

import os
from datetime import date
from pathlib import Path

from stalkplan.cli.terminal import say, write
from stalkplan.errors import NoDataError, SaveError, SourceError
from stalkplan.imports.drafting.plan import AnsweredPublication, plan_of
from stalkplan.imports.readers.bounds import MAX_SOURCE_BYTES
from stalkplan.imports.readers.choose import read
from stalkplan.record.files import (
    RECOMMENDATIONS,
    bundled_folder,
    find_folder,
    read_folder,
    read_source,
)
from stalkplan.record.forces import forces
from stalkplan.record.register import build
from stalkplan.record.saving import cause_of, create, flush_folder, locked
from stalkplan.verdict import words
from stalkplan.verdict.find import match
from stalkplan.verdict.marks import visible


def import_plan(
    file: Path, name: str, output: Path | None, data: Path | None, source: str | None, *, on: date
) -> None:
    """Write a draft of the plan that a force, an id, has published in a file.

    What was found, what was not used and what could not be told goes to stderr. `source` is the
    page's address; what is dated after the day `on` is no update. Raises UnknownNameError,
    SourceError for a file that gives no plan, SaveError where the output is there already.
    """
    known = forces()
    force = match(name, list(known), "force")
    if output and os.path.lexists(output):
        raise SaveError(f"{output} is there already and is left as it is")
    document = read(read_source(file, MAX_SOURCE_BYTES), str(file))
    asked = _asked(data)
    planned = plan_of(document, asked, (force, known[force]), source, file.name, on=on)
    if not planned.answers:
        raise SourceError(
            f"{file}: no plan is found in it: nothing stands beside a ref such as 7.1"
        )
    if output:
        _save(output, planned.text)
        counts = (planned.answers, "answer"), (len(planned.questions), "question")
        told = ", ".join(words.count(*each) for each in counts)
        write(f"saved {visible(str(output))}: a draft of the plan of {known[force]}, {told}\n")
    else:
        write(planned.text)
    say(*document.warnings, *planned.summary)


def _asked(data: Path | None) -> AnsweredPublication:
    """Return the publication of the data folder; where there is none, the bundled one."""
    contents = read_folder(find_folder(data, Path.cwd()) or bundled_folder())
    texts = {name: t for name, t in contents.texts.items() if name.endswith(f"/{RECOMMENDATIONS}")}
    register = build(texts)
    say(*map(str, register.problems))
    if register.publication is None:
        raise NoDataError(
            f"nothing to hold it against: {register.recommendations_file} is not read"
        )
    return AnsweredPublication(register.publication, register.recommendations)


def _save(path: Path, text: str) -> None:
    if not path.resolve().parent.is_dir():
        raise SaveError(f"{path} is not saved: there is no folder {path.parent}")
    with locked(path):
        try:
            create(path, text.encode())
            flush_folder(path.resolve().parent)
        except OSError as error:
            raise SaveError(f"{path} is not saved: {cause_of(error)}") from None
