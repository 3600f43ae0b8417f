"""For GitLab and other CI: JUnit XML, a case for each problem and for each thing that passed."""

from collections import Counter
from xml.sax.saxutils import escape, quoteattr

from stalkplan.record.problems import Problem, Severity
from stalkplan.reports.blocks import Report
from stalkplan.reports.formats import Screen
from stalkplan.verdict.visible import visible


def render(report: Report, screen: Screen) -> str:  # noqa: ARG001  every format takes the same
    """Return one test suite. Errors are failures; warnings pass, with their text as output."""
    failures = sum(p.severity is Severity.ERROR for p in report.problems)
    total = len(report.problems) + len(report.passed)
    names = _Names()
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<testsuites>",
        f'<testsuite name="stalkplan" tests="{total}" failures="{failures}" errors="0">',
    ]
    for problem in report.problems:
        place, text = visible(str(problem.place)), visible(problem.text)
        name = quoteattr(names.unique(_name(problem)))
        lines.append(f'<testcase classname="stalkplan.{problem.severity}" name={name}>')
        body = escape(f"{place}: {text}")
        if problem.severity is Severity.ERROR:
            kind, message = quoteattr(problem.code), quoteattr(text)
            lines.append(f"<failure type={kind} message={message}>{body}</failure>")
        else:
            lines.append(f"<system-out>{body}</system-out>")
        lines.append("</testcase>")
    for passed in report.passed:
        name = quoteattr(names.unique(passed))
        lines.append(f'<testcase classname="stalkplan.passed" name={name}/>')
    return "\n".join([*lines, "</testsuite>", "</testsuites>"]) + "\n"


def _name(problem: Problem) -> str:
    """Return what stays when lines move: a CI would take a renamed failure for a new one."""
    if problem.name:
        return f"{problem.code} {problem.place.file} {problem.name}"
    return f"{problem.code} {problem.place}"


class _Names:
    """The names of the cases of a suite, none twice."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._asked: Counter[str] = Counter()

    def unique(self, name: str) -> str:
        """Return a name as people see it, with a number if it is not the first of its kind."""
        given = shown = visible(name)
        while given in self._given:
            self._asked[shown] += 1
            given = f"{shown} #{self._asked[shown] + 1}"
        self._given.add(given)
        return given
