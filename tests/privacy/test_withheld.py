"""What a marked update of an answer says stays hidden, also where it counts for an action."""

import json
from datetime import date

import pytest

from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import PublicItem, PublicOrganisation
from stalkplan.privacy.withheld import evidence_kept_back
from stalkplan.record.register import build
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.items import assess

ASKED = """\
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - {number: 9, addressed_to: [chief-constables]}
"""
PLAN = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - ref: 9
    position: We do.
    updates:
      - {date: 2025-01-10, %s}
    actions:
      - {id: 9a, owner: Registrar}
"""
MARKED = ", marking: official-sensitive"


def _public(said: str) -> PublicOrganisation:
    texts = {"data/recommendations.yaml": ASKED, "data/responses.yaml": PLAN % said}
    register, on = build(texts), date(2025, 2, 1)
    assert register.problems == ()
    (organisation,) = public_record(register, assess(register, on=on), on=on).organisations
    return organisation


LATER = f"acceptance: accepted{MARKED}}}\n      - {{date: 2025-01-11, acceptance: rejected"
ACCEPTANCES = {
    # what the updates of the answer say: what is shown of it, and how many records are withheld
    "acceptance: rejected": ("rejected", 0),
    f"acceptance: rejected{MARKED}": ("withheld", 1),
    LATER: ("rejected", 1),
}


@pytest.mark.parametrize("said", ACCEPTANCES)
def test_an_acceptance(said: str) -> None:
    organisation, (shown, withheld) = _public(said), ACCEPTANCES[said]
    (item,) = organisation.items
    answer = organisation.recommendations[0].requirements[0].answer
    assert answer
    assert (item.acceptance, item.data["acceptance"], answer.acceptance) == (shown, shown, shown)
    assert organisation.withheld == withheld


@pytest.mark.parametrize("marking", ["", MARKED])
def test_a_promise_that_an_action_has_from_its_answer(marking: str) -> None:
    organisation = _public(f"promise: {{by: 2031-07, wording: in summer}}{marking}")
    (item,) = organisation.items
    assert (item.due, item.promise and item.promise.text) == (
        (None, "withheld") if marking else (date(2031, 7, 31), "2031-07")
    )
    span = {"earliest": "2031-07-01", "latest": "2031-07-31"}
    assert item.data["promise"] == (
        {"wording": "withheld", **dict.fromkeys(span)}
        if marking
        else {"by": "2031-07", "wording": "in summer", **span}
    )
    told = json.dumps(item.data, default=str) + repr(item)
    assert ("2031" in told) is not bool(marking)
    assert ("in summer" in told) is not bool(marking)
    assert organisation.withheld == bool(marking)


SAID = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - ref: 9
    position: We do. %s
    acceptance: accepted
    actions:
      - id: 9a
        summary: Do it.
        owner: Registrar
        promise: {by: 2025-03, wording: in spring}
        %s
        updates:
          - {date: 2025-01-10, note: One., evidence: [one.pdf]}
          - {date: 2025-01-20, status: blocked, owner: Chief, note: Two., evidence: [two.pdf] %s}
"""
OPEN = (
    "status blocked",
    "owner Chief",
    "due 2025-03-31",
    "promise 2025-03 (in spring)",
    "summary Do it.",
    "accepted",
    "One.",
    "Two.",
)
HIDDEN = {
    # which of the three is marked: what is shown of the action, and what of the evidence stays
    "": (OPEN, []),
    "update": (
        (
            "status withheld",
            "owner withheld",
            "due 2025-03-31",
            "promise 2025-03 (in spring)",
            "summary Do it.",
            "accepted",
            "One.",
            "None",
        ),
        ["two.pdf"],
    ),
    "action": (
        (
            "status withheld",
            "owner withheld",
            "due None",
            "promise withheld (None)",
            "summary withheld",
            "accepted",
            "None",
            "None",
        ),
        ["one.pdf", "two.pdf"],
    ),
    "answer": (
        (
            "status withheld",
            "owner withheld",
            "due None",
            "promise withheld (None)",
            "summary withheld",
            "withheld",
            "None",
            "None",
        ),
        ["one.pdf", "two.pdf"],
    ),
}


@pytest.mark.parametrize("marked", HIDDEN)
def test_what_a_marking_hides(marked: str) -> None:
    mark = "marking: official-sensitive"
    plan = SAID % (
        f"\n    {mark}" if marked == "answer" else "",
        mark if marked == "action" else "",
        f", {mark}" if marked == "update" else "",
    )
    texts = {"data/recommendations.yaml": ASKED, "data/responses.yaml": plan}
    register, on = build(texts), date(2025, 2, 1)
    assert register.problems == ()
    (organisation,) = public_record(register, assess(register, on=on), on=on).organisations
    (item,) = organisation.items
    promise = item.promise
    assert promise
    told = (
        f"status {item.status}",
        f"owner {item.owner}",
        f"due {item.due}",
        f"promise {promise.text} ({promise.wording})",
        f"summary {item.summary}",
        item.acceptance,
        *sorted((str(update.note) for update in item.updates), key=lambda note: note[0] != "O"),
    )
    shown, kept = HIDDEN[marked]
    assert told == shown
    answer = organisation.recommendations[0].requirements[0].answer
    assert answer
    assert answer.position == ("withheld" if marked == "answer" else "We do.")
    assert [*evidence_kept_back(register.plans["data/responses.yaml"])] == kept


TAKEN_BACK = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - ref: 9
    actions:
      - id: 9a
        %s
        updates:
          - {date: 2025-01-10, note: One.}
          - {date: 2025-01-20, retracts: 2025-01-10, note: A slip.}
"""


@pytest.mark.parametrize(("mark", "said"), [("owner: A", "One."), (MARKED[2:], None)])
def test_what_was_taken_back_in_a_marked_action_stays_hidden(mark: str, said: str | None) -> None:
    (retracted,) = _item(TAKEN_BACK % mark).retracted
    assert (retracted.update.note, retracted.why) == (said, said and "A slip.")
    assert (retracted.update.day, retracted.on) == (date(2025, 1, 10), date(2025, 1, 20))


RESTATED = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - {ref: 9, position: We do., stated_deadline: 2025-06, actions: [{id: 9a}] %s}
"""


@pytest.mark.parametrize("marking", ["", MARKED])
def test_a_flag_that_only_a_marked_answer_raises(marking: str) -> None:
    asked = ASKED.replace("[chief-constables]", "[chief-constables], deadlines: [{due: 2025-03}]")
    plan = RESTATED % marking
    register = build({"data/recommendations.yaml": asked, "data/responses.yaml": plan})
    assert register.problems == ()
    items, on = assess(register, on=date(2025, 2, 1)), date(2025, 2, 1)
    assert Flag.DEADLINE_RESTATED in items[0].flags
    (organisation,) = public_record(register, items, on=on).organisations
    (item,) = organisation.items
    raised = [flag for flag, _ in item.flags]
    assert (Flag.DEADLINE_RESTATED in raised) == (not marking)
    assert ("deadline-restated" in str(item.data["flags"])) == (not marking)


def _item(plan: str, asked: str = ASKED) -> PublicItem:
    register = build({"data/recommendations.yaml": asked, "data/responses.yaml": plan})
    assert register.problems == ()
    items, on = assess(register, on=date(2025, 2, 1)), date(2025, 2, 1)
    return public_record(register, items, on=on).items[0]


WITHOUT_OWNER = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - {ref: 9, position: We do., actions: [{id: 9a %s}]}
"""


@pytest.mark.parametrize("marking", ["", MARKED])
def test_that_a_marked_action_has_no_owner_is_not_said(marking: str) -> None:
    item = _item(WITHOUT_OWNER % marking)
    assert (Flag.NO_OWNER in [flag for flag, _ in item.flags]) == (not marking)


PROMISED = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - ref: 9
    actions:
      - id: 9a
        %s
        updates: [{date: 2025-01-10, promise: {by: 2025-05} %s}]
"""
PROMISES = {
    # what an action promised first, and whether the later promise is marked: what is shown
    ("promise: {by: 2025-03}", ""): ("2025-05", "2025-03"),
    ("promise: {by: 2025-03}", MARKED): ("withheld", "2025-03"),
    ("owner: A", ""): ("2025-05", None),
    ("owner: A", MARKED): ("withheld", None),
}


@pytest.mark.parametrize("case", PROMISES)
def test_the_first_promise_stays_public(case: tuple[str, str]) -> None:
    item = _item(PROMISED % case)
    newest, first = item.promise, item.first_promise
    assert (newest and newest.text, first and first.text) == PROMISES[case]


COPIED = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - {ref: 9, position: We do.}
  - {ref: 10, position: we do %s}
"""


COPIES = {
    # what else the other answer says: whether the first is shown as a copy on 1 February 2025
    "": True,
    ", added: 2025-01-31": True,
    ", added: 2025-02-01": True,
    ", added: 2025-02-02": False,
    MARKED: False,
}


@pytest.mark.parametrize("other", COPIES)
def test_a_copy_of_what_is_not_public_is_none(other: str) -> None:
    asked = f"{ASKED}  - {{number: 10, addressed_to: [chief-constables]}}\n"
    item = _item(COPIED % other, asked)
    assert (Flag.COPIED in [flag for flag, _ in item.flags]) == COPIES[other]
