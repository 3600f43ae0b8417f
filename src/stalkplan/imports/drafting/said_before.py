"""Whether a plan has all that an edition says of a ref already: in its fields, or in comments."""

from collections.abc import Iterator, Mapping

from stalkplan.imports.drafting.answers import Answer
from stalkplan.imports.drafting.draft import VERBATIM, as_comment
from stalkplan.imports.drafting.entries import Piece
from stalkplan.imports.phrases.actions import actions_in, split_off
from stalkplan.imports.phrases.dated_lines import dated_lines
from stalkplan.imports.phrases.headings import Role
from stalkplan.imports.phrases.text import fold
from stalkplan.record.nodes import ends, inside
from stalkplan.record.problems import body_of
from stalkplan.record.yaml import compose
from stalkplan.verdict.same_text import letters


def said_by_ref(text: str) -> Mapping[str, str]:
    """Return the letters of all that a plan has under each ref, with the comments above it."""
    return {ref: letters(part) for ref, part in _parts(body_of(text))}


def _parts(body: str) -> Iterator[tuple[str, str]]:
    plan = compose(body)
    responses = inside(plan).get("responses")
    if responses is None or not isinstance(responses.value, list):
        return
    begin = plan.keys["responses"].end
    for record in responses.value:
        end = max(ends(body, record))
        ref = inside(record).get("ref")
        if ref and isinstance(ref.value, str):
            yield ref.value, body[begin:end]
        begin = end


def is_said_before(answer: Answer, said: str) -> bool:
    """Whether all texts of an answer are there, those that are comments in their order."""
    if letters(f"ref: {answer.ref}") not in said:
        return False
    in_fields = in_comments = 0  # where the last one ends: most stand in their order
    for piece in answer.pieces:
        if not fold(piece.text):
            continue
        if piece.role not in VERBATIM:
            text = letters(as_comment(piece))
            found = said.find(text, in_comments)
            in_comments = found + len(text)
            if found < 0:
                return False
        for text in map(letters, _in_fields(piece)):
            found = said.find(text, in_fields)
            found = said.find(text) if found < 0 else found
            in_fields = found + len(text)
            if found < 0:
                return False
    return True


def _in_fields(piece: Piece) -> Iterator[str]:
    """Yield the texts that a piece gives to fields: of an answer, of actions, of updates."""
    actions = piece.text if piece.role is Role.ACTION else ""
    if piece.role is Role.POSITION:
        position, actions = split_off(piece.text)
        yield position
    elif piece.role is Role.UPDATE:
        lines = dated_lines(piece.text)
        yield from (line.text for line in lines) if lines else (piece.text,)
    if actions:
        yield from (action.text for action in actions_in(actions))
