"""The verdict agrees with an independent judge, on generated folders that nobody chose.

The judge (`tests/helpers/independent/`) was written from the design alone: PyYAML, dicts,
nothing of stalkplan.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from examples import IS_LONG
from independent import folders, judge

from stalkplan.record.choices import Acceptance, Status
from stalkplan.record.files import read_folder
from stalkplan.record.register import build
from stalkplan.verdict.as_data import item_view
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.items import Kind, assess
from stalkplan.verdict.timeliness import Assurance, Timeliness

pytestmark = pytest.mark.xdist_group("independent")  # the counts are of all of them together

FOLDERS = 300 if IS_LONG else 100
AT_LEAST = 50


@pytest.fixture(scope="module")
def counts() -> Counter[str]:
    """How often each word occurred in what the two agree on."""
    return Counter()


def _items(folder: Path) -> Iterator[tuple[date, list[dict[str, Any]], list[dict[str, Any]]]]:
    """Yield for each date what the judge says and what stalkplan says, without places."""
    contents = read_folder(folder)
    register = build(contents.texts, contents.problems)
    assert not register.unread  # what counts for nobody is a problem, and is judged
    judged = judge.load(folder)
    seed = int(folder.parent.name)
    for on in folders.dates(seed)[0 if IS_LONG else seed % 2 :: 1 if IS_LONG else 2]:
        views = [item_view(register, item, on=on) for item in assess(register, on=on)]
        assert all(view.pop("place")["line"] > 0 for view in views)
        yield on, judge.judge(judged, on), views


@pytest.mark.parametrize("seed", range(FOLDERS))
def test_judges_agree(seed: int, tmp_path: Path, counts: Counter[str]) -> None:
    """Every field of every item, in order."""
    folder = tmp_path / str(seed) / "data"
    folder.mkdir(parents=True)
    folders.write_folder(folder, seed)
    for on, expected, views in _items(folder):
        assert views == expected, f"seed {seed} on {on}"
        for view in views:
            counts.update((view["timeliness"], view["kind"], view["status"], view["acceptance"]))
            counts.update(view["flags"])
            counts.update(filter(None, (view["assurance"], view["due_from"])))
            counts["silent"] += view["silent"]
        counts.update(_rare_updates(folder, on))


def _rare_updates(folder: Path, on: date) -> Iterator[str]:
    """Yield a word for each known retraction, and for each acceptance that an update gives."""
    for plan in judge.load(folder).plans:
        for response in plan["responses"] or ():
            for record in (response, *(response.get("actions") or ())):
                for update in record.get("updates") or ():
                    if update["date"] > on.isoformat():
                        continue
                    if update.get("retracts"):
                        yield "retraction"
                    if update.get("acceptance"):
                        yield "dated acceptance"


def test_every_word_occurred(counts: Counter[str]) -> None:
    """Agreement says something only of what occurred."""
    words = [*Timeliness, *Kind, *Flag, *Assurance, *Status, *Acceptance, "not-reported", "silent"]
    words += ["publication", "extension", "promise"]  # whence the binding date is
    words += ["retraction", "dated acceptance"]
    rare = {word: counts[word] for word in words if counts[word] < AT_LEAST}
    assert not rare, f"fewer than {AT_LEAST} times: {rare}"


def test_judge_is_independent() -> None:
    """It imports nothing of what it judges."""
    for path in Path(str(judge.__file__)).parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            n.name for node in ast.walk(tree) if isinstance(node, ast.Import) for n in node.names
        }
        imported |= {
            str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
        }
        assert not any(name.startswith("stalkplan") for name in imported)
