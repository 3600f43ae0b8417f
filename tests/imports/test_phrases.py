"""What words are taken for: dates, promises, owners, actions, statuses, headings, refs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from stalkplan.imports.phrases import headings, statuses
from stalkplan.imports.phrases.actions import actions_in, split_off
from stalkplan.imports.phrases.dates import dates_in
from stalkplan.imports.phrases.headings import Role, heading_of, label_of
from stalkplan.imports.phrases.owners import addressee, owner_in
from stalkplan.imports.phrases.promises import promise_in, target_in
from stalkplan.imports.phrases.refs import ref_at_start, ref_on_own_line, refs_of_cell
from stalkplan.imports.phrases.statuses import STATUS_WORDS, status_of

DATES = {
    # as written: what is read, and how it is put
    "27 March 2025": ["2025-03-27 BARE"],
    "by 27 March 2025": ["2025-03-27 BY"],
    "done by 27th March 2025.": ["2025-03-27 BY"],
    "by the 27th of March, 2025": ["2025-03-27 BY"],
    "March 27, 2025": ["2025-03-27 BARE"],
    "27/03/25": ["2025-03-27 BARE"],
    "on 03/04/2025": ["2025-04-03 AT"],
    "27.03.2025": ["2025-03-27 BARE"],
    "27-Mar-25": ["2025-03-27 BARE"],
    "2025-03-27": ["2025-03-27 BARE"],
    "Nov-24": ["2024-11 BARE"],
    "Nov 24": ["2024-11 BARE guess"],
    "by March 2025": ["2025-03 BY"],
    "no later than March 2025": ["2025-03 BY"],
    "by the end of March 2025": ["2025-03 BY"],
    "mid-March 2025": ["2025-03 BARE"],
    "March 26 earliest": ["2026-03 NOT_BEFORE guess"],
    "not before April 2025": ["2025-04 NOT_BEFORE"],
    "June 2025 at the latest": ["2025-06 BY"],
    "from April 2025": ["2025-04 FROM"],
    "April 2025 onwards": ["2025-04 FROM"],
    "in early 2025": ["none AT"],
    "by spring 2025": ["none BY"],
    "by Q1 2025/26": ["none BY"],
    "by the end of Q2 2025": ["none BY"],
    "by late autumn 2025": ["none BY"],
    "https://example.org/2025-03-27/may-2025.pdf": [],
    "by 27 March": ["none BY"],
    "before 27 March 2025": ["none BY"],
    "by 2025": ["2025 BY"],
    "by the end of 2025": ["2025 BY"],
    "in June 2025 and by July 2025": ["2025-06 AT", "2025-07 BY"],
    "31/02/2025": [],
    "by 31 September 2025": ["none BY"],
    "45 March 2025": [],
    "may 25 officers": [],
    "version 7.1.2": [],
    "2024/25": [],
    "75% of 1,200": [],
    "the march on 5 roads": [],
}


@pytest.mark.parametrize("text", DATES)
def test_dates_are_read_as_written(text: str) -> None:
    found = [
        f"{written.window.text if written.window else 'none'} {written.kind.name}"
        + (" guess" if written.is_guess else "")
        for written in dates_in(text)
    ]
    assert found == DATES[text]


PROMISES = {
    # what an action says: the promise, or a part of the question
    "The work will be delivered by 27th March 2025.": "2025-03-27: by 27th March 2025",
    "Progress will be put into this plan no later than March 2025.": (
        "2025-03: no later than March 2025"
    ),
    "By March 2025 we will make sure that all cases were shared.": "2025-03: By March 2025",
    "We will study it and by March 2025 report it to the Board.": "2025-03: by March 2025",
    "Train all officers by June 2025.": "2025-06: by June 2025",
    "Policy to be published by 31/03/2025": "2025-03-31: by 31/03/2025",
    "Roll out in April 2025.": "2025-04: in April 2025",
    "We will report to the NPCC by 27 March 2025.": "2025-03-27: by 27 March 2025",
    "Once the tool is bought, it will be used by May 2025.": "2025-05: by May 2025",
    "Complete by: December 2025": "2025-12: by: December 2025",
    "Completion date: March 2025": "2025-03: March 2025",
    "We will start in May 2025 and finish by June 2025.": "2025-06: by June 2025",
    "A first draft by May 2025, the final one by July 2025.": "2025-07: by July 2025",
    "Tool to be introduced, March 26 earliest.": "not before 2026-03: March 26 earliest",
    "We will look at this in early 2025.": "none: in early 2025",
    "We will do so by 31 September 2025.": "none: by 31 September 2025",
    "This may go on following the awaited report in early 2025.": "hangs on",
    "A review on completion of the study by March 2025.": "hangs on",
    "Following the national review in March 2025, we will update policy.": "hangs on",
    "The College of Policing will publish guidance by March 2025.": "somebody else",
    "It is to be decided by the Home Office by March 2025.": "somebody else",
    "The supplier will deliver the system by March 2025.": "somebody else",
    "The new APP is due in April 2025.": "date of a paper",
    "We hope to finish by May 2025.": "not certain",
    "This could be in place by May 2025.": "not certain",
    "Training was delivered in March 2024.": "what has been",
    "We launched a course in March 2024.": "what has been",
    "Training will begin in April 2025.": "a beginning",
    "We will do so from April 2025.": "a beginning",
    "The March 2025 figures show this.": "nothing says what it is for",
    "We will go on with it.": "",
    "We will not be able to finish by May 2025.": "will not be",
    "We won\u2019t finish by May 2025.": "will not be",
    "It is not done yet, but will be by May 2025.": "2025-05: by May 2025",
    "We were asked to finish by 27 March 2025.": "asked of forces",
    "Next review: June 2025": "nothing says what it is for",
    "Completion December 2025": "nothing says what it is for",
}


def test_a_day_that_no_month_has_is_asked() -> None:
    told = ("'by 31 September 2025' is no day of any month: which is meant",)
    assert promise_in("We will do so by 31 September 2025.").doubts == told


@pytest.mark.parametrize("text", PROMISES)
def test_a_date_is_a_promise_or_a_question(text: str) -> None:
    promised = promise_in(text)
    fields = dict(promised.fields)
    if ": " in PROMISES[text]:
        read, _, wording = PROMISES[text].partition(": ")
        key = "not_before" if read.startswith("not before ") else "by"
        day = read.removeprefix("not before ")
        assert fields == ({} if day == "none" else {key: day}) | {"wording": wording}
    else:
        assert fields == {}
        assert PROMISES[text] in " ".join(promised.doubts)
        assert bool(promised.doubts) == bool(PROMISES[text])


TARGETS = {
    "June 2025": {"by": "2025-06", "wording": "June 2025"},
    "by 27/03/25": {"by": "2025-03-27", "wording": "by 27/03/25"},
    "March 26 earliest": {"not_before": "2026-03", "wording": "March 26 earliest"},
    "ongoing": {},
    "TBC": {},
}


@pytest.mark.parametrize("text", TARGETS)
def test_a_column_of_dates_promises_them(text: str) -> None:
    target = target_in(text)
    assert dict(target.fields) == TARGETS[text]
    assert target.fields or target.doubts


OWNERS = {
    "This will be overseen by the crime registrar. Any slips are mended.": "crime registrar",
    "The work will be overseen by the Head of Public Protection and will be quick.": (
        "Head of Public Protection"
    ),
    "Conducted by the Head of Public Protection who leads it.": "Head of Public Protection",
    "A study to be undertaken by the Crime Standards group across all cases.": (
        "Crime Standards group"
    ),
    "Kent Police Learning and Development Team will find courses.": "Learning and Development Team",
    "The Head of Crime oversees it.": "Head of Crime",
    "This is led by the Detective Chief Inspector for Public Protection.": (
        "Detective Chief Inspector for Public Protection"
    ),
    "Supported by the Learning Team.": None,
    "Led by the Crime Board. Overseen by the Risk Team.": None,
    "We will do it by the wider force.": None,
    "Officers will be trained.": None,
}


@pytest.mark.parametrize("text", OWNERS)
def test_an_owner_is_named_beyond_doubt_or_not_at_all(text: str) -> None:
    assert owner_in(text, "Kent Police").owner == OWNERS[text]


def test_who_may_be_the_owner_is_asked() -> None:
    assert "who supports it" in owner_in("Supported by the Learning Team.", "Kent Police").doubt
    two = owner_in("Led by the Crime Board. Overseen by the Risk Team.", "Kent Police")
    assert two.doubt == "which one is the owner: Crime Board, Risk Team"


@pytest.mark.parametrize("text", ["Chief constables", "chief officers", "All forces", "PCCs"])
def test_an_addressee_is_no_owner(text: str) -> None:
    assert addressee(text)


@pytest.mark.parametrize("text", ["Chief Superintendent Crime", "Head of Learning", "Crime team"])
def test_an_owner_is_no_addressee(text: str) -> None:
    assert addressee(text) is None


ACTIONS = {
    "We will do it.": [("", "We will do it.")],
    "ACTION: We will do it.": [("ACTION:", "We will do it.")],
    "Action: We will do it.": [("Action:", "We will do it.")],
    "ACTION 1. Train them. 2. Test them.": [("ACTION 1.", "Train them."), ("2.", "Test them.")],
    "1) Train\n2) Test": [("1)", "Train"), ("2)", "Test")],
    "(1) Train them.\n(2) Test them.": [("(1)", "Train them."), ("(2)", "Test them.")],
    "ACTION: One.\nACTION: Two.": [("ACTION:", "One."), ("ACTION:", "Two.")],
    "Train 2. Then 3.": [("", "Train 2. Then 3.")],
    "Train\nall officers": [("", "Train all officers")],
    "ACTION 1. Only one.": [("ACTION 1.", "Only one.")],
    "ACTION 1: Look.\nACTION 2: Act.": [("ACTION 1:", "Look."), ("ACTION 2:", "Act.")],
}


@pytest.mark.parametrize("text", ACTIONS)
def test_actions_are_told_apart(text: str) -> None:
    assert [(said.label, said.text) for said in actions_in(text)] == ACTIONS[text]


def test_an_action_within_an_answer_is_taken_out() -> None:
    assert split_off("We do. ACTION: We will.") == ("We do.", "ACTION: We will.")
    assert split_off("Our action is good.") == ("Our action is good.", "")


STATUSES = {
    "Complete": "complete",
    "COMPLETED.": "complete",
    "Complete - all trained": "complete",
    "Completed 27/03/25": "complete",
    "In progress (Nov-24)": "in-progress",
    "On-going": "in-progress",
    "Not started": "not-started",
    "Action complete": "complete",
    "Fully complete.": "complete",
    "Closed": "complete",
    "Closed - not started": None,
    "On track": "in-progress",
    "Green": None,
    "Green - on track": "in-progress",
    "Blue (complete)": "complete",
    "Amber": None,
    "Completely new": None,
    "Complete the training": None,
    "": None,
}


@pytest.mark.parametrize("text", STATUSES)
def test_a_status_is_a_word_of_the_table_or_none(text: str) -> None:
    stated = status_of(text)
    assert (stated.status if stated else None) == STATUSES[text]


def test_the_words_of_statuses_are_published() -> None:
    page = (ROOT / "docs" / "importing.md").read_text("utf-8")
    rows = re.findall(r"^\| (.+) \| `([a-z-]+)` \|$", page, re.MULTILINE)
    published = {word.strip(): status for words, status in rows for word in words.split(",")}
    assert published == {word: str(status) for word, status in STATUS_WORDS.items()}


HEADINGS = {
    "Recommendation:": Role.RECOMMENDATION,
    "Recomendation": Role.RECOMMENDATION,
    "Rec No.": Role.NUMBER,
    "No.": Role.NUMBER,
    "Recommendation number": Role.NUMBER,
    "Force Update:": Role.POSITION,
    "Initial action plan\nresponse": Role.POSITION,
    "Initial Constabulary Response 21st November 2024": Role.POSITION,
    "March 2026 update": Role.UPDATE,
    "Update as at 3 June 2025": Role.UPDATE,
    "Action": Role.ACTION,
    "Next steps": Role.ACTION,
    "Sub recommendation/": Role.REQUIREMENT,
    "Evidence requirements of progress/completion": Role.REQUIREMENT,
    "Rec. Owner": Role.OWNER,
    "Recommendation owner:": Role.OWNER,
    "Date:": Role.DATE,
    "Target date": Role.TARGET,
    "Deadline": Role.DEADLINE,
    "Status:": Role.STATUS,
    "Supporting documents:": Role.DOCUMENTS,
    "Complete": None,
    "7.1": None,
    "Action complete": None,
    "Comments": Role.UPDATE,
    "Commentary": Role.UPDATE,
    "Progress": Role.UPDATE,
    "Progress to date": Role.UPDATE,
    "Progress update": Role.UPDATE,
    "Latest update": Role.UPDATE,
    "Current position": Role.UPDATE,
    "Work to date": Role.UPDATE,
    "Our response": Role.POSITION,
    "Force position": Role.POSITION,
    "Assigned to": Role.OWNER,
    "To be completed by": Role.TARGET,
    "Person responsible": Role.OWNER,
    "Responsible officer": Role.OWNER,
    "SRO": Role.OWNER,
    "Action owner": Role.OWNER,
    "Strategic lead": Role.OWNER,
    "By whom": Role.OWNER,
    "Action by": Role.BY,
    "By when": Role.TARGET,
    "Timescale": Role.TARGET,
    "Due date": Role.TARGET,
    "Target completion": Role.TARGET,
    "Target completion date": Role.TARGET,
    "Completion date": Role.TARGET,
    "Date completed": Role.COMPLETED,
    "Actual completion date": Role.COMPLETED,
    "Date of update": Role.DATE,
    "Start date": Role.OTHER,
    "Next review date": Role.OTHER,
    "Agreed action": Role.ACTION,
    "Actions to be taken": Role.ACTION,
    "Activity": Role.ACTION,
    "What": Role.ACTION,
    "What we found": None,
    "What we will do": Role.ACTION,
    "Current status": Role.STATUS,
    "RAG rating": Role.STATUS,
    "Evidence required": Role.REQUIREMENT,
    "What we have done": Role.POSITION,
    "Done": None,
    "Police response": Role.POSITION,
    "Action taken": Role.UPDATE,
    "Req ID": Role.NUMBER,
    "Issues identified": None,
    "Our staff follow the guidance on stalking.": None,
}


@pytest.mark.parametrize("text", HEADINGS)
def test_a_heading_says_what_is_below_it(text: str) -> None:
    found = heading_of(text)
    assert (found.role if found else None) == HEADINGS[text]


SLIPPED = [text for text, role in HEADINGS.items() if role and len(text.split()[0]) > 6]


@given(st.sampled_from(SLIPPED), st.integers(1, 5), st.sampled_from(["", "double", "x"]))
def test_one_slip_in_a_heading_is_forgiven(text: str, at: int, slip: str) -> None:
    sign = text[at] * 2 if slip == "double" else slip
    found = heading_of(text[:at] + sign + text[at + 1 :])
    assert found is not None
    assert found.role == HEADINGS[text]


def test_a_label_is_told_from_a_sentence_with_a_colon() -> None:
    found = label_of("Force update: We do: all of it.")
    assert found
    assert (found[0].role, found[1]) == (Role.POSITION, "We do: all of it.")
    assert label_of("We did two things: this and that.") is None
    assert label_of("https://example.org") is None


REFS = {
    "7.1": ["7.1"],
    "10.10": ["10.10"],
    "Recommendation 7": ["7"],
    "Rec. 7.2": ["7.2"],
    "7.1\n7.2": ["7.1", "7.2"],
    "7.1 and 7.2": ["7.1", "7.2"],
    "7.1 \u2013 7.2": ["7.1", "7.2"],
    "12.1-12.2": ["12.1", "12.2"],
    "R7.1": ["7.1"],
    "R7": ["7"],
    "7 - 1": [],
    "7 (a)": ["7"],
    "12.5%": [],
    "27/03/25": [],
    "By 27 March": [],
    "123": [],
}


@pytest.mark.parametrize("text", REFS)
def test_refs_of_a_cell(text: str) -> None:
    assert [ref.name for ref in refs_of_cell(text)] == REFS[text]


def test_a_ref_is_found_at_the_start_or_on_a_line_of_its_own() -> None:
    at_start = ref_at_start("7.1 - Evidence: A tool")
    assert at_start
    assert (at_start[0].name, at_start[1]) == ("7.1", "Evidence: A tool")
    alone = ref_on_own_line("By March forces will.\n10.2")
    assert alone
    assert (alone[0].name, alone[1]) == ("10.2", "By March forces will.")
    assert ref_at_start("27 March 2025") is None
    assert ref_at_start("10. By March", may_be_number=True)


def test_every_rule_of_headings_is_of_words_that_are_known() -> None:
    known = {word.removesuffix("s") for word in headings._KNOWN} | headings._SHORT  # noqa: SLF001
    assert {w.removesuffix("s") for needed, _ in headings._RULES for w in needed} <= known  # noqa: SLF001
    assert statuses.STATUS_WORDS
