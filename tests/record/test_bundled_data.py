"""Hold data/ against the facts it was written from; their values stand here as tables."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import pytest
from plain_yaml import plain

from conftest import ROOT

DATA = ROOT / "data"
FILES = ["recommendations.yaml", "responses.yaml"]

CHIEFS, BODIES = "chief-constables", "local-policing-bodies"
NOVEMBER, MARCH, SEPTEMBER = "2024-11-22", "2025-03-27", "2025-09-27"
BY_MARCH = [{"due": MARCH}]
PUBLISH = {"milestone": "publish", "due": NOVEMBER, "within": "P56D"}
REPORT = {"milestone": "report", "due": MARCH, "within": "P6M"}

# number, addressees, deadlines, requirements, certainty
RECOMMENDATIONS: list[tuple[str, list[str], list[dict[str, str]], list[str], str]] = [
    ("7", [CHIEFS], BY_MARCH, ["7.1", "7.2"], "confirmed"),
    ("10", [CHIEFS], BY_MARCH, ["10.2"], "confirmed"),
    ("11", [CHIEFS], BY_MARCH, ["11.1"], "single-source"),
    ("12", [CHIEFS], BY_MARCH, ["12.1", "12.2"], "single-source"),
    ("13", [CHIEFS], BY_MARCH, ["13.1"], "single-source"),
    ("14", [CHIEFS], [], ["14.1"], "single-source"),
    ("15", [BODIES], BY_MARCH, [], "confirmed"),
    ("16", [CHIEFS, BODIES], [{"milestone": "review", "due": MARCH}], ["16.1"], "confirmed"),
    ("17", [CHIEFS], BY_MARCH, ["17.1"], "single-source"),
    ("18", [CHIEFS], [], ["18.1"], "single-source"),
    ("20", [CHIEFS], BY_MARCH, ["20.1"], "single-source"),
    ("21", ["npcc"], [], [], "single-source"),
    ("22", [CHIEFS], [{"due": SEPTEMBER}], ["22.1"], "single-source"),
    ("23", [CHIEFS], BY_MARCH, ["23.1"], "single-source"),
    ("25", [CHIEFS, BODIES], BY_MARCH, ["25.1"], "confirmed"),
    ("27", [CHIEFS, BODIES], [{"due": NOVEMBER, "within": "P56D"}], ["27.1"], "confirmed"),
    ("28", [CHIEFS], [PUBLISH, REPORT], ["28.1"], "confirmed"),
]

# recommendation, for, milestone, by, on, the end of the evidence's address
DISCHARGES = [
    ("27", CHIEFS, "", "NPCC", NOVEMBER, "/npcc-response-to-the-stalking-super-complaint"),
    ("28", CHIEFS, "publish", "NPCC", "2024-11", "-of-the-stalking-super-complaint"),
    ("28", CHIEFS, "report", "NPCC", "2025-03", "-of-the-stalking-super-complaint"),
]

# ref, the deadline it restates ("" is left out), its actions
ANSWERS = [
    ("7.1", MARCH, ["7.1a"]),
    ("10.2", MARCH, ["10.2a", "10.2b"]),
    ("11.1", MARCH, ["11.1a"]),
    ("12.1", MARCH, ["12.1a"]),
    ("12.2", MARCH, ["12.2a"]),
    ("13.1", MARCH, ["13.1a"]),
    ("14.1", "", ["14.1a"]),
    ("16.1", "none", ["16.1a"]),
    ("17.1", MARCH, ["17.1a"]),
    ("18.1", "", ["18.1a"]),
    ("20.1", MARCH, ["20.1a"]),
    ("22.1", SEPTEMBER, ["22.1a"]),
    ("23.1", MARCH, ["23.1a"]),
    ("25.1", MARCH, ["25.1a"]),
    ("27.1", NOVEMBER, []),
    ("28.1", "", []),
]
BLANK = ["27.1", "28.1"]

OWNERS = {
    "7.1a": "Crime registrar",
    "10.2a": "Learning and Organisational Development Team",
    "12.1a": "Head of Public Protection",
    "12.2a": "Head of Public Protection",
    "13.1a": "Learning and Organisational Development Team",
    "14.1a": "Crime Standards group",
    "23.1a": "Crime registrar",
}

# "early 2025" is the day of a report, not of an action: 11.1a and 20.1a promise words, no date
PROMISES = {
    "11.1a": {"wording": "on completion of the deep dive report"},
    "12.1a": {"by": "2025-03-27", "wording": "by 27th March 2025"},
    "12.2a": {"by": "2025-03", "wording": "no later than March 2025"},
    "13.1a": {"by": "2025-03", "wording": "no later than March 2025"},
    "14.1a": {"by": "2025-03", "wording": "by March 2025"},
    "16.1a": {"by": "2025-03", "wording": "By March 2025"},
    "17.1a": {"by": "2025-03", "wording": "By March 2025"},
    "20.1a": {"wording": "awaited deep dive report in early 2025"},
}

EQUAL_POSITIONS = {("7.1", "23.1"), ("12.1", "13.1"), ("18.1", "22.1")}
EQUAL_SUMMARIES = {("7.1a", "23.1a")}

# Lines of responses.yaml that the screens show, and the refs of two responses shown in part
LINES = {
    31: "  - ref: 12.1",
    38: "        owner: Head of Public Protection",
    39: "        promise: {by: 2025-03-27, wording: by 27th March 2025}",
    40: "  - ref: 12.2",
    45: "      - id: 12.2a",
    48: "        promise: {by: 2025-03, wording: no later than March 2025}",
    74: "  - ref: 17.1",
    76: "    acceptance: not-stated",
    82: "  - ref: 18.1",
    84: "    acceptance: not-stated",
}


def read(name: str) -> str:
    """Return the text of a data file, its line ends as they are."""
    return (DATA / name).read_bytes().decode("utf-8")


def load(name: str) -> dict[str, Any]:
    """Return a data file with every scalar as text."""
    content: dict[str, Any] = plain(read(name))
    return content


def recommendations() -> dict[str, dict[str, Any]]:
    """Return the recommendations by number, in the order of the file."""
    return {entry["number"]: entry for entry in load("recommendations.yaml")["recommendations"]}


def responses() -> dict[str, dict[str, Any]]:
    """Return the responses by ref, in the order of the file."""
    return {entry["ref"]: entry for entry in load("responses.yaml")["responses"]}


def actions() -> dict[str, dict[str, Any]]:
    """Return the actions of all responses by id."""
    return {a["id"]: a for entry in responses().values() for a in entry.get("actions", [])}


def equal_pairs(texts: dict[str, str]) -> set[tuple[str, str]]:
    """Return the pairs of keys whose texts are the same letters and digits."""
    bare = {key: re.sub(r"[\W_]", "", text).casefold() for key, text in texts.items() if text}
    return {(a, b) for a, b in combinations(bare, 2) if bare[a] == bare[b]}


@pytest.mark.parametrize("name", FILES)
def test_file_is_clean_text(name: str) -> None:
    """Files end their lines with LF alone, the last one too, and no line with a space."""
    text = read(name)
    assert "\r" not in text
    assert "\t" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


def test_publication() -> None:
    """The publication is named, dated, and said to make 29 recommendations."""
    assert load("recommendations.yaml")["publication"] == {
        "id": "stalking-super-complaint",
        "title": "The police response to stalking",
        "subject": "stalking",
        "by": "HMICFRS, the IOPC and the College of Policing",
        "help": "National Stalking Helpline, 0808 802 0300, run by the Suzy Lamplugh Trust. "
        "The police answer on 101, in an emergency on 999.",
        "licence": "MIT License, as in the file LICENSE of stalkplan, "
        "for what that project recorded itself",
        "published": "2024-09-27",
        "source": "https://hmicfrs.justiceinspectorates.gov.uk/publication-html/"
        "police-response-to-stalking/",
        "count": "29",
    }


def test_recommendation_numbers() -> None:
    """The 17 recommendations that the facts establish are there once each, in order."""
    numbers = [entry["number"] for entry in load("recommendations.yaml")["recommendations"]]
    assert numbers == [row[0] for row in RECOMMENDATIONS]


def test_fifteen_are_addressed_to_chief_constables() -> None:
    """The publication makes 15 of its recommendations to chief constables."""
    assert sum(CHIEFS in entry["addressed_to"] for entry in recommendations().values()) == 15


@pytest.mark.parametrize(
    ("number", "addressees", "deadlines", "refs", "certainty"),
    RECOMMENDATIONS,
    ids=[row[0] for row in RECOMMENDATIONS],
)
def test_recommendation(
    number: str,
    addressees: list[str],
    deadlines: list[dict[str, str]],
    refs: list[str],
    certainty: str,
) -> None:
    """A recommendation has the addressees, deadlines, requirements and certainty of the facts."""
    entry = recommendations()[number]
    assert entry["addressed_to"] == addressees
    assert entry.get("deadlines", []) == deadlines
    assert [requirement["ref"] for requirement in entry.get("requirements", [])] == refs
    assert entry["certainty"] == certainty
    assert 0 < len(entry["theme"]) <= 19
    assert entry["summary"]
    assert entry["sources"]


def test_themes_differ() -> None:
    """A theme names one recommendation."""
    themes = [entry["theme"] for entry in recommendations().values()]
    assert len(set(themes)) == len(themes)


def test_requirement_summaries() -> None:
    """Only what 7.1 and 7.2 ask is known apart from the recommendation."""
    known = [
        requirement["ref"]
        for entry in recommendations().values()
        for requirement in entry.get("requirements", [])
        if "summary" in requirement
    ]
    assert known == ["7.1", "7.2"]


def test_discharges() -> None:
    """27 was discharged on a day, 28 twice in a month, and nothing else."""
    found = [
        (number, entry)
        for number, rec in recommendations().items()
        for entry in rec.get("discharged", [])
    ]
    assert [
        (number, entry["for"], entry.get("milestone", ""), entry["by"], entry["on"])
        for number, entry in found
    ] == [row[:5] for row in DISCHARGES]
    for (_, entry), row in zip(found, DISCHARGES, strict=True):
        assert entry["how"]
        assert entry["evidence"].startswith("https://")
        assert entry["evidence"].endswith(row[5])


def test_organisation() -> None:
    """The plan is the City of London's, for chief constables, and says where it was read."""
    plan = load("responses.yaml")
    assert plan["organisation"] == {
        "id": "city-of-london",
        "name": "City of London Police",
        "answers_for": [CHIEFS],
    }
    assert plan["source"].startswith("https://www.cityoflondon.police.uk/")
    assert list(plan) == ["organisation", "source", "responses"]


def test_response_refs() -> None:
    """All 16 refs of the page are there once each, in its order."""
    refs = [entry["ref"] for entry in load("responses.yaml")["responses"]]
    assert refs == [row[0] for row in ANSWERS]


@pytest.mark.parametrize(("ref", "deadline", "ids"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_response(ref: str, deadline: str, ids: list[str]) -> None:
    """A response has its restated deadline and actions, and no acceptance: the page has none."""
    entry = responses()[ref]
    assert entry.get("stated_deadline", "") == deadline
    assert [action["id"] for action in entry.get("actions", [])] == ids
    assert entry["acceptance"] == "not-stated"
    assert bool(entry["position"]) is (ref not in BLANK)
    assert set(entry) <= {"ref", "position", "acceptance", "stated_deadline", "actions"}


def test_owners() -> None:
    """Seven actions name an owner, a role each; the others name nobody."""
    assert {key: a["owner"] for key, a in actions().items() if "owner" in a} == OWNERS


def test_promises() -> None:
    """Promises keep their wording and their precision; a date is made of nothing vague."""
    assert {key: a["promise"] for key, a in actions().items() if "promise" in a} == PROMISES


def test_actions_hold_nothing_else() -> None:
    """Every action has a summary, and none has an update: none was found."""
    for action in actions().values():
        assert action["summary"]
        assert set(action) <= {"id", "summary", "owner", "promise"}


def test_dates_of_the_plan() -> None:
    """No date stands in the plan but the three deadlines and the promised month."""
    dates = re.findall(r"\b20\d\d-\w+(?:-\w+)?", read("responses.yaml"))
    assert set(dates) == {NOVEMBER, MARCH, SEPTEMBER, "2025-03"}


def test_equal_answers() -> None:
    """Answers that the page repeats are equal word for word, and no others are."""
    positions = {ref: entry["position"] for ref, entry in responses().items()}
    assert equal_pairs(positions) == EQUAL_POSITIONS
    assert all(positions[a] == positions[b] for a, b in EQUAL_POSITIONS)


def test_equal_summaries() -> None:
    """One action repeats another's summary."""
    summaries = {key: action["summary"] for key, action in actions().items()}
    assert equal_pairs(summaries) == EQUAL_SUMMARIES
    assert all(summaries[a] == summaries[b] for a, b in EQUAL_SUMMARIES)


def test_texts_of_the_screens() -> None:
    """What the screens quote from the data is in the data."""
    assert recommendations()["12"]["summary"] == (
        "Make risk work effective in every stalking and order-breach case."
    )
    assert responses()["12.2"]["position"] == (
        "Every crime has a risk assessment that a supervisor reviews, and a second one where "
        "there is domestic abuse. Compliance is checked weekly, quality tested by theme, and "
        "work with children's services reviewed together."
    )
    assert actions()["12.1a"]["summary"] == (
        "Explore a stalking screening tool and decide how to bring it in."
    )
    assert actions()["12.2a"]["summary"] == (
        "Develop these processes and single out stalking and harassment cases; post progress in "
        "the plan."
    )


@pytest.mark.parametrize(("number", "expected"), LINES.items())
def test_lines_of_the_screens(number: int, expected: str) -> None:
    """A line that the screens show by its number stands there."""
    assert read("responses.yaml").split("\n")[number - 1] == expected
