"""`publish`: the public pages and their data, a page for each organisation, one for all of them."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from stalkplan.cli.open import open_items
from stalkplan.cli.terminal import say, stop_above_official, watched, write
from stalkplan.errors import NothingToJudgeError, PersonalDataError, module_of
from stalkplan.privacy.personal import personal
from stalkplan.publish.folder import publishing
from stalkplan.publish.site import INDEX, WORKBOOK, fill_site
from stalkplan.record.register import Register
from stalkplan.verdict import words
from stalkplan.verdict.marks import visible


def publish(
    folder: Path,
    data: Path | None,
    orgs: Sequence[str] | None,
    allowed: Sequence[str] | None,
    *,
    on: date,
) -> Path:
    """Write the pages of some organisations, or all, as at the day `on`; return the first page.

    Nothing is written if a plan cannot be read, for it would be missed by nobody; if a text is
    marked above OFFICIAL; or if one that is not `allowed` seems to be about a person. Raises these
    as NothingToJudgeError, AboveOfficialError and PersonalDataError; NoDataError,
    UnknownNameError, MissingExtraError, OutputError.
    """
    register, items = open_items(data, orgs, None, None, on=on, may_use_bundled=False)
    if register.unread:
        names = ", ".join(sorted(set(register.unread)))
        raise NothingToJudgeError(f"not published, because it cannot be read: {names}")
    stop_above_official([register])
    _stop_personal(register, allowed or ())
    if len(register.plans) == 1:
        module_of(WORKBOOK)  # said before anything is made, if it is missing
    with publishing(folder) as site:
        fill_site(site, register, items, partial(watched, label="writing pages"), on=on)
    pages = sum(name.endswith(".html") for name in site.sums)
    told = f"{words.count(pages, 'page')} and {words.count(len(site.sums) - pages, 'file')} of data"
    write(f"published {visible(str(folder))}: {told}, as at {words.long_date(on)}\n")
    return folder / INDEX


def _stop_personal(register: Register, allowed: Sequence[str]) -> None:
    """Raise PersonalDataError, with every place, for what may be about a person and is not allowed.

    A record is named by its id, in one of several plans as `kent/12.2a`.
    """
    names: list[str] = []
    lines: list[str] = []
    for found in personal(register):
        plan = register.plans.get(found.file)
        several = len(register.plans) > 1 and plan
        name = f"{plan.organisation.id}/{found.name}" if several and plan else found.name
        names.append(name)
        if name not in allowed:
            place = register.places.find(found.file, found.path)
            lines.append(f"{place}: the {found.field} seems to hold {found.what}; --allow {name}")
    if lines:
        told = "nothing is published: a text may be about a person; mend it, or allow its record"
        raise PersonalDataError(told, lines)
    unused = [name for name in allowed if name not in names]
    if unused:
        say(f"nothing had to be allowed in {words.listed(unused)}")
