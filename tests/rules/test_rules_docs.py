"""docs/rules.md is written from the rules themselves: STALKPLAN_GOLDEN=write writes it again."""

import ast
import os
import re

import pytest
from rule_cases import page_of

from conftest import ROOT
from stalkplan.reports.check import NO_TEXT
from stalkplan.rules import RULES
from stalkplan.rules.rule import Rule

PAGE = ROOT / "docs" / "rules.md"

READING = {
    "not-yaml": "The text is not YAML. The place is where the parser gave up.",
    "conflict-marker": "A merge is not finished: `<<<<<<<`, `=======` or `>>>>>>>` is there.",
    "lfs-pointer": "The file is a pointer of Git LFS; its text was not fetched.",
    "yaml-tag": "A tag such as `!!int`. Every value is text here.",
    "yaml-anchor": "An anchor, `&name`. The text is written where it is meant.",
    "yaml-alias": "An alias, `*name`. It is written out.",
    "yaml-merge": "A merge key, `<<:`. Its lines are written out.",
    "yaml-directive": "A `%` directive at the top.",
    "many-documents": "A second document after `---`. A file holds one.",
    "duplicate-key": "A key is twice in one record; YAML readers differ on which counts.",
    "control-character": "A character that no editor shows, or that makes a terminal act.",
    "bad-key": "A list or a record as a key.",
    "too-deep": "Lists and records more than 20 deep. A plan needs eight.",
    "too-many": "More than 1,000 faults in one file; reading ends there.",
    "unknown-key": "A key that its record does not have, mostly a slip of spelling.",
    "missing-key": "A record lacks a key that it must have.",
    "bad-date": "A date that is not written as 2025-03-27, or as a month or year where one may be.",
    "bad-choice": "A value is not one of the words that its key takes.",
    "bad-number": "A value is not a whole number of at most four digits.",
    "not-text": "A list, a record or nothing where a text belongs.",
    "not-a-list": "One value where a list belongs.",
    "not-a-record": "A text or a list where a record of keys and values belongs.",
    "empty-list": "A list that must have an entry has none.",
    "duplicate-organisation": "Two files hold plans of one organisation. The first is judged.",
    "empty-file": "Nothing is in the file.",
    "not-a-file": "A folder, a device or a pipe is where a file belongs.",
    "not-read": "A name that is easily taken for a plan and is not read: `.yml` is not `.yaml`.",
    "not-utf-8": "The file is not UTF-8; the message names the first such byte, and its line.",
    "too-large": "The file is over 64 MiB.",
    "unreadable": "The file cannot be opened, and the system says why.",
}
"""What the codes of reading mean, for a file that cannot be read as what it should be."""

HEAD = """\
# What check finds

<!-- Written by tests/rules/test_rules_docs.py; STALKPLAN_GOLDEN=write writes it anew. -->

`stalkplan check` reads every file and shows everything that it finds in one run, each with its
place, what is there and what to write instead. It writes nothing. No setting and no comment
switches a rule off.

Every problem has a code. There are three kinds:

- **stops every command (exit 2)**: the file cannot be read as what it should be, so nothing can be
  said of it. The other files are still judged and shown. `check` itself says what it can and exits
  1; it exits 2 where a file gives no text at all: {no_text}.
- **error**: the file can be read, and the record contradicts itself or the publication. `check`
  exits 1; the other commands go on, and the items stay visible.
- **warning**: the record can be judged, and a reader will have a question. `check` exits 0, or 1
  with `--strict`.

"""

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def rendered() -> str:
    """Return the page: a table of every code, then a section for each rule."""
    rows = [(code, "stops every command (exit 2)", told) for code, told in READING.items()]
    rows += [(f"[{r.code}](#{r.code})", str(r.severity), _sentence(page_of(r).what)) for r in RULES]
    table = ["| code | what it does | what it means |", "| --- | --- | --- |"]
    table += [f"| {code} | {does} | {told} |" for code, does, told in rows]
    no_text = ", ".join(code for code in READING if code in NO_TEXT)
    sections = map(_section, RULES)
    head = HEAD.format(no_text=no_text)
    return head + "\n".join(table) + "\n\n## The rules\n\n" + "\n".join(sections)


def _section(rule: Rule) -> str:
    page = page_of(rule)
    examples = f"Passes:\n\n{_yaml(page.passes)}\n\nFails:\n\n{_yaml(page.fails)}\n"
    return f"### {rule.code}\n\n{page.what} ({rule.severity})\n\n{page.why}\n\n{examples}"


def _yaml(example: str) -> str:
    return f"```yaml\n{example}\n```"


def _sentence(text: str) -> str:
    return " ".join(text.split())


def test_the_page_is_what_the_rules_say() -> None:
    if os.environ.get("STALKPLAN_GOLDEN") == "write":
        PAGE.write_text(rendered(), encoding="utf-8", newline="")
    assert PAGE.read_text("utf-8") == rendered()


@every_rule
def test_a_rule_is_described_in_sentences(rule: Rule) -> None:
    page = page_of(rule)
    assert "\n" not in page.what
    for text in (page.what, page.why):
        assert text.endswith(".")
        assert text[0].isupper() or text[0] == "`"


def test_every_code_of_the_source_is_on_the_page() -> None:
    assert _codes_of_reading() == READING.keys()


def test_no_code_is_both_of_reading_and_a_rule() -> None:
    assert READING.keys().isdisjoint(rule.code for rule in RULES)
    assert READING.keys() >= NO_TEXT


_MAKERS = {"Problem", "Fault", "PydanticCustomError", "_Fault", "_bad", "_refuse"} | {
    "_UnreadableError",
    "_UnusableError",
}
"""The calls of the source that take a code."""
_WITH_TUPLES = {"faults.py", "yaml.py"}
"""The modules where a tuple may begin with a code."""


def _codes_of_reading() -> set[str]:
    """Return every code that the source outside the rules gives to a problem."""
    codes: set[str] = set()
    for path in (ROOT / "src" / "stalkplan" / "record").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in _MAKERS:
                codes |= set(map(_word, node.args))
            elif isinstance(node, ast.Tuple) and path.name in _WITH_TUPLES and node.elts:
                codes |= {code for code in (_word(node.elts[0]),) if "-" in code}
    return codes - {"", "enum"}  # pydantic's own, told as bad-choice


def _name(function: ast.expr) -> str:
    """Return the name of a function or a method that is called."""
    return getattr(function, "id", "") or getattr(function, "attr", "")


def _word(node: ast.expr) -> str:
    """Return a constant that can be a code, else nothing."""
    value = node.value if isinstance(node, ast.Constant) else None
    is_code = isinstance(value, str) and re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", value)
    return str(value) if is_code else ""
