"""What things are called, and what is said of recommendations that are not recorded."""

import pytest

from stalkplan.record.model import Discharge, Organisation
from stalkplan.record.register import Recorded, build
from stalkplan.verdict.nouns import body_noun, how_met, progress_title, publication_noun
from stalkplan.verdict.words import recorded_sentence

ABOUT, BY, MADE = "subject: fraud", "by: HMICFRS", "made: 2025-01-01"
PUBLICATIONS = {
    (ABOUT, BY, ""): "report",
    (ABOUT, BY, MADE): "publication",  # a register that grows
    (ABOUT, "by:", ""): "publication",
    ("subject:", BY, ""): "publication",
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
    Recorded(3, None, ()): "3 recommendations are covered here; the total is not known.",
    Recorded(1, 1, ()): "The one recommendation is covered here.",
    Recorded(2, 2, ()): "All 2 recommendations are covered here.",
    Recorded(1, 3, (2, 3)): (
        "1 of 3 recommendations are covered here, not 2 and 3. "
        "What they ask is not known; add it, with its source, to recommendations.yaml."
    ),
    Recorded(2, 3, (3,), "us"): (
        "2 of 3 recommendations are covered here, not 3. What it asks is not known; send it to us."
    ),
    Recorded(2, 2, (), "us"): "All 2 recommendations are covered here.",
}


@pytest.mark.parametrize("told", PUBLICATIONS)
def test_a_publication(told: tuple[str, str, str]) -> None:
    about, by, made = told
    text = (
        "publication:\n  id: r\n  title: A title\n  published: 2024-09-27\n"
        f"  {about}\n  {by}\n"
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
    assert how_met(discharge, "kent", {"finance": "Finance"}.get(whom, "")) == MET[by, whom]


@pytest.mark.parametrize("recorded", RECORDED)
def test_what_is_recorded(recorded: Recorded) -> None:
    assert recorded_sentence(recorded) == RECORDED[recorded]


def test_a_title() -> None:
    assert progress_title("stalking", "x") == "Progress on the stalking recommendations"
    assert progress_title(None, "x") == "x"
