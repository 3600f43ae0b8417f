"""`status` and `overdue` of many plans on a screen: what a national lead reads first."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Result

Run = Callable[..., Result]

SEVERAL = Path("tests/cases/folders/several")
TYPED = ("--data", SEVERAL, "--as-of", "2025-06-30", "--format")


def _table(shown: str, title: str) -> dict[str, list[str]]:
    """Return the rows of a table that has its headings in the line of its title, by their names."""
    (part,) = (part for part in shown.split("\n\n") if part.startswith(title))
    rows = (re.split(r" {2,}", line) for line in part.splitlines()[1:] if "  " in line)
    return {name: cells for name, *cells in rows}


def test_overdue_begins_with_a_line_for_each(stalkplan: Run) -> None:
    """How many are overdue, the longest late, how many have no update, and no owner."""
    result = stalkplan("overdue", *TYPED, "table")
    assert _table(result.out, "Most overdue first") == {
        "Essex Police": ["3", "95 days", "2", "1"],
        "Kent Police": ["1", "95 days", "1", "0"],
    }
    assert result.out.index("Most overdue first") < result.out.index("Essex Police: 3")
    assert result.err.endswith(f"Next: stalkplan overdue --org essex --data {SEVERAL}\n")


def test_the_lines_add_up_to_the_list(stalkplan: Run) -> None:
    items = json.loads(stalkplan("overdue", *TYPED, "json").out)["items"]
    shown = stalkplan("overdue", *TYPED, "table").out
    summary = _table(shown, "Most overdue first")
    numbers = sorted(Counter(item["organisation"] for item in items).values(), reverse=True)
    assert [int(overdue) for overdue, *_ in summary.values()] == numbers
    listed = [shown.index(f"\n{name}: {row[0]} ") for name, row in summary.items()]
    assert listed == sorted(listed)


def test_one_plan_has_no_such_line(stalkplan: Run) -> None:
    assert "Most overdue first" not in stalkplan("overdue", *TYPED, "table", "--org", "essex").out


def test_status_counts_by_deadline(stalkplan: Run) -> None:
    """A mark an item says nothing where there are hundreds: each row is numbers, and adds up."""
    shown = stalkplan("status", *TYPED, "table").out
    rows = _table(shown, "By deadline")
    assert rows["27 Mar 2025"] == ["7", "3", "3", "2", "0", "2", "95 days ago"]
    for items, overdue, _, done, waiting, other, *_ in rows.values():
        assert int(items) == int(overdue) + int(done) + int(waiting) + int(other)
    assert sum(int(row[0]) for row in rows.values()) == 17
    assert "□ □" in stalkplan("status", *TYPED, "table", "--org", "essex").out


@pytest.mark.parametrize("columns", ["60", "70", "80", "140"])
@pytest.mark.parametrize("command", ["status", "overdue"])
def test_every_width_names_who_is_late(
    columns: str, command: str, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name is cut where there is no room, and never left out."""
    monkeypatch.setenv("COLUMNS", columns)
    shown = stalkplan(command, *TYPED, "table").out
    assert max(map(len, shown.splitlines())) <= int(columns)
    (part,) = (p for p in shown.split("\n\n") if "overdue first" in p.partition("\n")[0])
    assert any(line.startswith("Essex Poli") for line in part.splitlines())


@pytest.mark.parametrize("command", ["compare", "trend --since 2025-01-01"])
def test_of_one_plan_a_mark_is_a_recommendation(command: str, stalkplan: Run) -> None:
    """Of many a recommendation has a mark for each organisation, so marks are counted."""
    typed = (*command.split(), *TYPED, "table")
    several, one = stalkplan(*typed).out, stalkplan(*typed, "--org", "essex").out
    counted = [re.findall(r"[0-9] (marks|recommendations) are overdue", t) for t in (several, one)]
    assert counted == [["marks"], ["recommendations"]]
    assert "of one organisation" not in one
