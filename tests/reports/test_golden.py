"""What each command shows, in each format, held by golden files in `tests/golden`.

`make golden` writes them again: look at the difference before you commit it.
"""

import os
import shutil
import sys
from collections.abc import Callable
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from eight_forces import write_eight
from formats_offered import OF_CI, OF_REPORTS
from repositories import PLAN, SECOND, SWAPS, Repository

from conftest import DATA, ROOT, Result
from stalkplan.verdict.marks import ELLIPSIS, MARKS

sys.path.append(str(ROOT / "bench"))

from generate import write_folder

GOLDEN = ROOT / "tests" / "golden"
PUBLICATIONS = "--data tests/cases/folders/publications --as-of 2025-06-30"
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
    "compare-several": f"compare {SEVERAL}",
    "trend-several": f"trend --since 2024-09-01 {SEVERAL}",
    "show-several": f"show 1.2 {SEVERAL}",
    "status-publications": f"status {PUBLICATIONS}",
    "overdue-publications": f"overdue --by 2025-12-31 {PUBLICATIONS}",
    "check-publications": f"check {PUBLICATIONS}",
    "show-verified": f"show 1.1a --org kent {SEVERAL}",
}
MANY = {
    # of eight and of 43 plans that are made up for it, as at 23 November 2026
    "compare-8": "compare",
    "compare-8-theme": "compare --by theme",
    "compare-8-deadline": "compare --by deadline",
    "compare-8-organisation": "compare --by organisation",
    "trend-8": "trend --since 2024-11-01",
    "compare-43": "compare",
    "compare-43-organisation": "compare --by organisation",
    "trend-43": "trend --since 2024-11-01",
}
MANY_SHOWN = {
    **{f"{name}-80": ("table", "80") for name in MANY},
    **{f"{name}-140": ("table", "140") for name in ("compare-8", "compare-43")},
    **{
        f"{name}-{form}": (form, "80")
        for name in ("compare-8", "compare-8-theme", "compare-8-deadline", "trend-8")
        for form in ("plain", "csv", "json", "markdown")
        if form != "json" or "8-" not in name
    },
}
OTHERS = [name for name in OF_REPORTS if name != "table"]
GATES = [
    *("check-2026-11-23", "check-several", "check-publications", "overdue-publications"),
    *("overdue-2025-03-27", "overdue-2026-11-23", "overdue-ahead", "overdue-several"),
]


HISTORIES = {
    # in a repository: of the plan that comes with it, and of one in which much happened
    "changes-since-a-day": ("bundled", "changes --since 2025-01-01 --as-of 2026-11-23"),
    "changes-told": ("lived", "changes --since 2025-01-01 --as-of 2025-06-30"),
    "changes-revision": ("lived", "changes --since origin/main --as-of 2025-06-30"),
    "changes-rewritten": ("lived", "changes --since 2025-04-02 --as-of 2025-06-30"),
    "changes-until": ("lived", "changes --since month --until origin/main"),
    "log-12.1a": ("lived", "log 12.1a --as-of 2025-06-30"),
    "log-28-publish": ("lived", "log 28/publish --org northshire --as-of 2025-06-30"),
    "against": ("lived", "check --against origin/main --as-of 2025-06-30"),
    "against-wording": (
        "lived",
        "check --against origin/main --allow-wording --strict --as-of 2025-06-30",
    ),
    "against-honest": ("honest", "check --against origin/main --as-of 2025-06-30"),
}
HISTORIES_OF_CI = [name for name, (_, typed) in HISTORIES.items() if "check" in typed]


def _bundled(top: Path) -> Repository:
    repository = Repository.begun(top)
    shutil.copytree(DATA, repository.data)
    repository.commit("2024-12-15")
    repository.git("tag", "v2025.1")
    return repository


def _honest(top: Path) -> Repository:
    """Return a repository in which the record was only added to; an update was typed in late."""
    repository = Repository.trusted(top)
    repository.git("update-ref", "refs/remotes/origin/main", "trusted")
    for name, day in (("two", "2025-04-10"), ("late", "2025-04-12")):
        repository.swap(*SWAPS[name])
        repository.commit(day)
    return repository


def _lived(top: Path) -> Repository:
    """Return a repository in which the record was added to and rewritten, and unreadable once."""
    repository = _honest(top)
    steps = {
        "2025-04-14": ("due: 2025-03-27", "due: 2025-09-27"),
        "2025-04-16": ("position: We share.", "position: We share every note, weekly."),
        "2025-04-18": ("position:\n", "position: We do.\n"),
        "2025-04-22": SWAPS["spoil"],
        "2025-04-24": SWAPS["mend"],
        "2025-04-26": SWAPS["reword"],
        "2025-04-28": ("are trained.\n", f"are trained.\n{TRAINED}"),
    }
    for day, swap in steps.items():
        repository.swap(*swap)
        repository.commit(day)
    repository.swap(FIRST, "")
    repository.swap("note: Late.\n", f"note: Late.\n{DONE}")
    return repository


TRAINED = """\
      - date: 2025-04-28
        status: complete
        note: All are trained.
      - date: 2025-05-02
        status: in-progress
        note: Two were counted twice.
"""
FIRST = PLAN[PLAN.index("          - date: 2025-01-10") : PLAN.index(SECOND)]
DONE = """\
          - date: 2025-05-20
            status: complete
            promise: {by: 2025-09}
            owner: Registrar
"""


@pytest.fixture(scope="session")
def repositories(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Repository]:
    """Return what makes a repository, each once."""
    top = tmp_path_factory.mktemp("golden")
    return cache(
        lambda name: {"bundled": _bundled, "lived": _lived, "honest": _honest}[name](top / name)
    )


def _typed(name: str, repositories: Callable[[str], Repository]) -> list[str]:
    repository, typed = HISTORIES[name]
    return [*typed.split(), "--data", str(repositories(repository).data)]


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


@pytest.mark.parametrize("form", OF_CI)
@pytest.mark.parametrize("name", GATES)
def test_formats_of_ci(name: str, form: str, stalkplan: Callable[..., Result]) -> None:
    """What a CI shows beside the lines of a change."""
    _hold(f"{name}-{form}", stalkplan(*_arguments(name), "--format", form))


@pytest.mark.parametrize("columns", ["80", "140"])
@pytest.mark.parametrize("name", HISTORIES)
def test_history_table(
    name: str,
    columns: str,
    stalkplan: Callable[..., Result],
    repositories: Callable[[str], Repository],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Commits are made on fixed days by nobody in particular, so their ids stay."""
    monkeypatch.setenv("COLUMNS", columns)
    result = stalkplan(*_typed(name, repositories), "--format", "table")
    assert max(map(len, result.out.splitlines())) <= int(columns)
    where = str(repositories(HISTORIES[name][0]).data)
    _hold(f"{name}-{columns}", result._replace(err=result.err.replace(where, "DIR")))


@pytest.mark.parametrize(
    ("name", "form"),
    [*product(HISTORIES, OTHERS), *product(HISTORIES_OF_CI, OF_CI)],
)
def test_history_in_other_formats(
    name: str,
    form: str,
    stalkplan: Callable[..., Result],
    repositories: Callable[[str], Repository],
) -> None:
    _hold(f"{name}-{form}", stalkplan(*_typed(name, repositories), "--format", form))


@pytest.mark.parametrize("columns", ["40", "60", "100", "200"])
def test_other_widths(
    columns: str, stalkplan: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between and beyond: the owner goes first, then the theme is cut; never id, due or state."""
    monkeypatch.setenv("COLUMNS", columns)
    result = stalkplan("status", "--as-of", "2026-11-23", "--format", "table")
    assert max(map(len, result.out.splitlines())) <= int(columns)
    _hold(f"status-2026-11-23-{columns}", result)


def test_no_column_is_an_ellipsis_alone(
    stalkplan: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    for columns in range(20, 90, 5):
        monkeypatch.setenv("COLUMNS", str(columns))
        for command in ("status", "overdue"):
            shown = stalkplan(command, "--as-of", "2026-11-23", "--format", "table").out
            assert "  …  " not in shown, columns


@pytest.mark.parametrize("day", ["2025-03-28", "2026-11-23"])
def test_status_fits_a_screen_of_80_by_41(day: str, stalkplan: Callable[..., Result]) -> None:
    """With the line that was typed and what stands on stderr."""
    result = stalkplan("status", "--as-of", day, "--format", "table")
    lines = ["$ stalkplan status", *result.out.splitlines(), *result.err.splitlines()]
    assert len(lines) <= 41
    assert max(map(len, lines)) <= 80


def test_ascii_console(stalkplan: Callable[..., Result]) -> None:
    """Where the marks cannot be encoded: other signs in the same places, the same words."""
    typed = ("status", "--as-of", "2026-11-23", "--format", "table")
    shown = stalkplan(*typed, encoding="ascii").out
    signs = str.maketrans({mark.sign: mark.ascii for mark in MARKS} | {ELLIPSIS: ""})
    expected = stalkplan(*typed).out.translate(signs)
    assert shown.replace("Organisa..", "Organisat").replace("Protec..", "Protect") == expected
    assert "! Overdue, no update since the deadline: 15 " in shown


def test_brief(stalkplan: Callable[..., Result]) -> None:
    """Two pages for a board, as text."""
    typed = ("brief", "--since", "2026-08-24", "--as-of", "2026-11-23", "--for", "the board")
    _hold("brief-2026-11-23-markdown", stalkplan(*typed))


def test_brief_of_what_was_rewritten(
    repositories: Callable[[str], Repository], stalkplan: Callable[..., Result]
) -> None:
    typed = ("brief", "--since", "2025-04-02", "--as-of", "2025-06-30", "--org", "northshire")
    _hold("brief-rewritten-markdown", stalkplan(*typed, "--data", repositories("lived").data))


def test_return(stalkplan: Callable[..., Result]) -> None:
    typed = ("return", "--since", "2024-11-01", "--as-of", "2026-11-23")
    _hold("return-2026-11-23-markdown", stalkplan(*typed))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Make the folders of many plans: the eight that were drawn, and 43 that were generated."""
    top = tmp_path_factory.mktemp("many")
    write_eight(top / "8")
    write_folder(top / "43", organisations=43, actions=24, seed=1)
    return {"8": top / "8", "43": top / "43"}


@pytest.mark.parametrize("name", MANY_SHOWN)
def test_many_plans(
    name: str,
    folders: dict[str, Path],
    stalkplan: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Side by side and month by month: 43 forces fit 80 columns."""
    form, columns = MANY_SHOWN[name]
    monkeypatch.setenv("COLUMNS", columns)
    typed = MANY[name.rpartition("-")[0]].split()
    folder = folders[name.split("-")[1]]
    result = stalkplan(*typed, "--data", folder, "--as-of", "2026-11-23", "--format", form)
    if form == "table":
        assert max(map(len, result.out.splitlines())) <= int(columns)
    _hold(name, result._replace(err=result.err.replace(str(folder), "DIR")))


def test_no_golden_file_is_left_over() -> None:
    """A golden file that no test writes says nothing."""
    expected = {f"{name}-{width}" for name in TABLES for width in ("80", "140")}
    expected |= {f"{name}-{form}" for name in TABLES for form in OTHERS}
    expected |= {f"{name}-{form}" for name in GATES for form in OF_CI}
    expected |= {f"{name}-{width}" for name in HISTORIES for width in ("80", "140")}
    expected |= {f"{name}-{form}" for name in HISTORIES for form in OTHERS}
    expected |= {f"{name}-{form}" for name in HISTORIES_OF_CI for form in OF_CI}
    expected |= {f"status-2026-11-23-{width}" for width in (40, 60, 100, 200)}
    expected |= MANY_SHOWN.keys()
    expected |= {
        "brief-2026-11-23-markdown",
        "brief-rewritten-markdown",
        "return-2026-11-23-markdown",
    }
    assert {path.stem for path in GOLDEN.iterdir()} == expected
