"""What a public record says of a publication, of an organisation, of what was asked and done."""

from datetime import date

import pytest

from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import (
    PublicDeadline,
    PublicDecision,
    PublicMade,
    PublicPromise,
    PublicPublication,
    PublicRecord,
    PublicUpdate,
)
from stalkplan.record.choices import Status
from stalkplan.record.dates import parse_window
from stalkplan.record.register import Recorded, build
from stalkplan.verdict.items import assess
from stalkplan.verdict.nouns import Met
from stalkplan.verdict.timeliness import DueFrom

ON = date(2025, 4, 1)
ASKED = """\
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - {number: 1, addressed_to: [chief-constables], deadlines: [{due: 2025-03-27}]}
  - {number: 2, addressed_to: [chief-constables], deadlines: [{due: 2026-03}], made: 2024-12-01}
  - {number: 3, addressed_to: [chief-constables]}
"""
PLAN = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - {ref: 1, position: We do., updates: [{date: 2025-03-30, status: in-progress}]}
"""


def _public(asked: str, plan: str) -> PublicRecord:
    register = build({"data/recommendations.yaml": asked, "data/responses.yaml": plan})
    assert register.problems == ()
    return public_record(register, assess(register, on=ON), on=ON)


def test_the_verdict_is_on_all_and_the_silence_on_what_is_late() -> None:
    (organisation,) = _public(ASKED, PLAN).organisations
    assert organisation.verdict[:2] == ("1 of 3 items is overdue.", "It has an update.")
    made = {each.number: each.made for each in organisation.recommendations}
    assert made == {"1": None, "2": date(2024, 12, 1), "3": None}


FULL = """\
publication:
  id: report
  title: A report on doors
  subject: doors
  by: The Door Council
  source: https://doors.example/report
  contact: plans@doors.example
  help: https://doors.example/help
  licence: OGL
  published: 2024-09-27
  count: 4
recommendations:
  - number: 1
    theme: Hinges
    summary: Oil every hinge.
    certainty: single-source
    sources: [https://doors.example/report, a letter]
    addressed_to: [chief-constables]
    deadlines:
      - {milestone: begin, due: 2025-03-27, wording: within six months}
      - {milestone: report, due: 2026-Q1}
    requirements:
      - {ref: 1.1, summary: Oil the hinges of the stations.}
      - {ref: 1.2}
  - {number: 3, addressed_to: [chief-constables], made: 2025-05-01}
"""
FULL_PLAN = """\
organisation:
  id: kent
  name: Kent Police
  answers_for: [chief-constables]
  contact: plans@kent.example
  help: https://kent.example/help
source: https://kent.example/plan
responses:
  - {ref: 1.1, position: We do., stated_deadline: 2025-06}
"""


def test_what_is_public_of_a_publication() -> None:
    assert _public(FULL, FULL_PLAN).publication == PublicPublication(
        title="A report on doors",
        subject="doors",
        by="The Door Council",
        source="https://doors.example/report",
        contact="plans@doors.example",
        help="https://doors.example/help",
        licence="OGL",
        noun="publication",
        published=date(2024, 9, 27),
        recommendations=2,
        recorded=Recorded(2, 4, (2, 4), "plans@doors.example", ("3",)),
    )


def test_what_is_public_of_an_organisation() -> None:
    (it,) = _public(FULL, FULL_PLAN).organisations
    assert (it.id, it.name, it.noun, it.withheld) == ("kent", "Kent Police", "force", 0)
    assert (it.contact, it.help) == ("plans@kent.example", "https://kent.example/help")
    assert it.source == "https://kent.example/plan"


def test_what_is_public_of_what_was_asked() -> None:
    (organisation,) = _public(FULL, FULL_PLAN).organisations
    asked = organisation.recommendations[0]
    assert (asked.number, asked.theme, asked.summary) == ("1", "Hinges", "Oil every hinge.")
    assert asked.certainty == "single-source"
    assert asked.sources == ("https://doors.example/report", "a letter")
    assert asked.deadlines == (
        PublicDeadline("2025-03-27", "begin", "within six months"),
        PublicDeadline("2026-Q1", "report", None),
    )
    assert [(each.ref, each.asked) for each in asked.requirements] == [
        ("1.1", "Oil the hinges of the stations."),
        ("1.2", "Oil every hinge."),
    ]
    answers = [each.answer for each in asked.requirements]
    assert answers[0]
    assert answers[0].stated_deadline == parse_window("2025-06")
    assert answers[1] is None


OLDER = """\
publication: {id: report, title: A report, by: The Door Council, published: 2024-09-27}
recommendations:
  - number: 1
    theme: Hinges
    addressed_to: [chief-constables]
    deadlines: [{due: 2025-01}]
    extended:
      - {for: kent, to: 2025-02, on: 2025-01-02, by: The Door Council, evidence: letter.pdf}
    ended:
      - {for: kent, on: 2025-03-20, by: The Door Council, how: superseded, evidence: end.pdf}
  - number: 2
    addressed_to: [chief-constables]
    discharged:
      - {for: kent, by: The Lock Board, on: 2024-11, how: by letter, evidence: locks.pdf}
  - {number: 3, addressed_to: [chief-constables]}
"""
ACTIONS = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - ref: 1
    position: We do.
    acceptance: accepted
    actions:
      - id: 1a
        summary: Oil them.
        owner: Registrar
        promise: {by: 2025-05, wording: in May}
        updates:
          - {date: 2025-02-10, status: blocked, note: No oil., evidence: [oil.pdf]}
          - {date: 2025-02-11, note: A slip.}
          - {date: 2025-02-12, retracts: 2025-02-11, note: Wrong door.}
          - date: 2025-03-10
            status: complete
            owner: Chief
            note: Done.
            verified: {by: Board, on: 2025-03-15}
            promise: {by: 2025-07, wording: in July}
  - {ref: 2, position: We did.}
  - {ref: 3, actions: [{id: 3a, promise: {not_before: 2025-08}}]}
"""


def test_what_is_public_of_an_action() -> None:
    it = _public(OLDER, ACTIONS).items[0]
    assert (it.organisation, it.recommendation, it.ref, it.id) == ("kent", "1", "1", "1a")
    assert (it.theme, it.summary, it.owner, it.who) == ("Hinges", "Oil them.", "Chief", "Chief")
    assert (it.acceptance, it.status, it.assurance) == ("accepted", "complete", "verified")
    due = (it.due_earliest, it.due, it.due_text, it.due_words, it.due_from)
    assert due == (
        date(2025, 2, 1), date(2025, 2, 28), "2025-02", "February 2025", DueFrom.EXTENSION,
    )  # fmt: skip
    assert (it.completed, it.days_late, it.late_by) == (date(2025, 3, 10), 10, "10 days")
    assert (it.state, it.outcome) == (
        "completed late",
        "complete, 10 days late, updated 10 March 2025",
    )
    assert it.first_promise == PublicPromise(
        "2025-05", "in May", date(2025, 5, 1), date(2025, 5, 31), is_deadline=True, words="May 2025"
    )
    newest = PublicPromise(
        "2025-07", "in July", date(2025, 7, 1), date(2025, 7, 31), is_deadline=True,
        words="July 2025",
    )  # fmt: skip
    assert it.promise == newest
    assert it.updates == (
        PublicUpdate(
            date(2025, 3, 10), Status.COMPLETE, "Done.", (), newest, "Chief", None,
            "Board", date(2025, 3, 15), None, is_withheld=False,
        ),
        PublicUpdate(
            date(2025, 2, 10), Status.BLOCKED, "No oil.", ("oil.pdf",), None, None, None,
            None, None, None, is_withheld=False,
        ),
    )  # fmt: skip
    ((slip, on, why),) = it.retracted
    assert (slip.note, on, why) == ("A slip.", date(2025, 2, 12), "Wrong door.")


def test_what_is_public_of_what_others_decided() -> None:
    action, own, open_ = _public(OLDER, ACTIONS).items
    ended = PublicDecision("The Door Council", "2025-03-20", "superseded", "end.pdf")
    discharged = PublicDecision("The Lock Board", "2024-11", "by letter", "locks.pdf")
    assert (action.discharged, action.ended) == (None, ended)
    assert (own.discharged, own.ended) == (discharged, None)
    assert open_.first_promise is None
    assert (own.due, own.due_words, own.met) == (None, None, Met("", is_closed=False))
    assert action.made == (
        PublicMade(
            "extension", date(2025, 1, 2), "2 January 2025", "extended to February 2025",
            "extended to February 2025, from January 2025, by The Door Council",
            "The Door Council", None, "letter.pdf",
        ),
        PublicMade(
            "end", date(2025, 3, 20), "20 March 2025", "ended", "ended by The Door Council",
            "The Door Council", "superseded", "end.pdf",
        ),
    )  # fmt: skip
    assert own.made == (
        PublicMade(
            "discharge", date(2024, 11, 30), "November 2024", "met",
            "met, as reported by The Lock Board", "The Lock Board", "by letter", "locks.pdf",
        ),
    )  # fmt: skip
    assert (open_.made, open_.discharged, open_.ended) == ((), None, None)


def test_a_promise_not_to_begin_before_is_no_deadline() -> None:
    promise = _public(OLDER, ACTIONS).items[2].promise
    assert promise == PublicPromise(
        "from 2025-08", None, date(2025, 8, 1), date(2025, 8, 31), is_deadline=False,
        words="from August 2025",
    )  # fmt: skip


def test_nothing_is_public_without_a_publication() -> None:
    register = build({"data/responses.yaml": PLAN})
    with pytest.raises(ValueError, match="without a publication"):
        public_record(register, [], on=ON)
