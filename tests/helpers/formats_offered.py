"""The formats that a command offers, and a report written out as text in one of them."""

from stalkplan.reports.blocks import Report
from stalkplan.reports.formats import Format, Screen, Use, formats_for, render_as

OF_REPORTS = formats_for(Use.REPORT)
OF_GATES = formats_for(Use.REPORT, Use.CI)
OF_CI = formats_for(Use.CI)


def as_text(report: Report, name: Format, screen: Screen | None = None) -> str:
    """Return a report in a format that is text, as a pipe has it or on a screen."""
    made = render_as(name, report, screen or Screen())
    assert isinstance(made, str)
    return made
