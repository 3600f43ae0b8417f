"""Long lines of a file, and what is said of them: nothing is lost, nothing sticks out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkplan.record.problems import Place, Problem
from stalkplan.reports.blocks import Frame
from stalkplan.reports.blocks_of_marks import Legend, legend_of
from stalkplan.reports.blocks_of_records import Rewriting
from stalkplan.reports.formats import Screen
from stalkplan.reports.formats.screen.lines import cells
from stalkplan.reports.formats.screen.table import drawn
from stalkplan.verdict.marks import Mark
from stalkplan.verdict.state_words import MEANINGS

PLACE = Place("plans/responses.yaml", 61, 24, 15)
words = st.lists(st.text("abcé-.", min_size=1, max_size=9), min_size=1, max_size=30).map(" ".join)
line = st.text("ab {}:,漢", max_size=200).map(lambda text: f"x{text}x")


def _shown(block: Frame | Rewriting | Legend, width: int) -> list[str]:
    return drawn([[block]], Screen(width, is_ascii=False, is_styled=False)).splitlines()


def _letters(*texts: str) -> str:
    return re.sub(r"\s", "", "".join(texts))


@given(words, words, st.integers(60, 140))
def test_what_is_said_of_a_problem_goes_on_under_its_place(
    message: str, hint: str, width: int
) -> None:
    problem = Problem(PLACE, "code", message, hint)
    rows = _shown(Frame(problem, None), width)
    assert rows[0].startswith(f"{PLACE}: error:")
    assert all(row.startswith("     ") for row in rows[1:])
    assert max(map(cells, rows)) <= width
    assert _letters(*rows) == _letters(str(problem))


marks = st.lists(st.sampled_from([*MEANINGS]), unique=True, min_size=1)


@given(marks, st.sampled_from([28, 40, 60, 79, 80, 81, 140]))
def test_a_legend_fits(found: list[Mark], width: int) -> None:
    rows = _shown(legend_of(found), width)
    assert max(map(cells, rows)) <= width
    said = [text for mark in found for text in (mark.sign, MEANINGS[mark].legend)]
    assert _letters(*rows) == _letters(*said)


@given(line, words, st.integers(60, 140))
def test_a_rewritten_line_is_shown_to_its_end(text: str, hint: str, width: int) -> None:
    problem = Problem(PLACE, "code", "the promise was reworded", hint)
    rows = _shown(Rewriting(problem, ((61, "-", text), (61, "+", "b")), "by commit abc"), width)
    assert max(map(cells, rows)) <= width
    said = (str(PLACE), ": error:", problem.message, "61-", text, "61+b", hint, "(code)")
    assert _letters(*rows) == _letters(*said, "by commit abc")


@pytest.mark.parametrize("width", [20, 24])
def test_a_place_that_fills_the_line_stands_alone(width: int) -> None:
    rows = _shown(Frame(Problem(PLACE, "code", "too long"), None), width)
    assert rows == ["plans/responses.yaml:61:24: error:", "     too long (code)"]
