"""House rules that no linter knows."""

from pathlib import Path

import pytest

from conftest import ROOT

FILES = sorted(path for top in ("src", "tests", "bench") for path in (ROOT / top).rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_over_500_lines(path: Path) -> None:
    """A longer one surely holds two nouns."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ('"\\ufeff"', "record/problems.py"),
        (".strerror or ", "errors.py"),
        ("strerror.lower", "errors.py"),
    ],
)
def test_a_small_thing_is_written_once(text: str, file: str) -> None:
    """The byte order mark, and what the system says of an error: others import them."""
    package = ROOT / "src" / "stalkplan"
    users = [path for path in package.rglob("*.py") if text in path.read_text(encoding="utf-8")]
    assert {path.relative_to(package).as_posix() for path in users} <= {file}


def test_no_commit_names_a_registry() -> None:
    hosts = (
        "pypi" + ".org",
        "pythonhosted" + ".org",
        "registry.npmjs" + ".org",
        "deb.debian" + ".org",
    )
    for path in ROOT.rglob("*"):
        if path.is_file() and not {".git", ".venv"} & set(path.relative_to(ROOT).parts):
            text = path.read_bytes()
            assert not [host for host in hosts if host.encode() in text], path


def test_no_text_holds_the_marks_of_a_merge() -> None:
    """Not even a page: git lets one be committed so."""
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        lines = path.read_text("utf-8").splitlines()
        assert not [
            n for n, line in enumerate(lines, 1) if line.startswith(("<<<<<<< ", ">>>>>>> "))
        ]
