"""Decides to which answer a line or a row belongs: they come in one by one, entries come out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from stalkplan.imports.drafting.entries import Entry, Piece
from stalkplan.imports.phrases.headings import Heading, Role, heading_of, label_of
from stalkplan.imports.phrases.refs import (
    PlanRef,
    ref_at_start,
    ref_of_heading,
    ref_on_own_line,
    refs_of_cell,
)
from stalkplan.imports.phrases.statuses import status_of
from stalkplan.imports.phrases.text import fold

_RESTATED = (Role.RECOMMENDATION, Role.REQUIREMENT)
"""What the publication asks, as a plan repeats it."""

_HOLDS_REFS = (*_RESTATED, Role.NUMBER)
_BEGINS_ONE = (Role.RECOMMENDATION, Role.NUMBER)
"""Labels that begin the next recommendation."""

_MAY_GO_ON = (*_RESTATED, Role.POSITION, Role.ACTION, Role.UPDATE)
"""A line without a label goes on with one of these. A status, say, is one line."""


@dataclass
class Gathered:
    """What a document holds: the entries in its order, and the texts that belong to none.

    `preface` has the texts before the plan begins, `unused` those in it. `headings` are the
    headings, labels and refs as the plan writes them; `notes` say how a table was read.
    """

    entries: list[Entry] = field(default_factory=list)
    preface: list[Piece] = field(default_factory=list)
    unused: list[Piece] = field(default_factory=list)
    headings: list[Piece] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    has_begun: bool = False

    def leave(self, pieces: Iterable[Piece]) -> None:
        """Put pieces aside that belong to no entry."""
        (self.unused if self.has_begun else self.preface).extend(pieces)

    def add_heading(self, text: str, where: str = "") -> None:
        """Remember a heading, a label or a ref as the plan writes it."""
        self.headings.append(Piece(None, text, where))


@dataclass
class _KnownRecommendation:
    """The recommendation that the next line is about; its `number` is 0 where that is unknown.

    `section` is the number in the heading above, 0 without one. A row of the section may be about
    another number, until its table ends. `asked` is the text that the plan repeats.
    """

    number: int = 0
    section: int = 0
    asked: list[Piece] = field(default_factory=list)


class _LabelAbove(NamedTuple):
    """What the next line without a label of its own is, and the label above it."""

    role: Role | None = None
    heading: Heading | None = None


class EntryBuilder:
    """Takes the rows and lines of a document in their order, and puts each into an entry.

    At any time one entry may be open, to which the next line belongs, and one recommendation is
    known, or a recommendation waits: the plan has its text, and the ref comes on a later line.
    """

    def __init__(self) -> None:
        self.gathered = Gathered()
        self._recommendation = _KnownRecommendation()
        self._waiting: list[Piece] = []
        self._entry: Entry | None = None
        self._unlabelled: list[Piece] = []  # the last lines of the open entry
        self._label = _LabelAbove()

    @property
    def is_waiting_for_ref(self) -> bool:
        """Whether a recommendation came without its ref."""
        return bool(self._waiting)

    def add_row(self, pieces: Iterable[Piece], where: str) -> None:
        """Take one row of a table."""
        refs, pieces = _with_refs([piece for piece in pieces if fold(piece.text)])
        roles = {piece.role for piece in pieces}
        if refs:
            self._begin_entries(refs, pieces, where)
        elif roles == {Role.RECOMMENDATION}:
            self._wait_for_ref(pieces)
        elif Role.NUMBER in roles:
            self.gathered.leave(pieces)  # the column of refs holds something else
        elif self._entry and roles.isdisjoint(_RESTATED):
            for entry in self.gathered.entries[-1 - len(self._entry.shared) :]:
                entry.pieces += pieces
        elif self._recommendation.number and pieces:
            self._begin_entries([PlanRef(self._recommendation.number)], pieces, where)
        else:
            self.gathered.leave(pieces)

    def add_lines(self, text: str, level: int, where: str) -> None:
        """Take a paragraph, or a row of a single cell. Only its first line can be a heading."""
        for line in text.split("\n"):
            if line.strip():
                self._add_line(line.strip(), level, where)
                level = 0

    def add_labelled(self, label: Heading, text: str, where: str) -> None:
        """Take a text with its label, such as `Force update:`. The text may be empty."""
        self.gathered.add_heading(label.text)
        piece = Piece(label.role, text, where, label)
        refs, pieces = _with_refs([piece])
        if refs and not self._is_open(refs):
            if label.role in _BEGINS_ONE:
                self._leave_waiting()
            self._begin_entries(refs, pieces, where)
        elif label.role in _BEGINS_ONE:
            self._add_recommendation(piece)
        else:
            if label.role is Role.UPDATE and not self._has_answer():
                piece = piece._replace(role=Role.POSITION)
            self._add(piece)
        self._label = _LabelAbove(piece.role, label)
        self._unlabelled = []

    def end_table(self) -> None:
        """End a table or a section: what follows belongs to none of its rows."""
        self._leave_waiting()
        self._entry, self._label = None, _LabelAbove()
        if self._recommendation.number != self._recommendation.section:
            self._recommendation = _KnownRecommendation(section=self._recommendation.section)

    def finish(self) -> Gathered:
        """End the document. Short last lines are the links below a page, and no answer."""
        below: list[Piece] = []
        while self._entry and self._unlabelled and _is_below_page(self._unlabelled[-1].text):
            self._entry.pieces.remove(self._unlabelled[-1])
            below.append(self._unlabelled.pop())
        self.gathered.unused += reversed(below)
        self.end_table()
        return self.gathered

    def _add_line(self, text: str, level: int, where: str) -> None:
        ref_first = ref_of_heading(text) if level else ref_at_start(text)
        if ref_first and (level or _is_about_ref(*ref_first)):
            self._add_line_with_ref(*ref_first, level, where)
            return
        if labelled := self._labelled(text, level):
            self.add_labelled(*labelled, where)
            return
        piece = Piece(self._label.role, text, where, self._label.heading)
        if level:
            self._add_heading(piece, level)
        else:
            self._add_text(piece)

    def _add_heading(self, piece: Piece, level: int) -> None:
        """Take a heading without a ref or a known label: it ends a section, or parts an answer."""
        if self._entry and level > self._entry.level > 0:
            self._add(piece)
        else:
            self.end_table()
            self._recommendation = _KnownRecommendation()
            self.gathered.leave([piece])

    def _add_text(self, piece: Piece) -> None:
        """Take a line that is no heading and has no label: it goes on from the lines before it."""
        recommendation = self._recommendation
        if self._entry and piece.role in _MAY_GO_ON:
            self._entry.pieces.append(piece)
            self._unlabelled.append(piece)
        elif recommendation.number and piece.role is Role.RECOMMENDATION:
            if recommendation.asked:
                self._add(piece._replace(role=Role.POSITION))
            else:
                recommendation.asked = [piece]
        elif self._waiting and piece.role in _RESTATED:
            self._waiting.append(piece)
        else:
            self.gathered.leave([piece])

    def _labelled(self, text: str, level: int) -> tuple[Heading, str] | None:
        """Return the label of a line and the text behind it, if the line has one.

        Outside an entry only a label that begins a recommendation counts.
        """
        is_in_plan = bool(self._entry or self._recommendation.number)
        labelled = label_of(text)
        if labelled and (is_in_plan or labelled[0].role in _BEGINS_ONE):
            return labelled
        bare = heading_of(text) if is_in_plan and (level or _is_short(text)) else None
        return (bare, "") if bare else None

    def _add_line_with_ref(self, ref: PlanRef, rest: str, level: int, where: str) -> None:
        self.gathered.has_begun = True
        self.gathered.add_heading(ref.shown)
        if ref.part:
            self._add_requirement(ref, rest, level, where)
            return
        self._leave_waiting()
        self._recommendation = _KnownRecommendation(ref.number, section=ref.number)
        self._entry, self._label = None, _LabelAbove(Role.RECOMMENDATION)
        if labelled := label_of(rest):
            self.add_labelled(*labelled, where)
        elif rest:
            self._recommendation.asked = [Piece(Role.RECOMMENDATION, rest, where)]

    def _add_requirement(self, ref: PlanRef, rest: str, level: int, where: str) -> None:
        """Begin the entry of a line such as `7.1 - Evidence requirements: ...`.

        The next line is the answer, unless the line says that the requirement comes first.
        """
        self._begin_entries([ref], [], where, level)
        before_ref = heading_of(ref.shown.rstrip("0123456789. "))
        is_next = before_ref is not None and before_ref.role is Role.REQUIREMENT
        self._label = _LabelAbove(Role.REQUIREMENT if is_next else Role.POSITION)
        if labelled := label_of(rest):
            self.add_labelled(*labelled, where)
            if labelled[0].role in _RESTATED:
                self._label = self._label._replace(role=Role.POSITION)
        elif rest:
            self._add(Piece(Role.REQUIREMENT, rest, where))

    def _is_open(self, refs: Sequence[PlanRef]) -> bool:
        """Whether the open entry is that of these refs."""
        return self._entry is not None and [ref.name for ref in refs] == [self._entry.ref.name]

    def _has_answer(self) -> bool:
        return self._entry is not None and bool(self._entry.texts(Role.POSITION, Role.UPDATE))

    def _add_recommendation(self, piece: Piece) -> None:
        """Take the text of a recommendation without a ref: of the open entry, else of the next."""
        entry = self._entry
        if entry is None or any(each.role not in _HOLDS_REFS for each in entry.pieces):
            self._wait_for_ref([piece])
            self._recommendation.number = self._recommendation.section
        else:
            entry.asked.append(piece)

    def _add(self, piece: Piece) -> None:
        """Put a piece into the open entry, or into a new one for the known recommendation."""
        self.gathered.has_begun = True
        if self._entry is None and self._recommendation.number:
            self._begin_entries([PlanRef(self._recommendation.number)], [], piece.where)
        if self._entry is None:
            self.gathered.leave([piece])
        else:
            self._entry.pieces.append(piece)

    def _begin_entries(
        self, refs: Sequence[PlanRef], pieces: Sequence[Piece], where: str, level: int = 0
    ) -> None:
        """Begin an entry for each of the refs that share one answer; the last one is open."""
        self.gathered.has_begun = True
        self._recommendation.asked = self._text_asked(refs[0].number, pieces)
        self._recommendation.number = refs[0].number
        self._waiting, self._unlabelled, self._label = [], [], _LabelAbove()
        rest = [piece for piece in pieces if piece.role is not Role.RECOMMENDATION]
        for ref in refs:
            if ref.shown not in ("", ref.name):
                self.gathered.add_heading(ref.shown)
            others = [other for other in refs if other != ref]
            asked = list(self._recommendation.asked)
            self._entry = Entry(ref, where, list(rest), asked, others, level)
            self.gathered.entries.append(self._entry)

    def _text_asked(self, number: int, pieces: Sequence[Piece]) -> list[Piece]:
        """Return the text of a recommendation: its row has it, or the lines before do."""
        own = [piece for piece in pieces if piece.role is Role.RECOMMENDATION]
        known = self._recommendation
        return own or self._waiting or (known.asked if number == known.number else [])

    def _wait_for_ref(self, pieces: list[Piece]) -> None:
        self._leave_waiting()
        self.gathered.has_begun = True
        self._waiting, self._entry = pieces, None

    def _leave_waiting(self) -> None:
        self.gathered.leave(self._waiting)
        self._waiting = []


def _is_below_page(text: str) -> bool:
    """Whether a last line is a link below the page. A status is no link."""
    return _is_short(text) and status_of(text) is None


def _is_short(text: str) -> bool:
    """Whether a line is as short as a heading or a link, and does not end as a sentence does."""
    return len(text.split()) <= 5 and text[-1:] not in (".", "!", "?", ";", ",")


def _is_about_ref(ref: PlanRef, rest: str) -> bool:
    """Whether a line that begins with a ref is about it, and not prose such as `7.1 was met`."""
    return not rest or not rest[0].islower() or not ref.shown[-1].isalnum()


def _with_refs(pieces: Sequence[Piece]) -> tuple[list[PlanRef], list[Piece]]:
    """Return the refs of a row and its pieces without them.

    Where a row has refs of requirements, those of whole recommendations do not count. The text
    beside a ref in its cell is the recommendation or the requirement.
    """
    refs: list[PlanRef] = []
    rest: list[Piece] = []
    has_number = any(piece.role is Role.NUMBER for piece in pieces)
    for piece in pieces:
        own, text = _refs_of(piece, may_be_number=not has_number)
        refs += own
        if not own:
            rest.append(piece)
        elif text:
            beside = Role.REQUIREMENT if own[0].part else Role.RECOMMENDATION
            role = beside if piece.role is Role.NUMBER else piece.role
            rest.append(piece._replace(role=role, text=text))
    requirements = [ref for ref in refs if ref.part]
    return list(dict.fromkeys(requirements or refs)), rest


def _refs_of(piece: Piece, *, may_be_number: bool) -> tuple[list[PlanRef], str]:
    """Return the refs in a cell, and the text beside them.

    `may_be_number` says that `7.` before a recommendation can be its number.
    """
    if piece.role not in _HOLDS_REFS:
        return [], piece.text
    refs, text = refs_of_cell(piece.text), ""
    if not refs:
        may_be = piece.role is Role.NUMBER or (may_be_number and piece.role is Role.RECOMMENDATION)
        found = ref_on_own_line(piece.text) or ref_at_start(piece.text, may_be_number=may_be)
        if found is None:
            return [], piece.text
        refs, text = [found[0]], found[1]
    if piece.role is Role.REQUIREMENT and not refs[0].part:
        return [], piece.text
    return refs, text
