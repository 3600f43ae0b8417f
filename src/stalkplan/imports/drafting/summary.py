"""What import says of its reading: refs found and missing, what was not used, the questions."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from stalkplan.imports.drafting.answers import Answer
from stalkplan.imports.drafting.draft import DraftQuestion
from stalkplan.imports.drafting.entries import Piece
from stalkplan.imports.phrases.headings import Role
from stalkplan.imports.phrases.text import fold
from stalkplan.verdict import words


def told(
    answers: Sequence[Answer],
    expected: Sequence[str],
    unused: Sequence[Piece],
    preface: Sequence[Piece],
    questions: Sequence[DraftQuestion],
    notes: Sequence[str],
) -> Iterator[str]:
    """Yield the lines; `expected` are the refs that the organisation answers for.

    The longest list, what a person has to decide, stands last.
    """
    found = [answer.ref for answer in answers]
    blank = [answer.ref for answer in answers if not answer.position]
    missing = [ref for ref in expected if ref not in found]
    yield from notes
    yield f"refs found: {len(found)}"
    yield from _listed(found)
    if blank:
        yield f"found blank: {len(blank)}"
        yield from _listed(blank)
    if missing:
        yield f"asked, and not found: {len(missing)}"
        yield from _listed(missing)
    if preface:
        yield f"taken for what surrounds the plan: {words.count(len(preface), 'text')} before it"
    if unused:
        yield f"not used: {words.count(len(unused), 'text')}"
        places: dict[str, list[str]] = {}
        for piece in unused:
            known = piece.heading if piece.role is Role.OTHER else None
            label = f"{known.text.rstrip(':')}: " if known else ""
            places.setdefault(piece.where, []).append(f"{label}{fold(piece.text)}")
        for where, texts in places.items():
            yield f"  {where}: {' | '.join(texts)}"
    if questions:
        yield f"questions: {len(questions)}"
        for question in questions:
            yield f"  line {question.line}: {question.name}: {question.text}?"


def _listed(refs: Sequence[str]) -> Iterator[str]:
    for line in wrap("  ".join(refs), 78):
        yield f"  {line}"
