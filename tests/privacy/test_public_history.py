"""The day on which an update was entered stands wherever the update does."""

from datetime import date

from stalkplan.privacy.public_history import Entered, PublicHistory, with_days_of_entry
from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import PublicOrganisation, PublicUpdate
from stalkplan.record.register import build
from stalkplan.verdict.items import assess

ON = date(2025, 3, 1)
ASKED = """\
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - {number: 9, addressed_to: [chief-constables]}
  - {number: 10, addressed_to: [chief-constables]}
"""
PLAN = """\
organisation: {id: northshire, name: Northshire Police, answers_for: [chief-constables]}
responses:
  - ref: 9
    position: We do.
    updates:
      - {date: 2025-01-10, acceptance: rejected, note: Agreed to nothing.}
    actions:
      - id: 9a
        updates:
          - {date: 2025-01-11, note: Begun.}
          - {date: 2025-01-12, note: A slip.}
          - {date: 2025-01-13, retracts: 2025-01-12}
      - id: 9b
"""
DAYS = {
    # the record and the note of an update: when it was entered, and whether that was late
    ("9", "Agreed to nothing."): Entered(date(2025, 2, 1), is_late=True),
    ("9a", "Begun."): Entered(date(2025, 1, 11), is_late=False),
    ("9a", "A slip."): Entered(date(2025, 2, 3), is_late=True),
    ("9b", "Begun."): Entered(date(2025, 2, 4), is_late=True),  # of another record
}


def _public() -> PublicOrganisation:
    register = build({"data/recommendations.yaml": ASKED, "data/responses.yaml": PLAN})
    assert register.problems == ()
    (organisation,) = public_record(register, assess(register, on=ON), on=ON).organisations
    return organisation


def _updates(organisation: PublicOrganisation) -> list[PublicUpdate]:
    """Return every update in every place."""
    required = [each for asked in organisation.recommendations for each in asked.requirements]
    items = [item for each in required for item in each.items]
    return [
        *(update for each in required if each.answer for update in each.answer.accepted_in),
        *(update for item in items for update in item.updates),
        *(each.update for item in items for each in item.retracted),
    ]


def _history(known: list[PublicUpdate]) -> PublicHistory:
    entered = {
        (name, update): day
        for (name, note), day in DAYS.items()
        for update in known
        if update.note == note
    }
    return PublicHistory((), (), (), "", entered)


def test_an_update_has_the_day_on_which_it_was_entered() -> None:
    organisation = _public()
    before = _updates(organisation)
    assert {each.entered for each in before} == {None}
    after = _updates(with_days_of_entry(organisation, _history(before)))
    assert len(after) == len(before)
    for was, now in zip(before, after, strict=True):
        name = "9" if was.note == "Agreed to nothing." else "9a"
        day = DAYS.get((name, was.note or ""))
        expected = was._replace(entered=day.day, is_entered_late=day.is_late) if day else was
        assert now == expected
    assert {each.note for each in after if each.entered} == {note for _, note in [*DAYS][:3]}


def test_without_a_history_nothing_changes() -> None:
    organisation = _public()
    assert with_days_of_entry(organisation, _history([])) is organisation
