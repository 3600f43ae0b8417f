"""Hostile shapes of one small plan: what people, editors and other programs make of a file.

Each is a legal plan. Which changes of which shapes may be refused stands at the end.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from stalkplan.record.yaml import compose, find

Path = tuple[str | int, ...]

PLAN: Mapping[str, Any] = {
    "organisation": {
        "id": "northshire",
        "name": "Northshire Police",
        "answers_for": "[chief-constables]",
    },
    "responses": [
        {
            "ref": "7.1",
            "position": "We record.",
            "actions": [
                {
                    "id": "7.1a",
                    "summary": "Record.",
                    "updates": [{"date": "2025-01-02", "note": "First."}],
                },
                {"id": "7.1b", "summary": "Search."},
            ],
        },
        {"ref": "7.2", "position": ""},
        {
            "ref": "7.3",
            "actions": [{"id": "7.3a", "updates": [{"date": "2025-01-03", "note": "Last."}]}],
        },
    ],
}


class Layout(NamedTuple):
    """How a plan is written out: the blanks in front, the dash of an entry, a key."""

    step: int = 2
    offset: int = 2
    dash: str = "- "
    key: str = "{}:"


HOUSE = Layout()
AT_ZERO = Layout(offset=0)


def written(plan: Mapping[str, Any], layout: Layout = HOUSE) -> str:
    """Return a plan as YAML."""
    return "".join(f"{line.rstrip()}\n" for line in _lines(plan, layout))


def _lines(record: Mapping[str, Any], layout: Layout) -> Iterator[str]:
    indent = " " * (layout.offset + max(len(layout.dash), 2))
    for name, value in record.items():
        key = layout.key.format(name)
        if isinstance(value, str):
            yield f"{key} {value}"
            continue
        yield key
        if isinstance(value, dict):
            yield from (" " * layout.step + line for line in _lines(value, layout))
            continue
        for entry in value:
            first, *more = _lines(entry, layout)
            dash = " " * layout.offset + layout.dash
            yield from (dash, indent + first) if layout.dash == "-" else (dash + first,)
            yield from (indent + line for line in more)


BASE = written(PLAN)
_HEAD = BASE[: BASE.index("responses:")]
_UPDATES = "        updates:\n          - date: 2025-01-02\n            note: First.\n"
_UPDATES_AT_END = "        updates:\n          - date: 2025-01-03\n            note: Last.\n"
_SUMMARY, _NOTE, _LAST = "        summary: Record.\n", " First.\n", " Last.\n"
_BLANK = "    position:\n"
_BLANK_RECORD = f"  - ref: 7.2\n{_BLANK}"
_TO_BLANK = BASE[: BASE.index(_BLANK)]
_ACTIONS = BASE[BASE.index("    actions:\n") : BASE.index("  - ref: 7.2")]


def _with(old: str, new: str, text: str = BASE) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def _crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def _behind(lines: str, more: str) -> str:
    """Return the base with something put behind the lines that a pattern matches."""
    return re.sub(f"(?m)^(.*{lines})$", lambda found: found[1] + more, BASE)


def _above(more: str) -> str:
    """Return the base with a line above each, in its indentation."""
    return re.sub(r"(?m)^( *)(?=\S)", rf"\1{more}\n\1", BASE)


def _explicit(found: re.Match[str]) -> str:
    """Return a key and its colon on lines of their own."""
    blanks, dash, key = found[1], found[2] or "", found[3]
    return f"{blanks}{dash}? {key}\n{blanks}{' ' * len(dash)}:"


def _bytes() -> Iterator[tuple[str, str]]:
    unended = BASE.removesuffix("\n")
    yield "plain", BASE
    yield "crlf", _crlf(BASE)
    yield "bom", f"\ufeff{BASE}"
    yield "bom, crlf", f"\ufeff{_crlf(BASE)}"
    yield "mixed ends by line", re.sub("(.*)\n(.*)\n", r"\1\r\n\2\n", BASE)
    yield "mixed ends by half", _crlf(BASE[:300]) + BASE[300:]
    yield "mixed ends by other half", BASE[:300] + _crlf(BASE[300:])
    yield "unended", unended
    yield "unended, crlf", _crlf(unended)
    yield "unended, bom, crlf", f"\ufeff{_crlf(unended)}"
    yield "unended, blanks behind", f"{unended}  "
    yield "blank lines at the end", f"{BASE}\n\n\n"
    yield "blank lines at the end, crlf", _crlf(f"{BASE}\n  \n\n")
    yield "blank lines everywhere", BASE.replace("\n", "\n\n")
    yield "blanks behind all", _behind("", "   ")
    yield "blanks behind all, crlf", _crlf(_behind("", "   "))
    yield "tabs behind texts", _behind(r"\w\.", "\t")
    yield "long lines", _with("We record.", "We record. " * 700 + "End.")
    yield "lone return in a text", _with(_NOTE, ' "First\r  and more."\n')
    yield "lone returns only", BASE.replace("\n", "\r")


def _comments() -> Iterator[tuple[str, str]]:
    yield "comments behind all", _behind("", "  # so: 'said' - [")
    yield "comments behind all, crlf", _crlf(_behind("", "  # said"))
    yield "tabs before comments", _behind(r"\w\.", "\t# said")
    yield "comments above all", _above("# - id: x")
    yield "comments above all, at the margin", re.sub("(?m)^", "# said\n", BASE)
    yield "comments above all, deeper", _above("      # said")
    yield "comment at the end", f"{BASE}# said\n"
    yield "comment at the end, deeper", f"{BASE}            # said\n"
    yield "comment at the end, unended", f"{BASE}\n# said"
    yield "comment behind the last value, unended", f"{BASE.rstrip()} # said"
    yield "comment at the end, unended, crlf", _crlf(f"{BASE}            # said\n\n# said")
    yield "schema line", f"# yaml-language-server: $schema=a.json\n\n{BASE}"
    hole = "\n            # a\n          # b\n\n      # c\n    # d\n  # e\n# f\n\n"
    yield "comments in every hole", BASE.replace(_NOTE, _NOTE + hole).replace(_LAST, _LAST + hole)
    yield "emoji in comments, crlf", _crlf(_behind("", "  # 👮🏽 ✓ \u202e"))


def _empties() -> Iterator[tuple[str, str]]:
    key = "        updates:"
    last = f"{_HEAD}responses:\n  - ref: 7.1\n    updates:"
    for end in ("", " []", " [ ]", "   # none yet", " []  # none yet", " []\t", " [\n    ]"):
        yield f"updates:{end!r}", _with(_UPDATES, f"{key}{end}\n")
        yield f"updates at the end:{end!r}", f"{last}{end}\n"
        yield f"updates at the end, unended:{end!r}", f"{last}{end}"
    yield "updates: nothing, crlf", _crlf(_with(_UPDATES, f"{key}\n"))
    yield "updates: a comment below", _with(_UPDATES, f"{key}\n{' ' * 10}# none yet\n")
    yield "updates: a key below", _with(_UPDATES, f"{key}\n        owner: Analyst\n")
    yield "updates: quoted nothing", _with(_UPDATES, f"{key} ''  # none yet\n")
    yield "actions: nothing", _with(_ACTIONS, "    actions:\n")
    yield "actions: []", _with(_ACTIONS, "    actions: []\n")
    yield "last value empty", _with(_NOTE, "\n")
    yield "last value quoted empty", _with(_NOTE, " ''\n")
    yield "last value of all empty", _with(_LAST, "\n")
    yield "last value of all empty, unended", _with(_LAST, "")
    yield "last value of all empty, comment, unended", _with(_LAST, "  # said")
    yield "only an id", _with(_SUMMARY + _UPDATES, "")
    for end in ("", " []", "   # none", " [ ]"):
        yield f"responses at the end:{end!r}", f"{_HEAD}responses:{end}\n"
        yield f"responses at the end, unended:{end!r}", f"{_HEAD}responses:{end}"
        yield f"responses at the top:{end!r}", f"responses:{end}\n{_HEAD}"
    yield "no responses", _HEAD
    yield "no responses, unended", _HEAD.removesuffix("\n")
    yield "no responses, crlf", _crlf(_HEAD)


def _blanks() -> Iterator[tuple[str, str]]:
    for end in ("  # to do", " ''", ' ""  # to do', " ' '", " |", " >-\n\n", " |  # to do"):
        yield f"position:{end!r}", _with(_BLANK, f"    position:{end}\n")
        yield f"position at the end:{end!r}", f"{_TO_BLANK}    position:{end}\n"
        yield f"position at the end, unended:{end!r}", f"{_TO_BLANK}    position:{end}"
    yield "no position", _with(_BLANK, "")
    yield "no position at the end", _TO_BLANK
    yield "no position at the end, unended", _TO_BLANK.rstrip()
    stated = "    acceptance: not-stated\n    stated_deadline:\n"
    yield "position and more", _with(_BLANK, _BLANK + stated)
    yield "position and more, crlf", _crlf(_with(_BLANK, f"{_BLANK}{stated}    added:\n"))
    yield "acceptance and no position", _with(_BLANK, stated)
    yield "acceptance empty", _with(_BLANK, f"    acceptance:\n{_BLANK}    internal: Ask.\n")
    yield "acceptance in quotes", _with(_BLANK, '    acceptance: "not-stated" # now\n    added:\n')
    block = "    acceptance: >-  # now\n      not-stated\n\n"
    yield "acceptance in a block of text", _with(_BLANK, block)
    yield "acceptance in a block of text, position below", _with(_BLANK, block + _BLANK)
    ref = "  - ref: |-  # its\n      7.2\n\n"
    yield "ref in a block of text", _with(_BLANK_RECORD, f"{ref}{_BLANK}")
    yield "ref in a block of text, no position", _with(_BLANK_RECORD, ref)
    updates = "  - updates:\n      - date: 2025-01-02\n    ref: |-\n      7.2\n"
    yield "list and ref in a block of text", _with(_BLANK_RECORD, updates)
    yield "list and ref", _with(_BLANK_RECORD, "  - updates: []\n    ref: 7.2\n    position:\n")
    entry = "      - date: 2025-01-02\n        note: >\n          Over\n\n"
    yield "block of text and ref", _with(_BLANK_RECORD, f"  - updates:\n{entry}    ref: 7.2\n")


def _layouts() -> Iterator[tuple[str, str]]:
    yield "lists at zero indent", written(PLAN, AT_ZERO)
    yield "lists at zero indent, crlf, unended", _crlf(written(PLAN, AT_ZERO)[:-1])
    yield "top list at zero indent", _HEAD + re.sub("(?m)^  (?=[ -])", "", BASE.replace(_HEAD, ""))
    yield "four blanks", written(PLAN, Layout(4, 4))
    yield "one blank", written(PLAN, Layout(1, 1))
    yield "wide dashes", written(PLAN, Layout(dash="-     "))
    yield "wide dashes at zero indent", written(PLAN, Layout(offset=0, dash="-    "))
    yield "dashes alone", written(PLAN, Layout(dash="-"))
    yield "dashes alone at zero indent", written(PLAN, Layout(offset=0, dash="-"))
    yield "quoted keys", written(PLAN, Layout(key='"{}":'))
    yield "single-quoted keys", written(PLAN, Layout(key="'{}' :"))
    yield "blanks before colons", written(PLAN, Layout(key="{}  :"))
    yield "explicit keys", re.sub(r"(?m)^( *)(- )?(\w+):", _explicit, BASE)
    yield "explicit key of nothing", _with(_UPDATES, "        ? updates\n        :\n")
    yield "explicit key alone", _with(_UPDATES, "        ? updates\n")
    yield "document start", f"---\n{BASE}"
    yield "document start, comment", f"--- # ours\n{BASE}"
    yield "document end", f"{BASE}...\n"
    yield "document end, unended", f"{BASE}..."
    yield "document start and end, crlf", _crlf(f"---\n{BASE}...\n# said\n")
    yield "document end, comments around", f"{BASE}\n# said\n...\n# said\n"
    yield "texts behind lists", _with(_SUMMARY + _UPDATES, _UPDATES + _SUMMARY)
    yield "responses at the top", BASE.replace(_HEAD, "") + _HEAD


def _texts() -> Iterator[tuple[str, str]]:
    for sign in ("|", ">", "|-", ">-", "|+", ">+", "|1"):
        blanks = " " * (13 if sign == "|1" else 14)
        text = f" {sign}\n{blanks}One.\n\n{blanks}Two: # no comment.\n"
        comments = f"{text}\n\n            # said\n\n        # more\n"
        yield f"{sign} in the middle", _with(_NOTE, text)
        yield f"{sign} in the middle, hole behind, crlf", _crlf(_with(_NOTE, f"{text}\n\n"))
        yield f"{sign} in the middle, comments behind", _with(_NOTE, comments)
        yield f"{sign} at the end, hole behind", _with(_LAST, f"{text}\n\n")
        yield f"{sign} at the end, comment behind", _with(_LAST, f"{text}\n# said")
        yield f"{sign} at the end, unended", _with(_LAST, text[:-1])
        yield f"{sign} at the end, unended, crlf", _crlf(_with(_LAST, text[:-1]))
        if "+" in sign:
            yield f"{sign} at the end, blanks behind", _with(_LAST, f"{text}{' ' * 12}\n   ")
            yield f"{sign} at the end, document end", _with(_LAST, f"{text}\n...\n")
    for name, mark in (("plain", ""), ("single", "'"), ("double", '"')):
        blanks = " " * 14
        text = f" {mark}It\n{blanks}goes on\n\n{blanks}and on{mark}\n"
        yield f"{name} on lines", _with(_NOTE, text)
        yield f"{name} on lines, crlf", _crlf(_with(_NOTE, f"{text}\n# said\n"))
        yield f"{name} on lines at the end", _with(_LAST, text)
        yield f"{name} on lines at the end, unended", _with(_LAST, text[:-1])
    yield "double, escaped lines", _with(_NOTE, f' "It \\\n{" " * 14}goes \\n \\ufeff on"\n')
    yield "emoji", BASE.replace("First.", "👮🏽 done ✓").replace("Northshire P", "Norðshire 警")
    yield "right to left", BASE.replace("First.", "סוף # מה").replace("Last.", "\u202eLast")
    for name, sign in (("line separator", "\u2028"), ("next line", "\x85"), ("blank", "\xa0")):
        yield f"{name} in quotes", _with(_NOTE, f' "First{sign}and{sign}{sign} more"\n')
        yield f"{name} in quotes at the end, unended", _with(_LAST, f' "Last{sign}and more"')


def _brackets() -> Iterator[tuple[str, str]]:
    key, entry = "        updates:", "{date: 2025-01-02, note: First.}"
    for name, listed in {
        "one line": f"[{entry}]",
        "blanks": f"[ {entry} ]",
        "comma": f"[{entry},]",
        "blank and comma": f"[ {entry} , ]",
        "lines": f"[\n          {entry}\n        ]",
        "lines and comma": f"[\n          {entry},\n          {entry},\n        ]",
        "comment behind": f"[{entry}]  # said",
        "comment inside": f"[\n          {entry},  # said\n        ]",
        "comments inside": f"[\n          {entry}  # said, so\n          # more\n        ]",
        "comment inside, first": f"[  # said\n          {entry}\n        ]",
        "comment inside, empty": "[  # none yet\n        ]",
        "json": '[{"date": "2025-01-02", "note": "a, b: [c]"}]',
        "key below": f"[{entry}]\n        owner: Analyst",
    }.items():
        text = _with(_UPDATES, f"{key} {listed}\n")
        yield f"in brackets: {name}", text
        if "\n" in listed:
            yield f"in brackets, crlf: {name}", _crlf(text)
        yield f"in brackets at the end, unended: {name}", _with(_UPDATES_AT_END, f"{key} {listed}")
    braces = f"{key}\n          - {entry}\n          - {{date: 2025-01-02}}  # said\n"
    yield "updates in braces", _with(_UPDATES, braces)
    yield "evidence in brackets last", _with(_NOTE, " F.\n            evidence: [minutes, a]\n")
    yield "promise in braces last, unended", _with(_LAST, " L.\n            promise: {by: 2025-03}")
    evidence = " L.\n            evidence:\n            - a\n            - >\n              b\n"
    yield "evidence last", _with(_LAST, evidence)


def _braces() -> Iterator[tuple[str, str]]:
    """Yield shapes with records in braces, which have others in them."""
    entries = "\n      - {id: 7.1a, summary: Record.}\n      - {id: 7.1b, updates: []}\n"
    yield "actions in braces", _with(_ACTIONS, f"    actions:{entries}")
    brackets = "    actions: [{id: 7.1a}, {id: 7.1b, updates: }]\n"
    yield "actions in brackets", _with(_ACTIONS, brackets)
    yield "response in braces", _with(_BLANK_RECORD, "  - {ref: 7.2, position: }\n")
    yield "response in braces, no position", _with(_BLANK_RECORD, "  - {ref: 7.2}\n")
    yield "responses in brackets", f"{_HEAD}responses: [{{ref: 7.1, updates: []}}, {{ref: 7.2}}]\n"
    plan = {**PLAN, "organisation": {**PLAN["organisation"], "answers_for": ["chief-constables"]}}
    yield "json on a line", json.dumps(plan)
    yield "json on lines", json.dumps(plan, indent=2) + "\n"
    yield "json on lines, crlf, bom", "\ufeff" + _crlf(json.dumps(plan, indent=1))


_ALL = (_bytes, _comments, _empties, _blanks, _layouts, _texts, _brackets, _braces)
SHAPES: Mapping[str, str] = {name: text for shapes in _ALL for name, text in shapes()}


def may_be_refused(name: str, path: Path) -> bool:
    """Whether a change of the record at `path` may be refused, for want of a certain place.

    A lone return, a comment inside brackets, a record in braces; nothing else.
    """
    body = SHAPES[name].removeprefix("\ufeff")
    holder = find(compose(body), path)
    is_commented = "inside" in name and path[-2:-1] == ("actions",)
    return name.startswith("lone return") or is_commented or body[holder.start] == "{"


def gains_a_line_feed(name: str) -> bool:
    """Whether the file ends inside a block of text without a line feed, which it will then get."""
    return name[0] in "|>" and "unended" in name
