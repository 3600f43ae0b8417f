"""Addresses, and numbers by which a person is found: what they look like in a text."""

import re
from collections.abc import Iterator

from stalkplan.privacy.names import STREETS
from stalkplan.privacy.signs import Pattern, SearchedText


def emails(text: str) -> Iterator[str]:
    """Yield `an e-mail address` if a text has one, also with `[at]` or ` at ` in it."""
    small = text.casefold()
    if "@" in small or "\uff20" in small or _AT_IN_LETTERS.search(small):
        near = SearchedText(small).around(_SIGN_OF_EMAIL, _WINDOW)
        if any(pattern.is_in(near) for pattern in _EMAILS):
            yield "an e-mail address"


def telling_numbers(prose: SearchedText) -> Iterator[str]:
    """Yield the kinds that have a digit in them: `a phone number`, `a date of birth`."""
    small = prose.text.casefold()
    if any(sign in small for sign in _SIGNS_OF_BIRTH) and any(p.is_in(prose) for p in _BIRTHS):
        yield "a date of birth"
    near = prose.around(_TELLING, _WINDOW)
    if not near.text:
        return
    if any(map(_is_phone, _PHONE.found(near))) or any(p.is_in(near) for p in _PHONES):
        yield "a phone number"
    if any(map(_is_street, _STREET.found(near))) or _FLAT.is_in(near):
        yield "a street address"
    if any(map(_is_postcode, _INWARD.finditer(near.text))):
        yield "a postcode"
    for what, patterns in _NUMBERS.items():
        if any(pattern.is_in(near) for pattern in patterns):
            yield what


_WINDOW = 80
"""Characters. No address or number with the word before it is longer."""

_TELLING = re.compile(
    r"\d(?:(?<!\w.)(?P<told>(?:\d{3}-\d\d(?:-\d\d)?|(?<=2)02\d|\d?\.\d{1,2}[a-z]?|\d?(?:st|nd|rd|th))"
    r"\b(?![./-]\d))|\d*)"
)
"""A number; `told` is a day, month or year as the files write them, or a ref."""

_SIGN_OF_EMAIL = re.compile(r"[@\uff20]|at\b(?<=\Wat)")
_AT_IN_LETTERS = re.compile(r"at(?<=\Wat)(?:\s?[\])}>-]|\s+[\w-]+(?:\.[\w-]|\sdot\s))")
"""How an address goes on that has no sign in it: [at], or at and a dot."""
_EMAILS = (
    Pattern(r"[\w.+'-]{1,64}\s?[\[({<]?[@\uff20][\])}>]?\s?[\w-]+(?:\.[\w-]+)+"),
    Pattern(r"(?i)[\w.+'-]{1,64}\s?[\[({<-]\s?at\s?[\])}>-]\s?[\w-]+(?:\.|\s?[\[({<]\s?dot)"),
    Pattern(r"(?i)\b\w{1,30}(?:-\w{1,30})?(?:[._+]\w{1,30}){1,5}\s{1,3}at\s+[\w-]+(?:\.[\w-]+)+"),
    Pattern(
        r"(?i)\b\w{1,64}\sat\s\w{1,64}\sdot\s(?:\w{1,64}\sdot\s){0,3}(?:uk|org|com|net|gov|co)\b"
    ),
)

_PHONE = Pattern(
    r"(?=[+0(4])(?<![\w./-])(?!\d\d([./-])\d\d\1\d\d|0\d/)"
    r"(?:(?:\+|00)44[ -]?(?:\(0\)[ -]?)?|44(?=\d{10}\b)|\(?0)"
    r"(?P<rest>[1-9](?:[ \u00a0()./,_\u2011\u2013-]{0,2}\d){8,9})(?!\d)",
    is_long_number=True,
)
_PHONES = (
    Pattern(r"\+(?!44)[1-9]\d{0,2}(?:[ ().-]{0,2}\d){7,12}\b", is_long_number=True),
    Pattern(
        r"\b(?i:ext|extn)\b\.?\W{0,2}(?:no\.?|number)?\s?\d{3,6}\b",
        signs="ext extn",
    ),
    Pattern(
        r"\b(?i:extension)\s(?:no\.?\s|number\s)?(?!20\d\d)\d{4,6}\b(?![-/.]\d)",
        signs="extension",
    ),
    Pattern(
        r"\b(?i:tel|telephone|phone|mobile|mob|ring|call|dial)\b\W{0,3}(?:(?:no|number)\b\W{0,3})?"
        r"(?!0?800|0?808|0?3|116|20\d\d\b)(?:\d[ ()./-]{0,2}){5,10}\d\b",
        signs="tel telephone phone mobile mob ring call dial",
    ),
)
_NOT_PERSONAL = ("3", "80")
"""How numbers go on that belong to bodies and helplines, after the 0."""

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = (
    r"(?:\d{1,2}[./ -]\d{1,2}[./ -]\d{2,4}|\d{4}-\d\d-\d\d|\d{8}\b"
    rf"|(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?(?:\sof)?\s{_MONTH}\s\d{{2,4}}"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}})"
)
_SIGNS_OF_BIRTH = ("birth", "born", "dob", "d.o.b", "yob", "y.o.b", "b. ")
_BIRTHS = (
    Pattern(
        rf"(?i)\b(?:d\.?\s?o\.?\s?b\b\.?|date of birth|birth date|born(?: on)?|b\.)\W{{1,3}}"
        rf"(?:(?:is|was)\s)?{_DATE}",
        signs="birth born dob ob b",
    ),
    Pattern(rf"(?i)\bborn in {_MONTH} (?:19\d\d|200\d)\b", signs="born"),
    Pattern(
        r"(?i)\b(?:d\.?o\.?b|y\.?o\.?b)\b\W{1,3}(?:[a-z]{3,9}\s)?(?:19|20)\d\d\b",
        signs="dob yob ob b",
    ),
)
_AREAS = (
    "AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC"
    "|EH|EN|EX|FK|FY|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN"
    "|LS|LU|ME|MK|ML|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO"
    "|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE|ZZ|[BEGLMNSW]"
)
"""What a postcode begins with; ZZ is nobody's."""

_STREETS = "Street|Road|Avenue|Crescent|Lane|Terrace|Close|Drive|Gardens|Grove|Mews"
_ALSO_STREETS = "St|Rd|Ave|Way|Row|Place|Court"
_CASE = r"(?:[A-Z]{0,4}[ /]?)?\d[\w/ -]{0,3}\d{2}[\w/-]*"

_STREET = Pattern(
    rf"\d(?<!\w.)(?<![Ss]ection .)(?<![Nn]umber .)(?<!rticle .)\d{{0,3}}[A-Za-z]?,? (?P<name>"
    rf"(?:The |(?:St )?(?:[A-Z][a-z'\u2019]+ ){{1,3}})"
    rf"(?=(?:{_STREETS}|{_ALSO_STREETS})\b)"
    rf"|(?:[A-Z'\u2019]+ ){{1,3}}(?=(?:{_STREETS.upper()})\b)"
    r"|[a-z]+ (?=(?:avenue|crescent|terrace|mews|grove|gardens)\b)"
    r"|[a-z]+ (?=(?:street|road|lane|drive)(?:,|\.|$)))",
    signs=f"{_STREETS}|{_ALSO_STREETS}".lower().replace("|", " "),
)
_FLAT = Pattern(
    r"\b[Ff]lat \d{1,3}[A-Za-z]?(?=,| [A-Z])",
    signs="flat",
)

_INWARD = re.compile(r"\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}\b")
_OUTWARD = rf"\b(?:(?:{_AREAS})\d[A-Z\d]? ?|(?i:{_AREAS})\d[a-z\d]? )$"
"""It is compiled when a text has what ends a postcode: it is the dearest of all patterns here."""

_NUMBERS = {
    "a staff number": (
        Pattern(
            r"\b(?i:staff|employee|payroll|pay)\s(?i:number|no|id|ref)\b\W{0,3}(?!20\d\d\b)\d{4,8}\b",
            signs="staff employee payroll pay",
        ),
    ),
    "a passport or licence number": (
        Pattern(
            r"\b(?i:passport)\b\W{0,3}(?:(?i:number|no)\b\W{0,3})?[A-Z]?\d{8,9}\b",
            signs="passport",
        ),
        Pattern(
            r"\b(?i:driver|driving|licence|dvla)\b[^\n]{0,20}?"
            r"\b[A-Z]{2}[A-Z9]{3}\s?\d{6}\s?[A-Z9]{2}\d[A-Z]{2}\b",
            signs="driver driving licence dvla",
        ),
    ),
    "a collar number": (
        Pattern(
            r"(?=[Oo])\b(?i:officer)\s(?!20\d\d\b)\d{4,5}\b(?!%|,\d)",
            signs="officer",
        ),
        Pattern(
            r"(?=[CcSsWwBbEe])\b(?i:collar|shoulder|warrant|epaulette|badge)\W{1,3}"
            r"(?:(?i:number|no\.?|card)\s*)?(?:(?i:number|no\.?|is)\s*)?\W{0,3}"
            r"[A-Z]{0,3}\s?(?!20\d\d\b)\d{2,7}\b(?!/)",
            signs="collar shoulder warrant epaulette badge",
        ),
        Pattern(
            r"(?=[WTPDSC])\b(?:[WT]?PC|T?DC|PS|DS|PCSO|S[Gg][Tt]|(?:Police |Detective )?Constable"
            r"|Sergeant)\W?\d{2,6}(?![\d%]|[.,]\d|\s+per\b|\s+[a-z]+s\b)",
            signs="pc wpc tpc dc tdc ps ds pcso sgt constable sergeant",
        ),
        Pattern(
            r"\b(?:pc|dc|ps|pcso|sgt)\s?\d{3,5}(?![\d%]|[.,]\d|\s+per\b|\s+[a-z]+s\b)",
            signs="pc dc ps pcso sgt",
        ),
    ),
    "a crime or case number": (
        Pattern(
            r"(?=[Cc])\b(?i:crime|case)\s(?i:ref(?:erence)?|no|number)\b\.?\s?(?:(?i:number|no)\b\.?)?"
            rf"\W{{0,3}}(?={_CASE}|\w{{2}}/\d)(?=(?:[\w/ -]{{0,4}}?\d){{4}})",
            signs="crime case",
        ),
        Pattern(r"\d(?<![\w/].)\d[A-Z]{0,2}/\d{4,7}/\d{2,4}(?![\w/])", is_long_number=True),
        Pattern(
            r"\b(?i:urn)\b\W{0,3}(?:(?i:number|no)\W{0,3})?(?=(?:[\w/ -]{0,4}?\d){4})",
            signs="urn",
        ),
        Pattern(r"\d(?<!\w.)\d ?[A-Z]{2} ?\d{5} ?\d{2}\b", is_long_number=True),
        Pattern(
            r"\b(?i:incident|log|occurrence)\s(?:(?i:number|no|ref(?:erence)?)\b\.?\W{0,2})?\d{1,6}\sof\s(?:"
            rf"{_DATE}|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH})",
            signs="incident log occurrence",
        ),
        Pattern(
            r"\b(?i:incident|log|occurrence)\s(?i:number|no|ref(?:erence)?)\b\.?\W{0,2}[A-Z]{0,3}\d{3,}",
            signs="incident log occurrence",
        ),
        Pattern(
            r"\b(?i:occurrence|niche)\s\d{6,}",
            signs="occurrence niche",
        ),
        Pattern(
            r"\bCAD\s?\d{2,5}\b|\bCRIS\b\W{0,3}(?:no\W{0,3})?\d{4,}",
            signs="cad cris",
        ),
        Pattern(
            r"\b(?i:custody)\s(?i:record|number|no|ref)\b\W{0,3}(?=\w{0,9}\d\w{0,9}/|[A-Z]{1,4}/\d)",
            signs="custody",
        ),
        Pattern(
            r"\b(?i:incident|log|cad)\s\d{3,6}[-/]\d{6,8}\b",
            signs="incident log cad",
        ),
        Pattern(
            r"\b(?i:PNC|PNCID|CRO)\b\W?(?:(?i:ID|no|number)\W{0,3})?\d{1,6}/\d{1,7}[A-Z]?\b",
            signs="pnc pncid cro",
        ),
    ),
    "a National Insurance number": (
        Pattern(
            r"[A-CEGHJ-PQR-TW-Z](?<!\w.)[A-CEGHJ-NPQR-TW-Z][ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?"
            r"[A-D]\b"
        ),
        Pattern(
            r"(?i)\b(?:NI|NINO|National Insurance)\b(?: number| no)?\W{1,3}"
            r"[a-z]{2}[ -]?\d\d[ -]?\d\d[ -]?\d\d\b",
            signs="ni nino insurance",
        ),
    ),
    "an NHS number": (
        Pattern(
            r"\d(?<!0)(?<![\d,.+/-].)(?<!\d .)\d\d([ -])\d{3}\1\d{4}(?!\d|[,./-]\d)",
            is_long_number=True,
        ),
        Pattern(
            r"(?i)\bNHS\b(?: number| no\b)?\W{1,3}(?:\d[ -]?){9}\d\b",
            signs="nhs",
        ),
    ),
    "a vehicle registration": (
        Pattern(
            r"\d(?<=\b[A-Z][A-Z].)(?<!FY.|PE2)\d[ -]?(?!VRU|MTF|PCC)[A-Z]{3}\b"
            r"|\d(?<=\b[a-z][a-z].)\d[a-z]{3}\b"
        ),
        Pattern(
            r"(?i)\b(?:registration|reg|index|vrm|vrn|plate|vehicle|car|van)\b\.?"
            r"(?: (?:number|no|mark|plate)\b\.?)?\W{1,3}"
            r"(?:[a-z]{2}\d\d ?[a-z]{3}|[a-z]\d{1,3} ?[a-z]{3}|[a-z]{3} ?\d{1,3}[a-z])\b",
            signs="registration reg index vrm vrn plate vehicle car van",
        ),
    ),
}
"""What has a digit in it, but for phone numbers."""


def _is_street(match: re.Match[str]) -> bool:
    """Whether the word before Street or Road names one: Acacia Avenue, not Strategic Drive."""
    last = match["name"].split()[-1].casefold().rstrip("'\u2019")
    if last == "high" and match.string.startswith("Court", match.end()):
        return False
    return last == "the" or last not in STREETS


def _is_phone(match: re.Match[str]) -> bool:
    return not re.sub(r"\D", "", match["rest"]).startswith(_NOT_PERSONAL)


def _is_postcode(match: re.Match[str]) -> bool:
    """Whether the second half of a postcode follows a first one; the halves of 1st are none."""
    inward = match[0]
    if inward in ("1st", "2nd", "3rd") or inward.endswith("th"):
        return False
    before = match.string[max(0, match.start() - 6) : match.start()]
    found = re.search(_OUTWARD, before)
    return found is not None and inward[1:].isupper() == found[0].isupper()
