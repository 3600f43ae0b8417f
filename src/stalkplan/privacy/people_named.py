"""Names of people: what stands beside a rank or title, or is all of an owner."""

import re
from collections.abc import Iterator
from itertools import pairwise

from stalkplan.privacy.names import ALSO_WORDS, GIVEN_NAMES, NO_NAMES, SURNAMES, UNITS
from stalkplan.privacy.signs import Pattern, SearchedText


def named_people(prose: SearchedText) -> Iterator[str]:
    """Yield the kinds of names that a text seems to hold: `a rank and name`, `a contact's name`."""
    if any(map(_is_initials, _INITIALS.found(prose))):
        yield "a person's initials"
    if any(map(_is_ranked, _RANK.found(prose))) or any(
        map(_is_full_name, _RANK_BEHIND.found(prose))
    ):
        yield "a rank and name"
    if any(map(_is_titled, _TITLE.found(prose))):
        yield "a title and name"
    if any(map(_is_contact, _CONTACT.found(prose))):
        yield "a contact's name"
    if any(map(_is_full_name, _POST_BEHIND.found(prose))) or any(
        _is_full_person(match) for pattern in _PERSONS for match in pattern.found(prose)
    ):
        yield LONE_NAME


_INITIALS = Pattern(
    r"(?=[VvCcSsPpWwOoIiAa])\b(?i:victim|aggrieved|injured party|complainant|suspect"
    r"|perpetrator|witness|offender|survivor|informant|initials)(?:['\u2019]s\s(?:initials\s(?:are\s)?)?|\sinitials\s(?:are\s)?|\sare\s)?"
    r"[\s,:(\"'\u2018\u201c-]{0,3}(?<=[^\w])"
    r"(?P<initials>[A-Z]\.\s?[A-Z]\b|[A-Z]\s[A-Z]\b(?!\s?[A-Z])|[A-Z][A-Z]\b)",
    signs="victim aggrieved party complainant suspect perpetrator witness offender survivor"
    " informant initials",
)
_NOT_INITIALS = frozenset(
    re.findall(
        "[A-Z]+",
        "AI AP BC CC CE CJ CP CT DA DI DS DV FY HO HR ID IO IP IT MI MO MP NE NI NO OR PC PD PS PV "
        "QA RJ SV TV UK US VA VC VO VP VS WC",
    )
)

_NAME = r"[^\W\d_](?:[^\W\d_]|['\u2019-](?=[^\W\d_]))*"
_PARTICLES = r"(?:(?:al|de|den|der|du|el|la|le|van|von)\s)*"

_SHORT_RANKS = (
    "PC|WPC|TPC|DC|TDC|WDC|PS|DS|TDS|DI|TDI|DCI|CI|PCSO|SGT|INSP|SUPT|DSUPT|DSU|DCS|CDR|ACC|DCC|DAC"
)
_LONG_RANKS = "Constable|Sergeant|Inspector|Superintendent|Commander|Commissioner"
_ABBREVIATED = r"D?Sgt|D?Insp|D?Supt|Det\.?\sCon|Sarge"
_LOWER = (
    "pc|dc|ps|ds|di|dci|pcso|sgt|insp|supt|dsupt|wpc|dcs|acc|dcc|Pc|Dc|Ps|Ds|Di|Dci|Dcs|Pcso|Acc"
)

_RANK = Pattern(
    r"(?=[WTPDCSIAwpdscita])\b(?P<rank>(?:[ATD]/)?(?:"
    rf"{_SHORT_RANKS}|{_ABBREVIATED}|{_LONG_RANKS}|{_LONG_RANKS.upper()}|{_LOWER}"
    rf"|{_LONG_RANKS.lower()}|P\.C|D\.[CSI]|D\.C\.I))\b\.?"
    r"(?:\W?[A-Z]{0,2}\d{1,6}(?=\s))?(?:\s+\(?|/)"
    rf"(?=(?:[A-Za-z](?:\.\s?|\s))*{_PARTICLES}(?P<name>{_NAME})\)?"
    r"(?P<next>\s+[^\W_][\w'\u2019-]*)?)",
    signs=f"{_SHORT_RANKS} {_LONG_RANKS} dsgt dinsp con sarge p d".lower().replace("|", " "),
)
_RANK_BEHIND = Pattern(
    rf"[,(]\s?(?:Detective|Chief|Police|{_SHORT_RANKS}|{_LONG_RANKS}|SPOC|OIC|SIO|[DT]/)",
    signs=f"detective chief police {_SHORT_RANKS} {_LONG_RANKS} spoc oic sio d t".lower().replace(
        "|", " "
    ),
)
_FULL_NAME = rf"(?P<given>[A-Z]{_NAME})\s(?:[A-Z]\.?\s)?(?P<name>[A-Z]{_NAME})\s?$"
_CONSTABLES = frozenset(
    ("pc", "wpc", "tpc", "dc", "tdc", "wdc", "ps", "sgt", "dsgt", "pcso", "p.c", "d.c", "constable")
)
"""Ranks whose holders look after no area: PC West is a person, Superintendent West a post."""

_SURE_RANKS = frozenset(("dci", "sgt", "insp", "supt", "dsupt", "pcso"))
"""Ranks in small letters that are no word and no other abbreviation."""

_INFLECTED = r".*(?:ing|ed|s|ly|al|ion|ment|ity|ance|ence|ive|able|ful|ary|ory|ship|ness|ward|wise)"

_TITLE = Pattern(
    r"(?=[MDPRSCmdpc])\b(?P<title>Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|Reverend|Sir|Dame|Cllr"
    r"|Councillor|Mister|MR|MRS|MISS|CLLR|DR|mr|mrs|cllr|ms|miss|dr|councillor)\b\.?\s(?:(?:and|&)\s(?:Mrs|Mr)\.?\s)?"
    rf"(?:[A-Z](?:\.\s?|\s))*{_PARTICLES}(?P<name>{_NAME})(?P<next>)",
    signs="mr mrs ms miss mx dr prof professor rev reverend sir dame cllr councillor mister",
)

_COMMON = frozenset(("ms", "miss", "dr", "councillor"))
"""Titles in small letters that are words or abbreviations of others."""

_CONTACT = Pattern(
    r"(?=[SCPLNOVWAIsclnpovwai])\b(?i:SPOC|S\.P\.O\.C|(?P<strict>lead officer|speak to|owner"
    r"|author|c/o|point of contact|named contact|contact|lead|SIO|OIC|victim|suspect|perpetrator"
    r"|complainant|witness|offender|named))"
    r"(?P<mark>\.?\s?[:\u2013-]\s?|\s?\(|,\s|\sis\s|\s)"
    rf"(?P<given>[A-Z]\.?|{_NAME})\s(?:[A-Z]\.?\s)?{_PARTICLES}(?P<name>{_NAME})"
    r"(?P<next>\s+[^\W_][\w'\u2019-]*)?",
    signs="spoc p lead speak owner author o contact sio oic victim suspect perpetrator"
    " complainant witness offender named",
)

LONE_NAME = "a person's name"

_FULL = rf"(?P<given>[A-Z]{_NAME})\s(?:[A-Z]\.?\s)?(?P<name>[A-Z]{_NAME})"
_POST_BEHIND = Pattern(
    r"[,(\u2013-]\s?(?:the\s|our\s)?"
    r"(?:Head|Director|Chief|Deputy|Manager|Lead|Crime Registrar|Force Crime)\b",
    signs="head director chief deputy manager lead registrar force",
)
_PERSONS = (
    Pattern(
        r"\b(?:Head|Director) of (?:[\w&]+ ){0,3}?[\w&]+(?:[,:]|\s?\()?\s?"
        rf"{_FULL}(?P<next>\s\w+)?",
        signs="head director",
    ),
    Pattern(
        rf"(?=[bwftepa])\b(?:by|with|from|to|emailed|phoned|asked) {_FULL}(?P<next>\s\w+)?",
        signs="by with from to emailed phoned asked",
    ),
)
"""A full name beside a post, or one that something was done by."""

_ABSTRACT = (
    r".*(?:tion|tions|ment|ments|ity|ology|ics|ship|ships|ness|ism|ance|ence|ures?|ing|ern|ive|line"
    r"|hood|hoods|force|isation)"
)


def _is_abstract(word: str) -> bool:
    return re.fullmatch(_ABSTRACT, word) is not None


def _is_initials(match: re.Match[str]) -> bool:
    return match["initials"] not in _NOT_INITIALS


def _is_known(name: str) -> bool:
    return name in SURNAMES or name in GIVEN_NAMES


def _is_ranked(match: re.Match[str]) -> bool:
    """Whether what follows a rank is a name, and not what the post is about or where."""
    rank = match["rank"].casefold().rpartition("/")[2]
    return _is_name(match, is_constable=rank in _CONSTABLES, rank=match["rank"])


def _is_name(match: re.Match[str], *, is_constable: bool, rank: str) -> bool:
    name, word, behind = match["name"], _word(match["name"]), _behind(match)
    if name.islower():
        is_certain = (_is_known(word) and word not in ALSO_WORDS) or _is_like_a_name(word, rank)
        return is_certain and (rank.islower() or behind not in UNITS)
    if not name[0].isupper():
        return False
    if is_constable and (word in SURNAMES or word == "north") and behind not in UNITS:
        return True
    if name.isupper() and not rank.islower():
        return _is_capital_name(word, behind)
    if _is_known(word) and word not in NO_NAMES:
        return behind not in UNITS or word in GIVEN_NAMES
    return not (word in NO_NAMES or _is_abstract(word) or behind in UNITS or _is_acronym(name))


def _is_like_a_name(word: str, rank: str) -> bool:
    """Whether a word in small letters can only be a name: pc o'hara, dci example."""
    if word.startswith(("o'", "mc")) and len(word) > 4:
        return True
    is_plain = len(word) > 4 and word not in NO_NAMES and not re.fullmatch(_INFLECTED, word)
    return is_plain and rank in _SURE_RANKS


def _is_capital_name(word: str, behind: str) -> bool:
    """Whether a word in capitals is a name: DI JONES, not DI MOSOVO or DCI HOLMES."""
    if word in NO_NAMES or word in UNITS or word in ALSO_WORDS or behind in UNITS:
        return False
    if _is_known(word):
        return True
    return len(word) > 4 and not _is_abstract(word)


def _is_acronym(name: str) -> bool:
    return (
        sum(letter.isupper() for letter in name) > 1
        and "'" not in name
        and not (re.match(r"(?:Mc|Mac|O\u2019|\w+-)[A-Z][a-z]", name))
    )


def _behind(match: re.Match[str]) -> str:
    """Return the word behind a name, unless the name owns it: Marple's team is no unit."""
    owns = match["name"].replace("\u2019", "'").endswith("'s")
    return "" if owns else _word(match["next"] or "")


def _word(text: str) -> str:
    """Return a word without its case, its apostrophes made plain, and no genitive."""
    return text.strip().casefold().replace("\u2019", "'").removesuffix("'s").strip("'")


def _is_titled(match: re.Match[str]) -> bool:
    """Whether what follows a title is a name: every capital does, but for words of posts."""
    title, name, word = match["title"], match["name"], _word(match["name"])
    if name.islower() and title in _COMMON:
        return _is_known(word) and word not in ALSO_WORDS
    if _is_known(word) and (name[0].isupper() or title.islower()):
        return True
    if word in NO_NAMES or _is_abstract(word):
        return False
    if title in _COMMON or title == "DR" or (name.islower() and not title.islower()):
        return False
    return name[0].isupper() or title.islower()


def _is_full_name(match: re.Match[str]) -> bool:
    """Whether a full name stands before a rank: Jane Example, DCI."""
    before = match.string[max(0, match.start() - 60) : match.start()]
    found = re.search(_FULL_NAME, before)
    if not found:
        return False
    given, name = _word(found["given"]), _word(found["name"])
    return given in GIVEN_NAMES and name not in NO_NAMES and name not in UNITS


def _is_contact(match: re.Match[str]) -> bool:
    """Whether two words after "SPOC:" are the name of a person."""
    given, name = match["given"], match["name"]
    words = [_word(given), _word(name)]
    behind = _behind(match)
    if name.islower() or given.islower():
        return words[0] in GIVEN_NAMES - ALSO_WORDS and words[1] in SURNAMES - ALSO_WORDS
    if not (given[0].isupper() and name[0].isupper()) or behind in UNITS:
        return False
    if words[1] in NO_NAMES or words[1] in UNITS:
        return False
    if words[0] in GIVEN_NAMES:
        return True
    is_marked = ":" in match["mark"] or not (match["strict"] or match["mark"].isspace())
    return is_marked and not (
        words[0] in NO_NAMES
        or name.isupper()
        or (given.isupper() and len(given) > 2)
        or any(map(_is_abstract, words))
    )


def _is_full_person(match: re.Match[str]) -> bool:
    """Whether two words are a given name and a surname, and no unit or street has them."""
    behind = _behind(match)
    if behind in UNITS or behind in ("street", "road", "house", "law"):
        return False
    return _is_certain(_word(match["given"]), _word(match["name"]).rpartition("-")[2])


_PARTS = re.compile(r"[][;:/()&|]|\s[\u2013\u2014-]\s|\band\b|,")
_LONE = re.compile(
    rf"(?P<given>(?:[A-Z]\.?\s?)+|{_NAME})\s(?:[A-Z]\.?\s)*{_PARTICLES}(?P<name>{_NAME})"
)


def has_lone_name(owner: str) -> bool:
    """Whether an owner, or a part of what it says, is only the name of a person: Jane Smith."""
    parts = [" ".join(part.split()) for part in _PARTS.split(owner)]
    turned = (f"{after} {before}" for before, after in pairwise(parts))
    return any(match and _is_lone(match) for match in map(_LONE.fullmatch, (*parts, *turned)))


def _is_lone(match: re.Match[str]) -> bool:
    given, name = match["given"].strip(), match["name"]
    first, last = _word(given), _word(name).rpartition("-")[2]
    if len(given) == 1 or "." in given:  # initials
        return last in SURNAMES and name[0].isupper()
    both = {first, last}
    if both & (NO_NAMES | UNITS) or any(map(_is_abstract, both)):
        return False
    if given.islower() or name.islower() or (given.isupper() and name.isupper()):
        return _is_certain(first, last)
    if _is_certain(last, first) or _is_certain(first, last):
        return True
    if last.startswith(("o'", "mc")) and len(last) > 4:
        return True
    is_given = first in GIVEN_NAMES and first not in ALSO_WORDS
    return is_given or (last in SURNAMES and last not in ALSO_WORDS)


def _is_certain(given: str, name: str) -> bool:
    """Whether two words are a given name and a surname, and one of them is no word as well."""
    is_name = given in GIVEN_NAMES and name in SURNAMES
    return is_name and not (given in ALSO_WORDS and name in ALSO_WORDS)
