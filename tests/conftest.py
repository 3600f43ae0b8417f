"""What several tests share: the command line in this process, both YAML parsers."""

import os
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from built_once import build_once
from hypothesis import settings
from ruamel.yaml import YAML

from stalkplan.cli.main import run
from stalkplan.record import yaml

settings.register_profile("house", derandomize=True, deadline=None)
settings.load_profile("house")  # the same examples everywhere: a red run is red again

build_once()

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
FAULTS_SHOWN = "faults that the logs show"
"""The property in which a test tells how many it injected."""


class Result(NamedTuple):
    """What a command said, where, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def stalkplan(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command as if typed in the root of the repository; options as one string or many."""
    monkeypatch.chdir(ROOT)
    for name in ("STALKPLAN_DATA", "STALKPLAN_DEBUG", "FORCE_COLOR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")

    def call(*arguments: str | Path, encoding: str = "utf-8") -> Result:
        with monkeypatch.context() as patch:
            out, err = _console(encoding), _console(encoding)
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = run([os.fspath(argument) for argument in arguments])
        return Result(code, _said(out), _said(err))

    return call


def _console(encoding: str) -> TextIOWrapper:
    return TextIOWrapper(BytesIO(), encoding, errors="backslashreplace", newline="\n")


def _said(console: TextIOWrapper) -> str:
    console.seek(0)
    return console.read()


@pytest.fixture(params=["c", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the test twice: with the C parser, and with only the pure one."""
    if request.param == "pure":
        monkeypatch.setattr(yaml, "YAML", _pure)
    return str(request.param)


def _pure(*, typ: str, pure: bool) -> YAML:
    del pure
    return YAML(typ=typ, pure=True)


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
    """Say how many faults were injected, from the tests' own reports: they run in workers."""
    if (faults := _faults(terminalreporter)) or _tests_the_system(terminalreporter.config):
        shown = "the log of each run shows its own" if faults else "which is a failure here"
        terminalreporter.write_line(f"{faults:,} faults injected, {shown}")


def _tests_the_system(config: pytest.Config) -> bool:
    """Whether this is `make test-system`, all of it."""
    is_all = config.args_source is config.ArgsSource.TESTPATHS and not config.option.keyword
    return is_all and config.option.markexpr == "system" and not config.option.collectonly


def _faults(reporter: pytest.TerminalReporter) -> int:
    """Return how many faults the logs of the tests that have ended show."""
    reports = [*reporter.getreports("passed"), *reporter.getreports("failed")]
    told = [told for report in reports if report.when == "call" for told in report.user_properties]
    return sum(value for name, value in told if name == FAULTS_SHOWN)
