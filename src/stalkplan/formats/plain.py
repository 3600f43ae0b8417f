"""For pipes: one record a line, tabs between, no heading, the machine's words."""

from stalkplan.formats import Screen
from stalkplan.report import Report
from stalkplan.verdict.marks import visible


def render(report: Report, screen: Screen) -> str:  # noqa: ARG001  every format takes the same
    """Return a line for each record. No value holds a tab or a line break."""
    return "".join("\t".join(map(visible, line)) + "\n" for line in report.lines())
