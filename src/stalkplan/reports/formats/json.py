"""For programs: the versioned view, in ASCII, so that no console can spoil it."""

import json

from stalkplan.reports.blocks import Report
from stalkplan.reports.formats import Screen


def render(report: Report, screen: Screen) -> str:  # noqa: ARG001  every format takes the same
    """Return the view as one indented JSON object."""
    return guarded(json.dumps(report.view(), indent=2) + "\n")


def guarded(text: str) -> str:
    """Return JSON without what is a command to GitHub's runner, anywhere."""
    return text.replace("##[", "#\\u0023[")
