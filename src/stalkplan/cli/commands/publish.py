"""`publish`: the public pages and their data, for each organisation and for all of them."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from stalkplan.cli.help import app
from stalkplan.cli.options import Allow, AsOf, Data, Open, Org, PublishDir, today
from stalkplan.cli.terminal import say, stop_above_official, watched, write
from stalkplan.errors import NothingToJudgeError, PersonalDataError, module_of
from stalkplan.verdict.visible import visible

if TYPE_CHECKING:
    from stalkplan.record.register import Register


@app.command()
def publish(
    folder: PublishDir,
    *,
    org: Org = None,
    allow: Allow = None,
    open_it: Open = False,
    as_of: AsOf = None,
    data: Data = None,
) -> None:
    """Write the public pages and their data into a folder that can go on a site as it is.

    \b
    stalkplan publish public --open
    stalkplan publish public --org kent --as-of 2026-11-23
    """
    from stalkplan.cli.open_folder import Filters, open_items
    from stalkplan.publish.folder import publishing
    from stalkplan.publish.site import INDEX, WORKBOOK, fill_site
    from stalkplan.verdict.words import count, long_date

    on = as_of or today()
    register, items = open_items(data, Filters(org), on=on, may_use_bundled=False)
    if register.unread:  # nobody would notice that its plan is missing
        names = ", ".join(sorted(set(register.unread)))
        raise NothingToJudgeError(f"not published, because it cannot be read: {names}")
    stop_above_official([register])
    _stop_personal(register, allow or ())
    if len(register.plans) == 1:
        module_of(WORKBOOK)  # if its library is missing, say so before anything is made
    with publishing(folder) as site:
        fill_site(site, register, items, partial(watched, label="writing pages"), on=on)
    pages = sum(name.endswith(".html") for name in site.sums)
    made = f"{count(pages, 'page')} and {count(len(site.sums) - pages, 'file')} of data"
    write(f"published {visible(str(folder))}: {made}, as at {long_date(on)}\n")
    if open_it:
        import webbrowser

        page = folder / INDEX
        if not webbrowser.open(page.resolve().as_uri()):
            say(f"no browser is found; the page is {page}")


def _stop_personal(register: "Register", allowed: Sequence[str]) -> None:
    """Raise PersonalDataError if a text may be about a person and its record is not `allowed`.

    The error lists every place. `allowed` has ids such as `12.2a`, or `kent/12.2a` if there are
    several plans.
    """
    from stalkplan.privacy.personal import personal
    from stalkplan.verdict.words import listed

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
        why = "nothing is published: a text may be about a person; mend it, or allow its record"
        raise PersonalDataError(why, lines)
    unused = [name for name in allowed if name not in names]
    if unused:
        say(f"nothing had to be allowed in {listed(unused)}")
