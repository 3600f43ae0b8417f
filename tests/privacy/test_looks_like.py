"""What looks like personal data, line by line. Every name is invented; every number is nobody's."""

import re
from collections.abc import Callable, Iterator

import pytest
from about_nobody import MISSES
from hypothesis import given
from hypothesis import strategies as st

from stalkplan.privacy import people_named, telling_numbers
from stalkplan.privacy.looks_like import PLAIN_REF, looks_like, what_they_hold
from stalkplan.privacy.signs import Pattern, SearchedText

HITS = {
    "a rank and name": """
        pc o'dea
        sgt quill
        DI QUILL
        DI McQuill
        DI MacQuill
        DI O\u2019Quill
        DI Quill-Zorba
        DS Quills' team
        DS Jane Post
        pc smith team
        DC smith rang
        INSPECTOR W\u0130LLIAMS
        pc mcexample
        Dci Jones
        Pc Jones
        Ds Smith
        pc o'hara
        dci example
        sgt marple
        pc j smith
        pc j. smith
        acc jones
        DS LEE
        PC LI
        DI NG
        Jane Smith (SPOC)
        DCI JANE EXAMPLE
        DCI Jane Example leads on this.
        dci jones
        pc smith will ring
        ds khan asked for it
        sgt. patel
        inspector taylor has it
        DI JONES
        SGT SMITH
        INSPECTOR WILLIAMS
        Detective Chief Inspector Marple
        Det Insp Marple
        Det Sgt Marple
        Det. Supt. Marple
        D/Sgt Marple
        D/Insp Marple
        T/DCI Marple
        A/Insp Marple
        Ch Insp Marple
        Ch Supt Marple
        C/Supt Marple
        Chief Constable Marple
        D.I. Marple
        P.C. Marple
        PC Ng
        DC Li
        PC J Ng
        PS Wu
        PC O'Hara
        DS O\u2019Neill
        PC Ali
        PC West
        DC North
        PC Day
        DC Lawrence
        DI Spence
        DS Fleming
        DI King
        PC Smith-Jones
        DS Hercule Poirot
        DI de Marple
        DS Marple's team
        ACC Marple
        Commander Marple
        Sergeant Marple
        PCSO Marple
        WPC Marple
        DC 1234 Marple
        PC/4521 Marple
        DCI (Jane) Example
        Jane Example (DCI)
        Jane Example, Detective Inspector
        pc jane example
        """,
    "a person's name": """
        asked Jane Marple-Jones
        asked Mark Smith
        asked Jane Hill
        Jane Smith, Head of Risk
        Jane Smith (Head of Public Protection)
        Jane A. Smith - Crime Registrar
        Head of Risk, Jane Smith
        Head of Public Protection: Jane Smith
        Head of Legal Services (Jane Smith)
        Director of Intelligence Jane Smith
        led by Jane Smith
        agreed with Jane Smith
        emailed Jane Smith
        an e-mail from Mohammed Khan
        it passed to Sarah Jones-Brown
    """,
    "a staff number": """
        staff number 12345
        Employee no. 123456
        payroll number: 0012345
        pay no 1234567
    """,
    "a passport or licence number": """
        passport 999999999
        Passport number: 999999999
        driving licence EXAMP999999J99AA
        Driver number EXAMP 999999 J99AA
    """,
    "a collar number": """
        warrant no 2345678
        Collar: 4521
        officer 4521
        collar 4521
        Collar no. 4521
        collar number: CC 4521
        collar number is 4521
        shoulder number 452
        warrant card 12345
        warrant no 12345
        PC 4521
        PC4521
        pc 4521
        PS 12 Marple
        PCSO 7123
        Constable 4521
        DS/1234
        Sgt 452
        """,
    "a phone number": """
        call 7946 0123
        ring 690690
        07700/900123
        07700 900123
        07700-900-123
        (07700) 900123
        +44 7700 900123
        +44 (0)7700 900123
        0044 7700 900123
        447700900123
        07700.900.123
        07700 900 123
        07700_900123
        07700, 900123
        0161 272 0321
        0161/272 0321
        tel 496 0123
        Tel: 4960123
        ext 4521
        ext. 45213
        extension 4521
        mob: 7700 900123
        +353 1 496 0123
        """,
    "an e-mail address": """
        jane.smith -at- police.uk
        jane.example@example.org
        jane.smith [at] police.uk
        jane.smith(at)example.org
        jane.smith at example.police.uk
        jane [at] example [dot] org
        jane dot smith at example dot org
        jane.smith @ example.org
        jane.smith[@]example.org
        jane.smith\uff20example.org
        JANE.SMITH AT EXAMPLE.POLICE.UK
        """,
    "a crime or case number": """
        PNCID 97/123456A
        custody record MK/1234/25
        incident 0123-12032025
        CAD 0123/120325
        URN: 01/XY/12345/25
        urn 12ab1234525
        crime reference 42/12345/25
        Crime ref: CR/12345/25
        crime no 42000123456
        crime number 12345/24
        Crime reference number: 6123456/25
        42/12345/25
        URN 42EA1234525
        URN: 42 EA 12345 25
        42EA1234525
        incident 123 of 12/03/2025
        incident number 12345
        log 345 of 1 March
        CAD 4521/12MAR25
        CRIS 1234567/25
        occurrence 42250012345
        custody record 42/1234/25
        PNC ID 12/34567A
        case ref AB/1234
        """,
    "a person's initials": """
        V\u0130CTIM J S
        v\u0131ctim J S
        victim VB
        victim J S
        aggrieved J.S.
        victim J.S.
        victim JS
        the victim (J.S.) rang
        Victim: JS
        complainant A.B.
        suspect A B.
        the perpetrator, J.S., was told
        witness J. S.
        victim's initials are JS
        """,
    "a date of birth": """
        born in March 1985
        DOB: March 1985
        DOB: Mar 1985
        DOB 01/02/1990
        d.o.b. 1.2.90
        dob: 1990-02-01
        Date of birth: 1 February 1990
        date of birth 01-02-1990
        born 1 February 1990
        born on 01/02/1990
        born on the 1st of Feb 1990
        DoB February 1, 1990
        b. 01/02/1990
        """,
    "a National Insurance number": """
        QQ 12 34 56 C
        QQ123456C
        NINO QQ-12-34-56-C
        ni number qq 12 34 56 c
        National Insurance number: QQ 123456 C
        """,
    "an NHS number": """
        NHS number 943 476 5919
        943 476 5919
        943-476-5919
        NHS no. 9434765919
        nhs: 9434765919
        """,
    "a postcode": """
        M1 1AB
        m1 1ab
        ZZ99 3WZ
        lives at LE99 1AA
        le99 1aa
        LE991AA
        EC1A 1BB
        """,
    "a street address": """
        14 ST JAMES' STREET
        14 St James' Street
        7 The Mews
        12 Main Street
        12 Acacia Court
        14 Acacia Avenue
        14a Acacia Avenue, Exampletown
        14, Acacia Avenue
        14 ACACIA AVENUE
        14 acacia avenue
        12 High Street
        12 high street, Exampletown
        Flat 3, Acacia House
        221B Baker St
        7 St Example's Road
        9 The Close
        """,
    "a vehicle registration": """
        AB12-CDE
        ab12cde
        AB12 CDE
        AB12CDE
        registration ab12 cde
        reg: A123 BCD
        index ABC 123D
        vehicle registration number ABC123D
        VRM AB12CDE
        """,
    "a title and name": """
        mr quill
        mr Quill
        Mr QUILL
        Mr Quil
        ms Smith
        DR Smith
        ms jones
        miss jones
        dr patel
        councillor jones
        Mister Smith
        Mr Example
        Mrs Example
        Ms. Example
        Miss Jane Example
        Dr Example
        Cllr Example
        Councillor Jane Example
        Prof. Example
        Rev Example
        MR EXAMPLE
        MRS JONES
        mr smith
        mrs example
        cllr jones
        Dr J Example
        Mr and Mrs Example
        Mx Li
        Dame Jane Example
        """,
    "a contact's name": """
        SPOC: Jane smith
        spoc: jane Smith
        SPOC, Zelda Marple
        Owner: ZE Marple
        Owner: Z Marple
        S\u0130O: Jane Smith
        SPOC (Jane Smith)
        S.P.O.C.: Jane Smith
        Lead officer Jane Smith
        Owner: Jane Smith
        speak to Jane Smith
        SPOC: Jane Smith
        SPOC - Jane Example
        SPOC Jane Example
        spoc: jane smith
        SPOC is J. Example
        Contact: Zelda Marple
        SIO: Jane Example
        OIC Jane Example
        Lead: Jane Example
        Victim: Jane Example
        the victim, Jane Example, agreed
        point of contact: Jane Example
        named contact is Jane Example
        """,
}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize(
    ("what", "line"), [(what, line) for what, text in HITS.items() for line in _lines(text)]
)
def test_it_looks_like_personal_data(what: str, line: str) -> None:
    assert what in looks_like(line)
    assert what in looks_like(f"We asked: {line}, and will ask again.")


@pytest.mark.parametrize("line", _lines(MISSES))
def test_it_is_about_nobody(line: str) -> None:
    assert [*looks_like(line)] == []
    assert [*looks_like(f"We asked: {line}")] == []


def _patterns(value: object) -> Iterator[Pattern]:
    if isinstance(value, Pattern):
        yield value
    elif isinstance(value, dict | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _patterns(inner)


PATTERNS = [p for module in (people_named, telling_numbers) for p in _patterns({**vars(module)})]
LINES = [line for text in (*HITS.values(), MISSES) for line in _lines(text)]
WORDS = sorted({word for line in LINES for word in line.split()})


@pytest.mark.parametrize("before", [0, 100, 500])
@pytest.mark.parametrize("behind", [0, 100, 500])
def test_a_number_is_found_among_others(before: int, behind: int) -> None:
    """Only what stands around numbers is looked at: all of them."""
    other, prose = "In 2025 we met 12 times. ", "We train them. " * 40
    text = f"{other}{prose[:before]}. Ring 0161 272 0321. {prose[:behind]}{other}"
    assert [*looks_like(text)] == ["a phone number"]
    assert [*looks_like(text.rstrip(other))] == ["a phone number"]


@pytest.mark.parametrize("place", [0, 1, 30, 31, 32, 33, 63, 64, 69])
def test_a_text_is_looked_at_wherever_it_stands(place: int) -> None:
    texts = [f"We train {number} officers." for number in range(70)]
    texts[place] = "Ask Sgt Jane Marple about it."
    assert what_they_hold([*texts, *texts]) == {texts[place]: ["a rank and name"]}


@given(st.from_regex(PLAIN_REF, fullmatch=True))
def test_a_ref_that_is_not_looked_at_holds_nothing(ref: str) -> None:
    assert [*looks_like(ref)] == []


DISGUISES: list[Callable[[str], str]] = [
    str,
    str.upper,
    str.lower,
    lambda t: t.replace("s", "\u017f").replace("i", "\u0131"),
]


@given(
    st.lists(st.sampled_from([*LINES, *WORDS, "\u0130", "\u0345", "_", "7"]), max_size=6),
    st.sampled_from([" ", " ", "", "\n", "-", ". "]),
    st.sampled_from(DISGUISES),
)
def test_no_sign_hides_what_its_pattern_finds(
    words: list[str], between: str, disguise: Callable[[str], str]
) -> None:
    text = disguise(between.join(words))
    for pattern in PATTERNS:
        assert pattern.is_in(SearchedText(text)) == bool(re.search(pattern.pattern, text)), (
            pattern.pattern
        )
