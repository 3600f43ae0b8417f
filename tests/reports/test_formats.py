"""A format is known wherever a new one has to be added: each place is asked for each format."""

import re
from importlib import import_module
from inspect import signature
from typing import Any

import pytest
import test_office_files
import typer.main
from inert_output import JUDGES

from conftest import ROOT
from stalkplan.cli.help import app
from stalkplan.cli.main import load
from stalkplan.reports.formats import Format, Use

PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
FOLDERS = {name: ROOT / "src" / "stalkplan" / name for name in ("reports/formats", "publish/brief")}

every_format = pytest.mark.parametrize("name", Format)


def _commands() -> dict[str, list[str]]:
    """Return the names that each command offers under `--format`, as its help lists them."""
    load(())
    commands: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    return {
        command: param.help.partition(": ")[2].partition(" [")[0].split(", ")
        for command, built in commands.items()
        for param in built.params
        if "--format" in param.opts
    }


@every_format
def test_a_format_has_a_module_that_renders(name: Format) -> None:
    modules = []
    if set(name.uses) - {Use.BRIEF, Use.RETURN}:
        own = "screen.table" if name is Format.TABLE else name
        modules.append((f"stalkplan.reports.formats.{own}", ["report", "screen"]))
    if Use.BRIEF in name.uses:
        modules.append((f"stalkplan.publish.brief.{name}", ["brief"]))
    if Use.RETURN in name.uses:
        modules.append((f"stalkplan.publish.return_.{name}", ["made"]))
    assert modules
    for module, takes in modules:
        assert [*signature(import_module(module).render).parameters] == takes


def test_a_module_that_renders_is_a_format() -> None:
    found = {
        path.stem
        for folder in FOLDERS.values()
        for path in folder.glob("*.py")
        if re.search("^def render[(]", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert found - {"screen"} == {*Format} - {Format.TABLE}
    assert "screen" in found  # of a paper, for a terminal: that is what `table` is


@every_format
def test_a_format_has_a_row_in_the_docs_with_the_commands_that_offer_it(name: Format) -> None:
    row = re.search(rf"^\| `{name}` \| [^|]+ \| ([^|]+) \|$", PAGE, re.MULTILINE)
    assert row
    offering = {command for command, offered in _commands().items() if name in offered}
    assert set(re.findall("`([a-z]+)`", row[1])) == offering


@every_format
def test_a_format_has_a_section_in_the_docs(name: Format) -> None:
    section = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert section
    assert section[1].strip()


@every_format
def test_a_format_has_a_judge(name: Format) -> None:
    """Of what is handed on, and of a brief, `test_office_files` asks that it is the same twice."""
    if {Use.REPORT, Use.CI} & {*name.uses}:
        assert name in JUDGES
    if {Use.OFFICE, Use.BRIEF} & {*name.uses}:
        assert name in test_office_files.MAKERS
