"""A small publication and a plan without a fault, for tests to spoil."""

PUBLICATION = """\
publication:
  id: report
  title: A report
  published: 2024-09-27
recommendations:
  - number: 12
    addressed_to: [chief-constables]
"""
PLAN = """\
organisation:
  id: northshire
  name: Northshire Police
  answers_for: [chief-constables]
responses:
  - ref: 12.2
    actions:
      - id: 12.2a
        updates:
          - date: 2025-03-20
"""
FILES = {"data/recommendations.yaml": PUBLICATION, "data/responses.yaml": PLAN}

SLOTS = {
    # a line's indentation: the line of the plan below which it is put
    0: "responses:",
    2: "  answers_for: [chief-constables]",
    4: "  - ref: 12.2",
    8: "      - id: 12.2a",
    12: "          - date: 2025-03-20",
}


def with_line(line: str) -> str:
    """Return the plan with a line put in where its indentation belongs."""
    slot = SLOTS[len(line) - len(line.lstrip(" "))]
    return PLAN.replace(f"{slot}\n", f"{slot}\n{line}\n", 1)
