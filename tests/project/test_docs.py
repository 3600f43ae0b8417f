"""The pages of the docs name everything that exists, and nothing that does not."""

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
import typer.main
import verdict_cases
import yaml
from model_records import MODEL_RECORDS
from plain_yaml import plain

from conftest import DATA, ROOT, Result
from stalkplan.cli.help import app
from stalkplan.cli.main import load
from stalkplan.record import choices, files
from stalkplan.record import yaml as record_yaml
from stalkplan.record.choices import FailOn, SchemaOf
from stalkplan.record.register import build, recorded
from stalkplan.reports.check import PROBLEM_FIELDS
from stalkplan.rules import recommendations
from stalkplan.verdict import timeliness, words
from stalkplan.verdict.as_data import ITEM_FIELDS
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.items import Kind
from stalkplan.verdict.timeliness import Assurance, Timeliness

DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
YAML = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
load(())
COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]

Run = Callable[..., Result]


def _page(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def _blocks(name: str) -> list[str]:
    return YAML.findall(_page(name))


def _code(text: str) -> set[str]:
    """Return every word that stands in a `code` span of a text, and every span."""
    spans = re.findall(r"`([^`\n]+)`", FENCED.sub("", text))
    return {*spans, *(word for span in spans for word in span.split())}


def _section(page: str, title: str) -> str:
    """Return what stands below a heading, up to the next of any level."""
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#+ |\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def _slugs(text: str) -> set[str]:
    """Return the anchors that a forge gives to the headings of a page."""
    heads = re.findall(r"^#+ (.+)$", FENCED.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}


EXAMPLES = {f"example {n}": text for n, text in enumerate(_blocks("verdicts"), start=1)}


def _lines() -> Iterator[tuple[str, str]]:
    for name, text in EXAMPLES.items():
        for line in plain(text)["expect"]:
            yield name, line


@pytest.mark.parametrize(("name", "line"), [pytest.param(*at, id=": ".join(at)) for at in _lines()])
def test_every_example_of_the_verdicts_is_so(
    name: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(EXAMPLES[name], encoding="utf-8")
    monkeypatch.setitem(verdict_cases.CASES, f"docs, {name}", case)
    concluded, expected = verdict_cases.judged(f"docs, {name}", line)
    assert concluded == expected


def test_every_verdict_and_flag_has_an_example() -> None:
    shown = {word for _, line in _lines() for word in re.split("[ =]", line)}
    assert {*Timeliness, *Flag, *Assurance, *Kind} - {Kind.ACTION} <= shown


def test_the_files_on_the_page_are_read_without_a_problem() -> None:
    asked, plan = _blocks("files")
    register = build({"data/recommendations.yaml": asked, "data/responses.yaml": plan})
    assert register.problems == ()
    assert register.publication
    assert len(register.plans) == 1


def test_the_commands_of_the_pipelines_have_an_answer(
    stalkplan: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in _blocks("ci"):
        assert isinstance(yaml.safe_load(text), dict)
    shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"(?:bin/|`)stalkplan ([^`\n]+)", _page("ci"))
    assert len(commands) >= 8
    answers = {command: stalkplan(*shlex.split(command)).code for command in commands}
    assert {command for command, code in answers.items() if code not in (0, 1)} == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_stands_under_its_command_and_no_other(name: str) -> None:
    section = _section(_page("commands"), name)
    named = {word for word in _code(section) if re.fullmatch("--[a-z-]+", word)}
    assert named == {option for param in COMMANDS[name].params for option in _long(param)}


def test_every_option_of_the_program_is_there() -> None:
    params = typer.main.get_command(app).params
    named = _code(_section(_page("commands"), "stalkplan"))
    assert {option for param in params for option in _long(param)} <= named


def _long(param: Any) -> list[str]:
    return [option for option in param.opts if option.startswith("--")]


def test_every_command_is_there() -> None:
    table = _page("commands").partition("\n## ")[0]
    assert set(re.findall(r"^\| \[`([a-z-]+)`\]", table, re.MULTILINE)) == set(COMMANDS)
    assert len(COMMANDS) == len(app.registered_commands)


@pytest.mark.parametrize(
    ("page", "choices"),
    [
        ("verdicts", Timeliness),
        ("verdicts", Kind),
        ("verdicts", Assurance),
        ("verdicts", Flag),
        ("concepts", choices.Status),
        ("concepts", choices.Acceptance),
        ("concepts", choices.Addressee),
        ("concepts", Assurance),
        ("concepts", Timeliness),
        ("concepts", Kind),
        ("files", choices.Status),
        ("files", choices.Acceptance),
        ("files", choices.Addressee),
        ("files", choices.Certainty),
        ("files", choices.Marking),
        ("commands", FailOn),
        ("commands", SchemaOf),
    ],
)
def test_every_word_is_on_its_page(page: str, choices: type[StrEnum]) -> None:
    assert set(choices) - _code(_page(page)) == set()


def test_every_exit_code_is_there() -> None:
    table = _section(_page("commands"), "Exit codes")
    assert re.findall(r"^\| `(\d+)` \|", table, re.MULTILINE) == ["0", "1", "2", "130"]


@pytest.mark.parametrize("name", MODEL_RECORDS)
def test_every_field_of_a_record_is_in_its_table(name: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]*) \|", _section(_page("files"), name), re.MULTILINE)
    fields = MODEL_RECORDS[name].model_fields.items()
    needed = {field.alias or key: field.is_required() for key, field in fields}
    assert {field: kind.endswith("needed") for field, kind in rows} == needed


@pytest.mark.parametrize(
    "command",
    [
        "status",
        "overdue --by 2025-12-31",
        "show 1.1",
        "show 2.1",
        "check",
        "changes --since 2025-01-01",
        "check --against HEAD",
        "log 1.1a --org kent",
    ],
)
def test_every_field_of_the_json_is_there(stalkplan: Run, command: str, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "tests" / "cases" / "folders" / "several", folder)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(tmp_path)]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "The plans"]):
        subprocess.run([*git, *arguments], check=True, capture_output=True)
    (folder / "responses" / "essex.yaml").unlink()
    options = ["--data", str(folder), "--as-of", "2025-06-30", "--format", "json"]
    view = json.loads(stalkplan(*shlex.split(command), *options).out)
    assert set(_keys(view)) - _code(_page("commands").partition("## JSON")[2]) == set()


def _keys(value: Any) -> Iterator[str]:
    """Yield the keys of all objects in a JSON value."""
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from _keys(inner)


def test_every_field_of_the_csv_is_there() -> None:
    fields = re.findall(r"`([a-z_]+)`", _section(_page("formats"), "csv"))
    assert {*ITEM_FIELDS, *PROBLEM_FIELDS} <= set(fields)


def test_the_fields_of_a_plain_line_are_as_many(stalkplan: Run) -> None:
    columns = re.findall(r"^\d+\. ", _section(_page("formats"), "plain"), re.MULTILINE)
    line, *_ = stalkplan("status", "--format", "plain").out.splitlines()
    assert len(columns) == line.count("\t") + 1


def test_the_limits_are_those_of_the_data_and_the_code() -> None:
    page = " ".join(_page("limits").split())
    text = (DATA / "recommendations.yaml").read_text(encoding="utf-8")
    register = build({"data/recommendations.yaml": text})
    held, of, missing, *_ = recorded(register, on=date(2026, 11, 23))
    single = [int(r.number) for r in register.recommendations if r.certainty == "single-source"]
    undated = [
        int(r.number)
        for r in register.recommendations
        if not r.deadlines and "chief-constables" in r.addressed_to
    ]
    for told in (
        f"Of the {of} recommendations {held} are recorded.",
        f"number and content: {words.numbers(missing)}.",
        f"restatement: {words.numbers(single)}.",
        f"For {words.numbers(undated)} no deadline is known.",
        f"| a file | {files.MAX_FILE_BYTES // 1024**2} MiB |",
        f"| nesting | {record_yaml.MAX_DEPTH} levels |",
        f"the reader lists | {record_yaml.MAX_PROBLEMS} |",
        f"| a theme | {recommendations.LONGEST_THEME} characters |",
    ):
        assert told in page


def test_the_constants_of_the_verdict_are_there() -> None:
    table = _section(_page("verdicts"), "Three constants")
    days = [timeliness.DUE_SOON_DAYS, timeliness.REPORTING_DAYS, timeliness.SILENT_DAYS]
    assert [int(day) for day in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)] == days


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.is_file(), link
        if anchor:
            assert anchor in _slugs(target.read_text(encoding="utf-8")), link
