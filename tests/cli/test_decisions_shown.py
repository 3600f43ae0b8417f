"""Who extended a deadline, and who asks no longer, is said wherever the item is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from publications import EXAMPLES

from conftest import Result

Run = Callable[..., Result]

SEVERAL = ("--data", "tests/cases/folders/several", "--as-of", "2025-06-30")
EXTENDED = "xtended to 20 June 2025 by HMICFRS; first due 27 March 2025"
TOLD = {
    ("show 6.1a --org essex --format table", "Due"): EXTENDED,
    ("show 6.1 --org kent --format table", "Ended by"): "HMICFRS, 1 June 2025: superseded by its",
    ("show 6.1 --org kent --format table", "Verdict"): "Ended by HMICFRS; not counted as complete.",
    (
        "brief --since 2025-01-01 --org essex --format markdown",
        "",
    ): (f'"Clear the backlog" (6.1a): e{EXTENDED}.'),
    ("brief --since 2025-01-01 --org kent --format markdown", ""): (
        "| Ended by HMICFRS, 1 June 2025: superseded by its inspection of 2025 | 1 | "
        '"Be able to examine devices" (6.1) |'
    ),
    ("status --org kent --format table", ""): "- No longer asked for: 1",
    ("status --org essex --format table", "20 Jun 2025"): "1 overdue",
    ("overdue --org essex --format table", "6.1a"): "2025-06-20  10 days",
}


@pytest.mark.parametrize(("command", "label"), TOLD)
def test_it_is_told(command: str, label: str, stalkplan: Run) -> None:
    told = " ".join(stalkplan(*command.split(), *SEVERAL).out.split())
    wanted = " ".join(TOLD[command, label].split())
    assert wanted in told
    assert label in told


def test_who_ends_need_not_be_who_asked(stalkplan: Run) -> None:
    where = ("--data", EXAMPLES["audit"], "--as-of", "2025-05-20", "--format", "table")
    told = stalkplan("show", "HR-24-2", *where).out
    assert "Ended by Audit Committee; not counted as complete." in told


def test_it_stands_on_the_page(stalkplan: Run, tmp_path: Path) -> None:
    assert stalkplan("publish", tmp_path / "public", *SEVERAL).code == 0
    essex = (tmp_path / "public" / "essex" / "index.html").read_text(encoding="utf-8")
    kent = (tmp_path / "public" / "kent" / "index.html").read_text(encoding="utf-8")
    assert f"<dt>Due</dt><dd>E{EXTENDED}</dd>" in essex
    assert f"e{EXTENDED}" not in essex  # once is enough
    assert "No longer asked for, not counted as complete: 1" in kent
    assert "<dt>Ended</dt><dd>by HMICFRS, 1 June 2025" in kent


def test_an_ended_item_is_in_no_calendar(stalkplan: Run, tmp_path: Path) -> None:
    calendar, early = tmp_path / "days.ics", (*SEVERAL[:-1], "2025-06-10")
    assert stalkplan("status", "--format", "ics", "--output", calendar, *early).code == 0
    text = calendar.read_bytes().decode()
    assert "DTSTART;VALUE=DATE:20250620" in text
    events = [line for line in text.splitlines() if line.startswith("SUMMARY:")]
    (one,) = (line for line in events if ": 6.1a" in line)
    assert one == "SUMMARY:Due: 6.1a Clear the backlog\\, Essex Police"


def test_a_window_of_the_report_was_promised_by_nobody(stalkplan: Run, tmp_path: Path) -> None:
    (tmp_path / "recommendations.yaml").write_text(
        "publication: {id: r, title: A report, published: 2024-09-27}\n"
        "recommendations:\n"
        "  - {number: 7, addressed_to: [chief-constables], deadlines: [{due: 2025-06}]}\n",
        encoding="utf-8",
    )
    whose = "{id: kent, name: Kent Police, answers_for: [chief-constables]}"
    plan = f"organisation: {whose}\nresponses: []\n"
    (tmp_path / "responses.yaml").write_text(plan, encoding="utf-8")
    shown = stalkplan("show", "7", "--data", tmp_path, "--as-of", "2025-06-15", "--format", "table")
    assert "Still unclear: due in June 2025, which is not over." in shown.out
