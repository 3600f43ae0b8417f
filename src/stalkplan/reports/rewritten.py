"""What was rewritten or recorded late since a day, in words: for `changes` and for a brief."""

from itertools import takewhile

from stalkplan.history.differences import Change
from stalkplan.history.differences.words import DATED, NOTED, REWRITTEN
from stalkplan.history.since import Late, Since
from stalkplan.history.trail import Traced
from stalkplan.verdict import marks, words


def compared_in_words(since: Since) -> str:
    """Return in one line with what the files were compared, or why they were not, or not all."""
    day = words.long_date(since.day)
    if not since.bases:
        return f"What was rewritten since {day} cannot be told: {since.why_not}."
    bases = [f"{base.short} of {words.long_date(since.days[base.id])}" for base in since.bases]
    told = f"Compared with the last commit before {day}: {words.listed(bases)}."
    return f"{told} Not all could be looked at: {since.why_not}." if since.why_not else told


def is_clean(since: Since) -> bool:
    """Whether everything was looked at, and nothing was rewritten or recorded late."""
    return bool(since.bases) and not (since.why_not or since.rewritten or since.late)


def rewritten_in_words(traced: Traced, longest: int) -> str:
    """Return what was written otherwise, with what it said and says, each at most so long."""
    difference = traced.difference
    if difference.change.is_noted:
        return NOTED[difference.change].format(name=difference.name, field="")
    title = REWRITTEN[difference.change].title
    text = f"{title[0].lower()}{title[1:]}"
    is_answer = difference.now and difference.now.path[-1:] == ("position",)
    if difference.change is Change.WORDING_CHANGED and is_answer:
        text = "answer rewritten"
    if difference.is_withheld:
        return f"{text}: what it said is withheld"
    before, after = excerpts(difference.before or "", difference.after or "", longest)
    if before and after:
        return f"{text}: {_quoted(before)} became {_quoted(after)}"
    return f"{text}: {_quoted(before)}" if before else text


def late_in_words(late: Late) -> str:
    """Return what was recorded late, when, and how many days after the day that it is about."""
    difference = late.traced.difference
    what = DATED[difference.change].format(name=difference.name)
    when = f"recorded on {words.long_date(late.recorded)}"
    if late.traced.commit is None:
        when = "not committed yet"
    if late.day is None:
        return f"{what} has no day of its own: {when}"
    days = words.count((late.recorded - late.day).days, "day")
    return f"{what} of {words.long_date(late.day)}: {when}, {days} after"


def excerpts(before: str, after: str, longest: int) -> tuple[str, str]:
    """Return two texts of at most so many characters, if need be from where they differ on."""
    if max(len(before), len(after)) <= longest:
        return before, after
    old, new = before.split(), after.split()
    same = (a == b for a, b in zip(old, new, strict=False))
    start = max(0, sum(takewhile(bool, same)) - 2)
    head = f"{marks.ELLIPSIS} " if start else ""
    old_part, new_part = (words.cut(f"{head}{' '.join(t[start:])}", longest) for t in (old, new))
    return old_part, new_part


def _quoted(text: str) -> str:
    """Return a value within a sentence: what has a space in quotes, a date or a word as it is."""
    return f'"{text}"' if " " in text else text
