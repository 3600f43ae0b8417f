"""The counts month by month: which days, what was known on them, what cannot be asked."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from eight_forces import write_eight
from publications import EXAMPLES

from conftest import Result
from stalkplan.reports.trend import month_ends

Run = Callable[..., Result]


@pytest.fixture
def eight(tmp_path: Path) -> Path:
    write_eight(tmp_path / "data")
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        ("2025-01-15", "2025-04-10", "2025-01-31 2025-02-28 2025-03-31 2025-04-10"),
        ("2025-01-31", "2025-02-28", "2025-01-31 2025-02-28"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2024-12-05", "2025-01-01", "2024-12-31 2025-01-01"),
        ("2025-03-02", "2025-03-05", "2025-03-05"),
        ("9999-11-30", "9999-12-31", "9999-11-30 9999-12-31"),
    ],
)
def test_the_days_are_the_ends_of_months_and_the_last_day(
    since: str, until: str, days: str
) -> None:
    found = month_ends(date.fromisoformat(since), date.fromisoformat(until))
    assert " ".join(map(str, found)) == days


def test_every_point_is_what_compare_said_on_that_day(stalkplan: Run, eight: Path) -> None:
    typed = ("--data", eight, "--format", "json", "--as-of")
    trend = json.loads(stalkplan("trend", "--since", "2024-01-01", *typed, "2026-11-23").out)
    assert trend["schema"] == "stalkplan.trend/1"
    assert trend["points"][0]["date"] == "2024-09-30"  # nothing was asked before that month
    for point in trend["points"]:
        total = json.loads(stalkplan("compare", *typed, point["date"]).out)["total"]
        assert point == {"date": point["date"], **total}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("--since 2025-06-01 --until 2025-05-31", "2025-05-31 is before 2025-06-01\n"),
        (
            "--since 2020-01-01 --until 2024-09-26",
            "before 2024-09-27, the day of publication\n",
        ),
        ("--since 2025-01-01 --until 2027-01-01", "is still to come"),
        ("--since 2025-13-01", "is not a date"),
        ("--since 2025-01-01 --theme nothing", "no theme 'nothing'"),
    ],
)
def test_what_cannot_be_counted(typed: str, told: str, stalkplan: Run, eight: Path) -> None:
    result = stalkplan("trend", *typed.split(), "--data", eight, "--as-of", "2026-11-23")
    assert (result.code, result.out) == (2, "")
    assert told in result.err


def test_filters(stalkplan: Run, eight: Path) -> None:
    typed = ["trend", "--since", "2025-01-01", "--as-of", "2026-11-23", "--format", "plain"]
    alone = stalkplan(*typed, "--data", eight, "--org", "force-g").out.splitlines()
    assert alone[0] == "2025-01-31\t15\t1\t0\t0"
    assert alone[-1] == "2026-11-23\t15\t2\t11\t11"
    risk = stalkplan(*typed, "--data", eight, "--theme", "risk management").out.splitlines()
    assert [line.split("\t")[1] for line in risk] == ["8"] * 23


@pytest.mark.parametrize("width", ["20", "40", "79", "80", "140"])
def test_the_plot_keeps_its_numbers_at_any_width(
    width: str, stalkplan: Run, eight: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    typed = ["trend", "--since", "2026-11-01", "--as-of", "2026-11-23", "--format", "table"]
    shown = stalkplan(*typed, "--data", eight).out
    [row] = [line for line in shown.splitlines() if line.startswith("23 Nov 2026 ")]
    assert row.split()[-3:] == ["60", "49", "40"]
    assert max(map(len, shown.splitlines())) <= max(int(width), 13 + 30)


def test_ascii_console(stalkplan: Run, eight: Path) -> None:
    typed = ("trend", "--since", "2026-11-01", "--as-of", "2026-11-23", "--format", "table")
    shown = stalkplan(*typed, "--data", eight, encoding="ascii").out
    assert "# complete" in shown
    assert "#####" in shown
    assert shown.isascii()


MADE = {
    # since when: what is said of those that were made in between
    "2024-09-01": "HR-24-1, HR-24-2 and HR-25-1 were made later; before that, they are "
    "set aside as not asked yet.",
    "2025-03-01": "HR-25-1 was made later; before that, it is set aside as not asked yet.",
    "2025-04-01": "",  # its first day is the end of the month
}


@pytest.mark.parametrize("since", MADE)
def test_what_was_made_meanwhile_is_said(since: str, stalkplan: Run) -> None:
    where = ("--data", EXAMPLES["audit"], "--as-of", "2025-05-20", "--format", "table")
    told = " ".join(stalkplan("trend", "--since", since, *where).out.split())
    assert told.endswith(f"as its worst item stood that day. {MADE[since]}".strip())
