"""`publish`: what stands in the folder, what it refuses, and what it never touches."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import canary_plan
import pytest
from published_folder import FILES, OF_ALL, OF_EACH, ON, SEVERAL, files, write

from conftest import DATA, Result
from stalkplan.cli import terminal as cli_terminal
from stalkplan.cli.main import run
from stalkplan.publish.folder import MANIFEST

Run = Callable[..., Result]
ADDRESS = ("--address", "https://example.org/stalking")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.fixture
def public(tmp_path: Path) -> Path:
    return tmp_path / "public"


def test_one_plan_is_a_page_and_its_data(stalkplan: Run, public: Path) -> None:
    result = stalkplan("publish", "--no-history", public, "--data", DATA, *ON)
    told = f"published {public}: 1 page and 7 files of data, as at 23 November 2026\n"
    in_one_line = result.out.replace("\n  ", ": ")  # a long path takes a line of its own
    assert (result.code, in_one_line, result.err) == (0, told, "")
    assert set(files(public)) == FILES


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar(day: str, stalkplan: Run, data: Path, public: Path) -> None:
    assert stalkplan("publish", public, "--data", data, "--as-of", day).code == 0


def test_several_plans_are_a_page_each_and_one_of_all(stalkplan: Run, public: Path) -> None:
    assert stalkplan("publish", "--no-history", public, "--data", SEVERAL, *ON).code == 0
    found = files(public)
    names = [path.stem for path in sorted((SEVERAL / "responses").glob("*.yaml"))]
    assert set(found) == {
        *OF_ALL,
        *(f"recommendation-{number}.html" for number in (1, 2, 3, 4, 6)),
        *(f"{n}/{file}" for n in names for file in OF_EACH),
    }
    index = found["index.html"].decode()
    for name in names:
        assert f'<a href="{name}/index.html">' in index
        page = found[f"{name}/index.html"].decode()
        assert '<a href="../index.html">All organisations</a>' in page
        linked = {file for file in FILES if f'<a href="{file}">' in page}
        assert linked == OF_EACH - {"index.html", "style.css"}


def test_only_the_organisations_that_are_named(stalkplan: Run, public: Path) -> None:
    assert (
        stalkplan("publish", "--no-history", public, "--data", SEVERAL, "--org", "kent", *ON).code
        == 0
    )
    assert set(files(public)) == FILES
    assert "Kent" in (public / "index.html").read_text(encoding="utf-8")
    assert (
        stalkplan("publish", "--no-history", public, "--data", SEVERAL, "--org", "nobody", *ON).code
        == 2
    )


def test_recommendations_that_are_not_recorded_are_counted_on_every_page(
    stalkplan: Run, public: Path
) -> None:
    stalkplan("publish", "--no-history", public, "--data", SEVERAL, *ON)
    said = stalkplan("check", "--data", SEVERAL, *ON).err
    told = said.partition(" on record, not ")[2].partition(".")[0]
    assert told
    pages = [made.decode() for name, made in files(public).items() if name.endswith(".html")]
    assert len(pages) == 1 + 5 + len(list((SEVERAL / "responses").glob("*.yaml")))
    assert all(told in page for page in pages)


def test_same_input_same_bytes_wherever_it_stands(stalkplan: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "deep" / "b"
    several = shutil.copytree(SEVERAL, tmp_path / "several")
    moved = shutil.copytree(SEVERAL, tmp_path / "elsewhere" / "several")
    assert stalkplan("publish", "--no-history", first, "--data", several, *ON).code == 0
    assert stalkplan("publish", "--no-history", second, "--data", moved, *ON).code == 0
    assert files(first) == files(second)
    script = "import sys; from stalkplan.cli.main import main; main()"
    site_folder = str(tmp_path / "c")
    command = [
        sys.executable,
        "-c",
        script,
        "publish",
        "--no-history",
        site_folder,
        "--data",
        str(moved),
        *ON,
    ]
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert files(tmp_path / "c") == files(first)


def test_the_list_of_checksums_is_true(stalkplan: Run, public: Path) -> None:
    stalkplan("publish", "--no-history", public, "--data", SEVERAL, *ON)
    lines = [line.split("  ") for line in files(public)[MANIFEST].decode().splitlines()]
    sums = {name: hashlib.sha256(made).hexdigest() for name, made in files(public).items()}
    assert {name: found for found, name in lines} == {
        n: s for n, s in sums.items() if n != MANIFEST
    }
    assert [name for _, name in lines] == sorted(name for _, name in lines)


def test_the_data_says_what_status_says(stalkplan: Run, public: Path) -> None:
    stalkplan("publish", "--no-history", public, "--data", DATA, *ON)
    told = json.loads(stalkplan("status", "--data", DATA, *ON, "--format", "json").out)
    made = json.loads((public / "items.json").read_text(encoding="utf-8"))
    own = ("verdict", "withheld")
    assert [{k: v for k, v in item.items() if k not in own} for item in made["items"]] == [
        {key: value for key, value in item.items() if key != "place"} for item in told["items"]
    ]
    assert made["recorded"] == told["recorded"]
    rows = (public / "items.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1 + len(told["items"])
    assert rows[0].endswith("days_since_update,flags,verdict,withheld,area_code")


def test_published_again_it_is_as_new(stalkplan: Run, data: Path, public: Path) -> None:
    stalkplan("publish", "--no-history", public, "--data", SEVERAL, "--org", "kent", *ON)
    assert "plan.xlsx" in files(public)
    assert stalkplan("publish", "--no-history", public, "--data", SEVERAL, *ON).code == 0
    stalkplan("publish", "--no-history", public.with_name("new"), "--data", SEVERAL, *ON)
    assert files(public) == files(public.with_name("new"))
    assert stalkplan("publish", "--no-history", data, "--data", SEVERAL, *ON).code == 2


OTHERS = {
    # what was published there before, and then: whose site it is, or nothing
    ("several --org kent", "several"): "",
    ("several --org kent", "several --org kent"): "",
    ("several --org kent", "several --org essex"): "kent (invented), which would be gone",
    ("several --org kent --org essex", "several --org essex"): "kent (invented), which would be",
    ("publications --publication audit", "publications"): "",
    (
        "publications",
        "publications --publication audit",
    ): "kent (peel), essex (stalking) and kent (stalking), which would be gone",
    (
        "several",
        "publications",
    ): "essex (invented), kent (invented) and kent-pcc (invented), which would be gone",
}


@pytest.mark.parametrize("typed", OTHERS)
def test_a_site_of_others_is_not_replaced(
    typed: tuple[str, str], stalkplan: Run, public: Path
) -> None:
    first, second = (
        stalkplan("publish", "--no-history", public, "--data", SEVERAL.parent / folder, *more, *ON)
        for folder, *more in (line.split() for line in typed)
    )
    assert first.code == 0
    told = OTHERS[typed]
    assert second.code == (2 if told else 0), second.err
    assert told in second.err


def test_inside_the_data_folder_it_harms_nothing(stalkplan: Run, data: Path) -> None:
    before = stalkplan("status", "--data", data, *ON)
    assert stalkplan("publish", "--no-history", data / "public", "--data", data, *ON).code == 0
    assert stalkplan("status", "--data", data, *ON) == before
    result = stalkplan("publish", "--no-history", data, "--data", data, *ON)
    assert result.code == 2
    assert "which stalkplan did not publish" in result.err


def test_a_plan_that_cannot_be_read_stops_it(stalkplan: Run, tmp_path: Path, public: Path) -> None:
    folder = Path(shutil.copytree(SEVERAL, tmp_path / "several"))
    (folder / "responses" / "kent.yaml").write_text("organisation: {id: kent\n", encoding="utf-8")
    result = stalkplan("publish", "--no-history", public, "--data", folder, *ON)
    assert (result.code, result.out) == (2, "")
    assert "not published, because it cannot be read: several/responses/kent.yaml" in result.err
    assert not public.exists()


def test_a_text_above_official_stops_it(stalkplan: Run, data: Path, public: Path) -> None:
    _replace(data, "Explore a stalking", "SECRET - explore a stalking")
    result = stalkplan("publish", "--no-history", public, "--data", data, *ON)
    assert (result.code, result.out) == (2, "")
    assert "(above-official)" in result.err
    assert not public.exists()


def _replace(data: Path, old: str, new: str) -> None:
    plan = data / "responses.yaml"
    text = plan.read_text(encoding="utf-8")
    assert old in text
    plan.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_may_be_about_a_person_is_allowed_by_name(
    stalkplan: Run, data: Path, public: Path
) -> None:
    _replace(data, "owner: Crime registrar", "owner: DCI Jane Example")
    result = stalkplan("publish", "--no-history", public, "--data", data, *ON)
    assert (result.code, result.out) == (2, "")
    assert "data/responses.yaml:12:16: the owner seems to hold a rank and name; --allow 7.1a" in (
        result.err
    )
    assert not public.exists()
    assert (
        stalkplan("publish", "--no-history", public, "--data", data, *ON, "--allow", "7.2").code
        == 2
    )
    result = stalkplan(
        "publish", "--no-history", public, "--data", data, *ON, "--allow", "7.1a", "--allow", "9.9"
    )
    assert (result.code, result.err) == (0, "--allow was not needed for 9.9\n")


def test_of_several_plans_the_name_says_whose(stalkplan: Run, tmp_path: Path, public: Path) -> None:
    folder = Path(shutil.copytree(SEVERAL, tmp_path / "several"))
    plan = folder / "responses" / "kent.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(f"{text}  - {{ref: 1.2, position: Ask PC Jane Example.}}\n", encoding="utf-8")
    result = stalkplan("publish", "--no-history", public, "--data", folder, *ON)
    assert result.code == 2
    assert "--allow kent/1.2" in result.err
    assert (
        stalkplan(
            "publish", "--no-history", public, "--data", folder, *ON, "--allow", "kent/1.2"
        ).code
        == 0
    )


def test_without_the_extra_it_says_what_is_left_out(
    stalkplan: Run, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "stalkplan.reports.formats.xlsx", raising=False)
    for name in [name for name in sys.modules if name.split(".")[0] == "xlsxwriter"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    result = stalkplan("publish", "--no-history", public, "--data", DATA, *ON)
    assert (result.code, set(files(public))) == (0, FILES - {"plan.xlsx"})
    told, how = result.err.splitlines()
    assert told.startswith("published without plan.xlsx: an Excel workbook needs one more package")
    assert how.startswith("here: ")
    assert "plan.xlsx" not in (public / "index.html").read_text(encoding="utf-8")
    assert (
        stalkplan("publish", "--no-history", public.with_name("many"), "--data", SEVERAL, *ON).err
        == ""
    )


def test_no_data_folder_is_no_answer(
    stalkplan: Run, public: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = stalkplan("publish", "--no-history", public, *ON)
    assert (result.code, public.exists()) == (2, False)
    assert "no data folder here" in result.err


def test_open_shows_the_first_page(
    stalkplan: Run, public: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = tmp_path / "shown"
    program = tmp_path / "browser"
    program.write_text(f'#!/bin/sh\nprintf %s "$1" >"{shown}"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(program))
    import webbrowser

    monkeypatch.setattr(webbrowser, "_tryorder", None)
    assert stalkplan("publish", "--no-history", public, "--data", DATA, *ON, "--open").code == 0
    assert shown.read_text(encoding="utf-8") == (public / "index.html").as_uri()


def test_without_a_browser_it_says_where_the_page_is(
    stalkplan: Run, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import webbrowser

    monkeypatch.setattr(webbrowser, "_tryorder", [])
    result = stalkplan("publish", "--no-history", public, "--data", DATA, *ON, "--open")
    assert (result.code, result.err) == (
        0,
        f"no browser is found; the page is {public}/index.html\n",
    )


@pytest.mark.parametrize(
    "name", ["", "..", "con/../../x", "Kent", "a" * 80, "<b>", "organisation-1"]
)
def test_an_id_that_is_no_name_of_a_folder_gets_a_number(
    name: str, stalkplan: Run, tmp_path: Path, public: Path
) -> None:
    folder = Path(shutil.copytree(SEVERAL, tmp_path / "several"))
    for path in (folder / "responses").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        new = text.replace("id: kent", f"id: {json.dumps(name)}", 1)
        path.write_text(new, encoding="utf-8")
    result = stalkplan("publish", "--no-history", public, "--data", folder, *ON)
    folders = (
        {path.name for path in public.iterdir() if path.is_dir()} if public.exists() else set()
    )
    if result.code == 0:
        assert len([each for each in folders if each.startswith("organisation-")]) == 1
    assert list(tmp_path.glob("x*")) == []


def test_nothing_private_is_in_the_pages_of_many(
    stalkplan: Run, tmp_path: Path, public: Path
) -> None:
    for name, text in canary_plan.FILES.items():
        write(tmp_path, name, text)
    plan = (SEVERAL / "responses" / "essex.yaml").read_text(encoding="utf-8")
    write(tmp_path, "data/responses/essex.yaml", plan)
    typed = ("publish", "--no-history", public, "--data", tmp_path / "data")
    assert stalkplan(*typed, *ON, *ADDRESS).code == 0
    made = files(public)
    assert {"index.html", "kent/index.html", "essex/index.html"} <= set(made)
    for name, data in made.items():
        assert [word for word in canary_plan.KEPT if word in canary_plan.read(data)] == [], name
    index = made["index.html"].decode()
    withheld = '<a href="#withheld">withheld</a>'
    assert f" of the plans are {withheld}: counted here, and not shown." in index


def test_nothing_private_is_in_any_file(stalkplan: Run, tmp_path: Path, public: Path) -> None:
    for name, text in canary_plan.FILES.items():
        write(tmp_path, name, text)
    typed = ("publish", "--no-history", public, "--data", tmp_path / "data")
    assert stalkplan(*typed, *ON, *ADDRESS).code == 0
    for name, made in files(public).items():
        text = canary_plan.read(made)
        assert [word for word in canary_plan.KEPT if word in text] == [], name


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_bar_shows_on_a_terminal_how_far_it_is(
    public: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    is_terminal: bool,
) -> None:
    terminal = StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: is_terminal)
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(cli_terminal, "PATIENCE", -1.0)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert run(["publish", "--no-history", str(public), "--data", str(SEVERAL), *ON]) == 0
    assert ("writing pages" in terminal.getvalue()) is is_terminal
    assert capsys.readouterr().out.startswith(f"published {public}")


@pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9", "aux"])
def test_no_folder_has_a_name_that_windows_keeps(
    name: str, stalkplan: Run, tmp_path: Path, public: Path
) -> None:
    folder = Path(shutil.copytree(SEVERAL, tmp_path / "several"))
    plan = folder / "responses" / "kent.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("id: kent", f"id: {name}", 1), encoding="utf-8")
    assert stalkplan("publish", "--no-history", public, "--data", folder, *ON).code == 0
    assert name not in {path.stem for path in public.rglob("*")}
