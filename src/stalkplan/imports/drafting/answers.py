"""What is understood of a published plan: an answer to each requirement, and what stays open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from stalkplan.edit.as_yaml import Fields
from stalkplan.imports.drafting.entries import Entry, Piece
from stalkplan.imports.phrases.headings import Role
from stalkplan.imports.phrases.text import fold
from stalkplan.record.choices import Addressee
from stalkplan.record.model import Recommendation


class Doubt(NamedTuple):
    """A question to the person who takes the draft over, and the field that it is about."""

    key: str
    text: str


@dataclass
class DraftAction:
    """An action of an answer; `label` is what stood before it, as `ACTION 1.` does."""

    id: str
    summary: str
    label: str = ""
    owner: str = ""
    promise: Mapping[str, str] = field(default_factory=dict)
    milestone: str = ""
    updates: list[Fields] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


@dataclass
class Answer:
    """The answer to one requirement; `is_asked` is false of what the publication does not ask.

    `pieces` are all that stands for it in the source, `asked` the recommendation as it restates it;
    `remarks` are what could not be placed, for the comments.
    """

    ref: str
    pieces: Sequence[Piece]
    asked: Sequence[Piece]
    places: Sequence[str]
    recommendation: Recommendation | None = None
    is_asked: bool = True
    position: str = ""
    stated_deadline: str = ""
    actions: list[DraftAction] = field(default_factory=list)
    updates: list[Fields] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def texts(self, role: Role) -> list[Piece]:
        """Return the pieces of a role that say something."""
        return [piece for piece in self.pieces if piece.role is role and fold(piece.text)]

    def doubt(self, key: str, text: str) -> None:
        """Ask something about a field of the answer."""
        self.doubts.append(Doubt(key, text))


class AnsweredRef(NamedTuple):
    """The requirement that an entry is taken to answer, and the question that this leaves."""

    ref: str
    recommendation: Recommendation | None
    is_asked: bool
    doubt: str = ""


def to_requirements(
    entries: Iterable[Entry],
    recommendations: Iterable[Recommendation],
    answers_for: Iterable[Addressee],
) -> list[Answer]:
    """Return an answer, not understood yet, for each requirement that entries are about.

    They come in the publication's order; what it does not ask stands where its number belongs.
    """
    known = {recommendation.number: recommendation for recommendation in recommendations}
    wanted = set(answers_for)
    found: dict[str, list[tuple[Entry, AnsweredRef]]] = {}
    entries = list(entries)
    dotted = {entry.ref.number for entry in entries if entry.ref.part}
    seen: dict[int, int] = {}
    for entry in entries:
        number = entry.ref.number
        if not entry.ref.part:
            if number in dotted and not entry.pieces:
                continue  # the head of its requirements
            seen[number] = seen.get(number, 0) + 1
        limb = entry.ref.limb or seen.get(number, 0)
        target = _target(entry, known.get(str(number)), limb, wanted)
        found.setdefault(target.ref, []).append((entry, target))
    order = [requirement.ref for each in known.values() for requirement in each.required]
    answers = [_answer(ref, pairs) for ref, pairs in found.items()]
    return sorted(answers, key=lambda answer: _place(answer.ref, order))


def _target(
    entry: Entry, recommendation: Recommendation | None, limb: int, wanted: set[Addressee]
) -> AnsweredRef:
    name = entry.ref.name
    if recommendation is None:
        told = f"recommendation {entry.ref.number} is not in recommendations.yaml"
        return AnsweredRef(name, None, is_asked=False, doubt=f"{told}: what does it ask")
    if not wanted & set(recommendation.addressed_to):
        told = (
            f"recommendation {entry.ref.number} is made to {', '.join(recommendation.addressed_to)}"
        )
        return AnsweredRef(
            name, recommendation, is_asked=False, doubt=f"{told}: is it for this plan"
        )
    refs = [requirement.ref for requirement in recommendation.required]
    if name in refs:
        return AnsweredRef(name, recommendation, is_asked=True)
    if entry.ref.part:
        told = f"{name} is no requirement in recommendations.yaml, which has {' and '.join(refs)}"
        return AnsweredRef(name, recommendation, is_asked=False, doubt=f"{told}: what does it ask")
    if len(refs) == 1:
        return AnsweredRef(refs[0], recommendation, is_asked=True)
    ref = refs[min(limb, len(refs)) - 1]
    told = f"the source answers {entry.ref.shown or name}, which has {' and '.join(refs)}"
    return AnsweredRef(
        ref, recommendation, is_asked=True, doubt=f"{told}: to which does this belong"
    )


def _answer(ref: str, pairs: Sequence[tuple[Entry, AnsweredRef]]) -> Answer:
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
    told = [entry for entry in entries if entry.pieces]
    if len(told) > 1:
        places = " and ".join(entry.where for entry in told)
        answer.doubt("ref", f"it stands in {places}: is it one answer")
    for entry in entries:
        for text in entry.doubts:
            answer.doubt("ref", text)
        if entry.shared:
            others = ", ".join(other.name for other in entry.shared)
            answer.doubt(
                "position", f"{others} has the same answer in {entry.where}: is it for both"
            )
    return answer


def _place(ref: str, order: Sequence[str]) -> tuple[int, int]:
    number, _, part = ref.partition(".")
    if ref in order:
        return int(number), order.index(ref)
    return int(number), int(part or 0) if part and int(part) else 0
