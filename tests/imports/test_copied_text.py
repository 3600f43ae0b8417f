"""Text that was copied from a page or a PDF: cells on lines, cut words, page numbers between."""

import pytest

from stalkplan.errors import SourceError
from stalkplan.imports.readers.choose import read_plan
from stalkplan.imports.readers.document import SourceTable

HEADS = ["No.", "Response", "Action", "Status"]
ROWS = [["12.1", "One desk.", "Write it.", "Complete"], ["13.1", "A lawyer.", "Train.", "Ongoing"]]
EMPTY_LAST = [*ROWS, ["14.1", "A leaflet.", "Print.", ""], ["16.1", "The board.", "Look.", ""]]
WIDE = [
    ["No.", "Recommendation", "Sub recommendation", "", "Response"],
    ["12", "Judge it.", "12.1", "Staff use it.", "One desk."],
    ["13", "Think anew."],
]

TABLES: dict[str, tuple[str, list[list[str]]]] = {
    # a text, and the rows that it is
    "the last column is empty in some rows": (
        "\n".join(" | ".join(row).strip() for row in [HEADS, *EMPTY_LAST]),
        [HEADS, *EMPTY_LAST],
    ),
    "a cell on each line, closed by a bar": (
        "".join(f"{cell} |\n" for row in [HEADS, *ROWS] for cell in row),
        [HEADS, *ROWS],
    ),
    "a cell on each line": (
        "\n".join(cell for row in [HEADS, *ROWS] for cell in row),
        [HEADS, *ROWS],
    ),
    "a cell on each line, the ref the second": (
        "Recommendation\nNo.\nResponse\nJudge.\n12.1\nOne.\nAsk.\n13.1\nTwo.\n",
        [
            ["Recommendation", "No.", "Response"],
            ["Judge.", "12.1", "One."],
            ["Ask.", "13.1", "Two."],
        ],
    ),
    "Markdown broken over lines": (
        (
            "|\nNo. |\nRecommendation |\nSub recommendation |\nResponse |\n|\n|---|---|---|---|\n"
            "| 12 | Judge it. |\n12.1 |\nStaff use it. |\nOne desk. |\n| 13 | Think anew.\n"
        ),
        WIDE,
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_copied_table_has_its_rows(name: str) -> None:
    text, rows = TABLES[name]
    (table,) = read_plan(text.encode(), "plan.txt").blocks
    assert isinstance(table, SourceTable)
    assert [list(row) for row in table.rows] == rows


def test_what_stands_around_cells_on_lines_is_text() -> None:
    cells = "\n".join(cell for row in [HEADS, *ROWS] for cell in row)
    blocks = read_plan(f"Our plan\n{cells}\nContact us\n".encode(), "plan.txt").blocks
    assert ["table" if isinstance(block, SourceTable) else block.text for block in blocks] == [
        "Our plan",
        "table",
        "Contact us",
    ]


def test_cells_on_lines_whose_rows_cannot_be_told_are_refused() -> None:
    cells = [cell for row in [HEADS, *EMPTY_LAST] for cell in row if cell]
    with pytest.raises(SourceError, match="copy the table into a spreadsheet, save that"):
        read_plan("\n".join([*cells[:6], *cells[7:]]).encode(), "plan.txt")


WRAPPED = {
    # lines of a text: its paragraphs
    "All will be re-\nviewed.": ["All will be reviewed."],
    "A multi-agency desk.\nThe multi-\nagency desk.": [
        "A multi-agency desk.",
        "The multi-agency desk.",
    ],
    "Each is victim-\nfocused. A victim is focused.": [
        "Each is victim-focused. A victim is focused."
    ],
    "It is part-\ntime.": ["It is part-time."],
    "One. It is looked at by 30 June\n2027. All are": [
        "One. It is looked at by 30 June 2027. All are"
    ],
    "It is looked at by 30\nJune 2027.": ["It is looked at by 30 June 2027."],
    "It is read again in the\nNight Team.": ["It is read again in the Night Team."],
    "All cases are\n\nPage 3 of 9\n\nread in the night.": ["All cases are read in the night."],
    "All is well.\n\nPage 3 of 9\n\nCases are read.": ["All is well.", "Cases are read."],
    "Action by\nCrime Registrar": ["Action by", "Crime Registrar"],
    "We train all staff in\nStatus: complete": ["We train all staff in", "Status: complete"],
    "We list:\n- one-\n- two": ["We list:", "- one-", "- two"],
}


@pytest.mark.parametrize("text", WRAPPED)
def test_lines_of_a_page_are_put_together(text: str) -> None:
    found = read_plan(text.encode(), "plan.txt")
    assert [block.text for block in found.blocks if not isinstance(block, SourceTable)] == (
        WRAPPED[text]
    )
    told = ["a page number is left out: 'Page 3 of 9'"] if "Page" in text else []
    assert found.warnings == told
