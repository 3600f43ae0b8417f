"""What was rewritten or recorded late since a day, in words: for `changes` and for a brief."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from stalkplan.history.differences import Change, Difference
from stalkplan.history.differences.difference import withheld
from stalkplan.history.differences.words import DATED, NOTED, REWRITTEN, TEXTS
from stalkplan.history.since import Late, Since
from stalkplan.history.trail import Traced
from stalkplan.privacy.looks_like import looks_like
from stalkplan.privacy.people_named import has_lone_name
from stalkplan.privacy.personal import is_above_official
from stalkplan.record.dates import start_of
from stalkplan.record.fields import WITHHELD
from stalkplan.verdict import marks, words

LATE = "recorded-late"
"""The code of an addition that is dated before the revision, or not dated at all."""


class SinceInWords(NamedTuple):
    """What was rewritten and recorded late since a day, for the public.

    `compared` says with what the record was compared; `sentences` are about one record each, whose
    name stands first. `has_late` if something was recorded late.
    """

    day: date
    compared: str
    sentences: tuple[tuple[str, str], ...]
    has_late: bool


def since_in_words(since: Since, longest: int) -> SinceInWords:
    """Return what git knows since a day in public words; texts are cut to `longest` characters."""
    sentences = tuple(_sentences(since, longest))
    return SinceInWords(since.day, _compared_on_paper(since), sentences, bool(since.late))


def _compared_on_paper(since: Since) -> str:
    """Return with which editions the plan was compared; why not all were is for its maker alone."""
    day = words.long_date(since.day)
    if not since.bases:
        return (
            f"What was rewritten since {day} is not known: no earlier edition of the plan could "
            "be compared."
        )
    editions = [
        f"{words.long_date(since.days[base.id])} (commit {base.short})" for base in since.bases
    ]
    told = f"Compared with the plan as it was on {words.listed(editions)}."
    return f"{told} Not all of it could be compared." if since.why_not else told


def _sentences(since: Since, longest: int) -> Iterator[tuple[str, str]]:
    """Yield what was rewritten, then what was recorded late; nothing of what nobody looked at."""
    for traced in since.rewritten:
        name = traced.difference.name
        day = since.day_of(traced)
        when = words.long_date(day) if day else "Not committed yet"
        when += after_this_day(since, [traced])
        yield name, f"{when}, {name}: {rewritten_in_words(traced, longest, is_public=True)}"
    for late in since.late:
        when = after_this_day(since, [late])
        yield late.traced.difference.name, f"Recorded late{when}: {late_in_words(late)}"
    if is_clean(since):
        yield "", "Nothing was rewritten or recorded late."


def compared_in_words(since: Since) -> str:
    """Return in one line with what the files were compared, or why they were not, or not all."""
    day = words.long_date(since.day)
    if not since.bases:
        return f"We cannot say what was rewritten since {day}: {since.why_not}."
    bases = [f"{base.short} of {words.long_date(since.days[base.id])}" for base in since.bases]
    told = f"Compared with the last commit before {day}: {words.listed(bases)}."
    return f"{told} Not all could be read: {since.why_not}." if since.why_not else told


def after_this_day(since: Since, written: Sequence[Traced | Late]) -> str:
    """Return how much of what was written came after the day of a paper: `, 1 of them after ...`.

    Such a paper is of a past day, and shows the record as it was rewritten since.
    """
    later = sum(map(since.is_later, written))
    some = "" if later == len(written) else f"{later:,} of them "
    return f", {some}after this day" if later else ""


def is_clean(since: Since) -> bool:
    """Whether everything was looked at, and nothing was rewritten or recorded late."""
    return bool(since.bases) and not (since.why_not or since.rewritten or since.late)


def rewritten_in_words(traced: Traced, longest: int, *, is_public: bool = False) -> str:
    """Return what was written otherwise, with what it said and says, each at most so long.

    What `both` withholds is not repeated.
    """
    difference = traced.difference
    text = done_in_words(difference)
    if difference.change.is_noted:
        return text
    shown = both(difference, is_public=is_public)
    if WITHHELD in shown:
        return f"{text}: what it said is withheld"
    before, after = excerpts(shown[0] or "", shown[1] or "", longest)
    if before and after:
        was, is_now = (in_quotes(said, difference.change) for said in (before, after))
        return f"{text}: {was} became {is_now}"
    return f"{text}: {in_quotes(before, difference.change)}" if before else text


def done_in_words(difference: Difference) -> str:
    """Return what was done to a record, without any text of it."""
    if difference.change.is_noted:
        return NOTED[difference.change].format(name=difference.name, field="")
    is_answer = difference.now and difference.now.path[-1:] == ("position",)
    if difference.change is Change.WORDING_CHANGED and is_answer:
        return "answer rewritten"
    title = REWRITTEN[difference.change].title
    return f"{title[0].lower()}{title[1:]}"


def both(difference: Difference, *, is_public: bool = False) -> tuple[str | None, str | None]:
    """Return what a text said and says; WITHHELD for both if one is headed SECRET.

    Where it `is_public`, also if one may be about a person: that may be why it went.
    """
    before, after = difference.before, difference.after
    parts = [part for text in (before, after) if text for part in (text, _FIELD.sub("\n", text))]
    is_about_people = is_public and any(has_lone_name(p) or any(looks_like(p)) for p in parts)
    if is_about_people or any(map(is_above_official, parts)):
        return withheld(before), withheld(after)
    return before, after


_FIELD = re.compile(r"(?:^|[,;] )[\w -]+: ")
"""What stands before each text of an update, or of several: the name of its field, its day."""


def late_in_words(late: Late) -> str:
    """Return what was recorded late, when, and how many days after the day that it is about."""
    difference = late.traced.difference
    what = DATED[difference.change].format(name=difference.name)
    when = f"recorded on {words.long_date(late.recorded)}"
    if late.joined:
        when = f"recorded on {words.long_date(late.joined)} and changed on "
        when += words.long_date(late.recorded)
    if late.traced.commit is None:
        when = "not committed yet as it is" if late.joined else "not committed yet"
    if late.day is None:
        return f"{what} has no day of its own: {when}"
    days = words.count((late.recorded - late.day).days, "day")
    return f"{what} of {day_in_words(difference)}: {when}, {days} after"


def day_in_words(difference: Difference) -> str:
    """Return the day that an added record gives itself, or the month; nothing if it gives none."""
    if difference.window:
        return words.long_window(difference.window)
    return words.long_date(difference.day) if difference.day else ""


def excerpts(before: str, after: str, longest: int) -> tuple[str, str]:
    """Return two texts of at most so many characters, if need be only where they differ."""
    if max(len(before), len(after)) <= longest:
        return before, after
    old, new = before.split(), after.split()
    same = _same_words(old, new)
    ending = min(len(old), len(new)) - same
    same_after = _same_words(old[::-1][:ending], new[::-1][:ending])
    start, left_out = max(0, same - 2), max(0, same_after - 2)
    head = f"{marks.ELLIPSIS} " if start else ""
    tail = f" {marks.ELLIPSIS}" if left_out else ""
    old_part, new_part = (
        words.cut(f"{head}{' '.join(text[start : len(text) - left_out])}{tail}", longest)
        for text in (old, new)
    )
    return old_part, new_part


def _same_words(one: Sequence[str], other: Sequence[str]) -> int:
    """Return with how many same words two texts begin."""
    return sum(takewhile(bool, (a == b for a, b in zip(one, other, strict=False))))


def in_quotes(text: str, change: Change) -> str:
    """Return a value within a sentence: a text in quotes; a date, an id or a choice as it is."""
    is_text = " " in text or (change in TEXTS and not start_of(text))
    return f'"{text}"' if is_text else text
