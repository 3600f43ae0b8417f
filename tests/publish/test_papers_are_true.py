"""What a brief and a return say of other publications, held against the record, on two days."""

import re
from datetime import date, timedelta
from functools import partial
from itertools import chain, product
from pathlib import Path

import pytest
from lost_plans import not_looked
from publications import CASES, case_of, write_publication

from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import PublicRecord
from stalkplan.publish.brief import markdown
from stalkplan.publish.brief.content import brief_of
from stalkplan.publish.brief.fit import fits
from stalkplan.publish.brief.parts import Brief
from stalkplan.publish.pages.recent import decided_since
from stalkplan.publish.return_.content import Return, return_of
from stalkplan.record.files import read_folder
from stalkplan.record.register import build
from stalkplan.reports.rewritten import since_in_words
from stalkplan.verdict.items import assess
from stalkplan.verdict.timeliness import Timeliness

PLANS = [(name, plan) for name in CASES for plan in case_of(name)["plans"]]
SINCE = date(2000, 1, 1)

every_plan = pytest.mark.parametrize(
    ("name", "plan", "later"), [(*plan, later) for plan, later in product(PLANS, (0, 200))]
)


def _record(name: str, plan: str, later: int, folder: Path) -> PublicRecord:
    on = write_publication(f"case {name}", folder / "data") + timedelta(days=later)
    register = build(read_folder(folder / "data").texts)
    items = [item for item in assess(register, on=on) if item.organisation.id == plan]
    record = public_record(register, items, on=on)
    (organisation,) = [each for each in record.organisations if each.id == plan]
    return record._replace(organisations=(organisation,))


def _papers(record: PublicRecord) -> tuple[Brief, Return]:
    history = partial(since_in_words, not_looked(SINCE))
    brief = brief_of(record, history=history, audience=None)
    return brief, return_of(record, since=SINCE)


@every_plan
def test_every_item_is_in_the_brief_once(name: str, plan: str, later: int, tmp_path: Path) -> None:
    record = _record(name, plan, later, tmp_path)
    brief, _ = _papers(record)
    late = [each.task for group in brief.groups for each in group.late]
    overdue = [i for i in record.items if i.timeliness is Timeliness.OVERDUE]
    assert len(late) == len(overdue)
    assert all(any(f"({item.id})" in task for task in late) for item in overdue)
    assert sum(int(row.number) for row in brief.others) == len(record.items) - len(overdue)
    assert sum(row.items for row in brief.deadlines) == len(record.items)
    assert brief.verdict.startswith(f"{len(overdue)} of " if overdue else "Nothing is overdue.")
    assert fits(brief)


@every_plan
def test_updates_are_neither_left_out_nor_denied(
    name: str, plan: str, later: int, tmp_path: Path
) -> None:
    record = _record(name, plan, later, tmp_path)
    brief, made = _papers(record)
    (given,) = [case["responses"] for id_, case in case_of(name)["plans"].items() if id_ == plan]
    holders = [*given, *chain.from_iterable(answer.get("actions", []) for answer in given)]
    days = [
        update["date"]
        for holder in holders
        for update in holder.get("updates", [])
        if update["date"] <= record.on.isoformat()
    ]
    decided = decided_since(record.organisations[0].items, since=date.min)
    assert len(brief.recorded) == len(days) + len(decided)
    nothing = "Nothing was recorded in the plan." if decided else "Nothing was recorded."
    assert brief.news.startswith(f"{len(days)} entr" if days else nothing)
    assert ("no update at all" in brief.position) is (not days)
    assert sum(len(row.done) for row in made.rows if not row.done[0].startswith("Nothing")) == len(
        days
    )
    stands = {re.split(', "|: ', text)[0]: text for row in made.rows for text in row.stands}
    for item in record.items:
        if item.updates:
            assert ", no update" not in stands[item.id]


def test_what_was_completed_and_opened_again_is_not_called_never_completed(tmp_path: Path) -> None:
    brief, _ = _papers(_record("inspection", "kent", 0, tmp_path))
    said = [row.entry for row in brief.recorded]
    assert [entry for entry in said if entry.startswith("Complete, confirmed by HMICFRS")]
    assert "no completion" not in markdown.render(brief)


@every_plan
def test_who_ended_or_met_something_is_said(
    name: str, plan: str, later: int, tmp_path: Path
) -> None:
    record = _record(name, plan, later, tmp_path)
    brief, made = _papers(record)
    text = markdown.render(brief)
    told = {each for row in made.rows for each in (*row.stands, *row.confirmed)}
    for item in record.items:
        if item.ended and item.timeliness is Timeliness.ENDED:
            assert f"Ended by {item.ended.by}" in text
            assert [each for each in told if each.startswith(f"{item.id}: ended by")]
        if item.discharged:
            assert [each for each in told if f"{item.id}: {item.discharged.by}" in each]
            asked = [put.question for put in brief.questions if "What shows" in put.question]
            stands = [row.stands for row in brief.others if f"({item.id})" in row.names]
            assert f"({item.id})" not in " ".join(asked)
            assert "without evidence" not in " ".join(stands)
    assert "\u2026" not in text
