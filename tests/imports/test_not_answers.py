"""What stands where an answer should and is none: a comment, and asked where it may be."""

from typing import Any

import pytest
from drafts import answers, drafted

from stalkplan.imports.drafting.not_answers import NOT_SEPARATE
from stalkplan.imports.phrases.acceptance import acceptance_in
from stalkplan.imports.phrases.asks import is_addressing, is_ask, is_ask_of_forces, may_be_ask
from stalkplan.imports.readers.choose import read_plan
from stalkplan.imports.readers.document import Document, Paragraph
from stalkplan.record.choices import Acceptance

ASKS = {
    # a text: whether it is an ask of forces, is one by its form, may be one
    "By 27 March 2025, chief constables should work with others.": (True, True, True),
    "By 27 March 2025 forces will change records where they must.": (True, True, True),
    "Forces must think of orders.": (True, True, True),
    "By 27 March 2025, judge danger.": (False, True, True),
    "By 27 March 2025, look at it. Forces should buy it.": (False, True, True),
    "Staff should use the form.": (False, False, True),
    "A sergeant should look at each.": (False, False, True),
    "By 27 March 2025, we will train.": (False, False, False),
    "By 27 March 2025, all staff will be trained.": (False, False, False),
    "By March 2025 Northshire will adopt the guidance and train its staff.": (False, False, False),
    "The force will train its staff.": (False, False, False),
    "We agree that forces should do so.": (False, False, False),
    "One desk reads each report.": (False, False, False),
    "A lawyer is asked whether we should go on.": (False, False, False),
}


@pytest.mark.parametrize("text", ASKS)
def test_an_ask_is_told_from_an_account(text: str) -> None:
    assert (is_ask_of_forces(text), is_ask(text), may_be_ask(text)) == ASKS[text]


def test_to_whom_a_recommendation_is_made_is_no_answer() -> None:
    for text in ("To chief constables", "Recommendation to all forces", ("Recommendation 7 to the "
                 "Home Office and the College of Policing."), "Chief constables:"):  # fmt: skip
        assert is_addressing(text), text
    assert not is_addressing("To all forces we say that we do.")


YES, NO, PARTLY = Acceptance.ACCEPTED, Acceptance.REJECTED, Acceptance.PARTLY_ACCEPTED
PRINCIPLE = Acceptance.ACCEPTED_IN_PRINCIPLE
STATED: dict[str, Acceptance | str | None] = {
    # an answer: its acceptance, `ask` where it is a question, None where it says nothing of it
    "We accept this recommendation. One desk reads each report.": YES,
    "Accepted": YES,
    "Accepted: we use it.": YES,
    "We accept.": YES,
    "We fully accept the recommendation.": YES,
    "The force accepted the recommendation and buys it now.": YES,
    "Not accepted. A lawyer is asked already.": NO,
    "We do not accept this recommendation.": NO,
    "We don\u2019t accept it.": NO,
    "We cannot accept the recommendation.": NO,
    "We are unable to accept the recommendation.": NO,
    "We have not accepted the recommendation.": NO,
    "Rejected.": NO,
    "Partially accepted.": PARTLY,
    "Partly accepted - we do": PARTLY,
    "We partially accept the recommendation.": PARTLY,
    "Accepted in part": PARTLY,
    "Accepted in principle.": PRINCIPLE,
    "We do not fully accept this recommendation.": "ask",
    "Not fully accepted": "ask",
    "We accept the recommendation, but not all of it.": "ask",
    "We do not reject the recommendation": "ask",
    "We have accepted the recommendation. Not accepted.": "ask",
    "We accept that staff erred.": None,
    "We accept responsibility.": None,
    "We accept the recommendations of the College.": None,
    "Accepted by the board.": None,
    "Our desk accepted the recommendation.": None,
}


@pytest.mark.parametrize("text", STATED)
def test_a_sentence_that_begins_so_says_what_is_accepted(text: str) -> None:
    found = acceptance_in(text)
    assert ("ask" if found.doubt else found.acceptance) == STATED[text]


ASK_12 = "By 27 March 2025, judge danger."
ASK_13 = "By 27 March 2025, think of orders in each case."
FOUND: dict[str, tuple[str, dict[str, Any]]] = {
    # a source: its text, and position, acceptance, restated deadline, summaries of actions by ref
    "the ask of the next ref": (
        (
            f"{ASK_12}\n12.1 - Evidence requirements: Staff should use it.\n12.2 - Evidence "
            f"requirements: A sergeant should look.\n{ASK_13}\n"
            "13.1 - Evidence requirements: A lawyer."
        ),
        {"12.1": ("2025-03-27",), "12.2": ("2025-03-27",), "13.1": ("2025-03-27",)},
    ),
    "a heading above the answer": (
        "Recommendation 12\nForces should judge danger.\nOur response\nOne desk reads each report.",
        {"12.1": ("One desk reads each report.",)},
    ),
    "an ask of several lines": (
        (
            f"Recommendation 16:\n{ASK_12}\nForces should buy it.\nThe force accepted the "
            f"recommendation and buys it.\nRecommendation 13:\n{ASK_13}"
        ),
        {
            "13.1": ("2025-03-27",),
            "16.1": ("The force accepted the recommendation and buys it.", YES, "2025-03-27"),
        },
    ),
    "no label of an answer": (
        "Recommendation 16:\nForces should buy it.\nThe shop is near the station.",
        {"16.1": ()},
    ),
    "lists below headings": (
        (
            "Recommendation 13\nIssues identified\nForces should think.\nActions to be taken\n"
            "1. Ask a lawyer.\n2. Train the desk.\nPerson responsible\n\u2022 Head of Legal\n"
            "Target completion date\n1. 31 January 2027\n2. 30 June 2027"
        ),
        {"13.1": ("Ask a lawyer.", "2027-01-31", "Train the desk.", "2027-06-30")},
    ),
    "a last recommendation without an answer": (
        (
            "Recommendation 13: Forces should think.\nResponse:\nA lawyer is asked.\n"
            "Recommendation 16: Forces should buy it."
        ),
        {"13.1": ("A lawyer is asked.",), "16.1": ()},
    ),
    "contents above the answers": (
        (
            "Recommendation 13: Orders\nRecommendation 16: Buying\nRecommendation 13: Orders\n"
            "Response:\nA lawyer is asked.\nRecommendation 16: Buying\nResponse:\n"
            "The board buys it."
        ),
        {"13.1": ("A lawyer is asked.",), "16.1": ("The board buys it.",)},
    ),
    "a label of the answer elsewhere": (
        (
            "Recommendation: 13.1\nResponse: A lawyer is asked.\nRecommendation:\n16.1\n"
            "The shop is near the station."
        ),
        {"13.1": ("A lawyer is asked.",), "16.1": ()},
    ),
    "unknown headings": (
        (
            "<h2>Recommendation 13</h2><h3>What we found</h3><p>Some forms were missing.</p>"
            "<h3>Response</h3><p>A lawyer is asked.</p><h4>Desk</h4><p>It works.</p>"
            "<h3>Wellbeing</h3><p>Staff are rested.</p>"
        ),
        {"13.1": ("A lawyer is asked. It works.",)},
    ),
    "asks above tables": (
        (
            f"<h2>{ASK_12}</h2><table><tr><td>Recommendation:</td><td>12.1</td></tr><tr><td>Force "
            f"update:</td><td>One desk.</td></tr></table><h2>{ASK_13}</h2><table><tr><td>"
            "Recommendation:</td><td>13.1</td></tr><tr>"
            "<td>Force update:</td><td>A lawyer is asked.</td></tr></table>"
        ),
        {"12.1": ("One desk.", "2025-03-27"), "13.1": ("A lawyer is asked.", "2025-03-27")},
    ),
    "an ask before the answer in its cell": (
        (
            "Ref\tResponse\n13.1\tForces should think of orders. A lawyer is asked.\n"
            "16.1\tTo chief constables"
        ),
        {"13.1": ("A lawyer is asked.",), "16.1": ()},
    ),
    "cells that are broken": (
        "Ref\tResponse\tAction\n13.1\t#REF!\t=VLOOKUP(A2,B:C,2)\n16.1\t########\t",
        {"13.1": (), "16.1": ()},
    ),
}


def _facts(response: dict[str, Any]) -> tuple[str, ...]:
    actions = response.get("actions", ())
    facts = [response["position"], response.get("acceptance"), response.get("stated_deadline")]
    for action in actions:
        facts += [action["summary"], action.get("promise", {}).get("by")]
    return tuple(fact for fact in facts if fact)


@pytest.mark.parametrize("name", FOUND)
def test_only_answers_stand_as_answers(name: str) -> None:
    text, expected = FOUND[name]
    found = answers(drafted(read_plan(text.encode(), "plan.txt")).text)
    assert {ref: _facts(response) for ref, response in found.items()} == expected


BLANK = {
    # what is said of an answer that is not there: the source
    "found blank: 1": "Ref\tResponse\tStatus\n13.1\t\tComplete",
    "found with actions alone: 1": "Ref\tResponse\tAction\n13.1\t\tAsk a lawyer.",
    "found, and the answer is a question: 1": "Ref\tResponse\n13.1\tForces should think of orders.",
}


@pytest.mark.parametrize("said", BLANK)
def test_found_blank_is_said_of_what_is_blank(said: str) -> None:
    told = drafted(read_plan(BLANK[said].encode(), "plan.txt")).summary
    assert [line for line in told if line.startswith("found")] == [said]


OWN = "We accept this recommendation. Our staff will be trained."


def _lines(*lines: str) -> Document:
    return Document([Paragraph(line) for line in lines])


def test_an_account_right_below_a_recommendation_is_its_answer() -> None:
    planned = drafted(_lines("Recommendation 13", OWN, "Recommendation 14", "Our team checks."))
    found = answers(planned.text)
    assert [found[ref]["position"] for ref in ("13.1", "14.1")] == [OWN, "Our team checks."]


def test_an_account_where_others_have_a_label_is_asked() -> None:
    ask = "By 27 March 2025 forces will consider orders."
    labelled = ("Recommendation 12", ask, "Force response:", "We manage risk.")
    planned = drafted(_lines(*labelled, "Recommendation 13", OWN))
    assert answers(planned.text)["13.1"]["position"] == ""
    assert f"# also: {OWN}" in planned.text
    assert ("13.1", NOT_SEPARATE) in [(q.name, q.text) for q in planned.questions]
