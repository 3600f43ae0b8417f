"""For programs: the versioned view, in ASCII, so that no console can spoil it."""

import json
from collections.abc import Mapping
from typing import Any

from stalkplan.formats import Screen
from stalkplan.report import Report


def render(report: Report, screen: Screen) -> str:  # noqa: ARG001  every format takes the same
    """Return the view as one indented JSON object."""
    return written(report.view())


def written(view: Mapping[str, Any]) -> str:
    """Return a view as text."""
    text = json.dumps(view, indent=2)
    return text.replace("##[", "#\\u0023[") + "\n"  # a command to GitHub's runner, anywhere
