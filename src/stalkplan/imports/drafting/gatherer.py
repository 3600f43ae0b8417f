"""Gathers what stands for each ref: it is told rows and lines, and knows what they stand under."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from stalkplan.imports.drafting.entries import Entry, Piece
from stalkplan.imports.phrases.headings import Heading, Role, heading, label
from stalkplan.imports.phrases.refs import (
    Ref,
    ref_at_start,
    ref_of_heading,
    ref_on_own_line,
    refs_of_cell,
)
from stalkplan.imports.phrases.statuses import status_of
from stalkplan.imports.phrases.text import fold

_ASKED = (Role.RECOMMENDATION, Role.REQUIREMENT)
_ANSWERS = (Role.POSITION, Role.UPDATE)
_STARTS = (Role.RECOMMENDATION, Role.NUMBER)


@dataclass
class Gatherer:
    """What has been gathered so far, and where in the plan the next row or line stands.

    `preface` is what came before the plan began, `unused` what could not be placed in it.
    `pending` is a recommendation that waits for its ref on the next line, `context` the number of
    the heading above; `tail` are the last lines of the open entry without a label of their own.
    `columns` are those of the last table with refs, `shape` its width and the column of its refs;
    `heads` are headings below which a table ended.
    """

    entries: list[Entry] = field(default_factory=list)
    unused: list[Piece] = field(default_factory=list)
    preface: list[Piece] = field(default_factory=list)
    headings: list[Piece] = field(default_factory=list)
    pending: list[Piece] = field(default_factory=list)
    asked: list[Piece] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tail: list[Piece] = field(default_factory=list)
    context: int = 0
    number: int = 0
    entry: Entry | None = None
    role: Role | None = None
    named: Heading | None = None
    has_begun: bool = False
    columns: Sequence[Heading | None] = ()
    shape: tuple[int, int | None] = (0, None)
    heads: Sequence[Heading | None] = ()

    def row(self, pieces: Iterable[Piece], where: str) -> None:
        """Take the pieces of one row of a table."""
        refs, found = _with_refs([piece for piece in pieces if fold(piece.text)])
        roles = {piece.role for piece in found}
        if refs:
            self._begin(refs, found, where)
        elif roles == {Role.RECOMMENDATION}:
            self._leave_pending()
            self.has_begun, self.pending, self.entry = True, found, None
        elif Role.NUMBER in roles:
            self.leave(found)  # something else than a ref stands in its place
        elif Role.RECOMMENDATION not in roles and self.entry and Role.REQUIREMENT not in roles:
            for entry in self.entries[-1 - len(self.entry.shared) :]:
                entry.pieces += found
        elif self.number and found:
            self._begin([Ref(self.number)], found, where)
        else:
            self.leave(found)

    def line(self, text: str, level: int, where: str) -> None:
        """Take a paragraph, or a row of a single cell, which may have several lines."""
        for number, line in enumerate(filter(None, map(str.strip, text.split("\n")))):
            self._line(line, 0 if number else level, where)

    def labelled(self, found: Heading, text: str, where: str) -> None:
        """Take a text with its label, such as `Force update:`."""
        piece = Piece(found.role, text, where, found)
        self.headings.append(Piece(None, found.text, ""))
        is_asked = found.role in (Role.RECOMMENDATION, Role.NUMBER)
        refs, pieces = _with_refs([piece])
        is_known = self.entry and [ref.name for ref in refs] == [self.entry.ref.name]
        if refs and not is_known and found.role in (*_ASKED, Role.NUMBER):
            if is_asked:
                self._leave_pending()
            self._begin(refs, pieces, where)
        elif is_asked and self._is_answered():
            self._leave_pending()
            self.has_begun, self.entry, self.pending = True, None, [piece]
            self.number = self.context  # that of the one before is not its
        elif is_asked:
            (self.entry.asked if self.entry else self.pending).append(piece)
            self.has_begun = True
        else:
            if found.role is Role.UPDATE and not (self.entry and self.entry.texts(*_ANSWERS)):
                piece = piece._replace(role=Role.POSITION)  # the only answer there is
            self._add(piece)
            found = found._replace(role=piece.role or found.role)
        self.role, self.named, self.tail = found.role, found, []

    def end(self) -> None:
        """Say that a table has ended: what follows it belongs to no row of it."""
        self._leave_pending()
        self.entry = self.role = None
        if self.number != self.context:
            self.number, self.asked = 0, []

    def close(self) -> None:
        """Say that the document has ended: short last lines are what stands below a page."""
        below: list[Piece] = []
        while self.entry and self.tail and _is_below(self.tail[-1].text):
            self.entry.pieces.remove(self.tail[-1])
            below.append(self.tail.pop())
        self.unused += reversed(below)
        self.end()

    def _is_answered(self) -> bool:
        return self.entry is None or any(
            piece.role not in (*_ASKED, Role.NUMBER) for piece in self.entry.pieces
        )

    def _line(self, text: str, level: int, where: str) -> None:
        at_start = ref_of_heading(text) if level else ref_at_start(text)
        if at_start and _is_head(*at_start, level):
            ref, rest = at_start
            self._head(ref, rest, level, where)
            return
        if named := self._label(text, level):
            self.labelled(*named, where)
            return
        piece = Piece(self.role, text, where, self.named)
        if level and self.entry is not None and level > self.entry.level > 0:
            self._add(piece)
        elif level:
            self.end()
            self.context = self.number = 0
            self.asked = []
            self.leave([piece])
        elif self.entry and self._may_go_on():
            self.entry.pieces.append(piece)
            self.tail.append(piece)
        elif self.number and not self.asked and self.role is Role.RECOMMENDATION:
            self.asked = [piece._replace(role=Role.RECOMMENDATION)]
        elif self.number and self.role is Role.RECOMMENDATION and not self.entry:
            self._add(piece._replace(role=Role.POSITION))
        elif self.pending and self.role in _ASKED:
            self.pending.append(piece)
        else:
            self.leave([piece])

    def _label(self, text: str, level: int) -> tuple[Heading, str] | None:
        """Return the label of a line and what follows it; in no entry only one that begins one."""
        named = label(text)
        if named and (self.entry or self.number or named[0].role in _STARTS):
            return named
        bare = heading(text) if level or _is_short(text) else None
        return (bare, "") if bare and (self.entry or self.number) else None

    def _head(self, ref: Ref, rest: str, level: int, where: str) -> None:
        """Take a line that begins with a ref: a requirement, or a recommendation as a context."""
        self.has_begun = True
        self.headings.append(Piece(None, ref.shown, ""))
        if ref.part:
            self._begin([ref], [], where, level)
            head = heading(ref.shown.rstrip("0123456789. "))
            is_asked = head is not None and head.role is Role.REQUIREMENT
            self.role = Role.REQUIREMENT if is_asked else Role.POSITION
        else:
            self._leave_pending()
            self.context = self.number = ref.number
            self.asked, self.entry = [], None
            self.role, self.named = Role.RECOMMENDATION, None
        if not rest:
            return
        if named := label(rest):
            self.labelled(*named, where)
            if ref.part and named[0].role in _ASKED:
                self.role = Role.POSITION  # what follows a heading is the answer
        elif ref.part:
            self._add(Piece(Role.REQUIREMENT, rest, where))
        else:
            self.asked = [Piece(Role.RECOMMENDATION, rest, where)]

    def _may_go_on(self) -> bool:
        """Whether a line without a label belongs to the one before: a status is one line."""
        return self.role in (*_ASKED, Role.POSITION, Role.ACTION, Role.UPDATE)

    def _add(self, piece: Piece) -> None:
        """Put a piece into the entry that is open, or into a new one for the recommendation."""
        self.has_begun = True
        if self.entry is None and self.number:
            self._begin([Ref(self.number)], [], piece.where)
        if self.entry is None:
            self.leave([piece])
        else:
            self.entry.pieces.append(piece)

    def _begin(self, refs: Sequence[Ref], pieces: list[Piece], where: str, level: int = 0) -> None:
        self.has_begun, self.tail = True, []
        number = refs[0].number
        asked = [piece for piece in pieces if piece.role is Role.RECOMMENDATION]
        asked = asked or self.pending or (self.asked if number == self.number else [])
        self.pending, self.asked, self.number = [], asked, number
        rest = [piece for piece in pieces if piece.role is not Role.RECOMMENDATION]
        for ref in refs:
            if ref.shown not in ("", ref.name):
                self.headings.append(Piece(None, ref.shown, ""))
            others = [other for other in refs if other != ref]
            self.entry = Entry(ref, where, list(rest), list(asked), others, level)
            self.entries.append(self.entry)
        self.role, self.named = None, None

    def _leave_pending(self) -> None:
        self.leave(self.pending)
        self.pending = []

    def leave(self, pieces: Iterable[Piece]) -> None:
        """Put pieces aside that stand for no ref: before the plan begins they surround it."""
        (self.unused if self.has_begun else self.preface).extend(pieces)


def _is_below(text: str) -> bool:
    """Whether a last line is a link below the page: one that says how things stand is none."""
    return _is_short(text) and status_of(text) is None


def _is_short(text: str) -> bool:
    """Whether a line is a heading or a link rather than something said."""
    return len(text.split()) <= 5 and text[-1:] not in (".", "!", "?", ";", ",")


def _is_head(ref: Ref, rest: str, level: int) -> bool:
    """Whether a line that begins with a ref is about it, and not prose that happens to."""
    return bool(level) or not rest or not rest[0].islower() or not ref.shown[-1].isalnum()


def _with_refs(pieces: Sequence[Piece]) -> tuple[list[Ref], list[Piece]]:
    """Return the refs of a row, of requirements if there are some, and the rest.

    What stands around a ref in its cell stays, as the recommendation or the requirement.
    """
    dotted: list[Ref] = []
    whole: list[Ref] = []
    rest: list[Piece] = []
    has_number = any(piece.role is Role.NUMBER for piece in pieces)
    for piece in pieces:
        refs, text = _refs_of(piece, may_be_number=not has_number)
        for ref in refs:
            (dotted if ref.part else whole).append(ref)
        if not refs or text:
            role = piece.role
            if refs and role is Role.NUMBER:
                role = Role.REQUIREMENT if refs[0].part else Role.RECOMMENDATION
            rest.append(piece._replace(role=role, text=text if refs else piece.text))
    return list(dict.fromkeys(dotted or whole)), rest


def _refs_of(piece: Piece, *, may_be_number: bool) -> tuple[list[Ref], str]:
    if piece.role not in (*_ASKED, Role.NUMBER):
        return [], piece.text
    if refs := refs_of_cell(piece.text):
        is_ref = piece.role is not Role.REQUIREMENT or refs[0].part
        return (refs, "") if is_ref else ([], piece.text)
    may_be = piece.role is Role.NUMBER or (may_be_number and piece.role is Role.RECOMMENDATION)
    found = ref_on_own_line(piece.text) or ref_at_start(piece.text, may_be_number=may_be)
    if found is None or (piece.role is Role.REQUIREMENT and not found[0].part):
        return [], piece.text
    return [found[0]], found[1]
