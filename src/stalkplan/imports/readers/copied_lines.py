"""Lines that were copied from a page of paper or a PDF: page numbers out, cut words joined."""

import re
from collections.abc import Iterable, Iterator, Sequence

from stalkplan.imports.phrases.headings import heading_of, label_of

_PAGE_NUMBER = re.compile(
    r"\s*(?:page\s+[0-9]{1,4}(?:\s*(?:of|/)\s*[0-9]{1,4})?|[-\u2013\u2014]\s*[0-9]{1,4}\s*[-\u2013\u2014])\s*",
    re.IGNORECASE,
)
_CUT = re.compile(r"([^\W\d_]+)[-\u2010]$")
_REST = re.compile(r"[^\W\d_]+")
_ENDS_SENTENCE = re.compile(r"[.!?:;)\"'\u2019\u201d|]\s*$")
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_HANGS = re.compile(
    r"(?:,|\b(?:the|an?|of|to|and|or|in|on|by|for|with|from|at|as|is|are|be|been|will|was|were|has"
    r"|have|that|which|our|their|its|this|these|not|between|during|who|than))$",
    re.IGNORECASE,
)
_MONTH_AT_END = re.compile(rf"\b{_MONTH}$", re.IGNORECASE)
_DAY_AT_END = re.compile(r"\b[0-9]{1,2}(?:st|nd|rd|th)?$")
_LONGEST_END = 20
"""Characters of a text in which these are looked for; the longest is `September`."""

_YEAR = re.compile(r"20[0-9]{2}\b")
_MONTH_AT_START = re.compile(rf"{_MONTH}\b", re.IGNORECASE)

_COMPOUNDS = frozenset(
    (
        "multi",
        "non",
        "self",
        "well",
        "cross",
        "long",
        "short",
        "high",
        "low",
        "full",
        "part",
        "half",
    )
)
"""What is written with a hyphen as a rule: `multi-agency`, `self-assessed`."""

_LEAST_WORDS = 4
"""A shorter line that ends in `by` or `of` may be a heading."""


def without_page_numbers(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return lines without those of page numbers, and these.

    The empty lines around one go with it where it parts a sentence.
    """
    kept: list[str] = []
    numbers: list[str] = []
    is_behind_number = False
    for line in lines:
        if _PAGE_NUMBER.fullmatch(line) and any(map(str.strip, kept)):
            numbers.append(line.strip())
            while kept and not kept[-1].strip():
                kept.pop()
            is_behind_number = True
        elif is_behind_number and not line.strip():
            continue
        else:
            if is_behind_number and _ENDS_SENTENCE.search(kept[-1]):
                kept.append("")
            kept.append(line)
            is_behind_number = False
    return kept, numbers


def with_whole_words(lines: Iterable[str]) -> list[str]:
    """Return lines, those joined between which a hyphen cuts a word in two.

    The hyphen stays where the text has the word with it, or each half as a word of its own and
    never the whole.
    """
    lines = list(lines)
    cuts = {at for at in range(len(lines) - 1) if _is_cut(lines[at], lines[at + 1])}
    if not cuts:
        return lines
    known = set(_known_words(lines, cuts))
    whole: list[list[str]] = []
    for at, line in enumerate(lines):
        if at - 1 in cuts:
            whole[-1].append(line.lstrip())
        else:
            whole.append([line])
        if at in cuts:
            cut, rest = _halves(line, lines[at + 1])
            if not _keeps_hyphen(cut, rest, known):
                whole[-1][-1] = line.strip()[:-1] if len(whole[-1]) > 1 else line.rstrip()[:-1]
            else:
                whole[-1][-1] = whole[-1][-1].rstrip()
    return ["".join(parts) for parts in whole]


def _is_cut(line: str, following: str) -> bool:
    return following.lstrip()[:1].islower() and bool(_CUT.search(line.rstrip()))


def _halves(line: str, following: str) -> tuple[str, str]:
    cut, rest = _CUT.search(line.rstrip()), _REST.match(following.lstrip())
    return (cut[1].lower() if cut else ""), (rest[0].lower() if rest else "")


def _known_words(lines: Sequence[str], cuts: set[int]) -> Iterator[str]:
    """Yield the words of lines in small letters, without the halves of those that are cut."""
    for at, line in enumerate(lines):
        words = re.findall(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*", line.lower())
        yield from words[at - 1 in cuts : len(words) - (at in cuts)]


def _keeps_hyphen(cut: str, rest: str, known: set[str]) -> bool:
    if f"{cut}-{rest}" in known:
        return True
    is_compound = cut in _COMPOUNDS or (cut in known and rest in known)
    return is_compound and cut + rest not in known


def goes_on(text: str, line: str) -> bool:
    """Whether a text, that ends with its line, goes on with the next line."""
    if line[:1].islower():
        return True
    if len(text.split()) < _LEAST_WORDS or heading_of(text) or label_of(line):
        return False
    end = text[-_LONGEST_END:]
    if _MONTH_AT_END.search(end):
        return bool(_YEAR.match(line))
    if _DAY_AT_END.search(end):
        return bool(_MONTH_AT_START.match(line))
    return bool(_HANGS.search(end))
