"""A report is written over no plan, whatever the name; and a folder that is gone is no bug."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typing_at_a_plan import Desk

from conftest import Result

COMMANDS = (
    "status", "overdue", "show 12.1a", "compare", "trend --since 2025-01-01",
    "check", "changes --since 2025-01-01", "brief --since 2026-08-24",
)  # fmt: skip


@pytest.fixture
def desk(stalkplan: Callable[..., Result], tmp_path: Path) -> Desk:
    """Return a copy of the landed data, to write into."""
    desk = Desk(stalkplan, tmp_path)
    (desk.folder / "minutes.txt").write_text("minutes", encoding="utf-8")
    return desk


def _soft(desk: Desk, to: str) -> Path:
    link = desk.folder.parent / "report.txt"
    link.symlink_to(desk.folder / to)
    return link


def _hard(desk: Desk, to: str) -> Path:
    link = desk.folder.parent / "report.txt"
    os.link(desk.folder / to, link)
    return link


def _soft_twice(desk: Desk, to: str) -> Path:
    first = desk.folder.parent / "first.txt"
    first.symlink_to(desk.folder / to)
    link = desk.folder.parent / "report.txt"
    link.symlink_to(first)
    return link


def _target(desk: Desk, to: str) -> Path:
    """Return the place outside to which a name in the folder is the link."""
    outside = desk.folder.parent / "outside.txt"
    shutil.move(desk.folder / to, outside)
    (desk.folder / to).symlink_to(outside)
    return outside


NAMES = (_soft, _hard, _soft_twice, _target)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("to", ["responses.yaml", "recommendations.yaml", "minutes.txt"])
@pytest.mark.parametrize("line", COMMANDS)
def test_no_report_is_written_over_it_by_another_name(
    line: str, to: str, name: Callable[[Desk, str], Path], desk: Desk
) -> None:
    output = name(desk, to)
    old = desk.files()
    result = desk.type(line, "--output", str(output))
    assert (result.code, desk.files()) == (2, old)
    assert "is another name of" in result.err


@pytest.mark.parametrize("name", NAMES)
def test_nor_is_the_schema(
    name: Callable[[Desk, str], Path],
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    stalkplan: Callable[..., Result],
) -> None:
    output = name(desk, "responses.yaml")
    old = desk.files()
    monkeypatch.chdir(desk.folder.parent)
    assert stalkplan("schema", "responses", "--output", output).code == 2
    assert desk.files() == old


@pytest.mark.parametrize("name", [".git/config", ".git/new.csv", "link.txt", "stalkplan.toml"])
def test_nor_over_what_git_or_stalkplan_keeps(name: str, desk: Desk) -> None:
    top = desk.folder.parent
    (top / ".git").mkdir()
    (top / ".git/config").write_text("[core]", "utf-8")
    (top / "link.txt").symlink_to(".git/config")
    (top / "stalkplan.toml").write_text('data = ["data"]', "utf-8")
    result = desk.type("status --format csv", "--output", f"{top / name}")
    assert (result.code, (top / ".git/config").read_text("utf-8")) == (2, "[core]")
    assert not (top / ".git/new.csv").exists()
    assert (top / "stalkplan.toml").read_text("utf-8") == 'data = ["data"]'


@pytest.mark.parametrize("line", ["status", "brief", "overdue"])
def test_a_link_to_itself_is_no_bug(line: str, desk: Desk) -> None:
    loop = desk.folder.parent / "loop.txt"
    loop.symlink_to("loop.txt")
    result = desk.type(line, "--format", "markdown", "--output", f"{loop}")
    assert (result.code, "bug" in result.err) == (2, False)
    assert "links" in result.err


def test_a_report_may_go_through_a_link_and_over_a_report(desk: Desk) -> None:
    reports = desk.folder.parent / "reports"
    reports.mkdir()
    (desk.folder.parent / "latest.csv").symlink_to(reports / "march.csv")
    for output in ("latest.csv", "latest.csv", "reports/march.csv", "data/status.csv"):
        assert (
            desk.type("status --format csv", "--output", f"{desk.folder.parent / output}").code == 0
        )
    assert desk.type("status", "--output", os.devnull).code == 0


@pytest.fixture
def gone(
    stalkplan: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Return what runs a command in a folder that is deleted."""
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    return stalkplan


@pytest.mark.parametrize(
    "line", [*COMMANDS, "update 12.1a --note x", "add 12.1 --summary x", "respond 7.2 --position x"]
)
def test_the_folder_one_stands_in_may_be_gone(
    line: str, desk: Desk, gone: Callable[..., Result]
) -> None:
    assert desk.type(line).code in {0, 1}
    result = gone(*line.split())
    assert result.code == 2
    assert "the folder you are in cannot be read" in result.err
    assert gone(*line.split(), "--data", "data").code == 2


@pytest.mark.parametrize(
    "line", ["init data --org kent", "import x.html --org kent", "publish made", "schema plan"]
)
def test_it_is_no_bug_where_one_would_write(line: str, gone: Callable[..., Result]) -> None:
    result = gone(*line.split())
    assert result.code == 2
    assert "this is a bug" not in result.err


@pytest.mark.parametrize("name", ["con", "NUL", "com1.csv", "aux.report.txt", "Lpt3.json"])
def test_a_name_that_windows_keeps_is_refused(name: str, desk: Desk) -> None:
    result = desk.type("status", "--output", str(desk.folder.parent / name))
    assert (result.code, desk.folder.parent.joinpath(name).exists()) == (2, False)
    assert "is a name that Windows keeps for itself; choose another" in result.err


@pytest.mark.parametrize("name", ["console.csv", "com.txt", "com10.txt", "nul-return.csv"])
def test_a_name_that_only_begins_so_is_none(name: str, desk: Desk) -> None:
    assert desk.type("status", "--output", str(desk.folder.parent / name)).code == 0


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o555])
@pytest.mark.parametrize(
    "line", ["update 12.1a --note x", "add 12.1 --summary x", "respond 7.2 --position x"]
)
def test_a_plan_that_is_read_only_is_not_changed(line: str, mode: int, desk: Desk) -> None:
    old = desk.text
    desk.plan.chmod(mode)
    result = desk.type(line)
    assert (result.code, desk.text, desk.plan.stat().st_mode & 0o777) == (2, old, mode)
    assert "is not changed: it is read-only; chmod u+w lets it be changed" in result.err


STANDS = {
    # a file that stands there: whether a report may be written over it
    "report.csv": True,
    "notes/report.csv": True,
    "data/minutes.csv": False,
    "data/.gitignore": False,
    ".env": False,
    "public/items.csv": False,
    "public/kent/items.csv": False,
}


@pytest.mark.parametrize("name", STANDS)
def test_only_an_earlier_report_is_written_over(name: str, desk: Desk) -> None:
    top = desk.folder.parent
    (top / "public").mkdir()
    (top / "public" / "stalkplan.sha256").touch()
    path = top / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("old", encoding="utf-8")
    result = desk.type("status", "--format", "csv", "--output", str(path))
    assert result.code == (0 if STANDS[name] else 2), result.err
    assert (path.read_text(encoding="utf-8") == "old") == (not STANDS[name])
    path.unlink()
    assert desk.type("status", "--format", "csv", "--output", str(path)).code == 0


ENDINGS = {
    # the command and the name of its file: what is written
    ("status", "a.json"): "json",
    ("status", "a.JSON"): "json",
    ("status", "a.csv"): "csv",
    ("status", "boss.xlsx"): "xlsx",
    ("overdue", "a.ics"): "ics",
    ("overdue", "a.xml"): "junit",
    ("check", "a.xml"): "junit",
    ("compare", "a.md"): "markdown",
    ("status", "a.tsv"): "plain",
    ("status", "a.txt"): "plain",
    ("status", "a"): "plain",
    ("status --excel", "a.csv"): "csv",
    ("status --format table", "a.txt"): "table",
    ("status --format json", "a.txt"): "json",
    ("status --format json", "a.geojson"): "json",
    ("brief --since 2026-08-24", "a"): "markdown",
    ("brief --since 2026-08-24", "a.html"): "html",
    ("brief --since 2026-08-24", "board.docx"): "docx",
}


@pytest.mark.parametrize("typed", ENDINGS)
def test_the_ending_chooses_the_format(typed: tuple[str, str], desk: Desk) -> None:
    line, name = typed
    path = desk.folder.parent / name
    assert desk.type(line, "--output", str(path)).code in (0, 1)
    head = path.read_bytes()[:400].decode("utf-8", "replace").removeprefix("\ufeff")
    begins = {
        "json": '{\n  "schema": "stalkplan.',
        "csv": "publication,",
        "xlsx": "PK",
        "docx": "PK",
        "ics": "BEGIN:VCALENDAR",
        "junit": "<?xml",
        "markdown": "# ",
        "html": "<!DOCTYPE html>",
        "plain": "city-of-london\t",
        "table": "City of London Police   ",
    }
    assert head.startswith(begins[ENDINGS[typed]])


CONTRADICTIONS = {
    (
        "status",
        "a.html",
    ): "no report is written as .html; end a.html in one of .txt, .tsv, .json",
    (
        "show 7.1",
        "a.xlsx",
    ): "no report is written as .xlsx; end a.xlsx in one of .txt, .tsv,",
    ("status", "a.pdf"): "no report is written as .pdf; end a.pdf in one of",
    ("status", "a.xml"): "no report is written as .xml",
    (
        "brief --since 2026-08-24",
        "a.json",
    ): "end a.json in one of .docx, .md, .markdown, .html,",
    (
        "status --format csv",
        "a.xlsx",
    ): "a.xlsx is for xlsx, and --format says csv; name the file a.csv",
    ("status --format xlsx", "a.txt"): "a.txt is for table, and --format says xlsx; name the file",
    ("status --excel", "a.xlsx"): "a.xlsx is for xlsx, and --format says csv; name the file a.csv",
    ("brief --since 2026-08-24 --format docx", "a.md"): "name the file a.docx, or leave out",
}


@pytest.mark.parametrize("typed", CONTRADICTIONS)
def test_an_ending_that_says_otherwise_is_refused(typed: tuple[str, str], desk: Desk) -> None:
    line, name = typed
    path = desk.folder.parent / name
    result = desk.type(line, "--output", str(path))
    assert (result.code, result.out, path.exists()) == (2, "", False)
    assert CONTRADICTIONS[typed] in result.err
