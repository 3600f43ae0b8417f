"""`import`: a published plan to a draft, on the screen or in a new file."""

import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stalkplan.cli.clock import today
from stalkplan.cli.help import app
from stalkplan.cli.options.common import AsOf, Data
from stalkplan.cli.options.recording import (
    DryRun,
    ImportFile,
    ImportMap,
    ImportOrg,
    ImportOutput,
    Into,
    Source,
    UpdateAllow,
)
from stalkplan.cli.terminal import say, write
from stalkplan.errors import NoDataError, SaveError, SourceError, WrongCallError
from stalkplan.record.files import (
    RECOMMENDATIONS,
    RESPONSES,
    bundled_folder,
    find_folders,
    here,
    is_device,
    is_in_git,
    name_within,
    publication_folders,
    read_folder,
    read_source,
)
from stalkplan.record.forces import known_forces
from stalkplan.verdict.visible import visible

if TYPE_CHECKING:
    from stalkplan.cli.save import Where
    from stalkplan.imports.drafting.import_plan import AnsweredPublication, ImportedPlan
    from stalkplan.imports.phrases.statuses import StatusWords
    from stalkplan.imports.readers.document import Document
    from stalkplan.record.register import Register


@app.command("import")
def import_(
    file: ImportFile,
    *,
    org: ImportOrg = None,
    output: ImportOutput = None,
    into: Into = None,
    map_: ImportMap = None,
    source: Source = None,
    allow: UpdateAllow = False,
    dry_run: DryRun = False,
    as_of: AsOf = None,
    data: Data = None,
) -> None:
    """Turn a published plan into a draft, in its own words, and say what was unclear.

    With --into, what a newer edition of it says goes into a plan that is there already.

    \b
    stalkplan import plan.html --org kent  # on the screen
    stalkplan import plan.docx --org kent --output draft.yaml
    stalkplan import plan.html --into data/responses.yaml --as-of 2026-07-01
    """
    from stalkplan.imports.phrases.statuses import words_with

    on = as_of or today()
    statuses = words_with(map_ or ())
    if into:
        beside = {"--org": org, "--output": output, "--data": data}
        if wrong := [option for option, value in beside.items() if value]:
            raise WrongCallError(f"--into names the plan that it goes into; leave {wrong[0]} out")
        page = _Source(file, source, statuses)
        _import_into(page, into, on=on, is_dry_run=dry_run, is_allowed=allow)
        return
    if org is None:
        raise WrongCallError(
            "give --org, for whose plan it is, or --into, for the plan it goes into"
        )
    if wrong := [
        option for option, is_set in (("--allow", allow), ("--dry-run", dry_run)) if is_set
    ]:
        raise WrongCallError(
            f"{wrong[0]} is for --into; without it a draft is shown, or written to a new file"
        )
    _draft(_Source(file, source, statuses), org, output, data, on=on)


class _Source(NamedTuple):
    """The file of a published plan, the address of its page, and the words that are a status."""

    file: Path
    address: str | None
    statuses: "StatusWords"


def _draft(page: _Source, org: str, output: Path | None, data: Path | None, *, on: date) -> None:
    """Write a draft of the plan of a force, to the screen or as a new file."""
    from stalkplan.imports.drafting.import_plan import plan_of
    from stalkplan.reports.blocks import missing_here
    from stalkplan.verdict.find_by_name import match
    from stalkplan.verdict.words import count

    known = known_forces()
    force = match(org, list(known), "force")
    if output and os.path.lexists(output):
        raise SaveError(f"{output} is there already and is left as it is")
    document = _document(page.file)
    register, publication = _publication(data)
    planned = plan_of(
        document,
        publication,
        (force, known[force]),
        page.address,
        page.file.name,
        on=on,
        statuses=page.statuses,
    )
    _refuse_empty(planned, page.file)
    if output:
        _save(output, planned.text)
        counts = f"{count(planned.answers, 'answer')}, {count(len(planned.questions), 'question')}"
        write(f"saved {visible(str(output))}: a draft of the plan of {known[force]}, {counts}\n")
    else:
        write(planned.text)
    say(*document.warnings, *missing_here(register, on=on, in_full=True), *planned.summary)


def _import_into(
    page: _Source, into: Path, *, on: date, is_dry_run: bool, is_allowed: bool
) -> None:
    """Put what an edition says that a plan does not into the plan, and tell the rest."""
    from stalkplan.cli.open_folder import Opened
    from stalkplan.cli.save import Batch, record_all
    from stalkplan.imports.drafting.import_plan import AnsweredPublication, plan_of
    from stalkplan.imports.drafting.newer_edition import EditionNews, edition_news
    from stalkplan.imports.drafting.summary import told_of

    file = page.file
    document = _document(file)
    where, name = _plan_at(into)
    opened = where.opened(on=on)
    register, plan = opened.register, opened.register.plans[name]
    if register.publication is None:  # a folder that is opened has one
        raise NoDataError(f"nothing to compare it with: {register.recommendations_file}")
    whose = plan.organisation
    planned = plan_of(
        document,
        AnsweredPublication(register.publication, register.recommendations),
        (whose.id, whose.name),
        page.address or plan.source,
        file.name,
        on=on,
        statuses=page.statuses,
        answers_for=whose.answers_for,
    )
    _refuse_empty(planned, file)

    def news_for(now: Opened) -> EditionNews:
        day = planned.page_day
        return edition_news(planned.read, now.register, now.texts, now.items, page_day=day, on=on)

    news = news_for(opened)
    told = [*document.warnings, *told_of(news)]
    say(*told, *([""] if told and news.changes else []))
    if not news.changes:
        write(f"nothing new: all that {visible(file.name)} says for certain is in the plan\n")
        return
    record_all(
        lambda now: Batch(name, news_for(now).changes),
        where,
        on=on,
        is_dry_run=is_dry_run,
        is_allowed=is_allowed,
        opened=opened,
    )


def _plan_at(path: Path) -> "tuple[Where, str]":
    """Return where a plan is written, and its name there. Raises WrongCallError if it is none."""
    from stalkplan.cli.open_folder import folders_given
    from stalkplan.cli.save import Where
    from stalkplan.record.register import build

    above = path.absolute().parent
    data = above if path.name == RESPONSES else above.parent
    with suppress(NoDataError):
        for folder in folders_given(data):
            contents = read_folder(folder.path, folder.label)
            for name, plan in build(contents.texts, contents.problems).plans.items():
                if (folder.path / name_within(folder.label, name)).resolve() == path.resolve():
                    return Where(data, None, plan.organisation.id), name
    told = "give the file of one, such as data/responses.yaml or data/responses/kent.yaml"
    raise WrongCallError(f"{path} is not a plan that can be read; {told}")


def _document(file: Path) -> "Document":
    from stalkplan.imports.readers.bounds import MAX_SOURCE_BYTES
    from stalkplan.imports.readers.choose import read_plan

    return read_plan(read_source(file, MAX_SOURCE_BYTES), str(file))


def _refuse_empty(planned: "ImportedPlan", file: Path) -> None:
    if not planned.answers:
        raise SourceError(f"{file}: no plan found in it: no text beside a ref such as 7.1")


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
    texts = {name: t for name, t in contents.texts.items() if Path(name).name == RECOMMENDATIONS}
    register = build(texts)
    say(*map(str, register.problems))
    if register.publication is None:
        raise NoDataError(
            f"nothing to compare it with: {register.recommendations_file} cannot be read"
        )
    return register, AnsweredPublication(register.publication, register.recommendations)


def _save(path: Path, text: str) -> None:
    """Write a new file and flush it to the disk. Raises SaveError."""
    from stalkplan.record.saving import cause_of, create, flush_folder, locked

    if is_device(path.name):
        raise SaveError(f"'{path.name}' is a name that Windows keeps for itself; choose another")
    if is_in_git(path):
        raise SaveError(f"{path} is in git's own folder; choose another name for the draft")
    if not path.resolve().parent.is_dir():
        raise SaveError(f"{path} is not saved: there is no folder {path.parent}")
    with locked(path):
        try:
            create(path, text.encode())
            flush_folder(path.resolve().parent)
        except OSError as error:
            raise SaveError(f"{path} is not saved: {cause_of(error)}") from None
