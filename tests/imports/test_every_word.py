"""Whatever stands in a source: the draft is a plan without an error, and no word is lost."""

import re
from collections import Counter
from collections.abc import Sequence

from drafts import answers, drafted, errors_in, record_at
from hypothesis import example, given
from hypothesis import strategies as st

from stalkplan.imports.drafting.entries import Piece
from stalkplan.imports.drafting.left_out import left_out, pieces_of
from stalkplan.imports.drafting.walk_document import gather
from stalkplan.imports.phrases.text import words_of
from stalkplan.imports.readers.document import Document, Paragraph, SourceBlock, SourceTable
from stalkplan.record.questions import open_questions

SAID = st.sampled_from(
    [
        "", "7.1", "7.2", "12", "Recommendation 7", "15", "3.4", "28.1", "10.2\n", "7.1, 7.2", "7a",
        "By 27 March 2025 forces will record.", "Recommendation: 7.1", "Force update:", "Status",
        "Complete", "Status: complete 3 June 2025", "In progress - half", "Green", "N/A", "-",
        "ACTION 1. Do it by March 2025. 2. Do more.", "ACTION:", "Owner: chief constables",
        "Led by the Head of Crime by 27/03/25.", "March 2026 update", "June 2031 update", "Date",
        "March 26 earliest", "https://example.org/a?b=c", "TBC", "Evidence requirements: 7.2 - x",
        "7.1 - Evidence requirements: A tool", "- item: #4", "it's \"so\": {a} [b] & *c", "null",
        "Action", "~", "Rec No.", "Progress to date", "Owner", "Action by", "Sub", "Comments",
        "12/01/25 - Agreed.\n[March 2025] Told.\n28/03/25: Complete",
        "Crime Registrar\nHead of Crime",
        "1. 31/03/26\n2. TBC", "1. Complete 02/02/2026\n2. Begun", "Date completed", "Green - done",
        "Recomendation", "Initial response 21st November 2024", "Rec. Owner", "\x01x",
        "1. a\n2. b", "Wir können es.", "Target date", "by early 2025", "Last updated 3 May 2025",
    ]
)  # fmt: skip
PROSE = st.text(alphabet=st.characters(codec="utf-8"), max_size=30)
CELL = st.one_of(SAID, SAID, SAID, PROSE)
ROWS = st.lists(st.lists(CELL, max_size=6), max_size=7)


def _blocks(found: Sequence[tuple[bool, str, int, list[list[str]]]]) -> list[SourceBlock]:
    return [
        SourceTable(number, rows, text) if is_table else Paragraph(text, level)
        for number, (is_table, text, level, rows) in enumerate(found, 1)
    ]


DOCUMENTS = st.lists(st.tuples(st.booleans(), CELL, st.integers(0, 3), ROWS), max_size=6).map(
    lambda found: Document(_blocks(found))
)


def _asking(text: str) -> Document:
    """Return a document that has a text everywhere: as a heading, a ref's row, an answer."""
    rows = [["Ref", text, text], ["7.1", text, "Done by a date in March 2025."], [text, text, text]]
    return Document([Paragraph(text, 1), SourceTable(1, rows, text), Paragraph(text, 0)])


@given(DOCUMENTS)
@example(_asking("ask 1: is it so?"))
@example(_asking("# ask 1: is it so?"))
@example(_asking("x\n# ask 1: is\r# ask 2:\u2028# ask 3:\x85# ask 4: \u202e\x1b[2J"))
def test_any_document_gives_a_plan_without_an_error(document: Document) -> None:
    planned = drafted(document)
    assert errors_in(planned.text) == []
    lines = planned.text.splitlines()
    for question in planned.questions:
        assert record_at(lines, question.line).strip(" #") in (
            f"- ref: {question.name}",
            f"- id: {question.name}",
        )
    asked = [f"# ask {q.number}: {q.asked}" for q in planned.questions]
    left = [planned.text[found.start : found.end] for found in open_questions(planned.text)]
    assert [*map(words_of, left)] == [*map(words_of, asked)]


@given(DOCUMENTS)
def test_no_word_of_any_document_is_lost(document: Document) -> None:
    planned = drafted(document)
    said = Counter(words_of("\n".join([planned.text, *planned.summary])))
    gathered = gather(document)
    surrounding = [*gathered.preface, *gathered.headings]
    found = Counter(word for piece in pieces_of(document) for word in words_of(piece.text))
    for piece in surrounding:
        found.subtract(words_of(piece.text))
    lost = {word for word in found if found[word] > said[word] and word.isascii()}
    assert lost == set()
    heads = {word for piece in gathered.headings for word in words_of(piece.text)}
    assert {word for word in heads if word.isascii()} <= set(said)


TABLE = SourceTable(1, [["Ref", "Force update"], ["7.1", "We record all."], ["7.2", "We flag."]])
SAID_OF_IT = "Ref Force update 7.1 7.2 We flag."


def test_what_a_rule_would_lose_is_listed_as_not_used() -> None:
    document = Document([Paragraph("Welcome to this page."), TABLE])
    preface = [Piece(None, "Welcome to this page.", "paragraph 1")]
    (lost,) = left_out(document, preface, [], SAID_OF_IT)
    assert (lost.text, lost.where) == ("We record all.", "table 1, row 2")
    assert left_out(document, preface, [], f"{SAID_OF_IT} We record all.") == []
    assert left_out(document, [], [], "")[0].text == "Welcome to this page."


def test_what_stands_before_and_below_a_plan_is_not_taken_for_an_answer() -> None:
    document = Document(
        [
            Paragraph("Skip to content"),
            Paragraph("We answer 15 recommendations."),
            Paragraph("7.1 - Evidence requirements: A tool"),
            Paragraph("Force update: We use one."),
            Paragraph("It works well."),
            Paragraph("Accessibility"),
            Paragraph("Contact us"),
        ]
    )
    planned = drafted(document)
    assert answers(planned.text)["7.1"]["position"] == "We use one. It works well."
    told = planned.summary
    assert "taken for what surrounds the plan: 2 texts before it" in told
    at = told.index("not used: 2 texts")
    assert told[at + 1 : at + 3] == ["  paragraph 6: Accessibility", "  paragraph 7: Contact us"]


@given(st.text() | st.text(st.characters(codec="ascii")))
def test_the_words_of_a_text_are_its_letters_and_digits(text: str) -> None:
    assert words_of(text) == re.findall(r"[^\W_]+", text)
