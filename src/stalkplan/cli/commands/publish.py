"""`publish`: the public pages and their data, for each organisation and for all of them."""

from functools import partial

from stalkplan.cli.help import app
from stalkplan.cli.options import (
    Allow,
    AsOf,
    Data,
    Open,
    Org,
    PublishDir,
    StatusPublication,
    today,
)
from stalkplan.cli.terminal import say, stop_above_official, watched, write
from stalkplan.errors import MissingExtraError, NothingToJudgeError, module_of
from stalkplan.verdict.visible import visible


@app.command()
def publish(
    folder: PublishDir,
    *,
    org: Org = None,
    allow: Allow = None,
    open_it: Open = False,
    as_of: AsOf = None,
    data: Data = None,
    publication: StatusPublication = None,
) -> None:
    """Write the public pages and their data into a folder that can go on a site as it is.

    \b
    stalkplan publish public --open
    stalkplan publish public --org kent --as-of 2026-11-23
    """
    from stalkplan.cli.open_folder import Filters, open_items
    from stalkplan.cli.personal_data import stop_personal
    from stalkplan.publish.folder import publishing
    from stalkplan.publish.site import FILES, INDEX, WITHOUT_WORKBOOK, fill_site, stop_if_of_others
    from stalkplan.verdict.words import count, long_date

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
    watch = partial(watched, label="writing pages")
    with publishing(folder) as site:
        stop_if_of_others(folder, parts)
        fill_site(site, parts, watch, files)
    pages = sum(name.endswith(".html") for name in site.sums)
    made = f"{count(pages, 'page')} and {count(len(site.sums) - pages, 'file')} of data"
    where, made = f"published {visible(str(folder))}", f"{made}, as at {long_date(on)}"
    between = ": " if len(where) + len(made) < _LONGEST else "\n  "
    write(f"{where}{between}{made}\n")
    if open_it:
        import webbrowser

        page = folder / INDEX
        if not webbrowser.open(page.resolve().as_uri()):
            say(f"no browser is found; the page is {page}")


_LONGEST = 78
"""Columns of a path and what was written there; longer ones take two lines."""


def _can_make_workbook() -> bool:
    """Whether what a workbook needs is installed; if not, say that it is left out, and the way."""
    from stalkplan.publish.site import WORKBOOK, XLSX

    try:
        module_of(WORKBOOK)
    except MissingExtraError as error:
        say(f"published without {XLSX.name}: {error}", *error.lines)
        return False
    return True
