"""Decides to which answer a line or a row belongs: they come in one by one, entries come out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from stalkplan.imports.drafting.entries import Entry, Piece
from stalkplan.imports.drafting.refs_of_row import HOLDS_REFS, RESTATED, with_refs
from stalkplan.imports.phrases.acceptance import acceptance_in
from stalkplan.imports.phrases.asks import is_addressing, is_ask, is_own_account
from stalkplan.imports.phrases.headings import (
    Heading,
    Role,
    heading_of,
    is_about_ask,
    is_of_paper,
    label_of,
)
from stalkplan.imports.phrases.refs import (
    PlanRef,
    ref_at_start,
    ref_of_action,
    ref_of_heading,
)
from stalkplan.imports.phrases.statuses import status_of
from stalkplan.imports.phrases.text import BULLET, fold

_BEGINS_ONE = (Role.RECOMMENDATION, Role.NUMBER)
"""Labels that begin the next recommendation."""

_MAY_GO_ON = (*RESTATED, Role.POSITION, Role.ACTION, Role.UPDATE)
"""A line without a label goes on with one of these. A status, say, is one line."""

_LISTED = (Role.OWNER, Role.TARGET, Role.DOCUMENTS)
"""Below a heading of their own these are a list, as many as there are actions."""

LISTS = (Role.ACTION, *_LISTED, Role.DATE, Role.COMPLETED, Role.STATUS, Role.UPDATE)
"""What may be a list in a cell, whose entries belong to an action each."""

_ONE_LINE = (Role.STATUS, Role.DATE, Role.DEADLINE)

_BULLET = re.compile(r"^[\u2022\u25aa\u25e6\u25cf\u2023*\u2013-]\s+")


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
    another number, until its table ends. `asked` is the text that the plan repeats. `level` is that
    of the heading, 0 for a line; `has_entry` says that an answer to it was begun.
    """

    number: int = 0
    section: int = 0
    asked: list[Piece] = field(default_factory=list)
    level: int = 0
    has_entry: bool = False


class _LabelAbove(NamedTuple):
    """What the next line without a label of its own is, and the label above it."""

    role: Role | None = None
    heading: Heading | None = None
    level: int = 0
    is_alone: bool = False
    """Whether nothing but the label stands on its line, so that its text is below."""


class EntryBuilder:
    """Takes the rows and lines of a document in their order, and puts each into an entry.

    At any time one entry may be open, to which the next line belongs, and one recommendation is
    known, or a recommendation waits: the plan has its text, and the ref comes on a later line.
    """

    def __init__(self, *, has_answer_labels: bool = False) -> None:
        """Begin; a plan that `has_answer_labels` has no answer without such a label above it."""
        self.has_answer_labels = has_answer_labels
        self.gathered = Gathered()
        self._recommendation = _KnownRecommendation()
        self._waiting: list[Piece] = []
        self._ask_above: list[Piece] = []  # what reads as an ask; the next ref may be its own
        self._entry: Entry | None = None
        self._bare: Entry | None = None  # an entry of a ref alone on its line, without an ask above
        self._unlabelled: list[Piece] = []  # the last lines of the open entry
        self._label = _LabelAbove()

    @property
    def is_waiting_for_ref(self) -> bool:
        """Whether a recommendation came without its ref."""
        return bool(self._waiting)

    @property
    def has_entry(self) -> bool:
        """Whether an entry is open."""
        return self._entry is not None

    def add_row(self, pieces: Iterable[Piece], where: str) -> None:
        """Take one row of a table."""
        pieces = [piece for piece in pieces if fold(piece.text)]
        refs, rest = with_refs(pieces)
        by_action = None if refs else next(filter(None, map(_ref_of_action, pieces)), None)
        if by_action:
            rest = [p._replace(role=Role.OTHER) if _ref_of_action(p) else p for p in pieces]
        pieces, roles = rest, {piece.role for piece in rest}
        if by_action and not self._is_open([by_action]):
            self._begin_entries([by_action], pieces, where)
            told = f"its number is {by_action.shown} in {where}: is it of {by_action.name}"
            self.gathered.entries[-1].doubts.append(told)
        elif refs:
            self._begin_entries(refs, pieces, where)
        elif roles == {Role.RECOMMENDATION}:
            self._wait_for_ref(pieces)
        elif Role.NUMBER in roles:
            self.gathered.leave(pieces)  # the column of refs holds something else
        elif self._entry and roles.isdisjoint(RESTATED):
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
        refs, pieces = with_refs([piece])
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
        known = self._recommendation
        if known.number != known.section:
            self._recommendation = replace(known, number=0, asked=[])

    def finish(self) -> Gathered:
        """End the document. Short last lines are the links below a page, and no answer."""
        below: list[Piece] = []
        while self._entry and self._unlabelled and _is_below_page(self._unlabelled[-1].text):
            self._entry.pieces.remove(self._unlabelled[-1])
            below.append(self._unlabelled.pop())
        if self._entry and below and self._label.heading and not self._has_answer():
            # below the label of an answer: a person has to tell
            self._entry.pieces += [piece._replace(role=Role.OTHER) for piece in reversed(below)]
        else:
            self.gathered.unused += reversed(below)
        self._end_section()
        for entry in self.gathered.entries:
            entry.pieces = _lists_joined(entry.pieces)
        return self.gathered

    def _add_line(self, line: str, level: int, where: str) -> None:
        text = BULLET.sub("", line)
        ref_first = ref_of_heading(text) if level else ref_at_start(text)
        if ref_first and (level or _is_about_ref(*ref_first)):
            self._add_line_with_ref(*ref_first, level, where)
            return
        if labelled := self._labelled(text, level):
            self.add_labelled(*labelled, where)
            self._label = self._label._replace(level=level, is_alone=not labelled[1])
            return
        is_list = self._label.role is Role.ACTION
        piece = Piece(self._label.role, line if is_list else text, where, self._label.heading)
        if level:
            self._add_heading(piece, level)
        elif self._is_in_plan and _is_short(text) and is_about_ask(text):
            self._begin_unknown(piece, level)
        elif self._entry and is_of_paper(text):
            self._begin_unknown(piece, level)
            self._label = self._label._replace(is_alone=False)
        else:
            self._add_text(piece)

    @property
    def _is_in_plan(self) -> bool:
        return bool(self._entry or self._recommendation.number)

    def _add_heading(self, piece: Piece, level: int) -> None:
        """Take a heading without a ref or a known label.

        It ends a section, or parts an answer, or has something unknown below it. One that reads as
        an ask is that of the next ref.
        """
        section = self._entry.level if self._entry else self._recommendation.level
        if is_ask(piece.text):
            self._end_section()
            self._ask_above = [piece]
        elif not level > section > 0:
            self._end_section()
            self.gathered.leave([piece])
        elif self._goes_on_below(piece, level):
            self._add(piece._replace(role=None, heading=None))
        else:
            self._begin_unknown(piece, level)

    def _goes_on_below(self, piece: Piece, level: int) -> bool:
        """Whether an unknown heading only parts the text that is being read."""
        if self._entry is None or is_about_ask(piece.text) or self._label.role is Role.OTHER:
            return False
        return self._label.heading is None or level > self._label.level > 0

    def _begin_unknown(self, piece: Piece, level: int) -> None:
        """Take a heading that says nothing of an answer: what is below it becomes a comment."""
        self.gathered.add_heading(piece.text)
        self._label = _LabelAbove(Role.OTHER, Heading(piece.text, Role.OTHER), level, is_alone=True)
        self._unlabelled = []

    def _end_section(self) -> None:
        """End the section of a recommendation. One that has no answer in it is found blank."""
        known = self._recommendation
        if known.section and known.asked and not known.has_entry:
            self._begin_entries([PlanRef(known.section)], [], known.asked[0].where)
        self.end_table()
        self._leave_ask_above()
        self._recommendation = _KnownRecommendation()

    def _add_text(self, piece: Piece) -> None:
        """Take a line that is no heading and has no label: it goes on from the lines before it."""
        recommendation = self._recommendation
        if self._entry and self._is_of_its_ask(piece):
            self._entry.asked.append(piece)
        elif self._is_of_next(piece):
            self._leave_ask_above()
            self._ask_above = [piece]
        elif self._entry and self._may_go_on(piece):
            self._take_ask_above()
            if piece.role in _MAY_GO_ON:
                self._unlabelled.append(piece)
            else:
                piece = piece._replace(text=_BULLET.sub("", piece.text))
            self._entry.pieces.append(piece)
            self._label = self._label._replace(is_alone=piece.role not in _ONE_LINE)
        elif recommendation.number and piece.role in (Role.RECOMMENDATION, Role.OTHER):
            self._add_below_recommendation(piece)
        elif self._waiting and piece.role in RESTATED:
            self._waiting.append(piece)
        else:
            self.gathered.leave([piece])

    def _may_go_on(self, piece: Piece) -> bool:
        """Whether a line belongs to what is above it in the open entry."""
        if piece.role in _MAY_GO_ON or piece.role is Role.OTHER:
            return True
        may_be_list = piece.role in _LISTED and len(piece.text.split()) <= _LONGEST_IN_LIST
        return self._label.is_alone and (may_be_list or piece.role in _ONE_LINE)

    def _is_of_next(self, piece: Piece) -> bool:
        """Whether a line is the ask of the next ref, or says to whom the next one is made.

        Below a label of an answer the first line is that answer, however it is put.
        """
        if not (is_ask(piece.text) or is_addressing(piece.text)):
            return False
        if self._entry is None:
            return not self._recommendation.number and not self._waiting
        if piece.role is None:
            return True
        if piece.role not in (Role.POSITION, Role.ACTION, Role.UPDATE):
            return False
        return piece.heading is None or self._entry_says(piece.role)

    def _is_of_its_ask(self, piece: Piece) -> bool:
        """Whether a line is what the open entry answers, below a bare ref or `What was asked`."""
        if self._entry is None or not is_ask(piece.text):
            return False
        is_below_ref = self._entry is self._bare and not self._entry.pieces
        return is_below_ref or (piece.role is Role.OTHER and not self._has_answer())

    def _entry_says(self, role: Role) -> bool:
        return self._entry is not None and bool(self._entry.texts(role))

    def _add_below_recommendation(self, piece: Piece) -> None:
        """Take a line below a recommendation without a label: more of the ask, or an answer.

        It is an answer only if it is an account of the organisation's own.
        """
        recommendation = self._recommendation
        is_first = not recommendation.asked and not is_own_account(piece.text)
        if is_first or is_ask(piece.text) or is_addressing(piece.text):
            recommendation.asked = [*recommendation.asked, piece._replace(role=Role.RECOMMENDATION)]
        elif recommendation.has_entry and piece.role is Role.OTHER:
            self.gathered.leave([piece])
        elif piece.role is Role.OTHER:
            self._add(piece)
        else:
            is_answer = not self.has_answer_labels and is_own_account(piece.text)
            self._add(piece._replace(role=Role.POSITION if is_answer else Role.OTHER))

    def _take_ask_above(self) -> None:
        """Give the open entry the ask that was taken for that of the next one."""
        if self._entry:
            self._entry.asked += self._ask_above
            self._ask_above = []

    def _leave_ask_above(self) -> None:
        self.gathered.leave(self._ask_above)
        self._ask_above = []

    def _labelled(self, text: str, level: int) -> tuple[Heading, str] | None:
        """Return the label of a line and the text behind it, if the line has one.

        Outside an entry only a label that begins a recommendation counts.
        """
        is_in_plan = self._is_in_plan
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
        above, self._ask_above = self._ask_above, []
        self._end_section()
        self._recommendation = _KnownRecommendation(ref.number, ref.number, above, level)
        self._entry, self._label = None, _LabelAbove(Role.RECOMMENDATION)
        if labelled := label_of(rest):
            self.add_labelled(*labelled, where)
        elif rest:
            self._recommendation.asked = [*above, Piece(Role.RECOMMENDATION, rest, where)]

    def _add_requirement(self, ref: PlanRef, rest: str, level: int, where: str) -> None:
        """Begin the entry of a line such as `7.1 - Evidence requirements: ...`.

        The next line is the answer, unless the line says that the requirement comes first.
        """
        self._begin_entries([ref], [], where, level)
        before_ref = heading_of(ref.shown.rstrip("0123456789. "))
        is_next = before_ref is not None and before_ref.role is Role.REQUIREMENT
        is_next = is_next or self.has_answer_labels
        self._label = _LabelAbove(Role.REQUIREMENT if is_next else Role.POSITION)
        if labelled := label_of(rest):
            self.add_labelled(*labelled, where)
            if labelled[0].role in RESTATED and not self.has_answer_labels:
                self._label = _LabelAbove(Role.POSITION)
        elif level and (named := heading_of(rest)) and named.role in (Role.POSITION, Role.UPDATE):
            self.add_labelled(named, "", where)
            self._label = self._label._replace(level=level, is_alone=True)
        elif rest:
            is_answer = acceptance_in(rest).acceptance is not None
            self._add(Piece(Role.POSITION if is_answer else Role.REQUIREMENT, rest, where))
        elif self._entry and not self._entry.asked:
            self._bare = self._entry

    def _is_open(self, refs: Sequence[PlanRef]) -> bool:
        """Whether the open entry is that of these refs."""
        return self._entry is not None and [ref.name for ref in refs] == [self._entry.ref.name]

    def _has_answer(self) -> bool:
        return self._entry_says(Role.POSITION) or self._entry_says(Role.UPDATE)

    def _add_recommendation(self, piece: Piece) -> None:
        """Take the text of a recommendation without a ref: of the open entry, else of the next."""
        entry = self._entry
        if entry is None or any(each.role not in HOLDS_REFS for each in entry.pieces):
            self._wait_for_ref([piece])
            self._recommendation.number = self._recommendation.section
        else:
            entry.asked.append(piece)

    def _add(self, piece: Piece) -> None:
        """Put a piece into the open entry, or into a new one for the known recommendation."""
        self.gathered.has_begun = True
        if self._entry is None and self._recommendation.number:
            known = self._recommendation
            self._begin_entries([PlanRef(known.number)], [], piece.where, known.level)
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
        self._recommendation.has_entry = True
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
        if own:
            self._leave_ask_above()
        above = [*self._waiting, *self._ask_above]
        self._ask_above = []
        return own or above or (known.asked if number == known.number else [])

    def _wait_for_ref(self, pieces: list[Piece]) -> None:
        self._leave_waiting()
        self.gathered.has_begun = True
        self._waiting, self._entry = pieces, None

    def _leave_waiting(self) -> None:
        self.gathered.leave(self._waiting)
        self._waiting = []


_LONGEST_IN_LIST = 12
"""Words of an owner or a date in a list."""


def _lists_joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces with the lines of a list, one paragraph each, as one of several lines."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        is_list = piece.role in (Role.ACTION, *_LISTED) and piece.where.startswith("paragraph")
        if last and is_list and (last.role, last.heading) == (piece.role, piece.heading):
            text = f"{last.text}\n{piece.text}".strip()
            where = last.where if last.text else piece.where
            joined[-1] = last._replace(text=text, where=where)
        else:
            joined.append(piece)
    return joined


def _ref_of_action(piece: Piece) -> PlanRef | None:
    return ref_of_action(piece.text) if piece.role is Role.NUMBER else None


def _is_below_page(text: str) -> bool:
    """Whether a last line is a link below the page. A status is no link."""
    return _is_short(text) and status_of(text) is None


def _is_short(text: str) -> bool:
    """Whether a line is as short as a heading or a link, and does not end as a sentence does."""
    return len(text.split()) <= 5 and text[-1:] not in (".", "!", "?", ";", ",")


def _is_about_ref(ref: PlanRef, rest: str) -> bool:
    """Whether a line that begins with a ref is about it, and not prose such as `7.1 was met`."""
    return not rest or not rest[0].islower() or not ref.shown[-1].isalnum()
