"""What it takes for the output of a format to be inert, whatever text was put into it."""

import csv
import json
import re
from collections.abc import Callable, Mapping
from io import StringIO
from xml.etree import ElementTree as ET

from github_runner import commands
from markdown_it import MarkdownIt

ACTIVE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Characters that act or cannot be seen; a line feed ends a line."""

_OUR_STYLES = re.compile(r"\x1b\[(?:0|1|38;5;(?:167|29|243))m")


def said(text: str) -> None:
    """Judge what a person reads: nothing in it acts, and the runner obeys none of it."""
    assert not ACTIVE.search(text), ascii(ACTIVE.findall(text))
    assert "##[" not in text
    assert [line for line in text.split("\n") if line.lstrip().startswith("::")] == []
    assert commands(text) == []


def _styled(text: str) -> None:
    said(_OUR_STYLES.sub("", text))


def _plain(text: str) -> None:
    said(text.replace("\t", " "))
    assert len({line.count("\t") for line in text.splitlines()}) <= 1


def _json(text: str) -> None:
    said(text)
    assert text.isascii()
    assert isinstance(json.loads(text), dict)


def _csv(text: str) -> None:
    said(text.replace("\r\n", "\n"))
    heading, *rows = csv.reader(StringIO(text, newline=""), strict=True)
    assert {len(row) for row in rows} <= {len(heading)}
    cells = [cell for row in (heading, *rows) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_OURS = {
    *("paragraph", "heading", "strong", "bullet_list", "ordered_list", "list_item", "link"),
    *("table", "thead", "tbody", "tr", "th", "td", "text", "inline", "softbreak", "text_special"),
    "html_inline",
}
"""The parts of Markdown that our reports are made of."""


def _markdown(text: str) -> None:
    said(text)
    blocks = _MARKDOWN.parse(text)
    for token in [part for block in blocks for part in (block, *(block.children or ()))]:
        kind = re.sub("_(open|close)$", "", token.type)
        assert kind in _OURS, (kind, token.content)
        if kind == "html_inline":
            assert token.content == "<!-- -->"
        if token.type == "link_open":
            assert token.markup == "autolink", token
            assert str(token.attrs["href"]).startswith(("http://", "https://"))
    for line in text.split("\n"):
        pipes = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line))
        assert (pipes > 1) == (line.startswith("| ")), line
    assert not re.search("@(?!<!-- -->)", text), "a mention"


def _github(text: str) -> None:
    assert not ACTIVE.search(text), ascii(ACTIVE.findall(text))
    lines = text.splitlines()
    assert [
        line for line in lines if not line.startswith(("::error ", "::warning ", "::notice "))
    ] == []
    obeyed = commands(text)
    assert len(obeyed) == len(lines)
    for command in obeyed:
        assert command.name in ("error", "warning", "notice")
        assert set(command.properties) <= {"file", "line", "col", "title"}
        assert re.fullmatch("[a-z0-9-]+", command.properties["title"])
        assert re.fullmatch("[0-9]*", command.properties.get("line", ""))
    assert "##[" not in text


def _junit(text: str) -> None:
    said(text)
    root = ET.fromstring(text)
    kinds = {element.tag for element in root.iter()}
    assert kinds <= {"testsuites", "testsuite", "testcase", "failure", "system-out"}
    names = [case.get("name") for case in root.iter("testcase")]
    assert len(names) == len(set(names))


JUDGES: Mapping[str, Callable[[str], None]] = {
    "table": said,
    "styled": _styled,
    "plain": _plain,
    "json": _json,
    "csv": _csv,
    "markdown": _markdown,
    "github": _github,
    "junit": _junit,
}
"""What is asked of each format; `styled` is the table with colour."""
