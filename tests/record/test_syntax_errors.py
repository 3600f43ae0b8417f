"""What is said of a text that is not YAML: at the slip, in words that need no YAML."""

import pytest

from stalkplan.record.yaml import read

LINED_UP = "a line that does not line up with its record; line up the keys of one record"
NOT_CLOSED = "a bracket that is not closed; close the bracket"
NO_COLON = "a line without a colon; write a colon and a space after the key"
COLON = (
    "a colon where no key can be; "
    "put text that holds ': ' in quotes, or line the key up with those above"
)
SLIPS = {
    # a text: the place, and what is said
    "a: We do: this\n": f"1:9 {COLON}",
    "a: b\n  c: d\n": f"2:4 {COLON}",
    'a:\n  - b: "Add.\n    c: d\n  - b: "1,9"\n    c: d\n': "2:8 a quote that closes only in line "
    "4; close it where its text ends",
    "a:\n  - b: 'Add.\n    c: X's\n": "2:8 a quote that closes only in line 3; "
    "close it where its text ends",
    'a: "b" c\n': "1:8 text after a closing quote; put all of the text in quotes, or none of it",
    'a: "b\n  c" d\n': "1:4 a quote that closes only in line 2; close it where its text ends",
    "a: 'b\n\nc: d\n": "1:4 a quote that is not closed; close the quote",
    "a:\n    b: c\n   d: e\n": f"3:4 {LINED_UP}",
    "a:\n  - b: c\n    d: e\n   f: g\n": f"4:4 {LINED_UP}",
    "a:\n  - b: c\n  d: e\n": f"3:3 {LINED_UP}",
    "a:\n  b: c\n e: f\n": f"3:2 {LINED_UP}",
    "a:\n  b: c\n  owner\n  d: e\n": f"3:3 {NO_COLON}",
    "a:\n  owner:Head\n  d: e\n": "2:8 a colon without a space; write a space after it",
    "a:\n  http://x.org\n  d: e\n": f"3:4 {COLON}",
    "a: [x, y\nb: c\n": f"1:4 {NOT_CLOSED}",
    "a: {x: 1, y: 2\nb: c\n": f"1:4 {NOT_CLOSED}",
    "a: [b\n": f"1:4 {NOT_CLOSED}",
    "a: {x: 1, y: 2: 3}\n": "1:15 ':' in a text in brackets; put the text in quotes",
    "a: @all\n": "1:4 '@' at the start of a text; put the text in quotes",
    "a: `all`\n": "1:4 '`' at the start of a text; put the text in quotes",
    "a:\n\tb: c\n": "2:1 a tab; indent with spaces",
    'a: "C:\\path"\n': "1:7 a backslash inside double quotes; use single quotes",
    "a: - b\n": "1:4 a list inside a text; put text that begins with '- ' in quotes, "
    "or begin the list on a line of its own",
}


@pytest.mark.parametrize("text", SLIPS)
def test_it_is_said_where_it_is_and_what_to_write(text: str) -> None:
    value, (problem,) = read("plan.yaml", text)
    said = f"{problem.place.line}:{problem.place.column} {problem.message}; {problem.hint}"
    assert (value, said.replace("not YAML: ", "")) == (None, SLIPS[text])
