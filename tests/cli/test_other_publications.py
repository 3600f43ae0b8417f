"""Nothing shown of another publication speaks of reports, forces, stalking or what is national.

The folder `housing` has a register that grows: numbers as printed, declared addressees, windows as
deadlines, an extension, an end, and discharges by others.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from zipfile import ZipFile

import pytest
from formats_offered import OF_GATES, OF_REPORTS
from repositories import Repository

from conftest import ROOT, Result

Run = Callable[..., Result]

HOUSING = ROOT / "tests" / "cases" / "folders" / "housing"
DAY = ("--as-of", "2025-02-10")
FALSE_HERE = re.compile(
    r"\b(reports?|forces?|police|nationally|stalking|HMICFRS|NPCC|chief constables?)\b",
    re.IGNORECASE,
)
"""What is true of no word of the folder; `reported` is what anybody does."""

SHOWN = [
    *product(("status", "show 4a.1", "show AFI~2", "show 6", "show 7 --org hillside"), OF_REPORTS),
    *product(("compare", "compare --by organisation", "compare --by theme"), OF_REPORTS),
    *product(("compare --by deadline", "trend --since 2024-02-01"), OF_REPORTS),
    *product(("changes --since 2024-06-01", "changes --since begun"), OF_REPORTS),
    *product(("log 4a.1a", "log AFI~2/begin --org ministry"), OF_REPORTS),
    *product(("overdue", "overdue --by 2025-12-31", "check", "check --against begun"), OF_GATES),
    *product(
        [f"brief --since 2024-06-01 --org {org}" for org in ("riverside", "hillside", "ministry")],
        ("markdown", "html"),
    ),
]
ONE = ("status --org riverside", "status --org ministry", "show 4a.1 --org riverside")
SHOWN += product(ONE, ("table", "markdown"))


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Return a repository in which the plan grew, and was rewritten."""
    repository = Repository.begun(tmp_path_factory.mktemp("housing") / "top")
    shutil.copytree(HOUSING, repository.data)
    plan = repository.data / "responses" / "riverside.yaml"
    whole = plan.read_text(encoding="utf-8")
    newest = "          - {date: 2024-11-25, status: complete, note: Both are hired.}\n"
    plan.write_text(whole.replace(newest, ""), encoding="utf-8")
    repository.commit("2024-10-10")
    repository.git("tag", "begun")
    plan.write_text(whole.replace("One is hired.", "One was hired."), encoding="utf-8")
    asked = repository.data / "recommendations.yaml"
    moved = asked.read_text(encoding="utf-8").replace("due: 2024-10-31", "due: 2024-11-30")
    asked.write_text(moved, encoding="utf-8")
    repository.commit("2024-11-26")
    return repository


def _false(text: str) -> list[str]:
    return [line for line in text.splitlines() if FALSE_HERE.search(line)]


@pytest.mark.parametrize(("command", "form"), SHOWN)
def test_a_screen(command: str, form: str, repository: Repository, stalkplan: Run) -> None:
    typed = [word.replace("~", " ") for word in command.split()]
    result = stalkplan(*typed, *DAY, "--data", repository.data, "--format", form)
    assert result.code in (0, 1), result.err
    assert _false(result.out + result.err) == []


def _parts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every part of what was written."""
    if path.suffix in (".xlsx", ".docx"):
        with ZipFile(path) as archive:
            for name in archive.namelist():
                if name.startswith(("xl/worksheets", "xl/shared", "word/document", "docProps")):
                    yield name, re.sub("<[^>]*>", "\n", archive.read(name).decode())
    else:
        yield path.name, path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    ["status", "overdue", "status --org riverside", "brief --since 2024-06-01 --org riverside"],
)
def test_an_office_file(command: str, repository: Repository, stalkplan: Run) -> None:
    forms = ("docx",) if "brief" in command else ("xlsx", "ics")
    for form in forms:
        path = repository.data.parent / f"shown.{form}"
        typed = (*command.split(), *DAY, "--data", repository.data, "--output", path)
        assert stalkplan(*typed, "--format", form).code in (0, 1)
        assert [(name, _false(text)) for name, text in _parts(path) if _false(text)] == []


def _published(repository: Repository, stalkplan: Run, folder: Path, *more: str) -> dict[str, str]:
    result = stalkplan("publish", folder, *DAY, "--data", repository.data, *more)
    assert result.code == 0, result.err
    files = sorted(path for path in folder.rglob("*") if path.suffix not in ("", ".sha256"))
    return {f"{file.parent.name}/{name}": text for file in files for name, text in _parts(file)}


def test_the_pages(repository: Repository, stalkplan: Run, tmp_path: Path) -> None:
    texts = _published(repository, stalkplan, tmp_path / "public")
    one = _published(repository, stalkplan, tmp_path / "one", "--org", "riverside")
    assert {name: _false(text) for name, text in (texts | one).items() if _false(text)} == {}
    page = one["one/index.html"]
    assert "<h1>Riverside Homes</h1>" in page
    assert "Progress on the housing repairs recommendations, as at" in page
    assert "The Housing Ombudsman published <cite>Repairs to social housing</cite>" in page
    assert "set by the publication" in page
    assert "published a plan in answer" not in page  # nobody has said where


def test_what_was_met_says_for_whom(repository: Repository, stalkplan: Run) -> None:
    def told(*typed: str) -> str:
        return " ".join(stalkplan(*typed, *DAY, "--data", repository.data).out.split())

    every = told("show", "6", "--org", "riverside", "--format", "table")
    assert "Complete, met for Social landlords, as reported by the Lift Safety Board" in every
    assert "Met by the Lift Safety Board, for Social landlords, 1 November 2024" in every
    own = told("show", "7", "--org", "hillside", "--format", "table")
    assert "Complete, closed by the Housing Ombudsman." in own
    assert "Closed by the Housing Ombudsman, 2 November 2024" in own
    assert "for all" not in own


def test_without_a_subject_the_title_is_the_publications(
    repository: Repository, stalkplan: Run, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(repository.data, data)
    asked = data / "recommendations.yaml"
    lines = asked.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("  subject:", "  by:"))]
    asked.write_text("".join(kept), encoding="utf-8")
    folder = tmp_path / "public"
    assert stalkplan("publish", folder, *DAY, "--data", data).code == 0
    for page in folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert _false(text) == []
        assert re.search("(<h1>|as-at..|<p>)Repairs to social housing(</h1>|, as at|</p>)", text)
        assert page.name.startswith("recommendation-") or "was published in" in text
