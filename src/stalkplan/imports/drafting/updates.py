"""Updates: a status with its date, and the texts under a heading that is dated."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from stalkplan.edit.as_yaml import Fields, in_brackets
from stalkplan.imports.drafting.answers import Answer, Doubt
from stalkplan.imports.drafting.entries import Piece
from stalkplan.imports.phrases.dates import DateKind, dates_in
from stalkplan.imports.phrases.headings import Role
from stalkplan.imports.phrases.statuses import TextStatus, status_of
from stalkplan.imports.phrases.text import fold, letters_only, shortened
from stalkplan.record.choices import Status
from stalkplan.record.dates import Window

_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:)]")


class PublishedPage(NamedTuple):
    """The page of a plan: its address, and the day or month that it gives for itself.

    No update can be from before the day `published` of the publication, or from after the day `on`.
    """

    source: str | None
    window: Window | None
    published: date
    on: date


@dataclass
class _DraftUpdate:
    day: date
    status: Status | None
    note: str | None


class _UpdateDate(NamedTuple):
    """The date of an update as the plan gives it, and the cell that gives it, if one does."""

    window: Window | None
    piece: Piece | None = None


def add_updates(answer: Answer, page: PublishedPage) -> None:
    """Give an answer its updates; ask what their dates and statuses leave open."""
    links = _links(answer)
    updates = _dated_texts(answer, page)
    if stated := _status(answer):
        _add_status(answer, stated, updates, page)
    if page.source is None and any(update.status is Status.COMPLETE for update in updates):
        told = "the page is the evidence of it: what is its address"
        answer.doubts.append(Doubt("updates", told, holds=True))
    updates.sort(key=lambda update: update.day)
    _hand_over(answer, [_fields(update, page, links) for update in updates])


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


def _links(answer: Answer) -> list[str]:
    """Return the links to documents, and ask for those that are named only."""
    links = []
    for piece in answer.texts(Role.DOCUMENTS):
        own = _LINK.findall(piece.text)
        links += own
        if not own:
            shown = shortened(fold(piece.text))
            answer.doubt("position", f"'{shown}' is no link: where can it be read")
    return links


def _dated_texts(answer: Answer, page: PublishedPage) -> list[_DraftUpdate]:
    """Return the texts under dated headings, each with the status that it is."""
    updates = []
    for piece in answer.texts(Role.UPDATE):
        text = fold(piece.text)
        window = piece.heading.window if piece.heading else None
        day = _day(answer, _UpdateDate(window, piece), page)
        if day is None:
            label = piece.heading.text if piece.heading else "update"
            answer.remarks.append(f"not placed: {label}: {text}")
        else:
            stated = _unless_planned(answer, status_of(text))
            updates.append(_DraftUpdate(day, stated.status if stated else None, text))
    return updates


def _status(answer: Answer) -> TextStatus | None:
    """Return the status in its column, the last one where a row has several.

    Without a column the answer itself may be a status.
    """
    stated = None
    for piece in answer.texts(Role.STATUS):
        stated = status_of(piece.text)
        if stated is None:
            shown = shortened(fold(piece.text))
            answer.doubt("position", f"'{shown}' is no status here: which one is meant")
    if not answer.texts(Role.STATUS):
        stated = _status_in_position(answer)
    return _unless_planned(answer, stated)


def _status_in_position(answer: Answer) -> TextStatus | None:
    """Return the status that the answer is; only the date behind it belongs to the status."""
    stated = None
    for piece in answer.texts(Role.POSITION):
        stated = status_of(piece.text) or stated
    if stated is None:
        return None
    dates = [written.text for written in dates_in(stated.rest) if written.start == 0]
    return stated._replace(rest=dates[0] if dates else "")


def _unless_planned(answer: Answer, stated: TextStatus | None) -> TextStatus | None:
    """Return a status, unless it is a completion by a day: that may be still to come."""
    if stated is None or stated.status is not Status.COMPLETE:
        return stated
    dates = dates_in(stated.rest)
    if not dates or dates[0].kind not in (DateKind.BY, DateKind.NOT_BEFORE):
        return stated
    shown = f"{stated.status} {shortened(stated.rest)}"
    answer.doubt("position", f"'{shown}' may be a plan: is it, or since when is it so")
    return None


def _add_status(
    answer: Answer, stated: TextStatus, updates: list[_DraftUpdate], page: PublishedPage
) -> None:
    """Add the status to the update of its day, or as a new one."""
    dated = _date_of_status(answer, stated, page)
    if dated.window is None:
        answer.doubt(
            "position", f"the status is '{stated.status}', and no date is given: since when"
        )
        return
    day = _day(answer, dated, page)
    if day is None:
        return
    same_day = [update for update in updates if update.day == day]
    if not same_day:
        note = stated.rest if letters_only(_without_dates(stated.rest)) else None
        updates.append(_DraftUpdate(day, stated.status, note))
    elif same_day[0].status in (None, stated.status):
        same_day[0].status = stated.status
    else:
        both = f"{same_day[0].status} and {stated.status}"
        answer.doubt("updates", f"two statuses on {day}: {both}: which one holds")


def _date_of_status(answer: Answer, stated: TextStatus, page: PublishedPage) -> _UpdateDate:
    """Return the date of a status: its own, the row's, its heading's, the answer's, the page's."""
    for written in dates_in(stated.rest):
        if written.window and written.kind in (DateKind.AT, DateKind.BARE):  # not "until June 2026"
            return _UpdateDate(written.window)
    for piece in answer.texts(Role.DATE):
        for written in dates_in(fold(piece.text)):
            if written.window:
                return _UpdateDate(written.window, piece)
    for role in (Role.STATUS, Role.UPDATE, Role.POSITION):
        for piece in reversed(answer.texts(role)):
            if piece.heading and piece.heading.window:
                return _UpdateDate(piece.heading.window, piece)
    return _UpdateDate(page.window)


def _day(answer: Answer, dated: _UpdateDate, page: PublishedPage) -> date | None:
    """Return the day of an update; of a month the last day that is not after `page.on`.

    None, with a question, where there is no date, or one on which nobody can have written it.
    """
    window = dated.window
    where = f" in {dated.piece.where}" if dated.piece else ""
    if window is None:
        answer.doubt(
            "position", f"the date of the update{where} is none that is known: when was it"
        )
        return None
    if window.first < page.published or window.first > page.on:
        when = "before the publication" if window.first < page.published else "still to come"
        answer.doubt(
            "position", f"an update of {window.text}{where} would be {when}: what is meant"
        )
        return None
    day = min(window.last, page.on)
    if not window.is_day:
        told = f"said in {window.text}, and {day} is written: on which day"
        answer.doubts.append(Doubt("updates", told, holds=True))
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


def _hand_over(answer: Answer, updates: Sequence[Fields]) -> None:
    """Put updates and their questions under the only action, or under an answer without one.

    Where there are several actions, ask to which one each update belongs.
    """
    if not answer.actions:
        answer.updates += updates
        return
    of_updates = [doubt for doubt in answer.doubts if doubt.key == "updates"]
    answer.doubts = [doubt for doubt in answer.doubts if doubt.key != "updates"]
    if len(answer.actions) == 1:
        answer.actions[0].updates += updates
        answer.actions[0].doubts += of_updates
        return
    for update in updates:
        shown = in_brackets(update)
        answer.remarks.append(f"not placed: {shown}")
        answer.doubt("actions", f"of which action is this an update: {shortened(shown)}")


def _without_dates(text: str) -> str:
    for written in reversed(dates_in(text)):
        text = text[: written.start] + text[written.end :]
    return text
