"""Words that are out wherever a person reads: each has a plainer one, which stands beside it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT

SOURCE = ROOT / "src" / "stalkplan"

OUT = {
    "stands for": (r"stands? for", "is"),
    "stands under": (r"stands? under", "belongs to"),
    "stands in": (
        r"(?:stands?|stood) (?:in|on|at|as|beside|below|above|over|twice|here|there|last|first|so)",
        "is; where something stands is its state",
    ),
    "what stands": (r"(?:what|that|all|which|so) (?:stands?|stood)", "what is"),
    "told": (r"told", "shown, said"),
    "is no": (
        (
            r"(?<!there )(?:is|are) no "
            r"(?:link|status|id|sheet|file|plan that|key|item|force|folder|date|report)"
        ),
        "is not a",
    ),
    "is another": (r"(?:is|are) another(?=[.;,)]|$)", "was changed, differs"),
    "is none": (r"(?:that|which|it) (?:is|are) none", "is not one"),
    "lies": (r"(?:lie|lies|lay) (?:in|on|at|below|above|beside|under|between)", "is"),
    "all the same": (r"all the same", "anyway"),
    "reckon": (r"reckon(?:s|ed|ing)?", "count, work out"),
    "looked at": (r"(?:be|not) looked at(?! by)", "read"),
    "so already": (r"so already", "already"),
    "knows nothing": (r"knows nothing", "has no record, cannot say"),
    "past these": (r"(?:what|that|which) is past", "larger, later"),
    "shall": (r"(?<!\|)shall(?!\|)", "will, should"),
    "archaic": (r"whereby|thereby|therein|thereof|hence|lest|thus", "say it in a second sentence"),
    "looked into": (r"looked into", "read, opened"),
    "it is not known": (r"is is not known", "say who, say whose"),
    "for is because": (
        r"(?<=[,;] )for (?:it|they|there) (?:is|are|was|has|have|costs?)",
        "because",
    ),
    "whole": (r"(?<!as a )whole(?! (?:number|day))", "full, in full"),
    "own promise": (r"own promise", "promise"),
    "own word": (r"own word", "according to"),
    "mend": (r"mend(s|ed|ing)?", "fix"),
    "else": (r"(?<=[,;(] )else", "otherwise"),
    "of which": (r"of which", "say it in a second sentence"),
    "by which": (r"by which", "say it in a second sentence"),
    "silent": (r"silent|silence", "no update since the deadline"),
    "anew": (r"anew", "again, new"),
    "otherwise than": (r"otherwise than", "differently from"),
    "laid to": (r"laid to", "traced to"),
    "whose it is": (r"whose it is", "who is responsible"),
    "as it shall": (r"as it shall", "as it should"),
    "word of it": (r"word of it", "update"),
}
"""What is out: a name for it, its pattern, and what to write."""

_OUT = {
    name: re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)
    for name, (pattern, _) in OUT.items()
}
_CODE = re.compile(r"`[^`]*`|\]\([^)]*\)|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]*>", re.DOTALL)
_FENCED = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)$", re.MULTILINE | re.DOTALL)
_WRITTEN = re.compile(r"^<!-- files: .*?^<!-- end of files -->$", re.MULTILINE | re.DOTALL)
"""A list that is made of the comments in the code."""

NOT_YET: dict[str, set[str]] = {}
"""Files that still have some, with which: none is added, and what is gone goes from here too."""


def _pages() -> Iterator[Path]:
    """Yield every file with texts; names.py has words of a language, one by one."""
    yield from (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    yield from sorted(SOURCE.rglob("*.j2"))
    yield from sorted(path for path in SOURCE.rglob("*.py") if path.name != "names.py")


FILES = {str(path.relative_to(ROOT)): path for path in _pages()}


def _texts(path: Path) -> Iterator[str]:
    """Yield the texts of a file that people read: of Python its strings with a space in them.

    A docstring is one only where it is the help of a command or the page of a rule.
    """
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        yield _CODE.sub(" ", _WRITTEN.sub("", _FENCED.sub("", text)))
        return
    tree = ast.parse(text)
    is_shown = path.parent.name in ("commands", "rules") or path.name == "flags.py"
    plain = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if is_shown and isinstance(node, ast.FunctionDef) and node.decorator_list:
            yield _CODE.sub(" ", ast.get_docstring(node) or "")
        elif isinstance(node, ast.Constant) and id(node) not in plain:
            value = node.value if isinstance(node.value, str) else ""
            if " " in value.strip():
                yield _CODE.sub(" ", value)


def _found(path: Path) -> set[str]:
    texts = [*_texts(path)]
    return {word for word, out in _OUT.items() if any(map(out.search, texts))}


@pytest.mark.parametrize("name", FILES)
def test_no_word_that_is_out(name: str) -> None:
    found = _found(FILES[name])
    assert found == NOT_YET.get(name, set()), {word: OUT[word][1] for word in found}


def test_what_is_not_yet_plain_names_files_that_there_are() -> None:
    assert NOT_YET.keys() <= FILES.keys()
