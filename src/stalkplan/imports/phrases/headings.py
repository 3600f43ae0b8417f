"""What a column or paragraph holds by its heading or label; spelling slips are forgiven."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from stalkplan.imports.phrases.dates import dates_in
from stalkplan.imports.phrases.statuses import STATUS_WORDS
from stalkplan.imports.phrases.text import fold, letters_only
from stalkplan.record.dates import Window


class Role(Enum):
    """What a cell or paragraph is in a plan."""

    NUMBER = auto()
    RECOMMENDATION = auto()
    REQUIREMENT = auto()
    OWNER = auto()
    POSITION = auto()
    ACTION = auto()
    DATE = auto()
    DEADLINE = auto()
    TARGET = auto()
    STATUS = auto()
    DOCUMENTS = auto()
    UPDATE = auto()
    ACCEPTANCE = auto()
    BY = auto()
    """`Action by`: a date or an owner, as the cell says."""
    COMPLETED = auto()
    """The day on which it was completed."""
    UNSURE = auto()
    """A heading and its cell do not agree on what the cell is."""
    OTHER = auto()
    """Under a heading that is not known."""


class Heading(NamedTuple):
    """A heading as the plan has it, what is below it, and the day or month that it names."""

    text: str
    role: Role
    window: Window | None = None


_LONGEST = 12
"""How many words a heading has at most. A longer text is prose."""

_LONGEST_WITH_STOP = 4
"""How many it has where it ends in a stop, as `Rec. no.` does."""

_KNOWN = (
    "recommendation", "recommendations", "requirement", "requirements", "evidence", "sub",
    "number", "reference", "owner", "lead", "responsible", "force", "constabulary", "initial",
    "response", "answer", "position", "update", "updates", "progress", "action", "actions", "plan",
    "date", "deadline", "target", "timescale", "timescales", "status", "supporting", "documents",
    "document", "completion", "completed", "current", "steps", "planned", "accountable",
    "assigned", "officer", "officers", "person", "agreed", "taken", "activity", "activities",
    "task", "tasks", "timeframe", "timeframes", "comment", "comments", "commentary", "latest",
    "link", "links", "strategic", "senior", "rating", "actual", "raised", "start", "review",
    "opened", "closed", "original", "revised", "delivery", "narrative", "police", "expected",
    "whom", "acceptance", "accepted",
    "question", "outstanding", "remaining",
)  # fmt: skip
_SHORT = frozenset((
    "no", "ref", "rec", "due", "rag", "brag", "of", "the", "by", "next", "and", "or", "at", "as",
    "when", "what", "we", "are", "have", "will", "do", "done", "doing", "required", "to", "be",
    "sro", "who", "whom", "on", "it", "for", "our", "from", "id", "req", "us", "did", "you", "said",
))  # fmt: skip
_OF_THE_FORCE = frozenset({"force", "constabulary", "initial"})
_OF_ONE_FORCE = (Role.POSITION, Role.UPDATE)
"""What may have the name of the force before it."""

_LONGEST_OF_COLUMN = 3
_SAID_BY_A_WORD = frozenset(
    (Role.ACTION, Role.OWNER, Role.POSITION, Role.STATUS, Role.TARGET, Role.UPDATE)
)
_AS_NEAR = 80
"""How like a known word a word must be, in percent: one letter in five may be a slip."""


# In this order: of "evidence requirements of progress" the requirement goes before the progress.
_RULES: tuple[tuple[frozenset[str], Role], ...] = (
    (frozenset({"requirement"}), Role.REQUIREMENT),
    (frozenset({"evidence", "required"}), Role.REQUIREMENT),
    (frozenset({"what", "doing"}), Role.POSITION),
    (frozenset({"what", "done"}), Role.POSITION),
    (frozenset({"what", "will", "do"}), Role.ACTION),
    (frozenset({"we", "will", "do"}), Role.ACTION),
    (frozenset({"we", "did"}), Role.POSITION),
    (frozenset({"we", "doing"}), Role.POSITION),
    (frozenset({"we", "done"}), Role.POSITION),
    (frozenset({"you", "said"}), Role.RECOMMENDATION),
    (frozenset({"acceptance"}), Role.ACCEPTANCE),
    (frozenset({"sub", "recommendation"}), Role.REQUIREMENT),
    (frozenset({"to", "date"}), Role.UPDATE),
    (frozenset({"start", "date"}), Role.OTHER),
    (frozenset({"review", "date"}), Role.OTHER),
    (frozenset({"raised"}), Role.OTHER),
    (frozenset({"opened"}), Role.OTHER),
    (frozenset({"date", "agreed"}), Role.OTHER),
    (frozenset({"date", "assigned"}), Role.OTHER),
    (frozenset({"date", "accepted"}), Role.OTHER),
    (frozenset({"status", "date"}), Role.DATE),
    (frozenset({"target"}), Role.TARGET),
    (frozenset({"by", "when"}), Role.TARGET),
    (frozenset({"completed", "by"}), Role.TARGET),
    (frozenset({"actual", "completion"}), Role.COMPLETED),
    (frozenset({"date", "completed"}), Role.COMPLETED),
    (frozenset({"completed", "on"}), Role.COMPLETED),
    (frozenset({"date", "closed"}), Role.COMPLETED),
    (frozenset({"action", "completed"}), Role.UPDATE),
    (frozenset({"action", "id"}), Role.NUMBER),
    (frozenset({"action", "to", "be", "taken"}), Role.ACTION),
    (frozenset({"action", "taken"}), Role.UPDATE),
    (frozenset({"action", "by"}), Role.BY),
    (frozenset({"owner"}), Role.OWNER),
    (frozenset({"lead"}), Role.OWNER),
    (frozenset({"responsible"}), Role.OWNER),
    (frozenset({"accountable"}), Role.OWNER),
    (frozenset({"assigned"}), Role.OWNER),
    (frozenset({"sro"}), Role.OWNER),
    (frozenset({"by", "whom"}), Role.OWNER),
    (frozenset({"who"}), Role.OWNER),
    (frozenset({"status"}), Role.STATUS),
    (frozenset({"rag"}), Role.STATUS),
    (frozenset({"brag"}), Role.STATUS),
    (frozenset({"supporting"}), Role.DOCUMENTS),
    (frozenset({"document"}), Role.DOCUMENTS),
    (frozenset({"number"}), Role.NUMBER),
    (frozenset({"no"}), Role.NUMBER),
    (frozenset({"reference"}), Role.NUMBER),
    (frozenset({"ref"}), Role.NUMBER),
    (frozenset({"deadline", "action"}), Role.TARGET),
    (frozenset({"deadline"}), Role.DEADLINE),
    (frozenset({"due"}), Role.TARGET),
    (frozenset({"timescale"}), Role.TARGET),
    (frozenset({"timeframe"}), Role.TARGET),
    (frozenset({"when"}), Role.TARGET),
    (frozenset({"completion", "date"}), Role.TARGET),
    (frozenset({"completion", "by"}), Role.TARGET),
    (frozenset({"expected", "completion"}), Role.TARGET),
    (frozenset({"planned", "completion"}), Role.TARGET),
    (frozenset({"response"}), Role.POSITION),
    (frozenset({"answer"}), Role.POSITION),
    (frozenset({"current", "position"}), Role.UPDATE),
    (frozenset({"latest", "position"}), Role.UPDATE),
    (frozenset({"position"}), Role.POSITION),
    (frozenset({"date"}), Role.DATE),
    (frozenset({"update"}), Role.UPDATE),
    (frozenset({"progress"}), Role.UPDATE),
    (frozenset({"commentary"}), Role.UPDATE),
    (frozenset({"comment"}), Role.UPDATE),
    (frozenset({"narrative"}), Role.UPDATE),
    (frozenset({"next", "steps"}), Role.ACTION),
    (frozenset({"action"}), Role.ACTION),
    (frozenset({"activity"}), Role.ACTION),
    (frozenset({"activitie"}), Role.ACTION),
    (frozenset({"task"}), Role.ACTION),
    (frozenset({"officer"}), Role.OWNER),
    (frozenset({"link"}), Role.DOCUMENTS),
    (frozenset({"recommendation"}), Role.RECOMMENDATION),
    (frozenset({"question"}), Role.RECOMMENDATION),
    (frozenset({"rec"}), Role.RECOMMENDATION),
    (frozenset({"evidence"}), Role.DOCUMENTS),
    (frozenset({"id"}), Role.NUMBER),
    (frozenset({"req"}), Role.NUMBER),
    (frozenset({"sub"}), Role.NUMBER),
)


_OTHER_BODY = re.compile(
    r"\b(?:HMIC(?:FRS)?|IOPC|NPCC|APCC|O?PCC|College|Home Office|Ministry|CPS|Commissioner"
    r"|Inspectorate|Coroner|Government|Auditors?)\b"
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:review(?:ing|er)?|risk|budget|data|information|audit|assurance|evidence|quality|finance"
    r"|reporting|contact|support(?:ing)?|deputy)\b",
    re.IGNORECASE,
)
"""Whoever leads one of these, or helps, need not own the action."""

_OF_BEFORE = re.compile(r"\b(?:previous(?:ly)?|former|earlier|superseded|old)\b", re.IGNORECASE)
_NOW = (Role.POSITION, Role.ACTION, Role.STATUS, Role.OWNER, Role.ACCEPTANCE)
"""What is no longer so where a heading says that it was so before."""

_OF_OTHERS = {
    **dict.fromkeys((Role.POSITION, Role.UPDATE, Role.ACTION, Role.ACCEPTANCE), Role.OTHER),
    **dict.fromkeys((Role.OWNER, Role.STATUS), Role.UNSURE),
}
"""What a heading is that names another body, as `Response of the Commissioner` does."""

_ABOUT_ASK = re.compile(
    r"(?:the )?(?:(?:key |main )?(?:issues?|findings?)|background|context|introduction|overview"
    r"|(?:cause|area)s? (?:of|for) (?:concern|improvement)|what (?:we|was|they|the \w+) found"
    r"|what (?:the )?\w+ (?:says?|asks?(?: for)?)"
    r"|what (?:was|were|is|are|we (?:are|were)|(?:the )?forces? (?:are|were|is|was))"
    r" (?:being )?(?:asked|recommended|required))(?: \w+){0,2}"
)


_OF_A_PAPER = re.compile(
    r"(?:members|(?:the )?(?:board|panel|committee|cabinet|commission(?:er)?|pcc|group))"
    r" (?:is|are) (?:asked|invited|recommended|requested) to\b"
    r"|(?:contact(?: officers?| details)?|(?:report )?authors?|author of the report"
    r"|any other business|aob|(?:date of )?next meeting|apologies|present|attend(?:ees|ance)"
    r"|background (?:papers|documents)|appendi(?:x|ces)|enquiries|for (?:more|further) information"
    r"|(?:financial|legal|equality|risk|resource|environmental)(?: and \w+)? implications)\s*:",
    re.IGNORECASE,
)


def is_of_paper(text: str) -> bool:
    """Whether a line is one that papers for a committee have besides what they are about."""
    return _OF_A_PAPER.match(text) is not None


def is_about_ask(text: str) -> bool:
    """Whether a heading, such as `Issues identified`, has what was found or asked below it."""
    return _ABOUT_ASK.fullmatch(letters_only(text)) is not None


@lru_cache(maxsize=4096)
def heading_of(text: str) -> Heading | None:
    """Return the heading that a cell or label is; None if it is none.

    An update is `UPDATE`, but a `Force update` without a date is `POSITION`: the answer as of
    today. One in percent is neither.
    """
    shown = fold(text)
    if not shown or len(shown) > 120:
        return None
    asked = _YES_OR_NO.sub("?", shown)
    if letters_only(asked) in STATUS_WORDS:
        return Heading(shown, Role.STATUS) if asked[-1] == "?" else None
    heading = _heading_of(asked)
    return heading and heading._replace(text=shown, role=_whose(heading.role, shown))


def _whose(role: Role, heading: str) -> Role:
    if role is Role.OWNER and _OF_SOMETHING_ELSE.search(heading):
        return Role.UNSURE
    if role in _NOW and _OF_BEFORE.search(heading):
        return Role.OTHER
    return _OF_OTHERS.get(role, role) if _OTHER_BODY.search(heading) else role


def _heading_of(shown: str) -> Heading | None:
    dates = dates_in(shown)
    rest = shown
    for written in reversed(dates):
        rest = f"{rest[: written.start]} {rest[written.end :]}"
    words = letters_only(rest).split()
    is_sentence = shown[-1] in ".!" and len(words) > _LONGEST_WITH_STOP
    if not words or len(words) > _LONGEST or is_sentence:
        return None
    read = [_known(word) for word in words]
    strange = [word for word, known in zip(words, read, strict=True) if known is None]
    if len(strange) > len(read) // 3 and not _is_named(rest, strange):
        return None
    names = {word.removesuffix("s") if word not in ("status", "steps", "progress") else word
             for word in read if word}  # fmt: skip
    role = next((role for needed, role in _RULES if needed <= names), None)
    role = _BY_ONLY_WORD.get(" ".join(words)) or role
    if "?" in shown and "accepted" in names:
        role = Role.ACCEPTANCE  # "Accepted" alone is an answer
    windows = {written.window for written in dates}
    window = next(iter(windows)) if len(windows) == 1 else None  # of a span it is neither end
    if role is None or (len(strange) > len(read) // 3 and role not in _OF_ONE_FORCE):
        return None
    if role is Role.DATE and strange:
        role = Role.OTHER  # "Date of report"
    if role is Role.UPDATE and window is None:
        is_answer = "update" in names and (names & _OF_THE_FORCE or strange)
        role = Role.OTHER if "%" in shown else Role.POSITION if is_answer else role
    return Heading(shown, role, window)


def heading_by_a_word(text: str) -> Heading | None:
    """Return what one word of a column's heading says, as of `Improvement action`.

    None if no word does, or if two say different things.
    """
    shown = fold(text)
    words = [word for word in letters_only(shown).split() if not _OF_PERIOD.fullmatch(word)]
    found = {known.role for word in words if (known := heading_of(word))}
    if len(words) > _LONGEST_OF_COLUMN or len(found) != 1 or not found <= _SAID_BY_A_WORD:
        return None
    return Heading(shown, _whose(found.pop(), shown))


_OF_PERIOD = re.compile(r"[0-9]+|q[1-4]|fy")
_BY_ONLY_WORD = {"what": Role.ACTION, "by": Role.BY}


def _is_named(heading: str, strange: Sequence[str]) -> bool:
    """Whether a heading begins with a name, as `Exampleshire response` does."""
    first, *rest = heading.split()
    return (
        len(strange) == 1
        and len(rest) in (1, 2)
        and first.istitle()
        and strange[0] == first.casefold()
    )


@lru_cache(maxsize=65536)
def _known(word: str) -> str | None:
    """Return the word of headings that a word means, slips and all."""
    if word in _SHORT or word in _KNOWN:
        return word
    if len(word) < 4:
        return None
    near = process.extractOne(word, _KNOWN, scorer=fuzz.ratio, score_cutoff=_AS_NEAR)
    return near[0] if near else None


_LABEL = re.compile(r"\s*([^:\n]{1,80}):(?=\s|$)")
_YES_OR_NO = re.compile(r"\s*[(\[]?\by(?:es)?\s?/\s?no?\b[)\]]?\??$", re.IGNORECASE)
_OF_LINES = {
    "Q": Heading("Q", Role.RECOMMENDATION),
    "A": Heading("A", Role.POSITION),
    "Further work": Heading("Further work", Role.ACTION),
    "Future work": Heading("Future work", Role.ACTION),
    "Next": Heading("Next", Role.ACTION),
}
"""Labels of lines that are no headings of columns."""


def label_of(text: str) -> tuple[Heading, str] | None:
    """Return the label before a text, as in `Status: complete`, and the text without it."""
    match = _LABEL.match(text)
    own = _OF_LINES.get(match[1].strip()) if match else None
    heading = own or (heading_of(match[1]) if match else None)
    if match is None or heading is None:
        return None
    return heading._replace(text=f"{heading.text}:"), text[match.end() :].strip()
