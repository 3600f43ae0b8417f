"""What a run of the tests says at its end, and when it fails though every test passed.

It imports nothing but pytest: the tests of it start pytest many times.
"""

from typing import Any

import pytest

FAULTS_SHOWN = "faults that the logs show"
"""The property in which a test says how many faults it injected."""
CORPUS = "facts of the corpus"
"""The property in which a test says what import made of the corpus."""


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that skipped a test, or `make test-system` without a fault.

    What is claimed to be tested must have been.
    """
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:  # in a worker
        return
    if skipped := reporter.stats.get("skipped"):
        reporter.write_line(f"a skip is a failure here: {skipped[0].nodeid}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    if _tests_the_system(session.config) and not _faults(reporter):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many faults were injected, and what import is worth.

    The tests' own reports say it: they run in workers.
    """
    for told in _told(terminalreporter, CORPUS):
        terminalreporter.write_line(told)
    if (faults := _faults(terminalreporter)) or _tests_the_system(terminalreporter.config):
        shown = "the log of each run shows its own" if faults else "which is a failure here"
        terminalreporter.write_line(f"{faults:,} faults injected, {shown}")


def _tests_the_system(config: pytest.Config) -> bool:
    """Whether this is `make test-system`, all of it."""
    is_all = config.args_source is config.ArgsSource.TESTPATHS and not config.option.keyword
    return is_all and config.option.markexpr == "system" and not config.option.collectonly


def _faults(reporter: pytest.TerminalReporter) -> int:
    """Return how many faults the logs of the tests that have ended show."""
    return sum(_told(reporter, FAULTS_SHOWN))


def _told(reporter: pytest.TerminalReporter, name: str) -> list[Any]:
    """Return what the tests that have ended say under this name."""
    reports = [*reporter.getreports("passed"), *reporter.getreports("failed")]
    told = [told for report in reports if report.when == "call" for told in report.user_properties]
    return [value for told_name, value in told if told_name == name]
