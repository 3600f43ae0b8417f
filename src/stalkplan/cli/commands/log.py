"""`log`: the life of one item, from its updates and from git."""

from stalkplan.cli.clock import today
from stalkplan.cli.help import app
from stalkplan.cli.options.common import (
    AsOf,
    Data,
    NoPager,
    Output,
    ShowFormat,
    ShowRef,
    UpdateOrg,
    UpdatePublication,
)
from stalkplan.cli.terminal import emit, watch_history


@app.command()
def log(
    ref: ShowRef,
    *,
    as_of: AsOf = None,
    data: Data = None,
    publication: UpdatePublication = None,
    org: UpdateOrg = None,
    format_name: ShowFormat = None,
    output: Output = None,
    no_pager: NoPager = False,
) -> None:
    """Show the history of one item: its updates, and every edit that git knows.

    \b
    stalkplan log 12.1a
    """
    from stalkplan.cli.open_folder import open_to_write
    from stalkplan.history.data_folders import DataFolders, folder_label
    from stalkplan.history.git import Repository
    from stalkplan.history.log import life_of
    from stalkplan.reports.log import log_report
    from stalkplan.verdict.find_by_name import one_of

    on = as_of or today()
    folder, _, register, items = open_to_write(data, org, on=on, publication=publication, name=ref)
    item = one_of(register, items, ref)
    with Repository(folder.path) as repository:
        folders = DataFolders(repository, folder.path, folder_label(register))
        events = list(life_of(folders, register, item, watch_history))
    emit(
        log_report(register, item, events, on=on),
        format_name,
        output,
        [register],
        data=data,
        is_paged=not no_pager,
    )
