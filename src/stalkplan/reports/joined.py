"""The reports of one command on several publications as one report: one answer, one exit code."""

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Any, NamedTuple

from stalkplan.reports.blocks import Line, Report, Section


class Named(NamedTuple):
    """A report, and the id of the publication that it is about."""

    publication: str
    report: Report


def joined(parts: Sequence[Named]) -> Report:
    """Return one report of all parts: each stands under its id, and the worst exit code counts.

    One part stays as it is. In a pipe, in a spreadsheet and in a view every record has the id.
    """
    if len(parts) == 1:
        return parts[0].report
    reports = [part.report for part in parts]
    every = [step for report in reports for step in report.next_steps]
    first = next((report.next_steps for report in reports if report.next_steps), ())
    return Report(
        sections=lambda: (section for part in parts for section in _sections(part)),
        lines=lambda: (line for part in parts for line in _lines(part)),
        view=lambda: _merged_all(parts),
        fields=(*reports[0].fields, "publication"),
        rows=lambda: (
            {**row, "publication": part.publication} for part in parts for row in part.report.rows()
        ),
        verdict=tuple(f"{p.publication}: {each}" for p in parts for each in p.report.verdict),
        not_recorded=tuple(
            f"{p.publication}: {each}" for p in parts for each in p.report.not_recorded
        ),
        next_steps=(*dict.fromkeys((*first, *(step for step in every if step.is_whole))),),
        exit_code=max(report.exit_code for report in reports),
        exit_reason="; ".join(
            f"{p.publication}: {p.report.exit_reason}" for p in parts if p.report.exit_reason
        ),
        problems=tuple(problem for report in reports for problem in report.problems),
        passed=tuple(f"{p.publication} {name}" for p in parts for name in p.report.passed),
    )


def _sections(part: Named) -> Iterator[Section]:
    yield (Line(part.publication, is_bold=True),)
    yield from part.report.sections()


def _lines(part: Named) -> Iterator[tuple[str, ...]]:
    """Yield the lines of a part; a line of one column is a sentence with its file, and stays."""
    for line in part.report.lines():
        yield (*line, part.publication) if len(line) > 1 else line


def _view(part: Named) -> dict[str, Any]:
    """Return the view of a part, each of its records with the id of the publication."""

    def marked(value: Any) -> Any:
        if isinstance(value, dict):
            return {"publication": part.publication, **value}
        return value

    return {
        name: [*map(marked, value)] if isinstance(value, list) else value
        for name, value in part.report.view().items()
    }


def _merged_all(parts: Sequence[Named]) -> dict[str, Any]:
    """Return the views of all as one; how much is recorded is said of one publication alone."""
    whole = reduce(_merged, map(_view, parts))
    return {**whole, "recorded": None}


def _merged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return two views as one: lists behind each other, ids once; where they differ, a list."""
    whole = {**one}
    for name, value in other.items():
        mine = whole.get(name)
        if isinstance(mine, list) and isinstance(value, list):
            new = [each for each in value if isinstance(each, dict) or each not in mine]
            whole[name] = [*mine, *new]
        elif isinstance(mine, dict) and isinstance(value, dict):
            whole[name] = _merged(mine, value)
        elif mine is None:
            whole[name] = value
    return whole
