"""What a row of the owners' sheet says of an item before anybody fills it in."""

from datetime import date

import pytest

from stalkplan.privacy.owners_sheet import SheetColumn, promise_in_words, told
from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import PublicItem
from stalkplan.record.register import build
from stalkplan.verdict.items import assess

ASKED = """\
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - {number: 9, addressed_to: [chief-constables]}
"""
PLAN = """\
organisation: {id: northshire, name: Northshire Police, answers_for: [chief-constables]}
responses:
  - ref: 9
    actions:
      - {id: 9a, %s}
"""
PLAIN = {"Item": "9a", "Organisation": "northshire", "Publication": "report"}
DATED = "updates: [{date: 2025-01-10, note: Begun.}, {date: 2025-01-20, status: blocked}]"
ROWS = {
    # what the plan says of an action: what a row says beside its id
    "owner: ''": {},
    "summary: Do it., owner: Registrar": {"Asked": "Do it.", "Owner": "Registrar"},
    DATED: {"Last update": "2025-01-20"},
    "promise: {by: 2025-03}": {"Promised": "2025-03", "Due": "2025-03"},
    "promise: {by: 2025-03, wording: in spring}": {
        "Promised": "2025-03 (in spring)",
        "Due": "2025-03",
    },
    "promise: {by: 2025-03}, marking: official-sensitive": {
        "Promised": "withheld",
        "Due": "withheld",
        "Asked": "withheld",
        "Owner": "withheld",
    },
}


def _item(said: str) -> PublicItem:
    texts = {"data/recommendations.yaml": ASKED, "data/responses.yaml": PLAN % said}
    register, on = build(texts), date(2025, 2, 1)
    assert register.problems == ()
    ((item,),) = (
        each.items for each in public_record(register, assess(register, on=on), on=on).organisations
    )
    return item


@pytest.mark.parametrize("said", ROWS)
def test_what_a_row_says(said: str) -> None:
    row = told(_item(said))
    assert {column: text for column, text in row.items() if text} == PLAIN | ROWS[said]
    assert [*row] == [
        column for column in SheetColumn if column in row
    ]  # in the order of the sheet


def test_a_promise_in_words() -> None:
    said = [
        promise_in_words(_item(f"promise: {{{p}}}").promise)
        for p in ("by: 2025-03", "by: 2025-03, wording: in spring")
    ]
    assert said == ["March 2025", "March 2025 (in spring)"]
    assert promise_in_words(_item("owner: ''").promise) == ""
