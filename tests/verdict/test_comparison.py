"""Organisations side by side: who answered what, which force has no plan, and what is alike."""

from datetime import date

from stalkplan.record.dates import parse_window
from stalkplan.record.register import Register, build
from stalkplan.verdict import marks
from stalkplan.verdict.comparison import (
    Restated,
    compare,
    forces_asked,
    forces_without_plan,
    marks_of,
)
from stalkplan.verdict.copies import copies_of
from stalkplan.verdict.groups import accepted_beside
from stalkplan.verdict.items import assess
from stalkplan.verdict.same_text import comparable

ON = date(2025, 9, 1)
ASKED = """\
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - number: 2
    addressed_to: [%s]
    deadlines: [{due: 2025-03-27}]
    requirements: [{ref: 2.1}, {ref: 2.2}]
  - {number: 1, addressed_to: [%s], deadlines: [{due: 2026-03-27}]}
"""
PLAN = """\
organisation: {id: %s, name: %s, answers_for: [chief-constables]}
responses: [%s]
"""


def _register(answers: dict[str, str], asked: str = "chief-constables") -> Register:
    plans = {
        f"data/responses/{name}.yaml": PLAN % (name, name.title(), said)
        for name, said in answers.items()
    }
    register = build({"data/recommendations.yaml": ASKED % (asked, asked), **plans})
    assert register.problems == ()
    return register


def test_who_never_answered_what() -> None:
    answers = {
        "kent": "{ref: 2.1, position: We do.}",
        "essex": "{ref: 2.1, position: We do.}, {ref: 1, position: We will.}",
        "avon": "{ref: 2.2, position: We do.}, {ref: 1, position: We will.}",
    }
    register = _register(answers)
    items = assess(register, on=ON)
    organisations = [plan.organisation for plan in register.plans.values()]
    compared = compare(organisations, [item for item in items if item.organisation.id != "kent"])
    assert [each.number for each in compared.recommendations] == ["2", "1"]
    assert {row.organisation.id: len(row.items) for row in compared.rows} == {
        "avon": 3,
        "essex": 3,
        "kent": 0,
    }
    whole = compare(organisations, items).unanswered()
    assert {ref: [each.id for each in own] for ref, own in whole.items()} == {
        "2.2": ["essex", "kent"],
        "2.1": ["avon"],
        "1": ["kent"],
    }
    assert [*whole] == ["2.2", "2.1", "1"]


def test_what_a_plan_restates_stands_beside_what_was_set() -> None:
    answers = "{ref: 2.1, position: We do., stated_deadline: 2025-07}, "
    answers += "{ref: 2.2, position: We do., stated_deadline: none}, {ref: 1, position: We do.}"
    register = _register({"kent": answers})
    organisations = [plan.organisation for plan in register.plans.values()]
    (row,) = compare(organisations, assess(register, on=ON)).rows
    due = (parse_window("2025-03-27"),)
    assert row.restated == (
        Restated("2.1", parse_window("2025-07"), due),
        Restated("2.2", None, due),
    )


def test_marks_stand_from_the_best() -> None:
    answered = "{ref: 2.1, position: We do.}"
    shown = marks_of(assess(_register({"kent": answered, "essex": ""}), on=ON))
    assert len(shown) == 4
    assert list(shown) == sorted(shown, key=marks.MARKS.index)
    assert len({*shown}) == 3  # late, late without an answer, not due


def test_which_force_has_no_plan() -> None:
    everyone = forces_asked(_register({}))
    assert len(everyone) == 43
    texts = {
        "data/recommendations.yaml": ASKED % ("kent, essex, surrey", "npcc"),
        "data/responses/kent.yaml": PLAN % ("kent", "Kent", ""),
        "data/responses/essex.yaml": "not to be read",
    }
    register = build(texts, organisations=["surrey"])
    assert [*forces_asked(register)] == ["essex", "kent", "surrey"]
    assert [*forces_without_plan(register)] == ["surrey"]


SAME = "We record every risk to every victim within one day of the first report, and review it."


def test_what_is_alike_stands_by_how_much_of_it_there_is() -> None:
    other = "Every officer is trained by the end of the year and every team has a lead of its own."
    answers = {
        "kent": f"{{ref: 2.1, position: '{SAME}'}}",
        "essex": f"{{ref: 2.1, position: '{SAME}'}}, {{ref: 2.2, position: '{other}'}}",
        "avon": f"{{ref: 2.2, position: '{other}'}}, {{ref: 1, position: '{other} So it is.'}}",
        "devon": f"{{ref: 2.2, position: '{other}'}}, {{ref: 1, position: '[redacted]'}}",
    }
    found = copies_of(assess(_register(answers), on=ON))
    assert [([each.id for each in one.organisations], one.refs) for one in found.between] == [
        (["essex", "avon", "devon"], ("2.2",)),
        (["kent", "essex"], ("2.1",)),
    ]
    assert [(one.organisation.id, one.sets) for one in found.within] == [("avon", (("2.2", "1"),))]


def test_by_what_an_answer_is_compared() -> None:
    texts = ["[redacted]", " [redacted]\n", None, "", "We DO!", "we_do", "redacted"]
    assert [*map(comparable, texts)] == ["", "", "", "", "wedo", "wedo", "redacted"]


def test_what_is_accepted_beside_the_items() -> None:
    update = "updates: [{date: 2025-01-01, acceptance: rejected}]"
    with_action = f"{{ref: 1, position: We do., {update}, actions: [{{id: 1a}}]}}"
    alone = f"{{ref: 1, position: We do., {update}}}"
    for said, number in ((with_action, 1), (alone, 0)):
        items = [i for i in assess(_register({"kent": said}), on=ON) if i.ref == "1"]
        assert len(items[0].accepted_in) == 1
        assert len(accepted_beside(items)) == number
