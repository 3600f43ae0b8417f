"""What pages do that nobody laid out for a reader: what is understood of it, and what is asked."""

import pytest
from drafts import answers, drafted

from stalkplan.imports.readers.choose import read_plan
from stalkplan.imports.readers.document import Document, Paragraph, SourceTable

HEADS = ["Ref", "Recommendation", "Force response", "Action", "Completion date", "Status"]


def _table(*rows: list[str], number: int = 1) -> SourceTable:
    return SourceTable(number, rows)


def test_a_recommendation_without_a_known_number_adds_nothing_to_the_one_before() -> None:
    lines = [
        "Recommendation: 10.2 Training", "Force update: Staff were trained.",
        "Recommendation: the one on orders", "Force update: We ask for orders.",
    ]  # fmt: skip
    planned = drafted(Document([*map(Paragraph, lines)]))
    assert answers(planned.text)["10.2"]["position"] == "Staff were trained."
    assert "  paragraph 4: Force update: We ask for orders." in planned.summary


def test_a_wide_table_of_mostly_unknown_headings_is_read_by_those_that_are_known() -> None:
    more = [f"Area {number}" for number in range(37)]
    heads = ["Ref", "Requirement", "Owner", "Force response", "Action", *more]
    rows = [heads, ["7.1", "Search", "Desk", "We can.", "Test it.", *["x"] * 37]]
    answer = answers(drafted(Document([_table(*rows)])).text)["7.1"]
    assert (answer["position"], answer["actions"][0]["summary"]) == ("We can.", "Test it.")


def test_the_second_half_of_a_table_has_the_headings_of_the_first() -> None:
    first = _table(HEADS, ["7.1", "Search", "We can.", "Test it.", "", ""])
    second = _table(["7.2", "Flag", "We do.", "", "", "On track"], number=2)
    planned = drafted(Document([first, Paragraph("Page 2"), second]))
    answer = answers(planned.text)["7.2"]
    assert (answer["position"], "actions" in answer) == ("We do.", False)
    assert "table 2: no headings, so it is read as the table before it, which is as wide" in (
        planned.summary
    )


def test_a_figure_of_progress_is_no_part_of_the_answer() -> None:
    heads = ["Ref", "Force response", "Progress %", "BRAG"]
    planned = drafted(Document([_table(heads, ["7.1", "We can.", "60", "Blue"])]))
    assert answers(planned.text)["7.1"]["position"] == "We can."
    assert "  table 1, row 2: Progress %: 60" in planned.summary
    assert [q.text for q in planned.questions] == [
        "'Blue' is not a status here: which one is meant"
    ]


@pytest.mark.parametrize("sign", ["\u2713", "\u2714\ufe0f", "\U0001f7e2", "\u274c"])
def test_a_sign_in_the_column_of_the_status_is_asked(sign: str) -> None:
    heads = ["Ref", "Force response", "Status"]
    planned = drafted(Document([_table(heads, ["7.1", "We can.", sign], ["7.2", "We do.", "-"])]))
    assert [(q.name, q.text) for q in planned.questions] == [
        ("7.1", f"'{sign}' is not a status here: which one is meant")
    ]


COLOURS = "table 1, row 1: no cell under 'RAG' has a word, and a colour is not read"


@pytest.mark.parametrize("last", ["", "Green"])
def test_a_column_that_may_say_all_by_its_colours_is_told(last: str) -> None:
    rows = [["Ref", "Force response", "RAG"], ["7.1", "We can.", ""], ["7.2", "We do.", last]]
    assert (COLOURS in drafted(Document([_table(*rows)])).summary) == (not last)


def test_what_each_row_repeats_is_used_each_time() -> None:
    asked = "By 27 March 2025 forces will record."
    rows = [[ref, asked, "We can.", "", "", ""] for ref in ("7.1", "7.2")]
    told = drafted(Document([_table(HEADS, *rows)])).summary
    assert not [line for line in told if line.startswith("not used")]


def test_the_date_of_a_completion_is_not_made_a_promise() -> None:
    rows = [
        ["Ref", "Force response", "Action", "Target date", "Completion date", "Status"],
        ["7.1", "We can.", "Test it.", "", "20/03/2025", "Complete"],
        ["7.2", "We can.", "Test it.", "March 2025", "20/03/2025", ""],
        ["10.2", "We can.", "Test it.", "", "20/03/2025", "In progress"],
    ]
    planned = drafted(Document([_table(*rows)]))
    promised = [a["actions"][0].get("promise") for a in answers(planned.text).values()]
    assert promised == [
        None,
        {"by": "2025-03", "wording": "March 2025"},
        {"by": "2025-03-20", "wording": "20/03/2025"},
    ]
    told = "'20/03/2025' is under 'Completion date': was it promised by then, or done then"
    assert [q.name for q in planned.questions if q.text == told] == ["7.1", "7.2"]


def test_a_ref_as_it_is_written_is_used() -> None:
    rows = [["Rec. 7.1", "Search", "We can."], ["R7.2", "Flag", "We do."]]
    planned = drafted(Document([_table(HEADS[:3], *rows)]))
    assert list(answers(planned.text)) == ["7.1", "7.2"]
    assert not [line for line in planned.summary if line.startswith("not used")]


def test_what_was_not_used_of_a_row_stands_on_one_line() -> None:
    other = _table(["Item", "Cost"], ["Laptops", "40"], number=2)
    first = _table(HEADS, ["7.1", "Search", "We can.", "", "", ""])
    told = drafted(Document([first, other])).summary
    at = told.index("not used: 4 texts")
    assert told[at + 1 : at + 3] == [
        "  table 2, row 1: Item | Cost", "  table 2, row 2: Laptops | 40",
    ]  # fmt: skip


def test_what_names_a_ref_is_never_taken_for_what_surrounds_the_plan() -> None:
    lines = [
        "Welcome.",
        "as to the outcome of 7.1 we say",
        "that we can.",
        "10.2 - Evidence: A course",
    ]
    planned = drafted(
        Document([*map(Paragraph, lines), Paragraph("Force update: Staff were sent.")])
    )
    assert "taken for what surrounds the plan: 1 text before it" in planned.summary
    at = planned.summary.index("not used: 2 texts")
    assert planned.summary[at + 1] == "  paragraph 2: as to the outcome of 7.1 we say"


def test_a_long_heading_may_end_in_its_ref() -> None:
    head = Paragraph("What the force has done so far on the part with the number 7.1", 3)
    planned = drafted(Document([head, Paragraph("We can."), Paragraph("Contact us")]))
    assert answers(planned.text)["7.1"]["position"] == "We can."


def test_a_short_last_line_with_a_status_is_an_answer() -> None:
    lines = [Paragraph("28.1", 3), Paragraph("Completed 20 November 2024"), Paragraph("Contact us")]
    planned = drafted(Document(lines))
    assert answers(planned.text)["28.1"]["position"] == "Completed 20 November 2024"


STATED = {
    # a status as it is given: what becomes of it, or what is asked
    "Complete on 3 May 2025": "2025-05-03 complete",
    "Complete by March 2025": "'complete by March 2025' may be a plan",
    "Completed, ahead of 27 March 2025": "'complete ahead of 27 March 2025' may be a plan",
    "Ongoing until June 2026": "no date is given",
    "On hold from May 2025": "no date is given",
}


@pytest.mark.parametrize("column", ["Status", "Response"])
@pytest.mark.parametrize("text", STATED)
def test_a_date_that_is_to_come_is_not_that_of_a_status(text: str, column: str) -> None:
    planned = drafted(Document([_table(["Ref", column], ["7.1", text])]))
    updates = answers(planned.text)["7.1"].get("updates", [])
    asked = [question.text for question in planned.questions]
    told = [f"{update['date']} {update['status']}" for update in updates] + asked
    assert any(STATED[text] in each for each in told)
    assert bool(updates) is STATED[text].startswith("2025")


def test_what_is_to_be_complete_is_not_complete_in_a_dated_column() -> None:
    rows = [["Ref", "Response", "March 2026 update"], ["7.1", "We can.", "Complete by June 2026"]]
    planned = drafted(Document([_table(*rows)]))
    assert answers(planned.text)["7.1"]["updates"] == [
        {"date": "2026-03-31", "note": "Complete by June 2026"}
    ]
    assert any("may be a plan" in question.text for question in planned.questions)


def test_an_answer_that_is_not_told_from_what_is_asked_is_asked_about() -> None:
    head = Paragraph("Evidence requirements for 7.1", 3)
    planned = drafted(Document([head, Paragraph("All is searched."), Paragraph("We can.")]))
    assert [question.text for question in planned.questions] == [
        "the answer cannot be separated from what is asked: is it in the comment above"
    ]


def test_headings_are_those_of_a_table_that_was_parted_from_them() -> None:
    heads = _table(["Ref", "Requirement", "Force response", "Action"])
    rows = _table(["7.1", "Search", "We can.", "Test it."], number=2)
    answer = answers(drafted(Document([heads, rows])).text)["7.1"]
    assert (answer["position"], answer["actions"][0]["summary"]) == ("We can.", "Test it.")


def test_what_follows_an_empty_cell_is_not_put_into_it() -> None:
    pasted = "Ref\tResponse\tAction\n7.1\tWe can.\tTest it.\n7.2\tWe do.\t\nShare\nFollow us\n"
    planned = drafted(read_plan(pasted.encode(), "plan.txt"))
    assert "actions" not in answers(planned.text)["7.2"]
    assert [line.partition(": ")[2] for line in planned.summary[-2:]] == ["Share", "Follow us"]


def test_a_row_without_a_ref_goes_on_with_all_refs_of_the_row_above() -> None:
    rows = [["Ref", "Force response"], ["7.1 & 7.2", "We can."], ["", "And we will."]]
    found = answers(drafted(Document([_table(*rows)])).text)
    assert {answer["position"] for answer in found.values()} == {"We can. And we will."}


def test_what_may_be_about_the_plan_is_shown_of_what_stands_before_it() -> None:
    before = [
        "Menu", "We use cookies to lead you on 3 May 2025.", "Our plan for victims",
        "Lead: Head of Crime",
        "Published 3 May 2025", "We answer recommendation 7 first.",
    ]  # fmt: skip
    plan = ["7.1 - Evidence: A tool", "Force update: We use one."]
    told = drafted(Document([*map(Paragraph, [*before, *plan])])).summary
    at = told.index("taken for what surrounds the plan: 6 texts before it")
    assert told[at + 1 : at + 4] == [
        "  paragraph 4: Lead: Head of Crime",
        "  paragraph 5: Published 3 May 2025",
        "  paragraph 6: We answer recommendation 7 first.",
    ]
    many = [Paragraph(f"Published {day} May 2025") for day in range(1, 15)]
    told = drafted(Document([*many, *map(Paragraph, plan)])).summary
    assert "  4 more that name a lead, a date or a ref" in told
