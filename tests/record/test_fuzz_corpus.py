"""Inputs that the fuzzer kept, each once a new combination of problems; and a few short texts."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from conftest import ROOT

CORPUS = sorted((ROOT / "tests" / "cases" / "fuzz").iterdir())


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    """Return the fuzzer of files, which is a script beside the package."""
    return _script("fuzz")


@pytest.fixture(scope="module")
def texts() -> ModuleType:
    """Return the fuzzer of short texts."""
    return _script("texts")


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"fuzz_{name}", ROOT / "fuzz" / f"{name}.py")
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


def test_readers_of_one_text_keep_their_promises(texts: ModuleType) -> None:
    for name, text in texts.drawn(inputs=2000, seed=1):
        texts.READERS[name](text)
