"""Trackers as offices keep them: each action has its own cells, and what is not sure is asked.

Each table has its truth beside it: the actions, the updates, and a part of each question.
"""

from typing import Any, NamedTuple

import pytest
from drafts import answers, drafted, errors_in

from stalkplan.imports.phrases.dated_lines import dated_lines
from stalkplan.imports.readers.document import Document, SourceTable

Rows = list[list[str]]

GUIDE, TRAIN = "Write the guide.", "Train the desk."
REGISTRAR, CONTACT, LEGAL = "Crime Registrar", "Head of Contact", "Head of Legal"
JANUARY, JUNE = "31 January 2027", "30 June 2027"
ANSWER = "One desk reads each report."
TO_DATE = "12/01/25 - Flag agreed.\n28/03/25 - Live."
TWO_NOTES = "2025-01-12 Flag agreed.; 2025-03-28 Live."


class Truth(NamedTuple):
    """What is live in the draft: of each action a line, then the answers, then what is asked."""

    actions: list[str]
    positions: list[str] = [""]  # noqa: RUF012
    asked: list[str] = []  # noqa: RUF012


TWO = [
    f"{GUIDE} | {REGISTRAR} | 2027-01-31 |",
    f"{TRAIN} | {CONTACT} | 2027-06-30 |",
]
UNDATED = ["the status is 'complete', and no date", "the status is 'in-progress', and no date"]
FLAGGED = f"{GUIDE} | {REGISTRAR} | 2027-01-31 |"

HEADS = ["No.", "Action", "Owner", "Target date", "Status"]
TRACKERS: dict[str, tuple[Rows, Truth]] = {
    "a ref in each row": (
        [HEADS, ["12.1", GUIDE, REGISTRAR, JANUARY, "Complete"],
         ["12.1", TRAIN, CONTACT, JUNE, "In progress"]],
        Truth(TWO, asked=UNDATED),
    ),
    "a ref in the first row": (
        [HEADS, ["12.1", GUIDE, REGISTRAR, JANUARY, "Complete"],
         ["", TRAIN, CONTACT, JUNE, "In progress"]],
        Truth(TWO, asked=UNDATED),
    ),
    "one action in two rows": (
        [HEADS, ["12.1", GUIDE, REGISTRAR, JANUARY, ""], ["", "", "", "", "Complete"],
         ["", TRAIN, CONTACT, JUNE, ""]],
        Truth(TWO, asked=UNDATED[:1]),
    ),
    "lists in the cells": (
        [HEADS, ["12.1", f"1. {GUIDE}\n2. {TRAIN}", f"{REGISTRAR}\n{CONTACT}",
                 f"1. {JANUARY}\n2. {JUNE}", "Complete\nIn progress"]],
        Truth(TWO, asked=UNDATED),
    ),
    "lists that do not pair up": (
        [HEADS, ["12.1", f"1. {GUIDE}\n2. {TRAIN}", f"{REGISTRAR}\n{CONTACT}\n{LEGAL}",
                 f"{JANUARY}", "Complete\nIn progress\nOn track"]],
        Truth(
            [f"{GUIDE} |  | 2027-01-31 |", f"{TRAIN} |  | 2027-01-31 |"],
            asked=["2 actions, and 3 parts in 'Owner'", "2 actions, and 3 parts in 'Status'"],
        ),
    ),
    "two owners and two dates of one action": (
        [HEADS, ["12.1", GUIDE, f"{REGISTRAR}\n{CONTACT}", f"{JANUARY}\n{JUNE}", ""]],
        Truth(
            [f"{GUIDE} |  |  |"],
            asked=["which one is the owner", "has several dates: which one is promised"],
        ),
    ),
    "statuses with a day each": (
        [["No.", "Action", "Status", "Date"], ["12.1", GUIDE, "Complete", "1 March 2026"],
         ["12.1", TRAIN, "In progress", "1 April 2026"]],
        Truth([f"{GUIDE} |  |  | 2026-03-01 complete", f"{TRAIN} |  |  | 2026-04-01 in-progress"]),
    ),
    "updates in a list": (
        [["No.", "Action", "Update"],
         ["12.1", f"1. {GUIDE}\n2. {TRAIN}", "1. Complete 02/02/2026\n2. In progress"]],
        Truth(
            [f"{GUIDE} |  |  | 2026-02-02 complete Complete 02/02/2026", f"{TRAIN} |  |  |"],
            asked=["'In progress' in table 1, row 2 has no date"],
        ),
    ),
    "progress without a date": (
        [["No.", "Action", "Update"], ["12.1", GUIDE, "It is with the board."],
         ["12.1", TRAIN, "Half the staff are taught."]],
        Truth(
            [f"{GUIDE} |  |  |", f"{TRAIN} |  |  |"],
            asked=["'It is with the board.' in table 1, row 2 has no date",
                   "'Half the staff are taught.' in table 1, row 3 has no date"],
        ),
    ),
    "progress with a date beside it": (
        [["No.", "Response", "Action", "Latest update", "Date of update"],
         ["12.1", ANSWER, GUIDE, "Testing has begun.", "01/02/2025"]],
        Truth([f"{GUIDE} |  |  | 2025-02-01 Testing has begun."], [ANSWER]),
    ),
    "dated lines, and a status without a date": (
        [["No.", "Response", "Action", "Status", "Progress to date"],
         ["12.1", ANSWER, GUIDE, "Complete", TO_DATE]],
        Truth([f"{GUIDE} |  |  | {TWO_NOTES}"], [ANSWER], UNDATED[:1]),
    ),
    "a line of a month, and one without a date": (
        [["No.", "Action", "Comments"],
         ["12.1", GUIDE, "Begun well.\n[March 2025] Board told.\n03/04/25: Done in part."]],
        Truth(
            [f"{GUIDE} |  |  | 2025-04-03 Done in part."],
            asked=["'Begun well.' in table 1, row 2 has no day",
                   "'[March 2025] Board told.' in table 1, row 2 has no day"],
        ),
    ),
    "a date in the text of progress": (
        [["No.", "Action", "Status", "Progress"],
         ["12.1", GUIDE, "Complete - the guide of 3 May 2025", "Issued on 9 June 2025."]],
        Truth([f"{GUIDE} |  |  |"], asked=["complete', beside 'the guide of 3 May 2025'",
                                           "'Issued on 9 June 2025.'"]),
    ),
    "a day of completion of its own": (
        [["No.", "Action", "Status", "Date completed", "Target date"],
         ["12.1", GUIDE, "Closed", "20/03/2025", JANUARY]],
        Truth([f"{GUIDE} |  | 2027-01-31 | 2025-03-20 complete"]),
    ),
    "two statuses": (
        [["No.", "Action", "Status", "RAG"], ["12.1", GUIDE, "Complete", "Green - on track"]],
        Truth([f"{GUIDE} |  |  |"], asked=["two statuses, complete and in-progress"]),
    ),
    "the words of public-sector trackers": (
        [["HMICFRS ref", "Agreed action", "Person responsible", "Target completion date"],
         ["12.1", GUIDE, REGISTRAR, JANUARY]],
        Truth([FLAGGED]),
    ),
    "more of these words": (
        [["Req no", "Activity", "SRO", "Timescale"], ["12.1", GUIDE, REGISTRAR, JANUARY]],
        Truth([FLAGGED]),
    ),
    "an action by somebody": (
        [["#", "Actions to be taken", "Action by", "Deadline"],
         ["12.1", GUIDE, REGISTRAR, JANUARY]],
        Truth([FLAGGED]),
    ),
    "a whole recommendation in each row": (
        [["Rec", "Agreed action", "Lead", "Due"], ["12", "Brief team", "Crime registrar", JANUARY],
         ["12", "Train Officers", "PPU", JUNE]],
        Truth(["Brief team | Crime registrar | 2027-01-31 |",
               "Train Officers | PPU | 2027-06-30 |"],
              asked=["the source answers 12, which has 12.1 and 12.2"]),
    ),
    "an action by a day": (
        [["Line", "What we will do", "Lead", "Action by"], ["12.1", GUIDE, REGISTRAR, JANUARY]],
        Truth([FLAGGED]),
    ),
    "an unknown heading over the refs": (
        [["Sub", "Force position", "Action", "Owner", "Target date"],
         ["12.1", ANSWER, GUIDE, REGISTRAR, JANUARY]],
        Truth([FLAGGED], [ANSWER]),
    ),
    "no heading over the refs": (
        [["", "Response", "Action", "Owner"], ["12.1", ANSWER, GUIDE, REGISTRAR]],
        Truth([f"{GUIDE} | {REGISTRAR} |  |"], [ANSWER]),
    ),
    "a heading too few": (
        [["Response", "Action", "Owner", ""], ["12.1", ANSWER, GUIDE, REGISTRAR]],
        Truth([f"{GUIDE} | {REGISTRAR} |  |"], [ANSWER]),
    ),
    "a column too many": (
        [["Ref", "Response", "Action", "Owner"], ["1", "12.1", ANSWER, GUIDE, REGISTRAR]],
        Truth([f"{GUIDE} | {REGISTRAR} |  |"], [ANSWER]),
    ),
    "headings in two rows": (
        [["Ref", "Response", "Action", ""], ["", "", "Action", "Owner"],
         ["12.1", ANSWER, GUIDE, REGISTRAR]],
        Truth([f"{GUIDE} | {REGISTRAR} |  |"], [ANSWER]),
    ),
    "a merged heading over three": (
        [["Ref", "Response", "Delivery", "", ""], ["", "", "What", "Who", "When"],
         ["12.1", ANSWER, GUIDE, REGISTRAR, JANUARY]],
        Truth([FLAGGED], [ANSWER]),
    ),
    "no headings": (
        [["12.1", ANSWER, GUIDE, REGISTRAR, JANUARY]],
        Truth([f"{GUIDE} | {REGISTRAR} |  |"], [ANSWER],
              ["row 1 is under no heading and looks like a date"]),
    ),
    "headings over each other's cells": (
        [["Ref", "Owner", "Action", "Target date"], ["12.1", JANUARY, REGISTRAR, GUIDE]],
        Truth([], asked=["is under 'Owner' and looks like a date",
                         "is under 'Action' and looks like an owner",
                         "'Write the guide.' is a date"]),
    ),
    "an unknown heading over what may be the answer": (
        [["Ref", "Our words", "Action"], ["12.1", ANSWER, GUIDE]],
        Truth([f"{GUIDE} |  |  |"], asked=["is under 'Our words': what is it"]),
    ),
    "headings of which few are known": (
        [["Line", "Our words", "Doing", "Boss"], ["12.1", ANSWER, GUIDE, REGISTRAR]],
        Truth([], asked=["is under 'Our words': what is it"]),
    ),
    "rows that are counted": (
        [["No.", "Rec no", "Response", "Action"],
         ["1", "12.1", ANSWER, GUIDE], ["2", "", "", TRAIN]],
        Truth([f"{GUIDE} |  |  |", f"{TRAIN} |  |  |"], [ANSWER]),
    ),
    "rows that are counted, and an unknown heading over the refs": (
        [["No.", "Sub", "Response", "Action"], ["1", "12.1", ANSWER, GUIDE], ["2", "", "", TRAIN]],
        Truth([f"{GUIDE} |  |  |", f"{TRAIN} |  |  |"], [ANSWER]),
    ),
    "dated lines and no action": (
        [["No.", "Update"], ["12.1", "12/01/25: Agreed."]],
        Truth([]),
    ),
    "a line of progress that says the status": (
        [["No.", "Action", "Status", "Progress"], ["12.1", GUIDE, "Closed", "12/01/25: Complete"]],
        Truth([f"{GUIDE} |  |  | 2025-01-12 complete Complete"]),
    ),
    "a sentence for an owner, a condition for a date": (
        [["Ref", "Action", "Lead", "Due"],
         ["12.1", GUIDE, "Jo said that she will see to it.", "31 March 2027 if money is found"]],
        Truth([f"{GUIDE} |  |  |"], asked=["is under 'Lead'", "is more than a date"]),
    ),
    "other refs and other dates": (
        [["Ref", "Action", "See also", "Start date", "Review date"],
         ["12.1", GUIDE, "7.2", "1 May 2025", "1 June 2025"], ["", TRAIN, "13.1", "", ""]],
        Truth([f"{GUIDE} |  |  |", f"{TRAIN} |  |  |"]),
    ),
    "nothing to say yet": (
        [["Ref", "Action", "Owner", "Due", "Evidence"], ["12.1", GUIDE, "TBC", "TBC", "None"]],
        Truth([f"{GUIDE} |  |  |"],
              asked=["'TBC' is given as the owner", "'TBC' is given as the date: by when"]),
    ),
}  # fmt: skip


def _live(answer: dict[str, Any]) -> list[str]:
    """Return a line for each action: summary, owner, promise and updates."""
    return [
        " | ".join((
            action["summary"],
            action.get("owner", ""),
            action.get("promise", {}).get("by", ""),
            "; ".join(_update(update) for update in action.get("updates", ())),
        )).rstrip()
        for action in answer.get("actions", ())
    ]  # fmt: skip


def _update(update: dict[str, Any]) -> str:
    return " ".join(filter(None, (update["date"], update.get("status"), update.get("note"))))


@pytest.mark.parametrize("name", TRACKERS)
def test_a_tracker_gives_what_it_says_and_asks_the_rest(name: str) -> None:
    rows, truth = TRACKERS[name]
    planned = drafted(Document([SourceTable(1, rows)]))
    found = answers(planned.text)
    assert list(found) == ["12.1"]
    assert _live(found["12.1"]) == truth.actions
    assert [answer["position"] for answer in found.values()] == truth.positions
    asked = [question.text for question in planned.questions]
    for part in truth.asked:
        assert any(part in text for text in asked), asked
    assert len(asked) == len(truth.asked), asked
    of_answer = [_update(update) for update in found["12.1"].get("updates", ())]
    assert of_answer == (["2025-01-12 Agreed."] if "no action" in name else [])
    assert errors_in(planned.text) == []


LINES = {
    # a cell: the days of its lines
    TO_DATE: ["2025-01-12", "2025-03-28"],
    "12 Jan 2025: Agreed. 28 March 2025: Live.": ["2025-01-12", "2025-03-28"],
    "\u2022 12.01.2025 \u2013 Agreed.\n\u2022 2025-03-28 Live.": ["2025-01-12", "2025-03-28"],
    "Update 12/01/25: Agreed.\nAs at 28/03/25: Live.": ["2025-01-12", "2025-03-28"],
    "(12/01/25) Agreed.\nMore of it.\n\nAnd more.": ["2025-01-12"],
    "12/01/25\nAgreed.": ["2025-01-12"],
    "Begun.\n12/01/25: Agreed.": [None, "2025-01-12"],
    "3 May: Agreed.": [None],
    "12/01/25 - 28/03/25: Trial.": [None],
    "12 January 2025 was the day.": [],
    "On 3 May 2025, we met.": [],
    "By 3 May 2025: ready.": [],
    "The meeting was on 3 May 2025. Next: none.": [],
    "": [],
}


@pytest.mark.parametrize("text", LINES, ids=ascii)
def test_a_line_that_begins_with_a_date_is_of_that_day(text: str) -> None:
    lines = dated_lines(text)
    assert [line.window and line.window.text for line in lines] == LINES[text]
    if lines:
        assert " ".join(line.text for line in lines).split()[-1] in text
