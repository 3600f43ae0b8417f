"""What the tests of the rules share: a rule's page, a standard plan, and what a rule finds."""

import inspect
import re
from collections.abc import Mapping
from datetime import date
from textwrap import dedent
from typing import NamedTuple

from stalkplan.record.problems import Problem
from stalkplan.record.register import build
from stalkplan.rules import check
from stalkplan.rules.context import Context
from stalkplan.rules.rule import Rule

ON = date(2026, 11, 23)
EVIDENCE = frozenset({"evidence/minutes.pdf", "./evidence/minutes.pdf", "javascript:alert(1)"})
"""The files that the repository has."""

PUBLICATION_FILE, PLAN_FILE = "data/recommendations.yaml", "data/responses/kent.yaml"

PUBLICATION_HEADER = """\
publication: {id: report, title: A report, published: 2024-09-27, count: 29}
"""
PUBLICATION = f"""\
{PUBLICATION_HEADER}
recommendations:
  - number: 7
    addressed_to: [chief-constables]
    deadlines: [{{due: 2025-03-27}}]
    requirements: [{{ref: 7.1}}, {{ref: 7.2}}]
  - number: 9
    addressed_to: [chief-constables]
    requirements: [{{ref: 9.1}}]
  - number: 10
    made: 2025-03-01
    addressed_to: [npcc]
  - number: 10a
    addressed_to: [npcc]
  - number: 15
    addressed_to: [local-policing-bodies]
  - number: 16
    addressed_to: [chief-constables, npcc]
    requirements: [{{ref: 16.1, addressed_to: [npcc]}}]
  - number: 28
    addressed_to: [chief-constables]
    deadlines: [{{milestone: publish, due: 2024-11-22}}, {{milestone: report, due: 2025-03-27}}]
    requirements: [{{ref: 28.1}}]
"""
PLAN_HEADER = """\
organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}
"""
BESIDE = {PUBLICATION_FILE: PUBLICATION, PLAN_FILE: PLAN_HEADER}
"""What stands beside a text: one of them, or both."""

_PAGE = re.compile(
    r"(?P<what>.+?)\n\n(?P<why>.+?)\n\nPasses:\n(?P<passes>.+?)\n\nFails:\n(?P<fails>.+)", re.DOTALL
)


class Page(NamedTuple):
    """A rule's docstring in its four parts."""

    what: str
    why: str
    passes: str
    fails: str


def page_of(rule: Rule) -> Page:
    """Return the page of a rule; ValueError where a part of it is missing."""
    match = _PAGE.fullmatch(inspect.getdoc(rule.find) or "")
    if match is None:
        raise ValueError(f"{rule.code}: a page says what, why, Passes: and Fails:")
    what, why, passes, fails = match.groups()
    return Page(what, why, dedent(passes), dedent(fails))


def files_of(text: str) -> dict[str, str]:
    """Return an example, or a whole file, among the files that it takes to judge it.

    A list of responses or of recommendations gets a header; a comment may name the file.
    """
    if re.match(r"- \{?ref:", text):
        text = f"{PLAN_HEADER}responses:\n{text}"
    elif re.match(r"- \{?number:", text):
        text = f"{PUBLICATION_HEADER}recommendations:\n{text}"
    if named := re.match(r"# (responses/\S+\.yaml)\n", text):
        return {PUBLICATION_FILE: PUBLICATION, f"data/{named[1]}": text}
    is_publication = re.search(r"^publication:", text, re.MULTILINE)
    return {**BESIDE, PUBLICATION_FILE if is_publication else PLAN_FILE: text}


def problems_of(texts: Mapping[str, str]) -> list[Problem]:
    """Return what all rules find in files that can be read without a fault."""
    register = build(texts)
    assert register.problems == ()
    return check(Context(register, texts, EVIDENCE.__contains__, on=ON))
