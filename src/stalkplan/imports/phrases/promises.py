"""When a date in an action is the organisation's promise, and when it is somebody else's."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from stalkplan.imports.phrases.cells import is_date
from stalkplan.imports.phrases.dates import DateKind, TextDate, dates_in
from stalkplan.imports.phrases.text import sentences, shortened


class TextPromise(NamedTuple):
    """The promise in a text as the fields of a plan, and the questions that it leaves."""

    fields: Mapping[str, str]
    doubts: tuple[str, ...]


_OTHERS = (
    r"HMICFRS|IOPC|NPCC|APCC|College(?: of Policing)?|Home Office|Ministry|CPS|Crown Prosecution"
    r"|[Gg]overnment|PCCs?|Commissioner|Council|[Ss]uppliers?|[Vv]endors?|[Pp]roviders?|University"
    r"|[Cc]harit(?:y|ies)|[Cc]oroner|[Ii]nspectorate|[Nn]ational"
)
_OURS = re.compile(r"\b(?:we|our|force|constabulary|police|team|unit)\b", re.IGNORECASE)
_BY_OTHERS = re.compile(rf"\bby (?:the )?(?:{_OTHERS})\b")
_OTHER = re.compile(rf"\b(?:{_OTHERS})\b")
_WAITING = re.compile(
    r"\b(?:following|after|once|when|pending|awaiting|awaited|until|upon|subject to|dependent on"
    r"|depending on|as soon as|on (?:completion|receipt|publication) of|expected|anticipated"
    r"|in light of|in line with|if)\b",
    re.IGNORECASE,
)
_RESUMED = re.compile(r",|\b(?:will|shall)\b", re.IGNORECASE)
_PAPER = re.compile(
    r"\b(?:report|reports|inspection|inquiry|guidance|APP|legislation|statistics)\s*$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:(?P<will>will|shall|to be|must|aims? to|plans? to|intends? to|committed to|going to|to)"
    r"|(?P<weak>(?:(?-i:may)|might|could|would(?: like)?|should"
    r"|hopes?|wish(?:es)?|expects?)(?: to)?)"
    r"|(?P<past>was|were|has|have|had|been|began)"
    r"|(?P<now>is|are|remains?))\b",
    re.IGNORECASE,
)
_BEGIN = re.compile(
    r"\b(?:starts?|begins?|commences?|commencing)\b(?:(?!\b(?:and|then)\b)[^,;])*$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[,;]\s+(?:and|but|which|who|that|while)\s+|;\s+|\s+(?:and|but)\s+(?=\w+ will)"
)

_NOT = re.compile(r"\b(?:not|never|cannot|no longer)\b|n['\u2019]t\b", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:asked|requires?|required|recommend(?:s|ed)?)\b", re.IGNORECASE)
_OF_A_PAGE = re.compile(
    r"\b(?:review(?:ed)?|updated?|published|issued)(?: date)?\s*[:\u2013\u2014-]\s*$", re.IGNORECASE
)

_NOT_ALONE = re.compile(rf"{_WAITING.pattern}|complete|achieved|closed|done", re.IGNORECASE)
"""What beside a date in a column of dates says that it is another one, or that it may not hold."""

_LONGEST_TARGET = 300

LONGEST_PROMISE = 20_000
"""How many characters are searched for dates and owners: ten times the longest real text."""


def promise_in(text: str) -> TextPromise:
    """Return the promise in the folded text of an action.

    A date is promised if its sentence says that this action will be done, delivered or part of the
    plan by then; of several dates the last counts. A date becomes a question if it hangs on a
    report or a condition, if others have to keep it, or if it is only hoped for.
    """
    promised: list[TextDate] = []
    doubts: list[str] = []
    if len(text) > LONGEST_PROMISE:
        return TextPromise({}, ("it is too long to look for dates in: does it promise one",))
    for sentence in sentences(text):
        for written in dates_in(sentence):
            if why := _why_not(sentence, written):
                doubts.append(
                    f"'{shortened(written.text)}' is no promise here, as {why}: is it one"
                )
            else:
                promised.append(written)
    return _chosen(promised, doubts)


def target_in(text: str) -> TextPromise:
    """Return the promise in the folded text of a cell in a column of dates."""
    dates = [written for written in dates_in(text) if written.kind is not DateKind.FROM]
    if not dates:
        return TextPromise({}, (f"'{shortened(text)}' is given as the date: by when",))
    return _chosen(dates, [])


def target_of_cell(text: str) -> TextPromise:
    """Return the promise in the folded text of a cell in a column of dates, if it is one date.

    Of two dates none is taken, nor one that is a word in a sentence, or that waits for something.
    """
    found = target_in(text) if len(text) <= _LONGEST_TARGET else TextPromise({}, ())
    dates = dates_in(text) if len(text) <= _LONGEST_TARGET else []
    rest = text
    for written in reversed(dates):
        rest = f"{rest[: written.start]} {rest[written.end :]}"
    if len({written.window for written in dates}) > 1:
        shown = shortened(text)
        return TextPromise({}, (f"'{shown}' has several dates: which one is promised",))
    if (dates and not is_date(text)) or _NOT_ALONE.search(rest):
        return TextPromise({}, (f"'{shortened(text)}' is more than a date: is one promised",))
    return found


def is_promising(sentence: str) -> bool:
    """Whether a sentence of an answer may promise something by a date, so that it is asked."""
    return any(
        written.kind in (DateKind.BY, DateKind.NOT_BEFORE)
        or (written.kind is DateKind.AT and not _is_past(sentence, written))
        for written in dates_in(sentence)
    )


def _is_past(sentence: str, written: TextDate) -> bool:
    verb = _verb(sentence, written)
    return verb in ("past", None)


def _chosen(dates: list[TextDate], doubts: list[str]) -> TextPromise:
    """Return the promise to keep the last of some dates, and ask if they differ."""
    if not dates:
        return TextPromise({}, tuple(doubts))
    dated = [written for written in dates if written.window]
    firm = [written for written in dated if written.kind is not DateKind.NOT_BEFORE] or dated
    chosen = max(firm, key=_last) if firm else dates[0]
    if len({written.window for written in dated}) > 1:
        others = ", ".join(f"'{written.text}'" for written in dated)
        doubts.append(f"of several dates the last is taken, of {others}: is that right")
    if chosen.is_guess:
        doubts.append(f"'{chosen.text}' is read as a month and a year, not as a day: is that right")
    doubts += (f"'{w.text}' is no day of any month: which is meant" for w in dates if w.is_no_day)
    fields = {"wording": chosen.text}
    if chosen.window:
        key = "not_before" if chosen.kind is DateKind.NOT_BEFORE else "by"
        fields = {key: chosen.window.text, **fields}
    return TextPromise(fields, tuple(doubts))


def _last(written: TextDate) -> str:
    return written.window.last.isoformat() if written.window else ""


def _why_not(sentence: str, written: TextDate) -> str:
    """Return why a date is no promise of this action; an empty text if it is one."""
    before, after = sentence[: written.start], sentence[written.end :]
    clause = list(_CLAUSE.split(before))[-1]
    return (
        _waits(before)
        or _of_somebody_else(clause, _subject(clause, after))
        or _begins(written, clause)
        or _denied(clause)
        or _not_meant(sentence, written)
        or _not_labelled(written, before, after)
    )


def _begins(written: TextDate, clause: str) -> str:
    is_start = written.kind is DateKind.FROM or _BEGIN.search(clause)
    return "it is a beginning, not a delivery" if is_start else ""


def _denied(clause: str) -> str:
    if _NOT.search(clause):
        return "the sentence says what will not be"
    asked = _ASKED.search(clause)
    is_of_forces = asked and re.search(r"\bto\b", clause[asked.end() :])
    return "it is what is asked of forces" if is_of_forces else ""


def _waits(before: str) -> str:
    """Return that a date hangs on something, if its clause begins with a word such as `once`."""
    waiting = list(_WAITING.finditer(before))
    if waiting and not _RESUMED.search(before, waiting[-1].end()):
        return f"it hangs on what follows '{waiting[-1][0]}'"
    return ""


def _of_somebody_else(clause: str, subject: str) -> str:
    is_other = _OTHER.search(subject) and not _OURS.search(subject)
    if _BY_OTHERS.search(clause) or is_other:
        return "somebody else is to keep it"
    is_ours = re.search(r"\b(?:we|our|an?)\b", subject, re.IGNORECASE)
    return "it is the date of a paper" if _PAPER.search(subject) and not is_ours else ""


def _not_meant(sentence: str, written: TextDate) -> str:
    verb = _verb(sentence, written)
    has_been = verb is None and re.search(r"\b\w+ed\b", sentence[: written.start])
    if verb == "past" or (has_been and written.kind is DateKind.AT):
        return "it tells what has been"
    if verb == "weak" or (verb == "now" and written.kind is not DateKind.BY):
        return "it is not certain"
    return ""


def _not_labelled(written: TextDate, before: str, after: str) -> str:
    """Return that nothing says what a date is for, unless it is alone or behind a label."""
    if written.kind is not DateKind.BARE:
        return ""
    is_alone = not before.strip(" :-\u2013\u2014") and not after.strip(" .:")
    is_labelled = re.search(r"[:\u2013\u2014-]\s*$", before) and not _OF_A_PAGE.search(before)
    return "" if is_alone or is_labelled else "nothing says what it is for"


def _subject(clause: str, after: str) -> str:
    """Return the words before the first verb that the date belongs to."""
    for part in (clause, after.lstrip(" ,")):
        if match := re.search(r"\b(?:will|shall|is|are|may|must|should|to be)\b", part):
            return part[: match.start()].rpartition(",")[2]
    return ""


def _verb(sentence: str, written: TextDate) -> str | None:
    """Return the kind of the verb that a date belongs to: the last one before it, else the next."""
    before = list(_VERB.finditer(sentence[: written.start]))
    verb = before[-1] if before else _VERB.search(sentence, written.end)
    return verb.lastgroup if verb else None


def promising_sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a folded answer that may promise something by a date."""
    for sentence in sentences(text) if len(text) <= LONGEST_PROMISE else ():
        if is_promising(sentence):
            yield sentence
