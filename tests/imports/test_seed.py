"""The page that all this began with: the draft of it is judged as the plan kept here is.

The page itself stands beside the repository, not in it. A twin of the same shape, in our own
words, is judged always: the wide layout of `plan_layouts.py`.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import plan_layouts
import pytest
from drafts import PUBLICATION, answers, errors_in

from conftest import DATA, ROOT, Result

Run = Callable[..., Result]

SEED = ROOT.parent / "shared" / "seed" / "city-of-london-action-plan.txt"
FIVE_DAYS = ("2024-11-22", "2025-03-15", "2025-03-28", "2025-09-28", "2026-11-23")
JUDGED = ("kind", "due", "due_from", "timeliness", "days_late", "silent")

REFS = [
    "7.1",
    "10.2",
    "11.1",
    "12.1",
    "12.2",
    "13.1",
    "14.1",
    "16.1",
    "17.1",
    "18.1",
    "20.1",
    "22.1",
    "23.1",
    "25.1",
    "27.1",
    "28.1",
]
PROMISED = {
    "12.1a": "2025-03-27",
    "12.2a": "2025-03",
    "13.1a": "2025-03",
    "14.1a": "2025-03",
    "16.1a": "2025-03",
    "17.1a": "2025-03",
}


def _judged(stalkplan: Run, folder: Path, day: str) -> dict[str, list[Any]]:
    """Return what is concluded of each item of a plan as at a day."""
    shown = stalkplan("status", "--data", folder, "--as-of", day, "--format", "json")
    return {item["id"]: [item[key] for key in JUDGED] for item in json.loads(shown.out)["items"]}


def _folder(folder: Path, draft: str) -> Path:
    """Return a data folder that keeps a draft as its plan."""
    folder.mkdir()
    (folder / "recommendations.yaml").write_text(PUBLICATION, encoding="utf-8")
    (folder / "responses.yaml").write_text(draft, encoding="utf-8")
    return folder


def _is_like_the_plan(draft: str) -> None:
    found = answers(draft)
    assert list(found) == REFS
    assert [ref for ref in REFS if not found[ref]["position"]] == ["27.1", "28.1"]
    actions = [action["id"] for answer in found.values() for action in answer.get("actions", ())]
    assert actions == [f"{ref}{a}" for ref in REFS[:14] for a in ("ab" if ref == "10.2" else "a")]
    dates = {
        action["id"]: action["promise"]["by"]
        for answer in found.values()
        for action in answer.get("actions", ())
        if "by" in action.get("promise", {})
    }
    assert dates == PROMISED
    assert errors_in(draft) == []


def _drafted(stalkplan: Run, source: Path, *more: str) -> str:
    result = stalkplan("import", source, "--org", "city-of-london", *more)
    assert result.code == 0
    told = result.err.splitlines()
    assert told[told.index("asked, and not found: 1") + 1] == "  7.2"
    return result.out


@pytest.fixture
def twin(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_bytes(plan_layouts.sources("wide")["txt"])
    return path


def test_the_twin_has_what_the_plan_has(stalkplan: Run, twin: Path) -> None:
    _is_like_the_plan(_drafted(stalkplan, twin))


@pytest.mark.parametrize("day", FIVE_DAYS)
def test_the_twin_is_judged_as_the_plan_is(
    day: str, stalkplan: Run, twin: Path, tmp_path: Path
) -> None:
    folder = _folder(tmp_path / "data", _drafted(stalkplan, twin))
    kept = _judged(stalkplan, DATA, day)
    assert _judged(stalkplan, folder, day) == kept
    assert len(kept) == 19


def test_check_finds_no_error_in_the_draft(stalkplan: Run, twin: Path, tmp_path: Path) -> None:
    folder = _folder(tmp_path / "data", _drafted(stalkplan, twin))
    checked = stalkplan("check", "--data", folder)
    assert (checked.code, "error:" in checked.out) == (0, False)


if SEED.is_file():  # it stands beside the repository where the project is built, and nowhere else

    def test_the_page_gives_its_plan(stalkplan: Run) -> None:
        draft = _drafted(stalkplan, SEED)
        _is_like_the_plan(draft)
        action = answers(draft)["20.1"]["actions"][0]
        assert "promise" not in action
        assert action["summary"].endswith("deep dive report in early 2025.")

    @pytest.mark.parametrize("day", FIVE_DAYS)
    def test_the_page_is_judged_as_the_plan_is(day: str, stalkplan: Run, tmp_path: Path) -> None:
        folder = _folder(tmp_path / "data", _drafted(stalkplan, SEED))
        assert _judged(stalkplan, folder, day) == _judged(stalkplan, DATA, day)

    def test_every_text_of_the_page_is_in_the_draft(stalkplan: Run) -> None:
        draft = _drafted(stalkplan, SEED)
        page = SEED.read_text("utf-8").partition("Recommendation: |")[2]
        said = " ".join(draft.replace("#", " ").replace("''", "'").split())
        for cell in page.replace("\n", "|").split("|"):
            text = " ".join(cell.split())
            for part in text.removeprefix("ACTION").removeprefix(":").split(" 2. "):
                assert part.strip().removeprefix("1. ") in said
