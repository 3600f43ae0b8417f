"""Templates are compiled once, kept only while they are current, and let no text act."""

import sys
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader
from markupsafe import Markup, escape

from stalkplan.publish.pages.compiled import CompiledEnvironment, Kept


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a template, where Python keeps what it compiles."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "maker.py").write_text("first")
    (tmp_path / "page").write_text("{% macro b(x) %}<b>{{ x }}</b>{% endmacro %}{{ b(a.real) }}")
    return tmp_path


def page_of(folder: Path, value: object = 1) -> str:
    """Return the page that the template makes in a new environment."""
    environment = CompiledEnvironment(
        loader=FileSystemLoader(folder),
        bytecode_cache=Kept(folder, str(folder / "maker.py")),
        autoescape=True,
        finalize=escape,
    )
    return environment.get_template("page").render(a=value)


def kept(folder: Path) -> list[Path]:
    """Return the files that are kept."""
    return sorted(folder.glob("__pycache__/*"))


def test_a_template_is_compiled_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert page_of(folder) == "<b>1</b>"
    assert len(kept(folder)) == 1
    monkeypatch.setattr(CompiledEnvironment, "compile", None)
    assert page_of(folder, 2) == "<b>2</b>"


@pytest.mark.parametrize("changed", ["page", "maker.py"])
def test_what_is_kept_counts_until_something_changes(folder: Path, changed: str) -> None:
    page_of(folder)
    before = kept(folder)[0].read_bytes()
    with (folder / changed).open("a") as file:
        file.write("!")
    assert page_of(folder).startswith("<b>1</b>")
    after = kept(folder)
    assert len(after) == 1
    assert after[0].read_bytes() != before


@pytest.mark.parametrize("length", [0, 2, 20, 60, 100])
@pytest.mark.parametrize("rest", [b"", b"no bytecode at all"])
def test_a_torn_file_is_compiled_anew(folder: Path, length: int, rest: bytes) -> None:
    page_of(folder)
    (file,) = kept(folder)
    file.write_bytes(file.read_bytes()[:length] + rest)
    assert page_of(folder) == "<b>1</b>"


def test_where_nothing_can_be_written_none_are_kept(folder: Path) -> None:
    (folder / "__pycache__").write_text("a file is in the way")
    assert page_of(folder) == "<b>1</b>"


def test_none_are_kept_where_python_keeps_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert page_of(folder) == "<b>1</b>"
    assert not kept(folder)


def test_a_text_is_escaped_once_and_markup_never(folder: Path) -> None:
    (folder / "page").write_text("{{ a }}{{ a|upper }}{{ 'a&b' }}")
    assert page_of(folder, "<i>") == "&lt;i&gt;&lt;I&gt;a&amp;b"
    assert page_of(folder, Markup("<i>")) == "<i><I>a&amp;b"
