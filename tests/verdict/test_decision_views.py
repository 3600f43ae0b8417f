"""What others decided of an item: in words, with its day, and as data."""

from datetime import date

import pytest

from stalkplan.record.model import Publication
from stalkplan.record.register import build
from stalkplan.verdict.decision_words import (
    DECISION_KINDS,
    decided_in_words,
    decision_view,
    decisions_on,
    kind_of_decision,
    long_day_of_decision,
    title_of_decision,
)
from stalkplan.verdict.items import Item, assess

ON = date(2025, 12, 1)
ASKED = """\
publication:
  {id: report, title: A report, published: 2024-09-27, addressees: {a-board: The Board}}
recommendations:
  - {number: 12, addressed_to: [chief-constables, a-board], deadlines: [{due: 2025-06}], %s}
"""
PLAN = """\
organisation: {id: northshire, name: Northshire Police, answers_for: [chief-constables%s]}
responses: [{ref: 12, position: We do.}]
"""
CHIEFS = "for: chief-constables, by: HMICFRS"
MET = ("March 2025", "met", "met, as reported by the inspectorate")
NATIONAL = ("4 March 2025", "met nationally", "met nationally, as the NPCC reported")
LATER = (
    "1 February 2025",
    "extended to October 2025",
    "extended to October 2025, from June 2025, by HMICFRS",
)
SOONER = (
    "2 February 2025",
    "moved to September 2025",
    "moved to September 2025, from October 2025, by HMICFRS",
)
BOARD = ("4 March 2025", "met for The Board", "met for The Board, as reported by HMICFRS")
Told = list[tuple[str, str, str]]
DECIDED: dict[str, tuple[Told, Told]] = {
    # what is decided: the day, its title and it in words, to one that answers for chief
    # constables, and to one that answers for both
    "discharged: [{for: northshire, by: the inspectorate, on: 2025-03}]": ([MET], [MET]),
    "discharged: [{for: chief-constables, by: NPCC, on: 2025-03-04}]": ([NATIONAL], [NATIONAL]),
    "discharged: [{for: a-board, by: HMICFRS, on: 2025-03-04}]": ([], [BOARD]),
    f"extended: [{{{CHIEFS}, to: 2025-10, on: 2025-02-01}}]": (
        [LATER],
        [
            (
                "1 February 2025",
                "extended to October 2025 for chief constables",
                "extended to October 2025, from June 2025, for chief constables by HMICFRS",
            )
        ],
    ),
    "extended: [{for: northshire, by: HMICFRS, to: 2025-10, on: 2025-02-01}, "
    "{for: northshire, by: HMICFRS, to: 2025-09, on: 2025-02-02}]": (
        [LATER, SOONER],
        [LATER, SOONER],
    ),
    "extended: [{for: a-board, by: HMICFRS, to: 2025-10, on: 2025-02-01}]": (
        [],
        [
            (
                "1 February 2025",
                "extended to October 2025 for The Board",
                "extended to October 2025, from June 2025, for The Board by HMICFRS",
            )
        ],
    ),
    f"ended: [{{{CHIEFS}, on: 2025-02-01}}]": (
        [("1 February 2025", "ended", "ended by HMICFRS")],
        [
            (
                "1 February 2025",
                "ended for chief constables",
                "ended for chief constables by HMICFRS",
            )
        ],
    ),
}


def _judged(decided: str, also: str = "") -> tuple[Item, Publication]:
    texts = {"data/recommendations.yaml": ASKED % decided, "data/responses.yaml": PLAN % also}
    register = build(texts)
    assert register.problems == ()
    assert register.publication
    (item,) = assess(register, on=ON)
    return item, register.publication


@pytest.mark.parametrize("decided", DECIDED)
@pytest.mark.parametrize("also", ["", ", a-board"])
def test_a_decision_in_words(decided: str, also: str) -> None:
    item, publication = _judged(decided, also)
    decisions = decisions_on(item, on=ON)
    told = DECIDED[decided][bool(also)]
    assert [long_day_of_decision(each) for each in decisions] == [day for day, _, _ in told]
    titles = [title_of_decision(each, item, publication) for each in decisions]
    assert titles == [title for _, title, _ in told]
    said = [decided_in_words(each, item, publication) for each in decisions]
    assert said == [words for _, _, words in told]
    assert [*decisions_on(item, on=date(2025, 1, 31))] == []


VIEWS = {
    "discharged: [{for: northshire, by: A, on: 2025-03, how: H, evidence: E}]": (
        "discharge",
        {"by": "A", "on": "2025-03", "how": "H", "evidence": "E"},
    ),
    "extended: [{for: northshire, by: A, to: 2025-09, on: 2025-02-01}]": (
        "extension",
        {"by": "A", "on": "2025-02-01", "to": "2025-09"},
    ),
    "ended: [{for: northshire, by: A, on: 2025-02-01}]": ("end", {"by": "A", "on": "2025-02-01"}),
}


@pytest.mark.parametrize("decided", VIEWS)
def test_a_decision_as_data(decided: str) -> None:
    (decision,) = decisions_on(_judged(decided)[0], on=ON)
    kind, view = VIEWS[decided]
    blank = {"for": "northshire", "milestone": None, "how": None, "evidence": None}
    assert (kind_of_decision(decision), decision_view(decision)) == (kind, blank | view)
    assert kind in DECISION_KINDS


def test_an_extension_where_no_date_was_set() -> None:
    decided = "extended: [{for: northshire, by: A, to: 2025-10, on: 2025-02-01}]"
    asked = (ASKED % decided).replace("deadlines: [{due: 2025-06}], ", "")
    register = build({"data/recommendations.yaml": asked, "data/responses.yaml": PLAN % ""})
    assert register.problems == ()
    assert register.publication
    (item,) = assess(register, on=ON)
    (decision,) = decisions_on(item, on=ON)
    said = decided_in_words(decision, item, register.publication)
    assert said == "extended to October 2025 by A"


def test_a_decision_on_one_of_several_deadlines() -> None:
    decided = "ended: [{for: northshire, by: A, on: 2025-02-01, milestone: b}]"
    asked = (ASKED % decided).replace(
        "[{due: 2025-06}]", "[{due: 2025-06, milestone: a}, {due: 2025-06, milestone: b}]"
    )
    register = build({"data/recommendations.yaml": asked, "data/responses.yaml": PLAN % ""})
    assert register.problems == ()
    items = assess(register, on=ON)
    told = [(item.milestone, len(decisions_on(item, on=ON))) for item in items]
    assert told == [("a", 0), ("b", 1)]


def test_where_nothing_is_decided() -> None:
    assert decisions_on(_judged("theme: Risk")[0], on=ON) == ()
