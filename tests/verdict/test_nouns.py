"""What things are called, and what is said of recommendations that are not recorded."""

import pytest

from stalkplan.record.model import Discharge, Organisation, Publication
from stalkplan.record.register import Recorded, build
from stalkplan.verdict.nouns import (
    body_noun,
    how_met,
    is_by_who_asked,
    progress_title,
    publication_noun,
)
from stalkplan.verdict.recorded_words import recorded_in_full, recorded_sentence

MADE = "made: 2025-01-01"
PUBLICATIONS = {
    # its title, who made it, the day of a recommendation that joined later: what it is called
    ("The police response", "HMICFRS", ""): "report",
    ("The police response", "the College of Policing, the IOPC and HMICFRS", ""): "report",
    ("The police response", "HMICFRS", MADE): "publication",  # a register that grows
    ("The police response", "Police Watch", ""): "publication",
    ("A review, third cycle", "the working group", ""): "publication",
    ("A review, third cycle: Report", "the working group", ""): "report",
    ("Twelfth report", "the committee", ""): "report",
    ("Twelfth report", "the committee", MADE): "publication",
    ("A tracker of reports", "Internal Audit", ""): "publication",
    ("Twelfth report", "", ""): "publication",  # by whom, no page could say
}
BODIES = {
    ("city-of-london",): "force",
    ("kent", "essex"): "force",
    ("kent", "kent-pcc"): "organisation",
    ("northshire",): "organisation",
    ("kent and its commissioner",): "organisation",
}
MET = {
    # by whom, for whom: what is said of kent
    ("NPCC", "chief-constables"): "met nationally",
    ("National Police Chiefs' Council", "chief-constables"): "met nationally",
    ("NPCC", "local-policing-bodies"): "met for all who were asked",
    ("HMICFRS", "chief-constables"): "met for all who were asked",
    ("HMICFRS", "kent"): "met",
    ("HMICFRS", "home-office"): "met",  # it is the only one of its kind
    ("HMICFRS", "finance"): "met for Finance",
}
RECORDED = {
    Recorded(3, None, ()): "3 recommendations are on record; the total is not known.",
    Recorded(1, 1, ()): "The one recommendation is on record.",
    Recorded(2, 2, ()): "All 2 recommendations are on record.",
    Recorded(1, 3, (2, 3)): (
        "1 of 3 recommendations are on record, not 2 and 3. "
        "Their wording was not found; add it, with its source, to recommendations.yaml."
    ),
    Recorded(2, 3, (3,), "us"): (
        "2 of 3 recommendations are on record, not 3. Its wording was not found; send it to us."
    ),
    Recorded(2, 2, (), "us"): "All 2 recommendations are on record.",
}


@pytest.mark.parametrize("told", PUBLICATIONS)
def test_a_publication(told: tuple[str, str, str]) -> None:
    title, by, made = told
    text = (
        f"publication:\n  id: r\n  title: '{title}'\n  published: 2024-09-27\n"
        f"  subject: policing\n  by: {by}\n"
        f"recommendations:\n  - number: 7\n    addressed_to: [npcc]\n    {made}\n"
    )
    register = build({"recommendations.yaml": text})
    assert not register.problems
    assert publication_noun(register) == PUBLICATIONS[told]


def test_nothing_is_no_report() -> None:
    assert publication_noun(build({})) == "publication"


@pytest.mark.parametrize("ids", BODIES)
def test_a_body(ids: tuple[str, ...]) -> None:
    bodies = [
        Organisation(
            id=id_.partition(" ")[0],
            name=id_,
            answers_for=("chief-constables", "local-policing-bodies")[: 1 + (" and " in id_)],
        )
        for id_ in ids
    ]
    assert body_noun(bodies) == BODIES[ids]


@pytest.mark.parametrize(("by", "whom"), MET)
def test_how_it_was_met(by: str, whom: str) -> None:
    given = {"for": whom, "by": by, "on": "2024-11"}
    discharge = Discharge.model_validate(given, context={"finance"})
    named = {"finance": "Finance"}.get(whom, "")
    met = how_met(discharge, "kent", named, is_closed=False)
    assert str(met) == MET[by, whom]
    closed = how_met(discharge, "kent", named, is_closed=True)
    is_national = MET[by, whom] == "met nationally"
    assert str(closed) == (str(met) if is_national else MET[by, whom].replace("met", "closed"))
    assert closed.is_closed is not is_national


MADE_BY = {
    # who made the publication, who discharges: whether that is who asked
    ("Internal Audit", "Internal Audit"): True,
    ("HMICFRS, the IOPC and the College of Policing", "IOPC"): True,
    ("HMICFRS, the IOPC and the College of Policing", "the College of Policing"): True,
    ("HMICFRS, the IOPC and the College of Policing", "NPCC"): False,
    ("Board of Fire and Rescue", "board of fire and rescue"): True,
    ("", "HMICFRS"): False,
}


@pytest.mark.parametrize(("made_by", "by"), MADE_BY)
def test_who_asked_closes_and_meets_nothing(made_by: str, by: str) -> None:
    given = {"for": "kent", "by": by, "on": "2024-11"}
    asked = {"id": "r", "title": "A", "published": "2024-09-27", "by": made_by or None}
    publication = Publication.model_validate(asked)
    found = is_by_who_asked(Discharge.model_validate(given), publication)
    assert found is MADE_BY[made_by, by]


@pytest.mark.parametrize("recorded", RECORDED)
def test_what_is_recorded(recorded: Recorded) -> None:
    assert recorded_in_full(recorded) == RECORDED[recorded]


@pytest.mark.parametrize("recorded", RECORDED)
def test_what_is_recorded_in_a_line(recorded: Recorded) -> None:
    in_a_line = {
        (2, 3): "Wording not found for 2 of 3 recommendations; add it to recommendations.yaml.",
        (3,): "Wording not found for 1 of 3 recommendations; send it to us.",
    }
    assert recorded_sentence(recorded) == in_a_line.get(recorded.missing, RECORDED[recorded])


def test_a_title() -> None:
    assert progress_title("stalking", "x") == "Progress on the stalking recommendations"
    assert progress_title(None, "x") == "x"
