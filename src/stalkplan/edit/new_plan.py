"""The files of a new plan: the requirements, a blank answer to each, and how to go on."""

import shlex
from collections.abc import Iterator, Sequence

from stalkplan.edit.as_yaml import block, entry, indented, scalar
from stalkplan.record.choices import SchemaOf
from stalkplan.record.files import RECOMMENDATIONS, RESPONSES
from stalkplan.record.forces import known_forces
from stalkplan.record.model import Organisation, Recommendation, Requirement
from stalkplan.record.problems import body_of
from stalkplan.record.schema import schema_of
from stalkplan.verdict import words
from stalkplan.verdict.items import asked_of

IGNORED = ".gitignore"

SCHEMAS = "schemas"
_SCHEMA = SCHEMAS + "/{}.schema.json"
_SCHEMA_LINE = "# yaml-language-server: $schema="

_LESSON = """\
# The plan of {name}. Nothing here is answered yet: every position is blank.
# These commands write to this file and change nothing else in it; a text editor does as well:
#
#   stalkplan respond {typed}     fill in an answer
#   stalkplan add {typed}         add an action to it
#   stalkplan update {action}     record progress on the action
#   stalkplan check           find every slip
#
# What an answer may say, every line but ref optional:
#
#   - ref: {ref}
#     position: What the {body} says it does today.
#     acceptance: accepted           # or partly-accepted, rejected, not-stated
#     stated_deadline: 2025-03-27    # as your published plan gives it, or none
#     actions:
#       - id: {id}
#         summary: What the {body} will do.
#         owner: Crime registrar     # a role, not a name
#         promise: {{by: 2027-03, wording: by March 2027}}    # a day, month, quarter or year
#         updates:                   # only ever added to: they are the record
#           - date: 2026-11-24
#             status: in-progress    # or not-started, blocked, complete, withdrawn
#             note: What was done.
#             evidence:
#               - https://example.org/minutes
#
# `source`, below `organisation`, is the page on which the plan is published.
"""

Asked = Sequence[tuple[Recommendation, Requirement]]
"""What an organisation is asked, in the publication's order."""


def blank_plan(organisation: Organisation, asked: Asked, publication: str) -> dict[str, str]:
    """Return the texts of a data folder by file name, the plan last.

    `asked` is what the organisation is asked, and not empty; `publication` is the text of
    `recommendations.yaml`.
    """
    ref = asked[0][1].ref
    lesson = _LESSON.format(
        name=_on_one_line(organisation.name),
        typed=shlex.quote(ref),
        action=shlex.quote(f"{ref}a"),
        ref=scalar(ref, key="ref"),
        id=scalar(f"{ref}a"),
        body="force" if organisation.id in known_forces() else "organisation",
    )
    fields = {
        "id": organisation.id,
        "name": organisation.name,
        "answers_for": organisation.answers_for,
    }
    lines = [
        schema_line(SchemaOf.RESPONSES),
        *lesson.splitlines(),
        "organisation:",
        *indented(block(fields)),
        "responses:",
        *indented(_answers(asked)),
    ]
    main = schema_line(SchemaOf.RECOMMENDATIONS)
    return {
        IGNORED: ".stalkplan*\n",
        **{_SCHEMA.format(file): schema_of(file) for file in SchemaOf},
        RECOMMENDATIONS: with_first_line(publication, main),
        RESPONSES: "".join(f"{line}\n" for line in lines),
    }


def schema_line(file: SchemaOf) -> str:
    """Return the line by which an editor finds the schema of a file."""
    return _SCHEMA_LINE + _SCHEMA.format(file)


def schema_line_of(text: str) -> str:
    """Return the line by which an editor finds the schema of a text; empty if it has none."""
    first = body_of(text).partition("\n")[0]
    return first if first.startswith(_SCHEMA_LINE) else ""


def with_first_line(text: str, line: str) -> str:
    """Return a text that begins with a line, in place of its own line on a schema if it has one."""
    rest = body_of(text)
    if schema_line_of(text):
        _, _, rest = rest.partition("\n")
    return f"{line}\n{rest}" if line else rest


def asked_of_organisation(
    organisation: Organisation, recommendations: Sequence[Recommendation]
) -> Asked:
    """Return every requirement that an organisation answers for, in the publication's order."""
    return [
        (recommendation, requirement)
        for recommendation in recommendations
        for requirement in recommendation.required
        if asked_of(organisation, recommendation, requirement)
    ]


def _answers(asked: Asked) -> Iterator[str]:
    for recommendation, requirement in asked:
        due = words.listed([words.long_window(d.due) for d in recommendation.deadlines])
        when = f"due {due}" if due else "no deadline known"
        yield f"# {_on_one_line(recommendation.theme or recommendation.number)}, {when}"
        if summary := requirement.summary or recommendation.summary:
            yield f"# {_on_one_line(summary)}"
        first, *_ = entry({"ref": requirement.ref})
        yield from (first, "  position:")


def _on_one_line(text: str) -> str:
    """Return a text for a comment, which it must not leave."""
    return " ".join(text.split())
