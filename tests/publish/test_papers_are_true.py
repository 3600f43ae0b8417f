"""What a brief and a return say of other publications, held against the record, on two days."""

import re
from datetime import date, timedelta
from functools import partial
from itertools import chain, product
from pathlib import Path

import pytest
from lost_plans import not_looked
from publications import CASES, EXAMPLES_ON, case_of, write_publication

from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import PublicRecord
from stalkplan.publish.brief import markdown
from stalkplan.publish.brief.content import brief_of
from stalkplan.publish.brief.fit import fits
from stalkplan.publish.brief.parts import Brief
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
    decided = {made for item in record.items for made in item.made}
    assert len(brief.recorded) == len(days) + len(decided)
    assert brief.news.startswith("No update was recorded." if not days else f"{len(days)} entr")
    assert (" decided on " in brief.news) is bool(decided)
    assert ("no update at all" in brief.position) is (not days)
    assert sum(
        len(row.done) for row in made.rows if not row.done[0].startswith("No update after")
    ) == len(days)
    stands = {re.split(', "|: ', text)[0]: text for row in made.rows for text in row.stands}
    for item in record.items:
        if item.updates:
            assert ", no update" not in stands[item.id]


@every_plan
def test_an_entry_for_one_deadline_is_not_of_the_others(
    name: str, plan: str, later: int, tmp_path: Path
) -> None:
    """A yearly check that was made for 2024 is not called complete."""
    record = _record(name, plan, later, tmp_path)
    brief, made = _papers(record)
    told = [row.about for row in brief.recorded]
    for item in record.items:
        for update in item.updates:
            if update.milestone and item.id != item.ref:
                assert [about for about in told if f"({item.id})" in about]
                assert [text for row in made.rows for text in row.done if f", {item.id}: " in text]


@every_plan
def test_what_another_body_decided_is_an_entry(
    name: str, plan: str, later: int, tmp_path: Path
) -> None:
    record = _record(name, plan, later, tmp_path)
    brief, _ = _papers(record)
    for item in record.items:
        for decided in item.made:
            (row,) = [
                row
                for row in brief.recorded
                if item.id in row.about and decided.said[1:] in row.entry
            ]
            assert row.day.split()[-1] == decided.on.split()[-1]


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


def test_an_answer_stands_apart_from_what_others_say(tmp_path: Path) -> None:
    """Or it reads as one with it: that the risk is accepted, rejected."""
    brief, made = _papers(_record("audit", "city-council", 0, tmp_path))
    ended = "nded by Audit Committee, 1 March 2025: the risk is accepted (answer: rejected)"
    assert f"E{ended}" in [row.stands for row in brief.others]
    (stands,) = [row.stands for row in made.rows if row.stands[0].startswith("IT-24-2")]
    assert stands == (f"IT-24-2: e{ended}, was due 28 February 2025",)


def test_a_day_that_the_title_has_is_not_said_again(tmp_path: Path) -> None:
    write_publication("example coroner", tmp_path / "data")
    register = build(read_folder(tmp_path / "data").texts)
    record = public_record(register, assess(register, on=EXAMPLES_ON), on=EXAMPLES_ON)
    brief, made = _papers(record._replace(organisations=record.organisations[:1]))
    told = 'On the recommendations of "A report to prevent future deaths of 3 March 2025".'
    assert (brief.subject.partition(" As at")[0], made.subject) == (told, told)
