"""The verdict agrees with an independent judge, on generated folders that nobody chose.

The judge (`tests/helpers/independent/`) was written from the design alone: PyYAML, dicts,
nothing of stalkplan.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from examples import IS_LONG
from independent import folders, judge

from stalkplan.cli.open_folder import Filters, open_items
from stalkplan.record.choices import Acceptance, FailOn, Status
from stalkplan.record.files import read_folder
from stalkplan.record.register import build
from stalkplan.reports.blocks import Report
from stalkplan.reports.gate import Gate
from stalkplan.reports.overdue import overdue_report
from stalkplan.reports.publications import publications_report
from stalkplan.verdict.as_data import item_view
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.items import Kind, assess
from stalkplan.verdict.timeliness import Assurance, Timeliness

pytestmark = pytest.mark.xdist_group("independent")  # the counts are of all of them together

FOLDERS = 300 if IS_LONG else 100
SEVERAL = 100 if IS_LONG else 50
AT_LEAST = 50


@pytest.fixture(scope="module")
def repeated() -> Counter[str]:
    """How often an id or an organisation was in one publication, and in several."""
    return Counter()


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


@pytest.mark.parametrize("seed", range(SEVERAL))
def test_judges_agree_on_several_publications(
    seed: int, tmp_path: Path, repeated: Counter[str]
) -> None:
    """Every field of every item, in order, each publication judged by itself.

    What is overdue is one list: by its last day, then as the files have it.
    """
    folder = tmp_path / str(seed) / "data"
    folder.mkdir(parents=True)
    folders.write_several(folder, seed)
    judged = judge.load_all(folder)
    for on in folders.dates(1000 * (seed + 1))[seed % 3 :: 3]:
        opened = open_items([folder], Filters(), on=on, may_use_bundled=False)
        views = _views(publications_report(opened.parts, [], [], on=on))
        expected = [row for one in judged for row in judge.judge(one, on)]
        assert views == expected, f"seed {seed} on {on}"
        report = overdue_report(opened.parts, by=on, gate=Gate(FailOn.NO_UPDATE), on=on)
        late = [row for row in expected if row["timeliness"] == "overdue"]
        assert _views(report) == sorted(late, key=itemgetter("due"))
        assert report.exit_code == any(row["silent"] for row in late)
        for who in {row["organisation"] for row in expected}:
            own = open_items([folder], Filters([who]), on=on, may_use_bundled=False).parts
            alone = [row for row in expected if row["organisation"] == who]
            assert [item.id for part in own for item in part.items] == [row["id"] for row in alone]
        places = {(row["organisation"], row["id"]) for row in expected}
        for name, parts in (("id", places), ("organisation", {who for who, _ in places})):
            held = Counter(
                part
                for one in {row["publication"] for row in expected}
                for part in parts
                if any(_holds(row, part) for row in expected if row["publication"] == one)
            )
            repeated[f"{name} in several"] += sum(number > 1 for number in held.values())
            repeated[f"{name} in one"] += sum(number == 1 for number in held.values())


def _holds(row: dict[str, Any], part: str | tuple[str, str]) -> bool:
    return part in (row["organisation"], (row["organisation"], row["id"]))


def _views(report: Report) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = report.view()["items"]
    assert all(view.pop("place")["line"] > 0 for view in items)
    return items


def test_ids_and_organisations_repeated(repeated: Counter[str]) -> None:
    assert set(repeated) == {f"{n} in {how}" for n in ("id", "organisation") for how in _HOW}
    assert min(repeated.values()) >= AT_LEAST, repeated


_HOW = ("one", "several")


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
