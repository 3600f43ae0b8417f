"""docs/design.md lists every file as its docstring has it: STALKPLAN_GOLDEN=write writes it."""

import ast
import os
import re
from pathlib import Path

from conftest import ROOT

PAGE = ROOT / "docs" / "design.md"
SOURCE = ROOT / "src" / "stalkplan"
BEGINS, ENDS = (
    "<!-- files: written by tests/project/test_design.py -->\n",
    "<!-- end of files -->\n",
)


def rendered() -> str:
    """Return a table for each package, in the order of the import contract."""
    contract = (ROOT / "pyproject.toml").read_text("utf-8").partition("layers = [")[2]
    packages = [
        p for p in contract.partition("]")[0].replace("|", '"').split('"') if p.strip(" ,\n")
    ]
    tables = [_table(name.strip()) for name in packages if (SOURCE / name.strip()).is_dir()]
    return "\n".join(tables)


def _table(package: str) -> str:
    rows = [
        f"| `{path.relative_to(SOURCE / package)}` | {_says(path)} |"
        for path in sorted((SOURCE / package).rglob("*.py"), key=lambda p: (len(p.parts), p))
        if path.read_text("utf-8")
    ]
    return "\n".join([f"### {package}/\n", "| file | what it does |", "|---|---|", *rows, ""])


def _says(path: Path) -> str:
    """Return the first sentence of a module's docstring."""
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return " ".join(docstring.partition("\n\n")[0].split()).replace("|", "\\|").rstrip(".")


def test_every_file_is_on_the_page() -> None:
    page = PAGE.read_text("utf-8")
    head, begins, rest = page.partition(BEGINS)
    _, ends, tail = rest.partition(ENDS)
    assert begins
    assert ends
    if os.environ.get("STALKPLAN_GOLDEN") == "write":
        PAGE.write_text(head + begins + rendered() + ends + tail, encoding="utf-8", newline="")
    assert PAGE.read_text("utf-8") == head + begins + rendered() + ends + tail


def _tour() -> str:
    """Return the section that says where to look first."""
    return PAGE.read_text("utf-8").partition("\n## The code")[2].partition("\n## ")[0]


def test_the_tour_names_every_package() -> None:
    tour = _tour()
    packages = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert {name for name in packages if f"| `{name}/` |" not in tour} == set()


def test_the_tour_names_files_that_there_are() -> None:
    """Each row of its table is one package; NAME is any name."""
    tour = _tour()
    assert "| `cli/` |" in tour
    for package, row in re.findall(r"^\| `(\w+)/` \| (.*) \|$", tour, re.MULTILINE):
        named = re.findall(r"`([\w/*]+\.py)`", row)
        assert named
        for name in named:
            pattern = name.replace("NAME", "*")
            found = [*(SOURCE / package).rglob(pattern), *SOURCE.glob(pattern)]
            assert found, f"{package}/{name}"


def test_nothing_is_flat_but_three_files() -> None:
    assert {path.name for path in SOURCE.glob("*.py")} == {
        "__init__.py",
        "__main__.py",
        "errors.py",
    }
