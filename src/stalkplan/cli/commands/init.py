"""`init`: write a new data folder for an organisation, and overwrite nothing."""

import json
import os
import re
import shlex
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from stalkplan.cli.clock import today
from stalkplan.cli.help import app
from stalkplan.cli.options.recording import (
    AnswersFor,
    InitDir,
    InitOrg,
    InitPublication,
    Name,
    Refresh,
)
from stalkplan.cli.terminal import say, write
from stalkplan.errors import NoDataError, SaveError, SourceError, UnknownNameError, WrongCallError
from stalkplan.record.choices import Addressee
from stalkplan.record.files import (
    DATA,
    MAX_FILE_BYTES,
    RECOMMENDATIONS,
    RESPONSES,
    RESPONSES_FOLDER,
    bundled_folder,
    find_folders,
    here,
    is_device,
    is_in_git,
    read_source,
)
from stalkplan.record.forces import known_forces
from stalkplan.record.repository_file import REPOSITORY_FILE
from stalkplan.verdict.visible import visible

if TYPE_CHECKING:
    from stalkplan.edit.new_plan import Asked
    from stalkplan.record.register import Register


@app.command()
def init(
    folder: InitDir,
    *,
    org: InitOrg = None,
    publication: InitPublication = None,
    name: Name = None,
    answers_for: AnswersFor = None,
    refresh: Refresh = False,
) -> None:
    """Start a plan: a folder with every recommendation and a blank answer to each requirement.

    \b
    stalkplan init data --org kent            # one of the 43 forces
    stalkplan init data --org npcc --name NPCC  # another body
    stalkplan init data --org kent --publication other.yaml  # another report
    stalkplan init data --refresh             # newer recommendations
    """
    from stalkplan.cli.refresh import refresh_folder

    source = publication or bundled_folder() / RECOMMENDATIONS
    if refresh:
        if org or name or answers_for:
            raise WrongCallError("--refresh changes no plan; leave --org and what goes with it out")
        refresh_folder(folder, _text_of(source), source, on=today())
        return
    if org is None:
        raise WrongCallError("say whose plan it is; give --org, such as --org kent")
    text = _text_of(source)
    register, asked = _begun(text, source, org, name, answers_for)
    _begin(folder, text, source, register, asked)


def _begin(folder: Path, text: str, source: Path, register: "Register", asked: "Asked") -> None:
    """Write the folder of an organisation, and say how to go on."""
    from stalkplan.edit.new_plan import blank_plan
    from stalkplan.reports.blocks import missing_here
    from stalkplan.verdict.words import count

    organisation = register.plans[RESPONSES].organisation
    texts = blank_plan(organisation, asked, text)
    with suppress(OSError):  # there is none yet
        if source.samefile(folder / RECOMMENDATIONS):
            texts[RECOMMENDATIONS] = text  # it stays as it is, and the plan joins it
    is_new = _write_folder(folder, texts, f"{RESPONSES_FOLDER}/{organisation.id}.yaml")
    plan = f"the plan of {visible(organisation.name)}, {count(len(asked), 'blank answer')}"
    saved = f"saved {visible(str(folder))}: {plan}"
    there = f"saved already: {visible(str(folder))} is left as it is: {plan}"
    write(f"{saved if is_new else there}\n")
    say(*missing_here(register, on=today(), in_full=True))
    ref = shlex.quote(asked[0][1].ref)
    is_found = _is_found(folder)
    where = "" if is_found else f" --data {shlex.quote(str(folder))}"
    steps = (f"respond {ref}", f"add {ref}", "status")
    for label, step in zip(("Next:", "", ""), steps, strict=True):
        say(f"{label:5} stalkplan {step}{where}")
    whole, start = folder.absolute(), here()
    has_file = any((above / REPOSITORY_FILE).exists() for above in (start, *start.parents))
    if not is_found and start in whole.parents and not has_file:
        named = json.dumps(whole.relative_to(start).as_posix(), ensure_ascii=False)
        say(f"To leave out --data, write into {REPOSITORY_FILE} here: data = [{named}]")


def _is_found(folder: Path) -> bool:
    """Whether commands that are typed here take this folder, and no other, without being told."""
    try:
        return find_folders(None, here) == [folder.absolute()] and not os.environ.get(DATA)
    except NoDataError:  # the file that names the folders is at fault
        return False


def _text_of(source: Path) -> str:
    """Return the text of a publication's file. Raises SourceError."""
    data = read_source(source, MAX_FILE_BYTES)
    if len(data) > MAX_FILE_BYTES:
        raise SourceError(f"{source}: is over the limit of {MAX_FILE_BYTES // 1024**2} MiB")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise SourceError(f"{source}: is not UTF-8; save it as UTF-8") from None


def _begun(
    text: str, source: Path, org: str, name: str | None, answers_for: Sequence[str] | None
) -> tuple["Register", "Asked"]:
    """Return the register of the plan to be, and what is asked of it, which is not nothing.

    Raises UnknownNameError, SourceError and WrongCallError.
    """
    from stalkplan.edit.as_yaml import block, indented
    from stalkplan.edit.new_plan import asked_of_organisation
    from stalkplan.verdict.words import listed

    id_, own_name = _identity(org, name)
    answered = answers_for or ([Addressee.CHIEF_CONSTABLES] if id_ in known_forces() else [id_])
    fields = {"id": id_, "name": own_name, "answers_for": [*answered]}
    plan = "\n".join(["organisation:", *indented(block(fields))])
    register = _register({RECOMMENDATIONS: text, RESPONSES: plan}, source)
    organisation = register.plans[RESPONSES].organisation
    asked = asked_of_organisation(organisation, register.recommendations)
    if not asked:
        every = (
            name
            for recommendation in register.recommendations
            for each in recommendation.required
            for name in recommendation.addressees_of(each)
        )
        made_to = listed(list(dict.fromkeys(every))) or "nobody"
        told = f"{source} asks nothing of {organisation.name}: it is addressed to {made_to}"
        raise WrongCallError(f"{told}; say with --answers-for who it answers for")
    return register, asked


def _identity(org: str, name: str | None) -> tuple[str, str]:
    """Return the id and the name of an organisation: a force that is known, or one with a name."""
    from stalkplan.verdict.find_by_name import match

    known = known_forces()
    if name is None:
        try:
            force = match(org, list(known), "force")
        except UnknownNameError as error:
            by_name = {full.casefold(): id_ for id_, full in known.items()}
            meant = by_name.get(org.strip().casefold().replace("-", " "))
            told = f"no force '{org}'; did you mean '{meant}'?" if meant else str(error)
            also = " For" if told.endswith("?") else "; for"
            raise UnknownNameError(f"{told}{also} any other body give its --name too") from None
        return force, known[force]
    id_ = org.strip().casefold()
    if not _ID.fullmatch(id_):
        told = f"'{org}' is not an id; write small letters, digits and hyphens, such as kent-pcc"
        raise WrongCallError(told)
    return id_, name


_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _register(texts: Mapping[str, str], source: Path) -> "Register":
    """Return the register of a publication and the head of a plan.

    Raises SourceError with the places if the publication cannot be read, WrongCallError if what was
    typed is nothing that it knows.
    """
    from stalkplan.cli.refresh import stop_without_publication
    from stalkplan.record.register import build

    register = build(texts)
    stop_without_publication(register, source)
    typed = [problem for problem in register.problems if problem.place.file == RESPONSES]
    if typed:
        raise WrongCallError(typed[0].text)
    return register


def _write_folder(folder: Path, texts: Mapping[str, str], other: str) -> bool:
    """Write the files that are not there yet, under a lock, and flush them all to the disk.

    Return whether there were any.

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
        if is_in_git(folder):
            raise SaveError(f"{folder} is in git's own folder; give another one")
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
            return len(kept) < len(texts)
        except OSError as error:
            cause = cause_of(error)
            raise SaveError(f"{folder} was written only in part: {cause}; run init again") from None


def _is_same(path: Path, text: str | None) -> bool:
    """Whether a file already holds what would be written; an ignore file may say what it likes."""
    from stalkplan.edit.new_plan import IGNORED

    if path.name == IGNORED:
        return True
    return text is not None and path.is_file() and path.read_bytes() == text.encode()
