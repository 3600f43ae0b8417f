"""LibreOffice opens what we write: no formula, nothing hidden, two pages."""

import json
import re
import subprocess
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hostile_texts import PLACES, TEXTS, Kind, kind_of, spoilt
from lost_plans import lost
from rule_cases import PLAN_FILE, PLAN_HEADER, PUBLICATION, PUBLICATION_FILE

from conftest import DATA
from stalkplan.privacy.public_record import public_record
from stalkplan.publish.brief import docx
from stalkplan.publish.brief.content import brief_of
from stalkplan.record.files import read_folder
from stalkplan.record.register import build
from stalkplan.reports.formats.xlsx import workbook
from stalkplan.reports.rewritten import since_in_words
from stalkplan.verdict.items import assess

pytestmark = [pytest.mark.system, pytest.mark.xdist_group("libreoffice")]

ON = date(2026, 11, 23)
FREE = tuple(at for at in PLACES if kind_of(at[1]) is Kind.FREE)
HOSTILE = ("=1+2", "@SUM(A1)", "+1", "-1", "=cmd|'/c calc'!A1", "javascript:alert(1)", "x" * 40_000)


ACTIONS = ", ".join(
    f"{{id: 9.1a{n}, owner: Owner {n % 20}, promise: {{by: 2025-{1 + n % 12:02}-{1 + n % 28:02}}}, "
    f"summary: {'word ' * 60}, updates: [{{date: 2025-03-0{1 + n % 9}, note: {'word ' * 60}}}]}}"
    for n in range(60)
)
BUSY = f"{PLAN_HEADER}responses:\n  - {{ref: 9.1, position: p, actions: [{ACTIONS}]}}\n"


DUE = ("2025-03-27", "2025-05-27", "2025-09-27", "2025-12-27")
WORDS = "words " * 60
PUBLICATION_OF_ALL = {
    "publication": {"id": "all", "title": "All", "published": "2024-09-27"},
    "recommendations": [
        {
            "number": n,
            "summary": WORDS,
            "addressed_to": ["chief-constables"],
            "deadlines": [{"due": DUE[n % 4]}],
        }
        for n in range(1, 99)
    ],
}
FULL = {
    "organisation": {"id": "kent", "name": "Kent Police", "answers_for": ["chief-constables"]},
    "responses": [
        {
            "ref": f"{n}",
            "position": f"{WORDS}{n % 40}",
            "actions": [
                {
                    "id": f"{n}{letter}",
                    "summary": WORDS,
                    **({"owner": f"{n % 9} {WORDS}"} if letter == "a" else {}),
                    "promise": {"by": f"2025-{1 + n % 9:02}", "wording": WORDS},
                    "updates": [
                        {
                            "date": f"2025-0{1 + n % 6}-02",
                            "status": ("in-progress", "complete", "blocked", "withdrawn")[n % 4],
                            "note": WORDS,
                        }
                    ][: n % 3],
                }
                for letter in "ab"
            ],
        }
        for n in range(1, 99)
        if n % 5
    ],
}
"""A plan on which every question can be put, and more recorded than there is room for."""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what LibreOffice makes of every file, in two runs of the program."""
    folder = tmp_path_factory.mktemp("office")
    registers = {
        f"hostile{number}": build(spoilt(text, FREE, escaped=True))
        for number, text in enumerate((*HOSTILE, TEXTS["script"], TEXTS["formula"]))
    }
    registers["plan"] = build(read_folder(DATA).texts)
    registers["busy"] = build({PUBLICATION_FILE: PUBLICATION, PLAN_FILE: BUSY})
    full = {PUBLICATION_FILE: json.dumps(PUBLICATION_OF_ALL), PLAN_FILE: json.dumps(FULL)}
    registers["full"] = build(full)
    for name, register in registers.items():
        record = public_record(register, assess(register, on=ON), on=ON)
        (folder / f"{name}.xlsx").write_bytes(workbook(record))
        history = lost(register, date(2024, 1, 1), on=ON)
        brief = brief_of(record, history=partial(since_in_words, history), audience="the board")
        (folder / f"{name}.docx").write_bytes(docx.render(brief))
    for kind, target in (("xlsx", "fods"), ("docx", "pdf")):
        files = sorted(map(str, folder.glob(f"*.{kind}")))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        run = ("soffice", profile, "--headless", "--convert-to", target, "--outdir", str(folder))
        subprocess.run([*run, *files], check=True, capture_output=True, timeout=120)
    return folder


def test_no_spreadsheet_holds_a_formula_or_hides_anything(opened: Path) -> None:
    sheets = sorted(opened.glob("*.fods"))
    assert len(sheets) == len(HOSTILE) + 5
    for path in sheets:
        text = path.read_text(encoding="utf-8")
        assert "table:formula" not in text, path.name
        assert 'table:display="false"' not in text, path.name
        assert not re.search(r'table:visibility="(collapse|filter)"', text), path.name
        assert "xlink:href" not in text.partition("<office:body>")[2], path.name


def test_a_text_that_looks_like_a_formula_is_read_as_it_was_written(opened: Path) -> None:
    for number, text in enumerate(HOSTILE[:4]):
        sheet = (opened / f"hostile{number}.fods").read_text(encoding="utf-8")
        assert f"<text:p>{text}</text:p>" in sheet


def test_the_brief_of_a_force_is_two_pages_of_a4(opened: Path) -> None:
    assert len(list(opened.glob("*.pdf"))) == len(HOSTILE) + 5
    for name in ("plan", "busy", "full"):
        shown = subprocess.run(
            ["pdfinfo", opened / f"{name}.pdf"], check=True, capture_output=True, text=True
        ).stdout
        assert re.search(r"^Pages: +2$", shown, re.MULTILINE), shown
        assert "(A4)" in shown


def test_the_second_page_is_what_is_overdue(opened: Path) -> None:
    page = subprocess.run(
        ["pdftotext", "-f", "2", opened / "plan.pdf", "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert page.startswith("Overdue, by owner")
    assert "2 of 2" in page
