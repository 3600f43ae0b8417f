"""An update that was taken back is shown so in every report, and never as progress."""

import json
import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from repositories import ALONE

from conftest import Result

Run = Callable[..., Result]

ASKED = """\
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - number: 7
    addressed_to: [chief-constables]
    deadlines: [{due: 2025-03-27}]
    requirements: [{ref: 7.1, summary: Record.}]
"""
PLAN = """\
organisation: {id: northshire, name: Northshire, answers_for: [chief-constables]}
responses:
  - ref: 7.1
    position: We record.
    actions:
      - id: 7.1a
        summary: Test the records.
        owner: '[redacted]'
        updates:
          - {date: 2025-01-20, status: in-progress, note: '[redacted]'}
          - {date: 2025-03-20, status: complete, note: All tested., evidence: ['[redacted]']}
"""
RETRACTION = """\
          - {date: 2025-04-09, retracts: 2025-03-20, note: Another action was meant.}
"""
ON = "2025-04-30"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data folder of a repository: the plan was committed, then the retraction."""
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)
    data = tmp_path / "data"
    data.mkdir()
    (data / "recommendations.yaml").write_text(ASKED, encoding="utf-8")
    _git(tmp_path, "init", "-q")
    for day, text in (("2025-03-21", PLAN), ("2025-04-09", PLAN + RETRACTION)):
        for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
            monkeypatch.setenv(name, f"{day}T12:00:00Z")
        (data / "responses.yaml").write_text(text, encoding="utf-8")
        _git(tmp_path, "add", "-A")
        _git(tmp_path, "commit", "-q", "-m", "x")
    return data


def _git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A. Person", "-c", "user.email=person@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True)


SHOWN = {
    # what is typed: what stands there
    "show 7.1a --format table": [
        "Taken back   complete, 20 March 2025: All tested.",
        "on 9 April 2025: Another action was meant.",
        "Status       in progress",
    ],
    "show 7.1a": ["taken back\tcomplete, 20 March 2025: All tested."],
    "log 7.1a --format table": [
        "added an update of 20 March 2025, complete: All tested. (taken back 9 April 2025)",
        "added an update of 9 April 2025, which takes back 2025-03-20: Another action was meant.",
    ],
    "changes --since 2025-04-01 --format table": [
        "2025-04-09  7.1a  the entry of 20 March 2025, complete, was taken back: Another action",
        "now in progress, was complete",
    ],
    "changes --since 2025-01-01 --format table": [
        "now in progress, the first update",
        "was taken back",
    ],
    "changes --since HEAD~1 --format table": ["was taken back: Another action was meant"],
    "brief --since 2025-04-01 --format markdown": [
        '| 9 Apr 2025 | "Test the records" (7.1a) | The entry of 20 March 2025 was taken back: An'
    ],
}


@pytest.mark.parametrize("line", SHOWN)
def test_it_is_shown_as_taken_back(line: str, folder: Path, stalkplan: Run) -> None:
    result = stalkplan(*line.split(), "--data", folder, "--as-of", ON)
    assert result.code == 0, result.err
    text = re.sub(r"\n +", " ", result.out)
    for words in SHOWN[line]:
        assert re.sub(" +", " ", words) in re.sub(" +", " ", text), text
    assert "now complete" not in text


def test_on_the_page_it_is_struck_out_and_data_has_it_apart(
    folder: Path, tmp_path: Path, stalkplan: Run
) -> None:
    site = tmp_path / "site"
    assert stalkplan("publish", site, "--data", folder, "--as-of", ON).code == 0
    page = (site / "index.html").read_text(encoding="utf-8")
    struck = re.search(r"<dt>Taken back</dt>(.*?)</dd>", page, re.DOTALL)
    assert struck
    assert "Another action was meant." in struck[1]
    assert "<s>complete: All tested.</s>" in struck[1]
    assert page.count("All tested.") == 1
    data = json.loads((site / "items.json").read_text(encoding="utf-8"))
    assert [update["date"] for update in data["updates"]] == ["2025-01-20"]
    (taken,) = data["retracted"]
    assert (taken["id"], taken["date"], taken["taken_back"]) == ("7.1a", "2025-03-20", "2025-04-09")
    assert taken["reason"] == "Another action was meant."
    assert "[redacted]" in page
    assert 'href="[redacted]' not in page


def test_in_a_workbook_its_row_says_so(folder: Path, tmp_path: Path, stalkplan: Run) -> None:
    book = tmp_path / "status.xlsx"
    result = stalkplan(
        "status", "--data", folder, "--as-of", ON, "--format", "xlsx", "--output", book
    )
    assert result.code == 0, result.err
    head, *rows = load_workbook(BytesIO(book.read_bytes()))["Updates"].iter_rows(values_only=True)
    column = head.index("Taken back")
    found = {str(row[head.index("Date")])[:10]: str(row[column] or "")[:10] for row in rows}
    assert found == {"2025-01-20": "", "2025-03-20": "2025-04-09"}


def test_as_json_it_stands_apart(folder: Path, stalkplan: Run) -> None:
    view = json.loads(
        stalkplan("show", "7.1a", "--data", folder, "--as-of", ON, "--format", "json").out
    )
    assert [update["date"] for update in view["updates"]] == ["2025-01-20"]
    assert [(u["date"], u["taken_back"]) for u in view["retracted"]] == [
        ("2025-03-20", "2025-04-09")
    ]


def test_before_that_day_it_counted(folder: Path, stalkplan: Run) -> None:
    out = stalkplan("show", "7.1a", "--data", folder, "--as-of", "2025-04-08").out
    assert "taken back" not in out.lower()
    assert "update\tcomplete, 20 March 2025: All tested." in out


@pytest.mark.parametrize("hidden", ["update", "retraction"])
def test_what_is_marked_stays_inside(
    hidden: str, folder: Path, tmp_path: Path, stalkplan: Run
) -> None:
    plan = folder / "responses.yaml"
    text = plan.read_text(encoding="utf-8")
    what = "note: All tested." if hidden == "update" else "note: Another action was meant."
    plan.write_text(text.replace(what, f"{what}, marking: official-sensitive"), encoding="utf-8")
    site = tmp_path / "site"
    assert stalkplan("publish", site, "--data", folder, "--as-of", ON).code == 0
    book = tmp_path / "status.xlsx"
    stalkplan("status", "--data", folder, "--as-of", ON, "--format", "xlsx", "--output", book)
    cells = [
        str(cell)
        for sheet in load_workbook(BytesIO(book.read_bytes()))
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    brief = stalkplan("brief", "--since", "2025-01-01", "--data", folder, "--as-of", ON).out
    files = [path for path in site.rglob("*.*") if path.suffix in (".html", ".json", ".csv")]
    texts = [brief, *cells, *(path.read_text("utf-8") for path in files)]
    assert not [text for text in texts if what.partition(": ")[2] in text]
    assert any("2025-03-20" in text for text in texts)
