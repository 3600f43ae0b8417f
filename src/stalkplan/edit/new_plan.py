"""The files of a new plan: the requirements, a blank answer to each, and how to go on."""

from collections.abc import Iterator, Sequence

from stalkplan.edit.as_yaml import block, entry, indented
from stalkplan.record.choices import Addressee, SchemaOf
from stalkplan.record.files import RECOMMENDATIONS, RESPONSES
from stalkplan.record.model import Recommendation, Recommendations, Requirement
from stalkplan.record.schema import schema_of
from stalkplan.record.yaml import read
from stalkplan.verdict import words

IGNORED = ".gitignore"

SCHEMAS = "schemas"
_SCHEMA = SCHEMAS + "/{}.schema.json"
_SCHEMA_LINE = "# yaml-language-server: $schema="

_LESSON = """\
# The plan of {name}. Nothing here is answered yet: every position is blank.
# These commands write to this file and change nothing else in it; a text editor does as well:
#
#   stalkplan respond {ref}     fill in an answer
#   stalkplan add {ref}         add an action to it
#   stalkplan update {ref}a     record progress on the action
#   stalkplan check           find every slip
#
# What an answer may say, every line but ref optional:
#
#   - ref: {ref}
#     position: What the force says it does today.
#     acceptance: accepted           # or partly-accepted, rejected, not-stated
#     stated_deadline: 2025-03-27    # as your published plan gives it, or none
#     actions:
#       - id: {ref}a
#         summary: What the force will do.
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


def blank_plan(force: str, name: str, publication: str) -> dict[str, str]:
    """Return the texts of a data folder by file name, the plan last.

    `force` is the id of a force, `name` its name; `publication` is the text of
    `recommendations.yaml`.
    """
    asked = asked_of_forces(publication)
    organisation = {"id": force, "name": name, "answers_for": [Addressee.CHIEF_CONSTABLES]}
    lines = [
        schema_line(SchemaOf.RESPONSES),
        *_LESSON.format(name=name, ref=asked[0][1].ref).splitlines(),
        "organisation:",
        *indented(block(organisation)),
        "responses:",
        *indented(_answers(asked)),
    ]
    _, _, rest = publication.partition("\n")
    main = schema_line(SchemaOf.RECOMMENDATIONS)
    return {
        IGNORED: ".stalkplan*\n",
        **{_SCHEMA.format(file): schema_of(file) for file in SchemaOf},
        RECOMMENDATIONS: f"{main}\n{rest}",
        RESPONSES: "".join(f"{line}\n" for line in lines),
    }


def schema_line(file: SchemaOf) -> str:
    """Return the line by which an editor finds the schema of a file."""
    return _SCHEMA_LINE + _SCHEMA.format(file)


def asked_of_forces(publication: str) -> list[tuple[Recommendation, Requirement]]:
    """Return every requirement that chief constables answer, in the publication's order."""
    plain, _ = read(RECOMMENDATIONS, publication)
    return [
        (recommendation, requirement)
        for recommendation in Recommendations.model_validate(plain).recommendations
        if Addressee.CHIEF_CONSTABLES in recommendation.addressed_to
        for requirement in recommendation.required
    ]


def _answers(asked: Sequence[tuple[Recommendation, Requirement]]) -> Iterator[str]:
    for recommendation, requirement in asked:
        due = words.listed([words.long_window(d.due) for d in recommendation.deadlines])
        when = f"due {due}" if due else "no deadline known"
        yield f"# {recommendation.theme or recommendation.number}, {when}"
        if summary := requirement.summary or recommendation.summary:
            yield f"# {summary}"
        first, *_ = entry({"ref": requirement.ref})
        yield from (first, "  position:")
