"""The draft: a plan as YAML, with comments on where each text came from, and the questions."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import NamedTuple

from stalkplan.edit.as_yaml import Fields, block, entry, indented
from stalkplan.edit.new_plan import schema_line
from stalkplan.imports.drafting.answers import Answer, Doubt, DraftAction
from stalkplan.imports.drafting.entries import Piece
from stalkplan.imports.phrases.headings import Role
from stalkplan.imports.phrases.text import fold
from stalkplan.record.choices import SchemaOf
from stalkplan.record.questions import comment_line, question_line
from stalkplan.verdict import words
from stalkplan.verdict.visible import visible

_WIDTH = 96
VERBATIM = frozenset({Role.POSITION, Role.ACTION, Role.UPDATE})
"""The draft has these as they are; all other words of the source become comments."""


class DraftQuestion(NamedTuple):
    """What a person has to decide: its number, on which line of the draft, and of which record.

    The line, from 1, is that of the key that it is about; the question stands above it. `asked` is
    the `text` as a question, with its place in the source.
    """

    number: int
    line: int
    name: str
    text: str
    asked: str


class PlanDraft(NamedTuple):
    """The text of a plan, and what a person has to decide."""

    text: str
    questions: Sequence[DraftQuestion]


class _DraftLine(NamedTuple):
    text: str
    name: str = ""
    doubts: Sequence[str] = ()
    places: Sequence[str] = ()

    @property
    def indentation(self) -> str:
        """The blanks in front."""
        return self.text[: len(self.text) - len(self.text.lstrip(" "))]


def draft_of(
    answers: Sequence[Answer],
    organisation: Mapping[str, str | Sequence[str]],
    source: str | None,
    headings: Iterable[Piece],
    file: str,
) -> PlanDraft:
    """Return the draft of a plan; `file` was read, and `source` is the address of the page."""
    lines = [
        _DraftLine(schema_line(SchemaOf.RESPONSES)),
        *_comment(f"A draft, read from {file}, in the words of the source; the comments say where "
                  "each text was, and what else was there. Answer what import asked: change the "
                  "line below a question or leave it, then delete the question."),
        *_headings(headings),
        _DraftLine("organisation:"),
        *map(_DraftLine, indented(block(organisation))),
        *map(_DraftLine, block({"source": source}) if source else ()),
        _DraftLine("responses:"),
    ]  # fmt: skip
    before: Sequence[Piece] = ()
    for answer in answers:
        own = " ".join(fold(piece.text) for piece in answer.asked)
        lines += _indented(_response(answer, "" if answer.asked == before else own))
        before = answer.asked
    return _with_questions(lines)


def _with_questions(lines: Iterable[_DraftLine]) -> PlanDraft:
    """Return the draft in which each question stands above the line that it is about."""
    written: list[str] = []
    questions: list[DraftQuestion] = []
    for line in lines:
        place = len(written) + len(line.doubts) + 1
        for doubt in line.doubts:
            number = len(questions) + 1
            asked = as_question(doubt, line.places)
            questions.append(DraftQuestion(number, place, line.name, doubt, asked))
            written.append(f"{line.indentation}{question_line(number, visible(asked))}")
        written.append(line.text)
    return PlanDraft("".join(f"{line}\n" for line in written), questions)


def as_question(doubt: str, places: Sequence[str]) -> str:
    """Return a doubt as a question, with its places in the source unless it names one itself."""
    if not places or _NAMES_PLACE.search(doubt):
        return f"{doubt}?"
    return f"{doubt}? ({words.listed(words.few(places, 'place'))})"


_NAMES_PLACE = re.compile(r"\b(?:table|row|paragraph) [0-9]")


def _headings(pieces: Iterable[Piece]) -> Iterator[_DraftLine]:
    """Yield a comment on the headings of each table; tables with the same ones share it."""
    by_place: dict[str, list[str]] = {}
    for piece in pieces:
        by_place.setdefault(piece.where or "labels", []).append(fold(piece.text))
    by_text: dict[str, list[str]] = {}
    for where, headings in by_place.items():
        by_text.setdefault(" | ".join(dict.fromkeys(headings)), []).append(where)
    for text, places in by_text.items():
        yield from _comment(f"{words.listed(places)}: {text}")


def _response(answer: Answer, asked: str) -> Iterator[_DraftLine]:
    recommendation = answer.recommendation
    theme = f"{recommendation.theme}, " if recommendation and recommendation.theme else ""
    yield from _comment(f"{theme}{words.listed(answer.places)}")
    if asked:
        yield from _comment(f"asked: {asked}")
    for piece in answer.pieces:
        if piece.role not in VERBATIM and fold(piece.text):
            yield from _comment(as_comment(piece))
    for remark in answer.remarks:
        yield from _comment(remark)
    if answer.is_asked:
        yield from _record(answer)
    else:
        for line in _record(answer):
            yield line._replace(text=f"# {line.text}")


def as_comment(piece: Piece) -> str:
    """Return a text of the source that has no place in the fields, with its label."""
    label = piece.heading.text if piece.heading else ""
    return f"{label.rstrip(':') or 'also'}: {fold(piece.text)}"


def _record(answer: Answer) -> Iterator[_DraftLine]:
    """Yield the lines of a response, each with the questions about it."""
    doubts = _Doubts(answer.ref, answer.doubts, answer.places)
    fields = _filled({
        "acceptance": answer.acceptance,
        "stated_deadline": answer.stated_deadline,
        "updates": answer.updates,
    })  # fmt: skip
    others = ["position", *fields, *(["actions"] if answer.actions else [])]
    yield doubts.line(entry({"ref": answer.ref})[0], "ref", others)
    if answer.position:
        yield from _field_lines({"position": answer.position}, doubts)
    else:
        yield doubts.line("  position:", "position")
    yield from _field_lines(fields, doubts)
    if answer.actions:
        yield doubts.line("  actions:", "actions")
        for action in answer.actions:
            yield from _indented(_action(action, answer.places), 4)


def _action(action: DraftAction, places: Sequence[str]) -> Iterator[_DraftLine]:
    doubts = _Doubts(action.id, action.doubts, places)
    if action.label:
        yield from _comment(f"after '{action.label}'")
    more: Fields = {
        "owner": action.owner,
        "promise": action.promise,
        "milestone": action.milestone,
        "updates": action.updates,
    }
    fields = {"summary": action.summary, **_filled(more)}
    yield doubts.line(entry({"id": action.id})[0], "id", fields)
    yield from _field_lines(fields, doubts)


def _filled(fields: Fields) -> Fields:
    return {key: value for key, value in fields.items() if value}


def _field_lines(fields: Fields, doubts: "_Doubts") -> Iterator[_DraftLine]:
    """Yield the lines of fields; the first line of each has the questions about it."""
    for key, value in fields.items():
        first, *more = indented(block({key: value}))
        yield doubts.line(first, key)
        yield from map(_DraftLine, more)


class _Doubts:
    """The questions of a record, by the field that they are about, with the record's places."""

    def __init__(self, name: str, doubts: Iterable[Doubt], places: Sequence[str]) -> None:
        self._name = name
        self._doubts = list(dict.fromkeys(doubts))
        self._places = places

    def line(self, text: str, key: str, others: Collection[str] = ()) -> _DraftLine:
        """Return a line with the questions about its field.

        With `others`, the fields that have lines of their own, it also gets the questions about
        fields that have none.
        """
        texts = [
            doubt.text
            for doubt in self._doubts
            if doubt.key == key or (others and doubt.key not in others)
        ]
        return _DraftLine(text, self._name, texts, self._places)


def _comment(text: str) -> Iterator[_DraftLine]:
    for line in _wrapped(visible(text).strip(" ")):
        yield _DraftLine(comment_line(line))


def _wrapped(text: str) -> Sequence[str]:
    if 0 < len(text) <= _WIDTH:
        return [text]
    return wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _indented(lines: Iterable[_DraftLine], by: int = 2) -> list[_DraftLine]:
    blanks = " " * by
    return [
        _DraftLine(f"{blanks}{text}", name, doubts, places) for text, name, doubts, places in lines
    ]
