"""Questions of an import: written as comments, and found again while they stand."""

import pytest

from stalkplan.record.problems import body_of
from stalkplan.record.questions import comment_line, open_questions, question_line

OPEN = {
    # a plan: the questions in it, a number and a comment each
    "": [],
    "# ask 1: whose is it?\na: b\n": [("1", "# ask 1: whose is it?")],
    "\ufeff# ask 2: whose?\r\na: b\r\n  # ask 3:": [("2", "# ask 2: whose?\r"), ("3", "# ask 3:")],
    "a: |\n  One.\n# ask 4: below a text\n": [("4", "# ask 4: below a text")],
    "a: |\n  One.\n  # ask 5: in a text\n  # ask 6: too\n # ask 7: below": [
        ("7", "# ask 7: below")
    ],
    "a: 'One\n  # ask 8: in quotes\n  two.'\n# ask 9: below": [("9", "# ask 9: below")],
    "a:\n  - One\n  # ask 10: between\n  - Two\n": [("10", "# ask 10: between")],
    "a: b  # ask 11: behind a value\n#  ask 12: what a source said\n# ask 13 no colon\n": [],
    "# ask 123456789: many\n# ask 1234567890: too many\n": [("123456789", "# ask 123456789: many")],
}


@pytest.mark.parametrize("text", OPEN)
def test_the_questions_that_are_open(text: str) -> None:
    found = [*open_questions(text)]
    assert [(each.number, body_of(text)[each.start : each.end]) for each in found] == OPEN[text]


def test_a_question_is_one_line_and_is_found_again() -> None:
    line = question_line(12, "Whose\n  is it?")
    assert line == "# ask 12: Whose is it?"
    assert [each.number for each in open_questions(line)] == ["12"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("One line.", "# One line."),
        ("ask 1: whose is it?", "#  ask 1: whose is it?"),
        ("ask 12:", "#  ask 12:"),
        ("ask one: whose is it?", "# ask one: whose is it?"),
        ("We ask 1: whose is it?", "# We ask 1: whose is it?"),
    ],
)
def test_another_line_is_never_taken_for_a_question(text: str, line: str) -> None:
    assert comment_line(text) == line
    assert [*open_questions(line)] == []
