"""Handling markings at the head of a text, whose record has no `marking`."""

import re
from collections.abc import Iterator

from stalkplan.privacy.personal import PublicText, public_texts
from stalkplan.privacy.signs import folded
from stalkplan.record.model import Plan

_PHRASES = (
    r"OFFICIAL[\W_]{0,4}SENSITIVE|LOCSEN|(?:UK |POLICE |FIVE |OFFICERS'? ){0,2}EYES ONLY"
    r"|(?:COMMERCIAL |STAFF |POLICY |MEDICAL |POLICE |MANAGEMENT )?IN (?:STRICT )?CONFIDENCE"
    r"|(?:PRIVATE AND |PRIVATE & |STRICTLY |COMMERCIALLY |MEDICALLY )CONFIDENTIAL"
    r"|NOT (?:FOR|TO BE) (?:PUBLI[CS]|DISCLOS|CIRCULAT|RELEASE|SHAR|DISSEMINAT|FORWARD|ONWARD)\w*"
    r"|DO NOT (?:PUBLISH|DISCLOSE|CIRCULATE|RELEASE|SHARE|DISSEMINATE|FORWARD)"
    r"|(?:FOR )?INTERNAL ONLY|(?:FOR )?(?:INTERNAL|POLICE|OFFICIAL) USE ONLY"
    r"|(?:LAW ENFORCEMENT|COMMERCIALLY) SENSITIVE|LEGAL(?:LY)? (?:PROFESSIONAL )?PRIVILEGED?"
    r"|TLP\W{0,2}(?:RED|AMBER)|LIMITED (?:CIRCULATION|DISTRIBUTION)"
).replace(" ", r"[^\w\n]+")
_WORDS = "RESTRICTED|CONFIDENTIAL|SENSITIVE|EMBARGOED"
_DESCRIPTORS = "PERSONAL|STAFF|COMMERCIAL|POLICE|MANAGEMENT|PRIVATE|INVESTIGATION"

_BEFORE = (
    r"^[^\w\n]*(?:(?i:(?:(?:protective|handling|security) )?(?:marking|classification)"
    r"|handling(?: code)?|gsc)[^\w\n]+)?(?:(?:UK|HMG|DRAFT)[^\w\n]+)?"
)
_ENDS = r"(?=[^\S\n]*(?:$|[:;|\])}>*]|[-\u2010-\u2015](?:\s|$)))"
"""What follows a heading, and seldom the first word of a sentence."""
_GOES_ON = (
    r"\b(?![^\S\n]+(?:material|information|data|documents?|papers?|records?|texts?|e-?mails?|content"
    r"|markings?|marked|and|or|is|are|was|were|has|have|may|must|should|will|cannot)\b)"
)
"""A heading in capitals may run into its text, but not into a sentence about such papers."""

_HEADING = (
    rf"(?m){_BEFORE}(?:(?:{_PHRASES}|Official[\W_]{{0,4}}Sensitive){_GOES_ON}"
    rf"|(?:{_WORDS}){_GOES_ON}(?:[^\S\n]*\.|[^\S\n]+[A-Z][a-z]|[^\w\n]+(?:{_DESCRIPTORS})\b)"
    rf"|PROTECT\s*[-\u2010-\u2015]\s*(?:{_DESCRIPTORS})\b|(?:O-S|INTERNAL){_ENDS}"
    r"|(?i:EMBARGOED UNTIL)\b[\w ]{1,20}:"
    rf"|(?i:{_PHRASES}|{_WORDS}){_ENDS})"
)
"""Compiled when a text first has a sign of it: few plans have one."""

_WORDS_OF_ALL = (
    *("sensitive", "confiden", "restricted", "embargoed", "locsen", "tlp", "o-s", "privilege"),
    *("eyes", "only", "internal:", "limited circulation", "limited distribution"),
)
_PATTERNS_OF_ALL = (
    re.compile(r"not\W+(?:for|to|publish|disclose|circulate|release|share|disseminate|forward)"),
    re.compile(r"protect\s*[-\u2010-\u2015]"),
)
"""Every heading has one of these, in small letters. Most files have none, and a look at a file
costs a fraction of one at each of its texts."""


def unmarked_headings(plan: Plan, text: str) -> Iterator[PublicText]:
    """Yield the public texts of a plan that are headed by a handling marking.

    `text` is that of its file. The text of a marked record is not public; SECRET and above is for
    `personal.texts_above_official`.
    """
    if "\\" not in text and not _has_sign(text):  # escapes hide what it says
        return
    texts = public_texts(plan)
    if _has_sign("\n".join([each.text for each in texts])):  # else a key or a marked text had it
        for each in texts:
            if _has_sign(each.text) and re.search(_HEADING, each.text):
                yield each


def is_headed(text: str) -> bool:
    """Whether a text is headed by a handling marking below SECRET."""
    return _has_sign(text) and re.search(_HEADING, text) is not None


def _has_sign(text: str) -> bool:
    small = folded(text)
    return any(word in small for word in _WORDS_OF_ALL) or any(
        pattern.search(small) for pattern in _PATTERNS_OF_ALL
    )
