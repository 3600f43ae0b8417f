"""For GitHub Actions: annotations on the lines, as many as a step may show."""

from stalkplan.record.problems import Problem, Severity
from stalkplan.reports.blocks import Report
from stalkplan.reports.formats import Screen
from stalkplan.reports.formats.markdown import text
from stalkplan.verdict.visible import visible

MOST_ANNOTATIONS = 10
"""Of errors and of warnings, for each step; the runner drops the rest."""


def render(report: Report, screen: Screen) -> str:  # noqa: ARG001  every format takes the same
    """Return workflow commands: ids, codes and dates of the record, never its notes."""
    lines: list[str] = []
    for severity in Severity:
        problems = [p for p in report.problems if p.severity is severity]
        shown = problems if len(problems) <= MOST_ANNOTATIONS else problems[: MOST_ANNOTATIONS - 1]
        lines += map(_command, shown)
        if rest := len(problems) - len(shown):
            more = f"and {rest:,} more; {_asked(report)} lists all"
            lines.append(f"::{severity} title=stalkplan::{more}")
    return "".join(f"{line}\n" for line in lines)


def summary(report: Report) -> str:
    """Return, for the summary of a step, every problem as Markdown: no more than annotations say.

    Everybody who sees the CI reads it, so it has neither owners nor what they promised.
    """
    verdict = report.verdict or (report.exit_reason,)
    lead = [f"# {_asked(report)}", *map(text, (*verdict, *report.not_recorded))]
    listed = ["\n".join(f"- {text(str(problem))}" for problem in report.problems)]
    return "\n\n".join(filter(None, (*lead, *listed))) + "\n"


def _asked(report: Report) -> str:
    """Return the command that made a report: `stalkplan check`."""
    schema: str = report.view()["schema"]
    return schema.partition("/")[0].replace(".", " ")


def _command(problem: Problem) -> str:
    place = problem.place
    where = f"file={_property(place.file)}"
    if place.line:
        where += f",line={place.line},col={place.column}"
    return f"::{problem.severity} {where},title={_property(problem.code)}::{_data(problem.text)}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
