"""Items are put into groups in one place: every list by deadline or by owner comes from there."""

import re

from conftest import ROOT

PATHS = sorted((ROOT / "src" / "stalkplan").rglob("*.py"))


def _writers(pattern: str) -> list[str]:
    return [path.name for path in PATHS if re.search(pattern, path.read_text(encoding="utf-8"))]


def test_what_has_no_owner_is_headed_in_one_place() -> None:
    assert _writers(r"\]\.heading\b") == ["groups.py"]


def test_every_report_and_page_takes_its_groups_from_there() -> None:
    by_day = ["compare_totals.py", "content.py", "groups.py", "organisation.py", "status.py"]
    assert sorted(_writers(r"\bby_deadline\(")) == by_day
    assert sorted(_writers(r"\bby_owner\(")) == ["groups.py", "item_tables.py", "overdue.py"]
