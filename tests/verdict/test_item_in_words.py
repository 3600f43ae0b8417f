"""What is said of one item: in a phrase, in columns, and as data for programs."""

from datetime import date

import pytest

from stalkplan.record.forces import area_code
from stalkplan.record.register import Register, build
from stalkplan.verdict import words
from stalkplan.verdict.as_data import (
    flat,
    item_facts,
    item_line,
    item_row,
    item_view,
    retracted_view,
    update_view,
)
from stalkplan.verdict.items import Item, assess
from stalkplan.verdict.whose_word import met_later, on_whose_word

ON = date(2025, 9, 1)
ASKED = """\
publication: {id: report, title: A report, published: 2024-09-27, addressees: {a-board: The Board}}
recommendations:
  - {number: 12, theme: Risk, addressed_to: [chief-constables, a-board, npcc], %s}
"""
PLAN = """\
organisation: {id: %s, name: A, answers_for: [%s]}
responses:
  - {ref: 12, position: We do., %s}
"""


def _register(asked: str, told: str, who: str) -> Register:
    whose = "kent" if who == "chief-constables" else "northshire"
    texts = {
        "data/recommendations.yaml": ASKED % asked,
        "data/responses.yaml": PLAN % (whose, who, told),
    }
    register = build(texts)
    assert register.problems == ()
    return register


def _item(asked: str, told: str, who: str = "chief-constables") -> Item:
    (item,) = assess(_register(asked, told, who), on=ON)
    return item


DUE, LATER, NO_DATE = (
    "deadlines: [{due: 2025-03-27}]",
    "deadlines: [{due: 2026-03}]",
    "summary: Do it.",
)
MONTH = "deadlines: [{due: 2025-09}]"
CHIEFS, BOARD = "chief-constables", "a-board"


def _met(for_: str, by: str, on: str) -> str:
    return f"{DUE}, discharged: [{{for: {for_}, by: {by}, on: {on}}}]"


TOLD = {
    # what is asked, what the plan says and whose it is: the phrase, the state, who has it, on
    # whose word it is complete, what another body did later, the status, the newest update,
    # the deadline and the promise
    (DUE, "", CHIEFS): (
        "overdue by 158 days, no action",
        "158 days",
        "no action",
        "",
        "",
        "no update",
        "never",
        "2025-03-27",
        "none",
    ),
    (DUE, "updates: [{date: 2025-08-20, status: in-progress}]", CHIEFS): (
        "overdue by 158 days, no action, updated 20 August 2025",
        "158 days",
        "no action",
        "",
        "",
        "in progress",
        "2025-08-20",
        "2025-03-27",
        "none",
    ),
    (DUE, "updates: [{date: 2025-02-20, status: blocked}]", CHIEFS): (
        "overdue by 158 days, no action, no update since the deadline",
        "158 days",
        "no action",
        "",
        "",
        "blocked",
        "2025-02-20",
        "2025-03-27",
        "none",
    ),
    (DUE, "updates: [{date: 2025-04-02, status: complete}]", CHIEFS): (
        "complete, 6 days late, no action, updated 2 April 2025",
        "completed late",
        "no action",
        ", according to the plan",
        "",
        "complete",
        "2025-04-02",
        "2025-03-27",
        "none",
    ),
    (
        DUE,
        "updates: [{date: 2025-03-02, status: complete, verified: {by: V, on: 2025-03-04}}]",
        CHIEFS,
    ): (
        "complete, no action, updated 2 March 2025",
        "complete",
        "no action",
        ", confirmed",
        "",
        "complete",
        "2025-03-02",
        "2025-03-27",
        "none",
    ),
    (MONTH, "", CHIEFS): (
        "still unclear, no action",
        "unclear",
        "no action",
        "",
        "",
        "no update",
        "never",
        "2025-09",
        "none",
    ),
    (LATER, "", BOARD): (
        "due in 181-211 days, no action",
        "in 181-211 days",
        "no action",
        "",
        "",
        "no update",
        "never",
        "2026-03",
        "none",
    ),
    (NO_DATE, "", CHIEFS): (
        "no date on record, no action",
        "no date",
        "no action",
        "",
        "",
        "no update",
        "never",
        "none",
        "none",
    ),
    (LATER, "updates: [{date: 2025-08-20, promise: {by: 2025-12, wording: w}}]", CHIEFS): (
        "due in 181-211 days, no action, updated 20 August 2025",
        "in 181-211 days",
        "no action",
        "",
        "",
        "not said",
        "2025-08-20",
        "2026-03",
        "2025-12",
    ),
    (NO_DATE, "updates: [{date: 2025-08-20, promise: {not_before: 2025-12}}]", CHIEFS): (
        "no date on record, no action, updated 20 August 2025",
        "no date",
        "no action",
        "",
        "",
        "not said",
        "2025-08-20",
        "none",
        "from 2025-12",
    ),
    (NO_DATE, "updates: [{date: 2025-08-20, promise: {wording: soon}}]", CHIEFS): (
        "no date on record, no action, updated 20 August 2025",
        "no date",
        "no action",
        "",
        "",
        "not said",
        "2025-08-20",
        "none",
        "no date",
    ),
    (_met(CHIEFS, "NPCC", "2025-05-04"), "", CHIEFS): (
        "complete, 38 days late, no action",
        "completed late",
        "NPCC, for all forces",
        ", met nationally",
        "",
        "no update",
        "never",
        "2025-03-27",
        "none",
    ),
    (_met(CHIEFS, "HMICFRS", "2025-05"), "", CHIEFS): (
        "complete, at least 35 days late, no action",
        "completed late",
        "HMICFRS, for all forces",
        ", met for all who were asked, as reported by HMICFRS",
        "",
        "no update",
        "never",
        "2025-03-27",
        "none",
    ),
    (_met(BOARD, "HMICFRS", "2025-05-04"), "", BOARD): (
        "complete, 38 days late, no action",
        "completed late",
        "HMICFRS, for The Board",
        ", met for The Board, as reported by HMICFRS",
        "",
        "no update",
        "never",
        "2025-03-27",
        "none",
    ),
    (_met("kent", "HMICFRS", "2025-03"), "", CHIEFS): (
        "complete, no action",
        "complete",
        "HMICFRS",
        ", met, as reported by HMICFRS, perhaps late, as the day is not known",
        "",
        "no update",
        "never",
        "2025-03-27",
        "none",
    ),
    (
        _met("kent", "HMICFRS", "2025-05"),
        "updates: [{date: 2025-03-02, status: complete}]",
        CHIEFS,
    ): (
        "complete, no action, updated 2 March 2025",
        "complete",
        "HMICFRS",
        ", according to the plan on 2 March 2025, and met in May 2025, as reported by HMICFRS",
        "met in May 2025, as reported by HMICFRS",
        "complete",
        "2025-03-02",
        "2025-03-27",
        "none",
    ),
    (
        _met(CHIEFS, "NPCC", "2025-05-04"),
        "updates: [{date: 2025-03-02, status: complete, verified: {by: V, on: 2025-03-04}}]",
        CHIEFS,
    ): (
        "complete, no action, updated 2 March 2025",
        "complete",
        "NPCC, for all forces",
        ", confirmed, and met nationally on 4 May 2025, as reported by NPCC",
        "met nationally on 4 May 2025, as reported by NPCC",
        "complete",
        "2025-03-02",
        "2025-03-27",
        "none",
    ),
    (DUE, "updates: [{date: 2025-03-02, status: withdrawn}]", BOARD): (
        "overdue by 158 days, no action, no update since the deadline",
        "158 days",
        "no action",
        "",
        "",
        "withdrawn",
        "2025-03-02",
        "2025-03-27",
        "none",
    ),
    (DUE, "actions: [{id: 12a, owner: Registrar}]", CHIEFS): (
        "overdue by 158 days, no update since the deadline",
        "158 days",
        "Registrar",
        "",
        "",
        "no update",
        "never",
        "2025-03-27",
        "none",
    ),
    (LATER, "actions: [{id: 12a, promise: {by: 2025-11}}]", CHIEFS): (
        "due in 181-211 days, no update",
        "in 181-211 days",
        "no owner",
        "",
        "",
        "no update",
        "never",
        "2026-03",
        "2025-11",
    ),
}


@pytest.mark.parametrize("case", TOLD)
def test_what_is_said_of_an_item(case: tuple[str, str, str]) -> None:
    item = _item(*case)
    assert TOLD[case] == (
        words.outcome(item, on=ON),
        words.state(item, on=ON),
        words.owner(item),
        on_whose_word(item),
        met_later(item),
        words.status(item),
        words.updated(item),
        words.due(item),
        words.promised(item),
    )


def test_who_met_it_for_one_that_is_no_other() -> None:
    item = _item(_met("npcc", "HMICFRS", "2025-03"), "", "npcc")
    assert words.owner(item) == "HMICFRS"


def test_the_newest_update_of_several() -> None:
    items = [_item(DUE, f"updates: [{{date: 2025-0{month}-01}}]") for month in (3, 5, 4)]
    assert words.newest_update([_item(DUE, ""), *items]) == "last update 1 May 2025"
    assert words.newest_update([_item(DUE, "")]) == "no update recorded"


UPDATE = (
    "{date: 2025-02-01, status: blocked, note: N, evidence: [e], owner: O, milestone: m, "
    "promise: {by: 2025-05, wording: w}, verified: {by: V, on: 2025-02-02}, "
    "acceptance: rejected, marking: official-sensitive, internal: secret}"
)
BLANK: dict[str, object] = {
    "status": None,
    "note": None,
    "evidence": [],
    "promise": None,
    "owner": None,
    "verified": None,
    "acceptance": None,
    "retracts": None,
    "milestone": None,
    "marking": None,
}


def test_an_update_as_data() -> None:
    told = f"updates: [{UPDATE}, {{date: 2025-02-03, promise: {{not_before: 2025-06}}}}, "
    told += "{date: 2025-02-04, retracts: 2025-02-03, note: A slip.}, "
    told += "{date: 2025-02-05, verified: {by: V}}]"
    register = _register("deadlines: [{due: 2025-03-27, milestone: m}]", told, CHIEFS)
    (answer,) = register.plans["data/responses.yaml"].responses
    first, second, third, last = [update_view(update, on=ON) for update in answer.updates]
    assert last["verified"] == {"by": "V", "on": None}
    assert first == {
        "date": "2025-02-01",
        "status": "blocked",
        "note": "N",
        "evidence": ["e"],
        "promise": {"by": "2025-05", "not_before": None, "wording": "w"},
        "owner": "O",
        "verified": {"by": "V", "on": "2025-02-02"},
        "acceptance": "rejected",
        "retracts": None,
        "milestone": "m",
        "marking": "official-sensitive",
    }
    promise = {"by": None, "not_before": "2025-06", "wording": None}
    assert second == BLANK | {"date": "2025-02-03", "promise": promise}
    retraction = {"date": "2025-02-04", "retracts": "2025-02-03", "note": "A slip."}
    assert third == BLANK | retraction
    (item,) = assess(register, on=ON)
    (taken,) = item.state.retracted
    assert retracted_view(taken, on=ON) == second | {
        "taken_back": "2025-02-04",
        "reason": "A slip.",
    }


def test_an_item_as_data() -> None:
    told = "actions: [{id: 12a, owner: O, summary: S, promise: {by: 2025-05, wording: w}, "
    told += "updates: [{date: 2025-03-01, status: blocked}]}]"
    register = _register(f"{DUE}, requirements: [{{ref: '12'}}]", told, CHIEFS)
    (item,) = assess(register, on=ON)
    facts = item_facts(item, on=ON)
    assert facts | {"kind": "action", "flags": []} == {
        "publication": "report",
        "organisation": "kent",
        "id": "12a",
        "ref": "12",
        "recommendation": 12,
        "milestone": None,
        "theme": "Risk",
        "summary": "S",
        "owner": "O",
        "kind": "action",
        "due": "2025-03-27",
        "due_earliest": "2025-03-27",
        "due_from": "publication",
        "discharged": None,
        "promise": {
            "by": "2025-05",
            "wording": "w",
            "earliest": "2025-05-01",
            "latest": "2025-05-31",
        },
        "timeliness": "overdue",
        "days_late": 158,
        "status": "blocked",
        "assurance": None,
        "acceptance": "not-stated",
        "silent": True,
        "updates": 1,
        "last_update": "2025-03-01",
        "days_since_update": 184,
        "flags": [],
    }
    place = {"file": "data/responses.yaml", "line": 3}
    assert item_view(register, item, on=ON) == facts | {"place": place}
    assert item_line(item) == (
        "kent",
        "12a",
        "overdue",
        "silent",
        "2025-03-27",
        "158",
        "blocked",
        "2025-05",
        "2025-03-01",
        "O",
        "Risk",
    )
    nothing = item_line(_item(NO_DATE, ""))
    assert nothing == ("kent", "12", "no-deadline", "", "", "", "not-reported", "", "", "", "Risk")


def test_an_item_as_a_row() -> None:
    register = _register(f"{_met('kent', 'HMICFRS', '2025-03')}", "", CHIEFS)
    (item,) = assess(register, on=ON)
    view = item_view(register, item, on=ON)
    blank = {"how": None, "evidence": None}
    assert view["discharged"] == {"by": "HMICFRS", "on": "2025-03", **blank}
    row = item_row(register, item, on=ON)
    assert (row["organisation_name"], row["area_code"]) == ("A", area_code("kent"))
    assert (row["discharged_by"], row["discharged_on"]) == ("HMICFRS", "2025-03")
    assert (row["id"], row["place_line"], row["promise"]) == ("12", 3, None)
    assert flat({"a": {"b": 1, "c": None}, "d": ["e", "f"], "g": []}) == {
        "a_b": 1,
        "a_c": None,
        "d": "e f",
        "g": "",
    }
    nothing = item_facts(_item(NO_DATE, ""), on=ON)
    assert [nothing[key] for key in ("due", "due_earliest", "due_from")] == [None] * 3


def test_a_promise_as_data() -> None:
    told = {
        "{not_before: 2025-12}": {
            "not_before": "2025-12",
            "wording": None,
            "earliest": "2025-12-01",
            "latest": "2025-12-31",
        },
        "{wording: soon}": {"wording": "soon", "earliest": None, "latest": None},
    }
    for promise, view in told.items():
        item = _item(LATER, f"updates: [{{date: 2025-08-20, promise: {promise}}}]")
        assert item_facts(item, on=ON)["promise"] == view
