"""A document to a draft, as `import` makes it of a source, and what a test asks of the draft."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from plain_yaml import plain

from conftest import DATA
from stalkplan.imports.drafting.import_plan import AnsweredPublication, ImportedPlan, plan_of
from stalkplan.imports.readers.document import Document
from stalkplan.record.problems import Problem, Severity
from stalkplan.record.register import build
from stalkplan.rules import check
from stalkplan.rules.context import Context

ON = date(2026, 11, 25)
PAGE = "https://example.org/plan"
PUBLICATION = (DATA / "recommendations.yaml").read_text("utf-8")


def _asked() -> AnsweredPublication:
    register = build({"data/recommendations.yaml": PUBLICATION})
    assert register.publication
    return AnsweredPublication(register.publication, register.recommendations)


ASKED = _asked()


def drafted(document: Document, source: str | None = PAGE) -> ImportedPlan:
    """Return the draft of a plan of Kent."""
    return plan_of(document, ASKED, ("kent", "Kent Police"), source, "plan", on=ON)


def answers(text: str) -> dict[str, Any]:
    """Return the responses of a draft by ref, as another parser reads them."""
    plan: dict[str, Any] = plain(text)
    return {response["ref"]: response for response in plan["responses"] or ()}


def errors_in(text: str) -> list[Problem]:
    """Return what the reader, and `check`, call an error in a draft."""
    texts = {"data/recommendations.yaml": PUBLICATION, "data/responses.yaml": text}
    register = build(texts)
    found = check(Context(register, texts, lambda _: False, on=ON))
    return [p for p in (*register.problems, *found) if p.severity is Severity.ERROR]


def record_at(lines: Sequence[str], number: int) -> str:
    """Return the first line of the record in which a line of a draft stands, from 1."""
    return next(line for line in reversed(lines[:number]) if line.strip(" #").startswith("- "))
