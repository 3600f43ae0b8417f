"""What a publication asks of others and what an organisation answers, by how each is put."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from stalkplan.imports.phrases.dates import DateKind, dates_in
from stalkplan.imports.phrases.text import fold, letters_only, sentences

_ADDRESSED = (
    r"(?:all |the |every |each )?(?:chief (?:constables?|officers?)|(?:police )?forces?"
    r"|constabular(?:y|ies)|(?:police and crime )?commissioners?|(?:local )?policing bod(?:y|ies)"
    r"|college of policing|home office|ministry of justice|npcc|apcc|crown prosecution service|cps"
    r"|national police chiefs['\u2019]? council)"
)
_TO_SOMEBODY = re.compile(
    rf"(?:recommendation(?: \d+)? )?(?:(?:is )?(?:made |addressed )?(?:to|for) ){_ADDRESSED}"
    rf"(?:(?:,| and|, and) {_ADDRESSED})*[.:]?|{_ADDRESSED}:",
    re.IGNORECASE,
)
_OF_FORCES = re.compile(
    rf"(?!the force\b){_ADDRESSED}\b[^.]{{0,200}}?"
    r"\b(?:should|must|shall|will|(?:need|ought|are|is)s? to)\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:we|our|us|ours|the (?:force|constabulary))\b", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:is|are|was|were|has|have|had|been|will|can|does|do)\b", re.IGNORECASE)
_DUTY = re.compile(r"\b(?:should|must|ought to|(?:need|is|are)s? to)\b", re.IGNORECASE)
_NO_ORDER = re.compile(
    r"(?:the|all|an?|every|each|both|any|some|this|that|these|those|it|they|he|she|there|staff"
    r"|officers?|training|most|many|new|more|no|[a-z]+(?:ing|ed))\b"
)
"""Words with which an order such as `train all staff` does not begin."""

_WITHIN = re.compile(r"\b(?:what|which|who|where|how|that) [a-z]+", re.IGNORECASE)
"""A clause within an order, as in `review what is bought`."""
_BY_A_DAY = re.compile(
    r"(?:by|before|no later|not later|on or before|at the latest)\b", re.IGNORECASE
)

_LEAST_WORDS = 5
_PART = 94
"""How like a part of an ask a text is that was cut out of it, in percent."""

_LONGER = 1.6
"""How many times as long as an ask a text is at most that can be much the same."""

_LONGEST = 2_000
"""Characters of a text that are compared."""


class AskedText(NamedTuple):
    """A text that is asked, as `restates` compares it: its words, and each of them once."""

    words: str
    known: frozenset[str]

    @property
    def in_order(self) -> str:
        """The words in the order of the alphabet."""
        return " ".join(sorted(self.words.split()))


def is_addressing(text: str) -> bool:
    """Whether a text only says to whom something is made, as `Recommendation to all forces`."""
    return _TO_SOMEBODY.fullmatch(fold(text)) is not None


def is_ask(text: str) -> bool:
    """Whether every sentence of a text asks something of others, or orders it by a day."""
    parts = sentences(fold(text)[:_LONGEST])
    return bool(parts) and _is_dated_ask(parts[0]) and all(map(_may_ask, parts[1:]))


def is_ask_of_forces(text: str) -> bool:
    """Whether a text asks something of chief constables, forces or others by their name."""
    return _OF_FORCES.match(_without_day(fold(text)[:_LONGEST])[0]) is not None


def may_be_ask(text: str) -> bool:
    """Whether all that a text says is what somebody should do, and not what is done."""
    parts = sentences(fold(text)[:_LONGEST])
    return bool(parts) and all(map(_may_ask, parts))


def is_own_account(text: str) -> bool:
    """Whether a text tells what the organisation itself does: `we`, `our`, `the force`."""
    return _OURS.search(text) is not None


def restates(text: str, asked: Iterable[AskedText]) -> bool:
    """Whether a text is one of those that are asked, cut or reworded.

    An account of what is done must be nearly the same, as answers repeat the words of an ask.
    """
    own = asked_texts([text])
    if not own:
        return False
    words, known = own[0]
    least = len(known) / 2
    long = [each for each in asked if len(each.words) * _LONGER > len(words)]
    near = [each for each in long if len(known & each.known) >= least]
    if not near:
        return False
    in_order = own[0].in_order
    tells = is_own_account(text) or (_TOLD.search(text) and not _DUTY.search(text))
    cutoff = 92 if tells else 78
    return any(
        fuzz.ratio(words, other.words, score_cutoff=cutoff)
        or (not tells and fuzz.ratio(in_order, other.in_order, score_cutoff=cutoff))
        or (len(words) < len(other.words) and fuzz.partial_ratio(words, other.words) >= _PART)
        for other in near
    )


def asked_texts(texts: Iterable[str]) -> Sequence[AskedText]:
    """Return what is asked as `restates` compares it, without texts that are too short."""
    read = dict.fromkeys(letters_only(text[:_LONGEST]) for text in texts)
    return [
        AskedText(words, frozenset(parts))
        for words in read
        if len(parts := words.split()) >= _LEAST_WORDS
    ]


def _is_dated_ask(sentence: str) -> bool:
    rest, has_day = _without_day(sentence)
    if _OF_FORCES.match(rest):
        return True
    if not has_day or is_own_account(rest) or _NO_ORDER.match(rest) or not rest[:1].islower():
        return has_day and _may_ask(rest)
    return not _TOLD.search(_WITHIN.sub("", " ".join(rest.split()[:3])))


def _may_ask(sentence: str) -> bool:
    rest, has_day = _without_day(sentence)
    if _OF_FORCES.match(rest):
        return True
    if is_own_account(rest):
        return False
    duty = _DUTY.search(rest)
    if duty is None:
        return has_day and _is_dated_ask(sentence)
    told = _TOLD.search(rest)
    return told is None or told.start() >= duty.start()


def _without_day(sentence: str) -> tuple[str, bool]:
    """Return a sentence without the `By 27 March 2025,` with which it begins."""
    if not _BY_A_DAY.match(sentence):
        return sentence, False
    first = next(iter(dates_in(sentence[:80])), None)
    if first is None or first.start or first.kind is not DateKind.BY:
        return sentence, False
    return sentence[first.end :].lstrip(" ,:"), True
