"""What a public record says of an organisation as a whole."""

from datetime import date

from stalkplan.privacy.public_record import public_record
from stalkplan.record.register import build
from stalkplan.verdict.items import assess

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


def test_the_verdict_is_on_all_and_the_silence_on_what_is_late() -> None:
    register = build({"data/recommendations.yaml": ASKED, "data/responses.yaml": PLAN})
    assert register.problems == ()
    (organisation,) = public_record(register, assess(register, on=ON), on=ON).organisations
    assert organisation.verdict[:2] == ("1 of 3 items is overdue.", "It has an update.")
    made = {each.number: each.made for each in organisation.recommendations}
    assert made == {"1": None, "2": date(2024, 12, 1), "3": None}
