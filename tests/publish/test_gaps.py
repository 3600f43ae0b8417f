"""What a plan leaves out: the same items as `check` finds, in sentences that hold for each."""

from datetime import date
from pathlib import Path

import pytest
from publications import PUBLICATIONS, write_publication

from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import PublicRecord
from stalkplan.publish.pages.gaps import gaps_of, not_shown
from stalkplan.publish.pages.in_short import promised_in_words, unknown_in_words
from stalkplan.record.files import read_folder
from stalkplan.record.register import build
from stalkplan.rules import check
from stalkplan.rules.context import Context
from stalkplan.verdict.items import assess

DORMANT = "Whether work is continuing"


@pytest.mark.parametrize("which", PUBLICATIONS)
def test_what_is_quiet_is_counted_as_check_counts_it(which: str, tmp_path: Path) -> None:
    on = max(write_publication(which, tmp_path / "data"), date(2026, 11, 29))
    texts = read_folder(tmp_path / "data").texts
    register = build(texts)
    found = [
        p for p in check(Context(register, texts, lambda _: True, on=on)) if p.code == "dormant"
    ]
    record = public_record(register, assess(register, on=on), on=on)
    shown = [
        name
        for organisation in record.organisations
        for gap in gaps_of(organisation, record.publication)
        if gap.what == DORMANT
        for part in gap.parts
        if not isinstance(part, str)
        for name in part
    ]
    assert len(shown) == len(found)


ASKED = """
publication: {id: report, title: A report, published: 2024-09-27, count: 2}
recommendations:
  - {number: 1, addressed_to: [chief-constables]}
  - {number: 2, addressed_to: [chief-constables]}
"""
PLAN = """
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - ref: 1
    position: We do.
    actions:
      - {id: 1.1, owner: A, promise: {by: 2025-01/2027-06}}
      - id: 1.2
        owner: A
        promise: {by: 2025-01-31}
        updates: [{date: 2025-01-30, status: complete}]
"""


def _gaps(plan: str, asked: str = ASKED) -> dict[str, str]:
    record = _record(plan, asked)
    return {gap.what: gap.text for gap in gaps_of(record.organisations[0], record.publication)}


def test_a_time_of_years_is_a_date_all_the_same() -> None:
    gaps = _gaps(PLAN)
    assert gaps[DORMANT] == "1.1 has had no update at all, and no date makes it late."


def test_all_and_one_are_said_in_words() -> None:
    gaps = _gaps(PLAN)
    assert gaps["What proves it"] == (
        "the one item marked complete by the plan alone has no evidence: 1.2."
    )
    assert gaps["By what day"] == "1 of 2 promises names no day: 1 names a month or longer (1.1)."
    assert gaps["What has been done"] == "2 of 3 items have no update published: 1.1 and 2."
    vague = _gaps(PLAN.replace("2025-01-31", "2025-01"))
    assert vague["By what day"] == "no promise names a day: 2 name a month or longer (1.1 and 1.2)."


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        (
            ("none", "none"),
            "for 1 and 2 the answer does not repeat the deadline of the publication.",
        ),
        (
            ("2025-05-01", "2025-05-02"),
            "for 1 and 2 the answer gives a deadline that the publication does not set.",
        ),
        (
            ("none", "2025-05-01"),
            "for 1 and 2 the answer gives a deadline that the publication does not set, or none.",
        ),
    ],
)
def test_which_deadline_the_plan_states_is_said(stated: tuple[str, str], told: str) -> None:
    asked = ASKED.replace("-constables]}", "-constables], deadlines: [{due: 2025-03-27}]}")
    plan = (
        PLAN.partition("responses:")[0]
        + "responses:\n"
        + "".join(
            f"  - {{ref: {ref}, position: We do., stated_deadline: {day}}}\n"
            for ref, day in enumerate(stated, start=1)
        )
    )
    assert _gaps(plan, asked)["Which deadline the plan is working to"] == told


def test_what_nobody_found_is_not_left_out_by_the_plan() -> None:
    asked = ASKED.replace("count: 2", "count: 3")
    register = build({"data/recommendations.yaml": asked, "data/responses.yaml": PLAN})
    on = date(2026, 1, 1)
    record = public_record(register, assess(register, on=on), on=on)
    (kent,) = record.organisations
    (gap,) = not_shown(kent, record.publication)
    assert gap.text == (
        "we have not found what recommendation 3 asks for. It is missing from our record, whatever "
        "the plan says."
    )
    assert gap not in gaps_of(kent, record.publication)


def _record(plan: str, asked: str = ASKED) -> PublicRecord:
    register = build({"data/recommendations.yaml": asked, "data/responses.yaml": plan})
    assert register.problems == ()
    return public_record(register, assess(register, on=date(2026, 1, 1)), on=date(2026, 1, 1))


HEAD = "organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}\n"


@pytest.mark.parametrize(
    ("actions", "told"),
    [
        ("", "The plan lists no action."),
        ("{id: 1.1, promise: {by: 2025-01-31}}", "The plan has 1 action, promised for a day."),
        ("{id: 1.1}, {id: 1.2}", "The plan has 2 actions, both with no date."),
        (
            "{id: 1.1, promise: {by: 2025-01}}, {id: 1.2, promise: {by: 2025-01-31}}, {id: 1.3}",
            (
                "The plan has 3 actions: 1 promised for a day, 1 for a month or another period and "
                "1 with no date."
            ),
        ),
        (
            "{id: 1.1, marking: official-sensitive, promise: {by: 2025-01}}, {id: 1.2}",
            "The plan has 2 actions: 1 with no date and 1 withheld.",
        ),
    ],
)
def test_what_is_promised_is_said_in_a_sentence(actions: str, told: str) -> None:
    plan = f"{HEAD}responses: [{{ref: 1, position: We do., actions: [{actions}]}}]\n"
    assert promised_in_words(_record(plan).organisations[0].items) == told


@pytest.mark.parametrize(
    ("plan", "count", "told"),
    [
        (
            "{ref: 1, position: a, acceptance: accepted, actions: [{id: 1.1}]}",
            4,
            (
                "Whether 2 items are late, what has been done about 2 items, who is responsible "
                "for 1 action and what 2 other recommendations ask for"
            ),
        ),
        (
            "{ref: 1, position: a, marking: official-sensitive}, {ref: 2, position: b}",
            2,
            (
                "Whether 2 items are late, what has been done about 2 items, whether 1 answer "
                "accepts what was asked and what 1 withheld record says"
            ),
        ),
    ],
)
def test_what_nobody_can_tell_is_said_in_a_sentence(plan: str, count: int, told: str) -> None:
    asked = ASKED.replace("count: 2", f"count: {count}")
    record = _record(f"{HEAD}responses: [{plan}]\n", asked)
    assert unknown_in_words(record.organisations[0], record.publication) == told
