"""Every row and flag of docs/verdicts.md, as cases in files: `cases/verdicts/*.yaml`.

A case says what differs from the standard: recommendation 7 (under another number, that one), made
to chief constables, with one requirement, `7.1`, and no deadline; a force that answers for them; a
response that has a position; an action that is the Registrar's. Each line under `expect` is a test:

    - 2025-03-28 7.1a overdue silent late=1   # date, item, timeliness, and what else holds
    - 2025-03-28 items 7.1a 7.2               # date, and every item in order

Of several plans an item is `kent:7.1a`; of two with one id the second is `7.1a#2`. The kind (unless
it is an action), `silent` and the flags are always compared; a field of FIELDS where a line has it.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest
from verdict_cases import expected_of, judged, lines, texts_of

from stalkplan.verdict.flags import Flag
from stalkplan.verdict.items import Kind
from stalkplan.verdict.timeliness import Assurance, Timeliness

Record = Mapping[str, Any]


@pytest.mark.parametrize(("name", "line"), [pytest.param(*at, id=": ".join(at)) for at in lines()])
def test_verdict(name: str, line: str) -> None:
    concluded, expected = judged(name, line)
    assert concluded == expected


@pytest.mark.parametrize(
    ("field", "words"),
    [("timeliness", Timeliness), ("kind", Kind), ("assurance", Assurance), ("flags", Flag)],
)
def test_every_word_occurs_in_a_case(field: str, words: type[StrEnum]) -> None:
    verdicts = [line.split()[2:] for _, line in lines() if line.split()[1] != "items"]
    stated = {word for told in verdicts for word in expected_of(told).get(field, "").split()}
    assert set(words) <= stated


@pytest.mark.parametrize(
    "words", ["overdu", "overdue silnt", "overdue late:1", "overdue days=1", "silent overdue"]
)
def test_a_slip_in_a_line_is_refused(words: str) -> None:
    with pytest.raises((KeyError, ValueError)):
        expected_of(words.split())


@pytest.mark.parametrize("case", [{"recomendation": {}}, {"plans": {"kent": {"response": []}}}])
def test_a_slip_in_a_case_is_refused(case: Record) -> None:
    with pytest.raises(ValueError, match=r"recomendation|response"):
        texts_of(case)
