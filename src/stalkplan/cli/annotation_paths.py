"""Paths that GitHub can put an annotation on: they begin at the top of the repository."""

import os
from pathlib import Path

from stalkplan.cli.open_folder import data_folder
from stalkplan.record.problems import Problem
from stalkplan.reports.blocks import Report

WORKSPACE = "GITHUB_WORKSPACE"
"""The variable that names the top of a checkout in GitHub Actions."""


def with_whole_paths(report: Report, data: Path | None) -> Report:
    """Return a report whose problems have paths from the top of the repository, if there is one.

    `data` is the data folder as it was given. In the top itself, or where there is no repository,
    names stay as they are.
    """
    folder = data_folder(data).resolve()
    top = _top(folder)
    if top is None:
        return report
    from_top = folder.relative_to(top)

    def moved(problem: Problem) -> Problem:
        file = (from_top / problem.place.file.partition("/")[2]).as_posix()
        return problem._replace(place=problem.place._replace(file=file))

    problems = tuple(map(moved, report.problems))  # made on demand, so they are asked for by name
    return Report(**{**report._asdict(), "problems": problems})


def _top(folder: Path) -> Path | None:
    """Return the top of the checkout that a folder is in: the workspace, else where git begins."""
    workspace = os.environ.get(WORKSPACE)
    if workspace and folder.is_relative_to(top := Path(workspace).resolve()):
        return top
    around = (folder, *folder.parents)
    return next((above for above in around if os.path.lexists(above / ".git")), None)
