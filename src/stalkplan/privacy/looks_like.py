"""What looks like personal data in a text: names beside ranks and titles, numbers, addresses."""

import re
from collections.abc import Callable, Iterator, Sequence

from stalkplan.privacy.names import ALSO_WORDS, GIVEN_NAMES, NO_NAMES, SURNAMES, UNITS


def looks_like(text: str) -> Iterator[str]:
    """Yield what a text seems to hold, each kind once: `a phone number`, `a rank and name`.

    Addresses of web pages are not looked at but for an e-mail address in them.
    """
    if _SIGN_OF_EMAIL.search(text) and any(p.search(text) for p in _EMAILS):
        yield "an e-mail address"
    prose = _LINK.sub(" ", text) if "://" in text else text
    if _DIGIT.search(prose):
        yield from _in_numbers(prose)
    if _any(_INITIALS, prose, _is_initials):
        yield "a person's initials"
    if _any(_RANK, prose, _is_ranked) or _any(_NAME_AND_RANK, prose, _is_full_name):
        yield "a rank and name"
    if _any(_TITLE, prose, _is_titled):
        yield "a title and name"
    if _any(_CONTACT, prose, _is_contact):
        yield "a contact's name"


def _in_numbers(prose: str) -> Iterator[str]:
    """Yield the kinds that have a digit in them."""
    if any(map(_is_phone, _PHONE.finditer(prose))) or any(p.search(prose) for p in _PHONES):
        yield "a phone number"
    for what, patterns in _NUMBERS.items():
        if any(pattern.search(prose) for pattern in patterns):
            yield what


def _any(pattern: re.Pattern[str], text: str, is_meant: Callable[[re.Match[str]], bool]) -> bool:
    return any(map(is_meant, pattern.finditer(text)))


def _one_of(*patterns: str) -> Sequence[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in patterns]


# Addresses and numbers

_DIGIT = re.compile(r"\d")
_LINK = re.compile(r"https?://\S+")
_SIGN_OF_EMAIL = re.compile(r"[@\uff20]|\b[Aa][Tt]\b")
_EMAILS = _one_of(
    r"[\w.+'-]+\s?[\[({<]?[@\uff20][\])}>]?\s?[\w-]+(?:\.[\w-]+)+",
    r"(?i)[\w.+'-]+\s?[\[({<]\s?at\s?[\])}>]\s?[\w-]+(?:\.|\s?[\[({<]\s?dot)",
    r"(?i)\b\w+(?:[._+-]\w+)+\s+at\s+[\w-]+(?:\.[\w-]+)+",
    r"(?i)\b\w+\s+at\s+\w+\s+dot\s+(?:\w+\s+dot\s+)*(?:uk|org|com|net|gov|co)\b",
)

_PHONE = re.compile(  # here and below, what it may begin with comes first: a third of the time
    r"(?=[+0(4])(?<![\w./-])(?!\d\d([./-])\d\d\1\d\d|0\d/)"
    r"(?:(?:\+|00)44[ -]?(?:\(0\)[ -]?)?|44(?=\d{10}\b)|\(?0)"
    r"(?P<rest>[1-9](?:[ \u00a0()./,_\u2011\u2013-]{0,2}\d){8,9})(?!\d)"
)
_PHONES = _one_of(
    r"\+(?!44)[1-9]\d{0,2}(?:[ ().-]{0,2}\d){7,12}\b",
    r"\b(?i:ext|extn)\b\.?\W{0,2}(?:no\.?|number)?\s?\d{3,6}\b",
    r"\b(?i:extension)\s(?:no\.?\s|number\s)?(?!20\d\d)\d{4,6}\b(?![-/.]\d)",
    r"\b(?i:tel|telephone|phone|mobile|mob)\b\W{0,3}(?:(?:no|number)\b\W{0,3})?"
    r"(?!0?800|0?808|0?3|116|20\d\d\b)(?:\d[ ()./-]{0,2}){5,10}\d\b",
)
_NOT_PERSONAL = ("3", "80")
"""How numbers go on that belong to bodies and helplines, after the 0."""

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = (
    r"(?:\d{1,2}[./ -]\d{1,2}[./ -]\d{2,4}|\d{4}-\d\d-\d\d|\d{8}\b"
    rf"|(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?(?:\sof)?\s{_MONTH}\s\d{{2,4}}"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}})"
)
_AREAS = (
    "AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC"
    "|EH|EN|EX|FK|FY|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN"
    "|LS|LU|ME|MK|ML|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO"
    "|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE|ZZ|[BEGLMNSW]"
)
"""What a postcode begins with; ZZ is nobody's."""

_STREETS = "Street|Road|Avenue|Crescent|Lane|Terrace|Close|Drive|Gardens|Grove|Mews"
_CASE = r"(?:[A-Z]{0,4}[ /]?)?\d[\w/ -]{0,3}\d{2}[\w/-]*"

_NUMBERS = {
    "a collar number": _one_of(
        r"(?=[CcSsWwBbEe])\b(?i:collar|shoulder|warrant|epaulette|badge)\s+"
        r"(?:(?i:number|no\.?|card)\s*)?(?:(?i:number|no\.?|is)\s*)?\W{0,3}"
        r"[A-Z]{0,3}\s?(?!20\d\d\b)\d{2,6}\b",
        r"(?=[WTPDSC])\b(?:[WT]?PC|T?DC|PS|DS|PCSO|S[Gg][Tt]|(?:Police |Detective )?Constable"
        r"|Sergeant)\W?\d{2,6}(?![\d%]|[.,]\d|\s+[a-z]+s\b)",
        r"\b(?:pc|dc|ps|pcso|sgt)\s?\d{3,5}(?![\d%]|[.,]\d|\s+[a-z]+s\b)",
    ),
    "a crime or case number": _one_of(
        r"(?=[Cc])\b(?i:crime|case)\s(?i:ref(?:erence)?|no|number)\b\.?\s?(?:(?i:number|no)\b\.?)?"
        rf"\W{{0,3}}(?={_CASE}|\w{{2}}/\d)(?=(?:[\w/ -]{{0,4}}?\d){{4}})",
        r"(?<![\w/])\d{2}[A-Z]{0,2}/\d{4,7}/\d{2,4}(?![\w/])",
        rf"\bURN\b\W{{0,3}}(?:(?i:number|no)\W{{0,3}})?(?={_CASE})(?=(?:[\w/ -]{{0,4}}?\d){{4}})",
        r"\b\d{2} ?[A-Z]{2} ?\d{5} ?\d{2}\b",
        r"\b(?i:incident|log|occurrence)\s(?:(?i:number|no|ref(?:erence)?)\b\.?\W{0,2})?\d{1,6}\sof\s\d",
        r"\b(?i:incident|log|occurrence)\s(?i:number|no|ref(?:erence)?)\b\.?\W{0,2}[A-Z]{0,3}\d{3,}",
        r"\b(?i:occurrence|niche)\s\d{6,}",
        r"\bCAD\s?\d{2,5}\b|\bCRIS\b\W{0,3}(?:no\W{0,3})?\d{4,}",
        r"\b(?i:custody)\s(?i:record|number|no|ref)\b\W{0,3}(?=[\w/]*\d[\w/]*/)[\w/]+",
        r"\b(?i:PNC|CRO)\b\W?(?:(?i:ID|no|number)\W{0,3})?\d{1,6}/\d{1,7}[A-Z]?\b",
    ),
    "a date of birth": _one_of(
        rf"(?i)\b(?:d\.?\s?o\.?\s?b\b\.?|date of birth|birth date|born(?: on)?|b\.)\W{{1,3}}"
        rf"(?:(?:is|was)\s)?{_DATE}",
        r"(?i)\b(?:d\.?o\.?b|y\.?o\.?b)\b\W{1,3}(?:19|20)\d\d\b",
    ),
    "a National Insurance number": _one_of(
        r"\b[A-CEGHJ-PQR-TW-Z][A-CEGHJ-NPQR-TW-Z][ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[A-D]\b",
        r"(?i)\b(?:NI|NINO|National Insurance)\b(?: number| no)?\W{1,3}"
        r"[a-z]{2}[ -]?\d\d[ -]?\d\d[ -]?\d\d\b",
    ),
    "an NHS number": _one_of(
        r"(?<![\d,.+/-])(?!0)(?<!\d )\d{3}([ -])\d{3}\1\d{4}(?!\d|[,./-]\d)",
        r"(?i)\bNHS\b(?: number| no\b)?\W{1,3}(?:\d[ -]?){9}\d\b",
    ),
    "a postcode": _one_of(
        rf"\b(?:{_AREAS})\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{{2}}\b",
        rf"\b(?i:{_AREAS})\d[a-z\d]? (?!1st\b|2nd\b|3rd\b|\dth\b)\d[abd-hjlnp-uw-z]{{2}}\b",
    ),
    "a street address": _one_of(
        r"\b\d{1,4}[A-Za-z]?,? (?:The )?(?:St |(?!High Court|The |Hour )[A-Z][a-z'\u2019]+ ){0,3}"
        rf"(?:{_STREETS}|St|Rd|Ave|Way|Row|Place)\b",
        rf"\b\d{{1,4}}[A-Z]?,? (?:[A-Z'\u2019]+ ){{1,3}}(?:{_STREETS.upper()})\b",
        r"\b\d{1,4}[a-z]?,? [a-z]+ (?:avenue|crescent|terrace|mews|grove|gardens)\b",
        r"\b\d{1,4}[a-z]?,? [a-z]+ (?:street|road|lane|drive)(?:,|\.|$)",
        r"\b[Ff]lat \d{1,3}[A-Za-z]?(?=,| [A-Z])",
    ),
    "a vehicle registration": _one_of(
        r"\b(?!FY|Q\d|PE2)[A-Z]{2}\d{2} ?(?!VRU|MTF|PCC)[A-Z]{3}\b",
        r"(?i)\b(?:registration|reg|index|vrm|vrn|plate|vehicle|car|van)\b\.?"
        r"(?: (?:number|no|mark|plate)\b\.?)?\W{1,3}"
        r"(?:[a-z]{2}\d\d ?[a-z]{3}|[a-z]\d{1,3} ?[a-z]{3}|[a-z]{3} ?\d{1,3}[a-z])\b",
    ),
}
"""What has a digit in it, but for phone numbers."""


def _is_phone(match: re.Match[str]) -> bool:
    return not re.sub(r"\D", "", match["rest"]).startswith(_NOT_PERSONAL)


# People

_INITIALS = re.compile(
    r"(?=[VvCcSsPpWwOoIi])\b(?i:victim|complainant|suspect|perpetrator|witness|offender|survivor"
    r"|informant|source|initials)(?:['\u2019]s\s(?:initials\s(?:are\s)?)?|\sinitials\s(?:are\s)?|\sare\s)?"
    r"[\s,:(\"'\u2018\u201c-]{0,3}(?<=[^\w])(?P<initials>[A-Z]\.\s?[A-Z]\b|[A-Z]\s[A-Z]\.|[A-Z][A-Z]\b)"
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
_ABBREVIATED = r"D?Sgt|D?Insp|D?Supt|Det|Con|Cons|Sarge"
_LOWER = "pc|dc|ps|ds|di|dci|pcso|sgt|insp|supt|dsupt|wpc|dcs"

_RANK = re.compile(
    r"(?=[WTPDCSIAwpdscit])\b(?P<rank>(?:[ATD]/)?(?:"
    rf"{_SHORT_RANKS}|{_ABBREVIATED}|{_LONG_RANKS}|{_LONG_RANKS.upper()}|{_LOWER}"
    rf"|{_LONG_RANKS.lower()}|P\.C|D\.[CSI]|D\.C\.I))\b\.?"
    r"(?:\W?[A-Z]{0,2}\d{1,6}(?=\s))?(?:\s+\(?|/)"
    rf"(?:[A-Z](?:\.\s?|\s))*{_PARTICLES}(?P<name>{_NAME})\)?(?P<next>\s+[^\W_][\w'\u2019-]*)?"
)
_NAME_AND_RANK = re.compile(
    rf"\b(?P<given>[A-Z]{_NAME})\s(?:[A-Z]\.?\s)?(?P<name>[A-Z]{_NAME})(?:,\s|\s\()"
    rf"(?:Detective|Chief|Police|{_SHORT_RANKS}|{_LONG_RANKS}|[DT]/)"
)
_CONSTABLES = frozenset(
    ("pc", "wpc", "tpc", "dc", "tdc", "wdc", "ps", "sgt", "dsgt", "pcso", "p.c", "d.c", "constable")
)
"""Ranks whose holders look after no area: PC West is a person, Superintendent West a post."""

_TITLE = re.compile(
    r"(?=[MDPRSCmdpc])\b(?P<title>Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|Reverend|Sir|Dame|Cllr"
    r"|Councillor|MR|MRS|MISS|CLLR|DR|mr|mrs|cllr)\b\.?\s(?:(?:and|&)\s(?:Mrs|Mr)\.?\s)?"
    rf"(?:[A-Z](?:\.\s?|\s))*{_PARTICLES}(?P<name>{_NAME})(?P<next>)"
)

_CONTACT = re.compile(
    r"(?=[SCPLNOVWsclnpovw])\b(?i:SPOC|(?P<strict>point of contact|named contact|contact|lead|SIO"
    r"|OIC|victim|suspect|perpetrator|complainant|witness|offender|named))"
    r"(?P<mark>\s?[:\u2013-]\s?|,\s|\sis\s|\s)"
    rf"(?P<given>[A-Z]\.?|{_NAME})\s(?:[A-Z]\.?\s)?{_PARTICLES}(?P<name>{_NAME})(?P<next>\s+[^\W_][\w'\u2019-]*)?"
)

_ABSTRACT = re.compile(
    r".*(?:tion|tions|ment|ments|ity|ology|ics|ship|ships|ness|ism|ance|ence|ures?|ing|ern|ive|line"
    r"|hood|hoods|force|isation)"
)


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
        is_certain = _is_known(word) and word not in ALSO_WORDS
        return is_certain and (rank.islower() or behind not in UNITS)
    if not name[0].isupper():
        return False
    if is_constable and (word in SURNAMES or word == "north") and behind not in UNITS:
        return True
    if name.isupper() and not rank.islower():
        return _is_capital_name(word, behind)
    if _is_known(word) and word not in NO_NAMES:
        return behind not in UNITS or word in GIVEN_NAMES
    return not (
        word in NO_NAMES or _ABSTRACT.fullmatch(word) or behind in UNITS or _is_acronym(name)
    )


def _is_capital_name(word: str, behind: str) -> bool:
    """Whether a word in capitals is a name: DI JONES, not DI MOSOVO or DCI HOLMES."""
    if word in NO_NAMES or word in UNITS or word in ALSO_WORDS or behind in UNITS:
        return False
    if _is_known(word):
        return True
    return len(word) > 4 and not _ABSTRACT.fullmatch(word)


def _is_acronym(name: str) -> bool:
    return (
        sum(letter.isupper() for letter in name) > 1
        and "'" not in name
        and not (re.match(r"(?:Mc|Mac|O\u2019|\w+-)[A-Z][a-z]", name))
    )


def _behind(match: re.Match[str]) -> str:
    """Return the word behind a name, unless the name owns it: Marple's team is no unit."""
    owns = match["name"].replace("\u2019", "'").endswith(("'s", "s'"))
    return "" if owns else _word(match["next"] or "")


def _word(text: str) -> str:
    """Return a word without its case, its apostrophes made plain, and no genitive."""
    return text.strip().casefold().replace("\u2019", "'").removesuffix("'s").strip("'")


def _is_titled(match: re.Match[str]) -> bool:
    """Whether what follows a title is a name: every capital does, but for words of posts."""
    title, name, word = match["title"], match["name"], _word(match["name"])
    if _is_known(word) and (name[0].isupper() or title.islower()):
        return True
    if word in NO_NAMES or _ABSTRACT.fullmatch(word):
        return False
    if title == "DR" or (name.islower() and not title.islower()):
        return False
    return name[0].isupper() or title.islower()


def _is_full_name(match: re.Match[str]) -> bool:
    given, name = _word(match["given"]), _word(match["name"])
    return given in GIVEN_NAMES and name not in NO_NAMES and name not in UNITS


def _is_contact(match: re.Match[str]) -> bool:
    """Whether two words after "SPOC:" are the name of a person."""
    given, name = match["given"], match["name"]
    words = [_word(given), _word(name)]
    behind = _behind(match)
    if name.islower():
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
        or any(map(_ABSTRACT.fullmatch, words))
    )
