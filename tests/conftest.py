"""What several tests share: the command line in this process, both YAML parsers."""

import os
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings
from ruamel.yaml import YAML

from stalkplan import yamltext
from stalkplan.cli import run

settings.register_profile("house", derandomize=True, deadline=None)
settings.load_profile("house")  # the same examples everywhere: a red run is red again

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"


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
        monkeypatch.setattr(yamltext, "YAML", _pure)
    return str(request.param)


def _pure(*, typ: str, pure: bool) -> YAML:
    del pure
    return YAML(typ=typ, pure=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that skipped a test: what is claimed to be tested must have been."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and (skipped := reporter.stats.get("skipped")):
        reporter.write_line(f"a skip is a failure here: {skipped[0].nodeid}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
