"""For GitLab and other CI: JUnit XML, a case for each problem and for each rule that passed."""

from xml.sax.saxutils import escape, quoteattr

from stalkplan.formats import Screen
from stalkplan.marks import visible
from stalkplan.problems import Severity
from stalkplan.report import Report


def render(report: Report, screen: Screen) -> str:  # noqa: ARG001  every format takes the same
    """Return one test suite. Errors are failures; warnings pass, with their text as output."""
    failures = sum(p.severity is Severity.ERROR for p in report.problems)
    total = len(report.problems) + len(report.passed)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<testsuites>",
        f'<testsuite name="stalkplan" tests="{total}" failures="{failures}" errors="0">',
    ]
    for number, problem in enumerate(report.problems, start=1):
        place, text = visible(str(problem.place)), visible(problem.text)
        name = quoteattr(f"{problem.code} {place} #{number}")
        lines.append(f'<testcase classname="stalkplan.{problem.severity}" name={name}>')
        if problem.severity is Severity.ERROR:
            message = quoteattr(text)
            told = escape(f"{place}: {text}")
            lines.append(
                f"<failure type={quoteattr(problem.code)} message={message}>{told}</failure>"
            )
        else:
            lines.append(f"<system-out>{escape(f'{place}: {text}')}</system-out>")
        lines.append("</testcase>")
    lines += (f'<testcase classname="stalkplan.rule" name={quoteattr(c)}/>' for c in report.passed)
    return "\n".join([*lines, "</testsuite>", "</testsuites>"]) + "\n"
