"""`publish`: the public pages and their data, for each organisation and for all of them."""

import posixpath
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from stalkplan.cli.clock import today
from stalkplan.cli.help import app
from stalkplan.cli.options.common import Allow, AsOf, Data, Org, StatusPublication
from stalkplan.cli.options.sharing import Address, NoHistory, Open, PublishDir, Publisher
from stalkplan.cli.terminal import say, stop_above_official, watch_history, watched, write
from stalkplan.errors import MissingExtraError, NothingToJudgeError, module_of
from stalkplan.record.files import RECOMMENDATIONS, RESPONSES, RESPONSES_FOLDER, file_in
from stalkplan.verdict.visible import visible

if TYPE_CHECKING:
    from stalkplan.cli.open_folder import Filters
    from stalkplan.privacy.public_history import PublicHistory
    from stalkplan.publish.pages.imprint import Imprint
    from stalkplan.publish.site import Histories
    from stalkplan.record.files import PublicationFolder
    from stalkplan.record.register import Register
    from stalkplan.reports.blocks import Judged


@app.command()
def publish(
    folder: PublishDir,
    *,
    org: Org = None,
    allow: Allow = None,
    no_history: NoHistory = False,
    publisher: Publisher = None,
    open_it: Open = False,
    address: Address = None,
    as_of: AsOf = None,
    data: Data = None,
    publication: StatusPublication = None,
) -> None:
    """Write the public pages and their data into a folder that can go on a site as it is.

    \b
    stalkplan publish public --open      # and look at it
    stalkplan publish public --org kent  # one of many forces
    stalkplan publish public --publisher "Victims First Northshire"
    stalkplan publish public --address https://example.org/stalking/
    """
    from stalkplan.cli.open_folder import Filters, open_items, top_of
    from stalkplan.cli.personal_data import stop_personal
    from stalkplan.publish.evidence import in_words
    from stalkplan.publish.folder import publishing
    from stalkplan.publish.site import (
        FILES,
        ICON,
        INDEX,
        WITHOUT_WORKBOOK,
        fill_site,
        stop_if_of_others,
    )
    from stalkplan.verdict.words import count, listed, long_date

    on = as_of or today()
    filters = Filters(org, publications=publication)
    parts, registers, *_ = open_items(data, filters, on=on, may_use_bundled=False)
    if unread := {name for register in registers for name in register.unread}:
        names = ", ".join(sorted(unread))  # nobody would notice that its plan is missing
        raise NothingToJudgeError(f"not published, because it cannot be read: {names}")
    stop_above_official(registers)
    stop_personal(registers, allow or ())
    has_workbook = any(len(register.plans) == 1 for register in registers)
    files = FILES if not has_workbook or _can_make_workbook() else WITHOUT_WORKBOOK
    histories = {} if no_history else _histories(parts, data, on=on)
    watch = partial(watched, label="writing pages")
    again = ["--no-history"] if no_history else []
    imprint = _imprint(data, filters, (publisher, address), registers, again, on=on)
    with publishing(folder) as site:
        stop_if_of_others(folder, parts)
        top, is_part = partial(top_of, data), bool(org)
        evidence = fill_site(site, parts, watch, imprint, top, files, histories, is_part=is_part)
    say(*evidence.staying)
    pages = sum(name.endswith(".html") for name in site.sums)
    is_data = [not name.endswith((".html", ".css", ICON)) for name in site.sums]
    parts_made = [
        count(pages, "page"),
        f"{count(sum(is_data) - len(evidence.sizes), 'file')} of data",
    ]
    if evidence.sizes:
        size = in_words(sum(evidence.sizes))
        parts_made.append(f"{count(len(evidence.sizes), 'file')} of evidence ({size})")
    where = f"published {visible(str(folder))}"
    made = f"{listed(parts_made)}, as at {long_date(on)}"
    between = ": " if len(where) + len(made) < _LONGEST else "\n  "
    write(f"{where}{between}{made}\n")
    if open_it:
        import webbrowser

        page = folder / INDEX
        if not webbrowser.open(page.resolve().as_uri()):
            say(f"no browser is found; the page is {page}")


_LONGEST = 78
"""Columns of a path and what was written there; longer ones take two lines."""


def _imprint(
    data: Path | Sequence[Path] | None,
    filters: "Filters",
    said: tuple[str | None, str | None],
    registers: Sequence["Register"],
    again: Sequence[str],
    *,
    on: date,
) -> "Imprint":
    """Return what the pages say of their publisher and record, with the words that make them again.

    `said` are the publisher and the address of the site, `again` more words to type. Of the files
    of a folder only those count that were read for one of the registers.
    """
    from importlib.metadata import version

    from stalkplan.cli.open_folder import folders_given
    from stalkplan.history.edition import edition_of
    from stalkplan.publish.pages.imprint import Imprint

    texts = {name: text for each in registers for name, text in each.places.texts.items()}
    folders = folders_given(data, may_use_bundled=False)
    read = [(folder.path, folder.label, _below(folder.label, texts)) for folder in folders]
    edition = edition_of(each for each in read if each[2])
    named = (("--org", filters.orgs), ("--publication", filters.publications))
    typed = ["--as-of", on.isoformat(), *again]
    typed += [word for option, names in named for name in names or () for word in (option, name)]
    if way := _data_folder(edition.ways):
        typed += ["--data", way]
    commit = edition.commit
    return Imprint(
        *said,
        commit.id if commit else None,
        commit.committed if commit else None,
        edition.why_not,
        tuple(typed),
        version("stalkplan"),
    )


def _below(label: str, texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the texts of the files of one folder; files of a folder in it are another's."""
    own = (file_in(label, RECOMMENDATIONS), file_in(label, RESPONSES))
    plans = file_in(label, f"{RESPONSES_FOLDER}/")
    return {n: text for n, text in texts.items() if n in own or n.startswith(plans)}


def _data_folder(ways: Sequence[str]) -> str:
    """Return the data folder from the top of a repository; nothing where it is found by itself."""
    above = posixpath.commonpath(ways) if ways else ""
    return "" if above == "data" or above.startswith("data/") else above


def _can_make_workbook() -> bool:
    """Whether what a workbook needs is installed; if not, say that it is left out, and the way."""
    from stalkplan.publish.site import WORKBOOK, XLSX

    try:
        module_of(WORKBOOK)
    except MissingExtraError as error:
        say(f"published without {XLSX.name}: {error}", *error.lines)
        return False
    return True


def _histories(parts: "Sequence[Judged]", data: Path | None, *, on: date) -> "Histories":
    """Return what git knows of each plan; where it cannot look somewhere, that is said once."""
    from stalkplan.cli.open_folder import folders_given
    from stalkplan.history.editions import NO_REPOSITORY, past_of
    from stalkplan.reports.published_history import published_history

    found: dict[tuple[str, str], PublicHistory] = {}
    reasons: dict[str, None] = {}
    for folder in folders_given(data):
        for part in parts:
            register = _of_folder(part.register, folder)
            if register is None:
                continue
            past = past_of(folder.path, register, watch_history, on=on)
            if past.why_not and past.why_not != NO_REPOSITORY:
                reasons[past.why_not] = None
            for plan in register.plans.values():
                key = part.publication, plan.organisation.id
                found[key] = published_history(past, plan, on=on)
    say(*(f"published without the history: {reason}" for reason in reasons))
    return found


def _of_folder(register: "Register", folder: "PublicationFolder") -> "Register | None":
    """Return what a register has of one folder; None for nothing. Mostly that is all of it."""
    from dataclasses import replace

    from stalkplan.record.files import RESPONSES, RESPONSES_FOLDER, name_within, read_folder
    from stalkplan.record.register import build

    names = (RESPONSES, f"{RESPONSES_FOLDER}/")
    own = {
        name: plan
        for name, plan in register.plans.items()
        if name_within(folder.label, name).startswith(names)
    }
    if len(own) == len(register.plans):
        return register
    if not own:
        return None
    return replace(build(read_folder(folder.path, folder.label).texts), plans=own)
