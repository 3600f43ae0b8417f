"""What each command shows, in each format, held by golden files in `tests/golden`.

`make golden` writes them anew: look at the difference before you commit it.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Result
from stalkplan.marks import ELLIPSIS, MARKS

GOLDEN = Path(__file__).parent / "golden"
SEVERAL = "--data tests/cases/folders/several --as-of 2025-06-30"

TABLES = {
    "status-2025-03-28": "status --as-of 2025-03-28",
    "status-2026-11-23": "status --as-of 2026-11-23",
    "status-theme": "status --as-of 2026-11-23 --theme",
    "status-several": f"status {SEVERAL}",
    "status-every-state": f"status {SEVERAL} --org kent --org essex",
    "status-kent": f"status {SEVERAL} --org kent",
    "overdue-2025-03-27": "overdue --by 2025-03-27 --as-of 2025-03-27",
    "overdue-2025-03-28": "overdue --by 2025-03-27 --as-of 2025-03-28",
    "overdue-2026-11-23": "overdue --by 2025-03-27 --as-of 2026-11-23",
    "overdue-ahead": "overdue --by 2025-12-31 --as-of 2025-03-28",
    "overdue-several": f"overdue --by 2025-12-31 {SEVERAL}",
    "check-2026-11-23": "check --as-of 2026-11-23",
    "check-several": f"check {SEVERAL}",
    "show-12.2": "show 12.2 --as-of 2026-11-23",
    "show-7.2": "show 7.2 --as-of 2026-11-23",
    "show-28.1": "show 28.1 --as-of 2025-03-28",
    "show-several": f"show 1.2 {SEVERAL}",
    "show-verified": f"show 1.1a --org kent {SEVERAL}",
}
OTHERS = ["plain", "json", "csv", "markdown"]
CI = ["github", "junit"]
GATES = [
    *("check-2026-11-23", "check-several"),
    *("overdue-2025-03-27", "overdue-2026-11-23", "overdue-ahead", "overdue-several"),
]


def _arguments(name: str) -> list[str]:
    options = TABLES[name].split()
    return [*options, "risk management"] if name == "status-theme" else options


def _hold(name: str, result: Result) -> None:
    """Compare with the golden file: stdout, stderr and the exit code."""
    text = f"{result.out}--- stderr\n{result.err}--- exit {result.code}\n"
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("STALKPLAN_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8", newline="")
    with path.open(encoding="utf-8", newline="") as file:
        assert text == file.read(), f"{path.name} differs; make golden, and look at the diff"


@pytest.mark.parametrize("columns", ["80", "140"])
@pytest.mark.parametrize("name", TABLES)
def test_table(
    name: str, columns: str, stalkplan: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The screen, at the width of the design and at the widest."""
    monkeypatch.setenv("COLUMNS", columns)
    result = stalkplan(*_arguments(name), "--format", "table")
    assert max(map(len, result.out.splitlines())) <= int(columns) or name == "show-28.1"
    _hold(f"{name}-{columns}", result)


@pytest.mark.parametrize("form", OTHERS)
@pytest.mark.parametrize("name", TABLES)
def test_other_formats(name: str, form: str, stalkplan: Callable[..., Result]) -> None:
    """The same report for pipes, programs, spreadsheets and documents."""
    _hold(f"{name}-{form}", stalkplan(*_arguments(name), "--format", form))


@pytest.mark.parametrize("form", CI)
@pytest.mark.parametrize("name", GATES)
def test_formats_of_ci(name: str, form: str, stalkplan: Callable[..., Result]) -> None:
    """What a CI shows beside the lines of a change."""
    _hold(f"{name}-{form}", stalkplan(*_arguments(name), "--format", form))


@pytest.mark.parametrize("columns", ["40", "60", "100", "200"])
def test_other_widths(
    columns: str, stalkplan: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between and beyond: the owner goes first, then the theme is cut; never id, due or state."""
    monkeypatch.setenv("COLUMNS", columns)
    result = stalkplan("status", "--as-of", "2026-11-23", "--format", "table")
    assert max(map(len, result.out.splitlines())) <= int(columns)
    _hold(f"status-2026-11-23-{columns}", result)


@pytest.mark.parametrize("day", ["2025-03-28", "2026-11-23"])
def test_status_fits_a_screen_of_80_by_40(day: str, stalkplan: Callable[..., Result]) -> None:
    """With the line that was typed and what stands on stderr."""
    result = stalkplan("status", "--as-of", day, "--format", "table")
    lines = ["$ stalkplan status", *result.out.splitlines(), *result.err.splitlines()]
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 80


def test_ascii_console(stalkplan: Callable[..., Result]) -> None:
    """Where the marks cannot be encoded: other signs in the same places, the same words."""
    typed = ("status", "--as-of", "2026-11-23", "--format", "table")
    shown = stalkplan(*typed, encoding="ascii").out
    signs = str.maketrans({mark.sign: mark.ascii for mark in MARKS} | {ELLIPSIS: ""})
    expected = stalkplan(*typed).out.translate(signs)
    assert shown.replace("Organi..", "Organis").replace("Prot..", "Prote") == expected
    assert "! Overdue, no update since the deadline: 15 " in shown


def test_brief(stalkplan: Callable[..., Result]) -> None:
    """Two pages for a board, as text."""
    typed = ("brief", "--since", "2026-08-24", "--as-of", "2026-11-23", "--for", "the board")
    _hold("brief-2026-11-23-markdown", stalkplan(*typed))


def test_no_golden_file_is_left_over() -> None:
    """A golden file that no test writes says nothing."""
    expected = {f"{name}-{width}" for name in TABLES for width in ("80", "140")}
    expected |= {f"{name}-{form}" for name in TABLES for form in OTHERS}
    expected |= {f"{name}-{form}" for name in GATES for form in CI}
    expected |= {f"status-2026-11-23-{width}" for width in (40, 60, 100, 200)}
    expected.add("brief-2026-11-23-markdown")
    assert {path.stem for path in GOLDEN.iterdir()} == expected
