"""A record as a person would write it: bare where that is safe, else in quotes."""

from typing import Any

import pytest

from stalkplan.edit.as_yaml import block, indented, scalar

WRITTEN: list[tuple[dict[str, Any], list[str]]] = [
    ({"date": "2027-03-31", "note": "2027-03-31"}, ["date: 2027-03-31", "note: '2027-03-31'"]),
    (
        {"promise": {"by": "2027-03-31", "wording": "2027-03-31"}},
        ["promise: {by: 2027-03-31, wording: '2027-03-31'}"],
    ),
    ({"promise": {"wording": "by May, or June"}}, ["promise: {wording: 'by May, or June'}"]),
    ({"note": "by May, or June"}, ["note: by May, or June"]),
    ({"evidence": ("a: b", "c")}, ["evidence:", "  - 'a: b'", "  - c"]),
    (
        {"actions": [{"id": "1a", "updates": [{"date": "2027-01-02", "note": "One.\nTwo."}]}]},
        [
            "actions:",
            "  - id: 1a",
            "    updates:",
            "      - date: 2027-01-02",
            '        note: "One.\\nTwo."',
        ],
    ),
]
SCALARS = {
    "": "''",
    "null": "'null'",
    "We do.": "We do.",
    "it's so: ": '"it\'s so: "',
    'it\'s "so": ': "'it''s \"so\": '",
    "'": '"\'"',
    'a "b"': 'a "b"',
    '"b"': "'\"b\"'",
    "\x85\u200b\ufeff": '"\\x85\\u200b\\ufeff"',
    "\U000e0001": '"\\U000e0001"',
    '\t\\"\n': '"\\t\\\\\\"\\n"',
}


@pytest.mark.parametrize(("fields", "lines"), WRITTEN)
def test_how_a_record_is_written(fields: dict[str, Any], lines: list[str]) -> None:
    assert block(fields) == lines


@pytest.mark.parametrize("text", SCALARS)
def test_how_a_text_is_written(text: str) -> None:
    assert scalar(text) == SCALARS[text]


def test_an_empty_line_is_not_indented() -> None:
    assert indented(["a", "", " b"], by=4) == ["    a", "", "     b"]
