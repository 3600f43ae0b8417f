"""One invented plan in every layout and source format: what becomes of it."""

from typing import Any

import plan_layouts
import pytest
from drafts import PAGE, answers, drafted, errors_in
from plain_yaml import plain
from plan_layouts import CRIME, LAYOUTS, ORDERS, PROTECT, sources

from stalkplan.imports.drafting.walk_document import gather
from stalkplan.imports.readers.choose import read_plan
from stalkplan.imports.readers.document import Document

SOURCES = [(layout, suffix) for layout in LAYOUTS for suffix in sources(layout)]
MARCH, NOVEMBER = "2025-03-27", "2024-11-22"
CLAIMED = {"status": "complete", "evidence": [PAGE]}
GOING_ON = {"status": "in-progress", "evidence": [PAGE]}

DRAFTS: dict[str, dict[str, Any]] = {
    # layout, ref: position, restated deadline, updates; of "wide" the actions are below
    "wide": {
        "7.1": (CRIME, MARCH, []),
        "10.2": ("Northshire staff took a course on domestic abuse.", MARCH, []),
        "11.1": (
            "Northshire ordered a study of reports. It is to be ready in early 2025.",
            MARCH,
            [],
        ),
        "12.1": (ORDERS, MARCH, []),
        "12.2": ("A supervisor reads every risk assessment made in Northshire.", MARCH, []),
        "13.1": (ORDERS, MARCH, []),
        "14.1": ("Northshire checks every week that victims were told of their rights.", None, []),
        "16.1": ("Northshire shares what it knows with its partners.", "none", []),
        "17.1": ("Northshire is committed to the guidance.", MARCH, []),
        "18.1": (PROTECT, None, []),
        "20.1": ("A Northshire unit reads phones and has no backlog.", MARCH, []),
        "22.1": (PROTECT, "2025-09-27", []),
        "23.1": (CRIME, MARCH, []),
        "25.1": ("Northshire teams work well with partners nearby.", MARCH, []),
        "27.1": ("", NOVEMBER, []),
        "28.1": ("", None, []),
    },
    "rec-no": {
        "7.1": (
            "Northshire can search all offences. A guide is being written.",
            MARCH,
            [{"date": "2026-03-31", **CLAIMED, "note": "Complete. The guide is out."}],
        ),
        "7.2": ("Northshire marks cases by hand.", MARCH, []),
        "27.1": ("", NOVEMBER, []),
    },
    "table-each": {
        "7.1": (CRIME, MARCH, []),
        "7.2": ("Cases are marked by hand.", MARCH, []),
        "12.1": ("Northshire will have one by 27/03/25.", MARCH, []),
        "12.2": ("", MARCH, []),
    },
    "key-value": {
        "7.1": ("Northshire can search all offences.", None, [{"date": MARCH, **CLAIMED}]),
        "12.2": (
            "Each case is reviewed after a month.",
            None,
            [{"date": "2024-11-30", **GOING_ON}],
        ),
        "27.1": ("", None, []),
    },
    "headed": {
        "7.1": (
            "Northshire can search all offences. A guide will be ready by March 2025.",
            MARCH,
            [],
        ),
        "7.2": ("Cases are marked by hand.", MARCH, []),
        "27.1": ("", None, []),
    },
    "whole": {
        "7.1": (
            "Northshire can search all offences. A guide will be ready by March 2025.",
            MARCH,
            [],
        ),
        "12.1": ("March 26 earliest.", MARCH, []),
        "27.1": ("", NOVEMBER, []),
    },
    "limbs": {
        "10.2": ("1. Northshire staff took a course. 2. The policy was read again.", MARCH, []),
        "16.1": ("(a) Done with the council. (b) Shared every week.", None, []),
    },
}
DRAFTS["key-value-text"] = DRAFTS["key-value"]

ACTIONS = {
    # of the wide table: owner, promise
    "7.1a": ("Crime Registrar", None),
    "10.2a": ("Northshire Learning Team", None),
    "10.2b": (None, None),
    "11.1a": (None, {"wording": "in early 2025"}),
    "12.1a": ("Head of Public Protection", {"by": MARCH, "wording": "by 27th March 2025"}),
    "12.2a": (
        "Head of Public Protection",
        {"by": "2025-03", "wording": "no later than March 2025"},
    ),
    "13.1a": (None, {"by": "2025-03", "wording": "no later than March 2025"}),
    "14.1a": ("Northshire Standards Group", {"by": "2025-03", "wording": "by March 2025"}),
    "16.1a": (None, {"by": "2025-03", "wording": "By March 2025"}),
    "17.1a": (None, {"by": "2025-03", "wording": "By March 2025"}),
    "18.1a": (None, None),
    "20.1a": (None, None),
    "22.1a": (None, None),
    "23.1a": ("Crime Registrar", None),
    "25.1a": (None, None),
}


def _read(layout: str, suffix: str) -> Document:
    return read_plan(sources(layout)[suffix], f"plan.{suffix}")


@pytest.mark.parametrize(("layout", "suffix"), SOURCES)
def test_every_layout_is_understood(layout: str, suffix: str) -> None:
    text = drafted(_read(layout, suffix)).text
    found = answers(text)
    assert {
        ref: (answer["position"], answer.get("stated_deadline"), answer.get("updates", []))
        for ref, answer in found.items()
    } == DRAFTS[layout]
    assert errors_in(text) == []


@pytest.mark.parametrize(("layout", "suffix"), SOURCES)
def test_the_same_content_gives_the_same_draft(layout: str, suffix: str) -> None:
    first = next(iter(sources(layout)))
    plans = [plain(drafted(_read(layout, s)).text) for s in (first, suffix)]
    assert plans[0] == plans[1]


@pytest.mark.parametrize("suffix", sources("wide"))
def test_actions_of_the_wide_table(suffix: str) -> None:
    found = answers(drafted(_read("wide", suffix)).text)
    actions = {a["id"]: a for answer in found.values() for a in answer.get("actions", [])}
    assert {id_: (a.get("owner"), a.get("promise")) for id_, a in actions.items()} == ACTIONS
    assert actions["10.2b"]["summary"] == "A second skills survey will be made in each team."
    assert actions["7.1a"]["summary"] == plan_layouts.TESTED.removeprefix("ACTION: ")


@pytest.mark.parametrize(("layout", "suffix"), SOURCES)
def test_everything_is_placed_and_only_what_surrounds_the_plan_is_not(
    layout: str, suffix: str
) -> None:
    document = _read(layout, suffix)
    gathered = gather(document)
    assert {piece.text for piece in gathered.preface} <= {
        plan_layouts.TITLE,
        plan_layouts.BOILERPLATE,
        "Plan",  # the name of a sheet
    }
    assert gathered.unused == []
    assert not [line for line in drafted(document).summary if line.startswith("not used")]


NOT_ASKED = {
    # what the publication does not list stands as a comment
    "10.1": "# - ref: 10.1",
    "its answer": "#   position: A course will be held by June 2025.",
}


@pytest.mark.parametrize("line", NOT_ASKED.values(), ids=NOT_ASKED)
def test_what_is_not_asked_is_kept_as_a_comment(line: str) -> None:
    text = drafted(_read("rec-no", "html")).text
    assert f"  {line}\n" in text


QUESTIONS = {
    # layout, about what: part of the question, and part of the line that it is about
    ("rec-no", "7.1"): ("said in 2026-03", "updates:"),
    ("rec-no", "10.1"): ("10.1 is no requirement", "- ref: 10.1"),
    ("table-each", "7.1"): ("the status is 'complete', and no date is given", "position:"),
    ("table-each", "12.2"): ("the status is 'not-started'", "position:"),
    ("key-value", "7.1"): ("'Search guide, version 2' is not a link", "position:"),
    ("whole", "7.1"): ("the source answers 7, which has 7.1 and 7.2", "- ref: 7.1"),
    ("whole", "12.1"): ("'March 26 earliest.' names a date", "position: March 26"),
    ("wide", "28.1"): ("the source ends in this row", "- ref: 28.1"),
    ("wide", "11.1"): ("in early 2025.' names a date", "position: Northshire ordered"),
}


@pytest.mark.parametrize(("layout", "name"), QUESTIONS)
def test_what_cannot_be_told_is_asked_with_its_line(layout: str, name: str) -> None:
    part, line = QUESTIONS[layout, name]
    planned = drafted(_read(layout, "txt"))
    (asked,) = [q for q in planned.questions if q.name == name and part in q.text]
    assert line in planned.text.splitlines()[asked.line - 1]
    told = f"  {asked.number}: line {asked.line}: {asked.name}: {asked.asked}"
    assert told in planned.summary


def test_what_is_asked_and_not_found_is_said() -> None:
    told = drafted(_read("wide", "html")).summary
    assert told[told.index("asked, and not found: 1") + 1] == "  7.2"
    assert told[told.index("found blank: 2") + 1] == "  27.1  28.1"
    assert "refs found: 16" in told
