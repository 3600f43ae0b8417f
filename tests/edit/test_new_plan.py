"""The texts of a new plan: what is asked, a blank answer to each, and how to go on."""

import pytest

from stalkplan.edit.new_plan import (
    asked_of_organisation,
    blank_plan,
    schema_line,
    schema_line_of,
    with_first_line,
)
from stalkplan.record.choices import SchemaOf
from stalkplan.record.register import build
from stalkplan.record.schema import schema_of

ASKED = """\
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - {number: AFI 2, addressed_to: [chief-constables], summary: "Record\\n\\n every risk."}
  - number: 12
    theme: "Risk\\n\\n and harm"
    addressed_to: [chief-constables]
    deadlines: [{due: 2025-06, milestone: review}, {due: 2025-12-01, milestone: report}]
    requirements:
      - {ref: 12.1, summary: Choose a tool.}
      - {ref: 12.2, addressed_to: [npcc]}
      - {ref: 12.3}
"""
PLAN = "organisation: {id: ID, name: Northshire Police, answers_for: [chief-constables]}\n"
LESSON = (
    "# The plan of Northshire Police. Nothing here is answered yet: every position is blank.",
    "#   stalkplan respond 'AFI 2'     fill in an answer",
    "#   stalkplan add 'AFI 2'         add an action to it",
    "#   stalkplan update 'AFI 2a'     record progress on the action",
    "#   - ref: AFI 2",
    "#       - id: AFI 2a",
)
BLANK = """\
organisation:
  id: ID
  name: Northshire Police
  answers_for:
    - chief-constables
responses:
  # AFI 2, no deadline known
  # Record every risk.
  - ref: AFI 2
    position:
  # Risk and harm, due June 2025 and 1 December 2025
  # Choose a tool.
  - ref: 12.1
    position:
  # Risk and harm, due June 2025 and 1 December 2025
  - ref: 12.3
    position:
"""


@pytest.mark.parametrize(
    ("organisation", "body"), [("northshire", "organisation"), ("kent", "force")]
)
def test_a_blank_plan(organisation: str, body: str) -> None:
    plan = PLAN.replace("ID", organisation)
    register = build({"data/recommendations.yaml": ASKED, "data/responses.yaml": plan})
    assert register.problems == ()
    own = register.plans["data/responses.yaml"].organisation
    asked = asked_of_organisation(own, register.recommendations)
    texts = blank_plan(own, asked, ASKED)
    assert list(texts) == [
        ".gitignore",
        "schemas/recommendations.schema.json",
        "schemas/responses.schema.json",
        "recommendations.yaml",
        "responses.yaml",
    ]
    assert texts[".gitignore"] == ".stalkplan*\n"
    for file in SchemaOf:
        assert texts[f"schemas/{file}.schema.json"] == schema_of(file)
        assert texts[f"{file}.yaml"].startswith(f"{schema_line(file)}\n")
    assert texts["recommendations.yaml"].partition("\n")[2] == ASKED
    lines = texts["responses.yaml"].splitlines()
    assert [line for line in LESSON if line not in lines] == []
    assert f"#     position: What the {body} says it does today." in lines
    assert texts["responses.yaml"].endswith(f"\n{BLANK.replace('ID', organisation)}")
    assert build({name: texts[name] for name in [*texts][-2:]}).problems == ()


LINE = schema_line(SchemaOf.RESPONSES)
FIRST = {
    # a text and the line it is to begin with: the text then
    ("a: b\n", LINE): f"{LINE}\na: b\n",
    (f"{LINE}\na: b\n", LINE): f"{LINE}\na: b\n",
    (f"\ufeff{LINE}x\r\na: b\n", LINE): f"{LINE}\na: b\n",
    (f"{LINE}\na: b\n", ""): "a: b\n",
    ("# a\na: b\n", ""): "# a\na: b\n",
}


@pytest.mark.parametrize("case", FIRST)
def test_the_first_line(case: tuple[str, str]) -> None:
    assert with_first_line(*case) == FIRST[case]


def test_the_line_of_a_text() -> None:
    assert LINE == "# yaml-language-server: $schema=schemas/responses.schema.json"
    assert [schema_line_of(text) for text in (f"{LINE}\na: b", "a: b", f"a: b\n{LINE}")] == [
        LINE,
        "",
        "",
    ]
