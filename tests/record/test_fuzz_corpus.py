"""Inputs that the fuzzer kept: each once showed a combination of problems that was new."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from conftest import ROOT

CORPUS = sorted((ROOT / "tests" / "cases" / "fuzz").iterdir())


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    """Return the fuzzer, which is a script beside the package."""
    spec = importlib.util.spec_from_file_location("fuzz", ROOT / "fuzz" / "fuzz.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_nothing_is_raised(path: Path, fuzz: ModuleType, parser: str) -> None:
    """Whatever is in a file, the answer is a value or a problem, in every format."""
    name = "recommendations.yaml" if "recommendations" in path.name else "responses.yaml"
    codes = fuzz.feed(path.read_bytes(), name)
    assert isinstance(codes, frozenset), parser


def test_there_is_a_corpus() -> None:
    assert len(CORPUS) >= 50
