"""Updates: a status with its date, and the texts under a heading that is dated."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from stalkplan.edit.as_yaml import Fields, in_brackets
from stalkplan.imports.drafting.answers import Answer, Doubt
from stalkplan.imports.drafting.entries import Piece
from stalkplan.imports.phrases.cells import CellLook, is_date, look_of
from stalkplan.imports.phrases.dated_lines import DatedLine, dated_lines
from stalkplan.imports.phrases.dates import DateKind, dates_in
from stalkplan.imports.phrases.headings import Role
from stalkplan.imports.phrases.statuses import (
    STATUS_WORDS,
    StatusWords,
    TextStatus,
    has_sign,
    status_of,
)
from stalkplan.imports.phrases.text import fold, letters_only, shortened
from stalkplan.record.choices import Status
from stalkplan.record.dates import Window
from stalkplan.record.model import Publication, Recommendation

_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:)]")


_BUT = re.compile(
    r"\b(?:await(?:s|ing|ed)?|pending|subject to|except(?:ing|ion)?|bar|but|apart from|in part"
    r"|partly|until|once|to be|tb[acd]|outstanding|remain(?:s|ing)?|not|yet|unless|draft)\b",
    re.IGNORECASE,
)
"""Words behind a completion that take something back."""

_NEAR = 200
"""How many characters behind a status are searched for its date."""


class PublishedPage(NamedTuple):
    """The page of a plan: its address, and the day or month that it gives for itself.

    No update can be from before the publication asked for it, or from after the day `on`.
    `statuses` are the words that are a status.
    """

    source: str | None
    window: Window | None
    publication: Publication
    on: date
    statuses: StatusWords = STATUS_WORDS


@dataclass
class _DraftUpdate:
    day: date
    status: Status | None
    note: str | None


class _UpdateDate(NamedTuple):
    """The date of an update as the plan gives it, and the cell that gives it, if one does."""

    window: Window | None
    piece: Piece | None = None


class _Facts(NamedTuple):
    """The pieces of one action, or those of an answer that are of none, and what they leave open.

    `key` is the field of the record on which the questions stand, `asked` the recommendation that
    they are about.
    """

    pieces: Sequence[Piece]
    doubts: list[Doubt]
    remarks: list[str]
    key: str
    asked: Recommendation | None

    def texts(self, role: Role) -> list[Piece]:
        return [piece for piece in self.pieces if piece.role is role and fold(piece.text)]

    def ask(
        self, text: str, key: str = "", *, holds: bool = False, status: Status | None = None
    ) -> None:
        self.doubts.append(Doubt(key or self.key, text, holds, status))

    def leave(self, piece: Piece, text: str) -> None:
        label = piece.heading.text.rstrip(":") if piece.heading else "update"
        self.remarks.append(f"not placed: {label}: {text}")


def add_updates(answer: Answer, page: PublishedPage) -> None:
    """Give an answer and its actions their updates; ask what is open about them."""
    asked = answer.recommendation
    for action in answer.actions:
        facts = _Facts(action.pieces, action.doubts, answer.remarks, "updates", asked)
        action.updates += _updates(facts, page)
    facts = _Facts(answer.loose, answer.doubts, answer.remarks, "position", asked)
    loose = _updates(facts, page)
    if not answer.actions:
        answer.updates += loose
        return
    answer.doubts = [doubt for doubt in answer.doubts if doubt.key != "updates"]
    for update in loose:
        shown = in_brackets(update)
        answer.remarks.append(f"not placed: {shown}")
        answer.doubt("actions", f"which action is this update about: {shortened(shown)}")


def _updates(facts: _Facts, page: PublishedPage) -> list[Fields]:
    """Return the updates that some pieces make, in the order of their days."""
    links = _links(facts)
    updates = _dated_texts(facts, page)
    if stated := _status(facts, page.statuses):
        _add_status(facts, stated, updates, page)
    if page.source is None and any(update.status is Status.COMPLETE for update in updates):
        told = "the page is the evidence of it: what is its address"
        facts.ask(told, "updates", holds=True)
    updates.sort(key=lambda update: update.day)
    return [_fields(update, page, links) for update in updates]


def page_window(texts: Sequence[str]) -> Window | None:
    """Return the day on which a page says that it was last changed, else published."""
    for words in (r"(?:last )?(?:updated|reviewed|modified)", r"(?:first )?published"):
        pattern = re.compile(rf"\b{words}(?: on)?\s*:?\s*", re.IGNORECASE)
        for text in texts:
            if (match := pattern.search(text)) and (window := _window_right_after(match)):
                return window
    return None


def _window_right_after(match: re.Match[str]) -> Window | None:
    """Return the date with which the text behind some words begins."""
    later = [written for written in dates_in(match.string) if written.end >= match.end()]
    return later[0].window if later and later[0].start <= match.end() else None


def _links(facts: _Facts) -> list[str]:
    """Return the links to documents, and ask for those that are named only."""
    links = []
    for piece in facts.texts(Role.DOCUMENTS):
        own = _LINK.findall(piece.text)
        links += own
        if not own and look_of(fold(piece.text)) is not CellLook.NOTHING:
            facts.ask(f"'{shortened(fold(piece.text))}' is not a link: where can it be read")
    return links


def _dated_texts(facts: _Facts, page: PublishedPage) -> list[_DraftUpdate]:
    """Return the texts of progress that have a date: in their line, their row or their heading."""
    updates = []
    for piece in facts.texts(Role.UPDATE):
        if lines := dated_lines(piece.text):
            updates += _updates_in_lines(facts, piece, lines, page)
            continue
        text = fold(piece.text)
        stated = status_of(text, page.statuses)
        day = _day(facts, _date_of_text(facts, piece, stated), page)
        if day is None:
            facts.leave(piece, text)
        else:
            stated = _unless_planned(facts, stated)
            updates.append(_DraftUpdate(day, stated.status if stated else None, text))
    return updates


def _date_of_text(facts: _Facts, piece: Piece, stated: TextStatus | None) -> _UpdateDate:
    """Return the date of a text of progress: of its status, its heading's, or that of its row."""
    if stated and (own := _own_date(stated)) and own.is_day:
        return _UpdateDate(own, piece)
    if piece.heading and piece.heading.window:
        return _UpdateDate(piece.heading.window, piece)
    return _date_beside(facts, Role.DATE) or _UpdateDate(None, piece)


def _updates_in_lines(
    facts: _Facts, piece: Piece, lines: Sequence[DatedLine], page: PublishedPage
) -> list[_DraftUpdate]:
    """Return an update for each line that has a day; the others are left, and asked."""
    updates = []
    said = [line.written for line in lines if line.written]
    label = piece.heading.text.rstrip(":") if piece.heading else "update"
    facts.remarks.append(f"{label}: its lines are of {' | '.join(said)}")
    for line in lines:
        shown = shortened(fold(f"{line.written} {line.text}"))
        if line.window is None or not line.window.is_day:
            facts.ask(f"'{shown}' in {piece.where} has no day: when was it")
        elif not line.text:
            facts.ask(f"nothing follows '{line.written}' in {piece.where}: what was said")
        elif day := _day(facts, _UpdateDate(line.window, piece), page):
            stated = _unless_planned(facts, status_of(line.text, page.statuses))
            updates.append(_DraftUpdate(day, stated.status if stated else None, line.text))
            continue
        facts.leave(piece, fold(f"{line.written} {line.text}"))
    return updates


def _status(facts: _Facts, words: StatusWords) -> TextStatus | None:
    """Return the status in its column; of two that differ, neither.

    Without a column the answer itself may be a status.
    """
    pieces = facts.texts(Role.STATUS)
    if not pieces:
        return _unless_planned(facts, _status_in_position(facts, words) or _completed(facts))
    found: list[TextStatus] = []
    for piece in pieces:
        stated = status_of(piece.text, words)
        if stated:
            found.append(stated)
        elif look_of(fold(piece.text)) is not CellLook.NOTHING or has_sign(piece.text):
            shown = shortened(fold(piece.text))
            facts.ask(f"'{shown}' is not a status here: which one is meant")
    statuses = list(dict.fromkeys(stated.status for stated in found))
    if len(statuses) > 1:
        facts.ask(f"two statuses, {' and '.join(statuses)}: which one holds")
        return None
    return _unless_planned(facts, found[-1]) if found else None


def _completed(facts: _Facts) -> TextStatus | None:
    """Return the status that a day under `Date completed` says."""
    has_day = any(is_date(fold(piece.text)) for piece in facts.texts(Role.COMPLETED))
    return TextStatus(Status.COMPLETE, "") if has_day else None


def _status_in_position(facts: _Facts, words: StatusWords) -> TextStatus | None:
    """Return the status that the answer is; only the date behind it belongs to the status."""
    stated = None
    for piece in facts.texts(Role.POSITION):
        stated = status_of(piece.text, words) or stated
    if stated is None:
        return None
    dates = [written.text for written in dates_in(stated.rest[:_NEAR]) if written.start == 0]
    return stated._replace(rest=dates[0] if dates else "")


def _unless_planned(facts: _Facts, stated: TextStatus | None) -> TextStatus | None:
    """Return a status, unless it is a completion by a day, or one with a but."""
    if stated is None or stated.status is not Status.COMPLETE:
        return stated
    dates = dates_in(stated.rest[:_NEAR])
    is_planned = dates and dates[0].kind in (DateKind.BY, DateKind.NOT_BEFORE)
    if not is_planned and not _BUT.search(stated.rest[:_NEAR].partition(".")[0]):
        return stated
    shown = f"{stated.status} {shortened(stated.rest)}"
    facts.ask(f"'{shown}' may be a plan: is it, or since when is it so")
    return None


def _add_status(
    facts: _Facts, stated: TextStatus, updates: list[_DraftUpdate], page: PublishedPage
) -> None:
    """Add the status to the update of its day, or as a new one."""
    dated = _date_of_status(facts, stated, page)
    if dated.window is None and any(update.status is stated.status for update in updates):
        return  # a line of its progress says since when
    if dated.window is None:
        shown = fold(dated.piece.text) if dated.piece else stated.rest
        is_told = dated.piece or dates_in(stated.rest[:_NEAR])
        beside = f", beside '{shortened(shown)}'" if is_told else ""
        told = f"the status is '{stated.status}'{beside}, and no date is given: since when"
        facts.ask(told, status=None if beside else stated.status)
        return
    day = _day(facts, dated, page)
    if day is None:
        return
    same_day = [update for update in updates if update.day == day]
    if not same_day:
        note = stated.rest if letters_only(_without_dates(stated.rest)) else None
        updates.append(_DraftUpdate(day, stated.status, note))
    elif all(update.status in (None, stated.status) for update in same_day):
        same_day[-1].status = stated.status
    else:
        both = " and ".join(
            dict.fromkeys(filter(None, (*(update.status for update in same_day), stated.status)))
        )
        facts.ask(f"two statuses on {day}: {both}: which one holds", "updates")


def _date_of_status(facts: _Facts, stated: TextStatus, page: PublishedPage) -> _UpdateDate:
    """Return the date of a status: its own, its row's, its heading's, the answer's, the page's.

    A date in the text behind the status is not its own, as in `Complete - the guide of 3 May 2025`.
    """
    if own := _own_date(stated):
        return _UpdateDate(own)
    if _has_own_words(stated):
        return _UpdateDate(None)
    roles = (Role.DATE,) if stated.status is not Status.COMPLETE else (Role.COMPLETED, Role.DATE)
    for role in roles:
        if cells := facts.texts(role):
            return _date_beside(facts, role) or _UpdateDate(None, cells[-1])
    for role in (Role.STATUS, Role.UPDATE, Role.POSITION):
        for piece in reversed(facts.texts(role)):
            if piece.heading and piece.heading.window:
                return _UpdateDate(piece.heading.window, piece)
    return _UpdateDate(page.window)


def _own_date(stated: TextStatus) -> Window | None:
    """Return the date right behind a status, as in `Complete (3 May 2025)`."""
    rest = stated.rest[:_NEAR].lstrip("([ ")
    for written in dates_in(rest)[:1]:
        if written.start == 0 and written.kind in (DateKind.AT, DateKind.BARE):
            return written.window  # not "until June 2026"
    return None


def _has_own_words(stated: TextStatus) -> bool:
    """Whether a date right behind a status is no certain one: no other date is that of the status.

    Of work in progress `since spring` another date may be: it goes on.
    """
    dates = dates_in(stated.rest[:_NEAR].lstrip("([ "))[:1]
    goes_on = stated.status is not Status.COMPLETE and dates and dates[0].kind is DateKind.FROM
    return any(written.start == 0 and not written.window for written in dates) and not goes_on


def _date_beside(facts: _Facts, role: Role) -> _UpdateDate | None:
    """Return the date in the column of a role, if its cells have one alone."""
    found = {}
    for piece in facts.texts(role):
        for written in dates_in(fold(piece.text)):
            if written.window:
                found[written.window] = piece
    if len(found) != 1:
        return None
    [(window, piece)] = found.items()
    return _UpdateDate(window, piece)


def _day(facts: _Facts, dated: _UpdateDate, page: PublishedPage) -> date | None:
    """Return the day of an update; of a month the last day that is not after `page.on`.

    None, with a question, where there is no date, or one on which nobody can have written it.
    """
    window = dated.window
    where = f" in {dated.piece.where}" if dated.piece else ""
    if window is None:
        said = f"'{shortened(fold(dated.piece.text))}'" if dated.piece else "the update"
        facts.ask(f"{said}{where} has no date that is known: when was it")
        return None
    is_early = window.first < page.publication.asked_on(facts.asked)
    if is_early or window.first > page.on:
        made = facts.asked and facts.asked.made
        early = f"{made}, when the recommendation was made" if made else "the publication"
        when = f"before {early}" if is_early else "still to come"
        facts.ask(f"an update of {window.text}{where} would be {when}: what is meant")
        return None
    day = min(window.last, page.on)
    if not window.is_day:
        told = f"said in {window.text}, and {day} is written: on which day"
        facts.ask(told, "updates", holds=True)
    return day


def _fields(update: _DraftUpdate, page: PublishedPage, links: Iterable[str]) -> Fields:
    """Return the fields of an update; the page and the links are the evidence for a status."""
    fields: dict[str, str | Sequence[str]] = {"date": update.day.isoformat()}
    if update.status:
        fields["status"] = update.status
    if update.note:
        fields["note"] = update.note
    evidence = [page.source, *links] if page.source else [*links]
    if update.status and evidence:
        fields["evidence"] = list(dict.fromkeys(evidence))
    return fields


def _without_dates(text: str) -> str:
    for written in reversed(dates_in(text)):
        text = text[: written.start] + text[written.end :]
    return text
