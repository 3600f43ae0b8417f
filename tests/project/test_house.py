"""House rules that no linter knows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT

SOURCE = ROOT / "src" / "stalkplan"
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
    users = [path for path in SOURCE.rglob("*.py") if text in path.read_text(encoding="utf-8")]
    assert {path.relative_to(SOURCE).as_posix() for path in users} <= {file}


def test_no_commit_names_a_registry() -> None:
    hosts = (
        "pypi" + ".org",
        "pythonhosted" + ".org",
        "registry.npmjs" + ".org",
        "deb.debian" + ".org",
    )
    for path in ROOT.rglob("*"):
        aside = {".git", ".venv", "__pycache__"}  # Python keeps the names above as one text
        if path.is_file() and not aside & set(path.relative_to(ROOT).parts):
            text = path.read_bytes()
            assert not [host for host in hosts if host.encode() in text], path


def test_no_text_holds_the_marks_of_a_merge() -> None:
    """Not even a page: git lets one be committed so."""
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        lines = path.read_text("utf-8").splitlines()
        assert not [
            n for n, line in enumerate(lines, 1) if line.startswith(("<<<<<<< ", ">>>>>>> "))
        ]


RECURRING = {
    # names of which each of several files has one, because they are looked up by it
    *("render", "read"),
    # the function of a command, and what it shows
    *("changes", "check", "compare", "status"),
    # a flag, and its rule
    "copied",
}


def test_a_public_name_has_one_meaning() -> None:
    """No two files of the package define the same class, function or constant."""
    places: dict[str, list[str]] = {}
    for path in SOURCE.rglob("*.py"):
        for name in _defined(ast.parse(path.read_text("utf-8"))):
            if not name.startswith("_") and name not in RECURRING:
                places.setdefault(name, []).append(str(path.relative_to(SOURCE)))
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


def _defined(module: ast.Module) -> Iterator[str]:
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
