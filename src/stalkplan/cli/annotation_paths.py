"""Paths that GitHub can put an annotation on: they begin at the top of the repository."""

import os
from collections.abc import Sequence
from pathlib import Path

from stalkplan.cli.open_folder import folders_given
from stalkplan.record.problems import Problem
from stalkplan.reports.blocks import Report

WORKSPACE = "GITHUB_WORKSPACE"
"""The variable that names the top of a checkout in GitHub Actions."""


def with_whole_paths(report: Report, data: Path | Sequence[Path] | None) -> Report:
    """Return a report whose problems have paths from the top of the repository, if there is one.

    `data` are the data folders as they were given. Without a repository, names stay as they are.
    """
    begins = {f"{each.label}/": _from_top(each.path.resolve()) for each in folders_given(data)}

    def moved(problem: Problem) -> Problem:
        name = problem.place.file
        for label, from_top in begins.items():
            if from_top is not None and name.startswith(label):
                file = (from_top / name.removeprefix(label)).as_posix()
                return problem._replace(place=problem.place._replace(file=file))
        return problem

    problems = tuple(map(moved, report.problems))  # made on demand, so they are asked for by name
    return Report(**{**report._asdict(), "problems": problems})


def _from_top(folder: Path) -> Path | None:
    """Return the path of a folder from the top of its checkout, if it is in one."""
    top = _top(folder)
    return folder.relative_to(top) if top else None


def _top(folder: Path) -> Path | None:
    """Return the top of the checkout that a folder is in: the workspace, else where git begins."""
    workspace = os.environ.get(WORKSPACE)
    if workspace and folder.is_relative_to(top := Path(workspace).resolve()):
        return top
    around = (folder, *folder.parents)
    return next((above for above in around if os.path.lexists(above / ".git")), None)
