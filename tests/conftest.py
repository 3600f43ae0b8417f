"""What several tests share: the command line in this process, both YAML parsers."""

import os
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
from built_once import build_once
from end_of_a_run import pytest_sessionfinish, pytest_terminal_summary
from examples import load_profile

from stalkplan.cli.main import run
from stalkplan.record import yaml

__all__ = ["pytest_sessionfinish", "pytest_terminal_summary"]  # hooks: pytest finds them here

load_profile()
build_once()

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"


class Result(NamedTuple):
    """What a command said, where, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new folder. Pytest's own looks at all the others first, thousands of times."""
    path = tmp_path_factory.getbasetemp() / str(next(_FOLDERS))
    path.mkdir()
    return path


_FOLDERS = count()


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
        monkeypatch.setattr(yaml, "_IS_C", False)
    return str(request.param)
