"""`init --refresh`: a newer recommendations.yaml beside a plan that is there, which stays as it is.

What the older file had and the newer lacks or says otherwise is named, and somebody has to agree.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import typer

from stalkplan.cli.ask import can_ask, confirm
from stalkplan.cli.save import refuse_new_errors
from stalkplan.cli.terminal import say, write
from stalkplan.edit.new_plan import schema_line_of, with_first_line
from stalkplan.errors import NothingToJudgeError, SaveError, SourceError, WrongCallError
from stalkplan.history.differences import Change, Difference
from stalkplan.history.differences.publication import publication
from stalkplan.history.differences.words import JOINED, NOTED, REWRITTEN
from stalkplan.record.files import RECOMMENDATIONS, find_folders, here, is_file_of, read_folder
from stalkplan.record.register import Register, build
from stalkplan.record.saving import locked, replace
from stalkplan.rules.context import Context
from stalkplan.verdict.visible import visible
from stalkplan.verdict.words import count, listed


def refresh_folder(folder: Path, newer: str, source: Path, *, on: date) -> None:
    """Put the text of a newer publication's file, read from `source`, in place of the older one.

    The plans have to mean what they meant. Exits 1 if a person says no. Raises NothingToJudgeError
    if the folder has no publication that can be read, WrongCallError if the newer text is of
    another, would make an error in the files, or lacks something and nobody can be asked.
    """
    find_folders(folder, here)  # raises if it is none
    contents = read_folder(folder)
    before = build(contents.texts, contents.problems)
    main = before.recommendations_file
    if before.publication is None:
        say(*map(str, before.problems))
        raise NothingToJudgeError(f"nothing to refresh: {main} cannot be read")
    path, older = folder / RECOMMENDATIONS, contents.texts[main]
    _is_of_the_same(before, build({**contents.texts, main: newer}, contents.problems), source)
    newer = with_first_line(newer, schema_line_of(older))
    if newer == older:
        write(f"nothing to save: {visible(main)} is the same already\n")
        return
    after = build({**contents.texts, main: newer}, contents.problems)
    found = [*publication(before, after)]
    write("".join(f"{visible(line)}\n" for line in _told(found)))
    is_file = partial(is_file_of, folder)
    refuse_new_errors(
        Context(before, contents.texts, is_file, on=on),
        Context(after, {**contents.texts, main: newer}, is_file, on=on),
    )
    if after.plans != before.plans:
        raise WrongCallError("a plan would mean something else; nothing was saved")
    if lost := sum(map(_is_lost, found)):
        what = f"{count(lost, 'thing')} in {visible(main)} would be lost or changed"
        if not can_ask():
            told = f"{what}, and there is no terminal to ask at"
            raise WrongCallError(f"{told}; put it into the newer file, or save at a terminal")
        if not confirm(f"{what}. Save? [y/N] ", is_yes=False):
            say("not saved")
            raise typer.Exit(1)
    with locked(path):
        if read_folder(folder).texts != contents.texts:
            raise SaveError(f"{path} is not changed: {folder} was changed meanwhile; try again")
        replace(path, older.encode(), newer.encode())
    write(f"saved {visible(main)}: no answer was touched\n")


def _is_of_the_same(before: Register, after: Register, source: Path) -> None:
    """Raise WrongCallError unless the newer text can be read and is of the same publication."""
    main = before.recommendations_file
    stop_without_publication(after, source)
    old, new = (register.publication.id for register in (before, after) if register.publication)
    if old != new:
        told = f"{source} is the publication '{new}', and {main} is '{old}'"
        raise WrongCallError(f"{told}; begin another folder for another publication")


def stop_without_publication(register: Register, source: Path) -> None:
    """Raise SourceError, with its faults, if a file from `source` holds no publication."""
    if register.publication is None:
        main = register.recommendations_file
        found = [problem for problem in register.problems if problem.place.file == main]
        placed = [p._replace(place=p.place._replace(file=str(source))) for p in found]
        lines = [visible(str(problem)) for problem in placed]
        raise SourceError(f"{source}: no publication is found in it", lines)


def _told(found: Sequence[Difference]) -> Iterator[str]:
    """Yield a line for each thing that is lost or otherwise, and one for each kind that joins."""
    joined: dict[Change, list[str]] = {}
    for each in found:
        if each.change.is_addition:
            joined.setdefault(each.change, []).append(each.name)
    for change, names in joined.items():
        yield f"joins: {JOINED[change]} ({listed(list(dict.fromkeys(names)))})"
    for each in found:
        spot = each.now or each.was
        values = {
            "name": each.name,
            "field": str(spot.path[-1]).rstrip("_") if spot and spot.path else "",
            "before": each.before or "nothing",
            "after": each.after or "nothing",
        }
        if each.change.is_noted:
            yield f"changes: {NOTED[each.change].format(**values)}"
        elif each.change.is_rewriting:
            label = "is lost" if each.change.is_removal else "changes"
            yield f"{label}: {REWRITTEN[each.change].message.format(**values)}"


def _is_lost(difference: Difference) -> bool:
    """Whether something that decides a verdict is gone or another; a new wording decides none."""
    return difference.change.is_rewriting and difference.change is not Change.WORDING_CHANGED
