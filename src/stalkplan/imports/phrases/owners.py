"""Who owns an action: a role or a team, if the text says so beyond doubt."""

import re
from typing import NamedTuple

from rapidfuzz import fuzz, process

from stalkplan.imports.phrases.text import fold, letters_only
from stalkplan.record.choices import Addressee

_ADDRESSEES = {
    "chief constables": Addressee.CHIEF_CONSTABLES,
    "chief constable": Addressee.CHIEF_CONSTABLES,
    "chief officers": Addressee.CHIEF_CONSTABLES,
    "police forces": Addressee.CHIEF_CONSTABLES,
    "all forces": Addressee.CHIEF_CONSTABLES,
    "police and crime commissioners": Addressee.LOCAL_POLICING_BODIES,
    "pccs": Addressee.LOCAL_POLICING_BODIES,
    "local policing bodies": Addressee.LOCAL_POLICING_BODIES,
    "npcc": Addressee.NPCC,
    "apcc": Addressee.APCC,
    "college of policing": Addressee.COLLEGE_OF_POLICING,
    "home office": Addressee.HOME_OFFICE,
    "ministry of justice": Addressee.MINISTRY_OF_JUSTICE,
    "crown prosecution service": Addressee.CPS,
    "cps": Addressee.CPS,
}

_NOUNS = (
    r"team|unit|group|department|board|registrar|lead|manager|command|directorate|desk|bureau"
    r"|officer|inspector|superintendent|coordinator|hub|branch|section|service|directors?"
)
_ROLE = (
    r"(?:(?:Deputy |Assistant )?(?:Head|Director|Chief|Commander|Superintendent|Lead)\b"
    r"(?: (?:of|for|and|the|&|[A-Z][\w'\u2019-]*))*"
    r"|(?:[A-Z][\w'\u2019&-]* (?:(?:of|and|for|&) )*)*(?:[a-z]+ ){0,2}?"
    rf"(?:{_NOUNS}|{'|'.join(n.capitalize() for n in _NOUNS.split('|'))})\b"
    r"(?: (?:for|of) (?:[A-Z][\w'\u2019-]*(?: (?:of|and|for|&))? ?)+)?)"
)
_DOES = r"overseen|led|owned|managed|undertaken|conducted|carried out|delivered|coordinated|run"
_OWNED = re.compile(rf"\b(?i:{_DOES}) by (?:the |our |its )?({_ROLE})")
_OWNS = re.compile(rf"(?:^|[.;] )(?:The |Our )?({_ROLE}) (?:oversees|leads|owns|manages)\b")
_LABELLED = re.compile(rf"\b(?i:owner|lead|responsible): (?:the )?({_ROLE})")
_WILL = re.compile(rf"^(?:The |Our )?({_ROLE}) will\b")
_IS_TO = re.compile(rf"^(?:The |Our )?({_ROLE}) to (?!be\b)[a-z]")
_SUPPORTS = re.compile(rf"\b(?i:supported|assisted|helped) by (?:the |our )?({_ROLE})")


_PERSONS = re.compile(
    r"\b(?:head|director|chief|commander|superintendent|supt|inspector|sergeant|constable|lead|"
    r"registrar|manager|officer|coordinator|secretary|dci|dcc|acc|ds?upt|"
    rf"{_NOUNS})s?$|^(?:head|director|chief|deputy|assistant|detective|senior|sro|acc|dcc|dci|"
    r"d?supt|t?acc)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:registrar|manager|inspector|superintendent|coordinator|officer|director|secretary)$"
)
_ORDERS = frozenset(
    ("appoint", "ask", "assign", "brief", "change", "contact", "create", "find", "hire", "identify",
     "inform", "name", "nominate", "recruit", "remind", "review", "set", "teach", "tell", "train",
     "update", "write")
)  # fmt: skip
"""Words with which an action begins, and no role: `Brief Officers`."""

_JOINING = frozenset(("of", "and", "for", "the", "in", "on", "&", "/", "-", "to", "with"))
_LONGEST_ROLE = 8


class NamedOwner(NamedTuple):
    """The owner that a text names; `doubt` is a question if that is not certain."""

    owner: str | None = None
    doubt: str = ""


def addressee(text: str) -> Addressee | None:
    """Return the addressee that an "owner" really is: `Owner: chief constables`."""
    words = letters_only(text).removeprefix("the ")
    near = process.extractOne(words, list(_ADDRESSEES), scorer=fuzz.ratio, score_cutoff=90)
    return _ADDRESSEES[near[0]] if near else None


def is_like_role(text: str) -> bool:
    """Whether a folded cell looks like a role or a team, as `Crime Registrar` does.

    Its words have capitals, or it is a word before the name of an office, as in `Crime registrar`.
    """
    words = text.split()
    if len(words) > _LONGEST_ROLE or text[-1:] in ".!?:;" or not text[:1].isupper():
        return False
    first = re.split(r",| / |\(", text)[0].strip()
    if not _PERSONS.search(first):
        return False
    own = [word for word in first.split() if word.casefold() not in _JOINING]
    capitals = sum(word[:1].isupper() for word in own)
    is_office = len(first.split()) <= 2 and _OFFICE.search(first) is not None
    return (capitals == len(own) or is_office) and own[0].casefold() not in _ORDERS


def owner_in(text: str, organisation: str) -> NamedOwner:
    """Return the role or team that owns the work in a text, as the text writes it.

    A team that supports the work need not own it, and of two owners neither is certain.
    """
    shown = fold(text)
    rest = shown.removeprefix("The ").removeprefix(organisation).removeprefix("'s").strip()
    named = [match[1] for match in _WILL.finditer(rest)]
    for pattern in (_OWNED, _OWNS, _LABELLED):
        named += [match[1] for match in pattern.finditer(shown)]
    trimmed = [re.sub(r"(?: (?:of|for|and|the|&))+$", "", owner.strip()) for owner in named]
    owners = list(dict.fromkeys(trimmed))
    if len(owners) == 1:
        return NamedOwner(owners[0])
    if owners:
        return NamedOwner(None, f"which one is the owner: {', '.join(owners)}")
    if is_to := _IS_TO.match(rest):
        return NamedOwner(None, f"is {is_to[1].strip()}, who is to do it, the owner")
    supporting = [match[1].strip() for match in _SUPPORTS.finditer(shown)]
    if supporting:
        return NamedOwner(None, f"is {supporting[0]}, who supports it, the owner")
    return NamedOwner()
