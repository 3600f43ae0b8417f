"""Several publications in one folder, and several folders at once: what is judged, and refused."""

import json
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from repositories import Repository

from conftest import ROOT, Result

Run = Callable[..., Result]
CASE = ROOT / "tests" / "cases" / "folders" / "publications"
ON = ("--as-of", "2025-06-30")
IDS = ["audit", "peel", "stalking"]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stalkplan: Run) -> Path:
    """Return a folder of three publications, and stand beside it; its `.git` marks a repository."""
    del stalkplan  # it goes to the root of the repository first
    shutil.copytree(CASE, tmp_path / "data")
    (tmp_path / ".git").mkdir()
    (tmp_path / "x.html").write_text("<p>7.1 We train.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


def _view(result: Result) -> dict[str, Any]:
    view: dict[str, Any] = json.loads(result.out)
    return view


@pytest.mark.parametrize("command", ["status", "overdue", "check"])
def test_all_is_judged_as_each_alone(command: str, data: Path, stalkplan: Run) -> None:
    """The items, or problems, are those of each publication; its place is where an editor opens."""
    typed = (command, *ON, "--format", "json")
    parts = [stalkplan(*typed, "--publication", id_) for id_ in IDS]
    whole = stalkplan(*typed)
    name = "problems" if command == "check" else "items"

    def key(record: dict[str, object]) -> str:
        return json.dumps({k: v for k, v in record.items() if k != "publication"}, sort_keys=True)

    each = sorted(key(record) for part in parts for record in _view(part)[name])
    assert sorted(key(record) for record in _view(whole)[name]) == each
    assert _view(whole)["publications"] == IDS
    assert whole.code == max(part.code for part in parts)
    for record in _view(whole)[name]:
        place = record.get("place") or record
        assert isinstance(place, dict)
        assert (data.parent / str(place["file"])).is_file()


REFUSED = {
    "show nothing": "no requirement or action 'nothing'; stalkplan status --publication audit "
    "--org kent lists the ids of one plan\n",
    "show 1.1a": "1.1a is in the publications peel and stalking; say which with --publication",
    "log 1.1": "1.1 is in the publications peel and stalking; say which with --publication",
    "update 1.1a --note x": "1.1a is in the publications peel and stalking; say which with",
    "add 1.1 --summary x": "1.1 is in the publications peel and stalking; say which with",
    "respond 1.1 --position x": "1.1 is in the publications peel and stalking; say which with",
    "redact 1.1a --field owner": "1.1a is in the publications peel and stalking; say which with",
    "update 7b --note x": "no requirement or action '7b'; did you mean 7?\n",
    "update 7a --note x --org surrey": "no organisation 'surrey'; known here: essex, kent",
    "update 1.1a --note x --publication stalking": "1.1a is in the plans of essex and kent; say",
    "compare": "there are 3 publications; name one with --publication: audit, peel, stalking",
    "trend --since 2025-01-01": "there are 3 publications; name one with --publication: audit, ",
    "brief --since 2025-01-01": "there are 3 publications; name one with --publication: audit, ",
    "import x.html --org kent --output y.yaml": "there are 3 publications; give the folder of one "
    "with --data: data/audit, data/peel, data/stalking",
    "undo": "there are 3 publications; name one with --publication: audit, peel, stalking",
    "status --format xlsx --output x.xlsx": "a workbook is of one publication; name it with ",
    "status --publication peal": "no publication 'peal'; did you mean 'peel'?",
    "overdue --org surrey": "no organisation 'surrey'; known here: kent, essex",
    "overdue --owner Nobody": "no owner 'Nobody'; ",
    "show 7a --data data --data data": "--data is given twice; give it once",
    "overdue --as-of 2025-01-01": "--as-of is given twice; give it once",
    "publish --data data/audit --data data/peel made": "--data is given twice; give it once",
}


@pytest.mark.parametrize("line", REFUSED)
def test_what_is_not_certain_is_refused_with_the_list(
    line: str, data: Path, stalkplan: Run
) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*.yaml")}
    result = stalkplan(*line.split(), *ON)
    assert (result.code, result.out) == (2, "")
    assert f"stalkplan: {REFUSED[line]}" in result.err
    assert {path: path.read_bytes() for path in data.rglob("*.yaml")} == before


def test_the_guard_looks_at_every_publication(data: Path, stalkplan: Run) -> None:
    """One text that is another, and a folder that is gone, are each a no."""
    repository = Repository.begun(data.parent / "it")
    shutil.copytree(data, repository.data)
    repository.commit("2025-06-01")
    typed = ("check", "--against", "HEAD", "--data", repository.data, *ON)
    assert stalkplan(*typed).code == 0
    plan = repository.data / "peel" / "responses" / "kent.yaml"
    plan.write_text(plan.read_text("utf-8").replace("two districts", "all"), encoding="utf-8")
    result = stalkplan(*typed)
    assert result.code == 1
    assert result.err.endswith("exit 1: peel: 1 rewriting of the record\n")
    shutil.rmtree(repository.data / "peel")
    result = stalkplan(*typed)
    assert result.code == 1
    assert "peel" in result.out


def test_the_guard_knows_a_folder_that_becomes_one_of_several(data: Path, stalkplan: Run) -> None:
    repository = Repository.begun(data.parent / "it")
    shutil.copytree(data / "stalking", repository.data)
    repository.commit("2025-06-01")
    shutil.rmtree(repository.data)
    shutil.copytree(data, repository.data)
    typed = ("check", "--against", "HEAD", "--data", repository.data, *ON)
    assert stalkplan(*typed).code == 0
    plan = repository.data / "stalking" / "responses" / "kent.yaml"
    plan.write_text(plan.read_text("utf-8").replace("every quarter", "monthly"), encoding="utf-8")
    assert stalkplan(*typed).code == 1


SAVED = {
    # what is typed, and the file that it goes to
    "update 7a --note Counted.": "data/audit/responses.yaml",
    "update 1.1a --note Sought. --org essex": "data/stalking/responses/essex.yaml",
    "update 1.1a --note Staffed. --publication peel": "data/peel/responses/kent.yaml",
    "respond 2 --position Ours. --org essex": "data/stalking/responses/essex.yaml",
    "add 2 --summary Report. --milestone report --org kent": "data/stalking/responses/kent.yaml",
    "redact 7a --field owner": "data/audit/responses.yaml",
}


@pytest.mark.parametrize("line", SAVED)
def test_an_id_is_found_in_any_publication(line: str, data: Path, stalkplan: Run) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*.yaml")}
    result = stalkplan(*line.split(), *ON)
    assert (result.code, result.err) == (0, "")
    assert f"saved {SAVED[line]}: " in result.out
    changed = [path for path, text in before.items() if path.read_bytes() != text]
    assert changed == [data.parent / SAVED[line]]


def test_one_that_cannot_be_read_does_not_stop_the_others(data: Path, stalkplan: Run) -> None:
    (data / "peel" / "recommendations.yaml").write_text("publication: {", encoding="utf-8")
    result = stalkplan("overdue", *ON, "--format", "json")
    assert result.code == 2
    assert {item["publication"] for item in _view(result)["items"]} == {"stalking"}
    assert "not judged, because it cannot be read: data/peel/recommendations.yaml" in result.err
    assert _view(result)["not_judged"] == ["data/peel/recommendations.yaml"]
    status = stalkplan("status", *ON, "--format", "json")
    assert status.code == 2
    assert _view(status)["not_judged"] == ["data/peel/recommendations.yaml"]
    assert stalkplan("status", *ON, "--publication", "audit").code == 0


@pytest.mark.parametrize("command", ["status", "overdue", "show 1.2"])
def test_a_plan_that_cannot_be_read_is_never_filtered_away(
    command: str, data: Path, stalkplan: Run
) -> None:
    """Whose it is nobody knows: it may be the one that is asked for."""
    shutil.copy(data / "stalking" / "responses" / "essex.yaml", data / "peel" / "responses")
    (data / "peel" / "responses" / "kent.yaml").write_text("organisation: {", encoding="utf-8")
    result = stalkplan(*command.split(), *ON, "--org", "kent", "--theme", "recording")
    assert result.code == 2
    assert "not judged, because it cannot be read: data/peel/responses/kent.yaml" in result.err


ALL_ASKED = [
    "status",
    "overdue",
    "check",
    "changes --since 2025-01-01",
    "show 7a",
    "publish made",
    "update 7a --note x",
]


@pytest.mark.parametrize("command", ALL_ASKED)
def test_one_without_a_plan_is_named_and_the_others_are_judged(
    command: str, data: Path, stalkplan: Run
) -> None:
    """Nobody is to take it for done; only where none has a plan there is no answer."""
    (data / "peel" / "responses" / "kent.yaml").unlink()
    shutil.rmtree(data / "stalking" / "responses")
    only = data.parent / "only"
    shutil.copytree(data / "audit", only)
    alone = stalkplan(*command.split(), *ON, "--data", only)
    shutil.rmtree(data.parent / "made", ignore_errors=True)
    result = stalkplan(*command.split(), *ON)
    assert result.code == alone.code == 0
    for name in ("peel", "stalking"):
        told = f"there is no plan in data/{name}; nothing of it is judged\n"
        assert result.err.count(told) == (not command.startswith("update"))
    (data / "audit" / "responses.yaml").unlink()
    result = stalkplan(*command.split(), *ON)
    assert (result.code, result.out) == (2, "")
    assert "there is no plan in " in result.err


@pytest.mark.parametrize("command", ["status", "overdue"])
def test_a_view_names_those_without_a_plan(command: str, data: Path, stalkplan: Run) -> None:
    (data / "audit" / "responses.yaml").unlink()
    view = _view(stalkplan(command, *ON, "--format", "json"))
    assert view["publications_without_plan"] == ["audit"]
    assert view["publications"] == ["peel", "stalking"]
    refused = stalkplan(command, *ON, "--publication", "audit")
    assert refused.code == 2
    assert refused.err == "stalkplan: nothing to judge: there is no plan in data/audit\n"


def test_a_plan_that_is_gone_is_guilty_although_the_others_are_judged(
    data: Path, stalkplan: Run
) -> None:
    repository = Repository.begun(data.parent / "it")
    shutil.copytree(data, repository.data)
    repository.commit("2025-06-01")
    (repository.data / "audit" / "responses.yaml").unlink()
    result = stalkplan("check", "--against", "HEAD", "--data", repository.data, *ON)
    assert result.code == 1
    assert "audit: 1 rewriting of the record" in result.err


@pytest.mark.parametrize("command", ["status", "show 12.2", "overdue"])
def test_a_repository_with_plans_elsewhere_is_never_judged_by_the_bundled_one(
    command: str, data: Path, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.rename(data.with_name("plans"))
    result = stalkplan(*command.split(), *ON)
    assert (result.code, result.out) == (2, "")
    named = "plans/audit, plans/peel and plans/stalking"
    told = f"no data folder here, and this repository has plans in {named}"
    assert (
        result.err
        == f"stalkplan: {told}; give one with --data DIR, or name them in stalkplan.toml\n"
    )
    assert stalkplan("status", *ON, "--data", "plans").code == 0
    (data.with_name("docs")).mkdir()
    monkeypatch.chdir(data.with_name("docs"))
    assert stalkplan(*command.split(), *ON).code == 2


def _one_each(data: Path) -> list[str]:
    """Part the plans of a publication into a folder each, and return how to give both."""
    typed = []
    for force in ("essex", "kent"):
        folder = data.parent / force / "data"
        folder.mkdir(parents=True)
        shutil.copy(data / "stalking" / "recommendations.yaml", folder)
        shutil.copy(data / "stalking" / "responses" / f"{force}.yaml", folder / "responses.yaml")
        typed += ["--data", f"{force}/data"]
    return typed


@pytest.mark.parametrize("command", ["status", "overdue", "compare"])
def test_folders_of_one_publication_are_judged_as_one(
    command: str, data: Path, stalkplan: Run
) -> None:
    folders = _one_each(data)
    for form in ("table", "csv", "json"):
        typed = (command, *ON, "--format", form)
        apart, together = (
            stalkplan(*typed, *given) for given in (folders, ["--data", "data/stalking"])
        )
        assert apart.code == together.code
        texts = [apart.out, together.out]
        if form != "table":
            for force in ("essex", "kent"):
                plan = f"data/stalking/responses/{force}.yaml"
                texts[0] = texts[0].replace(f"{force}/data/responses.yaml", plan)
            texts[0] = texts[0].replace("essex/data/recomm", "data/stalking/recomm")
        assert texts[0] == texts[1]


def test_folders_that_disagree_are_refused(data: Path, stalkplan: Run) -> None:
    folders = _one_each(data)
    file = data.parent / "kent" / "data" / "recommendations.yaml"
    file.write_text(file.read_text("utf-8").replace("2025-03-27", "2025-09-27"), encoding="utf-8")
    result = stalkplan("overdue", *ON, *folders)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "stalkplan: nothing to judge: essex/data and kent/data are both the publication stalking, "
        "and differ in it:\n"
        "recommendation 1, deadlines: essex/data/recommendations.yaml:13:7 and "
        "kent/data/recommendations.yaml:13:7\n"
    )


def test_a_plan_that_stands_twice_is_no_answer(data: Path, stalkplan: Run) -> None:
    _one_each(data)
    result = stalkplan("overdue", *ON, "--data", "kent/data", "--data", "data/stalking")
    assert result.code == 2
    assert "the plan of 'kent' is in kent/data/responses.yaml already" in result.err


SAME_FOLDER = ("data/stalking", "./data/../data/stalking", "link/stalking", "data")


@pytest.mark.parametrize("command", ["status", "overdue", "compare --publication stalking"])
@pytest.mark.parametrize("other", SAME_FOLDER)
def test_a_folder_by_two_names_is_one(other: str, command: str, data: Path, stalkplan: Run) -> None:
    """To keep one of its two files, as was asked for, would have been to lose the plan."""
    data.with_name("link").symlink_to(data, target_is_directory=True)
    typed = (*command.split(), *ON, "--format", "json")
    alone = _view(stalkplan(*typed, "--data", other))
    twice = stalkplan(*typed, "--data", "data/stalking", "--data", other)
    assert "already" not in twice.err
    assert sorted(_view(twice)["organisations"]) == sorted(alone["organisations"])
    assert sorted(_view(twice)["publications"]) == sorted(alone["publications"])


@pytest.mark.parametrize("command", ["status", "overdue", "compare"])
def test_a_folder_of_several_that_has_no_plan_is_named(
    command: str, data: Path, stalkplan: Run
) -> None:
    folders = _one_each(data)
    (data.parent / "kent" / "data" / "responses.yaml").unlink()
    result = stalkplan(command, *ON, *folders)
    assert "there is no plan in kent/data; nothing of it is judged\n" in result.err
    assert "essex/data; nothing" not in result.err
    assert result.code == stalkplan(command, *ON, "--data", "essex/data").code


def test_several_folders_of_several_publications(data: Path, stalkplan: Run) -> None:
    shutil.move(data / "audit", data.parent / "audit")
    typed = ("overdue", *ON, "--format", "json", "--data", "data", "--data", "audit")
    assert _view(stalkplan(*typed))["publications"] == ["peel", "stalking", "audit"]


def test_the_environment_may_name_the_folder(
    data: Path, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STALKPLAN_DATA", str(data / "audit"))
    assert _view(stalkplan("status", *ON, "--format", "json"))["publications"] == ["audit"]


def test_publishing_makes_an_index_and_a_folder_for_each(data: Path, stalkplan: Run) -> None:
    assert stalkplan("publish", "public", *ON).code == 0
    public = data.parent / "public"
    names = {p.relative_to(public).as_posix() for p in public.rglob("*.html")}
    assert names == {
        *("index.html", "audit/index.html", "peel/index.html"),
        *("stalking/index.html", "stalking/kent/index.html", "stalking/essex/index.html"),
        *("stalking/recommendation-1.html", "stalking/recommendation-2.html"),
    }
    index = (public / "index.html").read_text("utf-8")
    assert "An invented report on stalking: 2 of 3 recommendations are on record" in index
    for id_ in IDS:
        assert f'<a href="{id_}/index.html">' in index
        assert "All publications" in (public / id_ / "index.html").read_text("utf-8")
    sums = (public / "stalkplan.sha256").read_text("utf-8")
    assert "  stalking/kent/items.csv\n" in sums


def test_a_calendar_has_the_publication_in_every_uid(data: Path, stalkplan: Run) -> None:
    assert stalkplan("status", *ON, "--format", "ics", "--output", "all.ics").code == 0
    made = (data.parent / "all.ics").read_text("utf-8")
    uids = [line for line in made.splitlines() if line.startswith("UID:")]
    assert len(set(uids)) == len(uids)
    assert {uid.removeprefix("UID:").partition("/")[0] for uid in uids} == {*IDS}


NEXT = {
    # what is typed, and what stands below its screen: each of it can be typed as it stands, and
    # has the day that was asked for, but for what writes of today
    "status": ["status --publication stalking", "overdue"],
    "status --publication peel": [
        "show 1.1a --publication peel",
        "overdue --publication peel",
    ],
    "status --org essex": [
        "show 2/publish --publication stalking --org essex",
        "update 1.1a --publication stalking --org essex",
    ],
    "status --data data": ["status --publication stalking --data data", "overdue --data data"],
    "status --data inspection": [
        "show 'CoC 1.2a' --data inspection",
        "update 'CoC 1.2a' --data inspection",
    ],
    "status --data data/audit --data data/peel": [
        "status --publication peel --data data/audit --data data/peel",
        "overdue --data data/audit --data data/peel",
    ],
}


@pytest.mark.parametrize("line", NEXT)
def test_what_comes_next_can_be_typed_as_it_stands(line: str, data: Path, stalkplan: Run) -> None:
    shutil.copytree(ROOT / "examples" / "inspection", data.parent / "inspection")
    below = stalkplan(*line.split(), *ON, "--format", "table").err.removeprefix("\nNext: ")
    steps = [step.strip() for step in re.split(r"\n|    ", below) if step.strip()]
    day = f" {' '.join(ON)}"
    assert steps == [
        f"stalkplan {step}{'' if step.startswith('update') else day}" for step in NEXT[line]
    ]
    for step in NEXT[line]:
        more = ("--note", "Asked again.", "--dry-run") if step.startswith("update") else ()
        assert stalkplan(*shlex.split(step), *more, *ON).code in (0, 1), step
