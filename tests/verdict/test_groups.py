"""Items are put into groups in one place: every list by deadline or by owner comes from there."""

import re
from datetime import date
from typing import NamedTuple

from conftest import ROOT
from stalkplan.verdict.groups import by_deadline, by_owner, no_owner_heading
from stalkplan.verdict.items import Kind
from stalkplan.verdict.state_words import KINDS
from stalkplan.verdict.timeliness import DueFrom

PATHS = sorted((ROOT / "src" / "stalkplan").rglob("*.py"))


def _writers(pattern: str) -> list[str]:
    return [path.name for path in PATHS if re.search(pattern, path.read_text(encoding="utf-8"))]


def test_what_has_no_owner_is_headed_in_one_place() -> None:
    assert _writers(r"\]\.heading\b") == ["groups.py"]


def test_every_report_and_page_takes_its_groups_from_there() -> None:
    by_day = ["compare_totals", "content", "groups", "organisation", "plan_book", "status"]
    assert sorted(_writers(r"\bby_deadline\(")) == [f"{name}.py" for name in by_day]
    by_whom = ["groups.py", "item_tables.py", "overdue.py", "plan_book.py"]
    assert sorted(_writers(r"\bby_owner\(")) == by_whom


class _Thing(NamedTuple):
    """What can be grouped."""

    due: date | None = None
    due_from: DueFrom | None = None
    owner: str | None = None
    kind: Kind = Kind.ACTION

    @property
    def due_text(self) -> str | None:
        return self.due.isoformat() if self.due else None


JUNE, MAY = date(2025, 6, 30), date(2025, 5, 31)


def test_groups_by_deadline_stand_in_the_order_of_days() -> None:
    june, granted = _Thing(JUNE, DueFrom.PUBLICATION), _Thing(JUNE, DueFrom.EXTENSION)
    may, own, none = _Thing(MAY, DueFrom.PUBLICATION), _Thing(MAY, DueFrom.PROMISE), _Thing()
    groups = by_deadline([june, own, none, may, granted], days=[date(2025, 4, 30), MAY])
    assert [(group.label, [*group.items]) for group in groups] == [
        ("30 Apr 2025", []),
        ("31 May 2025", [may]),
        ("30 Jun 2025", [june, granted]),
        ("Promise", [own]),
        ("No date", [none]),
    ]
    assert [group.due_from for group in groups] == [DueFrom.PUBLICATION] * 3 + [
        DueFrom.PROMISE,
        None,
    ]
    nothing: list[_Thing] = []
    assert [group.label for group in by_deadline(nothing)] == ["Promise", "No date"]


def test_groups_by_owner_end_with_those_of_nobody() -> None:
    a, b, small = _Thing(owner="A"), _Thing(owner="Zoo"), _Thing(owner="aa")
    nobody = [_Thing(kind=kind) for kind in KINDS]
    groups = by_owner([*reversed(nobody), b, small, a, b])
    assert [(name, [*items]) for name, items in groups[:3]] == [
        ("A", [a]),
        ("aa", [small]),
        ("Zoo", [b, b]),
    ]
    headings = dict.fromkeys(no_owner_heading(kind) for kind in KINDS)
    assert [name for name, _ in groups[3:]] == [*headings]
    assert sum(len(items) for _, items in groups[3:]) == len(nobody)
