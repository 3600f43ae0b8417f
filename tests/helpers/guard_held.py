"""More of the matrix of `check --against`: what the small plan lacks, and how it is held."""

from collections.abc import Mapping
from unicodedata import normalize

from guard_matrix import DEADLINE, MARCH, REQUIREMENT, RETRACTION
from repositories import SECOND, THIRD

EXTENDED = """\
    extended:
      - {for: northshire, to: 2025-06-30, on: 2025-03-01, by: HMICFRS, how: by letter}
    ended:
      - {for: npcc, on: 2025-03-01, by: HMICFRS, how: superseded}
    made: 2024-10-01
    certainty: single-source
"""
TITLE = "  title: A report\n"
TOLD_ABOUT = "  subject: stalking\n  by: HMICFRS\n  addressees: {cabinet-office: Cabinet Office}\n"
EXTENSION, END = "extension-changed 12 northshire", "end-changed 12 npcc"
ANOTHER = "      - {for: chief-constables, to: 2025-07-31, on: 2025-03-01, by: HMICFRS}\n"
GRANTED = EXTENDED.partition("    ended")[0]
_SUBJECT = "publication-changed subject"
_BLANK = "  - ref: 13\n    position:\n"
_UNDER_IT = f"{_BLANK}    actions:\n      - id: 13a\n        promise: {{by: 2025-01-31}}\n"

HELD: Mapping[str, tuple[str, str, str, str, str]] = {
    # a text and what is trusted in its place; in that a text, another in its place, what is said
    "extension moved": (DEADLINE, EXTENDED + DEADLINE, "06-30", "12-31", EXTENSION),
    "extension of another day": (
        DEADLINE,
        EXTENDED + DEADLINE,
        "on: 2025-03-01, by: HMICFRS, how: by",
        "on: 2025-03-09, by: HMICFRS, how: by",
        EXTENSION,
    ),
    "extension by another": (
        DEADLINE,
        EXTENDED + DEADLINE,
        "HMICFRS, how: by",
        "NPCC, how: by",
        EXTENSION,
    ),
    "extension otherwise": (DEADLINE, EXTENDED + DEADLINE, "by letter", "by mail", EXTENSION),
    "extension for all": (
        DEADLINE,
        EXTENDED + DEADLINE,
        "for: northshire",
        "for: npcc",
        "extension-removed 12 northshire",
    ),
    "extensions of one day turned": (
        DEADLINE,
        GRANTED + ANOTHER + DEADLINE,
        GRANTED + ANOTHER,
        GRANTED.replace("extended:\n", f"extended:\n{ANOTHER}"),
        "extension-changed 12",
    ),
    "milestone redacted": (
        "milestone: report\n        summary",
        "milestone: report\n        summary",
        "milestone: report\n        summary",
        "milestone: '[redacted]'\n        summary",
        "milestone-changed 28a",
    ),
    "organisation's id redacted": (
        "id: northshire",
        "id: northshire",
        "id: northshire",
        "id: '[redacted]'",
        "organisation-changed [redacted]",
    ),
    "extension removed": (
        DEADLINE,
        EXTENDED + DEADLINE,
        EXTENDED.partition("    ended")[0],
        "",
        "extension-removed 12 northshire",
    ),
    "end for another reason": (DEADLINE, EXTENDED + DEADLINE, "superseded", "done", END),
    "end removed": (
        DEADLINE,
        EXTENDED + DEADLINE,
        "for: npcc, on",
        "for: apcc, on",
        "end-removed 12 npcc",
    ),
    "made on another day": (
        DEADLINE,
        EXTENDED + DEADLINE,
        "made: 2024-10-01",
        "made: 2025-10-01",
        "recommendation-changed 12",
    ),
    "confirmed in place": (
        DEADLINE,
        EXTENDED + DEADLINE,
        "single-source",
        "confirmed",
        "recommendation-changed 12",
    ),
    "subject changed": (TITLE, TITLE + TOLD_ABOUT, "subject: stalking", "subject: fraud", _SUBJECT),
    "made by others": (
        TITLE,
        TITLE + TOLD_ABOUT,
        "by: HMICFRS",
        "by: Us",
        "publication-changed by",
    ),
    "addressee's name changed": (
        TITLE,
        TITLE + TOLD_ABOUT,
        "Cabinet Office",
        "Ministry",
        "publication-changed cabinet-office",
    ),
    "declaration removed": (
        TITLE,
        TITLE + TOLD_ABOUT,
        "  addressees: {cabinet-office: Cabinet Office}\n",
        "",
        "addressee-removed addressees",
    ),
    "deadline reworded": (
        "due: 2025-03-27",
        "due: 2025-03-27\n        wording: by then",
        "by then",
        "soon",
        "wording-changed 12",
    ),
    "requirement of fewer": (
        REQUIREMENT,
        REQUIREMENT,
        REQUIREMENT,
        f"{REQUIREMENT}        addressed_to: [chief-constables]\n",
        "addressee-removed 12.2",
    ),
    "requirement of others": (
        REQUIREMENT,
        f"{REQUIREMENT}        addressed_to: [chief-constables]\n",
        "        addressed_to: [chief-constables]\n",
        "        addressed_to: [npcc]\n",
        "addressee-removed 12.2",
    ),
    "requirement in place of all": (
        "    theme: Orders\n",
        "    theme: Orders\n",
        "    theme: Orders\n",
        "    theme: Orders\n    requirements: [{ref: 13.1}]\n",
        "requirement-removed 13",
    ),
    "retraction taken out": (THIRD, THIRD + RETRACTION, RETRACTION, "", "update-deleted 12.1a"),
    "retraction of another day": (
        THIRD,
        THIRD + RETRACTION,
        "retracts: 2025-03-20",
        "retracts: 2025-01-10",
        "update-changed 12.1a",
    ),
    "an entry below its retraction": (
        THIRD,
        THIRD + RETRACTION,
        THIRD + RETRACTION,
        RETRACTION + THIRD,
        "updates-reordered 12.1a",
    ),
    "an entry above the retraction of its day": (
        THIRD,
        RETRACTION + THIRD,
        RETRACTION + THIRD,
        THIRD + RETRACTION,
        "updates-reordered 12.1a",
    ),
    "an answer without a letter left": (
        "position: We share.",
        "position: We share.",
        "position: We share.",
        "position: '-'",
        "position-emptied 12.2",
    ),
    "a note that says nothing redacted": (
        "note: Money is short.",
        "note: '.'",
        "note: '.'",
        "note: '[redacted]'",
        "update-changed 12.1a",
    ),
    "acceptance of an update flipped": (
        THIRD,
        f"{THIRD}            acceptance: accepted\n",
        "            acceptance: accepted",
        "            acceptance: rejected",
        "update-changed 12.1a",
    ),
    "an action hidden by a filled answer": (
        _BLANK,
        _UNDER_IT,
        "    position:\n",
        "    position: We do.\n    added: 2099-01-01\n",
        "added-changed 13",
    ),
    "text put in for a redacted one": (
        "note: No tool fits.",
        "note: '[redacted]'",
        "'[redacted]'",
        "Nothing fits.",
        "update-changed 12.1a",
    ),
    "redacted, and more": (
        THIRD,
        THIRD,
        SECOND,
        SECOND.replace("No tool fits.", "'[redacted]'").replace("blocked", "complete"),
        "update-changed 12.1a",
    ),
}

_ACCENTS = "Heddlu T\u0177 Ren\u00e9"
_EMPTY = "            promise: {}\n            evidence: []\n            verified: {by: , on: }\n"
_LATER = ANOTHER.replace("chief-constables", "northshire").replace("03-01", "04-03")

HELD_INNOCENT: Mapping[str, tuple[str, str, str, str, str]] = {
    # the same; what joins
    "extension put in before another": (
        DEADLINE,
        GRANTED + DEADLINE,
        GRANTED,
        GRANTED.replace("extended:\n", f"extended:\n{_LATER}"),
        "extension-added 12 northshire",
    ),
    "extensions of two days turned": (
        DEADLINE,
        GRANTED + _LATER + DEADLINE,
        GRANTED + _LATER,
        GRANTED.replace("extended:\n", f"extended:\n{_LATER}"),
        "",
    ),
    "an entry of another day beside a retraction": (
        THIRD,
        THIRD + RETRACTION + MARCH,
        THIRD + RETRACTION + MARCH,
        MARCH + THIRD + RETRACTION,
        "",
    ),
    "an answer where there was a dash": (
        *("    position:\n", "    position: '-'\n"),
        *("    position: '-'\n", "    position: We do.\n", "answered 13"),
    ),
    "accents as signs of their own": (
        *("position: We share.", f"position: {_ACCENTS}"),
        *(_ACCENTS, normalize("NFD", _ACCENTS), ""),
    ),
    "accents of a note as signs of their own": (
        *("note: Money is short.", f"note: {_ACCENTS}"),
        *(_ACCENTS, normalize("NFD", _ACCENTS), ""),
    ),
    "accents of a wording as signs of their own": (
        *("wording: in March", f"wording: {_ACCENTS}"),
        *(_ACCENTS, normalize("NFD", _ACCENTS), ""),
    ),
    "empty values in an old update": (SECOND, SECOND, SECOND, SECOND + _EMPTY, ""),
}
