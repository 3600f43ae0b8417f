"""What stands where an answer should and is none: asks, addressees, headings, broken cells."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from stalkplan.imports.drafting.answers import Answer
from stalkplan.imports.drafting.entries import Piece
from stalkplan.imports.phrases.acceptance import acceptance_in
from stalkplan.imports.phrases.asks import (
    AskedText,
    asked_texts,
    is_addressing,
    is_ask,
    is_ask_of_forces,
    may_be_ask,
    restates,
)
from stalkplan.imports.phrases.cells import CellLook, look_of
from stalkplan.imports.phrases.headings import Role, heading_of
from stalkplan.imports.phrases.text import fold, letters_only, sentences, shortened
from stalkplan.record.model import Recommendation

_BROKEN = re.compile(
    r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA|BLOCKED!)"
    r"|[0-9][0-9.,%]*|#{3,}|(?:Err|Error):?\s?[0-9]{3}|=.+"
)
"""A figure alone, and what a spreadsheet has for no value: an error, a formula, narrow columns."""

_MOST_COMPARED = 60
_MOST_OWN = 20
"""Texts of a source that an answer is compared with, of all answers and of its own."""


NOT_SEPARATE = "the answer cannot be separated from what is asked: is it in the comment above"
"""A question where an answer may be in a text that is no answer."""


def set_aside(answers: Sequence[Answer], recommendations: Iterable[Recommendation]) -> None:
    """Make comments of texts that are no answers, and ask where one of them may be."""
    published = [
        text
        for recommendation in recommendations
        for text in (
            recommendation.summary,
            *(requirement.summary for requirement in recommendation.required),
        )
        if text
    ]
    restated = [piece.text for answer in answers for piece in answer.asked]
    known = asked_texts([*published, *restated[:_MOST_COMPARED]])
    for answer in answers:
        own = asked_texts(piece.text for piece in answer.asked[:_MOST_OWN])
        asked = [*own, *known]
        answer.pieces = [
            each for piece in answer.pieces for each in _sorted_out(answer, piece, asked)
        ]
        _fill_in_acceptance(answer)
        _ask_where_hidden(answer)


def _sorted_out(answer: Answer, piece: Piece, asked: Sequence[AskedText]) -> Iterator[Piece]:
    """Yield a piece, or the part of it that is no answer as a comment and the rest."""
    text = fold(piece.text)
    is_answer = piece.role in (Role.POSITION, Role.ACTION)
    if _BROKEN.fullmatch(text) and (is_answer or not text[0].isdigit()):
        label = f" under '{piece.heading.text.rstrip(':')}'" if piece.heading else ""
        answer.doubt("position", f"'{shortened(text)}' is{label} in {piece.where}: what is meant")
        answer.may_hide_answer |= is_answer
        yield piece._replace(role=None)
    elif piece.role is Role.POSITION and look_of(text) is CellLook.NOTHING and letters_only(text):
        answer.doubt("position", f"'{text}' says nothing: is there an answer")
        answer.may_hide_answer = True
        yield piece._replace(role=None)
    elif piece.role is Role.POSITION and _is_addressee_or_heading(piece):
        yield piece._replace(role=None, heading=None)
    elif _is_asked(piece, text, asked):
        _ask(answer, text)
        yield piece._replace(role=None, heading=None)
    elif piece.role is Role.POSITION and (leading := _asks_before(text, asked)):
        rest = text[len(leading) :].strip()
        own = piece._replace(role=Role.RECOMMENDATION, heading=None, text=leading)
        answer.asked = [*answer.asked, own]
        yield piece._replace(text=rest)
    else:
        yield piece


def _is_addressee_or_heading(piece: Piece) -> bool:
    is_heading = piece.heading is None and heading_of(piece.text) is not None
    return is_heading or is_addressing(piece.text)


def _is_asked(piece: Piece, text: str, asked: Sequence[AskedText]) -> bool:
    """Whether a text that stands for an answer or an action is what is asked.

    What is done next is often put as an order by a day, so only a line without a label can be taken
    for an ask by that.
    """
    if piece.role is Role.ACTION:
        return is_ask_of_forces(text) or restates(text, asked)
    if piece.role is not Role.POSITION:
        return False
    by_its_form = may_be_ask(text) or (piece.heading is None and is_ask(text))
    return by_its_form or restates(text, asked)


def _asks_before(text: str, asked: Sequence[AskedText]) -> str:
    """Return the sentences with which an answer repeats what is asked, before its own."""
    parts = sentences(text)
    if len(parts) < 2:
        return ""
    leading = list(takewhile(lambda part: is_ask_of_forces(part) or restates(part, asked), parts))
    if not leading:
        return ""
    end = text.index(leading[-1], sum(map(len, leading[:-1]))) + len(leading[-1])
    return text[:end]


def _ask(answer: Answer, text: str) -> None:
    answer.may_hide_answer = True
    answer.doubt("position", f"'{shortened(text)}' reads as what is asked: is it the answer")


def _fill_in_acceptance(answer: Answer) -> None:
    """Fill in the acceptance in its column, else that with which the answer begins.

    Ask where it says yes and no, and where the column says neither.
    """
    for piece in answer.texts(Role.ACCEPTANCE):
        shown = fold(piece.text)
        stated = acceptance_in(shown)
        answer.acceptance = stated.acceptance or ""
        if not stated.acceptance:
            label = piece.heading.text if piece.heading else ""
            answer.doubt("position", f"'{shortened(shown)}' is under '{label}': is it accepted")
        return
    texts = [fold(piece.text) for piece in answer.texts(Role.POSITION)]
    text = " ".join(each if each[-1] in ".!?;:," else f"{each}." for each in texts)
    stated = acceptance_in(text)
    answer.acceptance = stated.acceptance or ""
    if stated.doubt:
        answer.doubt("position", stated.doubt)


def _ask_where_hidden(answer: Answer) -> None:
    """Ask about an answer without a text, where a line with an unknown heading may be it."""
    if answer.texts(Role.POSITION) or answer.texts(Role.ACTION):
        return
    hidden = [piece for piece in answer.pieces if fold(piece.text) and _may_hide_it(piece)]
    is_known = answer.may_hide_answer
    answer.may_hide_answer = is_known or bool(hidden)
    if hidden and answer.is_asked and not is_known:
        answer.doubt("position", NOT_SEPARATE)


def _may_hide_it(piece: Piece) -> bool:
    """Whether a text is a line of which no label says that it is what is asked."""
    is_line = piece.where.startswith("paragraph")
    is_told = piece.role is Role.REQUIREMENT and piece.heading is not None
    return is_line and piece.role in (Role.OTHER, Role.REQUIREMENT) and not is_told
