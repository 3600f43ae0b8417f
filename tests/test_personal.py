"""What looks like personal data is found however the file writes it."""

import pytest

from northshire import PUBLICATION
from stalkplan.register import build
from stalkplan.sensitive import personal

PLAN = """organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
responses:
  - ref: 12.2
    actions:
      - id: 12.2a
        summary: %s
"""

WRITTEN = {
    "plain": "Ask Sgt Jane Marple about it.",
    "over two lines": "Ask Sgt\n          Jane Marple about it.",
    "folded": ">-\n          Ask Sgt\n          Jane Marple about it.",
    "kept as lines": "|\n          Ask\n          Sgt Jane Marple about it.",
    "single quotes": "'Ask Sgt O''Hara Marple about it.'",
    "double quotes": '"Ask Sgt Jane Marple about it."',
    "escapes": '"Ask S\\u0067t Jane Marple about it."',
    "a line that goes on": '"Ask Sgt \\\n          Jane Marple about it."',
    "an address": "jane.marple@example.org",
    "an escaped address": '"jane.marple\\x40example.org"',
    "a number": "Ring 0161 272 0321.",
    "a number over two lines": "Ring 0161 272\n          0321.",
    "a collar number": "PC 4321 will do it.",
}


@pytest.mark.parametrize("name", WRITTEN)
def test_it_is_found_however_it_is_written(name: str) -> None:
    texts = {"data/recommendations.yaml": PUBLICATION, "data/responses.yaml": PLAN % WRITTEN[name]}
    register = build(texts)
    assert register.problems == ()
    (finding,) = personal(register)
    assert (finding.name, finding.field) == ("12.2a", "summary")


def test_what_stands_in_a_comment_or_a_private_note_is_not_published() -> None:
    note = "Ask them. # Sgt Jane Marple\n        internal: Ring Sgt Jane Marple"
    texts = {"data/recommendations.yaml": PUBLICATION, "data/responses.yaml": PLAN % note}
    assert [*personal(build(texts))] == []
