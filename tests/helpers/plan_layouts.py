"""One invented plan in every layout met on real pages, in every source format.

The content of a layout is written once, as the blocks a reader should find; `sources` writes it
out. Headings are those of real pages, their slips included; every sentence is ours.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from written_sources import delimited, docx, html, ods, text, xlsx

from stalkplan.imports.readers.document import Paragraph, SourceBlock, SourceTable

Rows = list[list[str]]

CRIME = "Northshire records crimes well. One desk allots every crime and looks for second offences."
ORDERS = "One Northshire team looks after all orders and follows up each breach."
PROTECT = "A Northshire protection team investigates every stalking crime."
TESTED = "ACTION: Northshire will test whether records can be searched, led by the Crime Registrar."

TITLE = "Northshire Police: stalking action plan"
BOILERPLATE = "We use some cookies on this website."

WIDE: Rows = [
    # the data begins one column before its heading, as the refs have none
    ["Recommendation:", "Force Update:", "Action", ""],
    ["By 27 March 2025 forces will change records where they must.", "7.1", CRIME, TESTED],
    ["By 27 March 2025 forces will renew learning and policy."],
    [
        "10.2",
        "Northshire staff took a course on domestic abuse.",
        (
            "ACTION 1. The Northshire Learning Team will find more courses. "
            "2. A second skills survey will be made in each team."
        ),
    ],
    [
        "By 27 March 2025, forces will know the scale of stalking.",
        "11.1",
        "Northshire ordered a study of reports. It is to be ready in early 2025.",
        "Northshire will read the study in early 2025 and say what follows.",
    ],
    [
        "By 27 March 2025, forces will manage risk in every case.",
        "12.1",
        ORDERS,
        (
            "Northshire will try a screening tool. The Head of Public Protection oversees the "
            "work, which will be delivered by 27th March 2025."
        ),
    ],
    [
        "12.2",
        "A supervisor reads every risk assessment made in Northshire.",
        (
            "Northshire will set these cases apart. The Head of Public Protection oversees it. "
            "This plan will be updated no later than March 2025."
        ),
        "",
    ],
    ["By 27 March 2025 forces will consider a protection order in each case."],
    [
        "13.1",
        ORDERS,
        (
            "Front-line staff in Northshire will consider orders, helped by the Learning Team. "
            "This will be in place no later than March 2025."
        ),
    ],
    [
        "Forces will give victims what the code says.",
        "14.1",
        "Northshire checks every week that victims were told of their rights.",
        "The Northshire Standards Group will measure this by March 2025.",
    ],
    [
        "Forces will look again at what they commission with partners.",
        "16.1",
        "Northshire shares what it knows with its partners.",
        "By March 2025 Northshire will make sure that reports reach all partners.",
    ],
    [
        "By 27 March 2025 forces will follow the new guidance on allotting cases.",
        "17.1",
        "Northshire is committed to the guidance.",
        "By March 2025 Northshire will adopt the guidance and train its staff.",
    ],
    [
        "Forces will see to the quality of investigations.",
        "18.1",
        PROTECT,
        "Northshire will go on giving these cases to specialists.",
    ],
    [
        "By 27th March 2025 forces will answer stalking online.",
        "20.1",
        "A Northshire unit reads phones and has no backlog.",
        "Northshire will look for better tools.",
    ],
    [
        "By 27 September 2025 forces will consider what specialists could add.",
        "22.1",
        PROTECT,
        "Northshire will keep its specialists.",
    ],
    ["By 27 March 2025, forces will screen crimes early.", "23.1", CRIME, TESTED],
    [
        "By 27 March 2025, Northshire will work better with partners.",
        "25.1",
        "Northshire teams work well with partners nearby.",
        "Northshire will seek more ways to work together.",
    ],
    ["By 22 November 2024 forces will answer in writing.", "27.1", "", ""],
    ["By 22 November 2024 forces will publish a plan. By 27 March 2025 they report on it."],
    ["28.1"],
]

REC_NO: Rows = [
    [
        "Rec No.",
        "Recomendation",
        "Sub recommendation/\nevidence",
        "Rec. Owner",
        "Initial action plan\nresponse",
        "March 2026 update",
    ],
    [
        "7",
        "By 27 March 2025 forces will change records where they must.",
        "7.1\nStaff use what the system can do.",
        "Crime Registrar",
        "Northshire can search all offences.\nA guide is being written.",
        "Complete. The guide is out.",
    ],
    [
        "",
        "",
        "7.2\nUntil then a stop-gap keeps stalking searchable.",
        "Crime Registrar",
        "Northshire marks cases by hand.",
        "",
    ],
    [
        "10",
        "By 27 March 2025 forces will renew learning and policy.",
        "10.1",
        "Head of Learning",
        "A course will be held by\nJune 2025.",
        "In progress: two of five districts\nhave taken the course.",
    ],
    ["27", "By 22 November 2024 forces will answer in writing.", "27.1", "Chief Officers", "", ""],
]

EACH_HEADS = [
    "Recommendation number",
    "Evidence requirements of progress/completion",
    "Force update",
    "Status",
]


def _each() -> list[SourceBlock]:
    """Return one table per recommendation, each under its heading."""
    found: list[SourceBlock] = [Paragraph(TITLE, 1)]
    contents: Mapping[str, tuple[str, Rows]] = {
        "7": (
            "By 27 March 2025 forces will change records where they must.",
            [
                ["7.1", "Staff use what the system can do.", CRIME, "Complete"],
                ["7.2", "A stop-gap keeps stalking searchable.", "Cases are marked by hand.", ""],
            ],
        ),
        "12": (
            "By 27 March 2025, forces will manage risk in every case.",
            [
                ["12.1", "A tool is used.", "Northshire will have one by 27/03/25.", "In progress"],
                ["12.2", "Risk is reviewed.", "", "Not started"],
            ],
        ),
    }
    for number, (asked, rows) in contents.items():
        found += [Paragraph(f"Recommendation {number}", 2), Paragraph(asked)]
        found.append(
            SourceTable(sum(isinstance(b, SourceTable) for b in found) + 1, [EACH_HEADS, *rows])
        )
    return found


KEYS = (
    "Recommendation:",
    "Evidence requirements of progress:",
    "Recommendation owner:",
    "Force update:",
    "Date:",
    "Status:",
    "Supporting documents:",
)
BLOCKS: Rows = [
    [
        "7.1",
        "Staff use what the system can do.",
        "Crime Registrar",
        "Northshire can search all offences.",
        "27 March 2025",
        "Complete",
        "Search guide, version 2",
    ],
    [
        "12.2",
        "Risk is reviewed.",
        "Head of Public Protection",
        "Each case is reviewed after a month.",
        "Nov-24",
        "In progress",
        "",
    ],
    ["27.1", "An answer in writing.", "", "", "", "", ""],
]


def _key_value() -> list[SourceBlock]:
    """Return a table of two columns per ref."""
    return [
        SourceTable(number, [[key, value] for key, value in zip(KEYS, block, strict=True)])
        for number, block in enumerate(BLOCKS, 1)
    ]


def _key_value_text() -> list[SourceBlock]:
    """Return the same as lines of text."""
    return [
        Paragraph(f"{key} {value}".strip())
        for block in BLOCKS
        for key, value in zip(KEYS, block, strict=True)
    ]


HEADED: list[SourceBlock] = [
    Paragraph(TITLE, 1),
    Paragraph("Recommendation 7", 2),
    Paragraph("By 27 March 2025 forces will change records where they must."),
    Paragraph(
        "7.1 - Evidence requirements of progress/completion: Staff use what the system can do.", 3
    ),
    Paragraph("Force update: Northshire can search all offences."),
    Paragraph("A guide will be ready by March 2025."),
    Paragraph("Status: In progress"),
    Paragraph("7.2 - Evidence requirements of progress/completion: A stop-gap is used.", 3),
    Paragraph("Force update: Cases are marked by hand."),
    Paragraph("Status: Complete"),
    Paragraph("Recommendation 27", 2),
    Paragraph("27.1 - Evidence requirements of progress/completion: An answer in writing.", 3),
]

WHOLE: Rows = [
    ["No.", "Recommendation", "Initial Constabulary Response 21st November 2024"],
    [
        "7",
        "By 27 March 2025 forces will change records where they must.",
        "Northshire can search all offences. A guide will be ready by March 2025.",
    ],
    ["12", "By 27 March 2025, forces will manage risk in every case.", "March 26 earliest."],
    ["27", "By 22 November 2024 forces will answer in writing.", ""],
]

LIMBS: Rows = [
    ["Recommendation", "Response", "Action"],
    [
        "10. By 27 March 2025 forces will:\n1. renew learning;\n2. bring policy into line.",
        "1. Northshire staff took a course.\n2. The policy was read again.",
        "1. A second course by June 2025.\n2. A new policy by 27 March 2025.",
    ],
    [
        "16. Forces will:\n(a) look at what they commission;\n(b) share what they know.",
        "(a) Done with the council.\n(b) Shared every week.",
        "",
    ],
]


def _one(rows: Rows) -> list[SourceBlock]:
    return [Paragraph(TITLE, 1), Paragraph(BOILERPLATE), SourceTable(1, rows)]


LAYOUTS: Mapping[str, Sequence[SourceBlock]] = {
    "wide": _one(WIDE),
    "rec-no": _one(REC_NO),
    "table-each": _each(),
    "key-value": _key_value(),
    "key-value-text": _key_value_text(),
    "headed": HEADED,
    "whole": _one(WHOLE),
    "limbs": _one(LIMBS),
}

_ONLY_TEXT = ("key-value-text", "headed")
"""Layouts that nobody keeps in a spreadsheet."""


@cache
def sources(layout: str) -> Mapping[str, bytes]:
    """Return the layout in each source format where it makes sense, by suffix: `html`, `txt`, ...

    A sheet has no paragraphs: there they are rows of one cell, with an empty row before a table.
    """
    blocks = LAYOUTS[layout]
    found: dict[str, Callable[[Sequence[SourceBlock]], bytes]] = {
        "html": html,
        "txt": text,
        "docx": docx,
    }
    if layout not in _ONLY_TEXT:
        found |= {"csv": delimited, "xlsx": xlsx, "ods": ods}
    return {suffix: write(blocks) for suffix, write in found.items()}
