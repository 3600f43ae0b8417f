"""The answers in a published plan, one for each requirement, and the questions they leave."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from stalkplan.edit.as_yaml import Fields
from stalkplan.imports.drafting.entries import Entry, Piece
from stalkplan.imports.phrases.headings import Role
from stalkplan.imports.phrases.text import fold
from stalkplan.record.choices import Status
from stalkplan.record.model import Recommendation
from stalkplan.verdict import words


class Doubt(NamedTuple):
    """A question to the person who goes on with the draft, and the field that it is about.

    With `holds` what the draft says is true whatever the answer: it could only say more. `status`
    is the one that it is about, if nothing else is open.
    """

    key: str
    text: str
    holds: bool = False
    status: Status | None = None


@dataclass
class DraftAction:
    """An action of an answer; `label` is what the source has before it, such as `ACTION 1.`.

    `pieces` are the cells of its own row, or its part of a list in one.
    """

    id: str
    summary: str
    label: str = ""
    pieces: list[Piece] = field(default_factory=list)
    owner: str = ""
    promise: Mapping[str, str] = field(default_factory=dict)
    milestone: str = ""
    updates: list[Fields] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


@dataclass
class Answer:
    """The answer to one requirement; `is_asked` is false if the publication does not ask for it.

    `pieces` are all its texts in the source, `asked` the recommendation as the source restates it.
    `loose` are the pieces that are of no single action. `remarks` are comments in the draft: texts
    that have no place in its fields. `may_hide_answer` says that a text which became a comment may
    be the answer, so it is not blank for certain.
    """

    ref: str
    pieces: Sequence[Piece]
    asked: Sequence[Piece]
    places: Sequence[str]
    recommendation: Recommendation | None = None
    is_asked: bool = True
    position: str = ""
    acceptance: str = ""
    stated_deadline: str = ""
    actions: list[DraftAction] = field(default_factory=list)
    loose: list[Piece] = field(default_factory=list)
    updates: list[Fields] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    may_hide_answer: bool = False

    def texts(self, role: Role) -> list[Piece]:
        """Return the pieces of a role that are not empty."""
        return [piece for piece in self.pieces if piece.role is role and fold(piece.text)]

    def doubt(self, key: str, text: str) -> None:
        """Ask a question about a field of the answer."""
        self.doubts.append(Doubt(key, text))


class AnsweredRef(NamedTuple):
    """The requirement that an entry is taken to answer, and the question that this leaves."""

    ref: str
    recommendation: Recommendation | None
    is_asked: bool
    doubt: str = ""


def to_requirements(
    entries: Sequence[Entry],
    recommendations: Iterable[Recommendation],
    wanted: AbstractSet[str],
) -> list[Answer]:
    """Return an answer, not understood yet, for each requirement that an entry is about.

    They come in the publication's order. One that it does not ask of those that are `wanted`, whom
    the plan answers for, is put by its number.
    """
    known = {recommendation.number: recommendation for recommendation in recommendations}
    by_ref: dict[str, list[tuple[Entry, AnsweredRef]]] = {}
    has_more = {entry.ref.number for entry in entries if entry.ref.part or entry.pieces}
    answered: Counter[int] = Counter()
    for entry in entries:
        number = entry.ref.number
        if not entry.ref.part:
            if number in has_more and not entry.pieces:
                continue  # only the heading above its requirements, or a line of the contents
            answered[number] += 1
        is_row = any(piece.row for piece in entry.pieces)  # it repeats the ref for each action
        limb = entry.ref.limb or (1 if is_row else answered[number])
        target = _target(entry, known.get(str(number)), limb, wanted)
        by_ref.setdefault(target.ref, []).append((entry, target))
    order = [requirement.ref for each in known.values() for requirement in each.required]
    answers = [_answer(ref, pairs) for ref, pairs in by_ref.items()]
    return sorted(answers, key=lambda answer: _position(answer.ref, order))


def _target(
    entry: Entry, recommendation: Recommendation | None, limb: int, wanted: AbstractSet[str]
) -> AnsweredRef:
    """Return what an entry answers; `limb`, from 1, says which requirement of a recommendation."""
    name, number = entry.ref.name, entry.ref.number
    if recommendation is None:
        doubt = f"recommendation {number} is not in recommendations.yaml: what does it ask"
        return AnsweredRef(name, None, is_asked=False, doubt=doubt)
    made_to = {each.ref: recommendation.addressees_of(each) for each in recommendation.required}
    refs = [ref for ref, addressees in made_to.items() if wanted & {*addressees}]
    if name in refs:
        return AnsweredRef(name, recommendation, is_asked=True)
    if not refs or name in made_to:
        addressees = ", ".join(made_to.get(name, recommendation.addressed_to))
        made = name if name in made_to and refs else f"recommendation {number}"
        doubt = f"{made} is made to {addressees}: is it for this plan"
        return AnsweredRef(name, recommendation, is_asked=False, doubt=doubt)
    if entry.ref.part:
        which = f"{name} is no requirement in recommendations.yaml, which has"
        doubt = f"{which} {' and '.join(made_to)}: what does it ask"
        return AnsweredRef(name, recommendation, is_asked=False, doubt=doubt)
    if len(refs) == 1:
        return AnsweredRef(refs[0], recommendation, is_asked=True)
    ref = refs[min(limb, len(refs)) - 1]
    which = f"the source answers {entry.ref.shown or name}, which has {' and '.join(refs)}"
    doubt = f"{which}: to which does this belong"
    return AnsweredRef(ref, recommendation, is_asked=True, doubt=doubt)


def _answer(ref: str, pairs: Sequence[tuple[Entry, AnsweredRef]]) -> Answer:
    """Return the answer that several entries make together, with the questions about its ref."""
    entries = [entry for entry, _ in pairs]
    target = pairs[0][1]
    asked = {fold(piece.text): piece for entry in entries for piece in entry.asked}
    answer = Answer(
        ref,
        [piece for entry in entries for piece in entry.pieces],
        list(asked.values()),
        list(dict.fromkeys(entry.where for entry in entries)),
        target.recommendation,
        target.is_asked,
    )
    for text in dict.fromkeys(target.doubt for _, target in pairs if target.doubt):
        answer.doubt("ref", text)
    places = [entry.where for entry in entries if entry.pieces]
    if len(places) > 1 and not _is_of_actions(entries):
        answer.doubt(
            "ref", f"it is in {' and '.join(words.few(places, 'place'))}: is it one answer"
        )
    for entry in entries:
        for text in entry.doubts:
            answer.doubt("ref", text)
        if entry.shared:
            others = ", ".join(other.name for other in entry.shared)
            answer.doubt(
                "position", f"{others} has the same answer in {entry.where}: is it for both"
            )
    return answer


def _is_of_actions(entries: Sequence[Entry]) -> bool:
    """Whether the rows of a table repeat a ref for each of its actions, with one answer at most."""
    filled = [entry for entry in entries if entry.pieces]
    said = {fold(piece.text) for entry in filled for piece in entry.texts(Role.POSITION)}
    acting = [entry for entry in filled if entry.texts(Role.ACTION)]
    are_rows = all(piece.row for entry in filled for piece in entry.pieces)
    return are_rows and len(said) <= 1 and len(acting) >= len(filled) - 1


def _position(ref: str, order: Sequence[str]) -> tuple[int, int]:
    """Return where an answer comes: by its number, then as the publication lists it."""
    number, _, part = ref.partition(".")
    return int(number), order.index(ref) if ref in order else int(part or 0)
