"""What may not be written at all, and formats that are not there."""

import sys
from collections.abc import Callable
from pathlib import Path

import canary_plan
import pytest

from conftest import Result

Run = Callable[..., Result]

SINCE = ("brief", "--since", "2025-03-01", "--as-of", "2025-06-30")


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    data.mkdir()
    for name, text in canary_plan.FILES.items():
        changed = text.replace("The same words", "TOP SECRET\\n\\nThe same words")
        (tmp_path / name).write_text(changed, encoding="utf-8")
    return data


@pytest.mark.parametrize(
    "typed",
    [
        "brief --since 2025-01-01",
        "status --format csv --output {}",
        "status --format ics",
        "status --excel",
        "overdue --format json --output {}",
        "show 7.1 --output {}",
        "changes --since 2025-01-01 --output {}",
    ],
)
def test_what_is_above_official_stops_what_writes(
    typed: str, secret: Path, stalkplan: Run, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    arguments = [part.format(output) for part in typed.split()]
    result = stalkplan(*arguments, "--data", secret, "--as-of", "2025-06-30")
    assert (result.code, result.out, output.exists()) == (2, "", False)
    assert "nothing is written: a text is marked above OFFICIAL" in result.err
    assert result.err.count("data/responses.yaml:") == 2
    assert "The same words" not in result.err


def test_a_marking_above_official_stops_it_too(secret: Path, stalkplan: Run) -> None:
    plan = secret / "responses.yaml"
    text = canary_plan.FILES["data/responses.yaml"].replace("official-sensitive", "Top Secret", 1)
    plan.write_text(text, encoding="utf-8")
    other = text.replace("Top Secret", "official-sensitive").replace('"kent"', '"essex"', 1)
    (secret / "responses").mkdir()
    (secret / "responses" / "essex.yaml").write_text(other, encoding="utf-8")
    result = stalkplan("status", "--data", secret, "--format", "ics")
    assert (result.code, result.out) == (2, "")
    assert "the marking is marked above OFFICIAL" in result.err


def test_check_finds_it_and_a_new_one_is_not_recorded(secret: Path, stalkplan: Run) -> None:
    assert stalkplan("check", "--data", secret).code == 1
    for name, text in canary_plan.FILES.items():
        (secret.parent / name).write_text(text, encoding="utf-8")
    typed = ("update", "7.1a", "--note", "SECRET: x", "--date", "2025-03-01", "--data", secret)
    result = stalkplan(*typed)
    assert result.code == 2
    assert "above-official" in result.err


@pytest.mark.parametrize(
    ("typed", "library", "told"),
    [
        ("status --format xlsx", "xlsxwriter", "an Excel workbook needs one more package, xlsxw"),
        ("brief --format docx --data data", "docx", "a Word file needs one more package, python-d"),
    ],
)
def test_a_format_that_is_not_installed_says_what_to_install(
    typed: str, library: str, told: str, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [m for m in sys.modules if m.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("reports.formats.xlsx", "publish.brief.docx", "publish.word_file"):
        monkeypatch.delitem(sys.modules, f"stalkplan.{name}", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    result = stalkplan(*typed.split())
    assert (result.code, result.out) == (2, "")
    assert told in result.err
    assert result.err.endswith("which is not installed\nhere: make extras\n")


def test_a_csv_for_excel_begins_with_the_mark_it_looks_for(stalkplan: Run) -> None:
    commands = ("status", "overdue --fail-on nothing", "check", "changes --since 2025-01-01")
    for command in commands:
        plain = stalkplan(*command.split(), "--format", "csv", "--as-of", "2025-06-30").out
        marked = stalkplan(*command.split(), "--excel", "--as-of", "2025-06-30").out
        assert marked == f"\ufeff{plain}", command


def test_two_formats_at_once_are_none(stalkplan: Run) -> None:
    result = stalkplan("status", "--excel", "--format", "json")
    assert (result.code, result.out) == (2, "")
    assert "--excel writes csv, not json" in result.err
