"""Help: each page fits a screen, and every example on it does what it says."""

import ast
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from repositories import Repository

from conftest import DATA, ROOT, Result

Run = Callable[..., Result]

COMMANDS = ROOT / "src" / "stalkplan" / "cli" / "commands"
FOLDERS = ROOT / "tests" / "cases" / "folders"
ON = "2026-11-29"


def _examples() -> Iterator[str]:
    """Yield every example: those of each command, and those that the program begins with."""
    for path in sorted(COMMANDS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            text = ast.get_docstring(node) if isinstance(node, ast.FunctionDef) else None
            yield from re.findall("^stalkplan .*$", text or "", re.MULTILINE)
    front = (COMMANDS.parent / "help.py").read_text("utf-8")
    yield from (
        line.partition("    ")[0] for line in re.findall("^  (stalkplan .*)$", front, re.MULTILINE)
    )


EXAMPLES = [*dict.fromkeys(_examples())]
ASKS = ["stalkplan update", "stalkplan update 12.1a", "stalkplan add 7.2", "stalkplan respond 7.2"]
UNDO = "stalkplan undo"
PAGE = """<table><tr><th>Ref</th><th>Force position</th><th>Update</th></tr>
<tr><td>7.2</td><td>We flag each case.</td><td></td></tr></table>"""


@pytest.fixture
def desk(tmp_path: Path, stalkplan: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with a plan, in which one is, and with all that an example names."""
    del stalkplan  # it goes elsewhere first
    repository = Repository.begun(tmp_path / "desk")
    desk = repository.top
    repository.write({f"data/{name}": (DATA / name).read_bytes() for name in NAMES})
    repository.commit("2026-01-05")
    repository.git("update-ref", "refs/remotes/origin/main", "HEAD")
    (desk / "minutes.pdf").touch()
    (desk / "plan.html").write_text(PAGE, encoding="utf-8")
    shutil.copy(DATA / "recommendations.yaml", desk / "other.yaml")
    monkeypatch.chdir(desk)
    monkeypatch.setenv("BROWSER", "true")
    return desk


NAMES = ("recommendations.yaml", "responses.yaml")


def _prepare(desk: Path, example: str, run: Run) -> None:
    """Put there what an example takes for granted."""
    if "init data" in example and "--refresh" not in example:
        shutil.rmtree(desk / "data")
    elif "--org kent" in example and "import" not in example:
        plan = desk / "data" / "responses" / "kent.yaml"
        plan.parent.mkdir()
        text = (DATA / "responses.yaml").read_text("utf-8")
        plan.write_text(text.replace("city-of-london", "kent"), encoding="utf-8")
    elif "--publication" in example:
        shutil.rmtree(desk / "data")
        shutil.copytree(FOLDERS / "publications", desk / "data")
    elif "--from answers.xlsx" in example:
        assert run("ask", "--output", "answers.xlsx", "--as-of", ON).code == 0
        _fill(desk / "answers.xlsx")
    elif "plan.docx" in example:
        _write_word(desk / "plan.docx")
    if "2025-03-20" in example or UNDO in example:
        recorded = ("--date", "2025-03-20", "--note", "Begun.", "--as-of", ON)
        assert run("update", "12.1a", *recorded).code == 0


def _fill(sheet: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(sheet)
    for page in book:
        heads = {str(cell.value): cell.column or 1 for row in page.iter_rows() for cell in row}
        if "Note" in heads:
            page.cell(page.max_row, heads["Note"]).value = "Begun."
    book.save(sheet)


def _write_word(path: Path) -> None:
    from docx import Document

    document = Document()
    rows = [("Ref", "Force position"), ("7.2", "We flag each case.")]
    table = document.add_table(rows=0, cols=2)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(path))


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_works(example: str, desk: Path, stalkplan: Run) -> None:
    _prepare(desk, example, stalkplan)
    _, *typed = shlex.split(example, comments=True)
    takes_a_day = typed[0] not in ("init", "schema") and "--as-of" not in typed
    result = stalkplan(*typed, *(["--as-of", ON] if takes_a_day else []))
    if shlex.join(["stalkplan", *typed]) in ASKS:
        assert "there is no terminal to ask at" in result.err
        return
    fails = {1} if typed[0] == "overdue" else set()
    fails |= {1} if "--strict" in typed else set()
    assert result.code in fails or result.code == 0, result.err
    assert "stalkplan: " not in result.err
    for option, value in pairwise(typed):
        assert option != "--output" or (desk / value).stat().st_size


@pytest.mark.parametrize("name", ["", *(p.stem.strip("_") for p in sorted(COMMANDS.glob("*.py")))])
def test_a_page_fits_a_screen(name: str, stalkplan: Run) -> None:
    """40 lines with the prompt below it, of at most 80 columns."""
    shown = stalkplan(*name.split(), "--help").out.splitlines()
    assert len(shown) < 40
    assert max(map(len, shown)) <= 80


def test_the_front_page_fits_the_smallest_screen(stalkplan: Run) -> None:
    """24 lines with the prompt: what stands above them is gone when it has been printed."""
    assert len(stalkplan("--help").out.splitlines()) < 24


@pytest.mark.parametrize(
    "path",
    ["README.md", "docs/commands.md", "src/stalkplan/cli/help.py", "src/stalkplan/cli/main.py"],
)
def test_exit_code_0_is_nothing_overdue_without_an_update(path: str) -> None:
    # what is overdue and has an update passes: test_an_update_answers_the_gate_but_is_still_overdue
    text = " ".join((ROOT / path).read_text("utf-8").split())
    assert "overdue without an update" in text
    assert "nothing late" not in text
    assert "nothing is late" not in text
