"""Updates: a status with its date, and what stands under a heading that is dated."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from stalkplan.edit.as_yaml import Fields, in_brackets
from stalkplan.imports.drafting.answers import Answer
from stalkplan.imports.drafting.entries import Piece
from stalkplan.imports.phrases.dates import DateKind, dates_in
from stalkplan.imports.phrases.headings import Role
from stalkplan.imports.phrases.statuses import TextStatus, status_of
from stalkplan.imports.phrases.text import fold, letters_only, shortened
from stalkplan.record.choices import Status
from stalkplan.record.dates import Window

_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:)]")


class PublishedPage(NamedTuple):
    """The published page: its address, and the day or month that it gives for itself."""

    source: str | None
    window: Window | None
    published: date
    on: date


def add_updates(answer: Answer, page: PublishedPage) -> None:
    """Give an answer the updates that its status and its dated columns make; the rest is asked."""
    links = [link for piece in answer.texts(Role.DOCUMENTS) for link in _LINK.findall(piece.text)]
    _ask_for_links(answer)
    made: list[dict[str, object]] = []
    for piece in answer.texts(Role.UPDATE):
        window = piece.heading.window if piece.heading else None
        day = _day(answer, window, page, piece)
        text = fold(piece.text)
        if day is None:
            label = piece.heading.text if piece.heading else "update"
            answer.remarks.append(f"not placed: {label}: {text}")
            continue
        stated = _certain(answer, status_of(text))
        made.append({"date": day, "status": stated.status if stated else None, "note": text})
    if (stated := _status(answer)) is not None:
        _add_status(answer, stated, made, page)
    if page.source is None and any(update["status"] == Status.COMPLETE for update in made):
        answer.doubt("updates", "the page is the evidence of it: what is its address")
    updates = [
        _fields(update, page, links) for update in sorted(made, key=lambda u: str(u["date"]))
    ]
    _place(answer, updates)


def _status(answer: Answer) -> TextStatus | None:
    """Return what the status column says; the last where a row has several."""
    stated = None
    for piece in answer.texts(Role.STATUS):
        stated = status_of(piece.text)
        if stated is None:
            told = f"'{shortened(fold(piece.text))}' is no status here"
            answer.doubt("position", f"{told}: which one is meant")
    if stated is None and not answer.texts(Role.STATUS):
        for piece in answer.texts(Role.POSITION):
            stated = status_of(piece.text) or stated
        if stated:  # what follows its date is the answer
            dates = [written for written in dates_in(stated.rest) if not written.start]
            stated = stated._replace(rest=dates[0].text if dates else "")
    return _certain(answer, stated)


def _certain(answer: Answer, stated: TextStatus | None) -> TextStatus | None:
    """Return what is stated; a completion by a date, which may be still to come, is asked."""
    dates = dates_in(stated.rest) if stated and stated.status is Status.COMPLETE else []
    if stated and dates and dates[0].kind in (DateKind.BY, DateKind.NOT_BEFORE):
        told = f"'{stated.status} {shortened(stated.rest)}' may be a plan"
        answer.doubt("position", f"{told}: is it, or since when is it so")
        return None
    return stated


def _add_status(
    answer: Answer, stated: TextStatus, made: list[dict[str, object]], page: PublishedPage
) -> None:
    window, piece = _dated(answer, stated, page)
    if window is None:
        told = f"the status is '{stated.status}', and no date is given"
        answer.doubt("position", f"{told}: since when")
        return
    day = _day(answer, window, page, piece)
    if day is None:
        return
    note = stated.rest if letters_only(_without_dates(stated.rest)) else None
    same = next((update for update in made if update["date"] == day), None)
    if same is None:
        made.append({"date": day, "status": stated.status, "note": note})
    elif same["status"] in (None, stated.status):
        same["status"] = stated.status
    else:
        answer.doubt(
            "updates",
            f"two statuses on {day}: {same['status']} and {stated.status}: which one holds",
        )


def _dated(
    answer: Answer, stated: TextStatus, page: PublishedPage
) -> tuple[Window | None, Piece | None]:
    """Return the date of a status: its own, the row's, its heading's, the answer's, the page's."""
    for written in dates_in(stated.rest):
        if written.window and written.kind in (DateKind.AT, DateKind.BARE):  # not "until June 2026"
            return written.window, None
    for piece in answer.texts(Role.DATE):
        for written in dates_in(fold(piece.text)):
            if written.window:
                return written.window, piece
    for role in (Role.STATUS, Role.UPDATE, Role.POSITION):
        for piece in reversed(answer.texts(role)):
            if piece.heading and piece.heading.window:
                return piece.heading.window, piece
    return page.window, None


def _day(
    answer: Answer, window: Window | None, page: PublishedPage, piece: Piece | None
) -> str | None:
    """Return the day of an update: of a month the last, when it was certainly said.

    None, and a question, where there is none or where nobody can have said it.
    """
    where = f" in {piece.where}" if piece else ""
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
        answer.doubt("updates", f"said in {window.text}, and {day} is written: on which day")
    return day.isoformat()


def _ask_for_links(answer: Answer) -> None:
    for piece in answer.texts(Role.DOCUMENTS):
        if not _LINK.search(piece.text):
            told = f"'{shortened(fold(piece.text))}' is no link"
            answer.doubt("position", f"{told}: where can it be read")


def _fields(update: dict[str, object], page: PublishedPage, links: Sequence[str]) -> Fields:
    fields: dict[str, str | Sequence[str]] = {}
    for key in ("date", "status", "note"):
        if update[key]:
            fields[key] = str(update[key])
    if update["status"]:
        evidence = list(dict.fromkeys([*([page.source] if page.source else []), *links]))
        if evidence:
            fields["evidence"] = evidence
    return fields


def _place(answer: Answer, updates: Sequence[Fields]) -> None:
    """Put updates under the only action, or under an answer that has none."""
    if len(answer.actions) > 1:
        for update in updates:
            told = in_brackets(update)
            answer.remarks.append(f"not placed: {told}")
            answer.doubt("actions", f"of which action is this an update: {shortened(told)}")
        answer.doubts = [doubt for doubt in answer.doubts if doubt.key != "updates"]
        return
    if not answer.actions:
        answer.updates += updates
        return
    (action,) = answer.actions
    action.updates += updates
    action.doubts += [doubt for doubt in answer.doubts if doubt.key == "updates"]
    answer.doubts = [doubt for doubt in answer.doubts if doubt.key != "updates"]


def page_window(texts: Sequence[str]) -> Window | None:
    """Return the day on which a page says that it was last changed, else published."""
    for words in (r"(?:last )?(?:updated|reviewed|modified)", r"(?:first )?published"):
        for text in texts:
            match = re.search(rf"\b{words}(?: on)?\s*:?\s*", text, re.IGNORECASE)
            dates = [w for w in dates_in(text) if match and w.end >= match.end()]
            if dates and match and dates[0].start <= match.end() and dates[0].window:
                return dates[0].window
    return None


def _without_dates(text: str) -> str:
    for written in reversed(dates_in(text)):
        text = text[: written.start] + text[written.end :]
    return text
