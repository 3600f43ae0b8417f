"""`undo`: take back what was recorded last, while no commit has it."""

from collections.abc import Mapping

from stalkplan.cli.clock import today
from stalkplan.cli.help import app
from stalkplan.cli.options.common import AsOf, Data, UpdateOrg, UpdatePublication
from stalkplan.cli.options.recording import DryRun


@app.command()
def undo(
    *,
    org: UpdateOrg = None,
    dry_run: DryRun = False,
    as_of: AsOf = None,
    data: Data = None,
    publication: UpdatePublication = None,
) -> None:
    """Take back the newest entry that the last commit does not have.

    \b
    stalkplan undo
    stalkplan undo --dry-run  # shows it, and changes nothing
    """
    from stalkplan.cli.open_folder import one_folder
    from stalkplan.cli.save import Where, record
    from stalkplan.edit.undo import BEFORE_THE_RECORD, ON_THE_RECORD, Undo
    from stalkplan.errors import HistoryError, reason_of
    from stalkplan.history.data_folders import DataFolders, texts_of
    from stalkplan.history.git import Repository

    def committed() -> Mapping[str, str]:
        lines = (BEFORE_THE_RECORD,)
        try:
            folder = one_folder(data, publication)
            with Repository(folder.path) as repository:
                lines = (ON_THE_RECORD,) if repository.knows("HEAD") else lines
                folders = DataFolders(repository, folder.path, folder.label)
                files = folders.files(repository.commit("HEAD"))
                return texts_of(repository, files, "HEAD")
        except (HistoryError, OSError) as error:
            cause = reason_of(error) if isinstance(error, OSError) else error
            why = f"undo cannot find out what is committed: {cause}"
            raise HistoryError(why, lines) from None

    where = Where(data, publication, org)
    record(Undo(committed), where, on=as_of or today(), is_dry_run=dry_run, is_asked=True)
