"""For pipes: one record a line, tabs between, no heading, the machine's words."""

from stalkplan.reports.blocks import Report
from stalkplan.reports.formats import Screen
from stalkplan.verdict.visible import all_visible


def render(report: Report, screen: Screen) -> str:  # noqa: ARG001  every format takes the same
    """Return a line for each record. No value holds a tab or a line break."""
    return "".join(["\t".join(all_visible(line)) + "\n" for line in report.lines()])
