"""Changes of a plan, with every text that a person can type in every field that takes one."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import reduce
from operator import getitem
from random import Random
from typing import Any, NamedTuple

from file_shapes import Path
from hostile_texts import REFUSED, TEXTS
from hypothesis import strategies as st

from stalkplan.edit.several import Appended, Filled, several
from stalkplan.edit.splice import Edit

Record = dict[str, Any]

UNWRITABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no character of YAML 1.2, section 5.1."""

AWKWARD = (
    *("plain words", "a: b", "a:", ":a", "a #b", "#c", "- x", "-", "? y", "?", "really?", "a?b"),
    *("%z", "@a", "`b", "{}", "{b", "[]", "[a", "a, b", "a,b", "]", "}", "null", "Null", "NULL"),
    *("~", "---", "--- a", "...", "true", "no", "2025-01-01", "12:30", "1e3", "0x1F", "=", "<<"),
    *("&a", "*a", "!t", "|", "|-", ">", "don't", 'say "x"', "\"'", "a\\b", "\\n", "\\", "''"),
    *(
        " lead",
        "trail ",
        "\ttab",
        "tab\t",
        "a\tb",
        "x\ny",
        "x\n\ny",
        "x\n  y",
        "x\n",
        "\nx",
        "x \ny",
        " x\ny",
        "x\ny ",
    ),
    *(
        "- a\n- b",
        "a: b\nc: d",
        "x\n# y",
        "|\nx",
        "x\n...\ny",
        "a\r\nb",
        "a\rb",
        "\ufeffx",
        "x\ufeff",
    ),
    *(
        "x\x85y",
        "x\u2028y",
        "\xa0x",
        "x\u3000",
        "é",
        "e\u0301",
        "👮🏽",
        "سلام",
        "\U0001fffe",
        "\ue000",
    ),
    *("https://example.org/a?b=c&d#e", "£5", "(a)", "/a", "x" * 9000, "word " * 2000 + "end"),
    *TEXTS.values(),
)

_signs = st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\uffff")
_signs |= st.sampled_from("\t\n\r\x85")


def _joined(signs: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return texts of some signs and of what YAML might trip over; never blank ones."""
    pieces = st.sampled_from([*AWKWARD[:80], ": ", " #", "\n", "\r\n", " ", "\t", "'", '"', ", "])
    parts = pieces | st.text(signs, max_size=3)
    drawn = (
        st.sampled_from(AWKWARD)
        | st.text(signs, min_size=1, max_size=40)
        | st.lists(parts, min_size=1, max_size=6).map("".join)
    )
    return drawn.filter(lambda text: bool(text) and not text.isspace())


_WRITABLE = _joined(_signs)
_REFUSED = st.sampled_from([*REFUSED.values(), "\ud800", "a\uffff"])
_ANY = _WRITABLE | _joined(st.characters()) | _REFUSED


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw a text that is not blank."""
    return draw(_ANY)


@st.composite
def writable_texts(draw: st.DrawFn) -> str:
    """Draw a text that is not blank and that a file may hold."""
    return draw(_WRITABLE)


class Change(NamedTuple):
    """A record for the list `key` of the record at `path`; without a key, values to fill it."""

    path: Path
    key: str
    record: Record


def spots(plan: Record) -> Iterator[tuple[Path, str]]:
    """Yield the path and key of all that `update`, `add` and `respond` may write to."""
    yield (), "responses"
    for number, response in enumerate(plan.get("responses") or ()):
        path: Path = ("responses", number)
        yield path, "actions"
        if not response.get("position"):
            yield path, ""
        if not response.get("actions"):
            yield path, "updates"
        for place in range(len(response.get("actions") or ())):
            yield (*path, "actions", place), "updates"


def record_for(key: str, text: Callable[[], str], maybe: Callable[[], bool]) -> Record:
    """Return a record for a list, or values to fill, with a text in each field that takes one."""
    update: dict[str, Callable[[], Any]] = {
        "date": lambda: "2025-02-03",
        "status": lambda: "complete",
        "note": text,
        "evidence": lambda: [text(), text()],
        "promise": lambda: {"by": "2025-03", "wording": text()},
        "owner": text,
        "verified": lambda: {"by": text(), "on": "2025-02-02"},
    }
    action = {
        "id": lambda: "7.9a",
        "added": lambda: "2025-02-03",
        "summary": text,
        "owner": text,
        "promise": lambda: {"by": "2025-Q1"},
    }
    answer = {
        "ref": lambda: "7.9",
        "added": lambda: "2025-02-03",
        "position": text,
        "acceptance": lambda: "accepted",
        "actions": lambda: [record_for("actions", text, maybe)],
    }
    blank = {name: answer[name] for name in ("added", "position", "acceptance")}
    fields = {"updates": update, "actions": action, "responses": answer, "": blank}[key]
    needed = "position" if not key else next(iter(fields))
    return {name: make() for name, make in fields.items() if name == needed or maybe()}


def drawn_from(rng: Random, path: Path, key: str) -> Change:
    record = record_for(key, lambda: rng.choice(AWKWARD), lambda: rng.random() < 0.5)
    return Change(path, key, record)


def edited(text: str, *changes: Change) -> Edit:
    """Return the edit that makes changes, all or none of them."""
    return several(text, [Appended(*c) if c.key else Filled(c.path, c.record) for c in changes])


def changed(plan: Any, change: Change) -> Any:
    """Return a plan with the change made in plain values."""
    plan = deepcopy(plan)
    holder = at(plan, change.path)
    if change.key:
        holder[change.key] = [*(holder.get(change.key) or ()), change.record]
    else:
        holder.update(change.record)
    return plan


def at(plan: Any, path: Path) -> Any:
    return reduce(getitem, path, plan)
