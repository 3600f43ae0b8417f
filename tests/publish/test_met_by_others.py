"""What another body met or closed: whose word it is, on which day, and who has it, on the page."""

from datetime import date

import pytest

from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import PublicItem, PublicOrganisation
from stalkplan.publish.pages.entries import entries_of
from stalkplan.publish.pages.gaps import gaps_of
from stalkplan.publish.pages.organisation import OrganisationView, organisation_view
from stalkplan.record.register import build
from stalkplan.reports.item_words import whose_word
from stalkplan.verdict.items import assess
from stalkplan.verdict.whose_word import claimed_sentence, on_whose_word

ON = date(2025, 6, 30)
ASKED = """
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - number: 1
    addressed_to: [chief-constables]
    deadlines: [{due: 2024-11-22}]
    discharged: [{for: chief-constables, by: NPCC, on: 2025-03}]
  - {number: 2, addressed_to: [chief-constables], deadlines: [{due: 2025-01-31}]}
"""
PLAN = """
organisation: {id: northshire, name: Northshire Police, answers_for: [chief-constables]}
responses:
  - ref: 1
    position: We do.
    actions:
      - id: 1.1
        owner: Crime registrar
        summary: Write to everybody.
        updates: [{date: 2025-01-10, status: complete}]
      - {id: 1.2, summary: Meet everybody.}
  - ref: 2
    position: We do.
    actions: [{id: 2.1, owner: A, updates: [{date: 2025-02-10, status: complete}]}]
"""
REGISTER = build({"data/recommendations.yaml": ASKED, "data/responses.yaml": PLAN})
ITEMS = {item.id: item for item in assess(REGISTER, on=ON)}
RECORD = public_record(REGISTER, [*ITEMS.values()], on=ON)
PUBLIC: dict[str, PublicItem] = {item.id: item for item in RECORD.items}
(NORTHSHIRE,) = RECORD.organisations


def _view(organisation: PublicOrganisation = NORTHSHIRE) -> OrganisationView:
    return organisation_view(organisation, RECORD.publication, on=ON)


WHOSE = {
    "1.1": "according to the plan on 10 January 2025, and met nationally in March 2025, as "
    "reported by NPCC",
    "1.2": "met nationally, as reported by NPCC",
    "2.1": "according to the plan, not confirmed by others",
}


def _untold(organisation: PublicOrganisation = NORTHSHIRE) -> dict[str, str]:
    return {
        entry.item.id: entry.untold
        for part in entries_of(organisation)
        for answered in part.answers
        for entry in answered.entries
    }


def test_the_page_lays_what_another_body_reports_beside_what_the_plan_shows() -> None:
    assert _untold() == {"1.1": "", "1.2": "The plan has no update on it.", "2.1": ""}
    blank = PLAN.partition("  - ref: 1")[0] + "  - ref: 2" + PLAN.partition("  - ref: 2")[2]
    register = build({"data/recommendations.yaml": ASKED, "data/responses.yaml": blank})
    record = public_record(register, assess(register, on=ON), on=ON)
    assert _untold(*record.organisations) == {
        "1": "The plan does not say so: it has no answer and no update.",
        "2.1": "",
    }


@pytest.mark.parametrize("id_", WHOSE)
def test_both_say_their_part(id_: str) -> None:
    assert REGISTER.problems == ()
    assert whose_word(PUBLIC[id_]) == WHOSE[id_]


def test_a_deadline_in_the_month_may_have_been_missed() -> None:
    """Nobody knows whether it was met on the first or on the last day of that month."""
    asked = ASKED.replace("due: 2024-11-22", "due: 2025-03-30")
    later = asked.replace("on: 2025-03}", "on: 2025-03-31}")
    for text, told in ((asked, ", perhaps late, as the day is not known"), (later, "")):
        register = build({"data/recommendations.yaml": text, "data/responses.yaml": PLAN})
        items = assess(register, on=ON)
        own = {item.id: item for item in public_record(register, items, on=ON).items}
        assert whose_word(own["1.2"]) == f"met nationally, as reported by NPCC{told}"
        assert on_whose_word(items[1]) == f", met nationally{told}"
    last_day = ASKED.replace("due: 2024-11-22", "due: 2025-03-31")
    register = build({"data/recommendations.yaml": last_day, "data/responses.yaml": PLAN})
    assert on_whose_word(assess(register, on=ON)[1]) == ", met nationally"


def test_a_terminal_says_both_too() -> None:
    told = ", according to the plan on 10 January 2025, and met nationally in March 2025"
    assert on_whose_word(ITEMS["1.1"]) == f"{told}, as reported by NPCC"


def test_what_was_met_later_is_no_claim_that_nobody_confirmed() -> None:
    said = "1 of the 3 complete ones is what the organisation says: nobody else has confirmed it."
    assert claimed_sentence([*ITEMS.values()]) == said


def test_a_day_that_is_not_known_makes_nothing_exactly_late() -> None:
    late = {e.item.id: e.standing for p in _view().parts for a in p.answers for e in a.entries}
    assert late == {
        "1.1": "Complete, 49 days late",
        "1.2": "Complete, at least 99 days late",
        "2.1": "Complete, 10 days late",
    }


def test_who_met_it_does_not_own_it() -> None:
    owners = {group.title: [e.label for e in group.entries] for group in _view().owners}
    assert owners == {
        "A": ["2.1"],
        "Crime registrar": ["1.1"],
        "No owner named, met nationally by NPCC": ["1.2"],
    }


def test_the_summary_says_who_met_what() -> None:
    assert _view().word == (
        "3 items are complete: 1 on the word of the organisation alone, 1 reported by the "
        "organisation and later met by another body and 1 reported by NPCC as met nationally. "
        "Everything else in the plan is what the organisation says; nobody else has confirmed it."
    )


def test_what_was_met_is_counted_among_all() -> None:
    plan = PLAN.replace("updates: [{date: 2025-02-10, status: complete}]", "")
    register = build({"data/recommendations.yaml": ASKED, "data/responses.yaml": plan})
    record = public_record(register, assess(register, on=ON), on=ON)
    gaps = [gap.text for gap in gaps_of(record.organisations[0], record.publication)]
    assert "1 of 3 items has no update published, and no other body has met it: 2.1." in gaps


def test_who_met_it_is_no_word_of_its_own() -> None:
    asked = ASKED.replace("for: chief-constables, by: NPCC", "for: northshire, by: HMICFRS")
    register = build({"data/recommendations.yaml": asked, "data/responses.yaml": PLAN})
    record = public_record(register, assess(register, on=ON), on=ON)
    figures = _view(record.organisations[0]).figures
    assert "complete, 1 of them met by others" in [figure.label for figure in figures]


NOT_KNOWN = "perhaps late, as the day is not known"
PERHAPS = {
    # when a letter is of, and who writes it: what is said of it, and whether that was perhaps late
    ("2024-11", "NPCC"): ("met nationally", True),
    ("2024-11", "HMICFRS"): ("met for all who were asked, as reported by HMICFRS", True),
    ("2024-11", "the Home Office"): ("closed for all who were asked by the Home Office", True),
    ("2024-10", "NPCC"): ("met nationally", False),
    ("2024-11-22", "NPCC"): ("met nationally", False),
    ("2024-10", "the Home Office"): ("closed for all who were asked by the Home Office", False),
}


@pytest.mark.parametrize(("day", "by"), PERHAPS)
def test_what_was_met_in_the_month_of_its_deadline_was_perhaps_met_late(day: str, by: str) -> None:
    asked = ASKED.replace("by: NPCC, on: 2025-03", f"by: {by}, on: {day}")
    asked = asked.replace("title: A report", "title: A report, by: Home Office")
    register = build({"data/recommendations.yaml": asked, "data/responses.yaml": PLAN})
    items = assess(register, on=ON)
    (item,) = [item for item in items if item.id == "1.2"]
    met, is_perhaps_late = PERHAPS[day, by]
    more = f", {NOT_KNOWN}" if is_perhaps_late else ""
    assert on_whose_word(item) == f", {met}{more}"
    record = public_record(register, items, on=ON)
    (public,) = [each for each in record.items if each.id == "1.2"]
    reported = ", as reported by NPCC" if by == "NPCC" else ""
    assert whose_word(public) == f"{met}{reported}{more}"


def test_the_day_beside_what_was_met_later_is_the_plans() -> None:
    (entry,) = [e for p in _view().parts for a in p.answers for e in a.entries if e.label == "1.1"]
    assert entry.lacks == "Met nationally by NPCC, March 2025."
    assert entry.when == "10 Jan 2025, 49 days late"
